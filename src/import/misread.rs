//! Syllables of a digitised document that were probably misread: they stand elsewhere in the same surroundings with
//! other marks, far more often. Surroundings are runs of two and three syllables; how often each written form stands
//! decides, and both thresholds were set on the five documents in `seeds/`, where nothing right is doubted.

use std::collections::BTreeMap;

use super::lines::Lines;
use super::proposals::{Corpus, Proposal, Why, text_lines};
use crate::text::vietnamese::{Tone, bare, letter_and_tone};

/// A syllable of a document.
pub struct Syllable {
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

/// The syllables of every document, clause by clause.
pub fn syllables_of(raw: &[Vec<&str>], all: &[&Lines]) -> Vec<Syllable> {
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
    pub fn misread(&self, syllables: &[Syllable]) -> Vec<Proposal> {
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
            // Where the pair stands on two lines, there is no line to correct.
            let Some(rest) = text.get(b.at.end.saturating_sub(range.start)..).filter(|_| range.start == a.at.start && a.line == b.line)
            else {
                continue;
            };
            let (first, second) = (in_case_of(&syllables[*place].text, &a.text), in_case_of(&syllables[place + 1].text, &b.text));
            let right = format!("{first} {second}{rest}");
            found.push(Proposal { line: a.line, wrong: text, right, why: Why::Swapped, evidence: self.evidence(syllables, *place) });
        }
        found
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
