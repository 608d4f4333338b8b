//! Answers filed under the fingerprint of everything they were made from. A build asks the same questions as the build
//! before it; what was asked then is not worked out again. Nothing is ever declared out of date: a question whose facts
//! changed is another question. [`Known`] is a value that carries its own fingerprint. [`Grouped`] asks about the pages of
//! a folder together first, so that a save costs next to nothing for folders that nobody touched.
//!
//! What this deliberately does not do: decide what changed, or let an answer depend on anything but its question.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;

use crate::cores::by_handfuls;
use crate::text::Fingerprint;

/// A value that many hold, and the fingerprint of everything it was made from: two of one kind with one fingerprint
/// are equal.
#[derive(Debug, Default)]
pub struct Known<T> {
    value: Arc<T>,
    fingerprint: Fingerprint,
}

impl<T> Known<T> {
    /// A value made from what has this fingerprint.
    pub fn new(value: T, fingerprint: Fingerprint) -> Self {
        Self { value: Arc::new(value), fingerprint }
    }

    /// The value, to be held without its fingerprint.
    pub fn share(&self) -> Arc<T> {
        self.value.clone()
    }

    /// The fingerprint of everything it was made from.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), fingerprint: self.fingerprint }
    }
}

impl<T> Deref for Known<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> AsRef<T> for Known<T> {
    fn as_ref(&self) -> &T {
        &self.value
    }
}

/// How many builds an answer is kept for after the last that asked for it: long enough for an author who takes an
/// edit back, short enough that a day of writing is not kept.
const KEPT: u32 = 8;

/// The answers to one kind of question.
#[derive(Clone, Debug)]
pub struct Memory<V> {
    answers: HashMap<Fingerprint, Filed<V>, BuildHasherDefault<Straight>>,
    build: u32,
    asked: usize,
    missed: usize,
}

#[derive(Clone, Debug)]
struct Filed<V> {
    answer: V,
    /// The last build that asked for it.
    asked: u32,
}

/// How often a kind of question was asked in this build, and how often the answer had to be worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Questions.
    pub asked: usize,
    /// Questions whose answer was not on file.
    pub missed: usize,
}

impl<V> Default for Memory<V> {
    fn default() -> Self {
        Self { answers: HashMap::default(), build: 0, asked: 0, missed: 0 }
    }
}

impl<V: Clone> Memory<V> {
    /// The answer to a question, from the file or from `find`.
    pub fn answer(&mut self, question: Fingerprint, find: impl FnOnce() -> V) -> V {
        if let Some(answer) = self.filed(question) {
            return answer;
        }
        let answer = find();
        self.file(question, answer.clone());
        answer
    }

    /// The answers to many questions in their order; those not on file are found on all cores.
    pub fn answers<Q: Sync>(&mut self, questions: &[(Fingerprint, Q)], find: impl Fn(&Q) -> V + Sync) -> Vec<V>
    where
        V: Send,
    {
        let mut answers: Vec<Option<V>> = questions.iter().map(|(question, _)| self.filed(*question)).collect();
        let missing: Vec<usize> = (0..questions.len()).filter(|index| answers[*index].is_none()).collect();
        let found: Vec<V> = by_handfuls(missing.par_iter()).map(|index| find(&questions[*index].1)).collect();
        for (index, answer) in missing.into_iter().zip(found) {
            self.file(questions[index].0, answer.clone());
            answers[index] = Some(answer);
        }
        answers.into_iter().flatten().collect()
    }

    fn filed(&mut self, question: Fingerprint) -> Option<V> {
        self.asked += 1;
        let filed = self.answers.get_mut(&question)?;
        filed.asked = self.build;
        Some(filed.answer.clone())
    }

    fn file(&mut self, question: Fingerprint, answer: V) {
        self.missed += 1;
        self.answers.insert(question, Filed { answer, asked: self.build });
    }
}

/// Answers about items that stand in groups, such as the pages of a folder. The group is asked about first; only where it is
/// not on file are its items, so that a build costs nothing for the items of a group in which nothing changed.
#[derive(Clone, Debug)]
pub struct Grouped<G, V> {
    groups: Memory<Joined<G>>,
    items: Memory<V>,
}

/// The answer for a group, and the questions about its items that it was joined from.
#[derive(Clone, Debug)]
struct Joined<G> {
    answer: G,
    items: Arc<[Fingerprint]>,
}

impl<G, V> Default for Grouped<G, V> {
    fn default() -> Self {
        Self { groups: Memory::default(), items: Memory::default() }
    }
}

impl<G: Clone, V: Clone + Send> Grouped<G, V> {
    /// The answers for many groups in their order. Of a group that is not on file, `items` gives the questions about its
    /// items; those not on file are found on all cores, and `join` makes the answer for the group of theirs.
    pub fn answers<'q, Q, I: Sync>(
        &mut self,
        groups: &'q [(Fingerprint, Q)],
        items: impl Fn(&'q Q) -> Vec<(Fingerprint, I)>,
        find: impl Fn(&I) -> V + Sync,
        join: impl Fn(&Q, Vec<V>) -> G,
    ) -> Vec<G> {
        let mut answers: Vec<Option<G>> = groups.iter().map(|(question, _)| Some(self.groups.filed(*question)?.answer)).collect();
        let missing: Vec<usize> = (0..groups.len()).filter(|index| answers[*index].is_none()).collect();
        let (mut asked, mut questions) = (Vec::new(), Vec::new());
        for index in &missing {
            let items = items(&groups[*index].1);
            asked.push(items.iter().map(|(question, _)| *question).collect::<Arc<[Fingerprint]>>());
            questions.extend(items);
        }
        // The items of all groups together, so that no core waits for the end of a group.
        let mut found = self.items.answers(&questions, find).into_iter();
        for (index, items) in missing.into_iter().zip(asked) {
            let answer = join(&groups[index].1, found.by_ref().take(items.len()).collect());
            self.groups.file(groups[index].0, Joined { answer: answer.clone(), items });
            answers[index] = Some(answer);
        }
        answers.into_iter().flatten().collect()
    }
}

/// What all memories have in common, whatever they remember.
pub trait Remembering {
    /// Begins a build: counts begin anew, and answers that nobody asks for any more are forgotten.
    fn begin(&mut self);

    /// What was asked since the build began.
    fn count(&self) -> Count;
}

impl<V> Remembering for Memory<V> {
    fn begin(&mut self) {
        self.build += 1;
        let oldest = self.build.saturating_sub(KEPT);
        self.answers.retain(|_, filed| filed.asked >= oldest);
        (self.asked, self.missed) = (0, 0);
    }

    fn count(&self) -> Count {
        Count { asked: self.asked, missed: self.missed }
    }
}

/// Counts items. What is remembered of them is kept as long as a group on file was joined from it.
impl<G: Clone, V: Clone> Remembering for Grouped<G, V> {
    fn begin(&mut self) {
        self.groups.begin();
        let joined = || self.groups.answers.values().flat_map(|filed| filed.answer.items.iter());
        // Gathering what is kept costs as much as asking about every item: it waits until half could be forgotten.
        if self.items.answers.len() > 2 * joined().count() {
            let kept: HashSet<Fingerprint> = joined().copied().collect();
            self.items.answers.retain(|question, _| kept.contains(question));
        }
        (self.items.asked, self.items.missed) = (0, 0);
    }

    fn count(&self) -> Count {
        self.items.count()
    }
}

/// A fingerprint is a hash already; hashing it again would only cost.
#[derive(Default)]
struct Straight(u64);

impl Hasher for Straight {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = Fingerprint::of(bytes).low();
    }

    fn write_u128(&mut self, fingerprint: u128) {
        // The low half is as good as the whole.
        #[allow(clippy::cast_possible_truncation)]
        let low = fingerprint as u64;
        self.0 = low;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(number: usize) -> Fingerprint {
        Fingerprint::default().with_number(number)
    }

    #[test]
    fn a_question_is_answered_once() {
        let mut memory = Memory::default();
        assert_eq!(memory.answer(question(1), || "one"), "one");
        assert_eq!(memory.answer(question(1), || unreachable!("it is on file")), "one");
        assert_eq!(
            memory.answers(&[1, 2, 3].map(|number| (question(number), number)), |number| ["", "one", "two", "three"][*number]),
            ["one", "two", "three"]
        );
        assert_eq!(memory.count(), Count { asked: 5, missed: 3 });
    }

    #[test]
    fn what_nobody_asks_for_is_forgotten_after_some_builds() {
        let mut memory = Memory::default();
        memory.answer(question(1), || 1);
        for _ in 0..KEPT {
            memory.begin();
            memory.answer(question(2), || 2);
        }
        assert_eq!(memory.answers.len(), 2, "an edit taken back is remembered");
        memory.begin();
        assert_eq!(memory.answers.len(), 1);
        assert_eq!(memory.count(), Count::default());
    }

    /// The sums of groups of numbers, and how many numbers were looked at.
    fn sums(memory: &mut Grouped<usize, usize>, groups: &[&[usize]]) -> (Vec<usize>, Count) {
        memory.begin();
        let groups: Vec<(Fingerprint, &[usize])> = groups.iter().map(|group| (Fingerprint::of_all(*group), *group)).collect();
        let items = |group: &&[usize]| group.iter().map(|number| (question(*number), *number)).collect();
        let sums = memory.answers(&groups, items, |number| *number, |_, numbers| numbers.iter().sum());
        (sums, memory.count())
    }

    #[test]
    fn of_a_group_on_file_no_item_is_asked_for() {
        let mut memory = Grouped::default();
        assert_eq!(sums(&mut memory, &[&[1, 2], &[3]]), (vec![3, 3], Count { asked: 3, missed: 3 }));
        assert_eq!(sums(&mut memory, &[&[1, 2], &[3]]), (vec![3, 3], Count::default()));
        assert_eq!(sums(&mut memory, &[&[1, 4], &[3], &[]]), (vec![5, 3, 0], Count { asked: 2, missed: 1 }));
    }

    #[test]
    fn an_item_is_remembered_as_long_as_a_group_is_that_holds_it() {
        let mut memory = Grouped::default();
        sums(&mut memory, &[&[1, 2, 3, 4, 5]]);
        for edit in 100..200 {
            sums(&mut memory, &[&[1, 2, 3, 4, 5], &[edit]]);
        }
        assert_eq!(sums(&mut memory, &[&[1, 2, 3, 4, 6]]).1, Count { asked: 5, missed: 1 });
        assert!(memory.items.answers.len() < 50, "edits are forgotten");
    }
}
