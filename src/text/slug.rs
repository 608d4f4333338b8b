//! Addresses in ASCII: `Cơ hội & thách thức` becomes `co-hoi-thach-thuc`. What has no Latin letters or digits at
//! all gets a stable name from its fingerprint.

use std::collections::{BTreeMap, BTreeSet};

use super::Fingerprint;
use super::path::is_portable;
use super::vietnamese::bare;

/// A longer address would not survive Windows' limit on whole paths.
const LONGEST: usize = 80;

/// The ASCII address of `text`: lower-case letters and digits joined by hyphens, never empty.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in bare(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > LONGEST {
        let cut = slug[..LONGEST].rfind('-').unwrap_or(LONGEST);
        slug.truncate(cut);
    }
    let slug = slug.trim_end_matches('-');
    match slug {
        "" => format!("x{}", Fingerprint::of(text.as_bytes()).short(8)),
        slug => slug.to_owned(),
    }
}

/// The same as the name of a file or folder: Windows takes some names for devices (`con`, which is also a Vietnamese
/// word).
pub fn file_slug(text: &str) -> String {
    let slug = slug(text);
    if is_portable(&slug) { slug } else { slug + "-1" }
}

/// Names that stand, of which none may stand twice.
#[derive(Default)]
pub struct Taken {
    names: BTreeSet<String>,
    /// The first number that may still be free, by the name before it: all lower ones are taken, and stay so.
    next: BTreeMap<String, u64>,
}

impl Taken {
    /// These names.
    pub fn of(names: impl IntoIterator<Item = &'static str>) -> Self {
        Self { names: names.into_iter().map(str::to_owned).collect(), next: BTreeMap::new() }
    }

    /// Whether a name stands.
    pub fn contains(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// `wanted`, or `wanted-2`, `wanted-3`… : the first that is free, which is so no more. Stable as long as what comes
    /// before keeps its order.
    pub fn distinct(&mut self, wanted: String) -> String {
        if self.names.insert(wanted.clone()) {
            return wanted;
        }
        let next = self.next.entry(wanted.clone()).or_insert(2);
        loop {
            let name = format!("{wanted}-{next}");
            *next += 1;
            if self.names.insert(name.clone()) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_plain_ascii() {
        let cases = [
            ("Cơ hội & thách thức", "co-hoi-thach-thuc"),
            ("Đảng đoàn Quốc hội", "dang-doan-quoc-hoi"),
            ("ĐẢNG ĐOÀN", "dang-doan"),
            ("Co\u{031b} ho\u{0302}\u{0323}i", "co-hoi"),
            ("7,5%/năm", "7-5-nam"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text}");
        }
        assert!(slug("資料").starts_with('x'));
        assert!(slug(&"dài ".repeat(60)).len() <= LONGEST);
    }

    #[test]
    fn no_file_is_named_like_a_device() {
        for (text, expected) in [("Con", "con-1"), ("AUX", "aux-1"), ("com1", "com1-1"), ("Con người", "con-nguoi")] {
            assert_eq!(file_slug(text), expected);
        }
    }

    #[test]
    fn clashes_get_a_suffix() {
        let mut taken = Taken::of(["a-3"]);
        let names: Vec<_> = ["a", "a", "a", "a-2", "a"].map(|name| taken.distinct(name.to_owned())).into();
        assert_eq!(names, ["a", "a-2", "a-4", "a-2-2", "a-5"]);
    }
}
