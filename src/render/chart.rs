//! Charts as inline SVG made at build time, with title and description for those who do not see them and the data
//! as a table below. Every value is written out beside its mark, and series differ by pattern, shape and line, so
//! that no colour has to be told from another.

mod bars;
mod drawing;
mod points;

use super::html::Html;
use super::strings::Strings;
use crate::parse::chart::{Chart, Kind, Row, Value};
use crate::parse::data::Csv;

use drawing::{Drawing, WIDTH};

/// A chart with all that is needed to draw it.
struct Figure<'a> {
    chart: &'a Chart,
    rows: Vec<Row>,
    strings: &'a Strings,
}

/// Appends a chart; `id` is unique in the document, `data` its data file, `source` the markup of its citation.
pub fn push_chart(html: &mut Html, chart: &Chart, data: Option<&Csv>, id: &str, source: Option<&str>, strings: &Strings) {
    let figure = Figure { chart, rows: chart.rows(data), strings };
    html.open("figure", &[("class", "chart"), ("id", id)]);
    html.element("figcaption", &[], &chart.title).raw("\n");
    push_picture(html, &figure, id);
    html.raw("<details><summary>").text(strings.get("body", "chart_data")).raw("</summary>");
    push_table(html, &figure);
    html.raw("</details>");
    if let Some(source) = source {
        html.raw("<p class=\"chart-source\">").text(strings.get("body", "source")).raw(": ").raw(source).raw("</p>");
    }
    html.raw("</figure>\n");
}

fn push_picture(html: &mut Html, figure: &Figure<'_>, id: &str) {
    let mut drawing = Drawing::new(id);
    match figure.chart.kind {
        Kind::Targets => bars::draw_targets(&mut drawing, figure),
        Kind::Bar => bars::draw_bars(&mut drawing, figure),
        Kind::Line => points::draw_lines(&mut drawing, figure),
        Kind::Dot => points::draw_dots(&mut drawing, figure),
    }
    let (picture, height) = drawing.finish();
    let (title_id, description_id) = (format!("{id}-title"), format!("{id}-text"));
    html.open(
        "svg",
        &[
            ("class", "chart-picture"),
            ("role", "img"),
            ("aria-labelledby", &format!("{title_id} {description_id}")),
            ("viewBox", &format!("0 0 {WIDTH} {height}")),
            ("width", &WIDTH.to_string()),
            ("height", &height.to_string()),
        ],
    );
    html.element("title", &[("id", &title_id)], &figure.chart.title);
    html.element("desc", &[("id", &description_id)], &figure.chart.description);
    html.raw(&picture).raw("</svg>\n");
}

fn push_table(html: &mut Html, figure: &Figure<'_>) {
    html.raw("<table><thead><tr><td></td>");
    for series in &figure.chart.series {
        html.element("th", &[("scope", "col")], series);
    }
    html.raw("</tr></thead><tbody>");
    for row in &figure.rows {
        html.raw("<tr>").element("th", &[("scope", "row")], &row.label);
        for value in &row.values {
            html.element("td", &[], &figure.words(value));
        }
        html.raw("</tr>");
    }
    html.raw("</tbody></table>");
}

impl Figure<'_> {
    /// What is written for a value: its words, else its number as the language writes it, with the unit.
    fn words(&self, value: &Value) -> String {
        match value.number.filter(|_| value.text.is_empty()) {
            Some(number) => self.number(number),
            None => value.text.clone(),
        }
    }

    fn number(&self, number: f64) -> String {
        // A step of a scale may miss its decimal fraction by the last bit.
        let digits = ((number * 1e6).round() / 1e6).to_string().replace('.', self.strings.get("body", "decimal_mark"));
        format!("{digits}{}", self.chart.unit)
    }

    /// The largest number of all rows.
    fn largest(&self) -> f64 {
        let values = self.rows.iter().flat_map(|row| &row.values);
        values.filter_map(|value| value.number).fold(0.0, f64::max)
    }

    /// The length of the scale that all rows share; never 0.
    fn full(&self) -> f64 {
        let full = self.chart.max.unwrap_or(0.0).max(self.largest());
        if full > 0.0 { full } else { 1.0 }
    }

    /// Each value of a row with the number of its series, from 1.
    fn values<'r>(&self, row: &'r Row) -> impl Iterator<Item = (usize, &'r Value)> {
        (1..).zip(&row.values).take(self.chart.series.len())
    }
}
