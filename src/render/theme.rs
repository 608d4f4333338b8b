//! Themes: templates, static files and words. A theme is a folder of `themes/`; what it does not have it takes from
//! the theme it extends, and in the end from `sen`, which is inside the program. This file alone knows tera.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::html::{headline, prose};
use super::slim::slimmed;
use super::strings::Strings;
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::input::{Snapshot, decode};
use crate::memory::Known;
use crate::parse::placed::Placed;
use crate::parse::reader;
use crate::settings::{DEFAULT_THEME, Settings};
use crate::text::escape::html_pieces;
use crate::text::nearest::nearest;
use crate::text::{BookPath, Fingerprint, Source, Span};

macro_rules! files_of_sen {
    ($($name:literal),+ $(,)?) => {
        /// The theme inside the program: each file with its place below `themes/sen/`.
        pub const SEN: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../themes/sen/", $name)))),+];
    };
}

files_of_sen![
    "theme.yaml",
    "editions/ebook.css",
    "editions/scorm-shell.js",
    "editions/scorm.css",
    "editions/scorm.js",
    "editions/single-index.js",
    "editions/single.css",
    "editions/single.js",
    "strings/en.yaml",
    "strings/vi.yaml",
    "static/aloud.js",
    "static/carry.js",
    "static/cover.css",
    "static/dom.js",
    "static/favicon.svg",
    "static/figures.css",
    "static/final.js",
    "static/find-box.js",
    "static/find.js",
    "static/key.js",
    "static/look.js",
    "static/marking.js",
    "static/progress.js",
    "static/quiz.css",
    "static/quiz.js",
    "static/reference.css",
    "static/search.css",
    "static/search.js",
    "static/results.css",
    "static/results.js",
    "static/sen.css",
    "static/store.js",
    "static/table.js",
    "static/terms.js",
    "templates/around.html",
    "templates/base.html",
    "templates/components.html",
    "templates/cover.html",
    "templates/ebook-cover.xml",
    "templates/ebook-key.html",
    "templates/ebook.html",
    "templates/final.html",
    "templates/foot.html",
    "templates/glossary.html",
    "templates/head.html",
    "templates/look.html",
    "templates/lotus.html",
    "templates/not-found.html",
    "templates/own-head.html",
    "templates/page.html",
    "templates/part-nav.html",
    "templates/part.html",
    "templates/policy.html",
    "templates/print.html",
    "templates/quiz.html",
    "templates/quoted.html",
    "templates/search.html",
    "templates/results.html",
    "templates/source.html",
    "templates/scorm.html",
    "templates/sheet.html",
    "templates/single.html",
    "templates/sources.html",
    "templates/storage.html",
    "templates/term.html",
    "templates/toc.html",
    "templates/top.html",
    "templates/trail.html",
];

/// The template around every page of a site.
const FRAME: &str = "base.html";

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Where each template was found.
    templates: BTreeMap<String, BookPath>,
    /// Static files by their place below `static/`, as they are shipped.
    pub statics: BTreeMap<String, Arc<[u8]>>,
    /// Files of exports, by their place below `editions/`, as they are shipped.
    pub editions: BTreeMap<String, Arc<[u8]>>,
    /// The words of the interface in the handbook's language.
    pub strings: Strings,
}

/// The files of a theme and of those it extends, the nearest first. Keys are places below the theme's folder.
type Files = BTreeMap<String, Found>;

#[derive(Clone)]
struct Found {
    path: BookPath,
    bytes: Arc<[u8]>,
}

impl Theme {
    /// The theme that the settings name. Where something is wrong with it, `sen` stands in.
    pub fn load(snapshot: &Snapshot, settings: &Settings) -> Outcome<Self> {
        Self::framed(snapshot, settings, FRAME)
    }

    /// The same with the template `frame` around its pages, in the place of `base.html`. So a target that is no site
    /// shows pages by the templates of the site.
    pub fn framed(snapshot: &Snapshot, settings: &Settings, frame: &str) -> Outcome<Self> {
        let mut diagnostics = Vec::new();
        let strings_name = format!("strings/{}.yaml", settings.language.tag());
        let chain = chain(snapshot, settings).unload(&mut diagnostics);
        let mut strings = Strings::default();
        for layer in chain.iter().rev() {
            if let Some(found) = layer.get(&strings_name) {
                strings.overlay(read_strings(found).unload(&mut diagnostics));
            }
        }
        let mut files = Files::new();
        for layer in chain {
            for (name, found) in layer {
                files.entry(name).or_insert(found);
            }
        }
        let tera = compile(&reframed(&files, frame)).unload(&mut diagnostics);
        let below =
            |folder: &'static str| files.iter().filter_map(move |(name, found)| Some((name.strip_prefix(folder)?.to_owned(), found)));
        let theme = Self {
            tera: tera.unwrap_or_else(|| compile(&reframed(&embedded(), frame)).value.unwrap_or_default()),
            templates: below("templates/").map(|(name, found)| (name, found.path.clone())).collect(),
            statics: below("static/").map(shipped).collect(),
            editions: below("editions/").map(shipped).collect(),
            strings,
        };
        Outcome { value: theme, diagnostics }
    }

    /// Makes some data known to every template under its name.
    pub fn share<T: Serialize + ?Sized>(&mut self, name: &'static str, data: &T) {
        self.tera.global_context().insert(name, data);
    }

    /// Renders a template. A template that fails gives an empty page and a diagnostic at its place.
    /// The data goes as soon as tera has its own copy: that of the paper edition is the whole handbook.
    pub fn render<T: Serialize>(&self, template: &str, view: T) -> Outcome<Vec<u8>> {
        let context = Context::from_serialize(&view);
        drop(view);
        let mut html = Page(Vec::with_capacity(ROOM));
        match context.and_then(|context| self.tera.render_to(template, &context, &mut html)) {
            Ok(()) => Outcome::fine(html.0),
            Err(error) => Outcome { value: Vec::new(), diagnostics: vec![diagnostic(&error, template, &self.templates)] },
        }
    }

    /// Renders a template as text, to be part of something larger.
    pub fn render_text<T: Serialize>(&self, template: &str, view: T) -> Outcome<String> {
        self.render(template, view).map(|bytes| String::from_utf8(bytes).expect("templates and data are text"))
    }

    /// Renders a template as a piece of many pages.
    pub fn piece<T: Serialize>(&self, template: &str, view: T) -> Outcome<Prepared> {
        self.render_text(template, view).map(|html| Prepared(Value::safe_string(&html)))
    }
}

/// Data in the form in which templates read it, or a finished piece of a page: part of the data of many pages.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Prepared(Value);

impl Prepared {
    /// Brings data into that form.
    pub fn new<T: Serialize>(data: &T) -> Self {
        Self(Value::from_serializable(data))
    }
}

/// A page while it is written. A template may repeat itself without end; memory has one.
struct Page(Vec<u8>);

/// The bytes that a page has room for from the start: most pages of a handbook.
const ROOM: usize = 1 << 15;

/// The most bytes of a page: the handbook of 20,000 pages on one is half of it.
const LARGEST_PAGE: usize = 1 << 30;

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_PAGE {
            return Err(io::Error::other(format!("the page is larger than {} MB", LARGEST_PAGE >> 20)));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file with its name, as it is shipped.
fn shipped((name, found): (String, &Found)) -> (String, Arc<[u8]>) {
    let bytes = slimmed(&name, &found.bytes);
    (name, bytes)
}

/// The same files with another template as the frame of pages.
fn reframed(files: &Files, frame: &str) -> Files {
    let mut files = files.clone();
    if let Some(found) = files.get(&format!("templates/{frame}")).cloned() {
        files.insert(format!("templates/{FRAME}"), found);
    }
    files
}

/// What a theme depends on: the settings, and every file of `themes/`.
pub fn question(snapshot: &Snapshot, settings: &Known<Settings>) -> Fingerprint {
    let files = snapshot.below("themes").map(|(path, file)| (path, file.fingerprint));
    settings.fingerprint().with(Fingerprint::of_all(files))
}

/// The files of the theme, then those of the theme it extends, and so on to `sen`.
fn chain(snapshot: &Snapshot, settings: &Settings) -> Outcome<Vec<Files>> {
    let mut diagnostics = Vec::new();
    let mut layers: Vec<Files> = Vec::new();
    let mut passed: Vec<String> = Vec::new();
    let mut next = Some((settings.theme.clone(), settings.theme_span.clone()));
    while let Some((name, span)) = next.take() {
        if passed.contains(&name) {
            diagnostics.push(Diagnostic::new(Code::ThemeCycle, span).with("theme", name));
            break;
        }
        let files = files_in(snapshot, &name);
        if files.is_empty() && name != DEFAULT_THEME {
            let known = themes_in(snapshot);
            let near = nearest(&name, known.iter().map(String::as_str));
            diagnostics.push(Diagnostic::new(Code::ThemeMissing, span).with("theme", &name).nearest(near));
            break;
        }
        next = files.get("theme.yaml").and_then(|found| extends(found).unload(&mut diagnostics));
        layers.push(files);
        passed.push(name);
    }
    layers.push(embedded());
    Outcome { value: layers, diagnostics }
}

fn files_in(snapshot: &Snapshot, theme: &str) -> Files {
    let folder = format!("themes/{theme}");
    let files = snapshot
        .below(&folder)
        .filter_map(|(path, file)| Some((path.below(&folder)?.to_owned(), Found { path: path.clone(), bytes: file.bytes.clone() })));
    files.collect()
}

fn themes_in(snapshot: &Snapshot) -> Vec<String> {
    let folders = snapshot.below("themes").filter_map(|(path, _)| path.below("themes")?.split_once('/').map(|(name, _)| name.to_owned()));
    let mut themes: Vec<String> = folders.chain([DEFAULT_THEME.to_owned()]).collect();
    themes.dedup();
    themes
}

fn embedded() -> Files {
    let folder = BookPath::new("themes/sen").unwrap_or_else(BookPath::root);
    let found = |name: &str, bytes: &[u8]| Found { path: folder.resolve(name).unwrap_or_else(BookPath::root), bytes: Arc::from(bytes) };
    SEN.iter().map(|(name, bytes)| ((*name).to_owned(), found(name, bytes))).collect()
}

/// The theme that a theme extends, and where it says so.
fn extends(found: &Found) -> Outcome<Option<(String, Span)>> {
    let Outcome { value, mut diagnostics } = decode(&found.path, &found.bytes);
    let Some(source) = value else { return Outcome { value: None, diagnostics } };
    let placed = Placed::whole(&source.path, &source.text);
    let parent = reader::read(&placed, |reader, yaml| {
        let mut fields = reader.fields(yaml)?;
        let parent = fields.get("extends").and_then(|named| Some((reader.text(named)?, placed.span(named.at.clone()))));
        reader.text_of(&mut fields, "name");
        reader.text_of(&mut fields, "description");
        reader.finish(&fields);
        parent
    });
    Outcome { value: parent.unload(&mut diagnostics), diagnostics }
}

fn read_strings(found: &Found) -> Outcome<Strings> {
    let mut diagnostics = Vec::new();
    let source = decode(&found.path, &found.bytes).unload(&mut diagnostics);
    let strings = source.map(|source| Strings::parse(&source).unload(&mut diagnostics));
    Outcome { value: strings.unwrap_or_default(), diagnostics }
}

/// Compiles the templates; no value where one of them cannot be understood.
fn compile(files: &Files) -> Outcome<Option<Tera>> {
    let mut diagnostics = Vec::new();
    let mut sources: Vec<(String, Source)> = Vec::new();
    for (name, found) in files {
        if let Some(name) = name.strip_prefix("templates/")
            && let Some(source) = decode(&found.path, &found.bytes).unload(&mut diagnostics)
        {
            sources.push((name.to_owned(), source));
        }
    }
    let mut tera = Tera::default();
    tera.set_escape_fn(escape_into);
    tera.register_filter("prose", |text: &str, _: Kwargs, _: &State| Value::safe_string(&prose(text)));
    tera.register_filter("headline", |text: &str, _: Kwargs, _: &State| Value::safe_string(&headline(text)));
    let added = tera.add_raw_templates(sources.iter().map(|(name, source)| (name.as_str(), &*source.text)));
    let value = match added {
        Ok(()) => Some(tera),
        Err(error) => {
            let places = sources.iter().map(|(name, source)| (name.clone(), source.path.clone())).collect();
            diagnostics.push(diagnostic(&error, "base.html", &places));
            None
        }
    };
    Outcome { value, diagnostics }
}

/// Writes text as HTML: tera's own way writes each byte on its own.
fn escape_into(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut written = Ok(());
    html_pieces(text, |piece| {
        if written.is_ok() {
            written = out.write_all(piece.as_bytes());
        }
    });
    written
}

/// What tera found wrong, at the place in the template where it says so.
fn diagnostic(error: &tera::Error, template: &str, places: &BTreeMap<String, BookPath>) -> Diagnostic {
    let (code, name, range, problem) = match error.kind() {
        ErrorKind::SyntaxError(report) => {
            (Code::TemplateSyntax, report.filename(), report.span().range.clone(), report.message().to_owned())
        }
        ErrorKind::RenderingError(report) => {
            (Code::TemplateRender, report.filename(), report.span().range.clone(), report.message().to_owned())
        }
        ErrorKind::MissingParent { current, .. } => (Code::TemplateSyntax, current.as_str(), 0..0, error.to_string()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (Code::TemplateSyntax, tpl.as_str(), 0..0, error.to_string())
        }
        _ => (Code::TemplateRender, template, 0..0, error.to_string()),
    };
    let path = places.get(name).cloned().unwrap_or_else(BookPath::root);
    Diagnostic::new(code, Span::new(&path, range)).with("problem", problem).with("template", name)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_theme_inside_the_program_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/sen");
        let entries = walkdir::WalkDir::new(&folder).sort_by_file_name();
        let files = entries.into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        let on_disk: BTreeMap<String, Vec<u8>> = files
            .map(|entry| {
                let name = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
                (name, fs::read(entry.path()).unwrap())
            })
            .collect();
        let inside: BTreeMap<String, Vec<u8>> = SEN.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        assert_eq!(on_disk.keys().collect::<Vec<_>>(), inside.keys().collect::<Vec<_>>());
        assert_eq!(on_disk, inside);
    }
}
