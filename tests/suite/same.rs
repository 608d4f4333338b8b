//! The same handbook gives the same bytes: its site and every export are made on machines that differ in all that is no
//! part of the handbook – folder, user, clock, time zone, locale, language of the program, cores, the order in which
//! files came and their times – and are compared byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use crate::support::{Book, as_nobody, files_below, give, repository};

/// A machine, by what it tells a program.
struct Machine {
    name: &'static str,
    /// The handbook's folder below one of its own.
    folder: &'static str,
    /// What its clock shows; its own time where nothing is said.
    clock: Option<&'static str>,
    /// Which cores may be used, as taskset has it.
    cores: Option<&'static str>,
    is_nobodys: bool,
    /// Whether the last file of the handbook was there first, and how old they all are.
    is_reversed: bool,
    age: Duration,
    variables: &'static [(&'static str, &'static str)],
    /// The language that the program speaks.
    language: &'static str,
    /// How many of [`OUTPUTS`] are made there, from the first.
    outputs: usize,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

const MACHINES: [Machine; 3] = [
    Machine {
        name: "here and now",
        folder: "a",
        clock: None,
        cores: None,
        is_nobodys: false,
        is_reversed: false,
        age: Duration::ZERO,
        variables: &[],
        language: "vi",
        outputs: OUTPUTS.len(),
    },
    Machine {
        name: "in the last century, of nobody, with one core",
        folder: "sâu/hơn nữa/Sổ tay",
        clock: Some("1999-12-31 23:59:58"),
        cores: Some("0"),
        is_nobodys: true,
        is_reversed: true,
        age: DAY.saturating_mul(9000),
        variables: &[("TZ", "America/Lima"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1"), ("HOME", "/nonexistent"), ("COLUMNS", "20")],
        language: "en",
        outputs: OUTPUTS.len(),
    },
    Machine {
        name: "in another, with seven threads",
        folder: "b",
        clock: Some("2104-02-29 00:00:01"),
        cores: None,
        is_nobodys: false,
        is_reversed: true,
        age: DAY,
        variables: &[
            ("TZ", "Asia/Ho_Chi_Minh"),
            ("LC_ALL", "vi_VN.UTF-8"),
            ("LANG", "vi_VN.UTF-8"),
            ("RAYON_NUM_THREADS", "7"),
            ("SOURCE_DATE_EPOCH", "0"),
        ],
        language: "vi",
        outputs: 2,
    },
];

/// What is made, each with the file or folder that it becomes.
const OUTPUTS: [(&str, &[&str]); 12] = [
    ("trang", &["build", "--out", "trang"]),
    ("mot.html", &["export", "single", "--out", "mot.html"]),
    ("goi.zip", &["export", "zip", "--out", "goi.zip"]),
    ("sach.epub", &["export", "epub", "--out", "sach.epub"]),
    ("a.scorm.zip", &["export", "scorm12", "--out", "a.scorm.zip"]),
    ("b.scorm.zip", &["export", "scorm2004", "--out", "b.scorm.zip"]),
    ("cau.gift.txt", &["export", "gift", "--out", "cau.gift.txt"]),
    ("cau.xml", &["export", "moodle-xml", "--out", "cau.xml"]),
    ("cau.qti.zip", &["export", "qti", "--out", "cau.qti.zip"]),
    ("cau.anki.txt", &["export", "anki", "--out", "cau.anki.txt"]),
    ("de.zip", &["export", "exam", "--variants", "2", "--out", "de.zip"]),
    ("thu.html", &["export", "results-form", "--out", "thu.html"]),
];

/// Whether a program is on this machine; prints what is not tried where it is not.
fn is_there(program: &str) -> bool {
    let is_there = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        println!("skipped: without {program} nothing else than its part of a machine is tried");
    }
    is_there
}

impl Machine {
    /// The words before the program's own that make it run there.
    fn before(&self) -> Vec<&'static str> {
        let mut words = if self.is_nobodys { as_nobody() } else { Vec::new() };
        words.extend(self.cores.filter(|_| is_there("taskset")).iter().flat_map(|cores| ["taskset", "-c", *cores]));
        words.extend(self.clock.filter(|_| is_there("faketime")).iter().flat_map(|clock| ["faketime", *clock]));
        words.push(env!("CARGO_BIN_EXE_sotay"));
        words
    }

    /// The handbook as it came to this machine.
    fn copy(&self, files: &BTreeMap<String, Vec<u8>>, folder: &Path) {
        let mut files: Vec<_> = files.iter().collect();
        if self.is_reversed {
            files.reverse();
        }
        for (place, bytes) in files {
            let file = folder.join(place);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, bytes).unwrap();
            fs::File::options().write(true).open(&file).unwrap().set_modified(SystemTime::now() - self.age).unwrap();
        }
    }

    /// All that the handbook becomes there.
    fn made(&self, files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
        let place = Book::empty();
        let folder = place.path(self.folder);
        self.copy(files, &folder);
        if self.is_nobodys {
            give(place.root());
        }
        let (before, outputs) = (self.before(), &OUTPUTS[..self.outputs]);
        outputs.par_iter().for_each(|(_, words)| {
            let mut command = Command::new(before[0]);
            command.args(&before[1..]).args(*words).args(["--lang", self.language]).current_dir(&folder);
            // Clocks that only ever go on are for waiting, and who waits must be woken.
            command.envs(self.variables.iter().copied()).env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            let output = command.output().unwrap();
            assert!(output.status.success(), "{} {words:?}: {}", self.name, String::from_utf8_lossy(&output.stderr));
        });
        let made = files_below(&folder).into_iter();
        made.filter(|(place, _)| outputs.iter().any(|(output, _)| place.starts_with(output))).collect()
    }
}

#[test]
fn the_same_handbook_gives_the_same_bytes_everywhere() {
    let mut files = files_below(&repository().join("tests/browser/book"));
    files.get_mut("content/handbook.yaml").unwrap().extend(b"base_url: https://vidu.vn/so-tay\n");
    let [here, others @ ..] = MACHINES;
    let expected = here.made(&files);
    for (output, _) in OUTPUTS {
        assert!(expected.iter().any(|(place, bytes)| place.starts_with(output) && bytes.len() > 500), "{output} is not made");
    }
    for machine in others {
        let made = machine.made(&files);
        for (place, bytes) in &expected {
            let is_made = OUTPUTS[..machine.outputs].iter().any(|(output, _)| place.starts_with(output));
            assert!(made.get(place) == is_made.then_some(bytes), "{}: {place} is not the same", machine.name);
        }
        assert!(made.keys().all(|place| expected.contains_key(place)), "{}: {:?}", machine.name, made.keys());
    }
}
