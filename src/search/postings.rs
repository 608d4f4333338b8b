//! The passages that something stands in, each with a level from 0 to 7: lists packed into letters. While pages are
//! counted they lie in chains of small links; when ledgers are put together, in the text of a shard.

/// The digits of a packed list: those of base 64, of which the first 32 end a number (the lower five bits of the
/// last digit) and the others go on, as in source maps ("Source Map Revision 3", VLQ), but without signs.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// More digits than any number has.
const MOST_DIGITS: usize = size_of::<u64>();

/// The digits of a number, lowest first, and how many they are.
#[inline]
fn digits(number: u32) -> ([u8; MOST_DIGITS], usize) {
    let digit = |place: u32| {
        let rest = number >> (5 * place);
        u64::from(DIGITS[(rest & 31 | u32::from(rest >= 32) << 5) as usize]) << (8 * place)
    };
    // Most have two or three; which, no processor foresees.
    if number < 1 << 15 {
        let count = 1 + usize::from(number >= 32) + usize::from(number >= 1 << 10);
        return ((digit(0) | digit(1) | digit(2)).to_le_bytes(), count);
    }
    let count = (u32::BITS - number.leading_zeros()).div_ceil(5);
    ((0..count).fold(0, |digits, place| digits | digit(place)).to_le_bytes(), count as usize)
}

/// Appends a number.
pub fn push_number(out: &mut Vec<u8>, number: u32) {
    let (digits, count) = digits(number);
    out.extend_from_slice(&digits[..count]);
}

/// The links of the chains in which the lists of a ledger lie. Thousands of lists grow side by side, a few bytes at a time;
/// each in memory of its own, all would be moved again and again (as the slices of Lucene's `ByteBlockPool`).
#[derive(Default)]
pub struct Links(Vec<Link>);

/// What fills a line of the processor's cache with the rest of a link.
const ROOM: usize = 59;

#[derive(Clone, Copy)]
struct Link {
    bytes: [u8; ROOM],
    filled: u8,
    next: u32,
}

/// The passages something stands in: each as eight times the passages skipped since the last, plus its level.
#[derive(Clone, Copy, Debug, Default)]
pub struct Postings {
    count: u32,
    first: (u32, u8),
    last: u32,
    /// The first link of what follows the first passage, and the last; 0 where there is none.
    chain: (u32, u32),
}

impl Links {
    /// Adds a passage to a list; it must come after those that are there.
    pub fn add(&mut self, list: &mut Postings, passage: u32, level: u8) {
        if list.count == 0 {
            list.first = (passage, level);
        } else {
            self.push(&mut list.chain, (passage - list.last - 1) * 8 + u32::from(level));
        }
        list.last = passage;
        list.count += 1;
    }

    fn push(&mut self, chain: &mut (u32, u32), number: u32) {
        let (digits, count) = digits(number);
        let mut last = chain.1 as usize;
        if chain.0 == 0 || usize::from(self.0[last].filled) > ROOM - MOST_DIGITS {
            last = self.lengthen(chain);
        }
        let Link { bytes, filled, .. } = &mut self.0[last];
        let at = usize::from(*filled);
        bytes[at..at + MOST_DIGITS].copy_from_slice(&digits);
        // At most eight are added to what left room for them.
        *filled += u8::try_from(count).unwrap_or_default();
    }

    /// Adds a link to a chain, and gives its place.
    #[cold]
    fn lengthen(&mut self, chain: &mut (u32, u32)) -> usize {
        const EMPTY: Link = Link { bytes: [0; ROOM], filled: 0, next: 0 };
        if self.0.is_empty() {
            // Nothing lies in the first: its place says that there is none.
            self.0.push(EMPTY);
        }
        let place = self.0.len();
        let number = u32::try_from(place).unwrap_or(u32::MAX);
        self.0.push(EMPTY);
        self.0[chain.1 as usize].next = number;
        *chain = (if chain.0 == 0 { number } else { chain.0 }, number);
        place
    }

    /// Appends to `out` what lies in a chain.
    fn copy(&self, (first, _): (u32, u32), out: &mut Vec<u8>) {
        let mut at = first;
        while at != 0 {
            let Link { bytes, filled, next } = &self.0[at as usize];
            out.extend_from_slice(&bytes[..usize::from(*filled)]);
            at = *next;
        }
    }
}

/// A list of a run of pages, for putting it together with those of the others.
#[derive(Clone, Copy)]
pub struct Segment<'a> {
    /// How many passages stand before those of its run.
    pub before: u32,
    /// The list.
    pub list: &'a Postings,
    /// Where it lies.
    pub links: &'a Links,
}

/// Appends lists that follow each other as one, and gives how many passages it has.
pub fn join<'a>(segments: impl Iterator<Item = Segment<'a>>, out: &mut Vec<u8>) -> u32 {
    let (mut next, mut count) = (0, 0);
    for Segment { before, list, links } in segments.filter(|segment| segment.list.count > 0) {
        push_number(out, (before + list.first.0 - next) * 8 + u32::from(list.first.1));
        links.copy(list.chain, out);
        next = before + list.last + 1;
        count += list.count;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_packed_five_bits_to_a_digit() {
        let cases = [(0, "A"), (31, "f"), (32, "gB"), (1000, "of"), (1023, "/f"), (1024, "ggB"), (32_767, "//f"), (32_768, "gggB")];
        for (number, expected) in cases.into_iter().chain([(u32::MAX, "//////D")]) {
            let mut out = Vec::new();
            push_number(&mut out, number);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{number}");
        }
    }

    /// The list of all passages that are given, joined from runs that begin at `befores`.
    fn joined(passages: &[u32], befores: &[u32]) -> (u32, String) {
        let mut links = Links::default();
        let ends = befores.iter().skip(1).copied().chain([u32::MAX]);
        let lists = befores.iter().copied().zip(ends).map(|(before, end)| {
            let mut list = Postings::default();
            let own = passages.iter().filter(|passage| (before..end).contains(*passage));
            own.for_each(|passage| links.add(&mut list, passage - before, (passage % 8) as u8));
            (before, list)
        });
        let lists: Vec<(u32, Postings)> = lists.collect();
        let mut out = Vec::new();
        let count = join(lists.iter().map(|(before, list)| Segment { before: *before, list, links: &links }), &mut out);
        (count, String::from_utf8(out).unwrap())
    }

    #[test]
    fn lists_joined_are_the_list_of_all() {
        assert_eq!(joined(&[0, 3, 16, 40, 41], &[0]), (5, "ATgD4FB".to_owned()));
        for step in [1, 3, 700, 1_000_000] {
            let passages: Vec<u32> = (0..100).map(|number| 3 * number * step + number % 3).collect();
            let whole = joined(&passages, &[0]);
            for befores in [vec![0, 1], vec![0, 16, 17, 50 * step], vec![0, 99 * step, 100 * step]] {
                assert_eq!(joined(&passages, &befores), whole, "{step} {befores:?}");
            }
        }
    }
}
