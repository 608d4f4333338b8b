//! Fences that hold YAML: quiz, chart, table, timeline. What cannot be read stays a block of code, so that the page
//! still shows what was written.

use super::placed::Placed;
use super::tree::{BlockKind, Body};
use super::{chart, data, quiz};
use crate::diagnostics::Diagnostic;

/// Reads a fence of the language `language`; `None` for code, and for data that cannot be read.
pub fn read(language: &str, placed: &Placed<'_>, body: &mut Body, diagnostics: &mut Vec<Diagnostic>) -> Option<BlockKind> {
    Some(match language {
        "quiz" => {
            body.quizzes.push(quiz::parse(placed).unload(diagnostics)?);
            BlockKind::Quiz(body.quizzes.len() - 1)
        }
        "chart" => BlockKind::Chart(Box::new(chart::parse(placed).unload(diagnostics)?)),
        "table" => BlockKind::Data(Box::new(data::parse_table(placed).unload(diagnostics)?)),
        "timeline" => BlockKind::Timeline(Box::new(data::parse_timeline(placed).unload(diagnostics)?)),
        _ => return None,
    })
}
