//! The handbook at one moment: every file of `content/`, `themes/` and `seeds/` with its bytes, sorted. Reading it
//! from a folder is in [`disk`]; here it is only a value, and its files are decoded to text.

pub mod disk;
mod siblings;

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::diagnostics::{Code, Diagnostic, Outcome};
pub use siblings::Siblings;

use crate::text::scan::{all_threes, position};
use crate::text::{BookPath, Fingerprint, Source, Span};

/// The largest text file that is read, in bytes. A page of this size would be a book of 1,500 pages on paper.
pub const LARGEST_TEXT: usize = 16 << 20;

/// One file as it was found.
#[derive(Clone, Debug)]
pub struct File {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// The same bytes as text, where they are one that needs no decoding: both stand in one place of the memory.
    text: Option<Arc<str>>,
}

impl File {
    /// A file that holds `bytes`.
    pub fn new(bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        let text: Option<Arc<str>> = plain_text(bytes).map(Arc::from);
        let fingerprint = Fingerprint::of(bytes);
        let bytes = text.clone().map_or_else(|| Arc::from(bytes), Arc::from);
        Self { bytes, fingerprint, text }
    }

    /// Its text, if it stands at `path`; see [`decode`].
    pub fn decode(&self, path: &BookPath) -> Outcome<Option<Source>> {
        match &self.text {
            Some(text) => Outcome::fine(Some(Source::new(path.clone(), text.clone()))),
            None => decode(path, &self.bytes),
        }
    }
}

/// Everything the handbook consisted of at one moment, folder by folder.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    folders: BTreeMap<Box<str>, Siblings>,
}

impl Snapshot {
    /// The file at a place.
    pub fn get(&self, path: &BookPath) -> Option<&File> {
        self.folders.get(path.folder())?.get(path)
    }

    /// Puts a file at a place, in place of the one that stood there.
    pub fn insert(&mut self, path: BookPath, file: File) {
        // A name is copied only for a folder that is not yet there.
        match self.folders.get_mut(path.folder()) {
            Some(siblings) => siblings.insert(path, file),
            None => self.folders.entry(path.folder().into()).or_insert_with(|| Siblings::new(path.folder())).insert(path, file),
        }
    }

    /// Takes away the file at a place.
    pub fn remove(&mut self, path: &BookPath) -> Option<File> {
        let siblings = self.folders.get_mut(path.folder())?;
        let file = siblings.remove(path);
        if siblings.is_empty() {
            self.folders.remove(path.folder());
        }
        file
    }

    /// All files, sorted by their folders and in these by their names.
    pub fn files(&self) -> impl Iterator<Item = (&BookPath, &File)> {
        self.folders.values().flat_map(Siblings::files)
    }

    /// The files below the folder `folder`, in the same order.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = (&BookPath, &File)> {
        self.siblings(folder).flat_map(Siblings::files)
    }

    /// The folder `folder` and those in it, where they hold files, sorted by their names. No other is looked at.
    pub fn siblings(&self, folder: &str) -> impl Iterator<Item = &Siblings> {
        // Sorted, everything that begins with `folder/` comes before `folder0`: the sign after the slash.
        let (first, end) = (format!("{folder}/"), format!("{folder}0"));
        let inside = self.folders.range::<str, _>((Bound::Included(first.as_str()), Bound::Excluded(end.as_str())));
        self.folders.get(folder).into_iter().chain(inside.map(|(_, siblings)| siblings))
    }

    /// The text of a file, where it exists and can be decoded.
    pub fn text(&self, path: &BookPath) -> Option<Source> {
        self.get(path).and_then(|file| file.decode(path).value)
    }
}

impl FromIterator<(BookPath, File)> for Snapshot {
    fn from_iter<I: IntoIterator<Item = (BookPath, File)>>(files: I) -> Self {
        let mut snapshot = Self::default();
        files.into_iter().for_each(|(path, file)| snapshot.insert(path, file));
        snapshot
    }
}

/// The text of a file: UTF-8, without byte order mark, lines ended by `\n`, in NFC. No value where it cannot be
/// read as text.
pub fn decode(path: &BookPath, bytes: &[u8]) -> Outcome<Option<Source>> {
    let refuse = |code, at: usize| {
        let diagnostic = Diagnostic::new(code, Span::file(path)).with("byte", at.to_string());
        Outcome { value: None, diagnostics: vec![diagnostic.with("limit", (LARGEST_TEXT >> 20).to_string())] }
    };
    if bytes.len() > LARGEST_TEXT {
        return refuse(Code::FileTooLarge, LARGEST_TEXT);
    }
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => return refuse(Code::NotUtf8, error.valid_up_to() + 1),
    };
    if let Some(at) = text.find('\0') {
        return refuse(Code::NulByte, at + 1);
    }
    Outcome::fine(Some(Source::new(path.clone(), normal(text))))
}

/// The text that these bytes are as they stand.
fn plain_text(bytes: &[u8]) -> Option<&str> {
    let is_short = bytes.len() <= LARGEST_TEXT;
    let text = is_short.then(|| simdutf8::basic::from_utf8(bytes).ok()).flatten()?;
    let is_whole = position(bytes, |byte| (byte == b'\0') | (byte == b'\r')).is_none() && !text.starts_with('\u{feff}');
    (is_whole && is_plainly_normal(text)).then_some(text)
}

fn normal(text: &str) -> Arc<str> {
    let lines = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { String::new() };
    let text = if lines.is_empty() { text } else { &lines };
    let is_normal = is_plainly_normal(text) || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if is_normal { Arc::from(text) } else { text.nfc().collect::<String>().into() }
}

/// Whether each character of a text is in NFC whatever stands beside it, told by its bytes without the tables of Unicode:
/// U+0000 to U+02FF, U+1E00 to U+1EFF and U+2010 to U+2027, letters of Vietnamese and the punctuation of its texts
/// (`NFC_Quick_Check=Yes` and no combining class in DerivedNormalizationProps).
fn is_plainly_normal(text: &str) -> bool {
    let is_fine = |[first, second, third]: [u8; 3]| {
        let is_letter = (first == 0xe1) & (0xb8..=0xbb).contains(&second);
        let is_punctuation = (first == 0xe2) & (second == 0x80) & (0x90..=0xa7).contains(&third);
        // From 0xCC on, bytes begin what stands beyond U+02FF.
        (first < 0xcc) | is_letter | is_punctuation
    };
    let bytes = text.as_bytes();
    let end = &bytes[bytes.len().saturating_sub(2)..];
    all_threes(bytes, is_fine) && end.iter().all(|byte| *byte < 0xcc)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::canonical_combining_class;

    use super::*;

    #[test]
    fn the_short_way_to_nfc_agrees_with_unicode() {
        let mut count = 0;
        for c in ('\0'..=char::MAX).filter(|c| is_plainly_normal(&format!("{c}  "))) {
            assert_eq!(is_nfc_quick([c].into_iter()), IsNormalized::Yes, "{c:?}");
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
            count += 1;
        }
        assert_eq!(count, 0x300 + 0x100 + 0x18);
        for text in ["", "ế", "aế", "“ế”"] {
            assert!(is_plainly_normal(text), "{text}");
        }
        for text in ["e\u{301}", "ế\u{323} ", "\u{2000}", "한"] {
            assert!(!is_plainly_normal(text), "{text}");
        }
    }

    #[test]
    fn a_folder_holds_what_stands_below_it_and_nothing_beside_it() {
        let places = ["content", "content-2/a.md", "content.md", "content/a.md", "content/b/c.md", "content0", "seeds/a.md"];
        let mut snapshot: Snapshot = places.iter().map(|place| (BookPath::new(place).unwrap(), File::new([]))).collect();
        let below = |folder: &str| snapshot.below(folder).map(|(path, _)| path.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(below("content"), ["content/a.md", "content/b/c.md"]);
        assert_eq!(below("content/b"), ["content/b/c.md"]);
        assert_eq!(below("themes"), [""; 0]);
        let folders: Vec<&str> = snapshot.siblings("content").map(Siblings::folder).collect();
        assert_eq!(folders, ["content", "content/b"]);
        assert!(snapshot.remove(&BookPath::new("content/b/c.md").unwrap()).is_some());
        assert_eq!(snapshot.siblings("content").count(), 1, "what holds nothing is not there");
    }

    #[test]
    fn text_is_decoded_to_one_form() {
        let path = BookPath::new("a.md").unwrap();
        let cases: [(&[u8], Result<&str, Code>); 5] = [
            ("\u{feff}hoa\u{0301}\r\nx\ry".as_bytes(), Ok("hoá\nx\ny")),
            (b"plain", Ok("plain")),
            (b"\xff\xfe", Err(Code::NotUtf8)),
            (b"a\0b", Err(Code::NulByte)),
            (b"", Ok("")),
        ];
        for (bytes, expected) in cases {
            let outcome = decode(&path, bytes);
            match expected {
                Ok(text) => assert_eq!(&*outcome.value.unwrap().text, text),
                Err(code) => assert_eq!(outcome.diagnostics[0].code, code),
            }
        }
    }
}
