//! `seeds/sources.yaml`: the official documents a handbook quotes.

use super::placed::Placed;
use super::reader::read_list;
use super::yaml::{Node, Reader, Yaml};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::text::{BookPath, Date, Source, Span};

/// An official document.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRecord {
    /// Where it is written.
    pub span: Span,
    /// The short name in citations.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its number, such as `116-HD/BTGTW`; may be empty.
    pub number: String,
    /// Who issued it; may be empty.
    pub issuer: String,
    /// When.
    pub date: Option<Date>,
    /// What kind of document it is; may be empty.
    pub kind: String,
    /// Its file, relative to `seeds/`.
    pub file: BookPath,
    /// Where the file is named.
    pub file_span: Span,
    /// SHA-256 of the file in lower-case hexadecimal digits.
    pub sha256: String,
    /// Where the checksum is written.
    pub sha256_span: Span,
    /// Whether it must be quoted whole.
    pub coverage: Coverage,
    /// Lines that are no part of the text.
    pub noise: Vec<Noise>,
    /// What a reader should know of this copy.
    pub note: String,
}

/// How much of a source the handbook must quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All of it, in order.
    Full,
    /// As much as it likes.
    None,
}

/// Lines of a source's file that are no part of its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Noise {
    /// First and last line, from 1.
    pub lines: (usize, usize),
    /// What stands there.
    pub reason: String,
}

/// Reads the list of sources.
pub fn parse(source: &Source) -> Outcome<Vec<SourceRecord>> {
    let mut outcome = read_list(source, "sources", read);
    outcome.diagnostics.extend(repeated(&outcome.value).collect::<Vec<_>>());
    outcome
}

fn read(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<SourceRecord> {
    let mut fields = reader.fields(yaml)?;
    let key = reader.required(&mut fields, "key");
    let span = placed.span(key.map_or(fields.at.clone(), |key| key.at.clone()));
    let key = key.and_then(|key| reader.text(key));
    let title = reader.required(&mut fields, "title").and_then(|title| reader.text(title));
    let file = reader.required(&mut fields, "file");
    let file_span = placed.span(file.map_or(fields.at.clone(), |file| file.at.clone()));
    let file = file.and_then(|file| read_file_name(reader, file));
    let sha256 = reader.required(&mut fields, "sha256");
    let sha256_span = placed.span(sha256.map_or(fields.at.clone(), |sha256| sha256.at.clone()));
    let sha256 = sha256.and_then(|sha256| reader.text(sha256));
    let coverage =
        fields.get("coverage").and_then(|coverage| reader.choice(coverage, &[("full", Coverage::Full), ("none", Coverage::None)]));
    let noise = fields.get("noise").map_or(&[][..], |noise| reader.list(noise));
    let record = SourceRecord {
        span,
        key: key.unwrap_or_default(),
        title: title.unwrap_or_default(),
        number: reader.text_of(&mut fields, "number").unwrap_or_default(),
        issuer: reader.text_of(&mut fields, "issuer").unwrap_or_default(),
        date: reader.date_of(&mut fields, "date"),
        kind: reader.text_of(&mut fields, "kind").unwrap_or_default(),
        file: file.clone().unwrap_or_else(BookPath::root),
        file_span,
        sha256: sha256.unwrap_or_default().to_ascii_lowercase(),
        sha256_span,
        coverage: coverage.unwrap_or(Coverage::None),
        noise: noise.iter().filter_map(|noise| read_noise(reader, noise)).collect(),
        note: reader.text_of(&mut fields, "note").unwrap_or_default(),
    };
    reader.finish(&fields);
    (file.is_some() && !record.key.is_empty()).then_some(record)
}

fn read_file_name(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<BookPath> {
    let written = reader.text(yaml)?;
    let path = BookPath::new("seeds").and_then(|seeds| seeds.resolve(&written)).filter(|path| path.below("seeds").is_some());
    if path.is_none() {
        reader.report(Code::YamlValue, &yaml.at, |diagnostic| diagnostic.with("allowed", "seeds/…"));
    }
    path
}

fn read_noise(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<Noise> {
    let mut fields = reader.fields(yaml)?;
    let lines = reader.required(&mut fields, "lines");
    let reason = reader.required(&mut fields, "reason").and_then(|reason| reader.text(reason));
    reader.finish(&fields);
    Some(Noise { lines: lines.and_then(|lines| read_lines(reader, lines))?, reason: reason? })
}

/// `7` or `3-5`.
fn read_lines(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<(usize, usize)> {
    let written = match &yaml.node {
        Node::List(_) | Node::Map(_) => None,
        _ => reader.text(yaml),
    };
    let lines = written.and_then(|written| {
        let (first, last) = written.split_once('-').unwrap_or((&written, &written));
        Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
    });
    let lines = lines.filter(|(first, last)| *first >= 1 && first <= last);
    if lines.is_none() {
        reader.report(Code::YamlValue, &yaml.at, |diagnostic| diagnostic.with("allowed", "7, 3-5"));
    }
    lines
}

fn repeated(records: &[SourceRecord]) -> impl Iterator<Item = Diagnostic> {
    records.iter().enumerate().filter_map(|(index, record)| {
        let before = records[..index].iter().find(|before| before.key == record.key)?;
        let diagnostic = Diagnostic::new(Code::SourceKeyTwice, record.span.clone()).with("key", &record.key);
        Some(diagnostic.related(before.span.clone(), "first"))
    })
}
