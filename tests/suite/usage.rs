//! The command line: help with examples in both languages, wrong words refused with status 2, and no more said than
//! was asked for.

use crate::support::{Book, run};

const COMMANDS: [&str; 6] = ["init", "build", "check", "export", "explain", "schema"];

#[test]
fn help_shows_examples_in_both_languages() {
    let book = Book::empty();
    for (language, usage, examples) in [("vi", "Cách dùng", "Ví dụ"), ("en", "Usage", "Examples")] {
        for command in COMMANDS {
            let run = book.run(&[command, "--help", "--lang", language]);
            assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{command}");
            assert!(run.stdout.contains(&format!("{usage}:")), "{command}: {}", run.stdout);
            let (_, shown) = run.stdout.split_once(&format!("{examples}:\n")).unwrap_or_else(|| panic!("{command}: {}", run.stdout));
            assert!(shown.lines().filter(|line| line.starts_with(&format!("  sotay {command}"))).count() >= 2, "{shown}");
        }
    }
}

#[test]
fn the_help_of_the_program_names_every_command() {
    let book = Book::empty();
    for language in ["vi", "en"] {
        let run = book.run(&["--help", "--lang", language]);
        assert_eq!(run.status, 0);
        for command in COMMANDS {
            assert!(run.stdout.contains(&format!("  {command}")), "{command}: {}", run.stdout);
        }
    }
}

#[test]
fn what_help_tells_to_type_works() {
    let book = Book::empty();
    let help = book.run(&["--help"]).stdout;
    // Words in backticks that begin with the program's name and hold no placeholder.
    let told: Vec<Vec<&str>> = help
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|told| told.strip_prefix("sotay "))
        .filter(|told| !told.contains(char::is_uppercase))
        .map(|told| told.split(' ').collect())
        .collect();
    assert!(!told.is_empty(), "{help}");
    for words in told {
        let run = book.run(&words);
        assert_eq!(run.status, 0, "{words:?}: {}", run.stderr);
    }
}

#[test]
fn wrong_words_are_refused_in_the_language_asked_for() {
    let book = Book::small(&[]);
    let cases: [(&[&str], &str, &str); 8] = [
        (&["bild"], "không có lệnh `bild`", "`build`"),
        (&["build", "--ouut", "x"], "không có tùy chọn `--ouut`", "`--out`"),
        (&["build", "x"], "không rõ `x`", "sotay --help"),
        (&["init"], "thiếu `<DIR>`", "sotay --help"),
        (&["check", "--format", "xml"], "giá trị `xml` không dùng được cho `--format`", "json"),
        (&["explain", "link-broke"], "không có mã `link-broke`", "`link-broken`"),
        (&["schema", "quizz"], "không có mẫu cho loại tệp `quizz`", "quiz"),
        (&["build", "--root", "khong-co"], "không có sổ tay nào", "--root"),
    ];
    for (words, said, remedy) in cases {
        let vietnamese = book.run(words);
        assert_eq!((vietnamese.status, vietnamese.stdout.as_str()), (2, ""), "{words:?}");
        assert!(vietnamese.stderr.contains(said) && vietnamese.stderr.contains(remedy), "{words:?}: {}", vietnamese.stderr);
        let english: Vec<&str> = words.iter().copied().chain(["--lang", "en"]).collect();
        let english = book.run(&english);
        assert_eq!(english.status, 2, "{words:?}");
        assert!(!english.stderr.contains(said) && english.stderr.contains(remedy), "{words:?}: {}", english.stderr);
    }
    assert_eq!(book.listing(), ["content"]);
}

#[test]
fn no_words_at_all_show_the_help_as_wrong_usage() {
    let book = Book::empty();
    let run = run(book.root(), &[], &[("LC_ALL", "vi_VN.UTF-8")]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("sotay build") || run.stderr.contains("  build"), "{}", run.stderr);
}

#[test]
fn the_language_follows_the_machine_unless_it_is_asked_for() {
    let book = Book::small(&[]);
    let cases: [(&str, &[&str], &str); 5] = [
        ("en_GB.UTF-8", &["check"], "No errors"),
        ("vi_VN.UTF-8", &["check"], "Không có lỗi"),
        ("fr_FR.UTF-8", &["check"], "Không có lỗi"),
        ("en_GB.UTF-8", &["check", "--lang", "vi"], "Không có lỗi"),
        ("vi_VN.UTF-8", &["--lang=en", "check"], "No errors"),
    ];
    for (locale, words, said) in cases {
        let run = run(book.root(), words, &[("LC_ALL", locale), ("LANG", locale)]);
        assert!(run.stdout.contains(said), "{locale} {words:?}: {}", run.stdout);
    }
}

#[test]
fn quiet_says_only_what_is_wrong() {
    let book = Book::small(&[]);
    for words in [&["build", "-q"][..], &["check", "-q"], &["-q", "check"], &["init", "-q", "moi"]] {
        let run = book.run(words);
        assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{words:?}");
    }
    let wrong = Book::copy("link-broken").run(&["check", "-q"]);
    assert!(wrong.stderr.contains("link-broken"), "{}", wrong.stderr);
}

#[test]
fn verbose_says_more() {
    let book = Book::small(&[]);
    let (plain, more) = (book.run(&["build"]), book.run(&["build", "-v"]));
    assert_eq!((plain.status, more.status), (0, 0));
    let length = |run: &crate::support::Run| run.stdout.len() + run.stderr.len();
    assert!(length(&more) > length(&plain), "{}", more.stdout);
}

#[test]
fn no_progress_is_shown_when_piped() {
    let book = Book::small(&[]);
    for command in ["build", "check"] {
        let run = book.run(&[command]);
        assert_eq!(run.stderr, "", "{command}");
        assert!(!run.stdout.contains('\r') && !run.stdout.contains('\u{1b}'), "{command}: {:?}", run.stdout);
    }
}

#[test]
fn the_list_of_codes_names_every_code() {
    let listed = Book::empty().run(&["explain"]);
    assert_eq!(listed.status, 0);
    for code in sotay::diagnostics::Code::ALL {
        assert!(listed.stdout.contains(&format!("  {}\n", code.name())), "{}", code.name());
        let explained = Book::empty().run(&["explain", code.name()]);
        assert!(explained.status == 0 && explained.stdout.starts_with(code.name()), "{}", explained.stderr);
    }
}

#[test]
fn the_version_is_said() {
    let run = Book::empty().run(&["--version"]);
    assert_eq!((run.status, run.stdout.trim()), (0, concat!("sotay ", env!("CARGO_PKG_VERSION"))));
}
