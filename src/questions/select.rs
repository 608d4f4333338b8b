//! Which questions of a bank are taken: by part, kind, tag and level. What does not exist is told by name, not
//! answered with an empty export.

use super::{Bank, Item, Kind, Part};
use crate::text::nearest::nearest;
use crate::text::slug::slug;

/// What is asked for. Empty lists ask for everything; several words in one list ask for any of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Parts, by number, title or address.
    pub parts: Vec<String>,
    /// Kinds of question.
    pub kinds: Vec<Kind>,
    /// Tags.
    pub tags: Vec<String>,
    /// Levels, 1 to 3.
    pub levels: Vec<u8>,
}

/// Why nothing can be taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is no such part; these are all, with the nearest name first known.
    NoSuchPart {
        /// What was asked for.
        asked: String,
        /// Every part as `number title`.
        parts: Vec<String>,
    },
    /// No question has this tag.
    NoSuchTag {
        /// What was asked for.
        asked: String,
        /// The nearest tag there is.
        nearest: Option<String>,
    },
    /// The bank has no question of this selection.
    Nothing,
}

impl Bank {
    /// The questions that `selection` asks for, in order.
    pub fn select(&self, selection: &Selection) -> Result<Self, Refusal> {
        let parts = self.parts();
        if let Some(asked) = selection.parts.iter().find(|asked| !parts.iter().any(|part| is_called(part, asked))) {
            let parts = parts.iter().map(|part| format!("{} {}", part.number, part.title).trim().to_owned()).collect();
            return Err(Refusal::NoSuchPart { asked: asked.clone(), parts });
        }
        let tags: Vec<&str> = self.items.iter().flat_map(|item| &item.question.tags).map(String::as_str).collect();
        if let Some(asked) = selection.tags.iter().find(|asked| !tags.iter().any(|tag| is_tag(tag, asked))) {
            let nearest = nearest(asked, tags.iter().copied()).map(str::to_owned);
            return Err(Refusal::NoSuchTag { asked: asked.clone(), nearest });
        }
        let items: Vec<Item> = self.items.iter().filter(|item| is_asked_for(item, selection)).cloned().collect();
        if items.is_empty() { Err(Refusal::Nothing) } else { Ok(Self { settings: self.settings.clone(), items }) }
    }

    /// The parts that have questions, in order.
    pub fn parts(&self) -> Vec<&Part> {
        let mut parts: Vec<&Part> = self.items.iter().map(|item| &item.part).collect();
        parts.dedup();
        parts
    }
}

fn is_asked_for(item: &Item, selection: &Selection) -> bool {
    let Selection { parts, kinds, tags, levels } = selection;
    (parts.is_empty() || parts.iter().any(|asked| is_called(&item.part, asked)))
        && (kinds.is_empty() || Kind::of(&item.question.answer).is_some_and(|kind| kinds.contains(&kind)))
        && (tags.is_empty() || tags.iter().any(|asked| item.question.tags.iter().any(|tag| is_tag(tag, asked))))
        && (levels.is_empty() || item.question.level.is_some_and(|level| levels.contains(&level)))
}

/// Whether a part is meant: by its number, its address, or its title typed with or without accents.
fn is_called(part: &Part, asked: &str) -> bool {
    part.number == asked || part.address == asked || slug(&part.title) == slug(asked)
}

fn is_tag(tag: &str, asked: &str) -> bool {
    slug(tag) == slug(asked)
}
