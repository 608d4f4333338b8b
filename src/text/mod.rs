//! Text as a value: places inside a handbook, spans of a file, fingerprints, escaping, addresses and the
//! Vietnamese language. Everything here is a plain function of its arguments; nothing reads or writes.

pub mod date;
pub mod escape;
pub mod fingerprint;
pub mod letters;
pub mod media;
pub mod nearest;
pub mod path;
pub mod scan;
pub mod slice;
pub mod slug;
pub mod source;
pub mod vietnamese;
pub mod words;

pub use date::Date;
pub use fingerprint::Fingerprint;
pub use path::BookPath;
pub use slice::Slice;
pub use source::{Place, Source, Span};
