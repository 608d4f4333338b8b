//! A document's text as lines that a reader takes together: hard-wrapped lines are joined, sentences that a page broke
//! are whole again, rows of tables stand by themselves, noise is set aside. Where each came from in the file is kept.

use std::collections::BTreeMap;

use super::layout::{Physical, physical_lines};
use super::marks::{Kind, Mark, is_caps, mark};
use super::noise::{self, Noise, Reason};
use crate::text::vietnamese::{bare, syllables};

/// A line of sense: a head, a paragraph, an item, or a row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// First and last line in the file.
    pub lines: (usize, usize),
    /// Its text without marks of layout.
    pub text: String,
    /// Whether it carried head marks.
    pub heading: bool,
    /// How many bytes at the start of the text were emphasised.
    pub emphasised: usize,
    /// The cells of a row; empty for running text.
    pub cells: Vec<String>,
    /// The parts of a line set in two columns.
    pub columns: Vec<String>,
}

impl Line {
    fn of(line: &Physical) -> Self {
        Self {
            lines: (line.number, line.number),
            text: line.text.clone(),
            heading: line.heading,
            emphasised: line.emphasised,
            cells: line.cells.clone(),
            columns: line.columns.clone(),
        }
    }

    /// The mark it begins with.
    pub fn mark(&self) -> Option<Mark> {
        if self.cells.is_empty() { mark(&self.text, self.emphasised) } else { None }
    }
}

/// A text as lines of sense.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// The lines in order.
    pub lines: Vec<Line>,
    /// What was set aside.
    pub noise: Vec<Noise>,
    /// Sentences that were broken by a page: the lines before and after the break.
    pub mended: Vec<(usize, usize)>,
}

/// Reads the text of a document.
pub fn read(text: &str) -> Lines {
    let physical = physical_lines(text);
    let reasons = noise::reasons(&physical);
    let mut joiner = Joiner { width: wrap_width(&physical), ordinals: BTreeMap::new(), found: Lines::default() };
    let mut blank = true;
    let mut before: Option<&Physical> = None;
    for (line, reason) in physical.iter().zip(&reasons) {
        if line.is_blank() || reason.is_some() {
            // A rule is drawn where something ends; other noise may stand inside a sentence.
            blank = true;
            if *reason == Some(Reason::Rule) {
                before = None;
            }
            continue;
        }
        joiner.add(before, line, blank);
        blank = false;
        before = Some(line);
    }
    joiner.found.noise = noise::gather(&physical, &reasons);
    joiner.found
}

/// How long lines are where they were wrapped by width: four in five of those that go on in lower case directly below
/// are no longer. The longest may be a line that someone joined.
fn wrap_width(lines: &[Physical]) -> Option<usize> {
    let wraps = lines.windows(2).filter(|pair| !pair[0].is_blank() && goes_on_in_lower_case(&pair[1].text) && !is_finished(&pair[0].text));
    let mut widths: Vec<usize> = wraps.map(|pair| pair[0].width).collect();
    widths.sort_unstable();
    if widths.len() < 2 { None } else { widths.get((widths.len() * 4 / 5).min(widths.len() - 1)).copied() }
}

fn goes_on_in_lower_case(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase) && mark(text, 0).is_none()
}

/// Whether a line ends as a sentence, clause or head of a list does.
fn is_finished(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| matches!(c, '”' | '"' | '’' | '»' | ')' | '*') || c.is_whitespace());
    end.ends_with(['.', ';', ':', '!', '?', '…'])
}

struct Joiner {
    width: Option<usize>,
    /// The last number of each kind of mark: a wrapped line may begin with what only looks like one.
    ordinals: BTreeMap<Kind, usize>,
    found: Lines,
}

impl Joiner {
    fn add(&mut self, before: Option<&Physical>, line: &Physical, blank: bool) {
        let goes_on = before.is_some_and(|before| line.cells.is_empty() && self.goes_on(before, line, blank));
        match self.found.lines.last_mut().filter(|_| goes_on) {
            Some(last) => {
                if blank {
                    self.found.mended.push((last.lines.1, line.number));
                }
                join(last, line);
            }
            None => {
                let new = Line::of(line);
                if let Some(Mark { kind, ordinal: Some(ordinal), .. }) = new.mark() {
                    self.ordinals.insert(kind, ordinal);
                }
                self.found.lines.push(new);
            }
        }
    }

    /// Whether `line` goes on with the line of sense that `before` ends.
    fn goes_on(&self, before: &Physical, line: &Physical, blank: bool) -> bool {
        let Some(open) = self.found.lines.last().filter(|open| open.cells.is_empty() && open.columns.is_empty()) else { return false };
        if !line.columns.is_empty() || line.heading || is_fixed_line(&line.text) || is_fixed_line(&open.text) {
            return false;
        }
        // A mark alone on its line waits for its text; a head alone does not.
        if open.mark().is_some_and(|mark| mark.length == open.text.len() && mark.kind >= Kind::Number && mark.kind <= Kind::Plus) {
            return mark(&line.text, line.emphasised).is_none();
        }
        if let Some(mark) = mark(&line.text, line.emphasised) {
            return !blank && self.only_looks_like(&mark, before, line);
        }
        let finished = is_finished(&before.text);
        match (finished, blank) {
            (true, true) => false,
            (true, false) => self.is_full(before, line) || (before.text.ends_with(';') && goes_on_in_lower_case(&line.text)),
            (false, true) if is_caps(&open.text) || is_caps(&line.text) => false,
            (false, true) => {
                begins_inside_a_sentence(&line.text)
                    || ends_inside_a_sentence(&before.text)
                    || (is_broken_off(open) && line.emphasised == 0)
            }
            (false, false) => self.goes_on_below(open, before, line),
        }
    }

    /// Unfinished, with nothing between: is it the same paragraph?
    fn goes_on_below(&self, open: &Line, before: &Physical, line: &Physical) -> bool {
        if goes_on_in_lower_case(&line.text) {
            return true;
        }
        let issued = bare(&line.text);
        if issued.starts_with("(ban hanh") || issued.starts_with("(kem theo") {
            return false;
        }
        match (is_caps(&before.text), is_caps(&line.text)) {
            (true, true) => before.hard_break && syllables(&before.text) >= 6 || self.is_full(before, line) && syllables(&before.text) >= 8,
            (true, false) | (false, true) if !self.is_full(before, line) => false,
            _ => {
                self.is_full(before, line)
                    || ends_inside_a_sentence(&before.text)
                    || (before.hard_break && open.emphasised == open.text.len())
                    || (before.hard_break && before.width > 50)
            }
        }
    }

    /// Whether a mark at the start of a wrapped line is only part of its sentence: `…theo quy định tại / Điều 5.`
    fn only_looks_like(&self, mark: &Mark, before: &Physical, line: &Physical) -> bool {
        if is_finished(&before.text) {
            return false;
        }
        match mark.kind {
            Kind::Dash | Kind::Plus | Kind::Bullet => {
                line.text[mark.length..].trim_start().starts_with(char::is_lowercase)
                    && before.text.chars().next_back().is_some_and(char::is_alphanumeric)
            }
            Kind::Label | Kind::Recipients | Kind::Signature | Kind::Ordinal => false,
            kind => {
                let expected = self.ordinals.get(&kind).map_or(1, |last| last + 1);
                mark.ordinal.is_some_and(|found| found != expected && found != 1) && self.is_full(before, line)
            }
        }
    }

    /// Whether the first word of `line` would not have gone on the line before it.
    fn is_full(&self, before: &Physical, line: &Physical) -> bool {
        let word = line.text.split(' ').next().map_or(0, |word| word.chars().count());
        self.width.is_some_and(|width| before.width + 1 + word > width)
    }
}

/// Lines that always stand by themselves, however they are set.
fn is_fixed_line(text: &str) -> bool {
    let plain = bare(text);
    plain.starts_with("cong hoa xa hoi chu nghia viet nam")
        || plain.starts_with("doc lap") && plain.contains("hanh phuc")
        || plain.starts_with("so:") && syllables(text) <= 6
}

/// Whether running prose stops without a stop: a page ended there.
fn is_broken_off(open: &Line) -> bool {
    let length = syllables(&open.text);
    let is_prose = length >= 40 || (length >= 20 && open.text.contains(". "));
    is_prose && !open.heading && open.emphasised < open.text.len() && open.text.ends_with(char::is_alphanumeric)
}

fn begins_inside_a_sentence(text: &str) -> bool {
    goes_on_in_lower_case(text) || text.starts_with([',', ';', '%'])
}

/// Whether a line ends in a comma or a word after which no sentence ends.
pub fn ends_inside_a_sentence(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "và", "của", "các", "những", "với", "cho", "là", "về", "theo", "trong", "tại", "từ", "đến", "do", "bởi", "hoặc", "để", "một",
        "không", "được", "bằng", "trên", "nhằm", "số",
    ];
    text.ends_with(',') || text.split(' ').next_back().is_some_and(|last| WORDS.contains(&last)) && syllables(text) > 2
}

fn join(last: &mut Line, line: &Physical) {
    let whole = last.emphasised == last.text.len() && last.emphasised > 0;
    if !last.text.is_empty() {
        last.text.push(' ');
    }
    if whole && line.emphasised > 0 {
        last.emphasised = last.text.len() + line.emphasised;
    }
    last.text.push_str(&line.text);
    last.lines.1 = line.number;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        read(text).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_that_belong_together_are_joined() {
        let cases: [(&str, &[&str]); 13] = [
            ("nguồn lực bên ngoài là quan\n\ntrọng, đột phá.", &["nguồn lực bên ngoài là quan trọng, đột phá."]),
            ("phát triển các\n\n5\n\nNgân hàng số.", &["phát triển các Ngân hàng số."]),
            ("Về quan điểm\n\nchủ động tham gia", &["Về quan điểm chủ động tham gia"]),
            ("MỤC TIÊU\n\nchủ động", &["MỤC TIÊU", "chủ động"]),
            ("Kết luận.\n\ntiếp theo", &["Kết luận.", "tiếp theo"]),
            ("Ngày 27/9/2019, Bộ Chính\ntrị ban hành", &["Ngày 27/9/2019, Bộ Chính trị ban hành"]),
            ("-\nTriển khai băng thông rộng", &["- Triển khai băng thông rộng"]),
            ("phát triển kinh tế\n- xã hội nhanh", &["phát triển kinh tế - xã hội nhanh"]),
            ("Các việc:\n- Một\n- Hai", &["Các việc:", "- Một", "- Hai"]),
            ("QUYẾT ĐỊNH\nBan hành Quy chế", &["QUYẾT ĐỊNH", "Ban hành Quy chế"]),
            (
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM  \nĐộc lập - Tự do - Hạnh phúc",
                &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
            ),
            ("của Chính phủ  \n(Ban hành kèm theo Nghị quyết)", &["của Chính phủ", "(Ban hành kèm theo Nghị quyết)"]),
            ("TT\tTên\n1\tMột", &["TT Tên", "1 Một"]),
        ];
        for (text, expected) in cases {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    #[test]
    fn a_wrapped_line_may_begin_with_what_only_looks_like_a_mark() {
        let text = "1. Các cơ quan, đơn vị thực hiện việc này theo đúng quy định tại\nĐiều 5. Trường hợp có vướng mắc thì báo cáo cơ quan có thẩm quyền\nxem xét, giải quyết theo quy định của pháp luật và các văn bản về\nviệc này.";
        assert_eq!(texts(text).len(), 1);
    }

    #[test]
    fn a_mended_sentence_is_told() {
        assert_eq!(read("là quan\n\ntrọng.").mended, [(1, 3)]);
    }
}
