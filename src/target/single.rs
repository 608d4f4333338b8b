//! The whole site in one HTML file that needs nothing else: every page is a sheet of one document, links lead inside it,
//! pictures, styles and scripts are part of it. Pages are those of the site, rendered by the same templates; what
//! differs is said by [`Style::SINGLE`] and by the frame, `sheet.html`.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::policy::policy;
use super::site;
use crate::book::{Book, PageId};
use crate::diagnostics::Outcome;
use crate::output::OutputTree;
use crate::render::shared::Shared;
use crate::render::special::Special;
use crate::render::style::Style;
use crate::render::theme::Theme;
use crate::render::view::{self, View};
use crate::text::escape::{data_url, inline_script, inline_style};
use crate::text::media::media_type;

/// The frame of a page in the file.
pub const SHEET: &str = "sheet.html";

#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    view: View,
    /// Every page in its frame.
    sheets: Vec<String>,
    /// The names of the styles that only some pages of the site load, sorted: a map has no order in templates.
    styles: Vec<String>,
    /// What the site's pages load, by name: scripts and styles as they stand in elements, all else as references.
    files: BTreeMap<String, String>,
    /// What the browser may run: the scripts and styles among `files`.
    policy: String,
}

/// The file of a book. `site` is its site, `theme` its theme, `sheets` the same theme with [`SHEET`] as the frame.
pub fn single(book: &Book, site: &OutputTree, mut theme: Theme, mut sheets: Theme) -> Outcome<Vec<u8>> {
    let mut diagnostics = Vec::new();
    super::share(&mut theme, &book.settings);
    super::share(&mut sheets, &book.settings);
    let pages = pages(book, &theme);
    let rendered: Vec<Outcome<String>> =
        pages.into_par_iter().map(|(template, view)| view.then(|view| sheets.render_text(template, view))).collect();
    let own = |name: &&String| name.ends_with(".css") && *name != "sen.css";
    let styles = theme.statics.keys().filter(own).cloned().collect();
    let files = files(book, site, &theme).unload(&mut diagnostics);
    let ending = |ending: &'static str| files.iter().filter(move |(name, _)| name.ends_with(ending)).map(|(_, text)| text.as_str());
    let policy = policy(ending(".js"), ending(".css"));
    let document = Document {
        view: view::whole(book, Style::SINGLE, &theme).unload(&mut diagnostics),
        sheets: rendered.into_iter().map(|sheet| sheet.unload(&mut diagnostics)).collect(),
        styles,
        files,
        policy,
    };
    let value = theme.render("single.html", &document).unload(&mut diagnostics);
    Outcome { value, diagnostics }
}

/// The pages of the file in order, with their templates: those of the handbook, then the program's own.
fn pages(book: &Book, theme: &Theme) -> Vec<(&'static str, Outcome<View>)> {
    let has_place = |special: &Special| matches!(special, Special::Glossary | Special::Sources | Special::Final | Special::Results);
    let own = site::specials(book).into_iter().filter(has_place);
    let ids = (0..book.pages.len()).map(PageId);
    let shared = Shared::new(book);
    let pages = ids.map(|id| (view::template(book.page(id).kind), view::page(book, id, Style::SINGLE, theme, &shared)));
    pages.chain(own.map(|special| (special.template(), view::special(book, special, Style::SINGLE, theme)))).collect()
}

/// What the pages of the site load, and what only this file does.
fn files(book: &Book, site: &OutputTree, theme: &Theme) -> Outcome<BTreeMap<String, String>> {
    let mut diagnostics = Vec::new();
    // The index of the search, in folders of its own, is made from the document itself (single-index.js).
    let statics =
        site.iter().filter_map(|(path, content)| Some((path.strip_prefix("static/").filter(|name| !name.contains('/'))?, content)));
    let statics = statics.map(|(name, content)| (name, content.bytes().unload(&mut diagnostics)));
    let mut all: BTreeMap<String, Arc<[u8]>> = statics
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .chain(theme.editions.iter().map(|(name, bytes)| (name.clone(), bytes.clone())))
        .collect();
    all.insert("outline.js".to_owned(), site::outline_text(book, Style::SINGLE).into_bytes().into());
    let value = all.iter().map(|(name, bytes)| (name.clone(), inline(name, bytes))).collect();
    Outcome { value, diagnostics }
}

fn inline(name: &str, bytes: &[u8]) -> String {
    match (media_type(name), std::str::from_utf8(bytes)) {
        ("text/javascript", Ok(text)) => inline_script(text),
        ("text/css", Ok(text)) => inline_style(text),
        (media_type, _) => data_url(media_type, bytes),
    }
}
