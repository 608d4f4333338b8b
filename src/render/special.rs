//! The program's own pages, beside those that the handbook has: where each stands, what it is called and which template
//! shows it. What it says is in [`super::view`].

use super::quiz::source_name;
use super::strings::Strings;
use super::style::address;
use crate::book::{Book, SourceId};

/// A page of the program's own, beside those of the handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// The list of official documents and their errata.
    Sources,
    /// An official document whole.
    Source(SourceId),
    /// The glossary.
    Glossary,
    /// The test over the whole handbook.
    Final,
    /// The whole handbook for paper.
    Print,
    /// A box to search, with its results on the page.
    Search,
    /// What the reader has read and answered.
    Results,
    /// The hidden page that keeps the reader's progress.
    Storage,
    /// What a server shows where there is nothing.
    NotFound,
}

impl Special {
    /// Its address.
    pub fn address(self, book: &Book) -> String {
        match self {
            Self::Sources => address::SOURCES.to_owned(),
            Self::Source(source) => address::source(&book.sources[source.0].key),
            Self::Glossary => address::GLOSSARY.to_owned(),
            Self::Final => address::FINAL.to_owned(),
            Self::Print => address::PRINT.to_owned(),
            Self::Search => address::SEARCH.to_owned(),
            Self::Results => address::RESULTS.to_owned(),
            Self::Storage => address::STORAGE.to_owned(),
            Self::NotFound => address::NOT_FOUND.to_owned(),
        }
    }

    /// Its template, and by that its kind.
    pub fn template(self) -> &'static str {
        match self {
            Self::Sources => "sources.html",
            Self::Source(_) => "source.html",
            Self::Glossary => "glossary.html",
            Self::Final => "final.html",
            Self::Print => "print.html",
            Self::Search => "search.html",
            Self::Results => "results.html",
            Self::Storage => "storage.html",
            Self::NotFound => "not-found.html",
        }
    }

    /// Its title.
    pub fn title(self, book: &Book, strings: &Strings) -> String {
        let key = match self {
            Self::Source(source) => return source_name(&book.sources[source.0]),
            Self::Sources => "sources_title",
            Self::Glossary => "glossary_title",
            Self::Final => "final_title",
            Self::Print => "print_all",
            Self::Search => "search_title",
            Self::Results => "results_title",
            Self::Storage => "storage_title",
            Self::NotFound => "not_found_title",
        };
        strings.get("interface", key).to_owned()
    }
}
