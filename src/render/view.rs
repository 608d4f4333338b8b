//! The plain data that templates receive, field by field as `themes/README.md` documents it. A template knows
//! nothing else and can reach nothing else.

use serde::Serialize;

use super::at::At;
use super::body;
use super::chapter::{ChapterView, chapter, key as key_mark};
use super::final_test::{self, FinalView};
use super::glossary::{self, LetterView};
use super::part::PartView;
use super::quiz;
use super::shared::{self, Frame, Shared};
use super::sources::{self, DocumentView, SourceView};
use super::special::Special;
use super::style::{Layout, Places, Style, address};
use super::theme::{Prepared, Theme};
use crate::book::questions::key;
use crate::book::{Book, Kind, Page, PageId};
use crate::diagnostics::Outcome;
use crate::parse::tree::Section;
use crate::settings::Settings;
use crate::text::escape::url_path;

/// The handbook's own facts.
#[derive(Debug, Serialize)]
pub struct HandbookView {
    title: String,
    subtitle: String,
    id: String,
    language: &'static str,
    publisher: String,
    edition: String,
    date: String,
    description: String,
}

impl HandbookView {
    /// The facts of the settings, as they are shown.
    pub fn new(settings: &Settings) -> Self {
        Self {
            title: settings.title.clone(),
            subtitle: settings.subtitle.clone(),
            id: settings.id.clone(),
            language: settings.language.tag(),
            publisher: settings.publisher.clone(),
            edition: settings.edition.clone(),
            date: settings.date.map(|date| date.to_string()).unwrap_or_default(),
            description: settings.description.clone(),
        }
    }
}

/// Everything a template is given beside `handbook` and `strings`.
#[derive(Debug, Serialize)]
pub struct View {
    page: PageView,
    trail: Vec<LinkView>,
    part: Option<PartView>,
    contents: Vec<PartView>,
    previous: Option<LinkView>,
    next: Option<LinkView>,
    links: Prepared,
    top: Prepared,
    foot: Prepared,
    root: String,
    loads_files: bool,
    preview: bool,
    share: Option<ShareView>,
    entries: Vec<LetterView>,
    sources: Vec<SourceView>,
    document: Option<DocumentView>,
    chapters: Vec<ChapterView>,
    key: String,
    final_test: Option<FinalView>,
}

#[derive(Debug, Default, Serialize)]
struct PageView {
    kind: &'static str,
    anchor: String,
    prefix: String,
    key: String,
    title: String,
    number: String,
    summary: String,
    objectives: Vec<String>,
    keywords: Vec<String>,
    minutes: usize,
    questions: usize,
    updated: String,
    draft: bool,
    body: String,
    quiz: String,
    data: bool,
    figures: bool,
    sections: Vec<SectionView>,
    terms: Vec<Prepared>,
}

#[derive(Debug, Serialize)]
struct SectionView {
    title: String,
    href: String,
    sections: Vec<SectionView>,
}

#[derive(Debug, Serialize)]
struct LinkView {
    title: String,
    number: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct ShareView {
    url: String,
}

/// The template of a page.
pub fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::Cover => "cover.html",
        Kind::Part => "part.html",
        Kind::Leaf => "page.html",
    }
}

/// The data of a page in a style.
pub fn page(book: &Book, id: PageId, style: Style, theme: &Theme, shared: &Shared) -> Outcome<View> {
    let mut diagnostics = Vec::new();
    let (page, strings) = (book.page(id), &theme.strings);
    let rendered = body::render(book, id, style, strings);
    let context = quiz::Context { book, page: id, style, strings };
    let quiz = page.quiz.as_ref().map(|quiz| quiz::render(context, quiz)).unwrap_or_default();
    let at = At { book, style, address: &page.shell.address, page: Some(id) };
    let link = |to: PageId| link(at, to);
    // The cover's contents are the handbook's; every other page shows the part it stands in.
    let part = if page.kind == Kind::Part { Some(id) } else { page.parent.filter(|parent| book.page(*parent).kind != Kind::Cover) };
    let contents =
        if page.kind == Kind::Cover { page.children.iter().map(|child| shared.lists.part_view(at, *child)).collect() } else { Vec::new() };
    let terms = if style.lists_terms() { rendered.terms.as_slice() } else { &[] };
    let terms = shared.terms(at, terms, theme).unload(&mut diagnostics);
    let empty = empty(at, shared.frame(at, theme).unload(&mut diagnostics));
    // An e-book's reader has its own contents and ways on and back; a phone has little room for sections at the top.
    let has_ways = style.layout != Layout::Ebook;
    let has_sections = style.layout == Layout::Files;
    let value = View {
        page: PageView {
            sections: if has_sections { sections(at, page.sections()) } else { Vec::new() },
            terms,
            body: rendered.html,
            quiz,
            data: rendered.data,
            figures: rendered.figures,
            key: key(book, id).to_owned(),
            ..page_view(page, empty.page)
        },
        trail: book.trail(id).into_iter().filter(|_| has_ways).map(link).collect(),
        part: part.map(|part| shared.lists.part_view(at, part)),
        contents,
        previous: book.previous(id).filter(|_| has_ways).map(link),
        next: book.next(id).filter(|_| has_ways).map(link),
        ..empty
    };
    Outcome { value, diagnostics }
}

/// The data of one of the program's own pages in a style.
pub fn special(book: &Book, special: Special, style: Style, theme: &Theme) -> Outcome<View> {
    let strings = &theme.strings;
    let address = special.address(book);
    let at = At { book, style, address: &address, page: None };
    let kind = special.template().trim_end_matches(".html");
    let Outcome { value: frame, diagnostics } = shared::frame(at, kind, theme);
    let mut view = empty(at, frame);
    view.page.kind = kind;
    view.page.title = special.title(book, strings);
    let has_trail = special != Special::NotFound && style.layout != Layout::Ebook;
    if has_trail {
        view.trail = vec![link(at, PageId(0))];
    }
    match special {
        Special::Sources => view.sources = sources::list(at),
        Special::Source(source) => {
            let title = strings.get("interface", "sources_title").to_owned();
            let sources = LinkView { title, number: String::new(), href: style.to_own(&address, address::SOURCES, None) };
            view.trail.extend(has_trail.then_some(sources));
            view.document = Some(sources::document(at, source));
        }
        Special::Glossary => view.entries = glossary::letters(at, strings),
        Special::Final => view.final_test = final_test::view(at),
        Special::Print => {
            view.chapters = book.iter().map(|(id, page)| chapter(id, page)).collect();
            view.key = key_mark(book);
        }
        Special::Search | Special::Results | Special::Storage | Special::NotFound => {}
    }
    Outcome { value: view, diagnostics }
}

/// The data of the answers to all questions, at the back of a book.
pub fn answers(book: &Book, style: Style, theme: &Theme) -> Outcome<View> {
    let at = At { book, style, address: address::KEY, page: None };
    shared::frame(at, "key", theme).map(|frame| {
        let mut view = empty(at, frame);
        view.page.kind = "key";
        view.page.title = theme.strings.get("interface", "key_title").to_owned();
        view.key = quiz::keys(book, style, &theme.strings).collect();
        view
    })
}

/// The data of a document that holds all pages: what belongs to none of them.
pub fn whole(book: &Book, style: Style, theme: &Theme) -> Outcome<View> {
    let cover = At { book, style, address: &book.page(PageId(0)).shell.address, page: Some(PageId(0)) };
    let page = PageView { kind: "whole", title: book.settings.title.clone(), ..PageView::default() };
    shared::frame(cover, "", theme).map(|frame| View { page, ..empty(cover, frame) })
}

/// What every page has, for a page with nothing on it.
fn empty(at: At<'_>, frame: Frame) -> View {
    let At { book, style, address, .. } = at;
    let is_site = style.layout == Layout::Files;
    let Frame { links, top, foot } = frame;
    View {
        page: PageView { anchor: at.anchor(), prefix: at.id(""), ..PageView::default() },
        trail: Vec::new(),
        part: None,
        contents: Vec::new(),
        previous: None,
        next: None,
        links,
        top,
        foot,
        root: shared::root(at),
        loads_files: is_site,
        preview: style.places == Places::Named,
        share: book.settings.base_url.as_ref().filter(|_| is_site).map(|base| ShareView { url: format!("{base}{}", url_path(address)) }),
        entries: Vec::new(),
        sources: Vec::new(),
        document: None,
        chapters: Vec::new(),
        key: String::new(),
        final_test: None,
    }
}

fn page_view(page: &Page, empty: PageView) -> PageView {
    let shell = &page.shell;
    PageView {
        kind: template(page.kind).trim_end_matches(".html"),
        title: shell.title.clone(),
        number: shell.number.clone(),
        summary: shell.summary.clone(),
        objectives: page.objectives.clone(),
        keywords: page.keywords.clone(),
        minutes: shell.minutes,
        questions: shell.questions,
        updated: page.updated.map(|date| date.to_string()).unwrap_or_default(),
        draft: shell.draft,
        ..empty
    }
}

/// Headings of the second and third level, nested; deeper ones would make the list longer than the way.
fn sections(at: At<'_>, sections: &[Section]) -> Vec<SectionView> {
    let mut top: Vec<SectionView> = Vec::new();
    for section in sections.iter().filter(|section| section.level <= 3) {
        let view = SectionView { title: section.title.clone(), href: format!("#{}", url_path(&at.id(&section.id))), sections: Vec::new() };
        match top.last_mut() {
            Some(parent) if section.level == 3 => parent.sections.push(view),
            _ => top.push(view),
        }
    }
    top
}

fn link(at: At<'_>, to: PageId) -> LinkView {
    let shell = &at.book.page(to).shell;
    LinkView { title: shell.title.clone(), number: shell.number.clone(), href: at.to_page(to) }
}
