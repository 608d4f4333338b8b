//! The glossary as data for templates: terms under their letters, with the words of a source that prove a meaning.

use serde::Serialize;

use super::html::Html;
use super::quiz;
use super::strings::Strings;
use super::style::Style;
use crate::book::{Book, PageId};
use crate::text::vietnamese::initial;

/// A letter of the glossary and the terms under it.
#[derive(Debug, Serialize)]
pub struct LetterView {
    letter: String,
    terms: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    id: String,
    term: String,
    abbreviation: String,
    also: Vec<String>,
    meaning: String,
    evidence: String,
}

/// The terms of the handbook under their letters, in the order of the alphabet.
pub fn letters(book: &Book, strings: &Strings) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = Vec::new();
    for entry in &book.glossary.entries {
        let term = &entry.term;
        let mut evidence = Html::new();
        if let Some(found) = &term.evidence {
            let context = quiz::Context { book, page: PageId(0), style: Style::SITE, strings };
            quiz::push_evidence(&mut evidence, context, found);
        }
        let view = EntryView {
            id: entry.id.clone(),
            term: term.term.clone(),
            abbreviation: term.abbreviation.clone(),
            also: term.also.iter().filter(|form| **form != term.abbreviation).cloned().collect(),
            meaning: term.meaning.clone(),
            evidence: evidence.finish(),
        };
        let letter = initial(&term.term);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.terms.push(view),
            _ => letters.push(LetterView { letter, terms: vec![view] }),
        }
    }
    letters
}
