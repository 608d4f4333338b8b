//! What a question is answered with. Choices and blanks are real controls; items to order or match are plain lists in
//! an order that gives nothing away, to which scripts add buttons and selects.

use super::Context;
use crate::check::marking::{number, value};
use crate::parse::quiz::{Answer, Choice, Pair, Piece, Question};
use crate::render::html::Html;
use crate::text::Fingerprint;

/// The controls of a question whose id in the document is `id`.
pub fn push_controls(html: &mut Html, context: Context<'_>, id: &str, question: &Question) {
    match &question.answer {
        Answer::Single(choices) => push_choices(html, id, "radio", question, choices),
        Answer::Multiple(choices) => push_choices(html, id, "checkbox", question, choices),
        Answer::Truth(_) => {
            html.raw("<div class=\"choices\" data-fixed=\"\">");
            for value in ["true", "false"] {
                push_choice(html, id, "radio", value, context.word(value));
            }
            html.raw("</div>\n");
        }
        Answer::Short(_) => {
            html.raw("<label class=\"short\"><span class=\"visually-hidden\">").text(context.word("your_answer")).raw("</span>");
            html.open("input", &[("type", "text"), ("name", id), ("autocomplete", "off")]).raw("</label>\n");
        }
        Answer::Fill(pieces) => push_blanks(html, context, id, question, pieces),
        Answer::Order(items) => push_items(html, "items order", &mixed(items.iter().map(|item| item.text.as_str()), &question.id)),
        Answer::Match(pairs) => push_pairs(html, question, pairs),
        Answer::Unknown => {}
    }
}

/// Numbers stay ascending with every try; `data-fixed` tells scripts so.
fn push_choices(html: &mut Html, name: &str, control: &str, question: &Question, choices: &[Choice]) {
    let (ordered, is_fixed) = in_fair_order(question, choices);
    html.raw(if is_fixed { "<div class=\"choices\" data-fixed=\"\">" } else { "<div class=\"choices\">" });
    for choice in ordered {
        push_choice(html, name, control, &value(&choice.text), &choice.text);
    }
    html.raw("</div>\n");
}

fn push_choice(html: &mut Html, name: &str, control: &str, value: &str, text: &str) {
    html.raw("<label class=\"choice\">").open("input", &[("type", control), ("name", name), ("value", value)]);
    html.element("span", &[], text).raw("</label>\n");
}

/// Choices in an order that gives nothing away: numbers ascending, all else by fingerprint; and whether they are numbers.
/// The same on every machine.
pub fn in_fair_order<'a>(question: &Question, choices: &'a [Choice]) -> (Vec<&'a Choice>, bool) {
    let mut ordered: Vec<&Choice> = choices.iter().collect();
    let numbers: Option<Vec<f64>> = choices.iter().map(|choice| leading_number(&choice.text)).collect();
    if numbers.is_some() {
        ordered.sort_by(|a, b| leading_number(&a.text).partial_cmp(&leading_number(&b.text)).unwrap_or(std::cmp::Ordering::Equal));
    } else {
        ordered.sort_by_cached_key(|choice| place(&question.id, &choice.text));
    }
    (ordered, numbers.is_some())
}

fn place(question: &str, text: &str) -> Fingerprint {
    Fingerprint::of(format!("{question}\n{text}").as_bytes())
}

fn leading_number(text: &str) -> Option<f64> {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ',' || *c == '.').collect();
    number(digits.trim_end_matches([',', '.']))
}

/// The text with a control in each blank; on paper, with dots. Where words are offered they also stand below, so that
/// they can be read without opening a list.
fn push_blanks(html: &mut Html, context: Context<'_>, id: &str, question: &Question, pieces: &[Piece]) {
    let offered = offered(question, pieces);
    html.raw("<p class=\"fill\">");
    let mut blank = 0;
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                html.text(text);
            }
            Piece::Blank(_) if context.is_live() => {
                blank += 1;
                push_blank(html, context, &format!("{id}-{blank}"), blank, &offered);
            }
            Piece::Blank(_) => {
                html.raw("<span class=\"blank\">……</span>");
            }
        }
    }
    html.raw("</p>\n");
    if !offered.is_empty() {
        html.raw("<p class=\"offered\">").text(context.word("offered")).raw(" ").text(&offered.join(" · ")).raw("</p>\n");
    }
}

fn push_blank(html: &mut Html, context: Context<'_>, name: &str, number: usize, offered: &[&str]) {
    html.raw("<label class=\"blank\"><span class=\"visually-hidden\">").text(&format!("{} {number}", context.word("blank"))).raw("</span>");
    if offered.is_empty() {
        html.open("input", &[("type", "text"), ("name", name), ("autocomplete", "off")]);
    } else {
        html.open("select", &[("name", name)]).element("option", &[("value", "")], context.word("pick"));
        for word in offered {
            html.element("option", &[], word);
        }
        html.close("select");
    }
    html.raw("</label>");
}

/// The words to pick from: the first that each blank accepts, and the wrong ones. None where the reader writes.
fn offered<'a>(question: &'a Question, pieces: &'a [Piece]) -> Vec<&'a str> {
    if question.blanks.wrong.is_empty() {
        return Vec::new();
    }
    let right = pieces.iter().filter_map(|piece| piece.accepted().first()).map(String::as_str);
    let mut words: Vec<&str> = right.chain(question.blanks.wrong.iter().map(|word| word.text.as_str())).collect();
    words.sort_by_cached_key(|word| place(&question.id, word));
    words.dedup();
    words
}

/// Items in an order that gives nothing away, and never in the one they are given in. The same on every machine.
pub fn mixed<'a>(items: impl Iterator<Item = &'a str>, seed: &str) -> Vec<&'a str> {
    let given: Vec<&str> = items.collect();
    let mut items = given.clone();
    items.sort_by_cached_key(|item| place(seed, item));
    if items == given && !items.is_empty() {
        items.rotate_left(1);
    }
    items
}

fn push_pairs(html: &mut Html, question: &Question, pairs: &[Pair]) {
    html.raw("<div class=\"pairs\">");
    push_items(html, "items lefts", &pairs.iter().map(|pair| pair.left.text.as_str()).collect::<Vec<_>>());
    push_items(html, "items rights", &mixed(pairs.iter().map(|pair| pair.right.text.as_str()), &question.id));
    html.raw("</div>\n");
}

/// Items to be put in order or matched.
fn push_items(html: &mut Html, class: &str, items: &[&str]) {
    html.open("ul", &[("class", class)]);
    for item in items {
        html.open("li", &[("data-value", &value(item))]).element("span", &[], item).raw("</li>");
    }
    html.raw("</ul>\n");
}
