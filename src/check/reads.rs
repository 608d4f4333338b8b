//! What testing a page reads beside the page itself: the sources it names, and whether it shows data. A source that
//! changes is a question only to the pages that name it.

use std::collections::BTreeSet;

use super::citations::charts;
use crate::parse::Unit;
use crate::parse::data::needed;
use crate::parse::tree::every;

/// What testing a page and its quiz reads.
#[derive(Debug)]
pub struct Reads {
    /// The keys of sources that it names, whether they are listed or not.
    pub sources: BTreeSet<String>,
    /// Whether a table, chart or timeline shows data from a file.
    pub data: bool,
}

impl Reads {
    /// What testing this page and quiz reads.
    pub fn of(unit: &Unit) -> Self {
        let questions = unit.quizzes().flat_map(|quiz| &quiz.questions).filter_map(|question| question.evidence.as_ref());
        let fences = unit.page.as_ref().map(|page| charts(&page.body.blocks)).unwrap_or_default();
        let citations = unit.page.iter().flat_map(|page| &page.body.citations).map(|citation| citation.key.clone());
        let sources = citations.chain(questions.chain(fences).map(|evidence| evidence.source.clone())).collect();
        let mut data = false;
        if let Some(page) = &unit.page {
            every(&page.body.blocks, &mut |block| data |= needed(&block.kind).is_some());
        }
        Self { sources, data }
    }
}
