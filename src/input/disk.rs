//! Edge: reads a handbook's folder into a [`Snapshot`]. Symbolic links are followed only inside the handbook, hidden
//! files are passed over, and what cannot be read is a diagnostic, so that every other mistake is still found.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{File, Snapshot};
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::text::path::is_portable;
use crate::text::{BookPath, Span};

/// The folders of the root that belong to a handbook.
const FOLDERS: [&str; 3] = ["content", "seeds", "themes"];

/// Pictures and attachments above this are refused: they would not travel on a phone or a USB stick.
const LARGEST_FILE: u64 = 256 << 20;

/// Reads the handbook in the folder `root`.
pub fn read(root: &Path) -> Outcome<Snapshot> {
    let mut diagnostics = Vec::new();
    let canonical_root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let entries: Vec<(BookPath, DirEntry)> =
        FOLDERS.iter().flat_map(|folder| entries(root, &canonical_root, folder, &mut diagnostics)).collect();
    let read: Vec<_> = entries.into_par_iter().map(|(path, entry)| (read_file(&path, &entry), path)).collect();

    let mut files = BTreeMap::new();
    for (file, path) in read {
        match file {
            Ok(file) if files.contains_key(&path) => {
                drop(file);
                diagnostics.push(Diagnostic::new(Code::NameClash, Span::file(&path)));
            }
            Ok(file) => {
                files.insert(path, file);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    Outcome { value: Snapshot { files }, diagnostics }
}

/// The files below `folder`, named by their place in the handbook.
fn entries(root: &Path, real_root: &Path, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<(BookPath, DirEntry)> {
    let top = root.join(folder);
    if !top.exists() {
        return Vec::new();
    }
    let visible = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry);
    let mut found = Vec::new();
    let mut walk = WalkDir::new(&top).follow_links(true).into_iter().filter_entry(visible);
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if refusal(real_root, &entry).is_some() => {
                let place = BookPath::from_os(root, entry.path()).unwrap_or_else(BookPath::root);
                let refused = refusal(real_root, &entry).map(|code| Diagnostic::new(code, Span::file(&place)));
                diagnostics.extend(refused.map(|diagnostic| diagnostic.with("name", entry.file_name().to_string_lossy())));
                // What lies below a refused folder is refused with it, and told once.
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match BookPath::from_os(root, entry.path()) {
                Some(path) => found.push((path, entry)),
                None => diagnostics.push(unreadable(root, entry.path(), "")),
            },
            Err(error) => {
                let path = error.path().unwrap_or(&top).to_path_buf();
                diagnostics.push(unreadable(root, &path, &error.to_string()));
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// Editors' swap and backup files, and what systems leave behind, are no part of a handbook.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
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

fn read_file(path: &BookPath, entry: &DirEntry) -> Result<File, Box<Diagnostic>> {
    let problem = |code| Box::new(Diagnostic::new(code, Span::file(path)).with("name", path.name()));
    let length = entry.metadata().map_or(0, |metadata| metadata.len());
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
