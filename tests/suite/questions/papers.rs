//! Exam papers from the outside: the same seed gives the same papers, and each part gives what is asked of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use crate::support::Book;

/// A handbook of two parts with ten and four questions.
fn two_parts() -> Book {
    let quiz = |name: &str, count: usize| {
        let question = |number| {
            format!("  - ask: Câu {name} {number}?\n    right: đúng {name}{number}\n    wrong: [sai một, sai hai, sai ba]\n    level: 1\n")
        };
        format!("questions:\n{}", (1..=count).map(question).collect::<String>())
    };
    Book::of(&[
        ("content/handbook.yaml", "title: Sổ tay thử\nid: thu\npublisher: Chi bộ Một\n"),
        ("content/index.md", "# Bìa\n\nLời mở đầu.\n"),
        ("content/01-a/index.md", "# Phần A\n\nLời.\n"),
        ("content/01-a/01-trang.md", "# Trang A\n\nLời.\n"),
        ("content/01-a/01-trang.quiz.yaml", &quiz("A", 10)),
        ("content/02-b/index.md", "# Phần B\n\nLời.\n"),
        ("content/02-b/01-trang.md", "# Trang B\n\nLời.\n"),
        ("content/02-b/01-trang.quiz.yaml", &quiz("B", 4)),
    ])
}

/// The files of an exam by name.
fn exam(book: &Book, options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let run = book.run(&[&["export", "exam", "--force"], options].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let bytes = std::fs::read(book.path("thu.de-kiem-tra.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(read).collect()
}

/// The questions of a paper in order.
fn asked(files: &BTreeMap<String, Vec<u8>>, paper: &str) -> Vec<String> {
    let page = String::from_utf8(files[paper].clone()).unwrap();
    page.split("<div class=\"group\">")
        .skip(1)
        .map(|group| group.split("</b> ").nth(1).unwrap().split("</p>").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_papers_and_another_one_others() {
    let book = two_parts();
    let options = ["--count", "6", "--variants", "4", "--seed", "7"];
    let first = exam(&book, &options);
    assert_eq!(first, exam(&book, &options));
    assert_eq!(first.len(), 2 * (4 + 2), "four papers, key and sheet, each for printing and for editing: {:?}", first.keys());
    let other = exam(&book, &["--count", "6", "--variants", "4", "--seed", "8"]);
    assert_ne!(asked(&first, "de-101.html"), asked(&other, "de-101.html"));
}

#[test]
fn one_more_variant_changes_none_of_those_before() {
    let book = two_parts();
    let (two, three) = (exam(&book, &["--variants", "2"]), exam(&book, &["--variants", "3"]));
    for paper in ["de-101.html", "de-101.docx", "de-102.html", "de-102.docx"] {
        assert!(two[paper] == three[paper], "{paper}");
    }
    let orders: BTreeSet<Vec<String>> = ["de-101.html", "de-102.html", "de-103.html"].iter().map(|paper| asked(&three, paper)).collect();
    assert_eq!(orders.len(), 3);
    let sets: BTreeSet<BTreeSet<&String>> = orders.iter().map(|order| order.iter().collect()).collect();
    assert_eq!(sets.len(), 1, "everybody answers the same questions");
}

#[test]
fn each_part_gives_as_many_questions_as_asked() {
    let book = two_parts();
    let questions = asked(&exam(&book, &["--per-part", "4"]), "de-101.html");
    let of = |part: &str| questions.iter().filter(|question| question.starts_with(&format!("Câu {part}"))).count();
    assert_eq!((of("A"), of("B")), (4, 4));
    let run = book.run(&["export", "exam", "--force", "--per-part", "5"]);
    assert_eq!(run.status, 2);
    assert!(["5", "4", "2 Phần B", "--per-part"].iter().all(|word| run.stderr.contains(word)), "{}", run.stderr);
}

#[test]
fn right_choices_stand_in_every_place() {
    let book = two_parts();
    let files = exam(&book, &["--variants", "5"]);
    let mut places = BTreeSet::new();
    for paper in 101..=105 {
        let page = String::from_utf8(files[&format!("de-{paper}.html")].clone()).unwrap();
        for choice in page.split("class=\"indented\">").skip(1).filter(|choice| choice[3..].starts_with("đúng")) {
            places.insert(choice[..1].to_owned());
        }
    }
    assert_eq!(places.into_iter().collect::<Vec<_>>(), ["A", "B", "C", "D"]);
}
