//! Bytes -> hits, with the built-in lexicons: everything that must hold for any document, and the same result a second time.
#![no_main]

use std::sync::LazyLock;

use connote::analysis::{Analyzer, Options};
use connote::lexicon::{Selection, builtin};
use connote::reader::{Format, read};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/support/invariants.rs"]
mod invariants;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let lexicons = builtin::lexicons();
    let everything = lexicons.iter().map(|loaded| loaded.lexicon.header.id.clone()).collect();
    let selection = Selection { enable: everything, ..Selection::default() };
    let options = Options { selection, near_misses: true, overruled: true, reporting_verbs: true, honour_ignores: true, counts_only: false };
    Analyzer::new(lexicons, &options).expect("built in")
});

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let format = [Format::Text, Format::Markdown, Format::Html][usize::from(choice) % 3];
    let Ok(document) = read("fuzz", bytes, format) else { return };
    let again = document.clone();
    let analysis = invariants::analyzed(&ANALYZER, document);
    assert_eq!(analysis.hits, ANALYZER.analyze(again).hits);
});
