//! The question bank: the questions of a handbook in order, each with a permanent name in ASCII, its place, and the
//! words that prove it, ready for other systems. One file a format; each is a plain function from the bank to bytes
//! and to what that format could not carry ([`loss`]). What a question is stays in [`crate::parse::quiz`].

pub mod anki;
pub mod answers;
pub mod exam;

pub mod gift;
pub mod loss;
pub mod moodle;
pub mod prose;
pub mod qti;
pub mod results_form;

pub mod select;

use crate::book::{Book, Page, PageId};
use crate::parse::quiz::{Answer, Choice, Evidence, Pair, Piece, Question, Short, Wording};
use crate::render::quiz::source_name;
use crate::settings::{Language, Settings};
use crate::text::Fingerprint;
use crate::text::escape::is_sound;
use loss::Loss;

/// Longer names are cut: Moodle keeps 100 characters of an id number, and a format may add to it.
const LONGEST_ID: usize = 80;

/// The questions of a handbook.
#[derive(Clone, Debug)]
pub struct Bank {
    /// The facts of the handbook they come from.
    pub settings: Settings,
    /// The questions in reading order.
    pub items: Vec<Item>,
}

/// A question, where it belongs, and what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its permanent name: ASCII letters, digits, `-` and `_`, unique in the bank, at most 80 long.
    pub id: String,
    /// Its number in the handbook, such as `1.2.3`: the page's number and its place in the quiz.
    pub number: String,
    /// The part it belongs to; the page itself where the page stands in no part.
    pub part: Part,
    /// The titles from the part down to the page.
    pub path: Vec<String>,
    /// Whether choices may change places.
    pub shuffle: bool,
    /// The question; its texts hold no control characters and no space at their ends.
    pub question: Question,
    /// The passage that proves it.
    pub proof: Option<Proof>,
}

/// A part of the handbook, by all the names an author may call it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its number, such as `3`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The first name of its address, such as `muc-tieu`.
    pub address: String,
}

/// The words of a source that prove an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// The words; may be empty.
    pub quote: String,
    /// The document and the place in it.
    pub citation: String,
}

/// What a format makes of a bank.
#[derive(Clone, Debug)]
pub struct Export {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it does not carry as it was written.
    pub losses: Vec<Loss>,
}

/// The kinds of question, by the names authors and scripts use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One choice is right.
    Single,
    /// Several choices may be right.
    Multiple,
    /// True or false.
    Truth,
    /// A word or number.
    Short,
    /// Blanks in a text.
    Fill,
    /// Items in order.
    Order,
    /// Pairs.
    Match,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [Self::Single, Self::Multiple, Self::Truth, Self::Short, Self::Fill, Self::Order, Self::Match];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Truth => "truth",
            Self::Short => "short",
            Self::Fill => "fill",
            Self::Order => "order",
            Self::Match => "match",
        }
    }

    /// The kind of an answer; none for one that could not be read.
    pub fn of(answer: &Answer) -> Option<Self> {
        Some(match answer {
            Answer::Single(_) => Self::Single,
            Answer::Multiple(_) => Self::Multiple,
            Answer::Truth(_) => Self::Truth,
            Answer::Short(_) => Self::Short,
            Answer::Fill(_) => Self::Fill,
            Answer::Order(_) => Self::Order,
            Answer::Match(_) => Self::Match,
            Answer::Unknown => return None,
        })
    }
}

impl Bank {
    /// The bank of a handbook.
    pub fn of(book: &Book) -> Self {
        let mut items = Vec::new();
        for (page_id, page) in book.iter() {
            let Some(quiz) = &page.quiz else { continue };
            for (place, question) in (1..).zip(&quiz.questions).filter(|(_, question)| question.answer != Answer::Unknown) {
                items.push(Item {
                    id: short_id(&question.id),
                    number: [page.shell.number.as_str(), &place.to_string()].join(".").trim_start_matches('.').to_owned(),
                    part: part(book, page_id, page),
                    path: path(book, page_id, page),
                    shuffle: quiz.shuffle,
                    question: clean_question(question),
                    proof: question.evidence.as_ref().and_then(|evidence| proof(book, evidence)),
                });
            }
        }
        let settings = book.settings.as_ref().clone();
        let (title, publisher) = (clean(&settings.title), clean(&settings.publisher));
        Self { settings: Settings { title, publisher, ..settings }, items }
    }

    /// The language that its readers read.
    pub fn language(&self) -> Language {
        self.settings.language
    }
}

/// The name of a question, unique in the handbook, at a length that every format keeps.
fn short_id(id: &str) -> String {
    if id.len() <= LONGEST_ID {
        return id.to_owned();
    }
    format!("{}-{}", &id[..LONGEST_ID - 11], Fingerprint::of(id.as_bytes()).short(10))
}

/// The pages from the part down to the page: all above it but the cover, and itself.
fn line(book: &Book, id: PageId) -> Vec<PageId> {
    let above = book.trail(id).into_iter().skip(1);
    above.chain([id]).collect()
}

fn part(book: &Book, id: PageId, page: &Page) -> Part {
    let top = line(book, id).first().map_or(page, |top| book.page(*top));
    let address = top.shell.address.split('/').next().unwrap_or_default();
    Part { number: top.shell.number.clone(), title: clean(&top.shell.title), address: address.trim_end_matches(".html").to_owned() }
}

fn path(book: &Book, id: PageId, page: &Page) -> Vec<String> {
    let titles: Vec<String> = line(book, id).into_iter().map(|page| clean(&book.page(page).shell.title)).collect();
    if titles.is_empty() { vec![clean(&page.shell.title)] } else { titles }
}

fn proof(book: &Book, evidence: &Evidence) -> Option<Proof> {
    let source = &book.sources[book.source(&evidence.source)?.0];
    let mut citation = source_name(source);
    if !evidence.place.is_empty() {
        citation.push_str(", ");
        citation.push_str(&evidence.place);
    }
    Some(Proof { quote: clean(&evidence.quote), citation: clean(&citation) })
}

/// A text without what no format of other systems can hold: control characters (XML 1.0, 2.2), space at the ends.
fn clean(text: &str) -> String {
    without_signs_of_control(text).trim().to_owned()
}

fn without_signs_of_control(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control() && is_sound(*c)).collect()
}

/// A text whose white space is single spaces: for names.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The question with clean texts.
pub fn clean_question(question: &Question) -> Question {
    Question {
        ask: clean(&question.ask),
        answer: clean_answer(&question.answer),
        why: clean(&question.why),
        hint: clean(&question.hint),
        tags: question.tags.iter().map(|tag| on_one_line(&clean(tag))).filter(|tag| !tag.is_empty()).collect(),
        ..question.clone()
    }
}

fn clean_answer(answer: &Answer) -> Answer {
    let wording = |wording: &Wording| Wording { text: clean(&wording.text), span: wording.span.clone() };
    let choice = |choice: &Choice| Choice { text: clean(&choice.text), why: clean(&choice.why), ..choice.clone() };
    match answer {
        Answer::Single(choices) => Answer::Single(choices.iter().map(choice).collect()),
        Answer::Multiple(choices) => Answer::Multiple(choices.iter().map(choice).collect()),
        Answer::Short(short) => {
            let accept = short.accept.iter().map(wording).filter(|answer| !answer.text.is_empty()).collect();
            Answer::Short(Short { accept, ..short.clone() })
        }
        Answer::Fill(pieces) => Answer::Fill(pieces.iter().map(clean_piece).collect()),
        Answer::Order(items) => Answer::Order(items.iter().map(wording).collect()),
        Answer::Match(pairs) => {
            Answer::Match(pairs.iter().map(|pair| Pair { left: wording(&pair.left), right: wording(&pair.right) }).collect())
        }
        Answer::Truth(_) | Answer::Unknown => answer.clone(),
    }
}

fn clean_piece(piece: &Piece) -> Piece {
    match piece {
        // The space beside a blank is part of the sentence.
        Piece::Text(text) => Piece::Text(without_signs_of_control(text)),
        Piece::Blank(accept) => Piece::Blank(accept.iter().map(|answer| clean(answer)).collect()),
    }
}
