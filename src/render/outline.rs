//! The handbook as data for the results page, which cannot ask any other page: parts, pages, and the questions of
//! each. Marks, answers and texts of pages are not here.

use serde::Serialize;

use super::style::{Layout, Style};
use crate::book::questions::key;
use crate::book::{Book, Kind, Page, PageId};
use crate::parse::quiz::{Answer, Piece, Question};

/// The handbook: its facts and its parts in order.
#[derive(Debug, Serialize)]
pub struct Outline<'a> {
    id: &'a str,
    title: &'a str,
    edition: &'a str,
    date: String,
    parts: Vec<OutlinePart<'a>>,
}

#[derive(Debug, Serialize)]
struct OutlinePart<'a> {
    number: &'a str,
    title: &'a str,
    pages: Vec<OutlinePage<'a>>,
}

/// A page that is to be read, or that has a quiz.
#[derive(Debug, Serialize)]
struct OutlinePage<'a> {
    key: &'a str,
    address: String,
    number: &'a str,
    title: &'a str,
    questions: Vec<OutlineQuestion<'a>>,
}

#[derive(Debug, Serialize)]
struct OutlineQuestion<'a> {
    id: &'a str,
    points: f64,
    text: String,
}

/// The outline of a book, with addresses as seen from the root of the target.
pub fn outline(book: &Book, style: Style) -> Outline<'_> {
    let settings = &book.settings;
    let mut parts: Vec<OutlinePart<'_>> = Vec::new();
    let mut last = None;
    for (id, page) in book.iter().filter(|(_, page)| page.kind == Kind::Leaf || page.quiz.is_some()) {
        let part = part_of(book, id);
        if last != Some(part) {
            let shell = &book.page(part).shell;
            parts.push(OutlinePart { number: &shell.number, title: &shell.title, pages: Vec::new() });
            last = Some(part);
        }
        if let Some(part) = parts.last_mut() {
            part.pages.push(outline_page(book, id, page, style));
        }
    }
    Outline {
        id: &settings.id,
        title: &settings.title,
        edition: &settings.edition,
        date: settings.date.map(|date| date.to_string()).unwrap_or_default(),
        parts,
    }
}

/// The part of the first level that a page stands in or is; the cover, for pages beside the parts.
fn part_of(book: &Book, id: PageId) -> PageId {
    let trail = book.trail(id);
    let own = Some(id).filter(|id| trail.len() == 1 && book.page(*id).kind == Kind::Part);
    trail.get(1).copied().or(own).unwrap_or(PageId(0))
}

fn outline_page<'a>(book: &'a Book, id: PageId, page: &'a Page, style: Style) -> OutlinePage<'a> {
    let questions = page.quiz.iter().flat_map(|quiz| &quiz.questions).filter(|question| question.answer != Answer::Unknown);
    OutlinePage {
        key: key(book, id),
        address: style.to_page(book, &book.page(PageId(0)).shell.address, id, None),
        number: &page.shell.number,
        title: &page.shell.title,
        questions: questions.map(|question| outline_question(question, style)).collect(),
    }
}

/// In one document with the questions their text is taken from there.
fn outline_question(question: &Question, style: Style) -> OutlineQuestion<'_> {
    let text = if style.layout == Layout::Alone { String::new() } else { words(question) };
    OutlineQuestion { id: &question.id, points: question.points, text }
}

/// What a question says, in a line: a text to fill in shows its blanks as dots.
pub fn words(question: &Question) -> String {
    let Answer::Fill(pieces) = &question.answer else { return question.ask.clone() };
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Blank(_) => "……",
    });
    let text: String = pieces.collect();
    if question.ask.is_empty() { text } else { format!("{} {text}", question.ask) }
}
