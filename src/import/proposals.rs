//! Doubts about single words of a digitised document, to be decided by a person: syllables that stand elsewhere with
//! other tone marks in the same surroundings, repeated or skipped letters of points, dates that contradict each other,
//! spaces that were lost or added. Every proposal is a `query`; nothing is changed.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Lines, read};
use super::marks::Kind;
use super::metadata::{Metadata, date_at, mentions};
use super::outline::Node;
use crate::text::Date;
use crate::text::vietnamese::{POINT_LETTERS, Tone, bare, letter_and_tone};

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

/// A syllable of a document.
struct Syllable {
    document: usize,
    line: usize,
    /// Bytes in the raw line.
    at: std::ops::Range<usize>,
    text: String,
    /// Lower-case letters without tones, and the tone.
    letters: String,
    tone: Tone,
    /// Whether a clause begins here.
    first: bool,
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

/// The syllables of every document, clause by clause.
fn syllables_of(raw: &[Vec<&str>], all: &[&Lines]) -> Vec<Syllable> {
    let mut found = Vec::new();
    for (document, lines) in all.iter().enumerate() {
        for line in &lines.lines {
            let mut first = true;
            for number in text_lines(lines, line.lines) {
                let text = raw[document].get(number - 1).copied().unwrap_or_default();
                push_syllables(&mut found, document, number, text, &mut first);
            }
        }
    }
    found
}

/// The lines of a range that are no noise.
fn text_lines(lines: &Lines, range: (usize, usize)) -> impl Iterator<Item = usize> {
    (range.0..=range.1).filter(|number| !lines.noise.iter().any(|noise| (noise.lines.0..=noise.lines.1).contains(number)))
}

fn push_syllables(found: &mut Vec<Syllable>, document: usize, line: usize, text: &str, first: &mut bool) {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        if c.is_alphanumeric() {
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let mut letters = String::new();
            let mut tone = Tone::Ngang;
            for (letter, mark) in rest[..length].chars().map(letter_and_tone) {
                letters.extend(letter.to_lowercase());
                tone = tone.max(mark);
            }
            found.push(Syllable { document, line, at: at..at + length, text: rest[..length].to_owned(), letters, tone, first: *first });
            *first = false;
            at += length;
        } else {
            *first |= matches!(c, '.' | ';' | ':' | '\t' | '|' | '>');
            at += c.len_utf8();
        }
    }
}

/// What stands in one place of a run of syllables.
type Form<'a> = (&'a str, Tone);

struct Corpus<'a> {
    raw: &'a [Vec<&'a str>],
    keys: Vec<&'a str>,
}

/// Runs of syllables by their letters without any mark, each written form with its places.
type Runs<'a> = BTreeMap<Vec<String>, BTreeMap<Vec<Form<'a>>, Vec<usize>>>;

fn runs<'a>(syllables: &'a [Syllable], plain: &[String], length: usize) -> Runs<'a> {
    let mut runs: Runs<'a> = BTreeMap::new();
    for (at, run) in syllables.windows(length).enumerate() {
        if run[1..].iter().any(|syllable| syllable.first) || run.windows(2).any(|pair| pair[0].document != pair[1].document) {
            continue;
        }
        let forms = run.iter().map(|syllable| (syllable.letters.as_str(), syllable.tone)).collect();
        runs.entry(plain[at..at + length].to_vec()).or_default().entry(forms).or_default().push(at);
    }
    runs
}

/// One window in which another form is found: how often it and the form at hand stand, and where it first does.
struct Support {
    length: usize,
    offset: usize,
    other: usize,
    own: usize,
    place: usize,
}

impl Corpus<'_> {
    /// Syllables that stand elsewhere with other marks in the same surroundings.
    fn misread(&self, syllables: &[Syllable]) -> Vec<Proposal> {
        let plain: Vec<String> = syllables.iter().map(|syllable| bare(&syllable.text)).collect();
        let (pairs, triples) = (runs(syllables, &plain, 2), runs(syllables, &plain, 3));
        let mut found = Vec::new();
        for (at, syllable) in syllables.iter().enumerate().take_while(|(_, syllable)| syllable.document == 0) {
            // Single letters are marks of points, and looked at there.
            if syllable.letters.chars().any(|c| c.is_ascii_digit()) || syllable.letters.chars().count() < 2 {
                continue;
            }
            let mut others: BTreeMap<Form<'_>, Vec<Support>> = BTreeMap::new();
            for (length, runs) in [(3, &triples), (2, &pairs)] {
                for offset in 0..length {
                    collect_support(syllables, &plain, runs, at, length, offset, &mut others);
                }
            }
            let windows = (0..3).filter(|offset| at >= *offset && window(syllables, at - offset, 3).is_some()).count();
            let best = others
                .into_values()
                .filter(|support| convinces(support, windows, syllable.first))
                .max_by_key(|support| support.iter().map(|one| one.other).max());
            if let Some(support) = best {
                found.extend(self.syllable_proposal(syllables, at, &support));
            }
        }
        found.extend(self.swapped(syllables, &pairs, &plain));
        found
    }

    fn syllable_proposal(&self, syllables: &[Syllable], at: usize, support: &[Support]) -> Option<Proposal> {
        let wrong = &syllables[at];
        // Where the same sentence stands in another document, it proves most.
        let best = support.iter().max_by_key(|one| (syllables[one.place].document != 0, one.length, one.other))?;
        let right = &syllables[best.place + best.offset];
        let (range, text) = self.around(syllables, at)?;
        let inner = wrong.at.start - range.start;
        let corrected = format!("{}{}{}", &text[..inner], in_case_of(&right.text, &wrong.text), &text[inner + wrong.text.len()..]);
        let times = support.iter().map(|one| one.other).max().unwrap_or(1);
        Some(Proposal {
            line: wrong.line,
            wrong: text,
            right: corrected,
            why: Why::Syllable(times),
            evidence: self.evidence(syllables, best.place),
        })
    }

    /// The syllable and what follows or stands before it on its line, without marks of layout.
    fn around(&self, syllables: &[Syllable], at: usize) -> Option<(std::ops::Range<usize>, String)> {
        let one = &syllables[at];
        let line = self.raw[one.document].get(one.line - 1)?;
        let joined = |a: usize, b: usize| {
            let (a, b) = (syllables.get(a)?, syllables.get(b)?);
            let whole = a.line == b.line && a.document == b.document;
            let text = line.get(a.at.start..b.at.end).filter(|_| whole)?;
            (!text.contains(['*', '_', '<', '\t', '|'])).then(|| (a.at.start..b.at.end, text.to_owned()))
        };
        let free = |at: usize| syllables.get(at).is_some_and(|syllable| !syllable.first);
        let after = free(at + 1).then(|| joined(at, at + 1)).flatten();
        let longer = (free(at + 1) && free(at + 2)).then(|| joined(at, at + 2)).flatten();
        let before = (!one.first && at > 0).then(|| joined(at - 1, at)).flatten();
        longer.or(after).or(before).or_else(|| joined(at, at))
    }

    /// The words from a syllable on, on its line.
    fn evidence(&self, syllables: &[Syllable], at: usize) -> Option<(Option<String>, usize, String)> {
        let one = &syllables[at];
        let line = self.raw[one.document].get(one.line - 1)?;
        let same = |other: &&Syllable| other.line == one.line && other.document == one.document;
        let last = syllables[at..].iter().take(8).take_while(same).last()?;
        let first = syllables[..=at].iter().rev().take(3).take_while(same).last()?;
        let key = one.document.checked_sub(1).and_then(|other| self.keys.get(other)).map(|key| (*key).to_owned());
        Some((key, one.line, line.get(first.at.start..last.at.end)?.replace("**", "").replace('\t', " ")))
    }

    /// Neighbouring syllables that have changed their endings: `bảm đảo`.
    fn swapped(&self, syllables: &[Syllable], pairs: &Runs<'_>, plain: &[String]) -> Vec<Proposal> {
        let mut found = Vec::new();
        for (at, pair) in syllables.windows(2).enumerate().take_while(|(_, pair)| pair[1].document == 0) {
            let (a, b) = (&pair[0], &pair[1]);
            let (a_cut, b_cut) = (rime(&a.letters), rime(&b.letters));
            if b.first || a_cut == 0 || b_cut == 0 || a.letters[a_cut..] == b.letters[b_cut..] || a.letters[..a_cut] == b.letters[..b_cut] {
                continue;
            }
            let first = format!("{}{}", &a.letters[..a_cut], &b.letters[b_cut..]);
            let second = format!("{}{}", &b.letters[..b_cut], &a.letters[a_cut..]);
            let own = pairs.get(&plain[at..at + 2]).map_or(0, |forms| forms.values().map(Vec::len).sum());
            let Some(forms) = pairs.get(&[bare(&first), bare(&second)][..]) else { continue };
            let Some(places) = forms
                .get(&vec![(first.as_str(), a.tone), (second.as_str(), b.tone)])
                .filter(|places| own <= 3 && places.len() >= 8 * own.max(1))
            else {
                continue;
            };
            let (Some((range, text)), Some(place)) = (self.around(syllables, at), places.first()) else { continue };
            let cut = (b.at.end - range.start).min(text.len());
            let right = format!(
                "{} {}{}",
                in_case_of(&syllables[*place].text, &a.text),
                in_case_of(&syllables[place + 1].text, &b.text),
                &text[cut..]
            );
            if range.start == a.at.start {
                found.push(Proposal { line: a.line, wrong: text, right, why: Why::Swapped, evidence: self.evidence(syllables, *place) });
            }
        }
        found
    }

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
                    let why = if letter < expected { Why::PointRepeated } else { Why::PointSkipped };
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
        (start < 60).then(|| Stated { document: 0, lines: line.lines, day: written.clone(), written, date })
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

fn window(syllables: &[Syllable], start: usize, length: usize) -> Option<&[Syllable]> {
    let run = syllables.get(start..start + length)?;
    let whole = run[1..].iter().all(|syllable| !syllable.first && syllable.document == run[0].document);
    whole.then_some(run)
}

/// Every other form of the syllable `at` in the window that begins `offset` before it.
fn collect_support<'a>(
    syllables: &'a [Syllable],
    plain: &[String],
    runs: &Runs<'a>,
    at: usize,
    length: usize,
    offset: usize,
    others: &mut BTreeMap<Form<'a>, Vec<Support>>,
) {
    let Some(start) = at.checked_sub(offset) else { return };
    let Some(run) = window(syllables, start, length) else { return };
    let Some(forms) = runs.get(&plain[start..start + length]) else { return };
    let own: Vec<Form<'_>> = run.iter().map(|syllable| (syllable.letters.as_str(), syllable.tone)).collect();
    let own_count = forms.get(&own).map_or(0, Vec::len);
    for (form, places) in forms {
        let differs_here_only = form.iter().zip(&own).enumerate().all(|(place, (a, b))| (a == b) == (place != offset));
        if differs_here_only && let Some(place) = places.first() {
            others.entry(form[offset]).or_default().push(Support { length, offset, other: places.len(), own: own_count, place: *place });
        }
    }
}

/// Whether another form is so much more usual that a person should look: in several windows and clearly in one, or,
/// where a clause begins, in the only pair there is.
fn convinces(support: &[Support], windows: usize, first: bool) -> bool {
    let triples: Vec<&Support> = support.iter().filter(|one| one.length == 3).collect();
    if triples.iter().any(|one| one.own > one.other) {
        return false;
    }
    let clear = triples.iter().any(|one| one.other >= 3 * one.own);
    let pair = |least: usize| support.iter().any(|one| one.length == 2 && one.offset == 0 && one.own == 1 && one.other >= least);
    (clear && (triples.len() >= 2 || (windows == 1 && pair(4)))) || (first && pair(2))
}

/// The length of the consonants that a syllable begins with.
fn rime(letters: &str) -> usize {
    letters.find(|c: char| bare(&c.to_string()).starts_with(['a', 'e', 'i', 'o', 'u', 'y'])).unwrap_or(letters.len())
}

/// `right` in the capitals of `wrong`.
fn in_case_of(right: &str, wrong: &str) -> String {
    if wrong.chars().count() > 1 && super::marks::is_caps(wrong) {
        return right.to_uppercase();
    }
    let lower = right.to_lowercase();
    if wrong.starts_with(char::is_uppercase) { super::metadata::capital(&lower) } else { lower }
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
