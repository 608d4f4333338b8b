//! An official document in any form an office, a scanner or a web page gives it becomes pages of quotations that hold:
//! the facts and divisions of the five documents in `seeds/`, of small documents of other kinds in `tests/import`, and
//! of the same documents as DOCX.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use sotay::import::docx;
use sotay::import::lines::{self, Line};
use sotay::import::marks::Kind;
use sotay::import::noise::Reason;
use sotay::import::outline::Node;
use sotay::import::proposals::Neighbour;
use sotay::import::{Document, understand};

use crate::support::{Book, files_below, repository, repository_text};

const SEEDS: [(&str, &str); 5] = [
    ("hd116", "hd-116-btgtw.md"),
    ("nq50", "nq-50-cp.md"),
    ("nq52", "nq-52-tw-tam-nhiem-vu.txt"),
    ("kh-tttt", "tin-ke-hoach-bo-tttt.txt"),
    ("tin-nq50", "tin-nq-50-cp.txt"),
];

const SMALL: [&str; 4] = ["nghi-dinh.md", "chi-thi.txt", "ke-hoach.md", "quyet-dinh.txt"];

fn seed(key: &str) -> String {
    let file = SEEDS.iter().find(|(known, _)| *known == key).map(|(_, file)| *file).unwrap();
    repository_text(&format!("seeds/{file}"))
}

/// A seed, understood beside the four others.
fn understood(key: &str) -> Document {
    let others: Vec<(&str, String)> = SEEDS.iter().filter(|(other, _)| *other != key).map(|(other, _)| (*other, seed(other))).collect();
    let neighbours: Vec<Neighbour<'_>> = others.iter().map(|(key, text)| Neighbour { key, text }).collect();
    understand(&seed(key), &neighbours)
}

/// The outline as indented lines: kind, mark, and how the text begins.
fn shown(nodes: &[Node]) -> String {
    fn show(node: &Node, depth: usize, out: &mut String) {
        let words: Vec<&str> = node.text.split_whitespace().take(6).collect();
        let line = format!("{}{:?} {} {}", "  ".repeat(depth), node.kind, node.label, words.join(" "));
        writeln!(out, "{}", line.replace("  -", " -").trim_end()).unwrap();
        node.children.iter().for_each(|child| show(child, depth + 1, out));
    }
    let mut out = String::new();
    nodes.iter().for_each(|node| show(node, 0, &mut out));
    out
}

fn child(nodes: &[Node], kind: Kind, at: usize) -> &Node {
    nodes.iter().filter(|node| node.kind == kind).nth(at).unwrap_or_else(|| panic!("{kind:?} {at}:\n{}", shown(nodes)))
}

#[test]
fn the_seeds_say_what_they_are() {
    let expected = [
        ("hd116", "116-HD/BTGTW", "Ban Tuyên giáo Trung ương", "", "2020-01-13", "hướng dẫn"),
        ("nq50", "50/NQ-CP", "Chính phủ", "Hà Nội", "2020-04-17", "nghị quyết"),
        ("nq52", "52-NQ/TW", "Bộ Chính trị", "", "2019-09-27", "nghị quyết"),
        ("kh-tttt", "", "", "", "", "tin báo"),
        ("tin-nq50", "", "", "", "", "tin báo"),
    ];
    for (key, number, issuer, place, date, kind) in expected {
        let found = understood(key).metadata;
        let iso = found.date.map(|date| date.iso()).unwrap_or_default();
        assert_eq!(
            (found.number.as_str(), found.issuer.as_str(), found.place.as_str(), iso.as_str(), found.kind.as_str()),
            (number, issuer, place, date, kind),
            "{key}"
        );
    }
    let title = understood("nq50").metadata.title;
    assert!(title.starts_with("Nghị quyết ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 52-NQ/TW"), "{title}");
    assert_eq!(understood("kh-tttt").metadata.title, "Bộ TT&TT lên kế hoạch chủ động tham gia cuộc CMCN 4.0");
}

#[test]
fn the_guidance_has_four_parts_with_viewpoints_targets_tasks_and_bodies() {
    let nodes = understood("hd116").nodes;
    let parts: Vec<&Node> = nodes.iter().filter(|node| node.kind == Kind::Number).collect();
    let titles: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(titles, ["Về quan điểm", "Về mục tiêu", "Về các nhiệm vụ chủ yếu", "Về tổ chức thực hiện"]);
    assert_eq!(parts[0].of_kind(Kind::Paren).count(), 4);
    assert_eq!(parts[1].of_kind(Kind::Label).count(), 4);
    let tasks: Vec<&Node> = parts[2].of_kind(Kind::Ordinal).collect();
    let points: Vec<usize> = tasks.iter().map(|task| task.of_kind(Kind::Plus).count()).collect();
    assert_eq!((points.len(), points.iter().sum::<usize>()), (8, 35), "{points:?}");
    assert_eq!(parts[3].of_kind(Kind::Dash).count(), 5);
    assert!(parts[3].children.iter().all(|body| body.children.is_empty()), "a sentence over two pages is one");
}

#[test]
fn the_programme_has_three_parts_eight_groups_ministries_and_an_annex() {
    let nodes = understood("nq50").nodes;
    assert_eq!(nodes.iter().filter(|node| node.kind == Kind::Article).count(), 3);
    let programme = child(&nodes, Kind::Attachment, 0);
    assert_eq!(programme.text, "CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA CHÍNH PHỦ");
    let parts: Vec<(&str, usize)> =
        programme.of_kind(Kind::Roman).map(|part| (part.label.as_str(), part.of_kind(Kind::Number).count())).collect();
    assert_eq!(parts, [("I.", 2), ("II.", 8), ("III.", 4)]);
    let groups = child(&programme.children, Kind::Roman, 1);
    let points: Vec<usize> = groups.of_kind(Kind::Number).map(|group| group.of_kind(Kind::Point).count()).collect();
    assert_eq!(points, [2, 9, 6, 2, 5, 3, 3, 3]);
    let science = child(&child(&groups.children, Kind::Number, 3).children, Kind::Point, 0);
    assert_eq!((science.text.as_str(), science.of_kind(Kind::Dash).count()), ("Bộ Khoa học và Công nghệ", 13));
    let annex = child(&nodes, Kind::Attachment, 1);
    let rows: Vec<usize> = annex.of_kind(Kind::Group).map(|group| group.of_kind(Kind::Row).count()).collect();
    assert_eq!((rows.len(), rows.iter().sum::<usize>()), (8, 25), "{rows:?}");
    assert_eq!(annex.of_kind(Kind::Columns).count(), 1, "the heads of the columns stand once");
}

#[test]
fn sentences_broken_by_pages_are_whole_again() {
    for (key, expected) in [("hd116", vec![(22, 24), (52, 54), (132, 136)]), ("nq50", vec![(123, 125), (269, 271)]), ("nq52", vec![])] {
        assert_eq!(understood(key).lines.mended, expected, "{key}");
    }
    let text = seed("nq52");
    let task = lines::read(&text).lines.into_iter().find(|line| line.text.starts_with("1. ")).unwrap();
    assert_eq!(task.lines, (5, 7));
    assert!(task.text.ends_with("Mặt trận Tổ quốc, các tổ chức chính trị-xã hội"), "{}", task.text);
}

#[test]
fn noise_is_named_by_line() {
    let heads = |line| ((line, line), Reason::ColumnHeads);
    let expected = [
        ("hd116", vec![((12, 12), Reason::Rule)]),
        ("nq50", vec![heads(304), heads(312), heads(322), heads(331)]),
        ("nq52", vec![]),
        ("kh-tttt", vec![((61, 120), Reason::Unaccented), ((123, 125), Reason::Repeated), ((126, 134), Reason::Buttons)]),
        ("tin-nq50", vec![((43, 67), Reason::Teasers)]),
    ];
    for (key, expected) in expected {
        let found: Vec<_> = understood(key).lines.noise.into_iter().map(|noise| (noise.lines, noise.reason)).collect();
        assert_eq!(found, expected, "{key}");
    }
}

#[test]
fn slips_are_proposed_and_nothing_that_is_right() {
    let expected = [
        ("hd116", vec![(72, "chuyển đổi số"), (88, "chuyển đổi số"), (98, "chuyển đổi công")]),
        (
            "nq50",
            vec![
                (3, "50/NQ-CP"),
                (5, "ngày 17 tháng 4 năm 2020"),
                (127, "đ) Bộ Tài chính:"),
                (159, "30-NQ/TW của Bộ Chính trị ban hành ngày 25 tháng 7 năm 2018"),
                (159, "Chú trọng bảo"),
                (237, "đ) Bộ Khoa học và Công nghệ:"),
                (292, "CHỦ TRƯƠNG"),
                (295, "50/NQ-CP"),
                (298, "ĐỔI MỚI TƯ"),
                (326, "ỨNG VỚI YÊU"),
            ],
        ),
        ("nq52", vec![]),
        ("kh-tttt", vec![(3, "bảo đảm đủ"), (6, "4.0 Theo"), (44, "nối đồng bộ")]),
        ("tin-nq50", vec![]),
    ];
    for (key, expected) in expected {
        let document = understood(key);
        let found: Vec<(usize, &str)> = document.proposals.iter().map(|one| (one.line, one.right.as_str())).collect();
        assert_eq!(found, expected, "{key}");
        let text = seed(key);
        for one in &document.proposals {
            let line = text.lines().nth(one.line - 1).unwrap();
            assert!(line.contains(&one.wrong), "{key}:{} has no “{}”", one.line, one.wrong);
        }
    }
}

/// The expected outline stands beside each document; `SOTAY_BLESS=1` writes it anew, to be read before it is kept.
#[test]
fn documents_of_other_kinds_have_their_outline() {
    for name in SMALL {
        let found = shown(&understand(&repository_text(&format!("tests/import/{name}")), &[]).nodes);
        let place = format!("tests/import/{}.outline", name.split('.').next().unwrap());
        if std::env::var_os("SOTAY_BLESS").is_some() {
            std::fs::write(repository().join(&place), &found).unwrap();
        }
        assert_eq!(found, repository_text(&place), "{name}");
    }
}

#[test]
fn documents_of_other_kinds_say_what_they_are() {
    let expected = [
        ("nghi-dinh.md", "07/2021/NĐ-UBT", "UBND tỉnh Mẫu", "2021-03-05", "Nghị định quy định về việc mượn và trả sách ở thư viện thôn"),
        ("chi-thi.txt", "15/CT-BM", "Bộ Mẫu", "2022-06-12", "Chỉ thị về việc tiết kiệm điện trong mùa nắng nóng"),
        ("ke-hoach.md", "21-KH/ĐU", "Đảng ủy xã Mẫu", "2023-01-10", "Kế hoạch học tập chuyên đề về chuyển đổi số năm 2023"),
        ("quyet-dinh.txt", "33/QĐ-CTM", "Công ty Mẫu", "2024-08-20", "Quyết định ban hành Quy chế sử dụng xe chung"),
    ];
    for (name, number, issuer, date, title) in expected {
        let found = understand(&repository_text(&format!("tests/import/{name}")), &[]).metadata;
        let iso = found.date.map(|date| date.iso()).unwrap_or_default();
        assert_eq!(
            (found.number.as_str(), found.issuer.as_str(), iso.as_str(), found.title.as_str()),
            (number, issuer, date, title),
            "{name}"
        );
    }
}

#[test]
fn scanned_oddities_do_not_change_the_outline() {
    let text = repository_text("tests/import/nghi-dinh.md");
    let expected = shown(&understand(&text, &[]).nodes);
    let without_heads: String = text.lines().map(|line| format!("{}\n", line.trim_start_matches('#').trim_start())).collect();
    let all_heads: String = text
        .lines()
        .map(|line| {
            if line.starts_with("Điều ") && line.split(' ').nth(1).is_some_and(|number| number.ends_with('.')) {
                format!("##### {line}\n")
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    let oddities = [
        ("no head marks", without_heads.clone()),
        ("head marks everywhere", all_heads),
        ("no emphasis", text.replace("**", "").replace('*', "")),
        ("bold labels", without_heads.replace("Điều 4. Thời hạn mượn", "**Điều 4.** *Thời hạn mượn*")),
        (
            "page numbers",
            text.replace("#### Điều 1.", "- 2 -\n\n#### Điều 1.").replace("Điều 5. Hiệu lực", "Trang 3/4\n\nĐiều 5. Hiệu lực"),
        ),
    ];
    for (what, odd) in oddities {
        assert_eq!(shown(&understand(&odd, &[]).nodes), expected, "{what}");
    }
}

#[test]
fn torn_and_shuffled_texts_are_taken_as_they_are() {
    let texts: Vec<String> =
        SEEDS.iter().map(|(key, _)| seed(key)).chain(SMALL.iter().map(|name| repository_text(&format!("tests/import/{name}")))).collect();
    let odd = "*_<b>|\t1.)-+&[@#“”%\u{301}đ\\";
    for (seed, text) in texts.iter().enumerate() {
        let chars: Vec<char> = text.chars().collect();
        for step in 0..12_usize {
            // Pieces from everywhere, every so many letters replaced by a mark that means something.
            let start = (step * 977 + seed * 131) % chars.len();
            let mark = |at: usize| odd.chars().nth((at + step) % odd.chars().count()).unwrap();
            let torn: String = chars[start..]
                .iter()
                .take(1500)
                .enumerate()
                .map(|(at, c)| if (at + step) % (5 + step) == 0 { mark(at) } else { *c })
                .collect();
            let document = understand(&torn, &[Neighbour { key: "x", text: &texts[0][..texts[0].floor_char_boundary(4000)] }]);
            let words: usize = sotay::import::pages::pages(&document, "k").iter().map(|page| page.text.matches("— [@k").count()).sum();
            assert!(words > 0 || document.lines.lines.is_empty() || torn.split_whitespace().count() < 40, "nothing is quoted of {torn}");
        }
    }
}

#[test]
fn a_table_with_bars_is_read_like_one_with_tabs() {
    let book = Book::small(&[(
        "a.md",
        "Số: 1/KH-X\n\n1. Danh sách những việc phải làm:\n\n| TT | Việc | Người làm |\n| --- | --- | --- |\n| 1 | Quét sân trường | Tổ một |\n| 2 | Tưới cây xanh | Tổ hai |\n",
    )]);
    let run = book.run(&["import", "a.md", "--key", "a"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(book.found(), Vec::<String>::new());
}

// ----- DOCX -----

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// The smallest DOCX: parts by name.
fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned();
    for (name, text) in [("[Content_Types].xml", types)].iter().chain(parts) {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn document(body: &str) -> (&'static str, String) {
    ("word/document.xml", format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {WORD}><w:body>{body}</w:body></w:document>"))
}

fn run(text: &str, bold: bool) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let properties = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// Lines of a document as a word processor would keep them: a paragraph each, rows in tables.
fn as_docx(lines: &[Line]) -> Vec<u8> {
    let mut body = String::new();
    for group in lines.chunk_by(|a, b| a.cells.is_empty() == b.cells.is_empty()) {
        let is_table = !group[0].cells.is_empty();
        body.push_str(if is_table { "<w:tbl>" } else { "" });
        for line in group {
            if is_table {
                let cells: String = line.cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph("", &run(cell, false)))).collect();
                write!(body, "<w:tr>{cells}</w:tr>").unwrap();
            } else if !line.columns.is_empty() {
                let cells: String = line.columns.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph("", &run(cell, true)))).collect();
                write!(body, "<w:tbl><w:tr>{cells}</w:tr></w:tbl>").unwrap();
            } else {
                let (head, rest) = line.text.split_at(line.emphasised);
                body.push_str(&paragraph("", &(run(head, true) + &run(rest, false))));
            }
        }
        body.push_str(if is_table { "</w:tbl>" } else { "" });
    }
    packed(&[document(&body)])
}

#[test]
fn the_same_documents_as_docx_have_the_same_outline() {
    let seeds = SEEDS.iter().map(|(key, _)| ((*key).to_owned(), seed(key)));
    // A letterhead in two columns becomes a paragraph for each cell; the small documents without one are alike to the end.
    let small = ["ke-hoach.md", "quyet-dinh.txt"].iter().map(|name| ((*name).to_owned(), repository_text(&format!("tests/import/{name}"))));
    for (name, text) in seeds.chain(small) {
        let expected = understand(&text, &[]);
        let found = understand(&docx::read(&as_docx(&expected.lines.lines)).unwrap().text, &[]);
        assert_eq!(shown(&found.nodes), shown(&expected.nodes), "{name}");
        assert_eq!((found.metadata.number, found.metadata.date), (expected.metadata.number, expected.metadata.date), "{name}");
    }
}

#[test]
fn a_letterhead_in_a_table_is_read_cell_by_cell() {
    let expected = understand(&repository_text("tests/import/nghi-dinh.md"), &[]);
    let found = understand(&docx::read(&as_docx(&expected.lines.lines)).unwrap().text, &[]);
    assert_eq!((found.metadata.number, found.metadata.title), (expected.metadata.number, expected.metadata.title));
    let chapters = |nodes: &[Node]| shown(&nodes.iter().filter(|node| node.kind == Kind::Chapter).cloned().collect::<Vec<_>>());
    assert_eq!(chapters(&found.nodes), chapters(&expected.nodes));
}

#[test]
fn numbers_notes_tables_and_tracked_changes_of_docx_are_read() {
    let level = |at: usize, format: &str, text: &str| {
        format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/>{format}<w:lvlText w:val=\"{text}\"/></w:lvl>")
    };
    let decimal = "<w:numFmt w:val=\"decimal\"/>";
    let legal = "<w:numFmt w:val=\"custom\" w:format=\"a, b, c, d, đ, ...\"/>";
    let numbering = format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        level(0, "<w:numFmt w:val=\"upperRoman\"/>", "%1."),
        level(1, decimal, "%2."),
        level(2, legal, "%3)")
    );
    let item = |level: usize, text: &str| {
        paragraph(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"), &run(text, level == 0))
    };
    let body = [
        item(0, "MỤC ĐÍCH"),
        item(1, "Một"),
        item(2, "điểm một"),
        item(2, "điểm hai"),
        item(2, "điểm ba"),
        item(2, "điểm bốn"),
        item(2, "điểm năm"),
        item(1, "Hai"),
        item(0, "TỔ CHỨC"),
        item(1, "Lại một"),
        paragraph("", &format!("{}<w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>cũ</w:delText></w:r></w:del>{}", run("Giữ lời ", false), run("mới", false), run(" này.", false))),
        paragraph("<w:rPr><w:del w:id=\"3\"/></w:rPr>", &run("Hai đoạn", false)),
        paragraph("", &run("thành một &", false)),
        paragraph("", &format!("{}<w:r><w:footnoteReference w:id=\"7\"/></w:r>", run("Có chú thích", false))),
        format!("<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{1}</w:tc><w:tc>{1}</w:tc></w:tr><w:tr><w:tc>{2}</w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{3}</w:tc></w:tr></w:tbl>", paragraph("", &run("TT", true)), paragraph("", &run("Tên", true)), paragraph("", &run("1", false)), paragraph("", &run("Sách", false))),
    ]
    .concat();
    let notes = format!("<w:footnotes {WORD}><w:footnote w:id=\"7\">{}</w:footnote></w:footnotes>", paragraph("", &run("Lời chú.", false)));
    let found = docx::read(&packed(&[document(&body), ("word/numbering.xml", numbering), ("word/footnotes.xml", notes)])).unwrap();
    let expected = "I. **MỤC ĐÍCH**\n\n1. Một\n\na) điểm một\n\nb) điểm hai\n\nc) điểm ba\n\nd) điểm bốn\n\nđ) điểm năm\n\n2. Hai\n\nII. **TỔ CHỨC**\n\n1. Lại một\n\nGiữ lời mới này.\n\nHai đoạn thành một &\n\nCó chú thích[1]\n\n**TT**\t**Tên**\t**Tên**\n1\tSách\t\n\n[1] Lời chú.\n";
    assert_eq!(found.text, expected);
    assert_eq!((found.inserted, found.deleted, found.notes), (1, 1, 1));
}

/// What pandoc makes of a text: a run of its own for each end of a line, tabs lost; what LibreOffice makes of a text: a
/// paragraph for each line, or bold words by a style.
#[test]
fn docx_made_of_text_by_a_converter_has_the_lines_of_the_text() {
    let style = |kind: &str, id: &str, name: &str, words: &str| {
        format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:rPr>{words}</w:rPr></w:style>")
    };
    let read = |styles: &[String], body: &str| {
        let styles = format!("<w:styles {WORD}>{}</w:styles>", styles.concat());
        docx::read(&packed(&[document(body), ("word/styles.xml", styles)])).unwrap().text
    };
    let of_lines = |lines: &[&str]| lines.iter().map(|line| run(line, false)).collect::<Vec<_>>().join(&run(" ", false));

    let pandoc = ["FirstParagraph", "BodyText", "Compact"].map(|name| style("paragraph", name, name, ""));
    let wrapped = of_lines(&["1. Đổi mới tư duy, tăng", "cường vai trò", "- Nâng cao", "“nhận thức” của", "các cấp"]);
    let table = of_lines(&["TT TÊN ĐỀ ÁN CƠ QUAN", "I", "ĐỔI MỚI TƯ DUY", "1 Đề án một Bộ Nội vụ", "2 Đề án hai Bộ Công an"]);
    let label = format!("{}{}{}", run("Mục tiêu:", true), run(" ", false), run("Tận dụng", false));
    let body = [wrapped, table, label].map(|runs| paragraph("", &runs)).concat();
    let lines = "1. Đổi mới tư duy, tăng\ncường vai trò\n- Nâng cao “nhận thức” của\ncác cấp\n\n";
    let rows = "TT\tTÊN ĐỀ ÁN CƠ QUAN\nI\tĐỔI MỚI TƯ DUY\n1\tĐề án một Bộ Nội vụ\n2\tĐề án hai Bộ Công an\n\n";
    assert_eq!(read(&pandoc, &body), format!("{lines}{rows}**Mục tiêu:** Tận dụng\n"));
    assert!(read(&[], &body).starts_with("1. Đổi mới tư duy, tăng cường vai trò - Nâng cao"), "in any other file it is a space");

    let plain = [style("paragraph", "PreformattedText", "Preformatted Text", "")];
    let line = |text: &str| paragraph("<w:pStyle w:val=\"PreformattedText\"/>", &run(text, false).replace('\t', "</w:t><w:tab/><w:t>"));
    let lines = ["Ngày 27/9/2019, Bộ Chính", "trị ban hành", "", "TT\tTên\tNgười", "I\tMỘT\t"].map(line).concat();
    assert_eq!(read(&plain, &lines), "Ngày 27/9/2019, Bộ Chính\ntrị ban hành\n\nTT\tTên\tNgười\nI\tMỘT\t\n");

    let strong = [style("character", "StrongEmphasis", "Strong", "<w:b/>")];
    let bold = run("Mục tiêu:", true).replace("<w:b/>", "<w:rStyle w:val=\"StrongEmphasis\"/>");
    assert_eq!(read(&strong, &paragraph("", &format!("{bold}{}", run(" Tận dụng", false)))), "**Mục tiêu:** Tận dụng\n");

    let tabbed = ["TT\tTên\tNgười", "1\tSách\tLan", "2\tVở\t", "Hết.\tCuối"].map(|text| paragraph("", &run(text, false))).concat();
    assert_eq!(read(&[], &tabbed), "TT\tTên\tNgười\n1\tSách\tLan\n2\tVở\t\n\nHết. Cuối\n");
}

// ----- the command -----

#[test]
fn import_then_build_gives_a_handbook_in_which_every_word_is_quoted() {
    let book = Book::small(&[]);
    for (key, file) in SEEDS {
        let source = repository().join("seeds").join(file);
        let run = book.run(&["import", source.to_str().unwrap(), "--key", key]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(
            std::fs::read(book.path(&format!("seeds/{file}"))).unwrap(),
            std::fs::read(source).unwrap(),
            "the document is kept byte for byte"
        );
    }
    for name in SMALL {
        let source = repository().join("tests/import").join(name);
        let run = book.run(&["import", source.to_str().unwrap(), "--key", name.split('.').next().unwrap()]);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    let docx = book.path("ke hoach.docx");
    std::fs::write(&docx, as_docx(&lines::read(&repository_text("tests/import/ke-hoach.md")).lines)).unwrap();
    let run = book.run(&["import", "ke hoach.docx", "--key", "kh-docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(book.path("seeds/ke hoach.docx").exists() && book.path("seeds/ke hoach.md").exists());

    assert_eq!(book.found(), Vec::<String>::new(), "every quotation holds and every source is quoted whole");
    let coverage = book.run(&["check", "--coverage"]).stdout;
    assert_eq!(coverage.matches("100%").count(), SEEDS.len() + SMALL.len() + 1, "{coverage}");
    book.build();
}

#[test]
fn import_never_overwrites_and_a_trial_writes_nothing() {
    let book = Book::small(&[]);
    let source = repository().join("tests/import/ke-hoach.md");
    let source = source.to_str().unwrap();
    let before = files_below(book.root());

    let trial = book.run(&["import", source, "--key", "kh", "--dry-run"]);
    assert_eq!((trial.status, files_below(book.root()) == before), (0, true), "{}", trial.stderr);
    assert!(trial.stdout.contains("seeds/sources.yaml") && trial.stdout.contains("> — [@kh"), "{}", trial.stdout);

    book.write("content/09-cu/index.md", "# Cũ\n\nĐã sửa.\n");
    let refused = |words: &[&str], said: &str| {
        let before: BTreeMap<String, Vec<u8>> = files_below(book.root());
        let run = book.run(words);
        assert_eq!(run.status, 2, "{words:?}");
        assert!(run.stderr.contains(said), "{words:?}: {}", run.stderr);
        assert_eq!(files_below(book.root()), before, "{words:?} wrote something");
    };
    refused(&["import", source, "--key", "kh", "--into", "content/09-cu"], "content/09-cu/index.md");
    refused(&["import", source, "--key", "kh", "--into", "../ngoai"], "../ngoai");
    refused(&["import", source, "--key", "có dấu"], "có dấu");
    refused(&["import", "khong-co.md", "--key", "kh"], "khong-co.md");
    book.write("a.pdf", "%PDF");
    refused(&["import", "a.pdf", "--key", "kh"], "a.pdf");
    book.write("a.docx", "không phải");
    refused(&["import", "a.docx", "--key", "kh"], "a.docx");
    book.write("trong.md", "\n\n");
    refused(&["import", "trong.md", "--key", "kh"], "trong.md");
    book.write_bytes("cu.txt", b"\xc4\xa1\xff");
    refused(&["import", "cu.txt", "--key", "kh"], "seeds/cu.txt");

    let done = book.run(&["import", source, "--key", "kh"]);
    assert_eq!(done.status, 0, "{}", done.stderr);
    assert!(done.stdout.contains("content/10-ke-hoach-21-kh-du"), "{}", done.stdout);
    refused(&["import", source, "--key", "kh"], "kh");
    book.write("khac/ke-hoach.md", "Khác.\n");
    refused(&["import", "khac/ke-hoach.md", "--key", "kh2"], "seeds/ke-hoach.md");
    book.write("seeds/sources.yaml", "sources: [{key: x}]\n");
    refused(&["import", source, "--key", "kh3"], "seeds/sources.yaml");
}
