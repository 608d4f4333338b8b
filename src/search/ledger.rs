//! Counts the words of passages and, for each word and each two words that follow each other, keeps the passages
//! they stand in, with levels. Two words are kept bare, since they only help to find phrases; a word is kept in each
//! of its forms.

use super::passages::{Passage, Weights};
use super::postings::{Links, Postings};
use super::words::{Vocabulary, each};

/// How fast further uses of a word count less (`k1` of BM25).
const SATURATION: f32 = 4.0;

/// How much the length of a passage counts (`b` of BM25): little, since passages are cut to like lengths.
const LENGTH: f32 = 0.4;

/// Words of an average passage. Fixed, so that a passage's levels do not depend on the other pages.
const AVERAGE: f32 = 150.0;

/// Words of an average title or heading.
const AVERAGE_HEADING: f32 = 6.0;

/// The highest level of a word in a passage.
const TOP_LEVEL: f32 = 7.0;

/// What a run of pages says.
#[derive(Default)]
pub struct Ledger {
    /// The words.
    pub vocabulary: Vocabulary,
    /// The passages of each form, by its number.
    pub forms: Vec<Postings>,
    /// The passages of each two bare words that follow each other.
    pub pairs: Pairs,
    /// Where these lists lie.
    pub lists: Lists,
    tally: Tally,
}

/// The lists of a ledger, and what is needed to write them.
#[derive(Default)]
pub struct Lists {
    /// Where they lie.
    pub links: Links,
    /// How much a word counts in each passage that was counted: less in a long one.
    shares: Vec<f32>,
}

impl Lists {
    /// Adds a passage to a list; `weight` is that of all uses there.
    fn add(&mut self, list: &mut Postings, passage: u32, weight: f32) {
        self.links.add(list, passage, level(weight * self.shares[passage as usize]));
    }
}

/// How many pairs with the same first word wait to be put away together. There are many more pairs than words, so their
/// lists lie in the slow memory; put away together, those of one first word stay in the caches (as in the radix
/// partitioning of hash joins: Manegold, Boncz and Kersten, "Optimizing main-memory join on modern hardware", 2002).
const AT_ONCE: usize = 128;

/// The passages of pairs of words, by the number of the first.
#[derive(Default)]
pub struct Pairs {
    firsts: Vec<First>,
    /// While the pairs of a first word are put away: the place, from 1, of each second word among them; else 0.
    places: Vec<u32>,
}

/// The pairs that have the same first word.
#[derive(Default)]
struct First {
    /// Second words, the passages they stand in and how much they count there, that are not in the lists yet.
    waiting: Vec<(u32, u32, f32)>,
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

impl Pairs {
    /// Counts a pair once more in a passage, which must not come before those that were counted.
    fn add(&mut self, (first, second): (u32, u32), passage: u32, weight: f32, lists: &mut Lists) {
        let at = first as usize;
        if at >= self.firsts.len() {
            self.firsts.resize_with(at + 1, First::default);
        }
        let first = &mut self.firsts[at];
        push_sparing(&mut first.waiting, (second, passage, weight));
        // What each putting away costs beside its pairs grows with the lists.
        if first.waiting.len() >= AT_ONCE.max(first.seconds.len()) {
            first.put_away(&mut self.places, lists);
        }
    }

    /// Puts away what waits, once all is counted.
    fn finish(&mut self, lists: &mut Lists) {
        for first in &mut self.firsts {
            first.put_away(&mut self.places, lists);
            first.waiting = Vec::new();
            first.seconds.iter_mut().for_each(|(_, open)| open.close(lists));
        }
    }

    /// The words that follow a word and the passages in which they do, in no order.
    pub fn after(&self, first: u32) -> impl Iterator<Item = (u32, &Postings)> {
        let seconds = self.firsts.get(first as usize).map_or(&[][..], |first| &first.seconds);
        seconds.iter().map(|(second, open)| (*second, &open.list))
    }
}

impl First {
    fn put_away(&mut self, places: &mut Vec<u32>, lists: &mut Lists) {
        for (place, (second, _)) in (1..).zip(&self.seconds) {
            places[*second as usize] = place;
        }
        for (second, passage, weight) in self.waiting.drain(..) {
            let at = second as usize;
            if at >= places.len() {
                places.resize(at + 1, 0);
            }
            if places[at] == 0 {
                push_sparing(&mut self.seconds, (second, Open::default()));
                places[at] = u32::try_from(self.seconds.len()).unwrap_or(u32::MAX);
            }
            let open = &mut self.seconds[places[at] as usize - 1].1;
            if open.passage != passage {
                open.close(lists);
                open.passage = passage;
            }
            open.weight += weight;
        }
        for (second, _) in &self.seconds {
            places[*second as usize] = 0;
        }
    }
}

/// Appends to a list. Most words of a large vocabulary are followed by one word, once: room for four would be wasted.
fn push_sparing<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len().max(1));
    }
    list.push(item);
}

impl Open {
    fn close(&mut self, lists: &mut Lists) {
        let weight = std::mem::take(&mut self.weight);
        if weight > 0.0 {
            lists.add(&mut self.list, self.passage, weight);
        }
    }
}

/// How much each thing counts in the passage at hand.
#[derive(Default)]
struct Tally {
    weights: Vec<f32>,
    /// What was met, each once; beyond `met` nothing.
    seen: Vec<u32>,
    met: usize,
}

impl Tally {
    fn add(&mut self, number: u32, weight: f32) {
        let at = number as usize;
        if at >= self.weights.len() {
            self.weights.resize((at + 1).next_power_of_two(), 0.0);
        }
        if self.met == self.seen.len() {
            self.seen.resize((self.met + 1).next_power_of_two(), 0);
        }
        // Every other word is new in its passage; which, no processor foresees.
        self.seen[self.met] = number;
        self.met += usize::from(self.weights[at] == 0.0);
        self.weights[at] += weight;
    }

    /// Moves what was counted into the lists of a passage.
    fn post(&mut self, passage: u32, forms: &mut Vec<Postings>, lists: &mut Lists) {
        for number in &self.seen[..std::mem::take(&mut self.met)] {
            let at = *number as usize;
            let weight = std::mem::take(&mut self.weights[at]);
            if at >= forms.len() {
                forms.resize_with(at + 1, Postings::default);
            }
            lists.add(&mut forms[at], passage, weight);
        }
    }
}

/// How much each use of a word counts in a passage of so many words.
fn share(length: f32) -> f32 {
    1.0 / (1.0 - LENGTH + LENGTH * length / AVERAGE)
}

/// How much a word says of a passage, 0 to 7: the part of BM25F (Robertson, Zaragoza and Taylor, "Simple BM25
/// extension to multiple weighted fields", 2004) that does not depend on the other passages. `weight`: of all its uses,
/// times the [`share`] of each.
fn level(weight: f32) -> u8 {
    // The value is between 0 and 7; the half rounds it.
    (TOP_LEVEL * weight / (weight + SATURATION) + 0.5) as u8
}

impl Ledger {
    /// Counts a passage.
    pub fn count(&mut self, passage: &Passage) {
        let Weights { heading, hidden, text } = passage.weights;
        let mut words = 0;
        each(&passage.heading, |_| words += 1);
        // A word of a short title says more.
        let heading = heading / (0.7 + 0.3 * words as f32 / AVERAGE_HEADING);
        let counted = self.field(&passage.heading, heading) + self.field(&passage.hidden, hidden) + self.field(&passage.text, text);
        let passage = self.passages();
        self.lists.shares.push(share(counted));
        self.tally.post(passage, &mut self.forms, &mut self.lists);
    }

    /// How many passages were counted.
    pub fn passages(&self) -> u32 {
        u32::try_from(self.lists.shares.len()).unwrap_or(u32::MAX)
    }

    /// Ends the lists, once all passages are counted.
    pub fn finish(&mut self) {
        self.pairs.finish(&mut self.lists);
    }

    /// Counts the words of a field, and gives how many there are. Words of different lines do not follow each other.
    fn field(&mut self, text: &str, weight: f32) -> f32 {
        let mut words = 0.0;
        if weight == 0.0 {
            return words;
        }
        let passage = self.passages();
        let (mut before, mut end) = (None, 0);
        each(text, |word| {
            words += 1.0;
            // Mostly one space: not worth a call.
            let breaks = text.as_bytes()[end..word.start].iter().fold(false, |breaks, byte| breaks | (*byte == b'\n'));
            if breaks {
                before = None;
            }
            end = word.end;
            let form = self.vocabulary.form(text, word);
            self.tally.add(form, weight);
            let bare = self.vocabulary.bare_of(form);
            if let Some(before) = before.replace(bare) {
                self.pairs.add((before, bare), passage, weight, &mut self.lists);
            }
        });
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_title_outweighs_many_of_the_text() {
        let level_in = |length: f32, weight: f32| level(weight * share(length));
        assert_eq!(level_in(150.0, 0.5), 1);
        assert!(level_in(80.0, 8.0) > level_in(80.0, 1.0) + 2);
        assert!(level_in(150.0, 8.0) > level_in(150.0, 4.0));
        assert!(level_in(60.0, 5.0) >= level_in(300.0, 5.0));
        assert_eq!(level_in(1.0, 1000.0), 7);
    }
}
