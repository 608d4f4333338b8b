//! Texts of every kind, broken at random: whatever stands in a file, nothing panics, nothing hangs, and no more memory
//! is held than in proportion to it. Mutations begin with real files of this repository and mix in what each format takes
//! for its own.
//!
//! A short seeded round runs with the other tests. `SOTAY_FUZZ_SECONDS=600` gives each kind that long, from the seed
//! `SOTAY_FUZZ_SEED` on (0 else); a find is printed whole, to become a fixture in [`known`].

use std::cell::Cell;
use std::env;
use std::fs;
use std::io::{Cursor, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sotay::book::Drafts;
use sotay::diagnostics::{Report, as_text};
use sotay::engine;
use sotay::input::{File, Snapshot};
use sotay::messages::{Language, Messages};
use sotay::preview::request::{self, Names};
use sotay::results;
use sotay::results::slip::seal;
use sotay::text::BookPath;

use crate::support::{Dice, repository_text};

/// The longest that 100 KB may take in a build that is optimised; a debug build may take thirty times as long.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 1 });

/// How long a mutated text may be, in bytes.
const LARGEST: usize = 100_000;

/// How many times its size a text may take of memory at one moment, beyond what is taken for an empty one; the size that
/// a smaller text counts as, because a program holds some things whatever it reads; and how many bytes each mistake may
/// take that is found in it and told in two languages, or each line of a document that is imported.
const MOST_MEMORY: u64 = 50;
const SMALLEST: u64 = 16 << 10;
const MISTAKE: u64 = 1024;

/// What breaks things: of Markdown, YAML, CSV, JSON, XML and Unicode.
const TOKENS: [&str; 96] = [
    "\n",
    "\n\n",
    "\t",
    "    ",
    "---\n",
    "...\n",
    ": ",
    "- ",
    "? ",
    "| ",
    "|\n",
    ">-\n",
    "> ",
    "> > ",
    "#",
    "## ",
    "######",
    "{#a}",
    "{",
    "}",
    "{{",
    "}}",
    "[",
    "]",
    "[]",
    "[^a]",
    "[^a]: ",
    "[@",
    "[@hd116",
    "[@hd116, mục 1]",
    "](",
    "](../",
    "](#",
    "![",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<script>",
    "&amp;",
    "&#0;",
    "&#x10FFFF;",
    "`",
    "```",
    "```quiz\n",
    "```chart\n",
    "```table\n",
    "```timeline\n",
    "~~~",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "\\",
    "\\\n",
    "“",
    "”",
    "[…]",
    "…",
    "a) ",
    "đ) ",
    "1. ",
    "Điều 1. ",
    "Chương II",
    "Nhiệm vụ thứ hai:",
    ",",
    "\"",
    "\"\"",
    "'",
    ";",
    "=",
    "%",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!",
    "0x",
    "1e999",
    "-1",
    "99999999999999999999",
    "null",
    "true",
    "\u{0}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "\u{31b}\u{323}",
    "\u{1f469}\u{200d}\u{1f3eb}",
    "\u{10ffff}",
    "đ",
    "\r",
];

/// Texts that once did harm; they are tried first, by every kind.
fn known() -> Vec<String> {
    let short = ["# T\n\n<b><b></b>", "## Mục\n## Mục\n## Mục-2\n", "[^a][^b]\n\n[^a]: x[^b]\n"];
    short.map(str::to_owned).into_iter().chain([format!("Điều 5.{}", "\n".repeat(5_000))]).collect()
}

/// The next text: a real one, cut, doubled, mixed with another and with tokens.
fn mutated(seeds: &[String], dice: &mut Dice) -> String {
    let mut text = seeds[dice.roll(seeds.len())].clone();
    for _ in 0..=dice.roll(12) {
        let place = |text: &str, dice: &mut Dice| text.floor_char_boundary(dice.roll(text.len() + 1));
        let (one, other) = (place(&text, dice), place(&text, dice));
        let (from, to) = (one.min(other), one.max(other).min(text.floor_char_boundary(one.min(other) + 400)));
        match dice.roll(6) {
            0 => text.replace_range(from..to, ""),
            1 => text.insert_str(from, TOKENS[dice.roll(TOKENS.len())]),
            2 => text.insert_str(from, &TOKENS[dice.roll(TOKENS.len())].repeat(1 << dice.roll(9))),
            3 => text.insert_str(from, &text[from..to].to_owned().repeat(1 + dice.roll(4))),
            4 => {
                let strange = &seeds[dice.roll(seeds.len())];
                let start = place(strange, dice);
                let end = strange.floor_char_boundary(start + dice.roll(300));
                text.insert_str(from, &strange[start..end.max(start)]);
            }
            _ => text.replace_range(from..to, TOKENS[dice.roll(TOKENS.len())]),
        }
    }
    text.truncate(text.floor_char_boundary(LARGEST));
    text
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// The most memory that is held at one moment of `attempt`, in bytes. All of it runs on this thread, so that other tests
/// do not count.
fn memory(attempt: impl FnOnce() + Send) -> u64 {
    thread_local! {
        static ALONE: rayon::ThreadPool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
    }
    ALONE.with(|alone| alone.install(|| allocation_counter::measure(attempt).bytes_max))
}

/// How long this thread has computed: a busy machine may stop any run for a while. Where the system does not say, how
/// long it is since `begun`.
fn computed(begun: Instant) -> Duration {
    let said = fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = said.ok().and_then(|said| said.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

/// Tries `attempt` on mutations of `seeds`, for the time asked for, in a short round `few` times.
/// `attempt` gives the number of mistakes it found, or of lines.
fn fuzz(kind: &str, few: usize, seeds: &[String], attempt: impl Fn(&str) -> usize + Sync) {
    let longest = number("SOTAY_FUZZ_SECONDS").map(Duration::from_secs);
    let mut dice = Dice(number("SOTAY_FUZZ_SEED").unwrap_or_default() ^ kind.bytes().fold(0, |sum, byte| sum * 31 + u64::from(byte)));
    let begun = Instant::now();
    let known = known();
    let mut tried = known.len();
    // The first time, what every attempt needs is loaded, and what code in a page needs.
    attempt("```html\n<p>\n```\n");
    let calm = memory(|| {
        attempt("");
    });
    let worst = Cell::new(0);
    let try_one = |text: &str| {
        let limit = LONGEST.mul_f64((text.len() as f64 / 100_000.0).max(0.2));
        let once = || {
            let (started, mut outcome) = (computed(begun), Ok(0));
            let held = memory(|| outcome = catch_unwind(AssertUnwindSafe(|| attempt(text))));
            let Ok(mistakes) = outcome else { panic!("{kind}: a panic on {text:?}") };
            let times = held.saturating_sub(calm + MISTAKE * mistakes as u64) / SMALLEST.max(text.len() as u64);
            (computed(begun) - started, times)
        };
        let holds = |(took, times): (Duration, u64)| took < limit && times <= MOST_MEMORY;
        // Some things are loaded when they are first needed: what hangs, hangs again, and what is held is held again.
        let mut last = once();
        if !holds(last) {
            last = once();
        }
        assert!(holds(last), "{kind}: {:?} and {} times its memory for the {} bytes {text:?}", last.0, last.1, text.len());
        worst.set(worst.get().max(last.1));
    };
    known.iter().for_each(|known| try_one(known));
    while longest.map_or(tried < few, |longest| begun.elapsed() < longest) {
        try_one(&mutated(seeds, &mut dice));
        tried += 1;
    }
    let worst = worst.get();
    println!("fuzz {kind}: {tried} texts in {:.0} s, memory at most {worst} times the text", begun.elapsed().as_secs_f64());
}

/// The parts of a text between its blank lines, so that mutations are small and many.
fn pieces(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split("\n\n").collect();
    parts.chunks(6).map(|chunk| chunk.join("\n\n")).collect()
}

fn seeds(places: &[&str]) -> Vec<String> {
    places.iter().flat_map(|place| pieces(&repository_text(place))).collect()
}

/// A handbook of two pages, in which one file is what is tried.
fn handbook(place: &str, text: &str) -> Snapshot {
    let files = [
        ("content/handbook.yaml", "title: Sổ tay\nraw_html: true\n"),
        ("content/index.md", "# Bìa\n"),
        (
            "content/01-trang.md",
            "# Trang\n\nKinh tế số [@a]. “Kinh tế số” [@a].\n\n```chart\nkind: bar\ntitle: B\ndescription: b\nfile: so.csv\nlabel: Năm\nseries: [Số]\n```\n\n```table\ntitle: T\nfile: so.csv\n```\n",
        ),
        ("content/01-trang.quiz.yaml", "questions:\n  - {ask: Một, right: a, wrong: [b]}\n"),
        ("content/so.csv", "Năm,Số\n2020,1\n"),
        ("content/glossary.yaml", "terms:\n  - {term: kinh tế số, meaning: x}\n"),
        ("seeds/a.md", "Kinh tế số chiếm khoảng 20% GDP.\n"),
        ("seeds/sources.yaml", "sources:\n  - {key: a, title: A, file: a.md, sha256: \"0\"}\n"),
    ];
    files.iter().copied().chain([(place, text)]).map(|(place, text)| (BookPath::new(place).unwrap(), File::new(text))).collect()
}

/// Builds the handbook with `text` at `place`: every page is made, and every mistake told in both languages. Gives the
/// number of mistakes.
fn build(place: &str, text: &str) -> usize {
    let snapshot = handbook(place, text);
    let build = engine::build(&snapshot, Drafts::Shown);
    for content in build.site.tree().values() {
        let _ = content.bytes();
    }
    let report = Report::new(build.diagnostics);
    let texts = |path: &BookPath| snapshot.text(path);
    for language in [Language::Vi, Language::En] {
        let messages = Messages::new(language);
        let _ = as_text(&report, &texts, &messages);
    }
    report.iter().count()
}

fn fuzz_file(kind: &str, place: &str, few: usize, written: &[&str]) {
    fuzz(kind, few, &seeds(written), |text| build(place, text));
}

#[test]
fn a_page_may_hold_anything() {
    let real = [
        "tests/browser/book/content/01-bai-hoc/02-moi-thanh-phan.md",
        "tests/written/text.md",
        "tests/written/quotations.md",
        "tests/written/legal.md",
    ];
    fuzz_file("page", "content/02-thu.md", 9, &real);
}

#[test]
fn front_matter_may_hold_anything() {
    let real = "---\ntitle: Mọi thành phần\nsummary: Trang này.\nobjectives:\n  - Thấy.\nkeywords: [a, b]\norder: 3\ndraft: false\nupdated: 2026-11-20\nquiz: false\n---\n\n# Một\n";
    fuzz("front matter", 6, &[real.to_owned()], |text| build("content/02-thu.md", text));
}

#[test]
fn a_quiz_may_hold_anything() {
    fuzz_file(
        "quiz",
        "content/01-trang.quiz.yaml",
        9,
        &["tests/browser/book/content/01-bai-hoc/01-cau-hoi.quiz.yaml", "tests/browser/book/content/01-bai-hoc/03-moi-loai.quiz.yaml"],
    );
}

#[test]
fn settings_may_hold_anything() {
    fuzz_file("settings", "content/handbook.yaml", 4, &["content/handbook.yaml", "tests/browser/book/content/handbook.yaml"]);
}

#[test]
fn sources_may_hold_anything() {
    fuzz_file("sources", "seeds/sources.yaml", 4, &["tests/browser/book/seeds/sources.yaml", "seeds/sources.yaml"]);
}

#[test]
fn errata_may_hold_anything() {
    fuzz_file("errata", "seeds/errata.yaml", 4, &["seeds/errata.yaml"]);
}

#[test]
fn a_glossary_may_hold_anything() {
    fuzz_file("glossary", "content/glossary.yaml", 4, &["tests/browser/book/content/glossary.yaml"]);
}

#[test]
fn data_may_hold_anything() {
    fuzz_file("data", "content/so.csv", 6, &["tests/browser/book/content/01-bai-hoc/so-lieu.csv"]);
}

#[test]
fn a_source_may_hold_anything() {
    fuzz_file("source text", "seeds/a.md", 6, &["tests/import/nghi-dinh.md", "tests/import/chi-thi.txt"]);
}

#[test]
fn an_imported_document_may_hold_anything() {
    let real = seeds(&["tests/import/nghi-dinh.md", "tests/import/ke-hoach.md", "tests/import/quyet-dinh.txt", "tests/import/chi-thi.txt"]);
    fuzz("import", 40, &real, |text| {
        // Each line of a document is looked at with all that is known of it, be it empty.
        sotay::import::understand(text, &[]).lines.lines.len()
    });
}

/// An office document with this text as its body.
fn docx(document: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document),
        ("word/numbering.xml", document),
        ("word/styles.xml", document),
    ] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_office_document_may_hold_anything() {
    let real = "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Điều 1. </w:t></w:r><w:r><w:t>Phạm vi</w:t><w:tab/><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    fuzz("docx", 30, &[real.to_owned()], |text| {
        let bytes = docx(text);
        let _ = sotay::import::docx::read(&bytes);
        // The archive itself may be damaged too, at a place that the text decides.
        let mut dice = Dice(text.len() as u64);
        let mut damaged = bytes;
        for _ in 0..4 {
            let at = dice.roll(damaged.len());
            damaged[at] = u8::try_from(dice.roll(256)).unwrap();
        }
        damaged.truncate(damaged.len() - dice.roll(40).min(damaged.len()));
        let _ = sotay::import::docx::read(&damaged);
        0
    });
}

#[test]
fn a_result_slip_may_hold_anything() {
    let quiz = json!({ "key": "a/b", "title": "1.1. Bài", "percent": 90, "last": 90, "attempts": 1, "passed": true });
    let slip = json!({
        "format": "sotay-slip", "version": 1, "handbook": { "id": "so-tay", "title": "Sổ tay", "edition": "Lần 1", "date": "21/11/2026" },
        "reader": { "name": "Lê Anh", "unit": "Chi bộ 2" }, "made": "2026-11-20T08:00", "percent": 90, "questions": { "all": 8, "answered": 8, "right": 7 },
        "parts": [{ "number": "1", "title": "Quan điểm", "read": 3, "pages": 4, "percent": 90, "quizzes": [quiz] }], "final": quiz, "missed": [{ "id": "q-1", "text": "Câu?" }],
    });
    let messages = Messages::new(Language::Vi);
    fuzz("slip", 60, &[slip.to_string(), format!("{slip:#}")], |text| {
        // What is still JSON is sealed, so that more than the seal is tried.
        let sealed = serde_json::from_str::<Value>(text).ok().filter(Value::is_object).map(|mut value| {
            let sum = seal(&value);
            value["checksum"] = json!(sum);
            value.to_string()
        });
        let files = [Some(text.to_owned()), sealed].into_iter().flatten().enumerate();
        let files: Vec<(String, Vec<u8>)> = files.map(|(at, text)| (format!("{at}.json"), text.into_bytes())).collect();
        let collection = results::collect(&files, None, results::Keep::Best);
        let _ = results::table::as_text(&collection, &messages);
        let _ = results::table::as_csv(&collection, &messages);
        let _ = results::report::as_html(&collection, &std::collections::BTreeMap::new(), &messages);
        0
    });
}

#[test]
fn a_request_may_ask_for_anything_and_leads_nowhere_else() {
    let real = [
        "/a/b/index.html",
        "/static/sen.css?v=1",
        "/%E1%BB%95/..%2f..%2fetc/passwd",
        "http://127.0.0.1:8000/x",
        "/-/report",
        "//a\\b%00",
        "[::1]:80",
    ]
    .map(str::to_owned);
    let names = Names::new("127.0.0.1", "127.0.0.1".parse().unwrap(), 8000);
    fuzz("request", 2000, &real, |text| {
        if let Ok(address) = request::address(text) {
            assert!(
                !address.split('/').any(|part| part == ".." || part == ".") && !address.contains(['\\', '\0']),
                "{text:?} gives {address:?}"
            );
        }
        let _ = (names.hold(text), request::is_own(text, Some(text), Some(text)));
        0
    });
}
