//! Quizzes as HTML: real form controls in fieldsets, with each answer folded into `<details>` so that everything
//! can be read without JavaScript; or a sheet for paper with its key.

use serde_json::json;

use super::body::citation_link;
use super::html::Html;
use super::strings::Strings;
use super::style::{Quizzes, Style, address, answer_id};
use crate::book::{Book, PageId};
use crate::parse::quiz::{Answer, Choice, Evidence, Piece, Question, Quiz};
use crate::parse::sources::SourceRecord;
use crate::text::Fingerprint;

/// What rendering a quiz needs to know.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The handbook.
    pub book: &'a Book,
    /// The page it stands on.
    pub page: PageId,
    /// How the target spells pages.
    pub style: Style,
    /// The words of the interface.
    pub strings: &'a Strings,
}

impl<'a> Context<'a> {
    fn word(&self, key: &'a str) -> &'a str {
        self.strings.get("quiz", key)
    }
}

/// The quiz of a page: to be answered there, or on paper.
pub fn render(context: Context<'_>, quiz: &Quiz) -> String {
    let (id, title_id) = (unique(context, "quiz"), unique(context, "quiz-title"));
    let pass = quiz.pass.unwrap_or(context.book.settings.quiz_pass);
    let mut html = Html::written_in(context.style.syntax);
    html.open("section", &[("class", "quiz"), ("id", &id), ("aria-labelledby", &title_id), ("data-pass", &pass.to_string())]);
    html.raw("\n")
        .element(if context.style.quizzes == Quizzes::Sheet { "h3" } else { "h2" }, &[("id", &title_id)], title(context, quiz))
        .raw("\n");
    let about = format!("{} {} · {} {pass}%", quiz.questions.len(), context.word("about_questions"), context.word("about_pass"));
    html.element("p", &[("class", "quiz-about")], &about).raw("\n<ol class=\"questions\">\n");
    for (number, question) in (1..).zip(&quiz.questions) {
        push_question(&mut html, context, number, question);
    }
    html.raw("</ol>\n</section>\n");
    html.finish()
}

/// The answers of a quiz, for the end of a paper edition.
pub fn key(context: Context<'_>, quiz: &Quiz) -> String {
    let mut html = Html::written_in(context.style.syntax);
    let page = context.book.page(context.page);
    let heading = format!("{} {}", page.shell.number, page.shell.title);
    let is_linked = context.style.quizzes == Quizzes::Keyed;
    html.element(if is_linked { "h2" } else { "h3" }, &[], heading.trim()).raw("\n<ol class=\"key\">\n");
    for question in &quiz.questions {
        if is_linked {
            html.open("li", &[("id", &answer_id(context.page, &question.id))]);
        } else {
            html.raw("<li>");
        }
        push_right_answer(&mut html, context, question);
        if !question.why.is_empty() {
            html.element("p", &[("class", "why")], &question.why);
        }
        if is_linked {
            push_way_back(&mut html, context, question);
        }
        html.raw("</li>\n");
    }
    html.raw("</ol>\n");
    html.finish()
}

/// From an answer at the back of an e-book to its question.
fn push_way_back(html: &mut Html, context: Context<'_>, question: &Question) {
    if let Some(evidence) = &question.evidence {
        push_evidence(html, context, evidence);
    }
    let back = context.style.to_page(context.book, address::KEY, context.page, Some(&question.id));
    html.raw("<p class=\"way\">").element("a", &[("href", &back)], context.word("to_question")).raw("</p>");
}

/// From a question in an e-book to its answer at the back.
fn push_way_to_key(html: &mut Html, context: Context<'_>, question: &Question) {
    let from = &context.book.page(context.page).shell.address;
    let key = context.style.to_own(from, address::KEY, Some(&answer_id(context.page, &question.id)));
    html.raw("<p class=\"way\">").element("a", &[("href", &key)], context.word("to_answer")).raw("</p>\n");
}

fn title<'a>(context: Context<'a>, quiz: &'a Quiz) -> &'a str {
    if quiz.title.is_empty() { context.word("title") } else { &quiz.title }
}

fn unique(context: Context<'_>, id: &str) -> String {
    context.style.id(context.page, id)
}

fn push_question(html: &mut Html, context: Context<'_>, number: usize, question: &Question) {
    let live = context.style.quizzes == Quizzes::Live;
    let id = unique(context, &question.id);
    let mut attributes = vec![("class", "question"), ("id", id.as_str()), ("data-kind", kind(&question.answer))];
    let (points, answer) = (question.points.to_string(), answer_data(&question.answer).to_string());
    if live {
        attributes.extend([("data-points", points.as_str()), ("data-answer", answer.as_str())]);
    }
    html.open("li", &attributes).raw("\n<fieldset><legend><span class=\"question-number\">");
    html.text(&format!("{} {number}", context.word("question"))).raw("</span> ").text(&question.ask);
    html.raw(" <span class=\"question-about\">").text(instruction(context, &question.answer)).raw("</span></legend>\n");
    push_controls(html, context, &id, question);
    if live && !question.hint.is_empty() {
        html.raw("<details class=\"hint\"><summary>")
            .text(context.word("hint"))
            .raw("</summary><p>")
            .text(&question.hint)
            .raw("</p></details>\n");
    }
    html.raw("</fieldset>\n");
    match context.style.quizzes {
        Quizzes::Live => push_answer(html, context, question),
        Quizzes::Keyed => push_way_to_key(html, context, question),
        Quizzes::Sheet => {}
    }
    html.raw("</li>\n");
}

/// The name of a kind of question in markup and scripts.
fn kind(answer: &Answer) -> &'static str {
    match answer {
        Answer::Single(_) => "single",
        Answer::Multiple(_) => "multiple",
        Answer::Truth(_) => "truth",
        Answer::Short(_) => "short",
        Answer::Fill(_) => "fill",
        Answer::Order(_) => "order",
        Answer::Match(_) | Answer::Unknown => "match",
    }
}

fn instruction<'a>(context: Context<'a>, answer: &Answer) -> &'a str {
    context.word(match answer {
        Answer::Single(_) => "choose_one",
        Answer::Multiple(_) => "choose_all",
        Answer::Truth(_) => "choose_truth",
        Answer::Short(_) => "short_answer",
        Answer::Fill(_) => "fill_blanks",
        Answer::Order(_) => "put_in_order",
        Answer::Match(_) | Answer::Unknown => "match_pairs",
    })
}

/// What scripts mark by.
fn answer_data(answer: &Answer) -> serde_json::Value {
    match answer {
        Answer::Single(choices) | Answer::Multiple(choices) => choices.iter().filter(|choice| choice.right).map(choice_value).collect(),
        Answer::Truth(truth) => json!([truth.to_string()]),
        Answer::Short(short) => {
            let accept: Vec<&str> = short.accept.iter().map(|answer| answer.text.as_str()).collect();
            json!({ "accept": accept, "match": short.compare.name(), "tolerance": short.tolerance })
        }
        Answer::Fill(pieces) => pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Blank(accept) => Some(json!(accept)),
                Piece::Text(_) => None,
            })
            .collect(),
        Answer::Order(items) => items.iter().map(|item| json!(item.text)).collect(),
        Answer::Match(pairs) => pairs.iter().map(|pair| json!([pair.left.text, pair.right.text])).collect(),
        Answer::Unknown => json!([]),
    }
}

/// A choice by its text, so that its name stays when choices are added or moved.
fn choice_value(choice: &Choice) -> String {
    Fingerprint::of(choice.text.as_bytes()).short(6)
}

fn push_controls(html: &mut Html, context: Context<'_>, id: &str, question: &Question) {
    match &question.answer {
        Answer::Single(choices) => push_choices(html, id, "radio", &in_fair_order(question, choices)),
        Answer::Multiple(choices) => push_choices(html, id, "checkbox", &in_fair_order(question, choices)),
        Answer::Truth(_) => {
            for value in ["true", "false"] {
                push_choice(html, id, "radio", value, context.word(value));
            }
        }
        Answer::Short(_) => {
            html.raw("<label class=\"short\"><span class=\"visually-hidden\">").text(context.word("your_answer")).raw("</span>");
            html.open("input", &[("type", "text"), ("name", id), ("autocomplete", "off")]).raw("</label>\n");
        }
        Answer::Fill(pieces) => {
            html.raw("<p class=\"fill\">");
            for piece in pieces {
                match piece {
                    Piece::Text(text) => html.text(text),
                    Piece::Blank(_) => html.raw("<span class=\"blank\">……</span>"),
                };
            }
            html.raw("</p>\n");
        }
        Answer::Order(items) => push_items(html, mixed(items.iter().map(|item| item.text.as_str()), &question.id)),
        Answer::Match(pairs) => {
            push_items(html, pairs.iter().map(|pair| pair.left.text.as_str()).collect());
            push_items(html, mixed(pairs.iter().map(|pair| pair.right.text.as_str()), &question.id));
        }
        Answer::Unknown => {}
    }
}

/// Choices in an order that gives nothing away: numbers ascending, all else by fingerprint. The same on every machine.
fn in_fair_order<'a>(question: &Question, choices: &'a [Choice]) -> Vec<&'a Choice> {
    let mut ordered: Vec<&Choice> = choices.iter().collect();
    let numbers: Option<Vec<f64>> = choices.iter().map(|choice| leading_number(&choice.text)).collect();
    if numbers.is_some() {
        ordered.sort_by(|a, b| leading_number(&a.text).partial_cmp(&leading_number(&b.text)).unwrap_or(std::cmp::Ordering::Equal));
    } else {
        ordered.sort_by_key(|choice| place(&question.id, &choice.text));
    }
    ordered
}

fn place(question: &str, text: &str) -> Fingerprint {
    Fingerprint::of(format!("{question}\n{text}").as_bytes())
}

fn leading_number(text: &str) -> Option<f64> {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ',' || *c == '.').collect();
    digits.trim_end_matches([',', '.']).replace(',', ".").parse().ok()
}

fn push_choices(html: &mut Html, name: &str, control: &str, choices: &[&Choice]) {
    for choice in choices {
        push_choice(html, name, control, &choice_value(choice), &choice.text);
    }
}

fn push_choice(html: &mut Html, name: &str, control: &str, value: &str, text: &str) {
    html.raw("<label class=\"choice\">").open("input", &[("type", control), ("name", name), ("value", value)]);
    html.element("span", &[], text).raw("</label>\n");
}

/// Items in an order that gives nothing away, and never in the one they are given in. The same on every machine.
fn mixed<'a>(items: impl Iterator<Item = &'a str>, seed: &str) -> Vec<&'a str> {
    let given: Vec<&str> = items.collect();
    let mut items = given.clone();
    items.sort_by_key(|item| place(seed, item));
    if items == given && !items.is_empty() {
        items.rotate_left(1);
    }
    items
}

/// Items to be put in order or matched.
fn push_items(html: &mut Html, items: Vec<&str>) {
    html.raw("<ul class=\"items\">");
    for item in items {
        html.element("li", &[], item);
    }
    html.raw("</ul>\n");
}

fn push_answer(html: &mut Html, context: Context<'_>, question: &Question) {
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

fn push_right_answer(html: &mut Html, context: Context<'_>, question: &Question) {
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
        html.open("li", &[("data-choice", &choice_value(choice))])
            .element("strong", &[], &choice.text)
            .raw(": ")
            .text(&choice.why)
            .raw("</li>");
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

/// A source by the name people know: `Hướng dẫn 116-HD/BTGTW`, else its title.
pub fn source_name(source: &SourceRecord) -> String {
    if source.number.is_empty() {
        return source.title.clone();
    }
    let mut kind = source.kind.chars();
    let kind: String = kind.next().into_iter().flat_map(char::to_uppercase).chain(kind).collect();
    format!("{kind} {}", source.number).trim().to_owned()
}
