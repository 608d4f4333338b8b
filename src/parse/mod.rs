//! Understands each file on its own: Markdown to a tree of our own, YAML to typed values, front matter, fences and
//! quizzes. What a file means beside others (links, citations) is not asked here.

pub mod bodies;
pub mod chart;
pub mod columns;
pub mod data;
pub mod errata;
mod fence;
pub mod front_matter;
pub mod glossary;
mod inline;
pub mod markdown;
mod notes;
pub mod placed;
pub mod points;
pub mod quiz;
pub mod reader;
mod sections;
pub mod source_text;
pub mod sources;
pub mod tree;
pub mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::{File, Snapshot, decode};
use crate::settings::{self, SETTINGS_FILE, Settings};
use crate::text::{BookPath, Source, Span};
use data::Csv;
use errata::Erratum;
use front_matter::FrontMatter;
use glossary::Term;
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
    pub settings: Settings,
    /// Pages by file.
    pub pages: BTreeMap<BookPath, Arc<ParsedPage>>,
    /// Quiz files by file.
    pub quizzes: BTreeMap<BookPath, Arc<Quiz>>,
    /// The glossary in the order of writing.
    pub glossary: Vec<Term>,
    /// The official documents.
    pub sources: Vec<SourceRecord>,
    /// Whether the list of documents could be read: if not, no citation can be tested.
    pub sources_known: bool,
    /// The text of each document, where its file can be read.
    pub texts: Vec<Option<Arc<SourceText>>>,
    /// Slips of the documents.
    pub errata: Vec<Erratum>,
    /// Data files by file.
    pub data: BTreeMap<BookPath, Arc<Csv>>,
}

/// Understands every file of a snapshot.
pub fn parse(snapshot: &Snapshot) -> Outcome<Parsed> {
    let mut diagnostics = Vec::new();
    let settings = parse_settings(snapshot).unload(&mut diagnostics);
    let glossary = parse_file(snapshot, GLOSSARY_FILE, glossary::parse).unload(&mut diagnostics);
    let sources = parse_file(snapshot, SOURCES_FILE, sources::parse);
    let sources_known = sources.diagnostics.is_empty() || !sources.value.is_empty();
    let sources = sources.unload(&mut diagnostics);

    let errata = parse_file(snapshot, ERRATA_FILE, errata::parse).unload(&mut diagnostics);
    let texts: Vec<_> = sources.par_iter().map(|record| parse_source(snapshot, record)).collect();
    let texts = texts.into_iter().map(|outcome| outcome.unload(&mut diagnostics)).collect();

    let content: Vec<(&BookPath, &File)> = snapshot.below("content").collect();
    let pages: Vec<_> = content.par_iter().filter(|(path, _)| is_page(path)).map(|(path, file)| (path, parse_page(path, file))).collect();
    let quizzes: Vec<_> = content.par_iter().filter(|(path, _)| is_quiz(path)).map(|(path, file)| (path, parse_quiz(path, file))).collect();

    let bodies = content.iter().filter(|(path, _)| path.name().ends_with(bodies::ENDING));
    let bodies: Vec<ParsedPage> = bodies.flat_map(|(path, file)| parse_text(path, file, bodies::parse).unload(&mut diagnostics)).collect();
    let data = content.iter().filter(|(path, _)| path.extension() == "csv");
    let data =
        data.map(|(path, file)| ((*path).clone(), Arc::new(parse_text(path, file, data::parse_csv).unload(&mut diagnostics)))).collect();

    let mut parsed =
        Parsed { settings, pages: BTreeMap::new(), quizzes: BTreeMap::new(), glossary, sources, sources_known, texts, errata, data };
    for (path, outcome) in pages {
        if let Some(page) = outcome.unload(&mut diagnostics) {
            parsed.pages.insert((*path).clone(), Arc::new(page));
        }
    }
    for page in bodies {
        // A page that an author wrote at the same place is the one that counts.
        parsed.pages.entry(page.path.clone()).or_insert_with(|| Arc::new(page));
    }
    for (path, outcome) in quizzes {
        if let Some(quiz) = outcome.unload(&mut diagnostics) {
            parsed.quizzes.insert((*path).clone(), Arc::new(quiz));
        }
    }
    Outcome { value: parsed, diagnostics }
}

/// Whether a file of `content/` is a page.
pub fn is_page(path: &BookPath) -> bool {
    path.extension() == "md"
}

fn is_quiz(path: &BookPath) -> bool {
    path.name().ends_with(".quiz.yaml")
}

fn parse_settings(snapshot: &Snapshot) -> Outcome<Settings> {
    let path = place(SETTINGS_FILE);
    let Some(file) = snapshot.files.get(&path) else {
        let missing = Diagnostic::new(Code::HandbookMissing, Span::file(&path));
        return Outcome { value: settings::fallback(&path), diagnostics: vec![missing] };
    };
    let mut diagnostics = Vec::new();
    let source = decode(&path, &file.bytes).unload(&mut diagnostics);
    let settings = source.map(|source| settings::parse(&source).unload(&mut diagnostics));
    Outcome { value: settings.unwrap_or_else(|| settings::fallback(&path)), diagnostics }
}

/// Reads a file that need not exist.
fn parse_file<T: Default>(snapshot: &Snapshot, name: &str, parse: impl Fn(&Source) -> Outcome<T>) -> Outcome<T> {
    let path = place(name);
    match snapshot.files.get(&path) {
        Some(file) => parse_text(&path, file, parse),
        None => Outcome::fine(T::default()),
    }
}

/// Reads a text file; one that cannot be decoded gives nothing.
fn parse_text<T: Default>(path: &BookPath, file: &File, parse: impl Fn(&Source) -> Outcome<T>) -> Outcome<T> {
    let mut diagnostics = Vec::new();
    let source = decode(path, &file.bytes).unload(&mut diagnostics);
    let value = source.map(|source| parse(&source).unload(&mut diagnostics));
    Outcome { value: value.unwrap_or_default(), diagnostics }
}

/// One of the names above as a place; they are plain, so it always is one.
fn place(name: &str) -> BookPath {
    BookPath::new(name).unwrap_or_else(BookPath::root)
}

fn parse_page(path: &BookPath, file: &File) -> Outcome<Option<ParsedPage>> {
    let mut diagnostics = Vec::new();
    let Some(source) = decode(path, &file.bytes).unload(&mut diagnostics) else {
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
    Outcome { value: Some(ParsedPage { path: path.clone(), file: path.clone(), front, title, body }), diagnostics }
}

/// The text of a document. A file that does not exist is reported where sources are checked.
fn parse_source(snapshot: &Snapshot, record: &SourceRecord) -> Outcome<Option<Arc<SourceText>>> {
    let Some(file) = snapshot.files.get(&record.file) else { return Outcome::fine(None) };
    let Outcome { value, diagnostics } = decode(&record.file, &file.bytes);
    Outcome { value: value.map(|source| Arc::new(source_text::parse(source, record))), diagnostics }
}

fn parse_quiz(path: &BookPath, file: &File) -> Outcome<Option<Quiz>> {
    let mut diagnostics = Vec::new();
    let source = decode(path, &file.bytes).unload(&mut diagnostics);
    let quiz = source.and_then(|source| quiz::parse(&Placed::whole(path, &source.text)).unload(&mut diagnostics));
    Outcome { value: quiz, diagnostics }
}
