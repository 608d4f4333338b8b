//! What stands on a paper, on the key and on the sheet for answers, as a document of few kinds of block, so that the
//! page for printing and the file for editing say the same. A group stays on one page.

use super::sheet::{Form, Sheet, letter};
use super::{Exam, Paper};
use crate::parse::quiz::Piece;
use crate::questions::Item;
use crate::render::strings::Strings;

/// A line to write a word on.
const GAP: &str = "……………………";
/// A line to write an answer on.
const LONG_GAP: &str = "…………………………………………………………………………";
/// A place to mark on the sheet for answers.
const CIRCLE: &str = "○";

/// A document.
pub struct Document {
    /// Its title in the program that opens it.
    pub title: String,
    /// The tag of its language.
    pub language: &'static str,
    /// What stands at the foot of each page, before the page's number.
    pub foot: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A block of a document.
pub enum Block {
    /// The head of an official paper: who publishes it on the left, what it is on the right.
    Head(Vec<String>, Vec<String>),
    /// A heading.
    Heading(String),
    /// Words with a line to write on after them, side by side.
    Fields(Vec<String>),
    /// A paragraph.
    Note(String),
    /// Lines that stay together on one page.
    Group(Vec<Line>),
    /// A table with its head.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// A line of a group.
pub enum Line {
    /// A bold lead such as `Câu 1.` and the text after it.
    Lead(String, String),
    /// An indented line.
    Indented(String),
    /// Words of a source, as such.
    Quoted(String),
    /// Two columns.
    Columns(Vec<String>, Vec<String>),
}

/// The words of papers, in the handbook's language.
#[derive(Clone, Copy)]
struct Words<'a>(&'a Strings);

impl<'a> Words<'a> {
    fn get(self, key: &'a str) -> &'a str {
        self.0.get("exam", key)
    }

    fn with(self, key: &'a str, fact: &str) -> String {
        self.get(key).replace("{}", fact)
    }

    fn truth(self) -> [&'a str; 2] {
        ["true", "false"].map(|value| self.0.get("quiz", value))
    }
}

/// A variant of the exam.
pub fn paper(exam: &Exam<'_>, paper: &Paper<'_>, strings: &Strings) -> Document {
    let words = Words(strings);
    let code = words.with("code", &paper.code);
    let mut blocks = vec![head(exam, words, "paper", &[&code, &words.with("count", &paper.sheets.len().to_string())])];
    blocks.extend(person(words));
    blocks.extend((1..).zip(&paper.sheets).map(|(number, sheet)| Block::Group(question(number, sheet, words))));
    document(exam, format!("{} – {code}", words.get("paper")), code, blocks)
}

/// The answers of every variant, then each question with what proves it.
pub fn key(exam: &Exam<'_>, strings: &Strings) -> Document {
    let words = Words(strings);
    let mut blocks = vec![head(exam, words, "key", &[]), Block::Heading(words.get("key_table").to_owned())];
    let numbers = std::iter::once(words.get("question").to_owned());
    let codes = exam.papers.iter().map(|paper| words.with("code", &paper.code));
    let row = |index: usize| {
        let number = std::iter::once((index + 1).to_string());
        number.chain(exam.papers.iter().map(|paper| paper.sheets[index].key(words.truth()))).collect()
    };
    blocks.push(Block::Table(numbers.chain(codes).collect(), (0..exam.drawn.len()).map(row).collect()));
    blocks.push(Block::Heading(words.get("key_proofs").to_owned()));
    blocks.extend(exam.drawn.iter().map(|item| Block::Group(proven(exam, item, words))));
    document(exam, words.get("key").to_owned(), words.get("key").to_owned(), blocks)
}

/// The sheet that learners mark their answers on: one for all variants, whose questions stand in different places.
pub fn grid(exam: &Exam<'_>, strings: &Strings) -> Document {
    const USUAL: usize = 4;
    let words = Words(strings);
    let letters = exam.papers.iter().flat_map(|paper| &paper.sheets).map(Sheet::letters).max().unwrap_or_default().max(USUAL);
    let mut columns: Vec<String> = vec![words.get("question").to_owned()];
    columns.extend((0..letters).map(letter));
    let [right, wrong] = words.truth();
    columns.extend([right.to_owned(), wrong.to_owned(), words.get("written").to_owned()]);
    let row = |number: usize| {
        let circles = vec![CIRCLE.to_owned(); letters + 2];
        [vec![number.to_string()], circles, vec![String::new()]].concat()
    };
    let rows = (1..=exam.drawn.len()).map(row).collect();
    let mut blocks = vec![head(exam, words, "grid", &[&words.with("code", GAP)])];
    blocks.extend(person(words));
    blocks.extend([Block::Note(words.get("grid_note").to_owned()), Block::Table(columns, rows)]);
    document(exam, words.get("grid").to_owned(), words.get("grid").to_owned(), blocks)
}

fn document(exam: &Exam<'_>, title: String, foot: String, blocks: Vec<Block>) -> Document {
    let title = format!("{title} – {}", exam.bank.settings.title);
    Document { title, language: exam.bank.language().tag(), foot, blocks }
}

fn head(exam: &Exam<'_>, words: Words<'_>, what: &str, more: &[&str]) -> Block {
    let settings = &exam.bank.settings;
    let left = if settings.publisher.is_empty() { GAP.to_owned() } else { settings.publisher.clone() };
    let mut right = vec![words.0.get("exam", what).to_uppercase(), settings.title.clone()];
    right.extend(more.iter().map(|line| (*line).to_owned()));
    Block::Head(vec![left], right)
}

/// Space for who answers, where and when.
fn person(words: Words<'_>) -> [Block; 2] {
    let fields = |keys: [&'static str; 2]| Block::Fields(keys.map(|key| words.get(key).to_owned()).to_vec());
    [fields(["name", "date"]), fields(["unit", "score"])]
}

fn question(number: usize, sheet: &Sheet<'_>, words: Words<'_>) -> Vec<Line> {
    let question = &sheet.item.question;
    let lead = format!("{} {number}.", words.get("question"));
    let (ask, about) = match &sheet.form {
        Form::Choices { several: false, .. } => (question.ask.clone(), None),
        Form::Choices { several: true, .. } => (question.ask.clone(), Some("choose_all")),
        Form::Truth(_) => (question.ask.clone(), Some("choose_truth")),
        Form::Line(_) => (question.ask.clone(), None),
        Form::Blanks(pieces) if question.ask.is_empty() => (numbered(pieces), Some("fill")),
        Form::Blanks(_) => (question.ask.clone(), Some("fill")),
        Form::Order(_) => (question.ask.clone(), Some("order")),
        Form::Pairs { .. } => (question.ask.clone(), Some("pairs")),
    };
    let about = about.map(|key| format!(" ({})", words.get(key))).unwrap_or_default();
    let points = if question.points == 1.0 { String::new() } else { format!(" [{}]", words.with("points", &question.points.to_string())) };
    let mut lines = vec![Line::Lead(lead, format!("{ask}{about}{points}"))];
    match &sheet.form {
        Form::Choices { choices, .. } => lines.extend((0..).zip(choices).map(|(place, (text, _))| lettered(place, text))),
        Form::Truth(_) => {
            let [right, wrong] = words.truth();
            lines.push(Line::Indented(format!("☐ {right}        ☐ {wrong}")));
        }
        Form::Line(_) => lines.push(Line::Indented(LONG_GAP.to_owned())),
        Form::Blanks(pieces) => {
            if !question.ask.is_empty() {
                lines.push(Line::Indented(numbered(pieces)));
            }
        }
        Form::Order(items) => {
            lines.extend((0..).zip(items).map(|(place, (text, _))| lettered(place, text)));
            lines.push(Line::Indented(vec!["……"; items.len()].join(" – ")));
        }
        Form::Pairs { left, right, .. } => lines.push(Line::Columns(
            (1..).zip(left).map(|(number, text): (usize, _)| format!("{number}–…  {text}")).collect(),
            (0..).zip(right).map(|(place, text)| format!("{}. {text}", letter(place))).collect(),
        )),
    }
    lines
}

fn lettered(place: usize, text: &str) -> Line {
    Line::Indented(format!("{}. {text}", letter(place)))
}

/// A text with its blanks to write in, numbered where there are several.
fn numbered(pieces: &[Piece]) -> String {
    let several = crate::questions::prose::blanks(pieces).len() > 1;
    let mut number = 0;
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Blank(_) => {
                number += 1;
                if several {
                    text.push_str(&format!("({number}) "));
                }
                text.push_str(GAP);
            }
        }
    }
    text
}

/// A question on the key: where it stands in each variant, its answer in each, why, and the passage.
fn proven(exam: &Exam<'_>, item: &Item, words: Words<'_>) -> Vec<Line> {
    let place = |paper: &Paper<'_>| {
        let (index, sheet) = paper.sheets.iter().enumerate().find(|(_, sheet)| sheet.item.id == item.id)?;
        Some(format!("{}: {} {} → {}", words.with("code", &paper.code), words.get("question"), index + 1, sheet.key(words.truth())))
    };
    let places: Vec<String> = exam.papers.iter().filter_map(place).collect();
    let mut lines = vec![Line::Lead(format!("{}.", item.number), asked(item)), Line::Indented(places.join("; "))];
    lines.extend(answer_words(item, words).map(|answer| Line::Indented(format!("{} {answer}", words.get("answer")))));
    if !item.question.why.is_empty() {
        lines.push(Line::Indented(item.question.why.clone()));
    }
    if let Some(proof) = &item.proof {
        let quote = if proof.quote.is_empty() { String::new() } else { format!("“{}” ", proof.quote) };
        lines.push(Line::Quoted(format!("{quote}({})", proof.citation)));
    }
    lines
}

fn asked(item: &Item) -> String {
    match &item.question.answer {
        crate::parse::quiz::Answer::Fill(pieces) => format!("{} {}", item.question.ask, numbered(pieces)).trim().to_owned(),
        _ => item.question.ask.clone(),
    }
}

/// The right answer in words, where the letters of a variant do not say it.
fn answer_words(item: &Item, words: Words<'_>) -> Option<String> {
    use crate::parse::quiz::Answer;
    let right = match &item.question.answer {
        Answer::Single(choices) | Answer::Multiple(choices) => {
            choices.iter().filter(|choice| choice.right).map(|choice| choice.text.clone()).collect::<Vec<_>>().join("; ")
        }
        Answer::Order(items) => items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join(" → "),
        Answer::Match(pairs) => pairs.iter().map(|pair| format!("{} – {}", pair.left.text, pair.right.text)).collect::<Vec<_>>().join("; "),
        Answer::Truth(truth) => words.truth()[usize::from(!*truth)].to_owned(),
        Answer::Short(_) | Answer::Fill(_) | Answer::Unknown => return None,
    };
    Some(right)
}
