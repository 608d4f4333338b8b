//! How documents are named in running text: by number and date, as in `Nghị quyết số 52-NQ/TW ngày 27 tháng 9 năm 2019`.

use crate::text::Date;

/// A document named by its number, as in `Nghị quyết số 52-NQ/TW ngày 27 tháng 9 năm 2019 của Bộ Chính trị`.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The number without inner spaces.
    pub number: String,
    /// The date that belongs to it.
    pub date: Option<Date>,
    /// The bytes of the date, as written.
    pub date_at: std::ops::Range<usize>,
    /// The bytes of the whole mention.
    pub at: std::ops::Range<usize>,
}

/// The document number that `text` begins with, without inner spaces, and its length as written.
pub fn number_at(text: &str) -> Option<(String, usize)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 5 {
        return None;
    }
    let mut number = text[..digits].to_owned();
    let mut at = digits;
    let mut has_sign = false;
    loop {
        let spaces = text[at..].len() - text[at..].trim_start_matches(' ').len();
        let Some(stop) = text[at + spaces..].chars().next().filter(|c| matches!(c, '/' | '-' | '–')) else { break };
        let after = at + spaces + stop.len_utf8();
        let gap = text[after..].len() - text[after..].trim_start_matches(' ').len();
        let part = &text[after + gap..];
        let length = part.find(|c: char| !c.is_alphanumeric() && c != '&').unwrap_or(part.len());
        let sign = &part[..length];
        // A dash with spaces around it goes on with a number only before capitals.
        let is_year = stop == '/' && sign.len() == 4 && sign.bytes().all(|b| b.is_ascii_digit());
        if !sign.starts_with(char::is_uppercase) && !is_year {
            break;
        }
        if has_sign && spaces + gap > 0 {
            break;
        }
        has_sign |= sign.starts_with(char::is_uppercase);
        number.push(if stop == '–' { '-' } else { stop });
        number.push_str(sign);
        at = after + gap + length;
    }
    has_sign.then_some((number, at))
}

/// The date that `text` begins with, and its length: `ngày 17 tháng 4 năm 2020`, `ngày 17/4/2020`, `27-9-2019`.
pub fn date_at(text: &str) -> Option<(Date, usize)> {
    let rest = text.strip_prefix("ngày ").or_else(|| text.strip_prefix("Ngày ")).unwrap_or(text);
    let start = text.len() - rest.len();
    let digits = |text: &str, most: usize| {
        let length = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (1..=most).contains(&length).then_some(length)
    };
    let mut at = start;
    let day = &text[at..at + digits(rest, 2)?];
    at += day.len();
    let by_words = text[at..].starts_with(" tháng ");
    at += if by_words { " tháng ".len() } else { text[at..].chars().next().filter(|c| matches!(c, '/' | '-' | '.'))?.len_utf8() };
    let month = &text[at..at + digits(&text[at..], 2)?];
    at += month.len();
    at += if by_words {
        text[at..].starts_with(" năm ").then_some(" năm ".len())?
    } else {
        text[at..].chars().next().filter(|c| matches!(c, '/' | '-' | '.'))?.len_utf8()
    };
    let year = &text[at..at + digits(&text[at..], 4).filter(|length| *length == 4)?];
    let date = Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))?;
    Some((date, at + year.len()))
}

/// Every document that `text` names with its number.
pub fn mentions(text: &str) -> Vec<Mention> {
    const FAR: usize = 90;
    let mut found: Vec<Mention> = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("số ").map(|at| from + at + "số ".len()) {
        from = start;
        let Some((number, length)) = number_at(&text[start..]) else { continue };
        let end = start + length;
        // The date stands soon after, before another document is named.
        let clause = &text[end..];
        let stop = [clause.find("số "), clause.find([';', '.'])].into_iter().flatten().min().unwrap_or(clause.len());
        let near = clause[..stop]
            .find("ngày ")
            .filter(|at| *at <= FAR)
            .and_then(|at| date_at(&clause[at..]).map(|(date, length)| (date, end + at..end + at + length)));
        let (date, date_at) = near.map_or((None, end..end), |(date, at)| (Some(date), at));
        found.push(Mention { number, date, at: start..date_at.end, date_at });
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let cases = [
            ("50 /NQ-CP", Some(("50/NQ-CP", 9))),
            ("116 -HD/BTGTW, ngày", Some(("116-HD/BTGTW", 13))),
            ("52 - NQ/TW, ngày", Some(("52-NQ/TW", 10))),
            ("99/2003/NĐ-CP ngày", Some(("99/2003/NĐ-CP", 14))),
            ("1269/QĐ-TTg ngày", Some(("1269/QĐ-TTg", 12))),
            ("30 ngày", None),
            ("25/7/2018", None),
            ("52 của Bộ", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number_at(text).as_ref().map(|(number, length)| (number.as_str(), *length)), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for text in ["ngày 27 tháng 9 năm 2019", "27/9/2019", "ngày 27-9-2019", "27/09/2019."] {
            assert_eq!(date_at(text).map(|(date, _)| date.iso()).as_deref(), Some("2019-09-27"), "{text}");
        }
        assert_eq!(date_at("30 tháng 2 năm 2019"), None);
    }

    #[test]
    fn a_date_belongs_to_the_nearest_number() {
        let text = "Nghị quyết số 22/NQ-CP ngày 18 tháng 10 năm 2019 thực hiện Nghị quyết số 30-NQ/TW ngày 25 tháng 7 năm 2018 của Bộ Chính trị; Nghị quyết số 17/NQ-CP; ngày 1/1/2020";
        let found: Vec<_> = mentions(text).into_iter().map(|mention| (mention.number, mention.date.map(Date::iso))).collect();
        let expected = [("22/NQ-CP", Some("2019-10-18")), ("30-NQ/TW", Some("2018-07-25")), ("17/NQ-CP", None)];
        assert_eq!(found, expected.map(|(number, date)| (number.to_owned(), date.map(str::to_owned))));
    }
}
