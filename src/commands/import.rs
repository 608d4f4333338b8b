//! `sotay import FILE`: an official document into pages of verified quotations. Everything is worked out first; where a
//! file to be written exists already, nothing is written at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Exit, Session, complain, say};
use crate::diagnostics::Report;
use crate::import::docx::{self, Refusal};
use crate::import::pages::{self, NewFile};
use crate::import::proposals::Neighbour;
use crate::import::{self, Document, Remark, RemarkKind};
use crate::input::{File, Snapshot, decode};
use crate::parse::SOURCES_FILE;
use crate::parse::sources::{self, SourceRecord};
use crate::text::path::is_portable;
use crate::text::slug::slug;
use crate::text::{BookPath, Source};

const ERRATA_FILE: &str = "seeds/errata.yaml";

/// What is asked for.
pub struct Request {
    /// The document.
    pub file: PathBuf,
    /// The key under which it will be quoted.
    pub key: String,
    /// The folder for the pages, seen from the handbook; a new one of `content/` where none is named.
    pub into: Option<String>,
    /// Only show what would be written.
    pub dry_run: bool,
}

/// Imports a document.
pub fn run(session: &Session, request: &Request) -> Exit {
    match plan(session, request) {
        Ok(plan) => carry_out(session, request, &plan),
        Err(exit) => exit,
    }
}

/// Everything that will be written, worked out.
struct Plan {
    document: Document,
    docx: Option<docx::Docx>,
    /// Files that must not exist yet.
    new: Vec<(BookPath, Vec<u8>)>,
    /// Files to which something is added, with their whole new text.
    changed: Vec<(BookPath, String)>,
    /// The line at which the text of the source is found: its file.
    source_file: String,
    pages: usize,
}

fn plan(session: &Session, request: &Request) -> Result<Plan, Exit> {
    let (snapshot, _) = session.read()?;
    if !is_key(&request.key) {
        return Err(refuse(session, "import-key-form", &[("key", request.key.clone())]));
    }
    let records = known_sources(session, &snapshot)?;
    if records.iter().any(|record| record.key == request.key) {
        return Err(refuse(session, "import-key-taken", &[("key", request.key.clone())]));
    }
    let bytes = fs::read(&request.file).map_err(|error| {
        let facts = [("path", request.file.display().to_string()), ("reason", session.reason(&error))];
        refuse(session, "trouble-read", &facts)
    })?;
    let name = file_name(&request.file);
    let (docx, source_file, text_bytes) = text_of(session, &request.file, &name, &bytes)?;
    let source = decoded(session, &source_file, &text_bytes)?;

    let texts = neighbours(&snapshot, &records);
    let neighbours: Vec<Neighbour<'_>> = texts.iter().map(|(key, source)| Neighbour { key, text: &source.text }).collect();
    let document = import::understand(&source.text, &neighbours);
    if document.lines.lines.is_empty() {
        return Err(refuse(session, "import-empty", &[("file", name)]));
    }

    let mut new = Vec::new();
    add_seed(session, &snapshot, &name, &bytes, &mut new)?;
    if docx.is_some() {
        add_seed(session, &snapshot, &source_file, &text_bytes, &mut new)?;
    }
    let folder = folder(session, request, &snapshot, &document)?;
    let pages = pages::pages(&document, &request.key);
    let count = pages.len();
    for NewFile { path, text } in pages {
        new.push((folder.resolve(&path).unwrap_or_else(|| folder.clone()), text.into_bytes()));
    }
    let sha256: String = Sha256::digest(&text_bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut changed = vec![add_source(session, &snapshot, &document, request, &source_file, &sha256)?];
    changed.extend(add_errata(&snapshot, &document, request));
    refuse_existing(session, &new)?;
    Ok(Plan { document, docx, new, changed, source_file, pages: count })
}

/// Whether a word can stand in a citation.
fn is_key(word: &str) -> bool {
    !word.is_empty()
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn refuse(session: &Session, key: &str, facts: &[(&'static str, String)]) -> Exit {
    complain(&session.messages.get(key, facts));
    Exit::Usage
}

/// The name the document gets among the sources: its own, if it can be carried to every machine.
fn file_name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = BookPath::new(&name).map_or(name, |path| path.name().to_owned());
    if is_portable(&name) && !name.starts_with('.') {
        return name;
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, "txt"));
    format!("{}.{}", slug(stem), slug(extension))
}

/// The text that will be quoted: the file itself, or what was taken from a DOCX, under a name of its own.
fn text_of(session: &Session, file: &Path, name: &str, bytes: &[u8]) -> Result<(Option<docx::Docx>, String, Vec<u8>), Exit> {
    let extension = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "docx" | "docm" | "dotx" => {
            let found = docx::read(bytes).map_err(|refusal| {
                let key = match refusal {
                    Refusal::NotDocx => "import-not-docx",
                    Refusal::Broken => "import-docx-broken",
                    Refusal::TooLarge => "import-docx-large",
                };
                refuse(session, key, &[("file", name.to_owned())])
            })?;
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let text = found.text.clone().into_bytes();
            Ok((Some(found), format!("{stem}.md"), text))
        }
        "md" | "markdown" | "txt" | "text" => Ok((None, name.to_owned(), bytes.to_vec())),
        _ => Err(refuse(session, "import-kind", &[("file", name.to_owned())])),
    }
}

fn decoded(session: &Session, name: &str, bytes: &[u8]) -> Result<Source, Exit> {
    let place = seed(name);
    let outcome = decode(&place, bytes);
    outcome.value.ok_or_else(|| {
        let mut snapshot = Snapshot::default();
        snapshot.insert(place, File::new(bytes));
        session.show(&Report::new(outcome.diagnostics), &snapshot);
        Exit::Usage
    })
}

fn seed(name: &str) -> BookPath {
    BookPath::new("seeds").unwrap_or_else(BookPath::root).child(name)
}

/// The sources the handbook lists; a list with mistakes must be mended before anything is added to it.
fn known_sources(session: &Session, snapshot: &Snapshot) -> Result<Vec<SourceRecord>, Exit> {
    let Some(source) = BookPath::new(SOURCES_FILE).and_then(|path| snapshot.text(&path)) else { return Ok(Vec::new()) };
    let outcome = sources::parse(&source);
    let report = Report::new(outcome.diagnostics);
    if report.has_errors() {
        session.show(&report, snapshot);
        return Err(refuse(session, "import-sources-broken", &[]));
    }
    Ok(outcome.value)
}

/// The other documents that can be read.
fn neighbours(snapshot: &Snapshot, records: &[SourceRecord]) -> Vec<(String, Source)> {
    records.iter().filter_map(|record| Some((record.key.clone(), snapshot.text(&record.file)?))).collect()
}

/// Keeps the document among the sources, unless the same bytes are there already.
fn add_seed(session: &Session, snapshot: &Snapshot, name: &str, bytes: &[u8], new: &mut Vec<(BookPath, Vec<u8>)>) -> Result<(), Exit> {
    let place = seed(name);
    match snapshot.get(&place) {
        Some(file) if *file.bytes == *bytes => Ok(()),
        Some(_) => Err(refuse(session, "import-seed-differs", &[("file", place.to_string())])),
        None => {
            new.push((place, bytes.to_vec()));
            Ok(())
        }
    }
}

/// The folder for the pages: the one named, or a new one after the last part.
fn folder(session: &Session, request: &Request, snapshot: &Snapshot, document: &Document) -> Result<BookPath, Exit> {
    let content = BookPath::new("content").unwrap_or_else(BookPath::root);
    if let Some(written) = &request.into {
        let place = BookPath::new(written).filter(|place| *place == content || place.below("content").is_some());
        let place = place.or_else(|| content.resolve(written).filter(|place| place.below("content").is_some()));
        return place.ok_or_else(|| refuse(session, "import-into-outside", &[("folder", written.clone())]));
    }
    let numbers =
        snapshot.below("content").filter_map(|(path, _)| path.below("content")?.split(['-', '/', '.']).next()?.parse::<u32>().ok());
    let next = numbers.max().unwrap_or(0).saturating_add(1);
    Ok(content.child(&format!("{next:02}-{}", pages::folder_slug(document))))
}

/// The list of sources with the document's entry at its end.
fn add_source(
    session: &Session,
    snapshot: &Snapshot,
    document: &Document,
    request: &Request,
    file: &str,
    sha256: &str,
) -> Result<(BookPath, String), Exit> {
    let place = BookPath::new(SOURCES_FILE).unwrap_or_else(BookPath::root);
    let text = appended(snapshot, &place, "sources", |indent| pages::source_entry(document, &request.key, file, sha256, indent));
    // What cannot be read back would break the handbook; the list may be written in a form that is not added to by line.
    let outcome = sources::parse(&Source::new(place.clone(), text.as_str()));
    let understood = outcome.value.iter().any(|record| record.key == request.key) && outcome.diagnostics.is_empty();
    if understood { Ok((place, text)) } else { Err(refuse(session, "import-sources-broken", &[])) }
}

/// The ledger of errata with the proposals at its end, where there are any.
fn add_errata(snapshot: &Snapshot, document: &Document, request: &Request) -> Option<(BookPath, String)> {
    if document.proposals.is_empty() {
        return None;
    }
    let place = BookPath::new(ERRATA_FILE)?;
    let text = appended(snapshot, &place, "errata", |indent| pages::errata_entries(&document.proposals, &request.key, indent));
    Some((place, text))
}

/// A list in a YAML file with more entries at its end, indented as the others are.
fn appended(snapshot: &Snapshot, place: &BookPath, list: &str, entries: impl Fn(&str) -> String) -> String {
    let old = snapshot.text(place).map(|source| source.text.to_string()).unwrap_or_default();
    let head = format!("{list}:");
    let mut lines = old.lines().skip_while(|line| !line.starts_with(&head)).skip(1);
    let first = lines.find(|line| line.trim_start().starts_with("- "));
    let indent = first.map_or("  ", |line| &line[..line.len() - line.trim_start().len()]).to_owned();
    // An empty list is written `[]`, or with nothing after its name.
    let is_empty = first.is_none();
    let old = if is_empty { old.replace(&format!("{head} []"), &head) } else { old };
    let entries = entries(&indent);
    match () {
        () if !old.lines().any(|line| line.starts_with(&head)) => format!("{old}{head}\n{entries}"),
        () if old.ends_with('\n') => format!("{old}\n{entries}"),
        () => format!("{old}\n\n{entries}"),
    }
}

fn refuse_existing(session: &Session, new: &[(BookPath, Vec<u8>)]) -> Result<(), Exit> {
    let existing: Vec<String> =
        new.iter().filter(|(path, _)| path.to_os(&session.root).exists()).map(|(path, _)| path.to_string()).collect();
    if existing.is_empty() { Ok(()) } else { Err(refuse(session, "import-exists", &[("files", existing.join(", "))])) }
}

fn carry_out(session: &Session, request: &Request, plan: &Plan) -> Exit {
    if request.dry_run {
        show_plan(session, plan);
    } else if let Err(exit) = write_all(session, plan) {
        return exit;
    }
    tell_findings(session, plan);
    let key = if request.dry_run { "import-dry-run" } else { "import-done" };
    let folder = plan
        .new
        .iter()
        .map(|(path, _)| path)
        .find(|path| path.below("content").is_some())
        .map_or(String::new(), |path| path.parent().to_string());
    session.tell(&session.messages.get(key, &[("pages", plan.pages.to_string()), ("folder", folder), ("key", request.key.clone())]));
    Exit::Fine
}

/// Prints every file that would be written.
fn show_plan(session: &Session, plan: &Plan) {
    for (path, bytes) in &plan.new {
        let heading = session.messages.get("import-would-write", &[("file", path.to_string()), ("bytes", bytes.len().to_string())]);
        say(&format!("{heading}\n"));
        if path.below("content").is_some() {
            say(&format!("{}\n", String::from_utf8_lossy(bytes)));
        }
    }
    for (path, text) in &plan.changed {
        let heading = session.messages.get("import-would-change", &[("file", path.to_string())]);
        let old = fs::read_to_string(path.to_os(&session.root)).unwrap_or_default().replace("\r\n", "\n");
        say(&format!("{heading}\n{}\n", text.strip_prefix(&old).unwrap_or(text)));
    }
}

/// Writes new files first and the lists last: a list never names what is not there.
fn write_all(session: &Session, plan: &Plan) -> Result<(), Exit> {
    let trouble = |path: &Path, error: &io::Error| {
        let facts = [("path", path.display().to_string()), ("reason", session.reason(error))];
        refuse(session, "trouble-write", &facts)
    };
    for (path, bytes) in &plan.new {
        let file = path.to_os(&session.root);
        write_new(&file, bytes).map_err(|error| trouble(&file, &error))?;
    }
    for (path, text) in &plan.changed {
        let file = path.to_os(&session.root);
        replace(&file, text).map_err(|error| trouble(&file, &error))?;
    }
    Ok(())
}

/// Writes a file that must not exist yet.
fn write_new(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::OpenOptions::new().write(true).create_new(true).open(file)?.write_all(bytes)
}

/// Puts a new text in the place of a file, whole or not at all.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let beside = file.with_extension("yaml.new");
    write_new(&beside, text.as_bytes())?;
    fs::rename(&beside, file).inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}

/// Says what was found, set aside, doubted and not understood, by line.
fn tell_findings(session: &Session, plan: &Plan) {
    let messages = &session.messages;
    let tell = |key: &str, facts: &[(&'static str, String)]| session.tell(&messages.get(key, facts));
    let facts = &plan.document.metadata;
    let date = facts.date.map_or_else(String::new, |date| date.to_string());
    let named = [
        ("title", facts.title.clone()),
        ("number", facts.number.clone()),
        ("issuer", facts.issuer.clone()),
        ("place", facts.place.clone()),
        ("date", date),
        ("kind", facts.kind.clone()),
    ];
    for (name, value) in named.into_iter().filter(|(_, value)| !value.is_empty()) {
        session.tell(&format!("{}: {value}", messages.plain(&format!("import-fact-{name}"))));
    }
    if let Some(docx) = &plan.docx {
        if docx.inserted + docx.deleted > 0 {
            tell("import-tracked", &[("inserted", docx.inserted.to_string()), ("deleted", docx.deleted.to_string())]);
        }
        if docx.notes > 0 {
            tell("import-notes", &[("count", docx.notes.to_string())]);
        }
        if docx.pictures > 0 {
            tell("import-pictures", &[("count", docx.pictures.to_string())]);
        }
    }
    let at = |lines: (usize, usize)| {
        if lines.0 == lines.1 {
            format!("{}:{}", plan.source_file, lines.0)
        } else {
            format!("{}:{}-{}", plan.source_file, lines.0, lines.1)
        }
    };
    for noise in &plan.document.lines.noise {
        tell("import-noise", &[("at", at(noise.lines)), ("reason", messages.plain(noise.reason.key()))]);
    }
    for lines in &plan.document.lines.mended {
        tell("import-mended", &[("at", at(*lines))]);
    }
    for one in &plan.document.proposals {
        tell("import-proposal", &[("at", at((one.line, one.line))), ("wrong", one.wrong.clone()), ("right", one.right.clone())]);
    }
    for Remark { lines, kind } in &plan.document.remarks {
        match kind {
            RemarkKind::Order { found, expected } => {
                tell("import-order", &[("at", at(*lines)), ("found", found.clone()), ("expected", expected.clone())])
            }
            RemarkKind::HeadWithoutNumber => tell("import-head", &[("at", at(*lines))]),
            RemarkKind::RowShape { found, expected } => {
                tell("import-row", &[("at", at(*lines)), ("found", found.to_string()), ("expected", expected.to_string())])
            }
            RemarkKind::Missing(name) => tell("import-missing", &[("fact", messages.plain(&format!("import-fact-{name}")))]),
        }
    }
}
