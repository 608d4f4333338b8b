//! The finished handbook: pages in reading order with their numbers and addresses, every link decided, the glossary
//! sorted. Nobody changes it afterwards. [`assemble`] makes it from the parsed files.

mod assembly;
pub mod glossary;
pub mod links;
pub mod outline;
mod pages;
mod places;
pub mod questions;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::Matches;
use crate::memory::Known;
use crate::parse::ParsedPage;
use crate::parse::data::Csv;
use crate::parse::errata::Erratum;
use crate::parse::quiz::Quiz;
use crate::parse::source_text::SourceText;
use crate::parse::sources::SourceRecord;
use crate::parse::tree::{Body, Section};
use crate::settings::Settings;
use crate::text::{BookPath, Date, Span};
pub use assembly::{Remembered, assemble};
use glossary::Glossary;
pub use pages::{Pages, depth};

/// A page, by its place in reading order; the cover is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// The finished handbook.
#[derive(Debug)]
pub struct Book {
    /// Its own facts.
    pub settings: Known<Settings>,
    /// Pages in reading order.
    pub pages: Pages,
    /// Whether there is anything to answer: every page asks, so it is worked out once.
    pub has_quizzes: bool,
    /// Terms in the order of the Vietnamese dictionary.
    pub glossary: Known<Glossary>,
    /// The official documents in the order of writing.
    pub sources: Known<Vec<SourceRecord>>,
    /// The text of each document, where its file can be read.
    pub texts: Vec<Option<Known<SourceText>>>,
    /// Slips of the documents.
    pub errata: Known<Vec<Erratum>>,
    /// Where each quotation that holds stands in its source, by the place of its citation.
    pub matches: Matches,
    /// Data files by file.
    pub data: BTreeMap<BookPath, Known<Csv>>,
    /// Files that pages show or link to.
    pub assets: BTreeMap<BookPath, Asset>,
}

/// A file that a page shows or links to.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its address from the root of the site.
    pub address: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// What other pages show of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Shell {
    /// Its title.
    pub title: String,
    /// Its number, such as `3.2`; empty for the cover.
    pub number: String,
    /// Its address from the root of the site.
    pub address: String,
    /// What it says, in a paragraph.
    pub summary: String,
    /// Minutes to read it and answer its quiz, at least 1; 0 where there is nothing to read.
    pub minutes: usize,
    /// How many questions its quizzes have.
    pub questions: usize,
    /// Whether it is not published yet.
    pub draft: bool,
}

/// What a page is in the handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The cover.
    Cover,
    /// A part: the index of a folder.
    Part,
    /// A page.
    Leaf,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What other pages show of it.
    pub shell: Shell,
    /// What it is.
    pub kind: Kind,
    /// Its file.
    pub path: BookPath,
    /// The part it stands in; none for the cover.
    pub parent: Option<PageId>,
    /// The pages that stand in it, in order.
    pub children: Vec<PageId>,
    /// What the reader will be able to do.
    pub objectives: Vec<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Its text; the tables of links and citations are answered below. Its quizzes are [`Page::quiz`].
    pub parsed: Known<ParsedPage>,
    /// Where each link of the text leads.
    pub destinations: Vec<Destination>,
    /// Which source each citation of the text names.
    pub cited: Vec<Option<SourceId>>,
    /// About how many bytes its texts have, questions included.
    pub size: usize,
    /// Its quiz: from the file beside it or the fence in it.
    pub quiz: Option<Arc<Quiz>>,
}

/// An official document, by its place in [`Book::sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceId(pub usize);

/// Where a link leads, decided once.
#[derive(Clone, Debug, PartialEq)]
pub enum Destination {
    /// A page, or a section of it.
    Page(PageId, Option<String>),
    /// A file of the handbook.
    Asset(BookPath),
    /// An official document.
    Source(SourceId),
    /// Another site.
    Elsewhere(String),
    /// Nowhere: the mistake was reported.
    Nowhere,
}

impl Page {
    /// The body of the page.
    pub fn body(&self) -> &Body {
        &self.parsed.body
    }

    /// The headings of the page.
    pub fn sections(&self) -> &[Section] {
        &self.parsed.body.sections
    }
}

impl Book {
    /// A page by its id.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0]
    }

    /// Every page with its id, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().map(|(index, page)| (PageId(index), page.as_ref()))
    }

    /// The page before, in reading order.
    pub fn previous(&self, id: PageId) -> Option<PageId> {
        id.0.checked_sub(1).map(PageId)
    }

    /// The page after, in reading order.
    pub fn next(&self, id: PageId) -> Option<PageId> {
        (id.0 + 1 < self.pages.len()).then_some(PageId(id.0 + 1))
    }

    /// The parts that a page stands in, from the cover down.
    pub fn trail(&self, id: PageId) -> Vec<PageId> {
        let mut trail: Vec<PageId> = std::iter::successors(self.page(id).parent, |parent| self.page(*parent).parent).collect();
        trail.reverse();
        trail
    }

    /// Where the words cited at a place stand in their source: document and passage.
    pub fn passage(&self, source: SourceId, cited_at: &Span) -> Option<usize> {
        self.texts[source.0].as_ref()?.passage_at(self.matches.get(cited_at)?.start)
    }

    /// For each passage of a source, the pages whose text quotes it, in reading order.
    pub fn quoted_by(&self, source: SourceId) -> Vec<Vec<PageId>> {
        let Some(text) = &self.texts[source.0] else { return Vec::new() };
        let mut quoted_by: Vec<Vec<PageId>> = vec![Vec::new(); text.passages.len()];
        for (id, page) in self.iter() {
            for quotation in page.body().quotations.iter().filter(|quotation| page.cited[quotation.citation] == Some(source)) {
                let at = Span::new(&page.parsed.file, page.body().citations[quotation.citation].at.clone());
                for range in self.matches.get(&at).into_iter().flat_map(|found| &found.tokens) {
                    let first = text.passage_at(text.tokens[range.start].at.start);
                    let last = text.passage_at(text.tokens[range.end - 1].at.start);
                    for passage in first.into_iter().flat_map(|first| first..=last.unwrap_or(first)) {
                        if quoted_by[passage].last() != Some(&id) {
                            quoted_by[passage].push(id);
                        }
                    }
                }
            }
        }
        quoted_by
    }

    /// The source with a key.
    pub fn source(&self, key: &str) -> Option<SourceId> {
        source_of(&self.sources, key)
    }
}

/// Whether pages marked as drafts are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// Shown and marked: the preview.
    Shown,
    /// Left out: everything that is published.
    LeftOut,
}

fn source_of(sources: &[SourceRecord], key: &str) -> Option<SourceId> {
    sources.iter().position(|source| source.key == key).map(SourceId)
}
