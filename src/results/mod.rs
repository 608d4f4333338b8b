//! The result slips of many readers, laid together: which hold, which do not and why, one row a person. The tables made
//! of them are in [`table`] (terminal, CSV) and [`report`] (one HTML file). What a slip is stands in [`slip`]. Nothing
//! is read or written here.

pub mod report;
pub mod slip;
pub mod table;

use std::collections::BTreeMap;

use crate::text::vietnamese::{dictionary_key, spelling};
use slip::{Slip, Unfit};

/// Which slip counts where a person gave several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// The one with the highest score; of equals the later.
    #[default]
    Best,
    /// The one made last.
    Last,
}

/// The handbook whose slips are wanted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    /// Its `id`.
    pub id: String,
    /// Its edition and date, as a slip names them.
    pub edition: String,
}

/// Slips laid together.
#[derive(Debug)]
pub struct Collection {
    /// The title of the handbook.
    pub title: String,
    /// One slip a person: by unit, then by given name, as a Vietnamese list is ordered.
    pub rows: Vec<Row>,
    /// Files that do not count, and why, in the order given.
    pub refused: Vec<(String, Unfit)>,
    /// How many slips gave way to another of the same person.
    pub replaced: usize,
}

/// The slip of a person.
#[derive(Debug)]
pub struct Row {
    /// The file it was read from.
    pub file: String,
    /// What it says.
    pub slip: Slip,
    /// Whether it was made with another edition of the handbook.
    pub is_other_edition: bool,
}

/// Lays the slips of these files together. Without a handbook that is wanted, the one that most slips are of counts.
pub fn collect(files: &[(String, Vec<u8>)], wanted: Option<Wanted>, keep: Keep) -> Collection {
    let mut refused = Vec::new();
    let mut sound: Vec<(String, Slip)> = Vec::new();
    for (file, bytes) in files {
        match slip::read(bytes) {
            Ok(slip) => sound.push((file.clone(), slip)),
            Err(unfit) => refused.push((file.clone(), unfit)),
        }
    }
    let wanted = wanted
        .or_else(|| most_common(sound.iter().map(|(_, slip)| slip.handbook.name())))
        .unwrap_or_else(|| Wanted { id: String::new(), edition: String::new() });
    let mut people: BTreeMap<(String, String), Row> = BTreeMap::new();
    let mut replaced = 0;
    for (file, slip) in sound {
        if slip.handbook.id != wanted.id {
            refused.push((file, Unfit::OtherHandbook(slip.handbook.title)));
            continue;
        }
        let row = Row { is_other_edition: slip.handbook.name() != wanted, file, slip };
        let person = person(&row.slip);
        if let Some(other) = people.get(&person) {
            replaced += 1;
            if rank(&other.slip, keep) > rank(&row.slip, keep) {
                continue;
            }
        }
        people.insert(person, row);
    }
    let mut rows: Vec<Row> = people.into_values().collect();
    rows.sort_by_cached_key(|row| order(&row.slip));
    let given = |file: &str| files.iter().position(|(name, _)| name == file);
    refused.sort_by_key(|(file, _)| given(file));
    let title = rows.first().map(|row| row.slip.handbook.title.clone()).unwrap_or_default();
    Collection { title, rows, refused, replaced }
}

/// The most frequent; of equals the first in order.
fn most_common(names: impl Iterator<Item = Wanted>) -> Option<Wanted> {
    let mut counts: BTreeMap<Wanted, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name)
}

/// Who a slip is of: name and unit without regard to case, spaces, Unicode form and the place of tone marks. Tones
/// count: Hùng is not Hưng.
fn person(slip: &Slip) -> (String, String) {
    let folded = |text: &str| spelling(&text.to_lowercase());
    (folded(&slip.reader.name), folded(&slip.reader.unit))
}

fn rank(slip: &Slip, keep: Keep) -> (usize, &str) {
    match keep {
        Keep::Best => (slip.percent, &slip.made),
        Keep::Last => (0, &slip.made),
    }
}

/// By unit, then by the given name, which stands last, then by the whole name.
fn order(slip: &Slip) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let given = slip.reader.name.split_whitespace().next_back().unwrap_or_default();
    (dictionary_key(&slip.reader.unit), dictionary_key(given), dictionary_key(&slip.reader.name))
}

/// A question that readers missed.
#[derive(Debug, PartialEq, Eq)]
pub struct Missed {
    /// Its permanent name.
    pub id: String,
    /// What it says.
    pub text: String,
    /// How many people missed it at their last try.
    pub people: usize,
}

impl Collection {
    /// The questions that were missed, the most often missed first. `texts` says what they ask now; a question that is
    /// not there is shown as the slips say it.
    pub fn missed(&self, texts: &BTreeMap<String, String>) -> Vec<Missed> {
        let mut missed: BTreeMap<&str, Missed> = BTreeMap::new();
        for question in self.rows.iter().flat_map(|row| &row.slip.missed) {
            let text = texts.get(&question.id).unwrap_or(&question.text);
            let entry = missed.entry(&question.id).or_insert_with(|| Missed { id: question.id.clone(), text: text.clone(), people: 0 });
            entry.people += 1;
        }
        let mut missed: Vec<Missed> = missed.into_values().collect();
        missed.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| dictionary_key(&a.text).cmp(&dictionary_key(&b.text))));
        missed
    }

    /// The mean of the scores, rounded down; none where there is nobody.
    pub fn mean(&self) -> Option<usize> {
        mean(self.rows.iter().map(|row| row.slip.percent))
    }

    /// The parts of the handbook in order of number and first appearance: heading and the mean of those who have it.
    pub fn parts(&self) -> Vec<(String, usize)> {
        let mut headings: Vec<String> = Vec::new();
        for part in self.rows.iter().flat_map(|row| &row.slip.parts).filter(|part| !part.quizzes.is_empty()) {
            if !headings.contains(&part.heading()) {
                headings.push(part.heading());
            }
        }
        let scores = |heading: &str| mean(self.rows.iter().filter_map(|row| row.slip.part(heading)).map(|part| part.percent));
        headings.into_iter().filter_map(|heading| scores(&heading).map(|mean| (heading, mean))).collect()
    }
}

fn mean(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let (sum, count) = numbers.fold((0, 0), |(sum, count), number| (sum + number, count + 1));
    (count > 0).then(|| sum / count)
}
