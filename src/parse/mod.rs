//! Understands each file on its own: Markdown to a tree of our own, YAML to typed values, front matter, fences and
//! quizzes. What a file means beside others (links, citations) is not asked here.

pub mod bodies;
pub mod chart;
pub mod columns;
pub mod data;
pub mod errata;
mod fence;
mod folder;
pub mod front_matter;
pub mod glossary;
mod hidden;
mod inline;
pub mod markdown;
mod notes;
pub mod placed;
pub mod points;
pub mod quiz;
pub mod raw_html;
pub mod reader;
mod sections;
pub mod source_text;
pub mod sources;
pub mod tree;
pub mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::{File, Siblings, Snapshot};
use crate::memory::{Grouped, Known, Memory, Remembering};
use crate::settings::{self, SETTINGS_FILE, Settings};
use crate::text::{BookPath, Fingerprint, Source, Span};
use data::Csv;
use errata::Erratum;
pub use folder::{ParsedFolder, Unit};
use front_matter::FrontMatter;
use glossary::Term;
use hidden::hidden;
use placed::Placed;
use quiz::Quiz;
use source_text::SourceText;
use sources::SourceRecord;
use tree::Body;

/// Where the glossary stands.
pub const GLOSSARY_FILE: &str = "content/glossary.yaml";

/// Where the sources are listed.
pub const SOURCES_FILE: &str = "seeds/sources.yaml";

/// Where the errata are listed.
pub const ERRATA_FILE: &str = "seeds/errata.yaml";

/// One page, understood on its own.
#[derive(Clone, Debug)]
pub struct ParsedPage {
    /// Its place in the handbook: the file it is written in, or, for a page made from data, the file it would be.
    pub path: BookPath,
    /// The file it is written in.
    pub file: BookPath,
    /// What it says of itself.
    pub front: FrontMatter,
    /// Its title: from the front matter, else from its first heading, else its file name.
    pub title: String,
    /// Its text.
    pub body: Body,
}

/// Every file of the handbook, understood on its own.
#[derive(Debug)]
pub struct Parsed {
    /// The handbook's own facts.
    pub settings: Known<Settings>,
    /// Pages and quizzes by folder, sorted.
    pub folders: Vec<Arc<ParsedFolder>>,
    /// The glossary in the order of writing.
    pub glossary: Known<Vec<Term>>,
    /// The official documents.
    pub sources: Known<Vec<SourceRecord>>,
    /// Whether the list of documents could be read: if not, no citation can be tested.
    pub sources_known: bool,
    /// The text of each document, where its file can be read.
    pub texts: Vec<Option<Known<SourceText>>>,
    /// Slips of the documents.
    pub errata: Known<Vec<Erratum>>,
    /// Data files by file.
    pub data: BTreeMap<BookPath, Known<Csv>>,
    /// The fingerprint of the names of all files of `content/`.
    pub names: Fingerprint,
}

/// What was understood before, by the file it was read from.
#[derive(Default)]
pub struct Remembered {
    settings: Memory<Outcome<Known<Settings>>>,
    glossary: Memory<Outcome<Known<Vec<Term>>>>,
    sources: Memory<Outcome<Known<Vec<SourceRecord>>>>,
    errata: Memory<Outcome<Known<Vec<Erratum>>>>,
    texts: Memory<Outcome<Option<Known<SourceText>>>>,
    pages: Grouped<Outcome<Arc<ParsedFolder>>, Outcome<Option<Known<ParsedPage>>>>,
    bodies: ByFolder<Vec<Known<ParsedPage>>>,
    quizzes: ByFolder<Option<Known<Quiz>>>,
    data: ByFolder<Known<Csv>>,
}

impl Remembered {
    /// The memories, each with a name for the count of its questions.
    pub fn memories(&mut self) -> [(&'static str, &mut dyn Remembering); 9] {
        [
            ("parse settings", &mut self.settings),
            ("parse glossary", &mut self.glossary),
            ("parse sources", &mut self.sources),
            ("parse errata", &mut self.errata),
            ("parse source", &mut self.texts),
            ("parse page", &mut self.pages),
            ("parse bodies", &mut self.bodies),
            ("parse quiz", &mut self.quizzes),
            ("parse data", &mut self.data),
        ]
    }
}

/// What the files of one kind say, asked for by folder.
type ByFolder<T> = Grouped<Outcome<OfFolder<T>>, Outcome<T>>;

/// What the files of one kind in a folder say, in the order of their names.
type OfFolder<T> = Arc<[(BookPath, T)]>;

/// Understands every file of a snapshot.
pub fn parse(snapshot: &Snapshot, remembered: &mut Remembered) -> Outcome<Parsed> {
    let Remembered { settings, glossary, sources, errata, texts, pages, bodies, quizzes, data } = remembered;
    let content: Vec<&Siblings> = snapshot.siblings("content").collect();
    // What stands in one file is read by one thread; side by side, no large one keeps the others waiting.
    let (lists, written) = rayon::join(
        || {
            let settings = parse_settings(snapshot, settings);
            let glossary = parse_file(snapshot, GLOSSARY_FILE, glossary, glossary::parse);
            let errata = parse_file(snapshot, ERRATA_FILE, errata, errata::parse);
            let sources = parse_file(snapshot, SOURCES_FILE, sources, sources::parse);
            let texts = parse_sources(snapshot, &sources.value, texts);
            (settings, glossary, sources, errata, texts)
        },
        || {
            let made = || {
                rayon::join(
                    || parse_each(&content, bodies::is_bodies, bodies, parse_bodies),
                    || parse_each(&content, data::is_csv, data, parse_data),
                )
            };
            rayon::join(made, || parse_each(&content, is_quiz, quizzes, parse_quiz))
        },
    );
    let mut diagnostics = Vec::new();
    let (settings, glossary, sources, errata, texts) = lists;
    let settings = settings.unload(&mut diagnostics);
    let glossary = glossary.unload(&mut diagnostics);
    let sources_known = sources.diagnostics.is_empty() || !sources.value.is_empty();
    let sources = sources.unload(&mut diagnostics);
    let errata = errata.unload(&mut diagnostics);
    let texts = texts.into_iter().map(|outcome| outcome.unload(&mut diagnostics)).collect();
    let ((bodies, data), quizzes) = written;
    let quizzes = quizzes.unload(&mut diagnostics);
    let bodies = bodies.unload(&mut diagnostics);
    let data = data.unload(&mut diagnostics);

    let gathered = content.iter().zip(quizzes.iter().zip(&bodies));
    let gathered = gathered.map(|(siblings, (quizzes, made))| (siblings.fingerprint(), Gathered { siblings, quizzes, made }));
    let gathered: Vec<_> = gathered.collect();
    let folders = pages.answers(&gathered, |gathered| questions(gathered.siblings, is_page), parse_page, join);
    let folders = folders.into_iter().map(|folder| folder.unload(&mut diagnostics)).collect();

    let data = data.iter().flat_map(|data| data.iter().cloned()).collect();
    let names = Fingerprint::of_all(content.iter().map(|siblings| siblings.names()));
    let parsed = Parsed { settings, folders, glossary, sources, sources_known, texts, errata, data, names };
    Outcome { value: parsed, diagnostics }
}

/// What becomes the pages of a folder: its files, its quizzes, and the pages that data in it makes.
struct Gathered<'a> {
    siblings: &'a Siblings,
    quizzes: &'a [(BookPath, Option<Known<Quiz>>)],
    made: &'a [(BookPath, Vec<Known<ParsedPage>>)],
}

/// The pages of a folder: those that an author wrote, then those that data makes where nobody wrote one.
fn join(gathered: &Gathered<'_>, written: Vec<Outcome<Option<Known<ParsedPage>>>>) -> Outcome<Arc<ParsedFolder>> {
    let mut diagnostics = Vec::new();
    let written: Vec<_> = written.into_iter().filter_map(|page| page.unload(&mut diagnostics)).collect();
    let made = gathered.made.iter().flat_map(|(_, pages)| pages).cloned();
    let quizzes: Vec<_> = gathered.quizzes.iter().filter_map(|(path, quiz)| Some((path.clone(), quiz.clone()?))).collect();
    let folder = ParsedFolder::new(gathered.siblings, written.into_iter().chain(made), &quizzes);
    Outcome { value: Arc::new(folder), diagnostics }
}

/// A file and where it stands.
type Entry<'a> = (&'a BookPath, &'a File);

/// What is asked of a file: its name and its bytes are all that its meaning depends on.
fn question((path, file): &Entry<'_>) -> Fingerprint {
    Fingerprint::of(path.as_str().as_bytes()).with(file.fingerprint)
}

/// What is asked about the files of one kind in a folder.
fn questions<'a>(siblings: &'a Siblings, is_wanted: impl Fn(&BookPath) -> bool) -> Vec<(Fingerprint, Entry<'a>)> {
    siblings.files().filter(|(path, _)| is_wanted(path)).map(|file| (question(&file), file)).collect()
}

/// Understands the files of one kind, each once, on all cores; gives them by folder in the order of their names.
fn parse_each<T: Clone + Send>(
    content: &[&Siblings],
    is_wanted: impl Fn(&BookPath) -> bool,
    memory: &mut ByFolder<T>,
    parse: impl Fn(&Entry<'_>) -> Outcome<T> + Sync,
) -> Outcome<Vec<OfFolder<T>>> {
    let folders: Vec<(Fingerprint, &Siblings)> = content.iter().map(|siblings| (siblings.fingerprint(), *siblings)).collect();
    let join = |siblings: &&Siblings, answers: Vec<Outcome<T>>| {
        let paths = siblings.files().map(|(path, _)| path).filter(|path| is_wanted(path)).cloned();
        let mut diagnostics = Vec::new();
        let value = paths.zip(answers).map(|(path, answer)| (path, answer.unload(&mut diagnostics))).collect();
        Outcome { value, diagnostics }
    };
    let outcomes = memory.answers(&folders, |siblings| questions(siblings, &is_wanted), parse, join);
    let mut diagnostics = Vec::new();
    let value = outcomes.into_iter().map(|outcome| outcome.unload(&mut diagnostics)).collect();
    Outcome { value, diagnostics }
}

/// Whether a file of `content/` is a page.
pub fn is_page(path: &BookPath) -> bool {
    path.as_str().ends_with(".md")
}

fn is_quiz(path: &BookPath) -> bool {
    path.as_str().ends_with(quiz::ENDING)
}

fn parse_settings(snapshot: &Snapshot, memory: &mut Memory<Outcome<Known<Settings>>>) -> Outcome<Known<Settings>> {
    let path = place(SETTINGS_FILE);
    let Some(file) = snapshot.get(&path) else {
        let missing = Diagnostic::new(Code::HandbookMissing, Span::file(&path));
        return Outcome { value: Known::new(settings::fallback(&path), Fingerprint::default()), diagnostics: vec![missing] };
    };
    let question = question(&(&path, file));
    memory.answer(question, || {
        let mut diagnostics = Vec::new();
        let source = read(&(&path, file), &mut diagnostics);
        let settings = source.map(|source| settings::parse(&source).unload(&mut diagnostics));
        Outcome { value: Known::new(settings.unwrap_or_else(|| settings::fallback(&path)), question), diagnostics }
    })
}

/// Reads a file that need not exist.
fn parse_file<T: Default>(
    snapshot: &Snapshot,
    name: &str,
    memory: &mut Memory<Outcome<Known<T>>>,
    parse: impl Fn(&Source) -> Outcome<T>,
) -> Outcome<Known<T>> {
    let path = place(name);
    let Some(file) = snapshot.get(&path) else { return Outcome::fine(Known::default()) };
    let question = question(&(&path, file));
    memory.answer(question, || parse_text(&(&path, file), parse).map(|value| Known::new(value, question)))
}

/// The text of a file, if it can be decoded. What its author wrote must not hold what nobody sees; documents are as they
/// were received.
fn read((path, file): &Entry<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Source> {
    let source = file.decode(path).unload(diagnostics)?;
    if path.below("content").is_some() {
        diagnostics.extend(hidden(&source));
    }
    Some(source)
}

/// Reads a text file; one that cannot be decoded gives nothing.
fn parse_text<T: Default>(entry: &Entry<'_>, parse: impl Fn(&Source) -> Outcome<T>) -> Outcome<T> {
    let mut diagnostics = Vec::new();
    let source = read(entry, &mut diagnostics);
    let value = source.map(|source| parse(&source).unload(&mut diagnostics));
    Outcome { value: value.unwrap_or_default(), diagnostics }
}

fn parse_data(file: &Entry<'_>) -> Outcome<Known<Csv>> {
    parse_text(file, data::parse_csv).map(|data| Known::new(data, question(file)))
}

fn parse_bodies(file: &Entry<'_>) -> Outcome<Vec<Known<ParsedPage>>> {
    let made = |(number, page)| Known::new(page, question(file).with_number(number));
    parse_text(file, bodies::parse).map(|pages| pages.into_iter().enumerate().map(made).collect())
}

/// One of the names above as a place; they are plain, so it always is one.
fn place(name: &str) -> BookPath {
    BookPath::new(name).unwrap_or_else(BookPath::root)
}

fn parse_page(entry @ (path, _): &Entry<'_>) -> Outcome<Option<Known<ParsedPage>>> {
    let mut diagnostics = Vec::new();
    let Some(source) = read(entry, &mut diagnostics) else {
        return Outcome { value: None, diagnostics };
    };
    let (front, start) = front_matter::parse(&source).unload(&mut diagnostics);
    let is_open = diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, Code::FrontMatterOpen | Code::YamlSyntax));
    let (body, heading) = markdown::parse(&source, start, front.title.is_none()).unload(&mut diagnostics);
    let title = front.title.clone().or(heading);
    // Front matter that cannot be read may well hold the title; one mistake is told once.
    if title.is_none() && !is_open {
        diagnostics.push(Diagnostic::new(Code::TitleMissing, Span::file(path)));
    }
    let title = title.unwrap_or_else(|| path.stem().to_owned());
    let page = ParsedPage { path: (*path).clone(), file: (*path).clone(), front, title, body };
    Outcome { value: Some(Known::new(page, question(entry))), diagnostics }
}

/// The texts of documents. A file that does not exist is reported where sources are checked.
fn parse_sources(
    snapshot: &Snapshot,
    records: &[SourceRecord],
    memory: &mut Memory<Outcome<Option<Known<SourceText>>>>,
) -> Vec<Outcome<Option<Known<SourceText>>>> {
    let question = |record: &SourceRecord, file: Option<&File>| {
        let noise = Fingerprint::of_all(record.noise.iter().map(|noise| noise.lines));
        file.map_or(noise, |file| question(&(&record.file, file)).with(noise))
    };
    let files = records.iter().map(|record| (record, snapshot.get(&record.file)));
    let questions: Vec<_> = files.map(|(record, file)| (question(record, file), (record, file))).collect();
    memory.answers(&questions, |(record, file)| {
        let Some(file) = file else { return Outcome::fine(None) };
        let text = file.decode(&record.file);
        text.map(|source| Some(Known::new(source_text::parse(source?, record), question(record, Some(file)))))
    })
}

fn parse_quiz(entry @ (path, _): &Entry<'_>) -> Outcome<Option<Known<Quiz>>> {
    let mut diagnostics = Vec::new();
    let source = read(entry, &mut diagnostics);
    let quiz = source.and_then(|source| quiz::parse(&Placed::whole(path, &source.text)).unload(&mut diagnostics));
    Outcome { value: quiz.map(|quiz| Known::new(quiz, question(entry))), diagnostics }
}
