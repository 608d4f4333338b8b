//! The plain data that templates receive, field by field as `themes/README.md` documents it. A template knows
//! nothing else and can reach nothing else.

use serde::Serialize;

use super::body::{self, Rendered};
use super::final_test::{self, FinalView};
use super::glossary::{self, LetterView};
use super::outline;
use super::quiz::{self, source_name};
use super::sources::{self, DocumentView, SourceView};
use super::strings::Strings;
use super::style::{Style, address};
use crate::book::questions::key;
use crate::book::{Book, Kind, Page, PageId, SourceId};
use crate::parse::tree::Section;
use crate::settings::Settings;
use crate::text::escape::url_path;
use crate::text::path::relative;

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
    links: LinksView,
    root: String,
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
    terms: Vec<TermView>,
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
struct PartView {
    key: String,
    title: String,
    number: String,
    href: String,
    summary: String,
    pages: Vec<LeafView>,
}

#[derive(Debug, Serialize)]
struct LeafView {
    key: String,
    title: String,
    number: String,
    href: String,
    summary: String,
    minutes: usize,
    questions: usize,
    current: bool,
}

#[derive(Debug, Serialize)]
struct LinksView {
    home: String,
    contents: String,
    sources: String,
    glossary: String,
    print: String,
    results: String,
    final_test: String,
    search: String,
}

#[derive(Debug, Serialize)]
struct ShareView {
    url: String,
}

#[derive(Debug, Serialize)]
struct TermView {
    id: String,
    term: String,
    meaning: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct ChapterView {
    kind: &'static str,
    level: usize,
    id: String,
    title: String,
    number: String,
    summary: String,
    objectives: Vec<String>,
    body: String,
    quiz: String,
}

/// A page of the program's own, beside those of the handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// The list of official documents and their errata.
    Sources,
    /// An official document whole.
    Source(SourceId),
    /// The glossary.
    Glossary,
    /// The test over the whole handbook.
    Final,
    /// The whole handbook for paper.
    Print,
    /// A box to search, with its results on the page.
    Search,
    /// What the reader has read and answered.
    Results,
    /// The hidden page that keeps the reader's progress.
    Storage,
    /// What a server shows where there is nothing.
    NotFound,
}

impl Special {
    /// Its address.
    pub fn address(self, book: &Book) -> String {
        match self {
            Self::Sources => address::SOURCES.to_owned(),
            Self::Source(source) => address::source(&book.sources[source.0].key),
            Self::Glossary => address::GLOSSARY.to_owned(),
            Self::Final => address::FINAL.to_owned(),
            Self::Print => address::PRINT.to_owned(),
            Self::Search => address::SEARCH.to_owned(),
            Self::Results => address::RESULTS.to_owned(),
            Self::Storage => address::STORAGE.to_owned(),
            Self::NotFound => address::NOT_FOUND.to_owned(),
        }
    }

    /// Its template, and by that its kind.
    pub fn template(self) -> &'static str {
        match self {
            Self::Sources => "sources.html",
            Self::Source(_) => "source.html",
            Self::Glossary => "glossary.html",
            Self::Final => "final.html",
            Self::Print => "print.html",
            Self::Search => "search.html",
            Self::Results => "results.html",
            Self::Storage => "storage.html",
            Self::NotFound => "not-found.html",
        }
    }

    /// Its title.
    pub fn title(self, book: &Book, strings: &Strings) -> String {
        let key = match self {
            Self::Source(source) => return source_name(&book.sources[source.0]),
            Self::Sources => "sources_title",
            Self::Glossary => "glossary_title",
            Self::Final => "final_title",
            Self::Print => "print_all",
            Self::Search => "search_title",
            Self::Results => "results_title",
            Self::Storage => "storage_title",
            Self::NotFound => "not_found_title",
        };
        strings.get("interface", key).to_owned()
    }
}

/// The template of a page.
pub fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::Cover => "cover.html",
        Kind::Part => "part.html",
        Kind::Leaf => "page.html",
    }
}

/// The data of a page.
pub fn page(book: &Book, id: PageId, style: Style, strings: &Strings) -> View {
    let page = book.page(id);
    let rendered = body::render(book, id, style, strings);
    let context = quiz::Context { book, page: id, style, strings };
    let quiz = page.quiz.as_ref().map(|quiz| quiz::render(context, quiz)).unwrap_or_default();
    let link = |to: PageId| link(book, id, to);
    // The cover's contents are the handbook's; every other page shows the part it stands in.
    let part = if page.kind == Kind::Part { Some(id) } else { page.parent.filter(|parent| book.page(*parent).kind != Kind::Cover) };
    let contents =
        if page.kind == Kind::Cover { page.children.iter().map(|child| part_view(book, id, *child)).collect() } else { Vec::new() };
    View {
        page: page_view(key(book, id), page, sections(page.sections()), term_views(book, id, &rendered.terms), rendered, quiz),
        trail: book.trail(id).into_iter().map(link).collect(),
        part: part.map(|part| part_view(book, id, part)),
        contents,
        previous: book.previous(id).map(link),
        next: book.next(id).map(link),
        ..empty(book, &page.shell.address)
    }
}

/// The data of one of the program's own pages.
pub fn special(book: &Book, special: Special, strings: &Strings) -> View {
    let address = special.address(book);
    let mut view = empty(book, &address);
    view.page.kind = special.template().trim_end_matches(".html");
    view.page.title = special.title(book, strings);
    if special != Special::NotFound {
        view.trail = vec![LinkView { href: view.links.home.clone(), ..link(book, PageId(0), PageId(0)) }];
    }
    match special {
        Special::Sources => view.sources = sources::list(book, &address),
        Special::Source(source) => {
            view.trail.push(LinkView {
                title: strings.get("interface", "sources_title").to_owned(),
                number: String::new(),
                href: view.links.sources.clone(),
            });
            view.document = Some(sources::document(book, source, &address));
        }
        Special::Glossary => view.entries = glossary::letters(book, strings),
        Special::Final => view.final_test = final_test::view(book, strings),
        Special::Print => {
            view.chapters = book.iter().map(|(id, page)| chapter(book, id, page, strings)).collect();
            view.key = book
                .iter()
                .filter_map(|(id, page)| {
                    let context = quiz::Context { book, page: id, style: Style::PAPER, strings };
                    Some(quiz::key(context, page.quiz.as_ref()?))
                })
                .collect();
        }
        Special::Search | Special::Results | Special::Storage | Special::NotFound => {}
    }
    view
}

/// What every page has, for a page at `address` with nothing on it.
fn empty(book: &Book, address: &str) -> View {
    let folder = super::style::folder(address);
    let to = |target: &str| url_path(&relative(folder, target));
    let or_nothing = |exists: bool, target: &str| if exists { to(target) } else { String::new() };
    View {
        page: PageView::default(),
        trail: Vec::new(),
        part: None,
        contents: Vec::new(),
        previous: None,
        next: None,
        links: LinksView {
            home: to("index.html"),
            contents: format!("{}#contents", to("index.html")),
            sources: or_nothing(!book.sources.is_empty(), address::SOURCES),
            glossary: or_nothing(!book.glossary.entries.is_empty(), address::GLOSSARY),
            print: to(address::PRINT),
            results: or_nothing(outline::has_quizzes(book), address::RESULTS),
            final_test: or_nothing(book.settings.final_test.is_some(), address::FINAL),
            search: to(address::SEARCH),
        },
        root: "../".repeat(address.matches('/').count()),
        share: book.settings.base_url.as_ref().map(|base| ShareView { url: format!("{base}{}", url_path(address)) }),
        entries: Vec::new(),
        sources: Vec::new(),
        document: None,
        chapters: Vec::new(),
        key: String::new(),
        final_test: None,
    }
}

fn page_view(key: &str, page: &Page, sections: Vec<SectionView>, terms: Vec<TermView>, rendered: Rendered, quiz: String) -> PageView {
    let shell = &page.shell;
    PageView {
        kind: template(page.kind).trim_end_matches(".html"),
        key: key.to_owned(),
        title: shell.title.clone(),
        number: shell.number.clone(),
        summary: shell.summary.clone(),
        objectives: page.objectives.clone(),
        keywords: page.keywords.clone(),
        minutes: shell.minutes,
        questions: shell.questions,
        updated: page.updated.map(|date| date.to_string()).unwrap_or_default(),
        draft: shell.draft,
        body: rendered.html,
        quiz,
        data: rendered.data,
        figures: rendered.figures,
        sections,
        terms,
    }
}

/// Headings of the second and third level, nested; deeper ones would make the list longer than the way.
fn sections(sections: &[Section]) -> Vec<SectionView> {
    let mut top: Vec<SectionView> = Vec::new();
    for section in sections.iter().filter(|section| section.level <= 3) {
        let view = SectionView { title: section.title.clone(), href: format!("#{}", url_path(&section.id)), sections: Vec::new() };
        match top.last_mut() {
            Some(parent) if section.level == 3 => parent.sections.push(view),
            _ => top.push(view),
        }
    }
    top
}

fn link(book: &Book, from: PageId, to: PageId) -> LinkView {
    let shell = &book.page(to).shell;
    LinkView { title: shell.title.clone(), number: shell.number.clone(), href: Style::SITE.to_page(book, from, to, None) }
}

fn part_view(book: &Book, from: PageId, part: PageId) -> PartView {
    let page = book.page(part);
    let link = link(book, from, part);
    let pages = page.children.iter().map(|child| {
        let shell = &book.page(*child).shell;
        LeafView {
            key: key(book, *child).to_owned(),
            title: shell.title.clone(),
            number: shell.number.clone(),
            href: Style::SITE.to_page(book, from, *child, None),
            summary: shell.summary.clone(),
            minutes: shell.minutes,
            questions: shell.questions,
            current: *child == from,
        }
    });
    PartView {
        key: key(book, part).to_owned(),
        title: link.title,
        number: link.number,
        href: link.href,
        summary: page.shell.summary.clone(),
        pages: pages.collect(),
    }
}

fn term_views(book: &Book, from: PageId, terms: &[usize]) -> Vec<TermView> {
    let glossary = Style::SITE.to_address(book, from, address::GLOSSARY);
    let entries = terms.iter().map(|term| &book.glossary.entries[*term]);
    entries
        .map(|entry| TermView {
            id: entry.id.clone(),
            term: entry.term.term.clone(),
            meaning: entry.term.meaning.clone(),
            href: format!("{glossary}#{}", entry.id),
        })
        .collect()
}

fn chapter(book: &Book, id: PageId, page: &Page, strings: &Strings) -> ChapterView {
    let style = Style::PAPER;
    let context = quiz::Context { book, page: id, style, strings };
    ChapterView {
        kind: template(page.kind).trim_end_matches(".html"),
        level: (page.shell.number.matches('.').count() + 1).min(3),
        id: super::style::anchor(book, id),
        title: page.shell.title.clone(),
        number: page.shell.number.clone(),
        summary: page.shell.summary.clone(),
        objectives: page.objectives.clone(),
        body: body::render(book, id, style, strings).html,
        quiz: page.quiz.as_ref().map(|quiz| quiz::render(context, quiz)).unwrap_or_default(),
    }
}
