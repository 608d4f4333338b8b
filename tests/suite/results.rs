//! Readers' slips laid together by `sotay results`: what counts, what does not and why, and what is written. The slip of
//! a reader is made by the page itself in `tests/browser/progress.test.mjs`; here slips are made by hand and sealed.

use std::fs;

use serde_json::{Value, json};
use sotay::results::slip::seal;

use crate::support::Book;

/// A sound slip of a person; the score is that of its only part and quiz.
pub fn slip(name: &str, unit: &str, percent: usize, made: &str) -> Value {
    let quiz = json!({ "key": "a/b", "title": "1.1. Bài", "percent": percent, "last": percent, "attempts": 1, "passed": percent >= 80 });
    json!({
        "format": "sotay-slip", "version": 1,
        "handbook": { "id": "so-tay", "title": "Sổ tay & thử", "edition": "Lần 1", "date": "21/11/2026" },
        "reader": { "name": name, "unit": unit }, "made": made, "percent": percent,
        "questions": { "all": 8, "answered": 8, "right": 7 },
        "parts": [{ "number": "1", "title": "Quan điểm", "read": 3, "pages": 4, "percent": percent, "quizzes": [quiz] }],
        "final": { "key": "final", "title": "", "percent": 70, "last": 60, "attempts": 2, "passed": true },
        "missed": [{ "id": "q-1", "text": "Câu <b>thứ nhất</b>?" }],
    })
}

/// A slip as its page writes it.
pub fn sealed(mut slip: Value) -> String {
    let checksum = seal(&slip);
    slip["checksum"] = json!(checksum);
    format!("{slip:#}\n")
}

/// A folder with these slips in `phieu/`.
fn folder(slips: &[(&str, &str)]) -> Book {
    let book = Book::empty();
    for (name, text) in slips {
        book.write(&format!("phieu/{name}"), text);
    }
    book
}

/// The lines of a table whose first words are a name, without the head and the closing count.
fn people(stdout: &str) -> Vec<String> {
    let lines = stdout.lines().skip(1).filter(|line| line.contains('%') && !line.starts_with("Số người"));
    lines.map(|line| line.split("  ").filter(|cell| !cell.is_empty()).map(str::trim).take(3).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn a_person_has_one_row_by_unit_and_given_name_in_vietnamese_order() {
    let book = folder(&[
        ("1.json", &sealed(slip("Nguyễn Văn Hùng", "Chi bộ 2", 90, "2026-11-20T08:00"))),
        ("2.json", &sealed(slip("Nguyễn Văn Hưng", "Chi bộ 2", 50, "2026-11-20T08:00"))),
        ("3.json", &sealed(slip("Trần Đức Ân", "Chi bộ 1", 60, "2026-11-20T08:00"))),
        ("4.json", &sealed(slip("Lê Thị Anh", "Chi bộ 1", 70, "2026-11-20T08:00"))),
    ]);
    let run = book.run(&["results", "phieu"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let expected = ["Lê Thị Anh|Chi bộ 1|70%", "Trần Đức Ân|Chi bộ 1|60%", "Nguyễn Văn Hùng|Chi bộ 2|90%", "Nguyễn Văn Hưng|Chi bộ 2|50%"];
    assert_eq!(people(&run.stdout), expected);
    assert!(run.stdout.contains("Số người: 4. Điểm trung bình: 67%."), "{}", run.stdout);
}

#[test]
fn of_one_person_the_best_or_the_last_slip_counts_however_the_name_is_written() {
    let book = folder(&[
        ("a.json", &sealed(slip("Nguyễn Thị Hoà", "Chi bộ 1", 90, "2026-11-20T08:00"))),
        ("b.json", &sealed(slip("NGUYỄN  THỊ HÒA", "chi bộ 1", 75, "2026-11-21T08:00"))),
        ("c.json", &sealed(slip("Nguye\u{302}\u{303}n Thi\u{323} Ho\u{300}a", "Chi bộ 1", 60, "2026-11-19T08:00"))),
    ]);
    for (keep, score) in [("best", "90%"), ("last", "75%")] {
        let run = book.run(&["results", "phieu", "--keep", keep]);
        assert!(people(&run.stdout)[0].ends_with(score), "{keep}: {}", run.stdout);
        assert_eq!(people(&run.stdout).len(), 1);
        assert!(run.stdout.contains("Phiếu trùng người, không tính: 2."), "{}", run.stdout);
    }
}

#[test]
fn folders_of_slips_are_looked_through_to_a_depth_and_no_deeper() {
    let slip = |name: &str| sealed(slip(name, "Chi bộ 1", 80, "2026-11-20T08:00"));
    let folders = ["1/2/3/4/5/6/7/8", "1/2/3/4/5/6/7/8/9"];
    let book = folder(&[(&format!("{}/a.json", folders[0]), &slip("Lê An")), (&format!("{}/b.json", folders[1]), &slip("Lê Bình"))]);
    let run = book.run(&["results", "phieu"]);
    assert_eq!((run.status, people(&run.stdout)), (0, vec!["Lê An|Chi bộ 1|80%".to_owned()]), "{}", run.stderr);
}

#[test]
fn files_that_do_not_count_are_named_and_stop_nothing() {
    let sound = sealed(slip("Nguyễn Văn A", "Chi bộ 1", 80, "2026-11-20T08:00"));
    let mut foreign = slip("Nguyễn Văn B", "Chi bộ 1", 80, "2026-11-20T08:00");
    foreign["handbook"] = json!({ "id": "khac", "title": "Sổ tay khác", "edition": "", "date": "" });
    let mut older = slip("Nguyễn Văn C", "Chi bộ 1", 80, "2026-11-20T08:00");
    older["handbook"]["edition"] = json!("Lần 0");
    let mut beyond = slip("Nguyễn Văn D", "Chi bộ 1", 80, "2026-11-20T08:00");
    beyond["percent"] = json!(250);
    let book = folder(&[
        ("1.json", &sound),
        ("2.json", &sealed(slip("Nguyễn Văn E", "Chi bộ 1", 80, "2026-11-20T08:00"))),
        ("ban-cu.json", &sealed(older)),
        ("cat-cut.json", &sound[..sound.len() / 2]),
        ("chuyen-may.json", "{\"format\": \"sotay-progress\", \"version\": 1}"),
        ("khac.json", &sealed(foreign)),
        ("moi-hon.json", "{\"format\": \"sotay-slip\", \"version\": 7}"),
        ("qua-muc.json", &sealed(beyond)),
        ("sua-tay.json", &sound.replace("\"percent\": 80", "\"percent\": 99")),
        ("trong.json", ""),
        ("ghi-chu.txt", "không phải phiếu"),
    ]);
    let run = book.run(&["results", "phieu"]);
    assert_eq!(run.status, 1);
    assert_eq!(people(&run.stdout).len(), 3, "{}", run.stdout);
    let said = |file: &str, words: &str| {
        let line = run.stderr.lines().find(|line| line.contains(file)).unwrap_or_else(|| panic!("{file}: {}", run.stderr));
        assert!(line.contains(words), "{line}");
    };
    said("ban-cu.json", "bản khác của sổ tay (Lần 0 21/11/2026); vẫn được tính");
    said("cat-cut.json", "không phải phiếu kết quả, hoặc đã hỏng");
    said("chuyen-may.json", "tệp chuyển kết quả sang máy khác");
    said("khac.json", "sổ tay khác: “Sổ tay khác”");
    said("moi-hon.json", "bản sotay mới hơn");
    said("qua-muc.json", "bị sửa tay");
    said("sua-tay.json", "bị sửa tay");
    said("trong.json", "không phải phiếu kết quả, hoặc đã hỏng");
    assert!(!run.stderr.contains("ghi-chu.txt"), "a folder is asked for slips only");
    let missing = book.run(&["results", "phieu/1.json", "phieu/khong-co.json"]);
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("khong-co.json") && people(&missing.stdout).len() == 1, "{missing:?}");
}

#[test]
fn no_text_of_a_slip_can_act_in_a_terminal_a_spreadsheet_or_a_browser() {
    let hostile = sealed(slip("=HYPERLINK(\"http://x\",\"A\")", "\u{1b}[2J<script>alert(1)</script>", 80, "2026-11-20T08:00"));
    let book = folder(&[("1.json", &hostile)]);
    let run = book.run(&["results", "phieu", "--csv", "bang.csv", "--html", "bao-cao.html"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stdout.contains('\u{1b}'));
    let csv = book.text("bang.csv");
    assert!(csv.starts_with('\u{feff}') && csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"A\"\")\""), "{csv}");
    let html = book.text("bao-cao.html");
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;alert(1)"), "{html}");
    assert!(html.contains("Câu &lt;b&gt;thứ nhất&lt;/b&gt;?"));
}

#[test]
fn the_table_for_a_spreadsheet_and_the_report_hold_every_figure() {
    let book = folder(&[
        ("1.json", &sealed(slip("Nguyễn Văn A", "Chi bộ 1", 80, "2026-11-20T08:05"))),
        ("2.json", &sealed(slip("Nguyễn Văn B", "Chi bộ 1", 61, "2026-11-21T09:00"))),
    ]);
    let run = book.run(&["results", "phieu", "--csv", "ra/bang.csv", "--html", "ra/bao-cao.html"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let csv = book.text("ra/bang.csv");
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!(lines[1], "Nguyễn Văn A,Chi bộ 1,80,1,1,3,4,8,7,70,đạt,80,20/11/2026 08:05,Lần 1 21/11/2026,phieu/1.json", "{csv}");
    assert!(lines[0].contains("1. Quan điểm (%)"), "{csv}");
    let html = book.text("ra/bao-cao.html");
    for figure in
        ["Sổ tay &amp; thử", "Số người: 2. Điểm trung bình: 70%.", "1. Quan điểm: 70%", "2 người chưa trả lời đúng", "có thể sửa được"]
    {
        assert!(html.contains(figure), "{figure}: {html}");
    }
}

#[test]
fn the_command_that_a_unit_is_told_to_run_does_what_it_says() {
    let book = Book::small(&[]);
    assert_eq!(book.run(&["export", "results-form", "--out", "thu.html"]).status, 0);
    let form = book.text("thu.html");
    let told = form.split_once("<pre>").and_then(|(_, rest)| rest.split_once("</pre>")).unwrap().0.to_owned();
    let words: Vec<&str> = told.split(' ').skip(1).collect();
    let unit = Book::empty();
    unit.write(&format!("{}/phieu-01.json", words[1]), &sealed(slip("Nguyễn Văn A", "Chi bộ 1", 80, "2026-11-20T08:05")));
    let run = unit.run(&words);
    assert_eq!(run.status, 0, "{told}: {}", run.stderr);
    for file in words.iter().filter(|word| word.contains('.')) {
        assert!(unit.text(file).contains("Nguyễn Văn A"), "{told}: {file}");
    }
}

#[test]
fn the_report_names_missed_questions_as_the_handbook_at_root_asks_them() {
    let quiz = "questions:\n  - id: q-1\n    ask: Hỏi thế nào bây giờ?\n    is: true\n";
    let book = Book::small(&[("content/handbook.yaml", "title: Sổ tay\nid: so-tay\n"), ("content/01-trang.quiz.yaml", quiz)]);
    book.write("phieu/1.json", &sealed(slip("Nguyễn Văn A", "Chi bộ 1", 80, "2026-11-20T08:05")));
    let run = book.run(&["results", "phieu", "--html", "bao-cao.html"]);
    assert!(book.text("bao-cao.html").contains("Hỏi thế nào bây giờ?"), "{}", run.stderr);
    book.write("content/handbook.yaml", "title: Sổ tay\nid: so-tay-khac\n");
    let run = book.run(&["results", "phieu"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("là phiếu của sổ tay khác"), "{}", run.stderr);
}

#[test]
fn a_file_of_somebody_else_is_never_overwritten() {
    let book = folder(&[("1.json", &sealed(slip("Nguyễn Văn A", "Chi bộ 1", 80, "2026-11-20T08:05")))]);
    book.write("bang.csv", "của người khác");
    let run = book.run(&["results", "phieu", "--csv", "bang.csv", "--html", "bao-cao.html"]);
    assert_eq!(run.status, 2);
    assert_eq!(book.text("bang.csv"), "của người khác");
    assert_eq!(book.run(&["results", "phieu", "--html", "bao-cao.html"]).status, 0, "our own report is made anew");
    let html = book.text("bao-cao.html");
    book.write("bao-cao.html", &html.replace("<h1>", "<h1>Sửa: "));
    assert_eq!(book.run(&["results", "phieu", "--html", "bao-cao.html"]).status, 2, "one that was edited is not");
    assert_eq!(book.run(&["results", "phieu", "--csv", "bang.csv", "--force"]).status, 0);
    assert!(book.text("bang.csv").contains("Nguyễn Văn A"));
}

#[test]
fn every_slip_holds_what_the_schema_asks_for() {
    let schema: Value = serde_json::from_str(&crate::support::run(std::path::Path::new("."), &["schema", "slip"], &[]).stdout).unwrap();
    let slip: Value = serde_json::from_str(&sealed(slip("A", "B", 80, "2026-11-20T08:05"))).unwrap();
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
    assert!(required.len() > 8);
    for key in required {
        assert!(!slip[key].is_null(), "{key}");
        let mut without = slip.clone();
        without.as_object_mut().unwrap().remove(key);
        let book = folder(&[("1.json", &without.to_string())]);
        assert_eq!(book.run(&["results", "phieu"]).status, 1, "a slip without {key} does not count");
    }
}

#[test]
fn folders_are_looked_through_and_large_files_are_no_slips() {
    let book = folder(&[("to/2/a.JSON", &sealed(slip("Nguyễn Văn A", "Chi bộ 1", 80, "2026-11-20T08:05")))]);
    fs::write(book.path("phieu/lon.json"), vec![b' '; 9 << 20]).unwrap();
    let run = book.run(&["results", "phieu"]);
    assert_eq!((run.status, people(&run.stdout).len()), (1, 1));
    assert!(run.stderr.contains("lon.json"), "{}", run.stderr);
}
