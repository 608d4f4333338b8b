//! GIFT, the text format of Moodle that many systems read. Its grammar is the importer's
//! (`question/format/gift/format.php`, Moodle 5): a question is lines without a blank one between, `~ = # { } :` and
//! the backslash are escaped, an id and tags stand in the comment before.
//!
//! Texts are `[html]`: in it alone every sign can be written (`->` as `-&gt;`, a leading `%` as `&#37;`), an explanation
//! has paragraphs and its quotation, and nothing is taken for markup or a smiley. A text with several blanks becomes a
//! question for each, putting in order becomes matching with places, and two pairs a choice between two arrangements,
//! for Moodle's matching wants three.

use super::answers::{moodle_share, numbers, right_count, two_ways, variants};
use super::loss::{Loss, Reason, loss, losses_of_texts};
use super::prose::{self, Words, blanks, explanation};
use super::{Bank, Export, Item, on_one_line};
use crate::parse::quiz::{Answer, Choice, Pair, Piece, Short, Wording};
use crate::render::strings::Strings;
use crate::text::escape::{self, html};

/// Where a blank is drawn; Moodle puts the field in its place.
pub const BLANK: &str = "_____";

/// The bank in GIFT.
pub fn export(bank: &Bank, strings: &Strings) -> Export {
    let words = Words::new(bank, strings);
    let mut writer = Writer { out: String::new(), losses: Vec::new(), words };
    let mut category = None;
    for item in &bank.items {
        if category != Some(&item.path) {
            category = Some(&item.path);
            writer.push_category(bank, &item.path);
        }
        writer.push_item(item);
    }
    Export { bytes: writer.out.into_bytes(), losses: writer.losses }
}

/// The path of a category as Moodle reads it: names between slashes, a slash of their own doubled.
pub fn category(bank: &Bank, path: &[String]) -> String {
    let names = std::iter::once(&bank.settings.title).chain(path);
    let names = names.map(|name| on_one_line(name).replace('/', "//"));
    format!("$course$/top/{}", names.collect::<Vec<_>>().join("/"))
}

struct Writer<'a> {
    out: String,
    losses: Vec<Loss>,
    words: Words<'a>,
}

impl Writer<'_> {
    fn push_category(&mut self, bank: &Bank, path: &[String]) {
        // What the importer takes for an escape in a category it does not turn back.
        let category = category(bank, path).replace('\\', "∖");
        self.out.push_str(&format!("$CATEGORY: {category}\n\n"));
    }

    fn push_item(&mut self, item: &Item) {
        self.note_losses(item);
        let question = &item.question;
        match &question.answer {
            Answer::Single(choices) => {
                let answers = choices.iter().map(single_line).collect();
                self.push(item, &item.id, &prose::paragraph(&question.ask), Body::Lines(answers));
            }
            Answer::Multiple(choices) => self.push_multiple(item, choices),
            Answer::Truth(truth) => {
                let word = if *truth { "TRUE" } else { "FALSE" };
                self.push(item, &item.id, &prose::paragraph(&question.ask), Body::Word(word));
            }
            Answer::Short(short) => self.push_short(item, short),
            Answer::Fill(pieces) => self.push_fill(item, pieces),
            answer @ (Answer::Order(_) | Answer::Match(_)) if two_ways(answer).is_some() => {
                let [right, wrong] = two_ways(answer).unwrap_or_default();
                self.losses.push(loss(item, Reason::TwoPairs));
                let lines = vec![format!("={}", rich(&right)), format!("~{}", rich(&wrong))];
                self.push(item, &item.id, &prose::paragraph(&question.ask), Body::Lines(lines));
            }
            Answer::Order(items) => self.push_order(item, items),
            Answer::Match(pairs) => {
                let lines = pairs.iter().map(pair_line).collect();
                self.push(item, &item.id, &prose::paragraph(&question.ask), Body::Lines(lines));
            }
            Answer::Unknown => {}
        }
    }

    fn note_losses(&mut self, item: &Item) {
        let question = &item.question;
        if question.points != 1.0 {
            self.losses.push(loss(item, Reason::Points));
        }
        if !question.hint.is_empty() {
            self.losses.push(loss(item, Reason::Hint));
        }
        if prose::tags(item, self.words).iter().any(|tag| self::tag(tag) != *tag) {
            self.losses.push(loss(item, Reason::Tag));
        }
    }

    fn push_multiple(&mut self, item: &Item, choices: &[Choice]) {
        let (share, exact) = moodle_share(right_count(choices));
        if !exact {
            self.losses.push(loss(item, Reason::Share));
        }
        let line = |choice: &Choice| {
            let sign = if choice.right { "" } else { "-" };
            format!("~%{sign}{share}%{}{}", rich(&choice.text), feedback(choice))
        };
        self.push(item, &item.id, &prose::paragraph(&item.question.ask), Body::Lines(choices.iter().map(line).collect()));
    }

    fn push_short(&mut self, item: &Item, short: &Short) {
        let stem = prose::paragraph(&item.question.ask);
        let Some(numbers) = numbers(short) else {
            self.losses.extend(losses_of_texts(item, short, Some(Reason::Capitals)));
            let accepted = variants(short.accept.iter().map(|answer| answer.text.as_str()));
            self.push_texts(item, &item.id, &stem, &accepted);
            return;
        };
        if !numbers.left_out.is_empty() {
            self.losses.push(loss(item, Reason::WordsBesideNumbers));
        }
        if numbers.percent {
            self.losses.push(loss(item, Reason::Percent));
        }
        let lines = numbers.values.iter().map(|value| format!("=%100%{value}:{}", numbers.tolerance)).collect();
        self.push(item, &item.id, &stem, Body::Numbers(lines));
    }

    fn push_texts(&mut self, item: &Item, id: &str, stem: &str, accepted: &[String]) {
        // An arrow would make it a question of pairs, and the importer's own placeholders would become signs.
        if accepted.iter().any(|text| text.contains("&&0") || text.contains("->")) {
            self.losses.push(loss(item, Reason::Signs));
        }
        let lines = accepted.iter().map(|text| format!("=%100%{}", plain(&text.replace("->", "→")))).collect();
        self.push(item, id, stem, Body::Lines(lines));
    }

    /// A question for each blank; where there are several, the blanks are numbered.
    fn push_fill(&mut self, item: &Item, pieces: &[Piece]) {
        let blanks = blanks(pieces);
        if blanks.len() > 1 {
            self.losses.push(loss(item, Reason::Blanks));
        }
        for (number, accepted) in (1..).zip(&blanks) {
            let id = if blanks.len() == 1 { item.id.clone() } else { format!("{}-{number}", item.id) };
            let stem = format!("{}{}", prose::paragraph(&item.question.ask), prose::paragraph(&asking(pieces, blanks.len(), number)));
            self.push_texts(item, &id, &stem, &variants(accepted.iter().map(String::as_str)));
        }
    }

    fn push_order(&mut self, item: &Item, items: &[Wording]) {
        self.losses.push(loss(item, Reason::Order));
        let lines = (1..).zip(items).map(|(place, item): (usize, _)| format!("={} -> {place}", rich(&item.text))).collect();
        let stem = format!("{}{}", prose::paragraph(&item.question.ask), prose::paragraph(self.words.get("order_places")));
        self.push(item, &item.id, &stem, Body::Lines(lines));
    }

    /// A question in full: comment with id and tags, name, text, answers, explanation.
    fn push(&mut self, item: &Item, id: &str, stem: &str, body: Body) {
        let tags: String =
            prose::tags(item, self.words).iter().map(|tag| format!(" [tag:{}]", self::tag(tag).replace(']', "\\]"))).collect();
        self.out.push_str(&format!("// [id:{id}]{tags}\n"));
        self.out.push_str(&format!("::{}::[html]{}", escape::gift(&html(&prose::name(item))), escape::gift(stem)));
        let explanation = explanation(item);
        let general = if explanation.is_empty() { String::new() } else { format!("####{}", escape::gift(&explanation)) };
        match body {
            Body::Word(word) => self.out.push_str(&format!("{{{word}{general}}}\n\n")),
            Body::Lines(lines) => self.push_lines("{", &lines, &general),
            Body::Numbers(lines) => self.push_lines("{#", &lines, &general),
        }
    }

    fn push_lines(&mut self, opening: &str, lines: &[String], general: &str) {
        self.out.push_str(opening);
        for line in lines.iter().map(String::as_str).chain([general]).filter(|line| !line.is_empty()) {
            self.out.push_str("\n\t");
            self.out.push_str(line);
        }
        self.out.push_str("\n}\n\n");
    }
}

/// What stands between the braces.
enum Body {
    /// `TRUE` or `FALSE`.
    Word(&'static str),
    /// An answer a line.
    Lines(Vec<String>),
    /// A number a line.
    Numbers(Vec<String>),
}

fn single_line(choice: &Choice) -> String {
    format!("{}{}{}", if choice.right { '=' } else { '~' }, rich(&choice.text), feedback(choice))
}

fn feedback(choice: &Choice) -> String {
    if choice.why.is_empty() { String::new() } else { format!("#{}", rich(&choice.why)) }
}

/// The left side is a rich text. Moodle shows the right side as a line of HTML.
fn pair_line(pair: &Pair) -> String {
    format!("={} -> {}", rich(&pair.left.text), escape::gift(&html(&pair.right.text)))
}

/// A text in HTML that is never empty and never begins as a weight or a format does.
fn rich(text: &str) -> String {
    let markup = escape::gift(&html(text));
    match text.chars().next() {
        None => "&nbsp;".to_owned(),
        Some('%') => format!("&\\#37;{}", &markup[1..]),
        Some('[') => format!("[html]{markup}"),
        Some(_) => markup,
    }
}

/// An answer that learners type: no markup; a star is a star and not any text; a bracket is no name of a format.
fn plain(text: &str) -> String {
    let named = ["[html]", "[plain]", "[moodle]", "[markdown]"].iter().any(|name| text.starts_with(name));
    format!("{}{}", if named { "[plain]" } else { "" }, escape::gift(&text.replace('*', "\\*")))
}

/// The text that asks for one blank of several.
fn asking(pieces: &[Piece], count: usize, asked: usize) -> String {
    let mut number = 0;
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Blank(_) => {
                number += 1;
                match (count, number == asked) {
                    (1, _) => text.push_str(BLANK),
                    (_, true) => text.push_str(&format!("({number}) {BLANK}")),
                    (_, false) => text.push_str(&format!("({number}) ……")),
                }
            }
        }
    }
    text
}

/// A tag as Moodle keeps it: without `<`, `>`, backquote and backslash, 50 characters long.
pub fn tag(tag: &str) -> String {
    let kept: String = tag.chars().filter(|c| !matches!(c, '<' | '>' | '`' | '\\')).collect();
    on_one_line(&on_one_line(&kept).chars().take(50).collect::<String>())
}
