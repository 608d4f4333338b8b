//! How a report is shown: as text for a person at a terminal, as JSON for an editor. Only this file spells
//! diagnostics; nothing is written here.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt::Write;
use std::rc::Rc;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::{Code, Diagnostic, Report, Severity};
use crate::messages::Messages;
use crate::text::{BookPath, Place, Source, Span};

/// Excerpts longer than this many columns are cut around the place.
const EXCERPT_COLUMNS: usize = 100;

/// Finds the decoded text of a file for excerpts; `None` where it cannot be read as text.
pub type Texts<'a> = dyn Fn(&BookPath) -> Option<Source> + 'a;

/// The files that were looked into last: a report goes from file to file, and mistakes of one lead to the same others.
struct Opened<'a> {
    texts: &'a Texts<'a>,
    files: RefCell<VecDeque<(BookPath, Option<Rc<Source>>)>>,
}

impl<'a> Opened<'a> {
    /// How many files stay open: each is a decoded text.
    const MOST: usize = 4;

    fn new(texts: &'a Texts<'a>) -> Self {
        Self { texts, files: RefCell::default() }
    }

    fn get(&self, path: &BookPath) -> Option<Rc<Source>> {
        let mut files = self.files.borrow_mut();
        let at = files.iter().position(|(open, _)| open == path);
        let file = at.and_then(|at| files.remove(at)).unwrap_or_else(|| (path.clone(), (self.texts)(path).map(Rc::new)));
        files.truncate(Self::MOST - 1);
        files.push_front(file.clone());
        file.1
    }
}

/// The report as lines of text, with a closing count.
pub fn as_text(report: &Report, texts: &Texts<'_>, messages: &Messages) -> String {
    let mut out = String::new();
    let opened = Opened::new(texts);
    report.iter().for_each(|diagnostic| push_diagnostic(&mut out, diagnostic, &opened, messages));
    out
}

fn push_diagnostic(out: &mut String, diagnostic: &Diagnostic, opened: &Opened<'_>, messages: &Messages) {
    let source = opened.get(&diagnostic.span.path);
    let source = source.as_deref();
    let code = diagnostic.code;
    let severity = messages.plain(code.severity().name());
    let place = place_name(&diagnostic.span, source);
    let message = messages.get(code.name(), &diagnostic.facts);
    let _ = writeln!(out, "{place}: {severity}[{}]: {message}", code.name());
    if let Some(source) = source {
        let label = messages.find(&format!("{}.label", code.name()), &diagnostic.facts);
        push_excerpt(out, source, &diagnostic.span, label.as_deref().unwrap_or_default());
    }
    for related in &diagnostic.related {
        let place = place_name(&related.span, opened.get(&related.span.path).as_deref());
        let words = messages.get(&format!("{}.{}", code.name(), related.attribute), &diagnostic.facts);
        let _ = writeln!(out, "   {place}: {words}");
    }
    for hint in hints(diagnostic, messages) {
        let _ = writeln!(out, "   {}: {hint}", messages.plain("hint"));
    }
    out.push('\n');
}

/// The remedies: those the diagnostic names, else the one that its code always has.
fn hints(diagnostic: &Diagnostic, messages: &Messages) -> Vec<String> {
    let attributes = if diagnostic.hints.is_empty() { &["hint"][..] } else { &diagnostic.hints };
    let keys = attributes.iter().map(|attribute| format!("{}.{attribute}", diagnostic.code.name()));
    keys.filter_map(|key| messages.find(&key, &diagnostic.facts)).collect()
}

fn place_name(span: &Span, source: Option<&Source>) -> String {
    let place = source.map_or(Place { line: 1, column: 1 }, |source| source.place(span.start as usize));
    match span.path.as_str() {
        "" => ".".to_owned(),
        path => format!("{path}:{}:{}", place.line, place.column),
    }
}

/// The line of the place with carets under what is meant; long lines are cut on both sides.
fn push_excerpt(out: &mut String, source: &Source, span: &Span, label: &str) {
    let (line, cut) = excerpt(source, span);
    if cut.is_empty() {
        return;
    }
    let before = cut.before.width() + usize::from(cut.left) * 2;
    let carets = "^".repeat(cut.marked.width().max(1));
    let left = if cut.left { "… " } else { "" };
    let right = if cut.right { " …" } else { "" };
    let _ = writeln!(out, "{:>6} | {left}{}{}{}{right}", line, cut.before, cut.marked, cut.after);
    let _ = writeln!(out, "       | {}{carets}{}{label}", " ".repeat(before), if label.is_empty() { "" } else { " " });
}

/// The number of the line where `span` begins, and the line around it.
fn excerpt(source: &Source, span: &Span) -> (usize, Cut) {
    let place = source.place(span.start as usize);
    let end = source.place(span.end.max(span.start) as usize);
    let marked = if end.line == place.line { end.column.saturating_sub(place.column) } else { usize::MAX };
    let line = source.line(place.line);
    let at = (span.start as usize).saturating_sub(source.line_range(place.line).start);
    (place.line, Cut::near(line, line.floor_char_boundary(at), marked))
}

/// A line in three pieces, shortened to what fits.
struct Cut {
    left: bool,
    before: String,
    marked: String,
    after: String,
    right: bool,
}

impl Cut {
    fn is_empty(&self) -> bool {
        [&self.before, &self.marked, &self.after].iter().all(|piece| piece.trim().is_empty())
    }

    /// The same as `around` for a place given in bytes. A line of megabytes may have a thousand mistakes: only what
    /// can be shown of it is looked at, whatever the characters weigh (at most four bytes).
    fn near(line: &str, at: usize, length: usize) -> Self {
        let from = line.floor_char_boundary(at.saturating_sub(4 * EXCERPT_COLUMNS));
        let to = line.floor_char_boundary((at + 8 * EXCERPT_COLUMNS).min(line.len()));
        let mut cut = Self::around(&line[from..to], line[from..at].chars().count(), length);
        cut.left |= from > 0;
        cut.right |= to < line.len();
        cut
    }

    fn around(line: &str, start: usize, length: usize) -> Self {
        let printable = |c: char| if c.is_control() { ' ' } else { c };
        let chars: Vec<char> = line.chars().map(printable).collect();
        let start = start.min(chars.len());
        let marked_end = start.saturating_add(length).min(chars.len()).min(start + EXCERPT_COLUMNS);
        let room = EXCERPT_COLUMNS.saturating_sub(marked_end - start);
        let first = if chars.len() <= EXCERPT_COLUMNS { 0 } else { start.saturating_sub(room / 2) };
        let last = (first + EXCERPT_COLUMNS).max(marked_end).min(chars.len());
        Self {
            left: first > 0,
            before: chars[first..start].iter().collect(),
            marked: chars[start..marked_end].iter().collect(),
            after: chars[marked_end..last].iter().collect(),
            right: last < chars.len(),
        }
    }
}

/// The report as a JSON array of objects: `code`, `severity`, `file`, `line`, `column`, `end_line`, `end_column`
/// (all from 1), `message`, `hints`, `related`.
pub fn as_json(report: &Report, texts: &Texts<'_>, messages: &Messages) -> String {
    format!("{:#}\n", Value::Array(json_items(report, texts, messages)))
}

/// The objects of [`as_json`], to be put into a larger value.
pub fn json_items(report: &Report, texts: &Texts<'_>, messages: &Messages) -> Vec<Value> {
    let opened = Opened::new(texts);
    report.iter().map(|diagnostic| json_of(diagnostic, &opened, messages)).collect()
}

fn json_of(diagnostic: &Diagnostic, opened: &Opened<'_>, messages: &Messages) -> Value {
    let source = opened.get(&diagnostic.span.path);
    let place = |offset: u32| source.as_ref().map_or(Place { line: 1, column: 1 }, |source| source.place(offset as usize));
    let (start, end) = (place(diagnostic.span.start), place(diagnostic.span.end));
    let related = diagnostic.related.iter().map(|related| {
        let start = opened.get(&related.span.path).map(|source| source.place(related.span.start as usize));
        let start = start.unwrap_or(Place { line: 1, column: 1 });
        let words = messages.get(&format!("{}.{}", diagnostic.code.name(), related.attribute), &diagnostic.facts);
        json!({ "file": related.span.path.as_str(), "line": start.line, "column": start.column, "message": words })
    });
    json!({
        "code": diagnostic.code.name(),
        "severity": diagnostic.code.severity().name(),
        "file": diagnostic.span.path.as_str(),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "message": messages.get(diagnostic.code.name(), &diagnostic.facts),
        "hints": hints(diagnostic, messages),
        "related": related.collect::<Vec<_>>(),
    })
}

/// The first `most` objects of [`as_json`], each with `excerpt`: the line of the place in three pieces (`before`, `marked`,
/// `after`; empty where the line is), and `kind`: the severity in words.
pub fn json_excerpts(report: &Report, most: usize, texts: &Texts<'_>, messages: &Messages) -> Vec<Value> {
    let shown = report.iter().take(most);
    let opened = Opened::new(texts);
    shown
        .map(|diagnostic| {
            let mut item = json_of(diagnostic, &opened, messages);
            item["kind"] = json!(messages.plain(diagnostic.code.severity().name()));
            item["excerpt"] = opened.get(&diagnostic.span.path).map_or(Value::Null, |source| {
                let (_, cut) = excerpt(&source, &diagnostic.span);
                let (left, right) = (if cut.left { "… " } else { "" }, if cut.right { " …" } else { "" });
                json!({ "before": format!("{left}{}", cut.before), "marked": cut.marked, "after": format!("{}{right}", cut.after) })
            });
            item
        })
        .collect()
}

/// What a code means and how to mend it, for `sotay explain`.
pub fn explanation(code: Code, messages: &Messages) -> String {
    let severity = match code.severity() {
        Severity::Error => messages.plain("error"),
        Severity::Warning => messages.plain("warning"),
    };
    let text = messages.plain(&format!("{}.explain", code.name()));
    format!("{} ({severity})\n\n{text}\n", code.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = "a ".repeat(200);
        let cut = Cut::around(&line, 200, 3);
        assert!(cut.left && cut.right);
        assert_eq!(cut.marked, "a a");
        assert!(cut.before.len() + cut.marked.len() + cut.after.len() <= EXCERPT_COLUMNS);
    }
}
