//! Where a quotation and its source part. Votes of shared words choose the stretches of the source in which the words
//! may stand; the alignment of least cost over them shows the difference by syllable.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::parse::source_text::SourceText;
use crate::text::words::Token;

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

/// Words shown on each side of a difference.
const AROUND: usize = 8;

/// Tokens of a quotation that are aligned at once: an alignment costs as much as the square of its length. What a longer
/// quotation says before it ceases to hold is passed over.
const PIECE: usize = 256;

/// Tokens by which places may be off that are taken for one.
const BAND: usize = 8;

/// The words of a source by what they are, where quotations that fail are looked for.
pub struct Words {
    /// The tokens that cannot be missing.
    firm: Vec<Token>,
    /// Where each word stands among them, whatever its case.
    places: HashMap<u64, Vec<usize>>,
}

impl Words {
    /// The words of a source with these tokens.
    pub fn new(tokens: &[Token]) -> Self {
        let firm = firm(tokens);
        let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, token) in firm.iter().enumerate() {
            places.entry(token.fold).or_default().push(at);
        }
        Self { firm, places }
    }
}

/// How far a fragment of a quotation was followed: the first of its tokens that does not hold, and the token of the
/// source that stands there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reached {
    /// Which token of the fragment.
    pub said: usize,
    /// Which token of the source.
    pub stands: usize,
}

/// The passage closest to a fragment of a quotation that was not found; `before` is how many tokens the fragments
/// before it have. `None` where nothing in the source is like it.
pub fn closest(
    source_text: &SourceText,
    words: &Words,
    quotation: &str,
    all: &[Token],
    before: usize,
    reached: Reached,
) -> Option<Closest> {
    let fragment = firm(all);
    let source = &words.firm;
    let said = firm_before(&fragment, all.get(reached.said));
    let stands = firm_before(source, source_text.tokens.get(reached.stands));
    let passed = if fragment.len() > PIECE && said > PIECE / 2 { said - AROUND } else { 0 };
    let piece = &fragment[passed..(passed + PIECE).min(fragment.len())];
    let stretches = match passed {
        0 => likely_stretches(words, piece),
        _ => vec![stretch(source, stands.saturating_sub(AROUND), piece.len())],
    };
    let alignments = stretches.into_iter().map(|stretch| (aligned(piece, &source[stretch.clone()]), stretch));
    let ((_, steps), stretch) = alignments.min_by_key(|((cost, _), _)| *cost)?;
    let kept = steps.iter().filter(|step| matches!(step, Step::Same(..))).count();
    if passed == 0 && kept * 5 < piece.len() * 2 {
        return None;
    }
    // Words that stand there, but before those quoted ahead of them, differ from their beginning on. Where the passage is
    // the one in which the quotation was followed, it holds up to there, also where it writes right what the source has wrong.
    let is_followed = |step: &Step| matches!(*step, Step::Same(a, b) if (a + passed + 1, b + stretch.start + 1) == (said, stands));
    let held = if steps.iter().any(is_followed) { said - passed } else { 0 };
    let differs = |from: usize| steps.iter().position(|step| !matches!(step, Step::Same(..)) && step.place().0 >= from);
    let first = differs(held).or_else(|| differs(0)).unwrap_or_default();
    let (said, stands) = steps[first].place();
    let in_source = stretch.start + stands;
    let at = match piece.get(said) {
        Some(token) if !matches!(steps[first], Step::Missing(..)) => token.at.clone(),
        Some(token) => token.at.start..token.at.start,
        None => piece.last().map_or(0..0, |token| token.at.end..token.at.end),
    };
    let text = &source_text.source.text;
    Some(Closest {
        token: before + all.partition_point(|token| token.at.start < at.start),
        at,
        in_source: source.get(in_source).map_or(text.len(), |token| token.at.start),
        passage: around(text, source, in_source),
        difference: difference(quotation, piece, text, &source[stretch], &steps, first),
    })
}

/// The tokens that cannot be missing.
fn firm(tokens: &[Token]) -> Vec<Token> {
    tokens.iter().filter(|token| !token.loose).cloned().collect()
}

/// How many of the firm tokens stand before a token; all, where there is none.
fn firm_before(firm: &[Token], token: Option<&Token>) -> usize {
    token.map_or(firm.len(), |token| firm.partition_point(|before| before.at.start < token.at.start))
}

/// The tokens of the source from `start` on among which a piece of `length` tokens may stand.
fn stretch(source: &[Token], start: usize, length: usize) -> Range<usize> {
    start.min(source.len())..(start + length + 5 * BAND).min(source.len())
}

/// The stretches of the source among which the piece most likely stands: the diagonals with most shared words, rare
/// ones counting more.
fn likely_stretches(words: &Words, piece: &[Token]) -> Vec<Range<usize>> {
    const TRIED: usize = 6;
    /// Votes that are counted. Words that stand everywhere come last: they say least.
    const COUNTED: usize = 1 << 14;
    /// What each word has to give to all its places together.
    const WEIGHT: usize = 1 << 40;
    let mut voters: Vec<(usize, &Vec<usize>)> =
        piece.iter().enumerate().filter_map(|(said, token)| Some((said, words.places.get(&token.fold)?))).collect();
    voters.sort_by_key(|(_, places)| places.len());
    let votes = voters.iter().flat_map(|(said, places)| places.iter().map(|at| (*said, *at, WEIGHT / places.len())));
    let mut bands: HashMap<usize, usize> = HashMap::new();
    for (said, at, weight) in votes.take(COUNTED) {
        // Diagonals are shifted by the length of the piece so that none is negative.
        *bands.entry((at + piece.len() - said) / BAND).or_default() += weight;
    }
    let mut bands: Vec<(usize, usize)> = bands.into_iter().collect();
    bands.sort_unstable_by_key(|(band, weight)| (Reverse(*weight), *band));
    let starts = bands.into_iter().take(TRIED).map(|(band, _)| (band * BAND).saturating_sub(piece.len() + 2 * BAND));
    starts.map(|start| stretch(&words.firm, start, piece.len())).collect()
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
            Self::Same(said, stands) | Self::Other(said, stands) | Self::Added(said, stands) | Self::Missing(said, stands) => {
                (said, stands)
            }
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
            let same = is_same(said - 1, &fragment[said - 1], &stretch[stands - 1]);
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
        let same = stands > 0 && is_same(said - 1, &fragment[said - 1], &stretch[stands - 1]);
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

/// Whether the word at `said` in a quotation is that of the source; the first may begin a sentence of its own.
pub fn is_same(said: usize, quoted: &Token, stands: &Token) -> bool {
    quoted.key == stands.key || (said == 0 && quoted.fold == stands.fold)
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
