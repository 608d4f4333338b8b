//! The fence `chart`: figures to be drawn at build time. Written as YAML, so that it still reads well where the
//! fence is shown as code; the figures stand in it or in a CSV file, of which [`super::columns`] makes rows.

use super::columns::{self, Columns, Named};
use super::data::Csv;
use super::placed::Placed;
use super::quiz::{Evidence, read_evidence};
use super::reader::{self, Fields, Reader};
use super::yaml::{Node, Yaml};
use crate::diagnostics::{Code, Outcome};

/// How many series can still be told apart without colours.
pub const SERIES: usize = 4;

/// A picture of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// How it is drawn.
    pub kind: Kind,
    /// What it shows.
    pub title: String,
    /// The same in a sentence or two, for those who do not see it.
    pub description: String,
    /// What is compared: the names of the bars, lines or marks.
    pub series: Vec<String>,
    /// What is written after each number, such as `%`; may be empty.
    pub unit: String,
    /// The full length of the scale that the rows share; without it, the largest value.
    pub max: Option<f64>,
    /// The figures.
    pub figures: Figures,
    /// Where the figures come from.
    pub source: Option<Evidence>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Bars; each row has its own scale and may say in words what has no number.
    Targets,
    /// Bars on one scale from zero, those of a row together.
    Bar,
    /// Lines over the rows, which stand at their distance where their names are numbers, such as years.
    Line,
    /// Marks on one scale, a line for each row.
    Dot,
}

const KINDS: [(&str, Kind); 4] = [("targets", Kind::Targets), ("bar", Kind::Bar), ("line", Kind::Line), ("dot", Kind::Dot)];

/// Where the rows are.
#[derive(Clone, Debug, PartialEq)]
pub enum Figures {
    /// In the fence.
    Written(Vec<Row>),
    /// In a data file.
    File(Columns),
}

/// One thing that is measured, with a value for each series.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is measured.
    pub label: String,
    /// The full length of its scale, where it has one of its own; without it, the largest value.
    pub max: Option<f64>,
    /// A value for each series.
    pub values: Vec<Value>,
}

/// A value: a number to be drawn, words to be read, or both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value {
    /// The number, where there is one; not negative.
    pub number: Option<f64>,
    /// The words of the source; where there are none, the number speaks for itself.
    pub text: String,
}

impl Chart {
    /// The rows, as written or out of the data file. Without the file there are none.
    pub fn rows(&self, data: Option<&Csv>) -> Vec<Row> {
        match (&self.figures, data) {
            (Figures::Written(rows), _) => rows.clone(),
            (Figures::File(columns), Some(data)) => columns::rows(columns, data),
            (Figures::File(_), None) => Vec::new(),
        }
    }

    /// The data file, where the figures are in one.
    pub fn file(&self) -> Option<&Columns> {
        match &self.figures {
            Figures::Written(_) => None,
            Figures::File(columns) => Some(columns),
        }
    }
}

/// Reads a chart fence.
pub fn parse(placed: &Placed<'_>) -> Outcome<Option<Chart>> {
    reader::read(placed, |reader, yaml| read(reader, placed, yaml))
}

fn read(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Chart> {
    let mut fields = reader.fields(yaml)?;
    let kind = fields.get("kind").and_then(|kind| reader.choice(kind, &KINDS)).unwrap_or(Kind::Targets);
    let title = reader.required(&mut fields, "title").and_then(|title| reader.text(title));
    let description = reader.required(&mut fields, "description").and_then(|text| reader.text(text));
    let unit = reader.text_of(&mut fields, "unit").unwrap_or_default();
    let max = fields.get("max").and_then(|max| reader.number_within(max, 0.001, 1e12));
    let series = reader.required(&mut fields, "series").map_or(&[][..], |series| reader.list(series));
    let series: Vec<Named> = series.iter().filter_map(|name| columns::named(reader, placed, name)).collect();
    if series.len() > SERIES {
        let many = series.len().to_string();
        reader.report(Code::ChartSeries, &(fields.at.start..fields.at.start), |diagnostic| diagnostic.with("series", many));
    }
    let figures = match columns::read(reader, placed, &mut fields, &series) {
        Some(columns) => Figures::File(columns),
        None => Figures::Written(read_rows(reader, &mut fields, series.len())),
    };
    let source = fields.get("source").and_then(|source| read_evidence(reader, placed, source));
    reader.finish(&fields);
    let series = series.into_iter().map(|(name, _)| name).collect();
    Some(Chart { kind, title: title?, description: description?, series, unit, max, figures, source })
}

fn read_rows(reader: &mut Reader<'_>, fields: &mut Fields<'_>, series: usize) -> Vec<Row> {
    let rows = fields.get("rows").map_or(&[][..], |rows| reader.list(rows));
    let rows: Vec<Row> = rows.iter().filter_map(|row| read_row(reader, row, series)).collect();
    if rows.is_empty() {
        reader.report(Code::ChartEmpty, &(fields.at.start..fields.at.start), |diagnostic| diagnostic);
    }
    rows
}

fn read_row(reader: &mut Reader<'_>, yaml: &Yaml, series: usize) -> Option<Row> {
    let mut fields = reader.fields(yaml)?;
    let label = reader.required(&mut fields, "label").and_then(|label| reader.text(label));
    let max = fields.get("max").and_then(|max| reader.number_within(max, 0.001, 1e12));
    let values = reader.required(&mut fields, "values").map_or(&[][..], |values| reader.list(values));
    let values: Vec<Value> = values.iter().filter_map(|value| read_value(reader, value)).collect();
    if values.len() != series {
        reader.report(Code::ChartRow, &fields.at, |diagnostic| {
            diagnostic.with("series", series.to_string()).with("values", values.len().to_string())
        });
    }
    reader.finish(&fields);
    Some(Row { label: label?, max, values })
}

fn read_value(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<Value> {
    match &yaml.node {
        Node::Map(_) => {
            let mut fields = reader.fields(yaml)?;
            let number = fields.get("value").and_then(|value| reader.number_within(value, 0.0, 1e12));
            let text = reader.text_of(&mut fields, "text").unwrap_or_default();
            reader.finish(&fields);
            Some(Value { number, text })
        }
        Node::Empty => Some(Value::default()),
        Node::Number(number, _) if *number >= 0.0 => Some(Value { number: Some(*number), text: String::new() }),
        _ => Some(Value { number: None, text: reader.text(yaml)? }),
    }
}
