//! Puts the parsed files together: first the order of all pages, then each page in its place with its links decided, then
//! the sections that links name in other pages. Each step is remembered by what it was given, so that an edit puts
//! together again only the page it touches.

use std::collections::HashMap;
use std::sync::Arc;

use super::glossary::Glossary;
use super::links::{self, Map};
use super::outline::{self, Place, Wish};
use super::{Book, Destination, Drafts, Kind, Page, PageId, Shell, questions, source_of};
use crate::check::Checked;
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::memory::{Known, Memory, Remembering};
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
    pages: Memory<Outcome<Placed>>,
    anchors: Memory<Outcome<Arc<Page>>>,
    questions: Memory<Vec<Diagnostic>>,
}

impl Remembered {
    /// The memories, each with a name for the count of its questions.
    pub fn memories(&mut self) -> [(&'static str, &mut dyn Remembering); 5] {
        [
            ("outline", &mut self.outline),
            ("glossary", &mut self.glossary),
            ("place page", &mut self.pages),
            ("find sections", &mut self.anchors),
            ("questions together", &mut self.questions),
        ]
    }
}

/// Puts the parsed files together.
pub fn assemble(parsed: &Parsed, checked: &Checked, snapshot: &Snapshot, drafts: Drafts, remembered: &mut Remembered) -> Outcome<Book> {
    let mut diagnostics = Vec::new();
    let shown = shown_pages(parsed, drafts);
    let outlined = remembered.outline.answer(outline_question(&shown), || outlined(&shown)).unload(&mut diagnostics);
    let glossary = remembered
        .glossary
        .answer(parsed.glossary.fingerprint(), || Known::new(Glossary::new(&parsed.glossary), parsed.glossary.fingerprint()));

    let map = Map::new(&outlined, snapshot, &parsed.sources, &parsed.settings);
    let questions: Vec<(usize, Fingerprint)> = (0..outlined.places.len()).map(|place| (place, map.question(place, &shown))).collect();
    let placed = remembered.pages.answers(&questions, |(_, question)| *question, |(place, _)| placed(*place, &map, &shown));
    let placed: Vec<Placed> = placed.into_iter().map(|outcome| outcome.unload(&mut diagnostics)).collect();
    let pages = with_sections(&placed, &questions, &mut remembered.anchors, &mut diagnostics);

    let assets = links::assets(placed.iter().flat_map(|placed| placed.assets.iter()), snapshot);
    let book = Book {
        settings: parsed.settings.clone(),
        has_quizzes: pages.iter().any(|page| page.quiz.is_some()),
        pages,
        glossary,
        sources: parsed.sources.clone(),
        texts: parsed.texts.clone(),
        errata: parsed.errata.clone(),
        matches: checked.matches.clone(),
        data: parsed.data.clone(),
        assets,
    };
    let asked = Fingerprint::of_all(placed.iter().map(|placed| placed.asked));
    let test = Fingerprint::of(format!("{:?}", parsed.settings.final_test).as_bytes());
    let question = outlined.fingerprint.with(test).with(asked);
    diagnostics.extend(remembered.questions.answer(question, || questions::check(&book)));
    Outcome { value: book, diagnostics }
}

/// The pages to show, each with the quiz file beside it, in the order of their files. A part that is a draft takes its
/// pages with it.
fn shown_pages(parsed: &Parsed, drafts: Drafts) -> Vec<Shown<'_>> {
    let units = parsed.units().into_iter().filter_map(|unit| Some(Shown { page: unit.page?, quiz: unit.quiz.map(|(_, quiz)| quiz) }));
    let mut shown: Vec<Shown<'_>> = units.collect();
    if drafts == Drafts::LeftOut {
        let parts = shown.iter().filter(|shown| shown.page.front.draft && shown.page.path.name() == "index.md");
        let parts: Vec<BookPath> = parts.map(|part| part.page.path.parent()).collect();
        let is_in = |page: &ParsedPage, part: &BookPath| page.path.below(part.as_str()).is_some();
        shown.retain(|shown| !shown.page.front.draft && !parts.iter().any(|part| is_in(shown.page, part)));
    }
    shown
}

/// A page that is shown, and the quiz file beside it.
pub(super) struct Shown<'a> {
    pub(super) page: &'a Known<ParsedPage>,
    pub(super) quiz: Option<&'a Known<Quiz>>,
}

/// The order depends on nothing but the names of pages and the wishes in their front matter.
fn outline_question(shown: &[Shown<'_>]) -> Fingerprint {
    Fingerprint::of_all(shown.iter().map(|shown| (&shown.page.path, shown.page.front.order)))
}

/// The places of pages, and what is looked up in them.
#[derive(Debug)]
pub(super) struct Outlined {
    pub(super) places: Vec<Place>,
    pub(super) by_path: HashMap<BookPath, PageId>,
    /// For each place, which of the shown pages stands there; none for a folder without an index.
    pub(super) shown: Vec<Option<usize>>,
    pub(super) fingerprint: Fingerprint,
}

fn outlined(shown: &[Shown<'_>]) -> Outcome<Arc<Outlined>> {
    let wishes = shown.iter().map(|shown| (shown.page.path.clone(), Wish { order: shown.page.front.order })).collect();
    let numbers: HashMap<&BookPath, usize> = shown.iter().enumerate().map(|(number, shown)| (&shown.page.path, number)).collect();
    outline::outline(&wishes).map(|places| {
        let by_path = places.iter().enumerate().map(|(place, at)| (at.path.clone(), PageId(place))).collect();
        let shown_at = places.iter().map(|place| numbers.get(&place.path).copied()).collect();
        Arc::new(Outlined { places, by_path, shown: shown_at, fingerprint: outline_question(shown) })
    })
}

/// A page in its place, with its links decided but for the sections they name in pages.
#[derive(Clone)]
struct Placed {
    page: Arc<Page>,
    /// The pages of which its links name a section.
    targets: Arc<[PageId]>,
    /// The files that it shows or links to.
    assets: Arc<[BookPath]>,
    /// The fingerprint of the sections that can be named in it.
    sections: Fingerprint,
    /// The fingerprint of what the questions of the handbook together depend on: its questions, and the title of a part.
    asked: Fingerprint,
}

fn placed(place: usize, map: &Map<'_>, shown: &[Shown<'_>]) -> Outcome<Placed> {
    let mut diagnostics = Vec::new();
    let mut page = page(place, map, shown);
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
    Outcome { value: Placed { page: Arc::new(page), targets, assets, sections, asked }, diagnostics }
}

/// The pages with the sections that their links name looked up in the pages they lead to.
fn with_sections(
    placed: &[Placed],
    questions: &[(usize, Fingerprint)],
    memory: &mut Memory<Outcome<Arc<Page>>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Page>> {
    let naming: Vec<(usize, Fingerprint)> = placed
        .iter()
        .zip(questions)
        .filter(|(placed, _)| !placed.targets.is_empty())
        .map(|(of, (place, own))| (*place, of.targets.iter().fold(*own, |all, target| all.with(placed[target.0].sections))))
        .collect();
    let found = memory.answers(
        &naming,
        |(_, question)| *question,
        |(place, _)| links::with_sections(&placed[*place].page, |id| &placed[id.0].page),
    );
    let mut pages: Vec<Arc<Page>> = placed.iter().map(|placed| placed.page.clone()).collect();
    for ((place, _), page) in naming.into_iter().zip(found) {
        pages[place] = page.unload(diagnostics);
    }
    pages
}

fn page(index: usize, map: &Map<'_>, shown: &[Shown<'_>]) -> Page {
    let place = &map.outlined.places[index];
    let here = map.outlined.shown[index].map(|shown_at| &shown[shown_at]);
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
