//! The site as one archive, for sending and for a USB stick: a folder with the whole site, and before it a note that
//! says what to open. The same tree gives the same bytes: entries are sorted, and no clock is asked.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::book::Book;
use crate::diagnostics::{Diagnostic, Outcome};
use crate::output::{Content, OutputTree};
use crate::render::strings::Strings;

/// The note's name: it stands first in every listing.
const NOTE: &str = "00-DOC-TRUOC.txt";

/// The site in a folder named after the handbook, with the note beside it.
pub fn zip(book: &Book, site: &OutputTree, strings: &Strings) -> Outcome<Vec<u8>> {
    let folder = &book.settings.id;
    let mut tree: OutputTree = site.iter().map(|(path, content)| (format!("{folder}/{path}"), content.clone())).collect();
    tree.insert(NOTE.to_owned(), Content::Ready(note(book, strings).into_bytes().into()));
    pack(&tree, &[])
}

/// What the note says. The byte order mark and the line ends are for the oldest Windows editor that will show it.
fn note(book: &Book, strings: &Strings) -> String {
    let cover = format!("{}/index.html", book.settings.id);
    let words = ["unpack", "open", "offline"].map(|key| strings.get("archive", key).replace("{file}", &cover));
    format!("\u{feff}{}\r\n\r\n{}\r\n", book.settings.title, words.join("\r\n\r\n"))
}

/// The files of a tree as a zip archive: first those named in `first`, not compressed, then all others in their order.
pub fn pack(tree: &OutputTree, first: &[&str]) -> Outcome<Vec<u8>> {
    let mut diagnostics = Vec::new();
    let value = written(tree, first, &mut diagnostics).unwrap_or_default();
    Outcome { value, diagnostics }
}

/// Writing to memory fails only where a format's limit is passed: an entry of more than 4 GB.
fn written(tree: &OutputTree, first: &[&str], diagnostics: &mut Vec<Diagnostic>) -> zip::result::ZipResult<Vec<u8>> {
    // The earliest moment that the format knows stands for no moment at all.
    let plain = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let rest = tree.keys().map(String::as_str).filter(|path| !first.contains(path));
    for path in first.iter().copied().chain(rest) {
        let Some(content) = tree.get(path) else { continue };
        let method = if first.contains(&path) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(path, plain.compression_method(method))?;
        archive.write_all(&content.bytes().unload(diagnostics))?;
    }
    Ok(archive.finish()?.into_inner())
}
