//! A whole output that is not yet anywhere: a sorted map from path to what stands there. Pages are recipes that are
//! followed when someone wants their bytes, so that a book of any size needs no memory for all its pages at once.

pub mod disk;
pub mod manifest;
pub mod seal;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::Outcome;

/// What stands at a path.
#[derive(Clone)]
pub enum Content {
    /// Bytes that exist.
    Ready(Arc<[u8]>),
    /// A plain function that makes them; the same every time.
    Recipe(Arc<dyn Fn() -> Outcome<Vec<u8>> + Send + Sync>),
}

impl Content {
    /// The bytes to be used once: made ones are not copied to be shared.
    pub fn made(&self) -> Outcome<Cow<'_, [u8]>> {
        match self {
            Self::Ready(bytes) => Outcome::fine(Cow::Borrowed(bytes)),
            Self::Recipe(make) => make().map(Cow::Owned),
        }
    }

    /// The bytes, and what was wrong while they were made.
    pub fn bytes(&self) -> Outcome<Arc<[u8]>> {
        match self {
            Self::Ready(bytes) => Outcome::fine(bytes.clone()),
            Self::Recipe(make) => {
                let Outcome { value, diagnostics } = make();
                Outcome { value: value.into(), diagnostics }
            }
        }
    }
}

/// A whole output: path (ASCII, forward slashes, relative) to content, sorted.
pub type OutputTree = BTreeMap<String, Content>;
