//! Snapshot in, build out. The only place that knows the order of the stages.

use std::sync::Arc;

use crate::book::{self, Book, Drafts};
use crate::check;
use crate::check::coverage::{self, Share};
use crate::diagnostics::{Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::memory::{Count, Memory, Remembering};
use crate::parse;
use crate::render::style::Style;
use crate::render::theme::{self, Theme};
use crate::target::site::{self, Site};

/// What a handbook becomes.
pub struct Build {
    /// The finished handbook.
    pub book: Arc<Book>,
    /// Its site; what stands in it is made when it is asked for.
    pub site: Site,
    /// How much of each source is quoted.
    pub shares: Vec<Share>,
    /// What is wrong so far; templates may find more when pages are made.
    pub diagnostics: Vec<Diagnostic>,
}

/// What builds before this one worked out. An empty one knows nothing; any other only makes the same build quicker.
#[derive(Default)]
pub struct Remembered {
    parse: parse::Remembered,
    check: check::Remembered,
    book: book::Remembered,
    themes: Memory<Outcome<Arc<Theme>>>,
    shares: Memory<Outcome<Vec<Share>>>,
}

impl Remembered {
    /// Knows the themes that `other` knows and nothing else: loading one costs as much as building a small handbook.
    pub fn with_themes_of(other: &Self) -> Self {
        Self { themes: other.themes.clone(), ..Self::default() }
    }

    /// How often each kind of question was asked in the last build, and how often it had to be worked out.
    pub fn counts(&mut self) -> Vec<(&'static str, Count)> {
        self.memories().into_iter().map(|(name, memory)| (name, memory.count())).collect()
    }

    fn memories(&mut self) -> Vec<(&'static str, &mut dyn Remembering)> {
        let Self { parse, check, book, themes, shares } = self;
        let own: [(&'static str, &mut dyn Remembering); 2] = [("theme", themes), ("coverage", shares)];
        parse.memories().into_iter().chain(check.memories()).chain(book.memories()).chain(own).collect()
    }
}

/// Builds the site of a handbook from nothing.
pub fn build(snapshot: &Snapshot, drafts: Drafts) -> Build {
    rebuild(snapshot, drafts, &mut Remembered::default())
}

/// Builds the site of a handbook. What was worked out before is not worked out again; the build is the same.
pub fn rebuild(snapshot: &Snapshot, drafts: Drafts, remembered: &mut Remembered) -> Build {
    rebuild_as(snapshot, drafts, Style::SITE, remembered, &mut |_| {})
}

/// The same, and tells each stage when it is done: whoever has a clock can say how long it took.
pub fn rebuild_telling(snapshot: &Snapshot, drafts: Drafts, remembered: &mut Remembered, done: Done<'_>) -> Build {
    rebuild_as(snapshot, drafts, Style::SITE, remembered, done)
}

/// Builds the site as its writer sees it: with drafts, and with the places where things are written.
pub fn preview(snapshot: &Snapshot, remembered: &mut Remembered) -> Build {
    rebuild_as(snapshot, Drafts::Shown, Style::PREVIEW, remembered, &mut |_| {})
}

/// Called with the name of each stage when it is done.
pub type Done<'a> = &'a mut dyn FnMut(&'static str);

fn rebuild_as(snapshot: &Snapshot, drafts: Drafts, style: Style, remembered: &mut Remembered, done: Done<'_>) -> Build {
    remembered.memories().into_iter().for_each(|(_, memory)| memory.begin());
    let mut diagnostics = Vec::new();
    let parsed = parse::parse(snapshot, &mut remembered.parse).unload(&mut diagnostics);
    done("parse");
    let Remembered { check, themes, .. } = &mut *remembered;
    let theme_question = theme::question(snapshot, &parsed.settings);
    let (checked, theme) = rayon::join(
        || check::check(&parsed, snapshot, check),
        || themes.answer(theme_question, || site::theme(snapshot, &parsed.settings)),
    );
    let checked = checked.unload(&mut diagnostics);
    let theme = theme.unload(&mut diagnostics);
    done("check, theme");
    let book = book::assemble(&parsed, &checked, snapshot, drafts, &mut remembered.book).unload(&mut diagnostics);
    let book = Arc::new(book);
    done("assemble");

    let shares = remembered.shares.answer(coverage::question(&parsed, checked.quoting, book.pages.fingerprint()), || {
        let quoted = checked.quoted();
        let shares = coverage::shares(&parsed, book.pages.iter().filter_map(|page| quoted.get(&page.path).copied()));
        Outcome { diagnostics: coverage::check(&parsed, &shares), value: shares }
    });
    let shares = shares.unload(&mut diagnostics);
    done("coverage");
    let site = Site::new(book.clone(), theme, style);
    Build { book, site, shares, diagnostics }
}
