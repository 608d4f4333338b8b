//! A DOCX file as plain paragraphs in Markdown: numbers that the word processor counts are written out, rows of tables
//! stand on a line each with tabs between cells, bold words are marked, footnotes follow at the end, tracked changes are
//! taken as accepted. Office Open XML: ECMA-376, part 1, chapter 17.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::layout::is_letterhead;
use super::marks::in_roman;

/// The text of a DOCX file and what was met on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docx {
    /// Its text in Markdown.
    pub text: String,
    /// Tracked insertions that were kept.
    pub inserted: usize,
    /// Tracked deletions that were left out.
    pub deleted: usize,
    /// Footnotes and endnotes that were read.
    pub notes: usize,
    /// Pictures, which have no text to quote.
    pub pictures: usize,
}

/// Why a file is not read as DOCX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no ZIP archive with a Word document in it.
    NotDocx,
    /// Its XML is broken.
    Broken,
    /// It unpacks to more than is sensible.
    TooLarge,
}

/// A part of the file is not unpacked beyond this.
const LARGEST_PART: u64 = 128 << 20;
/// Elements nested deeper than this hold no text that anyone wrote.
const DEEPEST: usize = 200;

/// Reads the bytes of a DOCX file.
pub fn read(bytes: &[u8]) -> Result<Docx, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::NotDocx)?;
    let mut part = |name: &str| -> Result<Option<Element>, Refusal> {
        let Ok(file) = archive.by_name(name) else { return Ok(None) };
        let mut text = String::new();
        file.take(LARGEST_PART + 1).read_to_string(&mut text).map_err(|_| Refusal::Broken)?;
        if text.len() as u64 > LARGEST_PART {
            return Err(Refusal::TooLarge);
        }
        element(&text).map(Some)
    };
    let document = part("word/document.xml")?.ok_or(Refusal::NotDocx)?;
    let numbering = part("word/numbering.xml")?.map(|root| Numbering::of(&root)).unwrap_or_default();
    let styles = part("word/styles.xml")?.map(|root| styles(&root)).unwrap_or_default();
    let mut notes = BTreeMap::new();
    for (name, kind) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        if let Some(root) = part(name)? {
            notes.extend(
                root.elements().filter(|note| note.name == kind).map(|note| ((kind, note.attribute("id").to_owned()), note.clone())),
            );
        }
    }
    let mut writer = Writer {
        numbering,
        styles,
        counters: BTreeMap::new(),
        started: Vec::new(),
        references: Vec::new(),
        found: Docx::default(),
        boxes: Vec::new(),
    };
    let body = document.elements().find(|child| child.name == "body").ok_or(Refusal::Broken)?;
    let mut paragraphs = writer.blocks(body);
    paragraphs.extend(writer.notes(&notes));
    writer.found.text = paragraphs.join("\n\n");
    writer.found.text.push('\n');
    Ok(writer.found)
}

/// An element with its local name; text is kept only where it stands in one.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Clone, Debug)]
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| child.name == name)
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The `val` of a child.
    fn value(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.attribute("val"))
    }

    fn text(&self) -> String {
        self.children.iter().map(|child| if let Child::Text(text) = child { text.as_str() } else { "" }).collect()
    }

    /// Whether a switch is on: there, and not said to be off.
    fn has(&self, name: &str) -> bool {
        self.value(name).is_some_and(|value| !matches!(value, "0" | "false" | "off" | "none"))
    }
}

/// Reads an XML text to its root element.
fn element(text: &str) -> Result<Element, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(start) => open.push(opened(&start)),
            Event::Empty(start) => push(&mut open, Child::Element(opened(&start))),
            Event::End(_) => {
                let Some(done) = open.pop().filter(|_| !open.is_empty()) else { return Err(Refusal::Broken) };
                // Deeper than any word processor writes: the element stays empty.
                if open.len() <= DEEPEST {
                    push(&mut open, Child::Element(done));
                }
            }
            Event::Text(text) => push(&mut open, Child::Text(text.to_string())),
            Event::CData(text) => push(&mut open, Child::Text(text.to_string())),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let named = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                };
                push(&mut open, Child::Text(character.or(named).map(String::from).unwrap_or_default()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.into_iter().next().and_then(|root| root.elements().next().cloned());
    root.ok_or(Refusal::Broken)
}

fn opened(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        (local(attribute.key.as_ref()).to_owned(), value)
    });
    Element { name: local(start.name().as_ref()).to_owned(), attributes: attributes.collect(), children: Vec::new() }
}

/// A name without the prefix of its vocabulary.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn push(open: &mut [Element], child: Child) {
    if let Some(last) = open.last_mut() {
        last.children.push(child);
    }
}

/// What a paragraph style says.
#[derive(Clone, Debug, Default)]
struct Style {
    based_on: String,
    outline: Option<usize>,
    number: Option<(String, usize)>,
}

fn styles(root: &Element) -> BTreeMap<String, Style> {
    let styles = root.elements().filter(|child| child.name == "style").map(|style| {
        let properties = style.child("pPr");
        let name = style.value("name").unwrap_or_default().to_lowercase();
        let by_name = name.strip_prefix("heading ").and_then(|level| level.parse::<usize>().ok()).map(|level| level.saturating_sub(1));
        let outline = properties
            .and_then(|properties| properties.value("outlineLvl"))
            .and_then(|level| level.parse().ok())
            .filter(|level| *level < 9);
        let number = properties.and_then(|properties| properties.child("numPr")).and_then(number_of);
        let based_on = style.value("basedOn").unwrap_or_default().to_owned();
        (style.attribute("styleId").to_owned(), Style { based_on, outline: outline.or(by_name), number })
    });
    styles.collect()
}

/// List and level of a `numPr`; list `0` takes numbers away.
fn number_of(properties: &Element) -> Option<(String, usize)> {
    let list = properties.value("numId")?.to_owned();
    let level = properties.value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((list, level))
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: usize,
    format: String,
    /// The written example of a custom format: `a, b, c, d, đ, ...`.
    custom: String,
    text: String,
    legal: bool,
}

/// The lists of a document.
#[derive(Clone, Debug, Default)]
struct Numbering {
    levels: BTreeMap<String, BTreeMap<usize, Level>>,
    /// List to its kind, with the numbers it starts anew from.
    lists: BTreeMap<String, (String, BTreeMap<usize, usize>)>,
}

impl Numbering {
    fn of(root: &Element) -> Self {
        let mut numbering = Self::default();
        for child in root.elements() {
            match child.name.as_str() {
                "abstractNum" => {
                    numbering.levels.insert(child.attribute("abstractNumId").to_owned(), levels(child));
                }
                "num" => numbering.add_list(child),
                _ => {}
            }
        }
        numbering
    }

    fn add_list(&mut self, list: &Element) {
        let mut kind = list.value("abstractNumId").unwrap_or_default().to_owned();
        let mut starts = BTreeMap::new();
        let id = list.attribute("numId").to_owned();
        for change in list.elements().filter(|child| child.name == "lvlOverride") {
            let level = change.attribute("ilvl").parse().unwrap_or(0);
            if let Some(start) = change.value("startOverride").and_then(|start| start.parse().ok()) {
                starts.insert(level, start);
            }
            if change.child("lvl").is_some() {
                // The list has its own form of a level: it becomes a kind of its own.
                let mut own = self.levels.get(&kind).cloned().unwrap_or_default();
                own.extend(levels(change));
                kind = format!("{kind}/{id}");
                self.levels.insert(kind.clone(), own);
            }
        }
        self.lists.insert(id, (kind, starts));
    }
}

fn levels(parent: &Element) -> BTreeMap<usize, Level> {
    let levels = parent.elements().filter(|child| child.name == "lvl").map(|level| {
        let plain = level.child("numFmt");
        // A custom format may stand in an alternative that older readers pass over.
        let chosen =
            level.child("AlternateContent").and_then(|alternative| alternative.child("Choice")).and_then(|choice| choice.child("numFmt"));
        let format = chosen.or(plain);
        let written = Level {
            start: level.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            format: format.map(|format| format.attribute("val")).unwrap_or("decimal").to_owned(),
            custom: format.map(|format| format.attribute("format")).unwrap_or_default().to_owned(),
            text: level.value("lvlText").unwrap_or_default().to_owned(),
            legal: level.has("isLgl") || level.child("isLgl").is_some_and(|legal| legal.attribute("val").is_empty()),
        };
        (level.attribute("ilvl").parse().unwrap_or(0), written)
    });
    levels.collect()
}

/// A number in a format of the word processor.
fn formatted(number: usize, level: &Level) -> String {
    const WORDS: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let letter = |alphabet: &[char]| {
        let at = number.saturating_sub(1);
        let sign = alphabet.get(at % alphabet.len().max(1)).copied().unwrap_or('?');
        std::iter::repeat_n(sign, at / alphabet.len().max(1) + 1).collect::<String>()
    };
    let latin: Vec<char> = ('a'..='z').collect();
    match level.format.as_str() {
        "upperRoman" => in_roman(number),
        "lowerRoman" => in_roman(number).to_lowercase(),
        "lowerLetter" => letter(&latin),
        "upperLetter" => letter(&latin).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        "vietnameseCounting" => WORDS.get(number.saturating_sub(1)).map_or_else(|| number.to_string(), |word| (*word).to_owned()),
        "custom" => {
            let signs: Vec<char> = level.custom.split(',').filter_map(|sign| single(sign.trim())).collect();
            match signs.as_slice() {
                // `a, b, c, d, đ, ...`: the order of Vietnamese points; what is written out goes first.
                [first, ..] if first.is_alphabetic() && signs.contains(&'đ') => {
                    let legal: Vec<char> = crate::text::vietnamese::POINT_LETTERS.to_vec();
                    letter(&legal)
                }
                [first, ..] if first.is_alphabetic() => letter(&latin),
                _ => {
                    let width = level.custom.split(',').next().map_or(1, |first| first.trim().len());
                    format!("{number:0width$}")
                }
            }
        }
        "none" => String::new(),
        _ => number.to_string(),
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Words of a paragraph and whether they are bold.
type Run = (String, bool);

struct Writer {
    numbering: Numbering,
    styles: BTreeMap<String, Style>,
    /// How far each kind of list has counted, by level.
    counters: BTreeMap<String, BTreeMap<usize, usize>>,
    /// Lists that have begun: a list starts anew only once.
    started: Vec<String>,
    references: Vec<(&'static str, String)>,
    found: Docx,
    /// Paragraphs of text boxes, which stand inside a paragraph in the file.
    boxes: Vec<String>,
}

impl Writer {
    /// The paragraphs and rows of a body or cell.
    fn blocks(&mut self, parent: &Element) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut runs_on = false;
        self.add_blocks(parent, &mut out, &mut runs_on);
        out
    }

    fn add_blocks(&mut self, parent: &Element, out: &mut Vec<String>, runs_on: &mut bool) {
        for child in parent.elements() {
            match child.name.as_str() {
                "p" => self.add_paragraph(child, out, runs_on),
                "tbl" => {
                    let rows = self.table(child);
                    out.extend(rows);
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

    fn add_paragraph(&mut self, paragraph: &Element, out: &mut Vec<String>, runs_on: &mut bool) {
        let properties = paragraph.child("pPr");
        // A deleted paragraph mark makes one paragraph of two.
        let mark = properties.and_then(|properties| properties.child("rPr"));
        let mark_deleted = mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        let text = self.paragraph(paragraph);
        match out.last_mut().filter(|_| *runs_on) {
            Some(last) => {
                if !text.is_empty() {
                    last.push(' ');
                    last.push_str(&text);
                }
            }
            None if text.is_empty() => {}
            None => out.push(text),
        }
        *runs_on = mark_deleted && !out.is_empty();
        out.append(&mut self.boxes);
    }

    /// A paragraph with its number and its bold words marked.
    fn paragraph(&mut self, paragraph: &Element) -> String {
        let mut runs = Vec::new();
        self.add_runs(paragraph, false, &mut runs);
        let is_blank = runs.iter().all(|(text, _)| text.trim().is_empty());
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|properties| properties.value("pStyle")).unwrap_or_default().to_owned();
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

    fn add_runs(&mut self, parent: &Element, in_field: bool, runs: &mut Vec<Run>) {
        for child in parent.elements() {
            match child.name.as_str() {
                "r" => self.add_run(child, runs),
                "ins" | "moveTo" => {
                    self.found.inserted += 1;
                    self.add_runs(child, in_field, runs);
                }
                "del" | "moveFrom" => self.found.deleted += 1,
                "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml" | "dir" | "bdo" => {
                    self.add_runs(child, in_field, runs)
                }
                _ => {}
            }
        }
    }

    fn add_run(&mut self, run: &Element, runs: &mut Vec<Run>) {
        let properties = run.child("rPr");
        let bold = properties
            .is_some_and(|properties| properties.child("b").is_some_and(|b| !matches!(b.attribute("val"), "0" | "false" | "off")));
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
    fn notes(&mut self, notes: &BTreeMap<(&'static str, String), Element>) -> Vec<String> {
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
    let lines: Vec<String> = out.trim().split('\n').map(with_columns).filter(|line| !line.is_empty()).collect();
    lines.join("  \n")
}

/// A tab inside a letterhead divides columns; anywhere else it is a space.
fn with_columns(line: &str) -> String {
    let parts: Vec<&str> = line.split('\t').map(str::trim).filter(|part| !part.is_empty()).collect();
    let divider = if is_letterhead(&line.replace('\t', " ")) { "   " } else { " " };
    parts.join(divider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_format_of_the_list() {
        let level = |format: &str, custom: &str| Level { format: format.to_owned(), custom: custom.to_owned(), ..Level::default() };
        let cases = [
            (5, level("decimal", ""), "5"),
            (4, level("upperRoman", ""), "IV"),
            (5, level("lowerLetter", ""), "e"),
            (5, level("custom", "a, b, c, d, đ, ..."), "đ"),
            (3, level("custom", "001, 002, 003, ..."), "003"),
            (2, level("vietnameseCounting", ""), "hai"),
            (27, level("lowerLetter", ""), "aa"),
        ];
        for (number, level, expected) in cases {
            assert_eq!(formatted(number, &level), expected, "{} {}", level.format, level.custom);
        }
    }

    #[test]
    fn what_is_no_docx_is_refused() {
        assert_eq!(read(b"plain"), Err(Refusal::NotDocx));
        assert_eq!(read(b""), Err(Refusal::NotDocx));
    }

    #[test]
    fn bold_words_are_marked_without_their_spaces() {
        let run = |text: &str, bold| (text.to_owned(), bold);
        assert_eq!(written(&[run("Điều 1. ", true), run("Phạm vi", false)], false), "**Điều 1.** Phạm vi");
        assert_eq!(written(&[run("Điều", true), run(" ", false), run("1.", true)], false), "**Điều 1.**");
    }
}
