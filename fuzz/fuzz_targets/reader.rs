//! Bytes -> document: the first byte chooses the format, the rest is the file.
#![no_main]

use connote::reader::{Format, read};
use connote::tokenize::layouts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let format = [Format::Text, Format::Markdown, Format::Html][usize::from(choice) % 3];
    let Ok(document) = read("fuzz", bytes, format) else { return };
    for field in document.title.iter().chain([&document.text]) {
        for region in &field.regions {
            assert!(field.content.get(region.span.start..region.span.end).is_some(), "{region:?} does not fit {:?}", field.content);
        }
    }
    for layout in layouts(&document) {
        for word in &layout.words {
            assert!(layout.content().get(word.span().start..word.span().end).is_some_and(|word| word.contains(char::is_alphanumeric)));
        }
    }
});
