//! What is searched, cut into passages: the head of a page (title, keywords, summary, objectives), each section, and
//! of long sections each stretch of about [`LONGEST`] bytes, so that the words of a query that stand in one passage
//! stand near each other. Glossary terms are passages of the glossary's page, passages of official documents those of
//! the pages that show them whole. Answers of quizzes are not searched: a search must not give them away.

use crate::book::{Book, PageId, SourceId};
use crate::parse::chart::Chart;
use crate::parse::data::{Csv, Timeline, needed};
use crate::parse::quiz::{Answer, Piece, Question};
use crate::parse::source_text::{PassageKind, readable};
use crate::parse::tree::{Block, BlockKind, Inline, plain, push_plain};

/// Bytes of text after which a passage ends with the block.
const LONGEST: usize = 1800;

/// A stretch of a page that is found as one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// The id it opens at; empty for the top of the page.
    pub section: String,
    /// The heading it stands under; for the head of a page, the title.
    pub heading: String,
    /// What it says, a line for each block.
    pub text: String,
    /// Words it is found by that are not shown.
    pub hidden: String,
    /// How much a word counts in each.
    pub weights: Weights,
}

/// How much a word counts in the heading, in the hidden words and in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weights {
    /// In the heading; 0 where an earlier passage of the section has counted it.
    pub heading: f32,
    /// In the hidden words.
    pub hidden: f32,
    /// In the text.
    pub text: f32,
}

/// Short and other forms of a term: who types one wants to know what it is.
const FORMS: f32 = 12.0;
/// Titles say what a page is about.
const TITLE: f32 = 12.0;
/// The number of a document is its name.
const NUMBER: f32 = 60.0;
/// Keywords are chosen by the author for being found.
const KEYWORDS: f32 = 4.0;
/// Headings say what a section is about.
const HEADING: f32 = 5.0;
/// A summary says in few words what the page says in many.
const SUMMARY: f32 = 1.5;
/// The measure of all.
const TEXT: f32 = 1.0;
/// Questions repeat the words of the page that teaches them.
const QUESTION: f32 = 0.6;
/// The page explains a passage that it quotes; the document only has it.
const DOCUMENT: f32 = 0.5;
/// The title of a document names half of its subject; pages about it do so better.
const DOCUMENT_TITLE: f32 = 3.0;

/// The passages of a page of the handbook.
pub fn of_page(book: &Book, id: PageId) -> Vec<Passage> {
    let page = book.page(id);
    let head = [&page.shell.summary].into_iter().chain(&page.objectives).map(String::as_str).collect::<Vec<_>>().join("\n");
    let mut gathering = Gathering { book, id, passages: Vec::new(), open: Passage::default() };
    gathering.open = Passage {
        heading: page.shell.title.clone(),
        text: head.trim().to_owned(),
        hidden: page.keywords.join("\n"),
        weights: Weights { heading: TITLE, hidden: KEYWORDS, text: SUMMARY },
        ..Passage::default()
    };
    gathering.begin(Passage { weights: Weights { text: TEXT, ..Weights::default() }, ..Passage::default() });
    gathering.blocks(&page.body().blocks);
    page.body().notes.iter().for_each(|note| gathering.blocks(&note.blocks));
    gathering.questions();
    gathering.finish()
}

/// The passages of the glossary: one for each term, under the title of its page.
pub fn of_glossary(book: &Book, title: &str) -> Vec<Passage> {
    let head = Passage { heading: title.to_owned(), weights: Weights { heading: TITLE, ..Weights::default() }, ..Passage::default() };
    let terms = book.glossary.entries.iter().map(|entry| Passage {
        section: entry.id.clone(),
        heading: entry.term.term.clone(),
        text: entry.term.meaning.clone(),
        hidden: [&entry.term.abbreviation].into_iter().chain(&entry.term.also).map(String::as_str).collect::<Vec<_>>().join("\n"),
        weights: Weights { heading: HEADING, hidden: FORMS, text: TEXT },
    });
    [head].into_iter().chain(terms).collect()
}

/// The passages of an official document, whole: each opens at its own lines.
pub fn of_source(book: &Book, source: SourceId) -> Vec<Passage> {
    let record = &book.sources[source.0];
    let mut passages = vec![Passage {
        heading: record.title.clone(),
        text: [record.issuer.as_str(), &record.note].join("\n").trim().to_owned(),
        hidden: format!("{}\n{}", record.kind, record.number),
        weights: Weights { heading: DOCUMENT_TITLE, hidden: NUMBER, text: DOCUMENT },
        ..Passage::default()
    }];
    let Some(text) = &book.texts[source.0] else { return passages };
    let mut heading = String::new();
    let mut open = Passage::default();
    for (index, passage) in text.passages.iter().enumerate().filter(|(_, passage)| passage.kind != PassageKind::Noise) {
        let words = readable(&text.source.text[passage.at.clone()]);
        let is_head = passage.kind == PassageKind::Head;
        if is_head || open.text.len() + words.len() > LONGEST {
            passages.push(std::mem::take(&mut open));
        }
        if is_head {
            heading.clone_from(&words);
        }
        if open.text.is_empty() {
            open = Passage { section: text.passage_id(index), heading: heading.clone(), ..Passage::default() };
            open.weights.text = DOCUMENT;
        }
        push_line(&mut open.text, &words);
    }
    passages.push(open);
    passages.into_iter().filter(|passage| !passage.text.is_empty() || !passage.heading.is_empty()).flat_map(cut).collect()
}

struct Gathering<'a> {
    book: &'a Book,
    id: PageId,
    passages: Vec<Passage>,
    open: Passage,
}

impl<'a> Gathering<'a> {
    /// Ends the open passage and begins another.
    fn begin(&mut self, next: Passage) {
        let ended = std::mem::replace(&mut self.open, next);
        if !ended.text.is_empty() || !ended.heading.is_empty() && ended.weights.heading > 0.0 {
            self.passages.extend(cut(ended));
        }
    }

    fn finish(mut self) -> Vec<Passage> {
        self.begin(Passage::default());
        self.passages
    }

    /// Adds a line.
    fn line(&mut self, text: &str) {
        self.write_line(|line| line.push_str(text));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.write_line(|line| push_plain(line, inlines));
    }

    /// Adds a line, written at the end of the open text. With a line that makes it too long the section goes on in
    /// another passage.
    fn write_line(&mut self, write: impl FnOnce(&mut String)) {
        let text = &mut self.open.text;
        let before = text.len();
        text.reserve(LONGEST - before.min(LONGEST));
        if before > 0 {
            text.push('\n');
        }
        let start = text.len();
        write(text);
        if text.len() == start {
            text.truncate(before);
        } else if before > 0 && before + text.len() - start > LONGEST {
            let line = text.split_off(start);
            text.truncate(before);
            self.begin(continued(&self.open));
            self.open.text = line;
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(&block.kind));
    }

    fn block(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => self.inlines(inlines),
            BlockKind::Heading(section, _) => self.heading(*section),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Points(points) => points.iter().for_each(|point| self.blocks(&point.blocks)),
            BlockKind::Quote(blocks) | BlockKind::Quotation(blocks, _) | BlockKind::Alert(_, blocks) => self.blocks(blocks),
            BlockKind::Code(_, text) => self.line(text),
            BlockKind::Chart(chart) => self.chart(chart, self.data_of(kind)),
            BlockKind::Data(table) => {
                self.line(&table.title);
                if let Some(data) = self.data_of(kind) {
                    self.data(data);
                }
            }
            BlockKind::Timeline(timeline) => self.timeline(timeline, self.data_of(kind)),
            BlockKind::Table { head, rows, .. } => {
                for row in std::iter::once(head).chain(rows) {
                    self.line(&row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(BETWEEN_CELLS));
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            BlockKind::Quiz(_) | BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }

    fn heading(&mut self, section: usize) {
        let section = &self.book.page(self.id).sections()[section];
        let weights = Weights { heading: HEADING, hidden: 0.0, text: TEXT };
        self.begin(Passage { section: section.id.clone(), heading: section.title.clone(), weights, ..Passage::default() });
    }

    /// The data file that a block shows, if it names one that exists.
    fn data_of(&self, kind: &BlockKind) -> Option<&'a Csv> {
        let ((file, _), _) = needed(kind)?;
        self.book.data.get(&self.book.page(self.id).path.parent().resolve(file)?).map(AsRef::as_ref)
    }

    fn chart(&mut self, chart: &Chart, data: Option<&Csv>) {
        self.line(&chart.title);
        self.line(&chart.description);
        for row in chart.rows(data) {
            let values = row.values.iter().zip(&chart.series).map(|(value, series)| format!("{series}: {}", value.text));
            self.line(&[row.label.clone()].into_iter().chain(values).collect::<Vec<_>>().join(BETWEEN_CELLS));
        }
    }

    fn data(&mut self, data: &Csv) {
        self.line(&data.head.join(BETWEEN_CELLS));
        data.rows.iter().for_each(|row| self.line(&row.join(BETWEEN_CELLS)));
    }

    fn timeline(&mut self, timeline: &Timeline, data: Option<&Csv>) {
        self.line(&timeline.title);
        self.line(&timeline.description);
        for moment in timeline.moments(data) {
            self.line(&format!("{}: {}", moment.date, moment.text));
            moment.items.iter().for_each(|item| self.line(item));
        }
    }

    /// What is asked, without what is answered.
    fn question(&mut self, question: &Question) {
        self.line(&question.ask);
        if let Answer::Fill(pieces) = &question.answer {
            let shown = |piece: &Piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Blank(_) => BLANK.to_owned(),
            };
            self.line(&pieces.iter().map(shown).collect::<String>());
        }
    }

    fn questions(&mut self) {
        let Some(quiz) = self.book.page(self.id).quiz.clone() else { return };
        let weights = Weights { text: QUESTION, ..Weights::default() };
        self.begin(Passage { section: "quiz".to_owned(), heading: quiz.title.clone(), weights, ..Passage::default() });
        quiz.questions.iter().for_each(|question| self.question(question));
    }
}

/// What stands in the place of an answer.
const BLANK: &str = "…";

/// What stands between the cells of a row where it is shown in a line.
const BETWEEN_CELLS: &str = " · ";

fn push_line(text: &mut String, line: &str) {
    if line.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

/// A passage that goes on with the section of another.
fn continued(passage: &Passage) -> Passage {
    Passage {
        section: passage.section.clone(),
        heading: passage.heading.clone(),
        weights: Weights { text: passage.weights.text, ..Weights::default() },
        ..Passage::default()
    }
}

/// A passage in pieces none of which is longer than twice [`LONGEST`]: a paragraph may be of any length.
fn cut(passage: Passage) -> Vec<Passage> {
    if passage.text.len() <= 2 * LONGEST {
        return vec![passage];
    }
    let next = continued(&passage);
    let text = passage.text.clone();
    let mut pieces = vec![Passage { text: String::new(), ..passage }];
    let mut rest = text.as_str();
    while rest.len() > 2 * LONGEST {
        let bound = rest.floor_char_boundary(LONGEST);
        let (piece, after) = rest.split_at(rest[..bound].rfind(' ').map_or(bound, |space| space + 1));
        pieces.push(Passage { text: piece.to_owned(), ..next.clone() });
        rest = after;
    }
    pieces.push(Passage { text: rest.to_owned(), ..next });
    // The first keeps the heading's weight and the hidden words.
    let second = pieces.remove(1);
    pieces[0].text = second.text;
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_of_any_length_is_cut_between_words() {
        let text = "chuyển đổi số ".repeat(900);
        let passage = Passage { text: text.clone(), heading: "Mục".to_owned(), ..Passage::default() };
        let pieces = cut(Passage { weights: Weights { heading: HEADING, hidden: 0.0, text: TEXT }, ..passage });
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        assert!(pieces.len() > 4 && pieces.iter().all(|piece| piece.text.len() <= 2 * LONGEST && piece.heading == "Mục"));
        assert_eq!(pieces.iter().filter(|piece| piece.weights.heading > 0.0).count(), 1, "a heading counts once");
        let unbroken = cut(Passage { text: "ệ".repeat(3000), ..Passage::default() });
        assert_eq!(unbroken.iter().map(|piece| piece.text.chars().count()).sum::<usize>(), 3000);
    }
}
