//! Paragraphs and tables of a DOCX file on their way to text: which stand on neighbouring lines, which are rows.

use crate::import::layout::is_letterhead;
use crate::import::marks::{is_caps, mark, roman};

/// A line break of the text that the file was made from, as opposed to one that someone set.
pub(super) const SOFT_BREAK: char = '\u{2028}';

/// A paragraph or table as it is gathered; blank where it has no text.
pub(super) struct Block {
    pub(super) text: String,
    pub(super) form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A paragraph.
    Paragraph,
    /// A line of a plain text, whose lines became paragraphs.
    Line,
    /// Something that is laid out already, such as the rows of a table.
    Whole,
}

/// Blocks as paragraphs: lines of a plain text and rows divided by tabs stand on neighbouring lines.
pub(super) fn laid_out(mut blocks: Vec<Block>) -> Vec<String> {
    if are_wrapped_lines(&blocks) {
        blocks.iter_mut().filter(|block| block.form == Form::Paragraph).for_each(|block| block.form = Form::Line);
    }
    let together = |a: &Block, b: &Block| a.form == Form::Line && b.form == Form::Line && !is_blank(a) && !is_blank(b);
    let mut paragraphs: Vec<Block> = Vec::new();
    for group in blocks.chunk_by(together).filter(|group| !is_blank(&group[0])) {
        let lines: Vec<&str> = group.iter().map(|block| block.text.as_str()).collect();
        let form = if group[0].form == Form::Paragraph { Form::Paragraph } else { Form::Whole };
        paragraphs.push(Block { text: lines.join("\n"), form });
    }
    let rows = |a: &Block, b: &Block| is_row(a) && is_row(b) && tabs(a) == tabs(b);
    let mut out = Vec::new();
    for group in paragraphs.chunk_by(rows) {
        let has_heads = group.len() > 1 && group[0].text.split('\t').all(|cell| !cell.trim().is_empty());
        if has_heads {
            out.push(group.iter().map(|block| block.text.replace(SOFT_BREAK, " ")).collect::<Vec<_>>().join("\n"));
        } else {
            let texts = group.iter().map(|block| if block.form == Form::Whole { block.text.clone() } else { with_breaks(&block.text) });
            out.extend(texts);
        }
    }
    out
}

fn is_blank(block: &Block) -> bool {
    block.text.trim().is_empty()
}

fn tabs(block: &Block) -> usize {
    block.text.matches('\t').count()
}

/// A paragraph that may be a row: three cells or more on one line.
fn is_row(block: &Block) -> bool {
    block.form == Form::Paragraph && tabs(block) >= 2 && !block.text.contains('\n')
}

/// Whether paragraphs are the lines of a text that was wrapped by width: many go on with the sentence of the one before.
fn are_wrapped_lines(blocks: &[Block]) -> bool {
    let texts: Vec<&str> = blocks.iter().filter(|block| block.form == Form::Paragraph).map(|block| block.text.trim()).collect();
    let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    let goes_on =
        |pair: &&[&str]| pair[1].starts_with(char::is_lowercase) && pair[0].ends_with(char::is_alphanumeric) && mark(pair[1], 0).is_none();
    texts.len() >= 10 && texts.windows(2).filter(goes_on).count() * 3 >= texts.len()
}

/// The lines of a paragraph.
fn with_breaks(text: &str) -> String {
    let broken = text.trim().split('\n').map(|line| line.split(SOFT_BREAK).map(with_columns).filter(|part| !part.is_empty()).collect());
    let broken: Vec<Vec<String>> = broken.filter(|parts: &Vec<String>| !parts.is_empty()).collect();
    let lines: Vec<&str> = broken.iter().flatten().map(String::as_str).collect();
    match as_rows(&lines) {
        Some(rows) => rows,
        None => broken.iter().map(|parts| parts.join("\n")).collect::<Vec<_>>().join("  \n"),
    }
}

/// The rows of a table whose cells were run together: heads that begin with `TT`, below them nothing but numbered
/// lines. Only the numbers can still be told from the rest.
fn as_rows(lines: &[&str]) -> Option<String> {
    let (heads, rows) = lines.split_first()?;
    let (sign, names) = heads.split_once(' ')?;
    // Heads with the number of a group among them have run into the rows below.
    let run_together = names.split(' ').any(|word| roman(word).is_some());
    if !matches!(sign, "TT" | "STT") || !is_caps(names) || run_together || rows.is_empty() {
        return None;
    }
    let rows = rows.iter().map(|row| row.split_once(' ').filter(|(number, _)| row_number(number).is_some()));
    let divided: Vec<(&str, &str)> = std::iter::once(Some((sign, names))).chain(rows).collect::<Option<_>>()?;
    Some(divided.iter().map(|(number, rest)| format!("{number}\t{rest}")).collect::<Vec<_>>().join("\n"))
}

/// The number of a row, or of a group of rows.
pub(super) fn row_number(text: &str) -> Option<usize> {
    roman(text).or_else(|| text.parse().ok().filter(|number| *number < 1000))
}

/// A tab inside a letterhead divides columns; anywhere else it is a space.
fn with_columns(line: &str) -> String {
    let parts: Vec<&str> = line.split('\t').map(str::trim).filter(|part| !part.is_empty()).collect();
    let divider = if is_letterhead(&line.replace('\t', " ")) { "   " } else { " " };
    parts.join(divider)
}
