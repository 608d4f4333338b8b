//! `sotay check`: every mistake, nothing written. With `--coverage`: how much of each document is quoted.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::{Exit, Session, say};
use crate::book::{Book, Drafts};
use crate::check::coverage::Share;
use crate::diagnostics::{Report, as_json, json_items};
use crate::engine::{self, Build};
use crate::parse::source_text::readable;
use crate::text::escape::terminal;

/// How a check is printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Format {
    /// As JSON, for programs.
    pub json: bool,
    /// With the share of each document that is quoted.
    pub coverage: bool,
}

/// Checks the handbook, drafts included: an editor wants to know before publishing.
pub fn run(session: &Session, format: Format) -> Exit {
    let (snapshot, mut diagnostics) = match session.read() {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let Build { book, site, shares, diagnostics: found } = engine::build(&snapshot, Drafts::Shown);
    diagnostics.extend(found);
    session.tell_checked(&book);
    let site = site.tree();
    let bar = session.progress("progress-check", site.len());
    let made: Vec<_> = site
        .par_iter()
        .flat_map_iter(|(_, content)| {
            bar.inc(1);
            content.bytes().diagnostics
        })
        .collect();
    bar.finish_and_clear();
    diagnostics.extend(made);
    if book.pages.iter().any(|page| page.shell.draft) {
        // What is published must hold without its drafts too: a link to a draft leads nowhere then.
        diagnostics.extend(engine::build(&snapshot, Drafts::LeftOut).diagnostics);
    }
    let report = Report::new(diagnostics);
    match format {
        Format { json: true, coverage: true } => {
            let items = json_items(&report, &|path| snapshot.text(path), &session.messages);
            let shares: Vec<Value> = shares.iter().map(|share| coverage_json(&book, share)).collect();
            say(&format!("{:#}\n", json!({ "diagnostics": items, "coverage": shares })));
        }
        Format { json: true, .. } => say(&as_json(&report, &|path| snapshot.text(path), &session.messages)),
        Format { coverage, .. } => {
            session.show(&report, &snapshot);
            if coverage {
                shares.iter().for_each(|share| say(&terminal(&coverage_text(session, &book, share))));
            }
            if report.iter().next().is_none() {
                session.tell(&session.messages.plain("check-clean"));
            }
        }
    }
    if report.has_errors() { Exit::Mistakes } else { Exit::Fine }
}

/// The share of a document that is quoted, in per cent, rounded down: 100 means every word.
fn per_cent(share: &Share) -> usize {
    (share.quoted * 100).checked_div(share.words).unwrap_or(100)
}

/// A line for the document and a line for each passage that no page quotes.
fn coverage_text(session: &Session, book: &Book, share: &Share) -> String {
    const EXCERPT: usize = 60;
    let record = &book.sources[share.source];
    let facts = [
        ("source", record.key.clone()),
        ("percent", per_cent(share).to_string()),
        ("quoted", share.quoted.to_string()),
        ("words", share.words.to_string()),
    ];
    let mut text = format!("{}\n", session.messages.get("coverage-share", &facts));
    for (lines, words) in gaps(book, share) {
        let excerpt: String = words.chars().take(EXCERPT).collect();
        text.push_str(&format!("  {}:{lines}: {excerpt}\n", record.file));
    }
    text
}

fn coverage_json(book: &Book, share: &Share) -> Value {
    let record = &book.sources[share.source];
    let gaps: Vec<Value> = gaps(book, share).map(|(lines, text)| json!({ "lines": lines, "text": text })).collect();
    json!({ "source": record.key, "file": record.file.as_str(), "quoted": share.quoted, "words": share.words, "in_order": share.in_order, "gaps": gaps })
}

/// The passages that no page quotes: their lines, and what they say.
fn gaps<'a>(book: &'a Book, share: &'a Share) -> impl Iterator<Item = (String, String)> + 'a {
    let text = book.texts[share.source].as_ref();
    text.into_iter().flat_map(|text| {
        share.gaps.iter().map(|gap| {
            let passage = &text.passages[*gap];
            let (first, last) = passage.lines;
            let lines = if first == last { first.to_string() } else { format!("{first}-{last}") };
            (lines, readable(&text.source.text[passage.at.clone()]))
        })
    })
}
