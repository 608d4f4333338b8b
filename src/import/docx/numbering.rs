//! The numbers that a word processor counts: paragraph styles, lists and their levels, and the formats of numbers
//! (ECMA-376, part 1, 17.9 and 17.18.59).

use std::collections::BTreeMap;

use super::Element;
use crate::import::marks::in_roman;

/// What a style of paragraphs or of words says.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The style it is based on.
    pub based_on: String,
    /// Its level as a heading, from 0.
    pub outline: Option<usize>,
    /// List and level.
    pub number: Option<(String, usize)>,
    /// Whether its words are bold.
    pub bold: Option<bool>,
    /// Whether its paragraphs are lines of a plain text.
    pub preformatted: bool,
}

/// The styles of a document by their names.
pub fn styles(root: &Element) -> BTreeMap<String, Style> {
    let styles = root.elements().filter(|child| child.name == "style").map(|style| {
        let properties = style.child("pPr");
        let name = style.value("name").unwrap_or_default().to_lowercase();
        let by_name = name.strip_prefix("heading ").and_then(|level| level.parse::<usize>().ok()).map(|level| level.saturating_sub(1));
        let outline = properties
            .and_then(|properties| properties.value("outlineLvl"))
            .and_then(|level| level.parse().ok())
            .filter(|level| *level < 9);
        let number = properties.and_then(|properties| properties.child("numPr")).and_then(number_of);
        let based_on = style.value("basedOn").unwrap_or_default().to_owned();
        let bold = style.child("rPr").and_then(is_bold);
        let preformatted = matches!(name.as_str(), "preformatted text" | "html preformatted" | "plain text");
        (style.attribute("styleId").to_owned(), Style { based_on, outline: outline.or(by_name), number, bold, preformatted })
    });
    styles.collect()
}

/// Whether properties of words say that these are bold, or not.
pub fn is_bold(properties: &Element) -> Option<bool> {
    properties.child("b").map(|bold| !matches!(bold.attribute("val"), "0" | "false" | "off"))
}

/// List and level of a `numPr`; list `0` takes numbers away.
pub fn number_of(properties: &Element) -> Option<(String, usize)> {
    let list = properties.value("numId")?.to_owned();
    let level = properties.value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((list, level))
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
pub struct Level {
    /// The first number.
    pub start: usize,
    /// How numbers are written.
    pub format: String,
    /// The written example of a custom format: `a, b, c, d, đ, ...`.
    pub custom: String,
    /// The text around them: `%1.`
    pub text: String,
    /// Whether all numbers in it are written in digits.
    pub legal: bool,
}

/// The lists of a document.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    /// The levels of each kind of list.
    pub levels: BTreeMap<String, BTreeMap<usize, Level>>,
    /// List to its kind, with the numbers it starts anew from.
    pub lists: BTreeMap<String, (String, BTreeMap<usize, usize>)>,
}

impl Numbering {
    /// Reads the lists of a document.
    pub fn of(root: &Element) -> Self {
        let mut numbering = Self::default();
        for child in root.elements() {
            match child.name.as_str() {
                "abstractNum" => {
                    numbering.levels.insert(child.attribute("abstractNumId").to_owned(), levels(child));
                }
                "num" => numbering.add_list(child),
                _ => {}
            }
        }
        numbering
    }

    fn add_list(&mut self, list: &Element) {
        let mut kind = list.value("abstractNumId").unwrap_or_default().to_owned();
        let mut starts = BTreeMap::new();
        let id = list.attribute("numId").to_owned();
        for change in list.elements().filter(|child| child.name == "lvlOverride") {
            let level = change.attribute("ilvl").parse().unwrap_or(0);
            if let Some(start) = change.value("startOverride").and_then(|start| start.parse().ok()) {
                starts.insert(level, start);
            }
            if change.child("lvl").is_some() {
                // The list has its own form of a level: it becomes a kind of its own.
                let mut own = self.levels.get(&kind).cloned().unwrap_or_default();
                own.extend(levels(change));
                kind = format!("{kind}/{id}");
                self.levels.insert(kind.clone(), own);
            }
        }
        self.lists.insert(id, (kind, starts));
    }
}

fn levels(parent: &Element) -> BTreeMap<usize, Level> {
    let levels = parent.elements().filter(|child| child.name == "lvl").map(|level| {
        let plain = level.child("numFmt");
        // A custom format may stand in an alternative that older readers pass over.
        let chosen =
            level.child("AlternateContent").and_then(|alternative| alternative.child("Choice")).and_then(|choice| choice.child("numFmt"));
        let format = chosen.or(plain);
        let written = Level {
            start: level.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            format: format.map(|format| format.attribute("val")).unwrap_or("decimal").to_owned(),
            custom: format.map(|format| format.attribute("format")).unwrap_or_default().to_owned(),
            text: level.value("lvlText").unwrap_or_default().to_owned(),
            legal: level.has("isLgl") || level.child("isLgl").is_some_and(|legal| legal.attribute("val").is_empty()),
        };
        (level.attribute("ilvl").parse().unwrap_or(0), written)
    });
    levels.collect()
}

/// A number in a format of the word processor.
pub fn formatted(number: usize, level: &Level) -> String {
    const WORDS: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let letter = |alphabet: &[char]| {
        let at = number.saturating_sub(1);
        let sign = alphabet.get(at % alphabet.len().max(1)).copied().unwrap_or('?');
        std::iter::repeat_n(sign, at / alphabet.len().max(1) + 1).collect::<String>()
    };
    let latin: Vec<char> = ('a'..='z').collect();
    match level.format.as_str() {
        "upperRoman" => in_roman(number),
        "lowerRoman" => in_roman(number).to_lowercase(),
        "lowerLetter" => letter(&latin),
        "upperLetter" => letter(&latin).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        "vietnameseCounting" => WORDS.get(number.saturating_sub(1)).map_or_else(|| number.to_string(), |word| (*word).to_owned()),
        "custom" => {
            let signs: Vec<char> = level.custom.split(',').filter_map(|sign| single(sign.trim())).collect();
            match signs.as_slice() {
                // `a, b, c, d, đ, ...`: the order of Vietnamese points; what is written out goes first.
                [first, ..] if first.is_alphabetic() && signs.contains(&'đ') => {
                    let legal: Vec<char> = crate::text::vietnamese::POINT_LETTERS.to_vec();
                    letter(&legal)
                }
                [first, ..] if first.is_alphabetic() => letter(&latin),
                _ => {
                    let width = level.custom.split(',').next().map_or(1, |first| first.trim().len());
                    format!("{number:0width$}")
                }
            }
        }
        "none" => String::new(),
        _ => number.to_string(),
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_format_of_the_list() {
        let level = |format: &str, custom: &str| Level { format: format.to_owned(), custom: custom.to_owned(), ..Level::default() };
        let cases = [
            (5, level("decimal", ""), "5"),
            (4, level("upperRoman", ""), "IV"),
            (5, level("lowerLetter", ""), "e"),
            (5, level("custom", "a, b, c, d, đ, ..."), "đ"),
            (3, level("custom", "001, 002, 003, ..."), "003"),
            (2, level("vietnameseCounting", ""), "hai"),
            (27, level("lowerLetter", ""), "aa"),
        ];
        for (number, level, expected) in cases {
            assert_eq!(formatted(number, &level), expected, "{} {}", level.format, level.custom);
        }
    }
}
