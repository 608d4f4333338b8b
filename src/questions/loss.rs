//! What a format could not carry: which question, which field as the author names it, and why. Nothing is left out of
//! an export without a line here. Shown to people in the program's words, to programs as JSON.

use serde_json::{Value, json};

use super::Item;
use crate::messages::Messages;
use crate::parse::quiz::{Compare, Short};
use crate::text::Span;

/// A field of a question that a format does not carry as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The permanent name of the question.
    pub question: String,
    /// Where it is written.
    pub span: Span,
    /// What became of it.
    pub reason: Reason,
}

/// Why, and what became of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The format has no points; every question counts 1.
    Points,
    /// The format takes only whole points for each blank.
    BlankPoints,
    /// The format has no hints.
    Hint,
    /// Capitals do not count there.
    Capitals,
    /// Tones and marks count there.
    Tones,
    /// A number with a tolerance leaves no room for answers in words.
    WordsBesideNumbers,
    /// How far a number may be off, beside answers that are no plain numbers.
    Tolerance,
    /// A per cent sign after the number is not accepted.
    Percent,
    /// The decimal comma may not be accepted.
    Comma,
    /// Each blank became a question of its own.
    Blanks,
    /// Putting in order became matching with places.
    Order,
    /// Two pairs became a choice between two arrangements.
    TwoPairs,
    /// The share of each right choice was rounded.
    Share,
    /// A tag lost characters that are not allowed, or its end.
    Tag,
    /// A text holds signs that the other system takes for its own.
    Signs,
}

impl Reason {
    /// The field of the quiz file.
    pub fn field(self) -> &'static str {
        match self {
            Self::Points | Self::BlankPoints => "points",
            Self::Hint => "hint",
            Self::Capitals | Self::Tones | Self::TwoPairs => "match",
            Self::WordsBesideNumbers | Self::Percent | Self::Comma | Self::Signs => "answer",
            Self::Tolerance => "tolerance",
            Self::Blanks => "fill",
            Self::Order => "order",
            Self::Share => "right",
            Self::Tag => "tags",
        }
    }

    /// Its name in JSON, and in the messages after `loss-`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::BlankPoints => "blank-points",
            Self::Hint => "hint",
            Self::Capitals => "capitals",
            Self::Tones => "tones",
            Self::WordsBesideNumbers => "words-beside-numbers",
            Self::Tolerance => "tolerance",
            Self::Percent => "percent",
            Self::Comma => "comma",
            Self::Blanks => "blanks",
            Self::Order => "order",
            Self::TwoPairs => "two-pairs",
            Self::Share => "share",
            Self::Tag => "tag",
            Self::Signs => "signs",
        }
    }
}

/// A loss of `item`.
pub fn loss(item: &Item, reason: Reason) -> Loss {
    Loss { question: item.id.clone(), span: item.question.span.clone(), reason }
}

/// What is lost of a short answer where its texts are compared one by one. `capitals` is the
/// reason where the format cannot tell them from small letters.
pub fn losses_of_texts(item: &Item, short: &Short, capitals: Option<Reason>) -> Vec<Loss> {
    let tolerance = short.tolerance.filter(|tolerance| *tolerance > 0.0).map(|_| Reason::Tolerance);
    let compare = match short.compare {
        Compare::Exact => capitals,
        Compare::NoTone => Some(Reason::Tones),
        Compare::NoCase => None,
    };
    [tolerance, compare].into_iter().flatten().map(|reason| loss(item, reason)).collect()
}

/// The line of a file that a loss is about.
pub type LineOf<'a> = &'a dyn Fn(&Span) -> usize;

/// The losses for people: each reason once, under it the questions by file and line.
pub fn as_text(losses: &[Loss], line: LineOf<'_>, messages: &Messages) -> String {
    let mut reasons: Vec<Reason> = losses.iter().map(|loss| loss.reason).collect();
    reasons.sort();
    reasons.dedup();
    let mut out = String::new();
    for reason in reasons {
        let of_reason: Vec<&Loss> = losses.iter().filter(|loss| loss.reason == reason).collect();
        let why = messages.plain(&format!("loss-{}", reason.name()));
        out.push_str(&format!("{} ({}) {why}\n", reason.field(), of_reason.len()));
        for loss in of_reason {
            out.push_str(&format!("  {}:{} {}\n", loss.span.path, line(&loss.span), loss.question));
        }
    }
    out
}

/// The losses for programs, in the order of the questions.
pub fn as_json(losses: &[Loss], format: &str, line: LineOf<'_>, messages: &Messages) -> String {
    let items: Vec<Value> = losses
        .iter()
        .map(|loss| {
            json!({
                "question": loss.question,
                "file": loss.span.path.to_string(),
                "line": line(&loss.span),
                "field": loss.reason.field(),
                "reason": loss.reason.name(),
                "why": messages.plain(&format!("loss-{}", loss.reason.name())),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "format": format, "losses": items }))
}
