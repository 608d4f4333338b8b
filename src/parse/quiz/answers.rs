//! How a question is answered, read from the keys that say it: `right` and `wrong`, `is`, `answer`, `fill`, `order`,
//! `match`. Exactly one of them decides the kind; what else they may stand beside is said here and nowhere else.

use std::ops::Range;

use super::{Answer, Blanks, Choice, Compare, Pair, Piece, Short, Wording};
use crate::diagnostics::Code;
use crate::parse::placed::Placed;
use crate::parse::yaml::{Fields, Node, Reader, Yaml};

/// Reads how a question is answered.
pub fn read(reader: &mut Reader<'_>, placed: &Placed<'_>, fields: &mut Fields<'_>) -> (Answer, Blanks) {
    let right = fields.get("right");
    let wrong = fields.get("wrong");
    let truth = fields.get("is");
    let short = fields.get("answer");
    let fill = fields.get("fill");
    let order = fields.get("order");
    let matching = fields.get("match");
    let tolerance = fields.get("tolerance").and_then(|yaml| reader.number_within(yaml, 0.0, 1e12));
    // Beside `answer` and `fill`, `match` names the way of comparing; everywhere else, the pairs. Beside `fill`, `wrong`
    // are words offered with the right ones; everywhere else, choices.
    let is_written = short.is_some() || fill.is_some();
    let pairs = matching.filter(|_| !is_written);
    let choices = right.or(wrong.filter(|_| fill.is_none()));

    let ways = [choices, truth, short, fill, order, pairs].into_iter().flatten();
    let ways: Vec<Range<usize>> = ways.map(|yaml| yaml.at.clone()).collect();
    if let [] | [_, _, ..] = ways[..] {
        let (at, hint) = ways.get(1).map_or((fields.at.start..fields.at.start, "none"), |second| (second.clone(), "several"));
        reader.report(Code::QuestionKind, &at, |diagnostic| diagnostic.hint(hint));
        return (Answer::Unknown, Blanks::default());
    }
    let compare = matching.filter(|_| is_written).and_then(|how| read_compare(reader, how)).unwrap_or_default();
    let mut blanks = Blanks::default();
    let answer = match (choices, truth, short, fill, order, pairs) {
        (Some(_), ..) => read_choices(reader, placed, right, wrong),
        (_, Some(truth), ..) => reader.flag(truth).map_or(Answer::Unknown, Answer::Truth),
        (_, _, Some(short), ..) => Answer::Short(Short { accept: texts(reader, placed, short), compare, tolerance }),
        (.., Some(fill), _, _) => {
            blanks = Blanks { compare, tolerance, wrong: wrong.map(|wrong| texts(reader, placed, wrong)).unwrap_or_default() };
            read_fill(reader, fill)
        }
        (.., Some(order), _) => Answer::Order(texts(reader, placed, order)),
        (.., pairs) => pairs.map_or(Answer::Unknown, |pairs| read_pairs(reader, placed, pairs)),
    };
    (answer, blanks)
}

fn read_choices(reader: &mut Reader<'_>, placed: &Placed<'_>, right: Option<&Yaml>, wrong: Option<&Yaml>) -> Answer {
    let several = right.is_some_and(|right| matches!(right.node, Node::List(_)));
    let mut choices = Vec::new();
    for (list, is_right) in [(right, true), (wrong, false)] {
        let Some(list) = list else { continue };
        // One choice may stand alone, as text or with its explanation.
        let items = if matches!(list.node, Node::Map(_)) { std::slice::from_ref(list) } else { reader.list(list) };
        choices.extend(items.iter().filter_map(|item| read_choice(reader, placed, item, is_right)));
    }
    if several { Answer::Multiple(choices) } else { Answer::Single(choices) }
}

fn read_choice(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml, right: bool) -> Option<Choice> {
    let span = placed.span(yaml.at.clone());
    if !matches!(yaml.node, Node::Map(_)) {
        return Some(Choice { text: reader.text(yaml)?, right, why: String::new(), span });
    }
    let mut fields = reader.fields(yaml)?;
    let text = reader.required(&mut fields, "text").and_then(|text| reader.text(text));
    let why = reader.text_of(&mut fields, "why").unwrap_or_default();
    reader.finish(&fields);
    Some(Choice { text: text?, right, why, span })
}

fn read_compare(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<Compare> {
    let choices = [Compare::Exact, Compare::NoCase, Compare::NoTone].map(|compare| (compare.name(), compare));
    reader.choice(yaml, &choices)
}

/// `Tăng trên {7}%/năm`, `{bảy|7}`: blanks in braces, accepted answers between bars.
fn read_fill(reader: &mut Reader<'_>, yaml: &Yaml) -> Answer {
    let Some(text) = reader.text(yaml) else { return Answer::Unknown };
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((blank, after)) = after.split_once('}') else {
            reader.report(Code::FillBlanks, &yaml.at, |diagnostic| diagnostic);
            return Answer::Unknown;
        };
        pieces.push(Piece::Text(before.to_owned()));
        let accepted = blank.split('|').map(|answer| answer.trim().to_owned());
        pieces.push(Piece::Blank(accepted.filter(|answer| !answer.is_empty()).collect()));
        rest = after;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    let blanks: Vec<&Vec<String>> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Blank(accepted) => Some(accepted),
            Piece::Text(_) => None,
        })
        .collect();
    if blanks.is_empty() || blanks.iter().any(|accepted| accepted.is_empty()) {
        reader.report(Code::FillBlanks, &yaml.at, |diagnostic| diagnostic);
        return Answer::Unknown;
    }
    Answer::Fill(pieces)
}

fn read_pairs(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Answer {
    let Some(fields) = reader.fields(yaml) else { return Answer::Unknown };
    let pairs = fields.entries().iter().filter_map(|entry| {
        let left = Wording { text: entry.key.clone(), span: placed.span(entry.key_at.clone()) };
        let right = Wording { text: reader.text(&entry.value)?, span: placed.span(entry.value.at.clone()) };
        Some(Pair { left, right })
    });
    Answer::Match(pairs.collect())
}

fn texts(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Vec<Wording> {
    let items = reader.list(yaml).iter();
    let texts = items.filter_map(|item| Some(Wording { text: reader.text(item)?, span: placed.span(item.at.clone()) }));
    texts.collect()
}
