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
    /// What follows the first words.
    branches: Branches,
    /// The outlines of these words: most words of a text are told apart by this alone.
    outlines: Outlines,
}

/// The forms that begin with one word.
#[derive(Debug)]
struct Beginning {
    /// Which of all beginnings it is.
    number: usize,
    /// How many forms there are.
    forms: usize,
    /// Where they branch off.
    branch: usize,
    /// The word must be looked for even where every term of these forms was found: words in them begin other forms, which
    /// are not to be found there, or another first word has the same outline.
    stays: bool,
}

/// The forms that go on from the same words: a node of a trie, so that a text is followed once, however many terms begin as
/// it does.
#[derive(Debug, Default)]
struct Branch {
    /// Those that end here.
    forms: Vec<Form>,
    /// Where those lead that have another word, by this word in lower case.
    next: HashMap<String, usize>,
}

/// All branches. They name each other by their places: however long a term is, none stands in another.
#[derive(Debug, Default)]
struct Branches(Vec<Branch>);

impl Branches {
    /// A new branch, to which nothing leads yet.
    fn grow(&mut self) -> usize {
        self.0.push(Branch::default());
        self.0.len() - 1
    }

    /// Puts a form where these words lead from a branch.
    fn add(&mut self, mut branch: usize, words: &[String], form: Form) {
        for word in words {
            branch = match self.0[branch].next.get(word) {
                Some(next) => *next,
                None => {
                    let next = self.grow();
                    self.0[branch].next.insert(word.clone(), next);
                    next
                }
            };
        }
        self.0[branch].forms.push(form);
    }
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
    /// Abbreviations are told from words by their capitals (`AI` is not `ai`, “who”): the words as they are.
    exact: Option<Vec<String>>,
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
        let forms =
            entries.iter().enumerate().flat_map(|(index, entry)| written(&entry.term).filter_map(move |written| form(written, index)));
        let forms: Vec<(Vec<String>, Form)> = forms.collect();
        let mut beginnings: HashMap<String, Beginning> = HashMap::new();
        let mut branches = Branches::default();
        for (words, _) in &forms {
            let number = beginnings.len();
            let first = beginnings.entry(words[0].clone());
            let first = first.or_insert_with(|| Beginning { number, forms: 0, branch: branches.grow(), stays: false });
            first.forms += 1;
        }
        for word in staying(&beginnings, &forms) {
            beginnings.entry(word).and_modify(|beginning| beginning.stays = true);
        }
        for (words, form) in forms {
            branches.add(beginnings[&words[0]].branch, &words[1..], form);
        }
        let outlines = Outlines::of(beginnings.keys().map(String::as_str));
        Self { entries, beginnings, branches, outlines }
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
fn staying(beginnings: &HashMap<String, Beginning>, forms: &[(Vec<String>, Form)]) -> Vec<String> {
    let can_tell = beginnings.keys().all(|word| Outlines::can_tell(word));
    let mut places: HashMap<usize, usize> = HashMap::new();
    beginnings.keys().for_each(|word| *places.entry(Outlines::place_of(word)).or_default() += 1);
    let with_others = forms.iter().filter(|(words, _)| words[1..].iter().any(|word| beginnings.contains_key(word)));
    let alike = beginnings.keys().filter(|word| !can_tell || places[&Outlines::place_of(word)] > 1);
    with_others.map(|(words, _)| &words[0]).chain(alike).cloned().collect()
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
            let Some((entry, end, after)) = self.glossary.longest(text, &first, words.clone(), &mut lower) else { continue };
            if !self.found[entry] {
                uses.push(Use { at: first.start..end, entry });
                self.find(entry);
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
            if !beginning.stays && *found == beginning.forms {
                self.outlines.remove(&word);
            }
        }
    }
}

impl Glossary {
    /// The entry of the longest form that the text has at `first`, with nothing but a space or hyphen between its words;
    /// where it ends, and the words after it. `lower` is the first word in lower case, and then of no use any more.
    fn longest<'t>(
        &self,
        text: &'t str,
        first: &Range<usize>,
        mut words: Runs<'t>,
        lower: &mut String,
    ) -> Option<(usize, usize, Runs<'t>)> {
        let mut branch = &self.branches.0[self.beginnings.get(lower.as_str())?.branch];
        let mut end = first.end;
        let mut longest = None;
        loop {
            if let Some(form) = branch.forms.iter().find(|form| form.is_written(&text[first.start..end])) {
                longest = Some((form.entry, end, words.clone()));
            }
            if branch.next.is_empty() {
                return longest;
            }
            let Some(next) = words.next() else { return longest };
            if !matches!(text[end..next.start].trim(), "" | "-" | "–") {
                return longest;
            }
            lower.clear();
            push_lower(lower, &text[next.clone()]);
            let Some(further) = branch.next.get(lower.as_str()) else { return longest };
            (branch, end) = (&self.branches.0[*further], next.end);
        }
    }
}

impl Form {
    /// Whether a text that has the words of this form has them as they must be written.
    fn is_written(&self, text: &str) -> bool {
        self.exact.as_ref().is_none_or(|exact| runs(text).map(|at| &text[at]).eq(exact.iter().map(String::as_str)))
    }
}

/// A way of writing a term: its words in lower case, and itself.
fn form(written: &str, entry: usize) -> Option<(Vec<String>, Form)> {
    let exact = written.chars().filter(|c| c.is_uppercase()).count() > 1 && !written.contains(' ');
    let words = || runs(written).map(|at| &written[at]);
    let lower: Vec<String> = words().map(str::to_lowercase).collect();
    let exact = exact.then(|| words().map(str::to_owned).collect());
    (!lower.is_empty()).then_some((lower, Form { exact, entry }))
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
