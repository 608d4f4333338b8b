//! What a browser is told, as text: the news of a version, the report of its mistakes, the line that is added to each
//! page, and the pages for where there is none. Pure; sending it is the work of [`super::http`].

use serde_json::{Value, json};

use super::Version;
use crate::diagnostics::{Report, Texts, json_excerpts};
use crate::messages::Messages;
use crate::text::escape::{html, script, url_path};
use crate::text::nearest::nearest;

/// Where the preview's own files stand: no page has such an address, because every slug begins with a letter or digit.
pub const OWN: &str = "-/";

/// More mistakes than anyone reads at once are counted, not shown.
const MOST_SHOWN: usize = 200;

const SCRIPT: &str = include_str!("live.js");

/// The style of what the preview adds.
pub const STYLE: &str = include_str!("live.css");

/// The words of `live.js`.
const WORDS: [&str; 18] = [
    "ask",
    "at",
    "badge",
    "badge-warnings",
    "close",
    "fixed",
    "gone",
    "gone-text",
    "hint",
    "kept",
    "lost",
    "more",
    "nearest",
    "newest",
    "opened",
    "refused",
    "title-errors",
    "title-warnings",
];

/// The script that runs in each page, with its words.
pub fn script_text(messages: &Messages) -> String {
    let words: serde_json::Map<String, Value> =
        WORDS.iter().map(|word| ((*word).to_owned(), json!(messages.plain(&format!("live-{word}"))))).collect();
    format!("window.sotayLive = {};\n{SCRIPT}", script(&Value::Object(words)))
}

/// What one run of the preview is known by.
pub struct Run {
    /// A name that no other run has.
    pub name: String,
    /// What a page must show to have the editor opened.
    pub token: String,
    /// Whether there is an editor to open.
    pub editor: bool,
}

/// The news of a version: `run`, `number`, `styles`, `frame`, `pictures`, `errors`, `warnings`, `kept`, `editor`, `token`,
/// and `page`, what the window that is told shall show now, or null where it has to ask.
/// Signs are empty before the first build.
pub fn news(version: &Version, run: &Run, page: Option<&str>) -> String {
    let signs = version.signs();
    json!({
        "run": run.name,
        "token": run.token,
        "editor": run.editor,
        "number": version.number,
        "styles": signs.styles,
        "frame": signs.frame,
        "pictures": signs.pictures,
        "errors": version.errors,
        "warnings": version.warnings,
        "kept": version.kept,
        "page": page,
    })
    .to_string()
}

/// The mistakes of a version, for the list in the page: `number`, `items`, `more`.
pub fn report(number: u64, report: &Report, texts: &Texts<'_>, messages: &Messages) -> String {
    let items = json_excerpts(report, MOST_SHOWN, texts, messages);
    let more = report.iter().count().saturating_sub(items.len());
    json!({ "number": number, "items": items, "more": more }).to_string()
}

/// What is added at the end of each page: it leads to the script and says which version the page is of and where it is
/// written. It stands after everything else, even the last line break, so that the script finds the page as it was sent.
pub fn tail(version: &Version, run: &Run, place: &str) -> String {
    let signs = version.signs();
    format!(
        "<script src=\"/{OWN}live.js\" data-run=\"{}\" data-number=\"{}\" data-styles=\"{}\" data-frame=\"{}\" data-pictures=\"{}\" data-at=\"{}\"></script>",
        html(&run.name),
        version.number,
        signs.styles,
        signs.frame,
        signs.pictures,
        html(place),
    )
}

/// Where the page at an address is written, for who asks by a place outside of its blocks.
pub fn place(version: &Version, address: &str) -> String {
    let book = version.shown.as_ref().map(|shown| &shown.book);
    let page = book.and_then(|book| Some(book.page(book.pages.at(address)?)));
    page.map(|page| format!("{}@0", page.parsed.file)).unwrap_or_default()
}

/// The address of a page near to one that does not exist: a name like it, else the part it would stand in.
pub fn near(version: &Version, address: &str) -> Option<String> {
    let site = &version.shown.as_ref()?.site;
    let pages: Vec<&str> = site.addresses().filter(|address| address.ends_with(".html")).collect();
    // In the same folder first: pages are renamed more often than moved.
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside =
        pages.iter().copied().filter(|page| page.rsplit_once('/').map_or("", |(folder, _)| folder) == folder && *page != "404.html");
    let stem = address.trim_end_matches(".html");
    let longer = beside.clone().find(|page| page.starts_with(stem) || stem.starts_with(page.trim_end_matches(".html")));
    let found = longer.or_else(|| nearest(address, beside)).or_else(|| nearest(address, pages.iter().copied())).map(str::to_owned);
    found.or_else(|| {
        let mut above = folder;
        loop {
            let index = if above.is_empty() { "index.html".to_owned() } else { format!("{above}/index.html") };
            if site.get(&index).is_some() || above.is_empty() {
                return Some(index);
            }
            above = above.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    })
}

/// The page that is shown where there is none: `live-gone` with the way to a near one, or `live-building` before the
/// first build.
pub fn stand_in(messages: &Messages, near: Option<&str>, tail: &str) -> String {
    let language = messages.language().tag();
    let word = |key: &str| html(&messages.plain(key));
    let (title, text) = match near {
        Some(_) => (word("live-gone"), word("live-gone-text")),
        None => (word("live-building"), word("live-building-text")),
    };
    let way = near.map(|near| format!("<p>{} <a href=\"/{}\">{}</a></p>\n", word("live-nearest"), url_path(near), html(near)));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"/{OWN}live.css\">\n</head>\n<body class=\"sotay-stand-in\">\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n{}</main>\n</body>\n</html>\n{tail}",
        way.unwrap_or_default()
    )
}
