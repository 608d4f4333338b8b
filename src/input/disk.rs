//! Edge: reads a handbook's folder into a [`Snapshot`]. Symbolic links are followed only inside the handbook, hidden
//! files are passed over, and what cannot be read is a diagnostic, so that every other mistake is still found.
//! Reading again after an edit is in [`folder`].

mod folder;

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, FilterEntry, WalkDir};

use super::{File, Snapshot};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::text::path::is_portable;
use crate::text::{BookPath, Span};

pub use folder::{Folder, Identity, News, identity};

/// The folders of the root that belong to a handbook.
pub const FOLDERS: [&str; 3] = ["content", "seeds", "themes"];

/// Pictures and attachments above this are refused: they would not travel on a phone or a USB stick.
const LARGEST_FILE: u64 = 256 << 20;

/// Reads the handbook in the folder `root`.
pub fn read(root: &Path) -> Outcome<Snapshot> {
    Folder::read(root).into_outcome()
}

/// What cannot be read, by its place in the system.
type Troubles = BTreeMap<PathBuf, Diagnostic>;

/// The files at `top` and below it, named by their place in the handbook.
fn entries(root: &Path, real_root: &Path, top: &Path, troubles: &mut Troubles) -> Vec<(BookPath, DirEntry)> {
    if fs::symlink_metadata(top).is_err() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut walk = walk(top);
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if refusal(real_root, &entry).is_some() => {
                let place = BookPath::from_os(root, entry.path()).unwrap_or_else(BookPath::root);
                let refused = refusal(real_root, &entry).map(|code| Diagnostic::new(code, Span::file(&place)));
                let refused = refused.map(|diagnostic| diagnostic.with("name", entry.file_name().to_string_lossy()));
                troubles.extend(refused.map(|diagnostic| (entry.path().to_path_buf(), diagnostic)));
                // What lies below a refused folder is refused with it, and told once.
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match BookPath::from_os(root, entry.path()) {
                Some(path) => found.push((path, entry)),
                None => {
                    troubles.insert(entry.path().to_path_buf(), unreadable(root, entry.path(), ""));
                }
            },
            Err(error) => {
                let path = error.path().unwrap_or(top).to_path_buf();
                let trouble = unreadable(root, &path, &error.to_string());
                troubles.insert(path, trouble);
            }
        }
    }
    // Of two names for one place the first is taken, whichever the system lists first.
    found.sort_by(|a, b| (&a.0, a.1.path()).cmp(&(&b.0, b.1.path())));
    found
}

/// A walk through `top` that passes over what is no part of a handbook.
fn walk(top: &Path) -> FilterEntry<walkdir::IntoIter, impl FnMut(&DirEntry) -> bool + use<>> {
    WalkDir::new(top).follow_links(true).into_iter().filter_entry(|entry| !is_hidden(&entry.file_name().to_string_lossy()))
}

/// Editors' swap and backup files, and what systems leave behind, are no part of a handbook.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name == "Thumbs.db" || name == "desktop.ini"
}

/// Why a file or folder is not even looked into. The name is asked of the system, where a backslash is no slash.
fn refusal(real_root: &Path, entry: &DirEntry) -> Option<Code> {
    if !is_portable(&entry.file_name().to_string_lossy()) {
        return Some(Code::NameUnportable);
    }
    // Only a link can lead elsewhere, and only then is it worth asking where the file really is.
    let leads_out = entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|real| real.starts_with(real_root));
    leads_out.then_some(Code::SymlinkOutside)
}

fn read_file(path: &BookPath, entry: &DirEntry, metadata: Option<&Metadata>) -> Result<File, Box<Diagnostic>> {
    let problem = |code| Box::new(Diagnostic::new(code, Span::file(path)).with("name", path.name()));
    // Reading from a pipe or a device may never end.
    if metadata.is_some_and(|metadata| !metadata.is_file()) {
        return Err(Box::new(problem(Code::Unreadable).with("reason", "not a regular file")));
    }
    let length = metadata.map_or(0, Metadata::len);
    if length > LARGEST_FILE {
        return Err(Box::new(problem(Code::FileTooLarge).with("limit", (LARGEST_FILE >> 20).to_string())));
    }
    match fs::read(entry.path()) {
        Ok(bytes) => Ok(File::new(bytes)),
        Err(error) => Err(Box::new(problem(Code::Unreadable).with("reason", error.to_string()))),
    }
}

fn unreadable(root: &Path, path: &Path, reason: &str) -> Diagnostic {
    let place = BookPath::from_os(root, path).unwrap_or_else(BookPath::root);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Diagnostic::new(Code::Unreadable, Span::file(&place)).with("name", name).with("reason", reason)
}
