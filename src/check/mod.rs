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
mod tested;
mod verify;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, MOST_TOLD, Outcome};
use crate::input::Snapshot;
use crate::memory::{Grouped, Memory, Remembering};
use crate::parse::errata::Erratum;
use crate::parse::{Parsed, ParsedFolder, Unit};
use crate::text::nearest::Names;
use crate::text::{BookPath, Fingerprint, Span};
use coverage::{Quoted, quoted};
use numbers::Numbers;
use quotation::Index;
use reads::Reads;
pub use tested::Matches;
use tested::{Tested, TestedFolder};
use verify::Found;

/// The indexes of the sources, by key. A source whose file cannot be read has none.
pub type Indexes = BTreeMap<String, Arc<Index>>;

/// What the tests found beside mistakes.
#[derive(Debug)]
pub struct Checked {
    /// The quotations that hold.
    pub matches: Matches,
    /// The fingerprint of what the text of every page quotes.
    pub quoting: Fingerprint,
    folders: Vec<Arc<TestedFolder>>,
}

impl Checked {
    /// What the text of each page quotes, where it quotes anything.
    pub fn quoted(&self) -> BTreeMap<&BookPath, &Quoted> {
        self.folders.iter().flat_map(|folder| &folder.quoted).map(|(path, quoted)| (path, quoted)).collect()
    }
}

/// What was tested before.
#[derive(Default)]
pub struct Remembered {
    sources: Memory<Option<Diagnostic>>,
    errata: Memory<Vec<Diagnostic>>,
    indexes: Memory<Option<Arc<Index>>>,
    reads: Grouped<Arc<FolderReads>, Arc<Reads>>,
    pages: Grouped<Outcome<Arc<TestedFolder>>, Outcome<Tested>>,
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

    let folders: Vec<(Fingerprint, &ParsedFolder)> = parsed.folders.iter().map(|folder| (folder.fingerprint, folder.as_ref())).collect();
    let of_unit = |unit: &&Unit| Arc::new(Reads::of(unit));
    let reads = remembered.reads.answers(&folders, |folder| folder.own(), of_unit, |_, reads| Arc::new(FolderReads::new(reads)));
    let questions = folders.iter().zip(&reads).map(|((question, folder), reads)| {
        let question = question.with(rules.fingerprint_for(&reads.together));
        (question, (*folder, reads.as_ref()))
    });
    let questions: Vec<(Fingerprint, (&ParsedFolder, &FolderReads))> = questions.collect();
    let tested = remembered.pages.answers(
        &questions,
        |(folder, reads)| {
            let units = folder.own().into_iter().zip(&reads.units);
            units.map(|((question, unit), reads)| (question.with(rules.fingerprint_for(reads)), unit)).collect()
        },
        |unit| rules.test(unit),
        |(folder, _), tested| tested::join(folder, tested),
    );
    let glossary_question = parsed.glossary.fingerprint().with(rules.fingerprint_for_all());
    let glossary = remembered.glossary.answer(glossary_question, || rules.test_glossary());

    let folders: Vec<Arc<TestedFolder>> = tested.into_iter().map(|outcome| outcome.unload(&mut diagnostics)).collect();
    let glossary = glossary.unload(&mut diagnostics);
    if !parsed.sources_known {
        diagnostics.retain(|diagnostic| !matches!(diagnostic.code, Code::CitationUnknown | Code::ErratumSource));
    }
    let of_glossary = parsed.glossary.first().map(|term| (term.span.path.clone(), glossary));
    let matches = Matches::gather(&folders, of_glossary);
    let quoting = Fingerprint::of_all(folders.iter().map(|folder| folder.quoting));
    Outcome { value: Checked { matches, quoting, folders }, diagnostics }
}

/// What testing the pages of a folder reads.
struct FolderReads {
    units: Vec<Arc<Reads>>,
    together: Reads,
}

impl FolderReads {
    fn new(units: Vec<Arc<Reads>>) -> Self {
        let sources = units.iter().flat_map(|reads| reads.sources.iter().cloned()).collect();
        let together = Reads { sources, data: units.iter().any(|reads| reads.data) };
        Self { units, together }
    }
}

/// Everything a page is tested against.
struct Rules<'a> {
    parsed: &'a Parsed,
    snapshot: &'a Snapshot,
    /// The keys of the sources.
    keys: Names<'a>,
    indexes: Indexes,
    /// The numbers by which documents are called.
    names: Numbers,
    /// The fingerprint of what every page is tested against.
    common: Fingerprint,
    /// The fingerprint of each index.
    of_indexes: BTreeMap<String, Fingerprint>,
    /// The files of data.
    data: Names<'a>,
    /// The fingerprint of the data that tables show.
    of_data: Fingerprint,
}

impl<'a> Rules<'a> {
    fn new(parsed: &'a Parsed, snapshot: &'a Snapshot, memory: &mut Memory<Option<Arc<Index>>>) -> Self {
        let keys = Names::new(parsed.sources.iter().map(|source| source.key.as_str()));
        let names = numbers::names(&parsed.sources);
        let settings = [parsed.settings.raw_html, parsed.settings.evidence_required];
        let common = Fingerprint::of_all([(keys.all(), &names, settings)]);
        let data = Names::new(parsed.data.keys().map(BookPath::as_str));
        let of_data = Fingerprint::of_all(parsed.data.iter().map(|(path, data)| (path, data.fingerprint())));
        let questions = index_questions(parsed);
        let mut of_indexes: BTreeMap<String, Fingerprint> = BTreeMap::new();
        for (question, source) in &questions {
            // A key that is listed twice stands for both.
            let of_key = of_indexes.entry(keys.all()[*source].to_owned()).or_default();
            *of_key = of_key.with(*question);
        }
        let indexes = memory.answers(&questions, |source| index(parsed, *source).map(Arc::new));
        let indexes =
            questions.iter().zip(indexes).filter_map(|((_, source), index)| Some((keys.all()[*source].to_owned(), index?))).collect();
        Self { parsed, snapshot, keys, indexes, names, common, of_indexes, data, of_data }
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
    fn test(&self, unit: &Unit) -> Outcome<Tested> {
        let mut diagnostics = self.test_quizzes(unit);
        diagnostics.extend(numbers::check(unit, self.parsed, &self.indexes, &self.names));
        let mut in_page = Found::new();
        if let Some(page) = &unit.page {
            diagnostics.extend(citations::check_page(page, &self.keys));
            diagnostics.extend(data::check(page, self.parsed, &self.data));
            if !self.parsed.settings.raw_html {
                let raw = page.body.html.iter().take(MOST_TOLD).map(|at| Diagnostic::new(Code::HtmlRaw, Span::new(&page.file, at.clone())));
                diagnostics.extend(raw);
            }
            in_page = verify::verify_page(page, &self.indexes, self.snapshot).unload(&mut diagnostics);
        }
        let in_quiz = unit.quiz.as_ref().map(|(_, quiz)| verify::verify_quiz(quiz, &self.indexes, self.snapshot).unload(&mut diagnostics));
        let quoted = unit.page.as_ref().and_then(|page| quoted(page, &self.keys, &in_page));
        let tested = Tested { in_page: Arc::new(in_page), in_quiz: Arc::new(in_quiz.unwrap_or_default()), quoted };
        Outcome { value: tested, diagnostics }
    }

    /// Every quiz can be answered, and belongs to one page which has no other.
    fn test_quizzes(&self, unit: &Unit) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> =
            unit.quizzes().flat_map(|quiz| quiz::check(quiz, &self.parsed.settings, &self.keys)).collect();
        if let (None, Some((path, _))) = (&unit.page, &unit.quiz) {
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
fn index_questions(parsed: &Parsed) -> Vec<(Fingerprint, usize)> {
    let texts = parsed.texts.iter().enumerate().map(|(source, text)| {
        let errata = Fingerprint::of_all(errata_of(parsed, source));
        (text.as_ref().map(|text| text.fingerprint()).unwrap_or_default().with(errata), source)
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
