//! Scripts and styles as they are shipped: without the comments, blank lines, indentation and spaces that are written
//! for those who read the theme. [`slimmed`] is the entry point.
//!
//! This is deliberately no minifier. It renames nothing and understands no script, so that what runs is what was
//! written. Where it cannot be sure that a line is a comment it leaves the file as it is, where it cannot be sure that a
//! space means nothing the line: see [`script`] and [`spaced`] for these rules.

use std::sync::Arc;

/// A file of a theme's `static/` as it is shipped; what is neither a script nor a style is shipped as it is.
pub fn slimmed(name: &str, bytes: &Arc<[u8]>) -> Arc<[u8]> {
    let slim = match (name.rsplit_once('.'), std::str::from_utf8(bytes)) {
        (Some((_, "js")), Ok(text)) => script(text),
        (Some((_, "css")), Ok(text)) => style(text),
        _ => None,
    };
    slim.map_or_else(|| bytes.clone(), |text| Arc::from(text.into_bytes()))
}

/// A script without lines that are only a `//` comment, blank lines and indentation. `None` where that might change
/// it: with a template literal, a block comment or a line that goes on after `\`, a line's beginning may be text.
fn script(text: &str) -> Option<String> {
    let goes_on = text.lines().any(|line| line.ends_with('\\'));
    let unsure = text.contains(['`', '\u{2028}', '\u{2029}']) || text.contains("/*") || goes_on;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    (!unsure).then(|| lines.fold(String::new(), |slim, line| slim + &spaced(line) + line_end(line)))
}

/// What follows a line of a script: nothing where it ends in a sign after which a new line never counts. Elsewhere the
/// new line may end a statement, and after a comment it ends that.
fn line_end(line: &str) -> &'static str {
    if line.ends_with(['{', '(', ',', ';']) && !line.contains('/') { "" } else { "\n" }
}

/// A line of a script without the spaces beside marks, which only set it out for the eye; strings are copied as they
/// are. A line with a slash may hold a regular expression or a comment, one with a backslash a string that is hard to
/// follow: it stays as it is.
fn spaced(line: &str) -> String {
    if line.contains(['/', '\\']) {
        return line.to_owned();
    }
    let mut slim = String::with_capacity(line.len());
    let mut string = None;
    let mut rest = line;
    while let Some(at) = rest.find([' ', '"', '\'']) {
        let (plain, after) = (&rest[..at], &rest[at + 1..]);
        let letter = rest.as_bytes()[at];
        rest = after;
        slim.push_str(plain);
        match string {
            None if letter == b' ' && means_nothing(slim.chars().next_back(), after.chars().next()) => continue,
            None if letter != b' ' => string = Some(letter),
            Some(quote) if quote == letter => string = None,
            _ => {}
        }
        slim.push(char::from(letter));
    }
    if string.is_some() { line.to_owned() } else { slim + rest }
}

/// Whether a space keeps nothing apart: beside a bracket or the like never, beside an operator unless another sign
/// follows, with which it might become one (`a + +b`, `a < !--b`, `a ? .5 : 1`).
fn means_nothing(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let mark = |letter| "(){}[];,:".contains(letter);
    let operator = |letter| "=<>?&|!*%+-".contains(letter);
    let sign = |letter| operator(letter) || letter == '.';
    mark(before) || mark(after) || operator(before) && !sign(after) || operator(after) && !sign(before)
}

/// A style without comments and without the white space that only sets it out for the eye. `None` where a string or a
/// comment is not closed as expected.
///
/// White space means nothing around `{`, `}`, `;`, `,` and `>`, nor after `:`, where no selector can have any; everywhere
/// else a run of it is one space. The last `;` of a block means nothing either. Strings are copied as they are.
fn style(text: &str) -> Option<String> {
    let mut slim = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '"' | '\'' => string(rest)?.len(),
            '/' if rest.starts_with("/*") => rest.find("*/")? + 2,
            _ if first.is_ascii_whitespace() => rest.find(|letter: char| !letter.is_ascii_whitespace()).unwrap_or(rest.len()),
            _ if MARKS.contains(&first) => 1,
            _ => rest.bytes().skip(1).position(|byte| !is_plain(byte)).map_or(rest.len(), |at| at + 1),
        };
        let (piece, after) = rest.split_at(taken);
        push_piece(&mut slim, piece, after);
        rest = after;
    }
    Some(slim + "\n")
}

/// Signs of a style around which white space means nothing.
const MARKS: [char; 5] = ['{', '}', ';', ',', '>'];

/// Whether a byte of a style can only be copied.
fn is_plain(byte: u8) -> bool {
    !(byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'/' | b'{' | b'}' | b';' | b',' | b'>'))
}

/// The string that a text begins with; `None` where it holds its own quotation mark, or a line.
fn string(text: &str) -> Option<&str> {
    let end = text[1..].find(&text[..1])? + 1;
    let inside = &text[1..end];
    (!inside.ends_with('\\') && !inside.contains('\n')).then(|| &text[..=end])
}

/// Appends white space as at most one space, a comment as nothing, unless it alone keeps two words apart.
fn push_piece(slim: &mut String, piece: &str, after: &str) {
    let apart = slim.is_empty() || slim.ends_with(MARKS) || slim.ends_with([':', ' ']) || after.is_empty() || after.starts_with(MARKS);
    if piece.starts_with("/*") {
        slim.push_str(if apart || after.starts_with(char::is_whitespace) { "" } else { "/**/" });
    } else if piece.starts_with(|letter: char| letter.is_ascii_whitespace()) {
        slim.push_str(if apart { "" } else { " " });
    } else {
        if piece.starts_with(MARKS) && slim.ends_with(' ') {
            slim.pop();
        }
        if piece == "}" && slim.ends_with(';') {
            slim.pop();
        }
        slim.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_script_loses_the_spaces_that_mean_nothing() {
        let table = [
            ("const { a, b = 1 } = c || {};", "const{a,b=1}=c||{};"),
            ("if (a === ' b , c ') return x => -1;", "if(a===' b , c ')return x=> -1;"),
            ("a = b + +c - -d < !--e ? .5 : [ ...f ];", "a=b+ +c- -d< !--e? .5:[...f];"),
            ("for (const one of [1, 2]) f('it is \"a , b\"', 1 .g);", "for(const one of[1,2])f('it is \"a , b\"',1 .g);"),
            ("a = b / c; // = d", "a = b / c; // = d"),
            ("a = / , '/.test( b )", "a = / , '/.test( b )"),
            ("a = 'b\\' , c'", "a = 'b\\' , c'"),
            ("it's , so", "it's , so"),
        ];
        for (written, shipped) in table {
            assert_eq!(spaced(written), shipped, "{written}");
        }
    }

    #[test]
    fn a_script_loses_its_comment_lines_and_indentation() {
        let table = [
            ("// what\n\n(function () {\n  var a = 'b // c'; // kept\n  // gone\n})();\n", "(function(){var a = 'b // c'; // kept\n})();"),
            ("return\n  x;", "return\nx;"),
            ("f(\n  a, // b,\n  c,\n  d\n);\ne = f // ;\n++g;", "f(a, // b,\nc,d\n);e = f // ;\n++g;"),
            ("a = b\r\n\r\n// c\r\n++d\r\n", "a=b\n++d\n"),
        ];
        for (written, shipped) in table {
            assert_eq!(script(written).as_deref(), Some(shipped), "{written}");
        }
    }

    #[test]
    fn a_script_whose_lines_may_be_text_is_left_alone() {
        for unsure in ["a = `\n// b\n`;", "/*\n// a\n*/", "a = 'b\\\n// c';", "a = '\u{2028}// b'"] {
            assert_eq!(script(unsure), None, "{unsure}");
        }
    }

    #[test]
    fn a_style_loses_comments_and_white_space_that_means_nothing() {
        let table = [
            ("/* a */\n:root {\n  --paper: #fff; /* b */\n  color: red;\n}\n", ":root{--paper:#fff;color:red}\n"),
            ("a :hover,\nb > c { margin: 0 auto }", "a :hover,b>c{margin:0 auto}\n"),
            ("a{content: \"/* , */\"  /  \"\"}", "a{content:\"/* , */\" / \"\"}\n"),
            ("@media (min-width: 60rem) and (pointer: fine) {}", "@media (min-width:60rem) and (pointer:fine){}\n"),
            ("a/* b */.c {} /* d */ e{f: g /* h */ ; }", "a/**/.c{}e{f:g}\n"),
            ("a{content: \"\\a0 ↕\"}", "a{content:\"\\a0 ↕\"}\n"),
            ("a { width: calc(1px + 2px) !important }", "a{width:calc(1px + 2px) !important}\n"),
        ];
        for (written, shipped) in table {
            assert_eq!(style(written).as_deref(), Some(shipped), "{written}");
        }
    }

    #[test]
    fn a_style_that_cannot_be_followed_is_left_alone() {
        for unsure in
            ["a{content:\"b\n\"}", "a{content:\"b\\\nc\"}", "a{content:'\\''}", "a{}/* b", "a{content:\"\\\"/*\"}", "a{content:\"b"]
        {
            assert_eq!(style(unsure), None, "{unsure}");
        }
    }
}
