//! Exports: each target is the handbook, whole, in a file that is the same every time and replaces nothing of the
//! user's. Files are opened by another program's eyes where there is one (`tests/run.sh exports`); here by our own.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crate::support::{Book, files_below, repository};

/// The targets that are made of the whole book.
const TARGETS: [(&str, &str); 2] = [("single", "thu.html"), ("zip", "thu.zip")];

/// The small handbook of the browser tests: odd names, pictures, footnotes, tables, every kind of question.
fn rich() -> Book {
    let book = Book::empty();
    for (place, bytes) in files_below(&repository().join("tests/browser/book")) {
        book.write_bytes(&place, &bytes);
    }
    book.write("content/handbook.yaml", &book.text("content/handbook.yaml").replace("id: ", "id: thu\n# "));
    book
}

fn export(book: &Book, target: &str) -> Vec<u8> {
    let (_, name) = TARGETS.iter().find(|(known, _)| *known == target).unwrap();
    let run = book.run(&["export", target]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    std::fs::read(book.path(name)).unwrap()
}

/// The entries of an archive by name.
fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: &String| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        (name.clone(), bytes)
    };
    names.iter().map(read).collect()
}

#[test]
fn exporting_again_gives_the_same_bytes_in_the_same_file() {
    let book = rich();
    for (target, _) in TARGETS {
        let (first, second) = (export(&book, target), export(&book, target));
        assert!(first == second && first.len() > 1000, "{target}");
    }
}

#[test]
fn a_file_that_someone_changed_or_made_is_not_replaced_unless_forced() {
    let book = rich();
    for (target, name) in TARGETS {
        let made = export(&book, target);
        let changed = [&made[..], b"\n"].concat();
        for theirs in [changed.as_slice(), b"", b"my own work"] {
            book.write_bytes(name, theirs);
            let run = book.run(&["export", target]);
            assert_eq!(run.status, 2, "{target}");
            assert!(run.stderr.contains(name) && run.stderr.contains("--force"), "{}", run.stderr);
            assert_eq!(std::fs::read(book.path(name)).unwrap(), theirs, "{target}");
        }
        assert_eq!(book.run(&["export", target, "--force"]).status, 0);
        assert!(std::fs::read(book.path(name)).unwrap() == made, "{target}");
    }
}

#[test]
fn an_export_of_another_handbook_is_not_replaced() {
    let book = rich();
    for (target, name) in TARGETS {
        export(&book, target);
        let other = Book::small(&[]);
        let out = book.path(name);
        assert_eq!(other.run(&["export", target, "--out", out.to_str().unwrap()]).status, 2, "{target}");
    }
}

#[test]
fn mistakes_in_the_handbook_leave_the_last_export_as_it_is() {
    let book = rich();
    for (target, name) in TARGETS {
        let made = export(&book, target);
        book.write("content/03-sai.md", "# Sai\n\n[lạc](khong-co.md)\n");
        let run = book.run(&["export", target]);
        assert_eq!(run.status, 1, "{target}: {}", run.stderr);
        assert!(run.stderr.contains("link-broken"), "{}", run.stderr);
        assert!(std::fs::read(book.path(name)).unwrap() == made, "{target}");
        book.remove("content/03-sai.md");
    }
    assert_eq!(book.listing().iter().filter(|name| name.starts_with('.')).count(), 0, "{:?}", book.listing());
}

#[test]
fn an_export_goes_where_it_is_told_and_never_into_the_handbook() {
    let book = rich();
    let file = book.run(&["export", "zip", "--out", "ra/so-tay.zip"]);
    assert_eq!(file.status, 0, "{}", file.stderr);
    assert_eq!(book.run(&["export", "zip", "--out", "ra"]).status, 0);
    assert!(book.path("ra/so-tay.zip").is_file() && book.path("ra/thu.zip").is_file());
    for inside in ["content/a.zip", "seeds/a.zip", "content"] {
        let run = book.run(&["export", "zip", "--out", inside, "--force"]);
        assert_eq!(run.status, 2, "{inside}");
        assert!(run.stderr.contains("--out"), "{}", run.stderr);
    }
}

#[test]
fn an_unknown_target_is_told_the_nearest() {
    let run = rich().run(&["export", "zpi"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("`zpi`") && run.stderr.contains("`zip`"), "{}", run.stderr);
    assert_eq!(rich().run(&["export"]).status, 2);
}

#[test]
fn the_archive_unpacks_to_the_built_site_and_says_what_to_open() {
    let book = rich();
    book.build();
    let mut built = book.site();
    built.remove(".sotay-manifest");
    let mut files = unpacked(&export(&book, "zip"));
    let note = String::from_utf8(files.remove("00-DOC-TRUOC.txt").unwrap()).unwrap();
    assert!(note.starts_with('\u{feff}') && note.contains("thu/index.html") && !note.replace("\r\n", "").contains('\n'), "{note}");
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        built.keys().map(|name| format!("thu/{name}")).collect::<Vec<_>>().iter().collect::<Vec<_>>()
    );
    for (name, bytes) in &built {
        assert!(&files[&format!("thu/{name}")] == bytes, "{name}");
    }
}

#[test]
fn names_in_the_archive_can_be_unpacked_on_windows() {
    let book = rich();
    for name in unpacked(&export(&book, "zip")).keys() {
        assert!(name.is_ascii() && name.len() < 200 && !name.starts_with('/'), "{name}");
        for part in name.split('/') {
            let stem = part.split('.').next().unwrap().to_ascii_lowercase();
            let is_device = ["con", "prn", "aux", "nul"].contains(&stem.as_str())
                || stem.strip_prefix("com").or(stem.strip_prefix("lpt")).is_some_and(|rest| rest.len() == 1 && rest != "0");
            assert!(
                !is_device && !part.is_empty() && !part.ends_with(['.', ' ']) && !part.contains(['\\', ':', '*', '?', '"', '<', '>', '|']),
                "{name}"
            );
        }
    }
}
