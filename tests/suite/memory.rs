//! Building on what was worked out before equals building from nothing, byte for byte, and works out again exactly what
//! an edit touches. The first is tried on every fixture with every edit of one file; the second by counting questions.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sotay::book::Drafts;
use sotay::engine::{self, Build, Remembered};
use sotay::input::{File, Snapshot, disk};
use sotay::text::BookPath;

use crate::support::{Dice, book_names, repository};

/// Everything that a build gives: every file of the site, and every mistake.
fn everything(build: &Build) -> (BTreeMap<String, Vec<u8>>, String) {
    let mut found = build.diagnostics.clone();
    let site = build.site.tree();
    let made = site.iter().map(|(path, content)| {
        let outcome = content.bytes();
        found.extend(outcome.diagnostics);
        (path.clone(), outcome.value.to_vec())
    });
    let files: BTreeMap<String, Vec<u8>> = made.collect();
    found.sort();
    (files, format!("{found:#?}\n{:#?}", build.shares))
}

/// Holds that a build on an old memory is the build from nothing. A theme that no edit touches is loaded once.
fn hold_equal(snapshot: &Snapshot, remembered: &mut Remembered, edit: &str) {
    let is_draft = |file: &File| String::from_utf8_lossy(&file.bytes).contains("draft: true");
    let has_drafts = snapshot.files().any(|(_, file)| is_draft(file));
    let touches_theme = edit.contains("themes/") || edit.contains("browser/book: content/handbook.yaml") || edit.contains("step");
    for drafts in [Some(Drafts::Shown), has_drafts.then_some(Drafts::LeftOut)].into_iter().flatten() {
        let (files, found) = everything(&engine::rebuild(snapshot, drafts, remembered));
        let mut nothing = if touches_theme { Remembered::default() } else { Remembered::with_themes_of(remembered) };
        let (fresh_files, fresh_found) = everything(&engine::rebuild(snapshot, drafts, &mut nothing));
        assert_eq!(found, fresh_found, "after {edit}");
        assert_eq!(files.keys().collect::<Vec<_>>(), fresh_files.keys().collect::<Vec<_>>(), "after {edit}");
        for (path, bytes) in &files {
            assert!(*bytes == fresh_files[path], "{path} after {edit}");
        }
    }
}

/// The edits of one file, each with what it is called. The original comes last: the edit is taken back.
fn edits(snapshot: &Snapshot, path: &BookPath) -> Vec<(String, Snapshot)> {
    let original = snapshot.get(path).unwrap();
    let text = String::from_utf8_lossy(&original.bytes).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    let middle = lines.len() / 2;
    let changed = |bytes: Vec<u8>| {
        let mut snapshot = snapshot.clone();
        snapshot.insert(path.clone(), File::new(bytes));
        snapshot
    };
    let without =
        |line: usize| lines.iter().enumerate().filter(|(at, _)| *at != line).map(|(_, line)| format!("{line}\n")).collect::<String>();
    let mut deleted = snapshot.clone();
    deleted.remove(path);
    let mut renamed = deleted.clone();
    renamed.insert(path.parent().child(&format!("09-doi-{}", path.name())), original.clone());
    let mut copied = snapshot.clone();
    copied.insert(path.parent().child(&format!("ban-sao-{}", path.name())), original.clone());
    vec![
        ("a word more at the end".to_owned(), changed(format!("{text}\nthêm một dòng\n").into_bytes())),
        ("the first line gone".to_owned(), changed(without(0).into_bytes())),
        ("a line in the middle gone".to_owned(), changed(without(middle).into_bytes())),
        ("cut in the middle".to_owned(), changed(text.chars().take(text.chars().count() / 2).collect::<String>().into_bytes())),
        ("another number".to_owned(), changed(text.replace('2', "9").into_bytes())),
        ("no text at all".to_owned(), changed(vec![0xff, 0xfe, 0])),
        ("emptied".to_owned(), changed(Vec::new())),
        ("deleted".to_owned(), deleted),
        ("renamed".to_owned(), renamed),
        ("copied".to_owned(), copied),
        ("as it was".to_owned(), snapshot.clone()),
    ]
}

/// The edits that are tried on tiny books, which are many.
const FEW: [&str; 6] = ["a word more at the end", "cut in the middle", "deleted", "renamed", "copied", "as it was"];

fn every_edit_of_one_file(folder: &str, is_tried: impl Fn(&str) -> bool) {
    let snapshot = disk::read(&repository().join(folder)).value;
    let mut remembered = Remembered::default();
    hold_equal(&snapshot, &mut remembered, folder);
    for (path, _) in snapshot.files() {
        for (edit, edited) in edits(&snapshot, path).into_iter().filter(|(edit, _)| is_tried(edit)) {
            hold_equal(&edited, &mut remembered, &format!("{folder}: {path}: {edit}"));
        }
    }
}

#[test]
fn after_every_edit_of_one_file_of_a_tiny_book_the_build_is_the_one_from_nothing() {
    let names = book_names();
    assert!(names.len() > 50, "the fixtures are there");
    names.par_iter().for_each(|name| every_edit_of_one_file(&format!("tests/books/{name}"), |edit| FEW.contains(&edit)));
}

#[test]
fn after_every_edit_of_one_file_of_the_book_with_every_element_the_build_is_the_one_from_nothing() {
    every_edit_of_one_file("tests/browser/book", |_| true);
}

#[test]
fn after_every_edit_of_one_file_of_the_written_handbook_the_build_is_the_one_from_nothing() {
    every_edit_of_one_file("tests/written/handbook", |_| true);
}

/// A handbook in which every kind of edit touches something, and something else stays.
fn handbook() -> Snapshot {
    let document = "Kinh tế số chiếm khoảng 20% GDP của cả nước.\n\nHoàn thành xây dựng Chính phủ số vào năm 2030.\n";
    let other = "Mạng di động phủ sóng toàn quốc cho mọi người dân.\n";
    let files = [
        ("content/handbook.yaml", "title: Sổ tay\nid: thu\nlanguage: vi\n".to_owned()),
        ("content/index.md", "# Bìa\n\nLời mở đầu.\n".to_owned()),
        ("content/glossary.yaml", "terms:\n  - {term: kinh tế số, meaning: Nghĩa.}\n".to_owned()),
        ("content/01-mot/index.md", "# Phần một\n\nLời.\n".to_owned()),
        ("content/01-mot/01-a.md", "# Trang a\n\n## Mục\n\nVăn bản viết “Kinh tế số chiếm khoảng 20% GDP” [@vb1].\n".to_owned()),
        (
            "content/01-mot/02-b.md",
            "# Trang b\n\nXem [trang a](01-a.md#muc). Phủ sóng “Mạng di động phủ sóng toàn quốc” [@vb2].\n".to_owned(),
        ),
        ("content/01-mot/03-c.md", "# Trang c\n\nKhông trích gì.\n".to_owned()),
        ("content/01-mot/03-c.quiz.yaml", "questions:\n  - {ask: Đúng không?, is: true}\n".to_owned()),
        ("content/02-hai/index.md", "# Phần hai\n\nLời.\n".to_owned()),
        ("content/02-hai/01-d.md", "# Trang d\n\nLời của trang d.\n".to_owned()),
        ("seeds/vb1.md", document.to_owned()),
        ("seeds/vb2.md", other.to_owned()),
        (
            "seeds/sources.yaml",
            "sources:\n  - {key: vb1, title: Một, file: vb1.md, sha256: \"\"}\n  - {key: vb2, title: Hai, file: vb2.md, sha256: \"\"}\n"
                .to_owned(),
        ),
        ("seeds/errata.yaml", "errata: []\n".to_owned()),
        ("themes/rieng/theme.yaml", "extends: sen\n".to_owned()),
    ];
    files.into_iter().map(|(path, text)| (BookPath::new(path).unwrap(), File::new(text.into_bytes()))).collect()
}

/// The questions that had to be worked out after an edit of a built handbook, with how many of each kind.
fn worked_out(edit: impl Fn(&mut Snapshot)) -> Vec<(&'static str, usize)> {
    let mut snapshot = handbook();
    let mut remembered = Remembered::default();
    let first = engine::rebuild(&snapshot, Drafts::Shown, &mut remembered);
    assert_eq!(first.diagnostics, [], "the handbook is sound");
    edit(&mut snapshot);
    engine::rebuild(&snapshot, Drafts::Shown, &mut remembered);
    let counts = remembered.counts().into_iter();
    counts.filter(|(_, count)| count.missed > 0).map(|(name, count)| (name, count.missed)).collect()
}

/// Replaces words in a file.
fn replace(place: &'static str, from: &'static str, to: &'static str) -> impl Fn(&mut Snapshot) {
    move |snapshot| {
        let path = BookPath::new(place).unwrap();
        let text = snapshot.get(&path).map(|file| String::from_utf8(file.bytes.to_vec()).unwrap()).unwrap_or_default();
        assert!(text.contains(from), "{place} holds {from:?}");
        snapshot.insert(path, File::new(text.replacen(from, to, 1).into_bytes()));
    }
}

#[test]
fn nothing_is_worked_out_when_nothing_changed() {
    assert_eq!(worked_out(|_| {}), []);
}

#[test]
fn an_edited_paragraph_is_read_checked_and_placed_alone() {
    let counts = worked_out(replace("content/02-hai/01-d.md", "Lời của", "Một lời của"));
    assert_eq!(counts, [("parse page", 1), ("read page", 1), ("check page", 1), ("place page", 1)]);
}

#[test]
fn an_edit_beside_a_quotation_leaves_the_coverage_as_it_was() {
    let counts = worked_out(replace("content/01-mot/01-a.md", "Văn bản viết", "Trong văn bản có viết"));
    // Page b names a section of page a: the sections are the same, so its links are not looked up again.
    assert_eq!(counts, [("parse page", 1), ("read page", 1), ("check page", 1), ("place page", 1)]);
}

#[test]
fn an_edited_title_moves_no_other_page() {
    let counts = worked_out(replace("content/02-hai/01-d.md", "# Trang d", "# Tên khác"));
    assert_eq!(counts, [("parse page", 1), ("read page", 1), ("check page", 1), ("place page", 1)]);
}

#[test]
fn an_edited_heading_asks_the_pages_that_name_it() {
    let counts = worked_out(replace("content/01-mot/01-a.md", "## Mục", "## Mục đích"));
    assert_eq!(counts, [("parse page", 1), ("read page", 1), ("check page", 1), ("place page", 1), ("find sections", 1)]);
}

#[test]
fn an_edited_quiz_is_checked_with_its_page() {
    let counts = worked_out(replace("content/01-mot/03-c.quiz.yaml", "true", "false"));
    assert_eq!(counts, [("parse quiz", 1), ("read page", 1), ("check page", 1), ("place page", 1)]);
    let counts = worked_out(replace("content/01-mot/03-c.quiz.yaml", "Đúng không?", "Có đúng không?"));
    assert_eq!(counts[4..], [("question names", 1)], "a question is another one when it asks something else");
}

#[test]
fn an_edited_template_or_style_asks_the_theme_alone() {
    let own = |snapshot: &mut Snapshot| {
        snapshot.insert(BookPath::new("themes/rieng/static/them.css").unwrap(), File::new("p{}"));
    };
    assert_eq!(worked_out(own), [("theme", 1)]);
}

#[test]
fn an_edited_source_asks_the_pages_that_cite_it() {
    let counts = worked_out(replace("seeds/vb2.md", "mọi người dân", "mọi người"));
    let expected = [
        ("parse source", 1),
        ("check sources", 1),
        ("check errata", 1),
        ("index source", 1),
        ("check page", 1),
        ("check glossary", 1),
        ("coverage", 1),
    ];
    assert_eq!(counts, expected);
}

#[test]
fn a_new_erratum_asks_the_pages_that_cite_its_source() {
    let erratum = "errata:\n  - {source: vb2, line: 1, wrong: mọi, right: từng, why: Lý do., status: query}\n";
    let counts = worked_out(move |snapshot| {
        snapshot.insert(BookPath::new("seeds/errata.yaml").unwrap(), File::new(erratum));
    });
    assert_eq!(counts, [("parse errata", 1), ("check errata", 1), ("index source", 1), ("check page", 1), ("check glossary", 1)]);
}

#[test]
fn an_edited_glossary_reads_no_page_again() {
    let counts = worked_out(replace("content/glossary.yaml", "Nghĩa.", "Nghĩa khác."));
    assert_eq!(counts, [("parse glossary", 1), ("check glossary", 1), ("glossary", 1)]);
}

#[test]
fn an_edited_title_of_the_handbook_asks_the_theme_that_shows_it() {
    let counts = worked_out(replace("content/handbook.yaml", "title: Sổ tay", "title: Sổ tay mới"));
    assert_eq!(counts, [("parse settings", 1), ("theme", 1)]);
}

#[test]
fn a_deleted_or_renamed_page_is_another_order_and_no_other_text() {
    let deleted = worked_out(|snapshot| {
        snapshot.remove(&BookPath::new("content/02-hai/01-d.md").unwrap());
    });
    assert_eq!(deleted, [("outline", 1), ("place page", 6), ("find sections", 1), ("final test", 1), ("coverage", 1)]);
    let renamed = worked_out(|snapshot| {
        let file = snapshot.remove(&BookPath::new("content/02-hai/01-d.md").unwrap()).unwrap();
        snapshot.insert(BookPath::new("content/02-hai/02-e.md").unwrap(), file);
    });
    let placed = [("outline", 1), ("place page", 7), ("find sections", 1), ("final test", 1), ("coverage", 1)];
    assert_eq!(renamed, [&[("parse page", 1), ("read page", 1), ("check page", 1)][..], &placed].concat());
}

/// An edit of any file, such as an author, an editor's backup or a change of branch makes.
fn any_edit(snapshot: &mut Snapshot, original: &Snapshot, dice: &mut Dice) {
    let paths: Vec<BookPath> = snapshot.files().map(|(path, _)| path.clone()).collect();
    let known: Vec<BookPath> = original.files().map(|(path, _)| path.clone()).collect();
    let path = paths[dice.roll(paths.len())].clone();
    match dice.roll(8) {
        0 => {
            snapshot.remove(&path);
        }
        1 => {
            let file = snapshot.get(&path).unwrap().clone();
            snapshot.insert(path.parent().child(&format!("{:02}-{}", dice.roll(99), path.name())), file);
        }
        2 => {
            let other = paths[dice.roll(paths.len())].clone();
            let file = snapshot.get(&path).unwrap().clone();
            snapshot.insert(other, file);
        }
        // What was broken is mended, and what was deleted comes back.
        3 | 4 => {
            let back = known[dice.roll(known.len())].clone();
            snapshot.insert(back.clone(), original.get(&back).unwrap().clone());
        }
        _ => {
            let text = String::from_utf8_lossy(&snapshot.get(&path).unwrap().bytes).into_owned();
            let mut lines: Vec<&str> = text.lines().collect();
            match dice.roll(3) {
                0 if !lines.is_empty() => {
                    lines.remove(dice.roll(lines.len()));
                }
                1 if !lines.is_empty() => lines.push(lines[dice.roll(lines.len())]),
                _ => lines.insert(dice.roll(lines.len() + 1), "Thêm một câu, xem [nơi khác](../index.md#muc) và 2030."),
            }
            snapshot.insert(path, File::new((lines.join("\n") + "\n").into_bytes()));
        }
    }
}

#[test]
fn a_walk_of_a_thousand_edits_never_leaves_the_build_from_nothing() {
    let original = disk::read(&repository().join("tests/browser/book")).value;
    let mut snapshot = original.clone();
    let mut remembered = Remembered::default();
    let mut dice = Dice(2026);
    for step in 1..=1000 {
        any_edit(&mut snapshot, &original, &mut dice);
        if step % 100 == 0 {
            hold_equal(&snapshot, &mut remembered, &format!("step {step}"));
        } else {
            engine::rebuild(&snapshot, Drafts::Shown, &mut remembered);
        }
    }
    hold_equal(&original, &mut remembered, "all is as it was");
}
