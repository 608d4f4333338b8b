//! Exam papers drawn from the bank: the same questions for everybody, in an order of its own for each variant, choices
//! too; one key for all variants with the passages that prove each answer; a sheet for answers. The same bank, seed and
//! wishes give the same papers on every machine.
//!
//! [`chance`] draws, [`sheet`] lays out a question, [`layout`] says what stands on papers, key and answer sheet; [`page`]
//! and [`docx`] write that for printing and for editing.

pub mod chance;
pub mod docx;
pub mod layout;
pub mod page;
pub mod sheet;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Bank, Item};
use crate::output::{Content, OutputTree};
use crate::render::strings::Strings;
use chance::Chance;
use sheet::Sheet;

/// The first variant is numbered so, the next one more, as schools do.
const FIRST_VARIANT: usize = 101;

/// What papers are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// How many questions; all there are, if nothing is said here or in `per_part`.
    pub count: Option<usize>,
    /// How many questions of each part.
    pub per_part: Option<usize>,
    /// How many variants.
    pub variants: usize,
    /// What decides the draw.
    pub seed: u64,
}

/// There are fewer questions than wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// How many are wanted.
    pub wanted: usize,
    /// How many there are.
    pub there: usize,
    /// The part that has too few, where each part must give some.
    pub part: Option<String>,
}

/// The papers of one exam.
pub struct Exam<'a> {
    /// The bank they are drawn from.
    pub bank: &'a Bank,
    /// The questions drawn, in reading order.
    pub drawn: Vec<&'a Item>,
    /// The variants.
    pub papers: Vec<Paper<'a>>,
}

/// A variant.
pub struct Paper<'a> {
    /// Its code, such as `101`.
    pub code: String,
    /// Its questions in their order.
    pub sheets: Vec<Sheet<'a>>,
}

/// Draws the questions and lays out each variant.
pub fn draw<'a>(bank: &'a Bank, wishes: Wishes) -> Result<Exam<'a>, TooFew> {
    let drawn = drawn(bank, wishes)?;
    let papers = (0..wishes.variants).map(|variant| {
        // Each variant has a stream of its own, so that one more changes none of those before.
        let mut chance = Chance::new(wishes.seed, variant as u64 + 1);
        let mut order = drawn.clone();
        chance.shuffle(&mut order);
        Paper { code: (FIRST_VARIANT + variant).to_string(), sheets: order.into_iter().map(|item| Sheet::new(item, &mut chance)).collect() }
    });
    Ok(Exam { bank, papers: papers.collect(), drawn })
}

fn drawn(bank: &Bank, wishes: Wishes) -> Result<Vec<&Item>, TooFew> {
    let mut chance = Chance::new(wishes.seed, 0);
    let mut pool: Vec<&Item> = bank.items.iter().collect();
    if let Some(wanted) = wishes.per_part {
        pool = of_each_part(&pool, wanted, &mut chance)?;
    }
    let wanted = wishes.count.unwrap_or(pool.len());
    if wanted > pool.len() {
        return Err(TooFew { wanted, there: pool.len(), part: None });
    }
    Ok(some(pool, wanted, &mut chance))
}

fn of_each_part<'a>(pool: &[&'a Item], wanted: usize, chance: &mut Chance) -> Result<Vec<&'a Item>, TooFew> {
    let mut parts: Vec<(&super::Part, Vec<&'a Item>)> = Vec::new();
    for item in pool {
        match parts.iter_mut().find(|(part, _)| *part == &item.part) {
            Some((_, items)) => items.push(item),
            None => parts.push((&item.part, vec![item])),
        }
    }
    let mut drawn = Vec::new();
    for (part, items) in parts {
        if items.len() < wanted {
            let name = format!("{} {}", part.number, part.title).trim().to_owned();
            return Err(TooFew { wanted, there: items.len(), part: Some(name) });
        }
        drawn.extend(some(items, wanted, chance));
    }
    Ok(drawn)
}

/// `wanted` of the items, each as likely as any other, in their order.
fn some<'a>(mut items: Vec<&'a Item>, wanted: usize, chance: &mut Chance) -> Vec<&'a Item> {
    let places: BTreeMap<&str, usize> = items.iter().enumerate().map(|(place, item)| (item.id.as_str(), place)).collect();
    chance.shuffle(&mut items);
    items.truncate(wanted);
    items.sort_by_key(|item| places.get(item.id.as_str()).copied());
    items
}

/// The files of an exam: a paper a variant, the key, the sheet for answers; each for printing and for editing.
pub fn files(exam: &Exam<'_>, strings: &Strings) -> OutputTree {
    let papers = exam.papers.iter().map(|paper| (format!("de-{}", paper.code), layout::paper(exam, paper, strings)));
    let others = [("dap-an".to_owned(), layout::key(exam, strings)), ("phieu-tra-loi".to_owned(), layout::grid(exam, strings))];
    let mut tree = OutputTree::new();
    for (name, document) in papers.chain(others) {
        tree.insert(format!("{name}.html"), ready(page::write(&document).into_bytes()));
        tree.insert(format!("{name}.docx"), ready(docx::write(&document)));
    }
    tree
}

fn ready(bytes: Vec<u8>) -> Content {
    Content::Ready(Arc::from(bytes))
}
