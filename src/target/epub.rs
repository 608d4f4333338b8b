//! The handbook as an e-book (EPUB 3.3, W3C Recommendation of 2023): each page a file in the XML syntax of HTML, by the
//! templates of the site in a frame of its own, `ebook.html`. Questions lead to their answers at the back. Nothing in it
//! depends on the clock: it is as old as the handbook says.

mod navigation;
mod package;

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::archive::pack;
use super::site;
use crate::book::{Asset, Book};
use crate::diagnostics::Outcome;
use crate::output::{Content, OutputTree};
use crate::render::shared::Shared;
use crate::render::special::Special;
use crate::render::style::{Style, address};
use crate::render::theme::Theme;
use crate::render::view::{self, View};
use crate::text::media::media_type;

/// The frame of a page in an e-book.
pub const FRAME: &str = "ebook.html";

/// Letters of the title in a line of the cover, and of what stands below it.
const TITLE_LINE: usize = 22;
const SMALL_LINE: usize = 42;

/// A file that is read in order.
struct Chapter {
    /// Its place in the package.
    file: String,
    title: String,
    /// How deep it stands in the contents: 1 for parts.
    level: usize,
    html: String,
}

#[derive(Serialize)]
struct Cover {
    #[serde(flatten)]
    view: View,
    cover: CoverLines,
}

#[derive(Serialize)]
struct CoverLines {
    title: Vec<String>,
    subtitle: Vec<String>,
    foot: Vec<String>,
}

/// The e-book of a book, in a theme whose frame is [`FRAME`].
pub fn epub(book: &Book, mut theme: Theme) -> Outcome<Vec<u8>> {
    let mut diagnostics = Vec::new();
    super::share(&mut theme, &book.settings);
    let chapters = chapters(book, &theme).unload(&mut diagnostics);
    let cover = cover(book, &theme).then(|cover| theme.render("ebook-cover.xml", cover)).unload(&mut diagnostics);
    let mut tree = OutputTree::new();
    let mut add = |path: &str, bytes: Arc<[u8]>| tree.insert(path.to_owned(), Content::Ready(bytes));
    add("mimetype", Arc::from(&b"application/epub+zip"[..]));
    add("META-INF/container.xml", package::CONTAINER.as_bytes().into());
    add("EPUB/cover.svg", cover.into());
    add("EPUB/cover.xhtml", navigation::cover(book, &theme.strings).into_bytes().into());
    add("EPUB/nav.xhtml", navigation::contents(book, &theme.strings, &chapters).into_bytes().into());
    add("EPUB/toc.ncx", navigation::old_contents(book, &chapters).into_bytes().into());
    add("EPUB/package.opf", package::package(book, &theme.strings, &chapters).into_bytes().into());
    add("EPUB/ebook.css", theme.editions.get("ebook.css").cloned().unwrap_or_else(|| Arc::from(&b""[..])));
    for asset in pictures(book) {
        add(&format!("EPUB/{}", asset.address), asset.bytes.clone());
    }
    for chapter in chapters {
        add(&format!("EPUB/{}", chapter.file), chapter.html.into_bytes().into());
    }
    let value = pack(&tree, &["mimetype"]).unload(&mut diagnostics);
    Outcome { value, diagnostics }
}

/// Every file in reading order: the pages, then glossary, sources and answers.
fn chapters(book: &Book, theme: &Theme) -> Outcome<Vec<Chapter>> {
    let strings = &theme.strings;
    let shared = Shared::new(book);
    let pages = book.iter().map(|(id, page)| {
        let level = (page.shell.number.matches('.').count() + 1).min(6);
        let title = format!("{} {}", page.shell.number, page.shell.title).trim().to_owned();
        (page.shell.address.clone(), title, level, view::template(page.kind), view::page(book, id, Style::EBOOK, theme, &shared))
    });
    let has_place = |special: &Special| matches!(special, Special::Glossary | Special::Sources | Special::Source(_));
    let own = site::specials(book).into_iter().filter(has_place).map(|special| {
        let level = if matches!(special, Special::Source(_)) { 2 } else { 1 };
        let view = view::special(book, special, Style::EBOOK, theme);
        (special.address(book), special.title(book, strings), level, special.template(), view)
    });
    let key = has_questions(book).then(|| {
        let view = view::answers(book, Style::EBOOK, theme);
        (address::KEY.to_owned(), strings.get("interface", "key_title").to_owned(), 1, "ebook-key.html", view)
    });
    let all: Vec<_> = pages.chain(own).chain(key).collect();
    let rendered: Vec<Outcome<Chapter>> = all
        .into_par_iter()
        .map(|(address, title, level, template, view)| {
            let Outcome { value: html, diagnostics } = view.then(|view| theme.render_text(template, view));
            Outcome { value: Chapter { file: Style::EBOOK.file(&address), title, level, html }, diagnostics }
        })
        .collect();
    let mut diagnostics = Vec::new();
    let value = rendered.into_iter().map(|chapter| chapter.unload(&mut diagnostics)).collect();
    Outcome { value, diagnostics }
}

fn has_questions(book: &Book) -> bool {
    book.pages.iter().any(|page| page.quiz.is_some())
}

/// The pictures that an e-book may hold (EPUB 3.3, section 3.2: core media types). Other files of the handbook are not
/// opened by an e-book, and no page links to them.
fn pictures(book: &Book) -> impl Iterator<Item = &Asset> {
    let is_picture = |asset: &&Asset| {
        let known = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"];
        known.contains(&media_type(&asset.address))
    };
    book.assets.values().filter(is_picture)
}

fn cover(book: &Book, theme: &Theme) -> Outcome<Cover> {
    let settings = &book.settings;
    let date = settings.date.map(|date| date.to_string()).unwrap_or_default();
    let edition = [settings.edition.as_str(), &date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let foot = [settings.publisher.clone(), edition].into_iter().filter(|line| !line.is_empty()).collect();
    let lines = CoverLines { title: lines(&settings.title, TITLE_LINE), subtitle: lines(&settings.subtitle, SMALL_LINE), foot };
    view::whole(book, Style::EBOOK, theme).map(|view| Cover { view, cover: lines })
}

/// Text broken at spaces into lines of at most `longest` letters; a longer word has a line of its own.
fn lines(text: &str, longest: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= longest => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
