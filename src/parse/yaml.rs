//! YAML with positions. serde_yaml reads the values (its limits on depth and repetition hold off bombs), but knows
//! positions only of errors; [`Index`] walks the text beside the values and notes where each key and value stands.
//! Nodes become typed values in [`super::reader`].

use std::ops::Range;

use serde_yaml::Value;

use super::hidden::{self, is_control};
use super::placed::Placed;
pub use super::reader::{Fields, Reader};
use crate::diagnostics::{Code, Diagnostic, Outcome};

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
    match serde_yaml::from_str::<Value>(&placed.text) {
        Ok(value) => {
            let mut index = Index { placed, text: &placed.text, at: 0, diagnostics: Vec::new() };
            Outcome { value: Some(index.node(&value)), diagnostics: index.diagnostics }
        }
        Err(error) => {
            let at = error.location().map_or(0, |place| offset_of(&placed.text, place.line(), place.column()));
            let diagnostic = Diagnostic::new(Code::YamlSyntax, placed.span(at..at)).with("kind", kind_of(&error.to_string()));
            Outcome { value: None, diagnostics: vec![diagnostic] }
        }
    }
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
        ("duplicate entry", "duplicate"),
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

/// Walks the text in step with the values that serde_yaml read from it. The text is known to be sound YAML, so it
/// is enough to recognise tokens; where it should lose its way, positions become less exact, never wrong by panic.
struct Index<'a> {
    placed: &'a Placed<'a>,
    text: &'a str,
    at: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Index<'_> {
    fn node(&mut self, value: &Value) -> Yaml {
        let before = self.at;
        self.skip_trivia();
        self.skip_properties();
        let start = self.at;
        if self.peek() == Some('*') {
            self.skip_while(|c| !c.is_whitespace() && !",]}".contains(c));
            return spread(value, start..self.at);
        }
        let node = match value {
            Value::Tagged(tagged) => return self.node(&tagged.value),
            Value::Mapping(mapping) => {
                let flow = self.take('{');
                let entries = mapping.iter().map(|(key, value)| self.entry(key, value)).collect();
                self.close(flow, '}');
                Node::Map(entries)
            }
            Value::Sequence(items) => {
                let flow = self.take('[');
                let items = items.iter().map(|item| self.item(item, flow)).collect();
                self.close(flow, ']');
                Node::List(items)
            }
            Value::Null => {
                let rest = &self.text[self.at..];
                match ["~", "null", "Null", "NULL"].iter().find(|word| rest.starts_with(**word)) {
                    Some(word) => self.at += word.len(),
                    None => {
                        self.at = before;
                        return Yaml { at: before..before, node: Node::Empty };
                    }
                }
                Node::Empty
            }
            Value::Bool(flag) => Node::Flag(*flag, self.token()),
            Value::Number(number) => Node::Number(number.as_f64().unwrap_or(f64::NAN), self.token()),
            Value::String(text) => {
                self.string(text);
                Node::Text(text.clone())
            }
        };
        Yaml { at: start..self.at, node }
    }

    fn entry(&mut self, key: &Value, value: &Value) -> Entry {
        self.skip_trivia();
        self.take(',');
        self.skip_trivia();
        self.take_indicator('?');
        let key = self.node(key);
        let after_key = self.at;
        self.skip_trivia();
        if !self.take(':') {
            self.at = after_key;
        }
        let value = self.node(value);
        Entry { key: written(&key.node), key_at: key.at, value }
    }

    fn item(&mut self, item: &Value, flow: bool) -> Yaml {
        self.skip_trivia();
        if flow {
            self.take(',');
        } else {
            self.take_indicator('-');
        }
        self.node(item)
    }

    fn close(&mut self, flow: bool, bracket: char) {
        if flow {
            self.skip_trivia();
            self.take(',');
            self.skip_trivia();
            self.take(bracket);
        }
    }

    /// A plain token that holds no white space: a number, `true`, `false`.
    fn token(&mut self) -> String {
        let start = self.at;
        let mut rest = self.text[start..].char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let before_space = rest.peek().is_none_or(|(_, next)| next.is_whitespace());
            if c.is_whitespace() || ",]}".contains(c) || (c == ':' && before_space) {
                self.at = start + at;
                return self.text[start..self.at].to_owned();
            }
        }
        self.at = self.text.len();
        self.text[start..].to_owned()
    }

    fn string(&mut self, value: &str) {
        match self.peek() {
            Some('"') => {
                let start = self.at;
                self.quoted('"', '\\');
                // Between these marks an escape can write what the file itself may not hold.
                let found = value.chars().find(|c| is_control(*c));
                self.diagnostics.extend(found.map(|c| hidden::report(self.placed.span(start..self.at), c)));
            }
            Some('\'') => self.quoted('\'', '\''),
            Some('|' | '>') => self.block(value),
            _ => self.plain(value),
        }
    }

    /// Skips a quoted string; `escape` before a quote keeps it inside.
    fn quoted(&mut self, quote: char, escape: char) {
        let mut chars = self.text[self.at..].char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            let escaped = c == escape && (escape == '\\' || chars.peek().is_some_and(|(_, next)| *next == quote));
            if escaped {
                chars.next();
            } else if c == quote {
                self.at += at + 1;
                return;
            }
        }
        self.at = self.text.len();
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

/// A value repeated by an alias: all of it stands where the alias stands.
fn spread(value: &Value, at: Range<usize>) -> Yaml {
    let node = match value {
        Value::Null => Node::Empty,
        Value::Bool(flag) => Node::Flag(*flag, flag.to_string()),
        Value::Number(number) => Node::Number(number.as_f64().unwrap_or(f64::NAN), number.to_string()),
        Value::String(text) => Node::Text(text.clone()),
        Value::Sequence(items) => Node::List(items.iter().map(|item| spread(item, at.clone())).collect()),
        Value::Mapping(mapping) => Node::Map(
            mapping
                .iter()
                .map(|(key, value)| Entry {
                    key: written(&spread(key, at.clone()).node),
                    key_at: at.clone(),
                    value: spread(value, at.clone()),
                })
                .collect(),
        ),
        Value::Tagged(tagged) => return spread(&tagged.value, at),
    };
    Yaml { at, node }
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
        let cases = [("a: b: c", "colon", 4), ("a: 1\na: 2", "duplicate", 0), ("a: [1", "bracket", 3), ("\ta: 1", "start", 0)];
        for (text, kind, _) in cases {
            let outcome = parse(&Placed::whole(&BookPath::root(), text));
            assert_eq!(outcome.diagnostics[0].facts[0].1, kind, "{text}");
        }
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
