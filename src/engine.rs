//! Snapshot in, build out. The only place that knows the order of the stages.

use std::sync::Arc;

use crate::book::{self, Book, Drafts};
use crate::check;
use crate::check::coverage::{self, Share};
use crate::diagnostics::Diagnostic;
use crate::input::Snapshot;
use crate::output::OutputTree;
use crate::parse;
use crate::render::style::Style;
use crate::render::theme::Theme;
use crate::target::site;

/// What a handbook becomes.
pub struct Build {
    /// The finished handbook.
    pub book: Arc<Book>,
    /// Its site; pages are made when they are asked for.
    pub site: OutputTree,
    /// How much of each source is quoted.
    pub shares: Vec<Share>,
    /// What is wrong so far; templates may find more when pages are made.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the site of a handbook.
pub fn build(snapshot: &Snapshot, drafts: Drafts) -> Build {
    build_as(snapshot, drafts, Style::SITE)
}

/// Builds the site as its writer sees it: with drafts, and with the places where things are written.
pub fn preview(snapshot: &Snapshot) -> Build {
    build_as(snapshot, Drafts::Shown, Style::PREVIEW)
}

fn build_as(snapshot: &Snapshot, drafts: Drafts, style: Style) -> Build {
    let mut diagnostics = Vec::new();
    let parsed = parse::parse(snapshot).unload(&mut diagnostics);
    let checked = check::check(&parsed, snapshot).unload(&mut diagnostics);
    let theme = Theme::load(snapshot, &parsed.settings).unload(&mut diagnostics);
    let book = Arc::new(book::assemble(&parsed, &checked, snapshot, drafts).unload(&mut diagnostics));
    let shares = coverage::shares(&parsed, book.pages.iter().map(|page| page.parsed.as_ref()), &book.matches);
    diagnostics.extend(coverage::check(&parsed, &shares));
    let site = site::site(&book, theme, style);
    Build { book, site, shares, diagnostics }
}
