//! Every quotation of the handbook against its source: in pages, in the evidence of quizzes, glossary and charts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Indexes;
use super::align::Closest;
use super::citations::charts;
use super::quotation::{Difference, Match};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::parse::ParsedPage;
use crate::parse::quiz::{Evidence, Quiz};
use crate::text::words::tokens;
use crate::text::{Source, Span};

/// The quotations of a file that hold, by the place of their citation.
pub type Found = BTreeMap<Span, Match>;

type Verdict = (Span, Result<Match, Box<Diagnostic>>);

/// The verdicts on every quotation of a page whose source can be read: in its text and in its fences.
pub fn verify_page(page: &ParsedPage, indexes: &Indexes, snapshot: &Snapshot) -> Outcome<Found> {
    let quotations = page.body.quotations.iter().filter_map(|quotation| {
        let citation = &page.body.citations[quotation.citation];
        let index = indexes.get(&citation.key)?;
        let span = Span::new(&page.file, citation.at.clone());
        let place = Span::new(&page.file, quotation.at.clone());
        let verdict = index.find(&quotation.words.text);
        Some((span, verdict.map_err(|difference| report(&place, &quotation.words.text, &citation.key, difference, indexes, snapshot))))
    });
    let fences = page.body.quizzes.iter().flat_map(proofs).chain(charts(&page.body.blocks));
    sorted(quotations.chain(fences.filter_map(|evidence| verify_evidence(evidence, indexes, snapshot))))
}

/// The verdicts on the proofs of a quiz.
pub fn verify_quiz(quiz: &Quiz, indexes: &Indexes, snapshot: &Snapshot) -> Outcome<Found> {
    verify_all(proofs(quiz), indexes, snapshot)
}

/// The verdicts on proofs of one file.
pub fn verify_all<'a>(evidence: impl IntoIterator<Item = &'a Evidence>, indexes: &Indexes, snapshot: &Snapshot) -> Outcome<Found> {
    sorted(evidence.into_iter().filter_map(|evidence| verify_evidence(evidence, indexes, snapshot)))
}

fn proofs(quiz: &Quiz) -> impl Iterator<Item = &Evidence> {
    quiz.questions.iter().filter_map(|question| question.evidence.as_ref())
}

fn sorted(verdicts: impl Iterator<Item = Verdict>) -> Outcome<Found> {
    let mut outcome = Outcome::fine(Found::new());
    for (span, verdict) in verdicts {
        match verdict {
            Ok(found) => {
                outcome.value.insert(span, found);
            }
            Err(diagnostic) => outcome.diagnostics.push(*diagnostic),
        }
    }
    outcome
}

fn verify_evidence(evidence: &Evidence, indexes: &Indexes, snapshot: &Snapshot) -> Option<Verdict> {
    if evidence.quote.is_empty() {
        return None;
    }
    let verdict = indexes.get(&evidence.source)?.find(&evidence.quote);
    let verdict =
        verdict.map_err(|difference| report(&evidence.quote_span, &evidence.quote, &evidence.source, difference, indexes, snapshot));
    Some((evidence.span.clone(), verdict))
}

fn report(place: &Span, quotation: &str, key: &str, difference: Difference, indexes: &Indexes, snapshot: &Snapshot) -> Box<Diagnostic> {
    let whole = || Span { end: place.start, ..place.clone() };
    let diagnostic = match difference {
        Difference::TooShort => Diagnostic::new(Code::QuoteTooShort, whole()),
        Difference::TooLong => Diagnostic::new(Code::QuoteTooLong, whole()),
        Difference::Differs(None) => Diagnostic::new(Code::QuoteDiffers, whole()).hint("unknown"),
        Difference::Differs(Some(closest)) => {
            let span = snapshot.text(&place.path).map_or_else(whole, |source| written_at(&source, place, quotation, &closest));
            let diagnostic = Diagnostic::new(Code::QuoteDiffers, span);
            let diagnostic = diagnostic.with("passage", &closest.passage).with("difference", &closest.difference).hint("hint");
            match indexes.get(key) {
                Some(index) => diagnostic.related(Span::new(&index.text.source.path, closest.in_source..closest.in_source), "closest"),
                None => diagnostic,
            }
        }
    };
    Box::new(diagnostic.with("source", key))
}

/// Where the word of a quotation stands in the file it was written in. Markup stands between the words there, so
/// both are walked together, word by word.
fn written_at(source: &Source, place: &Span, quotation: &str, closest: &Closest) -> Span {
    let region: Range<usize> = place.start as usize..(place.end as usize).min(source.text.len());
    let written = tokens(source.text.get(region.clone()).unwrap_or_default());
    let said = tokens(&quotation.replace("[…]", "   ").replace("[...]", "   "));
    let mut from = 0;
    let mut at = region.start..region.start;
    for token in said.iter().take(closest.token + 1) {
        let Some(found) = written[from..].iter().position(|other| other.key == token.key) else { continue };
        let token = &written[from + found];
        at = region.start + token.at.start..region.start + token.at.end;
        from += found + 1;
    }
    Span::new(&place.path, at)
}
