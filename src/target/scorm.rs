//! A package for learning systems, SCORM 1.2 or SCORM 2004 (4th edition): the site as one object, with the manifest that
//! names its files, and the page that speaks with the system. The pages are those of the site; they load one script
//! more. What is reported, and how it is packed into the 4,096 characters of SCORM 1.2, is said in
//! `themes/sen/editions/scorm-shell.js`, `scorm.js` and `static/carry.js`: 10 characters a question, 9 a quiz, 6 a page.

use std::fmt::Write;
use std::sync::Arc;

use serde::Serialize;

use super::archive::pack;
use super::site::Site;
use crate::book::Book;
use crate::diagnostics::Outcome;
use crate::output::{Content, OutputTree};
use crate::render::style::Style;
use crate::render::theme::Theme;
use crate::render::view;
use crate::text::escape::{html, url_path};

/// The page that the system opens.
const START: &str = "scorm.html";

/// The edition of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// SCORM 1.2 (ADL, 2001).
    Old,
    /// SCORM 2004, 4th edition (ADL, 2009).
    New,
}

/// When the handbook counts as completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// When every page is read.
    Pages,
    /// When the final test is passed.
    Final,
}

/// What templates know of the package.
#[derive(Serialize)]
struct Package {
    version: &'static str,
    complete: &'static str,
}

/// The package of a book.
pub fn scorm(book: &Arc<Book>, mut theme: Theme, version: Version, completion: Completion) -> Outcome<Vec<u8>> {
    let mut diagnostics = Vec::new();
    super::share(&mut theme, &book.settings);
    theme.share("package", &package(version, completion));
    let theme = Arc::new(theme);
    let mut tree = Site::new(book.clone(), theme.clone(), Style::SITE).tree();
    let start = view::whole(book, Style::SITE, &theme).then(|view| theme.render("scorm.html", view)).unload(&mut diagnostics);
    tree.insert(START.to_owned(), Content::Ready(start.into()));
    for name in ["scorm.js", "scorm-shell.js", "scorm.css"] {
        if let Some(bytes) = theme.editions.get(name) {
            tree.insert(format!("static/{name}"), Content::Ready(bytes.clone()));
        }
    }
    let manifest = manifest(book, &tree, version);
    tree.insert("imsmanifest.xml".to_owned(), Content::Ready(manifest.into_bytes().into()));
    let value = pack(&tree, &[]).unload(&mut diagnostics);
    Outcome { value, diagnostics }
}

fn package(version: Version, completion: Completion) -> Package {
    Package {
        version: match version {
            Version::Old => "1.2",
            Version::New => "2004",
        },
        complete: match completion {
            Completion::Pages => "pages",
            Completion::Final => "final",
        },
    }
}

/// The manifest (IMS Content Packaging 1.1.2 and 1.1.4 with the additions of each version of SCORM).
fn manifest(book: &Book, tree: &OutputTree, version: Version) -> String {
    let (id, title) = (&book.settings.id, html(&book.settings.title));
    let (namespaces, schema_version, kind) = match version {
        Version::Old => (
            "xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\" xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_rootv1p2\"",
            "1.2",
            "scormtype",
        ),
        Version::New => (
            "xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_v1p3\"",
            "2004 4th Edition",
            "scormType",
        ),
    };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"MANIFEST-{id}\" version=\"1.0\" {namespaces}>\n<metadata>\n\
         <schema>ADL SCORM</schema>\n<schemaversion>{schema_version}</schemaversion>\n</metadata>\n\
         <organizations default=\"ORG-{id}\">\n<organization identifier=\"ORG-{id}\">\n<title>{title}</title>\n\
         <item identifier=\"ITEM-{id}\" identifierref=\"RES-{id}\">\n<title>{title}</title>\n</item>\n</organization>\n</organizations>\n\
         <resources>\n<resource identifier=\"RES-{id}\" type=\"webcontent\" adlcp:{kind}=\"sco\" href=\"{START}\">\n"
    );
    for path in tree.keys() {
        let _ = writeln!(xml, "<file href=\"{}\"/>", url_path(path));
    }
    xml + "</resource>\n</resources>\n</manifest>\n"
}
