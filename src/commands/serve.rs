//! `sotay serve`: the live preview. One thread answers browsers, one waits for edits and builds; between them stand the
//! published version and the questions. Nothing is written: `public/` belongs to `sotay build`.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::process::{self, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::{Exit, Session, complain};
use crate::diagnostics::{Diagnostic, Report};
use crate::engine::{self, Remembered};
use crate::input::disk::Folder;
use crate::messages::Messages;
use crate::preview::editor::Editor;
use crate::preview::http::{Publisher, Question, Server};
use crate::preview::live::{self, Run};
use crate::preview::watch::{Trouble, Wake, Watch};
use crate::text::{BookPath, Source};

/// How long an emptied file may stay empty before it is shown so: many programs empty a file before they write it.
const EMPTIED: Duration = Duration::from_millis(40);

/// How the preview is asked for.
pub struct Request {
    /// Where to listen; 0 for a free port.
    pub port: u16,
    /// The name or address to listen at.
    pub host: String,
    /// Whether to open the browser.
    pub open: bool,
    /// The editor's command.
    pub editor: Option<String>,
    /// Whether to look the folder over instead of waiting for events.
    pub poll: bool,
}

/// Shows the handbook until the program is told to stop.
pub fn run(session: &Session, request: &Request) -> Exit {
    let editor = request.editor.as_deref().map(|written| (written, Editor::new(written)));
    if let Some((written, None)) = editor {
        complain(&session.messages.get("serve-editor-wrong", &[("command", written.to_owned())]));
        return Exit::Usage;
    }
    if !session.root.join("content").is_dir() {
        return session.no_handbook();
    }
    let (server, address) = match listen(session, request) {
        Ok(listening) => listening,
        Err(exit) => return exit,
    };
    session.tell(&session.messages.get("serve-listening", &[("address", address.clone())]));
    let publisher = Arc::new(Publisher::new());
    let run = Run { name: unguessable(), token: unguessable(), editor: editor.is_some() };
    // Events name files by their true place.
    let root = session.root.canonicalize().unwrap_or_else(|_| session.root.clone());
    let watch = if request.poll { Watch::without_events(&root) } else { Watch::start(&root) };
    let questions = watch.sender();
    let desk = Desk {
        session: Session { root, messages: Messages::new(session.messages.language()), ..*session },
        publisher: publisher.clone(),
        editor: editor.and_then(|(_, editor)| editor),
        report: Report::default(),
        remembered: Remembered::default(),
    };
    thread::spawn(move || desk.work(watch));
    if request.open && !opened(&address) {
        complain(&session.messages.get("serve-open-failed", &[("address", address)]));
    }
    let messages = Messages::new(session.messages.language());
    match server.answer(&publisher, questions, run, messages) {
        Ok(()) => {
            session.tell(&session.messages.plain("serve-stopped"));
            Exit::Fine
        }
        Err(error) => {
            complain(&session.messages.get("serve-cannot-answer", &[("reason", session.reason(&error))]));
            Exit::Usage
        }
    }
}

/// Listens, and says in one sentence why not.
fn listen(session: &Session, request: &Request) -> Result<(Server, String), Exit> {
    let listening = Server::listen(&request.host, request.port).and_then(|server| Ok((server.at()?, server)));
    match listening {
        Ok((at, server)) => Ok((server, format!("http://{at}/"))),
        Err(error) => {
            let facts = [
                ("port", request.port.to_string()),
                ("next", request.port.checked_add(1).unwrap_or_default().to_string()),
                ("host", request.host.clone()),
                ("reason", session.reason(&error)),
            ];
            let key = if error.kind() == io::ErrorKind::AddrInUse { "serve-port-used" } else { "serve-cannot-listen" };
            complain(&session.messages.get(key, &facts));
            Err(Exit::Usage)
        }
    }
}

/// 128 bits that nobody can guess: the system's own randomness, as the standard library keys its hashes.
fn unguessable() -> String {
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}

/// Opens the browser at an address with the system's own command.
fn opened(address: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let arguments = arguments.iter().chain([&address]).map(|word| (*word).to_owned()).collect();
    started(program, arguments).is_ok()
}

/// Starts a program and lets it be.
fn started(program: &str, arguments: Vec<String>) -> io::Result<()> {
    let mut command = process::Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Someone must ask how it ended, or it stays in the system's list.
    thread::spawn(move || child.wait());
    Ok(())
}

/// Where edits are turned into versions.
struct Desk {
    session: Session,
    publisher: Arc<Publisher>,
    editor: Option<Editor>,
    /// What is wrong with what is published.
    report: Report,
    /// What the builds so far worked out.
    remembered: Remembered,
}

impl Desk {
    /// Builds, and again after each edit, until nobody is left to ask.
    fn work(mut self, mut watch: Watch) {
        let mut folder = Folder::read(&self.session.root);
        self.build(&folder);
        while let Some(wake) = watch.next(&folder) {
            match wake {
                Wake::Touched(mut places) => {
                    let mut changed = false;
                    // Events that came while we read belong to the same save; whatever comes while we build, to the next.
                    loop {
                        let news = folder.read_again(&places);
                        changed |= news.changed;
                        if !news.emptied {
                            break;
                        }
                        places = watch.more(EMPTIED);
                    }
                    if changed {
                        self.build(&folder);
                    }
                }
                Wake::Asked(question) => self.reply(question, &folder),
                Wake::Blind(trouble) => self.tell_blind(&trouble),
            }
        }
    }

    fn build(&mut self, folder: &Folder) {
        let build = engine::preview(folder.snapshot(), &mut self.remembered);
        let troubles = folder.diagnostics().cloned().collect();
        let (version, report) = self.publisher.version().next(build, folder.snapshot(), troubles);
        let kept = version.kept;
        self.publisher.publish(version);
        self.tell(report, folder, kept);
    }

    /// Says what is wrong where it differs from what was said last.
    fn tell(&mut self, report: Report, folder: &Folder, kept: bool) {
        if report == self.report {
            return;
        }
        self.report = report;
        if self.report.iter().next().is_none() {
            self.session.tell(&self.session.messages.plain("serve-clean"));
            return;
        }
        self.session.show(&self.report, folder.snapshot());
        if kept {
            complain(&self.session.messages.plain("serve-kept"));
        }
    }

    fn tell_blind(&self, trouble: &Trouble) {
        let text = match trouble {
            Trouble::Limit => self.session.messages.plain("serve-watch-limit"),
            Trouble::Refused(reason) => self.session.messages.get("serve-watch-refused", &[("reason", reason.clone())]),
        };
        complain(&text);
    }

    /// Answers what a browser asks. One that has left meanwhile misses nothing.
    fn reply(&mut self, question: Question, folder: &Folder) {
        match question {
            Question::Failed { number, diagnostics } => self.fail(number, diagnostics, folder),
            Question::Report(reply) => {
                let texts = |path: &BookPath| folder.snapshot().text(path);
                let number = self.publisher.version().number;
                let _ = reply.send(live::report(number, &self.report, &texts, &self.session.messages));
            }
            Question::Where { place, open, reply } => {
                let found = found(&place, folder);
                if let (true, Some((path, line))) = (open, &found) {
                    self.open(path, *line, folder);
                }
                let _ = reply.send(found.map(|(path, line)| (path.to_string(), line)));
            }
        }
    }

    /// A page of the published version could not be made.
    fn fail(&mut self, number: u64, diagnostics: Vec<Diagnostic>, folder: &Folder) {
        let version = self.publisher.version();
        let is_known = |diagnostic: &Diagnostic| self.report.iter().any(|known| known == diagnostic);
        if version.number == number && !diagnostics.iter().all(is_known) {
            let report = Report::new(self.report.iter().cloned().chain(diagnostics).collect());
            let version = version.failed(&report);
            let kept = version.kept;
            self.publisher.publish(version);
            self.tell(report, folder, kept);
        }
    }

    /// Opens the editor: only with its own command, only at a file that was read.
    fn open(&self, path: &BookPath, line: usize, folder: &Folder) {
        let Some((editor, file)) = self.editor.as_ref().zip(folder.place(path)) else { return };
        let (program, arguments) = editor.command(file, line);
        if let Err(error) = started(&program, arguments) {
            let facts = [("program", program), ("reason", self.session.reason(&error))];
            complain(&self.session.messages.get("serve-editor-failed", &facts));
        }
    }
}

/// The file and line that `FILE@BYTE` or `FILE:LINE` names, where the handbook has such a file.
fn found(place: &str, folder: &Folder) -> Option<(BookPath, usize)> {
    let (file, at) = place.rsplit_once(['@', ':'])?;
    let path = BookPath::new(file).filter(|path| folder.snapshot().get(path).is_some())?;
    let at: usize = at.parse().ok()?;
    let is_byte = place[file.len()..].starts_with('@');
    let text = || folder.snapshot().text(&path);
    let line = if is_byte { text().map_or(1, |text: Source| text.place(at).line) } else { at.max(1) };
    Some((path, line))
}
