//! Anki: a text file with the headers of its importer (`rslib/src/import_export/text/csv/metadata.rs`, Anki 2.1.54 on).
//! The first column is the question's permanent name as the note's `guid`, so that importing again updates the note and
//! keeps its learning history. Decks follow part and page; a card shows the question and, turned over, the answer, the
//! explanation and the passage. Learners mark themselves, so how answers are compared is not needed; points are.

use super::answers::variants;
use super::loss::{Loss, Reason, loss};
use super::prose::{self, Words, explanation, paragraph};
use super::{Bank, Export, Item, on_one_line};
use crate::parse::quiz::{Answer, Choice, Piece};
use crate::render::html::Html;
use crate::render::quiz::{in_fair_order, mixed};
use crate::render::strings::Strings;

/// The headers. Types of note are named in the language of each Anki, so the type is left to the importer, whose
/// default (front and back) is the right one.
const HEADERS: &str = "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n";

/// Signs that Anki takes for a formula or a sound.
const SIGNS: [&str; 6] = ["\\(", "\\[", "[latex]", "[$]", "[$$]", "[sound:"];

/// The bank as a text file for Anki.
pub fn export(bank: &Bank, strings: &Strings) -> Export {
    let words = Words::new(bank, strings);
    let mut out = HEADERS.to_owned();
    let mut losses = Vec::new();
    for item in &bank.items {
        note_losses(item, words, &mut losses);
        let deck = deck(bank, item);
        let tags: Vec<String> = prose::tags(item, words).iter().map(|text| tag(text)).collect();
        let columns = [guid(bank, item), deck, field(&front(item, words)), field(&back(item, words)), field(&tags.join(" "))];
        out.push_str(&columns.join("\t"));
        out.push('\n');
    }
    Export { bytes: out.into_bytes(), losses }
}

/// The name of the note, the same in every edition and unlike that of any other handbook.
fn guid(bank: &Bank, item: &Item) -> String {
    format!("{}:{}", bank.settings.id, item.id)
}

/// Handbook, part and page as decks in each other.
fn deck(bank: &Bank, item: &Item) -> String {
    let names = std::iter::once(&bank.settings.title).chain(&item.path);
    let names = names.map(|name| on_one_line(&name.replace("::", ":")).replace('"', "”"));
    names.collect::<Vec<_>>().join("::")
}

/// Spaces separate tags.
fn tag(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join("_").replace('"', "”")
}

/// HTML on one line without a tab. Markup holds no bare quotation mark at its beginning, so no field needs quoting.
fn field(markup: &str) -> String {
    markup.replace(['\n', '\t'], " ")
}

fn note_losses(item: &Item, words: Words<'_>, losses: &mut Vec<Loss>) {
    if item.question.points != 1.0 {
        losses.push(loss(item, Reason::Points));
    }
    if prose::tags(item, words).iter().any(|text| tag(text) != *text) {
        losses.push(loss(item, Reason::Tag));
    }
    let shown = format!("{}{}", front(item, words), back(item, words));
    if SIGNS.iter().any(|sign| shown.contains(sign)) {
        losses.push(loss(item, Reason::Signs));
    }
}

fn front(item: &Item, words: Words<'_>) -> String {
    let question = &item.question;
    let mut html = Html::new();
    html.raw(&paragraph(&question.ask));
    match &question.answer {
        Answer::Single(choices) | Answer::Multiple(choices) => push_choices(&mut html, item, choices),
        Answer::Truth(_) => {
            html.element("p", &[], &format!("{} / {}", words.truth(true), words.truth(false)));
        }
        Answer::Short(_) | Answer::Unknown => {}
        Answer::Fill(pieces) => {
            html.element("p", &[], &prose::with_blanks(pieces));
        }
        Answer::Order(items) => push_list(&mut html, "ul", mixed(items.iter().map(|item| item.text.as_str()), &item.id)),
        Answer::Match(pairs) => {
            push_list(&mut html, "ol", pairs.iter().map(|pair| pair.left.text.as_str()).collect());
            push_list(&mut html, "ul", mixed(pairs.iter().map(|pair| pair.right.text.as_str()), &item.id));
        }
    }
    if !question.hint.is_empty() {
        html.raw("<details>").element("summary", &[], words.get("hint")).raw(&paragraph(&question.hint)).raw("</details>");
    }
    html.finish()
}

fn push_choices(html: &mut Html, item: &Item, choices: &[Choice]) {
    push_list(html, "ul", in_fair_order(&item.question, choices).0.into_iter().map(|choice| choice.text.as_str()).collect());
}

fn push_list(html: &mut Html, name: &str, texts: Vec<&str>) {
    html.open(name, &[]);
    for text in texts {
        html.element("li", &[], text);
    }
    html.close(name);
}

fn back(item: &Item, words: Words<'_>) -> String {
    let mut html = Html::new();
    push_answer(&mut html, item, words);
    if let Answer::Single(choices) | Answer::Multiple(choices) = &item.question.answer {
        for choice in choices.iter().filter(|choice| !choice.why.is_empty()) {
            html.raw("<p>").element("i", &[], &choice.text).text(&format!(": {}", choice.why)).raw("</p>");
        }
    }
    html.raw(&explanation(item));
    html.finish()
}

fn push_answer(html: &mut Html, item: &Item, words: Words<'_>) {
    match &item.question.answer {
        Answer::Single(choices) | Answer::Multiple(choices) => {
            push_list(html, "ul", choices.iter().filter(|choice| choice.right).map(|choice| choice.text.as_str()).collect());
        }
        Answer::Truth(truth) => {
            html.raw("<p>").element("b", &[], words.truth(*truth)).raw("</p>");
        }
        Answer::Short(short) => {
            let accepted = variants(short.accept.iter().map(|answer| answer.text.as_str()));
            push_list(html, "ul", accepted.iter().map(String::as_str).collect());
            if let Some(tolerance) = short.tolerance {
                html.element("p", &[], &format!("± {tolerance}"));
            }
        }
        Answer::Fill(pieces) => {
            html.raw("<p>");
            for piece in pieces {
                match piece {
                    Piece::Text(text) => html.text(text),
                    Piece::Blank(accepted) => html.element("b", &[], &accepted.join(" / ")),
                };
            }
            html.raw("</p>");
        }
        Answer::Order(items) => push_list(html, "ol", items.iter().map(|item| item.text.as_str()).collect()),
        Answer::Match(pairs) => {
            let pairs: Vec<String> = pairs.iter().map(|pair| format!("{} – {}", pair.left.text, pair.right.text)).collect();
            push_list(html, "ul", pairs.iter().map(String::as_str).collect());
        }
        Answer::Unknown => {}
    }
}
