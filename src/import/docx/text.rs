//! Paragraphs and tables of a DOCX file as lines of Markdown (ECMA-376, part 1, 17.3 and 17.4).

use std::collections::BTreeMap;

use super::blocks::{Block, Form, SOFT_BREAK, laid_out, row_number};
use super::numbering::{Numbering, Style, formatted, is_bold, number_of};
use super::{DEEPEST, Docx, Element};
use crate::import::layout::is_letterhead;

/// Words of a paragraph and whether they are bold.
type Run = (String, bool);

/// Writes the paragraphs of a document; it remembers how far lists have counted and which notes were referred to.
pub struct Writer {
    numbering: Numbering,
    styles: BTreeMap<String, Style>,
    /// How far each kind of list has counted, by level.
    counters: BTreeMap<String, BTreeMap<usize, usize>>,
    /// Lists that have begun: a list starts anew only once.
    started: Vec<String>,
    references: Vec<(&'static str, String)>,
    /// What was met on the way.
    pub found: Docx,
    /// Paragraphs of text boxes, which stand inside a paragraph in the file.
    boxes: Vec<String>,
    /// Whether the file still shows where lines ended in the text that it was made from.
    keeps_breaks: bool,
}

impl Writer {
    /// A writer that has written nothing.
    pub fn new(numbering: Numbering, styles: BTreeMap<String, Style>) -> Self {
        Self {
            numbering,
            // The paragraph styles of pandoc, which makes a run of its own of a line's end.
            keeps_breaks: ["FirstParagraph", "Compact", "BodyText"].iter().all(|name| styles.contains_key(*name)),
            styles,
            counters: BTreeMap::new(),
            started: Vec::new(),
            references: Vec::new(),
            found: Docx::default(),
            boxes: Vec::new(),
        }
    }

    /// The paragraphs and rows of a body or cell.
    pub fn blocks(&mut self, parent: &Element) -> Vec<String> {
        let mut out = Vec::new();
        let mut runs_on = false;
        self.add_blocks(parent, &mut out, &mut runs_on);
        laid_out(out)
    }

    fn add_blocks(&mut self, parent: &Element, out: &mut Vec<Block>, runs_on: &mut bool) {
        for child in parent.elements() {
            match child.name.as_str() {
                "p" => self.add_paragraph(child, out, runs_on),
                "tbl" => {
                    let rows = self.table(child);
                    out.extend(rows.into_iter().map(whole));
                    *runs_on = false;
                }
                "del" | "moveFrom" => self.found.deleted += 1,
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice").or_else(|| child.child("Fallback")) {
                        self.add_blocks(choice, out, runs_on);
                    }
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => self.add_blocks(child, out, runs_on),
                _ => {}
            }
        }
    }

    fn add_paragraph(&mut self, paragraph: &Element, out: &mut Vec<Block>, runs_on: &mut bool) {
        let properties = paragraph.child("pPr");
        // A deleted paragraph mark makes one paragraph of two.
        let mark = properties.and_then(|properties| properties.child("rPr"));
        let mark_deleted = mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        let text = self.paragraph(paragraph);
        match out.last_mut().filter(|_| *runs_on) {
            Some(last) => {
                if !text.is_empty() {
                    last.text.push(' ');
                    last.text.push_str(&text);
                }
            }
            None => {
                let style = properties.and_then(|properties| properties.value("pStyle")).unwrap_or_default();
                let is_line = self.inherited(style, |style| style.preformatted.then_some(())).is_some();
                out.push(Block { text, form: if is_line { Form::Line } else { Form::Paragraph } });
            }
        }
        *runs_on = mark_deleted && !out.is_empty();
        out.extend(self.boxes.drain(..).map(whole));
    }

    /// A paragraph with its number and its bold words marked.
    fn paragraph(&mut self, paragraph: &Element) -> String {
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|properties| properties.value("pStyle")).unwrap_or_default().to_owned();
        let mut runs = Vec::new();
        let bold = self.inherited(&style, |style| style.bold).unwrap_or(false);
        self.add_runs(paragraph, bold, &mut runs);
        let is_blank = runs.iter().all(|(text, _)| text.trim().is_empty());
        if is_blank {
            return String::new();
        }
        let own = properties.and_then(|properties| properties.child("numPr")).and_then(number_of);
        let number =
            own.or_else(|| self.inherited(&style, |style| style.number.clone())).and_then(|(list, level)| self.next_number(&list, level));
        let heading = self.inherited(&style, |style| style.outline);
        let text = written(&runs, heading.is_some());
        let text = match number.filter(|number| !number.is_empty()) {
            Some(number) => format!("{number} {text}"),
            None => text,
        };
        match heading {
            Some(level) => format!("{} {text}", "#".repeat((level + 1).min(6))),
            None => text,
        }
    }

    /// What a style says, or one that it is based on.
    fn inherited<T>(&self, style: &str, ask: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut name = style;
        for _ in 0..20 {
            let style = self.styles.get(name)?;
            if let Some(answer) = ask(style) {
                return Some(answer);
            }
            name = &style.based_on;
        }
        None
    }

    /// The mark of the next item of a list.
    fn next_number(&mut self, list: &str, level: usize) -> Option<String> {
        let (kind, starts) = self.numbering.lists.get(list)?.clone();
        let levels = self.numbering.levels.get(&kind)?.clone();
        let form = levels.get(&level)?;
        if form.format == "bullet" {
            return Some(bullet(&form.text, level));
        }
        let counter = self.counters.entry(kind).or_default();
        if !self.started.iter().any(|started| started == list) {
            self.started.push(list.to_owned());
            for (level, start) in &starts {
                counter.insert(*level, start.saturating_sub(1));
            }
        }
        let count = counter.get(&level).map_or(form.start, |last| last + 1);
        counter.insert(level, count);
        counter.retain(|deeper, _| *deeper <= level);
        let mut text = form.text.clone();
        for (upper, upper_form) in &levels {
            let sign = format!("%{}", upper + 1);
            if text.contains(&sign) {
                let count = counter.get(upper).copied().unwrap_or(upper_form.start);
                let shown = if form.legal { count.to_string() } else { formatted(count, upper_form) };
                text = text.replace(&sign, &shown);
            }
        }
        Some(text.trim().to_owned())
    }

    /// The runs of a paragraph that is bold or not by its style.
    fn add_runs(&mut self, parent: &Element, bold: bool, runs: &mut Vec<Run>) {
        let children: Vec<&Element> = parent.elements().collect();
        for (at, child) in children.iter().enumerate() {
            match child.name.as_str() {
                "r" if self.keeps_breaks && at > 0 && is_soft_break(&children[at - 1..]) => runs.push((SOFT_BREAK.to_string(), false)),
                "r" => self.add_run(child, bold, runs),
                "ins" | "moveTo" => {
                    self.found.inserted += 1;
                    self.add_runs(child, bold, runs);
                }
                "del" | "moveFrom" => self.found.deleted += 1,
                "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml" | "dir" | "bdo" => {
                    self.add_runs(child, bold, runs);
                }
                _ => {}
            }
        }
    }

    fn add_run(&mut self, run: &Element, bold: bool, runs: &mut Vec<Run>) {
        let properties = run.child("rPr");
        let style = properties.and_then(|properties| properties.value("rStyle")).unwrap_or_default();
        let own = properties.and_then(is_bold).or_else(|| self.inherited(style, |style| style.bold));
        let bold = own.unwrap_or(bold);
        if properties.is_some_and(|properties| properties.child("vanish").is_some()) {
            return;
        }
        let mut text = String::new();
        for child in run.elements() {
            match child.name.as_str() {
                "t" => text.push_str(&child.text()),
                "tab" => text.push('\t'),
                "br" if matches!(child.attribute("type"), "page" | "column") => text.push(' '),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                "sym" => text.push('•'),
                "footnoteReference" => text.push_str(&self.reference("footnote", child)),
                "endnoteReference" => text.push_str(&self.reference("endnote", child)),
                "drawing" | "pict" | "object" | "AlternateContent" => self.add_drawing(child),
                _ => {}
            }
        }
        if !text.is_empty() {
            runs.push((text, bold));
        }
    }

    fn reference(&mut self, kind: &'static str, element: &Element) -> String {
        self.references.push((kind, element.attribute("id").to_owned()));
        format!("[{}]", self.references.len())
    }

    /// A picture has no text; a text box has paragraphs.
    fn add_drawing(&mut self, drawing: &Element) {
        let boxed = find(drawing, "txbxContent", 0).cloned();
        match boxed {
            Some(boxed) => {
                let paragraphs = self.blocks(&boxed);
                self.boxes.extend(paragraphs);
            }
            None => self.found.pictures += 1,
        }
    }

    /// The rows of a table, cells divided by tabs; a letterhead or closing in two columns becomes paragraphs.
    fn table(&mut self, table: &Element) -> Vec<String> {
        let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
        for row in rows_of(table) {
            if row.child("trPr").is_some_and(|properties| properties.child("del").is_some()) {
                self.found.deleted += 1;
                continue;
            }
            rows.push(self.row(row));
        }
        let all: String = rows.iter().flatten().flatten().map(|text| format!("{text} ")).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 1 || (columns <= 3 && rows.len() <= 4 && is_letterhead(&all.replace("**", ""))) {
            return rows.into_iter().flatten().flatten().collect();
        }
        let lines = rows
            .into_iter()
            .map(|row| row.into_iter().map(|cell| cell.join(" ").replace(['\n', '\t'], " ")).collect::<Vec<_>>().join("\t"));
        // Rows of one table stand on neighbouring lines.
        let lines: Vec<String> = lines.filter(|line| !line.trim().is_empty()).collect();
        if lines.is_empty() { Vec::new() } else { vec![lines.join("\n")] }
    }

    fn row(&mut self, row: &Element) -> Vec<Vec<String>> {
        let mut cells = Vec::new();
        for cell in cells_of(row) {
            let properties = cell.child("tcPr");
            cells.push(self.blocks(cell));
            let span =
                properties.and_then(|properties| properties.value("gridSpan")).and_then(|span| span.parse::<usize>().ok()).unwrap_or(1);
            cells.extend(std::iter::repeat_n(Vec::new(), span.clamp(1, 64) - 1));
        }
        cells
    }

    /// The notes in the order of their references.
    pub fn notes(&mut self, notes: &BTreeMap<(&'static str, String), Element>) -> Vec<String> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.references.len() {
            let reference = self.references[at].clone();
            at += 1;
            if let Some(note) = notes.get(&reference) {
                let text = self.blocks(note).join(" ");
                out.push(format!("[{at}] {}", text.trim()));
                self.found.notes += 1;
            }
        }
        out
    }
}

fn rows_of(table: &Element) -> Vec<&Element> {
    within(table, "tr")
}

fn cells_of(row: &Element) -> Vec<&Element> {
    within(row, "tc")
}

/// The children of one name, also inside the wrappers that forms and tracked changes put around them.
fn within<'a>(parent: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for child in parent.elements() {
        match child.name.as_str() {
            child_name if child_name == name => found.push(child),
            "sdt" | "sdtContent" | "ins" | "customXml" => found.extend(within(child, name)),
            _ => {}
        }
    }
    found
}

fn find<'a>(element: &'a Element, name: &str, depth: usize) -> Option<&'a Element> {
    if element.name == name {
        return Some(element);
    }
    element.elements().filter(|_| depth < DEEPEST).find_map(|child| find(child, name, depth + 1))
}

/// The sign of an item: dash and plus as they are, any other as a dash, deeper ones as a plus.
fn bullet(sign: &str, level: usize) -> String {
    match sign.trim() {
        "-" | "–" | "—" => "-",
        "+" => "+",
        _ if level == 0 => "-",
        _ => "+",
    }
    .to_owned()
}

/// The words of a paragraph; bold stretches between double stars, unless all of it is a heading.
fn written(runs: &[Run], is_heading: bool) -> String {
    let mut joined: Vec<Run> = Vec::new();
    for (text, bold) in runs {
        let bold = *bold && !is_heading;
        match joined.last_mut() {
            // White space has no weight of its own.
            Some((last, weight)) if *weight == bold || text.trim().is_empty() => last.push_str(text),
            _ => joined.push((text.clone(), bold)),
        }
    }
    let mut out = String::new();
    for (text, bold) in &joined {
        let inside = text.trim();
        if *bold && !inside.is_empty() {
            let start = text.len() - text.trim_start().len();
            out.push_str(&format!("{}**{inside}**{}", &text[..start], &text[start + inside.len()..]));
        } else {
            out.push_str(text);
        }
    }
    out.trim_start().trim_end_matches('\n').to_owned()
}

fn whole(text: String) -> Block {
    Block { text, form: Form::Whole }
}

/// Whether the second of some runs is the end of a line: a space by itself between plain words. Beside quotation marks
/// or after a number it is only a space.
fn is_soft_break(runs: &[&Element]) -> bool {
    let plain = |run: &Element| (run.name == "r" && run.child("rPr").is_none()).then(|| run.child("t").map(Element::text)).flatten();
    let [before, middle, after, ..] = runs else { return false };
    let (Some(before), Some(middle), Some(after)) = (plain(before), plain(middle), plain(after)) else { return false };
    middle == " " && !before.ends_with(['”', '’']) && !after.starts_with(['“', '‘']) && row_number(&before).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_words_are_marked_without_their_spaces() {
        let run = |text: &str, bold| (text.to_owned(), bold);
        assert_eq!(written(&[run("Điều 1. ", true), run("Phạm vi", false)], false), "**Điều 1.** Phạm vi");
        assert_eq!(written(&[run("Điều", true), run(" ", false), run("1.", true)], false), "**Điều 1.**");
    }
}
