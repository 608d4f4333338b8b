//! Looking through bytes for those that matter, where most do not. Runs of bytes are looked at as a whole, which compilers
//! turn into a few instructions, as long as nothing in them is branched on.

/// The first byte that is wanted. `is_wanted` should decide without branches: `|` and `&` in the place of `||` and `&&`.
pub fn position(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    // Behind the long runs there is still much to look at one by one.
    let mut passed = passed_in_runs::<32>(bytes, &is_wanted);
    passed += passed_in_runs::<8>(&bytes[passed..], &is_wanted);
    bytes[passed..].iter().position(|byte| is_wanted(*byte)).map(|at| passed + at)
}

/// How many bytes the whole runs hold that come before any byte that is wanted.
fn passed_in_runs<const RUN: usize>(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> usize {
    // Bytes, not truth values: at the second level of optimisation only those are compared many at once.
    let is_passed = |run: &&[u8; RUN]| run.iter().fold(0, |found, byte| found | u8::from(is_wanted(*byte))) == 0;
    bytes.as_chunks().0.iter().take_while(is_passed).count() * RUN
}

/// All bytes that are wanted, by their places.
pub fn positions(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> impl Iterator<Item = usize> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let at = next + position(&bytes[next..], &is_wanted)?;
        next = at + 1;
        Some(at)
    })
}

/// Whether each three bytes that follow each other are as `is_fine` wants them, which should decide without branches. The
/// last two bytes begin none.
pub fn all_threes(bytes: &[u8], is_fine: impl Fn([u8; 3]) -> bool) -> bool {
    const STRETCH: usize = 1024;
    let count = bytes.len().saturating_sub(2);
    (0..count).step_by(STRETCH).all(|start| {
        let end = (start + STRETCH).min(count);
        let (firsts, seconds, thirds) = (&bytes[start..end], &bytes[start + 1..=end], &bytes[start + 2..end + 2]);
        let threes = firsts.iter().zip(seconds).zip(thirds);
        threes.fold(true, |fine, ((first, second), third)| fine & is_fine([*first, *second, *third]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_found_wherever_it_stands() {
        for length in [0, 1, 31, 32, 33, 64, 100] {
            let mut bytes = vec![b'a'; length];
            assert_eq!(position(&bytes, |byte| byte == b'b'), None);
            for at in 0..length {
                bytes[at] = b'b';
                assert_eq!(position(&bytes, |byte| byte == b'b'), Some(at), "{at} of {length}");
                assert_eq!(positions(&bytes, |byte| byte == b'b').collect::<Vec<_>>(), [at], "{at} of {length}");
                bytes[at] = b'a';
            }
        }
        assert_eq!(positions(b"abba", |byte| byte == b'b').collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn every_three_bytes_are_looked_at() {
        let rises = |[first, second, third]: [u8; 3]| (first <= second) & (second <= third);
        for length in [0, 1, 2, 3, 1023, 1024, 1025, 1026, 1027, 3000] {
            let mut bytes = vec![7; length];
            assert!(all_threes(&bytes, rises), "{length}");
            for at in (1..length).filter(|_| length > 2) {
                bytes[at] = 6;
                assert!(!all_threes(&bytes, rises), "{at} of {length}");
                bytes[at] = 7;
            }
        }
    }
}
