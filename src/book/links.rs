//! Decides where each link and picture leads: page and section, file, official document, another site, or nowhere.
//! What leads nowhere is reported with the nearest thing that exists.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::places::{Outlined, PlacesOf, Shown, ShownFolder};
use super::{Asset, Destination, Page, PageId, SourceId};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::parse::Parsed;
use crate::parse::sources::SourceRecord;
use crate::parse::tree::Link;
use crate::settings::Settings;
use crate::text::escape::from_url;
use crate::text::nearest::Names;
use crate::text::slug::{Taken, file_slug, slug};
use crate::text::{BookPath, Fingerprint, Span};

/// Schemes that lead to people and other sites; any other could run a program on the reader's machine.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Everything that a link can lead to.
pub struct Map<'a> {
    pub(super) outlined: &'a Outlined,
    pub(super) snapshot: &'a Snapshot,
    pub(super) sources: &'a [SourceRecord],
    pub(super) settings: &'a Settings,
    fingerprint: Fingerprint,
    /// The pages and the other files of `content/`, from the first link on that leads to none of them.
    pages: OnceLock<Names<'a>>,
    files: OnceLock<Names<'a>>,
}

impl<'a> Map<'a> {
    /// The map of a handbook.
    pub(super) fn new(outlined: &'a Outlined, parsed: &'a Parsed, snapshot: &'a Snapshot) -> Self {
        let (sources, settings) = (&parsed.sources, &parsed.settings);
        let sources_named = Fingerprint::of_all(sources.iter().map(|source| (&source.key, &source.file)));
        let named = outlined.order.fingerprint.with(parsed.names).with(sources_named);
        let rules = [settings.quiz_required, settings.raw_html];
        let fingerprint = rules.iter().fold(named, |all, rule| all.with_number(usize::from(*rule)));
        Self { outlined, snapshot, sources, settings, fingerprint, pages: OnceLock::new(), files: OnceLock::new() }
    }

    /// What the pages of a folder depend on: the map, and what they say themselves.
    pub(super) fn question_of_folder(&self, folder: &PlacesOf, shown: Option<&ShownFolder<'_>>) -> Fingerprint {
        let said = shown.map(|folder| folder.fingerprint).unwrap_or_default();
        self.fingerprint.with(Fingerprint::of(folder.path.as_bytes())).with(said)
    }

    /// What the page at a place depends on.
    pub(super) fn question(&self, place: usize, shown: Option<&Shown<'_>>) -> Fingerprint {
        let page = shown.map(|shown| shown.page.fingerprint()).unwrap_or_default();
        let quiz = shown.and_then(|shown| shown.quiz).map(|quiz| quiz.fingerprint()).unwrap_or_default();
        self.fingerprint.with_number(place).with(page).with(quiz)
    }

    /// Where each link of a page leads.
    pub fn decide(&self, page: &Page) -> Outcome<Vec<Destination>> {
        let mut diagnostics = Vec::new();
        let links = page.parsed.body.links.iter();
        let destinations = links.map(|link| self.decide_one(page, link, &mut diagnostics)).collect();
        Outcome { value: destinations, diagnostics }
    }

    fn decide_one(&self, page: &Page, link: &Link, diagnostics: &mut Vec<Diagnostic>) -> Destination {
        // Where HTML is not allowed it is shown as text, and was reported as that.
        if link.in_html && !self.settings.raw_html {
            return Destination::Nowhere;
        }
        let mut report = |code: Code, complete: &dyn Fn(Diagnostic) -> Diagnostic| {
            let diagnostic = Diagnostic::new(code, Span::new(&page.parsed.file, link.at.clone())).with("target", &link.target);
            diagnostics.push(complete(diagnostic));
            Destination::Nowhere
        };
        let target = link.target.trim();
        if let Some(scheme) = scheme(target) {
            return match SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
                true if link.is_image => report(Code::ImageRemote, &|diagnostic| diagnostic),
                true => Destination::Elsewhere(target.to_owned()),
                false => report(Code::LinkScheme, &|diagnostic| diagnostic),
            };
        }
        if target.starts_with("//") {
            let code = if link.is_image { Code::ImageRemote } else { Code::LinkScheme };
            return report(code, &|diagnostic| diagnostic);
        }
        let (file, section) = target.split_once('#').map_or((target, None), |(file, section)| (file, Some(from_url(section))));
        let file = from_url(file.split('?').next().unwrap_or_default());
        let place = if file.is_empty() { Some(page.path.clone()) } else { page.path.parent().resolve(&file) };
        let Some(place) = place.filter(|place| place.below("content").is_some() || self.source_of(place).is_some()) else {
            return report(Code::LinkOutside, &|diagnostic| diagnostic);
        };
        let near = |names: &Names| names.nearest_from(&page.path.parent(), &file);
        match self.at(&place) {
            Some(Destination::Page(..)) | None if link.is_image => {
                report(Code::ImageMissing, &|diagnostic| diagnostic.nearest(near(self.files()).as_deref()))
            }
            Some(Destination::Page(id, _)) => Destination::Page(id, section.filter(|section| !section.is_empty())),
            Some(destination) => destination,
            None => report(Code::LinkBroken, &|diagnostic| diagnostic.nearest(near(self.pages()).as_deref())),
        }
    }

    /// What stands at a place: a page, the index of a folder, a source, or another file.
    fn at(&self, place: &BookPath) -> Option<Destination> {
        let page = self.outlined.by_path.get(place).or_else(|| self.outlined.by_path.get(&place.child("index.md")));
        if let Some(id) = page {
            return Some(Destination::Page(*id, None));
        }
        if let Some(source) = self.source_of(place) {
            return Some(Destination::Source(source));
        }
        (self.snapshot.get(place).is_some() && !is_workshop(place)).then(|| Destination::Asset(place.clone()))
    }

    fn source_of(&self, place: &BookPath) -> Option<SourceId> {
        self.sources.iter().position(|source| source.file == *place).map(SourceId)
    }

    fn pages(&self) -> &Names<'a> {
        self.pages.get_or_init(|| Names::new(self.written().filter(|path| path.ends_with(".md"))))
    }

    fn files(&self) -> &Names<'a> {
        self.files.get_or_init(|| Names::new(self.written().filter(|path| !path.ends_with(".md"))))
    }

    fn written(&self) -> impl Iterator<Item = &'a str> {
        self.snapshot.below("content").map(|(path, _)| path.as_str())
    }
}

/// The scheme of a reference, such as `https`; none for paths.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let sound =
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    // Browsers drop white space and controls inside a scheme, so they cannot hide one from us.
    let hidden = scheme.chars().any(|c| c.is_control() || c.is_whitespace()) && !scheme.contains('/');
    (sound || hidden).then_some(scheme)
}

/// Files that make the handbook and are not part of it.
fn is_workshop(place: &BookPath) -> bool {
    place.name().ends_with(".quiz.yaml") || place.extension() == "yaml" || place.extension() == "md"
}

/// A page whose links name only sections that exist in the pages they lead to.
pub(super) fn with_sections<'a>(page: &Arc<Page>, target: impl Fn(PageId) -> &'a Arc<Page>) -> Outcome<Arc<Page>> {
    let mut diagnostics = Vec::new();
    let mut missing = Vec::new();
    let mut named: HashMap<PageId, Names> = HashMap::new();
    for (number, destination) in page.destinations.iter().enumerate() {
        let Destination::Page(id, Some(section)) = destination else { continue };
        let (to, sections) = (target(*id), target(*id).sections());
        let known = named.entry(*id).or_insert_with(|| Names::new(sections.iter().map(|known| known.id.as_str())));
        if known.contains(section) || (section == "quiz" && to.quiz.is_some()) {
            continue;
        }
        let link = &page.parsed.body.links[number];
        let diagnostic = Diagnostic::new(Code::LinkAnchor, Span::new(&page.parsed.file, link.at.clone())).with("target", &link.target);
        diagnostics.push(diagnostic.with("anchor", section).nearest(known.nearest(section)));
        missing.push((number, *id));
    }
    if missing.is_empty() {
        return Outcome::fine(page.clone());
    }
    let mut page = Page::clone(page);
    missing.into_iter().for_each(|(number, id)| page.destinations[number] = Destination::Page(id, None));
    Outcome { value: Arc::new(page), diagnostics }
}

/// The files that pages show or link to, each with an address of its own: folders and name in ASCII, ending kept.
pub fn assets<'a>(used: impl Iterator<Item = &'a BookPath>, snapshot: &Snapshot) -> BTreeMap<BookPath, Asset> {
    let used: BTreeSet<&BookPath> = used.collect();
    let mut taken = Taken::default();
    used.into_iter()
        .filter_map(|path| {
            let extension = slug(path.extension());
            let stem = taken.distinct(address_stem(path));
            let file = snapshot.get(path)?;
            Some((path.clone(), Asset { address: format!("{stem}.{extension}"), bytes: file.bytes.clone() }))
        })
        .collect()
}

fn address_stem(path: &BookPath) -> String {
    let folder = path.parent();
    let folders = folder.parts().skip(1).map(file_slug);
    let parts: Vec<String> = std::iter::once("tep".to_owned()).chain(folders).chain([file_slug(path.stem())]).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_cannot_hide() {
        let cases = [
            ("https://a.vn", Some("https")),
            ("java\nscript:alert(1)", Some("java\nscript")),
            ("a/b:c.md", None),
            ("a.md", None),
            ("C:\\x", Some("C")),
        ];
        for (target, expected) in cases {
            assert_eq!(scheme(target), expected, "{target:?}");
        }
    }
}
