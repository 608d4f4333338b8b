//! 128 bits of content: the key of every remembered answer. XXH3-128 (Collet, xxHash specification 0.1.1):
//! not cryptographic, so it decides only what to compute again, never what to trust.

use std::hash::Hash;

use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// The fingerprint of some bytes; equal bytes have equal fingerprints on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The fingerprint of bytes that come piece by piece: that of all of them one after the other.
    pub fn of_pieces() -> Pieces {
        Pieces(Xxh3Default::new())
    }

    /// The fingerprint of values in their order. It holds for one run of the program: what `Hash` feeds may differ
    /// between versions and machines.
    pub fn of_all<T: Hash>(values: impl IntoIterator<Item = T>) -> Self {
        let mut hasher = Xxh3Default::new();
        values.into_iter().for_each(|value| value.hash(&mut hasher));
        Self(hasher.digest128())
    }

    /// The fingerprint of what this and `other` are of, in this order.
    pub fn with(self, other: Self) -> Self {
        let mut both = [0; 32];
        both[..16].copy_from_slice(&self.0.to_le_bytes());
        both[16..].copy_from_slice(&other.0.to_le_bytes());
        Self::of(&both)
    }

    /// The fingerprint of what this is of and a small number.
    pub fn with_number(self, number: usize) -> Self {
        self.with(Self(number as u128))
    }

    /// The last 64 of its bits: as good as any hash of it.
    pub fn low(self) -> u64 {
        // What is cut off is meant to be.
        #[allow(clippy::cast_possible_truncation)]
        let low = self.0 as u64;
        low
    }

    /// The first `digits` hexadecimal digits: a short, stable name in ASCII.
    pub fn short(self, digits: usize) -> String {
        let mut name = format!("{:032x}", self.0);
        name.truncate(digits);
        name
    }
}

/// Bytes that come piece by piece, and their fingerprint in the end.
pub struct Pieces(Xxh3Default);

impl Pieces {
    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The fingerprint of all pieces.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(self.0.digest128())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_how_many_pieces_bytes_come_does_not_matter() {
        for length in [0, 1, 16, 128, 240, 241, 1024, 5000] {
            let bytes: Vec<u8> = (0..=255).cycle().take(length).collect();
            for size in [1, 7, 256, 6000] {
                let mut pieces = Fingerprint::of_pieces();
                bytes.chunks(size).for_each(|piece| pieces.take(piece));
                assert_eq!(pieces.fingerprint(), Fingerprint::of(&bytes), "{length} in pieces of {size}");
            }
        }
    }
}
