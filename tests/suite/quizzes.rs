//! What a quiz becomes: real form controls, an answer that opens without JavaScript, and on paper none at all; what an
//! answer is worth; the gate before a quiz, and the final test.

use std::collections::BTreeMap;

use serde::Deserialize;
use sotay::check::marking::{Key, Response};

use crate::support::{Book, repository_text};

/// A quiz with a question of every kind.
const QUIZ: &str = "title: Kiểm tra <nhanh>
pass: 75
questions:
  - ask: Đến năm 2025, kinh tế số chiếm bao nhiêu phần trăm GDP?
    right: 20%
    wrong: [10%, {text: 30%, why: Đó là mục tiêu đến năm 2030.}]
    why: Văn bản nêu rõ con số này.
    evidence: {source: nq1, place: Điều 1, quote: Kinh tế số chiếm khoảng 20% GDP}
    hint: Nhỏ hơn một phần tư.
  - ask: Những chỉ tiêu nào thuộc mốc 2030?
    right: [Mạng 5G, Chính phủ số]
    wrong: [Internet các xã]
  - ask: Nguồn lực bên ngoài là quyết định.
    is: false
  - ask: Việt Nam thuộc nhóm mấy nước dẫn đầu?
    answer: [3, ba]
    points: 2
  - fill: Năng suất lao động tăng trên {7|bảy}%/năm, đến năm {2025}.
  - ask: Xếp các mốc theo thời gian.
    order: [Nghị quyết, Hướng dẫn, Chương trình]
  - ask: Ghép nhiệm vụ với cơ quan.
    match: {Thanh toán số: Ngân hàng Nhà nước, Khung pháp luật: Bộ Tư pháp}
";

const DOCUMENT: &str = "Điều 1. Kinh tế số chiếm khoảng 20% GDP.\n";

/// The document as a source.
const SOURCES: &str = "sources:
  - key: nq1
    title: Nghị quyết thử
    number: 1-NQ/TW
    kind: nghị quyết
    file: nq-1.md
    sha256: 5accc9d2c326a3cc79a99dbed05d451268c5db8375d9bb87c393ff41eed7e757
";

fn book() -> Book {
    Book::small(&[("content/01-trang.quiz.yaml", QUIZ), ("seeds/nq-1.md", DOCUMENT), ("seeds/sources.yaml", SOURCES)])
}

fn built() -> BTreeMap<String, String> {
    let book = book();
    book.build();
    book.site().into_iter().map(|(address, bytes)| (address, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// The quiz of the page, and each of its questions.
fn questions(page: &str) -> (String, Vec<String>) {
    let (_, quiz) = page.split_once("<section class=\"quiz\"").unwrap_or_else(|| panic!("no quiz in {page}"));
    let (quiz, _) = quiz.split_once("</section>").unwrap();
    let questions = quiz.split("<li class=\"question\"").skip(1).map(str::to_owned).collect();
    (quiz.to_owned(), questions)
}

#[test]
fn every_question_is_a_fieldset_with_its_number_and_text() {
    let (quiz, questions) = questions(&built()["trang.html"]);
    assert!(quiz.contains("Kiểm tra &lt;nhanh&gt;") && quiz.contains("data-pass=\"75\""), "{quiz}");
    assert_eq!(questions.len(), 7);
    for (number, question) in (1..).zip(&questions) {
        assert!(question.contains("<fieldset><legend>") && question.contains(&format!("Câu {number}")), "{question}");
    }
}

#[test]
fn every_kind_has_its_own_controls() {
    let (_, questions) = questions(&built()["trang.html"]);
    let expected = [
        ("single", "type=\"radio\"", 3),
        ("multiple", "type=\"checkbox\"", 3),
        ("truth", "type=\"radio\"", 2),
        ("short", "type=\"text\"", 1),
        ("fill", "type=\"text\"", 2),
        ("order", "<li data-value=", 3),
        ("match", "<li data-value=", 4),
    ];
    for ((kind, control, count), question) in expected.into_iter().zip(&questions) {
        assert!(question.contains(&format!("data-kind=\"{kind}\"")), "{question}");
        assert_eq!(question.matches(control).count(), count, "{question}");
    }
}

#[test]
fn every_control_has_a_name_that_is_read_out() {
    let (quiz, _) = questions(&built()["trang.html"]);
    for (before, _) in quiz.match_indices("<input") {
        let label = quiz[..before].rfind("<label").expect("a control stands in a label");
        assert!(!quiz[label..before].contains("</label>"), "{}", &quiz[label..before]);
    }
}

#[test]
fn every_answer_opens_without_javascript() {
    let (_, questions) = questions(&built()["trang.html"]);
    let answers = [
        &["20%", "Văn bản nêu rõ", "Đó là mục tiêu đến năm 2030.", "Kinh tế số chiếm khoảng 20% GDP", "nguon/nq1.html#dong-1", "Điều 1"][..],
        &["<li>Mạng 5G</li>", "<li>Chính phủ số</li>"],
        &["Sai"],
        &["3"],
        &["tăng trên <b>7</b>%/năm, đến năm <b>2025</b>."],
        &["<li>Nghị quyết</li><li>Hướng dẫn</li><li>Chương trình</li>"],
        &["Thanh toán số – Ngân hàng Nhà nước", "Khung pháp luật – Bộ Tư pháp"],
    ];
    for (expected, question) in answers.iter().zip(&questions) {
        let (_, answer) = question.split_once("<details class=\"answer\">").unwrap_or_else(|| panic!("no answer: {question}"));
        for words in *expected {
            assert!(answer.contains(words), "{words:?} is not in {answer}");
        }
    }
    assert!(questions[1].split_once("<details").unwrap().1.matches("Internet các xã").count() == 0, "a wrong choice is no answer");
}

#[test]
fn the_order_of_what_is_offered_gives_nothing_away() {
    let (_, questions) = questions(&built()["trang.html"]);
    let offered = |question: &str| question.split_once("<details").unwrap().0.to_owned();
    let places = |question: &str, items: &[&str]| -> Vec<usize> {
        items.iter().map(|item| question.find(&format!(">{item}<")).unwrap_or_else(|| panic!("{item}: {question}"))).collect()
    };
    let numbers = places(&offered(&questions[0]), &["10%", "20%", "30%"]);
    assert!(numbers.is_sorted(), "numbers stand in their own order");
    let mut order = places(&offered(&questions[5]), &["Nghị quyết", "Hướng dẫn", "Chương trình"]);
    let right = order.clone();
    order.sort_unstable();
    assert_ne!(order, right, "items to be put in order are not offered in that order");
    let lefts = places(&offered(&questions[6]), &["Thanh toán số", "Khung pháp luật"]);
    let rights = places(&offered(&questions[6]), &["Ngân hàng Nhà nước", "Bộ Tư pháp"]);
    assert_ne!(lefts.is_sorted(), rights.is_sorted(), "pairs do not stand side by side");
}

#[test]
fn on_paper_questions_stand_without_answers_and_the_key_at_the_end() {
    let print = &built()["ban-in.html"];
    let (quiz, questions) = questions(print);
    assert_eq!(questions.len(), 7);
    for away in ["data-answer", "<details", "Văn bản nêu rõ", "Đó là mục tiêu", "class=\"right-answer\""] {
        assert!(!quiz.contains(away), "{away} stands on the sheet");
    }
    let (_, key) = print.split_once("class=\"key\"").unwrap();
    for answer in ["20%", "Mạng 5G", "tăng trên <b>7</b>%/năm", "Văn bản nêu rõ"] {
        assert!(key.contains(answer), "{answer} is not in the key");
    }
}

#[test]
fn a_question_keeps_its_id_while_its_text_stays() {
    let before = ids(&built()["trang.html"]);
    let book = book();
    let edited = QUIZ
        .replace("points: 2", "points: 3")
        .replace("  - ask: Những chỉ tiêu nào", "  - ask: Câu mới?\n    is: true\n  - ask: Những chỉ tiêu nào");
    book.write("content/01-trang.quiz.yaml", &edited.replace("pass: 75", "pass: 50"));
    book.build();
    let after = ids(&String::from_utf8_lossy(&book.site()["trang.html"]));
    assert_eq!((before.len(), after.len()), (7, 8));
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
}

fn ids(page: &str) -> Vec<String> {
    let (_, questions) = questions(page);
    questions.iter().map(|question| question.split("id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn a_quiz_in_a_fence_is_the_same_as_one_in_a_file() {
    let fenced = Book::small(&[
        ("content/01-trang.md", &format!("# Trang\n\nLời của trang.\n\n```quiz\n{QUIZ}```\n")),
        ("seeds/nq-1.md", DOCUMENT),
        ("seeds/sources.yaml", SOURCES),
    ]);
    fenced.build();
    let page = String::from_utf8_lossy(&fenced.site()["trang.html"]).into_owned();
    assert_eq!(questions(&page), questions(&built()["trang.html"]));
}

/// A line of `tests/written/marking.json`: a key, and what responses earn by it.
#[derive(Deserialize)]
struct Marked {
    about: String,
    #[serde(flatten)]
    key: Key,
    cases: Vec<(Response, f64)>,
}

#[test]
fn every_answer_is_worth_what_the_table_says() {
    let table: Vec<Marked> = serde_json::from_str(&repository_text("tests/written/marking.json")).unwrap();
    let mut cases = 0;
    for Marked { about, key, cases: responses } in table {
        for (response, share) in responses {
            let given = key.share(&response);
            assert!((given - share).abs() < 1e-6, "{about} {response:?} earns {given}, not {share}");
            cases += 1;
        }
    }
    assert!(cases >= 150, "only {cases} cases");
}

#[test]
fn the_page_carries_the_key_that_scripts_mark_by() {
    let (_, questions) = questions(&built()["trang.html"]);
    let key = |question: &str, attribute: &str| {
        let (_, rest) = question.split_once(&format!("{attribute}=\"")).unwrap();
        rest.split('"').next().unwrap().replace("&quot;", "\"")
    };
    let keys: Vec<Key> = questions
        .iter()
        .map(|question| {
            let text = format!("{{\"kind\":\"{}\",\"answer\":{}}}", key(question, "data-kind"), key(question, "data-answer"));
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
        })
        .collect();
    let text = |text: &str| Response::Text(text.to_owned());
    let parts = |parts: &[&str]| Response::Parts(parts.iter().map(|part| (*part).to_owned()).collect());
    assert!((keys[3].share(&text("BA")) - 1.0).abs() < 1e-9);
    assert!((keys[4].share(&parts(&["bảy", "2024"])) - 0.5).abs() < 1e-9);
    assert!((keys[2].share(&parts(&["false"])) - 1.0).abs() < 1e-9);
    // The items of an order stand under their values in the list; the key holds the same values in the right order.
    let Key::Order(right) = &keys[5] else { panic!("{:?}", keys[5]) };
    assert!(right.iter().all(|value| questions[5].contains(&format!("data-value=\"{value}\""))), "{right:?}");
}

#[test]
fn blanks_with_words_to_choose_from_offer_right_and_wrong_ones() {
    let quiz = "questions:\n  - fill: Mọc ở đằng {đông|hướng đông}, lặn ở đằng {tây}.\n    wrong: [nam, bắc]\n";
    let book = Book::small(&[("content/01-trang.quiz.yaml", quiz)]);
    book.build();
    let page = String::from_utf8_lossy(&book.site()["trang.html"]).into_owned();
    let (_, questions) = questions(&page);
    let (offered, _) = questions[0].split_once("<details").unwrap();
    assert_eq!(offered.matches("<select").count(), 2);
    for word in ["đông", "tây", "nam", "bắc"] {
        assert_eq!(offered.matches(&format!("<option>{word}</option>")).count(), 2, "{word}");
    }
    assert!(!offered.contains("hướng đông</option>"), "one wording of each right word is offered");
    assert!(offered.contains("class=\"offered\""), "the words can be read without opening a list");
    let (sheet, _) = self::questions(&String::from_utf8_lossy(&book.site()["ban-in.html"]));
    assert!(sheet.contains("class=\"offered\"") && !sheet.contains("<select"), "{sheet}");
}

#[test]
fn the_rules_of_a_quiz_are_told_to_scripts() {
    let quiz = "mark: end\nretry: all\nshuffle: false\npass: 60\nquestions:\n  - ask: Một.\n    is: true\n";
    let book = Book::small(&[("content/01-phan/index.md", "# Phần\n\nLời.\n"), ("content/01-phan/01-bai.md", "# Bài\n\nLời.\n")]);
    book.write("content/01-phan/01-bai.quiz.yaml", quiz);
    book.build();
    let page = String::from_utf8_lossy(&book.site()["phan/bai.html"]).into_owned();
    for rule in ["quiz=\"phan/bai\"", "mark=\"end\"", "retry=\"all\"", "shuffle=\"false\"", "pass=\"60\""] {
        assert!(page.contains(&format!(" data-{rule}")), "{rule}");
    }
    assert!(!page.contains("data-gate"));
}

#[test]
fn a_gate_closes_the_next_quiz_and_no_other() {
    let question = |text: &str| format!("questions:\n  - ask: {text}.\n    is: true\n");
    let pages = ["mot", "hai", "ba", "bon"];
    let book = Book::small(&[]);
    book.remove("content/01-trang.md");
    for (at, name) in (1..).zip(pages) {
        book.write(&format!("content/0{at}-{name}.md"), &format!("# {name}\n\nLời.\n"));
        // The second page has no quiz: the gate of the first closes the third.
        if name != "hai" {
            let gate = if name == "mot" { "gate: true\n" } else { "" };
            book.write(&format!("content/0{at}-{name}.quiz.yaml"), &format!("{gate}{}", question(name)));
        }
    }
    book.build();
    let site = book.site();
    let page = |name: &str| String::from_utf8_lossy(&site[&format!("{name}.html")]).into_owned();
    assert!(page("ba").contains("data-gate=\"mot\"") && page("ba").contains("<p class=\"quiz-gate\" hidden>"));
    assert!(page("ba").contains("<a href=\"mot.html#quiz\">"), "the way to the gate is named");
    for open in ["mot", "bon"] {
        assert!(!page(open).contains("data-gate") && !page(open).contains("quiz-gate"), "{open}");
    }
}

#[test]
fn the_final_test_holds_the_questions_of_every_part_and_names_their_quizzes() {
    let book = book();
    book.write("content/handbook.yaml", "title: Sổ tay thử\nfinal: {count: 3, pass: 60, per_part: true}\n");
    book.write("content/02-phan/index.md", "# Phần hai\n\nLời.\n");
    book.write("content/02-phan/01-bai.md", "# Bài\n\nLời.\n");
    book.write("content/02-phan/01-bai.quiz.yaml", "questions:\n  - id: rieng\n    ask: Một.\n    is: true\n");
    book.build();
    let site = book.site();
    let page = String::from_utf8_lossy(&site["kiem-tra.html"]).into_owned();
    for rule in ["quiz=\"final\"", "count=\"3\"", "pass=\"60\"", "per-part=\"3\"", "mark=\"end\""] {
        assert!(page.contains(&format!("data-{rule}")), "{rule}");
    }
    let file = String::from_utf8_lossy(&site["static/final-bank.js"]).into_owned();
    let bank = file.strip_prefix("var sotay=window.sotay||{};sotay.bank=").and_then(|rest| rest.strip_suffix(";\n")).unwrap();
    let bank: BTreeMap<String, String> = serde_json::from_str(bank).unwrap();
    assert!(page.contains("data-bank=\"static/final-bank.js\""));
    assert!(bank.keys().all(|quiz| page.contains(&format!("<li data-bank=\"{quiz}\">"))), "{:?}", bank.keys());
    let bank: Vec<String> = bank.into_values().collect();
    assert_eq!(bank.len(), 2);
    assert_eq!(bank.concat().matches("<li class=\"question\"").count(), 8);
    assert!(page.contains("data-part=\"2. Phần hai\"") && page.contains("<a href=\"phan/bai.html#quiz\">"), "{page}");
    assert!(bank.concat().contains("href=\"nguon/nq1.html#dong-1\""), "proofs lead from the root of the site");
    for place in ["index.html", "phan/bai.html"] {
        assert!(String::from_utf8_lossy(&site[place]).contains("kiem-tra.html"), "{place} leads there");
    }
    assert!(!String::from_utf8_lossy(&site["ban-in.html"]).contains("data-part"), "it is not printed");
}

#[test]
fn without_a_final_test_nothing_leads_there() {
    let site = built();
    assert!(!site.contains_key("kiem-tra.html"));
    let leading =
        site.iter().filter(|(address, page)| address.ends_with(".html") && (page.contains("kiem-tra.html") || page.contains("final.js")));
    assert_eq!(leading.count(), 0);
}
