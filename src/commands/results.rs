//! `sotay results FILE…`: the slips that readers saved, laid together as a table here, as CSV and as a report. Files
//! that do not count are named and never stop the rest; then the exit status is 1. Where a handbook is at `--root`, its
//! slips are the ones wanted and its questions say what was missed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Exit, Session, complain, say};
use crate::book::{Book, Drafts};
use crate::engine;
use crate::input::disk as input;
use crate::output::disk;
use crate::output::seal::{self, Seal};
use crate::render::outline::words;
use crate::results::{Collection, Keep, Wanted, collect, report, table};

/// A slip is a few kilobytes; more is no slip.
const LARGEST: u64 = 8 << 20;
/// How deep folders of slips are looked through.
const DEEPEST: usize = 8;

/// What was asked for.
pub struct Request {
    /// Slips, and folders of slips.
    pub files: Vec<PathBuf>,
    /// Where to write the table for a spreadsheet.
    pub csv: Option<PathBuf>,
    /// Where to write the report.
    pub html: Option<PathBuf>,
    /// Which slip of a person counts.
    pub keep: Keep,
    /// Whether existing files are replaced, whoever made them.
    pub force: bool,
}

/// Lays the slips together.
pub fn run(session: &Session, request: &Request) -> Exit {
    let mut files = Vec::new();
    let mut exit = Exit::Fine;
    for path in &request.files {
        if let Err((path, error)) = gather(path, DEEPEST, &mut files) {
            let facts = [("path", path.display().to_string()), ("reason", session.reason(&error))];
            complain(&session.messages.get("results-unreadable", &facts));
            exit = Exit::Usage;
        }
    }
    let book = handbook(session);
    let texts = book.as_deref().map(texts).unwrap_or_default();
    let collection = collect(&files, book.as_deref().map(wanted), request.keep);
    tell(session, &collection);
    let outputs = [
        request.csv.as_ref().map(|file| (file, table::as_csv(&collection, &session.messages), Seal::None)),
        request.html.as_ref().map(|file| (file, report::as_html(&collection, &texts, &session.messages).into_bytes(), Seal::Markup)),
    ];
    for (file, bytes, seal) in outputs.into_iter().flatten() {
        exit = if write(session, request, file, bytes, seal) { exit } else { Exit::Usage };
    }
    match exit {
        Exit::Fine if !collection.refused.is_empty() || collection.rows.is_empty() => Exit::Mistakes,
        exit => exit,
    }
}

/// The table, what it amounts to, and what did not count.
fn tell(session: &Session, collection: &Collection) {
    let messages = &session.messages;
    if collection.rows.is_empty() {
        complain(&messages.plain("results-none"));
    } else {
        say(&table::as_text(collection, messages));
        let facts = [("people", collection.rows.len().to_string()), ("mean", collection.mean().unwrap_or_default().to_string())];
        session.tell(&messages.get("results-summary", &facts));
    }
    if collection.replaced > 0 {
        session.tell(&messages.get("results-replaced", &[("count", collection.replaced.to_string())]));
    }
    for row in collection.rows.iter().filter(|row| row.is_other_edition) {
        let facts = [("file", row.file.clone()), ("edition", row.slip.handbook.name().edition)];
        complain(&messages.get("results-other-edition", &facts));
    }
    for (file, unfit) in &collection.refused {
        complain(&unfit.sentence(file, messages));
    }
}

/// Reads a slip, or the slips of a folder: its files in JSON, sorted.
fn gather(path: &Path, depth: usize, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), (PathBuf, io::Error)> {
    let at = |error| (path.to_path_buf(), error);
    if !path.is_dir() {
        let size = fs::metadata(path).map_err(at)?.len();
        let bytes = if size <= LARGEST { fs::read(path).map_err(at)? } else { Vec::new() };
        files.push((path.display().to_string(), bytes));
        return Ok(());
    }
    let entries: Result<Vec<fs::DirEntry>, io::Error> = fs::read_dir(path).map_err(at)?.collect();
    let mut entries: Vec<PathBuf> = entries.map_err(at)?.iter().map(fs::DirEntry::path).collect();
    entries.sort();
    for entry in entries {
        let is_folder = entry.is_dir() && !entry.is_symlink();
        let is_slip = entry.is_file() && entry.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        if is_slip || is_folder && depth > 0 {
            gather(&entry, depth.saturating_sub(1), files)?;
        }
    }
    Ok(())
}

/// The handbook at `--root`, where one is; its mistakes are told by other commands.
fn handbook(session: &Session) -> Option<std::sync::Arc<Book>> {
    let exists = session.root.join("content").is_dir();
    exists.then(|| engine::build(&input::read(&session.root).value, Drafts::LeftOut).book)
}

fn wanted(book: &Book) -> Wanted {
    let settings = &book.settings;
    let date = settings.date.map(|date| date.to_string()).unwrap_or_default();
    Wanted { id: settings.id.clone(), edition: format!("{} {date}", settings.edition).trim().to_owned() }
}

/// What each question asks.
fn texts(book: &Book) -> BTreeMap<String, String> {
    let questions = book.pages.iter().filter_map(|page| page.quiz.as_ref()).flat_map(|quiz| &quiz.questions);
    questions.map(|question| (question.id.clone(), words(question))).collect()
}

/// Writes a file of ours; one of another's stays, unless it is forced.
fn write(session: &Session, request: &Request, file: &Path, bytes: Vec<u8>, seal: Seal) -> bool {
    const TARGET: &str = "results";
    let path = [("path", file.display().to_string())];
    let is_ours = || fs::read(file).is_ok_and(|bytes| seal::is_untouched(&bytes, seal, TARGET, TARGET));
    if fs::symlink_metadata(file).is_ok() && !request.force && !is_ours() {
        complain(&session.messages.get("results-exists", &path));
        return false;
    }
    match disk::write_file(&seal::seal(bytes, seal, TARGET, TARGET), file) {
        Ok(()) => {
            session.tell(&session.messages.get("results-written", &path));
            true
        }
        Err(trouble) => {
            session.explain_trouble(&trouble);
            false
        }
    }
}
