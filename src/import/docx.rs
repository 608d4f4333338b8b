//! A DOCX file as plain paragraphs in Markdown: numbers that the word processor counts are written out, rows of tables
//! stand on a line each with tabs between cells, bold words are marked, footnotes follow at the end, tracked changes are
//! taken as accepted. Office Open XML: ECMA-376, part 1, chapter 17.

mod blocks;
mod numbering;
mod text;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use numbering::{Numbering, styles};
use text::Writer;

/// The text of a DOCX file and what was met on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docx {
    /// Its text in Markdown.
    pub text: String,
    /// Tracked insertions that were kept.
    pub inserted: usize,
    /// Tracked deletions that were left out.
    pub deleted: usize,
    /// Footnotes and endnotes that were read.
    pub notes: usize,
    /// Pictures, which have no text to quote.
    pub pictures: usize,
}

/// Why a file is not read as DOCX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no ZIP archive with a Word document in it.
    NotDocx,
    /// Its XML is broken.
    Broken,
    /// It unpacks to more than is sensible.
    TooLarge,
}

/// A part of the file is not unpacked beyond this.
const LARGEST_PART: u64 = 128 << 20;
/// Elements nested deeper than this hold no text that anyone wrote.
const DEEPEST: usize = 200;

/// Reads the bytes of a DOCX file.
pub fn read(bytes: &[u8]) -> Result<Docx, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::NotDocx)?;
    let mut part = |name: &str| -> Result<Option<Element>, Refusal> {
        let Ok(file) = archive.by_name(name) else { return Ok(None) };
        let mut text = String::new();
        file.take(LARGEST_PART + 1).read_to_string(&mut text).map_err(|_| Refusal::Broken)?;
        if text.len() as u64 > LARGEST_PART {
            return Err(Refusal::TooLarge);
        }
        element(&text).map(Some)
    };
    let document = part("word/document.xml")?.ok_or(Refusal::NotDocx)?;
    let numbering = part("word/numbering.xml")?.map(|root| Numbering::of(&root)).unwrap_or_default();
    let styles = part("word/styles.xml")?.map(|root| styles(&root)).unwrap_or_default();
    let mut notes = BTreeMap::new();
    for (name, kind) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        if let Some(root) = part(name)? {
            notes.extend(
                root.elements().filter(|note| note.name == kind).map(|note| ((kind, note.attribute("id").to_owned()), note.clone())),
            );
        }
    }
    let mut writer = Writer::new(numbering, styles);
    let body = document.elements().find(|child| child.name == "body").ok_or(Refusal::Broken)?;
    let mut paragraphs = writer.blocks(body);
    paragraphs.extend(writer.notes(&notes));
    let text = format!("{}\n", paragraphs.join("\n\n"));
    Ok(Docx { text, ..writer.found })
}

/// An element with its local name; text is kept only where it stands in one.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Clone, Debug)]
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| child.name == name)
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The `val` of a child.
    fn value(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.attribute("val"))
    }

    fn text(&self) -> String {
        self.children.iter().map(|child| if let Child::Text(text) = child { text.as_str() } else { "" }).collect()
    }

    /// Whether a switch is on: there, and not said to be off.
    fn has(&self, name: &str) -> bool {
        self.value(name).is_some_and(|value| !matches!(value, "0" | "false" | "off" | "none"))
    }
}

/// Reads an XML text to its root element.
fn element(text: &str) -> Result<Element, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(start) => open.push(opened(&start)),
            Event::Empty(start) => push(&mut open, Child::Element(opened(&start))),
            Event::End(_) => {
                let Some(done) = open.pop().filter(|_| !open.is_empty()) else { return Err(Refusal::Broken) };
                // Deeper than any word processor writes: the element stays empty.
                if open.len() <= DEEPEST {
                    push(&mut open, Child::Element(done));
                }
            }
            Event::Text(text) => push(&mut open, Child::Text(text.to_string())),
            Event::CData(text) => push(&mut open, Child::Text(text.to_string())),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let named = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                };
                push(&mut open, Child::Text(character.or(named).map(String::from).unwrap_or_default()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.into_iter().next().and_then(|root| root.elements().next().cloned());
    root.ok_or(Refusal::Broken)
}

fn opened(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        (local(attribute.key.as_ref()).to_owned(), value)
    });
    Element { name: local(start.name().as_ref()).to_owned(), attributes: attributes.collect(), children: Vec::new() }
}

/// A name without the prefix of its vocabulary.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn push(open: &mut [Element], child: Child) {
    if let Some(last) = open.last_mut() {
        last.children.push(child);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_docx_is_refused() {
        assert_eq!(read(b"plain"), Err(Refusal::NotDocx));
        assert_eq!(read(b""), Err(Refusal::NotDocx));
    }
}
