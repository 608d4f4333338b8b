//! The floor under every generator: reads each Markdown file, parses it with pulldown-cmark, writes one HTML file.
//! No order, no links, no template, one thread: what is above this is the price of the handbook.
//!
//! ```text
//! floor FROM TO
//! ```

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use pulldown_cmark::{Options, Parser, html};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = words.as_slice() else {
        eprintln!("usage: floor FROM TO");
        return ExitCode::from(2);
    };
    match render(Path::new(from), Path::new(to)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Renders every page of a folder and of the folders in it.
fn render(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            render(&path, &target)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&path)?;
            let mut out = String::with_capacity(text.len() * 3 / 2);
            html::push_html(&mut out, Parser::new_ext(&text, Options::all()));
            fs::write(target.with_extension("html"), out)?;
        }
    }
    Ok(())
}
