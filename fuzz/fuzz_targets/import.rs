//! Bytes -> lexicon: the first byte chooses the format, the rest is the dictionary. It is refused, or the result loads and its examples hold.
#![no_main]

use connote::authoring::check;
use connote::authoring::import::{Format, Options, import};
use connote::lexicon::Loaded;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let format = [Format::Liwc, Format::Quanteda, Format::Vale, Format::Woke, Format::Csv].get(usize::from(choice) % 6).copied();
    let options = Options { format, id: None, language: "en".to_owned(), today: "2026-11-26".to_owned() };
    let Ok(imported) = import("fuzz.yml", bytes, &options) else { return };
    let loaded = Loaded::from_toml("fuzz.toml", &imported.toml).expect("what is handed out loads");
    assert_eq!(check(&loaded).expect("and can be used"), []);
});
