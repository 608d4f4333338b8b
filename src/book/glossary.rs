//! The glossary: terms in the order of the Vietnamese dictionary, and the first places where a page uses them.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::parse::glossary::Term;
use crate::text::letters::{Runs, runs};
use crate::text::slug::{Taken, slug};
use crate::text::vietnamese::{dictionary_key, lower_case, push_lower};

/// The terms of a handbook.
#[derive(Debug, Default)]
pub struct Glossary {
    /// Terms with their ids, sorted.
    pub entries: Vec<Entry>,
    /// The first word of every form, in lower case, with the forms that begin with it, longest first.
    forms: HashMap<String, Vec<Form>>,
    /// How forms begin: most words of a text are told apart by this alone.
    beginnings: Beginnings,
}

/// A set of the first two letters of words, which may hold a few more than were put in.
#[derive(Debug)]
struct Beginnings([u64; 64]);

impl Default for Beginnings {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Beginnings {
    /// Where a word belongs; `None` for one that does not begin with letters of Vietnamese.
    fn place(word: &str) -> Option<usize> {
        let mut chars = word.chars();
        let first = lower_case(chars.next()?)?;
        let second = chars.next().map_or(Some('\0'), lower_case)?;
        Some(((u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA77)) >> 20) as usize)
    }

    fn insert(&mut self, word: &str) {
        match Self::place(word) {
            Some(place) => self.0[place / 64] |= 1 << (place % 64),
            None => self.0 = [u64::MAX; 64],
        }
    }

    fn may_hold(&self, word: &str) -> bool {
        Self::place(word).is_none_or(|place| self.0[place / 64] & (1 << (place % 64)) != 0)
    }
}

/// A term and its permanent id.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id in a page: `term-gii`.
    pub id: String,
    /// What was written.
    pub term: Term,
}

/// One way of writing a term.
#[derive(Debug)]
struct Form {
    /// Words in lower case, or as they are for abbreviations.
    words: Vec<String>,
    /// Abbreviations are told from words by their capitals (`AI` is not `ai`, “who”).
    exact: bool,
    entry: usize,
}

/// A term found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Which bytes.
    pub at: Range<usize>,
    /// Which entry.
    pub entry: usize,
}

impl Glossary {
    /// Sorts the terms.
    pub fn new(terms: &[Term]) -> Self {
        let mut terms = terms.to_vec();
        terms.sort_by_cached_key(|term| (dictionary_key(&term.term), term.term.clone()));
        let mut taken = Taken::default();
        let entries: Vec<Entry> = terms
            .into_iter()
            .map(|term| Entry {
                id: format!("term-{}", taken.distinct(slug(if term.abbreviation.is_empty() { &term.term } else { &term.abbreviation }))),
                term,
            })
            .collect();
        let mut forms: HashMap<String, Vec<Form>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let written = [&entry.term.term, &entry.term.abbreviation].into_iter().chain(&entry.term.also);
            for form in written.filter_map(|written| form(written, index)) {
                forms.entry(form.words[0].to_lowercase()).or_default().push(form);
            }
        }
        for forms in forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        let mut beginnings = Beginnings::default();
        forms.keys().for_each(|word| beginnings.insert(word));
        Self { entries, forms, beginnings }
    }

    /// The terms that `text` uses, in order, but for those in `seen`; each joins `seen` at its first use.
    pub fn uses(&self, text: &str, seen: &mut BTreeSet<usize>) -> Vec<Use> {
        let mut uses = Vec::new();
        if self.forms.is_empty() {
            return uses;
        }
        let mut words = runs(text);
        let mut lower = String::new();
        while let Some(first) = words.next() {
            let word = &text[first.clone()];
            if !self.beginnings.may_hold(word) {
                continue;
            }
            lower.clear();
            push_lower(&mut lower, word);
            let candidates = self.forms.get(&lower).map(Vec::as_slice).unwrap_or_default();
            let found = candidates.iter().find_map(|form| Some((form, form.rest_in(text, &first, words.clone())?)));
            let Some((form, (end, after))) = found else { continue };
            if seen.insert(form.entry) {
                uses.push(Use { at: first.start..end, entry: form.entry });
            }
            words = after;
        }
        uses
    }
}

impl Form {
    /// Where this form ends and what follows it, if the text has it at `first`, with nothing but a space or hyphen
    /// between its words. `after`: the words after the first.
    fn rest_in<'t>(&self, text: &'t str, first: &Range<usize>, mut after: Runs<'t>) -> Option<(usize, Runs<'t>)> {
        let (own, others) = self.words.split_first()?;
        // The form was looked up by its first word, in lower case.
        let mut end = (!self.exact || text[first.clone()] == **own).then_some(first.end)?;
        for word in others {
            let at = after.next()?;
            let between = text[end..at.start].trim();
            let is_joined = between.is_empty() || between == "-" || between == "–";
            end = (is_joined && self.is_written(word, &text[at.clone()])).then_some(at.end)?;
        }
        Some((end, after))
    }

    fn is_written(&self, word: &str, written: &str) -> bool {
        if self.exact {
            return written == word;
        }
        let mut expected = word.chars();
        let is_next = |c: char| match lower_case(c) {
            Some(lower) => expected.next() == Some(lower),
            None => c.to_lowercase().all(|lower| expected.next() == Some(lower)),
        };
        written.chars().all(is_next) && expected.next().is_none()
    }
}

fn form(written: &str, entry: usize) -> Option<Form> {
    let exact = written.chars().filter(|c| c.is_uppercase()).count() > 1 && !written.contains(' ');
    let words: Vec<String> =
        runs(written).map(|at| &written[at]).map(|word| if exact { word.to_owned() } else { word.to_lowercase() }).collect();
    (!words.is_empty()).then_some(Form { words, exact, entry })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BookPath, Span};

    fn glossary(terms: &[(&str, &str)]) -> Glossary {
        let terms: Vec<Term> = terms
            .iter()
            .map(|(term, abbreviation)| Term {
                span: Span::file(&BookPath::root()),
                term: (*term).to_owned(),
                abbreviation: (*abbreviation).to_owned(),
                also: Vec::new(),
                meaning: String::new(),
                evidence: None,
            })
            .collect();
        Glossary::new(&terms)
    }

    #[test]
    fn the_longest_term_is_found_at_its_first_use() {
        let glossary = glossary(&[("chuyển đổi số", ""), ("chuyển đổi số quốc gia", ""), ("trí tuệ nhân tạo", "AI")]);
        let text = "Ai cần Chuyển đổi số quốc gia, chuyển đổi số, AI và AI?";
        let found: Vec<&str> = glossary.uses(text, &mut BTreeSet::new()).into_iter().map(|used| &text[used.at]).collect();
        assert_eq!(found, ["Chuyển đổi số quốc gia", "chuyển đổi số", "AI"]);
    }

    #[test]
    fn terms_stand_in_dictionary_order() {
        let glossary = glossary(&[("đô thị", ""), ("dữ liệu", ""), ("ấn phẩm", ""), ("an ninh", "")]);
        let order: Vec<&str> = glossary.entries.iter().map(|entry| entry.term.term.as_str()).collect();
        assert_eq!(order, ["an ninh", "ấn phẩm", "dữ liệu", "đô thị"]);
        assert_eq!(glossary.entries[3].id, "term-do-thi");
    }
}
