//! A whole output that is not yet anywhere: a sorted map from path to what stands there. Pages are recipes that are
//! followed when someone wants their bytes, so that a book of any size needs no memory for all its pages at once.

pub mod disk;
pub mod manifest;
pub mod seal;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Outcome};

/// Takes bytes piece by piece.
pub type Vessel<'a> = &'a mut dyn FnMut(&[u8]);

/// What stands at a path.
#[derive(Clone)]
pub enum Content {
    /// Bytes that exist.
    Ready(Arc<[u8]>),
    /// A plain function that makes them and pours them out; the same every time. What is as large as the handbook is
    /// poured as it is made, and is never there whole.
    Recipe(Arc<dyn Fn(Vessel<'_>) -> Vec<Diagnostic> + Send + Sync>),
}

impl Content {
    /// What is made whole and poured at once.
    pub fn whole(make: impl Fn() -> Outcome<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self::Recipe(Arc::new(move |vessel| {
            let Outcome { value, diagnostics } = make();
            vessel(&value);
            diagnostics
        }))
    }

    /// Pours the bytes, and gives what was wrong while they were made.
    pub fn pour(&self, vessel: Vessel<'_>) -> Vec<Diagnostic> {
        match self {
            Self::Ready(bytes) => {
                vessel(bytes);
                Vec::new()
            }
            Self::Recipe(make) => make(vessel),
        }
    }

    /// The bytes, and what was wrong while they were made.
    pub fn bytes(&self) -> Outcome<Arc<[u8]>> {
        if let Self::Ready(bytes) = self {
            return Outcome::fine(bytes.clone());
        }
        let mut bytes = Vec::new();
        let diagnostics = self.pour(&mut |piece| bytes.extend_from_slice(piece));
        Outcome { value: bytes.into(), diagnostics }
    }
}

/// A whole output: path (ASCII, forward slashes, relative) to content, sorted.
pub type OutputTree = BTreeMap<String, Content>;
