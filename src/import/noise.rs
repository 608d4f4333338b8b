//! Lines of a file that are no part of the document: page numbers and running heads, column heads that are repeated
//! on each page, rules, what a web page puts around its text, and copies of the text without tone marks. Each is named
//! by line with a reason; nothing else is ever left out.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::Physical;
use crate::text::vietnamese::{bare, syllables};

/// Lines that are no part of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Noise {
    /// First and last line.
    pub lines: (usize, usize),
    /// What they are.
    pub reason: Reason,
}

/// Why a line is no part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A drawn line.
    Rule,
    /// The number of a page.
    PageNumber,
    /// What is printed at the head or foot of every page.
    RunningHead,
    /// The heads of a table's columns, repeated on a new page.
    ColumnHeads,
    /// The same text once more, without tone marks.
    Unaccented,
    /// Title or first paragraph repeated at the foot of a web page.
    Repeated,
    /// Buttons of a web page.
    Buttons,
    /// Other articles.
    Teasers,
}

impl Reason {
    /// The key of its words among the program's messages.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rule => "import-noise-rule",
            Self::PageNumber => "import-noise-page-number",
            Self::RunningHead => "import-noise-running-head",
            Self::ColumnHeads => "import-noise-column-heads",
            Self::Unaccented => "import-noise-unaccented",
            Self::Repeated => "import-noise-repeated",
            Self::Buttons => "import-noise-buttons",
            Self::Teasers => "import-noise-teasers",
        }
    }

    /// Its words in the list of sources, which is Vietnamese whatever language the program speaks.
    pub fn written(self) -> &'static str {
        match self {
            Self::Rule => "Đường kẻ, không phải lời văn.",
            Self::PageNumber => "Số trang.",
            Self::RunningHead => "Dòng lặp lại ở đầu hoặc cuối mỗi trang.",
            Self::ColumnHeads => "Hàng tên cột của bảng, lặp lại khi sang trang.",
            Self::Unaccented => "Bản chép lại không dấu của chính bài này.",
            Self::Repeated => "Tên bài hoặc đoạn mở đầu lặp lại ở cuối trang web.",
            Self::Buttons => "Nút chia sẻ, bình luận của trang web.",
            Self::Teasers => "Tin liên quan, không thuộc văn bản này.",
        }
    }
}

/// Why each line is noise, by its place in `lines`.
pub fn reasons(lines: &[Physical]) -> Vec<Option<Reason>> {
    let mut reasons = vec![None; lines.len()];
    mark_rules(lines, &mut reasons);
    mark_page_numbers(lines, &mut reasons);
    mark_running_heads(lines, &mut reasons);
    mark_column_heads(lines, &mut reasons);
    mark_teasers(lines, &mut reasons);
    mark_unaccented(lines, &mut reasons);
    mark_buttons(lines, &mut reasons);
    mark_repeated(lines, &mut reasons);
    reasons
}

/// Runs of lines with one reason, blank lines between them included.
pub fn gather(lines: &[Physical], reasons: &[Option<Reason>]) -> Vec<Noise> {
    let mut found: Vec<Noise> = Vec::new();
    let mut broken = true;
    for (line, reason) in lines.iter().zip(reasons) {
        match reason {
            None if line.is_blank() => {}
            None => broken = true,
            Some(reason) => {
                match found.last_mut() {
                    Some(last) if !broken && last.reason == *reason => last.lines.1 = line.number,
                    _ => found.push(Noise { lines: (line.number, line.number), reason: *reason }),
                }
                broken = false;
            }
        }
    }
    found
}

fn mark_rules(lines: &[Physical], reasons: &mut [Option<Reason>]) {
    for (line, reason) in lines.iter().zip(reasons) {
        // A row of dots is to be filled in by hand and belongs to the text.
        let drawn =
            !line.text.is_empty() && line.text.chars().all(|c| matches!(c, '-' | '_' | '=' | '—' | '–' | '─' | '*' | ' ' | ':' | '|'));
        if drawn && line.text.chars().filter(|c| !c.is_whitespace()).count() >= 3 {
            *reason = Some(Reason::Rule);
        }
    }
}

/// A number alone on its line, `- 3 -`, `Trang 3/10`. A number alone is a page's only beside others that rise, at the
/// beginning, or inside a sentence; any other may be a figure of the text.
fn mark_page_numbers(lines: &[Physical], reasons: &mut [Option<Reason>]) {
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Physical::is_blank);
    let lone: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| line.text.len() <= 3 && line.cells.is_empty() && blank(at.checked_sub(1)) && blank(Some(at + 1)))
        .filter_map(|(at, line)| Some((at, line.text.parse().ok()?)))
        .collect();
    for (place, (at, number)) in lone.iter().enumerate() {
        let rises = |a: usize, b: usize| b > a && b <= a + 3;
        let before = place.checked_sub(1).is_some_and(|before| rises(lone[before].1, *number));
        let after = lone.get(place + 1).is_some_and(|after| rises(*number, after.1));
        if before || after || (lone.len() == 1 && *number <= 3) || is_inside_a_sentence(lines, *at) || is_inside_a_table(lines, *at) {
            reasons[*at] = Some(Reason::PageNumber);
        }
    }
    for (line, reason) in lines.iter().zip(reasons.iter_mut()) {
        if is_labelled_page_number(&line.text) {
            *reason = Some(Reason::PageNumber);
        }
    }
}

/// Whether rows of a table stand before and after a line.
fn is_inside_a_table(lines: &[Physical], at: usize) -> bool {
    let is_row = |line: Option<&Physical>| line.is_some_and(|line| !line.cells.is_empty());
    is_row(lines[..at].iter().rfind(|line| !line.is_blank())) && is_row(lines[at + 1..].iter().find(|line| !line.is_blank()))
}

/// Whether the sentence before a line goes on after it.
fn is_inside_a_sentence(lines: &[Physical], at: usize) -> bool {
    let before = lines[..at].iter().rfind(|line| !line.is_blank()).map_or("", |line| line.text.as_str());
    let after = lines[at + 1..].iter().find(|line| !line.is_blank()).map_or("", |line| line.text.as_str());
    let unfinished = !before.is_empty() && !before.ends_with(['.', ';', ':', '!', '?', '…', ')', '”']);
    unfinished && (super::lines::ends_inside_a_sentence(before) || (after.starts_with(char::is_lowercase) && syllables(before) >= 6))
}

fn is_labelled_page_number(text: &str) -> bool {
    let inside = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' ' | '[' | ']'));
    let dashed = inside.len() < text.len() && text.starts_with(['-', '–', '—', '[']) && text.ends_with(['-', '–', '—', ']']);
    let digits = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    let plain = bare(text);
    let of_pages = |text: &str| text.split(['/', ' ']).filter(|part| !part.is_empty() && *part != "tren").all(digits);
    (dashed && digits(inside))
        || plain.strip_prefix("trang ").is_some_and(|rest| of_pages(rest.trim_end_matches('.')))
        || plain.strip_prefix("page ").is_some_and(|rest| of_pages(&rest.replace("of", "/")))
}

/// Short lines that stand beside page numbers again and again.
fn mark_running_heads(lines: &[Physical], reasons: &mut [Option<Reason>]) {
    let shape = |line: &Physical| bare(&line.text).chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    let beside = |place: usize| {
        let number = |other: Option<&usize>| other.is_some_and(|at| reasons[*at] == Some(Reason::PageNumber));
        number(place.checked_sub(1).and_then(|before| filled.get(before))) || number(filled.get(place + 1))
    };
    let mut counts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, at) in filled.iter().enumerate() {
        let line = &lines[*at];
        if reasons[*at].is_none() && syllables(&line.text) <= 14 && beside(place) && shape(line).trim().len() > 3 {
            counts.entry(shape(line)).or_default().push(*at);
        }
    }
    for places in counts.values().filter(|places| places.len() >= 2) {
        for at in places {
            reasons[*at] = Some(Reason::RunningHead);
        }
    }
}

/// A row equal to the first row of a table before it.
fn mark_column_heads(lines: &[Physical], reasons: &mut [Option<Reason>]) {
    let mut heads: BTreeSet<&[String]> = BTreeSet::new();
    let mut before_is_row = false;
    for (at, line) in lines.iter().enumerate() {
        if line.cells.len() >= 2 && reasons[at].is_none() {
            let whole = line.cells.iter().all(|cell| !cell.is_empty());
            if heads.contains(line.cells.as_slice()) {
                reasons[at] = Some(Reason::ColumnHeads);
            } else if !before_is_row && whole && line.cells.iter().all(|cell| cell.parse::<f64>().is_err()) {
                heads.insert(&line.cells);
            }
            before_is_row = true;
        } else if !line.is_blank() && reasons[at].is_none() {
            before_is_row = false;
        }
    }
}

/// From a line such as `Tin liên quan` to the end, where nothing that follows looks like a document.
fn mark_teasers(lines: &[Physical], reasons: &mut [Option<Reason>]) {
    const HEADS: [&str; 10] = [
        "tin lien quan",
        "bai viet lien quan",
        "cac tin khac",
        "tin khac",
        "tin cung chuyen muc",
        "cac bai khac",
        "doc nhieu nhat",
        "doc them",
        "tin moi hon",
        "tin cu hon",
    ];
    let start = lines.iter().position(|line| HEADS.contains(&bare(line.text.trim_end_matches([':', '.', '»'])).trim()));
    let Some(start) = start.filter(|start| start * 4 > lines.len()) else { return };
    let goes_on =
        lines[start..].iter().any(|line| super::marks::mark(&line.text, 0).is_some_and(|mark| mark.kind == super::marks::Kind::Article));
    if goes_on {
        return;
    }
    for at in start..lines.len() {
        if !lines[at].is_blank() {
            reasons[at] = Some(Reason::Teasers);
        }
    }
}

/// Lines without any tone mark that repeat earlier lines which have them; short lines among them go with them.
fn mark_unaccented(lines: &[Physical], reasons: &mut [Option<Reason>]) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut copies = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let plain = bare(&line.text);
        let copy = line.text.is_ascii() || line.text.to_lowercase() == plain || bare_apart_from_signs(&line.text, &plain);
        if copy && syllables(&line.text) >= 3 && seen.contains(&plain) {
            copies.push(at);
        } else if !copy {
            seen.insert(plain);
        }
    }
    if copies.len() < 3 {
        return;
    }
    for at in &copies {
        reasons[*at] = Some(Reason::Unaccented);
    }
    // A signature has no tone marks to lose; after its copy it stands once more.
    let (first, last) = (copies[0], copies[copies.len() - 1]);
    let before: BTreeSet<&str> = lines[..first].iter().map(|line| line.text.as_str()).collect();
    for at in first..lines.len() {
        let near = at < last || lines[(last + 1).min(at)..at].iter().all(|line| line.is_blank());
        if near
            && reasons[at].is_none()
            && !lines[at].is_blank()
            && before.contains(lines[at].text.as_str())
            && syllables(&lines[at].text) < 4
        {
            reasons[at] = Some(Reason::Unaccented);
        }
    }
}

/// Whether a text has no tone marks, whatever quotation marks it has.
fn bare_apart_from_signs(text: &str, plain: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(text) == letters(plain)
}

/// Two or more lines in a row that are buttons of a web page.
fn mark_buttons(lines: &[Physical], reasons: &mut [Option<Reason>]) {
    const BUTTONS: [&str; 30] = [
        "gioi thieu cho ban be",
        "gplus",
        "google+",
        "pinterest",
        "facebook",
        "twitter",
        "zalo",
        "linkedin",
        "chia se",
        "chia se:",
        "in bai",
        "in bai viet",
        "in trang",
        "binh luan",
        "dang binh luan",
        "gui binh luan",
        "danh gia",
        "gui email",
        "gui mail",
        "tweet",
        "like",
        "share",
        "print",
        "luu bai viet",
        "copy link",
        "sao chep lien ket",
        "nghe doc bai",
        "theo doi",
        "y kien ban doc",
        "tro ve dau trang",
    ];
    let is_button = |line: &Physical| {
        let plain = bare(line.text.trim_matches(|c: char| !c.is_alphanumeric() && c != '+'));
        BUTTONS.contains(&plain.trim())
    };
    let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    for run in filled.chunk_by(|a, b| is_button(&lines[*a]) == is_button(&lines[*b])) {
        if run.len() >= 2 && is_button(&lines[run[0]]) {
            for at in run {
                reasons[*at] = Some(Reason::Buttons);
            }
        }
    }
}

/// Lines beside the noise of a web page that stand earlier in the text as well.
fn mark_repeated(lines: &[Physical], reasons: &mut [Option<Reason>]) {
    let of_web = |reason: Option<Reason>| matches!(reason, Some(Reason::Unaccented | Reason::Buttons | Reason::Teasers | Reason::Repeated));
    let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut again = Vec::new();
    for at in &filled {
        if !seen.insert(lines[*at].text.as_str()) && syllables(&lines[*at].text) >= 4 {
            again.push(*at);
        }
    }
    loop {
        let next = filled.iter().enumerate().find(|(place, at)| {
            let beside = [place.checked_sub(1), Some(place + 1)].into_iter().flatten().filter_map(|other| filled.get(other));
            reasons[**at].is_none() && again.contains(*at) && beside.into_iter().any(|other| of_web(reasons[*other]))
        });
        match next {
            Some((_, at)) => reasons[*at] = Some(Reason::Repeated),
            None => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::layout::physical_lines;

    fn found(text: &str) -> Vec<((usize, usize), Reason)> {
        let lines = physical_lines(text);
        gather(&lines, &reasons(&lines)).into_iter().map(|noise| (noise.lines, noise.reason)).collect()
    }

    #[test]
    fn noise_is_named_by_line() {
        let cases = [
            ("Một câu\n\n2\n\nnối tiếp\n\n3\n\nrồi hết", vec![((3, 3), Reason::PageNumber), ((7, 7), Reason::PageNumber)]),
            ("a\n- 12 -\nTrang 3/10\nb", vec![((2, 3), Reason::PageNumber)]),
            ("Tổng số:\n\n250\n\nhộ", vec![]),
            ("a\n-----\nb", vec![((2, 2), Reason::Rule)]),
            ("TT\tTên\n1\tMột\n\nTT\tTên\n2\tHai", vec![((4, 4), Reason::ColumnHeads)]),
            ("văn bản\n\nGiới thiệu cho bạn bè\n • gplus\n\nBình luận", vec![((3, 6), Reason::Buttons)]),
            ("Bài\n\nMột\n\nHai\n\nTin Liên Quan\n\nBài khác", vec![((7, 9), Reason::Teasers)]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_running_head_stands_beside_page_numbers() {
        let text = "CÔNG BÁO/Số 12\n\n2\n\nmột\n\nCÔNG BÁO/Số 12\n\n3\n\nhai";
        let heads: Vec<_> = found(text).into_iter().filter(|(_, reason)| *reason == Reason::RunningHead).map(|(lines, _)| lines).collect();
        assert_eq!(heads, [(1, 1), (7, 7)]);
    }
}
