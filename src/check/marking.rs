//! What an answer is worth. [`Key`] is what a response is marked by; the page carries it as `data-kind` and
//! `data-answer`, and `marking.js` gives every response the same share: both run `tests/written/marking.json`.
//! It knows no points, tries or pass marks.

use serde::{Deserialize, Serialize};

use crate::parse::quiz::{Answer, Blanks, Compare, Piece, Question, Short};
use crate::text::Fingerprint;
use crate::text::vietnamese::{bare, spelling};

/// What is right, by kind. Choices and items are named by [`value`], so that their names stay when others are added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "answer", rename_all = "lowercase")]
pub enum Key {
    /// Any of these is right, but only one may be picked.
    Single(Vec<String>),
    /// All of these are right.
    Multiple(Vec<String>),
    /// `true` or `false`.
    Truth(Vec<String>),
    /// Words or a number.
    Short(Words),
    /// Words for each blank.
    Fill(Vec<Words>),
    /// The items from first to last.
    Order(Vec<String>),
    /// What belongs to each left side, in turn.
    Match(Vec<String>),
}

/// Words that count as right in one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Words {
    accept: Vec<String>,
    #[serde(rename = "match", default, skip_serializing_if = "Compare::is_default")]
    compare: Compare,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tolerance: Option<f64>,
}

/// What a reader answered: the words of a short answer; else the values picked, or one text for each place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Response {
    /// A short answer.
    Text(String),
    /// Everything else.
    Parts(Vec<String>),
}

impl Response {
    fn parts(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Parts(parts) => parts,
        }
    }
}

impl Key {
    /// The key of a question; none where it cannot be answered.
    pub fn of(question: &Question) -> Option<Self> {
        Some(match &question.answer {
            Answer::Single(choices) => {
                Self::Single(choices.iter().filter(|choice| choice.right).map(|choice| value(&choice.text)).collect())
            }
            Answer::Multiple(choices) => {
                Self::Multiple(choices.iter().filter(|choice| choice.right).map(|choice| value(&choice.text)).collect())
            }
            Answer::Truth(truth) => Self::Truth(vec![truth.to_string()]),
            Answer::Short(short) => Self::Short(Words::of_short(short)),
            Answer::Fill(pieces) => Self::Fill(pieces.iter().filter_map(|piece| Words::of_blank(piece, &question.blanks)).collect()),
            Answer::Order(items) => Self::Order(items.iter().map(|item| value(&item.text)).collect()),
            Answer::Match(pairs) => Self::Match(pairs.iter().map(|pair| value(&pair.right.text)).collect()),
            Answer::Unknown => return None,
        })
    }

    /// The share of the points that a response earns, from 0 to 1.
    pub fn share(&self, response: &Response) -> f64 {
        let given = response.parts();
        match self {
            Self::Single(right) | Self::Truth(right) => share_of([given.len() == 1 && right.contains(&given[0])]),
            Self::Multiple(right) => {
                let good = given.iter().filter(|value| right.contains(value)).count() as f64;
                let wrong = given.len() as f64 - good;
                if right.is_empty() { 0.0 } else { ((good - wrong) / right.len() as f64).max(0.0) }
            }
            Self::Short(words) => share_of([given.first().is_some_and(|text| words.take(text))]),
            Self::Fill(blanks) => share_of(places(blanks, given, |words, text| words.take(text))),
            Self::Order(right) | Self::Match(right) => share_of(places(right, given, |right, value| right == value)),
        }
    }
}

/// The name of a choice or item in pages and responses: it stays as long as its text does.
pub fn value(text: &str) -> String {
    Fingerprint::of(text.as_bytes()).short(6)
}

fn places<'a, T>(right: &'a [T], given: &'a [String], holds: impl Fn(&T, &String) -> bool + 'a) -> impl Iterator<Item = bool> + 'a {
    right.iter().enumerate().map(move |(place, right)| given.get(place).is_some_and(|given| holds(right, given)))
}

fn share_of(parts: impl IntoIterator<Item = bool>) -> f64 {
    let (mut all, mut right) = (0.0, 0.0);
    for part in parts {
        all += 1.0;
        right += f64::from(u8::from(part));
    }
    if all > 0.0 { right / all } else { 0.0 }
}

impl Words {
    fn of_short(short: &Short) -> Self {
        let accept = short.accept.iter().map(|answer| answer.text.clone());
        Self { accept: accept.collect(), compare: short.compare, tolerance: short.tolerance }
    }

    fn of_blank(piece: &Piece, blanks: &Blanks) -> Option<Self> {
        match piece {
            Piece::Blank(accept) => Some(Self { accept: accept.clone(), compare: blanks.compare, tolerance: blanks.tolerance }),
            Piece::Text(_) => None,
        }
    }

    /// Whether a text is right here.
    fn take(&self, given: &str) -> bool {
        self.accept.iter().any(|right| same(right, given, self.compare, self.tolerance))
    }
}

/// Whether two texts are one answer: the same number, or the same words as people spell them.
pub fn same(right: &str, given: &str, compare: Compare, tolerance: Option<f64>) -> bool {
    match (number(right), number(given)) {
        // The tiny addition forgives what binary fractions do to 0.1 + 0.2.
        (Some(right), Some(given)) => (right - given).abs() <= tolerance.unwrap_or(0.0) + 1e-9,
        _ => fold(right, compare) == fold(given, compare),
    }
}

/// One form for texts that count as equal.
fn fold(text: &str, compare: Compare) -> String {
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    if compare == Compare::Exact {
        return spelling(&text);
    }
    let text = text.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']).trim_end();
    if compare == Compare::NoTone { bare(text) } else { spelling(&text.to_lowercase()) }
}

/// What scripts take for white space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The number that a text is: `7,5` and `7.5` are one, thousands may be set apart (`10.000`, `10 000`), a per cent sign may
/// be left out.
pub fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !is_space(*c) && *c != '%').map(|c| if c == '−' { '-' } else { c }).collect();
    let digits = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    let parts: Vec<&str> = digits.split([',', '.']).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let (head, rest) = parts.split_first()?;
    let is_grouped = head.len() <= 3 && !head.starts_with('0');
    let groups = if is_grouped { rest.iter().take_while(|part| part.len() == 3).count() } else { 0 };
    let (groups, decimals) = rest.split_at(groups);
    if decimals.len() > 1 {
        return None;
    }
    let size: f64 = format!("{head}{}.{}", groups.concat(), decimals.first().unwrap_or(&"0")).parse().ok()?;
    Some(if plain.starts_with('-') { -size } else { size })
}
