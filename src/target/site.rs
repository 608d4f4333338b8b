//! The site: a page for every page of the handbook, the program's own pages, the theme's static files, and what
//! pages show or link to.

use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde_json::json;

use crate::book::{Book, PageId, SourceId};
use crate::diagnostics::Outcome;
use crate::input::Snapshot;
use crate::output::{Content, OutputTree};
use crate::render::chapter::paper;
use crate::render::final_test;
use crate::render::late;
use crate::render::outline::outline;
use crate::render::shared::Shared;
use crate::render::special::Special;
use crate::render::strings::Strings;
use crate::render::style::Style;
use crate::render::theme::Theme;
use crate::render::view;
use crate::search::{self, OwnPage, Shows};
use crate::settings::Settings;
use crate::text::escape::{html, script, url_path};

/// The theme that the settings name, with what every template of a site may use.
pub fn theme(snapshot: &Snapshot, settings: &Settings) -> Outcome<Arc<Theme>> {
    Theme::load(snapshot, settings).map(|mut theme| {
        super::share(&mut theme, settings);
        Arc::new(theme)
    })
}

/// The scripts of words, and the group of the theme's strings that each holds: a page loads those that it needs.
const WORDS: [(&str, &str); 6] = [
    ("words", "script"),
    ("table-words", "table"),
    ("final-words", "final_test"),
    ("aloud-words", "aloud"),
    ("search-words", "search"),
    ("results-words", "results"),
];

/// A site. Nothing of it is made before it is asked for: the preview shows one page of a version, and rarely another.
pub struct Site {
    book: Arc<Book>,
    theme: Arc<Theme>,
    style: Style,
    shared: Arc<Shared>,
    /// What stands beside the pages of the handbook, once somebody asked for some of it.
    others: OnceLock<OutputTree>,
}

impl Site {
    /// The site of a book in a theme.
    pub fn new(book: Arc<Book>, theme: Arc<Theme>, style: Style) -> Self {
        let shared = Arc::new(Shared::new(&book));
        Self { book, theme, style, shared, others: OnceLock::new() }
    }

    /// What stands at an address.
    pub fn get(&self, address: &str) -> Option<Content> {
        match self.book.pages.at(address) {
            Some(id) => Some(self.page(id)),
            None => self.others().get(address).cloned(),
        }
    }

    /// The addresses of everything, pages first.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let pages = self.book.pages.iter().map(|page| page.shell.address.as_str());
        pages.chain(self.others().keys().map(String::as_str))
    }

    /// All of it.
    pub fn tree(&self) -> OutputTree {
        let pages = self.book.iter().map(|(id, page)| (page.shell.address.clone(), self.page(id)));
        let mut tree: OutputTree = pages.collect();
        tree.extend(self.others().clone());
        tree
    }

    fn page(&self, id: PageId) -> Content {
        let (style, shared) = (self.style, self.shared.clone());
        let make = move |book: &Book, theme: &Theme| view::page(book, id, style, theme, &shared);
        recipe(&self.book, &self.theme, view::template(self.book.page(id).kind), make)
    }

    fn others(&self) -> &OutputTree {
        self.others.get_or_init(|| others(&self.book, &self.theme, self.style))
    }
}

/// What stands beside the pages of the handbook: the program's own pages, the index of the search, the files of the
/// theme, and what pages show or link to.
fn others(book: &Arc<Book>, theme: &Arc<Theme>, style: Style) -> OutputTree {
    let mut tree = OutputTree::new();
    for special in specials(book) {
        let make = move |book: &Book, theme: &Theme| view::special(book, special, style, theme);
        let content = match special {
            Special::Print => print(book, theme, style),
            _ => recipe(book, theme, special.template(), make),
        };
        tree.insert(special.address(book), content);
    }
    tree.extend(search::files(book, searched(book, &theme.strings)));
    for (name, bytes) in &theme.statics {
        tree.insert(format!("static/{name}"), Content::Ready(bytes.clone()));
    }
    for (name, group) in WORDS.into_iter().filter(|(_, group)| book.has_quizzes || !matches!(*group, "final_test" | "results")) {
        let theme = theme.clone();
        tree.insert(format!("static/{name}.js"), text(move || words(&theme, group)));
    }
    if book.has_quizzes {
        let book = book.clone();
        tree.insert("static/outline.js".to_owned(), text(move || outline_text(&book, Style::SITE)));
    }
    if book.settings.final_test.is_some() {
        let (book, theme) = (book.clone(), theme.clone());
        tree.insert("static/final-bank.js".to_owned(), text(move || bank(&book, style, &theme.strings)));
    }
    for asset in book.assets.values() {
        tree.insert(asset.address.clone(), Content::Ready(asset.bytes.clone()));
    }
    if let Some(base) = book.settings.base_url.clone() {
        let book = book.clone();
        tree.insert("sitemap.xml".to_owned(), text(move || sitemap(&book, &base)));
    }
    tree
}

fn recipe<V: Serialize>(
    book: &Arc<Book>,
    theme: &Arc<Theme>,
    template: &'static str,
    view: impl Fn(&Book, &Theme) -> Outcome<V> + Send + Sync + 'static,
) -> Content {
    let (book, theme) = (book.clone(), theme.clone());
    Content::whole(move || view(&book, &theme).then(|view| theme.render(template, view)))
}

/// The paper edition. Its template gives the frame; the text of the chapters, which is as large as the handbook, is
/// written into it chapter by chapter.
fn print(book: &Arc<Book>, theme: &Arc<Theme>, style: Style) -> Content {
    let (book, theme) = (book.clone(), theme.clone());
    Content::Recipe(Arc::new(move |vessel| {
        let view = view::special(&book, Special::Print, style, &theme);
        let Outcome { value: frame, diagnostics } = view.then(|view| theme.render(Special::Print.template(), view));
        late::pour(&frame, |late| paper(&book, late, &theme.strings), vessel);
        diagnostics
    }))
}

/// A text that is made when it is written: the preview rarely asks for it.
fn text(make: impl Fn() -> String + Send + Sync + 'static) -> Content {
    Content::whole(move || Outcome::fine(make().into_bytes()))
}

/// The program's own pages that this handbook has something for.
pub fn specials(book: &Book) -> Vec<Special> {
    let mut specials = vec![Special::Print, Special::Search, Special::NotFound];
    if !book.sources.is_empty() {
        specials.push(Special::Sources);
        specials.extend((0..book.sources.len()).map(SourceId).filter(|source| book.texts[source.0].is_some()).map(Special::Source));
    }
    if book.settings.final_test.is_some() {
        specials.push(Special::Final);
    }
    if !book.glossary.entries.is_empty() {
        specials.push(Special::Glossary);
    }
    if book.has_quizzes {
        specials.extend([Special::Results, Special::Storage]);
    }
    specials
}

/// The program's own pages whose words are found.
fn searched(book: &Book, strings: &Strings) -> Vec<OwnPage> {
    let page = |special: Special| {
        let (part, shows) = match special {
            Special::Glossary => (special, Shows::Glossary),
            Special::Source(source) => (Special::Sources, Shows::Source(source)),
            _ => return None,
        };
        let (address, title) = (special.address(book), special.title(book, strings));
        Some(OwnPage { address, title, part: part.title(book, strings), shows })
    };
    specials(book).into_iter().filter_map(page).collect()
}

/// The words that scripts use, as a classic script: nothing else can be loaded from a file. Those of the results page
/// are its own, so that no other page carries them.
fn words(theme: &Theme, group: &str) -> String {
    let words = json!(theme.strings.group(group));
    format!("var sotay=window.sotay||{{}};sotay.words=Object.assign(sotay.words||{{}},{});\n", script(&words))
}

/// The outline of the handbook as a classic script.
pub fn outline_text(book: &Book, style: Style) -> String {
    let outline = json!(outline(book, style));
    format!("var sotay=window.sotay||{{}};sotay.outline={};\n", script(&outline))
}

/// The questions that the final test draws from, as a classic script.
fn bank(book: &Book, style: Style, strings: &Strings) -> String {
    let bank = json!(final_test::bank(book, style, strings));
    format!("var sotay=window.sotay||{{}};sotay.bank={};\n", script(&bank))
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
