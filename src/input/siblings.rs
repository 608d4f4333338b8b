//! The files that stand together in one folder, and what tells them from other files. A build asks about folders before it
//! asks about files, and most folders are as they were: each keeps its fingerprints until one of its files changes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::File;
use crate::text::{BookPath, Fingerprint};

/// The files of one folder; there is at least one.
#[derive(Clone, Debug)]
pub struct Siblings {
    folder: Box<str>,
    files: BTreeMap<BookPath, File>,
    fingerprints: OnceLock<Fingerprints>,
}

/// The fingerprints of a folder.
#[derive(Clone, Copy, Debug)]
struct Fingerprints {
    names: Fingerprint,
    whole: Fingerprint,
}

impl Siblings {
    /// No file yet of the folder `folder`.
    pub(super) fn new(folder: &str) -> Self {
        Self { folder: folder.into(), files: BTreeMap::new(), fingerprints: OnceLock::new() }
    }

    /// The folder, as it is written.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Its files with their places, sorted; not those of the folders in it.
    pub fn files(&self) -> impl Iterator<Item = (&BookPath, &File)> {
        self.files.iter()
    }

    /// The file at a place.
    pub fn get(&self, path: &BookPath) -> Option<&File> {
        self.files.get(path)
    }

    /// The fingerprint of the names of its files.
    pub fn names(&self) -> Fingerprint {
        self.fingerprints().names
    }

    /// The fingerprint of its files: names and bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprints().whole
    }

    pub(super) fn insert(&mut self, path: BookPath, file: File) {
        self.files.insert(path, file);
        self.fingerprints.take();
    }

    pub(super) fn remove(&mut self, path: &BookPath) -> Option<File> {
        self.fingerprints.take();
        self.files.remove(path)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn fingerprints(&self) -> Fingerprints {
        *self.fingerprints.get_or_init(|| {
            let named = Fingerprint::of(self.folder.as_bytes());
            let names = self.files.keys().fold(named, |names, path| names.with(Fingerprint::of(path.as_str().as_bytes())));
            let bytes = self.files.values().fold(named, |bytes, file| bytes.with(file.fingerprint));
            Fingerprints { names, whole: names.with(bytes) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Snapshot;
    use super::*;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        files.iter().map(|(place, text)| (BookPath::new(place).unwrap(), File::new(text.as_bytes()))).collect()
    }

    /// The fingerprints of the folder with the first file.
    fn prints(snapshot: &Snapshot) -> (Fingerprint, Fingerprint) {
        let siblings = snapshot.siblings("content").next().unwrap();
        (siblings.names(), siblings.fingerprint())
    }

    #[test]
    fn another_name_or_other_bytes_are_another_folder() {
        let of = |files: &[(&str, &str)]| prints(&snapshot(files));
        let first = of(&[("content/a.md", "a"), ("content/b.md", "b")]);
        assert_eq!(of(&[("content/b.md", "b"), ("content/a.md", "a")]), first);
        let edited = of(&[("content/a.md", "a"), ("content/b.md", "c")]);
        assert_eq!((edited.0 == first.0, edited.1 == first.1), (true, false), "other bytes");
        let exchanged = of(&[("content/a.md", "b"), ("content/b.md", "a")]);
        assert_eq!((exchanged.0 == first.0, exchanged.1 == first.1), (true, false), "exchanged");
        let renamed = of(&[("content/a.md", "a"), ("content/c.md", "b")]);
        assert_eq!((renamed.0 == first.0, renamed.1 == first.1), (false, false), "another name");
        assert_ne!(of(&[("content/x/a.md", "a"), ("content/x/b.md", "b")]), first, "another folder");
    }

    #[test]
    fn fingerprints_follow_every_change() {
        let [a, b] = ["content/a.md", "content/b.md"].map(|place| BookPath::new(place).unwrap());
        let mut snapshot = snapshot(&[("content/a.md", "a")]);
        let first = prints(&snapshot);
        snapshot.insert(a.clone(), File::new("other"));
        assert_ne!(prints(&snapshot), first);
        snapshot.insert(a, File::new("a"));
        assert_eq!(prints(&snapshot), first);
        snapshot.insert(b.clone(), File::new("b"));
        assert_ne!(prints(&snapshot), first);
        snapshot.remove(&b);
        assert_eq!(prints(&snapshot), first);
    }
}
