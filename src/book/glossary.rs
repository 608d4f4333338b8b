//! The glossary: terms in the order of the Vietnamese dictionary, and the first places where a page uses them.

use std::collections::HashMap;
use std::ops::Range;

use crate::parse::glossary::Term;
use crate::text::letters::{Runs, beginning, runs};
use crate::text::slug::{Taken, slug};
use crate::text::vietnamese::{dictionary_key, lower_case, push_lower};

/// The terms of a handbook.
#[derive(Debug, Default)]
pub struct Glossary {
    /// Terms with their ids, sorted.
    pub entries: Vec<Entry>,
    /// The first word of every form, in lower case.
    beginnings: HashMap<String, Beginning>,
    /// The outlines of these words: most words of a text are told apart by this alone.
    outlines: Outlines,
}

/// The forms that begin with one word.
#[derive(Debug, Default)]
struct Beginning {
    /// Which of all beginnings it is.
    number: usize,
    /// Longest first.
    forms: Vec<Form>,
    /// The word must be looked for even where every term of these forms was found: words in them begin other forms, which
    /// are not to be found there, or another first word has the same outline.
    stays: bool,
}

/// A set of the outlines of words, which may hold a few more than were put in. The outline of a word is what of its first
/// eight bytes can be told at once and is the same in both cases: the letters of ASCII, and where others stand.
#[derive(Clone, Debug)]
struct Outlines([u64; 64]);

impl Default for Outlines {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Outlines {
    /// The place of a word, by its beginning.
    fn place(beginning: u64) -> usize {
        const LOW: u64 = u64::MAX / 0xff;
        let others = beginning & (LOW << 7);
        // Bytes beyond ASCII become 0xFF.
        let outline = beginning | (LOW << 5) | (others << 1).wrapping_sub(others >> 7);
        (outline.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize
    }

    /// The outlines of words in lower case; all there are where they cannot tell the words.
    fn of<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Self {
        if !words.clone().all(Self::can_tell) {
            return Self([u64::MAX; 64]);
        }
        let mut outlines = Self::default();
        for place in words.map(Self::place_of) {
            outlines.0[place / 64] |= 1 << (place % 64);
        }
        outlines
    }

    /// Whether the outline of a word in lower case is that of the word in any other case: letters whose cases are not of
    /// one length have several. Vietnamese has none of them.
    fn can_tell(word: &str) -> bool {
        word.chars().all(|c| lower_case(c).is_some() && c != 'ß')
    }

    fn place_of(word: &str) -> usize {
        Self::place(beginning(word, &(0..word.len())))
    }

    /// Takes out a word in lower case, with any other of the same outline.
    fn remove(&mut self, word: &str) {
        let place = Self::place_of(word);
        self.0[place / 64] &= !(1 << (place % 64));
    }

    /// Whether a word of a text in NFC may, in lower case, be one that was put in.
    fn may_hold(&self, text: &str, word: &Range<usize>) -> bool {
        let place = Self::place(beginning(text, word));
        self.0[place / 64] & (1 << (place % 64)) != 0
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
        let mut beginnings: HashMap<String, Beginning> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for form in written(&entry.term).filter_map(|written| form(written, index)) {
                beginnings.entry(form.words[0].to_lowercase()).or_default().forms.push(form);
            }
        }
        for word in staying(&beginnings) {
            beginnings.entry(word).or_default().stays = true;
        }
        for (number, beginning) in beginnings.values_mut().enumerate() {
            beginning.number = number;
            beginning.forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        let outlines = Outlines::of(beginnings.keys().map(String::as_str));
        Self { entries, beginnings, outlines }
    }

    /// All terms, for a page that has used none yet.
    pub fn unused(&self) -> Unused<'_> {
        Unused {
            glossary: self,
            found: vec![false; self.entries.len()],
            left: self.entries.len(),
            found_forms: vec![0; self.beginnings.len()],
            outlines: self.outlines.clone(),
        }
    }
}

/// The words that [`Beginning::stays`] speaks of.
fn staying(beginnings: &HashMap<String, Beginning>) -> Vec<String> {
    let can_tell = beginnings.keys().all(|word| Outlines::can_tell(word));
    let mut places: HashMap<usize, usize> = HashMap::new();
    beginnings.keys().for_each(|word| *places.entry(Outlines::place_of(word)).or_default() += 1);
    let begins_others = |word: &String| beginnings.contains_key(&word.to_lowercase());
    let holds_others = |beginning: &Beginning| beginning.forms.iter().flat_map(|form| &form.words[1..]).any(begins_others);
    let stays = |(word, beginning): &(&String, &Beginning)| !can_tell || places[&Outlines::place_of(word)] > 1 || holds_others(beginning);
    beginnings.iter().filter(stays).map(|(word, _)| word.clone()).collect()
}

/// Every way of writing a term.
fn written(term: &Term) -> impl Iterator<Item = &String> {
    [&term.term, &term.abbreviation].into_iter().chain(&term.also)
}

/// The terms that a page has not used so far.
pub struct Unused<'g> {
    glossary: &'g Glossary,
    /// By entry.
    found: Vec<bool>,
    /// How many were not found.
    left: usize,
    /// How many forms were found, by the number of their beginning.
    found_forms: Vec<usize>,
    /// The outlines of the words that are still looked for.
    outlines: Outlines,
}

impl Unused<'_> {
    /// Those that `text` uses, in order, each at its first use. They are used then.
    pub fn in_text(&mut self, text: &str) -> Vec<Use> {
        let mut uses = Vec::new();
        // There is nothing to look for where there are no terms, or all were found.
        if self.left == 0 {
            return uses;
        }
        let mut words = runs(text);
        let mut lower = String::new();
        while let Some(first) = words.next() {
            if !self.outlines.may_hold(text, &first) {
                continue;
            }
            lower.clear();
            push_lower(&mut lower, &text[first.clone()]);
            let candidates = self.glossary.beginnings.get(&lower).map(|beginning| beginning.forms.as_slice()).unwrap_or_default();
            let found = candidates.iter().find_map(|form| Some((form, form.rest_in(text, &first, words.clone())?)));
            let Some((form, (end, after))) = found else { continue };
            if !self.found[form.entry] {
                uses.push(Use { at: first.start..end, entry: form.entry });
                self.find(form.entry);
            }
            words = after;
        }
        uses
    }

    /// Counts a term as found. A word that begins no other is not looked for any more.
    fn find(&mut self, entry: usize) {
        self.found[entry] = true;
        self.left -= 1;
        for written in written(&self.glossary.entries[entry].term) {
            let Some(word) = runs(written).next().map(|first| written[first].to_lowercase()) else { continue };
            let Some(beginning) = self.glossary.beginnings.get(&word) else { continue };
            let found = &mut self.found_forms[beginning.number];
            *found += 1;
            if !beginning.stays && *found == beginning.forms.len() {
                self.outlines.remove(&word);
            }
        }
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
    use unicode_normalization::UnicodeNormalization;

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
        let found: Vec<&str> = glossary.unused().in_text(text).into_iter().map(|used| &text[used.at]).collect();
        assert_eq!(found, ["Chuyển đổi số quốc gia", "chuyển đổi số", "AI"]);
    }

    #[test]
    fn a_term_inside_one_that_was_found_before_is_not_found_there() {
        let glossary = glossary(&[("chuyển đổi số", ""), ("số", ""), ("hạ tầng", ""), ("nền tảng", "")]);
        let text = "Chuyển đổi số, hạ tầng, hạ tầng, chuyển đổi số, nền tảng, số.";
        let mut unused = glossary.unused();
        let found: Vec<(usize, &str)> = unused.in_text(text).into_iter().map(|used| (used.at.start, &text[used.at])).collect();
        let last = text.rfind("số").unwrap();
        assert_eq!(found.iter().map(|(_, term)| *term).collect::<Vec<_>>(), ["Chuyển đổi số", "hạ tầng", "nền tảng", "số"]);
        assert_eq!(found[3].0, last);
        assert_eq!(unused.in_text(text), []);
    }

    #[test]
    fn a_word_is_found_in_every_case_and_writing() {
        // What a character becomes in lower case has its outline, or is not told by outlines at all.
        let place = |word: &str| Outlines::place(beginning(word, &(0..word.len())));
        for c in ('\0'..=char::MAX).filter(|c| c.is_alphanumeric() && c.nfc().eq([*c])) {
            let (word, lower) = (format!("a{c}b"), format!("a{}b", c.to_lowercase()));
            assert!(!Outlines::can_tell(&lower) || place(&word) == place(&lower), "{c}");
        }
        for (written, text) in
            [("ưu tiên", "ƯU TIÊN"), ("Straße", "STRAẞE"), ("İzmir", "İZMIR"), ("chuyểnđổisốquốcgia", "ChuyểnĐổiSốQuốcGia")]
        {
            let found = glossary(&[(written, "")]).unused().in_text(text);
            assert_eq!(found, [Use { at: 0..text.len(), entry: 0 }], "{written}");
        }
    }

    #[test]
    fn terms_stand_in_dictionary_order() {
        let glossary = glossary(&[("đô thị", ""), ("dữ liệu", ""), ("ấn phẩm", ""), ("an ninh", "")]);
        let order: Vec<&str> = glossary.entries.iter().map(|entry| entry.term.term.as_str()).collect();
        assert_eq!(order, ["an ninh", "ấn phẩm", "dữ liệu", "đô thị"]);
        assert_eq!(glossary.entries[3].id, "term-do-thi");
    }
}
