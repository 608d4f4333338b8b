//! `sotay check`: every mistake is found, told once, at its place, with its remedy. Each folder of `tests/books` is a
//! handbook with one behaviour; the lines of its `expected.txt` are all that is found in it, in order.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use rayon::prelude::*;

use crate::support::{Book, Found, book_names, repository};
use sotay::diagnostics::{Code, explanation};
use sotay::messages::{Language, Messages};

/// A code, the making of its handbook, and what is found in it.
type Made = (Code, fn() -> Book, &'static [&'static str]);

/// The mistakes that git or some file systems cannot hold, each with a handbook made for it.
const MADE: [Made; 7] = [
    (Code::NotUtf8, not_utf8, &["content/01-trang.md:1:1 not-utf8"]),
    (Code::NulByte, nul_byte, &["content/01-trang.md:1:1 nul-byte"]),
    (Code::FileTooLarge, file_too_large, &["content/01-trang.md:1:1 file-too-large"]),
    (Code::NameClash, name_clash, &["content/h\u{f3}a.md:1:1 name-clash"]),
    (Code::NameUnportable, name_unportable, &["content/con.md:1:1 name-unportable"]),
    (Code::SymlinkOutside, symlink_outside, &["content/02-ngoai.md:1:1 symlink-outside"]),
    (Code::Unreadable, unreadable, &["content/vong:1:1 unreadable"]),
];

fn not_utf8() -> Book {
    let book = Book::small(&[]);
    book.write_bytes("content/01-trang.md", b"# Trang\n\nTh\xe9 l\xe0 sai.\n");
    book
}

fn nul_byte() -> Book {
    Book::small(&[("content/01-trang.md", "# Trang\n\nR\0ỗng.\n")])
}

fn file_too_large() -> Book {
    let line = "Một dòng rất dài không xuống hàng. ";
    Book::small(&[("content/01-trang.md", &line.repeat((16 << 20) / line.len() + 1))])
}

fn name_clash() -> Book {
    Book::small(&[("content/h\u{f3}a.md", "# Hóa\n\nLời.\n"), ("content/ho\u{301}a.md", "# Hóa\n\nLời.\n")])
}

fn name_unportable() -> Book {
    Book::small(&[("content/con.md", "# Con\n\nLời.\n")])
}

fn symlink_outside() -> Book {
    let book = Book::small(&[]);
    std::os::unix::fs::symlink("/etc/hostname", book.path("content/02-ngoai.md")).unwrap();
    book
}

/// A folder that holds itself: no right to read everything helps, so this holds for root too.
fn unreadable() -> Book {
    let book = Book::small(&[]);
    std::os::unix::fs::symlink(".", book.path("content/vong")).unwrap();
    book
}

/// The lines of `expected.txt`; none where the book has no such file.
fn expected(name: &str) -> Option<Vec<String>> {
    let file = repository().join("tests/books").join(name).join("expected.txt");
    Some(fs::read_to_string(file).ok()?.lines().map(str::to_owned).collect())
}

/// Every handbook that holds some mistake, by name.
fn books() -> Vec<(String, Book, Vec<String>)> {
    let kept = book_names().into_iter().filter_map(|name| Some((name.clone(), Book::copy(&name), expected(&name)?)));
    let made =
        MADE.iter().map(|(code, make, lines)| (code.name().to_owned(), make(), lines.iter().map(|line| (*line).to_owned()).collect()));
    kept.chain(made).collect()
}

/// A handbook that holds some mistake.
struct Checked {
    name: String,
    expected: Vec<String>,
    vietnamese: Vec<Found>,
    english: Vec<Found>,
}

/// All of them, each checked once in each language.
static CHECKED: LazyLock<Vec<Checked>> = LazyLock::new(|| {
    let check = |(name, book, expected): (String, Book, Vec<String>)| {
        let (vietnamese, english) = rayon::join(|| book.found_in("vi"), || book.found_in("en"));
        Checked { name, expected, vietnamese, english }
    };
    books().into_par_iter().map(check).collect()
});

#[test]
fn every_book_has_just_the_mistakes_that_it_expects() {
    let mut differences = String::new();
    for Checked { name, expected, vietnamese, .. } in &*CHECKED {
        let found: Vec<String> = vietnamese.iter().map(Found::line).collect();
        if found != *expected {
            differences += &format!("\n{name}\n  expected {expected:#?}\n  found {found:#?}");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_code_of_the_catalogue_has_a_book_that_shows_it() {
    let shown: BTreeSet<&str> = MADE.iter().map(|(code, ..)| code.name()).collect();
    for code in Code::ALL.iter().filter(|code| !shown.contains(code.name())) {
        let lines = expected(code.name()).unwrap_or_else(|| panic!("no tests/books/{}", code.name()));
        assert!(lines.iter().any(|line| line.ends_with(&format!(" {}", code.name()))), "{} is not shown by its book", code.name());
    }
}

#[test]
fn every_mistake_is_told_in_full_words_with_a_remedy_in_both_languages() {
    for Checked { name, vietnamese, english, .. } in &*CHECKED {
        assert_eq!(vietnamese.len(), english.len(), "{name}");
        for (vi, en) in vietnamese.iter().zip(english) {
            assert_eq!(vi.line(), en.line(), "{name}");
            assert_ne!(vi.message, en.message, "{name}");
            told_in_full(name, vi);
            told_in_full(name, en);
        }
    }
}

fn told_in_full(name: &str, found: &Found) {
    assert!(!found.hints.is_empty(), "{name}: {} has no remedy", found.code);
    for words in found.words() {
        assert!(!words.trim().is_empty(), "{name}: {found:?}");
        assert!(!words.contains("{$") && !words.contains("{ $"), "{name}: a fact is missing: {words}");
        assert!(!words.contains(&format!("{}.", found.code)), "{name}: a message is missing: {words}");
    }
    assert_ne!(found.message, found.code, "{name}: the message is missing");
    let fact = found.message.trim_end();
    assert!(!fact.ends_with('.'), "{name}: a message is one fact without final stop: {fact}");
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for code in Code::ALL {
        let explained = [Language::Vi, Language::En].map(|language| explanation(*code, &Messages::new(language)));
        assert_ne!(explained[0], explained[1], "{}", code.name());
        for text in explained {
            let body = text.split_once("\n\n").map(|(_, body)| body.trim()).unwrap_or_default();
            assert!(body.len() > 80, "{} is hardly explained: {text}", code.name());
            assert!(!body.contains("{$") && !body.contains(".explain"), "{}: {body}", code.name());
        }
    }
}

#[test]
fn a_mistake_is_shown_with_its_line_and_its_remedy() {
    let book = Book::small(&[("content/01-trang.md", "# Trang\n\nXem [mục tiêu](01-trag.md) nhé.\n")]);
    let cases = [
        (
            "vi",
            "content/01-trang.md:3:5: lỗi[link-broken]: tệp `01-trag.md` không có trong sổ tay\n     3 | Xem [mục tiêu](01-trag.md) nhé.\n       \
             |     ^^^^^^^^^^^^^^^^^^^^^^\n   gợi ý: có phải ý bạn là `01-trang.md`?\n\n1 lỗi, 0 cảnh báo\n",
        ),
        (
            "en",
            "content/01-trang.md:3:5: error[link-broken]: the file `01-trag.md` does not exist in the handbook\n     3 | Xem [mục tiêu](01-trag.md) nhé.\n       \
             |     ^^^^^^^^^^^^^^^^^^^^^^\n   hint: did you mean `01-trang.md`?\n\nerrors: 1, warnings: 0\n",
        ),
    ];
    for (language, expected) in cases {
        let run = book.run(&["check", "--lang", language]);
        assert_eq!((run.status, run.stderr.as_str(), run.stdout.as_str()), (1, expected, ""), "{language}");
    }
}

#[test]
fn a_second_use_is_shown_with_the_first() {
    let run = Book::copy("term-twice").run(&["check"]);
    assert!(run.stderr.contains("content/glossary.yaml:2:11: đã có ở đây"), "{}", run.stderr);
}

#[test]
fn warnings_alone_do_not_fail() {
    let book = Book::copy("heading-one");
    assert_eq!(book.run(&["check"]).status, 0);
    book.build();
}

#[test]
fn nothing_is_written_by_checking() {
    for name in ["nothing-wrong", "many-mistakes"] {
        let book = Book::copy(name);
        let before = book.listing();
        book.run(&["check"]);
        assert_eq!(book.listing(), before);
    }
}

#[test]
fn a_link_out_of_the_handbook_is_told_once_and_not_followed() {
    let outside = Book::of(&[("mot.md", "# Một\n"), ("hai/ba.md", "# Ba\n")]);
    let book = Book::small(&[]);
    std::os::unix::fs::symlink(outside.root(), book.path("content/ngoai")).unwrap();
    assert_eq!(book.found(), ["content/ngoai:1:1 symlink-outside"]);
}

#[test]
fn a_link_inside_the_handbook_is_followed() {
    let book = Book::small(&[]);
    std::os::unix::fs::symlink("01-trang.md", book.path("content/02-cung-trang.md")).unwrap();
    assert!(book.found().is_empty());
    book.build();
    assert!(book.site().contains_key("cung-trang.html"));
}

#[test]
fn names_that_windows_cannot_store_are_refused() {
    let names =
        ["aux.md", "COM1.md", "nul.quiz.yaml", "a:b.md", "hỏi?.md", "sao*.md", "a<b>.md", "a|b.md", "a\"b.md", "a\\b.md", "cuoi..md"];
    for name in names {
        let book =
            Book::small(&[(&format!("content/02-phan/{name}"), "# Trang\n\nLời.\n"), ("content/02-phan/index.md", "# Phần\n\nLời.\n")]);
        let found = book.found();
        let unportable = |line: &&String| line.ends_with(" name-unportable");
        // A stop before the ending is a plain name; all others are refused.
        assert_eq!(found.iter().filter(unportable).count(), usize::from(name != "cuoi..md"), "{name}: {found:?}");
    }
    let folder = Book::small(&[("content/02-phan./index.md", "# Phần\n\nLời.\n")]);
    assert_eq!(folder.found(), ["content/02-phan.:1:1 name-unportable"]);
}

#[test]
fn hidden_files_and_those_that_systems_leave_are_passed_over() {
    let junk = [".DS_Store", "Thumbs.db", "desktop.ini", "01-trang.md~", ".01-trang.md.swp", ".git/HEAD"];
    let book = Book::small(&[]);
    for name in junk {
        book.write_bytes(&format!("content/{name}"), b"\xff\0");
    }
    assert!(book.found().is_empty());
}

#[test]
fn bombs_end_soon_with_a_diagnostic() {
    let mut yaml = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for level in 1..12 {
        yaml += &format!("a{level}: &a{level} [{}]\n", format!("*a{},", level - 1).repeat(9));
    }
    let cases = [
        ("content/glossary.yaml", yaml, "yaml-syntax"),
        ("content/glossary.yaml", "[".repeat(100_000), "yaml-syntax"),
        ("content/01-trang.md", format!("# Trang\n\n{}x\n", "> ".repeat(50_000)), "nesting-too-deep"),
        ("content/01-trang.md", format!("# Trang\n\n{}x{}\n", "*".repeat(20_000), "*".repeat(20_000)), "nesting-too-deep"),
        ("content/01-trang.md", format!("# Trang\n\n{}", "+ ".repeat(20_000)), "nesting-too-deep"),
    ];
    for (place, text, code) in cases {
        let found = Book::small(&[(place, &text)]).found();
        assert!(found.iter().all(|line| line.ends_with(code)) && !found.is_empty(), "{code}: {found:?}");
    }
}

#[test]
fn a_folder_without_a_handbook_is_wrong_usage() {
    let book = Book::empty();
    for (language, word) in [("vi", "không có sổ tay nào"), ("en", "no handbook")] {
        for command in ["check", "build"] {
            let run = book.run(&[command, "--lang", language]);
            assert_eq!(run.status, 2);
            assert!(run.stderr.contains(word) && run.stderr.contains("sotay init"), "{}", run.stderr);
        }
    }
    assert!(book.listing().is_empty());
}
