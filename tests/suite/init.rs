//! `sotay init`: a new handbook that is clean, builds at once, and overwrites nothing.

use crate::support::{Book, files_below};

#[test]
fn a_new_handbook_is_clean_and_builds_at_once() {
    let place = Book::empty();
    for (language, folder) in [("vi", "moi"), ("en", "new")] {
        let made = place.run(&["init", folder, "--lang", language]);
        assert_eq!((made.status, made.stderr.as_str()), (0, ""));
        assert!(made.stdout.contains("sotay build"), "it says how to go on: {}", made.stdout);
        let checked = place.run(&["check", "--root", folder, "--format", "json"]);
        assert_eq!((checked.status, checked.stdout.trim()), (0, "[]"));
        assert_eq!(place.run(&["build", "--root", folder]).status, 0);
        assert!(place.path(folder).join("public/index.html").is_file());
    }
}

#[test]
fn the_pages_of_a_new_handbook_say_how_to_go_on() {
    let place = Book::empty();
    place.run(&["init", "."]);
    place.build();
    let pages: String = place
        .site()
        .iter()
        .filter(|(address, _)| address.ends_with(".html"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for word in ["sotay build", "sotay check", ".quiz.yaml", "handbook.yaml", "index.md"] {
        assert!(pages.contains(word), "no page speaks of {word}");
    }
    assert!(pages.contains("class=\"quiz\""), "there is a quiz to try");
}

#[test]
fn an_empty_folder_is_filled() {
    let place = Book::empty();
    assert_eq!(place.run(&["init", "."]).status, 0);
    assert!(place.path("content/handbook.yaml").is_file());
}

#[test]
fn a_folder_that_is_not_empty_is_refused_and_not_touched() {
    let cases: [&[(&str, &str)]; 4] =
        [&[("x/content/handbook.yaml", "title: Của tôi\n")], &[("x/ghi-chu.txt", "của tôi")], &[("x/.an", "của tôi")], &[("x", "một tệp")]];
    for files in cases {
        let place = Book::of(files);
        let before = files_below(place.root());
        for (language, word) in [("vi", "không tạo gì"), ("en", "nothing")] {
            let run = place.run(&["init", "x", "--lang", language]);
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{files:?}");
            assert!(run.stderr.contains(word) && run.stderr.contains("`x`"), "{}", run.stderr);
        }
        assert_eq!(files_below(place.root()), before, "{files:?}");
    }
}

#[test]
fn a_second_start_in_the_same_place_is_refused() {
    let place = Book::empty();
    assert_eq!(place.run(&["init", "moi"]).status, 0);
    place.write("moi/content/index.md", "# Của tôi\n");
    assert_eq!(place.run(&["init", "moi"]).status, 2);
    assert_eq!(place.text("moi/content/index.md"), "# Của tôi\n");
}
