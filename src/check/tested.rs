//! What testing pages gives beside mistakes, page by page and folder by folder: the quotations that hold, and what each
//! page quotes of which source.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::coverage::Quoted;
use super::quotation::Match;
use super::verify::Found;
use crate::diagnostics::Outcome;
use crate::parse::ParsedFolder;
use crate::text::{BookPath, Fingerprint, Span};

/// What testing a page and its quiz gives.
#[derive(Clone)]
pub struct Tested {
    /// The quotations of the page that hold.
    pub in_page: Arc<Found>,
    /// The quotations of its quiz that hold.
    pub in_quiz: Arc<Found>,
    /// What the text of the page quotes.
    pub quoted: Option<Quoted>,
}

/// What testing the pages of a folder gives.
#[derive(Debug)]
pub struct TestedFolder {
    path: BookPath,
    found: BTreeMap<BookPath, Arc<Found>>,
    /// What the text of each page quotes, where it quotes anything.
    pub quoted: Vec<(BookPath, Quoted)>,
    /// The fingerprint of what its pages quote.
    pub quoting: Fingerprint,
}

/// Puts together what testing each page of a folder gave.
pub fn join(folder: &ParsedFolder, tested: Vec<Outcome<Tested>>) -> Outcome<Arc<TestedFolder>> {
    let mut diagnostics = Vec::new();
    let tested: Vec<Tested> = tested.into_iter().map(|outcome| outcome.unload(&mut diagnostics)).collect();
    let units = || folder.units.iter().zip(&tested);
    let of_pages = units().filter_map(|(unit, tested)| Some((unit.page.as_ref()?.file.clone(), &tested.in_page)));
    let of_quizzes = units().filter_map(|(unit, tested)| Some((unit.quiz.as_ref()?.0.clone(), &tested.in_quiz)));
    let mut by_file: BTreeMap<BookPath, Vec<&Arc<Found>>> = BTreeMap::new();
    for (path, here) in of_pages.chain(of_quizzes).filter(|(_, found)| !found.is_empty()) {
        by_file.entry(path).or_default().push(here);
    }
    let found = by_file.into_iter().map(|(path, found)| (path, together(&found))).collect();
    let quoted = units().filter_map(|(unit, tested)| Some((unit.page.as_ref()?.path.clone(), tested.quoted.clone()?)));
    let quoted: Vec<(BookPath, Quoted)> = quoted.collect();
    let quoting = Fingerprint::of_all(quoted.iter().map(|(path, quoted)| (path, quoted.fingerprint())));
    let path = BookPath::new(&folder.path).unwrap_or_else(BookPath::root);
    Outcome { value: Arc::new(TestedFolder { path, found, quoted, quoting }), diagnostics }
}

/// What was found in the pages of one file: those made from data share it.
fn together(found: &[&Arc<Found>]) -> Arc<Found> {
    match found {
        [one] => Arc::clone(one),
        all => Arc::new(all.iter().flat_map(|found| found.iter()).map(|(span, found)| (span.clone(), found.clone())).collect()),
    }
}

/// Every quotation that holds, by the file it stands in and the place of its citation or of its `source` key there.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    folders: BTreeMap<BookPath, Arc<TestedFolder>>,
    glossary: Option<(BookPath, Arc<Found>)>,
}

impl Matches {
    /// The quotation whose citation stands at a place.
    pub fn get(&self, cited_at: &Span) -> Option<&Match> {
        let of_glossary = self.glossary.as_ref().filter(|(path, _)| *path == cited_at.path).map(|(_, found)| found);
        let in_folder = || self.folders.get(cited_at.path.folder())?.found.get(&cited_at.path);
        of_glossary.or_else(in_folder)?.get(cited_at)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        let in_folders = self.folders.values().flat_map(|folder| folder.found.values());
        in_folders.chain(self.glossary.iter().map(|(_, found)| found)).map(|found| found.len()).sum()
    }

    /// Gathers what was found in each folder, and in the glossary.
    pub(super) fn gather(folders: &[Arc<TestedFolder>], glossary: Option<(BookPath, Arc<Found>)>) -> Self {
        Self { folders: folders.iter().map(|folder| (folder.path.clone(), folder.clone())).collect(), glossary }
    }
}
