//! The nearest known name to one that was mistyped, for hints. Distance: optimal string alignment
//! (Damerau–Levenshtein without repeated edits) on the letters without tones, as people mistype them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::BookPath;
use super::path::relative;
use super::vietnamese::bare;

/// The candidate nearest to `written`, if any is near enough to be what was meant: at most a third of the longer
/// word differs.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = bare(written);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, candidate), candidate))
        .filter(|(distance, candidate)| *distance * 3 <= wanted.chars().count().max(candidate.chars().count()))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Names that are looked up again and again: whether one is there, and which is the nearest where it is not.
#[derive(Debug)]
pub struct Names<'a> {
    all: Vec<&'a str>,
    places: HashMap<&'a str, usize>,
    /// Made when the first is not there.
    likeness: OnceLock<Likeness>,
}

impl<'a> Names<'a> {
    /// These names.
    pub fn new(names: impl IntoIterator<Item = &'a str>) -> Self {
        let all: Vec<&str> = names.into_iter().collect();
        // Of a name that stands twice, the first.
        let places = all.iter().enumerate().rev().map(|(place, name)| (*name, place)).collect();
        Self { all, places, likeness: OnceLock::new() }
    }

    /// The names, in the order in which they came.
    pub fn all(&self) -> &[&'a str] {
        &self.all
    }

    /// The place of a name among them.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Whether a name is there.
    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// The name nearest to `written`, as [`nearest`] tells it.
    pub fn nearest(&self, written: &str) -> Option<&'a str> {
        nearest(written, self.like(written))
    }

    /// Of paths, the one nearest to the path that a page in `folder` wrote, as it would be written there.
    pub fn nearest_from(&self, folder: &BookPath, written: &str) -> Option<String> {
        let place = folder.resolve(written);
        let like = self.like(place.as_ref().map_or(written, BookPath::as_str));
        let candidates: Vec<String> = like.map(|path| relative(folder.as_str(), path)).collect();
        nearest(written, candidates.iter().map(String::as_str)).map(str::to_owned)
    }

    /// The names most like the one that was written, in no order; all, where they are few.
    pub fn like(&self, written: &str) -> impl Iterator<Item = &'a str> {
        let likeness = self.likeness.get_or_init(|| Likeness::new(&self.all));
        likeness.like(written).into_iter().map(|name| self.all[name])
    }
}

/// What tells which names are worth comparing letter by letter: those that share the most pairs of letters with what was
/// written (by Dice's coefficient: Dice, "Measures of the Amount of Ecologic Association Between Species", 1945).
#[derive(Debug, Default)]
struct Likeness {
    /// The names that hold a pair of letters, once for each time they do.
    holders: HashMap<[u8; 2], Vec<usize>>,
    /// How many pairs each name has.
    lengths: Vec<usize>,
}

impl Likeness {
    /// How many names are worth comparing.
    const FEW: usize = 32;
    /// How many holders of pairs are read to find them.
    const READ: usize = 4096;

    fn new(names: &[&str]) -> Self {
        let mut all = Self::default();
        for (index, name) in names.iter().enumerate() {
            let name = bare(name);
            pairs(&name).for_each(|pair| all.holders.entry(pair).or_default().push(index));
            all.lengths.push(pairs(&name).count());
        }
        all
    }

    /// The places of the names most like the one that was written. Pairs that few names hold tell the most; those that
    /// nearly all hold, and that would make the cost grow with the number of names, are not reached.
    fn like(&self, written: &str) -> Vec<usize> {
        if self.lengths.len() <= Self::FEW {
            return (0..self.lengths.len()).collect();
        }
        let written = bare(written);
        let length = pairs(&written).count();
        let mut held: Vec<&Vec<usize>> = pairs(&written).filter_map(|pair| self.holders.get(&pair)).collect();
        held.sort_by_key(|holders| holders.len());
        let mut shared = vec![0; self.lengths.len()];
        let mut names = Vec::new();
        for name in held.into_iter().flatten().take(Self::READ) {
            if shared[*name] == 0 {
                names.push(*name);
            }
            shared[*name] += 1;
        }
        // Twice what is shared, of all there is of both: in thousandths.
        let likeness = |name: usize| 2000 * shared[name].min(length) / (length + self.lengths[name]).max(1);
        if names.len() > Self::FEW {
            names.select_nth_unstable_by_key(Self::FEW, |name| (Reverse(likeness(*name)), *name));
            names.truncate(Self::FEW);
        }
        names
    }
}

fn pairs(name: &str) -> impl Iterator<Item = [u8; 2]> {
    name.as_bytes().windows(2).map(|pair| [pair[0], pair[1]])
}

fn distance(wanted: &str, candidate: &str) -> usize {
    strsim::osa_distance(wanted, &bare(candidate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_names_the_nearest_is_among_the_few() {
        let names: Vec<String> = (0..3000).map(|number| format!("muc-{}/trang-{number}.md", number % 7)).collect();
        let all = Names::new(names.iter().map(String::as_str));
        for number in [0, 77, 2999] {
            let written = format!("mục-{}/trnag-{number}.md", number % 7);
            assert_eq!(all.like(&written).count(), Likeness::FEW);
            assert_eq!(all.nearest(&written), nearest(&written, names.iter().map(String::as_str)));
            assert_eq!(all.nearest(&written), Some(names[number].as_str()));
            assert_eq!((all.place(&names[number]), all.place(&written)), (Some(number), None));
        }
    }

    #[test]
    fn a_mistyped_name_finds_the_known_one() {
        let known = ["title", "subtitle", "publisher", "language"];
        let cases = [("titel", Some("title")), ("publishers", Some("publisher")), ("xyz", None)];
        for (written, expected) in cases {
            assert_eq!(nearest(written, known), expected, "{written}");
        }
    }
}
