//! The text of an official document: its passages, each with a permanent place, and its words in the form in which
//! they are compared. The file itself is never changed, so a passage is named by its first line.

use std::ops::Range;

use super::sources::SourceRecord;
use crate::text::Source;
use crate::text::letters::is_evenly_spaced;
use crate::text::words::{Token, tokens};

/// A document as text.
#[derive(Debug)]
pub struct SourceText {
    /// The file.
    pub source: Source,
    /// Its passages in order.
    pub passages: Vec<Passage>,
    /// The words of all passages that are not noise, in order.
    pub tokens: Vec<Token>,
}

/// A paragraph, a list item, or a row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// First and last line, from 1.
    pub lines: (usize, usize),
    /// Which bytes of the text.
    pub at: Range<usize>,
    /// What it is.
    pub kind: PassageKind,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// Running text.
    Text,
    /// A line set apart as a head.
    Head,
    /// A row of a table, its cells divided by tabs.
    Row,
    /// Lines that are no part of the text.
    Noise,
}

/// Finds the passages and words of a document.
pub fn parse(source: Source, record: &SourceRecord) -> SourceText {
    let passages = passages(&source, record);
    let mut words = Vec::new();
    // Text is read on from passage to passage, so that a sentence broken by a page goes on.
    for run in passages.chunk_by(|a, b| a.kind != PassageKind::Noise && b.kind != PassageKind::Noise) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if first.kind != PassageKind::Noise {
            let start = first.at.start;
            let found = tokens(&source.text[start..last.at.end]).into_iter();
            words.extend(found.map(|token| Token { at: token.at.start + start..token.at.end + start, ..token }));
        }
    }
    SourceText { source, passages, tokens: words }
}

fn passages(source: &Source, record: &SourceRecord) -> Vec<Passage> {
    let is_noise = |line: usize| record.noise.iter().any(|noise| (noise.lines.0..=noise.lines.1).contains(&line));
    let mut passages: Vec<Passage> = Vec::new();
    let mut open = false;
    let last_line = source.place(source.text.len()).line;
    for line in 1..=last_line {
        let text = source.line(line);
        if text.trim().is_empty() {
            open = false;
            continue;
        }
        let range = source.line_range(line);
        let at = range.start..range.start + text.trim_end().len();
        let kind = if is_noise(line) { PassageKind::Noise } else { kind(text) };
        match passages.last_mut() {
            Some(last) if open && last.kind == kind && kind != PassageKind::Row && !begins_item(text) => {
                last.lines.1 = line;
                last.at.end = at.end;
            }
            _ => passages.push(Passage { lines: (line, line), at, kind }),
        }
        open = true;
    }
    passages
}

fn kind(line: &str) -> PassageKind {
    let text = line.trim();
    let is_bold = text.starts_with("**") && text.trim_end_matches(' ').ends_with("**");
    match () {
        () if line.contains('\t') => PassageKind::Row,
        () if text.starts_with('#') || is_bold => PassageKind::Head,
        () => PassageKind::Text,
    }
}

/// Whether a line begins an item of a list.
fn begins_item(line: &str) -> bool {
    let mut words = line.trim_start().chars();
    matches!(words.next(), Some('-' | '+' | '•')) && words.next().is_some_and(char::is_whitespace)
}

impl SourceText {
    /// Where words stand on a line (from 1) of the file: first occurrence.
    pub fn on_line(&self, line: usize, words: &str) -> Option<Range<usize>> {
        let line = self.source.line_range(line);
        let start = line.start + self.source.text[line].find(words)?;
        Some(start..start + words.len())
    }

    /// The passage that holds a byte of the text.
    pub fn passage_at(&self, byte: usize) -> Option<usize> {
        let after = self.passages.partition_point(|passage| passage.at.start <= byte);
        after.checked_sub(1)
    }

    /// The id of a passage in the page that shows this document.
    pub fn passage_id(&self, passage: usize) -> String {
        format!("dong-{}", self.passages[passage].lines.0)
    }
}

/// The text of a passage as it reads, without marks of layout.
pub fn readable(written: &str) -> String {
    let written = written.trim_start_matches('#').trim();
    // Most passages are spaced as they read.
    let out = if is_evenly_spaced(written) { written.to_owned() } else { written.split_whitespace().collect::<Vec<_>>().join(" ") };
    // Most passages bear no mark.
    if !out.bytes().any(|byte| matches!(byte, b'*' | b'<' | b'\\')) {
        return out;
    }
    ["**", "*", "<b>", "</b>", "\\"].iter().fold(out, |text, mark| text.replace(mark, ""))
}
