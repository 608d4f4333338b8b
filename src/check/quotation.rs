//! What stands in quotation is what the document says. A quotation holds if its words are found, in order, in the
//! cited source; omissions are marked `[…]`; a correction listed in the errata is equal to its slip. Where the words
//! differ, the closest passage is found by alignment and the difference shown by syllable. Nothing is guessed.
//!
//! Finding: every run of four tokens of a source is indexed by its hash, so a quotation costs one look-up and one
//! comparison. Only when that fails is it aligned with the source, in [`super::align`].

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use super::align::{self, Closest, Reached, is_same};
use super::numbers::{Numbers, numbers_of};
use crate::memory::Known;
use crate::parse::errata::{Erratum, Status};
use crate::parse::source_text::SourceText;
use crate::text::words::{Token, tokens};

/// A source, ready to be searched.
pub struct Index {
    /// Its text.
    pub text: Known<SourceText>,
    /// The numbers that stand in it.
    pub numbers: Numbers,
    runs: HashMap<u64, Vec<usize>>,
    /// Slips by the token they begin at.
    slips: BTreeMap<usize, Slip>,
    /// Its words, once a quotation of it has failed.
    words: OnceLock<align::Words>,
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

/// What is noted while a quotation is followed through its source.
struct Trail {
    slips: Vec<QuotedSlip>,
    /// How many more words may be looked at.
    left: usize,
    /// The furthest that any attempt came.
    reached: Reached,
}

/// How many tokens make a run of the index.
const RUN: usize = 4;
/// For each word of a source and of what is quoted from it, how many steps are taken to find it: only a text that repeats
/// itself hundreds of times, and a quotation as long, would need more. It is called different then.
const STEPS: usize = 200;
/// A quotation shorter than this says nothing.
const FEWEST_SYLLABLES: usize = 4;

impl Index {
    /// Indexes a source; `errata` are those of this source, each with its place in the whole list.
    pub fn new(text: &Known<SourceText>, errata: &[(usize, &Erratum)]) -> Self {
        let mut index = Self {
            text: text.clone(),
            numbers: numbers_of(&text.source.text),
            runs: HashMap::new(),
            slips: BTreeMap::new(),
            words: OnceLock::new(),
        };
        for (at, run) in text.tokens.windows(RUN).enumerate() {
            index.runs.entry(run_key(run)).or_default().push(at);
        }
        // Loose marks may be missing in a quotation, so runs without them lead there too.
        let firm: Vec<(usize, &Token)> = text.tokens.iter().enumerate().filter(|(_, token)| !token.loose).collect();
        for run in firm.windows(RUN).filter(|run| run[RUN - 1].0 - run[0].0 >= RUN) {
            index.runs.entry(key_of(run.iter().map(|(_, token)| *token))).or_default().push(run[0].0);
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
        let mut trail = self.trail(&fragments);
        let found = self.candidates(first, 0).into_iter().find_map(|start| self.follow_all(&fragments, start, &mut trail));
        found.ok_or_else(|| Difference::Differs(self.closest(quotation, &fragments)))
    }

    /// A trail that nothing was followed on yet.
    fn trail(&self, fragments: &[Vec<Token>]) -> Trail {
        let words = self.text.tokens.len() + fragments.iter().map(Vec::len).sum::<usize>();
        Trail { slips: Vec::new(), left: STEPS * words, reached: Reached::default() }
    }

    /// Follows every fragment, the first from `start`, each other from its earliest place after the one before.
    fn follow_all(&self, fragments: &[Vec<Token>], start: usize, trail: &mut Trail) -> Option<Match> {
        trail.slips.clear();
        let end = self.follow(&fragments[0], start, trail)?;
        let mut ranges = Vec::with_capacity(fragments.len());
        ranges.push(start..end);
        let mut from = end;
        for fragment in &fragments[1..] {
            let (start, end) =
                self.candidates(fragment, from).into_iter().find_map(|start| Some((start, self.follow(fragment, start, trail)?)))?;
            ranges.push(start..end);
            from = end;
        }
        let start = self.text.tokens.get(ranges[0].start).map_or(0, |token| token.at.start);
        Some(Match { tokens: ranges, start, slips: std::mem::take(&mut trail.slips) })
    }

    /// Places from `from` on where a fragment may begin, in order.
    fn candidates(&self, fragment: &[Token], from: usize) -> Vec<usize> {
        let firm: Vec<&Token> = fragment.iter().filter(|token| !token.loose).take(RUN).collect();
        if firm.len() < RUN {
            // Short fragments stand only between omissions, soon after the one before.
            let Some(first) = firm.first() else { return Vec::new() };
            let places = self.text.tokens.iter().enumerate().skip(from);
            return places.filter(|(_, token)| token.fold == first.fold).map(|(at, _)| at).collect();
        }
        let with_marks = fragment.get(..RUN).map(run_key);
        let keys = [Some(key_of(firm.into_iter())), with_marks];
        let places = keys.into_iter().flatten().filter_map(|key| self.runs.get(&key)).flatten();
        let mut places: Vec<usize> = places.copied().filter(|at| *at >= from).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Follows a fragment from the token `start` of the source; gives where it ends there.
    fn follow(&self, fragment: &[Token], start: usize, trail: &mut Trail) -> Option<usize> {
        let noted = trail.slips.len();
        let end = self.follow_on(fragment, 0, start, trail);
        if end.is_none() {
            trail.slips.truncate(noted);
        }
        end
    }

    fn follow_on(&self, fragment: &[Token], from: usize, start: usize, trail: &mut Trail) -> Option<usize> {
        let mut at = start;
        let mut quoted = from;
        while quoted < fragment.len() {
            trail.left = trail.left.checked_sub(1)?;
            if quoted > trail.reached.said {
                trail.reached = Reached { said: quoted, stands: at };
            }
            if let Some(slip) = self.slips.get(&at) {
                // The corrected form first; where the slip itself stands in the quotation, the words go on below.
                if let Some(right) = &slip.right
                    && starts_with(&fragment[quoted..], right)
                {
                    let noted = trail.slips.len();
                    trail.slips.push(QuotedSlip { erratum: slip.erratum, at: bytes(fragment, quoted..quoted + right.len()), right: None });
                    if let Some(end) = self.follow_on(fragment, quoted + right.len(), slip.wrong.end, trail) {
                        return Some(end);
                    }
                    trail.slips.truncate(noted);
                }
                let length = slip.wrong.len();
                if length > 0 && quoted + length <= fragment.len() {
                    let right = slip.right.is_some().then(|| slip.text.clone());
                    trail.slips.push(QuotedSlip { erratum: slip.erratum, at: bytes(fragment, quoted..quoted + length), right });
                }
            }
            let (said, stands) = (&fragment[quoted], self.text.tokens.get(at)?);
            match (is_same(quoted, said, stands), stands.loose, said.loose) {
                (true, ..) => (quoted, at) = (quoted + 1, at + 1),
                (_, true, _) => at += 1,
                (_, _, true) => quoted += 1,
                _ => return None,
            }
        }
        Some(at)
    }

    /// The passage closest to a quotation that was not found.
    fn closest(&self, quotation: &str, fragments: &[Vec<Token>]) -> Option<Closest> {
        // The fragment that fails is the first that stands nowhere after those before it.
        let mut from = 0;
        for (number, fragment) in fragments.iter().enumerate() {
            let mut trail = self.trail(fragments);
            let found = self.candidates(fragment, from).into_iter().find_map(|start| self.follow(fragment, start, &mut trail));
            match found {
                Some(end) => from = end,
                None => {
                    let words = self.words.get_or_init(|| align::Words::new(&self.text.tokens));
                    let before: usize = fragments[..number].iter().map(Vec::len).sum();
                    return align::closest(&self.text, words, quotation, fragment, before, trail.reached);
                }
            }
        }
        None
    }
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
    key_of(run.iter())
}

fn key_of<'a>(run: impl Iterator<Item = &'a Token>) -> u64 {
    // The multiplier of Knuth's multiplicative hashing; order matters, so each step mixes what is there.
    run.fold(0_u64, |key, token| (key.rotate_left(23) ^ token.fold).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// A slip by its tokens, with what both forms share at the ends taken off.
fn slip(text: &SourceText, erratum: usize, record: &Erratum) -> Option<Slip> {
    let Range { start, end } = text.on_line(record.line, &record.wrong)?;
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
