//! Quizzes as HTML: real form controls in fieldsets, with each answer folded into `<details>` so that everything
//! can be read without JavaScript; a sheet for paper with its key; or a bank from which scripts draw. What scripts mark
//! by is [`Key`]. See `themes/README.md` for the attributes that scripts rely on.

mod answers;
mod controls;

use super::html::Html;
use super::strings::Strings;
use super::style::{Quizzes, Style, address, answer_id};
use crate::book::questions::{gate, key as quiz_key};
use crate::book::{Book, PageId};
use crate::check::marking::Key;
use crate::parse::quiz::{Answer, Mark, Question, Quiz, Retry};
use crate::parse::sources::SourceRecord;

pub use answers::push_evidence;
pub use controls::{in_fair_order, mixed};

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

    fn is_live(&self) -> bool {
        self.style.quizzes == Quizzes::Live
    }

    fn id(&self, id: &str) -> String {
        self.style.id(self.page, id)
    }
}

/// The quiz of a page: to be answered there, or on paper.
pub fn render(context: Context<'_>, quiz: &Quiz) -> String {
    let (id, title_id) = (context.id("quiz"), context.id("quiz-title"));
    let pass = quiz.pass.unwrap_or(context.book.settings.quiz_pass);
    let mut html = Html::written_in(context.style.syntax);
    let mut attributes = vec![("class", "quiz".to_owned()), ("id", id), ("aria-labelledby", title_id.clone())];
    if context.is_live() {
        attributes.extend(rules(context, quiz, pass));
    }
    html.open("section", &attributes.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
    let heading = if context.style.quizzes == Quizzes::Sheet { "h3" } else { "h2" };
    html.raw("\n").element(heading, &[("id", &title_id)], title(context, quiz)).raw("\n");
    let about = format!("{} {} · {} {pass}%", quiz.questions.len(), context.word("about_questions"), context.word("about_pass"));
    html.element("p", &[("class", "quiz-about")], &about).raw("\n");
    if context.is_live() {
        push_gate(&mut html, context);
    }
    html.raw("<ol class=\"questions\">\n");
    for (number, question) in (1..).zip(&quiz.questions) {
        push_question(&mut html, context, number, question);
    }
    html.raw("</ol>\n</section>\n");
    html.finish()
}

/// The rules of a quiz, for scripts.
fn rules(context: Context<'_>, quiz: &Quiz, pass: f64) -> Vec<(&'static str, String)> {
    let mark = match quiz.mark {
        Mark::Each => "each",
        Mark::End => "end",
    };
    let retry = match quiz.retry {
        Retry::Missed => "missed",
        Retry::All => "all",
    };
    let mut rules = vec![
        ("data-quiz", quiz_key(context.book, context.page).to_owned()),
        ("data-pass", pass.to_string()),
        ("data-mark", mark.to_owned()),
        ("data-retry", retry.to_owned()),
        ("data-shuffle", quiz.shuffle.to_string()),
    ];
    rules.extend(gate(context.book, context.page).map(|gate| ("data-gate", quiz_key(context.book, gate).to_owned())));
    rules
}

/// Which quiz must be passed first. Shown by the script that closes this one: without it, everything is open.
fn push_gate(html: &mut Html, context: Context<'_>) {
    let Some(gate) = gate(context.book, context.page) else { return };
    let shell = &context.book.page(gate).shell;
    let href = context.style.to_page(context.book, &context.book.page(context.page).shell.address, gate, Some("quiz"));
    html.raw("<p class=\"quiz-gate\" hidden>").text(context.word("gate")).raw(" ");
    html.element("a", &[("href", &href)], format!("{} {}", shell.number, shell.title).trim()).raw(".</p>\n");
}

/// The questions of a quiz without their frame, for a bank that stands on the page `context.page`.
pub fn bank(context: Context<'_>, quiz: &Quiz) -> String {
    let mut html = Html::new();
    for (number, question) in (1..).zip(&quiz.questions) {
        push_question(&mut html, context, number, question);
    }
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
        answers::push_right_answer(&mut html, context, question);
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

/// The answers of every quiz, one after the other.
pub fn keys<'a>(book: &'a Book, style: Style, strings: &'a Strings) -> impl Iterator<Item = String> + 'a {
    book.iter().filter_map(move |(id, page)| Some(key(Context { book, page: id, style, strings }, page.quiz.as_ref()?)))
}

/// What a quiz is called.
pub fn title<'a>(context: Context<'a>, quiz: &'a Quiz) -> &'a str {
    if quiz.title.is_empty() { context.word("title") } else { &quiz.title }
}

fn push_question(html: &mut Html, context: Context<'_>, number: usize, question: &Question) {
    // No two questions of a handbook share a name, so it needs no prefix in a document of several pages.
    let id = &question.id;
    let mut attributes = vec![("class", "question"), ("id", id.as_str()), ("data-kind", kind(&question.answer))];
    let points = question.points.to_string();
    let answer = answer_data(question);
    if let (true, Some(answer)) = (context.is_live(), &answer) {
        attributes.extend([("data-points", points.as_str()), ("data-answer", answer.as_str())]);
    }
    html.place(context.style.place(&question.span.path, question.span.start as usize));
    html.open("li", &attributes).raw("\n<fieldset><legend><span class=\"question-number\">");
    html.text(&format!("{} {number}", context.word("question"))).raw("</span> ").text(&question.ask);
    html.raw(" <span class=\"question-about\">").text(instruction(context, &question.answer)).raw("</span></legend>\n");
    controls::push_controls(html, context, id, question);
    if context.is_live() && !question.hint.is_empty() {
        html.raw("<details class=\"hint\"><summary>")
            .text(context.word("hint"))
            .raw("</summary><p>")
            .text(&question.hint)
            .raw("</p></details>\n");
    }
    html.raw("</fieldset>\n");
    match context.style.quizzes {
        Quizzes::Live => answers::push_answer(html, context, question),
        Quizzes::Keyed => push_way_to_key(html, context, question),
        Quizzes::Sheet => {}
    }
    html.raw("</li>\n");
}

/// What scripts mark by, as JSON.
fn answer_data(question: &Question) -> Option<String> {
    let key = serde_json::to_value(Key::of(question)?).ok()?;
    Some(key.get("answer")?.to_string())
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

/// A source by the name people know: `Hướng dẫn 116-HD/BTGTW`, else its title.
pub fn source_name(source: &SourceRecord) -> String {
    if source.number.is_empty() {
        return source.title.clone();
    }
    let mut kind = source.kind.chars();
    let kind: String = kind.next().into_iter().flat_map(char::to_uppercase).chain(kind).collect();
    format!("{kind} {}", source.number).trim().to_owned()
}
