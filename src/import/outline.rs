//! The outline of a document: a tree of its divisions, each with the lines it came from. Rank decides what stands in
//! what, whatever head marks a scan left; numbers that do not follow are reported and never supplied.

use super::lines::{Line, Lines};
use super::marks::{Kind, Mark, is_caps, letter_place, mark};
use super::{Remark, RemarkKind};
use crate::text::vietnamese::{POINT_LETTERS, bare, syllables};

/// A division of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its mark as written: `II.`, `Điều 3.`, `Nhiệm vụ thứ nhất:`; empty where it has none.
    pub label: String,
    /// Its number in its order.
    pub ordinal: Option<usize>,
    /// What follows the mark: a title, or the paragraph itself.
    pub text: String,
    /// Its own lines, by their place among the lines.
    pub lines: Vec<usize>,
    /// What stands in it.
    pub children: Vec<Node>,
}

impl Node {
    fn new(kind: Kind, line: usize) -> Self {
        Self { kind, label: String::new(), ordinal: None, text: String::new(), lines: vec![line], children: Vec::new() }
    }

    /// Its divisions of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Node> {
        self.children.iter().filter(move |child| child.kind == kind)
    }

    /// All its lines, its children's included, in order.
    pub fn all_lines(&self) -> Vec<usize> {
        let mut lines = self.lines.clone();
        lines.extend(self.children.iter().flat_map(Node::all_lines));
        lines
    }
}

/// How high a kind stands: what opens closes everything that stands as high or lower.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Attachment => 0,
        Kind::Recipients | Kind::Signature => 1,
        Kind::Part => 2,
        Kind::Chapter => 3,
        Kind::Section => 4,
        Kind::Subsection => 5,
        Kind::Letter => 6,
        Kind::Roman => 7,
        Kind::Article => 8,
        Kind::Headline => 9,
        Kind::Number => 10,
        Kind::Decimal => 11,
        Kind::Paren | Kind::Ordinal | Kind::Label => 20,
        Kind::Point => 21,
        Kind::Bullet => 22,
        Kind::Dash => 23,
        Kind::Plus => 24,
        Kind::Columns | Kind::Group => 30,
        Kind::Head | Kind::Row | Kind::Text => 40,
    }
}

/// Recipients and signatures close like high divisions but hold nothing higher than the items of a list.
const HOLDS_ITEMS: u8 = 21;

/// Finds the divisions of a document.
pub fn outline(lines: &Lines) -> (Vec<Node>, Vec<Remark>) {
    let has_numbers = lines.lines.iter().any(|line| line.mark().is_some_and(|mark| mark.kind < Kind::Dash && mark.kind != Kind::Signature));
    let mut builder = Builder {
        lines: &lines.lines,
        has_numbers,
        open: Vec::new(),
        roots: Vec::new(),
        remarks: Vec::new(),
        last_article: 0,
        started: false,
        columns: 0,
    };
    for at in 0..lines.lines.len() {
        builder.add(at);
    }
    builder.close(0);
    (builder.roots, builder.remarks)
}

/// A division that is still open.
struct Open {
    rank: u8,
    node: Node,
}

struct Builder<'a> {
    lines: &'a [Line],
    has_numbers: bool,
    open: Vec<Open>,
    roots: Vec<Node>,
    remarks: Vec<Remark>,
    last_article: usize,
    /// Whether the first division has been met.
    started: bool,
    /// How many columns the table at hand has.
    columns: usize,
}

impl Builder<'_> {
    fn add(&mut self, at: usize) {
        let line = &self.lines[at];
        if !line.cells.is_empty() {
            return self.add_row(at);
        }
        self.columns = 0;
        if let Some(Open { node: Node { kind: Kind::Group | Kind::Columns, .. }, .. }) = self.open.last() {
            self.close(rank(Kind::Group));
        }
        if self.begins_attachment(at) {
            return self.open_attachment(at);
        }
        if self.is_title_of_open(line) {
            return self.add_title(at);
        }
        match self.fitting_mark(line) {
            Some(mark) => self.add_mark(at, &mark),
            None => self.add_text(at),
        }
    }

    /// The mark of a line, where it can stand here.
    fn fitting_mark(&self, line: &Line) -> Option<Mark> {
        let mark = line.mark()?;
        match mark.kind {
            Kind::Roman => {
                let expected = self.expected(Kind::Roman);
                let found = mark.ordinal.unwrap_or(0);
                let as_letter = mark.as_letter.filter(|place| *place == self.expected(Kind::Letter) && *place > 1);
                match as_letter {
                    Some(place) if found != expected => Some(Mark { kind: Kind::Letter, ordinal: Some(place), ..mark }),
                    _ if found == 1 || found == expected || line.heading || is_caps(&line.text[mark.length..]) => Some(mark),
                    _ => None,
                }
            }
            Kind::Letter => (mark.ordinal == Some(self.expected(Kind::Letter)) || line.heading).then_some(mark),
            Kind::Decimal => {
                let within =
                    self.open.iter().any(|open| matches!(open.node.kind, Kind::Number | Kind::Decimal | Kind::Roman | Kind::Article));
                within.then_some(mark)
            }
            // `a.` is less sure than `a)`.
            Kind::Point if line.text[..mark.length].ends_with('.') => (mark.ordinal == Some(self.expected(Kind::Point))).then_some(mark),
            Kind::Signature => self.started.then_some(mark),
            _ => Some(mark),
        }
    }

    /// The number that a new division of this kind should have.
    fn expected(&self, kind: Kind) -> usize {
        if kind == Kind::Article {
            return self.last_article + 1;
        }
        let place = self.open.iter().rposition(|open| open.rank < rank(kind));
        let sisters = place.map_or(&self.roots, |place| &self.open[place].node.children);
        let open = self.open.get(place.map_or(0, |place| place + 1)).map(|open| &open.node);
        let last = open.filter(|node| node.kind == kind).or_else(|| sisters.iter().rfind(|sister| sister.kind == kind));
        last.and_then(|last| last.ordinal).map_or(1, |last| last + 1)
    }

    fn add_mark(&mut self, at: usize, mark: &Mark) {
        let line = &self.lines[at];
        let (label, text) = line.text.split_at(mark.length);
        self.check_order(line, label, mark);
        if mark.kind == Kind::Article {
            self.last_article = mark.ordinal.unwrap_or(self.last_article);
        }
        self.started |= mark.kind < Kind::Dash && mark.kind != Kind::Label;
        // A letter that stands twice is a misread one: what follows goes on from the letter it should be.
        let expected = self.expected(mark.kind);
        let repeated = mark.kind == Kind::Point && mark.ordinal.is_some_and(|found| found != 1 && found < expected);
        let ordinal = if repeated { Some(expected) } else { mark.ordinal };
        let node = Node { label: label.trim().to_owned(), ordinal, text: text.trim().to_owned(), ..Node::new(mark.kind, at) };
        let depth = if mark.kind == Kind::Decimal {
            label.matches('.').count().saturating_sub(usize::from(label.ends_with('.'))).clamp(1, 8) as u8 - 1
        } else {
            0
        };
        let rank = rank(mark.kind) + depth;
        self.close(rank);
        // Recipients and signatures hold only the items directly below them.
        let holds = if rank == 1 { HOLDS_ITEMS } else { rank };
        self.open.push(Open { rank: holds, node });
    }

    fn check_order(&mut self, line: &Line, label: &str, mark: &Mark) {
        let Some(found) = mark.ordinal.filter(|_| !matches!(mark.kind, Kind::Attachment | Kind::Paren | Kind::Decimal)) else { return };
        let expected = self.expected(mark.kind);
        let starts_anew = found == 1 || matches!(mark.kind, Kind::Chapter | Kind::Section | Kind::Subsection);
        if found == expected || starts_anew {
            return;
        }
        let shown = |place: usize| match mark.kind {
            Kind::Point => POINT_LETTERS.get(place.wrapping_sub(1)).map_or_else(|| place.to_string(), |letter| format!("{letter})")),
            _ => place.to_string(),
        };
        let kind = RemarkKind::Order { found: label.trim().to_owned(), expected: shown(expected) };
        self.remarks.push(Remark { lines: line.lines, kind });
    }

    /// Closes every open division of this rank or lower.
    fn close(&mut self, rank: u8) {
        while let Some(open) = self.open.pop_if(|open| open.rank >= rank) {
            self.push(open.node);
        }
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.node.children.push(node),
            None => self.roots.push(node),
        }
    }

    /// A paragraph belongs to what stands open; before the first division it is the head of the document.
    fn add_text(&mut self, at: usize) {
        let line = &self.lines[at];
        if self.is_headline(at) {
            self.close(rank(Kind::Headline));
            self.started = true;
            let node = Node { text: line.text.clone(), ..Node::new(Kind::Headline, at) };
            self.open.push(Open { rank: rank(Kind::Headline), node });
            return;
        }
        if line.heading && self.started {
            self.remarks.push(Remark { lines: line.lines, kind: RemarkKind::HeadWithoutNumber });
        }
        let kind = if self.started { Kind::Text } else { Kind::Head };
        // Below the recipients stands who signed; a name in capitals opens it where no `TM.` does.
        if self.open.iter().any(|open| open.node.kind == Kind::Recipients) && !line.text.starts_with(char::is_lowercase) {
            self.close(rank(Kind::Signature));
            if is_caps(&line.text) {
                let node = Node { label: line.text.clone(), ..Node::new(Kind::Signature, at) };
                self.open.push(Open { rank: HOLDS_ITEMS, node });
                return;
            }
        }
        self.push(Node { text: line.text.clone(), ..Node::new(kind, at) });
    }

    /// In a text without any numbers, a short line over a longer paragraph is a head.
    fn is_headline(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let longer =
            self.lines.get(at + 1).is_some_and(|next| syllables(&next.text) >= 20 && next.text.ends_with(['.', '…', ';', ':', ')']));
        !self.has_numbers && at > 0 && syllables(&line.text) <= 16 && !line.text.ends_with(['.', ';', ':', ',', '…', ')']) && longer
    }

    /// The name of a chapter or annex stands on the line below its number.
    fn is_title_of_open(&self, line: &Line) -> bool {
        let Some(Open { node, .. }) = self.open.last() else { return false };
        let fresh = node.children.is_empty();
        let plain = bare(&line.text);
        let formula = plain.starts_with("(ban hanh") || plain.starts_with("(kem theo");
        match node.kind {
            Kind::Part | Kind::Chapter | Kind::Section | Kind::Subsection => {
                fresh
                    && node.text.is_empty()
                    && node.lines.len() < 3
                    && (is_caps(&line.text) || line.mark().is_none() && syllables(&line.text) <= 25)
            }
            Kind::Attachment => {
                fresh
                    && node.lines.len() < 8
                    && (is_caps(&line.text) && line.mark().is_none_or(|mark| mark.kind == Kind::Signature)
                        || formula
                        || is_motto(&line.text)
                        || self.is_subtitle(line))
            }
            _ => false,
        }
    }

    /// The bold lines below an annex's name.
    fn is_subtitle(&self, line: &Line) -> bool {
        line.emphasised == line.text.len() && line.emphasised > 0 && line.mark().is_none()
    }

    fn add_title(&mut self, at: usize) {
        let line = &self.lines[at];
        let Some(Open { node, .. }) = self.open.last_mut() else { return };
        node.lines.push(at);
        let names = (node.text.is_empty() || is_national_title(&node.text)) && !is_motto(&line.text) && !line.text.starts_with('(');
        if names {
            node.text = line.text.clone();
        }
    }

    /// Whether another document begins here: the national title once more, an annex, a named list or programme.
    fn begins_attachment(&self, at: usize) -> bool {
        let line = &self.lines[at];
        if is_national_title(&line.text) {
            return self.started;
        }
        if let Some(Mark { kind: Kind::Attachment, .. }) = line.mark() {
            return syllables(&line.text) <= 3 || is_caps(&line.text) || line.heading;
        }
        const NAMES: [&str; 14] = [
            "PHỤ LỤC",
            "DANH MỤC",
            "CHƯƠNG TRÌNH",
            "KẾ HOẠCH",
            "QUY CHẾ",
            "QUY ĐỊNH",
            "ĐỀ ÁN",
            "ĐIỀU LỆ",
            "BIỂU MẪU",
            "BẢNG TỔNG HỢP",
            "ĐỀ CƯƠNG",
            "HƯỚNG DẪN",
            "CHIẾN LƯỢC",
            "NỘI QUY",
        ];
        let named = is_caps(&line.text) && line.mark().is_none() && NAMES.iter().any(|name| line.text.starts_with(name));
        if !self.started || !named || self.is_title_of_open(line) {
            return false;
        }
        let below = self.lines[at + 1..].iter().take(6);
        let issued = below.clone().any(|line| ["(ban hanh", "(kem theo"].iter().any(|word| bare(&line.text).starts_with(word)));
        let after_closing = self.open.first().is_some_and(|open| matches!(open.node.kind, Kind::Recipients | Kind::Signature))
            || self.roots.iter().any(|node| matches!(node.kind, Kind::Recipients | Kind::Signature));
        let bare_annex = line.text.starts_with("PHỤ LỤC") && syllables(&line.text) <= 4;
        issued || bare_annex || (after_closing && syllables(&line.text) <= 8)
    }

    fn open_attachment(&mut self, at: usize) {
        let line = &self.lines[at];
        self.close(0);
        self.last_article = 0;
        let label = line.mark().filter(|mark| mark.kind == Kind::Attachment);
        let (label, ordinal, text) = match label {
            Some(mark) => {
                (line.text[..mark.length].trim_end_matches(['.', ':']).to_owned(), mark.ordinal, line.text[mark.length..].trim().to_owned())
            }
            None => (String::new(), None, line.text.clone()),
        };
        let node = Node { label, ordinal, text, ..Node::new(Kind::Attachment, at) };
        self.open.push(Open { rank: 0, node });
        self.started = true;
    }

    fn add_row(&mut self, at: usize) {
        let line = &self.lines[at];
        let filled: Vec<&String> = line.cells.iter().filter(|cell| !cell.is_empty()).collect();
        let first = line.cells.first().map_or("", String::as_str);
        if self.columns == 0 {
            self.columns = line.cells.len();
            let heads = filled.len() == line.cells.len() && filled.iter().all(|cell| cell.parse::<f64>().is_err());
            if heads {
                self.close(rank(Kind::Columns));
                self.push(Node { text: line.text.clone(), ..Node::new(Kind::Columns, at) });
                return;
            }
        }
        if line.cells.len() != self.columns {
            let kind = RemarkKind::RowShape { found: line.cells.len(), expected: self.columns };
            self.remarks.push(Remark { lines: line.lines, kind });
        }
        let numeral = super::marks::roman(first.trim_end_matches('.')).or_else(|| {
            first
                .chars()
                .next()
                .filter(|_| is_caps(first) && first.chars().count() == 1)
                .and_then(|c| letter_place(c.to_lowercase().next()?))
        });
        // Of two columns both are filled in a group's row; its name is in capitals.
        let names_group = match self.columns {
            2 => numeral.is_some() && filled.get(1).is_some_and(|name| is_caps(name)),
            columns => columns > 2 && filled.len() <= 2 && (numeral.is_some() || first.is_empty() || filled.len() == 1),
        };
        let is_group = names_group && mark(first, 0).is_none_or(|mark| mark.kind == Kind::Roman);
        let text = if is_group { filled.last().map_or("", |cell| cell.as_str()) } else { line.text.as_str() };
        let ordinal = if is_group { numeral } else { first.trim_end_matches('.').parse().ok() };
        let kind = if is_group { Kind::Group } else { Kind::Row };
        let node = Node { label: first.to_owned(), ordinal, text: text.to_owned(), ..Node::new(kind, at) };
        if is_group {
            self.close(rank(Kind::Group));
            self.open.push(Open { rank: rank(Kind::Group), node });
        } else {
            self.push(node);
        }
    }
}

fn is_national_title(text: &str) -> bool {
    bare(text).starts_with("cong hoa xa hoi chu nghia viet nam")
}

fn is_motto(text: &str) -> bool {
    let plain = bare(text);
    plain.starts_with("doc lap") && plain.contains("hanh phuc") && syllables(text) <= 8
}
