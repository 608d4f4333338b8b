//! What many pages show alike, made once for all of them: the lists of parts, and the pieces whose templates know nothing
//! of the page they stand on – its top, its foot, the meaning of a term. From every page of one depth below the root of
//! the site these lead to the same places, and spell them the same.

use std::sync::OnceLock;

use serde::Serialize;

use super::at::At;
use super::part::Lists;
use super::style::{Layout, address};
use super::theme::{Prepared, Theme};
use crate::book::{Book, PageId, depth};
use crate::diagnostics::{Diagnostic, Outcome};

/// What the pages of a book in one style have in common.
pub struct Shared {
    /// The lists of the parts.
    pub lists: Lists,
    /// By depth below the root of the site.
    depths: Vec<Depth>,
}

/// What pages of one depth have in common.
struct Depth {
    frame: OnceLock<Outcome<Frame>>,
    /// By entry of the glossary.
    terms: Vec<OnceLock<Outcome<Prepared>>>,
}

/// What stands around what a page says, and is the same on other pages.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The addresses of the program's own pages.
    pub links: Prepared,
    /// `top.html`.
    pub top: Prepared,
    /// `foot.html`.
    pub foot: Prepared,
}

impl Shared {
    /// Nothing yet.
    pub fn new(book: &Book) -> Self {
        let terms = || book.glossary.entries.iter().map(|_| OnceLock::new()).collect();
        let depths = (0..=book.pages.deepest()).map(|_| Depth { frame: OnceLock::new(), terms: terms() }).collect();
        Self { lists: Lists::new(book), depths }
    }

    /// The frame of a page of the handbook.
    pub fn frame(&self, at: At<'_>, theme: &Theme) -> Outcome<Frame> {
        // The cover is where the others lead to.
        let is_shared = at.page.is_some_and(|page| page != PageId(0));
        match self.depths.get(depth(at.address)).filter(|_| is_shared) {
            Some(shared) => shared.frame.get_or_init(|| frame(at, "", theme)).clone(),
            None => frame(at, "", theme),
        }
    }

    /// `term.html` for some entries of the glossary, as they stand on a page.
    pub fn terms(&self, at: At<'_>, entries: &[usize], theme: &Theme) -> Outcome<Vec<Prepared>> {
        let mut diagnostics = Vec::new();
        // In a document that holds several pages the same term has another id on each.
        let depth = self.depths.get(depth(at.address)).filter(|_| !at.style.shares_document());
        let terms = entries.iter().map(|entry| {
            let made = || theme.piece("term.html", term_view(at, *entry));
            depth.map_or_else(made, |depth| depth.terms[*entry].get_or_init(made).clone())
        });
        let value = terms.map(|term| term.unload(&mut diagnostics)).collect();
        Outcome { value, diagnostics }
    }
}

/// The way from an address to the root of the site.
pub fn root(at: At<'_>) -> String {
    if at.style.layout == Layout::Files { "../".repeat(depth(at.address)) } else { String::new() }
}

/// Data of the templates `top.html` and `foot.html`.
#[derive(Serialize)]
struct FrameView<'a> {
    links: &'a Prepared,
    root: String,
    /// The kind of the program's own page; nothing on pages of the handbook.
    here: &'static str,
}

/// The frame of a page. `here`: the kind of the program's own page.
pub fn frame(at: At<'_>, here: &'static str, theme: &Theme) -> Outcome<Frame> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let links = Prepared::new(&links(at));
    let view = FrameView { links: &links, root: root(at), here };
    let mut piece = |template| theme.piece(template, &view).unload(&mut diagnostics);
    let (top, foot) = (piece("top.html"), piece("foot.html"));
    Outcome { value: Frame { links, top, foot }, diagnostics }
}

#[derive(Debug, Serialize)]
struct LinksView {
    home: String,
    contents: String,
    sources: String,
    glossary: String,
    print: String,
    results: String,
    final_test: String,
    search: String,
}

fn links(at: At<'_>) -> LinksView {
    let At { book, style, address, .. } = at;
    let or_nothing = |exists: bool, target: &str| if exists { style.to_own(address, target, None) } else { String::new() };
    let (is_site, is_book) = (style.layout == Layout::Files, style.layout == Layout::Ebook);
    LinksView {
        home: style.to_page(book, address, PageId(0), None),
        contents: style.to_page(book, address, PageId(0), Some("contents")),
        sources: or_nothing(!book.sources.is_empty(), address::SOURCES),
        glossary: or_nothing(!book.glossary.entries.is_empty(), address::GLOSSARY),
        print: or_nothing(is_site, address::PRINT),
        results: or_nothing(!is_book && book.has_quizzes, address::RESULTS),
        final_test: or_nothing(!is_book && book.settings.final_test.is_some(), address::FINAL),
        search: or_nothing(is_site, address::SEARCH),
    }
}

#[derive(Debug, Serialize)]
struct TermView<'a> {
    id: String,
    term: &'a str,
    meaning: &'a str,
    href: String,
}

fn term_view(at: At<'_>, entry: usize) -> TermView<'_> {
    let entry = &at.book.glossary.entries[entry];
    TermView {
        id: at.id(&entry.id),
        term: &entry.term.term,
        meaning: &entry.term.meaning,
        href: at.style.to_own(at.address, address::GLOSSARY, Some(&entry.id)),
    }
}
