//! The pages of one folder, each with the quiz file beside it: `a.quiz.yaml` beside `a.md`. A folder is what later stages
//! ask about first, so it carries the fingerprints of what they depend on.

use std::collections::BTreeMap;

use super::ParsedPage;
use super::quiz::{ENDING, Quiz};
use crate::input::Siblings;
use crate::memory::Known;
use crate::text::{BookPath, Fingerprint};

/// A page with the quiz file beside it; one of the two may be missing.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The page.
    pub page: Option<Known<ParsedPage>>,
    /// The quiz file, and where it stands.
    pub quiz: Option<(BookPath, Known<Quiz>)>,
}

/// The pages and quizzes of one folder.
#[derive(Debug)]
pub struct ParsedFolder {
    /// The folder, as it is written.
    pub path: Box<str>,
    /// The fingerprint of everything that its pages and quizzes were made from.
    pub fingerprint: Fingerprint,
    /// The fingerprint of what places its pages in the reading order: their names and the wishes in their front matter.
    pub wishes: Fingerprint,
    /// Its pages in the order of their files, then the quiz files beside no page.
    pub units: Vec<Unit>,
}

impl ParsedFolder {
    /// Puts each quiz file beside its page. Of two pages in one place the first counts.
    pub fn new(files: &Siblings, pages: impl Iterator<Item = Known<ParsedPage>>, quizzes: &[(BookPath, Known<Quiz>)]) -> Self {
        let mut by_path: BTreeMap<BookPath, Known<ParsedPage>> = BTreeMap::new();
        pages.for_each(|page| {
            by_path.entry(page.path.clone()).or_insert(page);
        });
        let mut alone: BTreeMap<&str, &(BookPath, Known<Quiz>)> =
            quizzes.iter().filter_map(|quiz| Some((quiz.0.as_str().strip_suffix(ENDING)?, quiz))).collect();
        let mut beside = |page: &BookPath| alone.remove(page.as_str().strip_suffix(".md")?).cloned();
        let mut units: Vec<Unit> = by_path.into_iter().map(|(path, page)| Unit { quiz: beside(&path), page: Some(page) }).collect();
        units.extend(alone.into_values().map(|quiz| Unit { page: None, quiz: Some(quiz.clone()) }));
        let pages = units.iter().filter_map(|unit| unit.page.as_ref());
        let wishes = Fingerprint::of_all(pages.map(|page| (&page.path, page.front.order)));
        Self { path: files.folder().into(), fingerprint: files.fingerprint(), wishes, units }
    }

    /// Each page and its quiz, with the fingerprint of what they were made from.
    pub fn own(&self) -> Vec<(Fingerprint, &Unit)> {
        self.units.iter().map(|unit| (unit.fingerprint(), unit)).collect()
    }
}

impl Unit {
    /// The fingerprint of the page and its quiz.
    pub fn fingerprint(&self) -> Fingerprint {
        let page = self.page.as_ref().map(Known::fingerprint).unwrap_or_default();
        page.with(self.quiz.as_ref().map(|(_, quiz)| quiz.fingerprint()).unwrap_or_default())
    }

    /// The quiz file, then the quizzes in the fences of the page. Only the first is shown.
    pub fn quizzes(&self) -> impl Iterator<Item = &Quiz> {
        let fences = self.page.as_ref().map(|page| page.body.quizzes.iter());
        self.quiz.iter().map(|(_, quiz)| quiz.as_ref()).chain(fences.into_iter().flatten())
    }
}
