//! The list of files that sotay wrote into an output folder, each with its fingerprint, and what they were made from.
//! Only what stands in it is ever removed. A build whose input is the one named here, over files that are still those
//! named here, has nothing to do.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = ".sotay-manifest";

const HEADER: &str = "sotay-manifest 2";

/// The manifests of earlier versions: a list of paths.
const FIRST_HEADER: &str = "sotay-manifest 1";

/// What a site was made from, and what was said when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The fingerprint of every file of the handbook, and of the program.
    pub input: String,
    /// How many pages there are.
    pub pages: usize,
    /// How many questions there are.
    pub questions: usize,
}

/// What stands in an output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What it was made from; `None` where there was something to say about it, which must be said again.
    pub origin: Option<Origin>,
    /// The fingerprint of each file, by its path; empty where it is not known.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// As it is written.
    pub fn text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        if let Some(Origin { input, pages, questions }) = &self.origin {
            let _ = writeln!(text, "{input} {pages} {questions}");
        } else {
            text.push('\n');
        }
        for (path, fingerprint) in &self.files {
            let _ = writeln!(text, "{fingerprint} {path}");
        }
        text
    }

    /// The manifest that a text is; `None` for a text that is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        match lines.next()? {
            FIRST_HEADER => Some(Self { origin: None, files: lines.map(|path| (path.to_owned(), String::new())).collect() }),
            HEADER => {
                let origin = read_origin(lines.next()?);
                let files = lines.map(|line| line.split_once(' ').map(|(fingerprint, path)| (path.to_owned(), fingerprint.to_owned())));
                Some(Self { origin, files: files.collect::<Option<_>>()? })
            }
            _ => None,
        }
    }
}

fn read_origin(line: &str) -> Option<Origin> {
    let mut words = line.split(' ');
    let origin = Origin { input: words.next()?.to_owned(), pages: words.next()?.parse().ok()?, questions: words.next()?.parse().ok()? };
    words.next().is_none().then_some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let files = BTreeMap::from([("a b.html".to_owned(), "0f".to_owned()), ("static/x.css".to_owned(), "1e".to_owned())]);
        for origin in [None, Some(Origin { input: "ab".to_owned(), pages: 3, questions: 0 })] {
            let manifest = Manifest { origin, files: files.clone() };
            assert_eq!(Manifest::read(&manifest.text()), Some(manifest));
        }
        let first = Manifest::read("sotay-manifest 1\na.html\n").unwrap();
        assert_eq!(first.files.keys().collect::<Vec<_>>(), ["a.html"]);
        assert_eq!(Manifest::read("notes of my own"), None);
    }
}
