//! The targets of `sotay export` that take the question bank out of the house: which questions, in which format, and
//! what the format could not carry, told to the person and written down for programs.

use std::fs;
use std::path::{Path, PathBuf};

use super::export::Edition;
use super::{Exit, Session, complain};
use crate::input::Snapshot;
use crate::output::disk;
use crate::questions::exam::{self, TooFew, Wishes};
use crate::questions::loss::{Loss, as_json, as_text};
use crate::questions::select::{Refusal, Selection};
use crate::questions::{Bank, Export, Kind, anki, gift, moodle, qti};
use crate::render::strings::Strings;
use crate::target::archive;
use crate::text::Span;

/// A format of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The text format of Moodle.
    Gift,
    /// The whole format of Moodle.
    MoodleXml,
    /// A QTI 2.1 package.
    Qti,
    /// Cards for Anki.
    Anki,
    /// Papers.
    Exam,
}

/// What was asked for beside the format.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Which questions.
    pub selection: Selection,
    /// Where the losses are written down as JSON.
    pub loss: Option<PathBuf>,
    /// How many questions an exam has.
    pub count: Option<usize>,
    /// How many questions of each part an exam has.
    pub per_part: Option<usize>,
    /// How many variants an exam has; one, if nothing is said.
    pub variants: Option<usize>,
    /// What decides the draw; 1, if nothing is said.
    pub seed: Option<u64>,
}

impl Asked {
    /// The options given that this format has no use for. `None` stands for a target that is no format of questions.
    pub fn idle(&self, format: Option<Format>) -> Vec<&'static str> {
        let Selection { parts, kinds, tags, levels } = &self.selection;
        let of_questions =
            [("--only", !parts.is_empty()), ("--kind", !kinds.is_empty()), ("--tag", !tags.is_empty()), ("--level", !levels.is_empty())];
        let of_formats = [("--loss", self.loss.is_some())];
        let of_exams = [
            ("--count", self.count.is_some()),
            ("--per-part", self.per_part.is_some()),
            ("--variants", self.variants.is_some()),
            ("--seed", self.seed.is_some()),
        ];
        let given =
            |options: &[(&'static str, bool)]| options.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect::<Vec<_>>();
        match format {
            None => [given(&of_questions), given(&of_formats), given(&of_exams)].concat(),
            Some(Format::Exam) => given(&of_formats),
            Some(_) => given(&of_exams),
        }
    }

    fn wishes(&self) -> Wishes {
        Wishes { count: self.count, per_part: self.per_part, variants: self.variants.unwrap_or(1), seed: self.seed.unwrap_or(1) }
    }
}

/// The kinds by the words of the command line.
pub fn kinds() -> [&'static str; Kind::ALL.len()] {
    Kind::ALL.map(Kind::name)
}

/// The kind with a name.
pub fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name)
}

/// The file of a format, or why it cannot be made, in words for the person.
pub fn make(session: &Session, edition: &Edition, format: Format, asked: &Asked) -> Result<Export, String> {
    let bank = Bank::of(&edition.book).select(&asked.selection).map_err(|refusal| refused(session, refusal))?;
    let strings = &edition.theme.strings;
    match format {
        Format::Gift => Ok(gift::export(&bank, strings)),
        Format::MoodleXml => Ok(moodle::export(&bank, strings)),
        Format::Qti => Ok(qti::export(&bank, strings)),
        Format::Anki => Ok(anki::export(&bank, strings)),
        Format::Exam => papers(session, &bank, strings, asked.wishes()),
    }
}

fn papers(session: &Session, bank: &Bank, strings: &Strings, wishes: Wishes) -> Result<Export, String> {
    let exam = exam::draw(bank, wishes).map_err(|TooFew { wanted, there, part }| {
        let numbers = [("wanted", wanted.to_string()), ("there", there.to_string())];
        match part {
            None => session.messages.get("exam-too-few", &numbers),
            Some(part) => {
                let [wanted, there] = numbers;
                session.messages.get("exam-too-few-in-part", &[wanted, there, ("part", part)])
            }
        }
    })?;
    let pack = archive::pack(&exam::files(&exam, strings), &[]);
    Ok(Export { bytes: pack.value, losses: Vec::new() })
}

fn refused(session: &Session, refusal: Refusal) -> String {
    let messages = &session.messages;
    match refusal {
        Refusal::NoSuchPart { asked, parts } => messages.get("questions-no-part", &[("part", asked), ("parts", parts.join("; "))]),
        Refusal::NoSuchTag { asked, nearest: Some(nearest) } => {
            let hint = messages.get("usage-did-you-mean", &[("nearest", nearest)]);
            format!("{}\n{hint}", messages.get("questions-no-tag", &[("tag", asked)]))
        }
        Refusal::NoSuchTag { asked, nearest: None } => messages.get("questions-no-tag", &[("tag", asked)]),
        Refusal::Nothing => messages.plain("questions-none"),
    }
}

/// Tells what the format could not carry, and writes it down where that was asked for.
pub fn tell_losses(session: &Session, snapshot: &Snapshot, target: &str, losses: &[Loss], file: Option<&Path>) -> Exit {
    let line = |span: &Span| snapshot.text(&span.path).map_or(1, |source| source.place(span.start as usize).line);
    if !losses.is_empty() {
        let facts = [("target", target.to_owned()), ("count", losses.len().to_string())];
        complain(&format!("{}\n{}", session.messages.get("loss-some", &facts), as_text(losses, &line, &session.messages)));
    }
    let Some(file) = file else { return Exit::Fine };
    if fs::symlink_metadata(file).is_ok() && !fs::read(file).is_ok_and(|bytes| is_report(&bytes)) {
        complain(&session.messages.get("loss-exists", &[("path", file.display().to_string())]));
        return Exit::Usage;
    }
    match disk::write_file(as_json(losses, target, &line, &session.messages).as_bytes(), file) {
        Ok(()) => Exit::Fine,
        Err(trouble) => {
            session.explain_trouble(&trouble);
            Exit::Usage
        }
    }
}

/// Whether a file is an earlier report of losses, which nobody edits.
fn is_report(bytes: &[u8]) -> bool {
    let report: Result<serde_json::Value, _> = serde_json::from_slice(bytes);
    report.is_ok_and(|report| report["format"].is_string() && report["losses"].is_array())
}
