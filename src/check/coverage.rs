//! How much of each source the handbook quotes. Only quotations in the text of pages count; a source marked
//! `coverage: full` must be quoted whole, in its own order somewhere along the reading order.

use std::ops::Range;

use super::verify::Found;
use crate::diagnostics::{Code, Diagnostic};
use crate::memory::Known;
use crate::parse::source_text::{PassageKind, SourceText};
use crate::parse::sources::{Coverage, SourceRecord};
use crate::parse::{Parsed, ParsedPage};
use crate::text::nearest::Names;
use crate::text::{Fingerprint, Span};

/// How much of a source is quoted.
#[derive(Clone, Debug)]
pub struct Share {
    /// The source, by its place in the list.
    pub source: usize,
    /// Words that are quoted.
    pub quoted: usize,
    /// Words there are.
    pub words: usize,
    /// Passages of which a word is not quoted, by their place in the text.
    pub gaps: Vec<usize>,
    /// Whether the quotations, in reading order, hold the source in its own order.
    pub in_order: bool,
}

/// What the text of a page quotes: sources by their place in the list, with runs of their tokens.
pub type Quoted = Known<Vec<(usize, Vec<Range<usize>>)>>;

/// What the text of a page quotes, given its quotations that hold; `None` where it quotes nothing. Its fingerprint is
/// of its value, so that an edit beside a quotation changes nothing here.
pub fn quoted(page: &ParsedPage, keys: &Names, found: &Found) -> Option<Quoted> {
    let quotations = page.body.quotations.iter().filter_map(|quotation| {
        let citation = &page.body.citations[quotation.citation];
        let source = keys.place(&citation.key)?;
        Some((source, found.get(&Span::new(&page.file, citation.at.clone()))?.tokens.clone()))
    });
    let quotations: Vec<_> = quotations.collect();
    let fingerprint = Fingerprint::of_all(&quotations);
    (!quotations.is_empty()).then(|| Known::new(quotations, fingerprint))
}

/// The shares depend on nothing but this: the documents, what the pages quote, and the order in which they are read.
pub fn question(parsed: &Parsed, quoting: Fingerprint, order: Fingerprint) -> Fingerprint {
    let texts = Fingerprint::of_all(parsed.texts.iter().map(|text| text.as_ref().map(|text| text.fingerprint())));
    parsed.sources.fingerprint().with(texts).with(quoting).with(order)
}

/// The share of every source that can be read, given what the pages quote in reading order.
pub fn shares<'a>(parsed: &Parsed, in_order: impl Iterator<Item = &'a Quoted>) -> Vec<Share> {
    let mut quoted: Vec<Vec<Range<usize>>> = vec![Vec::new(); parsed.sources.len()];
    for (source, tokens) in in_order.flat_map(|page| page.iter()) {
        quoted[*source].extend(tokens.iter().cloned());
    }
    let texts = parsed.texts.iter().enumerate();
    texts.filter_map(|(source, text)| Some(share(source, text.as_ref()?, &quoted[source]))).collect()
}

fn share(source: usize, text: &SourceText, quoted: &[Range<usize>]) -> Share {
    // Marks of lists are layout: nobody has to quote them.
    let mut covered: Vec<bool> = text.tokens.iter().map(|token| token.loose).collect();
    let loose = covered.iter().filter(|loose| **loose).count();
    let past_marks = |from: usize| text.tokens[from..].iter().position(|token| !token.loose).map_or(text.tokens.len(), |firm| from + firm);
    let mut reached = past_marks(0);
    for range in quoted {
        covered[range.clone()].fill(true);
        if range.start <= reached {
            reached = reached.max(past_marks(range.end));
        }
    }
    let mut gaps: Vec<usize> = Vec::new();
    for (token, _) in text.tokens.iter().zip(&covered).filter(|(_, covered)| !**covered) {
        if let Some(passage) = text.passage_at(token.at.start)
            && gaps.last() != Some(&passage)
        {
            gaps.push(passage);
        }
    }
    let count = covered.iter().filter(|covered| **covered).count() - loose;
    Share { source, quoted: count, words: covered.len() - loose, gaps, in_order: reached == covered.len() }
}

/// What is missing of the sources that must be quoted whole.
pub fn check(parsed: &Parsed, shares: &[Share]) -> Vec<Diagnostic> {
    let wanted = shares.iter().filter(|share| parsed.sources[share.source].coverage == Coverage::Full);
    wanted.flat_map(|share| missing(&parsed.sources[share.source], parsed.texts[share.source].as_deref(), share)).collect()
}

fn missing(record: &SourceRecord, text: Option<&SourceText>, share: &Share) -> Vec<Diagnostic> {
    let Some(text) = text else { return Vec::new() };
    let gaps = share.gaps.iter().map(|gap| &text.passages[*gap]).filter(|passage| passage.kind != PassageKind::Noise);
    let mut diagnostics: Vec<Diagnostic> = gaps
        .map(|passage| Diagnostic::new(Code::CoverageGap, Span::new(&text.source.path, passage.at.clone())).with("source", &record.key))
        .collect();
    if diagnostics.is_empty() && !share.in_order {
        diagnostics.push(Diagnostic::new(Code::CoverageOrder, record.span.clone()).with("source", &record.key));
    }
    diagnostics
}
