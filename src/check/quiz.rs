//! Every question can be answered in exactly one way: it has a right answer, something that is not right, and no
//! choice that says the same as another.

use std::collections::HashMap;

use super::citations::check_evidence;
use super::marking::{number, same};
use crate::diagnostics::{Code, Diagnostic};
use crate::parse::quiz::{Answer, Blanks, Choice, Pair, Piece, Question, Quiz, Short, Wording, page_of};
use crate::settings::Settings;
use crate::text::nearest::Names;
use crate::text::{BookPath, Span};

/// Everything wrong with a quiz.
pub fn check(quiz: &Quiz, settings: &Settings, keys: &Names) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    // A question that could not be read may have no text of its own to be named by.
    let ids =
        quiz.questions.iter().filter(|question| question.answer != Answer::Unknown).map(|question| (question.id.as_str(), &question.span));
    diagnostics.extend(repeated(ids, Code::QuestionIdTwice, "id"));
    for question in &quiz.questions {
        check_answer(question, &mut diagnostics);
        match &question.evidence {
            Some(evidence) => diagnostics.extend(check_evidence(evidence, keys)),
            None if settings.evidence_required => diagnostics.push(at(Code::EvidenceMissing, &question.span)),
            None => {}
        }
    }
    diagnostics
}

/// A quiz file that stands beside no page.
pub fn without_page(path: &BookPath) -> Diagnostic {
    let name = page_of(path).map(|page| page.name().to_owned()).unwrap_or_default();
    Diagnostic::new(Code::QuizWithoutPage, Span::file(path)).with("page", name)
}

/// Every quiz of a page but the first: a page has one.
pub fn more_than_one<'a>(mut quizzes: impl Iterator<Item = &'a Quiz>) -> Vec<Diagnostic> {
    let start = |quiz: &Quiz| Span { end: quiz.span.start, ..quiz.span.clone() };
    let Some(first) = quizzes.next() else { return Vec::new() };
    quizzes.map(|quiz| Diagnostic::new(Code::QuizTwice, start(quiz)).related(start(first), "first")).collect()
}

fn check_answer(question: &Question, diagnostics: &mut Vec<Diagnostic>) {
    match &question.answer {
        Answer::Single(choices) | Answer::Multiple(choices) => check_choices(question, choices, diagnostics),
        Answer::Short(short) => check_short(question, short, diagnostics),
        Answer::Order(items) => {
            if items.len() < 2 {
                diagnostics.push(at(Code::TooFewItems, &question.span));
            }
            diagnostics.extend(repeated_words(items.iter()));
        }
        Answer::Match(pairs) => check_pairs(question, pairs, diagnostics),
        Answer::Fill(pieces) => check_blanks(question, pieces, diagnostics),
        Answer::Truth(_) | Answer::Unknown => {}
    }
}

fn check_choices(question: &Question, choices: &[Choice], diagnostics: &mut Vec<Diagnostic>) {
    let right = choices.iter().filter(|choice| choice.right).count();
    if right == 0 {
        diagnostics.push(at(Code::QuestionNoRight, &question.span));
    } else if right == choices.len() {
        diagnostics.push(at(Code::QuestionNoWrong, &question.span));
    }
    let mut seen: HashMap<String, &Choice> = HashMap::new();
    for choice in choices {
        let before = *seen.entry(sense(&choice.text)).or_insert(choice);
        if !std::ptr::eq(before, choice) {
            let code = if before.right == choice.right { Code::ChoiceTwice } else { Code::ChoiceRightAndWrong };
            diagnostics.push(at(code, &choice.span).with("choice", &choice.text).related(before.span.clone(), "first"));
        }
    }
}

fn check_short(question: &Question, short: &Short, diagnostics: &mut Vec<Diagnostic>) {
    if short.accept.iter().all(|answer| answer.text.is_empty()) {
        diagnostics.push(at(Code::QuestionNoRight, &question.span));
    }
    let mut accepted = short.accept.iter().map(|answer| answer.text.as_str());
    diagnostics.extend(idle_tolerance(question, short.tolerance, &mut accepted));
}

/// A blank that accepts nothing was refused where the braces are read.
fn check_blanks(question: &Question, pieces: &[Piece], diagnostics: &mut Vec<Diagnostic>) {
    let Blanks { compare, tolerance, wrong } = &question.blanks;
    let accepted = pieces.iter().flat_map(Piece::accepted).map(String::as_str);
    diagnostics.extend(idle_tolerance(question, *tolerance, &mut accepted.clone()));
    let right = wrong.iter().filter(|word| accepted.clone().any(|right| same(right, &word.text, *compare, *tolerance)));
    diagnostics.extend(right.map(|word| at(Code::ChoiceRightAndWrong, &word.span).with("choice", &word.text)));
    diagnostics.extend(repeated(wrong.iter().map(|word| (word.text.as_str(), &word.span)), Code::ChoiceTwice, "choice"));
}

fn idle_tolerance<'a>(question: &Question, tolerance: Option<f64>, accepted: &mut impl Iterator<Item = &'a str>) -> Option<Diagnostic> {
    (tolerance.is_some() && !accepted.any(|text| number(text).is_some())).then(|| at(Code::ToleranceWithoutNumber, &question.span))
}

fn check_pairs(question: &Question, pairs: &[Pair], diagnostics: &mut Vec<Diagnostic>) {
    if pairs.len() < 2 {
        diagnostics.push(at(Code::TooFewItems, &question.span));
    }
    diagnostics.extend(repeated_words(pairs.iter().map(|pair| &pair.left)));
    diagnostics.extend(repeated_words(pairs.iter().map(|pair| &pair.right)));
}

fn repeated_words<'a>(items: impl Iterator<Item = &'a Wording>) -> Vec<Diagnostic> {
    repeated(items.map(|item| (item.text.as_str(), &item.span)), Code::ItemTwice, "item")
}

/// Every text that says the same as one before it, with the place of the first.
fn repeated<'a>(items: impl Iterator<Item = (&'a str, &'a Span)>, code: Code, fact: &'static str) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, &Span> = HashMap::new();
    let mut diagnostics = Vec::new();
    for (text, span) in items {
        let first = *seen.entry(sense(text)).or_insert(span);
        if !std::ptr::eq(first, span) {
            diagnostics.push(at(code, span).with(fact, text).related(first.clone(), "first"));
        }
    }
    diagnostics
}

/// What a reader takes two choices by: white space, case and a final stop do not make a difference.
fn sense(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_lowercase()
}

fn at(code: Code, span: &Span) -> Diagnostic {
    // A whole question would underline many lines; its beginning says enough.
    Diagnostic::new(code, Span { path: span.path.clone(), start: span.start, end: span.start.max(span.end.min(span.start + 40)) })
}
