//! A small writer of HTML: it escapes text and attributes, so that no other file has to remember to.

use std::ops::Range;

use super::style::Syntax;
use crate::text::escape::push_html;
use crate::text::scan::position;

/// Elements that have no content and, in HTML, no end (HTML Living Standard, 13.1.2), as far as we write them.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// Attributes that say what they say by being there; XML wants a value all the same.
const FLAGS: [&str; 2] = ["checked", "disabled"];

/// HTML in the making.
#[derive(Default)]
pub struct Html {
    out: String,
    /// Where the next element is written, for those who edit it.
    place: Option<String>,
    syntax: Syntax,
}

impl Html {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing yet, to be written in a syntax. Markup that is passed to [`Html::raw`] must suit it.
    pub fn written_in(syntax: Syntax) -> Self {
        Self { syntax, ..Self::default() }
    }

    /// With room for so many bytes.
    pub fn with_room(mut self, bytes: usize) -> Self {
        self.out.reserve(bytes);
        self
    }

    /// The syntax it is written in.
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// Appends markup of our own.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Lets the next element that is opened say that it is written at `place`, if anywhere.
    pub fn place(&mut self, place: Option<String>) -> &mut Self {
        self.place = place;
        self
    }

    /// Appends text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        push_html(&mut self.out, text);
        self
    }

    /// Appends text in which document numbers and dates such as 52-NQ/TW or 27-9-2019 stay on one line.
    pub fn prose(&mut self, text: &str) -> &mut Self {
        let mut rest = 0;
        for (at, number) in numbers(text) {
            self.text(&text[rest..at]).element("span", &[("class", "nb")], number);
            rest = at + number.len();
        }
        self.text(&text[rest..])
    }

    /// Appends a clause of a title.
    fn clause(&mut self, text: &str) -> &mut Self {
        self.open("span", &[("class", "clause")]).prose(text).close("span")
    }

    /// Appends `<name` and the attributes with values, then `>`.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.attribute(attribute, value);
        }
        if let Some(place) = self.place.take() {
            self.attribute("data-at", &place);
        }
        self.out.push_str(match self.syntax {
            Syntax::Html => ">",
            // XML ends an element that holds nothing, and has to be told which vocabulary a picture speaks.
            Syntax::Xml if VOID.contains(&name) => "/>",
            Syntax::Xml if name == "svg" => " xmlns=\"http://www.w3.org/2000/svg\">",
            Syntax::Xml => ">",
        });
        self
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        if self.syntax == Syntax::Html && FLAGS.contains(&name) {
            return;
        }
        self.out.push_str("=\"");
        push_html(&mut self.out, value);
        self.out.push('"');
    }

    /// Appends `</name>`.
    pub fn close(&mut self, name: &str) -> &mut Self {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self
    }

    /// Appends a whole element that holds only text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(name, attributes).text(text).close(name)
    }

    /// The finished markup.
    pub fn finish(self) -> String {
        self.out
    }
}

/// `text` as HTML whose numbers stay on one line.
pub fn prose(text: &str) -> String {
    let mut html = Html::new();
    html.prose(text);
    html.finish()
}

/// A title as HTML, [`prose`] that breaks where its sense does, as long as the line allows: what stands before and after
/// a colon, or the name of a document with its number, is a clause that moves to the next line as a whole.
pub fn headline(title: &str) -> String {
    let mut html = Html::new();
    if let Some((head, rest)) = title.split_once(": ") {
        html.clause(&format!("{head}:")).raw(" ").clause(rest);
    } else if let Some(name) = document_name(title).filter(|name| name.start > 0) {
        html.prose(&title[..name.start]).clause(&title[name.clone()]).prose(&title[name.end..]);
    } else {
        html.prose(title);
    }
    html.finish()
}

/// Where the first number of a title stands, with the words before it from the last one that begins with a capital.
fn document_name(title: &str) -> Option<Range<usize>> {
    let (number, text) = numbers(title).next()?;
    let words = title[..number].match_indices(' ').map(|(space, _)| space + 1).chain([0]);
    let capitals = words.filter(|&start| title[start..number].starts_with(char::is_uppercase));
    Some(capitals.max()?..number + text.len())
}

/// The longest number that is kept on one line, in letters; longer ones must be able to break on a phone.
const LONGEST_NUMBER: usize = 16;

/// Words that hold a digit and a hyphen or slash, at which browsers would break them, with their places.
fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let may_break = |word: &&str| {
        let bytes = word.as_bytes();
        position(bytes, |byte| (byte == b'-') | (byte == b'/')).is_some() && position(bytes, |byte| byte.is_ascii_digit()).is_some()
    };
    // Most texts have none: then nothing is cut into words.
    let words = may_break(&text).then(|| text.split_inclusive(|c: char| !c.is_alphanumeric() && !"-/.,%".contains(c)));
    let places = words.into_iter().flatten().scan(0, |end, word| {
        *end += word.len();
        Some((*end - word.len(), word))
    });
    places.filter_map(move |(at, word)| {
        let number = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let start = at + word.find(number)?;
        (may_break(&number) && number.chars().count() <= LONGEST_NUMBER).then_some((start, number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_and_dates_stay_on_one_line() {
        let table = [
            ("Nghị quyết số 52-NQ/TW.", vec!["52-NQ/TW"]),
            ("(116-HD/BTGTW, ngày 13-01-2020)", vec!["116-HD/BTGTW", "13-01-2020"]),
            ("trên 7,5%/năm, Covid-19", vec!["7,5%/năm", "Covid-19"]),
            ("khoa học - công nghệ, 20% GDP, 27.9", vec![]),
            ("https://a.vn/mot-dia-chi-rat-dai-2020", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(numbers(text).map(|(at, number)| &text[at..at + number.len()]).collect::<Vec<_>>(), expected, "{text}");
        }
        assert_eq!(prose("số 52-NQ/TW & 1"), "số <span class=\"nb\">52-NQ/TW</span> &amp; 1");
    }

    #[test]
    fn a_title_breaks_at_its_colon_or_before_the_name_of_a_document() {
        let table = [
            (
                "Nhiệm vụ thứ ba: Hạ tầng & dữ liệu",
                "<span class=\"clause\">Nhiệm vụ thứ ba:</span> <span class=\"clause\">Hạ tầng &amp; dữ liệu</span>",
            ),
            (
                "Học Nghị quyết số 52-NQ/TW (mới)",
                "Học <span class=\"clause\">Nghị quyết số <span class=\"nb\">52-NQ/TW</span></span> (mới)",
            ),
            (
                "Theo Nghị quyết và Kết luận 5-KL/TW",
                "Theo Nghị quyết và <span class=\"clause\">Kết luận <span class=\"nb\">5-KL/TW</span></span>",
            ),
            ("Kết luận 5-KL/TW", "Kết luận <span class=\"nb\">5-KL/TW</span>"),
            ("Đến năm 2025", "Đến năm 2025"),
        ];
        for (title, expected) in table {
            assert_eq!(headline(title), expected, "{title}");
        }
    }
}
