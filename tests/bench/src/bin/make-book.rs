//! Writes the same handbook for sotay, Hugo or mdBook:
//!
//! ```text
//! make-book FOLDER PAGES [--quizzes] [--quotations] [--for hugo|mdbook]
//! ```
//!
//! Parts of 20 pages; pages link to the page before and to the first page of the part before. Hugo gets the least theme
//! that does what the site of sotay does: title, list of sections, text, way back and on, the pages of the part, and a
//! full-text index as JSON.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use sotay_bench::{Contents, Dice, capital, document, noun, page, paragraph, quiz, sentence, title};

const PAGES_A_PART: usize = 20;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let given = |flag: &str| words.iter().any(|word| word == flag);
    let target = words.iter().position(|word| word == "--for").and_then(|at| words.get(at + 1)).map_or("sotay", String::as_str);
    let (Some(folder), Some(Ok(pages))) = (words.first(), words.get(1).map(|count| count.parse())) else {
        eprintln!("usage: make-book FOLDER PAGES [--quizzes] [--quotations] [--for hugo|mdbook]");
        return ExitCode::from(2);
    };
    let contents = Contents { quizzes: given("--quizzes"), quotations: given("--quotations") };
    let made = match target {
        "hugo" => hugo(Path::new(folder), pages),
        "mdbook" => mdbook(Path::new(folder), pages),
        _ => sotay(Path::new(folder), pages, contents),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The name of a part's folder: `007-phan`. The number orders it.
fn part_name(part: usize) -> String {
    format!("{part:04}-phan-{part}")
}

fn page_name(number: usize) -> String {
    format!("{:02}-bai-{number}", (number - 1) % PAGES_A_PART + 1)
}

fn part_of(number: usize) -> usize {
    (number - 1) / PAGES_A_PART + 1
}

/// References to the page before and to the first page of the part before.
fn links(number: usize) -> Vec<String> {
    let to = |other: usize| format!("../{}/{}.md", part_name(part_of(other)), page_name(other));
    let part = part_of(number);
    let first_before = (part > 1).then(|| (part - 2) * PAGES_A_PART + 1);
    (number > 1).then_some(number - 1).into_iter().chain(first_before).map(to).collect()
}

fn head(number: usize) -> (String, String) {
    let mut dice = Dice::new(2_000_000 + number as u64);
    (title(&mut dice, number), sentence(&mut dice))
}

fn write(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap_or(folder))?;
    fs::write(file, text)
}

fn sotay(folder: &Path, pages: usize, contents: Contents) -> io::Result<()> {
    let documents: Vec<Vec<String>> = (1..=3).map(document).collect();
    write(folder, "content/handbook.yaml", "title: Sổ tay đo tốc độ\nid: do-toc-do\nlanguage: vi\nbase_url: https://vidu.vn/so-tay/\n")?;
    write(folder, "content/index.md", &format!("---\ntitle: Sổ tay đo tốc độ\n---\n\n{}\n", paragraph(&mut Dice::new(7), 5)))?;
    write(folder, "content/glossary.yaml", &glossary())?;
    if contents.quotations {
        let mut list = "sources:\n".to_owned();
        for (number, text) in (1..).zip(&documents) {
            let _ = writeln!(
                list,
                "  - key: vb{number}\n    title: Văn bản số {number}\n    number: {number}/VB\n    file: vb{number}.md\n    sha256: \"\""
            );
            write(folder, &format!("seeds/vb{number}.md"), &(text.join("\n\n") + "\n"))?;
        }
        write(folder, "seeds/sources.yaml", &list)?;
    }
    for part in 1..=part_of(pages) {
        let text = paragraph(&mut Dice::new(3_000_000 + part as u64), 4);
        write(folder, &format!("content/{}/index.md", part_name(part)), &format!("---\ntitle: Phần {part}\n---\n\n{text}\n"))?;
    }
    for number in 1..=pages {
        let (title, summary) = head(number);
        let place = format!("content/{}/{}", part_name(part_of(number)), page_name(number));
        let text = page(number, &links(number), contents, &documents);
        write(folder, &format!("{place}.md"), &format!("---\ntitle: {title}\nsummary: {summary}\n---\n\n{text}"))?;
        if contents.quizzes {
            write(folder, &format!("{place}.quiz.yaml"), &quiz(number, contents, &documents))?;
        }
    }
    Ok(())
}

/// Twenty terms that stand in the texts.
fn glossary() -> String {
    let mut dice = Dice::new(11);
    let mut terms: Vec<&str> = std::iter::repeat_with(|| noun(&mut dice)).take(60).collect();
    terms.sort_unstable();
    terms.dedup();
    let mut out = "terms:\n".to_owned();
    for term in terms.into_iter().take(20) {
        let _ = writeln!(out, "  - term: \"{term}\"\n    meaning: \"{} là điều được giải thích ở đây.\"", capital(term));
    }
    out
}

fn hugo(folder: &Path, pages: usize) -> io::Result<()> {
    write(folder, "hugo.toml", include_str!("../../hugo/hugo.toml"))?;
    write(folder, "unsearched.toml", include_str!("../../hugo/unsearched.toml"))?;
    for (name, text) in [
        ("baseof.html", include_str!("../../hugo/baseof.html")),
        ("single.html", include_str!("../../hugo/single.html")),
        ("list.html", include_str!("../../hugo/list.html")),
        ("index.json", include_str!("../../hugo/index.json")),
    ] {
        write(folder, &format!("layouts/_default/{name}"), text)?;
    }
    write(folder, "content/_index.md", &format!("---\ntitle: Sổ tay đo tốc độ\n---\n\n{}\n", paragraph(&mut Dice::new(7), 5)))?;
    for part in 1..=part_of(pages) {
        let text = paragraph(&mut Dice::new(3_000_000 + part as u64), 4);
        write(
            folder,
            &format!("content/{}/_index.md", part_name(part)),
            &format!("---\ntitle: Phần {part}\nweight: {part}\n---\n\n{text}\n"),
        )?;
    }
    for number in 1..=pages {
        let (title, summary) = head(number);
        let text = page(number, &links(number), Contents::default(), &[]);
        let front = format!("---\ntitle: {title:?}\nsummary: {summary:?}\nweight: {number}\n---\n\n");
        write(folder, &format!("content/{}/{}.md", part_name(part_of(number)), page_name(number)), &(front + &text))?;
    }
    Ok(())
}

fn mdbook(folder: &Path, pages: usize) -> io::Result<()> {
    write(folder, "book.toml", "[book]\ntitle = \"Sổ tay đo tốc độ\"\nlanguage = \"vi\"\n")?;
    let mut summary = "# Mục lục\n\n[Bìa](index.md)\n\n".to_owned();
    write(folder, "src/index.md", &format!("# Sổ tay đo tốc độ\n\n{}\n", paragraph(&mut Dice::new(7), 5)))?;
    for number in 1..=pages {
        let (part, name) = (part_of(number), page_name(number));
        if (number - 1).is_multiple_of(PAGES_A_PART) {
            let text = paragraph(&mut Dice::new(3_000_000 + part as u64), 4);
            write(folder, &format!("src/{}/index.md", part_name(part)), &format!("# Phần {part}\n\n{text}\n"))?;
            let _ = writeln!(summary, "- [Phần {part}]({}/index.md)", part_name(part));
        }
        let (title, _) = head(number);
        let _ = writeln!(summary, "  - [{title}]({}/{name}.md)", part_name(part));
        let text = page(number, &links(number), Contents::default(), &[]);
        write(folder, &format!("src/{}/{name}.md", part_name(part)), &format!("# {title}\n\n{text}"))?;
    }
    write(folder, "src/SUMMARY.md", &summary)
}
