//! The official documents as templates see them: their list with all errata, and each one whole, passage by passage,
//! every passage with a permanent id and the pages that quote it.

use std::ops::Range;

use serde::Serialize;

use super::at::At;
use super::html::Html;
use super::style::{address, erratum_id, source_id};
use crate::book::{Book, PageId, SourceId};
use crate::parse::errata::{Erratum, Status};
use crate::parse::source_text::{Passage, PassageKind, SourceText, readable};

/// A document in the list.
#[derive(Debug, Serialize)]
pub struct SourceView {
    id: String,
    key: String,
    title: String,
    number: String,
    issuer: String,
    date: String,
    kind: String,
    note: String,
    file: String,
    href: String,
    errata: Vec<ErratumView>,
}

/// A slip or doubt.
#[derive(Debug, Serialize)]
pub struct ErratumView {
    id: String,
    line: usize,
    wrong: String,
    right: String,
    why: String,
    corrected: bool,
    href: String,
    parallel: String,
    parallel_source: String,
}

/// A document whole.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    id: String,
    title: String,
    note: String,
    passages: Vec<PassageView>,
}

/// Passages of one kind: a paragraph, a head, a table of rows, or noise.
#[derive(Debug, Serialize)]
struct PassageView {
    kind: &'static str,
    /// Rows of cells for tables, else one row of one cell.
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    id: String,
    line: usize,
    cells: Vec<String>,
    quoted: Vec<QuotedView>,
}

#[derive(Debug, Serialize)]
struct QuotedView {
    title: String,
    number: String,
    href: String,
}

/// The documents as listed on a page.
pub fn list(at: At<'_>) -> Vec<SourceView> {
    let views = at.book.sources.iter().enumerate().map(|(index, source)| SourceView {
        id: at.id(&source_id(&source.key)),
        key: source.key.clone(),
        title: source.title.clone(),
        number: source.number.clone(),
        issuer: source.issuer.clone(),
        date: source.date.map(|date| date.to_string()).unwrap_or_default(),
        kind: source.kind.clone(),
        note: source.note.clone(),
        file: source.file.to_string(),
        href: if at.book.texts[index].is_some() && at.style.shows_sources_whole() {
            at.style.to_own(at.address, &address::source(&source.key), None)
        } else {
            String::new()
        },
        errata: errata(at, SourceId(index)),
    });
    views.collect()
}

fn errata(at: At<'_>, source: SourceId) -> Vec<ErratumView> {
    let book = at.book;
    let record = &book.sources[source.0];
    let own = book.errata.iter().enumerate().filter(|(_, erratum)| erratum.source == record.key);
    own.map(|(index, erratum)| ErratumView {
        id: at.id(&erratum_id(index)),
        line: erratum.line,
        wrong: erratum.wrong.clone(),
        right: erratum.right.clone(),
        why: erratum.why.clone(),
        corrected: erratum.status == Status::Corrected,
        href: passage_of(book, source, erratum)
            .filter(|_| at.style.shows_sources_whole())
            .map(|passage| at.style.to_passage(book, at.address, source, passage))
            .unwrap_or_default(),
        parallel: erratum.evidence.as_ref().map(|evidence| evidence.quote.clone()).unwrap_or_default(),
        parallel_source: erratum
            .evidence
            .as_ref()
            .and_then(|evidence| book.source(&evidence.source))
            .map(|source| super::quiz::source_name(&book.sources[source.0]))
            .unwrap_or_default(),
    })
    .collect()
}

fn passage_of(book: &Book, source: SourceId, erratum: &Erratum) -> Option<usize> {
    let text = book.texts[source.0].as_ref()?;
    text.passage_at(text.source.line_range(erratum.line).start)
}

/// A document whole, as shown on its page.
pub fn document(at: At<'_>, source: SourceId) -> DocumentView {
    let book = at.book;
    let record = &book.sources[source.0];
    let quoted_by = book.quoted_by(source);
    let mut passages: Vec<PassageView> = Vec::new();
    if let Some(text) = &book.texts[source.0] {
        let slips = slips(book, source, text);
        for (index, passage) in text.passages.iter().enumerate() {
            let row = RowView {
                id: at.id(&text.passage_id(index)),
                line: passage.lines.0,
                cells: cells(at, text, passage, &slips),
                quoted: quoted_by[index].iter().map(|page| quoted(at, *page)).collect(),
            };
            match passages.last_mut() {
                Some(table) if passage.kind == PassageKind::Row && table.kind == "table" => table.rows.push(row),
                _ => passages.push(PassageView { kind: kind(passage.kind), rows: vec![row] }),
            }
        }
    }
    pad(&mut passages);
    DocumentView { id: source_id(&record.key), title: record.title.clone(), note: record.note.clone(), passages }
}

/// Rows of one table have as many cells as its longest.
fn pad(passages: &mut [PassageView]) {
    for table in passages.iter_mut().filter(|passage| passage.kind == "table") {
        let longest = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        table.rows.iter_mut().for_each(|row| row.cells.resize(longest, String::new()));
    }
}

fn kind(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Text => "text",
        PassageKind::Head => "head",
        PassageKind::Row => "table",
        PassageKind::Noise => "noise",
    }
}

fn quoted(at: At<'_>, page: PageId) -> QuotedView {
    let shell = &at.book.page(page).shell;
    QuotedView { title: shell.title.clone(), number: shell.number.clone(), href: at.to_page(page) }
}

/// A slip or doubt of a document: where it stands, and its number in the list of errata.
type Slip = (Range<usize>, usize);

/// The slips of a document by where they stand.
fn slips(book: &Book, source: SourceId, text: &SourceText) -> Vec<Slip> {
    let key = &book.sources[source.0].key;
    let own = book.errata.iter().enumerate().filter(|(_, erratum)| erratum.source == *key);
    let mut slips: Vec<Slip> = own.filter_map(|(index, erratum)| Some((text.on_line(erratum.line, &erratum.wrong)?, index))).collect();
    slips.sort_unstable_by_key(|(at, index)| (at.start, at.end, *index));
    slips
}

/// The cells of a passage as HTML: its words as they stand, with a mark at each slip.
fn cells(at: At<'_>, text: &SourceText, passage: &Passage, slips: &[Slip]) -> Vec<String> {
    let written = &text.source.text[passage.at.clone()];
    let divider = if passage.kind == PassageKind::Row { '\t' } else { '\0' };
    let mut start = passage.at.start;
    written
        .split(divider)
        .map(|cell| {
            let end = start + cell.len();
            let here = slips.partition_point(|(at, _)| at.start < start)..slips.partition_point(|(at, _)| at.start < end);
            let html = marked(at, cell, start, &slips[here]);
            start = end + 1;
            html
        })
        .collect()
}

/// A stretch of a document that begins at the byte `start`, with a mark after each slip in it.
fn marked(at: At<'_>, written: &str, start: usize, slips: &[Slip]) -> String {
    let book = at.book;
    let mut html = Html::new();
    let mut rest = 0;
    for (slip, index) in slips {
        let (slip, end, index) = (slip.start - start, (slip.end - start).min(written.len()), *index);
        if slip < rest {
            continue;
        }
        push_readable(&mut html, &written[rest..slip]);
        let mark = if book.errata[index].status == Status::Corrected { "*" } else { "?" };
        let href = at.style.to_erratum(at.address, index);
        html.raw("<span class=\"erratum\">").text(&readable(&written[slip..end])).raw("</span><sup>");
        let label = format!("{mark} {}", book.errata[index].why);
        html.element("a", &[("class", "erratum-ref"), ("href", &href), ("aria-label", &label)], mark).raw("</sup>");
        rest = end;
    }
    push_readable(&mut html, &written[rest..]);
    html.finish()
}

/// Text as it reads; the white space at its ends, which `readable` folds away, still parts words.
fn push_readable(html: &mut Html, written: &str) {
    if written.starts_with(char::is_whitespace) {
        html.raw(" ");
    }
    html.text(&readable(written));
    if written.trim_end().len() < written.len() {
        html.raw(" ");
    }
}
