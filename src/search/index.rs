//! Puts the ledgers of all pages together: words and pairs of words in alphabetical order, cut into shards of about one
//! size, and the directory that says which shard holds what. Runs of pages are counted at the same time; the result
//! does not depend on how many runs there are.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::thread::{self, ScopedJoinHandle};

use serde_json::json;

use super::ledger::{Counter, Ledger};
use super::passages::Passage;
use super::postings::{Postings, Segment, join, push_number};

/// How many words complete a beginning that begins too many.
const COMPLETIONS: usize = 6;

/// The longest beginning that may begin too many.
const LETTERS_OF_A_BEGINNING: usize = 3;

/// In how many shards a beginning may lie that is looked up there.
const SHARDS_OF_A_BEGINNING: u32 = 2;

/// How many shards there are of each kind.
#[derive(Clone, Copy, Debug)]
pub struct Shards {
    /// Of words.
    pub words: usize,
    /// Of pairs of words.
    pub pairs: usize,
}

/// A whole index.
pub struct Index {
    /// The shards of words.
    pub words: Cut,
    /// The shards of pairs.
    pub pairs: Cut,
    /// How many passages each page has.
    pub passages: Vec<u32>,
    often: BTreeMap<String, Vec<String>>,
}

/// What was cut into shards by the alphabet.
#[derive(Default)]
pub struct Cut {
    /// The shards as JSON. At most as many as were asked for.
    pub shards: Vec<String>,
    /// The first key of each.
    firsts: Vec<String>,
}

/// Counts the passages of all pages and puts them together. In threads of its own: an index is asked for by many at
/// once, who wait for it in the common pool; a thread of that pool could meet its own question again. The first of them
/// does its part of every step: memory that a thread gives back is at hand for that thread alone.
pub fn build(pages: usize, passages_of: impl Fn(usize) -> Vec<Passage> + Sync, shards: Shards) -> Index {
    let runs = thread::available_parallelism().map_or(1, usize::from).clamp(1, pages.max(1));
    let build = || {
        let counted = in_threads(runs, |run| count(pages * run / runs..pages * (run + 1) / runs, &passages_of));
        together(counted, shards, runs)
    };
    thread::scope(|scope| joined(scope.spawn(build)))
}

/// Puts the ledgers of runs of pages together, with the numbers of passages of their pages.
fn together(counted: Vec<(Ledger, Vec<u32>)>, shards: Shards, runs: usize) -> Index {
    let mut ledgers: Vec<Placed> = Vec::with_capacity(counted.len());
    let mut passages = Vec::new();
    let mut before = 0;
    for (ledger, own) in counted {
        passages.extend(own);
        let next = before + ledger.passages;
        ledgers.push(Placed { before, ledger });
        before = next;
    }
    let words = Ordered::new(&ledgers);
    let (cut, often) = cut_words(&words, shards.words);
    let (bares, ranks) = words.ranked();
    drop(words);
    let pairs = pairs(&ledgers, &ranks, runs);
    Index { words: cut, pairs: cut_pairs(&pairs, &bares, shards.pairs), passages, often }
}

/// The answers of `runs` threads, this one the first of them, in order.
fn in_threads<T: Send>(runs: usize, answer: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let answer = &answer;
    thread::scope(|scope| {
        let others: Vec<_> = (1..runs).map(|run| scope.spawn(move || answer(run))).collect();
        let first = answer(0);
        [first].into_iter().chain(others.into_iter().map(joined)).collect()
    })
}

fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Counts a run of pages, and gives how many passages each has.
fn count(pages: Range<usize>, passages_of: &impl Fn(usize) -> Vec<Passage>) -> (Ledger, Vec<u32>) {
    let mut counter = Counter::default();
    let mut passages = Vec::with_capacity(pages.len());
    for page in pages {
        let before = counter.passages();
        passages_of(page).iter().for_each(|passage| counter.count(passage));
        passages.push(counter.passages() - before);
    }
    (counter.finish(), passages)
}

/// A ledger and how many passages stand before its own.
struct Placed {
    before: u32,
    ledger: Ledger,
}

impl Placed {
    fn segment<'a>(&'a self, list: &'a Postings) -> Segment<'a> {
        Segment { before: self.before, list, links: &self.ledger.links }
    }
}

/// The forms of the words of all ledgers, in the order of the alphabet: by bare letters first.
struct Ordered<'a> {
    ledgers: &'a [Placed],
    /// A ledger, by its place, and the number of a form there. Forms themselves would take six times as much.
    forms: Vec<(u32, u32)>,
}

/// The forms that have the same bare letters, or are the same in several ledgers.
type Same<'a> = &'a [(u32, u32)];

impl<'a> Ordered<'a> {
    fn new(ledgers: &'a [Placed]) -> Self {
        let numbers = |(ledger, placed): (u32, &Placed)| (0..placed.ledger.words.forms()).map(move |number| (ledger, number));
        let mut forms: Vec<_> = (0..).zip(ledgers).flat_map(numbers).collect();
        forms.sort_unstable_by(|a, b| key(ledgers, *a).cmp(&key(ledgers, *b)).then(a.cmp(b)));
        Self { ledgers, forms }
    }

    /// The forms of each bare word.
    fn by_bare(&self) -> impl Iterator<Item = Same<'_>> {
        self.forms.chunk_by(|a, b| self.bare(*a) == self.bare(*b))
    }

    /// The lists of each of these forms.
    fn by_form<'b>(&self, forms: Same<'b>) -> impl Iterator<Item = Same<'b>> {
        forms.chunk_by(|a, b| self.form(*a) == self.form(*b))
    }

    fn bare(&self, form: (u32, u32)) -> &'a str {
        key(self.ledgers, form).0
    }

    fn form(&self, form: (u32, u32)) -> &'a str {
        key(self.ledgers, form).1
    }

    fn segment(&self, form: (u32, u32)) -> Segment<'a> {
        let placed = &self.ledgers[form.0 as usize];
        placed.segment(&placed.ledger.forms[form.1 as usize])
    }

    /// All bare words, and for each ledger their places among them by their numbers there.
    fn ranked(&self) -> (Vec<&'a str>, Vec<Vec<u32>>) {
        let mut bares = Vec::new();
        let mut ranks: Vec<Vec<u32>> = self.ledgers.iter().map(|placed| vec![0; placed.ledger.words.bares() as usize]).collect();
        for (rank, forms) in (0..).zip(self.by_bare()) {
            bares.push(self.bare(forms[0]));
            for (ledger, form) in forms.iter().map(|(ledger, form)| (*ledger as usize, *form)) {
                ranks[ledger][self.ledgers[ledger].ledger.words.bare_of(form) as usize] = rank;
            }
        }
        (bares, ranks)
    }
}

/// What a form is ordered by: its bare letters, itself.
fn key(ledgers: &[Placed], (ledger, form): (u32, u32)) -> (&str, &str) {
    let words = &ledgers[ledger as usize].ledger.words;
    (words.bare(words.bare_of(form)), words.form(form))
}

/// A bare word in the index: how many passages it stands in, and in which shard it is.
struct Listed<'a> {
    bare: &'a str,
    count: u32,
    shard: u32,
}

/// Words are letters and digits, so they stand in JSON as they are.
fn cut_words(words: &Ordered<'_>, most: usize) -> (Cut, BTreeMap<String, Vec<String>>) {
    // What stands in the shards, one entry after the other, and where each ends.
    let mut packed = Vec::new();
    let mut ends = Vec::new();
    let mut listed = Vec::new();
    for forms in words.by_bare() {
        let bare = words.bare(forms[0]);
        packed.extend_from_slice(format!("\"{bare}\":{{").as_bytes());
        let mut count = 0;
        for lists in words.by_form(forms) {
            let segments = lists.iter().map(|list| words.segment(*list));
            push_field(&mut packed, words.form(lists[0]), |packed| count += join(segments, packed));
        }
        packed.push(b'}');
        ends.push(packed.len());
        listed.push(Listed { bare, count, shard: 0 });
    }
    let packed = ascii_or_words(packed);
    let target = packed.len() / most.max(1);
    let mut cut = Cut::default();
    let mut start = 0;
    for (listed, end) in listed.iter_mut().zip(ends) {
        if cut.shards.last().is_none_or(|shard| shard.len() > target && cut.shards.len() < most) {
            cut.begin(listed.bare);
        }
        cut.push(&packed[start..end]);
        listed.shard = u32::try_from(cut.shards.len()).unwrap_or(u32::MAX);
        start = end;
    }
    cut.finish();
    (cut, often(&listed))
}

/// What was put together from words and digits of base 64 is UTF-8.
fn ascii_or_words(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// Appends `"name":"…",` to JSON, but for the comma after `{`.
fn push_field(out: &mut Vec<u8>, name: &str, value: impl FnOnce(&mut Vec<u8>)) {
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":\"");
    value(out);
    out.push(b'"');
}

impl Cut {
    fn begin(&mut self, first: &str) {
        self.finish();
        self.shards.push("{".to_owned());
        self.firsts.push(first.to_owned());
    }

    fn push(&mut self, entry: &str) {
        if let Some(shard) = self.shards.last_mut() {
            if shard.len() > 1 {
                shard.push(',');
            }
            shard.push_str(entry);
        }
    }

    fn finish(&mut self) {
        if let Some(shard) = self.shards.last_mut() {
            shard.push('}');
            shard.shrink_to_fit();
        }
    }
}

/// The commonest words with each beginning of a few letters that lies in too many shards.
fn often(listed: &[Listed<'_>]) -> BTreeMap<String, Vec<String>> {
    let mut often = BTreeMap::new();
    for letters in 1..=LETTERS_OF_A_BEGINNING {
        for same in listed.chunk_by(|a, b| beginning(a.bare, letters) == beginning(b.bare, letters)) {
            let [first, .., last] = same else { continue };
            if let Some(beginning) = beginning(first.bare, letters).filter(|_| last.shard - first.shard >= SHARDS_OF_A_BEGINNING) {
                often.insert(beginning.to_owned(), commonest(same));
            }
        }
    }
    often
}

fn commonest(listed: &[Listed<'_>]) -> Vec<String> {
    let mut commonest: Vec<(Reverse<u32>, &str)> = Vec::new();
    for Listed { bare, count, .. } in listed {
        let place = commonest.partition_point(|known| *known < (Reverse(*count), bare));
        if place < COMPLETIONS {
            commonest.insert(place, (Reverse(*count), bare));
            commonest.truncate(COMPLETIONS);
        }
    }
    commonest.into_iter().map(|(_, bare)| bare.to_owned()).collect()
}

/// The first letters of a word that has so many.
fn beginning(word: &str, letters: usize) -> Option<&str> {
    word.char_indices().map(|(at, letter)| at + letter.len_utf8()).nth(letters - 1).map(|end| &word[..end])
}

/// The packed lists of a run of pairs, one after the other: for each pair the ranks of its words, and where its list ends.
struct PackedPairs {
    packed: Vec<u8>,
    ends: Vec<((u32, u32), usize)>,
}

/// The lists of all pairs, in runs of the alphabet. `ranks` are the places of bare words in it, by ledger and number.
fn pairs(ledgers: &[Placed], ranks: &[Vec<u32>], runs: usize) -> Vec<PackedPairs> {
    // Under which number each ledger knows each word.
    let mut known: Vec<(u32, usize, u32)> = Vec::new();
    for (ledger, ranks) in ranks.iter().enumerate() {
        known.extend((0..).zip(ranks).map(|(number, rank)| (*rank, ledger, number)));
    }
    known.sort_unstable();
    let words = known.last().map_or(0, |last| last.0 as usize + 1);
    let from = |run: usize| known.partition_point(|(rank, ..)| (*rank as usize) < words * run / runs);
    in_threads(runs, |run| {
        let mut packed = PackedPairs { packed: Vec::new(), ends: Vec::new() };
        let mut found: Vec<(u32, Segment)> = Vec::new();
        for first in known[from(run)..from(run + 1)].chunk_by(|a, b| a.0 == b.0) {
            for (_, ledger, number) in first {
                let (placed, ranks) = (&ledgers[*ledger], &ranks[*ledger]);
                let after = placed.ledger.pairs.after(*number);
                found.extend(after.map(|(second, list)| (ranks[second as usize], placed.segment(list))));
            }
            found.sort_unstable_by_key(|(second, segment)| (*second, segment.before));
            for same in found.chunk_by(|a, b| a.0 == b.0) {
                join(same.iter().map(|(_, segment)| *segment), &mut packed.packed);
                packed.ends.push(((first[0].0, same[0].0), packed.packed.len()));
            }
            found.clear();
        }
        packed
    })
}

/// Bytes that a pair takes beside its list: its second word and marks.
const AROUND_A_PAIR: usize = 10;

fn cut_pairs(runs: &[PackedPairs], bares: &[&str], most: usize) -> Cut {
    let size = |run: &PackedPairs| run.packed.len() + run.ends.len() * AROUND_A_PAIR;
    let target = runs.iter().map(size).sum::<usize>() / most.max(1);
    let mut cut = Cut::default();
    let mut entry: Vec<u8> = Vec::new();
    let (mut group, mut filled) = (u32::MAX, 0);
    let word = |rank: &u32| bares[*rank as usize];
    for run in runs {
        let mut start = 0;
        for ((first, second), end) in &run.ends {
            let full = cut.shards.is_empty() || filled > target && cut.shards.len() < most;
            if full || *first != group {
                close(&mut cut, &mut entry);
                if full {
                    cut.begin(&format!("{} {}", word(first), word(second)));
                    filled = 0;
                }
                entry.extend_from_slice(format!("\"{}\":{{", word(first)).as_bytes());
                group = *first;
            }
            push_field(&mut entry, word(second), |entry| entry.extend_from_slice(&run.packed[start..*end]));
            filled += end - start + AROUND_A_PAIR;
            start = *end;
        }
    }
    close(&mut cut, &mut entry);
    cut.finish();
    cut
}

/// Ends the pairs of a first word and puts them into the open shard.
fn close(cut: &mut Cut, entry: &mut Vec<u8>) {
    if !entry.is_empty() {
        entry.push(b'}');
        cut.push(&ascii_or_words(std::mem::take(entry)));
    }
}

impl Index {
    /// The directory as JSON; `texts` says how many passages each shard of texts holds.
    pub fn directory(&self, texts: &[u32]) -> serde_json::Value {
        let packed = |numbers: &[u32]| {
            let mut out = Vec::new();
            numbers.iter().for_each(|number| push_number(&mut out, *number));
            ascii_or_words(out)
        };
        json!({
            "words": self.words.firsts,
            "pairs": self.pairs.firsts,
            "often": self.often,
            "pages": packed(&self.passages),
            "texts": packed(texts),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::passages::Weights;

    fn passages(page: usize) -> Vec<Passage> {
        let weights = Weights { text: 1.0, ..Weights::default() };
        let text = |passage: usize| format!("Trang {page} đoạn {passage} chuyển đổi số {} một cụm từ riêng{}", page * 7 % 5, page % 3);
        (0..page % 4).map(|passage| Passage { text: text(passage), weights, ..Passage::default() }).collect()
    }

    #[test]
    fn there_are_never_more_shards_than_were_planned() {
        for shards in [1, 2, 3, 7, 400] {
            let index = build(50, passages, Shards { words: shards, pairs: shards });
            for cut in [&index.words, &index.pairs] {
                assert!((1..=shards).contains(&cut.shards.len()), "{} for {shards}", cut.shards.len());
                assert_eq!(cut.shards.len(), cut.firsts.len());
                assert!(cut.firsts.is_sorted());
                let keys = cut.shards.iter().flat_map(|shard| {
                    serde_json::from_str::<BTreeMap<String, BTreeMap<String, String>>>(shard).unwrap().into_keys().collect::<Vec<_>>()
                });
                assert!(keys.collect::<Vec<_>>().is_sorted());
            }
        }
        let none = build(0, passages, Shards { words: 1, pairs: 1 });
        assert!(none.words.shards.is_empty() && none.pairs.shards.is_empty());
    }

    #[test]
    fn the_number_of_runs_does_not_show() {
        let counted = |runs: usize| {
            let ledgers: Vec<(Ledger, Vec<u32>)> = (0..runs).map(|run| count(50 * run / runs..50 * (run + 1) / runs, &passages)).collect();
            let index = together(ledgers, Shards { words: 2, pairs: 3 }, runs);
            (index.words.shards, index.words.firsts, index.pairs.shards, index.pairs.firsts, index.passages, index.often)
        };
        let one = counted(1);
        for runs in [2, 3, 8] {
            assert_eq!(counted(runs), one, "{runs}");
        }
    }

    #[test]
    fn a_beginning_that_many_words_have_is_completed_by_the_commonest() {
        let words = ["ca", "cac", "cai", "cam", "can", "cao", "cau", "cay", "da"];
        let listed: Vec<Listed> = (0..).zip(words).map(|(at, bare)| Listed { bare, count: 10 - at / 2, shard: at }).collect();
        let often = often(&listed);
        assert_eq!(often.keys().collect::<Vec<_>>(), ["c", "ca"]);
        assert_eq!(often["ca"], ["ca", "cac", "cai", "cam", "can", "cao"]);
    }
}
