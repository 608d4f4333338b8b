//! Search: an index that a plain script can query from a file, without a server and without loading it whole.
//! [`files`] makes it; `themes/sen/static/search.js` queries it; `words.rs` says what a word is, `passages.rs` what is
//! searched, `pairs.rs` how two words are counted together, `postings.rs` how lists are packed.
//!
//! # The files
//!
//! Classic scripts in `static/search/`, each of which sets `window.sotay.search.shards[NAME]` to JSON:
//!
//! | name | what it holds |
//! | --- | --- |
//! | `top` | the directory: `words`, `pairs` – the first key of each shard; `texts` – how many passages each shard of texts holds, `pages` – how many each page has (packed numbers); `often` – the commonest words of beginnings that are spread over many shards |
//! | `words-N` | bare word → form → packed list of passages: `{"dang":{"đang2":"AC…"}}` |
//! | `pairs-N` | bare word → bare word after it → packed list: `{"chuyen":{"doi":"…"}}` |
//! | `texts-N` | `pages`: `[passages, address, number, title, part]`, `passages`: `[id, heading, text, other words]`, in order |
//!
//! Passages are numbered through the handbook. A list is packed as in `postings.rs`: for each passage the number of
//! passages skipped, times eight, plus a level from 0 to 7. How many shards there are follows from the length of the
//! pages alone, so that their names are known before anything is counted, and nothing is counted before it is asked for.
//!
//! # The ranking
//!
//! *Which passages.* A query is a list of words; each is looked up by its bare letters, and every two that follow each
//! other as a pair (a next-word index: Williams, Zobel and Bahle, "Fast phrase querying with combined indexes", 2004),
//! so that a phrase of common syllables is found without loading positions of all of them. Vietnamese words are
//! mostly two syllables, so pairs carry meaning that syllables do not. The last word may be a beginning, until a space
//! follows it.
//!
//! *How much a passage counts.* The sum over the words of rarity × tier × level, plus for each pair its rarity × the
//! lower tier of its words × its level; then × the square of the share of the query (by rarity) that is there.
//!
//! - **Level**: BM25F (`ledger.rs`), with the weights of `passages.rs`: most for a document's number, the title and the
//!   forms of a term, then headings and keywords, then the summary, the text, questions, and official documents last,
//!   so that the page that explains a passage comes before the document it quotes. The eight levels stand for 0.21 to 1.
//! - **Rarity**: the inverse document frequency of BM25, over passages.
//! - **Tier**: the form as typed 1, the same letters with another tone 0.2, the same bare letters 0.04. Since the lowest
//!   level is worth 0.21, and 0.21 > 0.2 × 1 and 0.2 × 0.21 > 0.04 × 1, a passage that has a word as typed always comes
//!   before one that has it with another tone, and that before one that has only its bare letters, whatever their
//!   fields. In a query without any mark the reader does not write accents: then the tiers are 1, 0.95 and 0.9, and
//!   frequency decides. A longer word that only begins as typed counts a fifth where the shorter is a word itself.
//! - **The rest of the page**: a word that is not in the passage but in the head of its page counts 0.6 of that, one
//!   elsewhere on the page 0.2, so that words scattered over a page find it, after those that have them together.
//! - **A page** counts as its best passage, and opens there.
//!
//! *What must be there.* Words in quotation marks, and numbers and words joined by marks (`52-NQ/TW`, `7,5`, `20%`), must
//! follow each other; where nothing has the joined ones so, they count as loose words. No distance between letters is
//! ever guessed: what is shown contains what was typed.

mod index;
mod ledger;
mod pairs;
mod passages;
mod plan;
mod postings;
mod words;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;

use crate::book::{Book, Kind, PageId, SourceId};
use crate::diagnostics::Outcome;
use crate::output::Content;
use crate::text::escape::script;
use index::Index;
use passages::Passage;
use plan::{Plan, Stretch};

/// A page of the program's own that is searched.
#[derive(Clone, Debug)]
pub struct OwnPage {
    /// Its address from the root of the site.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The part under which it is listed.
    pub part: String,
    /// What it shows.
    pub shows: Shows,
}

/// What a page of the program's own shows.
#[derive(Clone, Copy, Debug)]
pub enum Shows {
    /// The glossary.
    Glossary,
    /// An official document whole.
    Source(SourceId),
}

/// The files of the index, by their address from the root of the site.
pub fn files(book: &Arc<Book>, own: Vec<OwnPage>) -> Vec<(String, Content)> {
    let shelf = Arc::new(Shelf::new(book.clone(), own));
    let Plan { shards, texts } = &shelf.plan;
    let names = [("top".to_owned(), File::Top)].into_iter();
    let names = names.chain((0..shards.words).map(|shard| (format!("words-{shard}"), File::Words(shard))));
    let names = names.chain((0..shards.pairs).map(|shard| (format!("pairs-{shard}"), File::Pairs(shard))));
    let names = names.chain((0..texts.len()).map(|shard| (format!("texts-{shard}"), File::Texts(shard))));
    let content = |name: &str, file: File| {
        let (shelf, name) = (shelf.clone(), name.to_owned());
        Content::whole(move || Outcome::fine(shelf.file(&name, file).into_bytes()))
    };
    names.map(|(name, file)| (format!("static/search/{name}.js"), content(&name, file))).collect()
}

/// A shard of texts, as it is written.
#[derive(Serialize)]
struct Texts<'a> {
    /// How many passages there are of each page; its address, number, title and part.
    pages: Vec<(usize, &'a str, &'a str, &'a str, &'a str)>,
    passages: Vec<ShownPassage>,
}

/// A passage as it is shown, and then the words it is also found by, if it has any.
#[derive(Serialize)]
#[serde(untagged)]
enum ShownPassage {
    Plain(String, String, String),
    AlsoFoundBy(String, String, String, String),
}

impl From<Passage> for ShownPassage {
    fn from(Passage { section, heading, text, hidden, .. }: Passage) -> Self {
        if hidden.is_empty() { Self::Plain(section, heading, text) } else { Self::AlsoFoundBy(section, heading, text, hidden) }
    }
}

#[derive(Clone, Copy)]
enum File {
    Top,
    Words(usize),
    Pairs(usize),
    Texts(usize),
}

/// The pages that are searched, and the index once somebody asked for it.
struct Shelf {
    book: Arc<Book>,
    own: Vec<OwnPage>,
    plan: Plan,
    index: OnceLock<Index>,
    waiting: Waiting,
}

/// The stretches of pages that were gathered with another stretch of their page, until their shard is made: a long page
/// lies in many shards, and is gathered for all of them together.
type Waiting = Mutex<HashMap<Stretch, Vec<Passage>>>;

impl Shelf {
    fn new(book: Arc<Book>, own: Vec<OwnPage>) -> Self {
        let sizes =
            book.pages.iter().map(|page| plan::size_of_page(page)).chain(own.iter().map(|page| plan::size_of_own_page(&book, page.shows)));
        let plan = Plan::new(&sizes.collect::<Vec<_>>());
        Self { book, own, plan, index: OnceLock::new(), waiting: Waiting::default() }
    }

    fn file(&self, name: &str, file: File) -> String {
        let shard_of = |shards: &[String], shard: usize| shards.get(shard).cloned().unwrap_or_else(|| "{}".to_owned());
        let json = match file {
            File::Top => script(&self.index().directory(&self.texts_counts())),
            File::Words(shard) => shard_of(&self.index().words.shards, shard),
            File::Pairs(shard) => shard_of(&self.index().pairs.shards, shard),
            File::Texts(shard) => script(&self.texts(shard)),
        };
        format!(
            "(function(w){{w=w.sotay=w.sotay||{{}};w=w.search=w.search||{{}};(w.shards=w.shards||{{}})[\"{name}\"]={json};}})(window);\n"
        )
    }

    fn index(&self) -> &Index {
        let pages = self.book.pages.len() + self.own.len();
        self.index.get_or_init(|| index::build(pages, |page| self.passages(page), self.plan.shards))
    }

    /// The passages of a page: those of the handbook first, then the program's own.
    fn passages(&self, page: usize) -> Vec<Passage> {
        match page.checked_sub(self.book.pages.len()).map(|own| &self.own[own]) {
            None => passages::of_page(&self.book, PageId(page)),
            Some(OwnPage { shows: Shows::Glossary, title, .. }) => passages::of_glossary(&self.book, title),
            Some(OwnPage { shows: Shows::Source(source), .. }) => passages::of_source(&self.book, *source),
        }
    }

    /// How many passages each shard of texts holds.
    fn texts_counts(&self) -> Vec<u32> {
        let passages = &self.index().passages;
        let count = |stretch: &plan::Stretch| stretch.of(passages[stretch.page] as usize).len();
        self.plan.texts.iter().map(|stretches| u32::try_from(stretches.iter().map(count).sum::<usize>()).unwrap_or(u32::MAX)).collect()
    }

    /// The pages and passages of a shard of texts.
    fn texts(&self, shard: usize) -> Texts<'_> {
        let mut texts = Texts { pages: Vec::new(), passages: Vec::new() };
        for stretch in &self.plan.texts[shard] {
            let passages = self.stretch(*stretch);
            let (address, number, title, part) = self.shown(stretch.page);
            texts.pages.push((passages.len(), address, number, title, part));
            texts.passages.extend(passages.into_iter().map(ShownPassage::from));
        }
        texts
    }

    /// The passages of a stretch of a page.
    fn stretch(&self, stretch: Stretch) -> Vec<Passage> {
        let waiting = || self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(passages) = waiting().remove(&stretch) {
            return passages;
        }
        let mut passages = self.passages(stretch.page);
        let count = passages.len();
        let mut found = Vec::new();
        for each in stretch.all_of_its_page().rev() {
            let own = passages.split_off(each.of(count).start);
            if each == stretch {
                found = own;
            } else {
                waiting().insert(each, own);
            }
        }
        found
    }

    /// Address, number, title and part of a page.
    fn shown(&self, page: usize) -> (&str, &str, &str, &str) {
        if let Some(own) = page.checked_sub(self.book.pages.len()) {
            let OwnPage { address, title, part, .. } = &self.own[own];
            return (address, "", title, part);
        }
        let id = PageId(page);
        let shell = &self.book.page(id).shell;
        // The part is the one of the first level; the cover and parts of that level stand for themselves.
        let trail = self.book.trail(id);
        let part = trail.iter().copied().chain([id]).find(|id| self.book.page(*id).kind != Kind::Cover);
        let part = part.map_or(&self.book.settings.title, |part| &self.book.page(part).shell.title);
        (&shell.address, &shell.number, &shell.title, part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Drafts;
    use crate::engine;
    use crate::input::{File, Snapshot};
    use crate::text::BookPath;

    #[test]
    fn every_passage_of_a_long_page_is_shown_once_in_whatever_order_shards_are_made() {
        let sections = (0..40).map(|section| format!("\n## Mục {section}\n\n{}\n", "chuyển đổi số ".repeat(60 + section)));
        let page = format!("---\ntitle: Trang\nquiz: false\n---\n{}", sections.collect::<String>());
        let files = [("content/handbook.yaml", "title: Sổ tay".to_owned()), ("content/a.md", page.clone()), ("content/b.md", page)];
        let files = files.map(|(name, text)| (BookPath::new(name).unwrap(), File::new(text.into_bytes())));
        let book = engine::build(&Snapshot::from_iter(files), Drafts::LeftOut).book;
        let shelf = Shelf::new(book.clone(), Vec::new());
        let all: Vec<Passage> = (0..book.pages.len()).flat_map(|page| shelf.passages(page)).collect();
        let stretches: Vec<Stretch> = shelf.plan.texts.iter().flatten().copied().collect();
        assert!(stretches.len() > 2 * book.pages.len(), "long pages lie in many shards: {stretches:?}");
        for _ in 0..2 {
            let mut shown: Vec<(Stretch, Vec<Passage>)> = stretches.iter().rev().map(|each| (*each, shelf.stretch(*each))).collect();
            shown.reverse();
            assert_eq!(shown.into_iter().flat_map(|(_, passages)| passages).collect::<Vec<_>>(), all);
            assert!(shelf.waiting.lock().unwrap().is_empty(), "what was shown does not wait");
        }
    }
}
