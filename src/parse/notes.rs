//! Footnotes: numbered by their first reference, wherever they are written.

use std::collections::BTreeMap;
use std::ops::Range;

use super::tree::{Block, Note};
use crate::diagnostics::{Code, Diagnostic, MOST_TOLD};
use crate::text::{Source, Span};

/// The footnotes of a page while it is read.
#[derive(Default)]
pub struct Notes {
    references: Vec<Reference>,
    /// The place of each label in the list.
    known: BTreeMap<String, usize>,
    texts: BTreeMap<String, Vec<Block>>,
}

struct Reference {
    label: String,
    times: usize,
    first_at: Range<usize>,
}

impl Notes {
    /// Notes a reference; gives the place of its footnote in the list.
    pub fn refer(&mut self, label: &str, at: &Range<usize>) -> usize {
        if let Some(&known) = self.known.get(label) {
            self.references[known].times += 1;
            return known;
        }
        self.known.insert(label.to_owned(), self.references.len());
        self.references.push(Reference { label: label.to_owned(), times: 1, first_at: at.clone() });
        self.references.len() - 1
    }

    /// Notes what a footnote says.
    pub fn define(&mut self, label: &str, blocks: Vec<Block>) {
        self.texts.entry(label.to_owned()).or_insert(blocks);
    }

    /// The footnotes in the order of their references. References without a footnote are reported; `missing` are
    /// those that CommonMark took for text.
    pub fn finish(self, source: &Source, missing: &[(Range<usize>, String)], diagnostics: &mut Vec<Diagnostic>) -> Vec<Note> {
        let mut report = |at: &Range<usize>, label: &str| {
            if diagnostics.len() < MOST_TOLD {
                diagnostics.push(Diagnostic::new(Code::NoteMissing, Span::new(&source.path, at.clone())).with("label", label));
            }
        };
        let Self { references, mut texts, .. } = self;
        let notes = references.into_iter().map(|reference| {
            let blocks = texts.remove(&reference.label);
            if blocks.is_none() {
                report(&reference.first_at, &reference.label);
            }
            Note { blocks: blocks.unwrap_or_default(), references: reference.times }
        });
        let notes = notes.collect();
        missing.iter().for_each(|(at, label)| report(at, label));
        notes
    }
}
