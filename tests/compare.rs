//! Corpus beside corpus: what must hold whatever the texts, and small cases worked out by hand.

use std::sync::LazyLock;

use connote::analysis::{Analyzer, Options};
use connote::compare::beside::{BesideRow, Comparison, FocusDocument, Settings, Yardstick};
use connote::compare::corpus::{CorpusRow, Shuffling};
use connote::compare::flag::CorpusFlag;
use connote::compare::items::RowLevel;
use connote::compare::multiple::benjamini_hochberg;
use connote::document::{Document, Field};
use connote::lexicon::{Loaded, Selection};
use connote::profile::{About, Builder, Inventory, Profile, ProfiledDocument, observe};
use proptest::prelude::*;

const LEXICON: &str = r#"
[lexicon]
id = "pets"
version = "1.0.0"
schema = 1
title = "Pets"
language = "en"
theme = "pets"
sides = ["pro-cat", "pro-dog"]
license = "CC0-1.0"
description = "For tests."
maintainers = ["connote"]
updated = "2026-01-01"

[sources.guide]
title = "Guide"
publisher = "Guild"
year = 2020
kind = "style-guide"

[targets.dog]
name = "the dog"
kind = "other"

[targets.cat]
name = "the cat"
kind = "other"

[[referent]]
id = "dog"
name = "the dog"
kind = "other"
loaded = ["cur"]
neutral = ["dog"]

[[entry]]
id = "cur"
term = "cur"
technique = "labeling"
target = "dog"
serves = "pro-cat"
polarity = "neg"
strength = 2
neutral = ["dog"]
why = "It holds the animal in contempt."
evidence = [{ source = "guide", kind = "style-guide", stance = "discourages" }]
mirror_none = "For tests."
accept = ["The [[cur]] barked."]
reject = ["The occurrence."]

[[entry]]
id = "purring"
term = "purring beast"
technique = "dysphemism"
target = "cat"
serves = "pro-dog"
polarity = "neg"
strength = 2
neutral = ["cat"]
why = "It makes the animal wild."
evidence = [{ source = "guide", kind = "style-guide", stance = "discourages" }]
mirror_none = "For tests."
accept = ["A [[purring beast]] slept."]
reject = ["A beast."]
"#;

struct Fixture {
    analyzer: Analyzer,
    inventory: Inventory,
}

fn fixture(disable: &[&str]) -> Fixture {
    let lexicon = Loaded::from_toml("pets.toml", LEXICON).expect("valid");
    let selection = Selection { disable: disable.iter().map(|id| (*id).to_owned()).collect(), ..Selection::default() };
    let analyzer = Analyzer::new(vec![lexicon], &Options { selection, overruled: true, ..Options::default() }).expect("small");
    let inventory = Inventory::new(&analyzer);
    Fixture { analyzer, inventory }
}

static PETS: LazyLock<Fixture> = LazyLock::new(|| fixture(&[]));

impl Fixture {
    fn document(&self, text: &str) -> ProfiledDocument {
        let document = Document { text: Field::plain(text), ..Document::default() };
        observe(&self.analyzer, &self.inventory, document, 0).1.document
    }

    fn focus(&self, texts: &[String]) -> Vec<FocusDocument> {
        texts.iter().map(|text| FocusDocument { document: self.document(text), group: None }).collect()
    }

    fn profile(&self, texts: &[String]) -> Profile {
        let mut builder = Builder::new(self.inventory.items().to_vec(), 0);
        for text in texts {
            let document = Document { text: Field::plain(text.as_str()), ..Document::default() };
            builder.add(observe(&self.analyzer, &self.inventory, document, 0).1);
        }
        builder.finish(About::default())
    }

    fn compare(&self, focus: &[String], reference: &[String]) -> Comparison {
        Yardstick::new(&self.analyzer, &self.inventory).compare(&self.focus(focus), &self.profile(reference), SETTINGS)
    }
}

const SETTINGS: Settings = Settings { shuffling: Shuffling { shuffles: 199, seed: 1 }, keep_copies: false, zeros: true };

/// A text of so many words of its own, and these at its end.
fn text(number: usize, words: usize, ending: &str) -> String {
    let own: Vec<String> = (0..words).map(|word| format!("w{number}x{word}")).collect();
    format!("{} {ending}", own.join(" "))
}

fn row<'c>(comparison: &'c Comparison, level: RowLevel, item: &str) -> &'c BesideRow {
    comparison.rows.iter().find(|row| row.row.level == level && row.row.item == item && row.group.is_none()).expect("a row")
}

/// Texts with some hits: (words, curs, dogs).
fn corpus() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    prop::collection::vec((5..60_usize, 0..4_usize, 0..3_usize), 1..12)
}

fn texts(first: usize, corpus: &[(usize, usize, usize)]) -> Vec<String> {
    let ending = |curs: usize, dogs: usize| ["cur "; 4][..curs].concat() + &["dog "; 3][..dogs].concat();
    corpus.iter().zip(first..).map(|(&(words, curs, dogs), number)| text(number, words, &ending(curs, dogs))).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs() || a.is_infinite() && b.is_infinite()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 40 } else { 1_000 }))]

    #[test]
    fn swapping_focus_and_reference_inverts_ratio_and_interval_and_keeps_p(a in corpus(), b in corpus()) {
        let (a, b) = (texts(0, &a), texts(1000, &b));
        let (there, back) = (PETS.compare(&a, &b), PETS.compare(&b, &a));
        prop_assert_eq!(there.rows.len(), back.rows.len());
        for (x, y) in there.rows.iter().zip(&back.rows) {
            prop_assert_eq!(&x.row.focus, &y.row.reference);
            prop_assert_eq!(x.row.permuted, y.row.permuted);
            prop_assert_eq!(x.row.q, y.row.q);
            prop_assert_eq!(x.row.g2.is_some(), y.row.g2.is_some());
            let (Some(one), Some(other)) = (x.row.ratio, y.row.ratio) else { continue };
            prop_assert_eq!(one.ratio.is_some(), other.ratio.is_some());
            if let (Some(one), Some(other)) = (one.ratio, other.ratio) {
                prop_assert!(near(one, 1.0 / other));
            }
            if let (Some(one), Some(other)) = (one.interval, other.interval) {
                prop_assert!(near(one.low, 1.0 / other.high) && near(one.high, 1.0 / other.low), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_texts_changes_nothing(a in corpus(), b in corpus(), turn in 0..12_usize) {
        let (a, b) = (texts(0, &a), texts(1000, &b));
        let turned = |texts: &[String]| { let mut texts = texts.to_vec(); let by = turn % texts.len(); texts.rotate_left(by); texts };
        prop_assert_eq!(PETS.compare(&a, &b), PETS.compare(&turned(&a), &turned(&b)));
    }

    #[test]
    fn a_profile_from_its_file_compares_as_the_texts_do(a in corpus(), b in corpus()) {
        let (a, b) = (texts(0, &a), texts(1000, &b));
        let stored = Profile::from_bytes(&PETS.profile(&b).to_bytes(), connote::profile::Reading::Whole).expect("whole");
        let from_file = Yardstick::new(&PETS.analyzer, &PETS.inventory).compare(&PETS.focus(&a), &stored, SETTINGS);
        prop_assert_eq!(PETS.compare(&a, &b), from_file);
    }
}

#[test]
fn a_small_case_by_hand() {
    // Focus: 4 texts of 20 words, 1 to 2 curs in three of them. Reference: 4 texts of 20 words, one cur.
    let focus = [text(0, 18, "cur cur"), text(1, 19, "cur"), text(2, 19, "cur"), text(3, 19, "dog")];
    let reference = [text(10, 19, "dog"), text(11, 19, "cur"), text(12, 19, "dog"), text(13, 20, "")];
    let comparison = PETS.compare(&focus, &reference);
    let all = &row(&comparison, RowLevel::All, "").row;
    assert_eq!((all.focus.tally.hits, all.focus.tally.words, all.reference.tally.hits, all.reference.tally.words), (4, 80, 1, 80));
    assert_eq!((all.focus.documents, all.focus.documents_with_hit, all.reference.documents_with_hit), (4, 3, 1));
    assert_eq!(all.ratio.and_then(|ratio| ratio.ratio), Some(4.0));
    // Of the 70 ways to deal eight texts with 2, 1, 1, 1, 0, 0, 0, 0 curs to two sides of four, those with sums of 4 or 1 or fewer are as extreme: the 2
    // and two of three 1s with one of four 0s (12), all three 1s and the 2 (1), and the same for the other side.
    assert_eq!((all.permuted.p, all.permuted.permutations, all.permuted.exact), (Some(26.0 / 70.0), 70, true));
    let dog = &row(&comparison, RowLevel::Referent, "dog").row;
    assert_eq!((dog.focus.tally.hits, dog.focus.tally.words), (4, 5), "4 of 5 names are loaded");
    assert_eq!((dog.reference.tally.hits, dog.reference.tally.words), (1, 3));
    assert_eq!(dog.ratio, None, "a referent has shares, no rates");
    assert_eq!(row(&comparison, RowLevel::Serves, "pro-cat").row.focus, all.focus);
}

#[test]
fn copies_are_left_out_on_both_sides_and_texts_of_the_focus_from_the_reference() {
    let focus = [text(0, 60, "cur"), text(0, 60, "cur again"), text(1, 60, "")];
    let reference = [text(1, 60, "updated"), text(2, 60, "cur"), text(2, 60, "cur and so on"), text(3, 60, "")];
    let comparison = PETS.compare(&focus, &reference);
    assert_eq!((comparison.focus_documents, comparison.focus_copies), (2, 1));
    assert_eq!((comparison.reference_documents, comparison.reference_copies, comparison.left_out), (2, 1, 1));
    assert_eq!(row(&comparison, RowLevel::All, "").row.focus.tally.hits, 1, "of the copies the longer one");
}

#[test]
fn groups_are_compared_each_by_itself() {
    let mut focus = PETS.focus(&[text(0, 19, "cur"), text(1, 19, "cur"), text(2, 20, ""), text(3, 20, "")]);
    for (document, group) in focus.iter_mut().zip([Some("a"), Some("a"), Some("b"), None]) {
        document.group = group.map(str::to_owned);
    }
    let reference = PETS.profile(&[text(9, 19, "cur")]);
    let comparison = Yardstick::new(&PETS.analyzer, &PETS.inventory).compare(&focus, &reference, SETTINGS);
    let of_groups: Vec<(&str, u64, u64)> = comparison
        .rows
        .iter()
        .filter(|row| row.row.level == RowLevel::Group)
        .map(|row| (row.row.item.as_str(), row.row.focus.tally.hits, row.row.focus.tally.words))
        .collect();
    assert_eq!(of_groups, [("a", 2, 40), ("b", 0, 20)], "a text without a value is in no group");
    assert!(comparison.rows.iter().all(|row| row.group.is_some() || row.row.level != RowLevel::Group));
}

#[test]
fn what_the_reference_was_counted_without_is_not_compared() {
    let without = fixture(&["cur"]);
    let reference = without.profile(&[text(9, 19, "cur"), text(10, 18, "purring beast")]);
    let focus = PETS.focus(&[text(0, 17, "cur purring beast")]);
    let comparison = Yardstick::new(&PETS.analyzer, &PETS.inventory).compare(&focus, &reference, SETTINGS);
    assert_eq!(comparison.not_covered, 1);
    let all = row(&comparison, RowLevel::All, "");
    assert_eq!((all.not_covered, all.uncovered, all.row.focus.tally.hits), (1, false, 1), "only the entry on both sides");
    let cur = row(&comparison, RowLevel::Entry, "cur");
    assert_eq!((cur.uncovered, cur.row.focus.tally.hits), (true, 1));
    assert!(row(&comparison, RowLevel::Target, "dog").uncovered);
    assert!(!row(&comparison, RowLevel::Entry, "purring").uncovered);
    // Its neutral names are covered, its only loaded one is not: a share would be of another set of names.
    assert_eq!(row(&comparison, RowLevel::Referent, "dog").not_covered, 1);
}

#[test]
fn empty_sides_have_no_figures_and_nothing_is_made_up() {
    for (focus, reference) in [(vec![text(0, 19, "cur")], Vec::new()), (vec![String::new()], vec![text(1, 19, "cur")])] {
        let comparison = PETS.compare(&focus, &reference);
        let all = &row(&comparison, RowLevel::All, "").row;
        assert_eq!((all.direction, all.permuted.p, all.q, all.g2, all.p_token), (None, None, None, None, None));
        let ratio = all.ratio.expect("a rate has a ratio row");
        assert_eq!((ratio.ratio, ratio.interval, ratio.phi), (None, None, None));
    }
}

#[test]
fn the_p_values_of_groups_are_adjusted_over_the_groups() {
    let mut focus: Vec<FocusDocument> = Vec::new();
    // Ten groups of eight texts of 20 words; only the first has curs in all of them.
    for group in 0..10 {
        let texts: Vec<String> =
            (0..8).map(|at| if group == 0 || at == 0 { text(group * 8 + at, 19, "cur") } else { text(group * 8 + at, 20, "") }).collect();
        let documents = PETS.focus(&texts).into_iter().map(|document| FocusDocument { group: Some(format!("g{group}")), ..document });
        focus.extend(documents);
    }
    let reference: Vec<String> = (100..108).map(|number| text(number, 20, "")).collect();
    let comparison = Yardstick::new(&PETS.analyzer, &PETS.inventory).compare(&focus, &PETS.profile(&reference), SETTINGS);
    let groups: Vec<&CorpusRow> = comparison.rows.iter().map(|row| &row.row).filter(|row| row.level == RowLevel::Group).collect();
    let p_values: Vec<Option<f64>> = groups.iter().map(|row| row.permuted.p).collect();
    assert_eq!(groups.iter().map(|row| row.q).collect::<Vec<_>>(), benjamini_hochberg(&p_values));
    // 2 of 12,870 ways to deal.
    let first = groups[0].permuted.p.expect("tested");
    assert_eq!((first, groups[0].q), (2.0 / 12_870.0, Some(first * 10.0)));
}

#[test]
fn a_text_without_words_is_none_that_can_be_shuffled() {
    let focus = [text(0, 19, "cur"), text(1, 19, "cur"), text(2, 19, "cur"), "“A cur and nothing else”".to_owned()];
    let reference = [text(10, 19, ""), text(11, 19, ""), text(12, 19, ""), "“A dog and nothing else”".to_owned()];
    let comparison = PETS.compare(&focus, &reference);
    let all = &row(&comparison, RowLevel::All, "").row;
    assert_eq!((all.focus.documents, all.focus.documents_with_words), (4, 3));
    assert_eq!(all.permuted.p, Some(0.1), "three beside three");
    assert!(all.flags.contains(&CorpusFlag::TooFewDocuments), "{:?}", all.flags);
    assert_eq!(all.focus.dp, None);
}
