//! How many files an index has, and which passages stand in which file of texts: decided from the length of the pages
//! alone, before anything is counted.

use std::ops::Range;

use super::Shows;
use super::index::Shards;
use crate::book::{Book, Page};

/// Bytes of a shard of texts. A result needs its shard loaded, and a screen shows up to eight.
const TEXTS: usize = 9_000;

/// Bytes of a shard of words. A query loads one or two for each of its words.
const WORDS: usize = 12_000;

/// Bytes of a shard of pairs. A query loads one for each two words.
const PAIRS: usize = 16_000;

/// Bytes of text to a byte of the shards of words, as measured on Vietnamese handbooks.
const TEXT_TO_WORDS: usize = 5;

/// Bytes of text to a byte of the shards of pairs.
const TEXT_TO_PAIRS: usize = 2;

/// How an index is cut.
#[derive(Debug)]
pub struct Plan {
    /// How many shards of words and pairs there are.
    pub shards: Shards,
    /// The stretches of pages in each shard of texts.
    pub texts: Vec<Vec<Stretch>>,
}

/// An even share of a page's passages: the `part`th of `parts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// The page.
    pub page: usize,
    part: usize,
    parts: usize,
}

impl Stretch {
    /// This and all other stretches of its page, in order.
    pub fn all_of_its_page(self) -> impl DoubleEndedIterator<Item = Self> {
        (0..self.parts).map(move |part| Self { part, ..self })
    }

    /// Which of a page's passages.
    pub fn of(&self, passages: usize) -> Range<usize> {
        passages * self.part / self.parts..passages * (self.part + 1) / self.parts
    }
}

impl Plan {
    /// The plan for pages of about these sizes in bytes.
    pub fn new(sizes: &[usize]) -> Self {
        let all: usize = sizes.iter().sum();
        let shards = Shards { words: (all / TEXT_TO_WORDS).div_ceil(WORDS).max(1), pairs: (all / TEXT_TO_PAIRS).div_ceil(PAIRS).max(1) };
        let mut texts: Vec<Vec<Stretch>> = Vec::new();
        let mut filled = usize::MAX;
        for (page, size) in sizes.iter().enumerate() {
            let parts = size.div_ceil(TEXTS).max(1);
            for part in 0..parts {
                if filled.saturating_add(size / parts / 2) > TEXTS {
                    texts.push(Vec::new());
                    filled = 0;
                }
                texts.last_mut().into_iter().for_each(|shard| shard.push(Stretch { page, part, parts }));
                filled += size / parts;
            }
        }
        Self { shards, texts }
    }
}

/// About how many bytes of text a page of the handbook has in the index.
pub fn size_of_page(page: &Page) -> usize {
    page.size + 100
}

/// About how many bytes of text a page of the program's own has.
pub fn size_of_own_page(book: &Book, shows: Shows) -> usize {
    match shows {
        Shows::Glossary => book.glossary.entries.iter().map(|entry| entry.term.term.len() + entry.term.meaning.len() + 40).sum(),
        Shows::Source(source) => book.texts[source.0].as_ref().map_or(0, |text| text.source.text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_passage_of_every_page_stands_in_one_shard() {
        let sizes = [100, 0, 30_000, 11_000, 5_000, 5_000, 90_000, 200];
        let plan = Plan::new(&sizes);
        for (page, size) in sizes.iter().enumerate() {
            for passages in [0, 1, 7, 40] {
                let stretches = plan.texts.iter().flatten().filter(|stretch| stretch.page == page);
                let covered: Vec<usize> = stretches.flat_map(|stretch| stretch.of(passages)).collect();
                assert_eq!(covered, (0..passages).collect::<Vec<_>>(), "{size}");
            }
        }
        let size = |stretches: &Vec<Stretch>| stretches.iter().map(|stretch| sizes[stretch.page] / stretch.parts).sum::<usize>();
        assert!(plan.texts.iter().all(|shard| size(shard) <= 2 * TEXTS), "{plan:?}");
        assert_eq!(Plan::new(&[]).shards.words, 1);
    }
}
