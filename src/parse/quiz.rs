//! Quizzes as written in YAML: the whole model, typed. How a question is answered is read in [`answers`]; whether it
//! can be answered in exactly one way is asked in [`crate::check::quiz`].

mod answers;

use serde::{Deserialize, Serialize};

use super::placed::Placed;
use super::reader::read;
use super::yaml::{Node, Reader, Yaml};
use crate::diagnostics::{Code, Outcome};
use crate::text::{BookPath, Fingerprint, Span};

/// A quiz.
#[derive(Clone, Debug, PartialEq)]
pub struct Quiz {
    /// Where it is written.
    pub span: Span,
    /// Its title; empty where the page's own serves.
    pub title: String,
    /// The share of points to pass, in per cent, where it is not the handbook's.
    pub pass: Option<f64>,
    /// Whether choices change places with each try.
    pub shuffle: bool,
    /// What a reader who tries again is asked.
    pub retry: Retry,
    /// When answers are marked.
    pub mark: Mark,
    /// Whether the next page's quiz waits until this one is passed.
    pub gate: bool,
    /// The questions in order.
    pub questions: Vec<Question>,
}

/// What a reader who tries again is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Only what was missed.
    Missed,
    /// Everything.
    All,
}

/// When answers are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Each at once.
    Each,
    /// All at the end.
    End,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Where it is written.
    pub span: Span,
    /// Permanent name in ASCII, as written or made from the text.
    pub id: String,
    /// The question or statement; for texts to fill in, the instruction (may be empty).
    pub ask: String,
    /// How it is answered.
    pub answer: Answer,
    /// How the blanks of a text are filled in; of no meaning for other kinds.
    pub blanks: Blanks,
    /// Why the answer is right.
    pub why: String,
    /// The words of a source that prove it.
    pub evidence: Option<Evidence>,
    /// Its weight.
    pub points: f64,
    /// A help before answering.
    pub hint: String,
    /// Words to select it by.
    pub tags: Vec<String>,
    /// How hard it is, 1 to 3.
    pub level: Option<u8>,
}

/// How a question is answered, and what is right.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// One choice is right.
    Single(Vec<Choice>),
    /// Several choices may be right.
    Multiple(Vec<Choice>),
    /// The statement is true or false.
    Truth(bool),
    /// A word or number.
    Short(Short),
    /// A text with blanks.
    Fill(Vec<Piece>),
    /// Items in their right order.
    Order(Vec<Wording>),
    /// Pairs that belong together.
    Match(Vec<Pair>),
    /// Not answerable: the mistake was reported.
    Unknown,
}

/// A text with the place where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A choice of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it says.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
    /// What to say to one who picks it.
    pub why: String,
    /// Where it is written.
    pub span: Span,
}

/// What counts as right in a short answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Short {
    /// Every accepted answer.
    pub accept: Vec<Wording>,
    /// How texts are compared.
    pub compare: Compare,
    /// How far a number may be off.
    pub tolerance: Option<f64>,
}

/// How the text of an answer is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compare {
    /// Letter by letter.
    Exact,
    /// Without regard to case.
    #[default]
    NoCase,
    /// Without regard to case, tones and marks.
    NoTone,
}

/// How the blanks of a text are filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blanks {
    /// How texts are compared.
    pub compare: Compare,
    /// How far a number may be off.
    pub tolerance: Option<f64>,
    /// Words offered beside the right ones: then the reader picks instead of writing. Empty: the reader writes.
    pub wrong: Vec<Wording>,
}

impl Compare {
    /// The word written in YAML and given to scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::NoCase => "no-case",
            Self::NoTone => "no-tone",
        }
    }

    /// Whether it is the way that needs not be written.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A piece of a text to fill in.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// A blank and what it accepts.
    Blank(Vec<String>),
}

impl Piece {
    /// What a blank accepts, the answer to learn first; nothing for text.
    pub fn accepted(&self) -> &[String] {
        match self {
            Self::Text(_) => &[],
            Self::Blank(accepted) => accepted,
        }
    }
}

/// Two texts that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// What is given.
    pub left: Wording,
    /// What belongs to it.
    pub right: Wording,
}

/// The words of a source that prove an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Where it is written.
    pub span: Span,
    /// The key of the source.
    pub source: String,
    /// The place in the source, in words; may be empty.
    pub place: String,
    /// The words; may be empty.
    pub quote: String,
    /// Where the words are written.
    pub quote_span: Span,
}

/// Reads a quiz file or fence.
pub fn parse(placed: &Placed<'_>) -> Outcome<Option<Quiz>> {
    read(placed, |reader, yaml| read_quiz(reader, placed, yaml))
}

fn read_quiz(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Quiz> {
    let mut fields = reader.fields(yaml)?;
    let title = reader.text_of(&mut fields, "title").unwrap_or_default();
    let pass = fields.get("pass").and_then(|pass| reader.number_within(pass, 0.0, 100.0));
    let shuffle = reader.flag_of(&mut fields, "shuffle").unwrap_or(true);
    let retry = fields.get("retry").and_then(|retry| reader.choice(retry, &[("missed", Retry::Missed), ("all", Retry::All)]));
    let mark = fields.get("mark").and_then(|mark| reader.choice(mark, &[("each", Mark::Each), ("end", Mark::End)]));
    let gate = reader.flag_of(&mut fields, "gate").unwrap_or_default();
    let listed = fields.get("questions");
    let questions = listed.map_or(&[][..], |questions| reader.list(questions));
    let questions: Vec<Question> = questions.iter().filter_map(|yaml| read_question(reader, placed, yaml)).collect();
    // A value of another type was told as that.
    if questions.is_empty() && !listed.is_some_and(|listed| matches!(listed.node, Node::Map(_))) {
        reader.report(Code::QuizEmpty, &(fields.at.start..fields.at.start), |diagnostic| diagnostic);
    }
    reader.finish(&fields);
    Some(Quiz {
        span: placed.span(fields.at.clone()),
        title,
        pass,
        shuffle,
        retry: retry.unwrap_or(Retry::Missed),
        mark: mark.unwrap_or(Mark::Each),
        gate,
        questions,
    })
}

fn read_question(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Question> {
    let mut fields = reader.fields(yaml)?;
    let ask = reader.text_of(&mut fields, "ask").unwrap_or_default();
    let (answer, blanks) = answers::read(reader, placed, &mut fields);
    if ask.is_empty() && fields.get("fill").is_none() {
        reader.required(&mut fields, "ask");
    }
    let id = fields.get("id").and_then(|id| read_id(reader, id)).unwrap_or_else(|| made_id(&ask, &answer));
    let question = Question {
        span: placed.span(fields.at.clone()),
        id,
        ask,
        answer,
        blanks,
        why: reader.text_of(&mut fields, "why").unwrap_or_default(),
        evidence: fields.get("evidence").and_then(|evidence| read_evidence(reader, placed, evidence)),
        points: fields.get("points").and_then(|points| reader.number_within(points, 0.0, 1000.0)).unwrap_or(1.0),
        hint: reader.text_of(&mut fields, "hint").unwrap_or_default(),
        tags: reader.texts_of(&mut fields, "tags"),
        // Three levels fit into a byte.
        level: fields.get("level").and_then(|level| reader.number_within(level, 1.0, 3.0)).map(|level| level as u8),
    };
    reader.finish(&fields);
    Some(question)
}

/// A written id travels into addresses and other systems, so it keeps to plain characters.
fn read_id(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<String> {
    let id = reader.text(yaml)?;
    let plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !plain {
        reader.report(Code::YamlValue, &yaml.at, |diagnostic| diagnostic.with("allowed", "a–z, 0–9, -, _"));
    }
    plain.then_some(id)
}

/// A name that stays as long as the question's text does.
fn made_id(ask: &str, answer: &Answer) -> String {
    let mut text = ask.to_owned();
    if let Answer::Fill(pieces) = answer {
        text.extend(pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Blank(_) => "{}",
        }));
    }
    format!("q-{}", Fingerprint::of(text.as_bytes()).short(10))
}

/// Reads `evidence: {source, place, quote}`.
pub fn read_evidence(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Evidence> {
    let mut fields = reader.fields(yaml)?;
    let source = reader.required(&mut fields, "source");
    let span = placed.span(source.map_or(fields.at.clone(), |source| source.at.clone()));
    let source = source.and_then(|source| reader.text(source));
    let place = reader.text_of(&mut fields, "place").unwrap_or_default();
    let quote = fields.get("quote");
    let quote_span = quote.map_or(span.clone(), |quote| placed.span(quote.at.clone()));
    let quote = quote.and_then(|quote| reader.text(quote)).unwrap_or_default();
    reader.finish(&fields);
    Some(Evidence { span, source: source?, place, quote, quote_span })
}

/// How the name of a quiz file ends.
pub const ENDING: &str = ".quiz.yaml";

/// The page file that a quiz file stands beside: `02-co-hoi.quiz.yaml` belongs to `02-co-hoi.md`.
pub fn page_of(path: &BookPath) -> Option<BookPath> {
    let stem = path.name().strip_suffix(ENDING)?;
    Some(path.parent().child(&format!("{stem}.md")))
}
