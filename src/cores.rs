//! How work is shared among the cores of the machine.

use rayon::iter::{IndexedParallelIterator, MaxLen};

/// Files or pages that a core takes at once: few, so that at the end none waits long for another.
const HANDFUL: usize = 8;

/// Work on files or pages, of which each core takes a handful, and then another.
pub fn by_handfuls<I: IndexedParallelIterator>(work: I) -> MaxLen<I> {
    work.with_max_len(HANDFUL)
}
