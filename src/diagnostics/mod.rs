//! What is wrong with a handbook, as values: a [`Diagnostic`] has a code, a place and the facts that fill its
//! message; the words are in [`crate::messages`] under the code's name. Stages return [`Outcome`]s and never
//! refuse; [`Report`] is the whole of a run, sorted and without duplicates.

mod catalogue;
mod show;

pub use catalogue::Code;
pub use show::{Texts, as_json, as_text, explanation, json_excerpts, json_items};

use crate::text::Span;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The handbook is not written.
    Error,
    /// The handbook is written; someone should look.
    Warning,
}

impl Severity {
    /// The word used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Another place that belongs to a diagnostic, with the attribute of the code's message that explains it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// Which attribute of the code's message, such as `closest`.
    pub attribute: &'static str,
}

/// One mistake at one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it stands.
    pub span: Span,
    /// What kind of mistake it is.
    pub code: Code,
    /// The facts that fill the message, by name.
    pub facts: Vec<(&'static str, String)>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Attributes of the code's message that say how to mend it.
    pub hints: Vec<&'static str>,
}

impl Diagnostic {
    /// A mistake of the kind `code` at `span`.
    pub fn new(code: Code, span: Span) -> Self {
        Self { span, code, facts: Vec::new(), related: Vec::new(), hints: Vec::new() }
    }

    /// The same with a fact that the message names.
    pub fn with(mut self, name: &'static str, fact: impl Into<String>) -> Self {
        self.facts.push((name, fact.into()));
        self
    }

    /// The same with the hint in the attribute `hint` of the code's message.
    pub fn hint(mut self, attribute: &'static str) -> Self {
        self.hints.push(attribute);
        self
    }

    /// The same with the hint `.nearest`, if there is a known name near to what was written.
    pub fn nearest(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(nearest) => self.with("nearest", nearest).hint("nearest"),
            None => self,
        }
    }

    /// The same with another place that belongs to it.
    pub fn related(mut self, span: Span, attribute: &'static str) -> Self {
        self.related.push(Related { span, attribute });
        self
    }
}

/// How many mistakes of one kind of reading a file are told at a time. Nobody reads more, and each takes a hundred times
/// the memory of the sign it may be about; the others are told when these are mended.
pub const MOST_TOLD: usize = 1000;

/// A value and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    /// The best that could be made.
    pub value: T,
    /// What was wrong on the way, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value with nothing wrong.
    pub fn fine(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Another value with what was wrong with the one it is made from.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Outcome<U> {
        Outcome { value: make(self.value), diagnostics: self.diagnostics }
    }

    /// What another stage makes of the value, with what was wrong in both.
    pub fn then<U>(self, make: impl FnOnce(T) -> Outcome<U>) -> Outcome<U> {
        let Self { value, mut diagnostics } = self;
        let value = make(value).unload(&mut diagnostics);
        Outcome { value, diagnostics }
    }

    /// Hands the diagnostics to `collector` and gives the value.
    pub fn unload(self, collector: &mut Vec<Diagnostic>) -> T {
        collector.extend(self.diagnostics);
        self.value
    }
}

/// Every diagnostic of one run, sorted by place, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Sorts what the stages found.
    pub fn new(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort();
        diagnostics.dedup();
        Self { diagnostics }
    }

    /// The diagnostics in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|diagnostic| diagnostic.code.severity() == severity).count()
    }

    /// Whether anything forbids writing.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}
