//! Code, highlighted at build time by syntect: classes, not colours, so that every look of the theme can dress it.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::html::Html;

/// Longer code is shown plain: nobody reads the colours of a log.
const LONGEST_HIGHLIGHTED: usize = 200_000;

/// Loaded at first use: most handbooks hold no code at all.
fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
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

fn highlighted(language: &str, text: &str) -> Option<String> {
    if language.is_empty() || text.len() > LONGEST_HIGHLIGHTED {
        return None;
    }
    let set = syntaxes();
    let syntax = set.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, set, ClassStyle::SpacedPrefixed { prefix: "s-" });
    for line in LinesWithEndings::from(text) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
