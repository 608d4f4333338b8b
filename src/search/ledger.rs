//! Counts the words of passages and, for each word and each two words that follow each other, keeps the passages
//! they stand in, with levels. Two words are kept bare, since they only help to find phrases; a word is kept in each
//! of its forms.

use super::pairs::{PairCounter, Pairs};
use super::passages::{Passage, Weights};
use super::postings::{Links, Postings};
use super::words::{Vocabulary, Words, each};

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

/// A run of pages while it is counted.
#[derive(Default)]
pub struct Counter {
    vocabulary: Vocabulary,
    forms: Vec<Postings>,
    pairs: PairCounter,
    lists: Lists,
    tally: Tally,
}

/// What a run of pages says.
pub struct Ledger {
    /// How many passages it has.
    pub passages: u32,
    /// The words.
    pub words: Words,
    /// The passages of each form, by its number.
    pub forms: Vec<Postings>,
    /// The passages of each two bare words that follow each other.
    pub pairs: Pairs,
    /// Where these lists lie.
    pub links: Links,
}

/// Lists while passages are added, and what is needed for that.
#[derive(Default)]
pub struct Lists {
    links: Links,
    /// How much a word counts in each passage that was counted: less in a long one.
    shares: Vec<f32>,
}

impl Lists {
    /// Adds a passage to a list; `weight` is that of all uses there.
    pub fn add(&mut self, list: &mut Postings, passage: u32, weight: f32) {
        self.links.add(list, passage, level(weight * self.shares[passage as usize]));
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

impl Counter {
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

    /// What was counted, once all passages are.
    pub fn finish(self) -> Ledger {
        let (passages, Self { vocabulary, forms, pairs, mut lists, .. }) = (self.passages(), self);
        let words = vocabulary.finish();
        let pairs = pairs.finish(&mut lists);
        Ledger { passages, words, forms, pairs, links: lists.links }
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
