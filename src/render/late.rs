//! What stands in a template's data only as a mark, and is written where the template has put the mark: the text of the
//! paper edition, which is as large as the handbook, would else be there three times, as data, as tera's copy and as
//! the finished page. A mark begins and ends with NUL, which no text of a handbook holds and no template adds.
//!
//! A mark can be put out or left out, and asked whether it is there; that is all that templates do with markup.

use crate::book::PageId;
use crate::output::Vessel;

/// Something that is written late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// The text of a page.
    Body(PageId),
    /// The quiz of a page.
    Quiz(PageId),
    /// The answers to all quizzes.
    Key,
}

const NUL: u8 = 0;

impl Late {
    /// What stands for it until then.
    pub fn mark(self) -> String {
        match self {
            Self::Body(PageId(page)) => format!("\0body {page}\0"),
            Self::Quiz(PageId(page)) => format!("\0quiz {page}\0"),
            Self::Key => "\0key\0".to_owned(),
        }
    }

    /// What a mark stands for, without the NULs around it.
    fn read(mark: &[u8]) -> Option<Self> {
        let mark = std::str::from_utf8(mark).ok()?;
        let page = |page: &str| page.parse().ok().map(PageId);
        match mark.split_once(' ') {
            Some(("body", number)) => page(number).map(Self::Body),
            Some(("quiz", number)) => page(number).map(Self::Quiz),
            _ => (mark == "key").then_some(Self::Key),
        }
    }
}

/// Pours `frame`, and in the place of each mark the pieces of what it stands for.
pub fn pour<I: IntoIterator<Item = String>>(frame: &[u8], pieces: impl Fn(Late) -> I, vessel: Vessel<'_>) {
    let mut rest = frame;
    while let Some(at) = rest.iter().position(|byte| *byte == NUL) {
        vessel(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.iter().position(|byte| *byte == NUL).unwrap_or(rest.len());
        // A NUL that begins no mark was nothing that can be shown.
        if let Some(late) = Late::read(&rest[..end]) {
            pieces(late).into_iter().for_each(|piece| vessel(piece.as_bytes()));
            rest = &rest[(end + 1).min(rest.len())..];
        }
    }
    vessel(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_give_way_to_what_they_stand_for() {
        let pieces = |late: Late| match late {
            Late::Body(PageId(page)) => vec![format!("[{page}"), "]".to_owned()],
            Late::Quiz(PageId(page)) => vec![format!("?{page}")],
            Late::Key => Vec::new(),
        };
        let [body, quiz, key] = [Late::Body(PageId(7)), Late::Quiz(PageId(12)), Late::Key].map(Late::mark);
        let table = [
            (format!("a{body}b{quiz}{key}ế"), "a[7]b?12ế"),
            ("no mark".to_owned(), "no mark"),
            (format!("\0stray{body}\0"), "stray[7]"),
            ("\0body -1\0\0body 1".to_owned(), "body -1[1]"),
        ];
        for (frame, expected) in table {
            let mut out = Vec::new();
            pour(frame.as_bytes(), pieces, &mut |piece| out.extend_from_slice(piece));
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{frame:?}");
        }
    }
}
