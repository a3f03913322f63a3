//! One plain sentence about an article. Words before symbols; below five hits only what was found.

use std::collections::BTreeSet;

use super::figures::{counted, thousands};
use super::tables::ScoreRow;
use crate::analysis::Analyzer;
use crate::compare::flag::FEW_HITS_BELOW;
use crate::measure::interval::garwood;

/// What was found, how often that is, and where it stands among the reference articles.
#[must_use]
pub fn sentence(row: &ScoreRow<'_>, analyzer: &Analyzer) -> String {
    if row.counts.words == 0 {
        return "There is no word in this text, so there is nothing to count.".to_owned();
    }
    let loaded = row.counts.loaded;
    if loaded.total() == 0 {
        let high = garwood(0, row.counts.words_editorial()).map_or(0.0, |interval| interval.high);
        return format!(
            "No term that counts as loaded was found in {} words. The lexicons in use are {}; a topic that they do not cover looks the same. Up to {high:.1} per 1,000 words would still be compatible with a text of this length.",
            row.counts.words,
            analyzer.lexicons().iter().map(|loaded| loaded.lexicon().header.id.as_str()).collect::<Vec<_>>().join(", ")
        );
    }
    let lexicons: BTreeSet<&str> = row.analysis.hits.iter().filter(|hit| hit.counts_as_loaded()).map(|hit| analyzer.lexicon_id(hit.entry)).collect();
    let mut text = format!(
        "This article uses {} of {}: {}.",
        counted(loaded.total(), "loaded term", "loaded terms"),
        counted(lexicons.len() as u64, "lexicon", "lexicons"),
        voices(row)
    );
    if loaded.editorial == 0 {
        text += " None of them is its own.";
    } else if loaded.editorial < FEW_HITS_BELOW {
        text += " In its own voice that is too little for a rate.";
    } else if let (Some(rate), Some(interval)) = (row.counts.editorial_tally().rate(), garwood(loaded.editorial, row.counts.words_editorial())) {
        text += &format!(
            " In its own voice that is {rate:.1} per 1,000 words outside quotations; {:.1} to {:.1} would be compatible with the count.",
            interval.low, interval.high
        );
    }
    if let Some(rank) = row.compared().filter(|compared| !compared.is_weak()).and_then(|compared| compared.rank).filter(|rank| rank.documents() > 1) {
        text += &format!(" Its rate is higher than that of {} of {} reference articles.", thousands(rank.below), thousands(rank.documents()));
    }
    text + " Frequency is not intent: read the marked lines."
}

fn voices(row: &ScoreRow<'_>) -> String {
    let loaded = row.counts.loaded;
    let parts = [
        (loaded.editorial, "in its own voice"),
        (loaded.quoted, "in quotations"),
        (loaded.scare, "in scare quotes"),
        (loaded.uncertain, "in quotations that do not close"),
    ];
    let first_two = parts[..2].iter();
    let others = parts[2..].iter().filter(|(count, _)| *count > 0);
    first_two.chain(others).map(|(count, voice)| format!("{count} {voice}")).collect::<Vec<_>>().join(", ")
}
