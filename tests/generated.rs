//! Committed files that are made from other files, compared with what they are made from.

mod support;

use connote::lexicon::{Loaded, builtin};

/// The lexicon files, sorted by path, as loaded.
fn lexicon_files() -> Vec<Loaded> {
    let folder = support::root().join("lexicons/en");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("lexicons/en").map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let load = |path: &std::path::PathBuf| {
        let toml = std::fs::read_to_string(path).expect("readable");
        Loaded::from_toml(&path.file_name().expect("name").to_string_lossy(), &toml).unwrap_or_else(|error| panic!("{error}"))
    };
    paths.iter().map(load).collect()
}

#[test]
fn the_compact_lexicons_are_those_of_the_files() {
    let compact = builtin::compact(&lexicon_files()).expect("can be written");
    support::compare_or_bless(&support::root().join("lexicons/compact.bin"), &compact);
}
