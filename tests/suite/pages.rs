//! What Markdown becomes. The documents in `tests/written` are the specification of pages: under a heading that says
//! the behaviour stand a fenced block of Markdown and one of the HTML that it must become; a third block lists what is
//! reported (`line:column code`), and where there is none nothing may be. Each is written as the page `content/trang.md`
//! of the handbook `tests/written/handbook`, with the title `# Trang` unless it has one. White space between block
//! elements does not count.

use std::fs;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::support::{files_below, repository, repository_text};
use sotay::book::{Drafts, PageId};
use sotay::diagnostics::{Diagnostic, Report};
use sotay::engine::{self, Build};
use sotay::input::{File, Snapshot};
use sotay::render::theme::Theme;
use sotay::render::{body, shared::Shared, style::Style, view};
use sotay::target::site;
use sotay::text::BookPath;

/// The page that a written case becomes.
const PAGE: &str = "content/trang.md";

/// A behaviour with what is written and what it must become.
#[derive(Default)]
struct Case {
    name: String,
    markdown: Option<String>,
    allows_html: bool,
    html: Option<String>,
    reported: Vec<String>,
}

/// The cases of a document.
fn cases(document: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut events = Parser::new(document);
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                cases.push(Case { name: text_to(&mut events, |end| matches!(end, TagEnd::Heading(_))), ..Case::default() })
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                let text = text_to(&mut events, |end| end == TagEnd::CodeBlock);
                let case = cases.last_mut().expect("a block stands under a heading");
                match &*kind {
                    "markdown" => case.markdown = Some(text),
                    "markdown raw_html" => (case.markdown, case.allows_html) = (Some(text), true),
                    "html" => case.html = Some(text),
                    "reported" => case.reported = text.lines().map(str::to_owned).collect(),
                    other => panic!("{}: a block of the kind {other:?}", case.name),
                }
            }
            _ => {}
        }
    }
    cases.retain(|case| case.markdown.is_some());
    cases
}

fn text_to(events: &mut Parser<'_>, is_end: impl Fn(TagEnd) -> bool) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::End(end) if is_end(end) => break,
            Event::Text(piece) | Event::Code(piece) => text += &piece,
            _ => {}
        }
    }
    text
}

/// The handbook around a written page.
fn handbook(markdown: &str, allows_html: bool) -> Snapshot {
    let mut files = files_below(&repository().join("tests/written/handbook"));
    let title = if ["# ", "---\n"].iter().any(|start| markdown.starts_with(start)) { "" } else { "# Trang\n\n" };
    files.insert(PAGE.to_owned(), format!("{title}{markdown}").into_bytes());
    if allows_html {
        files.entry("content/handbook.yaml".to_owned()).or_default().extend(b"raw_html: true\n");
    }
    files.into_iter().map(|(place, bytes)| (BookPath::new(&place).unwrap(), File::new(bytes))).collect()
}

/// The theme: the same for every page here.
fn theme(snapshot: &Snapshot, build: &Build) -> &'static Theme {
    static THEME: OnceLock<Arc<Theme>> = OnceLock::new();
    THEME.get_or_init(|| site::theme(snapshot, &build.book.settings).value)
}

/// The handbook with a written page, built.
struct Made {
    build: Build,
    theme: &'static Theme,
    snapshot: Snapshot,
}

impl Made {
    fn new(markdown: &str, allows_html: bool) -> Self {
        let snapshot = handbook(markdown, allows_html);
        let build = engine::build(&snapshot, Drafts::LeftOut);
        let theme = theme(&snapshot, &build);
        Self { build, theme, snapshot }
    }

    fn page(&self) -> PageId {
        let book = &self.build.book;
        book.iter().find(|(_, page)| page.path.as_str() == PAGE).map(|(id, _)| id).unwrap()
    }

    fn html(&self) -> String {
        body::render(&self.build.book, self.page(), Style::SITE, &self.theme.strings).html
    }

    /// What is reported in the page, as `line:column code`.
    fn reported(&self) -> Vec<String> {
        let place = |diagnostic: &Diagnostic| {
            assert_eq!(diagnostic.span.path.as_str(), PAGE, "{diagnostic:?}");
            let place = self.snapshot.text(&diagnostic.span.path).unwrap().place(diagnostic.span.start as usize);
            format!("{}:{} {}", place.line, place.column, diagnostic.code.name())
        };
        Report::new(self.build.diagnostics.clone()).iter().map(place).collect()
    }
}

/// Elements around which white space says nothing.
const BLOCKS: [&str; 26] = [
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "figure",
    "figcaption",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "h2",
    "h3",
    "h4",
    "h5",
    "section",
    "hr",
    "pre",
    "details",
    "summary",
];

/// HTML with one tag or text a line, white space folded, so that only what a reader can notice is compared.
fn plain(html: &str) -> String {
    let mut out = String::new();
    for (index, part) in html.split("<pre").enumerate() {
        let (code, rest) = if index == 0 { ("", part) } else { part.split_once("</pre>").expect("pre is closed") };
        if index > 0 {
            out += &format!("\n<pre{code}</pre>\n");
        }
        push_folded(&mut out, rest);
    }
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn push_folded(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        let (tag, before) = (&rest[start..end], &rest[..start]);
        push_words(out, before);
        let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        if BLOCKS.contains(&name.as_str()) {
            *out += &format!("\n{tag}\n");
        } else {
            *out += tag;
        }
        rest = &rest[end..];
    }
    push_words(out, rest);
}

fn push_words(out: &mut String, text: &str) {
    if text.starts_with(char::is_whitespace) {
        out.push(' ');
    }
    *out += &text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

#[test]
fn what_is_written_becomes_what_is_expected() {
    let documents = files_below(&repository().join("tests/written"));
    let mut count = 0;
    let mut differences = String::new();
    for (name, text) in documents.iter().filter(|(name, _)| name.ends_with(".md") && !name.contains('/')) {
        for case in cases(&String::from_utf8(text.clone()).unwrap()) {
            count += 1;
            let made = Made::new(&case.markdown.clone().unwrap(), case.allows_html);
            let expected = case.html.unwrap_or_else(|| panic!("{name}: {} says not what it becomes", case.name));
            let (html, expected) = (plain(&made.html()), plain(&expected));
            if html != expected {
                differences += &format!("\n\n{name}: {}\n--- expected\n{expected}\n--- found\n{html}", case.name);
            }
            if made.reported() != case.reported {
                differences += &format!("\n\n{name}: {}\n--- expected {:?}\n--- reported {:?}", case.name, case.reported, made.reported());
            }
        }
    }
    assert!(count > 50, "only {count} cases were read");
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn a_chart_is_a_picture_with_title_words_and_its_figures_as_a_table() {
    let chart = "```chart\ntitle: Kinh tế số\ndescription: Tăng từ 20% lên 30%.\nseries: [Năm 2025]\nrows:\n  \
        - {label: Trong GDP, max: 100, values: [{value: 20, text: khoảng 20%}]}\nsource: {source: nq1, place: Điều 1}\n```\n";
    let html = Made::new(chart, false).html();
    let parts = [
        "<figure class=\"chart\" id=\"bieu-do-1\"><figcaption>Kinh tế số</figcaption>",
        "role=\"img\" aria-labelledby=\"bieu-do-1-title bieu-do-1-text\"",
        "<title id=\"bieu-do-1-title\">Kinh tế số</title><desc id=\"bieu-do-1-text\">Tăng từ 20% lên 30%.</desc>",
        ">Năm 2025: khoảng 20%</text>",
        "<details><summary>Bảng số liệu</summary><table><thead><tr><td></td><th scope=\"col\">Năm 2025</th></tr></thead>",
        "<tbody><tr><th scope=\"row\">Trong GDP</th><td>khoảng 20%</td></tr></tbody></table></details>",
        "Nguồn: <a class=\"citation\" href=\"nguon.html#nguon-nq1\">Nghị quyết 1-NQ/TW, Điều 1</a>",
    ];
    let mut from = 0;
    for part in parts {
        from += html[from..].find(part).unwrap_or_else(|| panic!("{part} does not follow in {html}")) + part.len();
    }
}

/// A chart over the data file of the handbook around it.
fn chart(kind: &str, rest: &str) -> String {
    Made::new(&format!("```chart\nkind: {kind}\ntitle: Biểu đồ\ndescription: Mô tả.\n{rest}```\n"), false).html()
}

#[test]
fn series_differ_by_pattern_and_shape_and_every_value_is_written() {
    let rows = "unit: \"%\"\nseries: [A, B, C]\nrows:\n  - {label: \"2025\", values: [20, 7.5, chưa nêu]}\n  - {label: \"2030\", values: [30, 8, 1]}\n";
    let bars = chart("bar", rows);
    for part in
        ["<rect class=\"bar series-1\"", "<rect class=\"bar series-2\"", "fill=\"url(#bieu-do-1-3)\"", "<pattern id=\"bieu-do-1-3\""]
    {
        assert!(bars.contains(part), "{part} is not in {bars}");
    }
    let marks = ["m-5 0a5 5", "m-5-5h10", "m0-6l6 11"];
    for kind in ["line", "dot"] {
        let html = chart(kind, rows);
        assert!(marks.iter().all(|mark| html.contains(mark)), "{html}");
    }
    for kind in ["bar", "line", "dot"] {
        let picture = chart(kind, rows).split("<details>").next().unwrap().to_owned();
        for value in ["20%", "7,5%", "chưa nêu", "30%", "8%", "1%"] {
            assert!(picture.contains(&format!(">{value}</text>")), "{kind}: {value} is not in {picture}");
        }
    }
}

#[test]
fn a_bar_is_as_long_as_its_share_of_the_scale() {
    let widths = |html: &str| -> Vec<f64> {
        let bars = html.split("<rect class=\"bar series-1\"").skip(1);
        bars.map(|bar| bar.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()).collect()
    };
    let html = chart(
        "bar",
        "series: [A]\nmax: 40\nrows:\n  - {label: một, values: [10]}\n  - {label: hai, values: [20]}\n  - {label: ba, values: [40]}\n",
    );
    let [quarter, half, full] = widths(&html)[..] else { panic!("{html}") };
    assert!((quarter * 4.0 - full).abs() < 0.5 && (half * 2.0 - full).abs() < 0.5, "{quarter} {half} {full}");
}

#[test]
fn a_chart_reads_columns_of_a_data_file_or_counts_their_values() {
    let columns = chart("line", "file: so-lieu.csv\nlabel: Năm\nseries: [Đô thị, Nông thôn]\n");
    assert!(columns.contains("<tr><th scope=\"row\">2025</th><td>25</td><td>12,5%</td></tr>"), "{columns}");
    let counted = chart("bar", "file: so-lieu.csv\ncount: Vùng\nseries: [Số năm]\n");
    let table = "<tbody><tr><th scope=\"row\">Nam</th><td>2</td></tr><tr><th scope=\"row\">Bắc</th><td>1</td></tr></tbody>";
    assert!(counted.contains(table), "{counted}");
}

#[test]
fn a_timeline_reads_its_dates_from_a_data_file() {
    let html = Made::new("```timeline\ntitle: Mốc\nfile: so-lieu.csv\ndate: Năm\nitem: Vùng\ncounted: vùng\n```\n", false).html();
    let dates = "<li><b class=\"date\">2020</b> 1 vùng<ul><li>Bắc</li></ul></li>\n<li><b class=\"date\">2025</b> 2 vùng<ul><li>Nam</li><li>Nam</li></ul></li>";
    assert!(html.contains(dates), "{html}");
}

/// A page with one of everything that its template is told of.
const EVERYTHING: &str = "---
title: Trang
summary: Tóm tắt trang.
objectives: [Nêu được một.]
keywords: [một]
updated: 2026-11-20
---

## Mục một

GII là chữ viết tắt.

### Mục nhỏ

> Kinh tế số chiếm khoảng 20% GDP.
>
> — [@nq1, Điều 1]

## Mục hai

```quiz
questions:
  - ask: Đúng không?
    is: true
```
";

fn page_data() -> Value {
    let made = Made::new(EVERYTHING, false);
    assert_eq!(made.reported(), Vec::<String>::new());
    let book = &made.build.book;
    let outcome = view::page(book, made.page(), Style::SITE, made.theme, &Shared::new(book));
    assert_eq!(outcome.diagnostics, []);
    serde_json::to_value(outcome.value).unwrap()
}

#[test]
fn a_template_receives_the_data_that_is_recorded() {
    let found = format!("{:#}\n", page_data());
    let file = repository().join("tests/written/page-data.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &found).unwrap();
    }
    let recorded = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(found, recorded, "if this is meant: UPDATE=1 cargo test");
}

#[test]
fn every_field_that_a_template_receives_is_documented() {
    let manual = repository_text("themes/README.md");
    let mut missing = Vec::new();
    for_each_key("", &page_data(), &mut |place, key| {
        let written = [format!("`{key}`"), format!("`{place}{key}`"), format!(".{key}`")];
        if !written.iter().any(|written| manual.contains(written)) {
            missing.push(format!("{place}{key}"));
        }
    });
    assert!(missing.is_empty(), "themes/README.md does not speak of {missing:?}");
}

#[test]
fn every_template_style_script_and_block_of_the_theme_is_documented() {
    let manual = repository_text("themes/README.md");
    let files = files_below(&repository().join("themes/sen"));
    let mut names: Vec<String> = Vec::new();
    for (path, bytes) in &files {
        let name = path.rsplit('/').next().unwrap();
        names.extend([".html", ".css", ".js"].iter().any(|ending| name.ends_with(ending)).then(|| name.to_owned()));
        if path.ends_with(".html") {
            let text = String::from_utf8_lossy(bytes);
            names.extend(text.split("{% block ").skip(1).map(|rest| rest.split([' ', '%']).next().unwrap().to_owned()));
        }
    }
    names.retain(|name| !manual.contains(&format!("`{name}`")));
    assert!(names.is_empty(), "themes/README.md does not speak of {names:?}");
}

fn for_each_key(place: &str, value: &Value, visit: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                visit(place, key);
                for_each_key(&format!("{place}{key}."), value, visit);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| for_each_key(place, item, visit)),
        _ => {}
    }
}

/// Pieces that mean something to the reader of pages; put together in any order they make the oddest pages.
const PIECES: [&str; 40] = [
    "\n",
    "\n\n",
    " ",
    "a) ",
    "b) ",
    "đ) ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "## ",
    "### ",
    "“",
    "”",
    "[@nq1]",
    "[@nq1, Điều 1]",
    "[@",
    "]",
    "[^1]",
    "[^1]: ",
    "**",
    "*",
    "~~",
    "`",
    "```\n",
    "```quiz\n",
    "```chart\n",
    "|",
    "| - |\n",
    ": ",
    "[x](",
    ")",
    "![",
    "<b>",
    "</div>",
    "<!--",
    "GII",
    "chuyển đổi số",
    "\\",
    "- [ ] ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_becomes_balanced_html(page in odd_page()) {
        let made = Made::new(&page, false);
        prop_assert_eq!(unbalanced(&made.html()), None, "{}", made.html());
        // Every place of a report stands in the page.
        made.reported();
    }

    #[test]
    fn any_page_becomes_balanced_html_even_where_raw_html_is_allowed(page in odd_page()) {
        let made = Made::new(&page, true);
        prop_assert_eq!(unbalanced(&made.html()), None, "{}", made.html());
    }
}

fn odd_page() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60);
    pieces.prop_map(|pieces| format!("# Trang\n\n{}", pieces.concat()))
}

/// The first tag that closes what is not open, or is never closed.
fn unbalanced(html: &str) -> Option<String> {
    const VOID: [&str; 7] = ["br", "hr", "img", "input", "path", "rect", "wbr"];
    let mut open: Vec<String> = Vec::new();
    for piece in html.split('<').skip(1) {
        let name: String = piece.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if piece.starts_with('/') {
            if open.pop().as_ref() != Some(&name) {
                return Some(format!("</{name}>"));
            }
        } else if !VOID.contains(&name.as_str()) && !name.is_empty() {
            open.push(name);
        }
    }
    open.pop()
}
