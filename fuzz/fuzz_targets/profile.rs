//! Bytes -> the four sections of a profile, each packed and all under a right checksum, so that what they say is reached: it is refused, or all can be
//! done with it that is done with profiles. A file as it is written, the same with bytes changed, and sections of bytes alone.
#![no_main]

#[path = "../../tests/support/profile_file.rs"]
mod profile_file;

use std::sync::LazyLock;

use connote::analysis::{Analyzer, Options};
use connote::compare::Places;
use connote::compare::beside::{FocusDocument, Settings, Yardstick};
use connote::compare::corpus::Shuffling;
use connote::document::{Document, Field};
use connote::lexicon::builtin;
use connote::profile::{About, Builder, Inventory, Profile, ProfiledDocument, Reading, observe};
use flate2::Compression;
use libfuzzer_sys::fuzz_target;
use profile_file::{file, sections};

struct Fixture {
    analyzer: Analyzer,
    inventory: Inventory,
    article: ProfiledDocument,
    sections: [Vec<u8>; 4],
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let analyzer = Analyzer::new(builtin::lexicons(), &Options { overruled: true, ..Options::default() }).expect("built in");
    let inventory = Inventory::new(&analyzer);
    let observed = |text: &str| observe(&analyzer, &inventory, Document { text: Field::plain(text), ..Document::default() }, 2).1;
    let article = observed("The Kyiv regime slammed the so-called republic and its thugs.").document;
    let mut builder = Builder::new(inventory.items().to_vec(), 2);
    builder.add(observed("The Kyiv regime met in Kyiv. “The regime of terror,” he said of the so-called Kyiv regime."));
    builder.add(observed("Nothing of note was said in the town on Monday."));
    let sections = sections(&builder.finish(About { language: "en".to_owned(), ..About::default() }).to_bytes());
    Fixture { analyzer, inventory, article, sections }
});

fuzz_target!(|bytes: &[u8]| {
    let [choice, at_low, at_high, cut, change @ ..] = bytes else { return };
    let Fixture { analyzer, inventory, article, sections } = &*FIXTURE;
    let mut sections = sections.clone();
    let raw = &mut sections[usize::from(*choice) % 4];
    if choice & 0x80 != 0 {
        *raw = change.to_vec();
    } else {
        let at = usize::from(u16::from_le_bytes([*at_low, *at_high])) % (raw.len() + 1);
        let end = (at + usize::from(*cut)).min(raw.len());
        raw.splice(at..end, change.iter().copied());
    }
    let Ok(mut profile) = Profile::from_bytes(&file(&sections, Compression::none()), Reading::Whole) else { return };
    let place = Places::new("fuzz".to_owned(), &profile, analyzer, inventory).place(article);
    let _ = connote::report::profile::summary(&profile);
    let _ = connote::report::profile::rows(&profile, analyzer, inventory);
    let settings = Settings { shuffling: Shuffling { shuffles: 9, seed: 1 }, keep_copies: false, zeros: false };
    let focus = [FocusDocument { document: article.clone(), group: None }];
    let comparison = Yardstick::new(analyzer, inventory).compare(&focus, &profile, settings);
    assert_eq!(comparison.left_out, place.left_out);
    let longest = profile.vocabulary.as_ref().map_or(0, |vocabulary| vocabulary.longest);
    let mut builder = Builder::new(profile.items.clone(), longest);
    if builder.add_profile(profile.clone()).is_ok() {
        let merged = builder.finish(profile.about.clone());
        assert_eq!(Profile::from_bytes(&merged.to_bytes(), Reading::Whole).expect("as it is written"), merged);
    }
    profile.trim(2);
    assert_eq!(Profile::from_bytes(&profile.to_bytes(), Reading::Whole).expect("as it is written"), profile);
});
