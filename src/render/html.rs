//! A small writer of HTML: it escapes text and attributes, so that no other file has to remember to.

use crate::text::escape::push_html;

/// HTML in the making.
#[derive(Default)]
pub struct Html {
    out: String,
    /// Where the next element is written, for those who edit it.
    place: Option<String>,
}

impl Html {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends markup of our own.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Lets the next element that is opened say that it is written at `place`, if anywhere.
    pub fn place(&mut self, place: Option<String>) -> &mut Self {
        self.place = place;
        self
    }

    /// Appends text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        push_html(&mut self.out, text);
        self
    }

    /// Appends `<name` and the attributes with values, then `>`.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.attribute(attribute, value);
        }
        if let Some(place) = self.place.take() {
            self.attribute("data-at", &place);
        }
        self.out.push('>');
        self
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_html(&mut self.out, value);
        self.out.push('"');
    }

    /// Appends `</name>`.
    pub fn close(&mut self, name: &str) -> &mut Self {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self
    }

    /// Appends a whole element that holds only text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(name, attributes).text(text).close(name)
    }

    /// The finished markup.
    pub fn finish(self) -> String {
        self.out
    }
}
