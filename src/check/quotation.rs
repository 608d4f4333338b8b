//! What stands in quotation is what the document says. A quotation holds if its words are found, in order, in the
//! cited source; omissions are marked `[…]`; a correction listed in the errata is equal to its slip. Where the words
//! differ, the closest passage is found by alignment and the difference shown by syllable. Nothing is guessed.
//!
//! Finding: every run of four tokens of a source is indexed by its hash, so a quotation costs one look-up and one
//! comparison. Aligning (only when that fails): votes of shared tokens choose a stretch of the source, and the edit
//! distance over it (Wagner and Fischer 1974, with free ends in the source; Sellers 1980) shows the difference.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::parse::errata::{Erratum, Status};
use crate::parse::source_text::SourceText;
use crate::text::words::{Token, tokens};

/// A source, ready to be searched.
pub struct Index {
    /// Its text.
    pub text: Arc<SourceText>,
    runs: HashMap<u64, Vec<usize>>,
    /// Slips by the token they begin at.
    slips: BTreeMap<usize, Slip>,
}

/// A slip at its place in the tokens of a source.
#[derive(Clone, Debug)]
struct Slip {
    /// Which erratum.
    erratum: usize,
    /// Which tokens of the source are wrong; may be empty where something is missing.
    wrong: Range<usize>,
    /// What should stand there; none for a doubt, which changes nothing.
    right: Option<Vec<Token>>,
    /// The text that should stand there.
    text: String,
}

/// A quotation that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The tokens of the source that were quoted, in the order of quotation.
    pub tokens: Vec<Range<usize>>,
    /// The first byte of the source that was quoted.
    pub start: usize,
    /// Slips and doubts within the quoted words.
    pub slips: Vec<QuotedSlip>,
}

/// A slip within a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotedSlip {
    /// Which erratum, by its place in the list.
    pub erratum: usize,
    /// Which bytes of the quotation stand for it.
    pub at: Range<usize>,
    /// What should stand there instead, where the quotation has the slip and the slip is sure.
    pub right: Option<String>,
}

/// Why a quotation does not hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// Fewer than four syllables: it could be found anywhere.
    TooShort,
    /// More words than the whole source has.
    TooLong,
    /// The words differ; the closest passage, where there is one.
    Differs(Option<Closest>),
}

/// The passage closest to a quotation, and where the two part.
#[derive(Clone, Debug, PartialEq)]
pub struct Closest {
    /// The first token of the quotation that differs.
    pub token: usize,
    /// Its bytes in the quotation; empty where something is missing.
    pub at: Range<usize>,
    /// Where the difference stands in the source.
    pub in_source: usize,
    /// The words of the source around it.
    pub passage: String,
    /// The difference by syllable: `khoảng [-25-]{+20+}% GDP`.
    pub difference: String,
}

/// How many tokens make a run of the index.
const RUN: usize = 4;
/// A quotation shorter than this says nothing.
const FEWEST_SYLLABLES: usize = 4;
/// Words shown on each side of a difference.
const AROUND: usize = 8;

impl Index {
    /// Indexes a source; `errata` are those of this source, each with its place in the whole list.
    pub fn new(text: &Arc<SourceText>, errata: &[(usize, &Erratum)]) -> Self {
        let mut index = Self { text: text.clone(), runs: HashMap::new(), slips: BTreeMap::new() };
        for (at, run) in text.tokens.windows(RUN).enumerate() {
            index.runs.entry(run_key(run)).or_default().push(at);
        }
        for (number, erratum) in errata {
            if let Some(slip) = slip(text, *number, erratum) {
                index.add_corrected_runs(&slip);
                index.slips.insert(slip.wrong.start, slip);
            }
        }
        for places in index.runs.values_mut() {
            places.sort_unstable();
            places.dedup();
        }
        index
    }

    /// Runs that exist only where a slip is corrected lead to the place of the slip.
    fn add_corrected_runs(&mut self, slip: &Slip) {
        let Some(right) = &slip.right else { return };
        let tokens = &self.text.tokens;
        let first = slip.wrong.start.saturating_sub(RUN - 1);
        let last = (slip.wrong.end + RUN - 1).min(tokens.len());
        let corrected: Vec<(usize, &Token)> = (first..slip.wrong.start)
            .map(|at| (at, &tokens[at]))
            .chain(right.iter().map(|token| (slip.wrong.start, token)))
            .chain((slip.wrong.end..last).map(|at| (at, &tokens[at])))
            .collect();
        for run in corrected.windows(RUN) {
            let run_tokens: Vec<Token> = run.iter().map(|(_, token)| (*token).clone()).collect();
            self.runs.entry(run_key(&run_tokens)).or_default().push(run[0].0);
        }
    }

    /// Looks for the words of a quotation.
    pub fn find(&self, quotation: &str) -> Result<Match, Difference> {
        let fragments = fragments(quotation);
        let words = fragments.iter().flatten().filter(|token| is_word(quotation, token)).count();
        if words < FEWEST_SYLLABLES {
            return Err(Difference::TooShort);
        }
        if fragments.iter().map(Vec::len).sum::<usize>() > self.text.tokens.len() + 16 {
            return Err(Difference::TooLong);
        }
        let first = &fragments[0];
        let found = self.candidates(first, 0).into_iter().find_map(|start| self.follow_all(&fragments, start));
        found.ok_or_else(|| Difference::Differs(self.closest(quotation, &fragments)))
    }

    /// Follows every fragment, the first from `start`, each other from its earliest place after the one before.
    fn follow_all(&self, fragments: &[Vec<Token>], start: usize) -> Option<Match> {
        let mut slips = Vec::new();
        let end = self.follow(&fragments[0], start, &mut slips)?;
        let mut ranges = vec![start..end];
        let mut from = end;
        for fragment in &fragments[1..] {
            let (start, end) = self.candidates(fragment, from).into_iter().find_map(|start| Some((start, self.follow(fragment, start, &mut slips)?)))?;
            ranges.push(start..end);
            from = end;
        }
        let start = self.text.tokens.get(ranges[0].start).map_or(0, |token| token.at.start);
        Some(Match { tokens: ranges, start, slips })
    }

    /// Places from `from` on where a fragment may begin, in order.
    fn candidates(&self, fragment: &[Token], from: usize) -> Vec<usize> {
        match fragment.get(..RUN) {
            Some(run) => self.runs.get(&run_key(run)).map(|places| places.iter().copied().filter(|at| *at >= from).collect()).unwrap_or_default(),
            // Short fragments stand only between omissions, soon after the one before.
            None => fragment.first().map(|first| self.text.tokens.iter().enumerate().skip(from).filter(|(_, token)| token.fold == first.fold).map(|(at, _)| at).collect()).unwrap_or_default(),
        }
    }

    /// Follows a fragment from the token `start` of the source; gives where it ends there.
    fn follow(&self, fragment: &[Token], start: usize, slips: &mut Vec<QuotedSlip>) -> Option<usize> {
        let noted = slips.len();
        let end = self.follow_on(fragment, 0, start, slips);
        if end.is_none() {
            slips.truncate(noted);
        }
        end
    }

    fn follow_on(&self, fragment: &[Token], from: usize, start: usize, slips: &mut Vec<QuotedSlip>) -> Option<usize> {
        let mut at = start;
        let mut quoted = from;
        while quoted < fragment.len() {
            if let Some(slip) = self.slips.get(&at) {
                // The corrected form first; where the slip itself stands in the quotation, the words go on below.
                if let Some(right) = &slip.right
                    && starts_with(&fragment[quoted..], right)
                {
                    let noted = slips.len();
                    slips.push(QuotedSlip { erratum: slip.erratum, at: bytes(fragment, quoted..quoted + right.len()), right: None });
                    if let Some(end) = self.follow_on(fragment, quoted + right.len(), slip.wrong.end, slips) {
                        return Some(end);
                    }
                    slips.truncate(noted);
                }
                let length = slip.wrong.len();
                if length > 0 && quoted + length <= fragment.len() {
                    let right = slip.right.is_some().then(|| slip.text.clone());
                    slips.push(QuotedSlip { erratum: slip.erratum, at: bytes(fragment, quoted..quoted + length), right });
                }
            }
            let (said, stands) = (&fragment[quoted], self.text.tokens.get(at)?);
            // The first word of a quotation may begin a sentence of its own.
            if said.key != stands.key && !(quoted == 0 && said.fold == stands.fold) {
                return None;
            }
            quoted += 1;
            at += 1;
        }
        Some(at)
    }

    /// The passage closest to a quotation that was not found.
    fn closest(&self, quotation: &str, fragments: &[Vec<Token>]) -> Option<Closest> {
        // The fragment that fails is the first that stands nowhere after those before it.
        let mut from = 0;
        for (number, fragment) in fragments.iter().enumerate() {
            let found = self.candidates(fragment, from).into_iter().find_map(|start| self.follow(fragment, start, &mut Vec::new()));
            match found {
                Some(end) => from = end,
                None => {
                    let before: usize = fragments[..number].iter().map(Vec::len).sum();
                    return self.align(quotation, fragment, before);
                }
            }
        }
        None
    }

    /// Aligns a fragment with the stretch of the source that shares most words with it.
    fn align(&self, quotation: &str, fragment: &[Token], before: usize) -> Option<Closest> {
        let source = &self.text.tokens;
        let alignments = self.likely_stretches(fragment).into_iter().map(|stretch| (aligned(fragment, &source[stretch.clone()]), stretch));
        let ((_, steps), stretch) = alignments.min_by_key(|((cost, _), _)| *cost)?;
        let kept = steps.iter().filter(|step| matches!(step, Step::Same(..))).count();
        if kept * 5 < fragment.len() * 2 {
            return None;
        }
        let first = steps.iter().position(|step| !matches!(step, Step::Same(..)))?;
        let (said, stands) = steps[first].place();
        let in_source = stretch.start + stands;
        let at = match fragment.get(said) {
            Some(token) if !matches!(steps[first], Step::Missing(..)) => token.at.clone(),
            Some(token) => token.at.start..token.at.start,
            None => fragment.last().map_or(0..0, |token| token.at.end..token.at.end),
        };
        let text = &self.text.source.text;
        Some(Closest {
            token: before + said,
            at,
            in_source: source.get(in_source).map_or(text.len(), |token| token.at.start),
            passage: around(text, source, in_source),
            difference: difference(quotation, fragment, text, &source[stretch], &steps, first),
        })
    }

    /// The stretches of the source among which the fragment most likely stands: the diagonals with most shared words,
    /// rare ones counting more.
    fn likely_stretches(&self, fragment: &[Token]) -> Vec<Range<usize>> {
        const BAND: usize = 8;
        const TRIED: usize = 6;
        let source = &self.text.tokens;
        let mut said: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, token) in fragment.iter().enumerate() {
            said.entry(token.fold).or_default().push(at);
        }
        let mut frequency: HashMap<u64, u32> = HashMap::new();
        for token in source {
            *frequency.entry(token.fold).or_default() += 1;
        }
        let mut votes: BTreeMap<usize, f64> = BTreeMap::new();
        for (at, token) in source.iter().enumerate() {
            let weight = 1.0 / f64::from(frequency[&token.fold]);
            for place in said.get(&token.fold).into_iter().flatten() {
                // Diagonals are shifted by the length of the fragment so that none is negative.
                *votes.entry((at + fragment.len() - place) / BAND).or_default() += weight;
            }
        }
        let mut bands: Vec<(usize, f64)> = votes.into_iter().collect();
        bands.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let starts = bands.into_iter().take(TRIED).map(|(band, _)| (band * BAND).saturating_sub(fragment.len() + 2 * BAND));
        starts.map(|start| start..(start + fragment.len() + 5 * BAND).min(source.len())).collect()
    }
}

/// One step of an alignment, by token of the fragment and of the stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The same word stands in both.
    Same(usize, usize),
    /// Another word stands in the source.
    Other(usize, usize),
    /// A word of the quotation is not in the source.
    Added(usize, usize),
    /// A word of the source is missing in the quotation.
    Missing(usize, usize),
}

impl Step {
    fn place(self) -> (usize, usize) {
        match self {
            Self::Same(said, stands) | Self::Other(said, stands) | Self::Added(said, stands) | Self::Missing(said, stands) => (said, stands),
        }
    }
}

/// What the steps of an alignment cost. Leaving words of the source out is one act, however many they are; words that
/// the source does not have there weigh one by one. So an omission is told where it is, not as words too many before.
const OTHER: u32 = 8;
const ADDED: u32 = 8;
const OMISSION: u32 = 6;
const OMITTED_WORD: u32 = 1;

/// The cheapest way to turn a part of `stretch` into `fragment`, and what it costs (Gotoh 1982, for costs of gaps that
/// open and extend; with free ends in the stretch).
fn aligned(fragment: &[Token], stretch: &[Token]) -> (u32, Vec<Step>) {
    const NEVER: u32 = u32::MAX / 2;
    let width = stretch.len() + 1;
    let cells = (fragment.len() + 1) * width;
    // Cheapest costs of the first `said` tokens against a part of the stretch that ends at `stands`: in all, and where
    // the last step leaves a word of the source out. The part may begin anywhere for nothing.
    let mut cost = vec![0_u32; cells];
    let mut omitting = vec![NEVER; cells];
    for said in 1..=fragment.len() {
        cost[said * width] = narrow(said) * ADDED;
        for stands in 1..width {
            let here = said * width + stands;
            let same = fragment[said - 1].key == stretch[stands - 1].key;
            let change = cost[here - width - 1] + if same { 0 } else { OTHER };
            let add = cost[here - width] + ADDED;
            omitting[here] = OMITTED_WORD + omitting[here - 1].min(cost[here - 1] + OMISSION);
            cost[here] = change.min(add).min(omitting[here]);
        }
    }
    let end = (0..width).min_by_key(|stands| cost[fragment.len() * width + stands]).unwrap_or_default();
    let total = cost[fragment.len() * width + end];
    let (mut said, mut stands) = (fragment.len(), end);
    let mut open = false;
    let mut steps = Vec::new();
    while said > 0 {
        let here = said * width + stands;
        if open || (stands > 0 && omitting[here] == cost[here]) {
            stands -= 1;
            steps.push(Step::Missing(said, stands));
            // The gap goes on to the left as long as that is how its cost came about.
            open = omitting[here] == OMITTED_WORD + omitting[here - 1];
            continue;
        }
        let same = stands > 0 && fragment[said - 1].key == stretch[stands - 1].key;
        if stands > 0 && cost[here - width - 1] + if same { 0 } else { OTHER } == cost[here] {
            (said, stands) = (said - 1, stands - 1);
            steps.push(if same { Step::Same(said, stands) } else { Step::Other(said, stands) });
        } else {
            said -= 1;
            steps.push(Step::Added(said, stands));
        }
    }
    steps.reverse();
    (total, steps)
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The words around the first difference: what the quotation has in `[-…-]`, what the source has in `{+…+}`.
fn difference(quotation: &str, fragment: &[Token], text: &str, stretch: &[Token], steps: &[Step], first: usize) -> String {
    let shown = &steps[first.saturating_sub(AROUND / 2)..(first + AROUND).min(steps.len())];
    let mut out = String::new();
    for group in shown.chunk_by(|a, b| matches!(a, Step::Same(..)) == matches!(b, Step::Same(..))) {
        let mut said = String::new();
        let mut stands = String::new();
        for step in group {
            match *step {
                Step::Same(at, _) | Step::Added(at, _) => push_word(&mut said, quotation, &fragment[at]),
                Step::Missing(_, at) => push_word(&mut stands, text, &stretch[at]),
                Step::Other(at, source) => {
                    push_word(&mut said, quotation, &fragment[at]);
                    push_word(&mut stands, text, &stretch[source]);
                }
            }
        }
        if !out.is_empty() {
            out.push(' ');
        }
        match group.first() {
            Some(Step::Same(..)) => out.push_str(&said),
            _ => {
                for (words, open, close) in [(said, "[-", "-]"), (stands, "{+", "+}")] {
                    if !words.is_empty() {
                        out.push_str(open);
                        out.push_str(&words);
                        out.push_str(close);
                    }
                }
            }
        }
    }
    out
}

fn push_word(out: &mut String, text: &str, token: &Token) {
    let word = &text[token.at.clone()];
    let joins = word.starts_with(|c: char| ",.;:%)”?!/".contains(c)) || out.ends_with(['(', '“', '/']);
    if !out.is_empty() && !joins {
        out.push(' ');
    }
    out.push_str(word);
}

/// The words of a source around a token, for the report.
fn around(text: &str, tokens: &[Token], at: usize) -> String {
    let first = at.saturating_sub(AROUND);
    let last = (at + AROUND).min(tokens.len());
    let (Some(start), Some(end)) = (tokens.get(first), tokens.get(last.saturating_sub(1))) else { return String::new() };
    let words: Vec<&str> = text[start.at.start..end.at.end].split_whitespace().collect();
    format!("… {} …", words.join(" "))
}

/// A quotation cut at its marked omissions.
fn fragments(quotation: &str) -> Vec<Vec<Token>> {
    let mut fragments = Vec::new();
    let mut start = 0;
    while start <= quotation.len() {
        let rest = &quotation[start..];
        let marks = ["[…]", "[...]"].into_iter().filter_map(|mark| rest.find(mark).map(|at| (at, mark.len())));
        let (at, length) = marks.min().unwrap_or((rest.len(), 1));
        let found = tokens(&rest[..at]).into_iter();
        let fragment: Vec<Token> = found.map(|token| Token { at: token.at.start + start..token.at.end + start, ..token }).collect();
        if !fragment.is_empty() {
            fragments.push(fragment);
        }
        start += at + length;
    }
    fragments
}

fn is_word(text: &str, token: &Token) -> bool {
    text[token.at.clone()].chars().any(char::is_alphanumeric)
}

fn starts_with(fragment: &[Token], words: &[Token]) -> bool {
    fragment.len() >= words.len() && fragment.iter().zip(words).all(|(a, b)| a.key == b.key)
}

fn bytes(fragment: &[Token], range: Range<usize>) -> Range<usize> {
    match (fragment.get(range.start), fragment.get(range.end.saturating_sub(1))) {
        (Some(first), Some(last)) if !range.is_empty() => first.at.start..last.at.end,
        (Some(first), _) => first.at.start..first.at.start,
        _ => fragment.last().map_or(0..0, |token| token.at.end..token.at.end),
    }
}

fn run_key(run: &[Token]) -> u64 {
    // The multiplier of Knuth's multiplicative hashing; order matters, so each step mixes what is there.
    run.iter().fold(0_u64, |key, token| (key.rotate_left(23) ^ token.fold).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// A slip by its tokens, with what both forms share at the ends taken off.
fn slip(text: &SourceText, erratum: usize, record: &Erratum) -> Option<Slip> {
    let line = text.source.line_range(record.line);
    let start = line.start + text.source.text[line].find(&record.wrong)?;
    let end = start + record.wrong.len();
    let mut wrong = text.tokens.partition_point(|token| token.at.end <= start)..text.tokens.partition_point(|token| token.at.start < end);
    if record.status == Status::Query {
        return Some(Slip { erratum, wrong, right: None, text: String::new() });
    }
    let mut right = tokens(&record.right);
    let mut shown = record.right.as_str();
    while !wrong.is_empty() && right.last().is_some_and(|last| last.key == text.tokens[wrong.end - 1].key) {
        wrong.end -= 1;
        let last = right.pop()?;
        shown = record.right[..last.at.start].trim_end();
    }
    let mut skipped = 0;
    while !wrong.is_empty() && right.first().is_some_and(|first| first.key == text.tokens[wrong.start].key) {
        wrong.start += 1;
        skipped = right.remove(0).at.end;
    }
    if wrong.is_empty() && right.is_empty() {
        // Only the layout differs: the same words, however they are written.
        return None;
    }
    let shown = shown.get(skipped..).unwrap_or_default().trim().to_owned();
    Some(Slip { erratum, wrong, right: Some(right), text: shown })
}
