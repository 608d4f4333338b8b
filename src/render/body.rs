//! The text of a page as HTML. One renderer for every target; what differs is asked of [`Style`].

mod addresses;
mod notes;
mod quoting;
mod raw;

use std::cell::OnceCell;

use super::chart::push_chart;
use super::code::push_code;
use super::data::{push_table, push_timeline};
use super::html::Html;
use super::raw_html::Tags;
use super::strings::Strings;
use super::style::Style;
use crate::book::glossary::Unused;
use crate::book::{Book, Destination, Page, PageId};
use crate::parse::data::{Csv, needed};
use crate::parse::raw_html::Cleaner;
use crate::parse::tree::{AlertKind, Alignment, Block, BlockKind, Inline, Point};

use quoting::Slips;
pub use quoting::citation_link;

/// The text of a page, and which glossary terms it marks.
pub struct Rendered {
    /// The text as HTML.
    pub html: String,
    /// Entries of the glossary, in order of first use.
    pub terms: Vec<usize>,
    /// Whether there is a table of data, which a script can sort and filter.
    pub data: bool,
    /// Whether there is a chart, a timeline, a table of data or a listing of code.
    pub figures: bool,
}

/// Renders the text of a page.
pub fn render(book: &Book, id: PageId, style: Style, strings: &Strings) -> Rendered {
    let page = book.page(id);
    let mut body = Body {
        book,
        id,
        page,
        style,
        strings,
        // Markup takes about a quarter.
        html: Html::written_in(style.syntax).with_room(page.size + page.size / 4),
        unused: book.glossary.unused(),
        terms: Vec::new(),
        quiet: 0,
        tables: 0,
        charts: 0,
        references: Vec::new(),
        addresses: Vec::new(),
        slips: None,
        data: false,
        figures: false,
        tags: Tags::default(),
        cleaner: OnceCell::new(),
    };
    body.references = vec![0; body.page.body().notes.len()];
    body.blocks(&body.page.body().blocks);
    body.notes();
    body.list_addresses();
    Rendered { html: body.html.finish(), terms: body.terms, data: body.data, figures: body.figures }
}

struct Body<'a> {
    book: &'a Book,
    id: PageId,
    page: &'a Page,
    style: Style,
    strings: &'a Strings,
    html: Html,
    /// Terms that were not marked yet.
    unused: Unused<'a>,
    terms: Vec<usize>,
    /// How many open elements forbid marking terms: headings, links.
    quiet: usize,
    tables: usize,
    charts: usize,
    /// How often each note was referred to so far.
    references: Vec<usize>,
    /// Outside addresses that were linked, in order of first use.
    addresses: Vec<&'a str>,
    /// Inside a quotation: the slips of its source.
    slips: Option<Slips<'a>>,
    /// Whether a table of data was written.
    data: bool,
    /// Whether any figure was written.
    figures: bool,
    /// Tags of raw HTML that are open.
    tags: Tags,
    /// What cleans raw HTML, once there is any.
    cleaner: OnceCell<Cleaner>,
}

impl<'a> Body<'a> {
    fn address(&self) -> &'a str {
        &self.page.shell.address
    }

    fn unique(&self, id: &str) -> String {
        self.style.id(self.id, id)
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        let open = self.tags.open();
        for block in blocks {
            self.place(block);
            self.block(&block.kind);
            self.html.place(None);
        }
        self.html.raw(&self.tags.close_to(open));
    }

    /// Lets the element that is opened next say where the block is written. Plain text opens none of its own.
    fn place(&mut self, block: &Block) {
        let is_plain = matches!(block.kind, BlockKind::Plain(_));
        let place = self.style.place(&self.page.parsed.file, block.at.start);
        self.html.place(place.filter(|_| !is_plain));
    }

    fn block(&mut self, kind: &'a BlockKind) {
        match kind {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::Plain(inlines) => self.inlines(inlines),
            BlockKind::Heading(section, inlines) => self.heading(*section, inlines),
            BlockKind::List { start, items } => {
                let done = items.iter().any(|item| item.done.is_some());
                let name = if start.is_some() { "ol" } else { "ul" };
                let first = start.unwrap_or(1).to_string();
                let mut attributes = Vec::new();
                if first != "1" {
                    attributes.push(("start", first.as_str()));
                }
                if done {
                    attributes.push(("class", "tasks"));
                }
                self.html.open(name, &attributes).raw("\n");
                for item in items {
                    let first = item.blocks.first();
                    self.html.place(first.and_then(|first| self.style.place(&self.page.parsed.file, first.at.start))).open("li", &[]);
                    if let Some(done) = item.done {
                        let label = self.strings.get("body", if done { "task_done" } else { "task_open" });
                        let mut attributes = vec![("type", "checkbox"), ("disabled", "")];
                        attributes.extend(done.then_some(("checked", "")));
                        attributes.push(("aria-label", label));
                        self.html.open("input", &attributes).raw(" ");
                    }
                    self.blocks(&item.blocks);
                    self.html.raw("</li>\n");
                }
                self.html.close(name).raw("\n");
            }
            BlockKind::Points(points) => self.points(points),
            BlockKind::Quote(blocks) => {
                self.html.open("blockquote", &[]).raw("\n");
                self.blocks(blocks);
                self.html.raw("</blockquote>\n");
            }
            BlockKind::Quotation(blocks, citation) => self.quotation(blocks, *citation),
            BlockKind::Alert(kind, blocks) => self.alert(*kind, blocks),
            BlockKind::Code(language, text) => {
                self.figures = true;
                push_code(&mut self.html, language, text);
            }
            // The quiz stands at the end of the page, whatever place its fence has.
            BlockKind::Quiz(_) => {}
            BlockKind::Chart(chart) => {
                self.figures = true;
                self.charts += 1;
                let id = self.unique(&format!("bieu-do-{}", self.charts));
                let source = self.evidence_link(chart.source.as_ref());
                let data = self.data_of(kind);
                push_chart(&mut self.html, chart, data, &id, source.as_deref(), self.strings);
            }
            BlockKind::Data(table) => {
                let Some(data) = self.data_of(kind) else { return self.missing(&table.file.0) };
                let source = self.evidence_link(table.source.as_ref());
                let label = self.table_label();
                push_table(&mut self.html, table, data, &label, source.as_deref());
                self.data = true;
                self.figures = true;
            }
            BlockKind::Timeline(timeline) => {
                let source = self.evidence_link(timeline.source.as_ref());
                self.figures = true;
                let data = self.data_of(kind);
                push_timeline(&mut self.html, timeline, data, source.as_deref());
            }
            BlockKind::Table { alignments, head, rows } => self.table(alignments, head, rows),
            BlockKind::Definitions(definitions) => {
                self.html.open("dl", &[]).raw("\n");
                for definition in definitions {
                    self.html.raw("<dt>");
                    self.inlines(&definition.term);
                    self.html.raw("</dt>\n");
                    for meaning in &definition.meanings {
                        self.html.raw("<dd>");
                        self.blocks(meaning);
                        self.html.raw("</dd>\n");
                    }
                }
                self.html.raw("</dl>\n");
            }
            BlockKind::Rule => {
                self.html.open("hr", &[]).raw("\n");
            }
            BlockKind::Html(html) => self.raw_html(html),
        }
    }

    /// The data file that a block shows, if it names one that exists.
    fn data_of(&self, kind: &BlockKind) -> Option<&'a Csv> {
        let ((file, _), _) = needed(kind)?;
        self.book.data.get(&self.page.path.parent().resolve(file)?).map(AsRef::as_ref)
    }

    /// A picture alone in its paragraph is a figure; its title is the caption.
    fn paragraph(&mut self, inlines: &'a [Inline]) {
        if let [Inline::Image(link, alternative)] = inlines
            && matches!(self.page.destinations.get(*link), Some(Destination::Asset(_)))
        {
            self.html.open("figure", &[("class", "picture")]);
            self.image(*link, alternative);
            let title = &self.page.body().links[*link].title;
            if !title.is_empty() {
                self.html.element("figcaption", &[], title);
            }
            self.html.raw("</figure>\n");
            return;
        }
        self.html.open("p", &[]);
        self.inlines(inlines);
        self.html.raw("</p>\n");
    }

    fn heading(&mut self, section: usize, inlines: &'a [Inline]) {
        let section = &self.page.sections()[section];
        let name = format!("h{}", self.style.heading_level(section.level));
        let id = self.unique(&section.id);
        self.html.open(&name, &[("id", &id)]);
        self.quietly(|body| body.inlines(inlines));
        self.html.close(&name).raw("\n");
    }

    fn quietly(&mut self, write: impl FnOnce(&mut Self)) {
        self.quiet += 1;
        write(self);
        self.quiet -= 1;
    }

    fn points(&mut self, points: &'a [Point]) {
        self.html.open("ol", &[("class", "points")]).raw("\n");
        for point in points {
            self.html.raw("<li><span class=\"label\">").text(&format!("{})", point.letter)).raw("</span> ");
            self.blocks(&point.blocks);
            self.html.raw("</li>\n");
        }
        self.html.raw("</ol>\n");
    }

    fn alert(&mut self, kind: AlertKind, blocks: &'a [Block]) {
        let name = match kind {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        };
        let key = format!("alert_{name}");
        self.html.open("div", &[("class", &format!("alert alert-{name}")), ("role", "note")]);
        self.html.element("p", &[("class", "alert-title")], self.strings.get("body", &key)).raw("\n");
        self.blocks(blocks);
        self.html.raw("</div>\n");
    }

    /// The name of the next table. Regions need names of their own in the whole document, not only in the page.
    fn table_label(&mut self) -> String {
        self.tables += 1;
        format!("{} {}", self.strings.get("body", "table"), self.style.number(self.book, self.id, self.tables))
    }

    fn table(&mut self, alignments: &[Alignment], head: &'a [Vec<Inline>], rows: &'a [Vec<Vec<Inline>>]) {
        let label = self.table_label();
        self.html.open("div", &[("class", "table"), ("role", "region"), ("tabindex", "0"), ("aria-label", &label)]);
        self.html.raw("<table>\n<thead><tr>");
        for (index, cell) in head.iter().enumerate() {
            // An empty cell heads nothing.
            let name = if cell.is_empty() { "td" } else { "th" };
            self.cell(name, alignments.get(index).copied(), cell);
        }
        self.html.raw("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.html.raw("<tr>");
            for (index, cell) in row.iter().enumerate() {
                self.cell("td", alignments.get(index).copied(), cell);
            }
            self.html.raw("</tr>\n");
        }
        self.html.raw("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, name: &str, alignment: Option<Alignment>, inlines: &'a [Inline]) {
        let mut attributes = Vec::new();
        if name == "th" {
            attributes.push(("scope", "col"));
        }
        match alignment {
            Some(Alignment::Center) => attributes.push(("class", "center")),
            Some(Alignment::Right) => attributes.push(("class", "right")),
            _ => {}
        }
        self.html.open(name, &attributes);
        self.inlines(inlines);
        self.html.close(name);
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        let open = self.tags.open();
        for inline in inlines {
            self.inline(inline);
        }
        self.html.raw(&self.tags.close_to(open));
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Code(code) => {
                self.html.element("code", &[], code);
            }
            Inline::Emphasis(content) => self.wrapped("em", content),
            Inline::Strong(content) => self.wrapped("strong", content),
            Inline::Struck(content) => self.wrapped("del", content),
            Inline::Link(link, content) => self.link(*link, content),
            Inline::Image(link, alternative) => self.image(*link, alternative),
            Inline::Citation(citation) => self.citation(*citation),
            Inline::Quotation(content, citation) => {
                self.html.raw("<span class=\"quotation\">“");
                self.quoting(*citation, |body| body.inlines(content));
                self.html.raw("”</span> ");
                self.citation(*citation);
            }
            Inline::NoteReference(note) => self.note_reference(*note),
            Inline::Html(html) => self.raw_inline_html(html),
            Inline::SoftBreak => {
                self.html.raw("\n");
            }
            Inline::HardBreak => {
                self.html.open("br", &[]).raw("\n");
            }
        }
    }

    fn wrapped(&mut self, name: &str, content: &'a [Inline]) {
        self.html.open(name, &[]);
        self.inlines(content);
        self.html.close(name);
    }

    /// Words, with glossary terms marked at their first use in the page.
    fn words(&mut self, text: &str) {
        if self.quiet > 0 || !self.style.marks_terms() {
            self.html.prose(text);
            return;
        }
        let mut rest = 0;
        for found in self.unused.in_text(text) {
            let href = self.style.to_term(self.id, &self.book.glossary.entries[found.entry].id);
            self.html.prose(&text[rest..found.at.start]);
            self.html.element("a", &[("class", "term"), ("href", &href)], &text[found.at.clone()]);
            self.terms.push(found.entry);
            rest = found.at.end;
        }
        self.html.prose(&text[rest..]);
    }

    fn link(&mut self, link: usize, content: &'a [Inline]) {
        let written = &self.page.body().links[link];
        let to = self.page.destinations.get(link).filter(|to| self.style.opens(to));
        let Some(href) = to.and_then(|to| self.style.href(self.book, self.id, to)) else {
            self.html.raw("<span class=\"missing\">");
            self.inlines(content);
            self.html.raw("</span>");
            return;
        };
        let mut attributes = vec![("href", href.as_str())];
        if !written.title.is_empty() {
            attributes.push(("title", &written.title));
        }
        if matches!(self.page.destinations[link], Destination::Elsewhere(_)) {
            attributes.push(("rel", "external noopener noreferrer"));
        }
        let number = self.address_number(link, content).map(|number| number.to_string());
        attributes.extend(number.as_deref().map(|number| ("data-note", number)));
        self.html.open("a", &attributes);
        self.quietly(|body| body.inlines(content));
        self.html.close("a");
    }

    fn image(&mut self, link: usize, alternative: &str) {
        let src = self.page.destinations.get(link).and_then(|to| self.style.href(self.book, self.id, to));
        match src {
            Some(src) => {
                self.html.open("img", &[("src", &src), ("alt", alternative), ("loading", "lazy")]);
            }
            None => self.missing(alternative),
        }
    }

    fn missing(&mut self, what: &str) {
        self.html.raw("<span class=\"missing\">").text(self.strings.get("body", "missing")).raw(": ").text(what).raw("</span>");
    }
}
