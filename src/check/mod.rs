//! Tests what each file says against the handbook's rules and sources. One file a family of rules. A page that fails
//! is still shown in the preview: what is found is filed beside the pages, never in their place.

pub mod align;
pub mod citations;
pub mod coverage;
pub mod data;
pub mod errata;
pub mod marking;
pub mod numbers;
pub mod quiz;
pub mod quotation;
mod reads;
pub mod sources;
mod verify;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::Snapshot;
use crate::memory::{Memory, Remembering};
use crate::parse::errata::Erratum;
use crate::parse::{Parsed, Unit};
use crate::text::{BookPath, Fingerprint, Span};
use coverage::{Quoted, quoted};
use numbers::Numbers;
use quotation::{Index, Match};
use reads::Reads;
use verify::Found;

/// The indexes of the sources, by key. A source whose file cannot be read has none.
pub type Indexes = BTreeMap<String, Arc<Index>>;

/// Every quotation that holds, by the file it stands in and the place of its citation or of its `source` key there.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    files: Arc<BTreeMap<BookPath, Arc<Found>>>,
}

impl Matches {
    /// The quotation whose citation stands at a place.
    pub fn get(&self, cited_at: &Span) -> Option<&Match> {
        self.files.get(&cited_at.path)?.get(cited_at)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.files.values().map(|found| found.len()).sum()
    }

    /// Gathers what was found in each file. Pages made from one file of data share it.
    fn gather(found: impl Iterator<Item = (BookPath, Arc<Found>)>) -> Self {
        let mut files: Vec<(BookPath, Arc<Found>)> = found.filter(|(_, found)| !found.is_empty()).collect();
        // Almost sorted already; a map of what is sorted is made in one go.
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 = Arc::new(kept.1.iter().chain(next.1.iter()).map(|(span, found)| (span.clone(), found.clone())).collect());
            }
            is_same
        });
        Self { files: Arc::new(files.into_iter().collect()) }
    }
}

/// What the tests found beside mistakes.
#[derive(Debug, Default)]
pub struct Checked {
    /// The quotations that hold.
    pub matches: Matches,
    /// What the text of each page quotes, where it quotes anything.
    pub quoted: BTreeMap<BookPath, Quoted>,
}

/// What was tested before.
#[derive(Default)]
pub struct Remembered {
    sources: Memory<Option<Diagnostic>>,
    errata: Memory<Vec<Diagnostic>>,
    indexes: Memory<Option<Arc<Index>>>,
    reads: Memory<Arc<Reads>>,
    pages: Memory<Outcome<Tested>>,
    glossary: Memory<Outcome<Arc<Found>>>,
}

impl Remembered {
    /// The memories, each with a name for the count of its questions.
    pub fn memories(&mut self) -> [(&'static str, &mut dyn Remembering); 6] {
        [
            ("check sources", &mut self.sources),
            ("check errata", &mut self.errata),
            ("index source", &mut self.indexes),
            ("read page", &mut self.reads),
            ("check page", &mut self.pages),
            ("check glossary", &mut self.glossary),
        ]
    }
}

/// Tests the parsed files.
pub fn check(parsed: &Parsed, snapshot: &Snapshot, remembered: &mut Remembered) -> Outcome<Checked> {
    let rules = Rules::new(parsed, snapshot, &mut remembered.indexes);
    let mut diagnostics = sources::check(&parsed.sources, snapshot, &mut remembered.sources);
    diagnostics.extend(remembered.errata.answer(errata::question(parsed), || errata::check(parsed, &rules.keys)));

    let units = parsed.units();
    let reads = remembered.reads.answers(&units, own, |unit| Arc::new(Reads::of(*unit)));
    let questions: Vec<(Unit<'_>, Fingerprint)> =
        units.iter().zip(&reads).map(|(unit, reads)| (*unit, own(unit).with(rules.fingerprint_for(reads)))).collect();
    let tested = remembered.pages.answers(&questions, |(_, question)| *question, |(unit, _)| rules.test(*unit));
    let glossary_question = parsed.glossary.fingerprint().with(rules.fingerprint_for_all());
    let glossary = remembered.glossary.answer(glossary_question, || rules.test_glossary());

    let tested: Vec<Tested> = tested.into_iter().map(|outcome| outcome.unload(&mut diagnostics)).collect();
    let glossary = glossary.unload(&mut diagnostics);
    if !parsed.sources_known {
        diagnostics.retain(|diagnostic| !matches!(diagnostic.code, Code::CitationUnknown | Code::ErratumSource));
    }
    let of_pages = units.iter().zip(&tested).filter_map(|(unit, tested)| Some((unit.page?.file.clone(), tested.in_page.clone())));
    let of_quizzes = units.iter().zip(&tested).filter_map(|(unit, tested)| Some((unit.quiz?.0.clone(), tested.in_quiz.clone())));
    let of_glossary = parsed.glossary.first().map(|term| (term.span.path.clone(), glossary));
    let matches = Matches::gather(of_pages.chain(of_quizzes).chain(of_glossary));
    let quoted = units.iter().zip(tested).filter_map(|(unit, tested)| Some((unit.page?.path.clone(), tested.quoted?)));
    Outcome { value: Checked { matches, quoted: quoted.collect() }, diagnostics }
}

/// The fingerprint of a page and its quiz.
fn own(unit: &Unit<'_>) -> Fingerprint {
    let page = unit.page.map(|page| page.fingerprint()).unwrap_or_default();
    page.with(unit.quiz.map(|(_, quiz)| quiz.fingerprint()).unwrap_or_default())
}

/// What testing a page and its quiz gives.
#[derive(Clone)]
struct Tested {
    in_page: Arc<Found>,
    in_quiz: Arc<Found>,
    quoted: Option<Quoted>,
}

/// Everything a page is tested against.
struct Rules<'a> {
    parsed: &'a Parsed,
    snapshot: &'a Snapshot,
    keys: Vec<&'a str>,
    indexes: Indexes,
    /// The numbers by which documents are called.
    names: Numbers,
    /// The fingerprint of what every page is tested against.
    common: Fingerprint,
    /// The fingerprint of each index.
    of_indexes: BTreeMap<String, Fingerprint>,
    /// The fingerprint of the data that tables show.
    of_data: Fingerprint,
}

impl<'a> Rules<'a> {
    fn new(parsed: &'a Parsed, snapshot: &'a Snapshot, memory: &mut Memory<Option<Arc<Index>>>) -> Self {
        let keys: Vec<&str> = parsed.sources.iter().map(|source| source.key.as_str()).collect();
        let names = numbers::names(&parsed.sources);
        let settings = [parsed.settings.raw_html, parsed.settings.evidence_required];
        let common = Fingerprint::of_all([(&keys, &names, settings)]);
        let of_data = Fingerprint::of_all(parsed.data.iter().map(|(path, data)| (path, data.fingerprint())));
        let questions = index_questions(parsed);
        let mut of_indexes: BTreeMap<String, Fingerprint> = BTreeMap::new();
        for (source, question) in &questions {
            // A key that is listed twice stands for both.
            let of_key = of_indexes.entry(keys[*source].to_owned()).or_default();
            *of_key = of_key.with(*question);
        }
        let indexes = memory.answers(&questions, |(_, question)| *question, |(source, _)| index(parsed, *source).map(Arc::new));
        let indexes = questions.iter().zip(indexes).filter_map(|((source, _), index)| Some((keys[*source].to_owned(), index?))).collect();
        Self { parsed, snapshot, keys, indexes, names, common, of_indexes, of_data }
    }

    /// The fingerprint of everything that a page which reads `reads` is tested against.
    fn fingerprint_for(&self, reads: &Reads) -> Fingerprint {
        let sources = reads.sources.iter().filter_map(|key| self.of_indexes.get(key));
        let fingerprint = sources.fold(self.common, |fingerprint, source| fingerprint.with(*source));
        if reads.data { fingerprint.with(self.of_data) } else { fingerprint }
    }

    fn fingerprint_for_all(&self) -> Fingerprint {
        self.of_indexes.values().fold(self.common, |fingerprint, source| fingerprint.with(*source))
    }

    /// Tests a page and its quiz.
    fn test(&self, unit: Unit<'_>) -> Outcome<Tested> {
        let mut diagnostics = self.test_quizzes(unit);
        diagnostics.extend(numbers::check(unit, self.parsed, &self.indexes, &self.names));
        let mut in_page = Found::new();
        if let Some(page) = unit.page {
            diagnostics.extend(citations::check_page(page, &self.keys));
            diagnostics.extend(data::check(page, self.parsed));
            if !self.parsed.settings.raw_html {
                let raw = page.body.html.iter().map(|at| Diagnostic::new(Code::HtmlRaw, Span::new(&page.file, at.clone())));
                diagnostics.extend(raw);
            }
            in_page = verify::verify_page(page, &self.indexes, self.snapshot).unload(&mut diagnostics);
        }
        let in_quiz = unit.quiz.map(|(_, quiz)| verify::verify_quiz(quiz, &self.indexes, self.snapshot).unload(&mut diagnostics));
        let quoted = unit.page.and_then(|page| quoted(page, &self.keys, &in_page));
        let tested = Tested { in_page: Arc::new(in_page), in_quiz: Arc::new(in_quiz.unwrap_or_default()), quoted };
        Outcome { value: tested, diagnostics }
    }

    /// Every quiz can be answered, and belongs to one page which has no other.
    fn test_quizzes(&self, unit: Unit<'_>) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> =
            unit.quizzes().flat_map(|quiz| quiz::check(quiz, &self.parsed.settings, &self.keys)).collect();
        if let (None, Some((path, _))) = (unit.page, unit.quiz) {
            diagnostics.push(quiz::without_page(path));
        }
        diagnostics.extend(quiz::more_than_one(unit.quizzes()));
        diagnostics
    }

    fn test_glossary(&self) -> Outcome<Arc<Found>> {
        let evidence: Vec<_> = self.parsed.glossary.iter().filter_map(|term| term.evidence.as_ref()).collect();
        let mut diagnostics: Vec<Diagnostic> =
            evidence.iter().filter_map(|evidence| citations::check_evidence(evidence, &self.keys)).collect();
        let found = verify::verify_all(evidence, &self.indexes, self.snapshot).unload(&mut diagnostics);
        Outcome { value: Arc::new(found), diagnostics }
    }
}

/// Each source with what its index is made from: its text and its errata, which are named by their place in the list.
fn index_questions(parsed: &Parsed) -> Vec<(usize, Fingerprint)> {
    let texts = parsed.texts.iter().enumerate().map(|(source, text)| {
        let errata = Fingerprint::of_all(errata_of(parsed, source));
        (source, text.as_ref().map(|text| text.fingerprint()).unwrap_or_default().with(errata))
    });
    texts.collect()
}

/// The errata of a source, each with its place in the list.
fn errata_of(parsed: &Parsed, source: usize) -> Vec<(usize, &Erratum)> {
    let key = &parsed.sources[source].key;
    parsed.errata.iter().enumerate().filter(|(_, erratum)| erratum.source == *key).collect()
}

fn index(parsed: &Parsed, source: usize) -> Option<Index> {
    Some(Index::new(parsed.texts[source].as_ref()?, &errata_of(parsed, source)))
}

/// Indexes every source that can be read.
pub fn indexes(parsed: &Parsed) -> Indexes {
    let sources: Vec<usize> = (0..parsed.sources.len()).collect();
    let indexes = sources.par_iter().filter_map(|source| Some((parsed.sources[*source].key.clone(), Arc::new(index(parsed, *source)?))));
    indexes.collect()
}
