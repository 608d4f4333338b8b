//! Code, highlighted at build time by syntect: classes, not colours, so that every look of the theme can dress it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use syntect::html::{ClassStyle, line_tokens_to_classed_spans};
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::html::Html;
use crate::text::Fingerprint;
use crate::text::escape::sound;

/// Longer code is shown plain: nobody reads the colours of a log.
const LONGEST_HIGHLIGHTED: usize = 200_000;

/// Loaded at first use: most handbooks hold no code at all.
fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

/// How many bytes of highlighted code are kept at most.
const MOST_KEPT: usize = 8 << 20;

/// What was highlighted before: blocks, and lines that begin and end where nothing is open. Code is shown on its page, on
/// paper and again after each save of its page, the same lines stand in much code, and highlighting takes longer than all
/// else that is done to it; the answer depends on the question alone.
static HIGHLIGHTED: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Kept {
    answers: BTreeMap<Fingerprint, Option<Arc<str>>>,
    bytes: usize,
}

/// What some code of a kind is known by.
fn question(kind: &str, language: &str, text: &str) -> Fingerprint {
    Fingerprint::of_all([kind, language, text])
}

fn known(question: Fingerprint) -> Option<Option<Arc<str>>> {
    HIGHLIGHTED.lock().ok()?.answers.get(&question).cloned()
}

fn keep(question: Fingerprint, answer: Option<Arc<str>>) {
    let Ok(mut kept) = HIGHLIGHTED.lock() else { return };
    let bytes = answer.as_ref().map_or(0, |answer| answer.len()) + size_of::<Fingerprint>();
    if kept.bytes + bytes > MOST_KEPT {
        *kept = Kept::default();
    }
    kept.bytes += bytes;
    kept.answers.insert(question, answer);
}

/// A block of code as HTML.
pub fn push_code(html: &mut Html, language: &str, text: &str) {
    html.open("pre", &[("class", "code"), ("tabindex", "0")]);
    match highlighted(language, text) {
        Some(marked) => html.open("code", &[("class", &format!("language-{language}"))]).raw(&marked),
        None => html.raw("<code>").text(text),
    };
    html.raw("</code></pre>\n");
}

fn highlighted(language: &str, text: &str) -> Option<Arc<str>> {
    if language.is_empty() || text.len() > LONGEST_HIGHLIGHTED {
        return None;
    }
    let question = question("block", language, text);
    known(question).unwrap_or_else(|| {
        // Others may go on while this is worked out, even the same.
        let answer: Option<Arc<str>> = highlight(language, text).map(Arc::from);
        keep(question, answer.clone());
        answer
    })
}

/// Between two lines: what the syntax is in the midst of, and which elements are open.
#[derive(Clone, PartialEq)]
struct Between {
    parse: ParseState,
    open: ScopeStack,
}

impl Between {
    /// Goes on behind a line, and gives it as HTML.
    fn pass(&mut self, line: &str) -> Option<String> {
        let marks = self.parse.parse_line(line, syntaxes()).ok()?;
        let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
        line_tokens_to_classed_spans(line, &marks, style, &mut self.open).ok().map(|(html, _)| html)
    }
}

fn highlight(language: &str, text: &str) -> Option<String> {
    let syntax = syntaxes().find_syntax_by_token(language)?;
    let mut between = Between { parse: ParseState::new(syntax), open: ScopeStack::new() };
    let mut top = between.clone();
    top.pass("\n")?;
    let mut html = String::new();
    for (index, line) in LinesWithEndings::from(text).enumerate() {
        let kind = if index == 0 { Some("first line") } else { (between == top).then_some("line") };
        let question = kind.map(|kind| question(kind, &syntax.name, line));
        if let Some(Some(marked)) = question.and_then(known) {
            html.push_str(&marked);
            between.clone_from(&top);
            continue;
        }
        let marked = between.pass(line)?;
        html.push_str(&marked);
        if let Some(question) = question.filter(|_| between == top) {
            keep(question, Some(marked.into()));
        }
    }
    html.push_str(&"</span>".repeat(between.open.len()));
    Some(sound(html))
}

#[cfg(test)]
mod tests {
    use syntect::html::ClassedHTMLGenerator;

    use super::*;

    #[test]
    fn code_looks_the_same_whatever_was_met_before() {
        let whole = |language: &str, text: &str| {
            let syntax = syntaxes().find_syntax_by_token(language).unwrap();
            let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
            let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes(), style);
            LinesWithEndings::from(text).for_each(|line| generator.parse_html_for_line_which_includes_newline(line).unwrap());
            generator.finalize()
        };
        let python = ["import csv\n", "\n", "x = \"\"\"\n", "import csv\n", "\"\"\"\n", "def f(\n", "a=1):\n", "import csv", "  # <đ>\n"];
        let html = ["<p>a</p>\n", "<script>\n", "if (a < 1) {\n", "/* <p>a</p>\n", "*/ }\n", "</script>\n", "<!-- <p>\n", "-->\n"];
        let php = ["<?php\n", "echo 1;\n", "?>\n", "<b>\n", "\n", "echo 1;\n", "<?php echo 1;\n"];
        for (language, lines) in
            [("python", &python[..]), ("html", &html), ("php", &php), ("yaml", &["a: 1\n", "b: |\n", "  a: 1\n", "a: 1\n"])]
        {
            for from in 0..lines.len() {
                for to in from..=lines.len() {
                    let text = lines[from..to].concat();
                    assert_eq!(highlight(language, &text).unwrap(), whole(language, &text), "{language}: {text}");
                    let backwards: String = lines[from..to].iter().rev().copied().collect();
                    assert_eq!(highlight(language, &backwards).unwrap(), whole(language, &backwards), "{language}: {backwards}");
                }
            }
        }
    }
}
