//! The seal at the end of an exported file: which target of which handbook it is, and a fingerprint of all that stands
//! before. By it the next export knows a file that sotay made and nobody has changed since, and replaces it; any other
//! file is somebody's work. The seal stands where the format allows a comment, so it disturbs no reader of the file.
//! It proves nothing to anyone else: a fingerprint is no signature.

use crate::text::Fingerprint;

const MARK: &str = "sotay-export";
/// Digits of the fingerprint.
const DIGITS: usize = 32;
/// More than the longest seal with what closes its comment.
const REACH: usize = 512;

/// How a format writes a comment at the end of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// The comment of a zip archive.
    Zip,
    /// `<!-- … -->` after the last element.
    Markup,
    /// A last line that begins with these characters.
    Line(&'static str),
    /// None: the format has no comment, or people edit the file and must not lose their work.
    None,
}

/// `bytes` sealed as `target` of the handbook `id`.
pub fn seal(mut bytes: Vec<u8>, seal: Seal, target: &str, id: &str) -> Vec<u8> {
    match seal {
        Seal::None => return bytes,
        Seal::Markup => bytes.extend(b"<!-- "),
        Seal::Line(opening) => bytes.extend(format!("{opening} ").bytes()),
        Seal::Zip => {
            // An archive without a comment ends with the comment's length, two bytes of zero.
            let length = format!("{MARK} {target} {id} ").len() + DIGITS;
            bytes.truncate(bytes.len().saturating_sub(2));
            bytes.extend(u16::try_from(length).unwrap_or_default().to_le_bytes());
        }
    }
    let print = Fingerprint::of(&bytes).short(DIGITS);
    bytes.extend(format!("{MARK} {target} {id} {print}{}", seal.closing()).bytes());
    bytes
}

impl Seal {
    /// What stands after the fingerprint.
    fn closing(self) -> &'static str {
        match self {
            Self::Markup => " -->\n",
            Self::Line(_) => "\n",
            Self::Zip | Self::None => "",
        }
    }
}

/// Whether `bytes` are this target of this handbook, sealed as `seal`, as sotay wrote it.
pub fn is_untouched(bytes: &[u8], seal: Seal, target: &str, id: &str) -> bool {
    let mark = format!("{MARK} {target} {id} ");
    let from = bytes.len().saturating_sub(REACH);
    let Some(at) = bytes[from..].windows(mark.len()).rposition(|window| window == mark.as_bytes()) else { return false };
    let (before, rest) = bytes.split_at(from + at);
    let (print, closing) = rest[mark.len()..].split_at(DIGITS.min(rest.len() - mark.len()));
    print == Fingerprint::of(before).short(DIGITS).as_bytes() && closing == seal.closing().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Seal; 3] = [Seal::Zip, Seal::Markup, Seal::Line("//")];

    #[test]
    fn what_was_sealed_is_known_again() {
        for kind in KINDS {
            let sealed = seal(b"PK nothing but an end\0\0".to_vec(), kind, "zip", "so-tay");
            assert!(is_untouched(&sealed, kind, "zip", "so-tay"), "{kind:?}: {}", String::from_utf8_lossy(&sealed));
            assert!(!is_untouched(&sealed, kind, "epub", "so-tay") && !is_untouched(&sealed, kind, "zip", "so-tay-khac"), "{kind:?}");
        }
    }

    #[test]
    fn any_change_breaks_the_seal() {
        for kind in KINDS {
            let sealed = seal(b"PK nothing but an end\0\0".to_vec(), kind, "zip", "so-tay");
            for at in 0..sealed.len() {
                let mut changed = sealed.clone();
                changed[at] ^= 1;
                assert!(!is_untouched(&changed, kind, "zip", "so-tay"), "{kind:?}: byte {at}");
            }
            let longer = [sealed.as_slice(), b"and more"].concat();
            assert!(!is_untouched(&longer, kind, "zip", "so-tay"), "{kind:?}");
            assert!(!is_untouched(&sealed[..sealed.len() - 3], kind, "zip", "so-tay"), "{kind:?}");
        }
    }

    #[test]
    fn a_format_without_comments_is_left_as_it_is() {
        assert_eq!(seal(b"paper".to_vec(), Seal::None, "exam", "so-tay"), b"paper");
        assert!(!is_untouched(b"paper", Seal::None, "exam", "so-tay") && !is_untouched(b"", Seal::None, "exam", "so-tay"));
    }
}
