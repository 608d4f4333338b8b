//! The Vietnamese language as far as a program must know it: letters without tones, tones apart from letters,
//! syllables, alphabetical order, and the order of lettered points in legal texts.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_canonical};

use super::letters::stretches;

/// The letters of points in legal documents, in order: no f, j, w, z.
pub const POINT_LETTERS: [char; 23] =
    ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'];

/// The alphabet for sorting, with the foreign letters where Vietnamese dictionaries put them.
const ALPHABET: &str = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// One of the six tones, in dictionary order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Level, unmarked.
    Ngang,
    /// Grave.
    Huyen,
    /// Hook above.
    Hoi,
    /// Tilde.
    Nga,
    /// Acute.
    Sac,
    /// Dot below.
    Nang,
}

impl Tone {
    fn of_mark(mark: char) -> Option<Self> {
        Some(match mark {
            '\u{0300}' => Self::Huyen,
            '\u{0309}' => Self::Hoi,
            '\u{0303}' => Self::Nga,
            '\u{0301}' => Self::Sac,
            '\u{0323}' => Self::Nang,
            _ => return None,
        })
    }
}

/// A letter without its tone, and the tone: `ệ` gives `ê` and [`Tone::Nang`]. Case stays.
pub fn letter_and_tone(c: char) -> (char, Tone) {
    match c {
        '\0'..='\u{7f}' => (c, Tone::Ngang),
        '\u{c0}'..='\u{24f}' => LATIN[c as usize - 0xc0],
        '\u{1e00}'..='\u{1eff}' => LATIN[c as usize - 0x1e00 + (0x250 - 0xc0)],
        c => taken_apart(c),
    }
}

/// The letters of the two blocks that hold those of Vietnamese beyond ASCII: official texts are compared letter by letter.
static LATIN: LazyLock<Vec<(char, Tone)>> =
    LazyLock::new(|| ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').map(taken_apart).collect());

fn taken_apart(c: char) -> (char, Tone) {
    let (mut letter, mut tone) = ('\0', Tone::Ngang);
    decompose_canonical(c, |part| match Tone::of_mark(part) {
        Some(mark) => tone = mark,
        None if letter == '\0' => letter = part,
        None => letter = compose(letter, part).unwrap_or(letter),
    });
    (letter, tone)
}

/// Lower-case letters without tones and marks, `đ` as `d`, in any Unicode form: `Đảng` and `ĐẢNG` give `dang`.
pub fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        decompose_canonical(c, |part| match part {
            'đ' | 'Đ' => out.push('d'),
            '\u{0300}'..='\u{036f}' => {}
            other => out.extend(other.to_lowercase()),
        });
    }
    out
}

/// One spelling for texts that differ only in Unicode form and in the letter of a syllable that bears the tone: `hoà`
/// and `hòa` become one. Not for reading: the tone goes to the end of its syllable.
pub fn spelling(text: &str) -> String {
    let syllables = text.split(' ').map(|syllable| {
        let (tones, letters): (Vec<char>, Vec<char>) = syllable.nfd().partition(|c| Tone::of_mark(*c).is_some());
        letters.into_iter().chain(tones).nfc().collect::<String>()
    });
    syllables.collect::<Vec<_>>().join(" ")
}

/// Whether a character is a letter or a digit. Those of Vietnamese are told without looking into the tables of Unicode.
pub fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // Blocks of Latin letters with marks, but for two signs.
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        '\u{1e00}'..='\u{1eff}' => true,
        c => c.is_alphanumeric(),
    }
}

/// Combining marks that NFC leaves apart belong to their letter.
pub fn is_joined_mark(c: char) -> bool {
    ('\u{0300}'..='\u{036f}').contains(&c)
}

/// A letter of Vietnamese in lower case, told without the tables of Unicode; `None` for every other character.
pub fn lower_case(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        'À'..='Þ' if c != '×' => char::from_u32(u32::from(c) + 0x20),
        'ß'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => Some(c),
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => char::from_u32(u32::from(c) + 1),
        // Pairs of an upper and a lower case.
        '\u{1ea0}'..='\u{1eff}' => char::from_u32(u32::from(c) | 1),
        _ => None,
    }
}

/// Appends `text` in lower case.
pub fn push_lower(out: &mut String, text: &str) {
    for c in text.chars() {
        match lower_case(c) {
            Some(lower) => out.push(lower),
            None => out.extend(c.to_lowercase()),
        }
    }
}

/// How many syllables a text holds: runs of letters and digits between white space. The unit of reading time and of
/// the length of quotations.
pub fn syllables(text: &str) -> usize {
    stretches(text)
}

/// A key that sorts as a Vietnamese dictionary does: syllable by syllable, letters first, tones only between
/// syllables of the same letters.
pub fn dictionary_key(text: &str) -> Vec<u8> {
    const END_OF_SYLLABLE: u8 = 1;
    let mut key = Vec::with_capacity(text.len() + 8);
    let text: String = text.nfc().flat_map(char::to_lowercase).collect();
    for syllable in text.split(|c: char| !c.is_alphanumeric()).filter(|syllable| !syllable.is_empty()) {
        let mut tone = Tone::Ngang;
        for (letter, mark) in syllable.chars().map(letter_and_tone) {
            tone = tone.max(mark);
            let place = ALPHABET.chars().position(|known| known == letter);
            key.push(place.and_then(|place| u8::try_from(place + 2).ok()).unwrap_or(u8::MAX));
        }
        key.extend([END_OF_SYLLABLE, tone as u8]);
    }
    key
}

/// The heading under which a word stands in an alphabetical list: its first letter without tone, in upper case;
/// `#` for digits.
pub fn initial(word: &str) -> String {
    let first = word.nfc().find(|c| c.is_alphanumeric());
    match first.map(letter_and_tone) {
        Some((letter, _)) if letter.is_alphabetic() => letter.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

/// The letter that follows `letter` in the order of legal points.
pub fn next_point(letter: char) -> Option<char> {
    let place = POINT_LETTERS.iter().position(|known| *known == letter)?;
    POINT_LETTERS.get(place + 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_ways_agree_with_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(syllables(&format!("a{c}a")), if c.is_whitespace() { 2 } else { 1 }, "{c:?}");
            let mut lower = String::new();
            push_lower(&mut lower, &c.to_string());
            assert_eq!(lower, c.to_lowercase().to_string(), "{c:?}");
            assert_eq!(letter_and_tone(c), taken_apart(c), "{c:?}");
        }
    }

    #[test]
    fn letters_lose_their_marks_in_every_unicode_form() {
        let cases = [("Đảng", "dang"), ("ĐẢNG", "dang"), ("nghị quyết", "nghi quyet"), ("Ưu", "uu")];
        for (text, expected) in cases {
            let decomposed: String = text.nfd().collect();
            assert_eq!(bare(text), expected);
            assert_eq!(bare(&decomposed), expected);
        }
    }

    #[test]
    fn the_place_of_the_tone_makes_no_other_spelling() {
        let same = [("hoà bình", "hòa bình"), ("uỷ ban", "ủy ban"), ("thuỷ", "thuy\u{309}")];
        for (one, other) in same {
            assert_eq!(spelling(one), spelling(other));
        }
        assert_ne!(spelling("hoà"), spelling("hoá"));
        assert_ne!(spelling("hòa bình"), spelling("hoa bình"));
    }

    #[test]
    fn a_tone_leaves_its_letter_whole() {
        let cases = [('ệ', ('ê', Tone::Nang)), ('Ớ', ('Ơ', Tone::Sac)), ('đ', ('đ', Tone::Ngang)), ('ừ', ('ư', Tone::Huyen))];
        for (c, expected) in cases {
            assert_eq!(letter_and_tone(c), expected, "{c}");
        }
    }

    #[test]
    fn words_sort_as_in_a_dictionary() {
        let mut words = ["đạo", "dân", "ân", "an ninh", "ăn", "an", "ấn", "5G", "ả", "đảng", "đáng", "dang"];
        words.sort_by_key(|word| dictionary_key(word));
        let expected = ["5G", "ả", "an", "an ninh", "ăn", "ân", "ấn", "dang", "dân", "đảng", "đáng", "đạo"];
        assert_eq!(words, expected);
    }

    #[test]
    fn points_follow_the_legal_order() {
        assert_eq!(next_point('d'), Some('đ'));
        assert_eq!(next_point('e'), Some('g'));
        assert_eq!(next_point('y'), None);
        assert_eq!(next_point('f'), None);
    }

    #[test]
    fn syllables_are_counted_as_people_count_them() {
        assert_eq!(syllables("Kinh tế số chiếm khoảng 20% GDP – năm 2025"), 9);
    }
}
