//! This repository's own handbook: it has no mistake, it quotes its document whole and in order, and it teaches.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use crate::support::{repository, repository_text, run};
use sotay::book::{Book, Drafts, Kind, Page};
use sotay::commands::schema::SCHEMAS;
use sotay::engine;
use sotay::input::{File, Snapshot, disk};
use sotay::output::OutputTree;
use sotay::parse::quiz::{Answer, Question};
use sotay::text::BookPath;

/// The document that the handbook teaches.
const DOCUMENT: &str = "seeds/hd-116-btgtw.md";

fn handbook() -> (Arc<Book>, OutputTree) {
    let build = engine::build(&disk::read(&repository()).value, Drafts::LeftOut);
    (build.book, build.site.tree())
}

#[test]
fn the_handbook_has_no_mistake_and_no_warning() {
    let run = run(&repository(), &["check", "--format", "json", "--lang", "vi"], &[]);
    assert_eq!((run.status, run.stdout.trim()), (0, "[]"));
}

#[test]
fn every_paragraph_of_the_document_stands_in_the_pages_in_order() {
    let (book, site) = handbook();
    let pages = book.pages.iter().map(|page| &page.shell.address);
    let texts: Vec<String> = pages.map(|address| text_of(std::str::from_utf8(&site[address].bytes().value).unwrap())).collect();
    let whole = corrected(&texts.join(" "));
    let paragraphs = paragraphs(&corrected(&repository_text(DOCUMENT)));
    assert!(paragraphs.len() > 60, "the document is read");

    let mut from = 0;
    let mut missing = Vec::new();
    for paragraph in &paragraphs {
        match whole[from..].find(paragraph.as_str()) {
            Some(at) => from += at + paragraph.len(),
            None => missing.push(format!("{} {paragraph}", if whole.contains(paragraph) { "out of order:" } else { "missing:" })),
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The paragraphs of a document, with white space, emphasis and list marks folded and the pieces that a page break
/// split joined.
fn paragraphs(document: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut broken = false;
    for raw in document.split("\n\n").map(str::trim).filter(|raw| !raw.is_empty() && !raw.trim_matches('-').is_empty()) {
        let paragraph = folded(raw.trim_start_matches(['#', '-', '+', ' ']));
        match paragraphs.last_mut() {
            Some(last) if broken && raw.starts_with(char::is_alphabetic) => *last = format!("{last} {paragraph}"),
            _ => paragraphs.push(paragraph),
        }
        broken = raw.ends_with(char::is_alphabetic);
    }
    paragraphs
}

fn folded(text: &str) -> String {
    let text = text.replace('*', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Slips that `errata.yaml` corrects count as what they stand for.
fn corrected(text: &str) -> String {
    let errata: Value = serde_yaml::from_str(&repository_text("seeds/errata.yaml")).unwrap();
    let errata = errata["errata"].as_array().unwrap().iter();
    let certain = errata.filter(|slip| slip["status"] == "corrected" && slip["source"] == "hd116");
    certain.fold(text.to_owned(), |text, slip| text.replace(slip["wrong"].as_str().unwrap(), slip["right"].as_str().unwrap()))
}

/// The words of a page's main part, tags dropped and white space folded.
fn text_of(page: &str) -> String {
    let (_, main) = page.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    // Marks of notes and errata stand beside the words, not among them.
    let main: String = main.split("<sup>").map(|part| part.split_once("</sup>").map_or(part, |(_, rest)| rest)).collect();
    let mut text = String::new();
    for piece in main.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        // An element inside a line parts no words; any other does.
        if !is_inside_words(tag) {
            text.push(' ');
        }
        text += words;
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = entities.iter().fold(text, |text, (entity, plain)| text.replace(entity, plain));
    folded(&text)
}

/// Whether a tag stands inside words.
fn is_inside_words(tag: &str) -> bool {
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    ["a", "em", "strong", "span", "b", "del", "mark", "ins", "abbr"].contains(&name.as_str())
}

/// The pages that someone wrote; parts introduce, and pages made of data have no text of their own.
fn written_leaves(book: &Book) -> Vec<&Page> {
    book.pages
        .iter()
        .map(AsRef::as_ref)
        .filter(|page: &&Page| page.kind == Kind::Leaf && repository().join(page.path.as_str()).is_file())
        .collect()
}

fn kind(question: &Question) -> &'static str {
    match question.answer {
        Answer::Single(_) => "single",
        Answer::Multiple(_) => "multiple",
        Answer::Truth(_) => "truth",
        Answer::Short(_) => "short",
        Answer::Fill(_) => "fill",
        Answer::Order(_) => "order",
        Answer::Match(_) => "match",
        Answer::Unknown => panic!("{question:?}"),
    }
}

#[test]
fn every_page_has_eight_questions_of_four_kinds_that_explain_and_prove() {
    let (book, _) = handbook();
    let leaves = written_leaves(&book);
    assert!(leaves.len() >= 21, "four viewpoints, four targets, eight tasks, five bodies");
    for page in leaves {
        let questions = &page.quiz.as_ref().unwrap_or_else(|| panic!("{} has no quiz", page.path)).questions;
        let kinds: BTreeSet<&str> = questions.iter().map(kind).collect();
        assert!(questions.len() >= 8 && kinds.len() >= 4, "{}: {} questions, {kinds:?}", page.path, questions.len());
        for question in questions {
            let evidence = question.evidence.as_ref().unwrap_or_else(|| panic!("{}: {}", page.path, question.ask));
            assert!(!question.why.is_empty() && !evidence.quote.is_empty(), "{}: {}", page.path, question.ask);
        }
    }
}

/// What a guesser could learn without reading: that the right choice is the longest or the shortest, that statements
/// are mostly false. Four choices make a quarter by chance; a third is still no advice.
#[test]
fn nothing_but_its_content_gives_an_answer_away() {
    let (book, _) = handbook();
    let quizzes = written_leaves(&book).into_iter().filter_map(|page| page.quiz.as_ref());
    let questions: Vec<&Question> = quizzes.flat_map(|quiz| &quiz.questions).collect();
    let (mut single, mut longest, mut shortest) = (0, 0, 0);
    let (mut statements, mut truths) = (0, 0);
    for question in &questions {
        match &question.answer {
            Answer::Single(choices) => {
                let length =
                    |right: bool| choices.iter().filter(move |choice| choice.right == right).map(|choice| choice.text.chars().count());
                let right = length(true).next().unwrap();
                single += 1;
                longest += usize::from(length(false).all(|wrong| wrong < right));
                shortest += usize::from(length(false).all(|wrong| wrong > right));
            }
            Answer::Truth(truth) => {
                statements += 1;
                truths += usize::from(*truth);
            }
            _ => {}
        }
    }
    assert!(single > 100 && longest * 3 < single && shortest * 3 < single, "{longest} longest, {shortest} shortest of {single}");
    assert!(statements > 40 && (statements * 2 / 5..=statements * 3 / 5).contains(&truths), "{truths} of {statements} are true");
}

#[test]
fn every_page_says_what_its_reader_will_know() {
    let (book, _) = handbook();
    for page in written_leaves(&book) {
        assert!(!page.shell.summary.is_empty() && page.objectives.len() >= 2, "{}", page.path);
    }
}

#[test]
fn the_glossary_explains_forty_terms() {
    let (book, _) = handbook();
    let entries = &book.glossary.entries;
    assert!(entries.len() >= 40, "{} terms", entries.len());
    for entry in entries {
        assert!(entry.term.meaning.split_whitespace().count() >= 5, "{}", entry.term.term);
    }
    for wanted in ["GII", "5G", "chuyển đổi số", "thử nghiệm có kiểm soát"] {
        let known = |term: &str| term.to_lowercase() == wanted.to_lowercase();
        let found = entries
            .iter()
            .any(|entry| known(&entry.term.term) || known(&entry.term.abbreviation) || entry.term.also.iter().any(|also| known(also)));
        assert!(found, "{wanted} is not explained");
    }
}

/// For each format: a file whose groups all hold an unknown key, the schema, and the places of those groups in it.
const FORMATS: [(&str, &str, &str, &[&str]); 6] = [
    (
        "handbook",
        "content/handbook.yaml",
        "title: Thử\nquiz: {la: 1}\nquotations: {la: 1}\nfinal: {count: 1, la: 1}\nla: 1\n",
        &["/properties/quiz", "/properties/quotations", "/properties/final", ""],
    ),
    ("front-matter", "content/01-trang.md", "---\ntitle: Trang\nla: 1\n---\n\nLời.\n", &[""]),
    (
        "quiz",
        "content/01-trang.quiz.yaml",
        "questions:\n  - ask: Chọn?\n    right: một\n    wrong: [{text: hai, la: 1}]\n    evidence: {source: a, la: 1}\n    la: 1\nla: 1\n",
        &[
            "/properties/questions/items/properties/wrong/oneOf/1/items/oneOf/1",
            "/properties/questions/items/properties/evidence",
            "/properties/questions/items",
            "",
        ],
    ),
    (
        "sources",
        "seeds/sources.yaml",
        "sources:\n  - key: a\n    noise: [{lines: 1, reason: x, la: 1}]\n    la: 1\nla: 1\n",
        &["/properties/sources/items/properties/noise/items", "/properties/sources/items", ""],
    ),
    (
        "errata",
        "seeds/errata.yaml",
        "errata:\n  - source: a\n    evidence: {source: a, line: 1, quote: x, la: 1}\n    la: 1\nla: 1\n",
        &["/properties/errata/items/properties/evidence", "/properties/errata/items", ""],
    ),
    (
        "glossary",
        "content/glossary.yaml",
        "terms:\n  - term: a\n    evidence: {source: a, la: 1}\n    la: 1\nla: 1\n",
        &["/properties/terms/items/properties/evidence", "/properties/terms/items", ""],
    ),
];

#[test]
fn every_schema_knows_the_keys_that_the_program_takes() {
    for (name, place, text, groups) in FORMATS {
        let schema = schema(name);
        let taken = keys_taken(place, text);
        assert_eq!(taken.len(), groups.len(), "{name}: every group tells its unknown key");
        for (group, taken) in groups.iter().zip(taken) {
            let properties = schema.pointer(&format!("{group}/properties")).unwrap_or_else(|| panic!("{name}: nothing at {group}"));
            let described: BTreeSet<String> = properties.as_object().unwrap().keys().cloned().collect();
            assert_eq!(described, taken, "{name} at {group:?}");
            assert_eq!(schema.pointer(&format!("{group}/additionalProperties")), Some(&Value::Bool(false)), "{name} at {group:?}");
        }
    }
}

fn schema(name: &str) -> Value {
    let (_, text) = SCHEMAS.iter().find(|(known, _)| *known == name).unwrap();
    serde_json::from_str(text).unwrap()
}

/// The keys that the remedy of each unknown key lists, in the order in which the unknown keys stand.
fn keys_taken(place: &str, text: &str) -> Vec<BTreeSet<String>> {
    let mut files: BTreeMap<&str, &str> =
        BTreeMap::from([("content/handbook.yaml", "title: Thử\n"), ("content/index.md", "# Bìa\n"), ("content/01-trang.md", "# Trang\n")]);
    files.insert(place, text);
    let snapshot: Snapshot = files.into_iter().map(|(place, text)| (BookPath::new(place).unwrap(), File::new(text))).collect();
    let mut found = engine::build(&snapshot, Drafts::LeftOut).diagnostics;
    found.retain(|diagnostic| diagnostic.code == sotay::diagnostics::Code::YamlUnknownKey);
    found.sort();
    let known = found.iter().map(|diagnostic| &diagnostic.facts.iter().find(|(name, _)| *name == "known").unwrap().1);
    known.map(|known| known.split(", ").map(str::to_owned).collect()).collect()
}

#[test]
fn every_schema_is_printed_as_it_is() {
    for (name, text) in SCHEMAS {
        let run = run(&repository(), &["schema", name], &[]);
        assert_eq!((run.status, run.stdout.as_str()), (0, text), "{name}");
        assert_eq!(schema(name)["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
    }
}

/// The data behind the charts and the sortable table, against the annex as it is quoted, which is checked word for word.
#[test]
fn the_data_of_the_schemes_say_what_the_annex_says() {
    let page = repository_text("content/06-danh-muc-de-an/01-bang-de-an.md");
    let mut part = String::new();
    let mut quoted = Vec::new();
    for line in page.lines().filter_map(|line| line.strip_prefix("> | ")?.strip_suffix(" |")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells[0].chars().all(|letter| "IVX".contains(letter)) {
            part = cells[0].to_owned();
        } else if cells[0].chars().all(|letter| letter.is_ascii_digit()) {
            quoted.push([vec![format!("{part}.{}", cells[0])], cells[1..].iter().map(|cell| (*cell).to_owned()).collect()].concat());
        }
    }
    let data = repository_text("content/data/de-an.csv");
    let mut reader = csv::Reader::from_reader(data.as_bytes());
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.iter().map(|row| row[..6].to_vec()).collect::<Vec<_>>(), quoted);
    assert_eq!(rows.len(), 25);
    for row in rows {
        assert!(row[5].ends_with(&row[6]), "the year of {} is not the last of its time: {}", row[0], row[6]);
    }
}
