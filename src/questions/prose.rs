//! The words around a question, as HTML that is XHTML too: texts, explanations with the passage that proves them, names
//! of questions. And the words of our own that go with them, in the language of the handbook.

use super::{Bank, Item, on_one_line};
use crate::parse::quiz::{Answer, Piece};
use crate::render::strings::Strings;
use crate::settings::Language;
use crate::text::escape::html;

/// A question is named by its number and as many characters of its text.
const NAME: usize = 72;

/// The words of our own.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    strings: &'a Strings,
    language: Language,
}

impl<'a> Words<'a> {
    /// The words for a bank.
    pub fn new(bank: &Bank, strings: &'a Strings) -> Self {
        Self { strings, language: bank.language() }
    }

    /// A word of the group `bank`.
    pub fn get(self, key: &'a str) -> &'a str {
        self.strings.get("bank", key)
    }

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        self.language.tag()
    }

    /// The tag that stands for a level.
    pub fn level(self, level: u8) -> String {
        self.get("level").replace("{level}", &level.to_string())
    }

    /// The words for true and false.
    pub fn truth(self, truth: bool) -> &'a str {
        self.strings.get("quiz", if truth { "true" } else { "false" })
    }
}

/// A text as a paragraph; nothing for no text.
pub fn paragraph(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p>{}</p>", html(text)) }
}

/// Why the answer is right: the explanation, then the passage with its citation.
pub fn explanation(item: &Item) -> String {
    let mut out = paragraph(&item.question.why);
    if let Some(proof) = &item.proof {
        if !proof.quote.is_empty() {
            out.push_str("<blockquote>");
            out.push_str(&paragraph(&proof.quote));
            out.push_str("</blockquote>");
        }
        out.push_str(&paragraph(&format!("— {}", proof.citation)));
    }
    out
}

/// The name of a question in lists: its number and the beginning of its text.
pub fn name(item: &Item) -> String {
    let question = &item.question;
    let text = match &question.answer {
        Answer::Fill(pieces) if question.ask.is_empty() => with_blanks(pieces),
        _ => question.ask.clone(),
    };
    let text = on_one_line(&text);
    let short: String = text.chars().take(NAME).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("{} {short}{more}", item.number)
}

/// A text to fill in, its blanks drawn.
pub fn with_blanks(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.as_str() } else { "……" }).collect()
}

/// What the blanks of a text accept, in order.
pub fn blanks(pieces: &[Piece]) -> Vec<&Vec<String>> {
    pieces.iter().filter_map(|piece| if let Piece::Blank(accept) = piece { Some(accept) } else { None }).collect()
}

/// The tags of a question, its level as one of them.
pub fn tags(item: &Item, words: Words<'_>) -> Vec<String> {
    let mut tags = item.question.tags.clone();
    tags.extend(item.question.level.map(|level| words.level(level)));
    let mut seen = std::collections::BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    tags
}
