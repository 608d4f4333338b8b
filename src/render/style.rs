//! What differs between targets, as a value: how links and ids are spelled, and how quizzes are shown. One renderer
//! serves them all.

use crate::book::questions::key;
use crate::book::{Book, Destination, PageId, SourceId};
use crate::text::BookPath;
use crate::text::escape::url_path;
use crate::text::path::relative;
use crate::text::slug::slug;

/// Addresses of the program's own pages, from the root of the site.
pub mod address {
    /// The sources page.
    pub const SOURCES: &str = "nguon.html";
    /// The glossary.
    pub const GLOSSARY: &str = "thuat-ngu.html";
    /// The test over the whole handbook.
    pub const FINAL: &str = "kiem-tra.html";
    /// The whole handbook on one page, for paper.
    pub const PRINT: &str = "ban-in.html";
    /// The page that searches.
    pub const SEARCH: &str = "tim.html";
    /// What the reader has read and answered.
    pub const RESULTS: &str = "ket-qua.html";
    /// The hidden page that keeps the reader's progress.
    pub const STORAGE: &str = "luu.html";
    /// The page that shows a source whole.
    pub fn source(key: &str) -> String {
        format!("nguon/{}.html", crate::text::slug::slug(key))
    }
    /// What a server shows where there is nothing.
    pub const NOT_FOUND: &str = "404.html";
}

/// How a target spells a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// How pages lie to each other.
    pub layout: Layout,
    /// How quizzes are shown.
    pub quizzes: Quizzes,
    /// Whether blocks say where they are written.
    pub places: Places,
}

/// How pages lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each page is a file at its address.
    Files,
    /// All pages stand in one document in the root of the site; ids are prefixed by their page.
    OneDocument,
}

/// How quizzes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quizzes {
    /// To be answered on the page, each with its answer folded in.
    Live,
    /// To be answered on paper: no answer stands there.
    Sheet,
}

/// Whether blocks say where they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// They do not: readers have no use for it.
    Unnamed,
    /// They do, as `data-at="FILE@BYTE"`.
    Named,
}

impl Style {
    /// The site: one file a page.
    pub const SITE: Self = Self { layout: Layout::Files, quizzes: Quizzes::Live, places: Places::Unnamed };
    /// The site for the one who writes it.
    pub const PREVIEW: Self = Self { places: Places::Named, ..Self::SITE };
    /// The whole handbook on paper.
    pub const PAPER: Self = Self { layout: Layout::OneDocument, quizzes: Quizzes::Sheet, places: Places::Unnamed };

    /// What the attribute `data-at` of something written at byte `at` of `file` says; nothing where places are unnamed.
    pub fn place(self, file: &BookPath, at: usize) -> Option<String> {
        (self.places == Places::Named).then(|| format!("{file}@{at}"))
    }

    /// Whether glossary terms lead to their meaning at the end of the page.
    pub fn marks_terms(self) -> bool {
        self.layout == Layout::Files
    }

    /// The level at which a heading of a page is shown: below the page's own title.
    pub fn heading_level(self, level: u8) -> u8 {
        match self.layout {
            Layout::Files => level,
            Layout::OneDocument => (level + 1).min(6),
        }
    }

    /// The number of something on a page, such as a table, unique in the document it stands in.
    pub fn number(self, book: &Book, page: PageId, number: usize) -> String {
        match (self.layout, book.page(page).shell.number.as_str()) {
            (Layout::OneDocument, part) if !part.is_empty() => format!("{part}-{number}"),
            _ => number.to_string(),
        }
    }

    /// An id of a page, unique in the document it stands in.
    pub fn id(self, book: &Book, page: PageId, id: &str) -> String {
        match self.layout {
            Layout::Files => id.to_owned(),
            Layout::OneDocument => format!("{}--{id}", anchor(book, page)),
        }
    }

    /// The reference from a page to an address in the site.
    pub fn to_address(self, book: &Book, from: PageId, address: &str) -> String {
        match self.layout {
            Layout::Files => url_path(&relative(folder(&book.page(from).shell.address), address)),
            Layout::OneDocument => url_path(address),
        }
    }

    /// The reference from a page to another, or to a section of it.
    pub fn to_page(self, book: &Book, from: PageId, to: PageId, section: Option<&str>) -> String {
        match (self.layout, section) {
            (Layout::Files, Some(section)) if from == to => format!("#{section}"),
            (Layout::Files, section) => {
                let page = self.to_address(book, from, &book.page(to).shell.address);
                section.map_or(page.clone(), |section| format!("{page}#{}", url_path(section)))
            }
            (Layout::OneDocument, Some(section)) => format!("#{}", self.id(book, to, section)),
            (Layout::OneDocument, None) => format!("#{}", anchor(book, to)),
        }
    }

    /// The reference from a page to a passage of a source, in the page that shows the source whole.
    pub fn to_passage(self, book: &Book, from: PageId, source: SourceId, passage: usize) -> String {
        let record = &book.sources[source.0];
        let id = book.texts[source.0].as_ref().map(|text| text.passage_id(passage)).unwrap_or_default();
        format!("{}#{id}", self.to_address(book, from, &address::source(&record.key)))
    }

    /// The reference from a page to an erratum.
    pub fn to_erratum(self, book: &Book, from: PageId, erratum: usize) -> String {
        format!("{}#{}", self.to_address(book, from, address::SOURCES), erratum_id(erratum))
    }

    /// The reference from a page to a source's entry.
    pub fn to_source(self, book: &Book, from: PageId, to: SourceId) -> String {
        format!("{}#{}", self.to_address(book, from, address::SOURCES), source_id(&book.sources[to.0].key))
    }

    /// The reference that a decided link becomes; `None` where it leads nowhere.
    pub fn href(self, book: &Book, from: PageId, to: &Destination) -> Option<String> {
        Some(match to {
            Destination::Page(page, section) => self.to_page(book, from, *page, section.as_deref()),
            Destination::Asset(path) => self.to_address(book, from, &book.assets.get(path)?.address),
            Destination::Source(source) => self.to_source(book, from, *source),
            Destination::Elsewhere(url) => url.clone(),
            Destination::Nowhere => return None,
        })
    }
}

/// The id of a page in a document that holds all pages.
pub fn anchor(book: &Book, page: PageId) -> String {
    key(book, page).replace('/', "-")
}

/// The id of a source's entry on the sources page.
pub fn source_id(key: &str) -> String {
    format!("nguon-{}", slug(key))
}

/// The id of an erratum on the sources page.
pub fn erratum_id(erratum: usize) -> String {
    format!("dinh-chinh-{}", erratum + 1)
}

/// The folder of an address.
pub fn folder(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(folder, _)| folder)
}
