//! QTI 2.1 (IMS Question and Test Interoperability, final, 2012) as a content package: an item a question, a test with a
//! section for each part and page, a manifest with tags and difficulty. Every item sets its outcome `FEEDBACK` in its
//! response processing, so that a player shows the feedback of the choices picked, the explanation and the passage.
//!
//! [`item`] writes the items, [`package`] what binds them.

pub mod item;
pub mod package;

use std::sync::Arc;

use super::prose::Words;
use super::{Bank, Export};
use crate::output::{Content, OutputTree};
use crate::render::strings::Strings;
use crate::target::archive;

/// The bank as a QTI package.
pub fn export(bank: &Bank, strings: &Strings) -> Export {
    let words = Words::new(bank, strings);
    let mut losses = Vec::new();
    let mut tree = OutputTree::new();
    for item in &bank.items {
        let xml = item::write(item, words, &mut losses);
        tree.insert(package::place(item), ready(xml));
    }
    tree.insert(package::MANIFEST.to_owned(), ready(package::manifest(bank, words)));
    tree.insert(package::TEST.to_owned(), ready(package::test(bank)));
    Export { bytes: archive::pack(&tree, &[]).value, losses }
}

fn ready(xml: String) -> Content {
    Content::Ready(Arc::from(xml.into_bytes()))
}
