//! The data of the final test's page: its rules, and the quizzes of every part with their questions as a bank from
//! which `final.js` draws.

use serde::Serialize;

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
    /// Its questions as HTML.
    bank: String,
}

/// The final test for a page in the root of the site; none where there is nothing to draw from.
pub fn view(book: &Book, strings: &Strings) -> Option<FinalView> {
    let test = book.settings.final_test.as_ref()?;
    let parts = parts(book);
    let per_part = match test.spread {
        Spread::Chance => 0,
        Spread::Even => test.count,
        Spread::AtLeast(each) => each,
    };
    let views = parts.iter().map(|part| {
        let shell = &book.page(part.page).shell;
        let quizzes = part.quizzes.iter().filter_map(|id| quiz_view(book, *id, strings));
        PartView { title: shell.title.clone(), number: shell.number.clone(), quizzes: quizzes.collect() }
    });
    (!parts.is_empty()).then(|| FinalView { count: test.count, pass: test.pass.to_string(), per_part, parts: views.collect() })
}

fn quiz_view(book: &Book, id: PageId, strings: &Strings) -> Option<QuizView> {
    // The cover stands where the final test stands: what it links to is spelled the same.
    let context = Context { book, page: PageId(0), style: Style::SITE, strings };
    let page = book.page(id);
    Some(QuizView {
        title: page.shell.title.clone(),
        number: page.shell.number.clone(),
        href: Style::SITE.to_page(book, PageId(0), id, Some("quiz")),
        key: key(book, id).to_owned(),
        questions: page.shell.questions,
        bank: quiz::bank(context, page.quiz.as_ref()?),
    })
}
