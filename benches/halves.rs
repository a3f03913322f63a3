//! False positives of the corpus test on real texts: texts of one outlet and topic are dealt to two halves at random, so that there is no difference to
//! be found, and compared as `connote compare` does.
//!
//!     cargo bench --bench halves -- TEXTS.jsonl.gz [HALVINGS]
//!
//! TEXTS has a text a line with the columns `outlet` and `topic`. Prints how often p is 0.05 or less, for all loaded entries together and for
//! techniques and entries with at least five hits, and how often the interval of the ratio leaves out 1.

#![allow(clippy::print_stdout, reason = "a bench prints what it found")]

use std::collections::BTreeMap;
use std::fs::File;

use connote::analysis::{Analyzer, Options};
use connote::compare::CorpusRatio;
use connote::compare::corpus::{Shuffling, Side, compare_corpora};
use connote::compare::items::{Items, RowLevel};
use connote::lexicon::builtin;
use connote::profile::{Counter, Inventory, ProfiledDocument, later_copies, observe};
use connote::reader::{Rows, TableFormat, TableOptions};
use flate2::read::MultiGzDecoder;
use oorandom::Rand64;

/// What was found at one level.
#[derive(Default)]
struct Found {
    tested: u64,
    p_small: u64,
    intervals: u64,
    leave_out_one: u64,
}

impl Found {
    fn add(&mut self, p: Option<f64>, ratio: Option<CorpusRatio>) {
        let Some(p) = p else { return };
        self.tested += 1;
        self.p_small += u64::from(p <= 0.05);
        if let Some(interval) = ratio.and_then(|ratio| ratio.interval) {
            self.intervals += 1;
            self.leave_out_one += u64::from(!interval.contains(1.0));
        }
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(path) = arguments.first() else {
        println!("halves: no texts given; see the head of benches/halves.rs");
        return;
    };
    let halvings: usize = arguments.get(1).map_or(2_000, |count| count.parse().expect("a number of halvings"));
    let analyzer = Analyzer::new(builtin::lexicons(), &Options::default()).expect("built in");
    let inventory = Inventory::new(&analyzer);
    let strata = strata(path, &analyzer, &inventory);
    let counter = Counter::new(&analyzer, &inventory, inventory.items(), |_| true);
    let items = Items::new(&analyzer, &inventory);
    let mut found: BTreeMap<RowLevel, Found> = BTreeMap::new();
    for halving in 0..halvings {
        let (_, texts) = &strata[halving % strata.len()];
        let (one, other) = halves(texts, halving as u128);
        let [one, other] = [one, other].map(|half| Side::new(&half, &counter, &items, true));
        let rows = compare_corpora(&one, &other, &items, Shuffling { shuffles: 9_999, seed: halving as u64 }, false);
        for row in rows {
            let frequent = row.focus.tally.hits + row.reference.tally.hits >= 5;
            if frequent && matches!(row.level, RowLevel::All | RowLevel::Technique | RowLevel::Entry) {
                found.entry(row.level).or_default().add(row.permuted.p, row.ratio);
            }
        }
    }
    println!(
        "{} groups of texts of one outlet and topic: {}",
        strata.len(),
        strata.iter().map(|(name, texts)| format!("{name} {}", texts.len())).collect::<Vec<_>>().join(", ")
    );
    for (level, Found { tested, p_small, intervals, leave_out_one }) in found {
        println!(
            "{}: p <= 0.05 in {p_small} of {tested} ({:.2} %), interval without 1 in {leave_out_one} of {intervals} ({:.2} %)",
            level.as_str(),
            percent(p_small, tested),
            percent(leave_out_one, intervals)
        );
    }
}

fn percent(part: u64, all: u64) -> f64 {
    100.0 * part as f64 / all as f64
}

/// The texts by outlet and topic, without near copies.
fn strata(path: &str, analyzer: &Analyzer, inventory: &Inventory) -> Vec<(String, Vec<ProfiledDocument>)> {
    let options = TableOptions { keep: vec!["topic".to_owned()], ..TableOptions::default() };
    let file = MultiGzDecoder::new(File::open(path).expect("readable"));
    let mut strata: BTreeMap<String, Vec<ProfiledDocument>> = BTreeMap::new();
    for row in Rows::new(path, file, TableFormat::Jsonl, &options) {
        let document = row.expect("a text a line");
        let column = |name: &str| document.meta.column(name).unwrap_or("none").to_owned();
        let name = format!("{} {}", column("outlet"), column("topic"));
        strata.entry(name).or_default().push(observe(analyzer, inventory, document, 0).1.document);
    }
    let without_copies = |(name, texts): (String, Vec<ProfiledDocument>)| {
        let sketches: Vec<_> = texts.iter().map(|text| text.sketch).collect();
        (name, texts.into_iter().zip(later_copies(&sketches)).filter(|(_, copy)| !copy).map(|(text, _)| text).collect::<Vec<_>>())
    };
    strata.into_iter().map(without_copies).filter(|(_, texts)| texts.len() >= 20).collect()
}

/// Deals the texts to two halves (Fisher-Yates).
fn halves(texts: &[ProfiledDocument], seed: u128) -> (Vec<&ProfiledDocument>, Vec<&ProfiledDocument>) {
    let mut dealt: Vec<&ProfiledDocument> = texts.iter().collect();
    let mut random = Rand64::new(seed);
    for last in (1..dealt.len()).rev() {
        dealt.swap(last, random.rand_range(0..last as u64 + 1) as usize);
    }
    let other = dealt.split_off(dealt.len() / 2);
    (dealt, other)
}
