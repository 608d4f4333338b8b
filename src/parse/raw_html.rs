//! Raw HTML: cleaned by the one list of what is allowed, taken to pieces, and asked what it refers to. ammonia keeps an
//! allow-list of elements and attributes, on which no script, style, handler or foreign scheme stands.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use ammonia::Builder;

use super::tree::Link;
use crate::text::escape::sound;

/// Elements that have no content and no end.
pub const EMPTY: [&str; 6] = ["br", "hr", "img", "wbr", "col", "input"];

/// What raw HTML shows or leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// Whether it is a picture.
    pub is_image: bool,
    /// Where it leads, as written.
    pub target: String,
}

impl Reference {
    /// What an attribute of an element refers to.
    fn of(element: &str, attribute: &str, value: &str) -> Option<Self> {
        let is_image = match (element, attribute) {
            ("img", "src") => true,
            ("a", "href") => false,
            _ => return None,
        };
        Some(Self { is_image, target: value.to_owned() })
    }
}

/// Cleans raw HTML.
pub struct Cleaner(Builder<'static>);

impl Cleaner {
    /// `spell` gives how each reference is spelled, or nothing where it leads nowhere.
    pub fn new(spell: impl Fn(Reference) -> Option<String> + Send + Sync + 'static) -> Self {
        let mut builder = Builder::default();
        builder.attribute_filter(move |element, attribute, value| match Reference::of(element, attribute, value) {
            Some(reference) => spell(reference).map(Cow::Owned),
            None => Some(Cow::Borrowed(value)),
        });
        Self(builder)
    }

    /// A piece of HTML, cleaned and balanced.
    pub fn clean(&self, html: &str) -> String {
        if html.is_empty() { String::new() } else { sound(self.0.clean(html).to_string()) }
    }
}

/// Finds what the raw HTML of a page refers to.
#[derive(Default)]
pub struct Finder {
    /// Made for the first HTML that may refer to anything.
    cleaner: OnceCell<Cleaner>,
    found: Arc<Mutex<Vec<Reference>>>,
}

impl Finder {
    /// What a block of HTML, or a tag within a text, refers to. It stands `at` these bytes of `text`.
    pub fn links(&self, html: &str, text: &str, at: &Range<usize>) -> Vec<Link> {
        let mut rest = at.clone();
        let link = |Reference { is_image, target }: Reference| {
            // Where it is spelled with entities it is not found: then it stands somewhere in the HTML.
            let found = text.get(rest.clone()).and_then(|text| text.find(&target)).map(|start| rest.start + start);
            let at = found.map_or(at.clone(), |start| start..start + target.len());
            rest.start = found.map_or(rest.start, |start| start + target.len());
            Link { at, target, title: String::new(), is_image, in_html: true }
        };
        self.references(html).into_iter().map(link).collect()
    }

    fn references(&self, html: &str) -> Vec<Reference> {
        // Most tags refer to nothing; all it takes to see that is a look.
        for piece in pieces(html).into_iter().filter(|piece| piece.contains('=')) {
            self.cleaner.get_or_init(|| collecting(self.found.clone())).clean(piece);
        }
        std::mem::take(&mut self.found.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A cleaner that keeps what it sees.
fn collecting(found: Arc<Mutex<Vec<Reference>>>) -> Cleaner {
    Cleaner::new(move |reference| {
        found.lock().unwrap_or_else(PoisonError::into_inner).push(reference);
        None
    })
}

/// Editors leave notes to each other in comments; they are not published.
pub fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.ends_with("-->") && html.matches("-->").count() == 1
}

/// A block of HTML: the whole where as many elements are closed as are opened. One that opens or closes what stands around
/// other blocks, as `<details>` does around Markdown, in turns as text (which may be empty) and tags.
pub fn pieces(html: &str) -> Vec<&str> {
    if is_whole(html) {
        return vec![html];
    }
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = (start + end_of_tag(&rest[start..]) + 1).min(rest.len());
        pieces.extend([&rest[..start], &rest[start..end]]);
        rest = &rest[end..];
    }
    pieces.push(rest);
    pieces
}

/// Where the `>` stands that ends a tag: one in a value, which is quoted if a quote follows the `=`, does not.
pub fn end_of_tag(tag: &str) -> usize {
    let (mut quote, mut awaits_value) = (None, false);
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') if awaits_value => quote = Some(c),
            (Some(quoted), _) if quoted == c => quote = None,
            _ => {}
        }
        awaits_value = c == '=' || awaits_value && c.is_ascii_whitespace();
    }
    tag.len()
}

/// Whether as many elements are closed as are opened.
fn is_whole(html: &str) -> bool {
    let tags = html.split('<').skip(1);
    let opened = tags.clone().filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    let opened = opened.filter(|tag| !EMPTY.contains(&tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()));
    opened.count() == tags.filter(|tag| tag.starts_with('/')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_in_every_writing() {
        let cases: [(&str, &[(bool, &str)]); 6] = [
            ("<img src=\"a.png\" width=\"9\"><A HREF=b.md>b</A>", &[(true, "a.png"), (false, "b.md")]),
            ("<details><a title='>' href='a&amp;b.md'>", &[(false, "a&b.md")]),
            ("<IMG\nSRC = c.png", &[]),
            ("<a href=\"javascript:x()\"><img src=\"https://vidu.vn/a.png\"></a>", &[(true, "https://vidu.vn/a.png")]),
            ("<p>src=\"a.png\"</p><b href=\"c.md\">c</b>", &[]),
            ("", &[]),
        ];
        let finder = Finder::default();
        for (html, expected) in cases {
            let found = finder.references(html);
            let found: Vec<(bool, &str)> = found.iter().map(|reference| (reference.is_image, reference.target.as_str())).collect();
            assert_eq!(found, expected, "{html}");
        }
    }

    #[test]
    fn what_is_not_whole_is_taken_apart() {
        assert_eq!(pieces("<p>a<br>b</p>"), ["<p>a<br>b</p>"]);
        assert_eq!(pieces("<details>\n<summary>a</summary>"), ["", "<details>", "\n", "<summary>", "a", "</summary>", ""]);
        assert_eq!(pieces("a<b"), ["a", "<b", ""]);
        assert_eq!(pieces("<a title = '>' lang=it's>b"), ["", "<a title = '>' lang=it's>", "b"]);
    }
}
