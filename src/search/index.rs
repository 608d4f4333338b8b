//! Puts the ledgers of all pages together: words and pairs of words in alphabetical order, cut into shards of about one
//! size, and the directory that says which shard holds what. Runs of pages are counted at the same time; the result
//! does not depend on how many runs there are.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::thread;

use serde_json::json;

use super::ledger::Ledger;
use super::passages::Passage;
use super::postings::{Postings, Segment, join, push_number};

/// How many words complete a beginning that begins too many.
const COMPLETIONS: usize = 6;

/// The longest beginning that may begin too many.
const LETTERS_OF_A_BEGINNING: usize = 3;

/// In how many shards a beginning may lie that is looked up there.
const SHARDS_OF_A_BEGINNING: usize = 2;

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
/// once, who wait for it in the common pool; a thread of that pool could meet its own question again.
pub fn build(pages: usize, passages_of: impl Fn(usize) -> Vec<Passage> + Sync, shards: Shards) -> Index {
    let runs = thread::available_parallelism().map_or(1, usize::from).clamp(1, pages.max(1));
    let counted = in_threads(runs, |run| count(pages * run / runs..pages * (run + 1) / runs, &passages_of));
    together(counted, shards, runs)
}

/// Puts the ledgers of runs of pages together, with the numbers of passages of their pages.
fn together(counted: Vec<(Ledger, Vec<u32>)>, shards: Shards, runs: usize) -> Index {
    let mut ledgers: Vec<Placed> = Vec::with_capacity(counted.len());
    let mut passages = Vec::new();
    let mut before = 0;
    for (ledger, own) in counted {
        passages.extend(own);
        let next = before + ledger.passages();
        ledgers.push(Placed { before, ledger });
        before = next;
    }
    let words = words(&ledgers);
    let (cut, often) = cut_words(&words, &ledgers, shards.words);
    let (bares, ranks) = ranked(&words, &ledgers);
    drop(words);
    let pairs = pairs(&ledgers, &ranks, runs);
    Index { words: cut, pairs: cut_pairs(&pairs, &bares, shards.pairs), passages, often }
}

/// The answers of `runs` threads, in order.
fn in_threads<T: Send>(runs: usize, answer: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let answer = &answer;
    thread::scope(|scope| {
        let threads: Vec<_> = (0..runs).map(|run| scope.spawn(move || answer(run))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Counts a run of pages, and gives how many passages each has.
fn count(pages: Range<usize>, passages_of: &impl Fn(usize) -> Vec<Passage>) -> (Ledger, Vec<u32>) {
    let mut ledger = Ledger::default();
    let mut passages = Vec::with_capacity(pages.len());
    for page in pages {
        let before = ledger.passages();
        passages_of(page).iter().for_each(|passage| ledger.count(passage));
        passages.push(ledger.passages() - before);
    }
    ledger.finish();
    (ledger, passages)
}

/// A ledger and how many passages stand before its own.
struct Placed {
    before: u32,
    ledger: Ledger,
}

impl Placed {
    fn segment<'a>(&'a self, list: &'a Postings) -> Segment<'a> {
        Segment { before: self.before, list, links: &self.ledger.lists.links }
    }
}

/// A form of a word in one ledger.
struct Word<'a> {
    bare: &'a str,
    form: &'a str,
    /// The place of the ledger among them.
    ledger: usize,
    /// The number of the form there.
    number: u32,
}

/// All forms of all ledgers in the order of the alphabet.
fn words(ledgers: &[Placed]) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (ledger, placed) in ledgers.iter().enumerate() {
        let vocabulary = &placed.ledger.vocabulary;
        words.extend((0..).zip(vocabulary.forms()).map(|(number, form)| {
            let bare = vocabulary.bare(vocabulary.bare_of(number));
            Word { bare, form, ledger, number }
        }));
    }
    words.sort_unstable_by_key(|word| (word.bare, word.form, word.ledger));
    words
}

/// Words are letters and digits, so they stand in JSON as they are.
fn cut_words(words: &[Word<'_>], ledgers: &[Placed], most: usize) -> (Cut, BTreeMap<String, Vec<String>>) {
    let segment = |word: &Word| ledgers[word.ledger].segment(&ledgers[word.ledger].ledger.forms[word.number as usize]);
    // What stands in the shards, one entry after the other; for each its word, its end and how many passages it has.
    let mut packed = Vec::new();
    let mut entries: Vec<(&str, usize, u32)> = Vec::new();
    for forms in words.chunk_by(|a, b| a.bare == b.bare) {
        let bare = forms[0].bare;
        packed.extend_from_slice(format!("\"{bare}\":{{").as_bytes());
        let mut count = 0;
        for lists in forms.chunk_by(|a, b| a.form == b.form) {
            push_field(&mut packed, lists[0].form, |packed| count += join(lists.iter().map(segment), packed));
        }
        packed.push(b'}');
        entries.push((bare, packed.len(), count));
    }
    let packed = ascii_or_words(packed);
    let target = packed.len() / most.max(1);
    let mut cut = Cut::default();
    let mut start = 0;
    let places = entries.into_iter().map(|(bare, end, count)| {
        if cut.shards.last().is_none_or(|shard| shard.len() > target && cut.shards.len() < most) {
            cut.begin(bare);
        }
        cut.push(&packed[start..end]);
        start = end;
        (bare, count, cut.shards.len())
    });
    let places: Vec<_> = places.collect();
    cut.finish();
    (cut, often(&places))
}

/// All bare words in the order of the alphabet, and for each ledger their places in it by their numbers there.
fn ranked<'a>(words: &[Word<'a>], ledgers: &[Placed]) -> (Vec<&'a str>, Vec<Vec<u32>>) {
    let mut bares = Vec::new();
    let mut ranks: Vec<Vec<u32>> = ledgers.iter().map(|placed| vec![0; placed.ledger.vocabulary.bares()]).collect();
    for (rank, forms) in (0..).zip(words.chunk_by(|a, b| a.bare == b.bare)) {
        bares.push(forms[0].bare);
        for Word { ledger, number, .. } in forms {
            ranks[*ledger][ledgers[*ledger].ledger.vocabulary.bare_of(*number) as usize] = rank;
        }
    }
    (bares, ranks)
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
        }
    }
}

/// The commonest words with each beginning of a few letters that lies in too many shards. `places`: each bare word, in
/// order, with how many passages it stands in and its shard.
fn often(places: &[(&str, u32, usize)]) -> BTreeMap<String, Vec<String>> {
    let mut often = BTreeMap::new();
    for letters in 1..=LETTERS_OF_A_BEGINNING {
        for same in places.chunk_by(|a, b| beginning(a.0, letters) == beginning(b.0, letters)) {
            let [(first, _, first_shard), .., (_, _, last_shard)] = same else { continue };
            let Some(beginning) = beginning(first, letters).filter(|_| last_shard - first_shard >= SHARDS_OF_A_BEGINNING) else { continue };
            let mut commonest: Vec<_> = same.iter().map(|(word, count, _)| (Reverse(*count), *word)).collect();
            commonest.sort_unstable();
            commonest.truncate(COMPLETIONS);
            often.insert(beginning.to_owned(), commonest.into_iter().map(|(_, word)| word.to_owned()).collect());
        }
    }
    often
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
        let places: Vec<(&str, u32, usize)> = (0..).zip(words).map(|(at, word)| (word, 10 - at / 2, at as usize)).collect();
        let often = often(&places);
        assert_eq!(often.keys().collect::<Vec<_>>(), ["c", "ca"]);
        assert_eq!(often["ca"], ["ca", "cac", "cai", "cam", "can", "cao"]);
    }
}
