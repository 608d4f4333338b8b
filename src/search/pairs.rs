//! The passages of each two bare words that follow each other.

use super::ledger::Lists;
use super::postings::Postings;

/// How often a word is followed before its pairs get lists that can grow. Most words of a large vocabulary are followed
/// once or twice: a list takes more memory than all that waits for it.
const SELDOM: u8 = 8;

/// How many pairs with the same first word wait to be put away together. There are many more pairs than words, so their
/// lists lie in the slow memory; put away together, those of one first word stay in the caches (as in the radix
/// partitioning of hash joins: Manegold, Boncz and Kersten, "Optimizing main-memory join on modern hardware", 2002).
const AT_ONCE: usize = 128;

/// Pairs while they are counted.
#[derive(Default)]
pub struct PairCounter {
    /// By the number of the first word; for one that is followed seldom, `at` is the place of what followed it last.
    firsts: Vec<Followed>,
    /// What follows words that are followed seldom, each with the place of what followed the same word before.
    seldom: Vec<(Second, u32)>,
    often: Vec<Often>,
    /// While the pairs of a first word are put away: the place, from 1, of each second word among them; else 0.
    places: Vec<u32>,
}

/// The passages of pairs of words.
pub struct Pairs {
    /// By the number of the first word; for one that is followed seldom, `at` is the place of the first of its lists.
    firsts: Vec<Followed>,
    seldom: Vec<(u32, Postings)>,
    often: Vec<Vec<(u32, Open)>>,
}

/// How often a word is followed, and where what follows it lies.
#[derive(Clone, Copy)]
enum Followed {
    Seldom { times: u8, at: u32 },
    Often(u32),
}

/// A word that follows another in a passage, and how much that counts.
#[derive(Clone, Copy)]
struct Second {
    word: u32,
    passage: u32,
    weight: f32,
}

/// What follows a word that is followed often.
struct Often {
    /// What is not in the lists yet.
    waiting: Vec<Second>,
    /// The lists of the second words.
    seconds: Vec<(u32, Open)>,
}

/// A list with its last passage still open: how much the pair counts there so far.
#[derive(Default)]
struct Open {
    list: Postings,
    passage: u32,
    weight: f32,
}

impl PairCounter {
    /// Counts a pair once more in a passage, which must not come before those that were counted.
    pub fn add(&mut self, (first, word): (u32, u32), passage: u32, weight: f32, lists: &mut Lists) {
        let at = first as usize;
        if at >= self.firsts.len() {
            self.firsts.resize(at + 1, Followed::Seldom { times: 0, at: 0 });
        }
        let second = Second { word, passage, weight };
        let place = match self.firsts[at] {
            Followed::Often(place) => place,
            Followed::Seldom { times, at: before } if times < SELDOM => {
                self.firsts[at] = Followed::Seldom { times: times + 1, at: number(self.seldom.len()) };
                self.seldom.push((second, before));
                return;
            }
            Followed::Seldom { times, at: last } => {
                let place = number(self.often.len());
                self.firsts[at] = Followed::Often(place);
                self.often.push(Often { waiting: chained(&self.seldom, times, last), seconds: Vec::new() });
                place
            }
        };
        let often = &mut self.often[place as usize];
        often.waiting.push(second);
        // What each putting away costs beside its pairs grows with the lists.
        if often.waiting.len() >= AT_ONCE.max(often.seconds.len()) {
            often.put_away(&mut self.places, lists);
        }
    }

    /// The lists, once all is counted.
    pub fn finish(mut self, lists: &mut Lists) -> Pairs {
        let closed = |mut often: Often| {
            often.put_away(&mut self.places, lists);
            often.seconds.iter_mut().for_each(|(_, open)| open.close(lists));
            often.seconds
        };
        let often = self.often.into_iter().map(closed).collect();
        let mut seldom: Vec<(u32, Postings)> = Vec::new();
        for first in &mut self.firsts {
            let Followed::Seldom { times, at } = first else { continue };
            let mut seconds = chained(&self.seldom, *times, *at);
            // The order of passages stays.
            seconds.sort_by_key(|second| second.word);
            let start = seldom.len();
            for same in seconds.chunk_by(|a, b| a.word == b.word) {
                let mut open = Open::default();
                same.iter().for_each(|second| open.count(second, lists));
                open.close(lists);
                seldom.push((same[0].word, open.list));
            }
            // There are no more lists than there were pairs.
            (*times, *at) = ((seldom.len() - start) as u8, number(start));
        }
        Pairs { firsts: self.firsts, seldom, often }
    }
}

/// What follows a word that is followed seldom, in order.
fn chained(seldom: &[(Second, u32)], times: u8, last: u32) -> Vec<Second> {
    let mut at = last;
    let mut seconds: Vec<Second> = Vec::with_capacity(times.into());
    for _ in 0..times {
        let (second, before) = seldom[at as usize];
        seconds.push(second);
        at = before;
    }
    seconds.reverse();
    seconds
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl Pairs {
    /// The words that follow a word and the passages in which they do, in no order.
    pub fn after(&self, first: u32) -> impl Iterator<Item = (u32, &Postings)> {
        let (seldom, often) = match self.firsts.get(first as usize) {
            None => (&[][..], &[][..]),
            Some(Followed::Seldom { times, at }) => (&self.seldom[*at as usize..][..usize::from(*times)], &[][..]),
            Some(Followed::Often(at)) => (&[][..], &self.often[*at as usize][..]),
        };
        let seldom = seldom.iter().map(|(second, list)| (*second, list));
        seldom.chain(often.iter().map(|(second, open)| (*second, &open.list)))
    }
}

impl Often {
    fn put_away(&mut self, places: &mut Vec<u32>, lists: &mut Lists) {
        for (place, (second, _)) in (1..).zip(&self.seconds) {
            places[*second as usize] = place;
        }
        for second in self.waiting.drain(..) {
            let at = second.word as usize;
            if at >= places.len() {
                places.resize(at + 1, 0);
            }
            if places[at] == 0 {
                // Mostly few: room for four would be wasted.
                if self.seconds.len() == self.seconds.capacity() {
                    self.seconds.reserve_exact(self.seconds.len().max(1));
                }
                self.seconds.push((second.word, Open::default()));
                places[at] = number(self.seconds.len());
            }
            self.seconds[places[at] as usize - 1].1.count(&second, lists);
        }
        for (second, _) in &self.seconds {
            places[*second as usize] = 0;
        }
    }
}

impl Open {
    fn count(&mut self, second: &Second, lists: &mut Lists) {
        if self.passage != second.passage {
            self.close(lists);
            self.passage = second.passage;
        }
        self.weight += second.weight;
    }

    fn close(&mut self, lists: &mut Lists) {
        let weight = std::mem::take(&mut self.weight);
        if weight > 0.0 {
            lists.add(&mut self.list, self.passage, weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use crate::search::ledger::Counter;
    use crate::search::passages::{Passage, Weights};
    use crate::search::postings::{Segment, join};
    use crate::search::words::each;

    #[test]
    fn every_pair_is_kept_however_often_its_first_word_is_followed() {
        // Word `n` stands in every n-th passage, so some are followed once and some hundreds of times.
        let text =
            |passage: usize| (1..40).filter(|word| passage.is_multiple_of(*word)).map(|word| format!("tu{word} ")).collect::<String>();
        let weights = Weights { text: 1.0, ..Weights::default() };
        let (mut counter, mut expected) = (Counter::default(), BTreeMap::<(String, String), BTreeSet<usize>>::new());
        for passage in 0..300 {
            let text = text(passage);
            let mut words = Vec::new();
            each(&text, |word| words.push(text[word].to_owned()));
            for pair in words.windows(2) {
                expected.entry((pair[0].clone(), pair[1].clone())).or_default().insert(passage);
            }
            counter.count(&Passage { text, weights, ..Passage::default() });
        }
        let ledger = counter.finish();
        let mut found = BTreeMap::new();
        for first in 0..ledger.words.bares() {
            for (second, list) in ledger.pairs.after(first) {
                let passages = join([Segment { before: 0, list, links: &ledger.links }].into_iter(), &mut Vec::new());
                let pair = (ledger.words.bare(first).to_owned(), ledger.words.bare(second).to_owned());
                assert_eq!(found.insert(pair, passages as usize), None, "each pair has one list");
            }
        }
        assert_eq!(found, expected.into_iter().map(|(pair, passages)| (pair, passages.len())).collect());
    }
}
