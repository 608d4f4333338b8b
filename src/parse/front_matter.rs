//! The YAML between two lines `---` at the top of a page.

use super::placed::Placed;
use super::yaml::{self, Reader};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::text::{Date, Source, Span};

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// The title, where it is given here.
    pub title: Option<String>,
    /// What the page says, in a paragraph.
    pub summary: String,
    /// What the reader will be able to do.
    pub objectives: Vec<String>,
    /// Its place among its sisters, before the number of the file name.
    pub order: Option<i64>,
    /// Not published yet.
    pub draft: bool,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// `false` where the page needs no quiz.
    pub quiz: Option<bool>,
}

/// Splits a page into its front matter and the place where its text begins.
pub fn parse(source: &Source) -> Outcome<(FrontMatter, usize)> {
    let text = &*source.text;
    let Some(inside) = text.strip_prefix("---\n") else {
        return Outcome::fine((FrontMatter::default(), 0));
    };
    let start = text.len() - inside.len();
    let Some(length) = closing_line(inside) else {
        let diagnostic = Diagnostic::new(Code::FrontMatterOpen, Span::new(&source.path, 0..3));
        return Outcome { value: (FrontMatter::default(), text.len()), diagnostics: vec![diagnostic] };
    };
    let placed = Placed::slice(&source.path, &inside[..length], start);
    let after = inside[length..].find('\n').map_or(inside.len(), |at| length + at + 1);
    let Outcome { value, diagnostics } = read(&placed);
    Outcome { value: (value, start + after), diagnostics }
}

/// How far it is to the line that closes the front matter.
fn closing_line(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn read(placed: &Placed<'_>) -> Outcome<FrontMatter> {
    let mut diagnostics = Vec::new();
    let mut front = FrontMatter::default();
    let Some(yaml) = yaml::parse(placed).unload(&mut diagnostics) else {
        return Outcome { value: front, diagnostics };
    };
    let mut reader = Reader::new(placed);
    if yaml.node != yaml::Node::Empty
        && let Some(mut fields) = reader.fields(&yaml)
    {
        front.title = reader.text_of(&mut fields, "title").filter(|title| !title.is_empty());
        front.summary = reader.text_of(&mut fields, "summary").unwrap_or_default();
        front.objectives = reader.texts_of(&mut fields, "objectives");
        let order = fields.get("order").and_then(|order| reader.number_within(order, -1e6, 1e6));
        // The range was just held, and the fraction of an order says nothing.
        front.order = order.map(|order| order as i64);
        front.draft = reader.flag_of(&mut fields, "draft").unwrap_or_default();
        front.updated = reader.date_of(&mut fields, "updated");
        front.keywords = reader.texts_of(&mut fields, "keywords");
        front.quiz = reader.flag_of(&mut fields, "quiz");
        reader.finish(&fields);
    }
    diagnostics.extend(reader.diagnostics);
    Outcome { value: front, diagnostics }
}
