//! Turns nodes of YAML into typed values, and collects what is wrong with them, each at its place. A mapping hands out
//! its keys by name; those that nobody asked for are reported with the nearest known one.

use std::ops::Range;

use super::placed::Placed;
use super::yaml::{self, Entry, Node, Yaml};
use crate::diagnostics::{Code, Diagnostic, MOST_TOLD, Outcome};
use crate::text::nearest::nearest;
use crate::text::{Date, Source};

/// Reads a text of YAML into a value. None where it is no YAML, or `read` finds none.
pub fn read<T>(placed: &Placed<'_>, read: impl FnOnce(&mut Reader<'_>, &Yaml) -> Option<T>) -> Outcome<Option<T>> {
    let mut diagnostics = Vec::new();
    let mut value = None;
    if let Some(yaml) = yaml::parse(placed).unload(&mut diagnostics) {
        let mut reader = Reader::new(placed);
        value = read(&mut reader, &yaml);
        diagnostics.extend(reader.diagnostics);
    }
    Outcome { value, diagnostics }
}

/// Reads a file that holds one list under the key `key`.
pub fn read_list<T>(
    source: &Source,
    key: &'static str,
    read_item: impl Fn(&mut Reader<'_>, &Placed<'_>, &Yaml) -> Option<T>,
) -> Outcome<Vec<T>> {
    let placed = Placed::whole(&source.path, &source.text);
    let Outcome { value, diagnostics } = read(&placed, |reader, yaml| {
        let mut fields = reader.fields(yaml)?;
        let items = fields.get(key).map_or(&[][..], |items| reader.list(items));
        let items = items.iter().filter_map(|item| read_item(reader, &placed, item)).collect();
        reader.finish(&fields);
        Some(items)
    });
    Outcome { value: value.unwrap_or_default(), diagnostics }
}

/// Turns nodes into typed values and collects what is wrong with them.
pub struct Reader<'a> {
    placed: &'a Placed<'a>,
    /// What was wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// The keys of one mapping while they are taken out by name.
pub struct Fields<'n> {
    /// Where the mapping stands.
    pub at: Range<usize>,
    entries: &'n [Entry],
    known: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The value of `key`; an empty value counts as none.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Yaml> {
        self.known.push(key);
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        (entry.value.node != Node::Empty).then_some(&entry.value)
    }

    /// The keys as they stand, for mappings whose keys are the author's own words.
    pub fn entries(&self) -> &'n [Entry] {
        self.entries
    }
}

impl<'a> Reader<'a> {
    /// A reader for nodes of the text `placed`.
    pub fn new(placed: &'a Placed<'a>) -> Self {
        Self { placed, diagnostics: Vec::new() }
    }

    /// Notes a mistake at a place of the text.
    pub fn report(&mut self, code: Code, at: &Range<usize>, complete: impl FnOnce(Diagnostic) -> Diagnostic) {
        let diagnostic = Diagnostic::new(code, self.placed.span(at.clone()));
        if self.diagnostics.len() < MOST_TOLD {
            self.diagnostics.push(complete(diagnostic));
        }
    }

    fn wrong_type(&mut self, node: &Yaml, expected: &'static str) {
        self.report(Code::YamlType, &node.at, |diagnostic| diagnostic.with("expected", expected));
    }

    /// The keys of a mapping.
    pub fn fields<'n>(&mut self, yaml: &'n Yaml) -> Option<Fields<'n>> {
        match &yaml.node {
            Node::Map(entries) => Some(Fields { at: yaml.at.clone(), entries, known: Vec::new() }),
            _ => {
                self.wrong_type(yaml, "map");
                None
            }
        }
    }

    /// Reports every key that was never asked for, with the nearest known one.
    pub fn finish(&mut self, fields: &Fields<'_>) {
        for entry in fields.entries.iter().filter(|entry| !fields.known.contains(&entry.key.as_str())) {
            let near = nearest(&entry.key, fields.known.iter().copied());
            let known = fields.known.join(", ");
            self.report(Code::YamlUnknownKey, &entry.key_at, |diagnostic| {
                let diagnostic = diagnostic.with("key", &entry.key).with("known", known);
                if near.is_some() { diagnostic.nearest(near) } else { diagnostic }
            });
        }
    }

    /// The value of a key that must be there.
    pub fn required<'n>(&mut self, fields: &mut Fields<'n>, key: &'static str) -> Option<&'n Yaml> {
        let value = fields.get(key);
        if value.is_none() {
            let start = fields.at.start;
            self.report(Code::YamlMissingKey, &(start..start), |diagnostic| diagnostic.with("key", key));
        }
        value
    }

    /// Text; numbers and flags as they are written.
    pub fn text(&mut self, yaml: &Yaml) -> Option<String> {
        match &yaml.node {
            Node::Text(text) | Node::Number(_, text) | Node::Flag(_, text) => Some(text.trim().to_owned()),
            _ => {
                self.wrong_type(yaml, "text");
                None
            }
        }
    }

    /// The text of an optional key.
    pub fn text_of(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
        fields.get(key).and_then(|yaml| self.text(yaml))
    }

    /// `true` or `false`.
    pub fn flag(&mut self, yaml: &Yaml) -> Option<bool> {
        match &yaml.node {
            Node::Flag(flag, _) => Some(*flag),
            _ => {
                self.wrong_type(yaml, "flag");
                None
            }
        }
    }

    /// The flag of an optional key.
    pub fn flag_of(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<bool> {
        fields.get(key).and_then(|yaml| self.flag(yaml))
    }

    /// A finite number, with decimal point or comma.
    pub fn number(&mut self, yaml: &Yaml) -> Option<f64> {
        let number = match &yaml.node {
            Node::Number(number, _) => Some(*number),
            Node::Text(text) => text.trim().replacen(',', ".", 1).parse().ok(),
            _ => None,
        };
        let number = number.filter(|number| number.is_finite());
        if number.is_none() {
            self.wrong_type(yaml, "number");
        }
        number
    }

    /// A number from `least` to `most`.
    pub fn number_within(&mut self, yaml: &Yaml, least: f64, most: f64) -> Option<f64> {
        let number = self.number(yaml)?;
        if !(least..=most).contains(&number) {
            self.report(Code::YamlValue, &yaml.at, |diagnostic| diagnostic.with("allowed", format!("{least} – {most}")));
            return None;
        }
        Some(number)
    }

    /// A whole number from `least` to `most`.
    pub fn whole_within(&mut self, yaml: &Yaml, least: u16, most: u16) -> Option<usize> {
        let number = self.number_within(yaml, least.into(), most.into())?;
        if number.fract() != 0.0 {
            self.report(Code::YamlValue, &yaml.at, |diagnostic| diagnostic.with("allowed", format!("{least}, {}, … {most}", least + 1)));
            return None;
        }
        // It lies between two small whole numbers.
        Some(number as usize)
    }

    /// The items of a list; a single scalar counts as a list of one.
    pub fn list<'n>(&mut self, yaml: &'n Yaml) -> &'n [Yaml] {
        match &yaml.node {
            Node::List(items) => items,
            Node::Map(_) => {
                self.wrong_type(yaml, "list");
                &[]
            }
            _ => std::slice::from_ref(yaml),
        }
    }

    /// The texts of a list.
    pub fn texts(&mut self, yaml: &Yaml) -> Vec<String> {
        self.list(yaml).iter().filter_map(|item| self.text(item)).collect()
    }

    /// The texts of an optional key.
    pub fn texts_of(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
        fields.get(key).map(|yaml| self.texts(yaml)).unwrap_or_default()
    }

    /// One of the words in `choices`, and what it means.
    pub fn choice<T: Copy>(&mut self, yaml: &Yaml, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(yaml)?;
        let found = choices.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let near = nearest(&text, words.iter().copied());
            self.report(Code::YamlValue, &yaml.at, |diagnostic| diagnostic.with("allowed", words.join(", ")).nearest(near));
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// A calendar date.
    pub fn date_of(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Date> {
        let yaml = fields.get(key)?;
        let date = Date::parse(&self.text(yaml)?);
        if date.is_none() {
            self.report(Code::YamlValue, &yaml.at, |diagnostic| diagnostic.with("allowed", "YYYY-MM-DD"));
        }
        date
    }
}
