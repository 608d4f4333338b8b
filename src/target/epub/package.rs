//! What the e-book is made of and what it says of itself: the container and the package document (EPUB 3.3, sections 4
//! and 5), with the metadata of EPUB Accessibility 1.1.

use super::{Chapter, pictures};
use crate::book::Book;
use crate::render::strings::Strings;
use crate::text::escape::{html, url_path};
use crate::text::media::media_type;
use crate::text::{Date, Fingerprint};

/// Where the package document is.
pub const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// The package document.
pub fn package(book: &Book, strings: &Strings, chapters: &[Chapter]) -> String {
    let language = book.settings.language.tag();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\" xml:lang=\"{language}\" prefix=\"schema: http://schema.org/\">\n<metadata \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n{}</metadata>\n<manifest>\n{}</manifest>\n<spine toc=\"ncx\">\n{}</spine>\n</package>\n",
        metadata(book, strings, chapters),
        manifest(book, chapters),
        spine(chapters)
    )
}

/// The name of the book among all books: the same for every edition of a handbook. A UUID of version 8 (RFC 9562,
/// section 5.8) made of the handbook's `id`.
pub fn identifier(book: &Book) -> String {
    let digits = Fingerprint::of(format!("sotay {}", book.settings.id).as_bytes()).short(32);
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &digits[..8], &digits[8..12], &digits[13..16], &digits[17..20], &digits[20..])
}

fn metadata(book: &Book, strings: &Strings, chapters: &[Chapter]) -> String {
    let settings = &book.settings;
    let mut lines = vec![
        format!("<dc:identifier id=\"id\">{}</dc:identifier>", identifier(book)),
        format!("<dc:title id=\"title\">{}</dc:title>", html(&settings.title)),
        "<meta refines=\"#title\" property=\"title-type\">main</meta>".to_owned(),
        format!("<dc:language>{}</dc:language>", settings.language.tag()),
        format!("<meta property=\"dcterms:modified\">{}T00:00:00Z</meta>", modified(book)),
    ];
    if !settings.subtitle.is_empty() {
        lines.push(format!("<dc:title id=\"subtitle\">{}</dc:title>", html(&settings.subtitle)));
        lines.push("<meta refines=\"#subtitle\" property=\"title-type\">subtitle</meta>".to_owned());
    }
    for (name, text) in [("publisher", &settings.publisher), ("description", &settings.description)] {
        if !text.is_empty() {
            lines.push(format!("<dc:{name}>{}</dc:{name}>", html(text)));
        }
    }
    lines.extend(settings.date.map(|date| format!("<dc:date>{}</dc:date>", date.iso())));
    if !settings.edition.is_empty() {
        lines.push(format!("<meta property=\"schema:bookEdition\">{}</meta>", html(&settings.edition)));
    }
    lines.push("<meta name=\"cover\" content=\"cover-picture\"/>".to_owned());
    lines.extend(accessibility(strings, chapters));
    lines.join("\n") + "\n"
}

/// The day of the handbook; else of its page that was changed last; else the first that the form allows.
fn modified(book: &Book) -> String {
    let changed = book.pages.iter().filter_map(|page| page.updated).max();
    book.settings.date.or(changed).map_or_else(|| "1970-01-01".to_owned(), Date::iso)
}

/// What readers who do not see, or do not hear, may count on. `check` refuses a picture without words for it. No
/// standard is claimed to be met: that is for one to say who has read the whole book.
fn accessibility(strings: &Strings, chapters: &[Chapter]) -> Vec<String> {
    let meta = |name: &str, text: &str| format!("<meta property=\"schema:{name}\">{}</meta>", html(text));
    let has_pictures = chapters.iter().any(|chapter| chapter.html.contains("<img ") || has_svg(chapter));
    let mut lines = vec![meta("accessMode", "textual")];
    if has_pictures {
        lines.push(meta("accessMode", "visual"));
    }
    lines.push(meta("accessModeSufficient", "textual"));
    lines.extend(
        ["structuralNavigation", "tableOfContents", "readingOrder", "alternativeText"].map(|name| meta("accessibilityFeature", name)),
    );
    lines.push(meta("accessibilityHazard", "none"));
    lines.push(meta("accessibilitySummary", strings.get("ebook", "accessibility")));
    lines
}

fn has_svg(chapter: &Chapter) -> bool {
    chapter.html.contains("<svg ")
}

fn manifest(book: &Book, chapters: &[Chapter]) -> String {
    let item = |id: &str, file: &str, media_type: &str, properties: &str| {
        let properties = if properties.is_empty() { String::new() } else { format!(" properties=\"{properties}\"") };
        format!("<item id=\"{id}\" href=\"{}\" media-type=\"{media_type}\"{properties}/>\n", url_path(file))
    };
    let page = "application/xhtml+xml";
    let mut items = item("cover", "cover.xhtml", page, "")
        + &item("cover-picture", "cover.svg", "image/svg+xml", "cover-image")
        + &item("nav", "nav.xhtml", page, "nav")
        + &item("ncx", "toc.ncx", "application/x-dtbncx+xml", "")
        + &item("style", "ebook.css", "text/css", "");
    for (number, chapter) in chapters.iter().enumerate() {
        items += &item(&chapter_id(number), &chapter.file, page, if has_svg(chapter) { "svg" } else { "" });
    }
    for (number, picture) in pictures(book).enumerate() {
        items += &item(&format!("picture-{number}"), &picture.address, media_type(&picture.address), "");
    }
    items
}

fn chapter_id(number: usize) -> String {
    format!("chapter-{number}")
}

fn spine(chapters: &[Chapter]) -> String {
    let chapters = (0..chapters.len()).map(chapter_id);
    let ids = ["cover".to_owned(), "nav".to_owned()].into_iter().chain(chapters);
    ids.map(|id| format!("<itemref idref=\"{id}\"/>\n")).collect()
}
