//! The final test: the data of its page – its rules, and the quizzes of every part – and the bank of questions from
//! which `final.js` draws.

use std::collections::BTreeMap;

use serde::Serialize;

use super::at::At;
use super::quiz::{self, Context};
use super::strings::Strings;
use super::style::Style;
use crate::book::questions::{key, parts};
use crate::book::{Book, PageId};
use crate::settings::Spread;

/// The final test.
#[derive(Debug, Serialize)]
pub struct FinalView {
    /// How many questions are drawn.
    count: usize,
    /// The share of points that passes, in per cent, as it is written.
    pass: String,
    /// How many questions each part gives at least, as far as it has them.
    per_part: usize,
    parts: Vec<PartView>,
}

#[derive(Debug, Serialize)]
struct PartView {
    title: String,
    number: String,
    quizzes: Vec<QuizView>,
}

#[derive(Debug, Serialize)]
struct QuizView {
    title: String,
    number: String,
    href: String,
    /// The name of the quiz in the reader's progress.
    key: String,
    questions: usize,
}

/// The final test for its page, which stands in the root; none where there is nothing to draw from.
pub fn view(at: At<'_>) -> Option<FinalView> {
    let book = at.book;
    let test = book.settings.final_test.as_ref()?;
    let parts = parts(book);
    let per_part = match test.spread {
        Spread::Chance => 0,
        Spread::Even => test.count,
        Spread::AtLeast(each) => each,
    };
    let views = parts.iter().map(|part| {
        let shell = &book.page(part.page).shell;
        let quizzes = part.quizzes.iter().map(|id| quiz_view(at, *id)).collect();
        PartView { title: shell.title.clone(), number: shell.number.clone(), quizzes }
    });
    (!parts.is_empty()).then(|| FinalView { count: test.count, pass: test.pass.to_string(), per_part, parts: views.collect() })
}

fn quiz_view(at: At<'_>, id: PageId) -> QuizView {
    let At { book, style, .. } = at;
    let shell = &book.page(id).shell;
    QuizView {
        title: shell.title.clone(),
        number: shell.number.clone(),
        href: style.to_page(book, at.address, id, Some("quiz")),
        key: key(book, id).to_owned(),
        questions: shell.questions,
    }
}

/// The questions of every quiz as HTML, by the name of the quiz in the reader's progress. All of them are more than
/// the page that draws from them should carry.
pub fn bank<'a>(book: &'a Book, style: Style, strings: &Strings) -> BTreeMap<&'a str, String> {
    // The cover stands where the final test stands: what it links to is spelled the same.
    let context = Context { book, page: PageId(0), style, strings };
    let quizzes = parts(book).into_iter().flat_map(|part| part.quizzes);
    quizzes.filter_map(|id| Some((key(book, id), quiz::bank(context, book.page(id).quiz.as_ref()?)))).collect()
}
