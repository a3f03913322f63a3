//! The reference profiles that come with the program. `profiles/README.md` says how each was made.

use super::{Profile, Reading};

/// The one that articles are compared with where nobody names another.
pub const DEFAULT: &str = "world-2024";

/// Names and files.
const BUNDLED: [(&str, &[u8]); 3] = [
    (DEFAULT, include_bytes!("../../profiles/world-2024.profile")),
    ("bbc-2004", include_bytes!("../../profiles/bbc-2004.profile")),
    ("reuters-1987", include_bytes!("../../profiles/reuters-1987.profile")),
];

/// Their names, the default one first.
#[must_use]
pub fn names() -> [&'static str; 3] {
    BUNDLED.map(|(name, _)| name)
}

/// The file of a bundled profile.
#[must_use]
pub fn bytes(name: &str) -> Option<&'static [u8]> {
    BUNDLED.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

/// A bundled profile. `None` for a name that none has.
#[must_use]
pub fn profile(name: &str, reading: Reading) -> Option<Profile> {
    // A test reads each of them with its checksum; an unreadable one would be a broken build.
    Profile::from_own_bytes(bytes(name)?, reading).ok()
}
