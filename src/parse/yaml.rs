//! YAML with positions. serde_yaml reads the values (its limits on depth and repetition hold off bombs), but knows
//! positions only of errors; [`Index`] walks the text beside the values and notes where each key and value stands.
//! Nodes become typed values in [`super::reader`].

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use serde::Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::hidden::{self, is_control};
use super::placed::Placed;
pub use super::reader::{Fields, Reader};
use crate::diagnostics::{Code, Diagnostic, MOST_TOLD, Outcome};
use crate::text::Span;

/// A value and where it stands (bytes of the placed text).
#[derive(Clone, Debug, PartialEq)]
pub struct Yaml {
    /// Where the value is written.
    pub at: Range<usize>,
    /// What it is.
    pub node: Node,
}

/// What a YAML value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Nothing, `~` or `null`.
    Empty,
    /// `true` or `false`, with the text as written.
    Flag(bool, String),
    /// A number, with the text as written.
    Number(f64, String),
    /// Any other text.
    Text(String),
    /// A sequence.
    List(Vec<Yaml>),
    /// A mapping in the order of writing.
    Map(Vec<Entry>),
}

/// One key of a mapping and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as text.
    pub key: String,
    /// Where the key is written.
    pub key_at: Range<usize>,
    /// The value.
    pub value: Yaml,
}

/// Reads YAML. No value where the text is not YAML at all.
pub fn parse(placed: &Placed) -> Outcome<Option<Yaml>> {
    let mut index = Index { placed, text: &placed.text, at: 0, repeated: None, diagnostics: Vec::new() };
    match index.deserialize(serde_yaml::Deserializer::from_str(&placed.text)) {
        Ok(value) => Outcome { value: Some(value), diagnostics: index.diagnostics },
        Err(error) => {
            let at = error.location().map_or(0, |place| offset_of(&placed.text, place.line(), place.column()));
            Outcome { value: None, diagnostics: vec![syntax(placed.span(at..at), kind_of(&error.to_string()))] }
        }
    }
}

/// What is wrong with a text that is no YAML as handbooks have it; `kind` is a word that the messages know.
fn syntax(span: Span, kind: &'static str) -> Diagnostic {
    Diagnostic::new(Code::YamlSyntax, span).with("kind", kind)
}

/// The byte offset of a line and column, both from 1, the column in characters.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        start = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
    }
    let rest = &text[start..];
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// The library's English message as one of the mistakes people really make; the words are in the messages.
fn kind_of(message: &str) -> &'static str {
    let known = [
        ("mapping values are not allowed", "colon"),
        ("cannot start any token", "start"),
        ("found a tab", "tab"),
        ("did not find expected key", "key"),
        ("did not find expected '-'", "key"),
        ("while parsing a flow", "bracket"),
        ("while scanning a quoted", "quote"),
        ("found unexpected end of stream", "quote"),
        ("unknown anchor", "anchor"),
        ("recursion limit", "depth"),
        ("repetition limit", "repetition"),
        ("more than one document", "documents"),
    ];
    known.iter().find(|(part, _)| message.contains(part)).map_or("other", |(_, kind)| kind)
}

/// Walks the text in step with the values that serde_yaml reads from it. The text is known to be sound YAML, so it
/// is enough to recognise tokens; where it should lose its way, positions become less exact, never wrong by panic.
struct Index<'a> {
    placed: &'a Placed<'a>,
    /// The text; while a value is read that an alias repeats, it ends behind the alias.
    text: &'a str,
    at: usize,
    /// The alias that is being read: all of what it repeats stands where it stands.
    repeated: Option<Range<usize>>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads the next value.
impl<'de> DeserializeSeed<'de> for &mut Index<'_> {
    type Value = Yaml;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Yaml, D::Error> {
        let before = self.at;
        self.skip_trivia();
        self.skip_properties();
        let start = self.at;
        if self.peek() != Some('*') {
            return value.deserialize_any(Standing { index: self, before, start });
        }
        self.skip_while(|c| !c.is_whitespace() && !",]}".contains(c));
        let (whole, end) = (self.text, self.at);
        self.text = &whole[..end];
        self.repeated = Some(start..end);
        let value = value.deserialize_any(Standing { index: self, before: end, start });
        self.text = whole;
        self.repeated = None;
        value
    }
}

/// A value whose first byte is known, but not yet what it is.
struct Standing<'i, 'a> {
    index: &'i mut Index<'a>,
    /// Where the one before it ends.
    before: usize,
    start: usize,
}

impl Standing<'_, '_> {
    /// The value, which ends where the walk is.
    fn is(self, node: Node) -> Yaml {
        let Self { index, start, .. } = self;
        Yaml { at: index.repeated.clone().unwrap_or(start..index.at), node }
    }

    fn number(self, number: f64) -> Yaml {
        let written = self.index.token().unwrap_or_else(|| number.to_string());
        self.is(Node::Number(number, written))
    }
}

impl<'de> Visitor<'de> for Standing<'_, '_> {
    type Value = Yaml;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<Yaml, E> {
        let rest = &self.index.text[self.start..];
        let ends = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || ",]}".contains(c));
        match ["~", "null", "Null", "NULL"].iter().find(|word| rest.strip_prefix(**word).is_some_and(ends)) {
            Some(word) => self.index.at += word.len(),
            // Nothing is written: it stands right behind what was before it.
            None => {
                self.index.at = self.before;
                return Ok(Standing { start: self.before, ..self }.is(Node::Empty));
            }
        }
        Ok(self.is(Node::Empty))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Yaml, E> {
        let written = self.index.token().unwrap_or_else(|| flag.to_string());
        Ok(self.is(Node::Flag(flag, written)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Yaml, E> {
        self.visit_u128(number.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Yaml, E> {
        self.visit_i128(number.into())
    }

    // Numbers that lose digits here are too large for anything that a handbook counts.
    #[allow(clippy::cast_precision_loss)]
    fn visit_u128<E>(self, number: u128) -> Result<Yaml, E> {
        Ok(self.number(number as f64))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_i128<E>(self, number: i128) -> Result<Yaml, E> {
        Ok(self.number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Yaml, E> {
        Ok(self.number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Yaml, E> {
        self.index.string(text);
        Ok(self.is(Node::Text(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Yaml, A::Error> {
        let is_flow = self.index.take('[');
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Item { index: &mut *self.index, is_flow })? {
            items.push(item);
        }
        self.index.close(is_flow, ']');
        Ok(self.is(Node::List(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Yaml, A::Error> {
        let is_flow = self.index.take('{');
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(Key(&mut *self.index))? {
            let value = map.next_value_seed(&mut *self.index)?;
            entries.push(Entry { key: written(&key.node), key_at: key.at, value });
        }
        self.index.close(is_flow, '}');
        self.index.report_repeated_keys(&entries);
        Ok(self.is(Node::Map(entries)))
    }

    /// A value with a tag of its own, which means nothing here.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Yaml, A::Error> {
        let (_, value) = tagged.variant::<IgnoredAny>()?;
        value.newtype_variant_seed(self.index)
    }
}

/// The next key of a mapping, with what stands around it.
struct Key<'i, 'a>(&'i mut Index<'a>);

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = Yaml;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<Yaml, D::Error> {
        let Self(index) = self;
        index.skip_trivia();
        index.take(',');
        index.skip_trivia();
        index.take_indicator('?');
        let key = index.deserialize(key)?;
        let after = index.at;
        index.skip_trivia();
        if !index.take(':') {
            index.at = after;
        }
        Ok(key)
    }
}

/// The next item of a sequence, with what stands before it.
struct Item<'i, 'a> {
    index: &'i mut Index<'a>,
    is_flow: bool,
}

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = Yaml;

    fn deserialize<D: Deserializer<'de>>(self, item: D) -> Result<Yaml, D::Error> {
        let Self { index, is_flow } = self;
        index.skip_trivia();
        if is_flow {
            index.take(',');
        } else {
            index.take_indicator('-');
        }
        index.deserialize(item)
    }
}

impl Index<'_> {
    /// Two values for one key: nobody can say which of them is meant.
    fn report_repeated_keys(&mut self, entries: &[Entry]) {
        if self.repeated.is_some() {
            return;
        }
        let mut seen = HashSet::with_capacity(entries.len());
        for entry in entries.iter().filter(|entry| !entry.key.is_empty()) {
            if !seen.insert(entry.key.as_str()) && self.diagnostics.len() < MOST_TOLD {
                self.diagnostics.push(syntax(self.placed.span(entry.key_at.clone()), "duplicate"));
            }
        }
    }

    fn close(&mut self, is_flow: bool, bracket: char) {
        if is_flow {
            self.skip_trivia();
            self.take(',');
            self.skip_trivia();
            self.take(bracket);
        }
    }

    /// A plain token that holds no white space: a number, `true`, `false`. None where an alias repeats it.
    fn token(&mut self) -> Option<String> {
        if self.repeated.is_some() {
            return None;
        }
        let start = self.at;
        let mut rest = self.text[start..].char_indices().peekable();
        self.at = self.text.len();
        while let Some((at, c)) = rest.next() {
            let before_space = rest.peek().is_none_or(|(_, next)| next.is_whitespace());
            if c.is_whitespace() || ",]}".contains(c) || (c == ':' && before_space) {
                self.at = start + at;
                break;
            }
        }
        Some(self.text[start..self.at].to_owned())
    }

    fn string(&mut self, value: &str) {
        match self.peek() {
            Some('"') => {
                let start = self.at;
                self.quoted(b'"', b'\\');
                // Between these marks an escape can write what the file itself may not hold.
                let found = value.chars().find(|c| is_control(*c));
                self.diagnostics.extend(found.map(|c| hidden::report(self.placed.span(start..self.at), c)));
            }
            Some('\'') => self.quoted(b'\'', b'\''),
            Some('|' | '>') => self.block(value),
            _ => self.plain(value),
        }
    }

    /// Skips a quoted string; `escape` before a quote keeps it inside.
    fn quoted(&mut self, quote: u8, escape: u8) {
        let text = self.text.as_bytes();
        let mut at = self.at + 1;
        while let Some(ahead) = text.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == quote || *byte == escape)) {
            at += ahead;
            let is_escape = text[at] == escape && (escape == b'\\' || text.get(at + 1) == Some(&quote));
            if !is_escape {
                self.at = at + 1;
                return;
            }
            at += 2;
        }
        self.at = text.len();
    }

    /// Skips a block scalar: its header and every line indented as far as the first, or blank.
    fn block(&mut self, value: &str) {
        self.skip_line();
        if value.trim().is_empty() {
            return;
        }
        let mut indent = None;
        while self.at < self.text.len() {
            let line = self.text[self.at..].lines().next().unwrap_or_default();
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let blank = line.trim().is_empty();
            if !blank && spaces < *indent.get_or_insert(spaces) {
                return;
            }
            self.skip_line();
        }
    }

    /// Follows a plain scalar: its characters stand in the text, white space folded.
    fn plain(&mut self, value: &str) {
        if self.text[self.at..].starts_with(value) {
            self.at += value.len();
            return;
        }
        for c in value.chars() {
            if c.is_whitespace() {
                self.skip_while(char::is_whitespace);
            } else if !self.take(c) {
                return;
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    /// Takes `-` or `?` where white space follows, as indicators must.
    fn take_indicator(&mut self, c: char) {
        let rest = &self.text[self.at..];
        if rest.strip_prefix(c).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)) {
            self.at += 1;
        }
    }

    fn skip_while(&mut self, matches: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !matches(c)).unwrap_or(rest.len());
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').map_or(rest.len(), |at| at + 1);
    }

    /// White space, comments and the line `---` that opens a document.
    fn skip_trivia(&mut self) {
        loop {
            self.skip_while(char::is_whitespace);
            let line_start = self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n';
            let rest = &self.text[self.at..];
            if rest.starts_with('#') || (line_start && (rest.starts_with("---") || rest.starts_with('%'))) {
                self.skip_line();
            } else {
                return;
            }
        }
    }

    /// Anchors `&name` and tags `!name` before a value.
    fn skip_properties(&mut self) {
        while matches!(self.peek(), Some('&' | '!')) {
            self.skip_while(|c| !c.is_whitespace());
            self.skip_trivia();
        }
    }
}

/// A scalar as the author wrote it.
fn written(node: &Node) -> String {
    match node {
        Node::Text(text) | Node::Flag(_, text) | Node::Number(_, text) => text.clone(),
        Node::Empty | Node::List(_) | Node::Map(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BookPath;

    fn read(text: &str) -> Yaml {
        parse(&Placed::whole(&BookPath::root(), text)).value.unwrap()
    }

    /// Every scalar of `yaml` with the text that stands where the index says it stands.
    fn places<'t>(text: &'t str, yaml: &Yaml, found: &mut Vec<(String, &'t str)>) {
        match &yaml.node {
            Node::List(items) => items.iter().for_each(|item| places(text, item, found)),
            Node::Map(entries) => {
                for entry in entries {
                    found.push((entry.key.clone(), &text[entry.key_at.clone()]));
                    places(text, &entry.value, found);
                }
            }
            Node::Empty => {}
            scalar => found.push((written(scalar), &text[yaml.at.clone()])),
        }
    }

    #[test]
    fn every_key_and_value_is_found_where_it_stands() {
        let text = r#"# a comment
title: Kiểm tra: nhanh # not a value
pass: 80
list: [10%, {text: "30%, ạ", why: 'đó ''là'''}, 7.50, true]
empty:
block: >-
  một
  hai

  ba
"quoted key": x
nested:
  - ask: dài
      hai dòng
    is: false
  -
    - a
    - ~
  - {one, two: 2}
anchor: &x {deep: [1]}
alias: *x
last: cuối
"#
        .replace("Kiểm tra: nhanh", "Kiểm tra nhanh");
        let mut found = Vec::new();
        places(&text, &read(&text), &mut found);
        let expected = [
            ("title", "title"),
            ("Kiểm tra nhanh", "Kiểm tra nhanh"),
            ("pass", "pass"),
            ("80", "80"),
            ("list", "list"),
            ("10%", "10%"),
            ("text", "text"),
            ("30%, ạ", "\"30%, ạ\""),
            ("why", "why"),
            ("đó 'là'", "'đó ''là'''"),
            ("7.50", "7.50"),
            ("true", "true"),
            ("empty", "empty"),
            ("block", "block"),
            ("một hai\nba", ">-\n  một\n  hai\n\n  ba\n"),
            ("quoted key", "\"quoted key\""),
            ("x", "x"),
            ("nested", "nested"),
            ("ask", "ask"),
            ("dài hai dòng", "dài\n      hai dòng"),
            ("is", "is"),
            ("false", "false"),
            ("a", "a"),
            ("one", "one"),
            ("two", "two"),
            ("2", "2"),
            ("anchor", "anchor"),
            ("deep", "deep"),
            ("1", "1"),
            ("alias", "alias"),
            ("deep", "*x"),
            ("1", "*x"),
            ("last", "last"),
            ("cuối", "cuối"),
        ];
        let found: Vec<(&str, &str)> = found.iter().map(|(value, at)| (value.as_str(), *at)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_not_yaml_says_where_and_why() {
        let cases = [("a: b: c", "colon", 4), ("a: [1", "bracket", 5), ("\ta: 1", "start", 0), ("a: *b", "anchor", 3)];
        for (text, kind, at) in cases {
            let outcome = parse(&Placed::whole(&BookPath::root(), text));
            let told: Vec<_> = outcome.diagnostics.iter().map(|told| (told.facts[0].1.as_str(), told.span.start)).collect();
            assert_eq!(told, [(kind, at)], "{text}");
        }
    }

    #[test]
    fn every_key_that_stands_twice_is_told() {
        let text = "a: 1\nb: {c: 1, c: 2}\n\"a\": 3\na: 4\nd: &d {e: 1, e: 2}\nf: *d\n";
        let outcome = parse(&Placed::whole(&BookPath::root(), text));
        let told: Vec<_> = outcome.diagnostics.iter().map(|told| &text[told.span.start as usize..told.span.end as usize]).collect();
        assert_eq!(told, ["c", "e", "\"a\"", "a"]);
    }

    #[test]
    fn what_an_alias_repeats_stands_where_the_alias_stands() {
        let text = "a: &a [1, true, ~, 0x10]\nb: [*a, 2]\nnone:\nnullable: !tag 340282366920938463463374607431768211455\n";
        let Node::Map(entries) = read(text).node else { panic!("a mapping") };
        let Node::List(items) = &entries[1].value.node else { panic!("a list") };
        let alias = text.find('*').unwrap()..text.find('*').unwrap() + 2;
        let repeated = [Node::Number(1.0, "1".into()), Node::Flag(true, "true".into()), Node::Empty, Node::Number(16.0, "16".into())];
        let repeated = repeated.map(|node| Yaml { at: alias.clone(), node });
        assert_eq!(items[0], Yaml { at: alias, node: Node::List(repeated.into()) });
        assert_eq!(&text[items[1].at.clone()], "2");
        assert_eq!(entries[2].value.node, Node::Empty);
        assert_eq!(&text[entries[3].key_at.clone()], "nullable");
        assert_eq!(&text[entries[3].value.at.clone()], "340282366920938463463374607431768211455");
    }

    #[test]
    fn bombs_are_refused() {
        let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for level in 1..12 {
            let before = format!("*a{},", level - 1).repeat(9);
            bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        let deep = "[".repeat(10_000);
        for text in [bomb.as_str(), deep.as_str()] {
            assert!(parse(&Placed::whole(&BookPath::root(), text)).value.is_none());
        }
    }
}
