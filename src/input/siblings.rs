//! The files that stand together in one folder. A build asks about folders before it asks about files, and most folders
//! are as they were: [`gather`] is what every build does for every file, so it does little.

use std::collections::HashMap;

use super::File;
use crate::text::{BookPath, Fingerprint};

/// The files of one folder.
#[derive(Debug)]
pub struct Siblings<'a> {
    /// The folder, as it is written.
    pub folder: &'a str,
    /// Its files with their places, sorted; not those of the folders in it.
    pub files: Vec<(&'a BookPath, &'a File)>,
    /// The fingerprint of the names of its files.
    pub names: Fingerprint,
    /// The fingerprint of its files: names and bytes.
    pub fingerprint: Fingerprint,
}

/// Puts files that come in the order of their places into their folders.
pub(super) fn gather<'a>(files: impl Iterator<Item = (&'a BookPath, &'a File)>) -> Vec<Siblings<'a>> {
    let mut folders: Vec<Siblings<'a>> = Vec::new();
    let mut known: HashMap<&'a str, usize> = HashMap::new();
    let mut last = usize::MAX;
    for (path, file) in files {
        let folder = path.folder();
        // The files of a folder follow each other but for those of the folders in it.
        if folders.get(last).is_none_or(|siblings| siblings.folder != folder) {
            last = *known.entry(folder).or_insert(folders.len());
            if last == folders.len() {
                let named = Fingerprint::of(folder.as_bytes());
                folders.push(Siblings { folder, files: Vec::new(), names: named, fingerprint: named });
            }
        }
        let siblings = &mut folders[last];
        siblings.names = siblings.names.with(Fingerprint::of(path.as_str().as_bytes()));
        siblings.fingerprint = siblings.fingerprint.with(file.fingerprint);
        siblings.files.push((path, file));
    }
    folders.sort_by_key(|siblings| siblings.folder);
    folders.iter_mut().for_each(|siblings| siblings.fingerprint = siblings.names.with(siblings.fingerprint));
    folders
}

#[cfg(test)]
mod tests {
    use super::super::Snapshot;
    use super::*;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        let files = files.iter().map(|(place, text)| (BookPath::new(place).unwrap(), File::new(text.as_bytes())));
        Snapshot { files: files.collect() }
    }

    #[test]
    fn the_files_of_a_folder_stand_together_also_around_the_folders_in_it() {
        let snapshot = snapshot(&[("content/a/b.md", ""), ("content/a/c/d.md", ""), ("content/a/e.md", ""), ("content/z.md", "")]);
        let siblings = snapshot.siblings("content");
        let listed: Vec<(&str, usize)> = siblings.iter().map(|siblings| (siblings.folder, siblings.files.len())).collect();
        assert_eq!(listed, [("content", 1), ("content/a", 2), ("content/a/c", 1)]);
    }

    #[test]
    fn another_name_or_other_bytes_are_another_folder() {
        let prints = |files: &[(&str, &str)]| {
            let snapshot = snapshot(files);
            let siblings = snapshot.siblings("content");
            (siblings[0].names, siblings[0].fingerprint)
        };
        let first = prints(&[("content/a.md", "a"), ("content/b.md", "b")]);
        assert_eq!(prints(&[("content/a.md", "a"), ("content/b.md", "b")]), first);
        let edited = prints(&[("content/a.md", "a"), ("content/b.md", "c")]);
        assert_eq!((edited.0 == first.0, edited.1 == first.1), (true, false), "other bytes");
        let exchanged = prints(&[("content/a.md", "b"), ("content/b.md", "a")]);
        assert_eq!((exchanged.0 == first.0, exchanged.1 == first.1), (true, false), "exchanged");
        let renamed = prints(&[("content/a.md", "a"), ("content/c.md", "b")]);
        assert_eq!((renamed.0 == first.0, renamed.1 == first.1), (false, false), "another name");
        assert_ne!(prints(&[("content/x/a.md", "a"), ("content/x/b.md", "b")]), first, "another folder");
    }
}
