//! Which pages are shown, and the place of each: the outline with what is looked up in it. It depends on the names of
//! files and the wishes of pages alone, so most edits leave it as it was.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::outline::{self, Place, Wish};
use super::pages::{Order, depth};
use super::{Drafts, PageId};
use crate::diagnostics::Outcome;
use crate::memory::Known;
use crate::parse::quiz::Quiz;
use crate::parse::{Parsed, ParsedFolder, ParsedPage, Unit};
use crate::text::{BookPath, Fingerprint};

/// A page that is shown, and the quiz file beside it.
pub(super) struct Shown<'a> {
    pub(super) page: &'a Known<ParsedPage>,
    pub(super) quiz: Option<&'a Known<Quiz>>,
}

/// The pages of a folder that are shown, in the order of their files.
pub(super) struct ShownFolder<'a> {
    pub(super) path: &'a str,
    pub(super) pages: Vec<Shown<'a>>,
    /// The fingerprint of the pages and their quizzes.
    pub(super) fingerprint: Fingerprint,
    /// The fingerprint of their names and wishes.
    wishes: Fingerprint,
}

/// The pages to show, by folder. A part that is a draft takes its pages with it.
pub(super) fn shown(parsed: &Parsed, drafts: Drafts) -> Vec<ShownFolder<'_>> {
    let folders = parsed.folders.iter();
    if drafts == Drafts::Shown {
        return folders.map(|folder| ShownFolder::new(folder, &|_| true)).collect();
    }
    let pages = parsed.folders.iter().flat_map(|folder| &folder.units).filter_map(|unit| unit.page.as_ref());
    let parts = pages.filter(|page| page.front.draft && page.path.name() == "index.md");
    let parts: Vec<BookPath> = parts.map(|part| part.path.parent()).collect();
    let is_left_out = |page: &ParsedPage| page.front.draft || parts.iter().any(|part| page.path.below(part.as_str()).is_some());
    folders.map(|folder| ShownFolder::new(folder, &|page| !is_left_out(page))).collect()
}

impl<'a> ShownFolder<'a> {
    fn new(folder: &'a ParsedFolder, is_shown: &dyn Fn(&ParsedPage) -> bool) -> Self {
        let of_unit = |unit: &'a Unit| Some(Shown { page: unit.page.as_ref()?, quiz: unit.quiz.as_ref().map(|(_, quiz)| quiz) });
        let written: Vec<Shown<'a>> = folder.units.iter().filter_map(of_unit).collect();
        let count = written.len();
        let pages: Vec<Shown<'a>> = written.into_iter().filter(|shown| is_shown(shown.page)).collect();
        let (mut fingerprint, mut wishes) = (folder.fingerprint, folder.wishes);
        if pages.len() < count {
            let left = Fingerprint::of_all(pages.iter().map(|shown| &shown.page.path));
            (fingerprint, wishes) = (fingerprint.with(left), wishes.with(left));
        }
        Self { path: &folder.path, pages, fingerprint, wishes }
    }
}

/// The places of pages, and what is looked up in them.
#[derive(Debug)]
pub(super) struct Outlined {
    pub(super) places: Vec<Place>,
    pub(super) by_path: HashMap<BookPath, PageId>,
    pub(super) folders: Vec<PlacesOf>,
    pub(super) order: Arc<Order>,
}

/// The places of the pages of one folder.
#[derive(Debug)]
pub(super) struct PlacesOf {
    pub(super) path: Box<str>,
    /// Which of the shown folders it is; none for one in which no page is shown.
    pub(super) shown: Option<usize>,
    /// Places in reading order, each with which page of the folder stands there; none for a folder without an index.
    pub(super) places: Vec<(usize, Option<usize>)>,
}

/// The order depends on nothing but the names of pages and the wishes in their front matter.
pub(super) fn question(shown: &[ShownFolder<'_>]) -> Fingerprint {
    Fingerprint::of_all(shown.iter().map(|folder| (folder.path, folder.wishes)))
}

/// The outline of the shown pages.
pub(super) fn outlined(shown: &[ShownFolder<'_>]) -> Outcome<Arc<Outlined>> {
    let pages = || shown.iter().flat_map(|folder| &folder.pages).map(|shown| shown.page);
    let wishes = pages().map(|page| (page.path.clone(), Wish { order: page.front.order })).collect();
    outline::outline(&wishes).map(|places| {
        let by_path = places.iter().enumerate().map(|(place, at)| (at.path.clone(), PageId(place))).collect();
        let by_address = places.iter().enumerate().map(|(place, at)| (at.address.clone(), PageId(place))).collect();
        let deepest = places.iter().map(|at| depth(&at.address)).max().unwrap_or_default();
        let folders = by_folder(&places, shown);
        let mut held = vec![(0, 0); places.len()];
        for (folder, of) in folders.iter().enumerate() {
            of.places.iter().enumerate().for_each(|(number, (place, _))| held[*place] = (folder, number));
        }
        let order = Arc::new(Order { held, by_address, deepest, fingerprint: question(shown) });
        Arc::new(Outlined { places, by_path, folders, order })
    })
}

/// The places of each folder, in the order of folders.
fn by_folder(places: &[Place], shown: &[ShownFolder<'_>]) -> Vec<PlacesOf> {
    let numbers: HashMap<&str, usize> = shown.iter().enumerate().map(|(number, folder)| (folder.path, number)).collect();
    let mut folders: BTreeMap<&str, PlacesOf> = BTreeMap::new();
    for (place, at) in places.iter().enumerate() {
        let path = at.path.folder();
        let of =
            folders.entry(path).or_insert_with(|| PlacesOf { path: path.into(), shown: numbers.get(path).copied(), places: Vec::new() });
        let pages = of.shown.map_or(&[][..], |number| &shown[number].pages);
        let page = pages.binary_search_by(|shown| shown.page.path.cmp(&at.path)).ok();
        of.places.push((place, page));
    }
    folders.into_values().collect()
}
