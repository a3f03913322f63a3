//! The built-in lexicons, in a compact form made from `lexicons/` so that start-up parses no TOML.
//!
//! A test compares the compact form with the files and rewrites it on request (see CONTRIBUTING.md).

use super::set::Loaded;

static COMPACT: &[u8] = include_bytes!("../../lexicons/compact.bin");

/// The built-in lexicons, sorted by id.
#[must_use]
pub fn lexicons() -> Vec<Loaded> {
    // The bytes are part of the program, and a test reads them; an empty list is what a broken build would show.
    let all: Vec<Loaded> = postcard::from_bytes(COMPACT).unwrap_or_default();
    all.into_iter().enumerate().map(|(place, loaded)| loaded.built_in(place)).collect()
}

/// The compact form of lexicons.
///
/// # Errors
/// Says why they cannot be written.
pub fn compact(lexicons: &[Loaded]) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(lexicons).map_err(|error| error.to_string())
}
