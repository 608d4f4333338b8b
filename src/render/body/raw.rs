//! Raw HTML in the text of a page: cleaned where the handbook allows it, shown as text where not.

use std::rc::Rc;

use super::Body;
use crate::parse::raw_html::Reference;
use crate::render::raw_html::{Cleaner, as_xml};
use crate::render::style::Syntax;

impl Body<'_> {
    /// A block of it.
    pub(super) fn raw_html(&mut self, html: &str) {
        if self.book.settings.raw_html {
            let cleaner = self.cleaner();
            let passed = self.tags.pass_block(html, &cleaner);
            self.push_passed(&passed);
            self.html.raw("\n");
        } else {
            self.html.open("p", &[]).text(html).raw("</p>\n");
        }
    }

    /// A tag within a text.
    pub(super) fn raw_inline_html(&mut self, html: &str) {
        if self.book.settings.raw_html {
            let cleaner = self.cleaner();
            let passed = self.tags.pass(html, &cleaner);
            self.push_passed(&passed);
        } else {
            self.html.text(html);
        }
    }

    fn push_passed(&mut self, passed: &str) {
        match self.style.syntax {
            Syntax::Html => self.html.raw(passed),
            Syntax::Xml => self.html.raw(&as_xml(passed)),
        };
    }

    /// What cleans the raw HTML of this page: it knows where that leads.
    fn cleaner(&self) -> Rc<Cleaner> {
        let made = || {
            let references = self.page.body().links.iter().zip(&self.page.destinations).filter(|(link, _)| link.in_html);
            let places = references.map(|(link, to)| {
                let reference = Reference { is_image: link.is_image, target: link.target.clone() };
                (reference, self.style.href(self.book, self.id, to).filter(|_| link.is_image || self.style.opens(to)))
            });
            Rc::new(Cleaner::new(places.collect()))
        };
        self.cleaner.get_or_init(made).clone()
    }
}
