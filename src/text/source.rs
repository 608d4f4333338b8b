//! One text file and where its lines begin. A [`Span`] says which file and which bytes; a [`Place`] is what a
//! person reads: line and column, both counted from 1, columns in characters.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::BookPath;

/// A stretch of one file, in bytes of its decoded text (see [`Source`]).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub path: BookPath,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch `range` of the file `path`.
    pub fn new(path: &BookPath, range: Range<usize>) -> Self {
        Self { path: path.clone(), start: narrow(range.start), end: narrow(range.end) }
    }

    /// The beginning of a file: for what concerns the file as a whole.
    pub fn file(path: &BookPath) -> Self {
        Self { path: path.clone(), start: 0, end: 0 }
    }
}

/// Texts are limited far below 4 GB where they are decoded, so an offset always fits.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Line and column, both from 1; the column counts characters of the text in NFC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A decoded text: UTF-8 without byte order mark, in NFC, lines ended by `\n` alone.
#[derive(Debug)]
pub struct Source {
    /// Where it stands in the handbook.
    pub path: BookPath,
    /// The whole text.
    pub text: Arc<str>,
    line_starts: OnceLock<Vec<usize>>,
}

impl Source {
    /// The file `path` with the decoded `text`.
    pub fn new(path: BookPath, text: impl Into<Arc<str>>) -> Self {
        Self { path, text: text.into(), line_starts: OnceLock::new() }
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }

    /// Where the byte `offset` stands. An offset past the end gives the end; one inside a character, its start.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line_starts().partition_point(|start| *start <= offset);
        let start = self.line_starts()[line - 1];
        Place { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The text of line `number` (from 1) without its end; empty where there is no such line.
    pub fn line(&self, number: usize) -> &str {
        self.text[self.line_range(number)].trim_end_matches('\n')
    }

    /// The bytes of line `number` (from 1) with its end.
    pub fn line_range(&self, number: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start = number.checked_sub(1).and_then(|index| starts.get(index)).copied();
        let end = starts.get(number).copied().unwrap_or(self.text.len());
        start.unwrap_or(self.text.len())..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let path = BookPath::new("a.md").unwrap();
        let source = Source::new(path, "đổi mới\ntư duy\n");
        let cases = [(0, (1, 1)), (2, (1, 2)), ("đổi mới\n".len(), (2, 1)), (9999, (3, 1))];
        for (offset, (line, column)) in cases {
            assert_eq!(source.place(offset), Place { line, column }, "{offset}");
        }
        assert_eq!(source.line(2), "tư duy");
        assert_eq!(source.line(9), "");
    }
}
