//! The slips as a table: aligned for a terminal, or as CSV for a spreadsheet. The words are the program's messages.

use unicode_width::UnicodeWidthStr;

use super::slip::Slip;
use super::{Collection, Row};
use crate::messages::Messages;

/// The widest a column of names may be on a terminal, in cells.
const WIDEST: usize = 32;

/// The table for a terminal.
pub fn as_text(collection: &Collection, messages: &Messages) -> String {
    let keys = ["results-name", "results-unit", "results-score", "results-passed", "results-read", "results-final", "results-made"];
    let mut lines = vec![keys.map(|key| messages.plain(key))];
    lines.extend(collection.rows.iter().map(|row| cells(&row.slip).map(|cell| cut(&cell))));
    let widths: Vec<usize> = (0..keys.len()).map(|at| lines.iter().map(|line| line[at].width()).max().unwrap_or_default()).collect();
    let mut text = String::new();
    for line in &lines {
        let padded = line.iter().zip(&widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
        text.push_str(padded.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// What a person's line says in each column.
pub(super) fn cells(slip: &Slip) -> [String; 7] {
    let of = |(some, all): (usize, usize)| format!("{some}/{all}");
    [
        slip.reader.name.clone(),
        slip.reader.unit.clone(),
        format!("{}%", slip.percent),
        of(slip.quizzes()),
        of(slip.pages()),
        slip.final_test.as_ref().map(|test| format!("{}%", test.percent)).unwrap_or_default(),
        slip.made_on(),
    ]
}

/// At most [`WIDEST`] cells; what is left out is shown by `…`.
fn cut(text: &str) -> String {
    if text.width() <= WIDEST {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if short.width() >= WIDEST {
            short.pop();
            break;
        }
    }
    short + "…"
}

/// The table for a spreadsheet: CSV of RFC 4180 in UTF-8 with the mark at its head that Excel needs. Cells that a
/// spreadsheet would take for a formula are made texts.
pub fn as_csv(collection: &Collection, messages: &Messages) -> Vec<u8> {
    let parts: Vec<String> = collection.parts().into_iter().map(|(heading, _)| heading).collect();
    let keys = [
        "results-name",
        "results-unit",
        "results-score-number",
        "results-passed-number",
        "results-quizzes-number",
        "results-read-number",
        "results-pages-number",
        "results-answered-number",
        "results-right-number",
        "results-final-number",
        "results-final-passed",
    ];
    let mut head: Vec<String> = keys.iter().map(|key| messages.plain(key)).collect();
    head.extend(parts.iter().map(|heading| format!("{heading} (%)")));
    head.extend(["results-made", "results-edition", "results-file"].map(|key| messages.plain(key)));
    let mut lines = vec![head];
    lines.extend(collection.rows.iter().map(|row| csv_line(row, &parts, messages)));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    for line in lines {
        // Writing to memory cannot fail, and all lines have one length.
        let _ = writer.write_record(line.iter().map(|cell| no_formula(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

fn csv_line(row: &Row, parts: &[String], messages: &Messages) -> Vec<String> {
    let slip = &row.slip;
    let ((passed, quizzes), (read, pages)) = (slip.quizzes(), slip.pages());
    let mut cells = vec![slip.reader.name.clone(), slip.reader.unit.clone()];
    cells.extend([slip.percent, passed, quizzes, read, pages, slip.questions.answered, slip.questions.right].map(|n| n.to_string()));
    let test = slip.final_test.as_ref();
    cells.push(test.map(|test| test.percent.to_string()).unwrap_or_default());
    cells.push(test.map(|test| messages.plain(if test.passed { "results-yes" } else { "results-no" })).unwrap_or_default());
    cells.extend(parts.iter().map(|heading| slip.part(heading).map(|part| part.percent.to_string()).unwrap_or_default()));
    cells.extend([slip.made_on(), slip.handbook.name().edition, row.file.clone()]);
    cells
}

/// A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection"); an apostrophe makes it a text.
fn no_formula(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+84", "-2", "@SUM(A1)", "＝1"] {
            assert_eq!(no_formula(cell), format!("'{cell}"));
        }
        assert_eq!(no_formula("Nguyễn Văn A"), "Nguyễn Văn A");
    }

    #[test]
    fn long_names_are_cut_by_their_width_on_the_screen() {
        assert_eq!(cut("Nguyễn"), "Nguyễn");
        assert!(cut(&"ễ".repeat(80)).width() <= WIDEST);
        assert!(cut(&"資".repeat(80)).width() <= WIDEST);
    }
}
