//! What stands in quotation is what the document says: the rules as written in `tests/written/quotations.md`, and
//! thousands of changes to the real quotations of this repository's handbook, harmful and harmless
//! (`SOTAY_CHANGES=5000` tries so many of each sort).

use std::env;
use std::path::Path;
use std::sync::LazyLock;

use sotay::check::quotation::{Difference, Index};
use sotay::check::{Indexes, indexes};
use sotay::input::disk;
use sotay::memory::Known;
use sotay::parse::errata::{Erratum, Status};
use sotay::parse::source_text::{self, PassageKind, SourceText};
use sotay::parse::sources::{Coverage, SourceRecord};
use sotay::parse::{self, Parsed};
use sotay::text::words::{Token, tokens};
use sotay::text::{BookPath, Fingerprint, Source, Span};
use unicode_normalization::UnicodeNormalization;

use crate::support::{Dice, repository, repository_text};

#[test]
fn a_quotation_holds_by_the_written_rules() {
    let mut rows = 0;
    for line in repository_text("tests/written/quotations.md").lines().filter(|line| line.starts_with("| ") && !line.contains("---")) {
        let cells: Vec<String> = line.trim_matches('|').split('|').map(|cell| cell.trim().replace('⏎', "\n").replace('⇥', "\t")).collect();
        let [source, quotation, verdict] = cells.as_slice() else { panic!("three cells: {line}") };
        if verdict == "verdict" {
            continue;
        }
        assert_eq!(said(&index_of(source).find(quotation), quotation), *verdict, "{line}");
        rows += 1;
    }
    assert!(rows > 35, "the tables are read");
}

/// A verdict in the words of the tables.
fn said(verdict: &Result<sotay::check::quotation::Match, Difference>, quotation: &str) -> String {
    match verdict {
        Ok(_) => "holds".to_owned(),
        Err(Difference::TooShort) => "too short".to_owned(),
        Err(Difference::TooLong) => "too long".to_owned(),
        Err(Difference::Differs(Some(closest))) => format!("differs: {}", &quotation[closest.at.clone()]).trim_end().to_owned(),
        Err(Difference::Differs(None)) => "differs from everything".to_owned(),
    }
}

fn index_of(text: &str) -> Index {
    let errata = [
        ("tiên cùng", "tiến cùng", Status::Corrected),
        ("mô hình, kinh doanh", "mô hình kinh doanh", Status::Corrected),
        ("phát triển nghệ thông tin", "phát triển công nghệ thông tin", Status::Corrected),
        ("lần thứ Tư", "lần thứ tư", Status::Query),
    ];
    let errata = errata.map(|(wrong, right, status)| Erratum {
        span: Span::file(&BookPath::root()),
        source: "x".to_owned(),
        source_span: Span::file(&BookPath::root()),
        line: 1,
        wrong: wrong.to_owned(),
        right: right.to_owned(),
        why: String::new(),
        evidence: None,
        status,
    });
    let text = Known::new(source_text::parse(Source::new(BookPath::root(), text), &record()), Fingerprint::of(text.as_bytes()));
    let errata: Vec<(usize, &Erratum)> = errata.iter().enumerate().collect();
    Index::new(&text, &errata)
}

fn record() -> SourceRecord {
    let nowhere = Span::file(&BookPath::root());
    SourceRecord {
        span: nowhere.clone(),
        key: "x".to_owned(),
        title: String::new(),
        number: String::new(),
        issuer: String::new(),
        date: None,
        kind: String::new(),
        file: BookPath::root(),
        file_span: nowhere.clone(),
        sha256: String::new(),
        sha256_span: nowhere,
        coverage: Coverage::None,
        noise: Vec::new(),
        note: String::new(),
    }
}

/// The quotations of the repository's pages that hold and touch no slip, each with its source.
fn real_quotations(parsed: &Parsed, indexes: &Indexes) -> Vec<(String, String)> {
    let mut quotations = Vec::new();
    for page in parsed.folders.iter().flat_map(|folder| &folder.units).filter_map(|unit| unit.page.as_ref()) {
        for quotation in &page.body.quotations {
            let key = &page.body.citations[quotation.citation].key;
            let text = &quotation.words.text;
            let long_enough = tokens(text).len() >= 8 && !text.contains("[…]");
            if long_enough && indexes[key].find(text).is_ok_and(|found| found.slips.is_empty()) {
                quotations.push((key.clone(), text.clone()));
            }
        }
    }
    assert!(quotations.len() > 300, "the handbook is full of quotations: {}", quotations.len());
    quotations
}

/// The quotations of this repository's handbook and the sources they are found in; read once for all tests.
static REAL: LazyLock<(Indexes, Vec<(String, String)>)> = LazyLock::new(|| {
    let parsed = parse::parse(&disk::read(Path::new(&repository())).value, &mut parse::Remembered::default()).value;
    let indexes = indexes(&parsed);
    let quotations = real_quotations(&parsed, &indexes);
    (indexes, quotations)
});

/// How many changes are tried of each sort.
fn changes() -> usize {
    env::var("SOTAY_CHANGES").ok().and_then(|changes| changes.parse().ok()).unwrap_or(2000)
}

/// One harmful change; gives the text and the first and last token it touches. `None` where it would change nothing.
fn harmed(text: &str, dice: &mut Dice) -> Option<(String, usize, usize)> {
    let all = tokens(text);
    let is_word = |token: &Token| text[token.at.clone()].chars().all(char::is_alphabetic);
    // The first word may differ in case, and the ends may be cut: neither is a change of what is said.
    let at = 1 + dice.roll(all.len() - 3);
    let token = &all[at];
    let word = &text[token.at.clone()];
    let replaced = |new: &str| format!("{}{new}{}", &text[..token.at.start], &text[token.at.end..]);
    match dice.roll(7) {
        0 => other_tone(word).map(|new| (replaced(&new), at, at)),
        1 if is_word(token) => {
            let letters: Vec<char> = word.chars().collect();
            let place = dice.roll(letters.len());
            let new: String =
                letters.iter().enumerate().map(|(index, c)| if index == place { if *c == 'x' { 'r' } else { 'x' } } else { *c }).collect();
            Some((replaced(&new), at, at))
        }
        2 if word.chars().all(|c| c.is_ascii_digit()) => {
            let new: String = word.chars().map(|c| if c == '9' { '0' } else { char::from(c as u8 + 1) }).collect();
            Some((replaced(&new), at, at))
        }
        3 if is_word(token) => Some((replaced(""), at, at)),
        4 if is_word(token) => Some((replaced(&format!("{word} {word}")), at, at + 1)),
        5 if is_word(token) && is_word(&all[at + 1]) && token.key != all[at + 1].key => {
            let next = &all[at + 1];
            let swapped = format!(
                "{}{}{}{word}{}",
                &text[..token.at.start],
                &text[next.at.clone()],
                &text[token.at.end..next.at.start],
                &text[next.at.end..]
            );
            Some((swapped, at, at + 1))
        }
        6 if all.len() > 16 => {
            // A clause of four words goes to the end.
            let last = &all[at.min(all.len() - 8) + 3];
            let first = &all[at.min(all.len() - 8)];
            let clause = &text[first.at.start..last.at.end];
            let moved = format!("{}{} {clause}", &text[..first.at.start], &text[last.at.end..]);
            Some((moved, at.min(all.len() - 8), all.len()))
        }
        _ => None,
    }
}

fn other_tone(word: &str) -> Option<String> {
    const TONES: [[char; 2]; 12] = [
        ['á', 'à'],
        ['à', 'á'],
        ['ạ', 'á'],
        ['ế', 'ề'],
        ['ề', 'ế'],
        ['ệ', 'ể'],
        ['ố', 'ổ'],
        ['ổ', 'ố'],
        ['ộ', 'ố'],
        ['ị', 'ì'],
        ['ứ', 'ử'],
        ['ự', 'ứ'],
    ];
    let [from, to] = TONES.into_iter().find(|[from, _]| word.contains(*from))?;
    Some(word.replacen(from, &to.to_string(), 1))
}

#[test]
fn every_harmful_change_to_a_real_quotation_is_caught_at_its_place() {
    let (indexes, quotations) = &*REAL;
    let mut dice = Dice(116);
    let mut tried = 0;
    while tried < changes() {
        let (key, text) = &quotations[dice.roll(quotations.len())];
        let Some((changed, first, last)) = harmed(text, &mut dice) else { continue };
        if same_words(&changed, text) {
            continue;
        }
        tried += 1;
        match indexes[key].find(&changed) {
            Err(Difference::Differs(Some(closest))) => {
                // Of two equal words in a row either may be called the one too many.
                let near = first.saturating_sub(2)..=last + 2;
                assert!(near.contains(&closest.token), "at {} instead of {near:?}: {changed}", closest.token);
            }
            // A short phrase that is changed in its middle may be like nothing at all: it is caught, its place is the whole.
            Err(Difference::Differs(None)) if tokens(&changed).len() < 12 => {}
            other => panic!("{other:?}: {changed}"),
        }
    }
}

/// Who quotes a document whole has one word wrong in ten thousand: it is told, and not what a slip has made different.
#[test]
fn a_harmful_change_in_a_whole_document_is_caught_at_its_place() {
    let (indexes, _) = &*REAL;
    let mut dice = Dice(50);
    for (key, index) in indexes {
        let SourceText { source, passages, .. } = &*index.text;
        let written = passages.iter().filter(|passage| passage.kind != PassageKind::Noise).map(|passage| &source.text[passage.at.clone()]);
        let written = written.collect::<Vec<_>>().join("\n");
        if let Err(difference) = index.find(&written) {
            panic!("{key} itself holds: {difference:?}");
        }
        for _ in 0..changes().div_ceil(50) {
            let Some((changed, first, last)) = harmed(&written, &mut dice) else { continue };
            if same_words(&changed, &written) {
                continue;
            }
            match index.find(&changed) {
                Err(Difference::Differs(Some(closest))) => {
                    let near = first.saturating_sub(2)..=last + 2;
                    assert!(near.contains(&closest.token), "{key}: at {} instead of {near:?}: {}", closest.token, closest.difference);
                }
                other => panic!("{other:?}: {key}, {first} to {last}"),
            }
        }
    }
}

fn same_words(a: &str, b: &str) -> bool {
    let keys = |text: &str| tokens(text).iter().map(|token| token.key).collect::<Vec<_>>();
    keys(a) == keys(b)
}

#[test]
fn no_harmless_change_to_a_real_quotation_is_reported() {
    let (indexes, quotations) = &*REAL;
    let mut dice = Dice(52);
    for _ in 0..changes() {
        let (key, text) = &quotations[dice.roll(quotations.len())];
        let changed: String = match dice.roll(6) {
            // The files are read into NFC, whatever form an editor left.
            0 => text.nfd().collect::<String>().nfc().collect(),
            1 => text.replace(' ', "  \n"),
            2 => text.replace(" - ", "–"),
            3 => text.replace(['“', '”'], "\""),
            4 => text.replace("hoá", "hóa").replace("uỷ", "ủy").replace("ủy ban", "uỷ ban").replace("òa", "oà").replace("óa", "oá"),
            _ => text.split(' ').enumerate().map(|(at, word)| format!("{word}{}", if at % 9 == 8 { "\n" } else { " " })).collect(),
        };
        if let Err(difference) = indexes[key].find(changed.trim()) {
            panic!("{difference:?}: {changed}");
        }
    }
}
