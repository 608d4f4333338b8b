//! A document as DOCX for editing: Office Open XML (ECMA-376, part 1, chapter 17), the few elements a paper needs.
//! Paragraphs of a group are kept with the next, so that no question is split over pages.

use std::sync::Arc;

use super::layout::{Block, Document, Line};
use crate::output::{Content, OutputTree};
use crate::render::html::Html;
use crate::target::archive;
use crate::text::escape::html;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The width of the text on A4 with margins of 2 cm, in twentieths of a point.
const TEXT_WIDTH: usize = 11906 - 2 * 1134;
/// How far answers are indented, in twentieths of a point.
const INDENT: usize = 454;

/// The document as DOCX.
pub fn write(document: &Document) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("rId1", "officeDocument", "word/document.xml")], RELATIONS)
            .replace("</Relationships>", &format!("<Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"))),
        ("docProps/core.xml", core(document)),
        ("word/_rels/document.xml.rels", relations(&[("rId1", "styles", "styles.xml"), ("rId2", "footer", "footer1.xml")], RELATIONS)),
        ("word/document.xml", body(document)),
        ("word/footer1.xml", footer(document)),
        ("word/styles.xml", styles(document.language)),
    ];
    let tree: OutputTree = parts.into_iter().map(|(path, xml)| (path.to_owned(), Content::Ready(Arc::from(xml.into_bytes())))).collect();
    // Word finds the types first.
    archive::pack(&tree, &["[Content_Types].xml"]).value
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}{}</Types>",
        part("/word/document.xml", &format!("{TYPE}.document.main+xml")),
        part("/word/styles.xml", &format!("{TYPE}.styles+xml")),
        part("/word/footer1.xml", &format!("{TYPE}.footer+xml")),
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    )
}

fn relations(list: &[(&str, &str, &str)], base: &str) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| format!("<Relationship Id=\"{id}\" Type=\"{base}/{kind}\" Target=\"{target}\"/>");
    let all: String = list.iter().map(one).collect();
    format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

fn core(document: &Document) -> String {
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
        html(&document.title),
        document.language
    )
}

fn styles(language: &str) -> String {
    let language = if language == "vi" { "vi-VN" } else { "en-GB" };
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    format!(
        "{XML}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"{language}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"20\" w:after=\"20\" w:line=\"288\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr></w:style>\
         {}{}{}</w:styles>",
        style("Question", "Question", "<w:keepLines/><w:spacing w:before=\"180\"/>", ""),
        style("Answer", "Answer", &format!("<w:keepLines/><w:ind w:left=\"{INDENT}\"/>"), ""),
        style("Passage", "Passage", &format!("<w:keepLines/><w:ind w:left=\"{INDENT}\"/>"), "<w:i/>"),
    )
}

fn footer(document: &Document) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{XML}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        run(&format!("{} – ", document.foot), ""),
        field("PAGE"),
        run("/", ""),
        field("NUMPAGES")
    )
}

fn body(document: &Document) -> String {
    let mut xml = Html::new();
    xml.raw(XML).raw(&format!("<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONS}\"><w:body>"));
    for block in &document.blocks {
        push_block(&mut xml, block);
    }
    xml.raw("<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>");
    xml.raw("<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>");
    xml.raw("</w:body></w:document>");
    xml.finish()
}

/// A run of text with its properties; line ends are line breaks.
fn run(text: &str, properties: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", html(line))).collect();
    format!("<w:r><w:rPr>{properties}</w:rPr>{}</w:r>", lines.join("<w:br/>"))
}

fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn push_block(xml: &mut Html, block: &Block) {
    match block {
        Block::Head(left, right) => {
            let side = |lines: &[String]| {
                let line = |(number, line): (usize, &String)| {
                    paragraph("<w:jc w:val=\"center\"/>", &run(line, if number == 0 { "<w:b/>" } else { "" }))
                };
                lines.iter().enumerate().map(line).collect::<String>()
            };
            push_plain_table(xml, &[vec![side(left), side(right)]]);
        }
        Block::Heading(text) => {
            xml.raw(&paragraph("<w:pStyle w:val=\"Heading1\"/>", &run(text, "")));
        }
        Block::Fields(fields) => {
            let width = TEXT_WIDTH / fields.len().max(1);
            let stop = |number: usize| format!("<w:tab w:val=\"left\" w:leader=\"dot\" w:pos=\"{}\"/>", (number + 1) * width - 120);
            let stops: String = (0..fields.len()).map(stop).collect();
            let words: String = fields
                .iter()
                .map(|field| format!("{}<w:r><w:tab/></w:r>", run(&format!("{field}: "), "")))
                .collect::<Vec<_>>()
                .join(&run(" ", ""));
            xml.raw(&paragraph(&format!("<w:tabs>{stops}</w:tabs><w:spacing w:before=\"120\"/>"), &words));
        }
        Block::Note(text) => {
            xml.raw(&paragraph("", &run(text, "")));
        }
        Block::Group(lines) => {
            let last = lines.len().saturating_sub(1);
            for (number, line) in lines.iter().enumerate() {
                push_line(xml, line, if number == last { "" } else { "<w:keepNext/>" });
            }
        }
        Block::Table(head, rows) => push_table(xml, head, rows),
    }
}

/// `keep` ties the line to the next.
fn push_line(xml: &mut Html, line: &Line, keep: &str) {
    let styled = |style: &str| format!("<w:pStyle w:val=\"{style}\"/>{keep}");
    match line {
        Line::Lead(lead, text) => {
            xml.raw(&paragraph(&styled("Question"), &format!("{}{}", run(lead, "<w:b/>"), run(&format!(" {text}"), ""))));
        }
        Line::Indented(text) => {
            xml.raw(&paragraph(&styled("Answer"), &run(text, "")));
        }
        Line::Quoted(text) => {
            xml.raw(&paragraph(&styled("Passage"), &run(text, "")));
        }
        Line::Columns(left, right) => {
            let rows = left.len().min(right.len());
            let cell = |row: usize, text: &String| {
                // Rows of a table follow the same rule as paragraphs.
                let keep = if row + 1 == rows { keep } else { "<w:keepNext/>" };
                paragraph(&format!("<w:pStyle w:val=\"Answer\"/>{keep}"), &run(text, ""))
            };
            let rows: Vec<Vec<String>> =
                left.iter().zip(right).enumerate().map(|(row, (left, right))| vec![cell(row, left), cell(row, right)]).collect();
            push_plain_table(xml, &rows);
        }
    }
}

/// Cells of paragraphs side by side, without lines.
fn push_plain_table(xml: &mut Html, rows: &[Vec<String>]) {
    let columns = rows.first().map_or(1, Vec::len);
    push_grid(xml, &vec![TEXT_WIDTH / columns.max(1); columns], "", "", rows);
}

fn push_table(xml: &mut Html, head: &[String], rows: &[Vec<String>]) {
    let line = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
    let cell = |text: &String, properties: &str| paragraph("<w:jc w:val=\"center\"/>", &run(text, properties));
    let heads = vec![head.iter().map(|text| cell(text, "<w:b/>")).collect()];
    let rest: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|text| cell(text, "")).collect()).collect();
    push_grid(xml, &widths(head, rows), &format!("<w:tblBorders>{borders}</w:tblBorders>"), "<w:tblHeader/>", &[heads, rest].concat());
    // A table that ends a document must have a paragraph after it.
    xml.raw(&paragraph("", ""));
}

/// Characters that the margins of a cell are wide.
const MARGIN: usize = 3;

/// Columns as wide as their longest text asks for, the whole as wide as the page.
fn widths(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let longest = |column: usize| {
        let cells = std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
        cells.filter_map(|row| row.get(column)).map(|text| text.chars().count()).max().unwrap_or_default().clamp(1, 21) + MARGIN
    };
    let asked: Vec<usize> = (0..head.len()).map(longest).collect();
    let sum: usize = asked.iter().sum::<usize>().max(1);
    asked.into_iter().map(|width| width * TEXT_WIDTH / sum).collect()
}

fn push_grid(xml: &mut Html, widths: &[usize], borders: &str, first_row: &str, rows: &[Vec<String>]) {
    xml.raw(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    ));
    for width in widths {
        xml.raw(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.raw("</w:tblGrid>");
    for (number, row) in rows.iter().enumerate() {
        xml.raw(&format!("<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>", if number == 0 { first_row } else { "" }));
        for (cell, width) in row.iter().zip(widths) {
            xml.raw(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{cell}</w:tc>"));
        }
        xml.raw("</w:tr>");
    }
    xml.raw("</w:tbl>");
}
