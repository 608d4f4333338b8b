//! Figures out of a CSV file: which columns a chart reads, and the rows they give. A cell that is neither empty nor a
//! number is reported at its line; it is never guessed at.

use std::collections::BTreeMap;
use std::ops::Range;

use super::chart::{Row, Value};
use super::data::Csv;
use super::placed::Placed;
use super::reader::{Fields, Reader};
use super::yaml::Yaml;
use crate::diagnostics::Code;

/// A name that an author wrote, and which bytes of the file it has.
pub type Named = (String, Range<usize>);

/// The data file of a chart and what is read from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The file, as written, relative to the page.
    pub file: Named,
    /// What is read.
    pub reading: Reading,
}

/// What is read from a data file.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Each row of the file is a row of the chart: the column of its names, and one column for each series.
    Cells(Named, Vec<Named>),
    /// Each value of a column is a row of the chart: how often it stands there, the most frequent first.
    Count(Named),
}

impl Columns {
    /// The columns that the file must have.
    pub fn needed(&self) -> Vec<&Named> {
        match &self.reading {
            Reading::Cells(label, series) => std::iter::once(label).chain(series).collect(),
            Reading::Count(column) => vec![column],
        }
    }
}

/// Reads the keys `file`, `label` and `count` of a chart; the series are the names of columns. None without `file`.
pub fn read(reader: &mut Reader<'_>, placed: &Placed<'_>, fields: &mut Fields<'_>, series: &[Named]) -> Option<Columns> {
    let file = fields.get("file").and_then(|file| named(reader, placed, file))?;
    if let Some(count) = fields.get("count") {
        if series.len() != 1 {
            let many = series.len().to_string();
            reader.report(Code::ChartRow, &count.at, |diagnostic| diagnostic.with("series", many).with("values", "1"));
        }
        return Some(Columns { file, reading: Reading::Count(named(reader, placed, count)?) });
    }
    let label = reader.required(fields, "label").and_then(|label| named(reader, placed, label))?;
    Some(Columns { file, reading: Reading::Cells(label, series.to_vec()) })
}

/// A text and its place in the file.
pub fn named(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Named> {
    Some((reader.text(yaml)?, placed.at(yaml.at.start)..placed.at(yaml.at.end)))
}

/// The rows that a file gives. Columns that it does not have give empty cells.
pub fn rows(columns: &Columns, data: &Csv) -> Vec<Row> {
    match &columns.reading {
        Reading::Cells(label, series) => {
            let values = |row: usize| series.iter().map(|(name, _)| value(data.cell(row, name))).collect();
            let row = |row: usize| Row { label: data.cell(row, &label.0).to_owned(), max: None, values: values(row) };
            (0..data.rows.len()).map(row).collect()
        }
        Reading::Count((column, _)) => counted(data, column),
    }
}

/// How often each value of a column occurs: the most frequent first, then in the order of the file.
fn counted(data: &Csv, column: &str) -> Vec<Row> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (index, cell) in (0..data.rows.len()).map(|row| data.cell(row, column)).enumerate().filter(|(_, cell)| !cell.is_empty()) {
        counts.entry(cell).or_insert((0, index)).0 += 1;
    }
    let mut counts: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    let row = |(label, (count, _)): (&str, (usize, usize))| {
        // A count is a small whole number, which an f64 holds exactly.
        Row { label: label.to_owned(), max: None, values: vec![Value { number: Some(count as f64), text: String::new() }] }
    };
    counts.into_iter().map(row).collect()
}

fn value(cell: &str) -> Value {
    let number = number(cell);
    Value { number, text: if number.is_some_and(|_| is_bare(cell)) { String::new() } else { cell.to_owned() } }
}

fn is_bare(cell: &str) -> bool {
    !cell.ends_with('%')
}

/// The cells that should be numbers and are not: where their row begins in the file, and what they say.
pub fn unreadable<'d>(columns: &Columns, data: &'d Csv) -> Vec<(usize, &'d str)> {
    let Reading::Cells(_, series) = &columns.reading else { return Vec::new() };
    let cells = (0..data.rows.len()).flat_map(|row| series.iter().map(move |(name, _)| (data.starts[row], data.cell(row, name))));
    cells.filter(|(_, cell)| !cell.is_empty() && number(cell).is_none()).collect()
}

/// The number that a cell says: digits with at most one decimal comma or point, perhaps followed by `%`. A group of
/// three digits after a comma or point may be thousands or thousandths, so it is none.
fn number(cell: &str) -> Option<f64> {
    let digits = cell.strip_suffix('%').unwrap_or(cell).trim_end().replacen(',', ".", 1);
    let sound = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let unclear = digits.split_once('.').is_some_and(|(whole, part)| part.len() == 3 && whole.len() <= 3 && whole != "0");
    digits.parse().ok().filter(|_| sound && !unclear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_number_only_where_it_can_be_read_in_one_way() {
        let table = [
            ("20", Some(20.0)),
            ("7,5", Some(7.5)),
            ("7.5", Some(7.5)),
            ("30%", Some(30.0)),
            ("30 %", Some(30.0)),
            ("0,125", Some(0.125)),
            ("1.250", None),
            ("12,345", None),
            ("1.250.000", None),
            ("2O", None),
            ("-5", None),
            ("inf", None),
            ("", None),
        ];
        for (cell, expected) in table {
            assert_eq!(number(cell), expected, "{cell}");
        }
    }
}
