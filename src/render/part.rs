//! A part as templates see it: itself and the list of its pages.

use std::sync::OnceLock;

use serde::Serialize;

use super::at::At;
use super::style::{Layout, folder};
use super::theme::Prepared;
use crate::book::questions::key;
use crate::book::{Book, PageId};

/// A part, as a page shows it.
#[derive(Debug, Serialize)]
pub struct PartView {
    key: String,
    title: String,
    number: String,
    href: String,
    summary: String,
    pages: Prepared,
    /// Which of `pages` this page is, from 1; 0 for none.
    position: usize,
}

/// A page in the list of its part.
#[derive(Debug, Serialize)]
struct LeafView {
    key: String,
    title: String,
    number: String,
    href: String,
    summary: String,
    minutes: usize,
    questions: usize,
}

/// The lists of the parts of a book in one style, each made once for all pages in the folder of its part: from there
/// every page is spelled the same. By folder, as each has one part.
pub struct Lists(Vec<OnceLock<Prepared>>);

impl Lists {
    /// No list yet.
    pub fn new(book: &Book) -> Self {
        Self((0..book.pages.folders()).map(|_| OnceLock::new()).collect())
    }

    fn of(&self, at: At<'_>, part: PageId) -> Prepared {
        let page = at.book.page(part);
        let list = || Prepared::new(&page.children.iter().map(|child| leaf_view(at, *child)).collect::<Vec<_>>());
        let is_shared = at.style.layout != Layout::Files || folder(at.address) == folder(&page.shell.address);
        if is_shared { self.0[at.book.pages.folder_of(part)].get_or_init(list).clone() } else { list() }
    }

    /// A part, seen from a page.
    pub fn part_view(&self, at: At<'_>, part: PageId) -> PartView {
        let page = at.book.page(part);
        let current = page.children.iter().position(|child| at.page == Some(*child));
        PartView {
            key: key(at.book, part).to_owned(),
            title: page.shell.title.clone(),
            number: page.shell.number.clone(),
            href: at.to_page(part),
            summary: page.shell.summary.clone(),
            pages: self.of(at, part),
            position: current.map_or(0, |index| index + 1),
        }
    }
}

fn leaf_view(at: At<'_>, page: PageId) -> LeafView {
    let shell = &at.book.page(page).shell;
    LeafView {
        key: key(at.book, page).to_owned(),
        title: shell.title.clone(),
        number: shell.number.clone(),
        href: at.to_page(page),
        summary: shell.summary.clone(),
        minutes: shell.minutes,
        questions: shell.questions,
    }
}
