//! Which quiz file stands beside which page: `a.quiz.yaml` beside `a.md`. Asked on every build of every page, so both
//! lists are walked together.

use std::collections::BTreeMap;
use std::collections::btree_map::Range;
use std::ops::Bound;

use super::quiz::{ENDING, Quiz, page_of};
use super::{Parsed, ParsedPage};
use crate::memory::Known;
use crate::text::BookPath;

/// A page with the quiz file beside it; one of the two may be missing.
#[derive(Clone, Copy)]
pub struct Unit<'a> {
    /// The page.
    pub page: Option<&'a Known<ParsedPage>>,
    /// The quiz file, and where it stands.
    pub quiz: Option<(&'a BookPath, &'a Known<Quiz>)>,
}

impl Parsed {
    /// Every page with the quiz file beside it, in the order of files, then the quiz files beside no page.
    pub fn units(&self) -> Vec<Unit<'_>> {
        let mut beside = Beside { quizzes: &self.quizzes, next: self.quizzes.range::<BookPath, _>(..), name: String::new() };
        let mut units: Vec<Unit<'_>> =
            self.pages.iter().map(|(path, page)| Unit { page: Some(page), quiz: beside.quiz_of(path) }).collect();
        if units.iter().filter(|unit| unit.quiz.is_some()).count() < self.quizzes.len() {
            let is_alone = |path: &BookPath| page_of(path).is_none_or(|page| !self.pages.contains_key(&page));
            units.extend(self.quizzes.iter().filter(|(path, _)| is_alone(path)).map(|quiz| Unit { page: None, quiz: Some(quiz) }));
        }
        units
    }
}

/// The quiz files, walked along with the pages.
struct Beside<'a> {
    quizzes: &'a BTreeMap<BookPath, Known<Quiz>>,
    /// From the one that most likely stands beside the next page.
    next: Range<'a, BookPath, Known<Quiz>>,
    name: String,
}

impl<'a> Beside<'a> {
    fn quiz_of(&mut self, page: &BookPath) -> Option<(&'a BookPath, &'a Known<Quiz>)> {
        let stem = page.as_str().strip_suffix(".md")?;
        let next = self.next.clone().next().filter(|(path, _)| path.as_str().strip_suffix(ENDING) == Some(stem));
        if next.is_some() {
            return self.next.next();
        }
        // Pages and quizzes are sorted by their whole names, which is almost the same order.
        self.name.clear();
        self.name.push_str(stem);
        self.name.push_str(ENDING);
        let found = self.quizzes.get_key_value(self.name.as_str())?;
        self.next = self.quizzes.range::<BookPath, _>((Bound::Excluded(found.0), Bound::Unbounded));
        Some(found)
    }
}

impl<'a> Unit<'a> {
    /// The quiz file, then the quizzes in the fences of the page. Only the first is shown.
    pub fn quizzes(self) -> impl Iterator<Item = &'a Quiz> {
        let fences = self.page.map(|page| page.as_ref().body.quizzes.iter());
        self.quiz.map(|(_, quiz)| quiz.as_ref()).into_iter().chain(fences.into_iter().flatten())
    }
}
