//! Data for tables: CSV files of `content/`, and the fences `table` and `timeline` that show data.

use super::columns::{Named, named};
use super::placed::Placed;
use super::quiz::{Evidence, read_evidence};
use super::reader::{Fields, Reader, read};
use super::tree::BlockKind;
use super::yaml::Yaml;
use crate::diagnostics::{Code, Diagnostic, MOST_TOLD, Outcome};
use crate::text::{BookPath, Source, Span};

/// A CSV file (RFC 4180, UTF-8): the first row names the columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Csv {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Where each row begins in the file, in bytes.
    pub starts: Vec<usize>,
}

impl Csv {
    /// The cell of a row in the column of a name; empty where there is no such column.
    pub fn cell(&self, row: usize, column: &str) -> &str {
        let column = self.head.iter().position(|head| head == column);
        column.and_then(|column| self.rows.get(row)?.get(column)).map_or("", String::as_str)
    }
}

/// Whether a file of `content/` is data.
pub fn is_csv(path: &BookPath) -> bool {
    path.as_str().ends_with(".csv")
}

/// Reads a CSV file. Rows with too few or too many cells are reported and left out.
pub fn parse_csv(source: &Source) -> Outcome<Csv> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(source.text.as_bytes());
    let mut diagnostics = Vec::new();
    let head: Vec<String> = reader.headers().map(|head| head.iter().map(str::to_owned).collect()).unwrap_or_default();
    let (mut rows, mut starts) = (Vec::new(), Vec::new());
    for record in reader.records() {
        // The text is UTF-8 and rows may be of any length, so a record can always be read.
        let Ok(record) = record else { continue };
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or_default());
        if record.len() == head.len() {
            rows.push(record.iter().map(str::to_owned).collect());
            starts.push(start);
        } else if diagnostics.len() < MOST_TOLD {
            let diagnostic = Diagnostic::new(Code::CsvRow, Span::new(&source.path, start..start));
            diagnostics.push(diagnostic.with("cells", record.len().to_string()).with("columns", head.len().to_string()));
        }
    }
    Outcome { value: Csv { head, rows, starts }, diagnostics }
}

/// The fence `table`: a CSV file to be sorted and filtered in the page.
#[derive(Clone, Debug, PartialEq)]
pub struct DataTable {
    /// What it holds.
    pub title: String,
    /// The file, as written, relative to the page.
    pub file: Named,
    /// The columns that can be filtered.
    pub filter: Vec<Named>,
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
    /// What happens.
    pub moments: Moments,
    /// Where the dates come from.
    pub source: Option<Evidence>,
}

/// Where the dates of a timeline are.
#[derive(Clone, Debug, PartialEq)]
pub enum Moments {
    /// In the fence, in order.
    Written(Vec<Moment>),
    /// In a data file.
    File(Dates),
}

/// The dates of a timeline in a data file: each row is something that belongs to its date.
#[derive(Clone, Debug, PartialEq)]
pub struct Dates {
    /// The file, as written, relative to the page.
    pub file: Named,
    /// The column of the dates.
    pub date: Named,
    /// The column of what belongs to them.
    pub item: Named,
    /// What is counted at each date, such as `schemes`; may be empty.
    pub counted: String,
}

/// One date of a timeline.
#[derive(Clone, Debug, Default, PartialEq)]
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
        let file = reader.required(&mut fields, "file").and_then(|file| named(reader, placed, file));
        let filter = fields.get("filter").map_or(&[][..], |filter| reader.list(filter));
        let filter = filter.iter().filter_map(|column| named(reader, placed, column)).collect();
        let source = fields.get("source").and_then(|source| read_evidence(reader, placed, source));
        reader.finish(&fields);
        Some(DataTable { title: title?, file: file?, filter, source })
    })
}

/// Reads a timeline fence.
pub fn parse_timeline(placed: &Placed<'_>) -> Outcome<Option<Timeline>> {
    read(placed, |reader, yaml| {
        let mut fields = reader.fields(yaml)?;
        let title = reader.required(&mut fields, "title").and_then(|title| reader.text(title));
        let description = reader.text_of(&mut fields, "description").unwrap_or_default();
        let moments = match fields.get("file") {
            Some(file) => Moments::File(read_dates(reader, placed, &mut fields, file)?),
            None => {
                let items = reader.required(&mut fields, "items").map_or(&[][..], |items| reader.list(items));
                Moments::Written(items.iter().filter_map(|moment| read_moment(reader, moment)).collect())
            }
        };
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

fn read_dates(reader: &mut Reader<'_>, placed: &Placed<'_>, fields: &mut Fields<'_>, file: &Yaml) -> Option<Dates> {
    let mut column = |key: &'static str| reader.required(fields, key).and_then(|name| named(reader, placed, name));
    let (date, item) = (column("date"), column("item"));
    let counted = reader.text_of(fields, "counted").unwrap_or_default();
    Some(Dates { file: named(reader, placed, file)?, date: date?, item: item?, counted })
}

impl Timeline {
    /// What happens, in order. Dates of a data file stand in the order of their numbers, else as the file has them.
    pub fn moments(&self, data: Option<&Csv>) -> Vec<Moment> {
        match (&self.moments, data) {
            (Moments::Written(moments), _) => moments.clone(),
            (Moments::File(dates), Some(data)) => dated(dates, data),
            (Moments::File(_), None) => Vec::new(),
        }
    }
}

fn dated(dates: &Dates, data: &Csv) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    for row in 0..data.rows.len() {
        let date = data.cell(row, &dates.date.0);
        let known = moments.iter().position(|moment| moment.date == date);
        let at = known.unwrap_or_else(|| {
            moments.push(Moment { date: date.to_owned(), ..Moment::default() });
            moments.len() - 1
        });
        let item = data.cell(row, &dates.item.0);
        moments[at].items.extend((!item.is_empty()).then(|| item.to_owned()));
    }
    for moment in moments.iter_mut().filter(|_| !dates.counted.is_empty()) {
        moment.text = format!("{} {}", moment.items.len(), dates.counted);
    }
    moments.sort_by_key(|moment| moment.date.parse::<u64>().unwrap_or_default());
    moments
}

/// The data file that a block shows and the columns that it must have.
pub fn needed(kind: &BlockKind) -> Option<(&Named, Vec<&Named>)> {
    match kind {
        BlockKind::Data(table) => Some((&table.file, table.filter.iter().collect())),
        BlockKind::Chart(chart) => chart.file().map(|columns| (&columns.file, columns.needed())),
        BlockKind::Timeline(timeline) => match &timeline.moments {
            Moments::Written(_) => None,
            Moments::File(dates) => Some((&dates.file, vec![&dates.date, &dates.item])),
        },
        _ => None,
    }
}
