//! The question bank leaves the house: whatever quiz the model accepts is read back from every format as it was
//! written, up to the losses that the export names. The readers are our own and strict (`questions/readers.rs`);
//! `tests/exports` asks other people's.

mod papers;
mod readers;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use sotay::book::{self, Drafts};
use sotay::diagnostics::Severity;
use sotay::input::{File, Snapshot};
use sotay::parse::quiz::{Answer, Choice, Compare, Piece};
use sotay::questions::answers::{numbers, plain_number, two_ways, variants};
use sotay::questions::loss::{Loss, Reason};
use sotay::questions::prose::{Words, blanks, tags, with_blanks};
use sotay::questions::{Bank, Export, Item, anki, gift, moodle, qti};
use sotay::render::strings::Strings;
use sotay::text::{BookPath, Source};
use sotay::{check, parse};

use crate::support::{Book, repository, repository_text};
use readers::{Body, Said, plain, squeezed};

static STRINGS: LazyLock<Strings> = LazyLock::new(|| {
    let path = BookPath::new("themes/sen/strings/vi.yaml").unwrap();
    Strings::parse(&Source::new(path, repository_text("themes/sen/strings/vi.yaml"))).value
});

/// The bank of a handbook with one quiz, if the quiz holds.
fn bank(quiz: &Value) -> Option<Bank> {
    let mut snapshot = Snapshot::default();
    let quiz = quiz.to_string();
    let files = [
        ("content/handbook.yaml", "title: Sổ tay thử\nid: thu\n"),
        ("content/index.md", "# Bìa\n\nLời mở đầu.\n"),
        ("content/01-trang.md", "# Trang\n\nLời của trang.\n"),
        ("content/01-trang.quiz.yaml", &quiz),
    ];
    for (place, text) in files {
        snapshot.insert(BookPath::new(place).unwrap(), File::new(text));
    }
    let parsed = parse::parse(&snapshot, &mut Default::default());
    let checked = check::check(&parsed.value, &snapshot, &mut Default::default());
    let book = book::assemble(&parsed.value, &checked.value, &snapshot, Drafts::LeftOut, &mut Default::default());
    let mut found = parsed.diagnostics.iter().chain(&checked.diagnostics).chain(&book.diagnostics);
    let holds = !found.any(|diagnostic| diagnostic.code.severity() == Severity::Error);
    holds.then(|| Bank::of(&book.value))
}

/// How a format is written from the bank.
type Write = fn(&Bank, &Strings) -> Export;

/// The formats, each with its writer.
const FORMATS: [(&str, Write); 4] = [("gift", gift::export), ("moodle-xml", moodle::export), ("qti", qti::export), ("anki", anki::export)];

/// What a format should say of an item, given what it says it loses.
fn expected(item: &Item, format: &str, losses: &[Loss]) -> Vec<Said> {
    let lost = |reason| losses.iter().any(|loss| loss.question == item.id && loss.reason == reason);
    let question = &item.question;
    let words = Words::new(&bank(&json!({ "questions": [{ "ask": "a", "is": true }] })).unwrap(), &STRINGS);
    let all_tags: Vec<String> = if format == "qti" { question.tags.clone() } else { tags(item, words) };
    let tag = |tag: &String| if lost(Reason::Tag) { gift::tag(tag) } else { tag.clone() };
    let said = Said {
        id: item.id.clone(),
        ask: squeezed(&question.ask),
        general: squeezed(&question.why),
        hint: if lost(Reason::Hint) { String::new() } else { squeezed(&question.hint) },
        points: if lost(Reason::Points) { 1.0 } else { question.points },
        tags: all_tags.iter().map(|text| squeezed(&tag(text))).collect(),
        body: Body::Truth(true),
    };
    // A QTI field stands in a paragraph of its own after the question.
    let said = if format == "qti" && matches!(question.answer, Answer::Short(_)) {
        Said { ask: format!("{} ……", said.ask), ..said }
    } else {
        said
    };
    let with = |body| vec![Said { body, ..said.clone() }];
    let text = |text: &str| squeezed(text);
    let way_of_two = two_ways(&question.answer).filter(|_| lost(Reason::TwoPairs));
    if let Some([right, wrong]) = way_of_two {
        return with(Body::Choices { single: true, choices: vec![(text(&right), 1.0, String::new()), (text(&wrong), 0.0, String::new())] });
    }
    match &question.answer {
        Answer::Single(choices) => with(choices_said(choices, true, false)),
        Answer::Multiple(choices) => with(choices_said(choices, false, lost(Reason::Share))),
        Answer::Truth(truth) => with(Body::Truth(*truth)),
        Answer::Short(short) => match numbers(short).filter(|numbers| format != "qti" || numbers.tolerance > 0.0) {
            Some(numbers) => with(Body::Numbers { values: numbers.values, tolerance: numbers.tolerance }),
            None => {
                let accepted = variants(short.accept.iter().map(|answer| answer.text.as_str())).into_iter().collect();
                with(Body::Words { accepted, exact: short.compare == Compare::Exact && !lost(Reason::Capitals) })
            }
        },
        Answer::Fill(pieces) => fill_said(item, pieces, format, lost(Reason::BlankPoints), &said),
        Answer::Order(items) if lost(Reason::Order) => {
            let ask = squeezed(&format!("{} {}", said.ask, STRINGS.get("bank", "order_places")));
            let places = items.iter().zip(1..).map(|(item, place): (_, usize)| (text(&item.text), place.to_string()));
            vec![Said { ask, body: Body::Pairs(places.collect()), ..said.clone() }]
        }
        Answer::Order(items) => with(Body::Order(items.iter().map(|item| text(&item.text)).collect())),
        Answer::Match(pairs) => with(Body::Pairs(pairs.iter().map(|pair| (text(&pair.left.text), text(&pair.right.text))).collect())),
        Answer::Unknown => unreachable!("a bank holds no question without an answer"),
    }
}

fn choices_said(choices: &[Choice], single: bool, rounded: bool) -> Body {
    let right = choices.iter().filter(|choice| choice.right).count();
    let share = if single { 1.0 } else { 1.0 / right as f64 };
    // A rounded share says only which are right.
    let share = if rounded { f64::NAN } else { share };
    let earned = |choice: &Choice| match (choice.right, single) {
        (true, _) => share,
        (false, true) => 0.0,
        (false, false) => -share,
    };
    Body::Choices {
        single,
        choices: choices.iter().map(|choice| (squeezed(&choice.text), earned(choice), squeezed(&choice.why))).collect(),
    }
}

fn fill_said(item: &Item, pieces: &[Piece], format: &str, points_lost: bool, said: &Said) -> Vec<Said> {
    let accepted: Vec<BTreeSet<String>> =
        blanks(pieces).into_iter().map(|blank| variants(blank.iter().map(String::as_str)).into_iter().collect()).collect();
    let ask = |text: &str| squeezed(&format!("{}\n{text}", item.question.ask));
    let drawn = with_blanks(pieces);
    match (format, accepted.as_slice()) {
        ("qti", [one]) => vec![Said { ask: ask(&drawn), body: Body::Words { accepted: one.clone(), exact: false }, ..said.clone() }],
        (_, [one]) => {
            vec![Said {
                ask: ask(&drawn.replacen("……", "_____", 1)),
                body: Body::Words { accepted: one.clone(), exact: false },
                ..said.clone()
            }]
        }
        ("gift", many) => {
            let one = |(number, accepted): (usize, &BTreeSet<String>)| {
                let mut place = 0;
                let text: String = pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Text(text) => text.clone(),
                        Piece::Blank(_) => {
                            place += 1;
                            format!("({place}) {}", if place == number { "_____" } else { "……" })
                        }
                    })
                    .collect();
                let body = Body::Words { accepted: accepted.clone(), exact: false };
                Said { id: format!("{}-{number}", item.id), ask: ask(&text), body, ..said.clone() }
            };
            (1..).zip(many).map(one).collect()
        }
        ("moodle-xml", many) => {
            // A blank of numbers says each once; comma and point are the same to it.
            let numeric = |blank: &Vec<String>| blank.iter().map(|text| plain_number(text)).collect::<Option<Vec<f64>>>();
            let said_of = |(blank, ways): (&Vec<String>, &BTreeSet<String>)| match numeric(blank) {
                Some(values) => values.iter().map(f64::to_string).collect(),
                None => ways.clone(),
            };
            let blanks = blanks(pieces).into_iter().zip(many).map(said_of).collect();
            let points = if points_lost { many.len() as f64 } else { said.points };
            vec![Said { ask: ask(&drawn), points, body: Body::Blanks(blanks), ..said.clone() }]
        }
        (_, many) => vec![Said { ask: ask(&drawn), body: Body::Blanks(many.to_vec()), ..said.clone() }],
    }
}

/// Holds what a format says against what it should say; shares are of the format's precision.
fn hold(found: &Said, expected: &Said) {
    let (mut found, mut expected) = (found.clone(), expected.clone());
    if let (Body::Choices { choices: found, .. }, Body::Choices { choices: expected, .. }) = (&mut found.body, &mut expected.body) {
        for ((_, share, _), (_, wanted, _)) in found.iter_mut().zip(expected) {
            if wanted.is_nan() || (*share - *wanted).abs() < 1e-6 {
                (*share, *wanted) = (0.0, 0.0);
            }
        }
    }
    assert_eq!(found, expected);
}

fn read_back(bank: &Bank) {
    for (format, export) in FORMATS {
        let made = export(bank, &STRINGS);
        assert!(made.bytes == export(bank, &STRINGS).bytes, "{format}: twice the same");
        let said = match format {
            "gift" => readers::gift(&made.bytes),
            "moodle-xml" => readers::moodle(&made.bytes),
            "qti" => readers::qti(&made.bytes),
            _ => {
                read_cards(bank, &made);
                continue;
            }
        };
        let wanted: Vec<Said> = bank.items.iter().flat_map(|item| expected(item, format, &made.losses)).collect();
        assert_eq!(said.len(), wanted.len(), "{format}");
        // Words that Moodle takes for placeholders of its own are named as lost, and so not compared.
        let signs: Vec<&str> = made.losses.iter().filter(|loss| loss.reason == Reason::Signs).map(|loss| loss.question.as_str()).collect();
        for (found, wanted) in said.iter().zip(&wanted) {
            if !signs.iter().any(|id| wanted.id.starts_with(id)) {
                hold(found, wanted);
            }
        }
    }
}

/// A card holds every text of its question: those to ask in front, those to know at the back.
fn read_cards(bank: &Bank, made: &Export) {
    let cards = readers::anki(&made.bytes);
    assert_eq!(cards.len(), bank.items.len());
    for ([name, deck, front, back, tagged], item) in cards.iter().zip(&bank.items) {
        assert_eq!(*name, format!("thu:{}", item.id));
        assert_eq!(*deck, "Sổ tay thử::Trang");
        let (front, back) = (plain(front), plain(back));
        let question = &item.question;
        let has = |side: &str, text: &str| assert!(side.contains(&squeezed(text)), "{text:?} is not in {side:?}");
        has(&front, &question.ask);
        has(&front, &question.hint);
        has(&back, &question.why);
        match &question.answer {
            Answer::Single(choices) | Answer::Multiple(choices) => {
                choices.iter().for_each(|choice| has(&front, &choice.text));
                choices.iter().filter(|choice| choice.right).for_each(|choice| has(&back, &choice.text));
                choices.iter().for_each(|choice| has(&back, &choice.why));
            }
            Answer::Truth(truth) => assert!(back.starts_with(if *truth { "Đúng" } else { "Sai" })),
            Answer::Short(short) => short.accept.iter().for_each(|answer| has(&back, &answer.text)),
            Answer::Fill(pieces) => blanks(pieces).into_iter().flatten().for_each(|answer| has(&back, answer)),
            Answer::Order(items) => items.iter().for_each(|item| has(&back, &item.text)),
            Answer::Match(pairs) => pairs.iter().for_each(|pair| has(&back, &format!("{} – {}", pair.left.text, pair.right.text))),
            Answer::Unknown => unreachable!(),
        }
        assert_eq!(
            tagged.split_whitespace().count(),
            question.tags.iter().collect::<BTreeSet<_>>().len() + usize::from(question.level.is_some())
        );
    }
}

/// Texts with every sign that some format takes for its own.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zđấộ ]{1,8}",
        4 => proptest::sample::select(vec![
            ":", "=", "~", "#", "{", "}", "->", "//", "&#37;", "\"", "'", "<", ">", "8,5", "\\", "\n", "\n\n", "]]>", "😀", "%", "%50%", "[html]", "[",
            "&", "&amp;", "::", "####", "\\n", "$CATEGORY:", "<b>", "*", "_____", "TRUE", "e\u{0302}\u{0323}", "\t", "@@", "|", "\u{a0}",
        ]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 1..6)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("a text says something", |text| !text.trim().is_empty())
}

fn accepted() -> impl Strategy<Value = String> {
    prop_oneof![text(), "-?[0-9]{1,4}([.,][0-9]{1,3})?%?"]
}

fn question() -> impl Strategy<Value = Value> {
    let list = |items: std::ops::Range<usize>| proptest::collection::vec(text(), items);
    let choice = || {
        let with_why = |(text, why): (String, Option<String>)| why.map_or_else(|| json!(text), |why| json!({ "text": text, "why": why }));
        (text(), proptest::option::of(text())).prop_map(with_why)
    };
    let wrong = || proptest::collection::vec(choice(), 1..4);
    let no_braces = |text: String| text.replace(['{', '}', '|'], ".");
    let answer = prop_oneof![
        (text(), wrong()).prop_map(|(right, wrong)| json!({ "right": right, "wrong": wrong })),
        (list(1..13), wrong()).prop_map(|(right, wrong)| json!({ "right": right, "wrong": wrong })),
        any::<bool>().prop_map(|truth| json!({ "is": truth })),
        (proptest::collection::vec(accepted(), 1..4), proptest::sample::select(vec!["exact", "no-case", "no-tone"]))
            .prop_map(|(answer, compare)| json!({ "answer": answer, "match": compare })),
        ("[0-9]{1,3}([.,][0-9]{1,2})?", text(), 0.0..9.0_f64)
            .prop_map(|(number, word, tolerance)| json!({ "answer": [number, word], "tolerance": (tolerance * 4.0).round() / 4.0 })),
        proptest::collection::vec((text(), accepted()), 1..4).prop_map(move |blanks| {
            let fill: String = blanks.into_iter().map(|(text, blank)| format!("{} {{{}}}", no_braces(text), no_braces(blank))).collect();
            json!({ "fill": fill })
        }),
        list(2..6).prop_map(|items| json!({ "order": items })),
        proptest::collection::vec((text(), text()), 2..5)
            .prop_map(|pairs| { json!({ "match": pairs.into_iter().collect::<std::collections::BTreeMap<_, _>>() }) }),
    ];
    let rest = (text(), proptest::option::of(text()), proptest::option::of(text()), list(0..3), proptest::option::of(1..4), 1..9_u32);
    (answer, rest).prop_map(|(mut question, (ask, why, hint, tags, level, points))| {
        question["ask"] = json!(ask);
        question["points"] = json!(f64::from(points) / 2.0);
        let optional = [("why", why.map(Value::from)), ("hint", hint.map(Value::from)), ("level", level.map(Value::from))];
        for (key, value) in optional {
            if let Some(value) = value {
                question[key] = value;
            }
        }
        question["tags"] = json!(tags);
        question
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_question_the_model_accepts_is_read_back_from_every_format(questions in proptest::collection::vec(question(), 1..4)) {
        let bank = bank(&json!({ "questions": questions }));
        prop_assume!(bank.is_some());
        read_back(&bank.unwrap());
    }
}

#[test]
fn most_questions_that_are_tried_are_accepted_by_the_model() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let tried = (0..100).map(|_| question().new_tree(&mut runner).unwrap().current());
    let accepted = tried.filter(|question| bank(&json!({ "questions": [question] })).is_some()).count();
    assert!(accepted > 60, "{accepted} of 100");
}

/// The handbook of `tests/exports`, whose texts are hostile to every format.
fn hostile() -> Book {
    let book = Book::empty();
    for (place, bytes) in crate::support::files_below(&repository().join("tests/exports/book")) {
        book.write_bytes(&place, &bytes);
    }
    book
}

const FILES: [(&str, &str); 6] = [
    ("gift", "kho-viet.gift.txt"),
    ("moodle-xml", "kho-viet.moodle.xml"),
    ("qti", "kho-viet.qti.zip"),
    ("anki", "kho-viet.anki.txt"),
    ("exam", "kho-viet.de-kiem-tra.zip"),
    ("results-form", "kho-viet.thu-ket-qua.html"),
];

#[test]
fn exporting_questions_twice_gives_the_same_file() {
    let book = hostile();
    for (target, file) in FILES {
        let export = || {
            let run = book.run(&["export", target]);
            assert_eq!(run.status, 0, "{}", run.stderr);
            std::fs::read(book.path(file)).unwrap()
        };
        assert!(export() == export(), "{target}");
    }
}

#[test]
fn every_loss_is_told_and_written_down_with_its_place_and_field() {
    let book = hostile();
    let run = book.run(&["export", "gift", "--loss", "mat.json", "--lang", "en"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&book.text("mat.json")).unwrap();
    let losses = report["losses"].as_array().unwrap();
    let has = |question: &str, field: &str| losses.iter().any(|loss| loss["question"] == question && loss["field"] == field);
    let expected = [
        ("mot", "points"),
        ("mot", "hint"),
        ("mot", "tags"),
        ("ngan", "match"),
        ("khong-dau", "match"),
        ("dien-nhieu", "points"),
        ("dien-nhieu", "fill"),
        ("thu-tu", "order"),
        ("hai-muc", "match"),
        ("hai-cap", "match"),
        ("sai-so", "points"),
        ("sai-so", "answer"),
        ("nhieu-dung", "right"),
    ];
    for (question, field) in expected {
        assert!(has(question, field), "{question}: {field}");
    }
    // Words and the per cent sign of `sai-so` are two losses of one field.
    assert_eq!(losses.len(), expected.len() + 1);
    for loss in losses {
        let place = format!("{}:{} {}", loss["file"].as_str().unwrap(), loss["line"], loss["question"].as_str().unwrap());
        assert!(run.stderr.contains(&place), "{place} is not told");
        assert!(run.stderr.contains(loss["why"].as_str().unwrap()));
    }
}

#[test]
fn a_report_of_losses_replaces_an_older_one_and_nothing_else() {
    let book = hostile();
    book.write("mine.json", "{\"my\": \"work\"}");
    let run = book.run(&["export", "gift", "--loss", "mine.json"]);
    assert_eq!((run.status, book.text("mine.json").as_str()), (2, "{\"my\": \"work\"}"), "{}", run.stderr);
    assert!(!book.path("kho-viet.gift.txt").exists(), "nothing was written");
    for _ in 0..2 {
        assert_eq!(book.run(&["export", "gift", "--loss", "mat.json"]).status, 0);
    }
}

#[test]
fn questions_are_chosen_by_part_kind_tag_and_level() {
    let book = hostile();
    let ids = |options: &[&str]| {
        let run = book.run(&[&["export", "gift", "--force"], options].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        readers::gift(book.text("kho-viet.gift.txt").as_bytes()).into_iter().map(|said| said.id).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&["--kind", "truth"]),
        ["nhan-dinh", "cuoi-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai--991f4c4318"]
    );
    assert_eq!(ids(&["--kind", "order", "--kind", "match"]), ["thu-tu", "hai-muc", "ghep", "hai-cap"]);
    assert_eq!(ids(&["--tag", "kinh te so"]), ["mot"]);
    assert_eq!(ids(&["--level", "3"]), ["mot"]);
    let all = ids(&[]);
    for part in ["1", "cau-hoi", "các loại / mọi dấu: \"câu\" & <chữ>"] {
        assert_eq!(ids(&["--only", part]), all, "{part}");
    }
}

#[test]
fn what_is_not_there_is_told_by_name() {
    let book = hostile();
    let cases: [(&[&str], &[&str]); 8] = [
        (&["gift", "--only", "9"], &["9", "1 Các loại"]),
        (&["gift", "--tag", "kinh te xo"], &["kinh te xo", "kinh tế số"]),
        (&["gift", "--kind", "truth", "--level", "1"], &["không có câu hỏi nào"]),
        (&["gift", "--kind", "trutt"], &["trutt", "truth"]),
        (&["gift", "--count", "3"], &["--count", "gift"]),
        (&["zip", "--only", "1"], &["--only", "zip"]),
        (&["exam", "--count", "99"], &["99", "16", "--count"]),
        (&["exam", "--count", "nhiều"], &["nhiều", "--count"]),
    ];
    for (words, told) in cases {
        let run = book.run(&[&["export"], words].concat());
        assert_eq!(run.status, 2, "{words:?}: {}", run.stderr);
        for word in told {
            assert!(run.stderr.contains(word), "{word} is not in: {}", run.stderr);
        }
        assert!(book.listing().iter().all(|name| !name.starts_with("kho-viet")), "{words:?} wrote something");
    }
}

#[test]
fn a_name_longer_than_other_systems_keep_is_cut_and_stays_its_own() {
    let book = hostile();
    assert_eq!(book.run(&["export", "moodle-xml"]).status, 0);
    let ids: Vec<String> = readers::moodle(book.text("kho-viet.moodle.xml").as_bytes()).into_iter().map(|said| said.id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let long = ids.last().unwrap();
    assert!(long.starts_with("cuoi-rat-dai-") && long.len() == 80, "{long}");
}
