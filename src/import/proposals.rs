//! Doubts about single words of a digitised document, to be decided by a person: syllables that stand elsewhere with
//! other tone marks in the same surroundings, repeated or skipped letters of points, dates that contradict each other,
//! spaces that were lost or added. Every proposal is a `query`; nothing is changed.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Lines, read};
use super::marks::Kind;
use super::metadata::{Metadata, place_and_date};
use super::misread::syllables_of;
use super::outline::Node;
use super::reference::{date_at, mentions};
use crate::text::Date;
use crate::text::vietnamese::POINT_LETTERS;

/// Another document of the handbook.
#[derive(Clone, Copy, Debug)]
pub struct Neighbour<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A doubt.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The line in the file.
    pub line: usize,
    /// What stands there.
    pub wrong: String,
    /// What probably should.
    pub right: String,
    /// Why.
    pub why: Why,
    /// Where the other form stands: the key of a source (none for this document), the line, the words.
    pub evidence: Option<(Option<String>, usize, String)>,
}

/// The reason of a doubt.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The syllable stands elsewhere in the same surroundings with other marks, so many times.
    Syllable(usize),
    /// Two syllables have changed their endings.
    Swapped,
    /// The letter of a point is repeated.
    PointRepeated,
    /// The letter of a point is skipped.
    PointSkipped,
    /// The same document is dated otherwise elsewhere.
    Date,
    /// A space inside a number.
    SpaceAdded,
    /// A space is missing.
    SpaceLost,
}

impl Why {
    /// Its words in the ledger of errata, which is Vietnamese.
    pub fn written(&self) -> String {
        match self {
            Self::Syllable(times) => format!("Cụm từ này ở chỗ khác trong các tài liệu ({times} lần) viết khác dấu; có thể máy đọc nhầm."),
            Self::Swapped => "Hai tiếng có thể bị đảo phần cuối; cụm từ thường gặp trong các tài liệu viết khác.".to_owned(),
            Self::PointRepeated => {
                "Chữ đánh dấu điểm trùng với điểm liền trước; theo thứ tự chữ cái tiếng Việt có thể là chữ kế tiếp.".to_owned()
            }
            Self::PointSkipped => {
                "Chữ đánh dấu điểm không liền với điểm trước; theo thứ tự chữ cái tiếng Việt có thể sót hoặc nhầm một chữ.".to_owned()
            }
            Self::Date => "Cùng văn bản này ở chỗ khác ghi ngày khác; cần đối chiếu với bản ký.".to_owned(),
            Self::SpaceAdded => "Thừa khoảng trống trong số ký hiệu.".to_owned(),
            Self::SpaceLost => "Hai từ có thể bị dính liền.".to_owned(),
        }
    }
}

/// All doubts about a document, by line.
pub fn proposals(text: &str, lines: &Lines, nodes: &[Node], metadata: &Metadata, neighbours: &[Neighbour<'_>]) -> Vec<Proposal> {
    let raw: Vec<Vec<&str>> =
        std::iter::once(text).chain(neighbours.iter().map(|neighbour| neighbour.text)).map(|text| text.lines().collect()).collect();
    let read: Vec<Lines> = neighbours.iter().map(|neighbour| read(neighbour.text)).collect();
    let all: Vec<&Lines> = std::iter::once(lines).chain(&read).collect();
    let corpus = Corpus { raw: &raw, keys: neighbours.iter().map(|neighbour| neighbour.key).collect() };

    let mut found = corpus.misread(&syllables_of(&raw, &all));
    found.extend(corpus.points(lines, nodes));
    found.extend(corpus.dates(&all, metadata));
    found.extend(spaces(&raw[0], lines));
    found.sort_by(|a, b| (a.line, &a.wrong).cmp(&(b.line, &b.wrong)));
    found.dedup_by(|a, b| a.line == b.line && a.wrong == b.wrong);
    found
}

/// The lines of a range that are no noise.
pub fn text_lines(lines: &Lines, range: (usize, usize)) -> impl Iterator<Item = usize> {
    (range.0..=range.1).filter(|number| !lines.noise.iter().any(|noise| (noise.lines.0..=noise.lines.1).contains(number)))
}

/// The documents of a handbook by line; the first is the one in question.
pub struct Corpus<'a> {
    /// The lines of each.
    pub raw: &'a [Vec<&'a str>],
    /// The keys of all but the first.
    pub keys: Vec<&'a str>,
}

impl Corpus<'_> {
    /// Letters of points that are repeated or skipped.
    fn points(&self, lines: &Lines, nodes: &[Node]) -> Vec<Proposal> {
        let mut found = Vec::new();
        for node in nodes {
            let mut last = 0;
            for point in node.of_kind(Kind::Point) {
                let place = point.ordinal.unwrap_or(0);
                let letter = point.label.chars().next().and_then(super::marks::letter_place).unwrap_or(0);
                let expected = if place == 1 { 1 } else { last + 1 };
                if letter != expected && expected <= POINT_LETTERS.len() && expected > 0 {
                    let why = if (1..expected).contains(&letter) { Why::PointRepeated } else { Why::PointSkipped };
                    found.extend(self.point_proposal(lines, point, POINT_LETTERS[expected - 1], why));
                }
                last = place;
            }
            found.extend(self.points(lines, &node.children));
        }
        found
    }

    fn point_proposal(&self, lines: &Lines, point: &Node, letter: char, why: Why) -> Option<Proposal> {
        let line = lines.lines.get(*point.lines.first()?)?.lines.0;
        let raw = self.raw[0].get(line - 1)?;
        let start = raw.find(&point.label)?;
        let rest = &raw[start + point.label.len()..];
        let end = rest.find(['*', '_', '<', ',', ';']).unwrap_or(rest.len());
        // A few words, so that the place is plain: up to the end of the sixth.
        let sixth = rest[..end].match_indices(' ').filter(|(at, _)| *at > 0).nth(5).map_or(end, |(at, _)| at);
        let end = rest[..sixth].find(':').map_or(rest[..sixth].trim_end().len(), |at| at + 1);
        let wrong = format!("{}{}", point.label, &rest[..end]);
        let found = point.label.chars().next()?;
        let right = format!("{letter}{}", &wrong[found.len_utf8()..]);
        Some(Proposal { line, wrong, right, why, evidence: None })
    }

    /// Dates of one document that contradict each other; the rarer one is in doubt.
    fn dates(&self, all: &[&Lines], metadata: &Metadata) -> Vec<Proposal> {
        let mut stated: BTreeMap<String, Vec<Stated>> = BTreeMap::new();
        for (document, lines) in all.iter().enumerate() {
            for line in &lines.lines {
                for mention in mentions(&line.text) {
                    let Some(date) = mention.date else { continue };
                    let one = Stated {
                        document,
                        lines: line.lines,
                        written: line.text[mention.at.clone()].to_owned(),
                        day: line.text[mention.date_at.clone()].to_owned(),
                        date,
                    };
                    stated.entry(mention.number).or_default().push(one);
                }
            }
        }
        if let Some(head) = head_date(all[0]).filter(|_| !metadata.number.is_empty()) {
            stated.entry(metadata.number.clone()).or_default().push(head);
        }
        let doubts = stated.values().flat_map(|places| self.date_doubts(places));
        doubts.collect()
    }

    fn date_doubts(&self, places: &[Stated]) -> Vec<Proposal> {
        let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
        for place in places {
            *counts.entry(place.date).or_default() += 1;
        }
        let Some((usual, most)) = counts.iter().max_by_key(|(_, count)| **count) else { return Vec::new() };
        let alone = counts.values().filter(|count| **count == *most).count() == 1;
        let Some(witness) = places.iter().find(|place| place.date == *usual) else { return Vec::new() };
        let doubtful = places.iter().filter(|place| place.document == 0 && place.date != *usual && alone);
        doubtful
            .filter_map(|place| {
                let line = self.line_of(0, place.lines, &place.written)?;
                let right = place.written.replace(&place.day, &in_form_of(*usual, &place.day));
                let key = witness.document.checked_sub(1).and_then(|other| self.keys.get(other)).map(|key| (*key).to_owned());
                let quote =
                    self.line_of(witness.document, witness.lines, &witness.written).map(|line| (key, line, witness.written.clone()));
                Some(Proposal { line, wrong: place.written.clone(), right, why: Why::Date, evidence: quote })
            })
            .collect()
    }

    /// Which line of a range holds these words as written.
    fn line_of(&self, document: usize, range: (usize, usize), words: &str) -> Option<usize> {
        (range.0..=range.1).find(|number| self.raw[document].get(number - 1).is_some_and(|line| line.contains(words)))
    }
}

/// A date that a document states of a document.
struct Stated {
    document: usize,
    lines: (usize, usize),
    written: String,
    day: String,
    date: Date,
}

/// `Hà Nội, ngày 17 tháng 11 năm 2020` near the top.
fn head_date(lines: &Lines) -> Option<Stated> {
    lines.lines.iter().take(12).find_map(|line| {
        let start = line.text.find(", ngày ")? + 2;
        let (date, length) = date_at(&line.text[start..])?;
        let written = line.text[start..start + length].to_owned();
        place_and_date(&line.text).is_some().then(|| Stated { document: 0, lines: line.lines, day: written.clone(), written, date })
    })
}

/// A date in the form of another: by words or by signs.
fn in_form_of(date: Date, form: &str) -> String {
    let iso = date.iso();
    let parts: Vec<&str> = iso.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return iso };
    let short = |part: &str| part.trim_start_matches('0').to_owned();
    let head = if form.starts_with("ngày ") { "ngày " } else { "" };
    let sign = form.chars().find(|c| matches!(c, '/' | '-' | '.'));
    match sign {
        Some(sign) => format!("{head}{}{sign}{}{sign}{year}", short(day), short(month)),
        None => format!("{head}{day} tháng {} năm {year}", short(month)),
    }
}

/// Spaces inside numbers, and words that run together.
fn spaces(raw: &[&str], lines: &Lines) -> Vec<Proposal> {
    let mut found = Vec::new();
    let numbers: BTreeSet<usize> = lines.lines.iter().flat_map(|line| text_lines(lines, line.lines)).collect();
    for number in numbers {
        let line = raw.get(number - 1).copied().unwrap_or_default();
        for (at, _) in line.match_indices(" /") {
            let digits = at - line[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let sign = &line[at + 2..];
            let length = sign.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(sign.len());
            if digits > 0 && sign.starts_with(char::is_uppercase) && sign[..length].contains('-') {
                let (wrong, right) = (&line[at - digits..at + 2 + length], format!("{}/{}", &line[at - digits..at], &sign[..length]));
                found.push(Proposal { line: number, wrong: wrong.to_owned(), right, why: Why::SpaceAdded, evidence: None });
            }
        }
        for word in line.split([' ', '\t']) {
            let glued = word.char_indices().skip(1).find(|(at, c)| {
                c.is_uppercase()
                    && word[..*at].ends_with(|c: char| c.is_ascii_digit())
                    && word[at + c.len_utf8()..].chars().take_while(|c| c.is_lowercase()).count() >= 2
            });
            if let Some((at, _)) = glued {
                let right = format!("{} {}", &word[..at], &word[at..]);
                found.push(Proposal { line: number, wrong: word.to_owned(), right, why: Why::SpaceLost, evidence: None });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, other: &str) -> Vec<(usize, String, String)> {
        let neighbours = [Neighbour { key: "khac", text: other }];
        let document = crate::import::understand(text, &neighbours);
        document.proposals.into_iter().map(|one| (one.line, one.wrong, one.right)).collect()
    }

    #[test]
    fn doubts_are_proposed_with_what_should_stand_there() {
        let usual = "hạ tầng cho chuyển đổi số quốc gia. Về chuyển đổi số quốc gia. Xây dựng chuyển đổi số quốc gia.";
        let cases = [
            ("Các hạ tầng cho chuyên đổi số quốc gia.", usual, vec![(1, "chuyên đổi số", "chuyển đổi số")]),
            ("1. Việc\n\na) Một\n\nb) Hai\n\nb) Bộ Tài chính:\n\nd) Bốn", "", vec![(7, "b) Bộ Tài chính:", "c) Bộ Tài chính:")]),
            ("1. Việc\n\na) Một\n\nc) Ba", "", vec![(5, "c) Ba", "b) Ba")]),
            ("Số: 50 /NQ-CP", "", vec![(1, "50 /NQ-CP", "50/NQ-CP")]),
            ("về CMCN 4.0Theo kế hoạch", "", vec![(1, "4.0Theo", "4.0 Theo")]),
            (
                "Nghị quyết số 30-NQ/TW ngày 25 tháng 7 năm 2019 của Bộ Chính trị.",
                "Nghị quyết số 30-NQ/TW, ngày 25/7/2018. Nghị quyết số 30-NQ/TW ngày 25/7/2018.",
                vec![(1, "30-NQ/TW ngày 25 tháng 7 năm 2019", "30-NQ/TW ngày 25 tháng 7 năm 2018")],
            ),
            ("Mọi việc đều đúng chỗ, không có gì phải ngờ.", usual, vec![]),
        ];
        for (text, other, expected) in cases {
            let expected: Vec<_> = expected.into_iter().map(|(line, wrong, right)| (line, wrong.to_owned(), right.to_owned())).collect();
            assert_eq!(found(text, other), expected, "{text}");
        }
    }
}
