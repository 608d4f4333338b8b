//! The program's own words, in Vietnamese and English: one Fluent file a language beside this one. A message is
//! named by its key; an attribute (`.hint`) by key and attribute. What a page shows its reader is not here but in
//! the theme's `strings`.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

/// The languages the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl Language {
    /// The language that a tag such as `vi`, `vi_VN.UTF-8` or `en-GB` begins with.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next()?.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    fn resource(self) -> &'static str {
        match self {
            Self::Vi => include_str!("vi.ftl"),
            Self::En => include_str!("en.ftl"),
        }
    }

    /// Its tag of BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// Named values that fill a message.
pub type Arguments = [(&'static str, String)];

/// The messages of one language.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    /// Reads the messages of `language`.
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks that keep scripts of two directions apart would only litter a terminal of Latin letters.
        bundle.set_use_isolating(false);
        let resource = match FluentResource::try_new(language.resource().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language they are in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `key`, or its attribute where written `key.attribute`, filled with `arguments`. A key that does
    /// not exist gives the key itself: the tests hold that none is missing.
    pub fn get(&self, key: &str, arguments: &Arguments) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Messages::get`]; `None` where there is no such key.
    pub fn find(&self, key: &str, arguments: &Arguments) -> Option<String> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }

    /// The message `key` that takes no arguments.
    pub fn plain(&self, key: &str) -> String {
        self.get(key, &[])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Each key and attribute of a language's file with the variables it takes.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys = BTreeMap::new();
        let mut message = String::new();
        let mut current = String::new();
        for line in language.resource().lines() {
            let trimmed = line.trim_start();
            if let Some((key, _)) = trimmed.split_once(" =").filter(|(key, _)| !key.contains(' ') && !key.starts_with('#')) {
                current = match key.strip_prefix('.') {
                    Some(attribute) => format!("{message}.{attribute}"),
                    None => {
                        message = key.to_owned();
                        key.to_owned()
                    }
                };
                keys.insert(current.clone(), BTreeSet::new());
            }
            let variables = line.split('$').skip(1).map(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).collect());
            keys.entry(current.clone()).or_default().extend::<Vec<String>>(variables.collect());
        }
        keys.remove("");
        keys
    }

    #[test]
    fn every_message_exists_in_both_languages_with_the_same_variables() {
        let (vi, en) = (keys(Language::Vi), keys(Language::En));
        assert!(vi.len() > 100, "the files are read");
        assert_eq!(vi, en);
    }

    #[test]
    fn both_files_are_sound_and_every_key_resolves() {
        for language in [Language::Vi, Language::En] {
            assert!(FluentResource::try_new(language.resource().to_owned()).is_ok(), "{language:?} has a syntax error");
            let messages = Messages::new(language);
            for key in keys(language).keys() {
                assert!(messages.find(key, &[]).is_some(), "{language:?}: {key}");
            }
        }
    }
}
