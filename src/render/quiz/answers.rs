//! What is shown of a question once it is answered: the right answer, what the writer says about each choice, why, and
//! the words that prove it. The same on the page, folded away, and in the key of a paper edition.

use super::Context;
use crate::check::marking::value;
use crate::parse::quiz::{Answer, Evidence, Piece, Question};
use crate::render::body::citation_link;
use crate::render::html::Html;

/// The answer and its explanation, to be opened.
pub fn push_answer(html: &mut Html, context: Context<'_>, question: &Question) {
    html.raw("<details class=\"answer\"><summary>").text(context.word("show_answer")).raw("</summary>\n");
    push_right_answer(html, context, question);
    push_choice_notes(html, question);
    if !question.why.is_empty() {
        html.element("p", &[("class", "why")], &question.why).raw("\n");
    }
    if let Some(evidence) = &question.evidence {
        push_evidence(html, context, evidence);
    }
    html.raw("</details>\n");
}

/// The right answer.
pub fn push_right_answer(html: &mut Html, context: Context<'_>, question: &Question) {
    html.raw("<div class=\"right-answer\"><strong>").text(context.word("right_answer")).raw("</strong> ");
    match &question.answer {
        Answer::Single(choices) => push_phrase(html, choices.iter().filter(|choice| choice.right).map(|choice| choice.text.as_str())),
        Answer::Multiple(choices) => push_list(html, "ul", choices.iter().filter(|choice| choice.right).map(|choice| choice.text.clone())),
        Answer::Truth(truth) => push_phrase(html, [context.word(if *truth { "true" } else { "false" })].into_iter()),
        // The first accepted answer is the one to learn; the others are ways of typing it.
        Answer::Short(short) => push_phrase(html, short.accept.iter().map(|answer| answer.text.as_str()).take(1)),
        Answer::Fill(pieces) => {
            for piece in pieces {
                match piece {
                    Piece::Text(text) => html.text(text),
                    Piece::Blank(accept) => html.element("b", &[], accept.first().map_or("", String::as_str)),
                };
            }
        }
        Answer::Order(items) => push_list(html, "ol", items.iter().map(|item| item.text.clone())),
        Answer::Match(pairs) => push_list(html, "ul", pairs.iter().map(|pair| format!("{} – {}", pair.left.text, pair.right.text))),
        Answer::Unknown => {}
    }
    html.raw("</div>\n");
}

fn push_phrase<'a>(html: &mut Html, texts: impl Iterator<Item = &'a str>) {
    html.text(&texts.collect::<Vec<_>>().join("; "));
}

fn push_list(html: &mut Html, name: &str, texts: impl Iterator<Item = String>) {
    html.open(name, &[]);
    for text in texts {
        html.element("li", &[], &text);
    }
    html.close(name);
}

fn push_choice_notes(html: &mut Html, question: &Question) {
    let (Answer::Single(choices) | Answer::Multiple(choices)) = &question.answer else { return };
    if choices.iter().all(|choice| choice.why.is_empty()) {
        return;
    }
    html.raw("<ul class=\"choice-notes\">");
    for choice in choices.iter().filter(|choice| !choice.why.is_empty()) {
        html.open("li", &[("data-choice", &value(&choice.text))]);
        html.element("strong", &[], &choice.text).raw(": ").element("span", &[], &choice.why).raw("</li>");
    }
    html.raw("</ul>\n");
}

/// The words of a source that prove an answer.
pub fn push_evidence(html: &mut Html, context: Context<'_>, evidence: &Evidence) {
    let Some(source) = context.book.source(&evidence.source) else { return };
    html.raw("<figure class=\"quotation evidence\">");
    if !evidence.quote.is_empty() {
        html.raw("<blockquote><p>").text(&evidence.quote).raw("</p></blockquote>");
    }
    html.raw("<figcaption><span class=\"verbatim\">").text(context.strings.get("body", "verbatim")).raw("</span> ");
    html.raw(&citation_link(context.book, context.page, context.style, source, &evidence.place, &evidence.span))
        .raw("</figcaption></figure>\n");
}
