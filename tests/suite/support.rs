//! A handbook in a folder of its own, the program run on it, and what it wrote. Every test works on a fresh copy, so
//! none can spoil the input of another.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The folder of this repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of this repository.
pub fn repository_text(path: &str) -> String {
    let file = repository().join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The names of the folders in `tests/books`, sorted.
pub fn book_names() -> Vec<String> {
    let entries = fs::read_dir(repository().join("tests/books")).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every file below `folder`, by its place with forward slashes.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let place = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (place, fs::read(entry.path()).unwrap())
    });
    files.collect()
}

/// A handbook in a folder that goes with it.
pub struct Book {
    folder: TempDir,
}

impl Book {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A handbook of these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let book = Self::empty();
        for (place, text) in files {
            book.write(place, text);
        }
        book
    }

    /// The smallest handbook, with a cover and one page, and these files added or in their place.
    pub fn small(files: &[(&str, &str)]) -> Self {
        let book = Self::of(&[
            ("content/handbook.yaml", "title: Sổ tay thử\n"),
            ("content/index.md", "# Bìa\n\nLời mở đầu.\n"),
            ("content/01-trang.md", "# Trang\n\nLời của trang.\n"),
        ]);
        for (place, text) in files {
            book.write(place, text);
        }
        book
    }

    /// A copy of `tests/books/NAME`.
    pub fn copy(name: &str) -> Self {
        Self::copy_of(&format!("tests/books/{name}"))
    }

    /// A copy of a handbook of this repository.
    pub fn copy_of(place: &str) -> Self {
        let book = Self::empty();
        for (place, bytes) in files_below(&repository().join(place)) {
            book.write_bytes(&place, &bytes);
        }
        book
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A place in its folder.
    pub fn path(&self, place: &str) -> PathBuf {
        self.root().join(place)
    }

    /// Writes a text file, with the folders it stands in.
    pub fn write(&self, place: &str, text: &str) {
        self.write_bytes(place, text.as_bytes());
    }

    /// Writes a file, with the folders it stands in.
    pub fn write_bytes(&self, place: &str, bytes: &[u8]) {
        let file = self.path(place);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// Removes a file.
    pub fn remove(&self, place: &str) {
        fs::remove_file(self.path(place)).unwrap();
    }

    /// The text of a file.
    pub fn text(&self, place: &str) -> String {
        let file = self.path(place);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// What stands in the handbook's folder itself, sorted.
    pub fn listing(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).unwrap().map(Result::unwrap);
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The files of the built site, by address.
    pub fn site(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path("public"))
    }

    /// Runs the program here, in Vietnamese.
    pub fn run(&self, words: &[&str]) -> Run {
        self.run_with(words, &[])
    }

    /// Runs the program here, in Vietnamese, with some variables of the environment set.
    pub fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut words = words.to_vec();
        if !words.contains(&"--lang") {
            words.extend(["--lang", "vi"]);
        }
        run(self.root(), &words, variables)
    }

    /// Builds; the build must go well.
    pub fn build(&self) {
        let run = self.run(&["build"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }

    /// What `sotay check` finds, in the language `language`.
    pub fn found_in(&self, language: &str) -> Vec<Found> {
        let run = self.run(&["check", "--format", "json", "--lang", language]);
        let Value::Array(items) = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout)) else {
            panic!("a report is a list: {}", run.stdout);
        };
        let found: Vec<Found> = items.iter().map(Found::new).collect();
        let expected = i32::from(found.iter().any(|found| found.severity == "error"));
        assert_eq!(run.status, expected, "the exit status says whether there are errors");
        found
    }

    /// What `sotay check` finds, as lines `file:line:column code`.
    pub fn found(&self) -> Vec<String> {
        self.found_in("vi").iter().map(Found::line).collect()
    }
}

/// Runs the program with these words and nothing else, in the folder `folder`.
pub fn run(folder: &Path, words: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sotay"));
    command.current_dir(folder).args(words).envs(variables.iter().copied());
    let output = command.output().unwrap();
    Run {
        status: output.status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The user that owns nothing, on every Unix.
pub const NOBODY: &str = "65534";

/// Whether the tests may do everything.
pub fn is_root() -> bool {
    let user = std::process::Command::new("id").arg("-u").output().unwrap().stdout;
    user.trim_ascii() == b"0"
}

/// Gives a folder to the user that owns nothing, where the tests may.
pub fn give(folder: &Path) {
    if is_root() {
        assert!(std::process::Command::new("chown").args(["-R", NOBODY]).arg(folder).status().unwrap().success());
    }
}

/// The words that, before a command, run it as a user who may write only what is theirs; none where the tests do not run
/// as root and are one already.
pub fn as_nobody() -> Vec<&'static str> {
    let words = ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"];
    if is_root() { words.to_vec() } else { Vec::new() }
}

/// How a run of the program ended and what it said.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A diagnostic as JSON tells it.
#[derive(Debug)]
pub struct Found {
    pub code: String,
    pub severity: String,
    pub place: String,
    pub message: String,
    pub hints: Vec<String>,
    pub related: Vec<String>,
}

impl Found {
    fn new(item: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let list = |key: &str| item[key].as_array().unwrap().iter();
        Self {
            code: text(&item["code"]),
            severity: text(&item["severity"]),
            place: format!("{}:{}:{}", text(&item["file"]), item["line"], item["column"]),
            message: text(&item["message"]),
            hints: list("hints").map(text).collect(),
            related: list("related").map(|related| text(&related["message"])).collect(),
        }
    }

    /// `file:line:column code`.
    pub fn line(&self) -> String {
        format!("{} {}", self.place, self.code)
    }

    /// Every word of it that a person reads.
    pub fn words(&self) -> Vec<&str> {
        let rest = self.hints.iter().chain(&self.related);
        std::iter::once(&self.message).chain(rest).map(String::as_str).collect()
    }
}

/// Numbers that look random and are the same on every run (SplitMix64, Steele, Lea and Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
}
