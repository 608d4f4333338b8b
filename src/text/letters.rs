//! Runs of letters and digits in a text, found 64 bytes at a time. Texts are read from end to end for their words again
//! and again. Looked at one by one, letters of Vietnamese, of one, two and three bytes, are a surprise to the processor at
//! the end of every word; here bytes are compared many at once, and what they are stands in a word of bits (as simdjson
//! finds the structure of JSON: Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019).

use std::ops::Range;

use super::scan::all_threes;
use super::vietnamese::{is_joined_mark, is_letter_or_digit};

/// How many bytes are looked at together: as many as a mask has bits.
const BLOCK: usize = 64;

/// Bytes before a block that may begin a character in it.
const BEFORE: usize = 3;

/// The runs of letters and digits of a text, in order.
pub fn runs(text: &str) -> Runs<'_> {
    Runs::new(text, is_letter_or_digit)
}

/// The same, but combining marks that NFC leaves apart belong to their letter.
pub fn runs_with_marks(text: &str) -> Runs<'_> {
    Runs::new(text, |c| is_letter_or_digit(c) || is_joined_mark(c))
}

/// See [`runs`].
#[derive(Clone)]
pub struct Runs<'a> {
    text: &'a str,
    at: usize,
    /// Which bytes of the block in which `at` lies belong to letters and digits, the first in the lowest bit.
    mask: u64,
    /// Judges what is rare in Vietnamese.
    is_part: fn(char) -> bool,
}

impl<'a> Runs<'a> {
    fn new(text: &'a str, is_part: fn(char) -> bool) -> Self {
        Self { text, at: 0, mask: mask_at(text, 0, letters_of, is_part), is_part }
    }

    /// Goes on to the first byte that is, or is not, part of a run; the end of the text is not.
    #[inline]
    fn pass(&mut self, until: bool) {
        loop {
            let mask = if until { self.mask } else { !self.mask };
            let ahead = mask >> (self.at % BLOCK);
            if ahead != 0 {
                self.at += ahead.trailing_zeros() as usize;
                return;
            }
            self.at = (self.at / BLOCK + 1) * BLOCK;
            if self.at >= self.text.len() {
                self.at = self.text.len();
                return;
            }
            self.mask = mask_at(self.text, self.at, letters_of, self.is_part);
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.text.len() {
            return None;
        }
        self.pass(true);
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        self.pass(false);
        Some(start..self.at)
    }
}

/// How many stretches of a text between white space hold a letter or digit.
pub fn stretches(text: &str) -> usize {
    let (mut count, mut goes_on) = (0, false);
    for base in (0..text.len()).step_by(BLOCK) {
        let letters = mask_at(text, base, letters_of, is_letter_or_digit);
        let spaces = mask_at(text, base, spaces_of, char::is_whitespace);
        // Added to the stretches, which are runs of ones, letters carry over into the space behind their stretch.
        let (sum, carried) = letters.overflowing_add(!spaces);
        let (sum, carried_on) = sum.overflowing_add(u64::from(goes_on));
        goes_on = carried | carried_on;
        count += (sum & spaces).count_ones() as usize;
    }
    count + usize::from(goes_on)
}

/// The first eight bytes of a run, the first in the lowest byte; zeros, of which letters have none, after its end.
/// Short words are told apart by this faster than by their letters.
#[inline]
pub fn beginning(text: &str, run: &Range<usize>) -> u64 {
    let rest = &text.as_bytes()[run.start..];
    let loaded = match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => rest.iter().rev().fold(0, |loaded, byte| loaded << 8 | u64::from(*byte)),
    };
    let beyond = size_of::<u64>().saturating_sub(run.len());
    loaded & u64::MAX.checked_shr(8 * beyond as u32).unwrap_or_default()
}

/// A block with what stands before it and the byte after it.
type Window = [u8; BEFORE + BLOCK + 1];

/// Which bytes of the block that begins at `base` belong to characters that are wanted. `of` tells it of a block in which
/// nothing is rare.
fn mask_at(text: &str, base: usize, of: fn(&Window) -> Option<u64>, is_wanted: fn(char) -> bool) -> u64 {
    let bytes = text.as_bytes();
    let within: Option<&Window> = base.checked_sub(BEFORE).and_then(|start| bytes[start..].first_chunk());
    within.map_or_else(|| of(&filled(bytes, base)), of).unwrap_or_else(|| mask_of_chars(text, base, is_wanted))
}

/// The window of a block at an end of the text; zeros, which are no letters, beyond it.
fn filled(bytes: &[u8], base: usize) -> Window {
    let mut window = [0; BEFORE + BLOCK + 1];
    let around = base.saturating_sub(BEFORE)..bytes.len().min(base + BLOCK + 1);
    let start = BEFORE - (base - around.start);
    window[start..start + around.len()].copy_from_slice(&bytes[around]);
    window
}

/// The letters and digits of a block, where nothing is rare.
fn letters_of(window: &Window) -> Option<u64> {
    let rare = (0..window.len() - 1).fold(false, |rare, at| rare | is_rare(window[at], window[at + 1]));
    (!rare).then(|| mask_of(window, is_letter))
}

/// The white space of a block, where all of it is ASCII.
fn spaces_of(window: &Window) -> Option<u64> {
    let rare = (2..window.len()).fold(false, |rare, at| rare | is_rare_space([window[at - 1], window[at - 2]], window[at]));
    (!rare).then(|| mask_of(window, |_, byte| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)))
}

/// Whether all white space of a trimmed text are single spaces. Texts with rare characters may be taken for uneven.
pub fn is_evenly_spaced(trimmed: &str) -> bool {
    let is_control = |byte: u8| byte.wrapping_sub(b'\t') < 5;
    all_threes(trimmed.as_bytes(), |[a, b, c]| {
        let is_double = (a == b' ') & (b == b' ') | (b == b' ') & (c == b' ');
        !(is_double | is_control(a) | is_control(b) | is_control(c) | is_rare_space([b, a], c))
    })
}

/// The bytes of a block that are wanted, by themselves and the two before them, the nearer first.
#[inline]
fn mask_of(window: &Window, is_wanted: impl Fn([u8; 2], u8) -> bool) -> u64 {
    let mut wanted = [0; BLOCK];
    for (at, byte) in wanted.iter_mut().enumerate() {
        *byte = u8::from(is_wanted([window[at + 2], window[at + 1]], window[at + 3]));
    }
    wanted.as_chunks().0.iter().rev().fold(0, |mask, eight| mask << 8 | packed(*eight))
}

/// Whether this may be the last byte of a space beyond ASCII: U+0085, U+00A0, U+1680, those of U+2000 to U+205F, U+3000.
#[inline]
fn is_rare_space(before: [u8; 2], byte: u8) -> bool {
    let is_general = (before[1] == 0xe2) & ((byte < 0x8b) | (byte & 0xfe == 0xa8) | (byte == 0xaf) | (before[0] == 0x81));
    (before[0] == 0xc2) | is_general | (before[1] == 0xe3) | ((before[1] == 0xe1) & (before[0] == 0x9a))
}

/// Whether a byte belongs to a letter or digit, where nothing is rare. All is decided without branches.
#[inline]
fn is_letter(before: [u8; 2], byte: u8) -> bool {
    let is_ascii = ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10);
    // U+00C0 to U+023F; of what begins with 0xE1, U+1E00 to U+1EFF.
    let begins = (byte.wrapping_sub(0xc3) < 6) | (byte == 0xe1);
    // The dashes and quotation marks of U+2000 to U+203F begin with 0xE2.
    let goes_on = (byte & 0xc0 == 0x80) & (before[0] != 0xe2) & (before[1] != 0xe2);
    is_ascii | begins | goes_on
}

/// Whether a character begins here that [`is_letter`] does not tell, known by its first two bytes: one beyond the blocks
/// named there, or a sign that stands among letters (`×`, `÷`).
#[inline]
fn is_rare(byte: u8, next: u8) -> bool {
    let is_elsewhere = (byte == 0xc2) | (byte.wrapping_sub(0xc9) < 0xe1 - 0xc9) | (byte >= 0xe3);
    let is_sign = (byte == 0xc3) & ((next == 0x97) | (next == 0xb7));
    is_elsewhere | is_sign | ((byte == 0xe1) & (next & 0xfc != 0xb8)) | ((byte == 0xe2) & (next != 0x80))
}

/// The lowest bits of eight bytes, as the bits of one: each is moved by the multiplication to its place in the highest byte.
fn packed(eight: [u8; 8]) -> u64 {
    u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The mask of a block, character by character.
#[cold]
fn mask_of_chars(text: &str, base: usize, is_wanted: fn(char) -> bool) -> u64 {
    let block = base..text.len().min(base + BLOCK);
    let start = (base.saturating_sub(BEFORE)..=base).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(base);
    let parts = text[start..].char_indices().take_while(|(at, _)| start + at < block.end).filter(|(_, c)| is_wanted(*c));
    let bytes = parts.flat_map(|(at, c)| start + at..start + at + c.len_utf8());
    bytes.filter(|at| block.contains(at)).fold(0, |mask, at| mask | 1 << (at - base))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runs, character by character.
    fn expected(text: &str, is_part: fn(char) -> bool) -> Vec<&str> {
        text.split(|c| !is_part(c)).filter(|run| !run.is_empty()).collect()
    }

    #[test]
    fn even_spaces_are_those_that_folding_leaves_alone() {
        let is_folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ") == text;
        for c in '\0'..=char::MAX {
            for text in [format!("a{c}b"), format!("một {c}b"), format!("một{c} b")] {
                assert!(!is_evenly_spaced(&text) || is_folded(&text), "{c:?}");
            }
        }
        assert!(is_evenly_spaced("Chủ động, tích cực “tham gia” – phát triển kinh tế"));
        assert!(is_evenly_spaced("") && is_evenly_spaced("a") && is_evenly_spaced("a b"));
    }

    #[test]
    fn every_character_is_judged_as_unicode_does_wherever_it_stands() {
        for c in '\0'..=char::MAX {
            let text = format!("ạ{c}b{c}");
            let found: Vec<&str> = runs(&text).map(|at| &text[at]).collect();
            assert_eq!(found, expected(&text, char::is_alphanumeric), "{c:?}");
        }
        for c in ['a', ' ', '×', 'đ', 'ộ', '“', 'ª', '\u{301}', 'ᴀ', 'ⱥ', '一', '₂', '𝐀', '😀', '\u{2028}', '\u{a0}'] {
            for before in 0..140 {
                for text in [format!("{}{c}{}", "ệ".repeat(before), "a".repeat(70)), format!("{}{c} x", " -".repeat(before))] {
                    let found: Vec<&str> = runs(&text).map(|at| &text[at]).collect();
                    assert_eq!(found, expected(&text, char::is_alphanumeric), "{before} {c:?}");
                    let found: Vec<&str> = runs_with_marks(&text).map(|at| &text[at]).collect();
                    assert_eq!(found, expected(&text, |c| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)), "{before} {c:?}");
                }
            }
        }
        assert_eq!(runs("").count() + runs(&" ".repeat(64)).count(), 0);
        assert_eq!(runs(&"a".repeat(64)).next(), Some(0..64));
    }

    #[test]
    fn stretches_are_told_by_every_white_space_wherever_it_stands() {
        let expected = |text: &str| text.split(char::is_whitespace).filter(|stretch| stretch.contains(char::is_alphanumeric)).count();
        for c in ('\0'..='\u{ffff}').chain(['𝐀', '😀', '\u{e0020}']) {
            let text = format!("ạ{c}b{c}–");
            assert_eq!(stretches(&text), expected(&text), "{c:?}");
        }
        for c in
            ['a', '-', ' ', '\n', '\u{85}', '\u{a0}', '\u{1680}', '\u{2003}', '\u{2028}', '\u{202f}', '\u{205f}', '\u{3000}', '“', '😀']
        {
            for before in 0..140 {
                for text in [format!("{}{c}{}", "ệ".repeat(before), "a".repeat(70)), format!("{}{c} x{c}-", " -".repeat(before))] {
                    assert_eq!(stretches(&text), expected(&text), "{before} {c:?}");
                }
            }
        }
        assert_eq!(stretches("") + stretches(&" -".repeat(64)), 0);
    }

    #[test]
    fn a_run_begins_with_its_first_eight_bytes_wherever_it_stands() {
        let text = "nghị quyết nghiêngnghiêngnghiêng ệ a";
        for run in runs(text) {
            let expected: Vec<u8> = text[run.clone()].bytes().chain([0; 8]).take(8).collect();
            assert_eq!(beginning(text, &run).to_le_bytes().to_vec(), expected, "{}", &text[run]);
        }
    }
}
