//! What several tests share.

use std::path::{Path, PathBuf};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a committed file with what it should hold; rewrites it where `CONNOTE_BLESS` is set. Read the diff before you keep it.
pub(crate) fn compare_or_bless(path: &Path, expected: &[u8]) {
    if std::env::var_os("CONNOTE_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        std::fs::write(path, expected).expect("the file can be written");
        return;
    }
    let found = std::fs::read(path).unwrap_or_default();
    assert!(
        found == expected,
        "{} is out of date: run `CONNOTE_BLESS=1 cargo test`, then read its diff{}",
        path.display(),
        first_difference(&found, expected)
    );
}

fn first_difference(found: &[u8], expected: &[u8]) -> String {
    let (found, expected) = (String::from_utf8_lossy(found), String::from_utf8_lossy(expected));
    let differing = found.lines().zip(expected.lines()).zip(1..).find(|((found, expected), _)| found != expected);
    differing.map_or_else(String::new, |((found, expected), line)| format!("\nline {line}\n  committed: {found}\n  made now:  {expected}"))
}
