//! Reference profiles: counts of texts that give the same comparison as the texts, whatever was switched on when they were counted, in whatever
//! order and in however many parts they came.

#[path = "support/profile_file.rs"]
mod profile_file;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use connote::analysis::{Analyzer, Options};
use connote::compare::Places;
use connote::compare::beside::{FocusDocument, Settings, Yardstick};
use connote::compare::corpus::Shuffling;
use connote::document::{Document, Field};
use connote::error::ProfileProblem;
use connote::lexicon::examples::marked;
use connote::lexicon::{Selection, builtin};
use connote::measure::{DocumentCounts, Level, by_level};
use connote::profile::{About, Builder, Counter, Inventory, Observed, Profile, Reading, bundled, observe};
use flate2::Compression;
use profile_file::{file, sections};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

/// All example sentences of the built-in lexicons: every entry, overlaps, rival names, rejected matches.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lexicons = builtin::lexicons();
    let entries = lexicons.iter().flat_map(|loaded| &loaded.lexicon().entries);
    let examples = entries.flat_map(|entry| entry.accept.iter().chain(&entry.reject));
    examples.map(|example| marked(example).expect("valid").text).collect()
});

static ENTRIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lexicons = builtin::lexicons();
    lexicons.iter().flat_map(|loaded| loaded.lexicon().entries.iter().map(|entry| entry.id.clone())).collect()
});

fn lexicon_ids() -> Vec<String> {
    builtin::lexicons().into_iter().map(|loaded| loaded.into_lexicon().header.id).collect()
}

fn analyzer(selection: Selection) -> Analyzer {
    Analyzer::new(builtin::lexicons(), &Options { selection, overruled: true, ..Options::default() }).expect("built in")
}

/// Everything switched on, as profiles are built.
static EVERYTHING: LazyLock<(Analyzer, Inventory)> = LazyLock::new(|| {
    let analyzer = analyzer(Selection { enable: lexicon_ids(), ..Selection::default() });
    let inventory = Inventory::new(&analyzer);
    (analyzer, inventory)
});

fn document(text: String) -> Document {
    Document { text: Field::plain(text), ..Document::default() }
}

fn observed(text: &str, longest: usize) -> Observed {
    observe(&EVERYTHING.0, &EVERYTHING.1, document(text.to_owned()), longest).1
}

fn profile(texts: &[String], longest: usize) -> Profile {
    let mut builder = Builder::new(EVERYTHING.1.items().to_vec(), longest);
    texts.iter().for_each(|text| builder.add(observed(text, longest)));
    builder.finish(About { language: "en".to_owned(), ..About::default() })
}

/// A text of example sentences, some of them in quotation marks.
fn texts() -> impl Strategy<Value = String> {
    let sentence = (any::<Index>(), any::<bool>()).prop_map(|(index, quoted)| {
        let sentence = index.get(&SENTENCES);
        if quoted { format!("“{sentence}”") } else { sentence.clone() }
    });
    prop::collection::vec(sentence, 1..30).prop_map(|sentences| sentences.join(" "))
}

fn selections() -> impl Strategy<Value = Selection> {
    let some_off = subsequence(ENTRIES.clone(), 0..=ENTRIES.len()).prop_map(|disable| Selection { disable, ..Selection::default() });
    let some_on = subsequence(ENTRIES.clone(), 0..=60).prop_map(|only| Selection { only, ..Selection::default() });
    let one_lexicon = select(lexicon_ids()).prop_map(|id| Selection { only: vec![id], ..Selection::default() });
    prop_oneof![Just(Selection::default()), some_off, some_on, one_lexicon]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 24 } else { 2_000 }))]

    #[test]
    fn stored_counts_are_those_of_the_text_under_any_selection(text in texts(), selection in selections()) {
        let analyzer = analyzer(selection);
        let inventory = Inventory::new(&analyzer);
        let stored = observed(&text, 0).document;
        let covered = connote::profile::coverage(&inventory, EVERYTHING.1.items());
        // An entry whose conditions rest on one that is switched off counts in another way, and is not covered.
        let uncovered: Vec<_> = connote::profile::not_covered(&inventory, &covered).collect();
        let counts = Counter::new(&analyzer, &inventory, EVERYTHING.1.items(), |_| true).count(&stored);
        let (analysis, own) = observe(&analyzer, &inventory, document(text), 0);
        let direct = Counter::new(&analyzer, &inventory, inventory.items(), |item| covered[item as usize]).count(&own.document);
        prop_assert_eq!(&counts.items, &direct.items);
        prop_assert_eq!(counts.totals, direct.totals);
        if uncovered.is_empty() {
            // The third way: as `score` counts, without any profile.
            prop_assert_eq!(counts.totals, DocumentCounts { sentences: 0, ..DocumentCounts::of(&analysis) });
            for (level, kind) in [(Level::Entry, connote::profile::Kind::Entry), (Level::Referent, connote::profile::Kind::Referent)] {
                let items = counts.items.iter().map(|(item, counts)| (&inventory.items()[*item as usize], counts));
                let here: BTreeMap<String, _> = items.filter(|(item, _)| item.kind == kind).map(|(item, counts)| (item.id.clone(), *counts)).collect();
                prop_assert_eq!(here, by_level(&analysis, &analyzer, level, false));
            }
        }
    }

    #[test]
    fn parts_in_any_order_make_the_same_bytes(texts in prop::collection::vec(texts(), 1..12), copies in prop::collection::vec(any::<Index>(), 0..4),
        cuts in prop::collection::vec(any::<Index>(), 3), longest in 0..3_usize, order in any::<u64>()) {
        let mut texts = texts;
        // The same text again, or with another ending: of a short text that is no near copy.
        for (number, copy) in copies.iter().enumerate() {
            let ending = if number % 2 == 0 { String::new() } else { format!(" Corrected version {number}.") };
            texts.push(copy.get(&texts).clone() + &ending);
        }
        let whole = profile(&texts, longest);
        let mut shuffled = texts.clone();
        shuffled.sort_by_key(|text| text.len() as u64 ^ order.rotate_left(u32::try_from(text.len() % 64).expect("small")));
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(shuffled.len() + 1)).collect();
        places.extend([0, shuffled.len()]);
        places.sort_unstable();
        let mut merged = Builder::new(EVERYTHING.1.items().to_vec(), longest);
        for range in places.windows(2) {
            let part = profile(&shuffled[range[0]..range[1]], longest).to_bytes();
            merged.add_profile(Profile::from_bytes(&part, Reading::Whole).expect("whole")).expect("alike");
        }
        let merged = merged.finish(whole.about.clone());
        prop_assert_eq!(merged.to_bytes(), whole.to_bytes());
        prop_assert_eq!(&Profile::from_bytes(&whole.to_bytes(), Reading::Whole).expect("whole"), &whole);
        prop_assert!(whole.copies() >= u64::from(!copies.is_empty()), "{}", whole.copies());
    }

    #[test]
    fn what_a_profile_says_with_a_right_checksum_may_be_wrong_and_harms_nobody(
        section in 0..4_usize, changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..6), splice in prop::collection::vec(any::<u8>(), 0..12),
        at in any::<Index>(), cut in any::<Index>()) {
        static SECTIONS: LazyLock<[Vec<u8>; 4]> = LazyLock::new(|| sections(&profile(&SENTENCES[..40], 2).to_bytes()));
        let mut sections = SECTIONS.clone();
        let raw = &mut sections[section];
        for (at, byte) in changes {
            let place = at.index(raw.len());
            raw[place] = byte;
        }
        let place = at.index(raw.len());
        let end = place + cut.index((raw.len() - place).min(12) + 1);
        raw.splice(place..end, splice);
        whatever_it_says(&file(&sections, Compression::fast()));
    }

    #[test]
    fn no_damaged_file_is_taken_for_a_profile(at in any::<Index>(), bit in 0..8_u8, cut in any::<Index>()) {
        static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| profile(&SENTENCES[..40], 2).to_bytes());
        let mut bytes = BYTES.clone();
        let place = at.index(bytes.len());
        bytes[place] ^= 1 << bit;
        prop_assert!(Profile::from_bytes(&bytes, Reading::Whole).is_err());
        let end = cut.index(BYTES.len());
        prop_assert!(Profile::from_bytes(&BYTES[..end], Reading::Whole).is_err());
    }
}

/// It is refused, or all can be done with it that is done with profiles.
fn whatever_it_says(bytes: &[u8]) {
    let Ok(mut read) = Profile::from_bytes(bytes, Reading::Whole) else { return };
    let (analyzer, inventory) = &*EVERYTHING;
    let article = observed(&SENTENCES[3..9].join(" "), 0).document;
    let place = Places::new("r".to_owned(), &read, analyzer, inventory).place(&article);
    let _ = connote::report::profile::summary(&read);
    let _ = connote::report::profile::rows(&read, analyzer, inventory);
    let focus = [FocusDocument { document: article, group: None }];
    let settings = Settings { shuffling: Shuffling { shuffles: 9, seed: 1 }, keep_copies: false, zeros: false };
    let comparison = Yardstick::new(analyzer, inventory).compare(&focus, &read, settings);
    assert_eq!(comparison.left_out, place.left_out);
    let longest = read.vocabulary.as_ref().map_or(0, |vocabulary| vocabulary.longest);
    let mut builder = Builder::new(read.items.clone(), longest);
    if builder.add_profile(read.clone()).is_ok() {
        let merged = builder.finish(read.about.clone());
        assert_eq!(Profile::from_bytes(&merged.to_bytes(), Reading::Whole).expect("as it is written"), merged);
    }
    read.trim(2);
    assert_eq!(Profile::from_bytes(&read.to_bytes(), Reading::Whole).expect("as it is written"), read);
}

/// A document as it is written: words, words in quotations, sketch, copy, warnings, then what was found alone and together.
fn with_documents(documents: &[u8]) -> Result<Profile, ProfileProblem> {
    let mut sections = sections(&profile(&SENTENCES[..2], 0).to_bytes());
    sections[1] = documents.to_vec();
    sections[2].clear();
    Profile::from_bytes(&file(&sections, Compression::fast()), Reading::Whole)
}

#[test]
fn counts_that_cannot_be_are_refused() {
    let most = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01];
    let document = |words: &[u8], quoted: u8, singles: &[u8], clusters: &[u8]| [&[1], words, &[quoted, 0, 0, 0], singles, clusters].concat();
    let fine = [
        document(&[9], 3, &[0], &[0]),
        document(&[9], 3, &[1, 5, 0, 0, 0, 0, 2], &[0]),
        document(&[9], 3, &[0], &[1, 2, 0, 4, 5, 0, 0, 0, 0, 4, 2, 6, 5, 0, 0, 0, 0, 4]),
    ];
    for documents in fine {
        with_documents(&documents).expect("can be");
    }
    let cannot_be = [
        ("more words in quotations than words", document(&[2], 3, &[0], &[0])),
        ("words that no sum holds", document(&most, 0, &[0], &[0])),
        ("hits that no sum holds", document(&[9], 3, &[&[1, 5, 0, 0, 0, 0][..], &most].concat(), &[0])),
        ("found no times", document(&[9], 3, &[1, 5, 0, 0, 0, 0, 0], &[0])),
        ("an entry that there is not", document(&[9], 3, &[1, 0xFF, 0x7F, 0, 0, 0, 0, 1], &[0])),
        ("alone in a cluster", document(&[9], 3, &[0], &[1, 1, 0, 4, 5, 0, 0, 0, 0, 4])),
        ("an empty cluster", document(&[9], 3, &[0], &[1, 0])),
        ("a place that ends where it starts", document(&[9], 3, &[0], &[1, 2, 4, 4, 5, 0, 0, 0, 0, 4, 2, 6, 5, 0, 0, 0, 0, 4])),
        ("a place that ends before it starts", document(&[9], 3, &[0], &[1, 2, 7, 4, 5, 0, 0, 0, 0, 4, 2, 6, 5, 0, 0, 0, 0, 4])),
        ("a thousand million documents", [&[0x80, 0x94, 0xEB, 0xDC, 0x03][..], &[0; 700]].concat()),
    ];
    for (what, documents) in cannot_be {
        assert!(matches!(with_documents(&documents), Err(ProfileProblem::Content { .. })), "{what}");
    }
}

#[test]
fn a_small_file_does_not_unpack_to_gigabytes() {
    let bomb = vec![0; 256 << 20];
    let mut sections = sections(&profile(&SENTENCES[..2], 1).to_bytes());
    for section in [0, 1, 3] {
        let whole = std::mem::replace(&mut sections[section], bomb.clone());
        let bytes = file(&sections, Compression::fast());
        assert!(bytes.len() < 2 << 20, "{} bytes", bytes.len());
        assert!(matches!(Profile::from_bytes(&bytes, Reading::Whole), Err(ProfileProblem::Content { found }) if found.contains("unpacks")));
        sections[section] = whole;
    }
}

#[test]
fn a_vocabulary_has_each_term_once() {
    let written = profile(&["Alpha beta. Alpha gamma.".to_owned()], 1).to_bytes();
    let mut sections = sections(&written);
    let terms = sections[3].windows(16).position(|bytes| bytes == b"alpha\nbeta\ngamma").expect("the terms");
    sections[3][terms..terms + 16].copy_from_slice(b"alpha\nalpha\nbeta");
    assert!(matches!(Profile::from_bytes(&file(&sections, Compression::fast()), Reading::Whole), Err(ProfileProblem::Content { .. })));
    assert!(Profile::from_bytes(&file(&sections, Compression::fast()), Reading::WithoutVocabulary).is_ok());
}

#[test]
fn a_trimmed_profile_compares_alike_and_is_not_merged() {
    let texts: Vec<String> = SENTENCES.chunks(9).take(60).map(|chunk| chunk.join(" ")).collect();
    let whole = profile(&texts, 2);
    let mut trimmed = whole.clone();
    trimmed.trim(1);
    assert!(trimmed.to_bytes().len() < whole.to_bytes().len());
    let trimmed = Profile::from_bytes(&trimmed.to_bytes(), Reading::Whole).expect("whole");
    let sums = |profile: &Profile| profile.vocabulary.as_ref().expect("counted").sums.clone();
    assert_eq!(sums(&trimmed), sums(&whole));
    let (analyzer, inventory) = &*EVERYTHING;
    let article = observed(&SENTENCES[3..9].join(" "), 0).document;
    let [a, b] = [&whole, &trimmed].map(|profile| Places::new("r".to_owned(), profile, analyzer, inventory).place(&article));
    assert_eq!(a, b);
    assert!(a.compared.expect("covered").summary.pooled.hits > 0);
    let refused = Builder::new(inventory.items().to_vec(), 2).add_profile(trimmed);
    assert!(matches!(refused, Err(ProfileProblem::Unlike { .. })), "{refused:?}");
}

#[test]
fn other_formats_and_other_files_are_named() {
    let bytes = profile(&SENTENCES[..3], 0).to_bytes();
    let text = String::from_utf8_lossy(&bytes[..20]).into_owned();
    assert!(text.starts_with("connote profile 2\n"), "{text}");
    let newer = [b"connote profile 3\n", &bytes[18..]].concat();
    assert_eq!(Profile::from_bytes(&newer, Reading::Whole), Err(ProfileProblem::Version { found: "3".to_owned(), expected: 2 }));
    for other in [&b""[..], b"PK\x03\x04", b"connote", b"connote profile"] {
        assert_eq!(Profile::from_bytes(other, Reading::Whole), Err(ProfileProblem::NoProfile));
    }
    assert_eq!(Profile::from_bytes(b"connote profile 2\n", Reading::Whole), Err(ProfileProblem::Damaged));
}

#[test]
fn an_article_and_its_copies_are_taken_out_of_the_reference() {
    let texts: Vec<String> = SENTENCES.chunks(9).take(40).map(|chunk| chunk.join(" ")).collect();
    let (analyzer, inventory) = &*EVERYTHING;
    let profile = profile(&texts, 0);
    let places = Places::new("r".to_owned(), &profile, analyzer, inventory);
    let others: Vec<String> = texts[1..].to_vec();
    let without = Places::new("r".to_owned(), &self::profile(&others, 0), analyzer, inventory);
    let copy = format!("{} Updated at noon.", texts[0]);
    let found = places.place(&observed(&copy, 0).document);
    assert_eq!(found.left_out, 1);
    assert_eq!(found.compared, without.place(&observed(&copy, 0).document).compared);
}

#[test]
fn the_bundled_profiles_are_whole_small_and_cover_the_lexicons() {
    let (_, inventory) = &*EVERYTHING;
    let mut bytes = 0;
    for name in bundled::names() {
        let file = bundled::bytes(name).expect("bundled");
        bytes += file.len();
        let profile = Profile::from_bytes(file, Reading::Whole).expect(name);
        assert_eq!(profile.about.name, name);
        assert_eq!(profile.about.language, "en");
        let covered = inventory.find_all(&profile.items).into_iter().flatten().count();
        // A release rebuilds them (profiles/README.md); between releases a few entries may have changed.
        let items = inventory.items().len();
        assert!(covered * 100 >= items * 95, "{name} covers {covered} of {items} entries: build it again");
    }
    assert!(bytes < 4 << 20, "{bytes} bytes");
}
