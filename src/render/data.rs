//! Tables of data and timelines as HTML: whole and readable as they stand; sorting and filtering come from a script
//! of the theme that finds what it needs in attributes.

use serde_json::json;

use super::html::Html;
use crate::parse::data::{Csv, DataTable, Timeline};

/// A table of data. `label` names the region that scrolls, unique in the document; `source` is the markup of its
/// citation.
pub fn push_table(html: &mut Html, table: &DataTable, data: &Csv, label: &str, source: Option<&str>) {
    let filter: Vec<usize> = table.filter.iter().filter_map(|(column, _)| data.head.iter().position(|head| head == column)).collect();
    html.raw("<figure class=\"data\" data-filter=\"")
        .text(&json!(filter).to_string())
        .raw("\"><figcaption>")
        .text(&table.title)
        .raw("</figcaption>\n");
    html.open("div", &[("class", "table"), ("role", "region"), ("tabindex", "0"), ("aria-label", label)]).raw("<table>\n<thead><tr>");
    for column in &data.head {
        html.element("th", &[("scope", "col")], column);
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for row in &data.rows {
        html.raw("<tr>");
        for cell in row {
            html.element("td", &[], cell);
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table></div>\n");
    push_source(html, source);
    html.raw("</figure>\n");
}

/// A timeline: a list in order, which the theme draws along a line.
pub fn push_timeline(html: &mut Html, timeline: &Timeline, data: Option<&Csv>, source: Option<&str>) {
    html.open("figure", &[("class", "timeline")]).raw("<figcaption>").text(&timeline.title).raw("</figcaption>\n");
    if !timeline.description.is_empty() {
        html.element("p", &[], &timeline.description).raw("\n");
    }
    html.raw("<ol>\n");
    for moment in timeline.moments(data) {
        html.raw("<li><b class=\"date\">").text(&moment.date).raw("</b> ").text(&moment.text);
        if !moment.items.is_empty() {
            html.raw("<ul>");
            for item in &moment.items {
                html.element("li", &[], item);
            }
            html.raw("</ul>");
        }
        html.raw("</li>\n");
    }
    html.raw("</ol>\n");
    push_source(html, source);
    html.raw("</figure>\n");
}

fn push_source(html: &mut Html, source: Option<&str>) {
    if let Some(source) = source {
        html.raw("<p class=\"chart-source\">").raw(source).raw("</p>");
    }
}
