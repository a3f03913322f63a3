//! Which names two texts choose for the things that both name.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::analysis::{Analysis, Analyzer};
use crate::measure::{Interval, Tally, interval::wilson};

/// A thing that both texts name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedByBoth {
    /// Id of the referent.
    pub referent: String,
    /// What it is called in the lexicon.
    pub name: String,
    /// The names in A and B.
    pub sides: [NamesOfText; 2],
}

/// The names that one text uses for one thing in its own voice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamesOfText {
    /// Name as it stands first, whether it is a loaded one, how often; the most frequent first.
    pub names: Vec<(String, bool, u64)>,
}

impl NamesOfText {
    fn add(&mut self, name: String, loaded: bool) {
        match self.names.iter_mut().find(|(known, as_loaded, _)| *as_loaded == loaded && known.to_lowercase() == name.to_lowercase()) {
            Some((_, _, count)) => *count += 1,
            None => self.names.push((name, loaded, 1)),
        }
    }

    /// Loaded names of all.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let sum = |loaded_only: bool| self.names.iter().filter(|(_, loaded, _)| *loaded || !loaded_only).map(|(_, _, count)| count).sum();
        Tally::new(sum(true), sum(false))
    }

    /// Wilson's interval of the loaded share.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        let Tally { hits, words } = self.tally();
        wilson(hits, words)
    }

    fn json(&self) -> Value {
        let tally = self.tally();
        let names: Vec<Value> = self.names.iter().map(|(name, loaded, count)| json!({ "name": name, "loaded": loaded, "count": count })).collect();
        json!({
            "loaded": tally.hits, "mentions": tally.words, "share": tally.share(),
            "share_low": self.interval().map(|interval| interval.low), "share_high": self.interval().map(|interval| interval.high), "names": names,
        })
    }
}

impl NamedByBoth {
    /// As JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({ "referent": self.referent, "name": self.name, "a": self.sides[0].json(), "b": self.sides[1].json() })
    }
}

/// The things that both texts name in their own voice, by id.
#[must_use]
pub fn named_by_both(texts: [&Analysis; 2], analyzer: &Analyzer) -> Vec<NamedByBoth> {
    let mut things: BTreeMap<String, NamedByBoth> = BTreeMap::new();
    for (side, analysis) in texts.into_iter().enumerate() {
        for mention in &analysis.mentions {
            let referent = &analyzer.lexicons()[mention.lexicon].lexicon().referents[mention.referent];
            let thing = things.entry(referent.id.clone()).or_insert_with(|| NamedByBoth {
                referent: referent.id.clone(),
                name: referent.name.clone(),
                sides: Default::default(),
            });
            let name = mention.span.of(analysis.content(mention.field)).split_whitespace().collect::<Vec<_>>().join(" ");
            thing.sides[side].add(name, mention.loaded);
        }
    }
    let mut both: Vec<NamedByBoth> = things.into_values().filter(|thing| thing.sides.iter().all(|side| !side.names.is_empty())).collect();
    for side in both.iter_mut().flat_map(|thing| &mut thing.sides) {
        // Ties stay in the order of the text.
        side.names.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    }
    both
}
