//! The text of a page as HTML. One renderer for every target; what differs is asked of [`Style`].

use std::collections::BTreeSet;

use super::chart::push_chart;
use super::code::push_code;
use super::data::{push_table, push_timeline};
use super::html::Html;
use super::quiz::source_name;
use super::raw_html::{self, Tags};
use super::strings::Strings;
use super::style::Style;
use crate::book::{Book, Destination, Page, PageId, SourceId};
use crate::check::quotation::QuotedSlip;
use crate::parse::errata::Status;
use crate::parse::quiz::Evidence;
use crate::parse::tree::{AlertKind, Alignment, Block, BlockKind, Citation, Inline, Point};
use crate::text::Span;
use crate::text::escape::html;

/// The text of a page, and which glossary terms it marks.
pub struct Rendered {
    /// The text as HTML.
    pub html: String,
    /// Entries of the glossary, in order of first use.
    pub terms: Vec<usize>,
    /// Whether there is a table of data, which a script can sort and filter.
    pub data: bool,
}

/// Renders the text of a page.
pub fn render(book: &Book, id: PageId, style: Style, strings: &Strings) -> Rendered {
    let mut body = Body {
        book,
        id,
        page: book.page(id),
        style,
        strings,
        html: Html::new(),
        seen: BTreeSet::new(),
        terms: Vec::new(),
        quiet: 0,
        tables: 0,
        charts: 0,
        references: Vec::new(),
        slips: None,
        data: false,
        tags: Tags::default(),
    };
    body.references = vec![0; body.page.body().notes.len()];
    body.blocks(&body.page.body().blocks);
    body.notes();
    Rendered { html: body.html.finish(), terms: body.terms, data: body.data }
}

struct Body<'a> {
    book: &'a Book,
    id: PageId,
    page: &'a Page,
    style: Style,
    strings: &'a Strings,
    html: Html,
    /// Terms that were marked.
    seen: BTreeSet<usize>,
    terms: Vec<usize>,
    /// How many open elements forbid marking terms: headings, links.
    quiet: usize,
    tables: usize,
    charts: usize,
    /// How often each note was referred to so far.
    references: Vec<usize>,
    /// Inside a quotation: the slips of its source.
    slips: Option<Slips<'a>>,
    /// Whether a table of data was written.
    data: bool,
    /// Tags of raw HTML that are open.
    tags: Tags,
}

/// The slips within the quotation that is being written.
struct Slips<'a> {
    /// Bytes of text written so far.
    written: usize,
    /// Slips by the byte of text they begin at.
    marks: Vec<(usize, &'a QuotedSlip)>,
}

impl<'a> Body<'a> {
    fn unique(&self, id: &str) -> String {
        self.style.id(self.book, self.id, id)
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(&block.kind);
        }
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
                    self.html.raw("<li>");
                    if let Some(done) = item.done {
                        let (state, key) = if done { (" checked", "task_done") } else { ("", "task_open") };
                        let label = html(self.strings.get("body", key));
                        self.html.raw(&format!("<input type=\"checkbox\" disabled{state} aria-label=\"{label}\"> "));
                    }
                    self.blocks(&item.blocks);
                    self.html.raw("</li>\n");
                }
                self.html.close(name).raw("\n");
            }
            BlockKind::Points(points) => self.points(points),
            BlockKind::Quote(blocks) => {
                self.html.raw("<blockquote>\n");
                self.blocks(blocks);
                self.html.raw("</blockquote>\n");
            }
            BlockKind::Quotation(blocks, citation) => self.quotation(blocks, *citation),
            BlockKind::Alert(kind, blocks) => self.alert(*kind, blocks),
            BlockKind::Code(language, text) => push_code(&mut self.html, language, text),
            // The quiz stands at the end of the page, whatever place its fence has.
            BlockKind::Quiz(_) => {}
            BlockKind::Chart(chart) => {
                self.charts += 1;
                let id = self.unique(&format!("bieu-do-{}", self.charts));
                let source = self.evidence_link(chart.source.as_ref());
                push_chart(&mut self.html, chart, &id, source.as_deref(), self.strings);
            }
            BlockKind::Data(table) => {
                let file = self.page.path.parent().resolve(&table.file);
                let Some(data) = file.and_then(|file| self.book.data.get(&file)) else { return self.missing(&table.file) };
                let source = self.evidence_link(table.source.as_ref());
                let label = self.table_label();
                push_table(&mut self.html, table, data, &label, source.as_deref());
                self.data = true;
            }
            BlockKind::Timeline(timeline) => {
                let source = self.evidence_link(timeline.source.as_ref());
                push_timeline(&mut self.html, timeline, source.as_deref());
            }
            BlockKind::Table { alignments, head, rows } => self.table(alignments, head, rows),
            BlockKind::Definitions(definitions) => {
                self.html.raw("<dl>\n");
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
                self.html.raw("<hr>\n");
            }
            BlockKind::Html(html) => self.raw_html(html),
        }
    }

    /// A picture alone in its paragraph is a figure; its title is the caption.
    fn paragraph(&mut self, inlines: &'a [Inline]) {
        if let [Inline::Image(link, alternative)] = inlines
            && matches!(self.page.destinations.get(*link), Some(Destination::Asset(_)))
        {
            self.html.raw("<figure class=\"picture\">");
            self.image(*link, alternative);
            let title = &self.page.body().links[*link].title;
            if !title.is_empty() {
                self.html.element("figcaption", &[], title);
            }
            self.html.raw("</figure>\n");
            return;
        }
        self.html.raw("<p>");
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
        self.html.raw("<ol class=\"points\">\n");
        for point in points {
            self.html.raw("<li><span class=\"label\">").text(&format!("{})", point.letter)).raw("</span> ");
            self.blocks(&point.blocks);
            self.html.raw("</li>\n");
        }
        self.html.raw("</ol>\n");
    }

    fn quotation(&mut self, blocks: &'a [Block], citation: usize) {
        self.html.raw("<figure class=\"quotation\"><blockquote>\n");
        self.quoting(citation, |body| body.blocks(blocks));
        self.html.raw("</blockquote>\n<figcaption><span class=\"verbatim\">").text(self.strings.get("body", "verbatim")).raw("</span> ");
        let (written, source) = self.citation_of(citation);
        match source {
            Some(source) => {
                let cited_at = Span::new(&self.page.parsed.file, written.at.clone());
                let link = citation_link(self.book, self.id, self.style, source, &written.place, &cited_at);
                self.html.raw(&link);
            }
            None => self.missing(&written.key),
        }
        self.html.raw("</figcaption></figure>\n");
    }

    fn citation_of(&self, citation: usize) -> (&'a Citation, Option<SourceId>) {
        (&self.page.body().citations[citation], self.page.cited.get(citation).copied().flatten())
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

    /// The link to the source that a fence names.
    fn evidence_link(&self, evidence: Option<&Evidence>) -> Option<String> {
        let evidence = evidence?;
        let source = self.book.source(&evidence.source)?;
        Some(citation_link(self.book, self.id, self.style, source, &evidence.place, &evidence.span))
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
                self.html.raw("<br>\n");
            }
        }
    }

    fn wrapped(&mut self, name: &str, content: &'a [Inline]) {
        self.html.open(name, &[]);
        self.inlines(content);
        self.html.close(name);
    }

    /// Writes a quotation; slips of the source in it are marked where they stand.
    fn quoting(&mut self, citation: usize, write: impl FnOnce(&mut Self)) {
        let at = Span::new(&self.page.parsed.file, self.page.body().citations[citation].at.clone());
        let quotation = self.page.body().quotations.iter().find(|quotation| quotation.citation == citation);
        let slips = self.book.matches.get(&at).map(|found| found.slips.as_slice()).unwrap_or_default();
        let marks = quotation.map(|quotation| slips.iter().map(|slip| (quotation.words.in_runs(slip.at.start), slip)).collect());
        let outer = self.slips.replace(Slips { written: 0, marks: marks.unwrap_or_default() });
        write(self);
        let inner = std::mem::replace(&mut self.slips, outer);
        // What was written inside counts outside too.
        if let (Some(outer), Some(inner)) = (&mut self.slips, inner) {
            outer.written += inner.written;
        }
    }

    /// Text; inside a quotation, with the slips of its source.
    fn text(&mut self, text: &'a str) {
        let Some(slips) = &mut self.slips else { return self.words(text) };
        let before = slips.written;
        slips.written += text.len();
        let here: Vec<(usize, &QuotedSlip)> =
            slips.marks.iter().filter(|(at, _)| (before..before + text.len()).contains(at)).copied().collect();
        let mut rest = 0;
        for (at, slip) in here {
            let start = at - before;
            // A slip that goes on in the next run of text is marked where it begins.
            let end = (start + slip.at.len()).min(text.len());
            self.words(&text[rest..start]);
            match &slip.right {
                Some(right) => self.html.raw("<span class=\"erratum\">").text(right).raw("</span>"),
                None => self.html.raw("<span class=\"erratum\">").text(&text[start..end]).raw("</span>"),
            };
            self.erratum_reference(slip.erratum);
            rest = end;
        }
        self.words(&text[rest..]);
    }

    /// The mark that leads to the entry of a slip or doubt.
    fn erratum_reference(&mut self, erratum: usize) {
        let record = &self.book.errata[erratum];
        let (mark, key) = match record.status {
            Status::Corrected => ("*", "erratum"),
            Status::Query => ("?", "query"),
        };
        let href = self.style.to_erratum(self.book, self.id, erratum);
        let label = format!("{}: “{}”", self.strings.get("body", key), record.wrong);
        self.html
            .raw("<sup>")
            .element("a", &[("class", "erratum-ref"), ("href", &href), ("title", &label), ("aria-label", &label)], mark)
            .raw("</sup>");
    }

    /// Words, with glossary terms marked at their first use in the page.
    fn words(&mut self, text: &str) {
        if self.quiet > 0 || !self.style.marks_terms() {
            self.html.text(text);
            return;
        }
        let mut rest = 0;
        for found in self.book.glossary.uses(text, &mut self.seen) {
            let id = self.unique(&self.book.glossary.entries[found.entry].id);
            self.html.text(&text[rest..found.at.start]);
            self.html.element("a", &[("class", "term"), ("href", &format!("#{id}"))], &text[found.at.clone()]);
            self.terms.push(found.entry);
            rest = found.at.end;
        }
        self.html.text(&text[rest..]);
    }

    fn link(&mut self, link: usize, content: &'a [Inline]) {
        let written = &self.page.body().links[link];
        let href = self.page.destinations.get(link).and_then(|to| self.style.href(self.book, self.id, to));
        let Some(href) = href else {
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

    fn citation(&mut self, citation: usize) {
        let (written, source) = self.citation_of(citation);
        let Some(source) = source else { return self.missing(&written.key) };
        let record = &self.book.sources[source.0];
        let name = if record.number.is_empty() { &record.title } else { &record.number };
        let label = if written.place.is_empty() { format!("[{name}]") } else { format!("[{name}, {}]", written.place) };
        let cited_at = Span::new(&self.page.parsed.file, written.at.clone());
        let href = citation_href(self.book, self.id, self.style, source, &cited_at);
        self.html.element("a", &[("class", "citation"), ("href", &href)], &label);
    }

    fn note_reference(&mut self, note: usize) {
        self.references[note] += 1;
        let (number, time) = (note + 1, self.references[note]);
        let back = self.unique(&format!("note-ref-{number}{}", suffix(time)));
        let to = format!("#{}", self.unique(&format!("note-{number}")));
        let label = format!("{} {number}", self.strings.get("body", "notes"));
        let attributes = [("class", "note-ref"), ("href", &to), ("id", &back), ("role", "doc-noteref"), ("aria-label", &label)];
        self.html.raw("<sup>").element("a", &attributes, &number.to_string()).raw("</sup>");
    }

    fn notes(&mut self) {
        let page = self.page;
        if page.body().notes.is_empty() {
            return;
        }
        let label = self.strings.get("body", "notes");
        self.html.open("section", &[("class", "notes"), ("role", "doc-endnotes"), ("aria-label", label)]).raw("\n<ol>\n");
        for (index, note) in page.body().notes.iter().enumerate() {
            let number = index + 1;
            let id = self.unique(&format!("note-{number}"));
            self.html.open("li", &[("id", &id)]);
            self.blocks(&note.blocks);
            for time in 1..=note.references {
                let back = format!("#{}", self.unique(&format!("note-ref-{number}{}", suffix(time))));
                let attributes =
                    [("href", back.as_str()), ("role", "doc-backlink"), ("aria-label", self.strings.get("body", "back_to_text"))];
                self.html.raw(" ").element("a", &attributes, "↩");
            }
            self.html.raw("</li>\n");
        }
        self.html.raw("</ol>\n</section>\n");
    }

    /// HTML of a page: cleaned where the handbook allows it, shown as text where not.
    fn raw_html(&mut self, html: &str) {
        if self.book.settings.raw_html {
            self.html.raw(&raw_html::block(html)).raw("\n");
        } else {
            self.html.raw("<p>").text(html).raw("</p>\n");
        }
    }

    fn raw_inline_html(&mut self, html: &str) {
        if self.book.settings.raw_html {
            self.html.raw(&self.tags.pass(html));
        } else {
            self.html.text(html);
        }
    }
}

/// The second reference to a note has an id of its own.
fn suffix(time: usize) -> String {
    if time == 1 { String::new() } else { format!("-{time}") }
}

/// The link to a source with its full name and a place in it.
pub fn citation_link(book: &Book, from: PageId, style: Style, source: SourceId, place: &str, cited_at: &Span) -> String {
    let name = source_name(&book.sources[source.0]);
    let label = if place.is_empty() { name } else { format!("{name}, {place}") };
    let mut html = Html::new();
    html.element("a", &[("class", "citation"), ("href", &citation_href(book, from, style, source, cited_at))], &label);
    html.finish()
}

/// Where a citation leads: to the passage where its words stand, else to the document's entry.
fn citation_href(book: &Book, from: PageId, style: Style, source: SourceId, cited_at: &Span) -> String {
    match book.passage(source, cited_at) {
        Some(passage) => style.to_passage(book, from, source, passage),
        None => style.to_source(book, from, source),
    }
}
