//! The finished handbook: pages in reading order with their numbers and addresses, every link decided, the glossary
//! sorted. Nobody changes it afterwards. [`assemble`] makes it from the parsed files.

pub mod glossary;
pub mod links;
pub mod outline;
pub mod questions;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::check::{Checked, Matches};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::memory::{Known, Memory, Remembering};
use crate::parse::data::Csv;
use crate::parse::errata::Erratum;
use crate::parse::quiz::Quiz;
use crate::parse::source_text::SourceText;
use crate::parse::sources::SourceRecord;
use crate::parse::tree::{Body, Section};
use crate::parse::{Parsed, ParsedPage};
use crate::settings::Settings;
use crate::text::{BookPath, Date, Fingerprint, Span};
use glossary::Glossary;
use links::Map;
use outline::{Place, Wish};

/// Syllables read with understanding in a minute: a moderate pace for study texts, so that nobody is promised less
/// time than it takes. Vietnamese writes each syllable as a word.
const SYLLABLES_A_MINUTE: usize = 230;

/// Seconds a reader spends on a question.
const SECONDS_A_QUESTION: usize = 30;

/// Bytes of a syllable with the space after it.
const BYTES_OF_A_SYLLABLE: usize = 6;

/// A page, by its place in reading order; the cover is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// The finished handbook.
#[derive(Debug)]
pub struct Book {
    /// Its own facts.
    pub settings: Known<Settings>,
    /// Pages in reading order.
    pub pages: Vec<Arc<Page>>,
    /// Terms in the order of the Vietnamese dictionary.
    pub glossary: Known<Glossary>,
    /// The official documents in the order of writing.
    pub sources: Known<Vec<SourceRecord>>,
    /// The text of each document, where its file can be read.
    pub texts: Vec<Option<Known<SourceText>>>,
    /// Slips of the documents.
    pub errata: Known<Vec<Erratum>>,
    /// Where each quotation that holds stands in its source, by the place of its citation.
    pub matches: Matches,
    /// Data files by file.
    pub data: BTreeMap<BookPath, Known<Csv>>,
    /// Files that pages show or link to.
    pub assets: BTreeMap<BookPath, Asset>,
}

/// A file that a page shows or links to.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its address from the root of the site.
    pub address: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// What other pages show of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Shell {
    /// Its title.
    pub title: String,
    /// Its number, such as `3.2`; empty for the cover.
    pub number: String,
    /// Its address from the root of the site.
    pub address: String,
    /// What it says, in a paragraph.
    pub summary: String,
    /// Minutes to read it and answer its quiz, at least 1; 0 where there is nothing to read.
    pub minutes: usize,
    /// How many questions its quizzes have.
    pub questions: usize,
    /// Whether it is not published yet.
    pub draft: bool,
}

/// What a page is in the handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The cover.
    Cover,
    /// A part: the index of a folder.
    Part,
    /// A page.
    Leaf,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What other pages show of it.
    pub shell: Shell,
    /// What it is.
    pub kind: Kind,
    /// Its file.
    pub path: BookPath,
    /// The part it stands in; none for the cover.
    pub parent: Option<PageId>,
    /// The pages that stand in it, in order.
    pub children: Vec<PageId>,
    /// What the reader will be able to do.
    pub objectives: Vec<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Its text; the tables of links and citations are answered below. Its quizzes are [`Page::quiz`].
    pub parsed: Known<ParsedPage>,
    /// Where each link of the text leads.
    pub destinations: Vec<Destination>,
    /// Which source each citation of the text names.
    pub cited: Vec<Option<SourceId>>,
    /// About how many bytes its texts have, questions included.
    pub size: usize,
    /// Its quiz: from the file beside it or the fence in it.
    pub quiz: Option<Arc<Quiz>>,
}

/// An official document, by its place in [`Book::sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceId(pub usize);

/// Where a link leads, decided once.
#[derive(Clone, Debug, PartialEq)]
pub enum Destination {
    /// A page, or a section of it.
    Page(PageId, Option<String>),
    /// A file of the handbook.
    Asset(BookPath),
    /// An official document.
    Source(SourceId),
    /// Another site.
    Elsewhere(String),
    /// Nowhere: the mistake was reported.
    Nowhere,
}

impl Page {
    /// The body of the page.
    pub fn body(&self) -> &Body {
        &self.parsed.body
    }

    /// The headings of the page.
    pub fn sections(&self) -> &[Section] {
        &self.parsed.body.sections
    }
}

impl Book {
    /// A page by its id.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0]
    }

    /// Every page with its id, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().map(|(index, page)| (PageId(index), page.as_ref()))
    }

    /// The page before, in reading order.
    pub fn previous(&self, id: PageId) -> Option<PageId> {
        id.0.checked_sub(1).map(PageId)
    }

    /// The page after, in reading order.
    pub fn next(&self, id: PageId) -> Option<PageId> {
        (id.0 + 1 < self.pages.len()).then_some(PageId(id.0 + 1))
    }

    /// The parts that a page stands in, from the cover down.
    pub fn trail(&self, id: PageId) -> Vec<PageId> {
        let mut trail: Vec<PageId> = std::iter::successors(self.page(id).parent, |parent| self.page(*parent).parent).collect();
        trail.reverse();
        trail
    }

    /// Where the words cited at a place stand in their source: document and passage.
    pub fn passage(&self, source: SourceId, cited_at: &Span) -> Option<usize> {
        self.texts[source.0].as_ref()?.passage_at(self.matches.get(cited_at)?.start)
    }

    /// For each passage of a source, the pages whose text quotes it, in reading order.
    pub fn quoted_by(&self, source: SourceId) -> Vec<Vec<PageId>> {
        let Some(text) = &self.texts[source.0] else { return Vec::new() };
        let mut quoted_by: Vec<Vec<PageId>> = vec![Vec::new(); text.passages.len()];
        for (id, page) in self.iter() {
            for quotation in page.body().quotations.iter().filter(|quotation| page.cited[quotation.citation] == Some(source)) {
                let at = Span::new(&page.parsed.file, page.body().citations[quotation.citation].at.clone());
                for range in self.matches.get(&at).into_iter().flat_map(|found| &found.tokens) {
                    let first = text.passage_at(text.tokens[range.start].at.start);
                    let last = text.passage_at(text.tokens[range.end - 1].at.start);
                    for passage in first.into_iter().flat_map(|first| first..=last.unwrap_or(first)) {
                        if quoted_by[passage].last() != Some(&id) {
                            quoted_by[passage].push(id);
                        }
                    }
                }
            }
        }
        quoted_by
    }

    /// The source with a key.
    pub fn source(&self, key: &str) -> Option<SourceId> {
        source_of(&self.sources, key)
    }
}

/// Whether pages marked as drafts are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// Shown and marked: the preview.
    Shown,
    /// Left out: everything that is published.
    LeftOut,
}

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
    let question = outlined.fingerprint.with(parsed.settings.fingerprint()).with(asked);
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
struct Shown<'a> {
    page: &'a Known<ParsedPage>,
    quiz: Option<&'a Known<Quiz>>,
}

/// The order depends on nothing but the names of pages and the wishes in their front matter.
fn outline_question(shown: &[Shown<'_>]) -> Fingerprint {
    Fingerprint::of_all(shown.iter().map(|shown| (&shown.page.path, shown.page.front.order)))
}

/// The places of pages, and what is looked up in them.
#[derive(Debug)]
struct Outlined {
    places: Vec<Place>,
    by_path: HashMap<BookPath, PageId>,
    /// For each place, which of the shown pages stands there; none for a folder without an index.
    shown: Vec<Option<usize>>,
    fingerprint: Fingerprint,
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
    if map.settings.quiz_required && lacks_quiz(&page, map.snapshot) {
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

/// Whether a page that should have a quiz has none. Covers and parts introduce; they need none.
fn lacks_quiz(page: &Page, snapshot: &Snapshot) -> bool {
    // A quiz file that cannot be read was told as that.
    let is_beside = || snapshot.files.contains_key(&page.path.parent().child(&format!("{}.quiz.yaml", page.path.stem())));
    page.kind == Kind::Leaf && page.quiz.is_none() && page.parsed.front.quiz != Some(false) && !is_beside()
}

fn source_of(sources: &[SourceRecord], key: &str) -> Option<SourceId> {
    sources.iter().position(|source| source.key == key).map(SourceId)
}
