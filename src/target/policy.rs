//! What the one file lets a browser run: its own scripts and styles, each named by its fingerprint, and nothing that
//! came in with the text of a page. The policy of the site, whose scripts are files, is a template (`policy.html`).
//! Defined by Content Security Policy Level 3, W3C.

use sha2::{Digest, Sha256};

use crate::text::escape::base64;

/// The policy of a document in which these scripts and styles stand in elements, and pictures as `data:`.
pub fn policy<'a>(scripts: impl Iterator<Item = &'a str>, styles: impl Iterator<Item = &'a str>) -> String {
    format!(
        "default-src 'none';script-src{};style-src{};img-src data:;font-src data:;media-src data:;base-uri 'none';form-action 'none'",
        signs(scripts),
        signs(styles)
    )
}

fn signs<'a>(elements: impl Iterator<Item = &'a str>) -> String {
    elements.map(|element| format!(" 'sha256-{}'", base64(&Sha256::digest(as_read(element))))).collect()
}

/// The content of an element as a browser reads it: HTML knows one line end.
fn as_read(element: &str) -> String {
    element.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_and_style_is_named_by_its_fingerprint() {
        // The example of Content Security Policy Level 3, section 8.3.
        let policy = policy(["alert('Hello, world.');"].into_iter(), ["a{}\r\n", "a{}\n"].into_iter());
        assert!(policy.contains("script-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=';"), "{policy}");
        let styles: Vec<&str> = policy.split("style-src ").nth(1).unwrap().split(';').next().unwrap().split(' ').collect();
        assert_eq!(styles[0], styles[1], "line ends are read alike");
    }
}
