//! A stretch of a text that others have stretches of too. What a page says stands in its file word for word, but for
//! marks and escapes: a tree of such stretches needs no copy of the file, nor memory for each of them.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// See the head of this file. Texts are limited far below 4 GB where they are decoded.
#[derive(Clone)]
pub struct Slice {
    whole: Arc<str>,
    start: u32,
    end: u32,
}

impl Slice {
    /// The stretch `range` of a text, which must begin and end at characters of it.
    pub fn new(whole: &Arc<str>, range: Range<usize>) -> Self {
        let narrow = |offset| u32::try_from(offset).expect("texts are shorter than 4 GB");
        Self { whole: whole.clone(), start: narrow(range.start), end: narrow(range.end) }
    }

    /// The stretch `range` of this one.
    pub fn part(&self, range: Range<usize>) -> Self {
        let start = self.start as usize;
        Self::new(&self.whole, start + range.start..start + range.end)
    }

    /// This and the one that follows it, if both are of one text and stand side by side there.
    pub fn with(&self, next: &Self) -> Option<Self> {
        let is_next = Arc::ptr_eq(&self.whole, &next.whole) && self.end == next.start;
        is_next.then(|| Self { end: next.end, ..self.clone() })
    }
}

impl Deref for Slice {
    type Target = str;

    fn deref(&self) -> &str {
        &self.whole[self.start as usize..self.end as usize]
    }
}

impl From<&str> for Slice {
    fn from(text: &str) -> Self {
        Self::new(&text.into(), 0..text.len())
    }
}

impl From<String> for Slice {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl PartialEq for Slice {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Slice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_side_by_side_are_one() {
        let text: Arc<str> = "đổi mới tư duy".into();
        let [first, second, third] = [0..5, 5..7, 13..16].map(|range| Slice::new(&text, range));
        assert_eq!((&*first, first.with(&second).as_deref(), second.with(&third)), ("đổ", Some("đổi "), None));
        assert_eq!(first.with(&Slice::from("i ")), None, "of another text");
        assert_eq!(&*first.with(&second).unwrap().part(2..6), "ổi");
        assert_eq!(Slice::new(&text, 0..0), Slice::from(""));
    }
}
