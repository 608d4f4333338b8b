//! Escaping: one function for each place text can go to. Text is never escaped twice and never trusted.

use std::fmt::Write;

use serde::Serialize;

use super::scan::{position, positions};

/// Appends `text` so that it reads as itself between HTML or XML tags and inside double-quoted attributes.
pub fn push_html(out: &mut String, text: &str) {
    html_pieces(text, |piece| out.push_str(piece));
}

/// Calls `put` with the pieces that [`push_html`] would append.
pub fn html_pieces(text: &str, mut put: impl FnMut(&str)) {
    let mut rest = text;
    while let Some(at) = position(rest.as_bytes(), is_special) {
        let (plain, special) = rest.split_at(at);
        let length = special.chars().next().map_or(special.len(), char::len_utf8);
        put(plain);
        put(match &special[..length] {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&quot;",
            "'" => "&#39;",
            other => instead(other),
        });
        rest = &special[length..];
    }
    put(rest);
}

/// Whether HTML has to be told that a byte is no markup, or it may begin a character which no page can hold. Most text
/// holds no such byte.
fn is_special(byte: u8) -> bool {
    let is_sign = matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    is_sign | ((byte < b' ') & (byte != b'\n') & (byte != b'\t')) | (byte == 0xef)
}

/// Whether a page can hold a character: every document of XML can (XML 1.0, 2.2, Char), and so can every one of HTML.
pub fn is_sound(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// What stands in a page for one character: itself, where a page can hold it.
fn instead(character: &str) -> &str {
    match character {
        // Where a document begins a new sheet of paper.
        "\u{b}" | "\u{c}" => " ",
        _ if character.chars().all(is_sound) => character,
        _ => "\u{fffd}",
    }
}

/// Markup that somebody else's code has written and escaped, with nothing left in it that no page can hold.
pub fn sound(markup: String) -> String {
    if markup.chars().all(is_sound) {
        return markup;
    }
    markup
        .split_inclusive(|c| !is_sound(c))
        .flat_map(|piece| {
            let (last, _) = piece.char_indices().next_back().unwrap_or_default();
            [&piece[..last], instead(&piece[last..])]
        })
        .collect()
}

/// Text as lines of a terminal: what would move its cursor, colour it or ring its bell shows as a sign.
pub fn terminal(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

/// `text` as HTML or XML text or double-quoted attribute value.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_html(&mut out, text);
    out
}

/// Data as JSON, as a JavaScript expression that may stand in a script file or a `<script>` element: no `<`, no
/// line separators that older engines refuse, nothing that no page can hold.
pub fn script(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("the data of scripts has only keys that are text");
    let mut out = String::new();
    let mut rest = 0;
    for at in positions(json.as_bytes(), |byte| (byte == b'<') | (byte == 0xe2) | (byte == 0xef)) {
        let (length, escaped) = match json.as_bytes()[at..] {
            [b'<', ..] => (1, "\\u003c"),
            // The line separators U+2028 and U+2029, and what is no character: U+FFFE and U+FFFF.
            [0xe2, 0x80, 0xa8, ..] => (3, "\\u2028"),
            [0xe2, 0x80, 0xa9, ..] => (3, "\\u2029"),
            [0xef, 0xbf, 0xbe, ..] => (3, "\\ufffe"),
            [0xef, 0xbf, 0xbf, ..] => (3, "\\uffff"),
            _ => continue,
        };
        out.push_str(&json[rest..at]);
        out.push_str(escaped);
        rest = at + length;
    }
    // Most data has nothing to escape.
    if rest == 0 { json } else { out + &json[rest..] }
}

/// A relative path as a URL reference: RFC 3986 unreserved characters and slashes stay, all else is
/// percent-encoded as UTF-8.
pub fn url_path(path: &str) -> String {
    let stays =
        |byte: u8| byte.is_ascii_alphanumeric() | (byte == b'-') | (byte == b'.') | (byte == b'_') | (byte == b'~') | (byte == b'/');
    // Most have nothing to encode.
    let clean = position(path.as_bytes(), |byte| !stays(byte)).unwrap_or(path.len());
    let mut out = String::with_capacity(path.len());
    out.push_str(&path[..clean]);
    for byte in path.bytes().skip(clean) {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Bytes as a reference that holds them itself (RFC 2397), in base64 (RFC 4648).
pub fn data_url(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", base64(bytes))
}

/// Bytes in base64 with padding (RFC 4648, section 4).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = DIGITS[bits >> (18 - 6 * place) & 63];
            out.push(if place <= group.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// Stands in the head of a document whose style is part of it and which runs and loads nothing, whatever came into it
/// (Content Security Policy Level 3).
pub const NOTHING_RUNS: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\">";

/// A script as the content of a `<script>` element: what would end the element or hide its end is spelled as the
/// escape that strings and regular expressions know.
pub fn inline_script(script: &str) -> String {
    script.replace("</", "<\\/").replace("<!--", "<\\!--")
}

/// A style sheet as the content of a `<style>` element.
pub fn inline_style(style: &str) -> String {
    style.replace("</", "<\\/")
}

/// The text of a percent-encoded reference; sequences that are no UTF-8 stay as they are written.
pub fn from_url(reference: &str) -> String {
    let bytes = reference.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| reference.to_owned())
}

/// A text as it stands in a GIFT file: its own signs escaped, line ends as `\\n`.
pub fn gift(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            _ => out.push(c),
        }
    }
    out
}

/// An accepted answer between the braces of a Moodle Cloze text: HTML, with the signs that end it as entities.
pub fn cloze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '~' | '#' | '{' | '}' | '\\' | '=' | '%' | ':' | '"' | '\'' | '\n' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base64() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")];
        for (bytes, expected) in cases {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
        assert_eq!(data_url("image/png", &[0xff, 0xfe, 0xfd]), "data:image/png;base64,//79");
    }

    #[test]
    fn text_goes_out_as_itself() {
        assert_eq!(html(r#"<a href="x">'&'"#), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;");
        for before in [0, 1, 31, 32, 33, 64, 100] {
            let plain = "ế".repeat(before);
            assert_eq!(html(&format!("{plain}<{plain}")), format!("{plain}&lt;{plain}"));
        }
        assert_eq!(html("a\0b\u{1b}\u{fffe}\u{feff}\u{ffff}ＡＢ\t\n\u{c}c"), "a\u{fffd}b\u{fffd}\u{fffd}\u{feff}\u{fffd}ＡＢ\t\n c");
        assert_eq!(sound("<b>ế\0\u{c}</b>\u{1}".to_owned()), "<b>ế\u{fffd} </b>\u{fffd}");
        assert_eq!(terminal("a\u{1b}[31mế\u{9b}\n\u{7f}\0"), "a\u{fffd}[31mế\u{fffd}\n\u{fffd}\u{fffd}");
        assert_eq!(script(&serde_json::json!("</script>\u{2028}")), "\"\\u003c/script>\\u2028\"");
        assert_eq!(script(&serde_json::json!("\0\u{fffe}\u{ffff}")), "\"\\u0000\\ufffe\\uffff\"");
        assert_eq!(script(&serde_json::json!(["ế<\u{2029}ế", "ế"])), "[\"ế\\u003c\\u2029ế\",\"ế\"]");
        assert_eq!(inline_script("'</script><!--'"), "'<\\/script><\\!--'");
        assert_eq!(url_path("hình 1.png"), "h%C3%ACnh%201.png");
        assert_eq!(from_url("h%C3%ACnh%201.png"), "hình 1.png");
        assert_eq!(from_url("100%"), "100%");
        assert_eq!(from_url("%ff%F"), "%ff%F");
        assert_eq!(gift("a:b = {c} ~#\\\n&#37; ->"), r"a\:b \= \{c\} \~\#\\\n&\#37; ->");
        assert_eq!(cloze("a~b}<&"), "a&#126;b&#125;&lt;&amp;");
    }
}
