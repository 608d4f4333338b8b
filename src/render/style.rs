//! What differs between targets, as a value: how links and ids are spelled, and how quizzes are shown. One renderer
//! serves them all.

use crate::book::{Asset, Book, Destination, PageId, SourceId};
use crate::text::BookPath;
use crate::text::escape::{data_url, url_path};
use crate::text::media::media_type;
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
    /// The answers to all questions, in an e-book.
    pub const KEY: &str = "dap-an.html";
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
    /// In which syntax elements are written.
    pub syntax: Syntax,
}

/// How pages lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each page is a file at its address.
    Files,
    /// The pages of the handbook stand in one document in the root of the site; ids are prefixed by their page. The
    /// program's own pages are files beside it.
    OneDocument,
    /// Everything stands in one document that has nothing beside it: also the program's own pages, and files. Only
    /// the whole texts of sources do not: a phone carries the handbook, and what it teaches of them is quoted there.
    Alone,
    /// Each page is a file of an e-book, all in one folder. Who shows it has ways of their own on, back and to the
    /// contents.
    Ebook,
}

/// How quizzes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quizzes {
    /// To be answered on the page, each with its answer folded in.
    Live,
    /// To be answered on paper: no answer stands there.
    Sheet,
    /// To be answered in an e-book: no answer stands there, but each question leads to its answer at the back.
    Keyed,
}

/// In which syntax elements are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// HTML: `<br>`.
    #[default]
    Html,
    /// The XML syntax of HTML: `<br/>`.
    Xml,
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
    pub const SITE: Self = Self { layout: Layout::Files, quizzes: Quizzes::Live, syntax: Syntax::Html, places: Places::Unnamed };
    /// The site for the one who writes it.
    pub const PREVIEW: Self = Self { places: Places::Named, ..Self::SITE };
    /// The whole handbook on paper.
    pub const PAPER: Self = Self { layout: Layout::OneDocument, quizzes: Quizzes::Sheet, ..Self::SITE };
    /// The whole site in one file.
    pub const SINGLE: Self = Self { layout: Layout::Alone, ..Self::SITE };

    /// The whole handbook as an e-book.
    pub const EBOOK: Self = Self { layout: Layout::Ebook, quizzes: Quizzes::Keyed, syntax: Syntax::Xml, ..Self::SITE };

    /// What the attribute `data-at` of something written at byte `at` of `file` says; nothing where places are unnamed.
    pub fn place(self, file: &BookPath, at: usize) -> Option<String> {
        (self.places == Places::Named).then(|| format!("{file}@{at}"))
    }

    /// What an element is in an e-book (EPUB 3 Structural Semantics Vocabulary 1.1), for readers that show notes in
    /// windows of their own.
    pub fn epub_type(self, name: &'static str) -> Option<(&'static str, &'static str)> {
        (self.layout == Layout::Ebook).then_some(("epub:type", name))
    }

    /// Whether a link can be followed. An e-book shows pictures, and opens nothing but its own pages.
    pub fn opens(self, to: &Destination) -> bool {
        self.layout != Layout::Ebook || !matches!(to, Destination::Asset(_))
    }

    /// Whether glossary terms are marked and lead to their meaning.
    pub fn marks_terms(self) -> bool {
        self.layout != Layout::OneDocument
    }

    /// Whether outside addresses are listed for those who read on paper.
    pub fn lists_addresses(self) -> bool {
        self.layout != Layout::Ebook
    }

    /// Whether each source has a page that shows it whole.
    pub fn shows_sources_whole(self) -> bool {
        self.layout != Layout::Alone
    }

    /// Whether a page lists the meaning of its terms at its end; else they lead to the glossary in the same document.
    pub fn lists_terms(self) -> bool {
        self.layout != Layout::Alone
    }

    /// The reference from a page to the meaning of a glossary term that it marks.
    pub fn to_term(self, from: PageId, term: &str) -> String {
        match self.lists_terms() {
            true => format!("#{}", self.id(from, term)),
            false => self.to_own("", address::GLOSSARY, Some(term)),
        }
    }

    /// The level at which a heading of a page is shown: below the page's own title.
    pub fn heading_level(self, level: u8) -> u8 {
        match self.layout {
            Layout::OneDocument => (level + 1).min(6),
            Layout::Files | Layout::Alone | Layout::Ebook => level,
        }
    }

    /// Whether ids of several pages must not meet.
    pub fn shares_document(self) -> bool {
        matches!(self.layout, Layout::OneDocument | Layout::Alone)
    }

    /// The number of something on a page, such as a table, unique in the document it stands in.
    pub fn number(self, book: &Book, page: PageId, number: usize) -> String {
        match book.page(page).shell.number.as_str() {
            part if self.shares_document() && !part.is_empty() => format!("{part}-{number}"),
            _ => number.to_string(),
        }
    }

    /// An id of a page, unique in the document it stands in. The ids of the program's own pages are distinct as they are.
    pub fn id(self, page: PageId, id: &str) -> String {
        if self.shares_document() { format!("{}-{id}", anchor(page)) } else { id.to_owned() }
    }

    /// The file that the page at `address` is, from the root.
    pub fn file(self, address: &str) -> String {
        match self.layout {
            Layout::Ebook => format!("{}.xhtml", own_anchor(address)),
            _ => address.to_owned(),
        }
    }

    /// The reference from the page at `from` to one of the program's own pages, or to a place in it.
    pub fn to_own(self, from: &str, to: &str, id: Option<&str>) -> String {
        match (self.layout, id) {
            (Layout::Alone, Some(id)) => format!("#{}", url_path(id)),
            (Layout::Alone, None) => format!("#{}", own_anchor(to)),
            (_, Some(id)) if from == to => format!("#{}", url_path(id)),
            (_, Some(id)) => format!("{}#{}", self.to_file(from, &self.file(to)), url_path(id)),
            (_, None) => self.to_file(from, &self.file(to)),
        }
    }

    /// The reference from the page at `from` to a file of the target.
    fn to_file(self, from: &str, file: &str) -> String {
        let folder = if self.layout == Layout::Files { folder(from) } else { "" };
        url_path(&relative(folder, file))
    }

    /// The reference from the page at `from` to a page of the handbook, or to a section of it.
    pub fn to_page(self, book: &Book, from: &str, to: PageId, section: Option<&str>) -> String {
        let address = &book.page(to).shell.address;
        match section {
            Some(section) if self.shares_document() => format!("#{}", url_path(&self.id(to, section))),
            None if self.shares_document() => format!("#{}", anchor(to)),
            _ => self.to_own(from, address, section),
        }
    }

    /// The reference from the page at `from` to a passage of a source, in the page that shows the source whole.
    /// Where the source is not shown whole, to its entry.
    pub fn to_passage(self, book: &Book, from: &str, source: SourceId, passage: usize) -> String {
        if !self.shows_sources_whole() {
            return self.to_source(book, from, source);
        }
        let id = book.texts[source.0].as_ref().map(|text| text.passage_id(passage));
        self.to_own(from, &address::source(&book.sources[source.0].key), id.as_deref())
    }

    /// The reference from the page at `from` to an erratum.
    pub fn to_erratum(self, from: &str, erratum: usize) -> String {
        self.to_own(from, address::SOURCES, Some(&erratum_id(erratum)))
    }

    /// The reference from the page at `from` to a source's entry.
    pub fn to_source(self, book: &Book, from: &str, to: SourceId) -> String {
        self.to_own(from, address::SOURCES, Some(&source_id(&book.sources[to.0].key)))
    }

    /// The reference from the page at `from` to a file of the handbook: where nothing stands beside the document, the
    /// file itself (RFC 2397).
    pub fn to_asset(self, from: &str, asset: &Asset) -> String {
        match self.layout {
            Layout::Alone => data_url(media_type(&asset.address), &asset.bytes),
            _ => self.to_file(from, &asset.address),
        }
    }

    /// The reference that a decided link becomes; `None` where it leads nowhere.
    pub fn href(self, book: &Book, from: PageId, to: &Destination) -> Option<String> {
        let from = &book.page(from).shell.address;
        Some(match to {
            Destination::Page(page, section) => self.to_page(book, from, *page, section.as_deref()),
            Destination::Asset(path) => self.to_asset(from, book.assets.get(path)?),
            Destination::Source(source) => self.to_source(book, from, *source),
            Destination::Elsewhere(url) => url.clone(),
            Destination::Nowhere => return None,
        })
    }
}

/// The id of a page of the handbook in a document that holds several. Ids are there in thousands, so it is short; no
/// other id begins with `_`.
pub fn anchor(page: PageId) -> String {
    format!("_{}", page.0)
}

/// The id of one of the program's own pages in a document that holds several.
pub fn own_anchor(address: &str) -> String {
    address.trim_end_matches(".html").replace('/', "_")
}

/// The id of the answer to a question among the answers of all pages.
pub fn answer_id(page: PageId, question: &str) -> String {
    format!("{}-{question}", anchor(page))
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
