//! Raw HTML in the text of a page: cleaned where the handbook allows it, shown as text where not.

use std::collections::HashMap;

use super::Body;
use crate::book::{Book, PageId};
use crate::parse::raw_html::{Cleaner, Reference};
use crate::render::raw_html::{Tags, as_xml};
use crate::render::style::{Style, Syntax};

impl Body<'_> {
    /// A block of it.
    pub(super) fn raw_html(&mut self, html: &str) {
        if self.book.settings.raw_html {
            self.push_passed(|tags, cleaner| tags.pass_block(html, cleaner));
            self.html.raw("\n");
        } else {
            self.html.open("p", &[]).text(html).raw("</p>\n");
        }
    }

    /// A tag within a text.
    pub(super) fn raw_inline_html(&mut self, html: &str) {
        if self.book.settings.raw_html {
            self.push_passed(|tags, cleaner| tags.pass(html, cleaner));
        } else {
            self.html.text(html);
        }
    }

    fn push_passed(&mut self, pass: impl FnOnce(&mut Tags, &Cleaner) -> String) {
        let cleaner = self.cleaner.get_or_init(|| cleaner(self.book, self.id, self.style));
        let passed = pass(&mut self.tags, cleaner);
        match self.style.syntax {
            Syntax::Html => self.html.raw(&passed),
            Syntax::Xml => self.html.raw(&as_xml(&passed)),
        };
    }
}

/// What cleans the raw HTML of a page: it knows where that leads.
fn cleaner(book: &Book, id: PageId, style: Style) -> Cleaner {
    let page = book.page(id);
    let references = page.body().links.iter().zip(&page.destinations).filter(|(link, _)| link.in_html);
    let places = references.map(|(link, to)| {
        let reference = Reference { is_image: link.is_image, target: link.target.clone() };
        (reference, style.href(book, id, to).filter(|_| link.is_image || style.opens(to)))
    });
    let places: HashMap<Reference, Option<String>> = places.collect();
    Cleaner::new(move |reference| places.get(&reference).cloned().flatten())
}
