//! The words of a text as they are searched: runs of letters and digits, and the sign `%`. Each is known by its bare
//! letters (`dang`), under which stand its forms: letters without tone, and the tone as a digit (`đang2`). So case,
//! Unicode form and the place of the tone mark (`hoà`, `hòa`) do not matter, and letters and tones can be told apart.
//! `static/search.js` reads words in the same way; `tests/browser/query.test.mjs` holds that both agree.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::text::letters::{beginning, runs_with_marks};
use crate::text::vietnamese::{Tone, bare, letter_and_tone};

/// Calls `visit` with each word of a text in NFC.
#[inline]
pub fn each(text: &str, mut visit: impl FnMut(Range<usize>)) {
    let mut end = 0;
    for run in runs_with_marks(text) {
        percents(text, end..run.start, &mut visit);
        end = run.end;
        visit(run);
    }
    percents(text, end..text.len(), &mut visit);
}

/// Calls `visit` with each sign `%` of a stretch.
#[inline]
fn percents(text: &str, stretch: Range<usize>, visit: &mut impl FnMut(Range<usize>)) {
    for at in stretch.filter(|at| text.as_bytes()[*at] == b'%') {
        visit(at..at + 1);
    }
}

/// The form of a word: its letters without tone in lower case, and its tone, 0 to 5 in dictionary order.
pub fn form(word: &str) -> String {
    let mut form = String::with_capacity(word.len() + 1);
    let mut tone = Tone::Ngang;
    for c in word.chars() {
        let (letter, mark) = letter_and_tone(c);
        tone = tone.max(mark);
        if letter != '\0' {
            form.extend(letter.to_lowercase());
        }
    }
    form.push(char::from(b'0' + tone as u8));
    form
}

/// Every word met so far, numbered: as written to its form, and each form to its bare letters.
#[derive(Default)]
pub struct Vocabulary {
    /// The numbers of the forms of words as they are written: of short ones, which nearly all are, by their bytes.
    short: Numbers<u64>,
    long: Interner,
    form_of_long: Vec<u32>,
    forms: Interner,
    bare_of: Vec<u32>,
    bares: Interner,
}

/// The words of a vocabulary, once all are met.
pub struct Words {
    forms: Texts,
    bare_of: Vec<u32>,
    bares: Texts,
}

/// Things and their numbers.
type Numbers<K> = HashMap<K, u32, BuildHasherDefault<Mixer>>;

/// The bytes by which a short word is known.
const SHORT: usize = size_of::<u64>();

impl Vocabulary {
    /// The number of the form of a word of a text.
    #[inline]
    pub fn form(&mut self, text: &str, word: Range<usize>) -> u32 {
        if word.len() > SHORT {
            return self.long_form(&text[word]);
        }
        let beginning = beginning(text, &word);
        if let Some(number) = self.short.get(&beginning) {
            return *number;
        }
        let form = self.add_form(&text[word]);
        self.short.insert(beginning, form);
        form
    }

    fn long_form(&mut self, word: &str) -> u32 {
        let number = self.long.number(word) as usize;
        if number == self.form_of_long.len() {
            let form = self.add_form(word);
            self.form_of_long.push(form);
        }
        self.form_of_long[number]
    }

    fn add_form(&mut self, word: &str) -> u32 {
        let form = self.forms.number(&form(word));
        if form as usize == self.bare_of.len() {
            self.bare_of.push(self.bares.number(&bare(word)));
        }
        form
    }

    /// The number of the bare letters of a form.
    pub fn bare_of(&self, form: u32) -> u32 {
        self.bare_of[form as usize]
    }

    /// The words, once all are met.
    pub fn finish(self) -> Words {
        Words { forms: self.forms.texts, bare_of: self.bare_of, bares: self.bares.texts }
    }
}

impl Words {
    /// How many forms there are.
    pub fn forms(&self) -> u32 {
        self.forms.count()
    }

    /// The form of a number.
    pub fn form(&self, form: u32) -> &str {
        self.forms.get(form)
    }

    /// How many bare words there are.
    pub fn bares(&self) -> u32 {
        self.bares.count()
    }

    /// The bare word of a number.
    pub fn bare(&self, bare: u32) -> &str {
        self.bares.get(bare)
    }

    /// The number of the bare letters of a form.
    pub fn bare_of(&self, form: u32) -> u32 {
        self.bare_of[form as usize]
    }
}

/// Texts, one after the other: a handbook may have hundreds of thousands of words, and memory of its own takes more than
/// a word does.
#[derive(Default)]
struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Texts {
    fn count(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[at]]
    }

    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }
}

/// Texts, each once, numbered in the order in which they were met.
#[derive(Default)]
struct Interner {
    texts: Texts,
    numbers: HashTable<u32>,
}

impl Interner {
    /// The number of a text; a new one if it was not met before.
    fn number(&mut self, text: &str) -> u32 {
        let Self { texts, numbers } = self;
        match numbers.entry(hash(text), |known| texts.get(*known) == text, |known| hash(texts.get(*known))) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let next = texts.count();
                place.insert(next);
                texts.push(text);
                next
            }
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut mixer = Mixer::default();
    mixer.write(text.as_bytes());
    mixer.finish()
}

/// Mixes a short key into a number, eight bytes at a time (the multiplication of rustc's FxHash). Only tables use it
/// whose order never shows.
#[derive(Default)]
pub struct Mixer(u64);

impl Mixer {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(eight));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn finish(&self) -> u64 {
        // The table takes the low bits, which multiplication mixes least.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, |word| words.push(text[word].to_owned()));
        words
    }

    #[test]
    fn words_are_runs_of_letters_and_digits_and_the_sign_of_per_cent() {
        let cases: [(&str, &[&str]); 5] = [
            ("Số 52-NQ/TW, 7,5%.", &["Số", "52", "NQ", "TW", "7", "5", "%"]),
            ("5G (GII)…", &["5G", "GII"]),
            ("kinh tế–xã hội", &["kinh", "tế", "xã", "hội"]),
            ("  ", &[]),
            ("ạ\u{0301}b", &["ạ\u{0301}b"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_form_parts_letters_from_tone() {
        let cases =
            [("Đảng", "đang2"), ("hoà", "hoa1"), ("hòa", "hoa1"), ("UỶ", "uy2"), ("ủy", "uy2"), ("2025", "20250"), ("ngườI", "ngươi1")];
        for (word, expected) in cases {
            assert_eq!(form(word), expected, "{word}");
        }
    }

    #[test]
    fn forms_of_the_same_bare_letters_share_them() {
        let mut vocabulary = Vocabulary::default();
        let numbers: Vec<u32> = ["Đảng", "đảng", "đáng", "dang", "số"].iter().map(|word| vocabulary.form(word, 0..word.len())).collect();
        assert_eq!(numbers, [0, 0, 1, 2, 3]);
        assert_eq!(numbers.iter().map(|form| vocabulary.bare_of(*form)).collect::<Vec<_>>(), [0, 0, 0, 0, 1]);
        let words = vocabulary.finish();
        assert_eq!((0..words.forms()).map(|form| words.form(form)).collect::<Vec<_>>(), ["đang2", "đang4", "dang0", "sô4"]);
        assert_eq!((0..words.bares()).map(|bare| words.bare(bare)).collect::<Vec<_>>(), ["dang", "so"]);
    }
}
