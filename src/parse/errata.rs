//! `seeds/errata.yaml`: slips in the digitised text of the documents, and what should stand there.

use super::placed::Placed;
use super::reader::read_list;
use super::yaml::{Reader, Yaml};
use crate::diagnostics::Outcome;
use crate::text::{Source, Span};

/// A slip, or a doubt, at one place of a document.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Erratum {
    /// Where it is written.
    pub span: Span,
    /// Where the source is named.
    pub source_span: Span,
    /// The key of the source.
    pub source: String,
    /// The line of the file as received, from 1.
    pub line: usize,
    /// What stands there.
    pub wrong: String,
    /// What should.
    pub right: String,
    /// Why.
    pub why: String,
    /// The same sentence in another document.
    pub evidence: Option<Parallel>,
    /// Whether it is sure.
    pub status: Status,
}

/// The same sentence in another document.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Parallel {
    /// The key of that document.
    pub source: String,
    /// The sentence.
    pub quote: String,
}

/// Whether a slip is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// A slip of the digitisation: either form may stand in a quotation, and the right one is shown.
    Corrected,
    /// A doubt: it may be so in the signed original. Shown as a note, never changed.
    Query,
}

/// Reads the list of errata.
pub fn parse(source: &Source) -> Outcome<Vec<Erratum>> {
    read_list(source, "errata", read)
}

fn read(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Erratum> {
    let mut fields = reader.fields(yaml)?;
    let source = reader.required(&mut fields, "source");
    let source_span = placed.span(source.map_or(fields.at.clone(), |source| source.at.clone()));
    let source = source.and_then(|source| reader.text(source));
    let line = reader.required(&mut fields, "line").and_then(|line| reader.number_within(line, 1.0, 1e7));
    let wrong = reader.required(&mut fields, "wrong");
    let span = placed.span(wrong.map_or(fields.at.clone(), |wrong| wrong.at.clone()));
    let wrong = wrong.and_then(|wrong| reader.text(wrong));
    let right = reader.required(&mut fields, "right").and_then(|right| reader.text(right));
    let why = reader.required(&mut fields, "why").and_then(|why| reader.text(why));
    let evidence = fields.get("evidence").and_then(|evidence| read_parallel(reader, evidence));
    let status = reader
        .required(&mut fields, "status")
        .and_then(|status| reader.choice(status, &[("corrected", Status::Corrected), ("query", Status::Query)]));
    reader.finish(&fields);
    // The line was held to be a small whole number.
    Some(Erratum {
        span,
        source_span,
        source: source?,
        line: line? as usize,
        wrong: wrong?,
        right: right?,
        why: why?,
        evidence,
        status: status?,
    })
}

fn read_parallel(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<Parallel> {
    let mut fields = reader.fields(yaml)?;
    let source = reader.required(&mut fields, "source").and_then(|source| reader.text(source));
    let quote = reader.required(&mut fields, "quote").and_then(|quote| reader.text(quote));
    fields.get("line").and_then(|line| reader.number_within(line, 1.0, 1e7));
    reader.finish(&fields);
    Some(Parallel { source: source?, quote: quote? })
}
