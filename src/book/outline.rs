//! The order, the numbers and the addresses of pages, from the names of their files: `01-quan-diem/02-co-hoi.md` is
//! page 1.2 at `quan-diem/co-hoi.html`. Numbers order files and are not in addresses.

use std::collections::{BTreeMap, BTreeSet};

use super::PageId;
use crate::diagnostics::{Code, Diagnostic, Outcome};
use crate::text::slug::{Taken, file_slug};
use crate::text::vietnamese::dictionary_key;
use crate::text::{BookPath, Span};

/// Addresses in the root that the program's own pages and files take.
pub const RESERVED: [&str; 12] =
    ["index", "404", "nguon", "thuat-ngu", "ban-in", "kiem-tra", "ket-qua", "luu", "tim", "static", "sitemap", "tep"];

/// A page's place in the handbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its file.
    pub path: BookPath,
    /// Its address: a relative path in ASCII from the root of the site, ending in `.html`.
    pub address: String,
    /// Its number, such as `3.2`; empty for the cover.
    pub number: String,
    /// The part it stands in; none for the cover.
    pub parent: Option<PageId>,
    /// The pages that stand in it, in order.
    pub children: Vec<PageId>,
    /// Whether it is the index of a folder.
    pub is_part: bool,
}

/// What the order needs to know of a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// The `order` of its front matter.
    pub order: Option<i64>,
}

/// Puts pages in reading order. `wishes` holds every page of `content/` that is to be shown.
pub fn outline(wishes: &BTreeMap<BookPath, Wish>) -> Outcome<Vec<Place>> {
    let mut outline = Outline { wishes, folders: BTreeMap::new(), places: Vec::new(), diagnostics: Vec::new() };
    outline.sort_into_folders();
    let content = BookPath::new("content").unwrap_or_else(BookPath::root);
    let cover = content.child("index.md");
    if !wishes.contains_key(&cover) {
        outline.diagnostics.push(Diagnostic::new(Code::CoverMissing, Span::file(&cover)));
    }
    outline.place_folder(&content, "", "", None);
    Outcome { value: outline.places, diagnostics: outline.diagnostics }
}

struct Outline<'a> {
    wishes: &'a BTreeMap<BookPath, Wish>,
    /// Folder to its pages (but for the index) and sub-folders.
    folders: BTreeMap<BookPath, BTreeSet<Entry>>,
    places: Vec<Place>,
    diagnostics: Vec<Diagnostic>,
}

/// A page or folder among its sisters, in the order of the derived comparison.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    order: i64,
    name_key: Vec<u8>,
    path: BookPath,
    is_folder: bool,
}

impl Outline<'_> {
    fn sort_into_folders(&mut self) {
        for (path, wish) in self.wishes {
            let mut folder = path.parent();
            if path.name() != "index.md" {
                self.folders.entry(folder.clone()).or_default().insert(entry(path, *wish, false));
            }
            // A folder stands in its parent, up to `content` itself.
            while folder.as_str() != "content" && !folder.as_str().is_empty() {
                let wish = self.wishes.get(&folder.child("index.md")).copied().unwrap_or_default();
                let parent = folder.parent();
                self.folders.entry(parent.clone()).or_default().insert(entry(&folder, wish, true));
                folder = parent;
            }
        }
    }

    /// Places a folder: its index first, then what stands in it. `base` is its address with a final slash.
    fn place_folder(&mut self, folder: &BookPath, base: &str, number: &str, parent: Option<PageId>) {
        let index = folder.child("index.md");
        if !self.wishes.contains_key(&index) && folder.as_str() != "content" {
            let folder_name = folder.below("content").unwrap_or_default().to_owned();
            self.diagnostics.push(Diagnostic::new(Code::PartWithoutIndex, Span::file(&index)).with("folder", folder_name));
        }
        let this = self.push(Place {
            path: index,
            address: format!("{base}index.html"),
            number: number.to_owned(),
            parent,
            children: Vec::new(),
            is_part: true,
        });
        let mut taken = if base.is_empty() { Taken::of(RESERVED) } else { Taken::of(["index"]) };
        let entries = self.folders.remove(folder).unwrap_or_default();
        for (position, entry) in (1..).zip(entries) {
            let name = if entry.is_folder { entry.path.name() } else { entry.path.stem() };
            let address = taken.distinct(file_slug(split_number(name).1));
            let number = if number.is_empty() { position.to_string() } else { format!("{number}.{position}") };
            if entry.is_folder {
                self.place_folder(&entry.path, &format!("{base}{address}/"), &number, Some(this));
            } else {
                let address = format!("{base}{address}.html");
                self.push(Place { path: entry.path, address, number, parent: Some(this), children: Vec::new(), is_part: false });
            }
        }
    }

    fn push(&mut self, place: Place) -> PageId {
        let id = PageId(self.places.len());
        if let Some(parent) = place.parent {
            self.places[parent.0].children.push(id);
        }
        self.places.push(place);
        id
    }
}

fn entry(path: &BookPath, wish: Wish, is_folder: bool) -> Entry {
    let (number, name) = split_number(if is_folder { path.name() } else { path.stem() });
    let order = wish.order.or(number).unwrap_or(i64::MAX);
    Entry { order, name_key: dictionary_key(name), path: path.clone(), is_folder }
}

/// The leading number of a file name, and the rest: `02-co-hoi`, `02. Cơ hội`, `2_x`.
fn split_number(name: &str) -> (Option<i64>, &str) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = name[digits..].trim_start_matches(['-', '_', '.', ' ']);
    let separated = rest.len() < name.len() - digits && !rest.is_empty();
    match name[..digits].parse() {
        Ok(number) if separated => (Some(number), rest),
        _ => (None, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(files: &[&str]) -> Vec<String> {
        let wishes = files.iter().map(|file| (BookPath::new(&format!("content/{file}")).unwrap(), Wish::default())).collect();
        outline(&wishes).value.into_iter().map(|place| format!("{} {}", place.number, place.address)).collect()
    }

    #[test]
    fn numbers_order_files_and_are_not_in_addresses() {
        let files = ["index.md", "10-sau/index.md", "02-Cơ hội/index.md", "02-Cơ hội/2. Đô thị.md", "02-Cơ hội/10-z.md", "gioi-thieu.md"];
        let expected =
            [" index.html", "1 co-hoi/index.html", "1.1 co-hoi/do-thi.html", "1.2 co-hoi/z.html", "2 sau/index.html", "3 gioi-thieu.html"];
        assert_eq!(addresses(&files), expected);
    }

    #[test]
    fn clashing_addresses_get_a_stable_suffix() {
        let files = ["index.md", "a/index.md", "a/01-cơ.md", "a/02-co.md", "nguon.md"];
        assert_eq!(addresses(&files)[2..], ["1.1 a/co.html", "1.2 a/co-2.html", "2 nguon-2.html"]);
    }

    #[test]
    fn a_year_is_no_order_unless_it_is_set_apart() {
        assert_eq!(split_number("2025"), (None, "2025"));
        assert_eq!(split_number("01-2025"), (Some(1), "2025"));
        assert_eq!(split_number("5G"), (None, "5G"));
    }
}
