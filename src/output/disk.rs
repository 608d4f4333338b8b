//! Edge: writes an output tree to a folder. Everything is first written beside the folder, then both change places,
//! so that a reader sees the old site or the new and never a mixture. A folder that holds anything we did not write
//! is refused; what we replace goes only when the new site stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::manifest::{MANIFEST, Manifest, Origin};
use super::{Content, OutputTree};
use crate::cores::by_handfuls;
use crate::diagnostics::{Diagnostic, Severity};
use crate::text::Fingerprint;

/// Why an output was not written. The folder is as it was.
#[derive(Debug)]
pub enum Trouble {
    /// The folder holds files we did not write: the first few.
    Foreign(PathBuf, Vec<String>),
    /// Another build is writing there.
    Locked(PathBuf),
    /// The machine refused.
    Io(PathBuf, io::Error),
    /// Making the pages found mistakes.
    Mistakes(Vec<Diagnostic>),
}

/// Called once for each file written, with how many there are in all.
pub type Progress<'a> = &'a (dyn Fn(usize) + Sync);

/// The origin of the site in a folder, where it was made from `input`, and every file of it is still the one that was
/// made, and no other.
pub fn standing(folder: &Path, input: &str) -> Option<Origin> {
    let manifest = Manifest::read(&fs::read_to_string(folder.join(MANIFEST)).ok()?)?;
    let origin = manifest.origin.filter(|origin| origin.input == input)?;
    // Where a build was killed there is something to clear.
    if ["new", "old", "lock"].into_iter().any(|what| beside(folder, what).exists()) {
        return None;
    }
    let files: Vec<(&String, &String)> = manifest.files.iter().collect();
    let is_as_made =
        |buffer: &mut Vec<u8>, (path, name): &(&String, &String)| name_of(&folder.join(path), buffer).is_ok_and(|found| found == **name);
    let are_as_made = || by_handfuls(files.par_iter()).map_init(|| vec![0; BUFFER], is_as_made).all(|is_as_made| is_as_made);
    let (is_ours, are_as_made) = rayon::join(|| refuse_foreign(folder).is_ok(), are_as_made);
    (is_ours && are_as_made).then_some(origin)
}

/// The name that the content of a file has in the manifest, read by way of `buffer`: whole, a large file would take memory
/// that is given back at once.
fn name_of(path: &Path, buffer: &mut [u8]) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut fingerprint = Fingerprint::of_pieces();
    loop {
        match file.read(buffer)? {
            0 => return Ok(fingerprint.fingerprint().short(NAME)),
            length => fingerprint.take(&buffer[..length]),
        }
    }
}

/// Bytes of a file that are read at once.
const BUFFER: usize = 1 << 16;

/// Digits of the fingerprint of a file in the manifest.
const NAME: usize = 32;

/// Writes `tree` as the folder `folder`, and what it was made from. Gives the warnings found while pages were made.
pub fn write(tree: &OutputTree, origin: Option<Origin>, folder: &Path, progress: Progress<'_>) -> Result<Vec<Diagnostic>, Trouble> {
    refuse_foreign(folder)?;
    let staging = beside(folder, "new");
    let old = beside(folder, "old");
    let _lock = Lock::take(folder)?;
    // Whoever holds the lock may clear what a killed build left behind.
    recover(folder, &old)?;
    remove(&staging)?;
    let written = stage(tree, origin, &staging, progress);
    let diagnostics = match written {
        Ok(diagnostics) if diagnostics.iter().all(|diagnostic| diagnostic.code.severity() != Severity::Error) => diagnostics,
        Ok(diagnostics) => {
            remove(&staging)?;
            return Err(Trouble::Mistakes(diagnostics));
        }
        Err(trouble) => {
            // The first trouble is the one to tell; that its litter stays too is told by the next run.
            let _ = remove(&staging);
            return Err(trouble);
        }
    };
    swap(&staging, folder, &old)?;
    remove(&staging)?;
    remove(&old)?;
    Ok(diagnostics)
}

/// Writes one file: first beside its place, then in it, so that whoever opens it finds the old one or the new.
pub fn write_file(bytes: &[u8], file: &Path) -> Result<(), Trouble> {
    let _lock = Lock::take(file)?;
    let staged = beside(file, "new");
    let written = fs::write(&staged, bytes).and_then(|()| fs::rename(&staged, file));
    written.map_err(|error| {
        // The first trouble is the one to tell.
        let _ = fs::remove_file(&staged);
        Trouble::Io(file.to_path_buf(), error)
    })
}

/// A name beside the folder: `.public.new`.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.{what}"))
}

fn io_at(path: &Path) -> impl FnOnce(io::Error) -> Trouble + '_ {
    move |error| Trouble::Io(path.to_path_buf(), error)
}

/// Refuses a folder that holds anything but what its manifest names.
fn refuse_foreign(folder: &Path) -> Result<(), Trouble> {
    const SHOWN: usize = 5;
    if fs::symlink_metadata(folder).is_err() {
        return Ok(());
    }
    let own = match fs::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => Manifest::read(&text).unwrap_or_default().files,
        Err(_) => BTreeMap::new(),
    };
    let mut foreign = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Trouble::Io(folder.to_path_buf(), error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let is_ours = !own.is_empty() && below == MANIFEST;
        if !is_ours && !own.contains_key(&below) {
            foreign.push(below);
            if foreign.len() == SHOWN {
                break;
            }
        }
    }
    if foreign.is_empty() { Ok(()) } else { Err(Trouble::Foreign(folder.to_path_buf(), foreign)) }
}

/// A file that one build at a time may hold; the system frees it when the process ends, however it ends.
struct Lock {
    file: fs::File,
    path: PathBuf,
}

impl Lock {
    /// The lock of an output, beside it.
    fn take(output: &Path) -> Result<Self, Trouble> {
        if let Some(parent) = output.parent() {
            fs::create_dir_all(parent).map_err(io_at(parent))?;
        }
        let path = beside(output, "lock");
        let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(io_at(&path))?;
        match file.try_lock() {
            Ok(()) if stands_at(&file, &path) => Ok(Self { file, path }),
            // Who held it has just removed it, and the next may hold another file of this name.
            Ok(()) | Err(fs::TryLockError::WouldBlock) => Err(Trouble::Locked(output.to_path_buf())),
            Err(fs::TryLockError::Error(error)) => Err(Trouble::Io(path, error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still held, so that nobody locks a file that is about to go.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Whether an open file is still the one of this name.
#[cfg(unix)]
fn stands_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let sign = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (open, named) = (file.metadata().map(sign), fs::metadata(path).map(sign));
    matches!((open, named), (Ok(open), Ok(named)) if open == named)
}

/// Where a file that is open cannot be removed, it stands.
#[cfg(not(unix))]
fn stands_at(_: &fs::File, _: &Path) -> bool {
    true
}

/// Finishes what a build that was killed between its two renames began.
fn recover(folder: &Path, old: &Path) -> Result<(), Trouble> {
    if !folder.exists() && old.exists() {
        fs::rename(old, folder).map_err(io_at(folder))?;
    }
    remove(old)
}

/// Removes a folder of our own making beside the output; such names are ours alone.
fn remove(path: &Path) -> Result<(), Trouble> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Trouble::Io(path.to_path_buf(), error)),
        _ => Ok(()),
    }
}

/// Writes the tree and its manifest into a fresh folder.
fn stage(tree: &OutputTree, origin: Option<Origin>, staging: &Path, progress: Progress<'_>) -> Result<Vec<Diagnostic>, Trouble> {
    let folders: BTreeSet<&str> = tree.keys().map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
    for folder in folders {
        let folder = staging.join(folder);
        fs::create_dir_all(&folder).map_err(io_at(&folder))?;
    }
    let entries: Vec<_> = tree.iter().collect();
    let made: Result<Vec<(String, Vec<Diagnostic>)>, Trouble> = by_handfuls(entries.par_iter())
        .map(|(path, content)| {
            let file = staging.join(path);
            let made = pour_into(&file, content).map_err(io_at(&file))?;
            progress(1);
            Ok(made)
        })
        .collect();
    let (names, diagnostics): (Vec<String>, Vec<Vec<Diagnostic>>) = made?.into_iter().unzip();
    let diagnostics: Vec<Diagnostic> = diagnostics.into_iter().flatten().collect();
    let manifest = Manifest { origin: origin.filter(|_| diagnostics.is_empty()), files: tree.keys().cloned().zip(names).collect() };
    let file = staging.join(MANIFEST);
    fs::write(&file, manifest.text()).map_err(io_at(&file))?;
    Ok(diagnostics)
}

/// Writes what a path holds, piece by piece as it is made; gives its name in the manifest, and what was wrong with it.
fn pour_into(path: &Path, content: &Content) -> io::Result<(String, Vec<Diagnostic>)> {
    let mut file = fs::File::create(path)?;
    let mut fingerprint = Fingerprint::of_pieces();
    let mut written = Ok(());
    let diagnostics = content.pour(&mut |piece| {
        fingerprint.take(piece);
        // After the first trouble nothing more is written.
        if written.is_ok() {
            written = file.write_all(piece);
        }
    });
    written.map(|()| (fingerprint.fingerprint().short(NAME), diagnostics))
}

/// Puts the new folder in the place of the old one.
fn swap(staging: &Path, folder: &Path, old: &Path) -> Result<(), Trouble> {
    if !folder.exists() {
        return fs::rename(staging, folder).map_err(io_at(folder));
    }
    if exchange(staging, folder) {
        return Ok(());
    }
    fs::rename(folder, old).map_err(io_at(folder))?;
    fs::rename(staging, folder).map_err(|error| {
        // Without the new site the old one must come back.
        let _ = fs::rename(old, folder);
        Trouble::Io(folder.to_path_buf(), error)
    })
}

/// Exchanges two folders in one step where the system can: a reader then never finds the place empty.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

/// Other systems rename twice; a build killed in between is finished by the next.
#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
