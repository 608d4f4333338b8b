//! Characters that nobody sees and that change what is read: marks that turn the direction of the text (Unicode
//! Standard Annex 9) and spaces without width. A title can look like another by them, and a search or a quotation
//! fails for no reason to be seen. They are kept and reported. So are control characters, which no page can hold
//! ([`crate::text::escape`] shows a sign in their place). The joiners stay unreported, which emoji need.

use crate::diagnostics::{Code, Diagnostic};
use crate::text::escape::is_sound;
use crate::text::scan::positions;
use crate::text::{Source, Span};

/// How many of a file are told; where there are more, one remedy mends them all.
const TOLD: usize = 20;

/// A report of each such character of a text.
pub fn hidden(source: &Source) -> Vec<Diagnostic> {
    let text = &*source.text;
    // All of them begin with one of a few bytes: most of a text is passed over without being decoded.
    let may_begin = |byte: u8| {
        let is_control = (byte < 32) & (byte != b'\t') & (byte != b'\n');
        is_control | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xef)
    };
    let hidden_at = |at: usize| Some((at, text.get(at..)?.chars().next().filter(|c| is_hidden(*c))?));
    let found = positions(text.as_bytes(), may_begin).filter_map(hidden_at);
    found.take(TOLD).map(|(at, c)| report(Span::new(&source.path, at..at + c.len_utf8()), c)).collect()
}

/// The report of one such character.
pub fn report(span: Span, c: char) -> Diagnostic {
    Diagnostic::new(Code::HiddenCharacter, span).with("character", format!("U+{:04X}", u32::from(c)))
}

/// Whether a character stands for an act of a machine, or for nothing at all, and not for text.
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || !is_sound(c)
}

fn is_hidden(c: char) -> bool {
    is_control(c)
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BookPath;

    #[test]
    fn what_cannot_be_seen_is_named_and_what_can_is_not() {
        let cases = [
            ("Mục “tiêu” – 2030… ＡＢ ﬁ", ""),
            ("👩\u{200d}🏫 và a\u{200c}b", ""),
            ("a\u{202e}b", "U+202E"),
            ("số\u{200b}hóa\u{feff}", "U+200B U+FEFF"),
            ("\u{2067}", "U+2067"),
            ("a\tb\n§ 5 “x” ﬁ", ""),
            ("\u{1}a\u{c}\u{1b}[31m\u{7f}\u{9b}\u{ffff}", "U+0001 U+000C U+001B U+007F U+009B U+FFFF"),
        ];
        for (text, expected) in cases {
            let source = Source::new(BookPath::new("content/a.md").unwrap(), text.to_owned());
            let names: Vec<String> = hidden(&source).iter().map(|found| found.facts[0].1.clone()).collect();
            assert_eq!(names.join(" "), expected, "{text:?}");
        }
    }
}
