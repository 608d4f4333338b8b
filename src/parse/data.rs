//! Data for tables: CSV files of `content/`, and the fences `table` and `timeline` that show data.

use std::ops::Range;

use super::placed::Placed;
use super::quiz::{Evidence, read_evidence};
use super::reader::read;
use super::yaml::{Reader, Yaml};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::text::{BookPath, Source, Span};

/// A CSV file (RFC 4180, UTF-8): the first row names the columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Csv {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// Whether a file of `content/` is data.
pub fn is_csv(path: &BookPath) -> bool {
    path.extension() == "csv"
}

/// Reads a CSV file. Rows with too few or too many cells are reported and left out.
pub fn parse_csv(source: &Source) -> Outcome<Csv> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(source.text.as_bytes());
    let mut diagnostics = Vec::new();
    let head: Vec<String> = reader.headers().map(|head| head.iter().map(str::to_owned).collect()).unwrap_or_default();
    let mut rows = Vec::new();
    for record in reader.records() {
        // The text is UTF-8 and rows may be of any length, so a record can always be read.
        let Ok(record) = record else { continue };
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or_default());
        if record.len() == head.len() {
            rows.push(record.iter().map(str::to_owned).collect());
        } else {
            let diagnostic = Diagnostic::new(Code::CsvRow, Span::new(&source.path, start..start));
            diagnostics.push(diagnostic.with("cells", record.len().to_string()).with("columns", head.len().to_string()));
        }
    }
    Outcome { value: Csv { head, rows }, diagnostics }
}

/// The fence `table`: a CSV file to be sorted and filtered in the page.
#[derive(Clone, Debug, PartialEq)]
pub struct DataTable {
    /// What it holds.
    pub title: String,
    /// The file, as written, relative to the page.
    pub file: String,
    /// Where the file is named.
    pub file_at: Range<usize>,
    /// The columns that can be filtered, and where each is named.
    pub filter: Vec<(String, Range<usize>)>,
    /// Where the data come from.
    pub source: Option<Evidence>,
}

/// The fence `timeline`.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// What it shows.
    pub title: String,
    /// The same in a sentence; may be empty.
    pub description: String,
    /// What happens, in order.
    pub moments: Vec<Moment>,
    /// Where the dates come from.
    pub source: Option<Evidence>,
}

/// One date of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When, in words.
    pub date: String,
    /// What; may be empty.
    pub text: String,
    /// What belongs to it.
    pub items: Vec<String>,
}

/// Reads a table fence.
pub fn parse_table(placed: &Placed<'_>) -> Outcome<Option<DataTable>> {
    read(placed, |reader, yaml| {
        let mut fields = reader.fields(yaml)?;
        let title = reader.required(&mut fields, "title").and_then(|title| reader.text(title));
        let file = reader.required(&mut fields, "file");
        let file_at = file.map_or(fields.at.clone(), |file| file.at.clone());
        let file = file.and_then(|file| reader.text(file));
        let filter = fields.get("filter").map_or(&[][..], |filter| reader.list(filter));
        let filter = filter.iter().filter_map(|column| Some((reader.text(column)?, in_file(placed, &column.at)))).collect();
        let source = fields.get("source").and_then(|source| read_evidence(reader, placed, source));
        reader.finish(&fields);
        Some(DataTable { title: title?, file: file?, file_at: in_file(placed, &file_at), filter, source })
    })
}

/// Reads a timeline fence.
pub fn parse_timeline(placed: &Placed<'_>) -> Outcome<Option<Timeline>> {
    read(placed, |reader, yaml| {
        let mut fields = reader.fields(yaml)?;
        let title = reader.required(&mut fields, "title").and_then(|title| reader.text(title));
        let description = reader.text_of(&mut fields, "description").unwrap_or_default();
        let moments = reader.required(&mut fields, "items").map_or(&[][..], |items| reader.list(items));
        let moments = moments.iter().filter_map(|moment| read_moment(reader, moment)).collect();
        let source = fields.get("source").and_then(|source| read_evidence(reader, placed, source));
        reader.finish(&fields);
        Some(Timeline { title: title?, description, moments, source })
    })
}

fn read_moment(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<Moment> {
    let mut fields = reader.fields(yaml)?;
    let date = reader.required(&mut fields, "date").and_then(|date| reader.text(date));
    let text = reader.text_of(&mut fields, "text").unwrap_or_default();
    let items = reader.texts_of(&mut fields, "items");
    reader.finish(&fields);
    Some(Moment { date: date?, text, items })
}

fn in_file(placed: &Placed<'_>, at: &Range<usize>) -> Range<usize> {
    placed.at(at.start)..placed.at(at.end)
}
