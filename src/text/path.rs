//! `BookPath`, a place inside the handbook: forward slashes, NFC, relative to the handbook's root, and unable to
//! leave it. [`BookPath::from_os`] and [`BookPath::to_os`] alone meet the paths of the operating system.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// A place inside the handbook, such as `content/01-quan-diem/index.md`. The root itself is the empty path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookPath(Arc<str>);

/// Compared and hashed as its written form, so that a map can be asked for what is written.
impl Borrow<str> for BookPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl BookPath {
    /// The place that `written` names, seen from the root. `None` where it would leave the root, is absolute, or
    /// names a drive.
    pub fn new(written: &str) -> Option<Self> {
        Self::root().resolve(written)
    }

    /// The root of the handbook.
    pub fn root() -> Self {
        Self(Arc::from(""))
    }

    /// The place that a relative reference names when it stands in the folder `self`. Backslashes count as
    /// slashes, because editors on Windows write them. `None` where it would leave the root.
    pub fn resolve(&self, reference: &str) -> Option<Self> {
        let composed: Cow<str> = if reference.is_ascii() { reference.into() } else { reference.nfc().collect() };
        let reference = composed.replace('\\', "/");
        let names_drive = reference.as_bytes().get(1) == Some(&b':');
        if reference.starts_with('/') || names_drive || reference.contains('\0') {
            return None;
        }
        let mut parts: Vec<&str> = self.parts().collect();
        for part in reference.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(Self(Arc::from(parts.join("/"))))
    }

    /// The place of an OS path below the OS folder `root`. `None` for a path elsewhere or one that is not Unicode.
    pub fn from_os(root: &Path, path: &Path) -> Option<Self> {
        let mut written = String::new();
        for component in path.strip_prefix(root).ok()?.components() {
            if !written.is_empty() {
                written.push('/');
            }
            written.push_str(component.as_os_str().to_str()?);
        }
        Self::new(&written)
    }

    /// The OS path of this place below the OS folder `root`.
    pub fn to_os(&self, root: &Path) -> PathBuf {
        let mut path = root.to_path_buf();
        path.extend(self.parts());
        path
    }

    /// The written form, with forward slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it stands in, as it is written; empty for what stands at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The names from the root down.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// The folder this place stands in; the root for the root.
    pub fn parent(&self) -> Self {
        Self(Arc::from(self.0.rsplit_once('/').map_or("", |(parent, _)| parent)))
    }

    /// The last name.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The last name without its last ending.
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// The ending of the last name, without the dot, as written.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The rest of the path below `folder`, where it stands there.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// A file with the name `name` in this folder. The name is taken as it is.
    pub fn child(&self, name: &str) -> Self {
        match self.as_str() {
            "" => Self(Arc::from(name)),
            folder => Self(Arc::from(format!("{folder}/{name}"))),
        }
    }
}

impl fmt::Display for BookPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How one writes a reference to the file `to` in the folder `from`, both with forward slashes: `../02-muc-tieu/index.md`.
pub fn relative(from: &str, to: &str) -> String {
    let (mut above, mut below) = (from, to);
    while let Some((folder, inside)) = below.split_once('/') {
        let (own, rest) = above.split_once('/').unwrap_or((above, ""));
        if own.is_empty() || own != folder {
            break;
        }
        (above, below) = (rest, inside);
    }
    let up = above.split('/').filter(|folder| !folder.is_empty()).count();
    "../".repeat(up) + below
}

/// Whether a file name can be carried to every machine a reader may have: not the names that Windows keeps for devices,
/// not the characters it forbids, no dot or space at the end.
pub fn is_portable(name: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let device = DEVICES.contains(&stem.as_str()) || numbered.is_some_and(|digit| digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit());
    let forbidden = name.chars().any(|c| c.is_control() || "<>:\"|?*\\".contains(c));
    !device && !forbidden && !name.ends_with(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_never_leaves_the_handbook() {
        let cases = [
            ("content/a", "b.md", Some("content/a/b.md")),
            ("content/a", "../b.md", Some("content/b.md")),
            ("content/a", "..\\b.md", Some("content/b.md")),
            ("content", "./x//y.md", Some("content/x/y.md")),
            ("content", "../../etc/passwd", None),
            ("content", "/etc/passwd", None),
            ("content", "C:\\x.md", None),
            ("content", "hoa\u{0301}.md", Some("content/hoá.md")),
        ];
        for (folder, reference, expected) in cases {
            let folder = BookPath::new(folder).unwrap();
            assert_eq!(folder.resolve(reference).as_ref().map(BookPath::as_str), expected, "{reference}");
        }
    }

    #[test]
    fn a_relative_reference_leads_back() {
        let cases = [
            ("", "index.html", "index.html"),
            ("muc-tieu", "index.html", "../index.html"),
            ("muc-tieu", "muc-tieu/a.html", "a.html"),
            ("a/b", "a/c/d.html", "../c/d.html"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(from, to), expected);
        }
    }

    #[test]
    fn names_that_windows_keeps_are_not_portable() {
        for name in ["con", "CON.md", "com1.txt", "a?.md", "a.", "a ", "nul.quiz.yaml", "lpt9"] {
            assert!(!is_portable(name), "{name}");
        }
        for name in ["con-duong.md", "Cơ hội và thách thức.md", "com10.md", "index.md"] {
            assert!(is_portable(name), "{name}");
        }
    }
}
