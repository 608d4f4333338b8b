//! The live preview. Each build becomes one immutable, numbered [`Version`]; publishing is the swap of a pointer, and a
//! browser that shows an older version is told. What is published when something is broken is decided here; watching
//! ([`watch`]) and serving ([`http`]) are the edges, the browser's part is [`live`] with `live.js` and `live.css`.

pub mod editor;
pub mod http;
pub mod live;
pub mod request;
pub mod watch;

use std::sync::Arc;

use crate::book::{Book, Kind};
use crate::diagnostics::{Code, Diagnostic, Report, Severity};
use crate::engine::Build;
use crate::input::{File, Snapshot};
use crate::settings::SETTINGS_FILE;
use crate::target::site::Site;
use crate::text::{BookPath, Fingerprint};

/// What browsers are shown, from one build to the next.
pub struct Version {
    /// Counts from 1; 0 is before the first build.
    pub number: u64,
    /// The site and the book it was made of; none before the first build.
    pub shown: Option<Shown>,
    /// Whether what every page of it is made with holds, as far as is known.
    pub is_sound: bool,
    /// The sound site before it, for a page that fails in this one.
    pub before: Option<Shown>,
    /// Whether `shown` is an earlier build, because this one is broken in what every page depends on.
    pub kept: bool,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
}

/// A site that is shown.
#[derive(Clone)]
pub struct Shown {
    /// The pages; made when they are asked for.
    pub site: Arc<Site>,
    /// What they were made of.
    pub book: Arc<Book>,
    /// What a browser must fetch anew.
    pub signs: Signs,
}

/// Fingerprints of what pages share: where one differs, a browser exchanges it or reloads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Style sheets: exchanged in place.
    pub styles: String,
    /// Templates, scripts, words and the handbook's own facts: the page is loaded anew.
    pub frame: String,
    /// Pictures: fetched again.
    pub pictures: String,
}

impl Version {
    /// What is shown before the first build.
    pub fn none() -> Self {
        Self { number: 0, shown: None, is_sound: false, before: None, kept: false, errors: 0, warnings: 0 }
    }

    /// What a browser must fetch anew; empty before the first build.
    pub fn signs(&self) -> Signs {
        self.shown.as_ref().map(|shown| shown.signs.clone()).unwrap_or_default()
    }

    /// The version after this one, and everything that is wrong with it. Where the templates or the handbook's own
    /// facts are broken, the last site that was sound stays and takes no part of the new one: half of each would be
    /// a site that nobody wrote.
    pub fn next(&self, build: Build, snapshot: &Snapshot, mut diagnostics: Vec<Diagnostic>) -> (Self, Report) {
        let Build { book, site, diagnostics: found, .. } = build;
        diagnostics.extend(found);
        let signs = Signs::of(snapshot, &book);
        let new = Shown { site: Arc::new(site), book, signs };
        let is_other = self.shown.as_ref().is_none_or(|shown| shown.signs.frame != new.signs.frame);
        if is_other || !self.is_sound {
            diagnostics.extend(new.failures());
        }
        let sound = if self.is_sound { &self.shown } else { &self.before };
        let is_broken = diagnostics.iter().any(breaks_every_page);
        let report = Report::new(diagnostics);
        let next = match (is_broken, sound) {
            (true, Some(sound)) => self.after(sound.clone(), true, &report),
            (true, None) => Self { is_sound: false, ..self.after(new, false, &report) },
            (false, sound) => Self { before: sound.clone(), ..self.after(new, false, &report) },
        };
        (next, report)
    }

    /// The version after this one, in which pages were found to fail when they were asked for: the site before stays.
    pub fn failed(&self, report: &Report) -> Self {
        match (&self.before, &self.shown) {
            (Some(before), _) => self.after(before.clone(), true, report),
            (None, Some(shown)) => Self { is_sound: false, ..self.after(shown.clone(), false, report) },
            (None, None) => Self::none(),
        }
    }

    /// The next version, in which `shown` is shown, `kept` from before or new, and everything is as good as it can be.
    fn after(&self, shown: Shown, kept: bool, report: &Report) -> Self {
        let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
        Self { number: self.number + 1, shown: Some(shown), is_sound: true, before: self.before.clone(), kept, errors, warnings }
    }
}

impl Shown {
    /// The mistakes that templates make on one page of each kind.
    fn failures(&self) -> Vec<Diagnostic> {
        let kinds = [Kind::Cover, Kind::Part, Kind::Leaf];
        let examples = kinds.iter().filter_map(|kind| self.book.pages.iter().find(|page| page.kind == *kind));
        let contents = examples.filter_map(|page| self.site.get(&page.shell.address));
        contents.flat_map(|content| content.bytes().diagnostics).collect()
    }
}

/// Whether a mistake stands in what every page is made with.
fn breaks_every_page(diagnostic: &Diagnostic) -> bool {
    let path = &diagnostic.span.path;
    let is_shared = path.as_str() == SETTINGS_FILE || path.below("themes").is_some() || diagnostic.code == Code::CoverMissing;
    is_shared && diagnostic.code.severity() == Severity::Error
}

impl Signs {
    fn of(snapshot: &Snapshot, book: &Book) -> Self {
        let is = |path: &BookPath, endings: &[&str]| endings.contains(&path.extension().to_ascii_lowercase().as_str());
        let is_style = |path: &BookPath| is(path, &["css"]);
        let is_picture = |path: &BookPath| is(path, &["svg", "png", "jpg", "jpeg", "webp", "gif", "avif", "ico"]);
        let theme: Vec<(&BookPath, &File)> = snapshot.below("themes").collect();
        let settings = BookPath::new(SETTINGS_FILE);
        let facts = settings.as_ref().and_then(|path| Some((path, snapshot.get(path)?)));
        let frame = theme.iter().copied().filter(|(path, _)| !is_style(path) && !is_picture(path)).chain(facts);
        let assets = book.assets.keys().filter_map(|path| Some((path, snapshot.get(path)?)));
        Self {
            styles: sign(theme.iter().copied().filter(|(path, _)| is_style(path))),
            frame: sign(frame),
            pictures: sign(theme.iter().copied().filter(|(path, _)| is_picture(path)).chain(assets)),
        }
    }
}

/// One fingerprint for some files.
fn sign<'a>(files: impl Iterator<Item = (&'a BookPath, &'a File)>) -> String {
    const DIGITS: usize = 16;
    let listed: String = files.map(|(path, file)| format!("{path}\n{}\n", file.fingerprint.short(32))).collect();
    Fingerprint::of(listed.as_bytes()).short(DIGITS)
}
