//! The finished handbook: pages in reading order with their numbers and addresses, every link decided, the glossary
//! sorted. Nobody changes it afterwards. [`assemble`] makes it from the parsed files.

pub mod glossary;
pub mod links;
pub mod outline;
pub mod questions;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{Checked, Matches};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::parse::data::Csv;
use crate::parse::errata::Erratum;
use crate::parse::quiz::{Quiz, page_of};
use crate::parse::source_text::SourceText;
use crate::parse::sources::SourceRecord;
use crate::parse::tree::{Body, Section};
use crate::parse::{Parsed, ParsedPage};
use crate::settings::Settings;
use crate::text::{BookPath, Date, Span};
use glossary::Glossary;
use outline::{Place, Wish};

/// Syllables read with understanding in a minute: a moderate pace for study texts, so that nobody is promised less
/// time than it takes. Vietnamese writes each syllable as a word.
const SYLLABLES_A_MINUTE: usize = 230;

/// Seconds a reader spends on a question.
const SECONDS_A_QUESTION: usize = 30;

/// A page, by its place in reading order; the cover is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// The finished handbook.
#[derive(Debug)]
pub struct Book {
    /// Its own facts.
    pub settings: Settings,
    /// Pages in reading order.
    pub pages: Vec<Page>,
    /// Terms in the order of the Vietnamese dictionary.
    pub glossary: Glossary,
    /// The official documents in the order of writing.
    pub sources: Vec<SourceRecord>,
    /// The text of each document, where its file can be read.
    pub texts: Vec<Option<Arc<SourceText>>>,
    /// Slips of the documents.
    pub errata: Vec<Erratum>,
    /// Where each quotation that holds stands in its source, by the place of its citation.
    pub matches: Matches,
    /// Data files by file.
    pub data: BTreeMap<BookPath, Arc<Csv>>,
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
    pub parsed: Arc<ParsedPage>,
    /// Where each link of the text leads.
    pub destinations: Vec<Destination>,
    /// Which source each citation of the text names.
    pub cited: Vec<Option<SourceId>>,
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
        self.pages.iter().enumerate().map(|(index, page)| (PageId(index), page))
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

/// Puts the parsed files together.
pub fn assemble(parsed: &Parsed, checked: &Checked, snapshot: &Snapshot, drafts: Drafts) -> Outcome<Book> {
    let mut diagnostics = Vec::new();
    let shown = shown_pages(parsed, drafts);
    let wishes = shown.iter().map(|(path, page)| ((*path).clone(), Wish { order: page.front.order })).collect();
    let places = outline::outline(&wishes).unload(&mut diagnostics);
    let quizzes = assign_quizzes(parsed, &mut diagnostics);
    let mut pages: Vec<Page> = places.into_iter().map(|place| page(place, &shown, &quizzes)).collect();
    diagnostics.extend(missing_quizzes(&pages, &parsed.settings, snapshot));

    let map = links::Map::new(&pages, snapshot, &parsed.sources);
    let decided: Vec<_> = pages.par_iter().map(|page| map.decide(page)).collect();
    for (page, outcome) in pages.iter_mut().zip(decided) {
        page.destinations = outcome.unload(&mut diagnostics);
        page.cited = page.parsed.body.citations.iter().map(|citation| source_of(&parsed.sources, &citation.key)).collect();
    }
    let assets = links::assets(&pages, snapshot);
    let book = Book {
        settings: parsed.settings.clone(),
        pages,
        glossary: Glossary::new(&parsed.glossary),
        sources: parsed.sources.clone(),
        texts: parsed.texts.clone(),
        errata: parsed.errata.clone(),
        matches: checked.matches.clone(),
        data: parsed.data.clone(),
        assets,
    };
    diagnostics.extend(questions::check(&book));
    Outcome { value: book, diagnostics }
}

type Shown<'a> = BTreeMap<&'a BookPath, &'a Arc<ParsedPage>>;

/// The pages to show. A part that is a draft takes its pages with it.
fn shown_pages(parsed: &Parsed, drafts: Drafts) -> Shown<'_> {
    let is_draft = |path: &BookPath| parsed.pages.get(path).is_some_and(|page| page.front.draft);
    let mut shown: Shown<'_> = parsed.pages.iter().collect();
    if drafts == Drafts::LeftOut {
        shown.retain(|path, _| {
            let folders =
                std::iter::successors(Some(path.parent()), |folder| Some(folder.parent()).filter(|folder| !folder.as_str().is_empty()));
            !is_draft(path) && !folders.into_iter().any(|folder| is_draft(&folder.child("index.md")))
        });
    }
    shown
}

/// Gives each quiz file to its page, and each page's fence where there is no file.
fn assign_quizzes(parsed: &Parsed, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<BookPath, Arc<Quiz>> {
    let mut assigned: BTreeMap<BookPath, Arc<Quiz>> = BTreeMap::new();
    for (path, quiz) in &parsed.quizzes {
        match page_of(path) {
            Some(page) if parsed.pages.contains_key(&page) => {
                assigned.insert(page, quiz.clone());
            }
            page => {
                let name = page.as_ref().map(|page| page.name().to_owned()).unwrap_or_default();
                diagnostics.push(Diagnostic::new(Code::QuizWithoutPage, Span::file(path)).with("page", name));
            }
        }
    }
    for (path, page) in &parsed.pages {
        for quiz in &page.body.quizzes {
            match assigned.get(path) {
                Some(first) => {
                    let twice = Diagnostic::new(Code::QuizTwice, start_of(&quiz.span));
                    diagnostics.push(twice.related(start_of(&first.span), "first"));
                }
                None => {
                    assigned.insert(path.clone(), Arc::new(quiz.clone()));
                }
            }
        }
    }
    assigned
}

fn start_of(span: &Span) -> Span {
    Span { path: span.path.clone(), start: span.start, end: span.start }
}

fn page(place: Place, shown: &Shown<'_>, quizzes: &BTreeMap<BookPath, Arc<Quiz>>) -> Page {
    let parsed = shown.get(&place.path).map_or_else(|| Arc::new(nameless(&place)), |page| Arc::clone(page));
    let quiz = quizzes.get(&place.path).cloned();
    let questions = quiz.as_ref().map_or(0, |quiz| quiz.questions.len());
    let seconds = parsed.body.syllables * 60 / SYLLABLES_A_MINUTE + questions * SECONDS_A_QUESTION;
    let front = &parsed.front;
    Page {
        shell: Shell {
            title: parsed.title.clone(),
            number: place.number,
            address: place.address,
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
        path: place.path,
        parent: place.parent,
        children: place.children,
        objectives: front.objectives.clone(),
        keywords: front.keywords.clone(),
        updated: front.updated,
        destinations: Vec::new(),
        cited: Vec::new(),
        quiz,
        parsed,
    }
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

/// Pages that must have a quiz and have none. Covers and parts introduce; they need none.
fn missing_quizzes(pages: &[Page], settings: &Settings, snapshot: &Snapshot) -> Vec<Diagnostic> {
    // A quiz file that cannot be read was told as that.
    let is_beside = |page: &Page| snapshot.files.contains_key(&page.path.parent().child(&format!("{}.quiz.yaml", page.path.stem())));
    let wants =
        |page: &&Page| settings.quiz_required && page.kind == Kind::Leaf && page.quiz.is_none() && page.parsed.front.quiz != Some(false);
    pages
        .iter()
        .filter(wants)
        .filter(|page| !is_beside(page))
        .map(|page| Diagnostic::new(Code::QuizMissing, Span::file(&page.path)))
        .collect()
}

fn source_of(sources: &[SourceRecord], key: &str) -> Option<SourceId> {
    sources.iter().position(|source| source.key == key).map(SourceId)
}
