//! Where data is made for: a page, and how its target spells what the page leads to and how its ids begin.

use super::style::{Style, anchor, own_anchor};
use crate::book::{Book, PageId};

/// The page that data is made for: whatever it leads to is spelled from there.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The handbook.
    pub book: &'a Book,
    /// How the target spells pages.
    pub style: Style,
    /// The page's address.
    pub address: &'a str,
    /// Which page of the handbook it is; none for the program's own.
    pub page: Option<PageId>,
}

impl At<'_> {
    /// The reference to a page of the handbook.
    pub fn to_page(self, to: PageId) -> String {
        self.style.to_page(self.book, self.address, to, None)
    }

    /// The id of this page where it stands in a document with others.
    pub fn anchor(self) -> String {
        match self.page {
            _ if !self.style.shares_document() => String::new(),
            Some(page) => anchor(page),
            None => own_anchor(self.address),
        }
    }

    /// An id of this page, unique in the document it stands in.
    pub fn id(self, id: &str) -> String {
        match self.page {
            Some(page) => self.style.id(page, id),
            None => id.to_owned(),
        }
    }
}
