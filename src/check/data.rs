//! Tables name a data file that exists, and columns that it has.

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::tree::{BlockKind, every};
use crate::parse::{Parsed, ParsedPage};
use crate::text::nearest::nearest;
use crate::text::{BookPath, Span};

/// Everything wrong with the tables of a page.
pub fn check(page: &ParsedPage, parsed: &Parsed) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let folder = page.path.parent();
    let mut tables = Vec::new();
    every(&page.body.blocks, &mut |block| {
        if let BlockKind::Data(table) = &block.kind {
            tables.push(table);
        }
    });
    for table in tables {
        let Some(data) = folder.resolve(&table.file).and_then(|file| parsed.data.get(&file)) else {
            let files: Vec<String> = parsed.data.keys().map(|path: &BookPath| path.relative_to(&folder)).collect();
            let missing = Diagnostic::new(Code::DataMissing, Span::new(&page.file, table.file_at.clone()));
            diagnostics.push(missing.with("file", &table.file).nearest(nearest(&table.file, files.iter().map(String::as_str))));
            continue;
        };
        for (column, at) in table.filter.iter().filter(|(column, _)| !data.head.contains(column)) {
            let unknown = Diagnostic::new(Code::YamlValue, Span::new(&page.file, at.clone()));
            let near = nearest(column, data.head.iter().map(String::as_str));
            diagnostics.push(unknown.with("allowed", data.head.join(", ")).nearest(near));
        }
    }
    diagnostics
}
