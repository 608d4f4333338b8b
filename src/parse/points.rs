//! Legal points: lines or paragraphs that begin `a) b) c) d) đ) e) g)…` are a list, which CommonMark does not see.
//! Lists of dashes below a point belong to it. A letter that is skipped is reported, never supplied.

use std::ops::Range;

use super::tree::{Block, BlockKind, Inline, Point};
use crate::text::vietnamese::{POINT_LETTERS, next_point};

/// Letters that legal points do not have. Where one stands all the same, the point is one, and the letter is reported.
const FOREIGN: [char; 4] = ['f', 'j', 'w', 'z'];

/// A point whose letter is not the one that should follow.
pub struct Skip {
    /// Where the point stands.
    pub at: Range<usize>,
    /// The letter that stands there.
    pub found: char,
    /// The letter that should.
    pub expected: char,
}

/// Turns runs of lettered paragraphs into [`BlockKind::Points`].
pub fn gather(blocks: Vec<Block>, skipped: &mut dyn FnMut(Skip)) -> Vec<Block> {
    if !blocks.iter().any(begins_with_point) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::new();
    let mut last_letter = None;
    let mut inside = false;
    for block in blocks {
        match (block.kind, inside) {
            (BlockKind::Paragraph(inlines), _) => inside = lines_of(inlines, &block.at, false, &mut last_letter, inside, &mut out, skipped),
            (BlockKind::Plain(inlines), _) => inside = lines_of(inlines, &block.at, true, &mut last_letter, inside, &mut out, skipped),
            (kind @ BlockKind::List { .. }, true) => push_into_last(&mut out, Block { at: block.at, kind }),
            (kind, _) => {
                inside = false;
                out.push(Block { at: block.at, kind });
            }
        }
    }
    out
}

fn begins_with_point(block: &Block) -> bool {
    let (BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines)) = &block.kind else { return false };
    let after_break = inlines.windows(2).filter(|pair| matches!(pair[0], Inline::SoftBreak | Inline::HardBreak)).map(|pair| &pair[1]);
    inlines.first().into_iter().chain(after_break).any(|inline| label(inline).is_some())
}

/// The letter that a line begins with, and the length of the label: `đ) `.
fn label(inline: &Inline) -> Option<(char, usize)> {
    let Inline::Text(text) = inline else { return None };
    let mut chars = text.chars();
    let letter = chars.next().filter(|letter| POINT_LETTERS.contains(letter) || FOREIGN.contains(letter))?;
    let labelled = chars.next() == Some(')') && chars.next().is_none_or(char::is_whitespace);
    labelled.then_some((letter, letter.len_utf8() + 1))
}

/// Sorts the lines of one paragraph into points and plain text; tells whether a point is open after it.
fn lines_of(
    inlines: Vec<Inline>,
    at: &Range<usize>,
    plain: bool,
    last_letter: &mut Option<char>,
    mut inside: bool,
    out: &mut Vec<Block>,
    skipped: &mut dyn FnMut(Skip),
) -> bool {
    let block = |inlines| Block { at: at.clone(), kind: if plain { BlockKind::Plain(inlines) } else { BlockKind::Paragraph(inlines) } };
    for (index, line) in lines(inlines).into_iter().enumerate() {
        let Some((letter, length)) = line.first().and_then(label) else {
            inside = false;
            out.push(block(line));
            continue;
        };
        let expected = last_letter.and_then(next_point);
        if let Some(expected) = expected.filter(|expected| *expected != letter && letter != 'a') {
            skipped(Skip { at: at.clone(), found: letter, expected });
        }
        *last_letter = Some(letter);
        let point = Point { letter, blocks: vec![Block { at: at.clone(), kind: BlockKind::Plain(without_label(line, length)) }] };
        let continues = inside || (index > 0 && matches!(out.last(), Some(Block { kind: BlockKind::Points(_), .. })));
        match out.last_mut() {
            Some(Block { kind: BlockKind::Points(points), at: list_at }) if continues && letter != 'a' => {
                list_at.end = at.end;
                points.push(point);
            }
            _ => out.push(Block { at: at.clone(), kind: BlockKind::Points(vec![point]) }),
        }
        inside = true;
    }
    inside
}

/// Cuts a paragraph at the breaks before labelled lines; other lines stay with the line before them.
fn lines(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    let mut rest = inlines.into_iter().peekable();
    while let Some(inline) = rest.next() {
        let is_break = matches!(inline, Inline::SoftBreak | Inline::HardBreak);
        if is_break && rest.peek().is_some_and(|next| label(next).is_some()) {
            lines.push(Vec::new());
        } else if let Some(line) = lines.last_mut() {
            line.push(inline);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn without_label(mut line: Vec<Inline>, length: usize) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = line.first_mut() {
        let start = text.len() - text[length..].trim_start().len();
        *text = text.part(start..text.len());
        if text.is_empty() {
            line.remove(0);
        }
    }
    line
}

fn push_into_last(out: &mut [Block], block: Block) {
    if let Some(Block { kind: BlockKind::Points(points), at }) = out.last_mut()
        && let Some(point) = points.last_mut()
    {
        at.end = block.at.end;
        point.blocks.push(block);
    }
}
