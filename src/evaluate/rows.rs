//! A row for every level, item and unit.

use std::collections::BTreeMap;

use super::bootstrap::{FEWEST_TEXTS, Resamples, percentile_interval};
use super::tally::{Tally, Unit, float, harmonic, ratio};
use super::text::{Place, Side};
use crate::measure::Interval;

/// What the rows of a level are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum RowLevel {
    All,
    Technique,
    Lexicon,
    Entry,
    Voice,
    Strength,
}

impl RowLevel {
    /// The name used in columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Technique => "technique",
            Self::Lexicon => "lexicon",
            Self::Entry => "entry",
            Self::Voice => "voice",
            Self::Strength => "strength",
        }
    }
}

/// A share with its 95 % interval.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Estimate {
    /// The share; `None` where it is undefined.
    pub value: Option<f64>,
    /// Percentile bootstrap over texts; `None` without resamples, or where fewer than two texts have what is divided by.
    pub interval: Option<Interval>,
}

/// How well the hits of an item agree with gold spans, in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// What the item is.
    pub level: RowLevel,
    /// Id of a technique, lexicon or entry, name of a voice, least strength, or `all`.
    pub item: String,
    /// What is counted.
    pub unit: Unit,
    /// The counts.
    pub tally: Tally,
    /// Right of what was found.
    pub precision: Estimate,
    /// Found of what was annotated.
    pub recall: Estimate,
    /// Harmonic mean of the two.
    pub f1: Estimate,
    /// Agreement beyond chance; words, code points and texts only.
    pub kappa: Option<f64>,
}

impl Agreement {
    /// What is both annotated and found; `None` where agreement is partial.
    #[must_use]
    pub fn both(&self) -> Option<u64> {
        (self.unit != Unit::Overlap).then_some(self.tally.both)
    }
}

/// An item of a level.
pub(super) type Item = (RowLevel, String);

/// A hit with the items it belongs to.
pub(super) struct HitPlace {
    pub(super) place: Place,
    pub(super) items: Vec<Item>,
}

/// A wanted gold span.
pub(super) struct GoldPlace {
    pub(super) place: Place,
    pub(super) label: Option<String>,
}

/// What the rows need to know of a text.
pub(super) struct TextPlaces {
    pub(super) gold: Vec<GoldPlace>,
    pub(super) hits: Vec<HitPlace>,
    pub(super) words: usize,
    pub(super) characters: usize,
    /// Whether spans are marked in it.
    pub(super) marked: bool,
    /// Whether its label says that it is loaded, where it has one.
    pub(super) loaded: Option<bool>,
}

/// Rows for `items`, each with hits or not, in their order.
pub(super) fn rows(texts: &[TextPlaces], items: &[Item], resamples: usize, seed: u64) -> Vec<Agreement> {
    let marked: Vec<&TextPlaces> = texts.iter().filter(|text| text.marked).collect();
    let labelled: Vec<(&TextPlaces, bool)> = texts.iter().filter_map(|text| Some((text, text.loaded?))).collect();
    let spans = Population::marked(&marked, items, resamples, seed);
    let sentences = Population::labelled(&labelled, resamples, seed);
    let of_item = |item: &Item| [spans.rows(item), sentences.rows(item)].concat();
    items.iter().flat_map(of_item).collect()
}

/// The gold side of all texts of a population: counts, and their sums per resample.
struct GoldSide {
    sides: Vec<Side>,
    /// Per unit of the population: count over all texts, texts with any, sum per resample.
    totals: Vec<(u64, usize, Vec<f64>)>,
}

/// Texts that are measured in the same units.
struct Population<'t> {
    units: &'static [Unit],
    /// How many things there are per unit, for kappa.
    all: Vec<Option<u64>>,
    /// Per item the places of its hits by text.
    hits: BTreeMap<&'t Item, BTreeMap<usize, Vec<&'t Place>>>,
    /// By label; all wanted spans without one.
    gold: BTreeMap<Option<&'t str>, GoldSide>,
    resamples: Resamples,
}

impl<'t> Population<'t> {
    /// Texts in which spans are marked.
    fn marked(texts: &[&'t TextPlaces], items: &'t [Item], resamples: usize, seed: u64) -> Self {
        let resamples = Resamples::new(texts.len(), resamples, seed);
        let units: &'static [Unit] = if texts.is_empty() { &[] } else { &Unit::OF_SPANS };
        let total = |count: fn(&TextPlaces) -> usize| Some(texts.iter().map(|text| count(text) as u64).sum());
        let all = vec![total(|text| text.words), total(|text| text.characters), None, None];
        let side = |label: Option<&str>| {
            let wanted = |text: &&'t TextPlaces| {
                Side::new(text.gold.iter().filter(|gold| label.is_none() || gold.label.as_deref() == label).map(|gold| &gold.place))
            };
            gold_side(texts.iter().map(wanted).collect(), units, &resamples)
        };
        let mut gold = BTreeMap::from([(None, side(None))]);
        for (_, name) in items.iter().filter(|(level, _)| *level == RowLevel::Technique) {
            let annotated = texts.iter().any(|text| text.gold.iter().any(|gold| gold.label.as_deref() == Some(name)));
            if annotated {
                gold.insert(Some(name.as_str()), side(Some(name)));
            }
        }
        Self { units, all, hits: hits_by_item(texts.iter().copied()), gold, resamples }
    }

    /// Texts with a label of their own.
    fn labelled(texts: &[(&'t TextPlaces, bool)], resamples: usize, seed: u64) -> Self {
        let resamples = Resamples::new(texts.len(), resamples, seed);
        let units: &'static [Unit] = if texts.is_empty() { &[] } else { &[Unit::Sentence] };
        let sides = texts.iter().map(|(_, loaded)| Side::whole_text(*loaded)).collect();
        let gold = BTreeMap::from([(None, gold_side(sides, units, &resamples))]);
        Self { units, all: vec![Some(texts.len() as u64)], hits: hits_by_item(texts.iter().map(|(text, _)| *text)), gold, resamples }
    }

    /// The rows of an item, one per unit.
    fn rows(&self, item: &Item) -> Vec<Agreement> {
        let by_label = (item.0 == RowLevel::Technique).then(|| self.gold.get(&Some(item.1.as_str()))).flatten();
        let Some(gold) = by_label.or_else(|| self.gold.get(&None)) else { return Vec::new() };
        let found: Vec<(usize, Side)> =
            self.hits.get(item).into_iter().flatten().map(|(text, places)| (*text, Side::new(places.iter().copied()))).collect();
        (0..self.units.len()).map(|unit| self.row(item, unit, gold, &found)).collect()
    }

    fn row(&self, item: &Item, index: usize, gold: &GoldSide, found: &[(usize, Side)]) -> Agreement {
        let unit = self.units[index];
        let (annotated, texts_annotated, ref annotated_sums) = gold.totals[index];
        let tallies: Vec<(usize, Tally)> = found.iter().map(|(text, side)| (*text, side.against(&gold.sides[*text], unit))).collect();
        let tally = tallies.iter().fold(Tally::default(), |sum, (_, tally)| sum.plus(*tally));
        let tally = Tally { gold: annotated, ..tally };
        let sums = |figure: fn(&Tally) -> f64| self.resamples.sums(tallies.iter().map(|(text, tally)| (*text, figure(tally))));
        let (found, right_of_found) = (sums(|tally| float(tally.found)), sums(|tally| tally.right_of_found));
        let right_of_gold = sums(|tally| tally.right_of_gold);
        let precisions: Vec<Option<f64>> = right_of_found.iter().zip(&found).map(|(right, found)| ratio(*right, *found)).collect();
        let recalls: Vec<Option<f64>> = right_of_gold.iter().zip(annotated_sums).map(|(right, gold)| ratio(*right, *gold)).collect();
        let f1s = precisions.iter().zip(&recalls).map(|(precision, recall)| Some(harmonic((*precision)?, (*recall)?)));
        let texts_found = tallies.iter().filter(|(_, tally)| tally.found > 0).count();
        let (has_precision, has_recall) = (texts_found >= FEWEST_TEXTS, texts_annotated >= FEWEST_TEXTS);
        let estimate = |value, defined: bool, figures: &mut dyn Iterator<Item = Option<f64>>| Estimate {
            value,
            interval: if defined { percentile_interval(figures) } else { None },
        };
        Agreement {
            level: item.0,
            item: item.1.clone(),
            unit,
            tally,
            precision: estimate(tally.precision(), has_precision, &mut precisions.iter().copied()),
            recall: estimate(tally.recall(), has_recall, &mut recalls.iter().copied()),
            f1: estimate(tally.f1(), has_precision && has_recall, &mut f1s.into_iter()),
            kappa: self.all[index].and_then(|all| tally.kappa(all)),
        }
    }
}

fn gold_side(sides: Vec<Side>, units: &[Unit], resamples: &Resamples) -> GoldSide {
    let totals = units.iter().map(|unit| {
        let counts: Vec<u64> = sides.iter().map(|side| side.count(*unit) as u64).collect();
        let sums = resamples.sums(counts.iter().map(|count| float(*count)).enumerate());
        (counts.iter().sum(), counts.iter().filter(|count| **count > 0).count(), sums)
    });
    let totals = totals.collect();
    GoldSide { sides, totals }
}

fn hits_by_item<'t>(texts: impl Iterator<Item = &'t TextPlaces>) -> BTreeMap<&'t Item, BTreeMap<usize, Vec<&'t Place>>> {
    let mut by_item: BTreeMap<&Item, BTreeMap<usize, Vec<&Place>>> = BTreeMap::new();
    for (index, text) in texts.enumerate() {
        for hit in &text.hits {
            for item in &hit.items {
                by_item.entry(item).or_default().entry(index).or_default().push(&hit.place);
            }
        }
    }
    by_item
}
