//! The reference profiles that come with the program. `profiles/README.md` says how each was made.
//!
//! Without the feature `references` there is the default one alone, and of it only what articles are compared with: a page that is loaded by many
//! has no use for the two megabytes of the others and of the vocabulary.

use super::{Profile, Reading};

/// The one that articles are compared with where nobody names another.
pub const DEFAULT: &str = "world-2024";

/// Names and files. Not a constant: that would be in the program once for each place that names it.
#[cfg(feature = "references")]
static BUNDLED: [(&str, &[u8]); 3] = [
    (DEFAULT, include_bytes!("../../profiles/world-2024.profile")),
    ("bbc-2004", include_bytes!("../../profiles/bbc-2004.profile")),
    ("reuters-1987", include_bytes!("../../profiles/reuters-1987.profile")),
];

#[cfg(not(feature = "references"))]
static BUNDLED: [(&str, &[u8]); 1] = [(DEFAULT, &counts::COUNTS)];

/// Their names, the default one first.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUNDLED.iter().map(|(name, _)| *name)
}

/// The file of a bundled profile.
#[cfg(feature = "references")]
#[must_use]
pub fn bytes(name: &str) -> Option<&'static [u8]> {
    find(name)
}

fn find(name: &str) -> Option<&'static [u8]> {
    BUNDLED.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

/// A bundled profile. `None` for a name that none has. Without the feature `references` it has no vocabulary, whatever `reading` asks for.
#[must_use]
pub fn profile(name: &str, reading: Reading) -> Option<Profile> {
    let bytes = find(name)?;
    // A test reads each of them with its checksum; an unreadable one would be a broken build.
    if cfg!(feature = "references") { Profile::from_own_bytes(bytes, reading).ok() } else { Profile::from_own_counts(bytes).ok() }
}

/// The default profile up to its vocabulary, cut off while the program is compiled so that the rest is not in it.
#[cfg(not(feature = "references"))]
mod counts {
    use crate::profile::format::end_of_counts;

    const FILE: &[u8] = include_bytes!("../../profiles/world-2024.profile");

    pub(super) static COUNTS: [u8; end_of_counts(FILE)] = match FILE.first_chunk() {
        Some(counts) => *counts,
        None => panic!("the profile ends before its vocabulary"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_profile_has_the_same_counts() {
        let file: &[u8] = include_bytes!("../../profiles/world-2024.profile");
        let whole = Profile::from_bytes(file, Reading::WithoutVocabulary).expect("a profile");
        let cut = &file[..super::super::format::end_of_counts(file)];
        assert!(cut.len() < file.len() / 2);
        assert_eq!(Profile::from_own_counts(cut), Ok(whole));
        assert_eq!(profile(DEFAULT, Reading::WithoutVocabulary), Profile::from_own_counts(cut).ok());
    }
}
