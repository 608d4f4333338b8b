//! The words of a text as they are searched: runs of letters and digits, and the sign `%`. Each is known by its bare
//! letters (`dang`), under which stand its forms: letters without tone, and the tone as a digit (`đang2`). So case,
//! Unicode form and the place of the tone mark (`hoà`, `hòa`) do not matter, and letters and tones can be told apart.
//! `static/search.js` reads words in the same way; `tests/browser/query.test.mjs` holds that both agree.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

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
    long: Numbers<String>,
    forms: Numbers<String>,
    bare_of: Vec<u32>,
    bares: Numbers<String>,
}

/// Things numbered in the order in which they were met.
pub type Numbers<K> = HashMap<K, u32, BuildHasherDefault<Mixer>>;

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
        let word = &text[word];
        let form = self.add_form(form(word), word);
        self.short.insert(beginning, form);
        form
    }

    fn long_form(&mut self, word: &str) -> u32 {
        if let Some(number) = self.long.get(word) {
            return *number;
        }
        let form = self.add_form(form(word), word);
        self.long.insert(word.to_owned(), form);
        form
    }

    fn add_form(&mut self, form: String, word: &str) -> u32 {
        let known = self.forms.len();
        let found = number(&mut self.forms, form);
        if found as usize == known {
            self.bare_of.push(number(&mut self.bares, bare(word)));
        }
        found
    }

    /// The number of the bare letters of a form.
    pub fn bare_of(&self, form: u32) -> u32 {
        self.bare_of[form as usize]
    }

    /// The forms by number.
    pub fn forms(&self) -> Vec<&str> {
        in_order(&self.forms)
    }

    /// The bare letters by number.
    pub fn bares(&self) -> Vec<&str> {
        in_order(&self.bares)
    }
}

/// The number of a thing; a new one if it was not met before.
fn number(numbers: &mut Numbers<String>, key: String) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(key).or_insert(next)
}

fn in_order(numbers: &Numbers<String>) -> Vec<&str> {
    let mut names = vec![""; numbers.len()];
    for (name, number) in numbers {
        names[*number as usize] = name;
    }
    names
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
        assert_eq!(vocabulary.forms(), ["đang2", "đang4", "dang0", "sô4"]);
        assert_eq!(vocabulary.bares(), ["dang", "so"]);
    }
}
