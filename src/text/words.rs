//! The words of official texts as they are compared: two writings of one passage give the same tokens, two different
//! passages do not. Equal are: runs of white space and line breaks; kinds of quotation mark; kinds of dash, with or
//! without spaces; the place of the tone mark (`hoá`, `hóa`); marks of layout (`*`, `#`, `<b>`, list marks at the
//! start of a line). Not equal are letters, tones, digits, punctuation, order and case.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::vietnamese::{Tone, is_joined_mark, is_letter_or_digit, letter_and_tone, lower_case};

/// A word, number or mark of punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Equal for equal words.
    pub key: u64,
    /// Equal for words that differ only in case.
    pub fold: u64,
    /// Which bytes of the text.
    pub at: Range<usize>,
    /// A dash or plus at the start of a line: most often the mark of a list, sometimes the rest of a broken
    /// `kinh tế - xã hội`. It may stand or be missing.
    pub loose: bool,
}

/// The tokens of a text in NFC.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let mut spelt = Spelt::default();
    let mut fresh = true;
    while let Some((start, c)) = chars.next() {
        if is_letter_or_digit(c) || is_joined_mark(c) {
            let mut end = start + c.len_utf8();
            while let Some((at, next)) = chars.next_if(|(_, next)| is_letter_or_digit(*next) || is_joined_mark(*next)) {
                end = at + next.len_utf8();
            }
            tokens.push(word(&text[start..end], start, &mut spelt));
            fresh = false;
            continue;
        }
        match c {
            '\n' => fresh = true,
            c if c.is_whitespace() || is_invisible(c) || matches!(c, '*' | '#' | '_' | '`' | '\\' | '|') => {}
            '<' if markup_length(&text[start..]).is_some() => {
                let end = start + markup_length(&text[start..]).unwrap_or(1);
                while chars.next_if(|(at, _)| *at < end).is_some() {}
            }
            c => {
                let loose = fresh && matches!(c, '-' | '–' | '—' | '+' | '•');
                tokens.push(Token { loose, ..mark(c, start..start + c.len_utf8()) });
                fresh = false;
            }
        }
    }
    tokens
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The length of a tag such as `<b>` or `</b>` or `<br>`.
fn markup_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let length = name.find(|c: char| !c.is_ascii_alphanumeric())?;
    let closes = name[length..].starts_with('>') || name[length..].starts_with("/>");
    (length > 0 && closes).then(|| text.find('>').map(|at| at + 1)).flatten()
}

/// The letters of a word as they are hashed: kept from word to word, because starting a hash that takes its bytes one
/// by one costs more than all of them.
#[derive(Default)]
struct Spelt {
    key: Vec<u8>,
    fold: Vec<u8>,
}

/// A word as its letters without tones, and its tones: where the tone mark stands does not matter.
fn word(text: &str, start: usize, spelt: &mut Spelt) -> Token {
    let Spelt { key, fold } = spelt;
    key.clear();
    fold.clear();
    let mut tones = Tone::Ngang;
    for c in text.chars() {
        let (letter, tone) = letter_and_tone(c);
        tones = tones.max(tone);
        key.extend(u32::from(letter).to_le_bytes());
        match lower_case(letter) {
            Some(lower) => fold.extend(u32::from(lower).to_le_bytes()),
            None => letter.to_lowercase().for_each(|lower| fold.extend(u32::from(lower).to_le_bytes())),
        }
    }
    key.push(tones as u8);
    fold.push(tones as u8);
    Token { key: xxh3_64(key), fold: xxh3_64(fold), at: start..start + text.len(), loose: false }
}

fn mark(c: char, at: Range<usize>) -> Token {
    let c = match c {
        '–' | '—' | '‑' | '‐' | '−' => '-',
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '\'' => '"',
        c => c,
    };
    Token { key: u64::from(u32::from(c)), fold: u64::from(u32::from(c)), at, loose: false }
}

/// The numbers of a text as they are compared: `7,5` and `7.5` are one, a leading zero does not count.
pub fn numbers(text: &str) -> Vec<(String, Range<usize>)> {
    let mut numbers = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() {
            let separates = matches!(bytes[at], b',' | b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[at].is_ascii_digit() && !separates {
                break;
            }
            at += 1;
        }
        let number = text[start..at].replace(',', ".");
        let number = number.trim_start_matches('0');
        numbers.push((if number.is_empty() { "0".to_owned() } else { number.to_owned() }, start..at));
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u64> {
        tokens(text).into_iter().filter(|token| !token.loose).map(|token| token.key).collect()
    }

    #[test]
    fn writings_of_one_passage_are_equal() {
        let cases = [
            ("hiện đại hoá đất nước", "hiện  đại\nhóa đất\u{a0}nước"),
            ("kinh tế - xã hội", "kinh tế–xã hội"),
            ("“Đề án”", "\"Đề án\""),
            ("**Mục tiêu tổng quát:** Tận dụng", "Mục tiêu tổng quát: Tận dụng"),
            ("### 1. Về quan điểm", "1. Về quan điểm"),
            ("+ Nâng cao nhận thức", "Nâng cao nhận thức"),
            ("nhiệm vụ sau:\n- Tiếp tục", "nhiệm vụ sau:\n\nTiếp tục"),
            ("các tổ chức chính trị-xã hội\n- Nâng cao nhận thức", "các tổ chức chính trị - xã hội\n\nNâng cao nhận thức"),
            ("I\t<b>ĐỔI MỚI</b>\t", "I ĐỔI MỚI"),
            ("uỷ ban", "ủy ban"),
            ("| 1 | Sách | hai |", "1\tSách\thai"),
        ];
        for (a, b) in cases {
            assert_eq!(keys(a), keys(b), "{a} | {b}");
        }
    }

    #[test]
    fn different_passages_are_not() {
        let cases = [
            ("chuyển đổi số", "chuyên đổi số"),
            ("khoảng 20%", "khoảng 25%"),
            ("Đảng", "đảng"),
            ("một, hai", "một hai"),
            ("kinh tế - xã hội", "kinh tế xã hội"),
            ("hòa", "hỏa"),
            ("đô thị", "dô thị"),
        ];
        for (a, b) in cases {
            assert_ne!(keys(a), keys(b), "{a} | {b}");
        }
    }

    #[test]
    fn numbers_are_read_with_comma_and_point() {
        let found: Vec<String> = numbers("7,5%/năm, 08 nhóm, ngày 27-9-2019, 1.000").into_iter().map(|(number, _)| number).collect();
        assert_eq!(found, ["7.5", "8", "27", "9", "2019", "1.000"]);
    }
}
