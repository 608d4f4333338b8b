//! HTML that stands in pages of a handbook that allows it. ammonia keeps an allow-list of elements and attributes, on
//! which no script, style, handler or foreign scheme stands; pictures of other machines go too, because a page never
//! asks for anything that does not travel with it.

use std::borrow::Cow;
use std::sync::OnceLock;

use ammonia::Builder;

use crate::text::escape::sound;

/// A block of HTML, cleaned and balanced.
fn block(html: &str) -> String {
    if html.is_empty() {
        return String::new();
    }
    sound(cleaner().clean(html).to_string())
}

fn cleaner() -> &'static Builder<'static> {
    static CLEANER: OnceLock<Builder<'static>> = OnceLock::new();
    CLEANER.get_or_init(|| {
        let mut builder = Builder::default();
        builder.attribute_filter(|element, attribute, value| {
            let travels = !value.contains(':') && !value.trim_start().starts_with(['/', '\\']);
            ((element, attribute) != ("img", "src") || travels).then_some(Cow::Borrowed(value))
        });
        builder
    })
}

/// Elements that have no content and no end.
const EMPTY: [&str; 6] = ["br", "hr", "img", "wbr", "col", "input"];

/// Whether as many elements are closed as are opened.
fn is_whole(html: &str) -> bool {
    let tags = html.split('<').skip(1);
    let opened = tags.clone().filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    let opened = opened.filter(|tag| !EMPTY.contains(&tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()));
    opened.count() == tags.filter(|tag| tag.starts_with('/')).count()
}

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

/// Where the `>` stands that ends a tag: one in a value does not.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == '>' && !quoted
    });
    end.map_or(tag.len(), |(at, _)| at)
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

    /// A block of HTML. One that is whole is cleaned as a whole; one that opens or closes what stands around other
    /// blocks, as `<details>` does around Markdown, passes tag by tag.
    pub fn pass_block(&mut self, html: &str) -> String {
        if is_whole(html) {
            return block(html);
        }
        let mut out = String::new();
        let mut rest = html;
        while let Some((text, after)) = rest.split_once('<') {
            out.push_str(&block(text));
            let end = after.find('>').map_or(after.len(), |at| at + 1);
            out.push_str(&self.pass(&rest[text.len()..text.len() + 1 + end]));
            rest = &after[end..];
        }
        out.push_str(&block(rest));
        out
    }

    /// One tag, cleaned; nothing where it is not allowed. A tag is cleaned as the whole element that ammonia makes of
    /// it, of which the beginning is kept.
    pub fn pass(&mut self, tag: &str) -> String {
        let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let closing = format!("</{name}>");
        if tag.starts_with("</") {
            return if self.open.last() == Some(&name) { self.close_to(self.open.len() - 1) } else { String::new() };
        }
        let clean = block(tag);
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

    #[test]
    fn nothing_runs_and_nothing_is_fetched() {
        let cases = [
            ("<script>alert(1)</script>", ""),
            ("<img src=x onerror=alert(1)>", "<img src=\"x\">"),
            ("<img src=\"https://a.vn/x.png\">", "<img>"),
            ("<img src=\"//a.vn/x.png\">", "<img>"),
            ("<div>a", "<div>a</div>"),
            ("<b title=\"&#2;\">&#1;</b>", "<b title=\"\u{fffd}\">\u{fffd}</b>"),
        ];
        for (html, expected) in cases {
            assert_eq!(block(html), expected);
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
        let mut tags = Tags::default();
        let passed: Vec<String> = ["<kbd>", "</div>", "<b onclick=x>", "<script>"].iter().map(|tag| tags.pass(tag)).collect();
        assert_eq!(passed, ["<kbd>", "", "<b>", ""]);
        assert_eq!(tags.close_to(0), "</b></kbd>");
    }
}
