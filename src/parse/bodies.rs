//! `NAME.bodies.yaml`: who does what. Each body named there becomes a page of the handbook, with every assignment and
//! the passage that gives it. The pages are made as if an author had written them, so every later stage takes them
//! for what they are.

use super::ParsedPage;
use super::front_matter::FrontMatter;
use super::placed::Placed;
use super::quiz::{Evidence, read_evidence};
use super::reader::read_list;
use super::tree::{Block, BlockKind, Body, Citation, Inline, Link, Quotation, Quoted, Section};
use super::yaml::{Reader, Yaml};
use crate::diagnostics::Outcome;
use crate::text::slug::slug;
use crate::text::vietnamese::syllables;
use crate::text::{BookPath, Source};

/// Whether a file of `content/` is such a file.
pub fn is_bodies(path: &BookPath) -> bool {
    path.as_str().ends_with(".bodies.yaml")
}

/// Who does what, for one body.
struct Office {
    name: String,
    summary: String,
    assignments: Vec<Assignment>,
}

struct Assignment {
    what: String,
    role: String,
    page: Option<(String, std::ops::Range<usize>)>,
    evidence: Option<Evidence>,
}

/// Reads the file into one page a body, in the order of writing.
pub fn parse(source: &Source) -> Outcome<Vec<ParsedPage>> {
    let Outcome { value: offices, diagnostics } = read_list(source, "bodies", read_office);
    let pages = (1_usize..).zip(&offices).map(|(number, office)| page(source, number, office)).collect();
    Outcome { value: pages, diagnostics }
}

fn read_office(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Office> {
    let mut fields = reader.fields(yaml)?;
    let name = reader.required(&mut fields, "name").and_then(|name| reader.text(name));
    let summary = reader.text_of(&mut fields, "summary").unwrap_or_default();
    let items = reader.required(&mut fields, "assignments").map_or(&[][..], |items| reader.list(items));
    let assignments = items.iter().filter_map(|item| read_assignment(reader, placed, item)).collect();
    reader.finish(&fields);
    Some(Office { name: name?, summary, assignments })
}

fn read_assignment(reader: &mut Reader<'_>, placed: &Placed<'_>, yaml: &Yaml) -> Option<Assignment> {
    let mut fields = reader.fields(yaml)?;
    let what = reader.required(&mut fields, "what").and_then(|what| reader.text(what));
    let role = reader.required(&mut fields, "role").and_then(|role| reader.text(role));
    let page = fields.get("page").and_then(|page| Some((reader.text(page)?, page.at.clone())));
    let evidence = reader.required(&mut fields, "evidence").and_then(|evidence| read_evidence(reader, placed, evidence));
    reader.finish(&fields);
    Some(Assignment { what: what?, role: role?, page, evidence })
}

/// The page of a body: a section for each role, with its assignments in the order of writing.
fn page(source: &Source, number: usize, office: &Office) -> ParsedPage {
    let mut body = Body::default();
    let mut roles: Vec<&str> = Vec::new();
    for assignment in &office.assignments {
        if !roles.contains(&assignment.role.as_str()) {
            roles.push(&assignment.role);
        }
    }
    for role in roles {
        push_heading(&mut body, role);
        for assignment in office.assignments.iter().filter(|assignment| assignment.role == role) {
            push_assignment(&mut body, assignment);
        }
    }
    let front = FrontMatter { summary: office.summary.clone(), quiz: Some(false), ..FrontMatter::default() };
    ParsedPage {
        path: source.path.parent().child(&format!("{number:03}-{}.md", slug(&office.name))),
        file: source.path.clone(),
        front,
        title: office.name.clone(),
        body,
    }
}

fn push_heading(body: &mut Body, role: &str) {
    let mut letters = role.chars();
    let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    body.sections.push(Section { at: 0..0, level: 2, id: slug(role), title: title.clone() });
    let heading = BlockKind::Heading(body.sections.len() - 1, vec![Inline::Text(title.into())]);
    body.blocks.push(Block { at: 0..0, kind: heading });
}

fn push_assignment(body: &mut Body, assignment: &Assignment) {
    let at = assignment.evidence.as_ref().map_or(0..0, |evidence| evidence.quote_span.start as usize..evidence.quote_span.end as usize);
    let words = vec![Inline::Text(assignment.what.as_str().into())];
    let line = match &assignment.page {
        Some((target, target_at)) => {
            body.links.push(Link { at: target_at.clone(), target: target.clone(), title: String::new(), is_image: false, in_html: false });
            Inline::Link(body.links.len() - 1, words)
        }
        None => Inline::Strong(words),
    };
    body.syllables += syllables(&assignment.what);
    body.blocks.push(Block { at: at.clone(), kind: BlockKind::Paragraph(vec![line]) });
    let Some(evidence) = assignment.evidence.as_ref().filter(|evidence| !evidence.quote.is_empty()) else { return };
    body.syllables += syllables(&evidence.quote);
    body.citations.push(Citation {
        at: evidence.span.start as usize..evidence.span.end as usize,
        key: evidence.source.clone(),
        place: evidence.place.clone(),
    });
    let citation = body.citations.len() - 1;
    let quoted = vec![Block { at: at.clone(), kind: BlockKind::Paragraph(vec![Inline::Text(evidence.quote.as_str().into())]) }];
    body.quotations.push(Quotation { at: at.clone(), citation, words: Quoted::of_blocks(&quoted), is_block: true });
    body.blocks.push(Block { at, kind: BlockKind::Quotation(quoted, citation) });
}
