//! `sotay export TARGET`: the handbook as one file for another purpose. The table of targets is here; each target is a
//! plain function of the finished book. An existing file is replaced only where [`seal`] shows that sotay made it and
//! nobody has changed it since, or where the person says `--force`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::lies_in_the_handbook;
use super::questions::{self, Asked, Format};
use super::{Exit, Session, complain, interrupt};
use crate::book::{Book, Drafts};
use crate::diagnostics::{Outcome, Report};
use crate::engine::{self, Build};
use crate::input::Snapshot;
use crate::output::disk;
use crate::output::seal::{self, Seal};
use crate::questions::results_form;
use crate::render::theme::Theme;
use crate::target::scorm::{self, Completion, Version};
use crate::target::site::Site;
use crate::target::{archive, epub, single};

/// What every target is made of.
pub struct Edition<'a> {
    /// The handbook's files.
    pub snapshot: &'a Snapshot,
    /// The finished handbook.
    pub book: Arc<Book>,
    /// Its site.
    pub site: Site,
    /// Its theme.
    pub theme: Theme,
}

impl Edition<'_> {
    /// The theme with another frame around its pages.
    fn framed(&self, frame: &str) -> Outcome<Theme> {
        Theme::framed(self.snapshot, &self.book.settings, frame)
    }
}

/// What a handbook can be exported as.
struct Target {
    /// The word on the command line.
    name: &'static str,
    /// What follows the handbook's `id` in the name of the file.
    suffix: &'static str,
    /// How the file is known again.
    seal: Seal,
    make: Make,
}

/// How a target is made.
#[derive(Clone, Copy)]
enum Make {
    /// Of the whole handbook.
    Whole(fn(&Edition<'_>, &Request) -> Outcome<Vec<u8>>),
    /// Of its questions.
    Questions(Format),
}

/// Every target.
const TARGETS: [Target; 11] = [
    Target { name: "single", suffix: ".html", seal: Seal::Markup, make: Make::Whole(single) },
    Target { name: "zip", suffix: ".zip", seal: Seal::Zip, make: Make::Whole(zip) },
    Target { name: "epub", suffix: ".epub", seal: Seal::Zip, make: Make::Whole(epub) },
    Target { name: "scorm12", suffix: ".scorm12.zip", seal: Seal::Zip, make: Make::Whole(scorm12) },
    Target { name: "scorm2004", suffix: ".scorm2004.zip", seal: Seal::Zip, make: Make::Whole(scorm2004) },
    Target { name: "gift", suffix: ".gift.txt", seal: Seal::Line("//"), make: Make::Questions(Format::Gift) },
    Target { name: "moodle-xml", suffix: ".moodle.xml", seal: Seal::Markup, make: Make::Questions(Format::MoodleXml) },
    Target { name: "qti", suffix: ".qti.zip", seal: Seal::Zip, make: Make::Questions(Format::Qti) },
    Target { name: "anki", suffix: ".anki.txt", seal: Seal::Line("#"), make: Make::Questions(Format::Anki) },
    // An archive: people edit the papers, and what they have unpacked is theirs.
    Target { name: "exam", suffix: ".de-kiem-tra.zip", seal: Seal::Zip, make: Make::Questions(Format::Exam) },
    Target { name: "results-form", suffix: ".thu-ket-qua.html", seal: Seal::Markup, make: Make::Whole(results_form) },
];

/// The names of all targets.
pub fn names() -> [&'static str; TARGETS.len()] {
    TARGETS.map(|target| target.name)
}

/// What was asked for.
pub struct Request {
    /// The name of a target.
    pub target: String,
    /// The file to write, or the folder to write it to; by default a name of our own in the current folder.
    pub out: Option<PathBuf>,
    /// Whether an existing file is replaced, whoever made it.
    pub force: bool,
    /// When a package for learning systems counts as completed; by default with the final test, where there is one.
    pub completion: Option<Completion>,
    /// Which questions, and how.
    pub questions: Asked,
}

/// Exports the handbook.
pub fn run(session: &Session, request: &Request) -> Exit {
    let Some(target) = TARGETS.iter().find(|target| target.name == request.target) else { return Exit::Usage };
    let format = if let Make::Questions(format) = target.make { Some(format) } else { None };
    if let Some(option) = request.questions.idle(format).first() {
        complain(&session.messages.get("export-idle-option", &[("option", (*option).to_owned()), ("target", target.name.to_owned())]));
        return Exit::Usage;
    }
    interrupt::answer(&session.messages);
    let (snapshot, mut diagnostics) = match session.read() {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let Build { book, site, diagnostics: found, .. } = engine::build(&snapshot, Drafts::LeftOut);
    diagnostics.extend(found);
    session.tell_checked(&book);
    let file = file(request, target, &book);
    if let Some(refusal) = refusal(session, request, target, &file, &book) {
        complain(&refusal);
        return Exit::Usage;
    }
    // The theme's mistakes were told with the site's.
    let theme = Theme::load(&snapshot, &book.settings).value;
    let edition = Edition { snapshot: &snapshot, book, site, theme };
    let made = match target.make {
        Make::Whole(make) => Ok((make(&edition, request).unload(&mut diagnostics), Vec::new())),
        Make::Questions(format) => {
            questions::make(session, &edition, format, &request.questions).map(|export| (export.bytes, export.losses))
        }
    };
    let report = Report::new(diagnostics);
    if !session.show(&report, &snapshot) {
        complain(&session.messages.plain("export-refused"));
        return Exit::Mistakes;
    }
    let (bytes, losses) = match made {
        Ok(made) => made,
        Err(refusal) => {
            complain(&refusal);
            return Exit::Usage;
        }
    };
    let told = questions::tell_losses(session, &snapshot, target.name, &losses, request.questions.loss.as_deref());
    if told != Exit::Fine {
        return told;
    }
    write(session, &file, &seal::seal(bytes, target.seal, target.name, &edition.book.settings.id))
}

/// Where the file goes.
fn file(request: &Request, target: &Target, book: &Book) -> PathBuf {
    let name = format!("{}{}", book.settings.id, target.suffix);
    match &request.out {
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(file) => file.clone(),
        None => PathBuf::from(name),
    }
}

/// Why the file must not be written there.
fn refusal(session: &Session, request: &Request, target: &Target, file: &Path, book: &Book) -> Option<String> {
    let path = || [("path", file.display().to_string())];
    if lies_in_the_handbook(&session.root, file) {
        return Some(session.messages.get("export-inside", &path()));
    }
    if request.completion == Some(Completion::Final) && book.settings.final_test.is_none() {
        return Some(session.messages.plain("export-no-final"));
    }
    let exists = fs::symlink_metadata(file).is_ok();
    let is_ours = || fs::read(file).is_ok_and(|bytes| seal::is_untouched(&bytes, target.seal, target.name, &book.settings.id));
    let refused = exists && !request.force && !is_ours();
    refused.then(|| session.messages.get("export-exists", &path()))
}

fn write(session: &Session, file: &Path, bytes: &[u8]) -> Exit {
    if let Err(trouble) = disk::write_file(bytes, file) {
        session.explain_trouble(&trouble);
        return Exit::Usage;
    }
    let shown = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    let facts = [("file", shown.display().to_string()), ("kilobytes", bytes.len().div_ceil(1024).to_string())];
    session.tell(&session.messages.get("export-done", &facts));
    Exit::Fine
}

fn epub(edition: &Edition<'_>, _: &Request) -> Outcome<Vec<u8>> {
    let Outcome { value: theme, mut diagnostics } = edition.framed(epub::FRAME);
    let value = epub::epub(&edition.book, theme).unload(&mut diagnostics);
    Outcome { value, diagnostics }
}

fn single(edition: &Edition<'_>, _: &Request) -> Outcome<Vec<u8>> {
    let theme = Theme::load(edition.snapshot, &edition.book.settings).value;
    let Outcome { value: sheets, mut diagnostics } = edition.framed(single::SHEET);
    let value = single::single(&edition.book, &edition.site.tree(), theme, sheets).unload(&mut diagnostics);
    Outcome { value, diagnostics }
}

fn scorm12(edition: &Edition<'_>, request: &Request) -> Outcome<Vec<u8>> {
    scorm(edition, request, Version::Old)
}

fn scorm2004(edition: &Edition<'_>, request: &Request) -> Outcome<Vec<u8>> {
    scorm(edition, request, Version::New)
}

fn scorm(edition: &Edition<'_>, request: &Request, version: Version) -> Outcome<Vec<u8>> {
    let theme = Theme::load(edition.snapshot, &edition.book.settings).value;
    let by_test = edition.book.settings.final_test.is_some().then_some(Completion::Final);
    let completion = request.completion.or(by_test).unwrap_or(Completion::Pages);
    scorm::scorm(&edition.book, theme, version, completion)
}

fn zip(edition: &Edition<'_>, _: &Request) -> Outcome<Vec<u8>> {
    archive::zip(&edition.book, &edition.site.tree(), &edition.theme.strings)
}

fn results_form(edition: &Edition<'_>, _: &Request) -> Outcome<Vec<u8>> {
    Outcome::fine(results_form::write(&edition.book.settings, &edition.theme.strings).into_bytes())
}
