//! `content/handbook.yaml`: the handbook's own facts, typed, with the defaults that a new handbook wants.

use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::parse::placed::Placed;
use crate::parse::yaml::{self, Node, Reader, Yaml};
use crate::text::{BookPath, Date, Source, Span, slug::slug};

/// Where the settings stand.
pub const SETTINGS_FILE: &str = "content/handbook.yaml";

/// The theme that is inside the program.
pub const DEFAULT_THEME: &str = "sen";

/// The handbook's own facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The title.
    pub title: String,
    /// A second line of the title; may be empty.
    pub subtitle: String,
    /// Permanent name in ASCII: names the reader's stored progress.
    pub id: String,
    /// The language of the handbook and of its interface.
    pub language: Language,
    /// Who publishes it; may be empty.
    pub publisher: String,
    /// Which edition it is; may be empty.
    pub edition: String,
    /// The date of the edition.
    pub date: Option<Date>,
    /// What it is, in a sentence or two; may be empty.
    pub description: String,
    /// The folder of its theme below `themes/`.
    pub theme: String,
    /// Where the theme is named.
    pub theme_span: Span,
    /// Where it will be on the web, with a final slash; only for the site map and sharing cards.
    pub base_url: Option<String>,
    /// The share of points that passes a quiz, in per cent.
    pub quiz_pass: f64,
    /// Whether every page must have a quiz.
    pub quiz_required: bool,
    /// Whether every question must name its proof.
    pub evidence_required: bool,
    /// The test over the whole handbook, where there is one.
    pub final_test: Option<FinalTest>,
    /// Whether HTML in pages is shown (sanitised) instead of refused.
    pub raw_html: bool,
}

/// The test over the whole handbook: questions drawn anew for each try from the quizzes of all pages.
#[derive(Clone, Debug, PartialEq)]
pub struct FinalTest {
    /// How many questions are drawn.
    pub count: usize,
    /// The share of points that passes, in per cent.
    pub pass: f64,
    /// How the questions are spread over the parts.
    pub spread: Spread,
    /// Where it is written.
    pub span: Span,
}

/// How the questions of a final test are spread over the parts of the handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// As chance has it.
    Chance,
    /// Evenly.
    Even,
    /// At least so many from each part.
    AtLeast(usize),
}

/// The language of a handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl Language {
    /// Its tag in HTML and the name of its strings file.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// The settings of a handbook whose file is missing or unreadable: enough to show its pages.
pub fn fallback(path: &BookPath) -> Settings {
    Settings {
        title: "Sổ tay".to_owned(),
        subtitle: String::new(),
        id: "so-tay".to_owned(),
        language: Language::Vi,
        publisher: String::new(),
        edition: String::new(),
        date: None,
        description: String::new(),
        theme: DEFAULT_THEME.to_owned(),
        theme_span: Span::file(path),
        base_url: None,
        quiz_pass: 80.0,
        quiz_required: false,
        evidence_required: false,
        final_test: None,
        raw_html: false,
    }
}

/// Reads the settings.
pub fn parse(source: &Source) -> Outcome<Settings> {
    let placed = Placed::whole(&source.path, &source.text);
    let mut diagnostics = Vec::new();
    let mut settings = fallback(&source.path);
    if let Some(yaml) = yaml::parse(&placed).unload(&mut diagnostics) {
        let mut reader = Reader::new(&placed);
        read(&mut reader, &placed, &yaml, &mut settings);
        diagnostics.extend(reader.diagnostics);
    }
    Outcome { value: settings, diagnostics }
}

fn read(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml, settings: &mut Settings) {
    let Some(mut fields) = reader.fields(yaml) else { return };
    if let Some(title) = reader.required(&mut fields, "title").and_then(|title| reader.text(title)) {
        settings.id = slug(&title);
        settings.title = title;
    }
    settings.subtitle = reader.text_of(&mut fields, "subtitle").unwrap_or_default();
    if let Some(id) = fields.get("id").and_then(|id| read_id(reader, id)) {
        settings.id = id;
    }
    let languages = [("vi", Language::Vi), ("en", Language::En)];
    if let Some(language) = fields.get("language").and_then(|language| reader.choice(language, &languages)) {
        settings.language = language;
    }
    settings.publisher = reader.text_of(&mut fields, "publisher").unwrap_or_default();
    settings.edition = reader.text_of(&mut fields, "edition").unwrap_or_default();
    settings.date = reader.date_of(&mut fields, "date");
    settings.description = reader.text_of(&mut fields, "description").unwrap_or_default();
    if let Some(theme) = fields.get("theme") {
        settings.theme_span = placed.span(theme.at.clone());
        settings.theme = reader.text(theme).unwrap_or_else(|| DEFAULT_THEME.to_owned());
    }
    settings.base_url = fields.get("base_url").and_then(|url| read_base_url(reader, url));
    if let Some(mut quiz) = fields.get("quiz").and_then(|quiz| reader.fields(quiz)) {
        let pass = quiz.get("pass").and_then(|pass| reader.number_within(pass, 0.0, 100.0));
        settings.quiz_pass = pass.unwrap_or(settings.quiz_pass);
        settings.quiz_required = reader.flag_of(&mut quiz, "required").unwrap_or_default();
        reader.finish(&quiz);
    }
    if let Some(mut quotations) = fields.get("quotations").and_then(|quotations| reader.fields(quotations)) {
        let evidence = quotations.get("evidence");
        let required = evidence.and_then(|evidence| reader.choice(evidence, &[("required", true), ("optional", false)]));
        settings.evidence_required = required.unwrap_or_default();
        reader.finish(&quotations);
    }
    settings.final_test = fields.get("final").and_then(|yaml| read_final(reader, placed, yaml, settings.quiz_pass));
    settings.raw_html = reader.flag_of(&mut fields, "raw_html").unwrap_or_default();
    reader.finish(&fields);
}

fn read_final(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml, pass: f64) -> Option<FinalTest> {
    let mut fields = reader.fields(yaml)?;
    let count = reader.required(&mut fields, "count").and_then(|count| reader.whole_within(count, 1, 1000));
    let own_pass = fields.get("pass").and_then(|pass| reader.number_within(pass, 0.0, 100.0));
    let spread = fields.get("per_part").and_then(|yaml| match &yaml.node {
        Node::Flag(even, _) => Some(if *even { Spread::Even } else { Spread::Chance }),
        _ => reader.whole_within(yaml, 1, 1000).map(Spread::AtLeast),
    });
    reader.finish(&fields);
    Some(FinalTest {
        count: count?,
        pass: own_pass.unwrap_or(pass),
        spread: spread.unwrap_or(Spread::Chance),
        span: placed.span(yaml.at.clone()),
    })
}

fn read_id(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<String> {
    let id = reader.text(yaml)?;
    if slug(&id) == id {
        return Some(id);
    }
    let near = slug(&id);
    reader.report(Code::YamlValue, &yaml.at, |diagnostic| diagnostic.with("allowed", "a–z, 0–9, -").nearest(Some(&near)));
    None
}

fn read_base_url(reader: &mut Reader<'_>, yaml: &Yaml) -> Option<String> {
    let url = reader.text(yaml)?;
    let sound = ["https://", "http://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if !sound || url.contains(char::is_whitespace) {
        reader.report(Code::YamlValue, &yaml.at, |diagnostic: Diagnostic| diagnostic.with("allowed", "https://…"));
        return None;
    }
    Some(if url.ends_with('/') { url } else { format!("{url}/") })
}
