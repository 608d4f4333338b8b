//! A page of the handbook as a chapter of the print page: its text, and its quiz as a sheet without answers.

use serde::Serialize;

use super::body;
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
pub fn chapter(book: &Book, id: PageId, page: &Page, strings: &Strings) -> ChapterView {
    let style = Style::PAPER;
    let context = quiz::Context { book, page: id, style, strings };
    ChapterView {
        kind: template(page.kind).trim_end_matches(".html"),
        level: (page.shell.number.matches('.').count() + 1).min(3),
        id: anchor(id),
        title: page.shell.title.clone(),
        number: page.shell.number.clone(),
        summary: page.shell.summary.clone(),
        objectives: page.objectives.clone(),
        body: body::render(book, id, style, strings).html,
        quiz: page.quiz.as_ref().map(|quiz| quiz::render(context, quiz)).unwrap_or_default(),
    }
}
