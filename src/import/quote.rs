//! The words of a document as Markdown that reads back as those words: marks that Markdown would take for its own are
//! escaped; items stay items, rows become tables.

use super::lines::Line;
use super::marks::Kind;

/// A paragraph of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub enum Paragraph {
    /// Text, written as Markdown.
    Text(String),
    /// An item of a list, written as Markdown with its mark.
    Item(String),
    /// Rows of a table; the first is its head.
    Table(Vec<Vec<String>>),
}

/// A line of the document as a paragraph; heads are set bold.
pub fn paragraph(line: &Line, kind: Kind) -> Paragraph {
    if !line.cells.is_empty() {
        return Paragraph::Table(vec![line.cells.clone()]);
    }
    let text = line.text.as_str();
    let sign = text.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '+' | '•'));
    if let Some(sign) = sign {
        let inside = text[sign.len_utf8()..].trim_start();
        let mark = if sign == '+' { "+" } else { "-" };
        if !inside.is_empty() {
            return Paragraph::Item(format!("{mark} {}", at_start(&escaped(inside))));
        }
    }
    let written = at_start(&escaped(text));
    let is_head = matches!(
        kind,
        Kind::Part | Kind::Chapter | Kind::Section | Kind::Subsection | Kind::Letter | Kind::Roman | Kind::Headline | Kind::Attachment
    ) || (kind == Kind::Number && !text.ends_with(['.', ';', ':']) && line.heading);
    // Stars beside spaces or signs would not make bold.
    let plain = written.starts_with(|c: char| c.is_alphanumeric()) && written.ends_with(|c: char| c.is_alphanumeric());
    Paragraph::Text(if is_head && plain { format!("**{written}**") } else { written })
}

/// A block quotation with its citation.
pub fn block(paragraphs: &[Paragraph], key: &str, place: &str) -> String {
    let mut out = String::new();
    let mut before_is_item = false;
    for (at, paragraph) in joined(paragraphs).iter().enumerate() {
        let is_item = matches!(paragraph, Paragraph::Item(_));
        if at > 0 && !(is_item && before_is_item) {
            out.push_str(">\n");
        }
        before_is_item = is_item;
        match paragraph {
            Paragraph::Text(text) | Paragraph::Item(text) => out.push_str(&format!("> {text}\n")),
            Paragraph::Table(rows) => push_table(&mut out, rows),
        }
    }
    let place = place.replace(['[', ']'], "");
    let citation = if place.is_empty() { format!("[@{key}]") } else { format!("[@{key}, {place}]") };
    out.push_str(&format!(">\n> — {citation}\n"));
    out
}

/// Neighbouring rows as one table.
fn joined(paragraphs: &[Paragraph]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for paragraph in paragraphs {
        match (out.last_mut(), paragraph) {
            (Some(Paragraph::Table(rows)), Paragraph::Table(more)) => rows.extend(more.iter().cloned()),
            _ => out.push(paragraph.clone()),
        }
    }
    out
}

fn push_table(out: &mut String, rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (at, row) in rows.iter().enumerate() {
        let cells = (0..columns).map(|column| row.get(column).map(|cell| escaped(cell)).unwrap_or_default());
        out.push_str(&format!("> | {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        if at == 0 {
            out.push_str(&format!("> |{}\n", " --- |".repeat(columns)));
        }
    }
}

/// Text with the signs that mean something inside a line of Markdown escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
            '&' => is_entity(&text[at + 1..]),
            '{' | '}' => true,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn is_entity(rest: &str) -> bool {
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
    length > 0 && rest[length..].starts_with(';')
}

/// The same with what would make a heading, list or definition at the start of a line escaped.
fn at_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    if text.starts_with(['#', '+', '-', ':', '=', '!']) { format!("\\{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_read_back_as_themselves() {
        let cases = [
            ("1. Đổi mới", "1\\. Đổi mới"),
            ("a) Bộ Công an", "a) Bộ Công an"),
            ("TT&TT và &amp; [1] (*)", "TT&TT và \\&amp; \\[1\\] (\\*)"),
            ("# không phải đề mục", "\\# không phải đề mục"),
            ("Số:____/NQ", "Số:\\_\\_\\_\\_/NQ"),
            ("= 5", "\\= 5"),
        ];
        for (text, expected) in cases {
            assert_eq!(at_start(&escaped(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_ends_in_its_citation() {
        let paragraphs = [Paragraph::Text("b) Bộ:".to_owned()), Paragraph::Item("- Một".to_owned()), Paragraph::Item("- Hai".to_owned())];
        assert_eq!(block(&paragraphs, "nq50", "mục II.3"), "> b) Bộ:\n>\n> - Một\n> - Hai\n>\n> — [@nq50, mục II.3]\n");
    }
}
