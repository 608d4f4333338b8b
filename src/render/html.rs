//! A small writer of HTML: it escapes text and attributes, so that no other file has to remember to.

use super::style::Syntax;
use crate::text::escape::push_html;

/// Elements that have no content and, in HTML, no end (HTML Living Standard, 13.1.2), as far as we write them.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// HTML in the making.
#[derive(Default)]
pub struct Html {
    out: String,
    syntax: Syntax,
}

impl Html {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing yet, to be written in a syntax. Markup that is passed to [`Html::raw`] must suit it.
    pub fn written_in(syntax: Syntax) -> Self {
        Self { out: String::new(), syntax }
    }

    /// The syntax it is written in.
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// Appends markup of our own.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
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
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            push_html(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push_str(match self.syntax {
            Syntax::Html => ">",
            // XML ends an element that holds nothing, and has to be told which vocabulary a picture speaks.
            Syntax::Xml if VOID.contains(&name) => "/>",
            Syntax::Xml if name == "svg" => " xmlns=\"http://www.w3.org/2000/svg\">",
            Syntax::Xml => ">",
        });
        self
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
