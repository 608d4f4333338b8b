//! Code, highlighted at build time by syntect: classes, not colours, so that every look of the theme can dress it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
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

/// What was highlighted before. Code is shown on its page, on paper and again after each save of its page, and
/// highlighting takes longer than all else that is done to it; the answer depends on the question alone.
static HIGHLIGHTED: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Kept {
    answers: BTreeMap<Fingerprint, Option<Arc<str>>>,
    bytes: usize,
}

impl Kept {
    fn keep(&mut self, question: Fingerprint, answer: Option<Arc<str>>) {
        let bytes = answer.as_ref().map_or(0, |answer| answer.len()) + size_of::<Fingerprint>();
        if self.bytes + bytes > MOST_KEPT {
            *self = Self::default();
        }
        self.bytes += bytes;
        self.answers.insert(question, answer);
    }
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
    let question = Fingerprint::of(language.as_bytes()).with(Fingerprint::of(text.as_bytes()));
    let known = HIGHLIGHTED.lock().ok().and_then(|known| known.answers.get(&question).cloned());
    known.unwrap_or_else(|| {
        // Others may go on while this is worked out, even the same.
        let answer: Option<Arc<str>> = highlight(language, text).map(Arc::from);
        if let Ok(mut known) = HIGHLIGHTED.lock() {
            known.keep(question, answer.clone());
        }
        answer
    })
}

fn highlight(language: &str, text: &str) -> Option<String> {
    let set = syntaxes();
    let syntax = set.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, set, ClassStyle::SpacedPrefixed { prefix: "s-" });
    for line in LinesWithEndings::from(text) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(sound(generator.finalize()))
}
