//! Edge: one file a command. Each joins reading, the engine and writing, and says to the person what happened.

pub mod build;
pub mod check;
pub mod explain;
pub mod export;
pub mod import;
pub mod init;
mod interrupt;
pub mod questions;
pub mod results;
pub mod schema;
pub mod serve;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::book::Book;
use crate::diagnostics::{Diagnostic, Report, Severity, as_text};
use crate::engine::Remembered;
use crate::input::{Snapshot, disk};
use crate::memory::Count;
use crate::messages::Messages;
use crate::output::disk::Trouble;
use crate::text::escape::terminal;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well, or there are only warnings.
    Fine,
    /// There are mistakes in the handbook.
    Mistakes,
    /// Wrong usage, or trouble with the machine.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Mistakes => 1,
            Exit::Usage => 2,
        })
    }
}

/// What every command knows.
pub struct Session {
    /// The handbook's folder.
    pub root: PathBuf,
    /// Only mistakes are said.
    pub quiet: bool,
    /// How much more is said.
    pub verbose: u8,
    /// In which words.
    pub messages: Messages,
}

impl Session {
    /// Says something a quiet run keeps to itself.
    pub fn tell(&self, text: &str) {
        if !self.quiet {
            say(&terminal(&format!("{text}\n")));
        }
    }

    /// Reads the handbook; where there is none, says so.
    pub fn read(&self) -> Result<(Snapshot, Vec<Diagnostic>), Exit> {
        if !self.root.join("content").is_dir() {
            return Err(self.no_handbook());
        }
        let outcome = disk::read(&self.root);
        if self.verbose > 0 {
            let bytes: usize = outcome.value.files().map(|(_, file)| file.bytes.len()).sum();
            let facts = [("files", outcome.value.files().count().to_string()), ("kilobytes", bytes.div_ceil(1024).to_string())];
            complain(&self.messages.get("verbose-read", &facts));
        }
        Ok((outcome.value, outcome.diagnostics))
    }

    /// Says that there is no handbook in the folder.
    pub fn no_handbook(&self) -> Exit {
        let path = self.root.display().to_string();
        complain(&self.messages.get("trouble-no-handbook", &[("path", path)]));
        Exit::Usage
    }

    /// With `-v`: what was understood and checked.
    pub fn tell_checked(&self, book: &Book) {
        if self.verbose > 0 {
            let facts = [
                ("pages", book.pages.len().to_string()),
                ("quotations", book.matches.count().to_string()),
                ("terms", book.glossary.entries.len().to_string()),
            ];
            complain(&self.messages.get("verbose-checked", &facts));
        }
    }

    /// With `-vv`: how long each stage takes.
    pub fn stages(&self) -> Stages<'_> {
        Stages { session: self, begun: Instant::now() }
    }

    /// With `-vv`: how often each kind of question was asked, and how often it had to be worked out.
    pub fn tell_counts(&self, remembered: &mut Remembered) {
        if self.verbose > 1 {
            for (name, Count { asked, missed }) in remembered.counts().into_iter().filter(|(_, count)| count.asked > 0) {
                let facts = [("question", name.to_owned()), ("asked", asked.to_string()), ("anew", missed.to_string())];
                complain(&self.messages.get("verbose-asked", &facts));
            }
        }
    }

    /// A progress bar with a word and a length; it shows itself only on a terminal and only when work is long.
    pub fn progress(&self, word: &str, length: usize) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{msg} {bar:32} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(length as u64).with_style(style).with_message(self.messages.plain(word));
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }

    /// Shows every diagnostic and the closing count; gives whether the handbook may be written.
    pub fn show(&self, report: &Report, snapshot: &Snapshot) -> bool {
        let text = as_text(report, &|path| snapshot.text(path), &self.messages);
        complain_plain(&text);
        let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
        if errors + warnings > 0 {
            let facts = [("errors", errors.to_string()), ("warnings", warnings.to_string())];
            complain(&self.messages.get("report-count", &facts));
        }
        errors == 0
    }

    /// Says what the machine refused, in one sentence with the remedy.
    pub fn explain_trouble(&self, trouble: &Trouble) {
        let shown = |path: &Path| path.display().to_string();
        let text = match trouble {
            Trouble::Foreign(path, files) => self.messages.get("trouble-foreign", &[("path", shown(path)), ("files", files.join(", "))]),
            Trouble::Locked(path) => self.messages.get("trouble-locked", &[("path", shown(path))]),
            Trouble::Io(path, error) => self.messages.get("trouble-write", &[("path", shown(path)), ("reason", self.reason(error))]),
            Trouble::Mistakes(_) => return,
        };
        complain(&text);
    }

    /// Why the machine refused, in the reader's language.
    pub fn reason(&self, error: &io::Error) -> String {
        let key = match error.kind() {
            io::ErrorKind::NotFound => "machine-not-found",
            io::ErrorKind::PermissionDenied => "machine-denied",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "machine-full",
            io::ErrorKind::AlreadyExists => "machine-exists",
            io::ErrorKind::ReadOnlyFilesystem => "machine-read-only",
            _ => return self.messages.get("machine-other", &[("detail", error.to_string())]),
        };
        self.messages.plain(key)
    }
}

/// The stages of a build on the clock.
pub struct Stages<'a> {
    session: &'a Session,
    begun: Instant,
}

impl Stages<'_> {
    /// A stage is done; the next one begins.
    pub fn done(&mut self, stage: &str) {
        if self.session.verbose > 1 {
            let milliseconds = format!("{:.1}", self.begun.elapsed().as_secs_f64() * 1000.0);
            complain(&self.session.messages.get("verbose-stage", &[("stage", stage.to_owned()), ("milliseconds", milliseconds)]));
        }
        self.begun = Instant::now();
    }
}

/// Writes to standard output. Nobody listening is no mistake of ours.
pub fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Writes a line to standard error.
pub fn complain(text: &str) {
    complain_plain(&format!("{}\n", text.trim_end()));
}

fn complain_plain(text: &str) {
    let _ = io::stderr().write_all(terminal(text).as_bytes());
}
