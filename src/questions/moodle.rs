//! Moodle XML, with everything Moodle's own questions can hold: points, hints, feedback, tags, id numbers. The fields are
//! those its importer reads (`question/format/xml/format.php`, Moodle 5): shares come from its fixed list, `true` and
//! `false` are never translated, and putting in order is the question type `ordering`, part of Moodle since 4.4.
//!
//! A text with one blank is a short answer whose field stands in the text; one with several is a Cloze question.

use super::answers::{moodle_share, numbers, plain_number, right_count, two_ways, variants};
use super::gift::{BLANK, category, tag};
use super::loss::{Loss, Reason, loss, losses_of_texts};
use super::prose::{self, Words, blanks, explanation, paragraph};
use super::{Bank, Export, Item};
use crate::parse::quiz::{Answer, Choice, Compare, Pair, Piece, Short, Wording};
use crate::render::html::Html;
use crate::render::strings::Strings;
use crate::text::escape::{cloze, html};

/// The bank in Moodle XML.
pub fn export(bank: &Bank, strings: &Strings) -> Export {
    let mut writer = Writer { xml: Html::new(), losses: Vec::new(), words: Words::new(bank, strings) };
    writer.xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
    let mut path = None;
    for item in &bank.items {
        if path != Some(&item.path) {
            path = Some(&item.path);
            writer.push_category(&category(bank, &item.path));
        }
        writer.push_item(item);
    }
    writer.xml.raw("</quiz>\n");
    Export { bytes: writer.xml.finish().into_bytes(), losses: writer.losses }
}

struct Writer<'a> {
    xml: Html,
    losses: Vec<Loss>,
    words: Words<'a>,
}

impl Writer<'_> {
    fn push_category(&mut self, category: &str) {
        self.xml.raw("  <question type=\"category\">\n    <category>");
        self.text(category);
        self.xml.raw("</category>\n  </question>\n");
    }

    fn push_item(&mut self, item: &Item) {
        let question = &item.question;
        match &question.answer {
            Answer::Single(choices) => self.push_choices(item, "true", choices),
            Answer::Multiple(choices) => self.push_choices(item, "false", choices),
            Answer::Truth(truth) => {
                self.open(item, "truefalse", &paragraph(&question.ask));
                for value in [true, false] {
                    self.answer(if value == *truth { "100" } else { "0" }, "moodle_auto_format", &value.to_string(), "", None);
                }
            }
            Answer::Short(short) => self.push_short(item, short),
            Answer::Fill(pieces) => self.push_fill(item, pieces),
            answer @ Answer::Match(_) if two_ways(answer).is_some() => {
                let [right, wrong] = two_ways(answer).unwrap_or_default();
                self.losses.push(loss(item, Reason::TwoPairs));
                self.open(item, "multichoice", &paragraph(&question.ask));
                self.choice_settings(item, "true");
                self.answer("100", "html", &html(&right), "", None);
                self.answer("0", "html", &html(&wrong), "", None);
            }
            Answer::Order(items) => self.push_order(item, items),
            Answer::Match(pairs) => self.push_match(item, pairs),
            Answer::Unknown => return,
        }
        self.close(item);
    }

    fn push_choices(&mut self, item: &Item, single: &str, choices: &[Choice]) {
        let (share, exact) = moodle_share(right_count(choices));
        if !exact {
            self.losses.push(loss(item, Reason::Share));
        }
        self.open(item, "multichoice", &paragraph(&item.question.ask));
        self.choice_settings(item, single);
        for choice in choices {
            let fraction = match (single, choice.right) {
                (_, true) => share.to_owned(),
                ("true", false) => "0".to_owned(),
                (_, false) => format!("-{share}"),
            };
            self.answer(&fraction, "html", &html(&choice.text), &html(&choice.why), None);
        }
    }

    fn choice_settings(&mut self, item: &Item, single: &str) {
        self.field("single", single);
        self.field("shuffleanswers", &item.shuffle.to_string());
        self.field("answernumbering", "ABCD");
    }

    fn push_short(&mut self, item: &Item, short: &Short) {
        let stem = paragraph(&item.question.ask);
        let Some(numbers) = numbers(short) else {
            self.losses.extend(losses_of_texts(item, short, None));
            let case = if short.compare == Compare::Exact { "1" } else { "0" };
            self.push_texts(item, &stem, case, short.accept.iter().map(|answer| answer.text.as_str()));
            return;
        };
        if !numbers.left_out.is_empty() {
            self.losses.push(loss(item, Reason::WordsBesideNumbers));
        }
        self.open(item, "numerical", &stem);
        for value in &numbers.values {
            self.answer("100", "moodle_auto_format", &value.to_string(), "", Some(numbers.tolerance));
        }
        if numbers.percent {
            // 0: a unit may be written or not, and is not marked.
            self.xml.raw("    <units><unit><multiplier>1</multiplier><unit_name>%</unit_name></unit></units>\n");
            self.field("unitgradingtype", "0");
            self.field("showunits", "0");
        }
    }

    fn push_texts<'t>(&mut self, item: &Item, stem: &str, case: &str, accepted: impl Iterator<Item = &'t str>) {
        self.open(item, "shortanswer", stem);
        self.field("usecase", case);
        for text in variants(accepted) {
            // A star alone would stand for any text.
            self.answer("100", "moodle_auto_format", &text.replace('*', "\\*"), "", None);
        }
    }

    fn push_fill(&mut self, item: &Item, pieces: &[Piece]) {
        let ask = paragraph(&item.question.ask);
        if let [accepted] = blanks(pieces).as_slice() {
            let text: String = pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.as_str() } else { BLANK }).collect();
            self.push_texts(item, &format!("{ask}{}", paragraph(&text)), "0", accepted.iter().map(String::as_str));
            return;
        }
        let points = item.question.points / blanks(pieces).len() as f64;
        let whole = points.fract() == 0.0 && points > 0.0;
        // Blanks of a Cloze text count in whole points, so one point for two blanks is two points, and their sum is told.
        let each = if whole { points } else { 1.0 };
        if !whole {
            self.losses.push(loss(item, Reason::BlankPoints));
        }
        if blanks(pieces).into_iter().flatten().any(|text| text.contains("\\#") || text.contains("\\}")) {
            self.losses.push(loss(item, Reason::Signs));
        }
        let body: String = pieces.iter().map(|piece| cloze_piece(piece, each)).collect();
        self.open(item, "cloze", &format!("{}<p>{body}</p>", ask.replace('{', "&#123;")));
    }

    fn push_order(&mut self, item: &Item, items: &[Wording]) {
        self.open(item, "ordering", &paragraph(&item.question.ask));
        self.field("layouttype", "VERTICAL");
        self.field("selecttype", "ALL");
        self.field("selectcount", &items.len().to_string());
        self.field("gradingtype", "ABSOLUTE_POSITION");
        self.field("showgrading", "SHOW");
        self.field("numberingstyle", "none");
        for (place, item) in (1..).zip(items) {
            let place: usize = place;
            self.answer(&place.to_string(), "html", &html(&item.text), "", None);
        }
    }

    fn push_match(&mut self, item: &Item, pairs: &[Pair]) {
        self.open(item, "matching", &paragraph(&item.question.ask));
        self.field("shuffleanswers", "true");
        for pair in pairs {
            self.xml.raw("    <subquestion format=\"html\">");
            self.text(&html(&pair.left.text));
            self.xml.raw("<answer>");
            // Moodle shows it as a line of HTML.
            self.text(&html(&pair.right.text));
            self.xml.raw("</answer></subquestion>\n");
        }
    }

    /// What all questions begin with.
    fn open(&mut self, item: &Item, kind: &str, stem: &str) {
        self.xml.raw("  ").open("question", &[("type", kind)]).raw("\n    <name>");
        self.text(&html(&prose::name(item)));
        self.xml.raw("</name>\n");
        self.rich("questiontext", stem);
        self.rich("generalfeedback", &explanation(item));
        if kind != "cloze" {
            self.field("defaultgrade", &item.question.points.to_string());
        }
        self.field("penalty", "0.3333333");
        self.field("hidden", "0");
        self.field("idnumber", &item.id);
    }

    /// What all questions end with.
    fn close(&mut self, item: &Item) {
        if !item.question.hint.is_empty() {
            self.rich("hint", &paragraph(&item.question.hint));
        }
        let tags = prose::tags(item, self.words);
        if tags.iter().any(|written| tag(written) != *written) {
            self.losses.push(loss(item, Reason::Tag));
        }
        if !tags.is_empty() {
            self.xml.raw("    <tags>");
            for written in &tags {
                self.xml.raw("<tag>");
                self.text(&tag(written));
                self.xml.raw("</tag>");
            }
            self.xml.raw("</tags>\n");
        }
        self.xml.raw("  </question>\n");
    }

    fn text(&mut self, text: &str) {
        self.xml.element("text", &[], text);
    }

    fn field(&mut self, name: &str, value: &str) {
        self.xml.raw("    ").element(name, &[], value).raw("\n");
    }

    fn rich(&mut self, name: &str, markup: &str) {
        self.xml.raw("    ").open(name, &[("format", "html")]);
        self.text(markup);
        self.xml.close(name).raw("\n");
    }

    fn answer(&mut self, fraction: &str, format: &str, text: &str, feedback: &str, tolerance: Option<f64>) {
        self.xml.raw("    ").open("answer", &[("fraction", fraction), ("format", format)]);
        self.text(text);
        self.xml.raw("<feedback format=\"html\">");
        self.text(feedback);
        self.xml.raw("</feedback>");
        if let Some(tolerance) = tolerance {
            self.xml.element("tolerance", &[], &tolerance.to_string());
        }
        self.xml.raw("</answer>\n");
    }
}

/// A piece of a Cloze text. A blank that accepts numbers alone is one of numbers, so that comma and point are the same.
fn cloze_piece(piece: &Piece, points: f64) -> String {
    let accepted = match piece {
        Piece::Text(text) => return html(text).replace('{', "&#123;"),
        Piece::Blank(accepted) => accepted,
    };
    let values: Option<Vec<String>> = accepted.iter().map(|text| plain_number(text).map(|value| value.to_string())).collect();
    match values {
        Some(values) => format!("{{{points}:NM:{}}}", joined(values.iter().map(|value| format!("{value}:0")))),
        None => {
            let variants = variants(accepted.iter().map(String::as_str));
            format!("{{{points}:SA:{}}}", joined(variants.iter().map(|text| cloze(&text.replace('*', "\\*")))))
        }
    }
}

fn joined(answers: impl Iterator<Item = String>) -> String {
    answers.map(|answer| format!("={answer}")).collect::<Vec<_>>().join("~")
}
