//! The addresses of outside links, which cannot be followed on paper: there each link bears a number, and the page ends
//! in a list of the addresses. On the screen neither is shown (`sen.css`). An e-book is no paper and gets neither.

use super::Body;
use crate::book::Destination;
use crate::parse::tree::Inline;

impl<'a> Body<'a> {
    /// The number under which the address of a link is listed, from 1. The same address keeps its number; none where
    /// the link is followed inside the handbook, or its words are the address already.
    pub(super) fn address_number(&mut self, link: usize, content: &[Inline]) -> Option<usize> {
        let Some(Destination::Elsewhere(address)) = self.page.destinations.get(link) else { return None };
        let is_said = matches!(content, [Inline::Text(words)] if **words == **address);
        if is_said || !self.style.lists_addresses() || !address.starts_with("http") {
            return None;
        }
        let known = self.addresses.iter().position(|other| other == address);
        if known.is_none() {
            self.addresses.push(address);
        }
        Some(known.map_or(self.addresses.len(), |at| at + 1))
    }

    /// The list that the numbers lead to.
    pub(super) fn list_addresses(&mut self) {
        if self.addresses.is_empty() {
            return;
        }
        self.html.raw("<section class=\"addresses\">\n");
        self.html.element("p", &[("class", "nav-title")], self.strings.get("body", "addresses")).raw("\n<ol>\n");
        for address in std::mem::take(&mut self.addresses) {
            self.html.element("li", &[], address).raw("\n");
        }
        self.html.raw("</ol>\n</section>\n");
    }
}
