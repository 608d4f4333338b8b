//! Tests what each file says against the handbook's rules and sources. One file a family of rules. A page that fails
//! is still shown in the preview: what is found is filed beside the pages, never in their place.

pub mod align;
pub mod citations;
pub mod coverage;
pub mod data;
pub mod errata;
pub mod marking;
pub mod numbers;
pub mod quiz;
pub mod quotation;
pub mod sources;
mod verify;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::parse::errata::Erratum;
use crate::parse::{Parsed, ParsedPage};
use crate::text::Span;
use quotation::{Index, Match};

/// Every quotation that holds, by the place of its citation or of its `source` key.
pub type Matches = BTreeMap<Span, Match>;

/// The indexes of the sources, by key. A source whose file cannot be read has none.
pub type Indexes = BTreeMap<String, Index>;

/// What the tests found beside mistakes.
#[derive(Debug, Default)]
pub struct Checked {
    /// The quotations that hold.
    pub matches: Matches,
}

/// Tests the parsed files.
pub fn check(parsed: &Parsed, snapshot: &Snapshot) -> Outcome<Checked> {
    let keys: Vec<&str> = parsed.sources.iter().map(|source| source.key.as_str()).collect();
    let indexes = indexes(parsed);
    let mut diagnostics = sources::check(&parsed.sources, snapshot);
    diagnostics.extend(errata::check(parsed, &keys));

    let pages: Vec<&ParsedPage> = parsed.pages.values().map(AsRef::as_ref).collect();
    diagnostics.par_extend(pages.par_iter().flat_map_iter(|page| check_page(page, parsed, &keys)));
    diagnostics.extend(parsed.quizzes.values().flat_map(|quiz| quiz::check(quiz, &parsed.settings, &keys)));
    diagnostics.extend(parsed.glossary.iter().filter_map(|term| citations::check_evidence(term.evidence.as_ref()?, &keys)));
    diagnostics.extend(numbers::check(parsed));

    let verdicts = verify::verify(parsed, &indexes, snapshot);
    let mut matches = Matches::new();
    for (span, verdict) in verdicts {
        match verdict {
            Ok(found) => {
                matches.insert(span, found);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    if !parsed.sources_known {
        diagnostics.retain(|diagnostic| !matches!(diagnostic.code, Code::CitationUnknown | Code::ErratumSource));
    }
    Outcome { value: Checked { matches }, diagnostics }
}

/// Indexes every source that can be read.
pub fn indexes(parsed: &Parsed) -> Indexes {
    let sources: Vec<_> = parsed.sources.iter().zip(&parsed.texts).collect();
    let indexes = sources.par_iter().filter_map(|(record, text)| {
        let errata: Vec<(usize, &Erratum)> = parsed.errata.iter().enumerate().filter(|(_, erratum)| erratum.source == record.key).collect();
        Some((record.key.clone(), Index::new(text.as_ref()?, &errata)))
    });
    indexes.collect()
}

fn check_page(page: &ParsedPage, parsed: &Parsed, keys: &[&str]) -> Vec<Diagnostic> {
    let settings = &parsed.settings;
    let mut diagnostics = citations::check_page(page, keys);
    diagnostics.extend(data::check(page, parsed));
    diagnostics.extend(page.body.quizzes.iter().flat_map(|quiz| quiz::check(quiz, settings, keys)));
    if !settings.raw_html {
        let raw = page.body.html.iter().map(|at| Diagnostic::new(Code::HtmlRaw, Span::new(&page.file, at.clone())));
        diagnostics.extend(raw);
    }
    diagnostics
}
