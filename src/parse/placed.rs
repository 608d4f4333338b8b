//! A text that stands inside a file, perhaps in pieces: front matter, or a fence whose lines are indented. It knows
//! for each of its bytes where that stands in the file, so that a mistake is reported at its true place.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{BookPath, Span};

/// A text and where its pieces stand in a file.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The file.
    pub path: BookPath,
    /// The text itself.
    pub text: Cow<'a, str>,
    /// For each piece, its start in `text` and its start in the file, ascending. Never empty.
    pieces: Vec<(usize, usize)>,
}

impl<'a> Placed<'a> {
    /// A whole file.
    pub fn whole(path: &BookPath, text: &'a str) -> Self {
        Self::slice(path, text, 0)
    }

    /// A stretch of a file that begins at the byte `start`.
    pub fn slice(path: &BookPath, text: &'a str, start: usize) -> Self {
        Self { path: path.clone(), text: Cow::Borrowed(text), pieces: vec![(0, start)] }
    }

    /// A text made of pieces, each given with its start in the file; `start` is where the whole begins.
    pub fn joined<'p>(path: &BookPath, start: usize, parts: impl IntoIterator<Item = (usize, &'p str)>) -> Self {
        let mut text = String::new();
        let mut pieces = vec![(0, start)];
        for (at, part) in parts {
            pieces.push((text.len(), at));
            text.push_str(part);
        }
        Self { path: path.clone(), text: Cow::Owned(text), pieces }
    }

    /// Where a byte of the text stands in the file.
    pub fn at(&self, local: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= local).saturating_sub(1);
        let (start, in_file) = self.pieces[piece];
        in_file + (local - start)
    }

    /// The span of a stretch of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.path, self.at(range.start)..self.at(range.end))
    }
}
