//! A document as one HTML file for printing on A4: it needs nothing else, a group is never split over pages, and the
//! foot of each page says which paper it is.

use super::layout::{Block, Document, Line};
use crate::render::html::Html;
use crate::text::escape::NOTHING_RUNS;

/// The foot stands in `@page`; a browser that does not know margin boxes prints without it.
const STYLE: &str = "\
body { font: 13pt/1.4 \"Times New Roman\", \"Liberation Serif\", Tinos, serif; color: #000; background: #fff; max-width: 17cm; margin: 1cm auto; }
.head { display: flex; gap: 1cm; justify-content: space-between; text-align: center; }
.head > div { flex: 1; }
.head p { margin: 0; }
.head p:first-child, h2 { font-weight: bold; }
h2 { font-size: 14pt; margin: 18pt 0 6pt; break-after: avoid; }
.fields { display: flex; gap: 1cm; margin: 9pt 0; }
.fields p { flex: 1; display: flex; gap: 6pt; margin: 0; white-space: nowrap; }
.fields i { flex: 1; border-bottom: 1px dotted; }
.group { break-inside: avoid; margin: 9pt 0; }
.group p { margin: 2pt 0; overflow-wrap: break-word; }
.indented { white-space: pre-wrap; }
.indented, .columns { margin-left: 0.8cm !important; }
.quoted { margin-left: 0.8cm !important; padding-left: 9pt; border-left: 2px solid; font-style: italic; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 0.6cm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: 3pt 5pt; text-align: center; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
@media print { body { margin: 0; max-width: none; } }
";

/// The document as HTML.
pub fn write(document: &Document) -> String {
    let mut html = Html::new();
    html.raw("<!DOCTYPE html>\n").open("html", &[("lang", document.language)]).raw("\n<head><meta charset=\"utf-8\">").raw(NOTHING_RUNS);
    html.raw("<meta name=\"viewport\" content=\"width=device-width\">").element("title", &[], &document.title).raw("\n<style>\n");
    html.raw(&format!(
        "@page {{ size: A4; margin: 2cm; @bottom-center {{ content: \"{} – \" counter(page) \"/\" counter(pages); }} }}\n",
        css(&document.foot)
    ));
    html.raw(STYLE).raw("</style></head>\n<body>\n");
    for block in &document.blocks {
        push_block(&mut html, block);
    }
    html.raw("</body>\n</html>\n");
    html.finish()
}

/// A text inside a quoted string of CSS in a `<style>` element.
fn css(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\22 "),
            '\\' => out.push_str("\\5c "),
            '<' => out.push_str("\\3c "),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn push_block(html: &mut Html, block: &Block) {
    match block {
        Block::Head(left, right) => {
            html.raw("<header class=\"head\">");
            for side in [left, right] {
                html.raw("<div>");
                for line in side {
                    html.element("p", &[], line);
                }
                html.raw("</div>");
            }
            html.raw("</header>\n");
        }
        Block::Heading(text) => {
            html.element("h2", &[], text).raw("\n");
        }
        Block::Fields(fields) => {
            html.raw("<div class=\"fields\">");
            for field in fields {
                html.raw("<p>").text(&format!("{field}:")).raw("<i></i></p>");
            }
            html.raw("</div>\n");
        }
        Block::Note(text) => {
            html.element("p", &[], text).raw("\n");
        }
        Block::Group(lines) => {
            html.raw("<div class=\"group\">");
            lines.iter().for_each(|line| push_line(html, line));
            html.raw("</div>\n");
        }
        Block::Table(head, rows) => push_table(html, head, rows),
    }
}

fn push_line(html: &mut Html, line: &Line) {
    match line {
        Line::Lead(lead, text) => html.raw("<p>").element("b", &[], lead).text(&format!(" {text}")).raw("</p>"),
        Line::Indented(text) => html.element("p", &[("class", "indented")], text),
        Line::Quoted(text) => html.element("p", &[("class", "quoted")], text),
        Line::Columns(left, right) => {
            html.raw("<div class=\"columns\">");
            for (left, right) in left.iter().zip(right) {
                html.element("p", &[], left).element("p", &[], right);
            }
            html.raw("</div>")
        }
    };
}

fn push_table(html: &mut Html, head: &[String], rows: &[Vec<String>]) {
    html.raw("<table><thead><tr>");
    for cell in head {
        html.element("th", &[("scope", "col")], cell);
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for row in rows {
        html.raw("<tr>");
        for cell in row {
            html.element("td", &[], cell);
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody></table>\n");
}
