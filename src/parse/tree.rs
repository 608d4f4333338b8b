//! What a page says: our own small tree, so that every target reads one thing. Links, citations and pictures are
//! kept in tables of the [`Body`] and named by index in the tree; later stages answer each table entry without
//! touching the tree.

use std::ops::Range;

use super::chart::Chart;
use super::data::{DataTable, Timeline};
use super::quiz::Quiz;
use crate::text::Slice;

/// A block and the bytes of the file it was written in.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it stands.
    pub at: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Text of a tight list item: a paragraph without its own space.
    Plain(Vec<Inline>),
    /// A heading; the index points into [`Body::sections`].
    Heading(usize, Vec<Inline>),
    /// A bulleted list, or a numbered one with its first number.
    List {
        /// The first number, for numbered lists.
        start: Option<u64>,
        /// The items.
        items: Vec<Item>,
    },
    /// A list of legal points a) b) c) d) đ).
    Points(Vec<Point>),
    /// A block quotation without citation.
    Quote(Vec<Block>),
    /// Official text with its citation; the index points into [`Body::citations`].
    Quotation(Vec<Block>, usize),
    /// A GFM alert.
    Alert(AlertKind, Vec<Block>),
    /// Code: language (empty where none is named) and text.
    Code(String, String),
    /// A quiz fence; the index points into [`Body::quizzes`].
    Quiz(usize),
    /// A chart fence.
    Chart(Box<Chart>),
    /// A table fence: data from a file.
    Data(Box<DataTable>),
    /// A timeline fence.
    Timeline(Box<Timeline>),
    /// A table.
    Table {
        /// Alignment of each column.
        alignments: Vec<Alignment>,
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The cells of each row.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Terms with their definitions.
    Definitions(Vec<Definition>),
    /// A thematic break.
    Rule,
    /// Raw HTML as written.
    Html(String),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// For task lists: whether it is done.
    pub done: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A legal point.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its letter.
    pub letter: char,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A term and its definitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// What it means.
    pub meanings: Vec<Vec<Block>>,
}

/// The five alerts of GitHub Flavored Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// The alignment of a table column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Not said.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// What stands inside a line of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text as it reads.
    Text(Slice),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// A link; the index points into [`Body::links`].
    Link(usize, Vec<Inline>),
    /// A picture; the index points into [`Body::links`]; its alternative text.
    Image(usize, String),
    /// A citation; the index points into [`Body::citations`].
    Citation(usize),
    /// Words of a source between “ and ”, and the citation after them.
    Quotation(Vec<Inline>, usize),
    /// A reference to a footnote; the index points into [`Body::notes`].
    NoteReference(usize),
    /// Raw HTML as written.
    Html(String),
    /// A line break that is only in the source.
    SoftBreak,
    /// A line break that is meant.
    HardBreak,
}

/// A link or picture as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it stands.
    pub at: Range<usize>,
    /// Where it leads, as written.
    pub target: String,
    /// The title in quotes, or nothing.
    pub title: String,
    /// Whether it is a picture.
    pub is_image: bool,
    /// Whether it is written as raw HTML, which counts only where that is allowed.
    pub in_html: bool,
}

/// `[@key]` or `[@key, place]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Where it stands.
    pub at: Range<usize>,
    /// The key of the source.
    pub key: String,
    /// The place in the source, in words; may be empty.
    pub place: String,
}

/// Words said to stand in a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Where it stands, with its citation.
    pub at: Range<usize>,
    /// The index of its citation in [`Body::citations`].
    pub citation: usize,
    /// Its words.
    pub words: Quoted,
    /// Whether it is a block of its own: the official text, not a phrase of it.
    pub is_block: bool,
}

/// The words of a quotation as one text, and which of its bytes came from text of the tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quoted {
    /// The words, with line breaks between blocks.
    pub text: String,
    /// For each run of text in the tree, its start in `text` and the bytes of such runs before it. A renderer that
    /// counts the bytes of text it has written knows by this where it is.
    pub runs: Vec<(usize, usize)>,
    counted: usize,
}

impl Quoted {
    /// The words of the blocks of a quotation.
    pub fn of_blocks(blocks: &[Block]) -> Self {
        let mut quoted = Self::default();
        quoted.push_blocks(blocks);
        quoted
    }

    /// The words of an inline quotation.
    pub fn of_inlines(inlines: &[Inline]) -> Self {
        let mut quoted = Self::default();
        quoted.push_inlines(inlines);
        quoted
    }

    /// Words that are a text already.
    pub fn of_text(text: &str) -> Self {
        let mut quoted = Self::default();
        quoted.push_run(text);
        quoted
    }

    /// Where a byte of `text` stands among the bytes of text runs.
    pub fn in_runs(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.runs.get(run).map_or(0, |(start, counted)| counted + at.saturating_sub(*start))
    }

    fn push_run(&mut self, text: &str) {
        self.runs.push((self.text.len(), self.counted));
        self.counted += text.len();
        self.text.push_str(text);
    }

    fn push_blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push_str("\n\n");
            }
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) | BlockKind::Heading(_, inlines) => self.push_inlines(inlines),
                BlockKind::List { start, items } => {
                    for (number, item) in (start.unwrap_or(0)..).zip(items) {
                        self.text.push('\n');
                        if start.is_some() {
                            self.text.push_str(&format!("{number}. "));
                        }
                        self.push_blocks(&item.blocks);
                    }
                }
                BlockKind::Points(points) => {
                    for point in points {
                        self.text.push_str(&format!("\n{}) ", point.letter));
                        self.push_blocks(&point.blocks);
                    }
                }
                BlockKind::Quote(blocks) | BlockKind::Quotation(blocks, _) | BlockKind::Alert(_, blocks) => self.push_blocks(blocks),
                BlockKind::Table { head, rows, .. } => {
                    for row in std::iter::once(head).chain(rows) {
                        self.text.push('\n');
                        for cell in row {
                            self.push_inlines(cell);
                            self.text.push('\t');
                        }
                    }
                }
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.push_inlines(&definition.term);
                        definition.meanings.iter().for_each(|meaning| self.push_blocks(meaning));
                    }
                }
                BlockKind::Code(_, text) => self.text.push_str(text),
                BlockKind::Quiz(_)
                | BlockKind::Chart(_)
                | BlockKind::Data(_)
                | BlockKind::Timeline(_)
                | BlockKind::Rule
                | BlockKind::Html(_) => {}
            }
        }
    }

    fn push_inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.push_run(text),
                Inline::Code(text) => self.text.push_str(text),
                Inline::Emphasis(content) | Inline::Strong(content) | Inline::Struck(content) | Inline::Link(_, content) => {
                    self.push_inlines(content);
                }
                Inline::Quotation(content, _) => {
                    self.text.push('“');
                    self.push_inlines(content);
                    self.text.push('”');
                }
                Inline::SoftBreak | Inline::HardBreak => self.text.push('\n'),
                Inline::Image(..) | Inline::Citation(_) | Inline::NoteReference(_) | Inline::Html(_) => {}
            }
        }
    }
}

/// A heading of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Where it stands.
    pub at: Range<usize>,
    /// 2 to 6: the level at which it is shown.
    pub level: u8,
    /// Its id in the page.
    pub id: String,
    /// Its text without markup.
    pub title: String,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it says.
    pub blocks: Vec<Block>,
    /// How often it is referred to.
    pub references: usize,
}

/// The text of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// Headings in order.
    pub sections: Vec<Section>,
    /// Links and pictures in order.
    pub links: Vec<Link>,
    /// Citations in order.
    pub citations: Vec<Citation>,
    /// Footnotes in order of first reference.
    pub notes: Vec<Note>,
    /// Quotations in order.
    pub quotations: Vec<Quotation>,
    /// References to footnotes that do not exist, with their labels.
    pub missing_notes: Vec<(Range<usize>, String)>,
    /// Quizzes in fences.
    pub quizzes: Vec<Quiz>,
    /// Where raw HTML stands.
    pub html: Vec<Range<usize>>,
    /// How many syllables there are to read.
    pub syllables: usize,
}

/// Visits every block of a text and those inside it, in order.
pub fn every<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|item| every(&item.blocks, visit)),
            BlockKind::Points(points) => points.iter().for_each(|point| every(&point.blocks, visit)),
            BlockKind::Quote(inside) | BlockKind::Quotation(inside, _) | BlockKind::Alert(_, inside) => every(inside, visit),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|one| &one.meanings).for_each(|meaning| every(meaning, visit))
            }
            _ => {}
        }
    }
}

/// Appends the text of `inlines` without markup.
pub fn push_plain(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Code(text) | Inline::Image(_, text) => out.push_str(text),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Struck(content) | Inline::Link(_, content) => {
                push_plain(out, content);
            }
            Inline::Quotation(content, _) => {
                out.push('“');
                push_plain(out, content);
                out.push('”');
            }
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Citation(_) | Inline::NoteReference(_) | Inline::Html(_) => {}
        }
    }
}

/// The text of `inlines` without markup.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(&mut out, inlines);
    out
}
