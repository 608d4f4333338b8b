//! The headings of a page: at which level each is shown, and its id. Ids made from titles come last, so that none takes
//! the place of one that the author wrote.

use std::ops::Range;

use super::tree::Section;
use crate::diagnostics::{Code, Diagnostic};
use crate::text::slug::{Taken, slug};
use crate::text::{Source, Span};

/// First words of the ids that the program and its theme give.
const RESERVED: [&str; 9] = ["quiz", "note", "term", "q", "content", "toc", "top", "pages", "objectives"];

/// Headings as they come, each with the id that was written, if any.
#[derive(Default)]
pub struct Sections {
    headings: Vec<(Section, Option<String>)>,
}

impl Sections {
    /// Whether there is none yet.
    pub fn is_empty(&self) -> bool {
        self.headings.is_empty()
    }

    /// Adds a heading and gives its place in the list. One that skips a level is shown one level higher, and reported.
    pub fn add(
        &mut self,
        source: &Source,
        at: &Range<usize>,
        level: u8,
        written: Option<String>,
        title: String,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> usize {
        let allowed = self.headings.last().map_or(2, |(section, _)| section.level + 1);
        if level > allowed {
            let skipped = Diagnostic::new(Code::HeadingSkip, Span::new(&source.path, at.clone()));
            diagnostics.push(skipped.with("level", level.to_string()).with("allowed", allowed.to_string()));
        }
        let section = Section { at: at.clone(), level: level.min(allowed), id: String::new(), title };
        self.headings.push((section, written));
        self.headings.len() - 1
    }

    /// Gives every heading its id; written ones that stand twice are reported.
    pub fn finish(&mut self, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Section> {
        let mut taken = Taken::default();
        for (section, written) in &mut self.headings {
            let Some(written) = written.take() else { continue };
            if taken.contains(&written) {
                let twice = Diagnostic::new(Code::HeadingIdTwice, Span::new(&source.path, section.at.clone()));
                diagnostics.push(twice.with("id", &written));
            }
            section.id = taken.distinct(written);
        }
        for (section, _) in &mut self.headings {
            if section.id.is_empty() {
                section.id = taken.distinct(made_id(&section.title));
            }
        }
        std::mem::take(&mut self.headings).into_iter().map(|(section, _)| section).collect()
    }
}

/// An id from a title, clear of those that the program gives.
fn made_id(title: &str) -> String {
    let slug = slug(title);
    let first_word = slug.split('-').next().unwrap_or_default();
    if RESERVED.contains(&first_word) { format!("muc-{slug}") } else { slug }
}
