//! The marks by which Vietnamese administrative documents divide themselves: Phần, Chương, Mục, Điều, `I.`, `A.`,
//! `1.`, `1.1.`, `(1)`, "Nhiệm vụ thứ nhất:", labelled heads, `a)`, `-`, `+`. One line at a time; whether a mark fits
//! its place is asked by the outline.

use crate::text::vietnamese::{POINT_LETTERS, bare, syllables};

/// A kind of division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What comes before the first division.
    Head,
    /// A document within the document: an annex, a list, what is issued with a decision.
    Attachment,
    /// `Phần thứ nhất`
    Part,
    /// `Chương I`
    Chapter,
    /// `Mục 1`
    Section,
    /// `Tiểu mục 1`
    Subsection,
    /// `A.`
    Letter,
    /// `I.`
    Roman,
    /// `Điều 1.`
    Article,
    /// A head without number, in a text that has no numbers.
    Headline,
    /// `1.`
    Number,
    /// `1.1.`
    Decimal,
    /// `(1)`
    Paren,
    /// `Nhiệm vụ thứ nhất:`
    Ordinal,
    /// `Mục tiêu tổng quát:`
    Label,
    /// `a)`
    Point,
    /// `*`, `•`
    Bullet,
    /// `-`
    Dash,
    /// `+`
    Plus,
    /// `Nơi nhận:`
    Recipients,
    /// `TM. CHÍNH PHỦ`
    Signature,
    /// The heads of a table's columns.
    Columns,
    /// A row that names a group of rows.
    Group,
    /// A row.
    Row,
    /// A paragraph without mark.
    Text,
}

/// A mark at the start of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it divides.
    pub kind: Kind,
    /// Its number in its order, where it has one.
    pub ordinal: Option<usize>,
    /// How many bytes of the line it takes, without the space after it.
    pub length: usize,
    /// For a capital that is a Roman number as well: its place among the letters.
    pub as_letter: Option<usize>,
}

impl Mark {
    fn new(kind: Kind, ordinal: Option<usize>, length: usize) -> Self {
        Self { kind, ordinal, length, as_letter: None }
    }
}

/// Labels of sections that are heads even where the scan lost their emphasis.
const LABELS: [&str; 9] =
    ["muc tieu", "mot so muc tieu", "tam nhin", "quan diem", "nguyen tac", "phuong cham", "muc dich", "yeu cau", "dinh huong"];

/// The mark that a line begins with; `emphasised` bytes of its start are bold or italic.
pub fn mark(text: &str, emphasised: usize) -> Option<Mark> {
    named(text)
        .or_else(|| closing_part(text))
        .or_else(|| article(text))
        .or_else(|| roman_or_letter(text))
        .or_else(|| number(text))
        .or_else(|| paren(text))
        .or_else(|| point(text))
        .or_else(|| bullet(text))
        .or_else(|| ordinal_label(text))
        .or_else(|| label(text, emphasised))
}

/// `Phần thứ nhất`, `Chương I`, `Mục 1`, `Tiểu mục 1`, `Phụ lục I`.
fn named(text: &str) -> Option<Mark> {
    const NAMES: [(&str, Kind); 5] = [
        ("phần", Kind::Part),
        ("chương", Kind::Chapter),
        ("tiểu mục", Kind::Subsection),
        ("mục", Kind::Section),
        ("phụ lục", Kind::Attachment),
    ];
    let lower = text.to_lowercase();
    let (name, kind) = NAMES.iter().find(|(name, _)| lower.starts_with(&format!("{name} ")))?;
    // Lower-casing Vietnamese letters keeps their length in bytes.
    let rest = text.get(name.len() + 1..)?;
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let (ordinal, length) = numeral(rest)?;
    let after = &rest[length..];
    let ends =
        after.trim().is_empty() || after.starts_with(['.', ':', '-', '–']) || after.trim_start().starts_with(['.', ':', '-', '–', '(']);
    let titled = is_caps(after.trim());
    let stop = if after.starts_with(['.', ':']) { 1 } else { 0 };
    (ends || titled).then(|| Mark::new(*kind, Some(ordinal), name.len() + 1 + length + stop))
}

/// `thứ nhất`, `II`, `3`, as a number, and its length.
fn numeral(text: &str) -> Option<(usize, usize)> {
    let word = text.split([' ', '.', ':', ',', '-', '–']).next().unwrap_or_default();
    if let Ok(number) = word.parse::<usize>() {
        return (number < 100).then_some((number, word.len()));
    }
    if let Some(number) = roman(word) {
        return Some((number, word.len()));
    }
    let second = text.get(word.len() + 1..)?.split([' ', '.', ':', ',', '-', '–', ')']).next().unwrap_or_default();
    let number = (bare(word) == "thu").then(|| count_word(second)).flatten()?;
    Some((number, word.len() + 1 + second.len()))
}

/// The number that `nhất`, `hai`… says.
fn count_word(word: &str) -> Option<usize> {
    const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let lower = word.to_lowercase();
    let lower = match lower.as_str() {
        "bẩy" => "bảy",
        "bốn" => "tư",
        "một" => "nhất",
        other => other,
    };
    WORDS.iter().position(|known| *known == lower).map(|place| place + 1)
}

/// The value of a Roman number in capitals, up to 89.
pub fn roman(text: &str) -> Option<usize> {
    if text.is_empty() || text.len() > 8 || !text.bytes().all(|sign| b"IVXL".contains(&sign)) {
        return None;
    }
    (1..90).find(|number| in_roman(*number) == text)
}

/// A number in Roman signs.
pub fn in_roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 9] = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while number >= worth && out.len() < 40 {
            out.push_str(sign);
            number -= worth;
        }
    }
    out
}

/// `Nơi nhận:` and the lines of signature.
fn closing_part(text: &str) -> Option<Mark> {
    let plain = bare(text);
    if plain.starts_with("noi nhan") && syllables(text) <= 4 {
        return Some(Mark::new(Kind::Recipients, None, text.len()));
    }
    let signs = ["TM.", "KT.", "TL.", "TUQ.", "T/M", "K/T"];
    (signs.iter().any(|sign| text.starts_with(sign)) && is_caps(text)).then(|| Mark::new(Kind::Signature, None, text.len()))
}

/// `Điều 1.`, `Điều 12a:`.
fn article(text: &str) -> Option<Mark> {
    let rest = text.strip_prefix("Điều ").or_else(|| text.strip_prefix("ĐIỀU "))?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = rest[..digits].parse().ok()?;
    let letter = rest[digits..].chars().next().filter(|c| c.is_lowercase()).map_or(0, char::len_utf8);
    let after = &rest[digits + letter..];
    let start = text.len() - after.len();
    match after.chars().next() {
        None => Some(Mark::new(Kind::Article, Some(number), start)),
        Some('.' | ':') => Some(Mark::new(Kind::Article, Some(number), start + 1)),
        _ => None,
    }
}

/// `I.`, `II-`, `A.`; a capital that may be both says so.
fn roman_or_letter(text: &str) -> Option<Mark> {
    let length = text.find(|c: char| !c.is_uppercase())?;
    let sign = &text[..length];
    let stop = text[length..].chars().next().filter(|c| matches!(c, '.' | '-' | '/' | ')' | ':'))?;
    let after = &text[length + stop.len_utf8()..];
    if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return None;
    }
    let letter = (sign.chars().count() == 1).then(|| letter_place(sign.chars().next()?.to_lowercase().next()?)).flatten();
    match (roman(sign), letter) {
        (Some(number), as_letter) => Some(Mark { as_letter, ..Mark::new(Kind::Roman, Some(number), length + 1) }),
        (None, Some(place)) => Some(Mark::new(Kind::Letter, Some(place), length + 1)),
        (None, None) => None,
    }
}

/// The place of a letter among the points: `đ` is 5.
pub fn letter_place(letter: char) -> Option<usize> {
    POINT_LETTERS.iter().position(|known| *known == letter).map(|place| place + 1)
}

/// `1.`, `1)`, `1/`, `1-`, `1.1.`, `1.1`.
fn number(text: &str) -> Option<Mark> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = digits(text);
    let value: usize = text[..first].parse().ok().filter(|value| (1..=200).contains(value))?;
    let mut length = first;
    let mut depth = 1;
    let mut last = value;
    while let Some(more) = text[length..].strip_prefix('.') {
        let count = digits(more);
        let Some(part) = more[..count].parse().ok().filter(|part| (1..100).contains(part) && !more.starts_with('0')) else { break };
        last = part;
        length += 1 + count;
        depth += 1;
    }
    let after = &text[length..];
    let stop = after.starts_with(['.', ')', '/', '-', ':']);
    let rest = if stop { &after[1..] } else { after };
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let glued = stop && after.starts_with('.') && rest.starts_with(char::is_uppercase);
    match depth {
        1 if stop && (spaced || glued) => Some(Mark::new(Kind::Number, Some(value), length + 1)),
        2.. if (spaced && !rest.trim().is_empty()) || glued => Some(Mark::new(Kind::Decimal, Some(last), length + usize::from(stop))),
        _ => None,
    }
}

/// `(1)`, `(i)`, `(a)`.
fn paren(text: &str) -> Option<Mark> {
    let inside = text.strip_prefix('(')?;
    let end = inside.find(')').filter(|end| *end <= 4)?;
    let sign = &inside[..end];
    let ordinal = sign
        .parse()
        .ok()
        .or_else(|| sign.chars().next().filter(|_| sign.chars().count() == 1).and_then(letter_place))
        .or_else(|| roman(&sign.to_uppercase()))?;
    inside[end + 1..].starts_with(char::is_whitespace).then(|| Mark::new(Kind::Paren, Some(ordinal), end + 2))
}

/// `a)`, `đ/`, `b.`.
fn point(text: &str) -> Option<Mark> {
    let letter = text.chars().next().filter(|c| c.is_lowercase())?;
    let place = letter_place(letter).or_else(|| matches!(letter, 'f' | 'j' | 'w' | 'z').then_some(0))?;
    let after = &text[letter.len_utf8()..];
    let spaced = after.get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let glued = after.starts_with(')') && after[1..].starts_with(char::is_uppercase);
    (after.starts_with([')', '.', '/']) && (spaced || glued)).then(|| Mark::new(Kind::Point, Some(place), letter.len_utf8() + 1))
}

/// `-`, `+`, `*`, `•`; an ordinal label after a dash is the stronger mark.
fn bullet(text: &str) -> Option<Mark> {
    let sign = text.chars().next()?;
    let kind = match sign {
        '-' | '–' | '—' | '−' => Kind::Dash,
        '+' => Kind::Plus,
        '*' | '•' | '·' | '●' | '○' | '▪' | '■' | '►' | '\u{f0b7}' | '\u{f0a7}' | '\u{f02d}' => Kind::Bullet,
        _ => return None,
    };
    let after = &text[sign.len_utf8()..];
    let inside = after.trim_start();
    let free = inside.is_empty() || inside.len() < after.len() || inside.starts_with(char::is_uppercase);
    if !free {
        return None;
    }
    match ordinal_label(inside) {
        Some(mark) => Some(Mark { length: text.len() - inside.len() + mark.length, ..mark }),
        None => Some(Mark::new(kind, None, sign.len_utf8())),
    }
}

/// `Nhiệm vụ thứ nhất:`, `Thứ hai,`, `Một là,`.
fn ordinal_label(text: &str) -> Option<Mark> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let end = text.find([':', ',', '.'])?;
    let label = &text[..end];
    let words: Vec<&str> = label.split_whitespace().collect();
    let count = match words.as_slice() {
        [number, la] if *la == "là" => count_word(number)?,
        [noun @ .., thu, number] if thu.to_lowercase() == "thứ" && noun.len() <= 3 && !noun.contains(&"lần") => count_word(number)?,
        _ => return None,
    };
    Some(Mark::new(Kind::Ordinal, Some(count), end + 1))
}

/// A short head that ends in a colon and is followed by its text.
fn label(text: &str, emphasised: usize) -> Option<Mark> {
    let end = text.find(':').map(|at| at + 1)?;
    let is_short = syllables(&text[..end]) <= 12 && text.starts_with(char::is_uppercase);
    let goes_on = !text[end..].trim().is_empty();
    let set_apart = emphasised > 0 && emphasised < text.len() && (end - 1..=end).contains(&emphasised);
    let known = || {
        let plain = bare(&text[..end]);
        LABELS.iter().any(|label| plain.starts_with(label)) && syllables(&text[..end]) <= 8
    };
    (is_short && goes_on && (set_apart || known())).then(|| Mark::new(Kind::Label, None, end))
}

/// Whether a text has letters and all of them are capitals.
pub fn is_caps(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_in_every_form() {
        type Found<'a> = Option<(Kind, Option<usize>, &'a str)>;
        let cases: [(&str, Found<'_>); 39] = [
            ("Phần thứ nhất", Some((Kind::Part, Some(1), "Phần thứ nhất"))),
            ("PHẦN II. TỔ CHỨC", Some((Kind::Part, Some(2), "PHẦN II."))),
            ("Phần lớn các đơn vị", None),
            ("Chương IV", Some((Kind::Chapter, Some(4), "Chương IV"))),
            ("Chương I QUY ĐỊNH CHUNG", Some((Kind::Chapter, Some(1), "Chương I"))),
            ("Chương I của Luật này", None),
            ("Chương trình hành động", None),
            ("Mục 2. TỔ CHỨC", Some((Kind::Section, Some(2), "Mục 2."))),
            ("Mục tiêu chung", None),
            ("Phụ lục I", Some((Kind::Attachment, Some(1), "Phụ lục I"))),
            ("Điều 12. Hiệu lực", Some((Kind::Article, Some(12), "Điều 12."))),
            ("Điều 12 của Luật này", None),
            ("II. NHIỆM VỤ", Some((Kind::Roman, Some(2), "II."))),
            ("I- MỤC ĐÍCH", Some((Kind::Roman, Some(1), "I-"))),
            ("B. TỔ CHỨC", Some((Kind::Letter, Some(2), "B."))),
            ("M.T", None),
            ("1. Đổi mới", Some((Kind::Number, Some(1), "1."))),
            ("1.Đổi mới", Some((Kind::Number, Some(1), "1."))),
            ("2/ Đổi mới", Some((Kind::Number, Some(2), "2/"))),
            ("2.3. Đổi mới", Some((Kind::Decimal, Some(3), "2.3."))),
            ("2.3 Đổi mới", Some((Kind::Decimal, Some(3), "2.3"))),
            ("4.0 vừa được ban hành", None),
            ("2020. Sau đó", None),
            ("25/7/2018 của Bộ", None),
            ("8 nhóm nhiệm vụ", None),
            ("(1) Chủ động", Some((Kind::Paren, Some(1), "(1)"))),
            ("(Kèm theo Hướng dẫn)", None),
            ("đ) Bộ Tài chính:", Some((Kind::Point, Some(5), "đ)"))),
            ("b. Nội dung", Some((Kind::Point, Some(2), "b."))),
            ("- Nội dung", Some((Kind::Dash, None, "-"))),
            ("– Nội dung", Some((Kind::Dash, None, "–"))),
            ("-5 độ", None),
            ("+ Nội dung", Some((Kind::Plus, None, "+"))),
            ("- Nhiệm vụ thứ ba. Chính sách", Some((Kind::Ordinal, Some(3), "- Nhiệm vụ thứ ba."))),
            ("Hai là, tăng cường", Some((Kind::Ordinal, Some(2), "Hai là,"))),
            ("Cách mạng công nghiệp lần thứ tư. Sau", None),
            ("Tầm nhìn đến năm 2045: Việt Nam", Some((Kind::Label, None, "Tầm nhìn đến năm 2045:"))),
            ("Nơi nhận:", Some((Kind::Recipients, None, "Nơi nhận:"))),
            ("TM. CHÍNH PHỦ", Some((Kind::Signature, None, "TM. CHÍNH PHỦ"))),
        ];
        for (text, expected) in cases {
            let found = mark(text, 0).map(|mark| (mark.kind, mark.ordinal, &text[..mark.length]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn roman_numbers_are_read() {
        for (text, value) in [("I", Some(1)), ("IV", Some(4)), ("XIX", Some(19)), ("IIII", None), ("", None), ("MC", None)] {
            assert_eq!(roman(text), value, "{text}");
        }
    }
}
