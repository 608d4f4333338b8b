//! The nearest known name to one that was mistyped, for hints. Distance: optimal string alignment
//! (Damerau–Levenshtein without repeated edits) on the letters without tones, as people mistype them.

use super::vietnamese::bare;

/// The candidate nearest to `written`, if any is near enough to be what was meant: at most a third of the longer
/// word differs.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = bare(written);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, candidate), candidate))
        .filter(|(distance, candidate)| *distance * 3 <= wanted.chars().count().max(candidate.chars().count()))
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(wanted: &str, candidate: &str) -> usize {
    strsim::osa_distance(wanted, &bare(candidate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_finds_the_known_one() {
        let known = ["title", "subtitle", "publisher", "language"];
        let cases = [("titel", Some("title")), ("publishers", Some("publisher")), ("xyz", None)];
        for (written, expected) in cases {
            assert_eq!(nearest(written, known), expected, "{written}");
        }
    }
}
