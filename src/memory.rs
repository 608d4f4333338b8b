//! Answers filed under the fingerprint of everything they were made from. A build asks the same questions as the build
//! before it; what was asked then is not worked out again. Nothing is ever declared out of date: a question whose facts
//! changed is another question. [`Known`] is a value that carries its own fingerprint.
//!
//! What this deliberately does not do: decide what changed, or let an answer depend on anything but its question.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;

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
    pub fn answers<Q: Sync>(&mut self, questions: &[Q], fingerprint: impl Fn(&Q) -> Fingerprint, find: impl Fn(&Q) -> V + Sync) -> Vec<V>
    where
        V: Send,
    {
        let fingerprints: Vec<Fingerprint> = questions.iter().map(fingerprint).collect();
        let mut answers: Vec<Option<V>> = fingerprints.iter().map(|question| self.filed(*question)).collect();
        let missing: Vec<usize> = (0..questions.len()).filter(|index| answers[*index].is_none()).collect();
        let found: Vec<V> = missing.par_iter().map(|index| find(&questions[*index])).collect();
        for (index, answer) in missing.into_iter().zip(found) {
            self.file(fingerprints[index], answer.clone());
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
            memory.answers(&[1, 2, 3], |number| question(*number), |number| ["", "one", "two", "three"][*number]),
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
}
