//! Questions across pages: no two share a name, each quiz may be a gate before the next, and the final test
//! (`final` in `handbook.yaml`) draws from all of them. Drawing itself is done in the reader's page, anew for each try.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Book, Kind, Page, PageId};
use crate::diagnostics::{Code, Diagnostic};
use crate::input::Snapshot;
use crate::parse::quiz::{Answer, Question};
use crate::settings::Spread;
use crate::text::{Fingerprint, Span};

/// A part of the handbook and its quizzes.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The page that opens the part; the cover for pages that stand in none.
    pub page: PageId,
    /// Its pages with a quiz, in reading order.
    pub quizzes: Vec<PageId>,
}

/// The parts that have questions, in reading order.
pub fn parts(book: &Book) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut known: HashMap<PageId, usize> = HashMap::new();
    for (id, _) in book.iter().filter(|(_, page)| page.quiz.is_some()) {
        let page = part_of(book, id);
        let at = *known.entry(page).or_insert(parts.len());
        if at == parts.len() {
            parts.push(Part { page, quizzes: Vec::new() });
        }
        parts[at].quizzes.push(id);
    }
    parts
}

/// The part of the first level that a page stands in or opens; else the cover.
fn part_of(book: &Book, id: PageId) -> PageId {
    let mut way = book.trail(id);
    way.push(id);
    way.into_iter().find(|place| book.page(*place).kind == Kind::Part).unwrap_or(PageId(0))
}

/// The page whose quiz must be passed before the quiz of `id` opens: the last one before with a quiz, if that is a gate.
pub fn gate(book: &Book, id: PageId) -> Option<PageId> {
    let (at, quiz) = (0..id.0).rev().find_map(|at| Some((at, book.pages[at].quiz.as_ref()?)))?;
    quiz.gate.then_some(PageId(at))
}

/// The name of a page's quiz in the reader's progress.
pub fn key(book: &Book, id: PageId) -> &str {
    book.page(id).shell.address.trim_end_matches(".html")
}

/// Whether a page that should have a quiz has none. Covers and parts introduce; they need none.
pub(super) fn is_missing(page: &Page, snapshot: &Snapshot) -> bool {
    // A quiz file that cannot be read was told as that.
    let is_beside = || snapshot.get(&page.path.parent().child(&format!("{}.quiz.yaml", page.path.stem()))).is_some();
    page.kind == Kind::Leaf && page.quiz.is_none() && page.parsed.front.quiz != Some(false) && !is_beside()
}

/// What [`check_final`] asks of a page: how many questions it has, and its title where it opens a part.
pub(super) fn fingerprint(page: &Page) -> Fingerprint {
    let title = (page.kind != Kind::Leaf).then_some(&page.shell.title);
    Fingerprint::of_all([(title, page.quiz.as_ref().map(|_| page.shell.questions))])
}

/// The names of the questions that can be answered on a page, each once, as numbers that are compared quickly.
pub(super) fn names(page: &Page) -> BTreeSet<u64> {
    answerable(page).map(|question| Fingerprint::of(question.id.as_bytes()).low()).collect()
}

fn answerable(page: &Page) -> impl Iterator<Item = &Question> {
    page.quiz.iter().flat_map(|quiz| &quiz.questions).filter(|question| question.answer != Answer::Unknown)
}

/// Whether no name stands twice among those of all pages.
pub(super) fn are_distinct(names: impl Iterator<Item = u64>) -> bool {
    let mut names: Vec<u64> = names.collect();
    names.sort_unstable();
    names.windows(2).all(|two| two[0] != two[1])
}

/// Questions of two pages with one name: the reader's progress would take them for one.
pub(super) fn shared_names(book: &Book) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<&str, (PageId, &Span)> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (page, question) in book.iter().flat_map(|(id, page)| answerable(page).map(move |question| (id, question))) {
        let (first_page, first) = *seen.entry(&question.id).or_insert((page, &question.span));
        if first_page != page {
            let twice = Diagnostic::new(Code::QuestionIdTwice, start(&question.span)).with("id", &question.id);
            diagnostics.push(twice.related(start(first), "first"));
        }
    }
    diagnostics
}

/// A final test that asks for more questions than there are.
pub(super) fn check_final(book: &Book) -> Option<Diagnostic> {
    let test = book.settings.final_test.as_ref()?;
    let wrong = |code, facts: [(&'static str, String); 2]| {
        facts.into_iter().fold(Diagnostic::new(code, start(&test.span)), |diagnostic, (name, fact)| diagnostic.with(name, fact))
    };
    let parts = parts(book);
    let bank: usize = parts.iter().map(|part| questions(book, part)).sum();
    if test.count > bank {
        return Some(wrong(Code::FinalCount, [("count", test.count.to_string()), ("bank", bank.to_string())]));
    }
    let Spread::AtLeast(each) = test.spread else { return None };
    if let Some(part) = parts.iter().find(|part| questions(book, part) < each) {
        let scarce = wrong(Code::FinalPart, [("each", each.to_string()), ("bank", questions(book, part).to_string())]);
        return Some(scarce.with("part", &book.page(part.page).shell.title));
    }
    let wanted = each * parts.len();
    (wanted > test.count).then(|| wrong(Code::FinalSpread, [("wanted", wanted.to_string()), ("count", test.count.to_string())]))
}

fn questions(book: &Book, part: &Part) -> usize {
    part.quizzes.iter().map(|page| book.page(*page).shell.questions).sum()
}

/// A whole question or group would underline many lines; its beginning says enough.
fn start(span: &Span) -> Span {
    Span { path: span.path.clone(), start: span.start, end: span.start }
}
