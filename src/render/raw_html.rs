//! HTML that stands in pages of a handbook that allows it: passed tag by tag where it stands around Markdown, and spelled
//! in the syntax of the page. What it refers to was decided with the links of the page; pictures of other machines lead
//! nowhere, because a page never asks for anything that does not travel with it.

use crate::parse::raw_html::{Cleaner, EMPTY, end_of_tag, pieces};

/// HTML as ammonia writes it in the XML syntax: elements without content are ended, and what only HTML lets stand
/// in values of attributes or knows as an entity is spelled out.
pub fn as_xml(html: &str) -> String {
    let mut xml = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let end = end_of_tag(after);
        let tag = &after[..end];
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let ending = if EMPTY.contains(&name.as_str()) { "/>" } else { ">" };
        xml.extend([text, "<", &tag.replace('<', "&lt;"), ending]);
        rest = after.get(end + 1..).unwrap_or_default();
    }
    xml.push_str(rest);
    xml.replace("&nbsp;", "\u{a0}")
}

/// The tags of inline HTML that are open. Text and Markdown stand between them, so each tag passes on its own; a stray
/// end is dropped, and what is still open is closed where the text it stands in ends.
#[derive(Default)]
pub struct Tags {
    open: Vec<String>,
}

impl Tags {
    /// How many are open.
    pub fn open(&self) -> usize {
        self.open.len()
    }

    /// A block of HTML. One that is whole is cleaned as a whole; of another each tag passes on its own.
    pub fn pass_block(&mut self, html: &str, cleaner: &Cleaner) -> String {
        match pieces(html)[..] {
            [whole] => cleaner.clean(whole),
            ref pieces => {
                let passed =
                    pieces.iter().map(|piece| if piece.starts_with('<') { self.pass(piece, cleaner) } else { cleaner.clean(piece) });
                passed.collect()
            }
        }
    }

    /// One tag, cleaned; nothing where it is not allowed. A tag is cleaned as the whole element that ammonia makes of
    /// it, of which the beginning is kept.
    pub fn pass(&mut self, tag: &str, cleaner: &Cleaner) -> String {
        let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let closing = format!("</{name}>");
        if tag.starts_with("</") {
            return if self.open.last() == Some(&name) { self.close_to(self.open.len() - 1) } else { String::new() };
        }
        let clean = cleaner.clean(tag);
        match clean.strip_suffix(&closing) {
            Some(opening) => {
                self.open.push(name);
                opening.to_owned()
            }
            None => clean,
        }
    }

    /// Closes all but the first `kept` tags.
    pub fn close_to(&mut self, kept: usize) -> String {
        let closed = self.open.split_off(kept.min(self.open.len()));
        closed.iter().rev().map(|name| format!("</{name}>")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::raw_html::Reference;

    fn cleaner(places: &'static [(bool, &str, Option<&str>)]) -> Cleaner {
        Cleaner::new(|Reference { is_image, target }| {
            let known = places.iter().find(|(image, written, _)| *image == is_image && *written == target);
            known.and_then(|(.., place)| place.map(str::to_owned))
        })
    }

    #[test]
    fn nothing_runs_and_nothing_is_fetched() {
        let cleaner =
            cleaner(&[(true, "x", Some("tep/x.png")), (true, "https://a.vn/x.png", None), (false, "https://a.vn", Some("https://a.vn"))]);
        let cases = [
            ("<script>alert(1)</script>", ""),
            ("<img src=x onerror=alert(1)>", "<img src=\"tep/x.png\">"),
            ("<img src=\"https://a.vn/x.png\">", "<img>"),
            ("<img src=\"//a.vn/x.png\">", "<img>"),
            ("<a href=\"https://a.vn\">a</a>", "<a href=\"https://a.vn\" rel=\"noopener noreferrer\">a</a>"),
            ("<a href=\"javascript:x()\">a</a>", "<a rel=\"noopener noreferrer\">a</a>"),
            ("<div>a", "<div>a</div>"),
            ("<b title=\"&#2;\">&#1;</b>", "<b title=\"\u{fffd}\">\u{fffd}</b>"),
        ];
        for (html, expected) in cases {
            assert_eq!(cleaner.clean(html), expected);
        }
    }

    #[test]
    fn html_becomes_xml() {
        let cases = [
            ("a<br>b&nbsp;c", "a<br/>b\u{a0}c"),
            ("<img src=\"x.png\" alt=\"1 < 2 > 0\"><b>c</b>", "<img src=\"x.png\" alt=\"1 &lt; 2 > 0\"/><b>c</b>"),
            ("a &lt; b", "a &lt; b"),
        ];
        for (html, expected) in cases {
            assert_eq!(as_xml(html), expected);
        }
    }

    #[test]
    fn tags_are_balanced() {
        let (mut tags, cleaner) = (Tags::default(), cleaner(&[]));
        let passed: Vec<String> = ["<kbd>", "</div>", "<b onclick=x>", "<script>"].iter().map(|tag| tags.pass(tag, &cleaner)).collect();
        assert_eq!(passed, ["<kbd>", "", "<b>", ""]);
        assert_eq!(tags.close_to(0), "</b></kbd>");
    }
}
