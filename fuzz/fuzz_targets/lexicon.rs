//! A string -> a lexicon: it is refused, or it can be checked and used.
#![no_main]

use connote::analysis::{Analyzer, Options};
use connote::authoring::check;
use connote::document::{Document, Field};
use connote::lexicon::Loaded;
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/support/invariants.rs"]
mod invariants;

fuzz_target!(|toml: &str| {
    let Ok(loaded) = Loaded::from_toml("fuzz.toml", toml) else { return };
    check(&loaded).expect("what was accepted can be checked");
    let analyzer = Analyzer::new(vec![loaded], &Options { near_misses: true, ..Options::default() }).expect("what was accepted can be used");
    let text = Field::plain("The rabble moved. “A rabble,” he said.\n\nRabble, mob and 'rabble'");
    invariants::analyzed(&analyzer, Document { text, ..Document::default() });
});
