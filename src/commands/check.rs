//! `sotay check`: every mistake, nothing written.

use rayon::prelude::*;

use super::{Exit, Session, say};
use crate::book::Drafts;
use crate::diagnostics::{Report, as_json};
use crate::engine::{self, Build};

/// Checks the handbook, drafts included: an editor wants to know before publishing.
pub fn run(session: &Session, json: bool) -> Exit {
    let (snapshot, mut diagnostics) = match session.read() {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let Build { site, diagnostics: found, .. } = engine::build(&snapshot, Drafts::Shown);
    diagnostics.extend(found);
    let bar = session.progress("progress-check", site.len());
    let made: Vec<_> = site.par_iter().flat_map_iter(|(_, content)| {
        bar.inc(1);
        content.bytes().diagnostics
    }).collect();
    bar.finish_and_clear();
    diagnostics.extend(made);
    let report = Report::new(diagnostics);
    if json {
        say(&as_json(&report, &|path| snapshot.text(path), &session.messages));
    } else {
        session.show(&report, &snapshot);
        if report.iter().next().is_none() {
            session.tell(&session.messages.plain("check-clean"));
        }
    }
    if report.has_errors() { Exit::Mistakes } else { Exit::Fine }
}
