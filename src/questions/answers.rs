//! What counts as right, in the terms of systems that compare letter by letter: the ways of writing a number, shares of
//! points, and the arrangements of two items. The rules are those of the page's own marking (`marking.js`).

use crate::parse::quiz::{Answer, Choice, Pair, Short, Wording};

/// The shares of a question's points that Moodle accepts for an answer, in per cent (`question_bank`, Moodle 2.1 on).
/// Any other number is refused on import.
const MOODLE_SHARES: [(f64, &str); 20] = [
    (100.0, "100"),
    (90.0, "90"),
    (83.33333, "83.33333"),
    (80.0, "80"),
    (75.0, "75"),
    (70.0, "70"),
    (66.66667, "66.66667"),
    (60.0, "60"),
    (50.0, "50"),
    (40.0, "40"),
    (33.33333, "33.33333"),
    (30.0, "30"),
    (25.0, "25"),
    (20.0, "20"),
    (16.66667, "16.66667"),
    (14.28571, "14.28571"),
    (12.5, "12.5"),
    (11.11111, "11.11111"),
    (10.0, "10"),
    (5.0, "5"),
];

/// Numbers that a short answer accepts.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// Each accepted number.
    pub values: Vec<f64>,
    /// How far a given number may be off.
    pub tolerance: f64,
    /// Whether a per cent sign may follow.
    pub percent: bool,
    /// Accepted answers that are no numbers and cannot stand beside a tolerance.
    pub left_out: Vec<String>,
}

/// The number that a text writes: decimal comma or point, a per cent sign after it or not.
pub fn number(text: &str) -> Option<f64> {
    let written: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let written = written.replace('\u{2212}', "-").replace(',', ".");
    let digits = written.trim_start_matches(['-', '+']);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = is_digits(whole) && is_digits(fraction) && written.len() <= digits.len() + 1;
    plain.then(|| written.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
}

/// The numbers of a short answer that is about numbers: all its answers are, or it says how far one may be off.
/// `1.000` alone stays a text: whether a thousand or one is meant, no other system can know.
pub fn numbers(short: &Short) -> Option<Numbers> {
    let is_number = |text: &str| number(text).is_some() && (short.tolerance.is_some() || !is_grouped(text));
    let (numeric, texts): (Vec<&Wording>, Vec<&Wording>) = short.accept.iter().partition(|answer| is_number(&answer.text));
    if numeric.is_empty() || (short.tolerance.is_none() && !texts.is_empty()) {
        return None;
    }
    Some(Numbers {
        values: numeric.iter().filter_map(|answer| number(&answer.text)).collect(),
        tolerance: short.tolerance.unwrap_or_default(),
        percent: numeric.iter().any(|answer| answer.text.contains('%')),
        left_out: texts.into_iter().map(|answer| answer.text.clone()).collect(),
    })
}

/// Whether a number looks as if its digits were grouped by three.
fn is_grouped(text: &str) -> bool {
    let last = text.trim_end_matches(['%', ' ']).rsplit_once(['.', ',']);
    last.is_some_and(|(before, group)| group.len() == 3 && !before.trim_start_matches(['-', '+', '0']).is_empty())
}

/// The number that a text is and nothing else: no per cent sign, no digits that may be grouped.
pub fn plain_number(text: &str) -> Option<f64> {
    number(text).filter(|_| !is_grouped(text) && !text.contains('%'))
}

/// Every way of writing the accepted texts that counts as the same: a number with comma and with point, with its per
/// cent sign and without.
pub fn variants<'a>(accepted: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut variants: Vec<String> = Vec::new();
    let mut add = |text: String| {
        if !text.is_empty() && !variants.contains(&text) {
            variants.push(text);
        }
    };
    for text in accepted {
        add(text.to_owned());
        if number(text).is_some() {
            let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
            for way in [bare.replace('.', ","), bare.replace(',', ".")] {
                add(way.clone());
                if text.contains('%') {
                    add(format!("{way}%"));
                }
            }
        }
    }
    variants
}

/// The share of each right choice where several are right, as Moodle writes it, and whether it is exact.
pub fn moodle_share(right: usize) -> (&'static str, bool) {
    // No quiz has more choices than a float counts exactly.
    let wanted = 100.0 / right.max(1) as f64;
    let near = |share: &f64| (share - wanted).abs();
    let best = MOODLE_SHARES.iter().min_by(|(a, _), (b, _)| near(a).total_cmp(&near(b)));
    best.map_or(("100", false), |(share, written)| (written, near(share) < 1e-5))
}

/// How many choices are right.
pub fn right_count(choices: &[Choice]) -> usize {
    choices.iter().filter(|choice| choice.right).count()
}

/// Two items can stand in two ways only. Those of an answer with two pairs or two items, the right one first: for
/// systems whose matching needs three. The points are the same, for half right is impossible.
pub fn two_ways(answer: &Answer) -> Option<[String; 2]> {
    let both = |first: (&str, &str), second: (&str, &str)| format!("{} – {}; {} – {}", first.0, first.1, second.0, second.1);
    match answer {
        Answer::Match(pairs) => match pairs.as_slice() {
            [Pair { left: a, right: x }, Pair { left: b, right: y }] => {
                let ((a, x), (b, y)) = ((a.text.as_str(), x.text.as_str()), (b.text.as_str(), y.text.as_str()));
                Some([both((a, x), (b, y)), both((a, y), (b, x))])
            }
            _ => None,
        },
        Answer::Order(items) => match items.as_slice() {
            [a, b] => Some([format!("1. {}; 2. {}", a.text, b.text), format!("1. {}; 2. {}", b.text, a.text)]),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_page_reads_them() {
        let cases = [
            ("7,5", Some(7.5)),
            ("7.5", Some(7.5)),
            ("20%", Some(20.0)),
            ("20 %", Some(20.0)),
            ("−3", Some(-3.0)),
            ("+3", Some(3.0)),
            ("ba", None),
            ("3.", None),
            ("--3", None),
            ("%", None),
            ("1e5", None),
            ("inf", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
        assert!(is_grouped("1.000") && is_grouped("12,500%") && !is_grouped("0,125") && !is_grouped("7,5"));
    }

    #[test]
    fn a_number_is_accepted_in_every_way_it_is_written() {
        assert_eq!(variants(["7,5%", "bảy rưỡi"]), ["7,5%", "7,5", "7.5", "7.5%", "bảy rưỡi"]);
        assert_eq!(variants(["3"]), ["3"]);
    }

    #[test]
    fn shares_come_from_the_list_of_moodle() {
        assert_eq!(moodle_share(3), ("33.33333", true));
        assert_eq!(moodle_share(8), ("12.5", true));
        assert_eq!(moodle_share(11), ("10", false));
        for right in 1..=10 {
            assert!(moodle_share(right).1, "{right}");
        }
    }
}
