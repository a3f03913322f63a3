//! Two texts side by side in words.

use super::figures::{counted, range, rate, two_digits};
use super::pair::{Pair, enough};
use super::tables::ScoreRow;
use crate::measure::interval::garwood;

/// What texts are called where their names would be too long.
pub(in crate::report) const LETTERS: [&str; 2] = ["A", "B"];

/// "8 loaded terms in its own voice in 358 words = 22.3 per 1,000 (9.6 to 44.0)", or that it is too little for a rate.
pub(in crate::report) fn own_voice(text: &ScoreRow<'_>) -> String {
    let tally = text.counts.editorial_tally();
    if tally.words == 0 {
        return "no word outside quotations, so there is nothing to count in".to_owned();
    }
    let terms = if tally.hits == 0 { "no loaded term".to_owned() } else { counted(tally.hits, "loaded term", "loaded terms") };
    let found = format!("{terms} in its own voice in {}", counted(tally.words, "word", "words"));
    match (tally.rate(), garwood(tally.hits, tally.words)) {
        (Some(per), Some(interval)) if enough(tally) => {
            format!("{found} = {} per 1,000 ({} to {} compatible with the count)", rate(per), rate(interval.low), rate(interval.high))
        }
        _ => format!("{found}: too little for a rate"),
    }
}

/// How many times as often, or why that is not said.
pub(in crate::report) fn ratio(pair: &Pair<'_>) -> String {
    match pair.ratio() {
        Some((ratio, interval)) => format!(
            "in A {} times as often as in B ({}, counting uncertainty only). One text beside one allows no test.",
            two_digits(ratio),
            range(interval)
        ),
        None => "no ratio: that takes 5 loaded terms in 150 words of its own voice from each. One text beside one allows no test.".to_owned(),
    }
}

/// What to mind.
pub(in crate::report) const CAUTION: &str =
    "What only one text uses says what it chose, not what it meant; what both use may come from their sources. Read the lines.";
