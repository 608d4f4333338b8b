//! Quotations and citations: the official text as the document's own words, led to its passage, with the slips of the
//! digitised copy marked where they stand.

use super::Body;
use crate::book::{Book, PageId, SourceId};
use crate::check::quotation::QuotedSlip;
use crate::parse::errata::Status;
use crate::parse::quiz::Evidence;
use crate::parse::tree::{Block, Citation};
use crate::render::html::Html;
use crate::render::quiz::source_name;
use crate::render::style::Style;
use crate::text::Span;

/// The slips within the quotation that is being written.
pub struct Slips<'a> {
    /// Bytes of text written so far.
    pub(super) written: usize,
    /// Slips by the byte of text they begin at.
    pub(super) marks: Vec<(usize, &'a QuotedSlip)>,
}

impl<'a> Body<'a> {
    pub(super) fn quotation(&mut self, blocks: &'a [Block], citation: usize) {
        self.html.open("figure", &[("class", "quotation")]).raw("<blockquote>\n");
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

    pub(super) fn citation_of(&self, citation: usize) -> (&'a Citation, Option<SourceId>) {
        (&self.page.body().citations[citation], self.page.cited.get(citation).copied().flatten())
    }

    /// Writes a quotation; slips of the source in it are marked where they stand.
    pub(super) fn quoting(&mut self, citation: usize, write: impl FnOnce(&mut Self)) {
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
    pub(super) fn text(&mut self, text: &'a str) {
        let Some(slips) = &mut self.slips else { return self.words(text) };
        let before = slips.written;
        slips.written += text.len();
        let here: Vec<(usize, &QuotedSlip)> =
            slips.marks.iter().filter(|(at, _)| (before..before + text.len()).contains(at)).copied().collect();
        let mut rest = 0;
        for (at, slip) in here {
            // Two slips may overlap; a slip that begins in the letter of a point, which is no run of text, counts that too.
            let start = text.floor_char_boundary((at - before).max(rest));
            // A slip that goes on in the next run of text is marked where it begins.
            let end = text.floor_char_boundary((start + slip.at.len()).min(text.len()));
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
    pub(super) fn erratum_reference(&mut self, erratum: usize) {
        let record = &self.book.errata[erratum];
        let (mark, key) = match record.status {
            Status::Corrected => ("*", "erratum"),
            Status::Query => ("?", "query"),
        };
        let href = self.style.to_erratum(self.address(), erratum);
        let label = format!("{}: “{}”", self.strings.get("body", key), record.wrong);
        self.html
            .raw("<sup>")
            .element("a", &[("class", "erratum-ref"), ("href", &href), ("title", &label), ("aria-label", &label)], mark)
            .raw("</sup>");
    }

    pub(super) fn citation(&mut self, citation: usize) {
        let (written, source) = self.citation_of(citation);
        let Some(source) = source else { return self.missing(&written.key) };
        let record = &self.book.sources[source.0];
        let name = if record.number.is_empty() { &record.title } else { &record.number };
        let label = if written.place.is_empty() { format!("[{name}]") } else { format!("[{name}, {}]", written.place) };
        let cited_at = Span::new(&self.page.parsed.file, written.at.clone());
        let href = citation_href(self.book, self.id, self.style, source, &cited_at);
        self.html.open("a", &[("class", "citation"), ("href", &href)]).prose(&label).close("a");
    }

    /// The link to the source that a fence names.
    pub(super) fn evidence_link(&self, evidence: Option<&Evidence>) -> Option<String> {
        let evidence = evidence?;
        let source = self.book.source(&evidence.source)?;
        Some(citation_link(self.book, self.id, self.style, source, &evidence.place, &evidence.span))
    }
}

/// The link to a source with its full name and a place in it.
pub fn citation_link(book: &Book, from: PageId, style: Style, source: SourceId, place: &str, cited_at: &Span) -> String {
    let name = source_name(&book.sources[source.0]);
    let label = if place.is_empty() { name } else { format!("{name}, {place}") };
    let mut html = Html::written_in(style.syntax);
    html.element("a", &[("class", "citation"), ("href", &citation_href(book, from, style, source, cited_at))], &label);
    html.finish()
}

/// Where a citation leads: to the passage where its words stand, else to the document's entry.
fn citation_href(book: &Book, from: PageId, style: Style, source: SourceId, cited_at: &Span) -> String {
    match book.passage(source, cited_at) {
        Some(passage) => style.to_passage(book, &book.page(from).shell.address, source, passage),
        None => style.to_source(book, &book.page(from).shell.address, source),
    }
}
