//! A result slip: the JSON file that the results page of a handbook saves (`themes/sen/static/results.js`; schema
//! `sotay schema slip`). Its `checksum` shows damage and edits by hand, and proves nothing against one who computes it
//! anew: the page on the reader's own machine can be altered by its reader.
//!
//! The checksum is the CRC-32 (ISO 3309) of everything else, written as `path=value` lines: the path is every key after
//! a slash, keys of objects in order, places of lists as numbers; eight hexadecimal digits.

use serde::Deserialize;
use serde_json::Value;

use super::Wanted;
use crate::messages::Messages;

/// Longer texts of a slip are cut where they are shown.
const LONGEST: usize = 300;

/// What a reader did with a handbook.
#[derive(Clone, Debug, Deserialize)]
pub struct Slip {
    /// Which handbook.
    pub handbook: Handbook,
    /// Who.
    pub reader: Reader,
    /// When, by the reader's clock: `2026-11-22T14:05`.
    pub made: String,
    /// The share of all points, in whole per cent, rounded down.
    pub percent: usize,
    /// The questions.
    pub questions: Questions,
    /// Each part in order.
    pub parts: Vec<Part>,
    /// The final test, where one was taken.
    #[serde(rename = "final")]
    pub final_test: Option<Quiz>,
    /// The questions missed at the last try.
    pub missed: Vec<Question>,
}

/// The handbook of a slip.
#[derive(Clone, Debug, Deserialize)]
pub struct Handbook {
    /// Its permanent name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition; may be empty.
    pub edition: String,
    /// The date of the edition as it is shown; may be empty.
    pub date: String,
}

/// Who a slip is of, as they wrote it themselves.
#[derive(Clone, Debug, Deserialize)]
pub struct Reader {
    /// The name.
    pub name: String,
    /// The unit; may be empty.
    pub unit: String,
}

/// How many questions there are, were answered, and were right at the last try.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Questions {
    /// In the handbook.
    pub all: usize,
    /// Answered.
    pub answered: usize,
    /// Right.
    pub right: usize,
}

/// A part of the handbook.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    /// Its number; may be empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How many of its pages were read.
    pub read: usize,
    /// How many pages it has.
    pub pages: usize,
    /// The share of its points, in whole per cent.
    pub percent: usize,
    /// Its quizzes.
    pub quizzes: Vec<Quiz>,
}

/// A quiz or the final test.
#[derive(Clone, Debug, Deserialize)]
pub struct Quiz {
    /// The best result, in whole per cent.
    pub percent: usize,
    /// The last result.
    pub last: usize,
    /// How often it was begun.
    pub attempts: usize,
    /// Whether it was ever passed.
    pub passed: bool,
}

/// A question.
#[derive(Clone, Debug, Deserialize)]
pub struct Question {
    /// Its permanent name.
    pub id: String,
    /// What it asks.
    pub text: String,
}

/// Why a file does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no result slip, or damaged so far that it cannot be read.
    NoSlip,
    /// It is progress to be carried to another machine.
    Progress,
    /// It was made by a newer program.
    Newer,
    /// It was damaged, or edited by hand.
    Altered,
    /// It is of another handbook, with this title.
    OtherHandbook(String),
}

impl Unfit {
    /// Says it of a file, in a sentence with the remedy.
    pub fn sentence(&self, file: &str, messages: &Messages) -> String {
        let (key, title) = match self {
            Self::NoSlip => ("results-no-slip", ""),
            Self::Progress => ("results-progress", ""),
            Self::Newer => ("results-newer", ""),
            Self::Altered => ("results-altered", ""),
            Self::OtherHandbook(title) => ("results-other-handbook", title.as_str()),
        };
        messages.get(key, &[("file", file.to_owned()), ("title", title.to_owned())])
    }
}

impl Handbook {
    /// What tells it from other handbooks and editions.
    pub fn name(&self) -> Wanted {
        Wanted { id: self.id.clone(), edition: format!("{} {}", self.edition, self.date).trim().to_owned() }
    }
}

impl Slip {
    /// A part by its heading.
    pub fn part(&self, heading: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.heading() == heading)
    }

    /// How many pages were read, and how many there are.
    pub fn pages(&self) -> (usize, usize) {
        (self.parts.iter().map(|part| part.read).sum(), self.parts.iter().map(|part| part.pages).sum())
    }

    /// How many quizzes were passed, and how many there are.
    pub fn quizzes(&self) -> (usize, usize) {
        let quizzes = || self.parts.iter().flat_map(|part| &part.quizzes);
        (quizzes().filter(|quiz| quiz.passed).count(), quizzes().count())
    }

    /// When it was made, as dates are read: `22/11/2026 14:05`.
    pub fn made_on(&self) -> String {
        let (day, time) = self.made.split_once('T').unwrap_or((&self.made, ""));
        let day = crate::text::Date::parse(day).map_or_else(|| day.to_owned(), |day| day.to_string());
        format!("{day} {time}").trim().to_owned()
    }
}

impl Part {
    /// Number and title.
    pub fn heading(&self) -> String {
        if self.number.is_empty() { self.title.clone() } else { format!("{}. {}", self.number, self.title) }
    }
}

/// Reads a slip; every text in it is made fit to be shown.
pub fn read(bytes: &[u8]) -> Result<Slip, Unfit> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut value: Value = serde_json::from_slice(bytes).map_err(|_| Unfit::NoSlip)?;
    match value["format"].as_str() {
        Some("sotay-slip") => {}
        Some("sotay-progress") => return Err(Unfit::Progress),
        _ => return Err(Unfit::NoSlip),
    }
    if value["version"].as_u64().is_none_or(|version| version > 1) {
        return Err(Unfit::Newer);
    }
    let checksum = value.as_object_mut().and_then(|fields| fields.remove("checksum"));
    if checksum.as_ref().and_then(Value::as_str) != Some(&seal(&value)) {
        return Err(Unfit::Altered);
    }
    make_showable(&mut value);
    let slip: Slip = serde_json::from_value(value).map_err(|_| Unfit::NoSlip)?;
    if is_possible(&slip) { Ok(slip) } else { Err(Unfit::Altered) }
}

/// Whether the numbers can be those of a handbook.
fn is_possible(slip: &Slip) -> bool {
    let quizzes = slip.parts.iter().flat_map(|part| &part.quizzes).chain(&slip.final_test);
    let shares = quizzes.flat_map(|quiz| [quiz.percent, quiz.last]).chain(slip.parts.iter().map(|part| part.percent));
    let questions = slip.questions;
    shares.chain([slip.percent]).all(|percent| percent <= 100)
        && slip.parts.iter().all(|part| part.read <= part.pages && part.pages < 1_000_000)
        && questions.right <= questions.answered
        && questions.answered <= questions.all
}

/// Control characters, which could speak to a terminal, become spaces; endless texts are cut.
fn make_showable(value: &mut Value) {
    match value {
        Value::String(text) => *text = showable(text),
        Value::Array(items) => items.iter_mut().for_each(make_showable),
        Value::Object(fields) => fields.values_mut().for_each(make_showable),
        _ => {}
    }
}

fn showable(text: &str) -> String {
    let is_hidden = |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).take(LONGEST).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The checksum of a value.
pub fn seal(value: &Value) -> String {
    let mut lines = String::new();
    push_lines(&mut lines, "", value);
    format!("{:08x}", crc32(lines.as_bytes()))
}

fn push_lines(out: &mut String, path: &str, value: &Value) {
    match value {
        // The map of serde_json keeps its keys in order.
        Value::Object(fields) => fields.iter().for_each(|(key, value)| push_lines(out, &format!("{path}/{key}"), value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| push_lines(out, &format!("{path}/{at}"), value)),
        Value::String(text) => out.push_str(&format!("{path}={text}\n")),
        other => out.push_str(&format!("{path}={other}\n")),
    }
}

/// CRC-32 as in ISO 3309 and PNG: polynomial `edb88320` reflected, all ones before and after.
fn crc32(bytes: &[u8]) -> u32 {
    let sum = bytes
        .iter()
        .fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 }));
    !sum
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_check_value_of_the_standard_comes_out() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn every_change_of_a_value_changes_its_seal() {
        let value = json!({ "b": [1, "hai", { "x": null }], "a": true });
        assert_eq!(seal(&value), seal(&json!({ "a": true, "b": [1, "hai", { "x": null }] })));
        for other in [json!({ "b": [1, "hai", { "x": 0 }], "a": true }), json!({ "b": ["hai", 1, { "x": null }], "a": true }), json!({})] {
            assert_ne!(seal(&value), seal(&other), "{other}");
        }
    }

    #[test]
    fn texts_of_strangers_cannot_speak_to_a_terminal() {
        assert_eq!(showable("A\u{1b}[31m\n\tB\u{202e}"), "A [31m B");
        assert_eq!(showable(&"a".repeat(2 * LONGEST)).len(), LONGEST);
    }
}
