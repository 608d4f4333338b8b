//! Builds a handbook as `sotay build` does, but without the index of its search: for the rows “no search” of the bench,
//! whose goal the spec sets beside that of the whole. The program itself has no such choice: a handbook that cannot be
//! searched is no better for anybody.
//!
//! ```text
//! unsearched FOLDER OUT
//! ```

#![allow(missing_docs, clippy::print_stderr)]

use std::path::Path;
use std::process::exit;

use sotay::book::Drafts;
use sotay::engine::{self, Remembered};
use sotay::input::disk::read;
use sotay::output::disk::write;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, out] = &words[..] else {
        eprintln!("usage: unsearched FOLDER OUT");
        exit(2);
    };
    let mut remembered = Remembered::default();
    let build = engine::rebuild(&read(Path::new(folder)).value, Drafts::LeftOut, &mut remembered);
    let mut tree = build.site.tree();
    tree.retain(|address, _| !address.starts_with("static/search/"));
    let written = write(&tree, None, Path::new(out), &|_| {});
    if let Err(trouble) = &written {
        eprintln!("{trouble:?}");
    }
    // As in the program, the system takes memory back whole.
    exit(i32::from(written.is_err()));
}
