//! `sotay init DIR`: a new handbook that builds at once, and whose pages say how to go on.

use std::fs;
use std::io;
use std::path::Path;

use super::{Exit, Session, complain};

/// The files of a new handbook.
pub const STARTER: [(&str, &str); 8] = [
    (".gitignore", "/public\n/.public.*\n"),
    ("content/handbook.yaml", include_str!("../starter/content/handbook.yaml")),
    ("content/index.md", include_str!("../starter/content/index.md")),
    ("content/glossary.yaml", include_str!("../starter/content/glossary.yaml")),
    ("content/01-bat-dau/index.md", include_str!("../starter/content/01-bat-dau/index.md")),
    ("content/01-bat-dau/01-viet-mot-trang.md", include_str!("../starter/content/01-bat-dau/01-viet-mot-trang.md")),
    ("content/01-bat-dau/01-viet-mot-trang.quiz.yaml", include_str!("../starter/content/01-bat-dau/01-viet-mot-trang.quiz.yaml")),
    ("content/01-bat-dau/02-soan-cau-hoi.md", include_str!("../starter/content/01-bat-dau/02-soan-cau-hoi.md")),
];

/// Makes a new handbook in the folder `folder`, which must be empty or not exist.
pub fn run(session: &Session, folder: &Path) -> Exit {
    let shown = folder.display().to_string();
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file();
    if occupied {
        complain(&session.messages.get("init-not-empty", &[("folder", shown)]));
        return Exit::Usage;
    }
    for (name, text) in STARTER {
        let file = folder.join(name);
        if let Err(error) = write_new(&file, text) {
            let facts = [("path", file.display().to_string()), ("reason", session.reason(&error))];
            complain(&session.messages.get("trouble-write", &facts));
            return Exit::Usage;
        }
    }
    session.tell(&session.messages.get("init-done", &[("folder", shown.clone())]));
    session.tell(&session.messages.get("init-next", &[("folder", shown)]));
    Exit::Fine
}

/// Writes a file that must not exist yet.
fn write_new(file: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut new = fs::OpenOptions::new().write(true).create_new(true).open(file)?;
    io::Write::write_all(&mut new, text.as_bytes())
}
