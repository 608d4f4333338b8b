//! Markdown to our own tree. pulldown-cmark reads CommonMark and its extensions; this file alone knows its events.
//! It follows them into [`Block`]s and [`Inline`]s and adds what official texts need: citations, quotations and
//! legal points.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::inline::{self, Raw};
use super::notes::Notes;
use super::placed::Placed;
use super::raw_html::{Finder, is_comment};
use super::sections::Sections;
use super::tree::{AlertKind, Alignment, Block, BlockKind, Body, Definition, Inline, Item, Link, Quotation, Quoted, plain};
use super::{fence, points};
use crate::diagnostics::{Code, Diagnostic, MOST_TOLD, Outcome};
use crate::text::vietnamese::syllables;
use crate::text::{Slice, Source, Span};

/// Blocks nested deeper than this are shown as plain text: nobody can read them, and trees that deep exhaust memory.
const DEEPEST: usize = 60;

/// Reads the text of a page from the byte `start` on. A first-level heading at its very top is the page's title
/// where `title_wanted`; it is given back beside the body.
pub fn parse(source: &Source, start: usize, title_wanted: bool) -> Outcome<(Body, Option<String>)> {
    let text = &source.text[start..];
    let mut builder = Builder {
        source,
        start,
        events: Parser::new_ext(text, options()).into_offset_iter(),
        ahead: None,
        body: Body::default(),
        notes: Notes::default(),
        sections: Sections::default(),
        title: None,
        title_wanted,
        task: None,
        depth: 0,
        references: Finder::default(),
        diagnostics: Vec::new(),
    };
    let mut blocks = Vec::new();
    while builder.peek().is_some() {
        blocks.extend(builder.blocks());
        // An end without a start cannot come; were it to, it must not stop us for ever.
        builder.next();
    }
    builder.body.blocks = builder.with_points(blocks);
    builder.body.notes = builder.notes.finish(source, &builder.body.missing_notes, &mut builder.diagnostics);
    builder.body.sections = builder.sections.finish(source, &mut builder.diagnostics);
    builder.body.syllables = syllables(text);
    Outcome { value: (builder.body, builder.title), diagnostics: builder.diagnostics }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

struct Builder<'a> {
    source: &'a Source,
    start: usize,
    events: OffsetIter<'a>,
    ahead: Option<(Event<'a>, Range<usize>)>,
    body: Body,
    notes: Notes,
    sections: Sections,
    title: Option<String>,
    title_wanted: bool,
    /// The mark of a task whose item is being read.
    task: Option<bool>,
    depth: usize,
    references: Finder,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        self.ahead.take().or_else(|| self.pull())
    }

    fn peek(&mut self) -> Option<&(Event<'a>, Range<usize>)> {
        if self.ahead.is_none() {
            self.ahead = self.pull();
        }
        self.ahead.as_ref()
    }

    /// The next event with its place in the file.
    fn pull(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, at) = self.events.next()?;
        Some((event, at.start + self.start..at.end + self.start))
    }

    fn report(&mut self, code: Code, at: &Range<usize>) -> &mut Diagnostic {
        // Of more than are told, the last takes the place of the one before.
        self.diagnostics.truncate(MOST_TOLD - 1);
        self.diagnostics.push(Diagnostic::new(code, Span::new(&self.source.path, at.clone())));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Blocks up to the end of the container they stand in; the end itself is left.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.peek() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(tag) => self.block(&mut blocks),
                Event::Rule => {
                    if let Some((_, at)) = self.next() {
                        blocks.push(Block { at, kind: BlockKind::Rule });
                    }
                }
                _ => self.plain_block(&mut blocks),
            }
        }
        blocks
    }

    /// The text of a tight list item.
    fn plain_block(&mut self, blocks: &mut Vec<Block>) {
        let start = self.peek().map_or(0, |(_, at)| at.start);
        let (inlines, end) = self.inlines();
        if !inlines.is_empty() {
            blocks.push(Block { at: start..end.max(start), kind: BlockKind::Plain(inlines) });
        }
    }

    fn block(&mut self, blocks: &mut Vec<Block>) {
        let Some((Event::Start(tag), at)) = self.next() else { return };
        let end = tag.to_end();
        self.depth += 1;
        if self.depth > DEEPEST {
            self.report(Code::NestingTooDeep, &at);
            let text = self.flatten(end);
            blocks.push(Block { at, kind: BlockKind::Paragraph(vec![Inline::Text(text.into())]) });
            self.depth -= 1;
            return;
        }
        let kind = match tag {
            Tag::Paragraph => Some(BlockKind::Paragraph(self.inlines().0)),
            Tag::Heading { level, id, .. } => self.heading(level, id.map(|id| id.to_string()), &at, blocks.is_empty()),
            Tag::BlockQuote(kind) => Some(self.quote(kind, &at)),
            Tag::CodeBlock(kind) => Some(self.code(&kind, &at)),
            Tag::HtmlBlock => self.html_block(&at),
            Tag::List(start) => Some(BlockKind::List { start, items: self.items() }),
            Tag::Table(alignments) => Some(self.table(&alignments)),
            Tag::DefinitionList => Some(BlockKind::Definitions(self.definitions())),
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks();
                let blocks = self.with_points(blocks);
                self.notes.define(&label, blocks);
                None
            }
            _ => None,
        };
        self.leave(end);
        self.depth -= 1;
        blocks.extend(kind.map(|kind| Block { at, kind }));
    }

    /// Passes everything up to and with the end of the open container.
    fn leave(&mut self, end: TagEnd) {
        self.flatten(end);
    }

    /// The text of everything up to and with the end of the open container, without structure.
    fn flatten(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        let mut open = 1_usize;
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(tag) if tag.to_end() == end => open += 1,
                Event::End(tag) if tag == end => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        text
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<String>, at: &Range<usize>, first: bool) -> Option<BlockKind> {
        let content = self.inlines().0;
        let title = plain(&content);
        let mut level = level as u8;
        if level == 1 {
            if self.title_wanted && first && self.depth == 1 && self.sections.is_empty() && self.title.is_none() {
                self.title = Some(title);
                return None;
            }
            self.report(Code::HeadingOne, at);
            level = 2;
        }
        let section = self.sections.add(self.source, at, level, id, title, &mut self.diagnostics);
        Some(BlockKind::Heading(section, content))
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, at: &Range<usize>) -> BlockKind {
        let blocks = self.blocks();
        let alert = kind.map(|kind| match kind {
            BlockQuoteKind::Note => AlertKind::Note,
            BlockQuoteKind::Tip => AlertKind::Tip,
            BlockQuoteKind::Important => AlertKind::Important,
            BlockQuoteKind::Warning => AlertKind::Warning,
            BlockQuoteKind::Caution => AlertKind::Caution,
        });
        if let Some(kind) = alert {
            return BlockKind::Alert(kind, self.with_points(blocks));
        }
        match inline::split_citation(blocks) {
            // The official text says what it says: a letter it skips is no mistake of the page.
            (blocks, Some(citation)) => {
                let blocks = points::gather(blocks, &mut |_| {});
                let words = Quoted::of_blocks(&blocks);
                self.body.quotations.push(Quotation { at: at.clone(), citation, words, is_block: true });
                BlockKind::Quotation(blocks, citation)
            }
            (blocks, None) => BlockKind::Quote(self.with_points(blocks)),
        }
    }

    fn with_points(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut skipped = Vec::new();
        let blocks = points::gather(blocks, &mut |skip| skipped.push(skip));
        for skip in skipped {
            let diagnostic = Diagnostic::new(Code::PointSkipped, Span::new(&self.source.path, line_of_point(&self.source.text, &skip)));
            let diagnostic = diagnostic.with("found", skip.found.to_string()).with("expected", skip.expected.to_string());
            self.diagnostics.push(diagnostic);
        }
        blocks
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, at: &Range<usize>) -> BlockKind {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        let mut parts = Vec::new();
        while let Some((Event::Text(_), _)) = self.peek() {
            if let Some((Event::Text(text), at)) = self.next() {
                parts.push((at.start, text));
            }
        }
        let start = parts.first().map_or(at.start, |(start, _)| *start);
        let placed = Placed::joined(&self.source.path, start, parts.iter().map(|(at, text)| (*at, &**text)));
        if let Some(kind) = fence::read(&language, &placed, &mut self.body, &mut self.diagnostics) {
            return kind;
        }
        BlockKind::Code(language, placed.text.into_owned())
    }

    fn html_block(&mut self, at: &Range<usize>) -> Option<BlockKind> {
        let mut html = String::new();
        while let Some((Event::Html(_) | Event::Text(_), _)) = self.peek() {
            if let Some((Event::Html(text) | Event::Text(text), _)) = self.next() {
                html.push_str(&text);
            }
        }
        if is_comment(&html) {
            return None;
        }
        self.raw_html(&html, at);
        Some(BlockKind::Html(html))
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.peek() {
            self.next();
            // The mark stands in the item's first line, be that a paragraph or not.
            let outer = self.task.take();
            let blocks = self.blocks();
            let done = std::mem::replace(&mut self.task, outer);
            self.leave(TagEnd::Item);
            items.push(Item { done, blocks: self.with_points(blocks) });
        }
        items
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> BlockKind {
        let alignments = alignments.iter().map(|alignment| match alignment {
            pulldown_cmark::Alignment::None => Alignment::None,
            pulldown_cmark::Alignment::Left => Alignment::Left,
            pulldown_cmark::Alignment::Center => Alignment::Center,
            pulldown_cmark::Alignment::Right => Alignment::Right,
        });
        let alignments = alignments.collect();
        let mut head = Vec::new();
        let mut rows = Vec::new();
        while let Some((Event::Start(tag @ (Tag::TableHead | Tag::TableRow)), _)) = self.peek() {
            let end = tag.to_end();
            self.next();
            let mut cells = Vec::new();
            while let Some((Event::Start(Tag::TableCell), _)) = self.peek() {
                self.next();
                cells.push(self.inlines().0);
                self.leave(TagEnd::TableCell);
            }
            self.leave(end);
            if end == TagEnd::TableHead { head = cells } else { rows.push(cells) }
        }
        BlockKind::Table { alignments, head, rows }
    }

    fn definitions(&mut self) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((Event::Start(tag), _)) = self.peek() {
            let end = tag.to_end();
            self.next();
            if end == TagEnd::DefinitionListTitle {
                definitions.push(Definition { term: self.inlines().0, meanings: Vec::new() });
            } else {
                let blocks = self.blocks();
                let blocks = self.with_points(blocks);
                if let Some(definition) = definitions.last_mut() {
                    definition.meanings.push(blocks);
                }
            }
            self.leave(end);
        }
        definitions
    }

    /// Inlines up to an end or a block; gives also where the last one ends.
    fn inlines(&mut self) -> (Vec<Inline>, usize) {
        let mut raw = Vec::new();
        let mut last = 0;
        while let Some((event, at)) = self.peek() {
            match event {
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) if is_block(tag) => break,
                _ => last = last.max(at.end),
            }
            self.raw_inline(&mut raw);
        }
        (inline::assemble(raw, &self.source.text, &mut self.body), last)
    }

    fn raw_inline(&mut self, raw: &mut Vec<Raw>) {
        let Some((event, at)) = self.next() else { return };
        let inline = match event {
            Event::Text(text) => return raw.push(Raw::Text(self.slice(&text, &at), at.start)),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => Inline::Code(text.into_string()),
            Event::SoftBreak => Inline::SoftBreak,
            Event::HardBreak => Inline::HardBreak,
            Event::FootnoteReference(label) => Inline::NoteReference(self.notes.refer(&label, &at)),
            Event::InlineHtml(html) | Event::Html(html) => {
                if is_comment(&html) {
                    return;
                }
                self.raw_html(&html, &at);
                Inline::Html(html.into_string())
            }
            Event::Start(tag) => match self.inline_container(tag, &at) {
                Some(inline) => inline,
                None => return,
            },
            Event::TaskListMarker(checked) => {
                self.task = Some(checked);
                return;
            }
            Event::End(_) | Event::Rule => return,
        };
        raw.push(Raw::Inline(inline));
    }

    /// A text that stands in the file at `at`, unless something of it is written in another way there.
    fn slice(&self, text: &str, at: &Range<usize>) -> Slice {
        let is_as_written = self.source.text.get(at.clone()).is_some_and(|written| std::ptr::eq(written, text));
        if is_as_written { Slice::new(&self.source.text, at.clone()) } else { text.into() }
    }

    fn inline_container(&mut self, tag: Tag<'a>, at: &Range<usize>) -> Option<Inline> {
        let end = tag.to_end();
        self.depth += 1;
        if self.depth > DEEPEST {
            self.report(Code::NestingTooDeep, at);
            let text = self.flatten(end);
            self.depth -= 1;
            return Some(Inline::Text(text.into()));
        }
        let inline = match tag {
            Tag::Emphasis => Some(Inline::Emphasis(self.inlines().0)),
            Tag::Strong => Some(Inline::Strong(self.inlines().0)),
            Tag::Strikethrough => Some(Inline::Struck(self.inlines().0)),
            Tag::Link { dest_url, title, .. } => {
                let link = self.link(&dest_url, &title, at, false);
                Some(Inline::Link(link, self.inlines().0))
            }
            Tag::Image { dest_url, title, .. } => {
                let link = self.link(&dest_url, &title, at, true);
                let text = plain(&self.inlines().0);
                if text.trim().is_empty() {
                    self.report(Code::ImageWithoutText, at).facts.push(("target", dest_url.to_string()));
                }
                Some(Inline::Image(link, text))
            }
            _ => None,
        };
        self.leave(end);
        self.depth -= 1;
        inline
    }

    fn link(&mut self, target: &str, title: &str, at: &Range<usize>, is_image: bool) -> usize {
        self.body.links.push(Link { at: at.clone(), target: target.to_owned(), title: title.to_owned(), is_image, in_html: false });
        self.body.links.len() - 1
    }

    /// Notes raw HTML, and what it refers to.
    fn raw_html(&mut self, html: &str, at: &Range<usize>) {
        self.body.html.push(at.clone());
        self.body.links.extend(self.references.links(html, &self.source.text, at));
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } | Tag::Superscript | Tag::Subscript
    )
}

/// The line of a paragraph that begins with the letter of a point.
fn line_of_point(text: &str, skip: &points::Skip) -> Range<usize> {
    let label = format!("{})", skip.found);
    let mut start = skip.at.start;
    for line in text[skip.at.clone()].split_inclusive('\n') {
        let written = line.trim_start_matches([' ', '\t', '>']);
        if written.starts_with(&label) {
            let first = start + line.len() - written.len();
            return first..first + written.trim_end().len();
        }
        start += line.len();
    }
    skip.at.clone()
}
