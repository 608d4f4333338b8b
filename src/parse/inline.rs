//! What official texts need inside a line: citations `[@hd116, mục 3]` and quotations “…” that end in one.
//! pulldown-cmark cuts text at every bracket, so neighbouring pieces are joined before looking inside them.

use super::tree::{Block, BlockKind, Body, Citation, Inline, Quotation, Quoted};
use crate::text::Slice;

/// An inline before citations are seen.
pub enum Raw {
    /// Text and where it starts in the file.
    Text(Slice, usize),
    /// Anything else, already finished.
    Inline(Inline),
}

/// Joins text, finds citations (which are noted in `body`) and the quotations that end in them. `file` is the text
/// of the whole file: it tells an escaped bracket from a plain one.
pub fn assemble(raw: Vec<Raw>, file: &str, body: &mut Body) -> Vec<Inline> {
    let mut inlines = Vec::with_capacity(raw.len());
    let mut run = Run::default();
    for piece in raw {
        match piece {
            Raw::Text(text, start) => run.push(text, start),
            Raw::Inline(inline) => {
                run.flush(file, body, &mut inlines);
                inlines.push(inline);
            }
        }
    }
    run.flush(file, body, &mut inlines);
    with_quotations(inlines, file, body)
}

/// Neighbouring pieces of text, joined, each with its start in the text and in the file.
#[derive(Default)]
struct Run {
    text: Joined,
    pieces: Vec<(usize, usize)>,
}

/// Pieces joined to one text.
enum Joined {
    /// They stand side by side in the file.
    Slice(Slice),
    /// They do not.
    Own(String),
}

impl Default for Joined {
    fn default() -> Self {
        Self::Own(String::new())
    }
}

impl Joined {
    fn len(&self) -> usize {
        match self {
            Self::Slice(text) => text.len(),
            Self::Own(text) => text.len(),
        }
    }

    fn push(&mut self, next: Slice) {
        match self {
            Self::Own(text) if text.is_empty() => *self = Self::Slice(next),
            Self::Own(text) => text.push_str(&next),
            Self::Slice(text) => {
                *self = text.with(&next).map_or_else(|| Self::Own([&**text, &*next].concat()), Self::Slice);
            }
        }
    }

    fn take(&mut self) -> Slice {
        match std::mem::take(self) {
            Self::Slice(text) => text,
            Self::Own(text) => text.into(),
        }
    }
}

impl Run {
    fn push(&mut self, text: Slice, start: usize) {
        self.pieces.push((self.text.len(), start));
        self.text.push(text);
    }

    fn in_file(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |(start, in_file)| in_file + (at - start))
    }

    fn flush(&mut self, file: &str, body: &mut Body, inlines: &mut Vec<Inline>) {
        if self.text.len() > 0 {
            let text = self.text.take();
            // Most text has no bracket.
            if text.contains('[') {
                self.take_citations(&text, file, body, inlines);
                self.push_missing_notes(&text, file, body);
            } else {
                inlines.push(Inline::Text(text));
            }
        }
        self.pieces.clear();
    }

    fn take_citations(&self, text: &Slice, file: &str, body: &mut Body, inlines: &mut Vec<Inline>) {
        let mut rest = 0;
        let mut from = 0;
        while let Some(found) = text[from..].find("[@").map(|at| from + at) {
            from = found + 2;
            let in_file = self.in_file(found);
            let escaped = in_file > 0 && file.as_bytes().get(in_file - 1) == Some(&b'\\');
            let Some((key, place, length)) = citation(&text[found..]).filter(|_| !escaped) else { continue };
            let end = found + length;
            if rest < found {
                inlines.push(Inline::Text(text.part(rest..found)));
            }
            let at = in_file..self.in_file(end - 1) + 1;
            body.citations.push(Citation { at, key: key.to_owned(), place: place.to_owned() });
            inlines.push(Inline::Citation(body.citations.len() - 1));
            (rest, from) = (end, end);
        }
        if rest < text.len() {
            inlines.push(Inline::Text(text.part(rest..text.len())));
        }
    }

    /// A reference to a footnote that does not exist is left as text by CommonMark's extension.
    fn push_missing_notes(&self, text: &str, file: &str, body: &mut Body) {
        for (found, _) in text.match_indices("[^") {
            let in_file = self.in_file(found);
            let escaped = in_file > 0 && file.as_bytes().get(in_file - 1) == Some(&b'\\');
            let label = text[found + 2..].split(']').next().unwrap_or_default();
            let end = found + 2 + label.len();
            if !escaped && !label.is_empty() && end < text.len() && !label.contains(char::is_whitespace) {
                body.missing_notes.push((in_file..self.in_file(end) + 1, label.to_owned()));
            }
        }
    }
}

/// Key, place and length of the citation that `text` begins with.
fn citation(text: &str) -> Option<(&str, &str, usize)> {
    let inside = text.strip_prefix("[@")?;
    let end = inside.find(']')?;
    let (key, place) = inside[..end].split_once(',').unwrap_or((&inside[..end], ""));
    let key = key.trim();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (is_key && !inside[..end].contains('[')).then_some((key, place.trim(), end + 3))
}

/// Finds each “…” that stands directly before a citation and makes it a quotation.
fn with_quotations(inlines: Vec<Inline>, file: &str, body: &mut Body) -> Vec<Inline> {
    if !inlines.iter().any(|inline| matches!(inline, Inline::Citation(_))) {
        return inlines;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Citation(citation) => match take_quoted(&mut out) {
                Some(content) => {
                    let end = body.citations[citation].at.clone();
                    let at = opening_mark(&file[..end.start])..end.end;
                    body.quotations.push(Quotation { at, citation, words: Quoted::of_inlines(&content), is_block: false });
                    out.push(Inline::Quotation(content, citation));
                }
                None => out.push(Inline::Citation(citation)),
            },
            other => out.push(other),
        }
    }
    out
}

/// Where the “ stands that matches the last ” of a text.
fn opening_mark(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, mark) in text.char_indices().rev() {
        match mark {
            '”' => open += 1,
            '“' if open <= 1 => return at,
            '“' => open -= 1,
            _ => {}
        }
    }
    0
}

/// Takes the words between “ and ” off the end of `inlines`, if it ends in ” with a “ before it.
fn take_quoted(inlines: &mut Vec<Inline>) -> Option<Vec<Inline>> {
    let is_space = |inline: &Inline| match inline {
        Inline::SoftBreak => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let closing = inlines.iter().rposition(|inline| !is_space(inline))?;
    if let Inline::Emphasis(_) | Inline::Strong(_) = &inlines[closing] {
        let quoted = unmarked(&inlines[closing])?;
        inlines.truncate(closing);
        return Some(vec![quoted]);
    }
    let Inline::Text(last) = &inlines[closing] else { return None };
    let last = last.part(0..last.trim_end().strip_suffix('”')?.len());

    // Marks may be nested; the opening one that matches is the first with none left open.
    let mut open = 1_usize;
    let mut opening = None;
    'search: for index in (0..=closing).rev() {
        let text = match &inlines[index] {
            _ if index == closing => &last,
            Inline::Text(text) => text,
            _ => continue,
        };
        for (at, mark) in text.char_indices().rev().filter(|(_, c)| matches!(c, '“' | '”')) {
            open = if mark == '”' { open + 1 } else { open - 1 };
            if open == 0 {
                opening = Some((index, at));
                break 'search;
            }
        }
    }
    let (index, at) = opening?;
    inlines.truncate(closing + 1);
    inlines[closing] = Inline::Text(last);
    let mut content = inlines.split_off(index);
    if let Some(Inline::Text(first)) = content.first_mut() {
        let before = first.part(0..at);
        *first = first.part(at + '“'.len_utf8()..first.len());
        if !before.is_empty() {
            inlines.push(Inline::Text(before));
        }
    }
    content.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    Some(content)
}

/// An emphasised “…” without its marks, where they are all that stands at its ends.
fn unmarked(inline: &Inline) -> Option<Inline> {
    let without_marks = |content: &[Inline]| {
        let mut content = content.to_vec();
        let Some(Inline::Text(first)) = content.first_mut() else { return None };
        *first = first.strip_prefix('“')?.into();
        let Some(Inline::Text(last)) = content.last_mut() else { return None };
        *last = last.strip_suffix('”')?.into();
        Some(content)
    };
    Some(match inline {
        Inline::Emphasis(content) => Inline::Emphasis(without_marks(content)?),
        Inline::Strong(content) => Inline::Strong(without_marks(content)?),
        _ => return None,
    })
}

/// Splits the citation off a block quotation that ends in one. A dash before it, and a paragraph that holds nothing
/// else, go with it.
pub fn split_citation(mut blocks: Vec<Block>) -> (Vec<Block>, Option<usize>) {
    let Some(Block { kind: BlockKind::Paragraph(inlines), .. }) = blocks.last_mut() else { return (blocks, None) };
    let Some(Inline::Citation(citation)) = inlines.last() else { return (blocks, None) };
    let citation = *citation;
    inlines.pop();
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        let kept = text.trim_end().trim_end_matches(['—', '–', '-']).trim_end().len();
        *text = text.part(0..kept);
        if text.is_empty() {
            inlines.pop();
        }
    }
    while matches!(inlines.last(), Some(Inline::SoftBreak | Inline::HardBreak)) {
        inlines.pop();
    }
    if inlines.is_empty() {
        blocks.pop();
    }
    (blocks, Some(citation))
}
