//! Tables, charts and timelines name a data file that exists, columns that it has, and for charts cells that are
//! numbers.

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::columns::{self, Named};
use crate::parse::data::{Csv, needed};
use crate::parse::tree::{BlockKind, every};
use crate::parse::{Parsed, ParsedPage};
use crate::text::nearest::{Names, nearest};
use crate::text::{BookPath, Span};

/// Everything wrong with the data that a page shows; `files` names what there is of it.
pub fn check(page: &ParsedPage, parsed: &Parsed, files: &Names) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    every(&page.body.blocks, &mut |block| {
        let Some((file, columns)) = needed(&block.kind) else { return };
        match page.path.parent().resolve(&file.0).and_then(|path| parsed.data.get_key_value(&path)) {
            Some((path, data)) => {
                diagnostics.extend(columns.into_iter().filter_map(|column| check_column(page, column, data)));
                diagnostics.extend(check_numbers(&block.kind, path, data));
            }
            None => diagnostics.push(missing(page, file, files)),
        }
    });
    diagnostics
}

fn missing(page: &ParsedPage, (file, at): &Named, files: &Names) -> Diagnostic {
    let near = files.nearest_from(&page.path.parent(), file);
    Diagnostic::new(Code::DataMissing, Span::new(&page.file, at.clone())).with("file", file).nearest(near.as_deref())
}

fn check_column(page: &ParsedPage, (column, at): &Named, data: &Csv) -> Option<Diagnostic> {
    let near = nearest(column, data.head.iter().map(String::as_str));
    let unknown = Diagnostic::new(Code::YamlValue, Span::new(&page.file, at.clone()));
    (!data.head.contains(column)).then(|| unknown.with("allowed", data.head.join(", ")).nearest(near))
}

fn check_numbers(kind: &BlockKind, path: &BookPath, data: &Csv) -> Vec<Diagnostic> {
    let BlockKind::Chart(chart) = kind else { return Vec::new() };
    let cells = chart.file().map(|file| columns::unreadable(file, data)).unwrap_or_default();
    let wrong = |(start, cell): (usize, &str)| Diagnostic::new(Code::ChartNumber, Span::new(path, start..start)).with("cell", cell);
    cells.into_iter().map(wrong).collect()
}
