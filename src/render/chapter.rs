//! A page of the handbook as a chapter of the print page: its text, and its quiz as a sheet without answers. Both are
//! written late (see [`super::late`]), by [`paper`].

use serde::Serialize;

use super::body;
use super::late::Late;
use super::quiz;
use super::strings::Strings;
use super::style::{Style, anchor};
use super::view::template;
use crate::book::{Book, Page, PageId};

/// A chapter on paper.
#[derive(Debug, Serialize)]
pub struct ChapterView {
    kind: &'static str,
    level: usize,
    id: String,
    title: String,
    number: String,
    summary: String,
    objectives: Vec<String>,
    body: String,
    quiz: String,
}

/// The chapter that a page becomes.
pub fn chapter(id: PageId, page: &Page) -> ChapterView {
    ChapterView {
        kind: template(page.kind).trim_end_matches(".html"),
        level: (page.shell.number.matches('.').count() + 1).min(3),
        id: anchor(id),
        title: page.shell.title.clone(),
        number: page.shell.number.clone(),
        summary: page.shell.summary.clone(),
        objectives: page.objectives.clone(),
        body: Late::Body(id).mark(),
        quiz: page.quiz.as_ref().map(|_| Late::Quiz(id).mark()).unwrap_or_default(),
    }
}

/// The mark for the answers to all quizzes, where there are any.
pub fn key(book: &Book) -> String {
    if book.has_quizzes { Late::Key.mark() } else { String::new() }
}

/// What is written late on paper, piece by piece. A page that does not exist has none.
pub fn paper<'a>(book: &'a Book, late: Late, strings: &'a Strings) -> Box<dyn Iterator<Item = String> + 'a> {
    let style = Style::PAPER;
    let exists = |id: &PageId| id.0 < book.pages.len();
    match late {
        Late::Body(id) => Box::new(Some(id).filter(exists).map(|id| body::render(book, id, style, strings).html).into_iter()),
        Late::Quiz(id) => Box::new(
            Some(id)
                .filter(exists)
                .and_then(|page| Some(quiz::render(quiz::Context { book, page, style, strings }, book.page(page).quiz.as_ref()?)))
                .into_iter(),
        ),
        Late::Key => Box::new(quiz::keys(book, style, strings)),
    }
}
