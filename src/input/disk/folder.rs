//! Edge: a handbook's folder that is read again while someone works in it. Only what is hinted at, or looks other than
//! it did, is read; the result is always what reading from nothing would give, and no event is classified for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::DirEntry;

use super::{FOLDERS, Troubles, entries, is_hidden, read_file, refusal, walk};
use crate::cores::by_handfuls;
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::{File, Snapshot};
use crate::text::{BookPath, Span};

/// A handbook's folder as it was last read.
pub struct Folder {
    root: PathBuf,
    real_root: PathBuf,
    snapshot: Snapshot,
    known: BTreeMap<BookPath, Known>,
    troubles: Troubles,
}

/// Where a file was found and what it looked like.
struct Known {
    place: PathBuf,
    mark: Mark,
}

/// What reading again found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The handbook is not what it was.
    pub changed: bool,
    /// A file that held something is empty: most likely someone is about to write it.
    pub emptied: bool,
}

/// By what a change of a file is seen without reading it: its length and the times of its last changes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Mark {
    length: u64,
    written: Option<SystemTime>,
    /// Seconds and nanoseconds of the last change of anything about the file, where the system tells.
    touched: (i64, i64),
}

impl Mark {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let touched = {
            use std::os::unix::fs::MetadataExt;
            (metadata.ctime(), metadata.ctime_nsec())
        };
        #[cfg(not(unix))]
        let touched = (0, 0);
        Self { length: metadata.len(), written: metadata.modified().ok(), touched }
    }
}

impl Folder {
    /// Reads the handbook in the folder `root`.
    pub fn read(root: &Path) -> Self {
        let real_root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let mut troubles = Troubles::new();
        let found = FOLDERS.iter().flat_map(|name| entries(root, &real_root, &root.join(name), &mut troubles)).collect();
        let (known, snapshot) = (BTreeMap::new(), Snapshot::default());
        let mut folder = Self { root: root.to_path_buf(), real_root, snapshot, known, troubles };
        folder.take(found, &mut News::default());
        folder
    }

    /// What was read.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// What could not be read.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.troubles.values()
    }

    /// What was read and what could not be.
    pub fn into_outcome(self) -> Outcome<Snapshot> {
        Outcome { value: self.snapshot, diagnostics: self.troubles.into_values().collect() }
    }

    /// Where a file of the handbook stands in the system.
    pub fn place(&self, path: &BookPath) -> Option<&Path> {
        self.known.get(path).map(|known| known.place.as_path())
    }

    /// Reads again what stands at these places and, where they are folders, what looks other than it did below them.
    pub fn read_again(&mut self, places: &BTreeSet<PathBuf>) -> News {
        let mut news = News::default();
        let troubles = self.troubles.clone();
        let mut found = Vec::new();
        for place in places {
            if !self.may_hold(place) {
                continue;
            }
            self.troubles.retain(|trouble, _| !trouble.starts_with(place));
            let there = entries(&self.root, &self.real_root, place, &mut self.troubles);
            self.forget_missing(place, &there, &mut news);
            found.extend(there.into_iter().filter(|(path, entry)| entry.path() == place || self.looks_new(path, entry)));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found.dedup_by(|a, b| a.1.path() == b.1.path());
        self.take(found, &mut news);
        // Of two names for one place the first is taken; which one is first, only reading from nothing tells.
        let is_clash = |trouble: &Diagnostic| trouble.code == Code::NameClash;
        if troubles.values().chain(self.troubles.values()).any(is_clash) {
            *self = Self::read(&self.root);
            news.changed = true;
        }
        news.changed |= troubles != self.troubles;
        news
    }

    /// The places that look other than when they were read. Gives up, with what it has, when `interrupted` says so.
    pub fn differing(&self, interrupted: &mut dyn FnMut() -> bool) -> BTreeSet<PathBuf> {
        let mut differing: BTreeSet<PathBuf> = self.troubles.keys().cloned().collect();
        let mut seen = BTreeSet::new();
        for name in FOLDERS {
            let mut walk = walk(&self.root.join(name));
            while let Some(entry) = walk.next() {
                if interrupted() {
                    return differing;
                }
                let Ok(entry) = entry else { continue };
                if refusal(&self.real_root, &entry).is_some() {
                    if !self.troubles.contains_key(entry.path()) {
                        differing.insert(entry.path().to_path_buf());
                    }
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                } else if entry.file_type().is_file()
                    && let Some(path) = BookPath::from_os(&self.root, entry.path())
                {
                    if self.looks_new(&path, &entry) {
                        differing.insert(entry.path().to_path_buf());
                    }
                    seen.insert(path);
                }
            }
        }
        differing.extend(self.known.iter().filter(|(path, _)| !seen.contains(*path)).map(|(_, known)| known.place.clone()));
        differing
    }

    /// Whether something at this place could belong to the handbook.
    fn may_hold(&self, place: &Path) -> bool {
        let Ok(below) = place.strip_prefix(&self.root) else { return false };
        let mut names = below.components().map(|component| component.as_os_str().to_string_lossy());
        let is_ours = names.next().is_some_and(|first| FOLDERS.contains(&first.as_ref()));
        let is_refused = place.ancestors().skip(1).any(|above| self.troubles.contains_key(above));
        is_ours && !is_refused && !names.any(|name| is_hidden(&name))
    }

    fn looks_new(&self, path: &BookPath, entry: &DirEntry) -> bool {
        let mark = entry.metadata().ok().map(|metadata| Mark::of(&metadata));
        let known = self.known.get(path);
        known.is_none_or(|known| known.place != entry.path() || Some(known.mark) != mark)
    }

    /// Forgets what stood at `place` and below it and is no longer `there`.
    fn forget_missing(&mut self, place: &Path, there: &[(BookPath, DirEntry)], news: &mut News) {
        let Some(top) = BookPath::from_os(&self.root, place) else { return };
        let there: BTreeSet<&BookPath> = there.iter().map(|(path, _)| path).collect();
        let below = self.known.range(top.clone()..).map(|(path, _)| path);
        let below = below.take_while(|path| path.as_str().starts_with(top.as_str()));
        let is_below = |path: &&BookPath| **path == top || path.below(top.as_str()).is_some();
        let gone: Vec<BookPath> = below.filter(is_below).filter(|path| !there.contains(path)).cloned().collect();
        for path in gone {
            self.forget(&path, news);
        }
    }

    fn forget(&mut self, path: &BookPath, news: &mut News) {
        self.known.remove(path);
        news.changed |= self.snapshot.remove(path).is_some();
    }

    /// Reads these files and takes them in.
    fn take(&mut self, found: Vec<(BookPath, DirEntry)>, news: &mut News) {
        let read = |(path, entry): (BookPath, DirEntry)| {
            // The look is taken before the bytes: who writes in between is found by looking again.
            let metadata = entry.metadata().ok();
            let file = read_file(&path, &entry, metadata.as_ref());
            (path, entry.into_path(), metadata.as_ref().map(Mark::of), file)
        };
        let read: Vec<_> = by_handfuls(found.into_par_iter()).map(read).collect();
        for (path, place, mark, file) in read {
            match (file, mark) {
                (Ok(_), _) if self.known.get(&path).is_some_and(|known| known.place != place) => {
                    self.troubles.insert(place, Diagnostic::new(Code::NameClash, Span::file(&path)));
                }
                (Ok(file), Some(mark)) => {
                    self.troubles.remove(&place);
                    self.known.insert(path.clone(), Known { place, mark });
                    self.put(path, file, news);
                }
                (Ok(_), None) => self.forget(&path, news),
                (Err(trouble), _) => {
                    self.forget(&path, news);
                    self.troubles.insert(place, *trouble);
                }
            }
        }
    }

    fn put(&mut self, path: BookPath, file: File, news: &mut News) {
        let is_empty = file.bytes.is_empty();
        let before = self.snapshot.get(&path).map(|before| (before.fingerprint, before.bytes.is_empty()));
        if before.is_some_and(|(fingerprint, _)| fingerprint == file.fingerprint) {
            return;
        }
        news.changed = true;
        news.emptied |= is_empty && before.is_some_and(|(_, was_empty)| !was_empty);
        self.snapshot.insert(path, file);
    }
}

/// By what a folder is told from another that takes its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity(String);

/// Which folder stands at `place` now, if one does.
pub fn identity(place: &Path) -> Option<Identity> {
    let metadata = place.metadata().ok().filter(Metadata::is_dir)?;
    #[cfg(unix)]
    let name = {
        use std::os::unix::fs::MetadataExt;
        format!("{}:{}", metadata.dev(), metadata.ino())
    };
    #[cfg(not(unix))]
    let name = format!("{:?}", metadata.created().ok());
    Some(Identity(name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Does some work in a folder, lets `known` read again what was touched, and compares with reading from nothing.
    fn agrees(folder: &mut Folder, touched: &[&str]) -> News {
        let places = touched.iter().map(|place| folder.root.join(place)).collect();
        let news = folder.read_again(&places);
        let fresh = Folder::read(&folder.root);
        let bytes = |folder: &Folder| folder.snapshot.files().map(|(path, file)| (path.clone(), file.bytes.clone())).collect::<Vec<_>>();
        assert_eq!(bytes(folder), bytes(&fresh), "{touched:?}");
        assert_eq!(folder.troubles, fresh.troubles, "{touched:?}");
        assert!(folder.differing(&mut || false).is_subset(&folder.troubles.keys().cloned().collect()), "{touched:?}");
        news
    }

    #[test]
    fn reading_again_ends_where_reading_from_nothing_would() {
        let temporary = tempfile::TempDir::new().unwrap();
        let root = temporary.path().to_path_buf();
        let write = |place: &str, text: &str| {
            fs::create_dir_all(root.join(place).parent().unwrap()).unwrap();
            fs::write(root.join(place), text).unwrap();
        };
        write("content/a.md", "a");
        write("content/phan/b.md", "b");
        write("content/phan-hai/c.md", "c");
        let mut folder = Folder::read(&root);
        assert_eq!(agrees(&mut folder, &[]), News::default());

        write("content/a.md", "A");
        assert_eq!(agrees(&mut folder, &["content/a.md"]), News { changed: true, emptied: false });
        write("content/a.md", "A");
        assert_eq!(agrees(&mut folder, &["content/a.md"]), News::default());
        write("content/a.md", "");
        assert_eq!(agrees(&mut folder, &["content/a.md"]), News { changed: true, emptied: true });

        // A folder is renamed: the system names only the folder.
        fs::rename(root.join("content/phan"), root.join("content/moi")).unwrap();
        assert!(agrees(&mut folder, &["content/phan", "content/moi"]).changed);
        fs::remove_dir_all(root.join("content")).unwrap();
        assert!(agrees(&mut folder, &["content"]).changed);
        write("content/.a.md.swp", "x");
        write("content/a.md~", "x");
        write("content/a.md", "a");
        assert!(agrees(&mut folder, &["content"]).changed);
        assert!(!agrees(&mut folder, &["content/.a.md.swp", "content/a.md~", "content", "README.md", "../x"]).changed);

        write("content/con.md", "a name that some machines cannot store");
        assert!(agrees(&mut folder, &["content/con.md"]).changed);
        write("content/hoa\u{301}.md", "one form");
        write("content/hoá.md", "the other");
        assert!(agrees(&mut folder, &["content/hoa\u{301}.md", "content/hoá.md"]).changed);
        fs::remove_file(root.join("content/hoá.md")).unwrap();
        fs::remove_file(root.join("content/con.md")).unwrap();
        assert!(agrees(&mut folder, &["content/hoá.md", "content/con.md"]).changed);
        assert_eq!(folder.diagnostics().count(), 0);
    }

    #[test]
    fn a_change_without_an_event_is_found_by_looking() {
        let temporary = tempfile::TempDir::new().unwrap();
        let root = temporary.path();
        fs::create_dir_all(root.join("content/phan")).unwrap();
        for name in ["a", "b", "phan/c"] {
            fs::write(root.join(format!("content/{name}.md")), name).unwrap();
        }
        let mut folder = Folder::read(root);
        fs::write(root.join("content/a.md"), "longer than before").unwrap();
        fs::remove_file(root.join("content/b.md")).unwrap();
        fs::write(root.join("content/phan/d.md"), "new").unwrap();
        let differing = folder.differing(&mut || false);
        let expected = ["content/a.md", "content/b.md", "content/phan/d.md"].map(|place| root.join(place));
        assert_eq!(differing.iter().collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
        assert!(folder.read_again(&differing).changed);
        assert!(folder.differing(&mut || false).is_empty());
    }
}
