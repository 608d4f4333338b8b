//! One physical line of a document without the marks of its layout: head marks, emphasis, tags, list indents. What
//! the marks said (a head, bold words at the start, a row of a table) is kept beside the text.

/// A line of the file as it stands there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Physical {
    /// Its number, from 1.
    pub number: usize,
    /// Its text without marks of layout, white space collapsed.
    pub text: String,
    /// Whether it carried head marks.
    pub heading: bool,
    /// How many bytes at the start of the text were emphasised.
    pub emphasised: usize,
    /// The cells of a row; empty for running text.
    pub cells: Vec<String>,
    /// The parts of a line that is set in two columns, such as a letterhead; empty for running text.
    pub columns: Vec<String>,
    /// Whether the line is broken on purpose (two spaces or a backslash at its end).
    pub hard_break: bool,
    /// How many characters it takes in the file.
    pub width: usize,
}

impl Physical {
    /// Whether it holds no text.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.cells.is_empty()
    }

    /// Whether all of it is emphasised.
    pub fn is_emphasised(&self) -> bool {
        self.emphasised > 0 && self.emphasised == self.text.len()
    }
}

/// The lines of a text. Emphasis that is still open at the end of a line goes on in the next of the same paragraph. Of
/// blank lines that follow each other only the first is there: it says what all of them say.
pub fn physical_lines(text: &str) -> Vec<Physical> {
    let mut open = Open::default();
    let mut lines: Vec<Physical> = Vec::new();
    for (number, raw) in (1..).zip(text.lines()) {
        if raw.trim().is_empty() {
            open = Open::default();
        }
        let line = physical(number, raw, &mut open);
        if !(line.is_blank() && lines.last().is_some_and(Physical::is_blank)) {
            lines.push(line);
        }
    }
    lines
}

/// Emphasis that is open.
#[derive(Clone, Copy, Default)]
struct Open {
    strong: bool,
    emphasis: bool,
    tags: usize,
}

impl Open {
    fn any(self) -> bool {
        self.strong || self.emphasis || self.tags > 0
    }
}

fn physical(number: usize, raw: &str, open: &mut Open) -> Physical {
    let raw = raw.trim_matches('\u{feff}').trim_start_matches('\u{c}');
    let hard_break = raw.ends_with("  ") || raw.trim_end().ends_with('\\');
    let width = raw.trim().chars().count();
    let trimmed = raw.trim().trim_end_matches('\\').trim_end();
    let (heading, inside) = without_head_marks(trimmed);
    let base = Physical { number, heading, hard_break, width, ..Physical::default() };
    if let Some(cells) = cells(raw) {
        let cells: Vec<String> = cells.into_iter().map(|cell| plain(cell, &mut Open::default()).0).collect();
        let text = cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        return match is_letterhead(&text) && cells.len() <= 3 {
            true => Physical { text, columns: cells, ..base },
            false => Physical { text, cells, ..base },
        };
    }
    let columns = columns(inside);
    let (text, emphasised) = plain(inside, open);
    Physical { text, emphasised, columns, ..base }
}

/// Strips `#` to `######` with the space after them, and closing ones.
fn without_head_marks(line: &str) -> (bool, &str) {
    let marks = line.len() - line.trim_start_matches('#').len();
    let rest = &line[marks..];
    if !(1..=6).contains(&marks) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return (false, line);
    }
    let rest = rest.trim();
    let closed = rest.trim_end_matches('#');
    (true, if closed.len() < rest.len() && (closed.is_empty() || closed.ends_with(' ')) { closed.trim_end() } else { rest })
}

/// The cells of a row: divided by tabs, or by bars at both ends.
fn cells(raw: &str) -> Option<Vec<&str>> {
    let trimmed = raw.trim();
    if let Some(inside) = trimmed.strip_prefix('|').and_then(|inside| inside.strip_suffix('|')) {
        return Some(inside.split('|').map(str::trim).collect());
    }
    if !trimmed.contains('\t') {
        return None;
    }
    let cells: Vec<&str> = raw.trim_end_matches(['\r', '\n']).split('\t').map(str::trim).collect();
    // `1.<tab>Text` is a list as word processors write it to plain text.
    let filled: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let is_item = cells.len() == 2 && filled.len() == 2 && is_bare_mark(filled[0]);
    (!is_item).then_some(cells)
}

fn is_bare_mark(text: &str) -> bool {
    let dashes = ["-", "–", "—", "+", "*", "•", "·", "o"];
    let closes = text.ends_with(['.', ')', '/', ':']);
    dashes.contains(&text) || (closes && text.chars().count() <= 10)
}

/// Whether a text is a letterhead or closing, which offices set in two columns.
pub fn is_letterhead(text: &str) -> bool {
    let bare = crate::text::vietnamese::bare(text);
    ["cong hoa xa hoi chu nghia", "doc lap - tu do", "noi nhan:", "dang cong san viet nam"].iter().any(|known| bare.contains(known))
        || (bare.starts_with("so:") && bare.contains("ngay"))
}

/// The parts of a line that three or more spaces divide.
fn columns(line: &str) -> Vec<String> {
    let parts: Vec<String> = line.split("   ").map(|part| plain(part, &mut Open::default()).0).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// The text without emphasis and tags, and how many of its first bytes were emphasised.
fn plain(line: &str, open: &mut Open) -> (String, usize) {
    let mut out = Plain { text: String::with_capacity(line.len()), first: None, ended: None };
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let before = line[..line.len() - rest.len()].chars().next_back();
        let mut length = c.len_utf8();
        let after = rest[length..].chars().next();
        match c {
            '\\' if after.is_some_and(|next| next.is_ascii_punctuation()) => {
                let next = after.unwrap_or('\\');
                out.push(next, open.any());
                length += 1;
            }
            '*' | '_' if after == Some(c) && (c == '*' || is_edge(before, rest[2..].chars().next())) && !is_rule(rest) => {
                open.strong = !open.strong;
                length = 2;
            }
            '*' if opens(before, after, &rest[1..]) && !open.emphasis => open.emphasis = true,
            '*' if open.emphasis && before.is_some_and(|before| !before.is_whitespace()) => open.emphasis = false,
            '_' if is_edge(before, after) && (open.emphasis || rest[1..].contains('_')) && after != Some('_') && before != Some('_') => {
                open.emphasis = !open.emphasis;
            }
            '<' => match tag(rest) {
                Some((tag_length, closing, name)) => {
                    length = tag_length;
                    match (name, closing) {
                        ("b" | "strong" | "i" | "em" | "u", false) => open.tags += 1,
                        ("b" | "strong" | "i" | "em" | "u", true) => open.tags = open.tags.saturating_sub(1),
                        _ => out.push(' ', open.any()),
                    }
                }
                None => out.push(c, open.any()),
            },
            c => out.push(c, open.any()),
        }
        rest = &rest[length..];
    }
    out.finish()
}

/// Whether a mark stands at the edge of a word.
fn is_edge(before: Option<char>, after: Option<char>) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    outside(before) != outside(after)
}

/// Whether a star opens emphasis: not one that stands alone, as in `(*)` or at the head of an item.
fn opens(before: Option<char>, after: Option<char>, rest: &str) -> bool {
    let at_start = before.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let to_word = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '“' | '"' | '*'));
    at_start && to_word && (rest.contains('*') || before.is_none())
}

fn is_rule(rest: &str) -> bool {
    rest.starts_with("***") && rest.trim_end().chars().all(|c| c == '*') || rest.starts_with("____")
}

/// Length, closing or not, and name of the tag that `text` begins with.
fn tag(text: &str) -> Option<(usize, bool, &str)> {
    let inside = text.strip_prefix('<')?;
    let (closing, name) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).filter(|length| *length > 0)?;
    let closes = name[length..].starts_with('>') || name[length..].starts_with("/>");
    let end = text.find('>').filter(|_| closes)?;
    Some((end + 1, closing, &name[..length]))
}

/// Text as it is built: white space collapsed, with the stretch at its start that is emphasised.
struct Plain {
    text: String,
    first: Option<bool>,
    ended: Option<usize>,
}

impl Plain {
    fn push(&mut self, c: char, emphasised: bool) {
        if c.is_whitespace() {
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            return;
        }
        let starts = *self.first.get_or_insert(emphasised);
        if starts && !emphasised && self.ended.is_none() {
            self.ended = Some(self.text.trim_end().len());
        }
        self.text.push(c);
    }

    fn finish(mut self) -> (String, usize) {
        self.text.truncate(self.text.trim_end().len());
        let emphasised = if self.first == Some(true) { self.ended.unwrap_or(self.text.len()) } else { 0 };
        (self.text, emphasised)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_layout_go_and_what_they_said_stays() {
        let cases = [
            ("### 1. Về quan điểm", "1. Về quan điểm", true, 0),
            ("**Mục tiêu tổng quát:** Tận dụng", "Mục tiêu tổng quát: Tận dụng", false, "Mục tiêu tổng quát:".len()),
            ("#### **4. Về tổ chức**", "4. Về tổ chức", true, "4. Về tổ chức".len()),
            ("- *Nhiệm vụ thứ hai:* Hoàn thiện", "- Nhiệm vụ thứ hai: Hoàn thiện", false, 0),
            ("(*) Ghi chú", "(*) Ghi chú", false, 0),
            ("* Ghi chú", "* Ghi chú", false, 0),
            ("1\\. Đổi mới  ", "1. Đổi mới", false, 0),
            ("Số:____/NQ-CP", "Số:____/NQ-CP", false, 0),
        ];
        for (raw, text, heading, emphasised) in cases {
            let line = physical(1, raw, &mut Open::default());
            assert_eq!((line.text.as_str(), line.heading, line.emphasised), (text, heading, emphasised), "{raw}");
        }
    }

    #[test]
    fn emphasis_goes_on_over_the_lines_of_a_paragraph() {
        let lines = physical_lines("**Thực hiện  \ncủa Bộ**\n\nsau");
        assert!(lines[0].is_emphasised() && lines[1].is_emphasised() && lines[0].hard_break);
        assert_eq!((lines[1].text.as_str(), lines[3].emphasised), ("của Bộ", 0));
    }

    #[test]
    fn rows_are_told_from_items_and_letterheads() {
        assert_eq!(physical(1, "I\t<b>ĐỔI MỚI</b>\t\t", &mut Open::default()).cells, ["I", "ĐỔI MỚI", "", ""]);
        assert_eq!(physical(1, "| a | b |", &mut Open::default()).cells, ["a", "b"]);
        assert!(physical(1, "1.\tNội dung", &mut Open::default()).cells.is_empty());
        let head = physical(1, "CHÍNH PHỦ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &mut Open::default());
        assert_eq!(head.columns, ["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]);
    }
}
