//! Handbooks made to do harm: each ends soon, in little memory, with a diagnostic or a page, and without a panic.
//! Nesting, bombs of YAML, symbolic links, device names and cycles of themes are held by `check` and `tests/books`.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Book, Run};

/// The longest that any of these may take. A program that hangs is ended by the test, not by the machine.
const LONGEST: Duration = Duration::from_secs(120);

/// Runs the program under a limit of memory, of which a debug build without a book takes about 40 MB.
fn run(folder: &Path, words: &[&str], megabytes: usize) -> Run {
    let mut command = Command::new("sh");
    // The space of addresses: threads take much of it without using it.
    command.args(["-c", &format!("ulimit -v {}; exec \"$@\"", (megabytes + 1200) * 1024), "sh", env!("CARGO_BIN_EXE_sotay")]);
    command.args(words).args(["--lang", "en"]).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped());
    ended(command.spawn().unwrap())
}

/// How a run ends, within the longest time.
fn ended(child: Child) -> Run {
    let process = child.id().to_string();
    let (done, waits) = std::sync::mpsc::channel();
    let waiting = std::thread::spawn(move || {
        let output = child.wait_with_output().unwrap();
        let _ = done.send(());
        output
    });
    let in_time = waits.recv_timeout(LONGEST).is_ok();
    if !in_time {
        let _ = Command::new("kill").args(["-KILL", &process]).status();
    }
    let output = waiting.join().unwrap();
    assert!(in_time, "it did not end in {LONGEST:?}");
    let said = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let run = Run { status: output.status.code().unwrap_or(-1), stdout: said(output.stdout), stderr: said(output.stderr) };
    assert!(!run.stderr.contains("panicked") && (0..=2).contains(&run.status), "{run:?}");
    run
}

/// Builds a handbook with these pages and files; gives what is said.
fn built(files: &[(&str, &str)], megabytes: usize) -> (Book, Run) {
    let book = Book::small(files);
    let run = run(book.root(), &["build"], megabytes);
    (book, run)
}

#[test]
fn a_hundred_thousand_headings_are_a_page() {
    let headings: String = (0..100_000).map(|at| format!("## Mục {}\n", at % 1000)).collect();
    let (book, run) = built(&[("content/01-trang.md", &format!("# Trang\n\n{headings}"))], 1200);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = book.text("public/trang.html");
    assert!(page.contains("id=\"muc-999-100\"") && page.len() < 40 << 20, "{}", page.len());
}

#[test]
fn the_same_name_many_times_costs_no_more_than_many_names() {
    let headings = "## Mục\n\n".repeat(20_000);
    let terms: String =
        (0..5_000).map(|at| format!("  - {{term: \"Từ{}\", meaning: x}}\n", "!".repeat(at % 50) + &" ?".repeat(at / 50))).collect();
    let (book, run) =
        built(&[("content/01-trang.md", &format!("# Trang\n\n{headings}")), ("content/glossary.yaml", &format!("terms:\n{terms}"))], 600);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(book.text("public/trang.html").contains("id=\"muc-20000\""));
}

#[test]
fn mistakes_without_number_are_told_as_far_as_anybody_reads() {
    let cases = [
        ("content/so.csv", format!("a,b\n{}", "x\n".repeat(500_000)), "csv-row"),
        ("content/01-trang.md", format!("# Trang\n\n{}", "<hr>\n\n".repeat(100_000)), "html-raw"),
        ("content/01-trang.quiz.yaml", format!("questions: [{}]\n", "1,".repeat(100_000)), "yaml-type"),
    ];
    for (place, text, code) in cases {
        let book = Book::small(&[(place, &text)]);
        let run = run(book.root(), &["check", "--quiet"], 400);
        let told = run.stderr.matches(&format!("[{code}]")).count();
        assert!(run.status == 1 && (900..=2000).contains(&told), "{place}: {told} are told");
    }
}

#[test]
fn one_line_of_a_hundred_megabytes_is_refused() {
    let book = Book::small(&[]);
    let line = "Một dòng rất dài. ".repeat(5_000_000);
    for place in ["content/02-dai.md", "content/handbook.yaml", "seeds/van-ban.md", "content/data/a.csv"] {
        book.write(place, &line);
        book.write("seeds/sources.yaml", "sources:\n  - {key: a, title: A, file: van-ban.md, sha256: \"0\"}\n");
        let run = run(book.root(), &["check"], 1200);
        assert_eq!(run.status, 1, "{place}: {}", run.stderr);
        assert!(run.stderr.len() < 4000, "a diagnostic does not repeat the line: {} bytes", run.stderr.len());
        book.write(place, "");
    }
}

#[test]
fn deep_nesting_of_every_kind_ends() {
    let deep = |open: &str, close: &str| format!("# Trang\n\n{}chữ{}\n", open.repeat(10_000), close.repeat(10_000));
    let cases = [
        deep("[", "]"),
        deep("[a](", ")"),
        deep("![a](", ")"),
        deep("**_", "_**"),
        deep("“", "”"),
        deep("`", "`"),
        deep("<b>", "</b>"),
        deep("<!--", "-->"),
        deep("> - ", ""),
    ];
    for raw in ["false", "true"] {
        for case in &cases {
            let book = Book::small(&[("content/01-trang.md", case), ("content/handbook.yaml", &format!("title: Sổ\nraw_html: {raw}\n"))]);
            run(book.root(), &["build"], 400);
        }
    }
}

#[test]
fn numbers_beyond_all_measure_are_told_or_shown() {
    let huge = "9".repeat(400);
    let cases = [
        ("content/handbook.yaml", format!("title: Sổ\nquiz: {{pass: {huge}, required: false}}\n")),
        ("content/handbook.yaml", "title: Sổ\nquiz: {pass: 1e999, required: false}\nfinal: {count: 18446744073709551616}\n".to_owned()),
        ("content/handbook.yaml", format!("title: Sổ\ndate: {huge}-01-01\n")),
        ("content/01-trang.md", format!("---\ntitle: T\norder: {huge}\nupdated: 2026-02-31\n---\n\n{huge}. x\n\n9999999999. y\n")),
        (
            "content/01-trang.md",
            format!(
                "# T\n\n```chart\nkind: bar\ntitle: a\ndescription: b\nrows:\n  - {{label: x, values: [{huge}]}}\n  - {{label: y, values: [1e308]}}\n  - {{label: z, values: [-1e308]}}\n  - {{label: t, values: [.nan, .inf]}}\n```\n"
            ),
        ),
        (
            "content/01-trang.quiz.yaml",
            format!(
                "questions:\n  - {{ask: Bao nhiêu, answer: {huge}, tolerance: 1e308}}\n  - {{ask: Mấy, answer: 1e-999, points: {huge}}}\n  - {{ask: Nữa, is: true, points: -1e300, level: {huge}}}\n"
            ),
        ),
        ("seeds/errata.yaml", format!("errata:\n  - {{source: a, line: {huge}, wrong: x, right: y, why: z, status: query}}\n")),
    ];
    for (place, text) in cases {
        let (_, run) = built(&[(place, &text)], 200);
        assert!(run.status == 0 || run.stderr.contains(place), "{place}: {}", run.stderr);
    }
    let book = Book::small(&[]);
    for words in [
        ["export", "exam", "--count", "18446744073709551615"],
        ["export", "exam", "--variants", "99999999999999999999999"],
        ["serve", "--port", "99999999", "--quiet"],
    ] {
        assert_eq!(run(book.root(), &words, 200).status, 2, "{words:?}");
    }
}

#[test]
fn what_is_no_file_is_named_and_never_waited_for() {
    let book = Book::small(&[]);
    for name in ["content/02-ong.md", "seeds/ong.md", "content/03-ong.png"] {
        fs::create_dir_all(book.path(name).parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(book.path(name)).status().unwrap().success());
    }
    let run = run(book.root(), &["check"], 200);
    assert_eq!((run.status, run.stderr.matches("error[unreadable]").count()), (1, 3), "{}", run.stderr);
}

/// A handbook whose theme has this foot.
fn themed(foot: &str) -> Book {
    Book::small(&[
        ("content/handbook.yaml", "title: Sổ\ntheme: rieng\n"),
        ("themes/rieng/theme.yaml", "extends: sen\n"),
        ("themes/rieng/templates/foot.html", foot),
    ])
}

#[test]
fn templates_that_call_themselves_or_count_too_far_are_told() {
    let feet = [
        "{% include \"foot.html\" %}",
        "{% extends \"foot.html\" %}",
        "{% component x() %}{{<x />}}{% endcomponent x %}{{<x />}}",
        "{% for i in range(end=99999999999) %}x{% endfor %}",
        "{{ 1 / 0 }}",
    ];
    for foot in feet {
        let book = themed(foot);
        let run = run(book.root(), &["build"], 600);
        assert!(run.status == 1 && run.stderr.contains("error[template-"), "{foot}: {}", run.stderr);
        assert!(!book.path("public").exists());
    }
    // tera counts in 128 bits; whatever it makes of more, it is a page or a mistake.
    let large = "{{ 9223372036854775807 * 9223372036854775807 * 9223372036854775807 }}";
    assert!(run(themed(large).root(), &["build"], 600).status <= 1);
}

#[cfg(unix)]
#[test]
fn a_template_without_end_is_stopped_by_ctrl_c_with_a_sentence() {
    let book = themed("Hết.");
    assert_eq!(run(book.root(), &["build"], 400).status, 0);
    let old = book.site();
    book.write(
        "themes/rieng/templates/foot.html",
        "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}",
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_sotay"));
    let mut child =
        command.args(["build", "--lang", "en"]).current_dir(book.root()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while !book.path(".public.new").exists() && child.try_wait().unwrap().is_none() && begun.elapsed() < LONGEST {
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(130), 1), "{said}");
    assert!(said.contains("stopped"), "{said}");
    assert!(book.site() == old);
    book.write("themes/rieng/templates/foot.html", "Hết.");
    book.build();
    assert_eq!(book.listing(), ["content", "public", "themes"]);
}
