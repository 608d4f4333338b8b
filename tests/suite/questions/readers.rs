//! Strict readers of what questions are exported to, written from the formats' own rules: each gives back what its
//! format says of a question, or panics at what a real reader would refuse.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// What a format says of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub id: String,
    pub ask: String,
    /// The explanation, with the passage.
    pub general: String,
    pub hint: String,
    pub points: f64,
    pub tags: BTreeSet<String>,
    pub body: Body,
}

/// How it is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Choices with what each earns as a share of all points, and its feedback.
    Choices {
        single: bool,
        choices: Vec<(String, f64, String)>,
    },
    Truth(bool),
    Words {
        accepted: BTreeSet<String>,
        exact: bool,
    },
    Numbers {
        values: Vec<f64>,
        tolerance: f64,
    },
    Blanks(Vec<BTreeSet<String>>),
    Order(Vec<String>),
    Pairs(Vec<(String, String)>),
}

/// An element of XML: name, attributes, children; text stands as an element without a name.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// Reads a document; anything that is not well-formed panics.
    pub fn read(xml: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}"));
            match event {
                Event::Start(ref start) | Event::Empty(ref start) => {
                    let attributes = start.attributes().map(|attribute| {
                        let attribute = attribute.unwrap();
                        (attribute.key.as_ref().to_owned(), unescape(&attribute.value).unwrap().into_owned())
                    });
                    let element = Self { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Self::default() };
                    open.push(element);
                    if matches!(event, Event::Empty(_)) {
                        close(&mut open);
                    }
                }
                Event::End(_) => close(&mut open),
                Event::Text(text) => push_text(&mut open, &text),
                Event::GeneralRef(reference) => {
                    let reference: &str = &reference;
                    push_text(&mut open, &unescape(&format!("&{reference};")).unwrap());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "every element is closed");
        open.pop().unwrap()
    }

    /// The children with a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The only child with a name.
    pub fn one<'a>(&'a self, name: &'a str) -> &'a Self {
        let found: Vec<&Self> = self.all(name).collect();
        assert_eq!(found.len(), 1, "one <{name}> in <{}>", self.name);
        found[0]
    }

    /// Every element below with a name, in order.
    pub fn deep<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            child.deep(name, found);
        }
    }

    /// All text below but that of elements named `but`, blocks apart.
    pub fn words_but(&self, but: &str) -> String {
        let mut text = String::new();
        self.push_words(but, &mut text);
        squeezed(&text)
    }

    pub fn words(&self) -> String {
        self.words_but("-")
    }

    fn push_words(&self, but: &str, out: &mut String) {
        out.push_str(&self.text);
        for child in self.children.iter().filter(|child| child.name != but) {
            let is_block = ["p", "li", "ul", "ol", "blockquote", "details", "summary"].contains(&child.name.as_str());
            out.push_str(if is_block { "\n" } else { "" });
            child.push_words(but, out);
        }
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).unwrap_or_else(|| panic!("<{}> has no {name}", self.name))
    }
}

fn close(open: &mut Vec<Element>) {
    let element = open.pop().unwrap();
    open.last_mut().unwrap().children.push(element);
}

fn push_text(open: &mut [Element], text: &str) {
    open.last_mut().unwrap().children.push(Element { text: text.to_owned(), ..Element::default() });
}

/// White space as HTML shows it.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a piece of HTML.
pub fn plain(html: &str) -> String {
    Element::read(&html.replace("&nbsp;", " ")).words()
}

/// GIFT by the steps of Moodle's importer (`readquestion` of qformat_gift).
pub fn gift(bytes: &[u8]) -> Vec<Said> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut said = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let line = line.trim();
        if !line.is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            said.extend(gift_question(&lines));
            lines.clear();
        }
    }
    said
}

fn gift_question(lines: &[&str]) -> Option<Said> {
    let comments: String = lines.iter().filter(|line| line.starts_with("//")).map(|line| format!("{line}\n")).collect();
    let text: Vec<&str> = lines.iter().filter(|line| !line.starts_with("//")).copied().collect();
    let text = hidden(text.join("\n").trim());
    if text.is_empty() || text.starts_with("$CATEGORY:") {
        return None;
    }
    let (name, text) = text.strip_prefix("::").and_then(|text| text.split_once("::")).expect("a name");
    assert!(!name.trim().is_empty());
    let (start, end) = (text.find('{').expect("an opening brace"), text.find('}').expect("a closing brace"));
    assert_eq!(text.trim().len(), end + 1, "nothing stands after the answers: {text}");
    assert_eq!((text.matches('{').count(), text.matches('}').count()), (1, 1), "{text}");
    let answers = text[start + 1..end].trim();
    let (answers, general) = answers.rsplit_once("####").map_or((answers, ""), |(answers, general)| (answers.trim(), general));
    let stem = shown_html(&text[..start]);
    Some(Said {
        id: token(&comments, "[id:").pop().expect("an id"),
        ask: stem,
        general: if general.is_empty() { String::new() } else { plain(&shown(general)) },
        hint: String::new(),
        points: 1.0,
        tags: token(&comments, "[tag:").into_iter().collect(),
        body: gift_body(answers),
    })
}

fn gift_body(answers: &str) -> Body {
    if let Some(numbers) = answers.strip_prefix('#') {
        let read: Vec<(f64, f64)> = numbers
            .split('=')
            .skip(1)
            .map(|number| {
                let (value, tolerance) = number.trim().strip_prefix("%100%").unwrap().split_once(':').unwrap();
                (value.parse().unwrap(), tolerance.parse().unwrap())
            })
            .collect();
        return Body::Numbers { values: read.iter().map(|(value, _)| *value).collect(), tolerance: read[0].1 };
    }
    if answers.contains('~') {
        let single = answers.contains('=');
        let marked = answers.replace('=', "~=");
        let choices = marked.split('~').filter(|choice| !choice.trim().is_empty()).map(|choice| {
            let choice = choice.trim();
            let (share, rest) = match (choice.strip_prefix('='), choice.strip_prefix('%')) {
                (Some(rest), _) => (1.0, rest),
                (None, Some(weighted)) => {
                    let (share, rest) = weighted.split_once('%').unwrap();
                    (share.parse::<f64>().unwrap() / 100.0, rest)
                }
                (None, None) => (0.0, choice),
            };
            let (text, feedback) = rest.split_once('#').unwrap_or((rest, ""));
            (shown_html(text), share, if feedback.is_empty() { String::new() } else { shown_html(feedback) })
        });
        return Body::Choices { single, choices: choices.collect() };
    }
    if answers == "TRUE" || answers == "FALSE" {
        return Body::Truth(answers == "TRUE");
    }
    let parts: Vec<&str> = answers.split('=').map(str::trim).filter(|part| !part.is_empty()).collect();
    if answers.contains("->") {
        return Body::Pairs(
            parts
                .iter()
                .map(|part| {
                    let (left, right) = part.split_once("->").expect("an arrow in every pair");
                    (shown_html(left), plain(shown(right).trim()))
                })
                .collect(),
        );
    }
    let accepted = parts.iter().map(|part| {
        let text = part.strip_prefix("%100%").expect("a weight, so that the text cannot be one");
        let (format, text) = formatted(text);
        assert!(format.is_none() || format == Some("plain"));
        unstarred(shown(text).trim())
    });
    Body::Words { accepted: accepted.collect(), exact: false }
}

/// A text in HTML, whose format may be named before it.
fn shown_html(text: &str) -> String {
    let (format, text) = formatted(text.trim());
    assert!(format.is_none() || format == Some("html"), "{text}");
    plain(shown(text).trim())
}

fn formatted(text: &str) -> (Option<&str>, &str) {
    let named = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match named {
        Some((format @ ("html" | "plain" | "moodle" | "markdown"), rest)) => (Some(format), rest),
        _ => (None, text),
    }
}

const SIGNS: [(char, &str); 6] = [(':', "&&058;"), ('#', "&&035;"), ('=', "&&061;"), ('{', "&&123;"), ('}', "&&125;"), ('~', "&&126;")];

/// `escapedchar_pre`.
fn hidden(text: &str) -> String {
    let mut text = text.replace("\\\\", "&&092;");
    for (sign, placeholder) in SIGNS {
        text = text.replace(&format!("\\{sign}"), placeholder);
    }
    text.replace("\\n", "&&010;").replace("&&092;", "\\")
}

/// `escapedchar_post`.
fn shown(text: &str) -> String {
    let mut text = text.replace("&&010;", "\n");
    for (sign, placeholder) in SIGNS {
        text = text.replace(placeholder, &sign.to_string());
    }
    text
}

/// A typed answer: a star that stands for itself has a backslash before it.
fn unstarred(text: &str) -> String {
    let text = text.replace("\\*", "\u{1}");
    assert!(!text.contains('*'), "a star would stand for any text: {text}");
    text.replace('\u{1}', "*")
}

fn token(comments: &str, opening: &str) -> Vec<String> {
    let inside = |rest: &str| {
        let rest = rest.replace("\\]", "\u{1}");
        rest.split_once(']').map(|(token, _)| token.replace('\u{1}', "]").trim().to_owned()).expect("a closing bracket")
    };
    comments.split(opening).skip(1).map(inside).collect()
}

/// Moodle XML by the fields that its importer reads.
pub fn moodle(bytes: &[u8]) -> Vec<Said> {
    let document = Element::read(std::str::from_utf8(bytes).unwrap());
    let questions = document.one("quiz").all("question").filter(|question| question.attribute("type") != "category");
    questions.map(moodle_question).collect()
}

fn moodle_question(question: &Element) -> Said {
    let rich = |name: &str| question.all(name).next().map_or(String::new(), |field| plain(&raw(field)));
    let kind = question.attribute("type");
    assert!(!raw(question.one("name")).is_empty());
    Said {
        id: question.one("idnumber").words(),
        ask: if kind == "cloze" { cloze(question).0 } else { rich("questiontext") },
        general: rich("generalfeedback"),
        hint: rich("hint"),
        points: if kind == "cloze" { cloze(question).2 } else { question.one("defaultgrade").words().parse().unwrap() },
        tags: question.all("tags").flat_map(|tags| tags.all("tag")).map(raw).collect(),
        body: moodle_body(kind, question),
    }
}

/// The one text of a field.
fn raw(field: &Element) -> String {
    let text = field.one("text");
    text.children.iter().map(|part| part.text.as_str()).collect::<String>().trim().to_owned()
}

fn moodle_body(kind: &str, question: &Element) -> Body {
    let answers: Vec<&Element> = question.all("answer").collect();
    let share = |answer: &Element| answer.attribute("fraction").parse::<f64>().unwrap() / 100.0;
    match kind {
        "multichoice" => Body::Choices {
            single: question.one("single").words() == "true",
            choices: answers.iter().map(|answer| (plain(&raw(answer)), share(answer), plain(&raw(answer.one("feedback"))))).collect(),
        },
        "truefalse" => {
            let texts: Vec<String> = answers.iter().map(|answer| raw(answer)).collect();
            assert_eq!(texts, ["true", "false"]);
            Body::Truth(share(answers[0]) == 1.0)
        }
        "shortanswer" => Body::Words {
            accepted: answers.iter().map(|answer| unstarred(&raw(answer))).collect(),
            exact: question.one("usecase").words() == "1",
        },
        "numerical" => Body::Numbers {
            values: answers.iter().map(|answer| raw(answer).parse().unwrap()).collect(),
            tolerance: answers[0].one("tolerance").words().parse().unwrap(),
        },
        "matching" => Body::Pairs(question.all("subquestion").map(|pair| (plain(&raw(pair)), plain(&raw(pair.one("answer"))))).collect()),
        "ordering" => Body::Order(answers.iter().map(|answer| plain(&raw(answer))).collect()),
        "cloze" => Body::Blanks(cloze(question).1),
        other => panic!("no type {other}"),
    }
}

/// The text of a Cloze question with its fields drawn, what they accept, and their points together.
fn cloze(question: &Element) -> (String, Vec<BTreeSet<String>>, f64) {
    let markup = raw(question.one("questiontext"));
    let (mut stem, mut blanks, mut points) = (String::new(), Vec::new(), 0.0);
    let mut rest = markup.as_str();
    while let Some((before, field)) = rest.split_once('{') {
        let (field, after) = field.split_once('}').expect("a closing brace");
        let mut parts = field.splitn(3, ':');
        let (weight, kind, answers) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        points += weight.parse::<f64>().unwrap();
        let read = |answer: &str| {
            let text = unescape(answer.strip_prefix('=').expect("a right answer")).unwrap().into_owned();
            if kind == "NM" { text.strip_suffix(":0").unwrap().to_owned() } else { unstarred(&text) }
        };
        assert!(["NM", "SA"].contains(&kind));
        blanks.push(answers.split('~').map(read).collect());
        stem.push_str(before);
        stem.push_str("……");
        rest = after;
    }
    stem.push_str(rest);
    (plain(&stem), blanks, points)
}

/// A QTI package by its manifest.
pub fn qti(bytes: &[u8]) -> Vec<Said> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}")).read_to_string(&mut text).unwrap();
        Element::read(&text)
    };
    let manifest = read("imsmanifest.xml");
    let resources = manifest.one("manifest").one("resources").all("resource");
    let items = resources.filter(|resource| resource.attribute("type") == "imsqti_item_xmlv2p1");
    items.map(|resource| qti_item(resource, read(resource.attribute("href")).one("assessmentItem"))).collect()
}

fn qti_item(resource: &Element, item: &Element) -> Said {
    let body = item.one("itemBody");
    let (mut tags, mut prompts, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    resource.deep("imsmd:keyword", &mut tags);
    body.deep("prompt", &mut prompts);
    item.deep("outcomeDeclaration", &mut scores);
    let points = scores.iter().find(|outcome| outcome.attribute("identifier") == "MAXSCORE").unwrap();
    let words = |element: &Element| element.words();
    let shown: Vec<String> = body.all("p").map(with_blanks).collect();
    Said {
        id: item.attribute("identifier").to_owned(),
        ask: prompts.first().map_or_else(|| squeezed(&shown.join(" ")), |prompt| prompt.words()),
        general: item.all("modalFeedback").map(words).collect(),
        hint: body.all("infoControl").map(words).collect(),
        points: points.words().parse().unwrap(),
        tags: tags.iter().map(|tag| tag.words()).collect(),
        body: qti_body(item, body),
    }
}

/// A paragraph, its fields drawn.
fn with_blanks(paragraph: &Element) -> String {
    let parts = paragraph.children.iter().map(|part| if part.name == "textEntryInteraction" { "……".to_owned() } else { part.text.clone() });
    parts.collect()
}

fn qti_body(item: &Element, body: &Element) -> Body {
    let declarations: Vec<&Element> = item.all("responseDeclaration").collect();
    let right = |declaration: &Element| declaration.one("correctResponse").all("value").map(Element::words).collect::<Vec<_>>();
    let mapped = |declaration: &Element| -> BTreeMap<String, f64> {
        let entries = declaration.all("mapping").flat_map(|mapping| mapping.all("mapEntry"));
        entries.map(|entry| (entry.attribute("mapKey").to_owned(), entry.attribute("mappedValue").parse().unwrap())).collect()
    };
    let (mut choices, mut pairs) = (Vec::new(), Vec::new());
    body.deep("simpleChoice", &mut choices);
    body.deep("simpleAssociableChoice", &mut pairs);
    let declaration = declarations[0];
    match (declaration.attribute("cardinality"), declaration.attribute("baseType")) {
        ("single" | "multiple", "identifier") if choices[0].attribute("identifier") == "true" => {
            Body::Truth(right(declaration) == ["true"])
        }
        (cardinality @ ("single" | "multiple"), "identifier") => {
            let (right, shares) = (right(declaration), mapped(declaration));
            let choice = |choice: &&Element| {
                let name = choice.attribute("identifier");
                let share = shares.get(name).copied().unwrap_or(if right.contains(&name.to_owned()) { 1.0 } else { 0.0 });
                let feedback = choice.all("feedbackInline").map(Element::words).collect();
                (choice.words_but("feedbackInline"), share, feedback)
            };
            Body::Choices { single: cardinality == "single", choices: choices.iter().map(choice).collect() }
        }
        ("ordered", _) => {
            let texts: BTreeMap<&str, String> = choices.iter().map(|choice| (choice.attribute("identifier"), choice.words())).collect();
            Body::Order(right(declaration).iter().map(|name| texts[name.as_str()].clone()).collect())
        }
        (_, "directedPair") => {
            let texts: BTreeMap<&str, String> = pairs.iter().map(|choice| (choice.attribute("identifier"), choice.words())).collect();
            let pair = |pair: &String| pair.split_once(' ').map(|(left, right)| (texts[left].clone(), texts[right].clone())).unwrap();
            Body::Pairs(right(declaration).iter().map(pair).collect())
        }
        (_, "float") => {
            let mut equals = Vec::new();
            item.one("responseProcessing").deep("equal", &mut equals);
            Body::Numbers {
                values: equals.iter().map(|equal| equal.one("baseValue").words().parse().unwrap()).collect(),
                tolerance: equals[0].attribute("tolerance").split(' ').next().unwrap().parse().unwrap(),
            }
        }
        _ => {
            let mut cases = Vec::new();
            declaration.deep("mapEntry", &mut cases);
            let accepted = |declaration: &&Element| mapped(declaration).into_keys().collect::<BTreeSet<String>>();
            match (declarations.len(), declaration.attribute("identifier"), body.deep_fields()) {
                (1, _, 1) => Body::Words { accepted: accepted(&declaration), exact: cases[0].attribute("caseSensitive") == "true" },
                _ => Body::Blanks(declarations.iter().map(accepted).collect()),
            }
        }
    }
}

impl Element {
    fn deep_fields(&self) -> usize {
        let mut fields = Vec::new();
        self.deep("textEntryInteraction", &mut fields);
        fields.len()
    }
}

/// The lines of a text file for Anki: name, deck, front, back, tags.
pub fn anki(bytes: &[u8]) -> Vec<[String; 5]> {
    let text = std::str::from_utf8(bytes).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            assert!(!line.split('\t').any(|field| field.starts_with('"')), "a field that begins with a quotation mark is quoted: {line}");
            let fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
            fields.try_into().unwrap_or_else(|fields| panic!("five columns: {fields:?}"))
        })
        .collect()
}
