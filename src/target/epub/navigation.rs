//! The ways into the e-book: its cover, its contents (EPUB 3.3, section 7), and the contents in the older form that
//! readers of EPUB 2 know (NCX, ANSI/NISO Z39.86-2005).

use super::{Chapter, package};
use crate::book::Book;
use crate::render::strings::Strings;
use crate::text::escape::{html, url_path};

/// A page of markup that is the program's own and not a theme's.
fn page(book: &Book, title: &str, body: &str) -> String {
    let (language, title) = (book.settings.language.tag(), html(title));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{language}\" xml:lang=\"{language}\">\n<head>\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"ebook.css\"/>\n</head>\n{body}</html>\n"
    )
}

/// The cover: the picture, and in words what it shows.
pub fn cover(book: &Book, strings: &Strings) -> String {
    let settings = &book.settings;
    let words = [&settings.title, &settings.subtitle, &settings.publisher, &settings.edition];
    let words = words.into_iter().filter(|words| !words.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" – ");
    let body = format!(
        "<body epub:type=\"cover\">\n<section><img src=\"cover.svg\" role=\"doc-cover\" alt=\"{}\"/></section>\n</body>\n",
        html(&words)
    );
    page(book, strings.get("ebook", "cover"), &body)
}

/// The contents, and the places that a reader's buttons lead to.
pub fn contents(book: &Book, strings: &Strings, chapters: &[Chapter]) -> String {
    let heading = html(strings.get("interface", "contents"));
    let tree = tree(
        chapters,
        &Lists {
            opening: "<ol>",
            closing: "</ol>",
            entry: &|_, chapter| format!("<li><a href=\"{}\">{}</a>", url_path(&chapter.file), html(&chapter.title)),
            entry_closing: "</li>",
        },
    );
    let first = chapters.first().map(|chapter| url_path(&chapter.file)).unwrap_or_default();
    let body = format!(
        "<body>\n<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>{heading}</h1>\n{tree}</nav>\n\
         <nav epub:type=\"landmarks\" hidden=\"hidden\">\n<h2>{heading}</h2>\n<ol>\n<li><a epub:type=\"cover\" href=\"cover.xhtml\">{}</a></li>\n\
         <li><a epub:type=\"toc\" href=\"#toc\">{heading}</a></li>\n<li><a epub:type=\"bodymatter\" href=\"{first}\">{}</a></li>\n</ol>\n</nav>\n</body>\n",
        html(strings.get("ebook", "cover")),
        html(&book.settings.title)
    );
    page(book, strings.get("interface", "contents"), &body)
}

/// The contents for readers of EPUB 2.
pub fn old_contents(book: &Book, chapters: &[Chapter]) -> String {
    let depth = chapters.iter().map(|chapter| chapter.level).max().unwrap_or(1);
    let tree = tree(
        chapters,
        &Lists {
            opening: "",
            closing: "",
            entry: &|number, chapter| {
                format!(
                    "<navPoint id=\"point-{number}\" playOrder=\"{}\"><navLabel><text>{}</text></navLabel><content src=\"{}\"/>",
                    number + 1,
                    html(&chapter.title),
                    url_path(&chapter.file)
                )
            },
            entry_closing: "</navPoint>",
        },
    );
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\">\n<head>\n\
         <meta name=\"dtb:uid\" content=\"{}\"/>\n<meta name=\"dtb:depth\" content=\"{depth}\"/>\n</head>\n\
         <docTitle><text>{}</text></docTitle>\n<navMap>\n{tree}</navMap>\n</ncx>\n",
        package::identifier(book),
        html(&book.settings.title)
    )
}

/// How a form of contents writes entries within entries.
struct Lists<'a> {
    opening: &'a str,
    closing: &'a str,
    entry: &'a dyn Fn(usize, &Chapter) -> String,
    entry_closing: &'a str,
}

/// Chapters as nested lists by their levels. A chapter may stand at most one level below the one before it.
fn tree(chapters: &[Chapter], lists: &Lists<'_>) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for (number, chapter) in chapters.iter().enumerate() {
        let level = chapter.level.clamp(1, depth + 1);
        if level > depth {
            out.push_str(lists.opening);
        } else {
            out.push_str(lists.entry_closing);
            for _ in level..depth {
                out.extend([lists.closing, lists.entry_closing]);
            }
        }
        out.push('\n');
        out.push_str(&(lists.entry)(number, chapter));
        depth = level;
    }
    for _ in 0..depth {
        out.extend([lists.entry_closing, lists.closing]);
    }
    out + "\n"
}
