//! Which quiz file stands beside which page: `a.quiz.yaml` beside `a.md`. Asked on every build of every page, so both
//! lists are walked together.

use super::quiz::{Quiz, page_of};
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
        let mut quizzes: Vec<_> = self.quizzes.iter().map(|(path, quiz)| (page_of(path), Some((path, quiz)))).collect();
        // The files are sorted by their whole names, which is almost the same.
        quizzes.sort_by(|a, b| a.0.cmp(&b.0));
        let mut next = 0;
        let mut units: Vec<Unit<'_>> = Vec::with_capacity(self.pages.len());
        for (path, page) in &self.pages {
            while quizzes.get(next).is_some_and(|(beside, _)| beside.as_ref() < Some(path)) {
                next += 1;
            }
            let quiz = quizzes.get_mut(next).filter(|(beside, _)| beside.as_ref() == Some(path)).and_then(|(_, quiz)| quiz.take());
            units.push(Unit { page: Some(page), quiz });
        }
        let alone = quizzes.into_iter().filter(|(_, quiz)| quiz.is_some());
        units.extend(alone.map(|(_, quiz)| Unit { page: None, quiz }));
        units
    }
}

impl<'a> Unit<'a> {
    /// The quiz file, then the quizzes in the fences of the page. Only the first is shown.
    pub fn quizzes(self) -> impl Iterator<Item = &'a Quiz> {
        let fences = self.page.map(|page| page.as_ref().body.quizzes.iter());
        self.quiz.map(|(_, quiz)| quiz.as_ref()).into_iter().chain(fences.into_iter().flatten())
    }
}
