//! A document as pages of verified quotations, ready to be annotated: a folder with its index, a page for each large
//! division, below it block quotations that end in their citation. Every word of the document stands in a quotation,
//! once and in order. Beside the pages: the document's entry in the list of sources and the ledger of doubts.

use super::Document;
use super::lines::Line;
use super::marks::{Kind, is_caps};
use super::metadata::{capital, in_sentence_case};
use super::outline::Node;
use super::proposals::Proposal;
use super::quote::{self, Paragraph};
use crate::text::slug::slug;
use crate::text::vietnamese::{POINT_LETTERS, syllables};

/// A file to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFile {
    /// Its path, with forward slashes.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// A division at least this long, in syllables, is worth a page.
const PAGE: usize = 120;
/// A division longer than this is divided into pages of its own.
const LARGE: usize = 700;
/// A division longer than this is quoted in pieces.
const PIECE: usize = 250;
/// A quotation shorter than this could be found anywhere.
const SHORTEST: usize = 4;

/// A page before it is written.
struct Page {
    title: String,
    units: Vec<Unit>,
    children: Vec<Page>,
}

/// What one block quotation holds.
struct Unit {
    place: String,
    heading: String,
    lines: Vec<(usize, Kind)>,
    /// Whether it may take in what follows: a head with its items.
    is_open: bool,
}

/// The name of the document's folder, without its number.
pub fn folder_slug(document: &Document) -> String {
    let number = slug(&document.metadata.number);
    let named = !document.metadata.number.is_empty();
    if named && !document.metadata.kind.is_empty() {
        return short_slug(&format!("{} {number}", document.metadata.kind));
    }
    short_slug(&document.metadata.title)
}

/// The pages of a document, by their paths below its folder.
pub fn pages(document: &Document, key: &str) -> Vec<NewFile> {
    let planner = Planner { lines: &document.lines.lines };
    let mut root = planner.page(&document.metadata.title, None, &document.nodes.iter().collect::<Vec<_>>(), &[], 0);
    push_down_short_heads(&mut root, &planner);
    let mut files = Vec::new();
    write_page(&root, "", true, key, &planner, &mut files);
    files
}

struct Planner<'a> {
    lines: &'a [Line],
}

impl<'a> Planner<'a> {
    fn weight_of(&self, lines: &[usize]) -> usize {
        lines.iter().map(|at| syllables(&self.lines[*at].text)).sum()
    }

    fn weight(&self, node: &Node) -> usize {
        self.weight_of(&node.all_lines())
    }

    /// A page for `own` (none for the document itself) and the nodes in it.
    fn page(&self, title: &str, own: Option<&'a Node>, nodes: &[&'a Node], path: &[&'a Node], depth: usize) -> Page {
        let (front, groups) = if depth < 3 { self.split(nodes) } else { (nodes.to_vec(), Vec::new()) };
        let mut units = Vec::new();
        if let Some(own) = own {
            units.push(Unit {
                place: place(path, self.lines),
                heading: String::new(),
                lines: own.lines.iter().map(|at| (*at, own.kind)).collect(),
                is_open: true,
            });
        }
        for node in front {
            self.push_units(node, path, &mut units);
        }
        let children = groups.into_iter().map(|group| self.group_page(&group, path, depth)).collect();
        Page { title: title.to_owned(), units: self.merged(units), children }
    }

    fn group_page(&self, group: &[&'a Node], path: &[&'a Node], depth: usize) -> Page {
        let Some((first, rest)) = group.split_first() else {
            return Page { title: String::new(), units: Vec::new(), children: Vec::new() };
        };
        let mut inner = path.to_vec();
        inner.push(first);
        let title = title(first, self.lines);
        let children: Vec<&Node> = first.children.iter().collect();
        let is_large = self.weight(first) > LARGE && !self.split(&children).1.is_empty();
        let mut page = if is_large {
            self.page(&title, Some(first), &children, &inner, depth + 1)
        } else {
            self.page(&title, Some(first), &children, &inner, usize::MAX)
        };
        // What stands after the last division belongs to the last page.
        let mut last = &mut page;
        while !last.children.is_empty() {
            let at = last.children.len() - 1;
            last = &mut last.children[at];
        }
        for node in rest {
            self.push_units(node, path, &mut last.units);
        }
        last.units = self.merged(std::mem::take(&mut last.units));
        page
    }

    /// Nodes that stand on the page itself, and groups that get pages: each begins with a division of a kind of which
    /// one at least is long enough.
    fn split(&self, nodes: &[&'a Node]) -> (Vec<&'a Node>, Vec<Vec<&'a Node>>) {
        let is_division = |kind: Kind| kind < Kind::Point && kind != Kind::Head;
        let is_long = |kind: Kind| {
            matches!(kind, Kind::Attachment | Kind::Part | Kind::Chapter)
                || nodes.iter().any(|node| node.kind == kind && self.weight(node) >= PAGE)
        };
        let mut front = Vec::new();
        let mut groups: Vec<Vec<&Node>> = Vec::new();
        for node in nodes {
            if is_division(node.kind) && is_long(node.kind) {
                groups.push(vec![*node]);
            } else if let Some(group) = groups.last_mut() {
                group.push(*node);
            } else {
                front.push(*node);
            }
        }
        (front, groups)
    }

    /// A node as quotations: whole, or its head and then each of its divisions.
    fn push_units(&self, node: &'a Node, path: &[&'a Node], units: &mut Vec<Unit>) {
        let mut inner = path.to_vec();
        inner.push(node);
        let named = !own_place(node, self.lines).is_empty();
        let heading = if named { capital(&own_place(node, self.lines)) } else { String::new() };
        let place = if node.kind == Kind::Head { "phần mở đầu".to_owned() } else { place(&inner, self.lines) };
        let whole = self.weight(node) <= PIECE || node.children.is_empty() || node.kind == Kind::Group;
        let lines = if whole { with_kinds(node) } else { node.lines.iter().map(|at| (*at, node.kind)).collect() };
        units.push(Unit { place, heading, lines, is_open: !named || !whole });
        if !whole {
            for child in &node.children {
                self.push_units(child, &inner, units);
            }
        }
    }

    /// Quotations that are too short, and items and paragraphs without a place of their own, go with those before
    /// them, as long as the whole stays readable.
    fn merged(&self, units: Vec<Unit>) -> Vec<Unit> {
        let weight = |unit: &Unit| self.weight_of(&unit.lines.iter().map(|(at, _)| *at).collect::<Vec<_>>());
        let mut merged: Vec<Unit> = Vec::new();
        for unit in units {
            let Some(last) = merged.last_mut() else {
                merged.push(unit);
                continue;
            };
            let (before, here) = (weight(last), weight(&unit));
            let is_table = unit.lines.first().is_some_and(|(_, kind)| *kind == Kind::Group);
            let goes_on = unit.heading.is_empty() && (unit.place == last.place || unit.is_open) && before + here <= PIECE;
            let was_columns = last.lines.last().is_some_and(|(_, kind)| *kind == Kind::Columns);
            // Rows stay with the heads of their columns, however many there are.
            let is_row = unit.lines.iter().all(|(_, kind)| *kind == Kind::Row)
                && last.lines.last().is_some_and(|(_, kind)| matches!(kind, Kind::Columns | Kind::Row));
            let opens_with_head = before < SHORTEST;
            if opens_with_head || was_columns {
                last.place = unit.place;
                last.heading = if last.heading.is_empty() { unit.heading } else { std::mem::take(&mut last.heading) };
                last.lines.extend(unit.lines);
            } else if here < SHORTEST || is_row || (goes_on && !is_table) {
                last.lines.extend(unit.lines);
            } else {
                merged.push(unit);
            }
        }
        merged
    }

    fn quotation(&self, unit: &Unit, key: &str) -> String {
        let paragraphs: Vec<Paragraph> = unit.lines.iter().map(|(at, kind)| quote::paragraph(&self.lines[*at], *kind)).collect();
        quote::block(&paragraphs, key, &unit.place)
    }
}

fn with_kinds(node: &Node) -> Vec<(usize, Kind)> {
    let mut lines: Vec<(usize, Kind)> = node.lines.iter().map(|at| (*at, node.kind)).collect();
    lines.extend(node.children.iter().flat_map(with_kinds));
    lines
}

/// A page whose own words are too few to be quoted gives them to its first child.
fn push_down_short_heads(page: &mut Page, planner: &Planner<'_>) {
    let weight: usize = page.units.iter().flat_map(|unit| &unit.lines).map(|(at, _)| syllables(&planner.lines[*at].text)).sum();
    if weight < SHORTEST && !page.children.is_empty() {
        let lines: Vec<(usize, Kind)> = page.units.drain(..).flat_map(|unit| unit.lines).collect();
        let child = &mut page.children[0];
        match child.units.first_mut() {
            Some(first) => {
                first.lines.splice(0..0, lines);
            }
            None => child.units.push(Unit { place: String::new(), heading: String::new(), lines, is_open: true }),
        }
    }
    for child in &mut page.children {
        push_down_short_heads(child, planner);
    }
}

fn write_page(page: &Page, base: &str, is_index: bool, key: &str, planner: &Planner<'_>, files: &mut Vec<NewFile>) {
    let path = if is_index { format!("{base}index.md") } else { format!("{base}.md") };
    files.push(NewFile { path, text: page_text(page, key, planner) });
    for (number, child) in (1..).zip(&page.children) {
        let name = format!("{}{number:02}-{}", if is_index { base } else { "" }, short_slug(&child.title));
        if child.children.is_empty() {
            write_page(child, &name, false, key, planner, files);
        } else {
            write_page(child, &format!("{name}/"), true, key, planner, files);
        }
    }
}

fn page_text(page: &Page, key: &str, planner: &Planner<'_>) -> String {
    let mut out = format!("---\ntitle: {}\nquiz: false\n---\n", yaml_text(&page.title));
    if page.units.is_empty() {
        return out;
    }
    out.push_str("\n## Nguyên văn\n");
    for unit in &page.units {
        if !unit.heading.is_empty() && page.units.len() > 1 {
            out.push_str(&format!("\n### {}\n", quote::escaped(&unit.heading)));
        }
        out.push('\n');
        out.push_str(&planner.quotation(unit, key));
    }
    out
}

/// Where a node stands in its document, in words: `mục II.3, điểm b`.
pub fn place(path: &[&Node], lines: &[Line]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut numbers: Vec<String> = Vec::new();
    for (at, node) in path.iter().enumerate() {
        let in_article = path[..at].iter().any(|above| above.kind == Kind::Article);
        match node.kind {
            Kind::Roman | Kind::Letter | Kind::Number if !in_article => numbers.push(bare_label(&node.label)),
            Kind::Decimal if !in_article => {
                numbers.retain(|number| number.parse::<usize>().is_err() && !number.contains('.'));
                numbers.push(bare_label(&node.label));
            }
            _ => {
                flush_numbers(&mut numbers, &mut parts);
                let own = own_place(node, lines);
                let own =
                    if matches!(node.kind, Kind::Number | Kind::Decimal) { format!("khoản {}", bare_label(&node.label)) } else { own };
                if !own.is_empty() {
                    parts.push(own);
                }
            }
        }
    }
    flush_numbers(&mut numbers, &mut parts);
    parts.join(", ")
}

fn flush_numbers(numbers: &mut Vec<String>, parts: &mut Vec<String>) {
    if !numbers.is_empty() {
        parts.push(format!("mục {}", numbers.join(".")));
        numbers.clear();
    }
}

/// The place of a node among its sisters: `điểm b`; nothing for what is not numbered or named.
fn own_place(node: &Node, lines: &[Line]) -> String {
    let small = |text: &str| {
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect::<String>())
    };
    match node.kind {
        Kind::Attachment if !node.label.is_empty() => node.label.clone(),
        Kind::Attachment => cut(&in_sentence_case(&node.text, lines), 50),
        Kind::Part | Kind::Chapter | Kind::Section | Kind::Subsection | Kind::Article => bare_label(&node.label),
        Kind::Roman | Kind::Letter | Kind::Number | Kind::Decimal => format!("mục {}", bare_label(&node.label)),
        Kind::Paren => format!("ý {}", node.label),
        Kind::Ordinal | Kind::Label => small(&cut(&bare_label(&node.label), 60)),
        Kind::Headline => cut(&node.text, 60),
        Kind::Point => {
            let letter = node.ordinal.and_then(|place| POINT_LETTERS.get(place.wrapping_sub(1)));
            letter.map_or_else(|| format!("điểm {}", bare_label(&node.label)), |letter| format!("điểm {letter}"))
        }
        Kind::Group if !node.label.is_empty() => format!("phần {}", bare_label(&node.label)),
        Kind::Recipients => "nơi nhận".to_owned(),
        Kind::Signature => "phần ký".to_owned(),
        Kind::Head | Kind::Bullet | Kind::Dash | Kind::Plus | Kind::Columns | Kind::Group | Kind::Row | Kind::Text => String::new(),
    }
}

/// A label without its dash and stop.
fn bare_label(label: &str) -> String {
    label.trim_start_matches(['-', '–', '—', '+', ' ']).trim_end_matches(['.', ':', ')', '/', '-', ',', ' ']).to_owned()
}

/// The title of a node's page.
fn title(node: &Node, lines: &[Line]) -> String {
    let text = if is_caps(&node.text) { in_sentence_case(&node.text, lines) } else { node.text.clone() };
    let text = cut(text.trim_end_matches(['.', ':', ';']), 90);
    let label = bare_label(&node.label);
    match node.kind {
        Kind::Ordinal | Kind::Part | Kind::Chapter | Kind::Section | Kind::Subsection | Kind::Attachment
            if !label.is_empty() && !text.is_empty() =>
        {
            format!("{label}: {text}")
        }
        Kind::Article if !text.is_empty() => format!("{label}. {text}"),
        Kind::Label => label,
        _ if text.is_empty() => label,
        _ => capital(&text),
    }
}

/// The beginning of a text, ended where a clause or word ends.
fn cut(text: &str, longest: usize) -> String {
    let sentence = text.split(". ").next().unwrap_or(text);
    if sentence.chars().count() <= longest {
        return sentence.trim_end_matches('.').to_owned();
    }
    let end = sentence.char_indices().nth(longest).map_or(sentence.len(), |(at, _)| at);
    let head = &sentence[..end];
    let clause = head.rfind([',', ';']).filter(|at| *at * 2 > head.len());
    let stop = clause.or_else(|| head.rfind(' ')).unwrap_or(head.len());
    format!("{}…", head[..stop].trim_end_matches([',', ';', ' ']))
}

/// A short address: whole words of at most 48 letters.
fn short_slug(text: &str) -> String {
    let slug = slug(text);
    if slug.len() <= 48 {
        return slug;
    }
    let cut = slug[..48].rfind('-').unwrap_or(48);
    slug[..cut].to_owned()
}

/// The document's entry in the list of sources, indented by `indent`.
pub fn source_entry(document: &Document, key: &str, file: &str, sha256: &str, indent: &str) -> String {
    let facts = &document.metadata;
    let title = if facts.title.is_empty() { file } else { &facts.title };
    let mut fields = vec![("title", yaml_text(title))];
    let known = [("number", &facts.number), ("issuer", &facts.issuer)];
    fields.extend(known.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, yaml_text(value))));
    fields.extend(facts.date.map(|date| ("date", date.iso())));
    fields.extend((!facts.kind.is_empty()).then(|| ("kind", yaml_text(&facts.kind))));
    fields.extend([("file", yaml_text(file)), ("sha256", sha256.to_owned()), ("coverage", "full".to_owned())]);
    let mut out = format!("{indent}- key: {key}\n");
    for (name, value) in fields {
        out.push_str(&format!("{indent}  {name}: {value}\n"));
    }
    if !document.lines.noise.is_empty() {
        out.push_str(&format!("{indent}  noise:\n"));
        for noise in &document.lines.noise {
            out.push_str(&format!(
                "{indent}    - {{lines: {}-{}, reason: {}}}\n",
                noise.lines.0,
                noise.lines.1,
                yaml_text(noise.reason.written())
            ));
        }
    }
    out
}

/// Doubts as entries of the ledger of errata, indented by `indent`.
pub fn errata_entries(proposals: &[Proposal], key: &str, indent: &str) -> String {
    let mut out = String::new();
    for one in proposals {
        out.push_str(&format!("{indent}- source: {key}\n{indent}  line: {}\n", one.line));
        out.push_str(&format!("{indent}  wrong: {}\n{indent}  right: {}\n", yaml_text(&one.wrong), yaml_text(&one.right)));
        out.push_str(&format!("{indent}  why: {}\n", yaml_text(&one.why.written())));
        if let Some((source, line, quote)) = &one.evidence {
            let source = source.as_deref().unwrap_or(key);
            out.push_str(&format!("{indent}  evidence: {{source: {source}, line: {line}, quote: {}}}\n", yaml_text(quote)));
        }
        out.push_str(&format!("{indent}  status: query\n"));
    }
    out
}

/// A text as a YAML string in double quotes.
fn yaml_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\t'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_where_a_clause_ends() {
        let long = "Đổi mới tư duy, thống nhất nhận thức, tăng cường vai trò lãnh đạo của Đảng, quản lý của Nhà nước";
        assert_eq!(cut(long, 60), "Đổi mới tư duy, thống nhất nhận thức…");
        assert_eq!(cut("Về quan điểm. Sau đó", 60), "Về quan điểm");
    }

    #[test]
    fn text_in_yaml_is_quoted() {
        assert_eq!(yaml_text("a: \"b\" \\ c"), "\"a: \\\"b\\\" \\\\ c\"");
    }
}
