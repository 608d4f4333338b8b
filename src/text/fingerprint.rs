//! 128 bits of content: the key of every remembered answer. XXH3-128 (Collet, xxHash specification 0.1.1):
//! not cryptographic, so it decides only what to compute again, never what to trust.

use xxhash_rust::xxh3::xxh3_128;

/// The fingerprint of some bytes; equal bytes have equal fingerprints on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The first `digits` hexadecimal digits: a short, stable name in ASCII.
    pub fn short(self, digits: usize) -> String {
        let mut name = format!("{:032x}", self.0);
        name.truncate(digits);
        name
    }
}
