//! The fence `chart`: figures to be drawn at build time. Written as YAML, so that it still reads well where the
//! fence is shown as code.

use super::placed::Placed;
use super::quiz::{Evidence, read_evidence};
use super::reader;
use super::yaml::{Node, Reader, Yaml};
use crate::diagnostics::{Code, Outcome};

/// A picture of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The same in a sentence or two, for those who do not see it.
    pub description: String,
    /// What is compared: the names of the bars of each row.
    pub series: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the figures come from.
    pub source: Option<Evidence>,
}

/// One thing that is measured, with a value for each series.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is measured.
    pub label: String,
    /// The full length of its scale; without it, the largest value.
    pub max: Option<f64>,
    /// A value for each series.
    pub values: Vec<Value>,
}

/// A value: a number to be drawn, words to be read, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The number, where there is one.
    pub number: Option<f64>,
    /// The words of the source.
    pub text: String,
}

/// Reads a chart fence.
pub fn parse(placed: &Placed<'_>) -> Outcome<Option<Chart>> {
    reader::read(placed, |reader, yaml| read(reader, placed, yaml))
}

fn read(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Chart> {
    let mut fields = reader.fields(yaml)?;
    if let Some(kind) = fields.get("kind") {
        reader.choice(kind, &[("targets", ())]);
    }
    let title = reader.required(&mut fields, "title").and_then(|title| reader.text(title));
    let description = reader.required(&mut fields, "description").and_then(|text| reader.text(text));
    let series = reader.required(&mut fields, "series").map(|series| reader.texts(series)).unwrap_or_default();
    let rows = fields.get("rows").map_or(&[][..], |rows| reader.list(rows));
    let rows: Vec<Row> = rows.iter().filter_map(|row| read_row(reader, row, series.len())).collect();
    let source = fields.get("source").and_then(|source| read_evidence(reader, placed, source));
    if rows.is_empty() {
        reader.report(Code::ChartEmpty, &(fields.at.start..fields.at.start), |diagnostic| diagnostic);
    }
    reader.finish(&fields);
    Some(Chart { title: title?, description: description?, series, rows, source })
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
            let text = reader.text_of(&mut fields, "text");
            reader.finish(&fields);
            let text = text.or_else(|| number.map(|number| number.to_string().replace('.', ",")));
            Some(Value { number, text: text.unwrap_or_default() })
        }
        Node::Number(number, text) if *number >= 0.0 => Some(Value { number: Some(*number), text: text.clone() }),
        _ => Some(Value { number: None, text: reader.text(yaml)? }),
    }
}
