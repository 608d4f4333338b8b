//! The pages of a handbook in reading order. They are held folder by folder, as they were put together, so that two
//! builds share every folder in which nothing changed, however many pages there are.

use std::collections::HashMap;
use std::ops::Index;
use std::sync::Arc;

use super::{Page, PageId};
use crate::text::Fingerprint;

/// Pages in reading order.
#[derive(Clone, Debug)]
pub struct Pages {
    folders: Vec<Arc<[Arc<Page>]>>,
    order: Arc<Order>,
}

/// Where each page is held and found: it depends on the names and the order of pages alone.
#[derive(Debug, Default)]
pub struct Order {
    /// For each page in reading order, its folder and its place among the pages of that.
    pub held: Vec<(usize, usize)>,
    /// Pages by their address.
    pub by_address: HashMap<String, PageId>,
    /// How many folders the deepest address lies below the root of the site.
    pub deepest: usize,
    /// The fingerprint of what the order was made from.
    pub fingerprint: Fingerprint,
}

impl Pages {
    /// Pages that are held in `folders` as `order` says: a place there for each.
    pub fn new(folders: Vec<Arc<[Arc<Page>]>>, order: Arc<Order>) -> Self {
        Self { folders, order }
    }

    /// How many there are; the cover is always one.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.order.held.len()
    }

    /// How many folders they stand in.
    pub fn folders(&self) -> usize {
        self.folders.len()
    }

    /// Which of the folders a page stands in.
    pub fn folder_of(&self, page: PageId) -> usize {
        self.order.held[page.0].0
    }

    /// How many folders the deepest of their addresses lies below the root of the site.
    pub fn deepest(&self) -> usize {
        self.order.deepest
    }

    /// The pages in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Page>> + ExactSizeIterator {
        self.order.held.iter().map(|(folder, place)| &self.folders[*folder][*place])
    }

    /// The fingerprint of their names and their order, not of what they say.
    pub fn fingerprint(&self) -> Fingerprint {
        self.order.fingerprint
    }

    /// The page at an address.
    pub fn at(&self, address: &str) -> Option<PageId> {
        self.order.by_address.get(address).copied()
    }
}

/// How many folders an address lies below the root of the site.
pub fn depth(address: &str) -> usize {
    address.matches('/').count()
}

impl Index<usize> for Pages {
    type Output = Arc<Page>;

    fn index(&self, index: usize) -> &Arc<Page> {
        let (folder, place) = self.order.held[index];
        &self.folders[folder][place]
    }
}
