//! The site: a page for every page of the handbook, the program's own pages, the theme's static files, and what
//! pages show or link to.

use std::fmt::Write;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use crate::book::{Book, PageId, SourceId};
use crate::diagnostics::Outcome;
use crate::output::{Content, OutputTree};
use crate::render::style::Style;
use crate::render::theme::Theme;
use crate::render::view::{self, Special};
use crate::text::escape::{html, script, url_path};

/// The site of a book in a theme.
pub fn site(book: &Arc<Book>, mut theme: Theme) -> OutputTree {
    super::share(&mut theme, book);
    let theme = Arc::new(theme);
    let mut tree = OutputTree::new();
    for (id, page) in book.iter() {
        let template = view::template(page.kind);
        tree.insert(
            page.shell.address.clone(),
            recipe(book, &theme, template, move |book, theme| view::page(book, id, Style::SITE, &theme.strings)),
        );
    }
    for special in specials(book) {
        let make = move |book: &Book, theme: &Theme| view::special(book, special, Style::SITE, &theme.strings);
        tree.insert(special.address(book), recipe(book, &theme, special.template(), make));
    }
    for (name, bytes) in &theme.statics {
        tree.insert(format!("static/{name}"), Content::Ready(bytes.clone()));
    }
    tree.insert("static/words.js".to_owned(), Content::Ready(words(&theme).into_bytes().into()));
    for asset in book.assets.values() {
        tree.insert(asset.address.clone(), Content::Ready(asset.bytes.clone()));
    }
    if let Some(base) = &book.settings.base_url {
        tree.insert("sitemap.xml".to_owned(), Content::Ready(sitemap(book, base).into_bytes().into()));
    }
    tree
}

fn recipe<V: Serialize>(
    book: &Arc<Book>,
    theme: &Arc<Theme>,
    template: &'static str,
    view: impl Fn(&Book, &Theme) -> V + Send + Sync + 'static,
) -> Content {
    let (book, theme) = (book.clone(), theme.clone());
    Content::Recipe(Arc::new(move || {
        let Outcome { value, diagnostics } = theme.render(template, &view(&book, &theme));
        Outcome { value: value.into_bytes(), diagnostics }
    }))
}

/// The program's own pages that this handbook has something for.
pub fn specials(book: &Book) -> Vec<Special> {
    let mut specials = vec![Special::Print, Special::NotFound];
    if !book.sources.is_empty() {
        specials.push(Special::Sources);
        specials.extend((0..book.sources.len()).map(SourceId).filter(|source| book.texts[source.0].is_some()).map(Special::Source));
    }
    if !book.glossary.entries.is_empty() {
        specials.push(Special::Glossary);
    }
    specials
}

/// The words that scripts use, as a classic script: nothing else can be loaded from a file.
fn words(theme: &Theme) -> String {
    let words = json!(theme.strings.group("script"));
    format!("window.sotay = window.sotay || {{}};\nwindow.sotay.words = {};\n", script(&words))
}

/// The site map of sitemaps.org, protocol 0.9.
fn sitemap(book: &Book, base: &str) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    for id in (0..book.pages.len()).map(PageId) {
        let page = book.page(id);
        let changed = page.updated.map(|date| format!("<lastmod>{}</lastmod>", date.iso())).unwrap_or_default();
        let _ = writeln!(out, "<url><loc>{}{}</loc>{changed}</url>", html(base), url_path(&page.shell.address));
    }
    out.push_str("</urlset>\n");
    out
}
