//! A number in a summary or question that no cited source of the page has is most often a mistake of the writer.

use std::collections::BTreeSet;

use super::Indexes;
use crate::diagnostics::{Code, Diagnostic};
use crate::parse::sources::SourceRecord;
use crate::parse::{Parsed, Unit};
use crate::text::Span;
use crate::text::words::numbers;

/// Numbers as they are compared.
pub type Numbers = BTreeSet<String>;

/// The numbers by which documents are called: known wherever a document is cited.
pub fn names(sources: &[SourceRecord]) -> Numbers {
    let dates = sources.iter().flat_map(|record| record.date).flat_map(|date| numbers_of(&date.iso()));
    sources.iter().flat_map(|record| numbers_of(&record.number)).chain(dates).collect()
}

/// The numbers of a text.
pub fn numbers_of(text: &str) -> Numbers {
    numbers(text).into_iter().map(|(number, _)| number).collect()
}

/// Numbers of the summary and the questions of a page that stand in none of the sources it cites.
pub fn check(unit: &Unit, parsed: &Parsed, indexes: &Indexes, names: &Numbers) -> Vec<Diagnostic> {
    let Some(page) = &unit.page else { return Vec::new() };
    // Only the quiz that is shown counts among those that cite.
    let shown = unit.quizzes().next();
    let evidence = shown.into_iter().flat_map(|quiz| &quiz.questions).filter_map(|question| question.evidence.as_ref());
    let cited = page.body.citations.iter().map(|citation| citation.key.as_str()).chain(evidence.map(|evidence| evidence.source.as_str()));
    let keys: BTreeSet<&str> = cited.filter(|key| parsed.sources.iter().any(|record| record.key == *key)).collect();
    let sources: Option<Vec<&Numbers>> = keys.into_iter().map(|key| Some(&indexes.get(key)?.numbers)).collect();
    // Without a source that can be read there is nothing to compare with.
    let Some(known) = sources.filter(|sources| !sources.is_empty()) else { return Vec::new() };
    let is_strange = |number: &String| !names.contains(number) && !known.iter().any(|source| source.contains(number));

    let of_summary = strangers(&page.front.summary, &is_strange, &Span::file(&page.file));
    let of_questions = unit.quizzes().flat_map(|quiz| &quiz.questions).flat_map(|question| {
        let span = Span { end: question.span.start, ..question.span.clone() };
        strangers(&question.ask, &is_strange, &span)
    });
    of_summary.into_iter().chain(of_questions).collect()
}

fn strangers(text: &str, is_strange: &dyn Fn(&String) -> bool, span: &Span) -> Vec<Diagnostic> {
    let strange = numbers(text).into_iter().map(|(number, _)| number).filter(|number| is_strange(number));
    strange.map(|number| Diagnostic::new(Code::NumberNotInSource, span.clone()).with("number", number)).collect()
}
