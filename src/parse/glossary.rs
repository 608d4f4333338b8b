//! `content/glossary.yaml`: terms and their meanings.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::placed::Placed;
use super::quiz::{Evidence, read_evidence};
use super::reader::read_list;
use super::yaml::{Reader, Yaml};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::text::{Source, Span};

/// A term of the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where it is written.
    pub span: Span,
    /// The term.
    pub term: String,
    /// Its abbreviation, or nothing.
    pub abbreviation: String,
    /// Other ways of writing it.
    pub also: Vec<String>,
    /// What it means.
    pub meaning: String,
    /// Where the documents use it.
    pub evidence: Option<Evidence>,
}

/// Reads the glossary in the order of writing.
pub fn parse(source: &Source) -> Outcome<Vec<Term>> {
    let mut outcome = read_list(source, "terms", read);
    outcome.diagnostics.extend(repeated(&outcome.value).collect::<Vec<_>>());
    outcome
}

fn read(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Term> {
    let mut fields = reader.fields(yaml)?;
    let term = reader.required(&mut fields, "term");
    let span = placed.span(term.map_or(fields.at.clone(), |term| term.at.clone()));
    let term = term.and_then(|term| reader.text(term));
    let meaning = reader.required(&mut fields, "meaning").and_then(|meaning| reader.text(meaning));
    let abbreviation = reader.text_of(&mut fields, "abbreviation").unwrap_or_default();
    let also = reader.texts_of(&mut fields, "also");
    let evidence = fields.get("evidence").and_then(|evidence| read_evidence(reader, placed, evidence));
    reader.finish(&fields);
    Some(Term { span, term: term?, abbreviation, also, meaning: meaning?, evidence })
}

/// Terms that stand twice, whatever their case.
fn repeated(terms: &[Term]) -> impl Iterator<Item = Diagnostic> {
    let mut known: HashMap<String, &Term> = HashMap::new();
    terms.iter().filter_map(move |term| match known.entry(term.term.to_lowercase()) {
        Entry::Vacant(place) => {
            place.insert(term);
            None
        }
        Entry::Occupied(first) => {
            let diagnostic = Diagnostic::new(Code::TermTwice, term.span.clone()).with("term", &term.term);
            Some(diagnostic.related(first.get().span.clone(), "first"))
        }
    })
}
