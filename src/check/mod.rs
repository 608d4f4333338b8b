//! Tests what each file says against the handbook's rules and sources. One file a family of rules; each gives only
//! diagnostics, so that a page that fails is still shown in the preview.

pub mod citations;
pub mod quiz;
pub mod sources;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::input::Snapshot;
use crate::parse::{Parsed, ParsedPage};
use crate::settings::Settings;
use crate::text::Span;

/// Everything wrong with the parsed files, in no particular order.
pub fn check(parsed: &Parsed, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let keys: Vec<&str> = parsed.sources.iter().map(|source| source.key.as_str()).collect();
    let pages: Vec<&ParsedPage> = parsed.pages.values().map(AsRef::as_ref).collect();
    let mut diagnostics: Vec<Diagnostic> = pages.par_iter().flat_map_iter(|page| check_page(page, &parsed.settings, &keys)).collect();
    let files = parsed.quizzes.values().flat_map(|quiz| quiz::check(quiz, &parsed.settings, &keys));
    diagnostics.extend(files);
    diagnostics.extend(parsed.glossary.iter().filter_map(|term| citations::check_evidence(term.evidence.as_ref()?, &keys)));
    diagnostics.extend(sources::check(&parsed.sources, snapshot));
    diagnostics
}

fn check_page(page: &ParsedPage, settings: &Settings, keys: &[&str]) -> Vec<Diagnostic> {
    let mut diagnostics = citations::check_page(page, keys);
    diagnostics.extend(page.body.quizzes.iter().flat_map(|quiz| quiz::check(quiz, settings, keys)));
    if !settings.raw_html {
        let raw = page.body.html.iter().map(|at| Diagnostic::new(Code::HtmlRaw, Span::new(&page.path, at.clone())));
        diagnostics.extend(raw);
    }
    diagnostics
}
