//! Exports: each target is the handbook, whole, in a file that is the same every time and replaces nothing of the
//! user's. Files are opened by another program's eyes where there is one (`tests/run.sh exports`); here by our own.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crate::support::{Book, files_below, repository};

/// The targets that are made of the whole book.
const TARGETS: [(&str, &str); 5] =
    [("single", "thu.html"), ("zip", "thu.zip"), ("epub", "thu.epub"), ("scorm12", "thu.scorm12.zip"), ("scorm2004", "thu.scorm2004.zip")];

/// A handbook of two pages with a question, where it matters only that something is exported.
fn plain() -> Book {
    Book::small(&[
        ("content/handbook.yaml", "title: Sổ tay thử\nid: thu\n"),
        ("content/01-trang.quiz.yaml", "questions:\n  - {ask: Đúng không?, is: true}\n"),
    ])
}

/// The small handbook of the browser tests: odd names, pictures, footnotes, tables, every kind of question.
fn rich() -> Book {
    let book = Book::copy_of("tests/browser/book");
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
    let book = plain();
    for (target, _) in TARGETS {
        let (first, second) = (export(&book, target), export(&book, target));
        assert!(first == second && first.len() > 1000, "{target}");
    }
}

#[test]
fn a_file_that_someone_changed_or_made_is_not_replaced_unless_forced() {
    let book = plain();
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
    let book = plain();
    for (target, name) in TARGETS {
        export(&book, target);
        let other = Book::small(&[]);
        let out = book.path(name);
        assert_eq!(other.run(&["export", target, "--out", out.to_str().unwrap()]).status, 2, "{target}");
    }
}

#[test]
fn mistakes_in_the_handbook_leave_the_last_export_as_it_is() {
    let book = plain();
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
    let book = plain();
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
    let run = plain().run(&["export", "zpi"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("`zpi`") && run.stderr.contains("`zip`"), "{}", run.stderr);
    assert_eq!(plain().run(&["export"]).status, 2);
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
    book.write("content/02-cón.md", "# Con\n\nCon người.\n");
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

/// Every value of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_one_file_has_no_id_twice_and_every_link_inside_leads_somewhere() {
    for book in [rich(), Book::copy_of("tests/written/handbook")] {
        let run = book.run(&["export", "single", "--out", "mot.html"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let html = book.text("mot.html");
        let ids = values(&html, "id");
        let known: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert!(ids.len() > 8, "{ids:?}");
        assert_eq!(ids.len(), known.len(), "an id stands twice");
        for href in values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(known.contains(href), "nothing has the id {href}");
        }
    }
}

#[test]
fn the_one_file_holds_every_page_and_needs_nothing_beside_it() {
    let book = rich();
    let html = String::from_utf8(export(&book, "single")).unwrap();
    for title in ["Câu hỏi", "Thuật ngữ", "Nguồn"] {
        assert!(html.contains(title), "{title}");
    }
    let leads_out = |to: &&&str| !["#", "data:", "http:", "https:", "mailto:", "tel:"].iter().any(|start| to.starts_with(start));
    let (src, href) = (values(&html, "src"), values(&html, "href"));
    assert_eq!(src.iter().chain(&href).filter(leads_out).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert!(html.contains("src=\"data:image/svg+xml;base64,"), "pictures are inside");
    assert!(!html.contains("url(static") && !html.contains("@import"), "styles load nothing");
}

#[test]
fn every_script_and_style_of_the_theme_is_in_the_one_file_or_needless_there() {
    // Pages read aloud one text each.
    let needless = ["aloud.js"];
    let template = crate::support::repository_text("themes/sen/templates/single.html");
    for name in files_below(&repository().join("themes/sen/static")).into_keys().filter(|name| name.ends_with(".js")) {
        assert_ne!(template.contains(&format!("\"{name}\"")), needless.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn a_theme_of_its_own_dresses_exports_too() {
    let book = rich();
    book.write("content/handbook.yaml", &book.text("content/handbook.yaml").replace("theme: sen", "theme: rieng"));
    book.write("themes/rieng/theme.yaml", "extends: sen\n");
    book.write("themes/rieng/templates/head.html", "<header><h1>Riêng: {{ page.title }}</h1></header>\n");
    let html = String::from_utf8(export(&book, "single")).unwrap();
    let epub = unpacked(&export(&book, "epub"));
    assert!(html.contains("<h1>Riêng: "), "single");
    let chapters = epub.iter().filter(|(name, _)| name.ends_with(".xhtml")).map(|(_, bytes)| String::from_utf8_lossy(bytes));
    assert!(chapters.filter(|chapter| chapter.contains("<h1>Riêng: ")).count() > 2, "epub");
}

#[test]
fn an_e_book_is_packed_as_the_format_wants_and_its_age_is_the_handbooks() {
    let book = rich();
    let made = export(&book, "epub");
    assert_eq!(&made[30..58], b"mimetypeapplication/epub+zip", "the first entry is named and stored");
    let files = unpacked(&made);
    let package = String::from_utf8_lossy(&files["EPUB/package.opf"]).into_owned();
    assert!(package.contains("<meta property=\"dcterms:modified\">2026-11-21T00:00:00Z</meta>"), "{package}");
    for href in values(&package, "href") {
        assert!(files.contains_key(&format!("EPUB/{href}")), "{href}");
    }
}

#[test]
fn completion_by_a_test_needs_a_test() {
    let book = Book::small(&[]);
    let run = book.run(&["export", "scorm12", "--complete", "final"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("--complete pages"), "{}", run.stderr);
    assert_eq!(book.run(&["export", "scorm12", "--complete", "pages"]).status, 0);
}

/// A handbook that has, through every door by which they can come, characters that no document of XML can hold.
fn with_signs_of_control() -> Book {
    Book::small(&[
        (
            "content/handbook.yaml",
            "title: \"Sổ \\0body 1\\0\"\nsubtitle: \"\\x01\"\npublisher: \"\\e[31m\"\nid: thu\ntheme: rieng\nraw_html: true\nbase_url: https://vidu.vn/\n",
        ),
        (
            "content/01-trang.md",
            "---\ntitle: \"Trang \\0key\\0\"\nsummary: \"\\uFFFE\"\nobjectives: [\"\\x02\"]\n---\n\n## Mục \u{1}\n\nLời \u{c} &#2; `\u{3}` \
             [liên kết \u{4}](https://vidu.vn/\u{5}) “Kinh tế\u{b} số của cả nước” [@a, mục \u{6}].\n\n```rust\nlet a = \"\u{7}\";\n```\n\n<b \
             title=\"&#8;\">\u{e}&#14;</b>\n\n| \u{10} |\n| - |\n| \u{11} |\n\n```table\ntitle: \"\\x12\"\nfile: so.csv\n```\n\n```chart\nkind: bar\ntitle: \
             \"\\x13\"\ndescription: \"\\x14\"\nseries: [\"S \\x0f\"]\nrows:\n  - {label: \"\\x15\", values: [1]}\n  - {label: b, values: [2]}\n```\n",
        ),
        (
            "content/01-trang.quiz.yaml",
            "title: \"\\x16\"\nquestions:\n  - {ask: \"Một \\x17\", right: \"a\\0\", wrong: [\"b\\x18\"], why: \"\\x19\", hint: \"\\x1a\", tags: [\"\\x1b\"]}\n",
        ),
        ("content/so.csv", "Năm \u{1c},Số\n2020\u{1d},1\n"),
        ("content/glossary.yaml", "terms:\n  - {term: \"kinh tế\", meaning: \"\\x1e\"}\n"),
        ("seeds/a.md", "\u{c}Kinh tế\u{b} số của cả nước \u{1f}.\n"),
        (
            "seeds/sources.yaml",
            "sources:\n  - {key: a, title: \"A \\0\", number: \"\\x01\", issuer: \"\\x02\", file: a.md, sha256: \"\"}\n",
        ),
        ("themes/rieng/theme.yaml", "extends: sen\n"),
        ("themes/rieng/strings/vi.yaml", "interface: {home: \"Trang đầu \\x03\"}\n"),
    ])
}

/// Whether a document of XML can hold a character (XML 1.0, 2.2).
fn can_stand_in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn no_page_and_no_export_holds_a_character_that_xml_cannot_hold() {
    let book = with_signs_of_control();
    let told = book.found();
    book.build();
    let mut files = book.site();
    for target in ["single", "epub", "scorm12", "scorm2004", "moodle-xml", "qti", "gift", "anki", "exam", "results-form"] {
        let run = book.run(&["export", target, "--out", target]);
        assert_eq!(run.status, 0, "{target}: {}", run.stderr);
        let bytes = std::fs::read(book.path(target)).unwrap();
        let inside = if bytes.starts_with(b"PK") { unpacked(&bytes) } else { BTreeMap::from([(String::new(), bytes)]) };
        files.extend(inside.into_iter().map(|(name, bytes)| (format!("{target}/{name}"), bytes)));
    }
    for (name, bytes) in files.iter().filter(|(name, _)| !name.ends_with(".docx")) {
        let text = String::from_utf8_lossy(bytes);
        let wrong = text.char_indices().find(|(_, c)| !can_stand_in_xml(*c));
        assert_eq!(wrong, None, "{name}: … {} …", wrong.map_or("", |(at, _)| &text[text.floor_char_boundary(at.saturating_sub(60))..at]));
    }
    let paper = String::from_utf8_lossy(&files["ban-in.html"]).into_owned();
    assert!(paper.contains("Sổ \u{fffd}body 1\u{fffd}"), "what looks like a mark of ours is text");
    assert_eq!(paper.matches("<code>\u{fffd}</code>").count(), 1, "each page stands there once");
    assert!(told.iter().filter(|line| line.ends_with(" hidden-character")).count() > 20, "and the writer is told: {told:#?}");
}

#[test]
fn every_page_of_an_e_book_is_sound_xml() {
    let real = ["tests/browser/book", "tests/written/handbook", "tests/exports/book"].map(|place| (place, Book::copy_of(place)));
    for (place, book) in real.into_iter().chain([("signs of control", with_signs_of_control())]) {
        let run = book.run(&["export", "epub", "--out", "sach.epub"]);
        assert_eq!(run.status, 0, "{place}: {}", run.stderr);
        let files = unpacked(&std::fs::read(book.path("sach.epub")).unwrap());
        let pages = files.iter().filter(|(name, _)| [".xhtml", ".opf", ".ncx", ".svg"].iter().any(|ending| name.ends_with(ending)));
        assert!(pages.clone().count() > 5);
        for (name, bytes) in pages {
            let text = String::from_utf8_lossy(bytes);
            let mut reader = quick_xml::Reader::from_str(&text);
            reader.config_mut().check_end_names = true;
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{place} {name}: {error}")) {
                    quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                        for attribute in tag.attributes() {
                            attribute.unwrap_or_else(|error| panic!("{place} {name}: {error} in {tag:?}"));
                        }
                    }
                    quick_xml::events::Event::Eof => break,
                    _ => {}
                }
            }
        }
    }
}
