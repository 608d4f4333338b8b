//! Charts as inline SVG made at build time, with title and description for those who do not see them and the data
//! as a table below. Every value is written out beside its bar, so no colour has to be told from another.

use super::html::Html;
use super::strings::Strings;
use crate::parse::chart::{Chart, Row, Value};

/// Width of the picture in user units; text is set at a size that stays legible when a phone shrinks it.
const WIDTH: f64 = 360.0;
const BAR_HEIGHT: f64 = 14.0;
const LINE_HEIGHT: f64 = 24.0;
/// Mean width of a letter at the size of the text, measured over Vietnamese prose in common sans-serif faces.
const LETTER_WIDTH: f64 = 8.6;

/// Appends a chart; `id` is unique in the document, `source` the markup of its citation.
pub fn push_chart(html: &mut Html, chart: &Chart, id: &str, source: Option<&str>, strings: &Strings) {
    html.open("figure", &[("class", "chart"), ("id", id)]);
    html.element("figcaption", &[], &chart.title).raw("\n");
    push_picture(html, chart, id);
    html.raw("<details><summary>").text(strings.get("body", "chart_data")).raw("</summary>");
    push_table(html, chart);
    html.raw("</details>");
    if let Some(source) = source {
        html.raw("<p class=\"chart-source\">").text(strings.get("body", "source")).raw(": ").raw(source).raw("</p>");
    }
    html.raw("</figure>\n");
}

fn push_picture(html: &mut Html, chart: &Chart, id: &str) {
    let mut picture = Html::new();
    let mut y = 0.0;
    for row in &chart.rows {
        y = push_row(&mut picture, chart, row, y);
    }
    let (title_id, description_id) = (format!("{id}-title"), format!("{id}-text"));
    html.open(
        "svg",
        &[
            ("class", "chart-picture"),
            ("role", "img"),
            ("aria-labelledby", &format!("{title_id} {description_id}")),
            ("viewBox", &format!("0 0 {WIDTH} {}", y.ceil())),
            ("width", &WIDTH.to_string()),
            ("height", &y.ceil().to_string()),
        ],
    );
    html.element("title", &[("id", &title_id)], &chart.title);
    html.element("desc", &[("id", &description_id)], &chart.description);
    html.raw(&picture.finish()).raw("</svg>\n");
}

/// Draws one row from the height `y` down; gives the height where it ends.
fn push_row(picture: &mut Html, chart: &Chart, row: &Row, mut y: f64) -> f64 {
    y = push_lines(picture, "row-label", &row.label, y);
    let largest = row.values.iter().filter_map(|value| value.number).fold(0.0, f64::max);
    let full = row.max.unwrap_or(largest).max(largest);
    for (number, (series, value)) in (1..).zip(chart.series.iter().zip(&row.values)) {
        y = push_lines(picture, "value", &format!("{series}: {}", value.text), y);
        if let Some(share) = share(value, full) {
            let bar = |width: f64, class: &str| {
                format!("<rect class=\"{class}\" x=\"0\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{BAR_HEIGHT}\" rx=\"2\"/>", y + 1.0)
            };
            picture.raw(&bar(WIDTH, "bar-track")).raw(&bar(WIDTH * share, &format!("bar series-{number}")));
            y += BAR_HEIGHT + 6.0;
        }
    }
    y + 14.0
}

fn share(value: &Value, full: f64) -> Option<f64> {
    value.number.filter(|_| full > 0.0).map(|number| (number / full).clamp(0.0, 1.0))
}

/// Writes text in as many lines as it needs; gives the height where they end.
fn push_lines(picture: &mut Html, class: &str, text: &str, mut y: f64) -> f64 {
    for line in wrapped(text) {
        y += LINE_HEIGHT;
        picture.open("text", &[("class", class), ("x", "0"), ("y", &format!("{:.1}", y - 6.0))]).text(&line).close("text");
    }
    y
}

fn wrapped(text: &str) -> Vec<String> {
    // The width is a whole small number of letters.
    let longest = (WIDTH / LETTER_WIDTH) as usize;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < longest => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn push_table(html: &mut Html, chart: &Chart) {
    html.raw("<table><thead><tr><td></td>");
    for series in &chart.series {
        html.element("th", &[("scope", "col")], series);
    }
    html.raw("</tr></thead><tbody>");
    for row in &chart.rows {
        html.raw("<tr>").element("th", &[("scope", "row")], &row.label);
        for value in &row.values {
            html.element("td", &[], &value.text);
        }
        html.raw("</tr>");
    }
    html.raw("</tbody></table>");
}
