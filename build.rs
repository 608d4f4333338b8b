//! Names the program by its sources, as `SOTAY_SOURCES`: a site made by another program is made again, whatever
//! the version says. The same sources give the same name on any machine.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "themes"] {
        println!("cargo:rerun-if-changed={folder}");
        gather(Path::new(folder), &mut files)?;
    }
    println!("cargo:rerun-if-changed=Cargo.lock");
    files.sort();
    let mut name = Name::new();
    for file in files {
        name.add(file.to_string_lossy().replace('\\', "/").as_bytes());
        name.add(&fs::read(&file)?);
    }
    println!("cargo:rustc-env=SOTAY_SOURCES={:016x}", name.0);
    Ok(())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { gather(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// FNV-1a in 64 bits (Fowler, Noll, Vo), each piece closed by its length.
struct Name(u64);

impl Name {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&bytes.len().to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
