//! Citations name a source that is listed.

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::ParsedPage;
use crate::parse::quiz::Evidence;
use crate::parse::tree::{Block, BlockKind, every};
use crate::text::Span;
use crate::text::nearest::Names;

/// Every citation of a page whose source is not listed, charts included.
pub fn check_page(page: &ParsedPage, keys: &Names) -> Vec<Diagnostic> {
    let citations = page.body.citations.iter().filter(|citation| !keys.contains(&citation.key));
    let mut diagnostics: Vec<Diagnostic> =
        citations.map(|citation| unknown(Span::new(&page.file, citation.at.clone()), &citation.key, keys)).collect();
    diagnostics.extend(charts(&page.body.blocks).into_iter().filter_map(|evidence| check_evidence(evidence, keys)));
    diagnostics
}

/// The sources that the fences of a page name, however deep the fences stand.
pub fn charts(blocks: &[Block]) -> Vec<&Evidence> {
    let mut named = Vec::new();
    every(blocks, &mut |block| {
        named.extend(match &block.kind {
            BlockKind::Chart(chart) => chart.source.as_ref(),
            BlockKind::Data(table) => table.source.as_ref(),
            BlockKind::Timeline(timeline) => timeline.source.as_ref(),
            _ => None,
        });
    });
    named
}

/// An `evidence` whose source is not listed.
pub fn check_evidence(evidence: &Evidence, keys: &Names) -> Option<Diagnostic> {
    (!keys.contains(&evidence.source)).then(|| unknown(evidence.span.clone(), &evidence.source, keys))
}

fn unknown(span: Span, key: &str, keys: &Names) -> Diagnostic {
    Diagnostic::new(Code::CitationUnknown, span).with("key", key).nearest(keys.nearest(key))
}
