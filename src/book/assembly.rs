//! Puts the parsed files together: first the order of all pages, then each page in its place with its links decided, then
//! the sections that links name in other pages. Each step is remembered by what it was given, so that an edit puts
//! together again only the page it touches, and asks again only about its folder.

use std::sync::Arc;

use super::glossary::Glossary;
use super::links::{self, Map};
use super::outline::Place;
use super::pages::Pages;
use super::places::{self, Outlined, PlacesOf, Shown, ShownFolder};
use super::{Book, Destination, Drafts, Kind, Page, PageId, Shell, questions, source_of};
use crate::check::Checked;
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::memory::{Grouped, Known, Memory, Remembering};
use crate::parse::quiz::Quiz;
use crate::parse::tree::Body;
use crate::parse::{Parsed, ParsedPage};
use crate::text::{BookPath, Fingerprint, Span};

/// Syllables read with understanding in a minute: a moderate pace for study texts, so that nobody is promised less
/// time than it takes. Vietnamese writes each syllable as a word.
const SYLLABLES_A_MINUTE: usize = 230;

/// Seconds a reader spends on a question.
const SECONDS_A_QUESTION: usize = 30;

/// Bytes of a syllable with the space after it.
const BYTES_OF_A_SYLLABLE: usize = 6;

/// What was put together before.
#[derive(Default)]
pub struct Remembered {
    outline: Memory<Outcome<Arc<Outlined>>>,
    glossary: Memory<Known<Glossary>>,
    pages: Grouped<Outcome<Arc<PlacedFolder>>, Outcome<Placed>>,
    anchors: Linked,
    names: Memory<bool>,
    final_test: Memory<Option<Diagnostic>>,
}

/// Pages whose links name sections, by folder.
type Linked = Grouped<Outcome<Arc<[Arc<Page>]>>, Outcome<Arc<Page>>>;

impl Remembered {
    /// The memories, each with a name for the count of its questions.
    pub fn memories(&mut self) -> [(&'static str, &mut dyn Remembering); 6] {
        [
            ("outline", &mut self.outline),
            ("glossary", &mut self.glossary),
            ("place page", &mut self.pages),
            ("find sections", &mut self.anchors),
            ("question names", &mut self.names),
            ("final test", &mut self.final_test),
        ]
    }
}

/// Puts the parsed files together.
pub fn assemble(parsed: &Parsed, checked: &Checked, snapshot: &Snapshot, drafts: Drafts, remembered: &mut Remembered) -> Outcome<Book> {
    let mut diagnostics = Vec::new();
    let shown = places::shown(parsed, drafts);
    let outlined = remembered.outline.answer(places::question(&shown), || places::outlined(&shown)).unload(&mut diagnostics);
    let glossary = remembered
        .glossary
        .answer(parsed.glossary.fingerprint(), || Known::new(Glossary::new(&parsed.glossary), parsed.glossary.fingerprint()));

    let map = Map::new(&outlined, parsed, snapshot);
    let folders = place_folders(&map, &shown, &mut remembered.pages, &mut diagnostics);
    let pages = with_sections(&folders, &outlined, &mut remembered.anchors, &mut diagnostics);
    let assets = links::assets(folders.iter().flat_map(|(_, folder)| &folder.assets), snapshot);
    let book = Book {
        settings: parsed.settings.clone(),
        has_quizzes: folders.iter().any(|(_, folder)| folder.has_quizzes),
        pages,
        glossary,
        sources: parsed.sources.clone(),
        texts: parsed.texts.clone(),
        errata: parsed.errata.clone(),
        matches: checked.matches.clone(),
        data: parsed.data.clone(),
        assets,
    };
    let asked = Fingerprint::of_all(folders.iter().map(|(_, folder)| folder.asked));
    let test = Fingerprint::of(format!("{:?}", parsed.settings.final_test).as_bytes());
    let question = outlined.order.fingerprint.with(test).with(asked);
    diagnostics.extend(remembered.final_test.answer(question, || questions::check_final(&book)));
    let named = Fingerprint::of_all(folders.iter().map(|(_, folder)| folder.named));
    let names = || folders.iter().flat_map(|(_, folder)| folder.names.iter().copied());
    if !remembered.names.answer(named, || questions::are_distinct(names())) {
        diagnostics.extend(questions::shared_names(&book));
    }
    Outcome { value: book, diagnostics }
}

/// The pages of a folder in their places.
struct PlacedFolder {
    /// In reading order.
    placed: Vec<Placed>,
    /// The same, without what is only needed here.
    pages: Arc<[Arc<Page>]>,
    assets: Vec<BookPath>,
    has_quizzes: bool,
    /// The fingerprint of the sections that can be named in them.
    sections: Fingerprint,
    /// The names of their questions, those of each page once.
    names: Vec<u64>,
    /// The fingerprint of these.
    named: Fingerprint,
    /// The fingerprint of what the final test depends on.
    asked: Fingerprint,
}

impl PlacedFolder {
    fn new(placed: Vec<Placed>) -> Self {
        let names: Vec<u64> = placed.iter().flat_map(|placed| questions::names(&placed.page)).collect();
        Self {
            pages: placed.iter().map(|placed| placed.page.clone()).collect(),
            assets: placed.iter().flat_map(|placed| placed.assets.iter().cloned()).collect(),
            has_quizzes: placed.iter().any(|placed| placed.page.quiz.is_some()),
            sections: Fingerprint::of_all(placed.iter().map(|placed| placed.sections)),
            named: Fingerprint::of_all(&names),
            names,
            asked: Fingerprint::of_all(placed.iter().map(|placed| placed.asked)),
            placed,
        }
    }
}

/// Puts the pages of every folder in their places; each folder with the fingerprint of what it was made from.
fn place_folders(
    map: &Map<'_>,
    shown: &[ShownFolder<'_>],
    memory: &mut Grouped<Outcome<Arc<PlacedFolder>>, Outcome<Placed>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Fingerprint, Arc<PlacedFolder>)> {
    let shown_in = |folder: &PlacesOf| folder.shown.map(|number| &shown[number]);
    let folders = map.outlined.folders.iter();
    let questions: Vec<(Fingerprint, &PlacesOf)> =
        folders.map(|folder| (map.question_of_folder(folder, shown_in(folder)), folder)).collect();
    let pages = |folder: &&PlacesOf| {
        let here = |page: &Option<usize>| Some(&shown_in(folder)?.pages[(*page)?]);
        folder.places.iter().map(|(place, page)| (map.question(*place, here(page)), (*place, here(page)))).collect()
    };
    let join = |_: &&PlacesOf, pages: Vec<Outcome<Placed>>| {
        let mut diagnostics = Vec::new();
        let placed = pages.into_iter().map(|page| page.unload(&mut diagnostics)).collect();
        Outcome { value: Arc::new(PlacedFolder::new(placed)), diagnostics }
    };
    let placed = memory.answers(&questions, pages, |(place, shown)| placed(*place, map, *shown), join);
    questions.iter().zip(placed).map(|((question, _), folder)| (*question, folder.unload(diagnostics))).collect()
}

/// A page in its place, with its links decided but for the sections they name in pages.
#[derive(Clone)]
struct Placed {
    page: Arc<Page>,
    /// What it was made from.
    question: Fingerprint,
    /// The pages of which its links name a section.
    targets: Arc<[PageId]>,
    /// The files that it shows or links to.
    assets: Arc<[BookPath]>,
    /// The fingerprint of the sections that can be named in it.
    sections: Fingerprint,
    /// The fingerprint of what the final test depends on: how many questions it has, and the title of a part.
    asked: Fingerprint,
}

fn placed(place: usize, map: &Map<'_>, shown: Option<&Shown<'_>>) -> Outcome<Placed> {
    let mut diagnostics = Vec::new();
    let mut page = page(&map.outlined.places[place], shown);
    page.destinations = map.decide(&page).unload(&mut diagnostics);
    page.cited = page.parsed.body.citations.iter().map(|citation| source_of(map.sources, &citation.key)).collect();
    if map.settings.quiz_required && questions::is_missing(&page, map.snapshot) {
        diagnostics.push(Diagnostic::new(Code::QuizMissing, Span::file(&page.path)));
    }
    let targets = page.destinations.iter().filter_map(|destination| match destination {
        Destination::Page(id, Some(_)) => Some(*id),
        _ => None,
    });
    let assets = page.destinations.iter().filter_map(|destination| match destination {
        Destination::Asset(path) => Some(path.clone()),
        _ => None,
    });
    let sections = Fingerprint::of_all([(page.sections().iter().map(|section| &section.id).collect::<Vec<_>>(), page.quiz.is_some())]);
    let (targets, assets) = (targets.collect(), assets.collect());
    let asked = questions::fingerprint(&page);
    let question = map.question(place, shown);
    Outcome { value: Placed { page: Arc::new(page), question, targets, assets, sections, asked }, diagnostics }
}

impl Placed {
    fn names_sections(&self) -> bool {
        !self.targets.is_empty()
    }
}

/// The pages with the sections that their links name looked up in the pages they lead to.
fn with_sections(
    folders: &[(Fingerprint, Arc<PlacedFolder>)],
    outlined: &Outlined,
    memory: &mut Linked,
    diagnostics: &mut Vec<Diagnostic>,
) -> Pages {
    let to = |id: PageId| {
        let (folder, place) = outlined.order.held[id.0];
        &folders[folder].1.placed[place]
    };
    // As long as no heading changes anywhere, no link can lead to another section.
    let all = Fingerprint::of_all(folders.iter().map(|(_, folder)| folder.sections));
    let naming = folders.iter().enumerate().filter(|(_, (_, folder))| folder.placed.iter().any(Placed::names_sections));
    let naming: Vec<(Fingerprint, (usize, &PlacedFolder))> =
        naming.map(|(number, (question, folder))| (question.with(all), (number, folder.as_ref()))).collect();
    let questions = |(_, folder): &(usize, &'_ PlacedFolder)| {
        let naming = folder.placed.iter().filter(|placed| placed.names_sections());
        naming.map(|of| (of.targets.iter().fold(of.question, |all, target| all.with(to(*target).sections)), of.page.clone())).collect()
    };
    let find = |page: &Arc<Page>| links::with_sections(page, |id| &to(id).page);
    let join = |(_, folder): &(usize, &PlacedFolder), found: Vec<Outcome<Arc<Page>>>| {
        let mut diagnostics = Vec::new();
        let mut found = found.into_iter().map(|page| page.unload(&mut diagnostics));
        let next = |placed: &Placed| if placed.names_sections() { found.next() } else { Some(placed.page.clone()) };
        let pages = folder.placed.iter().filter_map(next).collect();
        Outcome { value: pages, diagnostics }
    };
    let found = memory.answers(&naming, questions, find, join);
    let mut pages: Vec<Arc<[Arc<Page>]>> = folders.iter().map(|(_, folder)| folder.pages.clone()).collect();
    for ((_, (folder, _)), found) in naming.iter().zip(found) {
        pages[*folder] = found.unload(diagnostics);
    }
    Pages::new(pages, outlined.order.clone())
}

fn page(place: &Place, here: Option<&Shown<'_>>) -> Page {
    let parsed = here.map_or_else(|| Known::new(nameless(place), Fingerprint::default()), |shown| shown.page.clone());
    // The file beside the page counts before a fence in it.
    let fence = || parsed.body.quizzes.first().cloned().map(Arc::new);
    let quiz = here.and_then(|shown| shown.quiz).map(Known::share).or_else(fence);
    let questions = quiz.as_ref().map_or(0, |quiz| quiz.questions.len());
    let seconds = parsed.body.syllables * 60 / SYLLABLES_A_MINUTE + questions * SECONDS_A_QUESTION;
    let front = &parsed.front;
    Page {
        size: size(&parsed, quiz.as_deref()),
        shell: Shell {
            title: parsed.title.clone(),
            number: place.number.clone(),
            address: place.address.clone(),
            summary: front.summary.clone(),
            minutes: seconds.div_ceil(60),
            questions,
            draft: front.draft,
        },
        kind: match (place.parent, place.is_part) {
            (None, _) => Kind::Cover,
            (_, true) => Kind::Part,
            _ => Kind::Leaf,
        },
        path: place.path.clone(),
        parent: place.parent,
        children: place.children.clone(),
        objectives: front.objectives.clone(),
        keywords: front.keywords.clone(),
        updated: front.updated,
        destinations: Vec::new(),
        cited: Vec::new(),
        quiz,
        parsed,
    }
}

fn size(page: &ParsedPage, quiz: Option<&Quiz>) -> usize {
    let head = [&page.title, &page.front.summary].into_iter().chain(&page.front.objectives).map(String::len).sum::<usize>();
    let asked = quiz.iter().flat_map(|quiz| &quiz.questions).map(|question| question.ask.len()).sum::<usize>();
    head + asked + page.body.syllables * BYTES_OF_A_SYLLABLE
}

/// A page for a folder that has no `index.md`: its name must serve as its title.
fn nameless(place: &Place) -> ParsedPage {
    let folder = place.path.parent();
    ParsedPage {
        path: place.path.clone(),
        file: place.path.clone(),
        front: Default::default(),
        title: folder.name().to_owned(),
        body: Body::default(),
    }
}
