//! A number in a summary or question that no cited source of the page has is most often a mistake of the writer.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::quiz::{Quiz, page_of};
use crate::parse::{Parsed, ParsedPage};
use crate::text::words::numbers;
use crate::text::{BookPath, Span};

type Numbers = BTreeSet<String>;

/// Numbers of summaries and questions that stand in none of the sources their page cites.
pub fn check(parsed: &Parsed) -> Vec<Diagnostic> {
    let of_sources: Vec<Option<Numbers>> = parsed.texts.iter().map(|text| Some(numbers_of(&text.as_ref()?.source.text))).collect();
    let known = |page: &ParsedPage, quiz: Option<&Quiz>| -> Option<Numbers> {
        let evidence = quiz.into_iter().flat_map(|quiz| &quiz.questions).filter_map(|question| question.evidence.as_ref());
        let keys: BTreeSet<&str> = page
            .body
            .citations
            .iter()
            .map(|citation| citation.key.as_str())
            .chain(evidence.map(|evidence| evidence.source.as_str()))
            .collect();
        // Without a source that can be read there is nothing to compare with.
        let sources: Option<Vec<&Numbers>> = parsed
            .sources
            .iter()
            .zip(&of_sources)
            .filter(|(record, _)| keys.contains(record.key.as_str()))
            .map(|(_, numbers)| numbers.as_ref())
            .collect();
        let mut all: Numbers = sources.filter(|sources| !sources.is_empty())?.into_iter().flatten().cloned().collect();
        // The numbers by which documents are called are known wherever they are cited.
        for record in &parsed.sources {
            all.extend(numbers_of(&record.number));
            all.extend(record.date.iter().flat_map(|date| numbers_of(&date.iso())));
        }
        Some(all)
    };
    let files: BTreeMap<BookPath, &Quiz> = parsed.quizzes.iter().filter_map(|(path, quiz)| Some((page_of(path)?, quiz.as_ref()))).collect();
    let mut diagnostics = Vec::new();
    for page in parsed.pages.values() {
        let quizzes: Vec<&Quiz> = files.get(&page.path).copied().into_iter().chain(&page.body.quizzes).collect();
        let Some(known) = known(page, quizzes.first().copied()) else { continue };
        let summary = &page.front.summary;
        let start = Span::file(&page.file);
        diagnostics.extend(strangers(summary, &known).map(|(number, _)| report(start.clone(), &number)));
        for question in quizzes.iter().flat_map(|quiz| &quiz.questions) {
            let span = Span { end: question.span.start, ..question.span.clone() };
            diagnostics.extend(strangers(&question.ask, &known).map(|(number, _)| report(span.clone(), &number)));
        }
    }
    diagnostics
}

fn numbers_of(text: &str) -> Numbers {
    numbers(text).into_iter().map(|(number, _)| number).collect()
}

fn strangers<'a>(text: &'a str, known: &'a Numbers) -> impl Iterator<Item = (String, Range<usize>)> + 'a {
    numbers(text).into_iter().filter(|(number, _)| !known.contains(number))
}

fn report(span: Span, number: &str) -> Diagnostic {
    Diagnostic::new(Code::NumberNotInSource, span).with("number", number)
}
