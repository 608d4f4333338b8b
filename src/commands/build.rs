//! `sotay build`: the site, into a folder.

use std::mem::ManuallyDrop;
use std::path::{Component, Path, PathBuf};

use super::{Exit, Session, complain, interrupt};
use crate::book::Drafts;
use crate::diagnostics::Report;
use crate::engine::{self, Build, Remembered};
use crate::input::Snapshot;
use crate::output::disk::{self, Trouble};
use crate::output::manifest::Origin;
use crate::text::Fingerprint;

/// Builds the handbook into `out`, by default `public/` in the handbook's folder.
pub fn run(session: &Session, out: Option<PathBuf>) -> Exit {
    let out = out.unwrap_or_else(|| session.root.join("public"));
    if holds_the_handbook(&session.root, &out) {
        let path = out.display().to_string();
        complain(&session.messages.get("trouble-output-inside", &[("path", path)]));
        return Exit::Usage;
    }
    interrupt::answer(&session.messages);
    let (snapshot, mut diagnostics) = match session.read() {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let input = input(&snapshot);
    if diagnostics.is_empty()
        && let Some(origin) = disk::standing(&out, &input)
    {
        tell_done(session, &origin, &out);
        return Exit::Fine;
    }
    let mut stages = session.stages();
    // The program ends with this command: the system takes memory back whole, which is quicker than value by value.
    let mut snapshot = ManuallyDrop::new(snapshot);
    let mut remembered = ManuallyDrop::new(Remembered::default());
    let build = engine::rebuild_telling(&snapshot, Drafts::LeftOut, &mut remembered, &mut |stage| stages.done(stage));
    let Build { book, site, diagnostics: found, .. } = build;
    let site = ManuallyDrop::new(site.tree());
    stages.done("outline of the site");
    diagnostics.extend(found);
    session.tell_checked(&book);
    session.tell_counts(&mut remembered);

    // Mistakes in what was read are told together with those that templates find when pages are made.
    let report = Report::new(diagnostics.clone());
    if report.has_errors() {
        diagnostics.extend(site.values().flat_map(|content| content.bytes().diagnostics));
        session.show(&Report::new(diagnostics), &snapshot);
        complain(&session.messages.plain("build-refused"));
        return Exit::Mistakes;
    }
    if diagnostics.is_empty() {
        // Nothing of the pages will be quoted any more: at most templates are still to blame.
        *snapshot = snapshot.below("themes").map(|(path, file)| (path.clone(), file.clone())).collect();
    }
    let bar = session.progress("progress-write", site.len());
    let questions = book.pages.iter().map(|page| page.shell.questions).sum();
    let origin = Origin { input, pages: book.pages.len(), questions };
    let silent = diagnostics.is_empty().then(|| origin.clone());
    let written = disk::write(&site, silent, &out, &|count| bar.inc(count as u64));
    bar.finish_and_clear();
    stages.done("write");
    match written {
        Ok(more) => {
            diagnostics.extend(more);
            session.show(&Report::new(diagnostics), &snapshot);
            tell_done(session, &origin, &out);
            Exit::Fine
        }
        Err(Trouble::Mistakes(more)) => {
            diagnostics.extend(more);
            session.show(&Report::new(diagnostics), &snapshot);
            complain(&session.messages.plain("build-refused"));
            Exit::Mistakes
        }
        Err(trouble) => {
            session.explain_trouble(&trouble);
            Exit::Usage
        }
    }
}

/// The fingerprint of everything a site is made from: each file of the handbook, and the program itself.
fn input(snapshot: &Snapshot) -> String {
    let mut all = env!("SOTAY_SOURCES").as_bytes().to_vec();
    for (path, file) in snapshot.files() {
        all.extend(format!("{path}\0{}", file.fingerprint.short(32)).bytes());
    }
    Fingerprint::of(&all).short(32)
}

/// Says what stands where.
fn tell_done(session: &Session, origin: &Origin, out: &Path) {
    let facts = [("pages", origin.pages.to_string()), ("questions", origin.questions.to_string()), ("folder", out.display().to_string())];
    session.tell(&session.messages.get("build-done", &facts));
    let cover = std::path::absolute(out.join("index.html")).unwrap_or_else(|_| out.join("index.html"));
    session.tell(&session.messages.get("build-open", &[("file", cover.display().to_string())]));
}

/// Whether the output folder is the handbook itself, holds it, or lies in what it is made of.
fn holds_the_handbook(root: &Path, out: &Path) -> bool {
    let (Ok(real_root), Ok(real_out)) = (real(root), real(out)) else { return false };
    real_root.starts_with(&real_out) || lies_in_the_handbook(root, out)
}

/// Whether a place lies in what the handbook is made of.
pub fn lies_in_the_handbook(root: &Path, place: &Path) -> bool {
    let (Ok(root), Ok(place)) = (real(root), real(place)) else { return false };
    ["content", "seeds", "themes"].iter().any(|folder| place.starts_with(root.join(folder)))
}

/// The true place of a path that need not exist yet.
fn real(path: &Path) -> std::io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let existing = path.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(&path);
    let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
    // No folder above stands for `..` to follow, so it is followed by name.
    let mut real = existing.canonicalize()?;
    for part in rest.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
    }
    Ok(real)
}
