//! The words of the reader's interface, from the theme's `strings/*.yaml`: groups of keys with texts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostics::Outcome;
use crate::parse::placed::Placed;
use crate::parse::yaml::{self, Reader};
use crate::text::Source;

/// Groups of words; serialises to nested maps for templates.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Strings {
    groups: BTreeMap<String, BTreeMap<String, String>>,
}

impl Strings {
    /// Reads a strings file.
    pub fn parse(source: &Source) -> Outcome<Self> {
        let placed = Placed::whole(&source.path, &source.text);
        let mut diagnostics = Vec::new();
        let mut strings = Self::default();
        if let Some(yaml) = yaml::parse(&placed).unload(&mut diagnostics) {
            let mut reader = Reader::new(&placed);
            let groups = reader.fields(&yaml);
            for group in groups.iter().flat_map(|groups| groups.entries()) {
                let words = reader.fields(&group.value);
                for word in words.iter().flat_map(|words| words.entries()) {
                    if let Some(text) = reader.text(&word.value) {
                        strings.groups.entry(group.key.clone()).or_default().insert(word.key.clone(), text);
                    }
                }
            }
            diagnostics.extend(reader.diagnostics);
        }
        Outcome { value: strings, diagnostics }
    }

    /// Lays the words of a child theme over these.
    pub fn overlay(&mut self, child: Self) {
        for (group, words) in child.groups {
            self.groups.entry(group).or_default().extend(words);
        }
    }

    /// A word of a group; the key itself where it is missing (the tests hold that the program's words are there).
    pub fn get<'a>(&'a self, group: &str, key: &'a str) -> &'a str {
        self.groups.get(group).and_then(|words| words.get(key)).map_or(key, String::as_str)
    }

    /// All words of a group.
    pub fn group(&self, group: &str) -> Option<&BTreeMap<String, String>> {
        self.groups.get(group)
    }
}
