//! Quizzes as written in YAML: the whole model, typed. Whether a question can be answered in exactly one way is
//! asked in [`crate::check::quiz`].

use std::ops::Range;

use super::placed::Placed;
use super::reader::read;
use super::yaml::{Fields, Node, Reader, Yaml};
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

/// How the text of a short answer is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// Letter by letter.
    Exact,
    /// Without regard to case.
    NoCase,
    /// Without regard to case, tones and marks.
    NoTone,
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
}

/// A piece of a text to fill in.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// A blank and what it accepts.
    Blank(Vec<String>),
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
    let answer = read_answer(reader, placed, &mut fields);
    if ask.is_empty() && fields.get("fill").is_none() {
        reader.required(&mut fields, "ask");
    }
    let id = fields.get("id").and_then(|id| read_id(reader, id)).unwrap_or_else(|| made_id(&ask, &answer));
    let question = Question {
        span: placed.span(fields.at.clone()),
        id,
        ask,
        answer,
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

fn read_answer(reader: &mut Reader<'_>, placed: &Placed<'_>, fields: &mut Fields<'_>) -> Answer {
    let right = fields.get("right");
    let wrong = fields.get("wrong");
    let truth = fields.get("is");
    let short = fields.get("answer");
    let fill = fields.get("fill");
    let order = fields.get("order");
    let matching = fields.get("match");
    // `match` names the way of comparing beside `answer`, and the pairs everywhere else.
    let pairs = matching.filter(|_| short.is_none());
    let tolerance = fields.get("tolerance").and_then(|yaml| reader.number_within(yaml, 0.0, 1e12));

    let ways = [right.or(wrong), truth, short, fill, order, pairs].into_iter().flatten();
    let ways: Vec<Range<usize>> = ways.map(|yaml| yaml.at.clone()).collect();
    match (ways.len(), right.or(wrong), truth, short, fill, order, pairs) {
        (1, Some(_), ..) => read_choices(reader, placed, right, wrong),
        (1, _, Some(truth), ..) => reader.flag(truth).map_or(Answer::Unknown, Answer::Truth),
        (1, _, _, Some(short), ..) => Answer::Short(Short {
            accept: texts(reader, placed, short),
            compare: matching.and_then(|how| read_compare(reader, how)).unwrap_or(Compare::NoCase),
            tolerance,
        }),
        (1, _, _, _, Some(fill), ..) => read_fill(reader, fill),
        (1, .., Some(order), _) => Answer::Order(texts(reader, placed, order)),
        (1, .., Some(pairs)) => read_pairs(reader, placed, pairs),
        (0, ..) => {
            reader.report(Code::QuestionKind, &(fields.at.start..fields.at.start), |diagnostic| diagnostic.hint("none"));
            Answer::Unknown
        }
        _ => {
            reader.report(Code::QuestionKind, &ways[1], |diagnostic| diagnostic.hint("several"));
            Answer::Unknown
        }
    }
}

fn read_choices(reader: &mut Reader<'_>, placed: &Placed<'_>, right: Option<&Yaml>, wrong: Option<&Yaml>) -> Answer {
    let several = right.is_some_and(|right| matches!(right.node, Node::List(_)));
    let mut choices = Vec::new();
    for (list, is_right) in [(right, true), (wrong, false)] {
        let Some(list) = list else { continue };
        // One choice may stand alone, as text or with its explanation.
        let items = if matches!(list.node, Node::Map(_)) { std::slice::from_ref(list) } else { reader.list(list) };
        choices.extend(items.iter().filter_map(|item| read_choice(reader, placed, item, is_right)));
    }
    if several { Answer::Multiple(choices) } else { Answer::Single(choices) }
}

fn read_choice(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml, right: bool) -> Option<Choice> {
    let span = placed.span(yaml.at.clone());
    if !matches!(yaml.node, Node::Map(_)) {
        return Some(Choice { text: reader.text(yaml)?, right, why: String::new(), span });
    }
    let mut fields = reader.fields(yaml)?;
    let text = reader.required(&mut fields, "text").and_then(|text| reader.text(text));
    let why = reader.text_of(&mut fields, "why").unwrap_or_default();
    reader.finish(&fields);
    Some(Choice { text: text?, right, why, span })
}

fn read_compare(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<Compare> {
    let choices = [Compare::Exact, Compare::NoCase, Compare::NoTone].map(|compare| (compare.name(), compare));
    reader.choice(yaml, &choices)
}

/// `Tăng trên {7}%/năm`, `{bảy|7}`: blanks in braces, accepted answers between bars.
fn read_fill(reader: &mut Reader<'_>, yaml: &Yaml) -> Answer {
    let Some(text) = reader.text(yaml) else { return Answer::Unknown };
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((blank, after)) = after.split_once('}') else {
            reader.report(Code::FillBlanks, &yaml.at, |diagnostic| diagnostic);
            return Answer::Unknown;
        };
        pieces.push(Piece::Text(before.to_owned()));
        let accepted = blank.split('|').map(|answer| answer.trim().to_owned());
        pieces.push(Piece::Blank(accepted.filter(|answer| !answer.is_empty()).collect()));
        rest = after;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    let blanks: Vec<&Vec<String>> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Blank(accepted) => Some(accepted),
            Piece::Text(_) => None,
        })
        .collect();
    if blanks.is_empty() || blanks.iter().any(|accepted| accepted.is_empty()) {
        reader.report(Code::FillBlanks, &yaml.at, |diagnostic| diagnostic);
        return Answer::Unknown;
    }
    Answer::Fill(pieces)
}

fn read_pairs(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Answer {
    let Some(fields) = reader.fields(yaml) else { return Answer::Unknown };
    let pairs = fields.entries().iter().filter_map(|entry| {
        let left = Wording { text: entry.key.clone(), span: placed.span(entry.key_at.clone()) };
        let right = Wording { text: reader.text(&entry.value)?, span: placed.span(entry.value.at.clone()) };
        Some(Pair { left, right })
    });
    Answer::Match(pairs.collect())
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

fn texts(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Vec<Wording> {
    let items = reader.list(yaml).iter();
    let texts = items.filter_map(|item| Some(Wording { text: reader.text(item)?, span: placed.span(item.at.clone()) }));
    texts.collect()
}

/// The page file that a quiz file stands beside: `02-co-hoi.quiz.yaml` belongs to `02-co-hoi.md`.
pub fn page_of(path: &BookPath) -> Option<BookPath> {
    let stem = path.name().strip_suffix(".quiz.yaml")?;
    Some(path.parent().child(&format!("{stem}.md")))
}
