//! Corpus beside corpus in words: what stood on each side, which is more, how sure, and what weakens it.

use std::fmt::Write;

use super::figures::{counted, p_value, range, rate, thousands, two_digits};
use crate::compare::beside::{BesideRow, Comparison};
use crate::compare::corpora::CiMethod;
use crate::compare::corpus::{CorpusRow, Shuffling, SideFigures};
use crate::compare::flag::{CorpusFlag, FEW_HITS_BELOW};
use crate::profile::About;

/// From this p-value on nobody should see a difference.
pub(in crate::report) const CHANCE_FROM: f64 = 0.05;

/// A comparison with one reference, and what that is.
pub struct Beside {
    /// Name of the reference.
    pub name: String,
    /// Where its counts come from.
    pub about: About,
    /// The comparison.
    pub comparison: Comparison,
}

/// What a comparison leaves out, a sentence each.
#[must_use]
pub fn left_out(name: &str, comparison: &Comparison) -> Vec<String> {
    let texts = |count: u64| counted(count, "text", "texts");
    let mut remarks = Vec::new();
    if comparison.focus_copies > 0 {
        remarks.push(format!("{} of the focus left out: near copies of longer ones", texts(comparison.focus_copies as u64)));
    }
    if comparison.left_out > 0 {
        remarks.push(format!("{} left out of {name}: texts of the focus or near copies of them", texts(comparison.left_out as u64)));
    }
    if comparison.not_covered > 0 {
        let entries = counted(comparison.not_covered as u64, "entry", "entries");
        remarks.push(format!("{entries} left out of the comparison: {name} was counted without them"));
    }
    remarks
}

/// "30 hits in 8 of 10 texts = 5.2 per 1,000 (3.5 to 7.5)".
pub(in crate::report) fn side(side: &SideFigures) -> String {
    let hits = counted(side.tally.hits, "hit", "hits");
    let texts = format!("{} of {}", thousands(side.documents_with_hit as u64), counted(side.documents as u64, "text", "texts"));
    match (side.tally.rate(), side.interval) {
        (Some(per), Some(interval)) => {
            format!("{hits} in {texts} = {} per 1,000 ({} to {} by the count alone)", rate(per), rate(interval.low), rate(interval.high))
        }
        _ => format!("{hits} in {texts}, no word to count in"),
    }
}

/// "more: 5.0 times as often (95 % 2.2 to 12); texts shuffled 9,999 times, seed 1: p < 0.001".
pub(in crate::report) fn difference(row: &CorpusRow, shuffling: Shuffling) -> String {
    if row.direction.is_none() {
        return "none to be had: a side has no words outside quotations".to_owned();
    }
    if row.focus.tally.hits == 0 && row.reference.tally.hits == 0 {
        return "no hits in either corpus".to_owned();
    }
    let mut text = verdict(row, row.permuted.p).to_owned();
    if let Some(ratio) = row.ratio {
        if let Some(point) = ratio.ratio {
            let _ = write!(text, ": {} times as often", two_digits(point));
        }
        if let Some(interval) = ratio.interval {
            let how = if ratio.ci_method == Some(CiMethod::Exact) { ", as if words were independent" } else { "" };
            let _ = write!(text, " (95 % {}{how})", range(interval));
        }
    }
    if row.flags.contains(&CorpusFlag::TooFewDocuments) {
        text.push_str("; too few texts to test");
    } else if row.permuted.p.is_none() && row.flags.contains(&CorpusFlag::LengthMismatch) {
        text.push_str("; no texts of like length to be shuffled among");
    } else if let Some(p) = row.permuted.p {
        let count = thousands(row.permuted.permutations);
        let how = if row.permuted.exact { format!("in all {count} ways") } else { format!("{count} times, seed {}", shuffling.seed) };
        let _ = write!(text, "; texts shuffled {how}: p {}", p_value(p));
    }
    text
}

/// "more", "less", or "no clear difference" where the interval covers 1 or the p-value is large.
pub(in crate::report) fn verdict(row: &CorpusRow, p: Option<f64>) -> &'static str {
    let by_interval = row.ratio.and_then(|ratio| ratio.interval).is_none_or(|interval| !interval.contains(1.0));
    let by_p = p.is_none_or(|p| p <= CHANCE_FROM);
    match row.direction {
        Some(crate::compare::Direction::Over) if by_interval && by_p => "more",
        Some(crate::compare::Direction::Under) if by_interval && by_p => "less",
        _ => "no clear difference",
    }
}

pub(in crate::report) fn flag_words(flag: CorpusFlag, row: &CorpusRow) -> &'static str {
    let by_counts = row.ratio.is_some_and(|ratio| ratio.ci_method == Some(CiMethod::Exact));
    match flag {
        CorpusFlag::Bursty if by_counts => "hits come in bursts, so the range is too narrow",
        CorpusFlag::Bursty => "hits come in bursts; the range allows for that",
        CorpusFlag::OneDocumentDominates => "more than half of the hits of a side stand in one text",
        CorpusFlag::LengthMismatch => "the texts of the two sides differ in length, so that only texts of like length are shuffled",
        CorpusFlag::TooFewDocuments => "so few texts that no shuffling could show a difference",
        CorpusFlag::FewHits => "fewer than 5 hits in the focus",
    }
}

/// "more", "less", or a dash; with fewer than five hits on both sides together, or no p-value, nothing is called either.
pub(in crate::report) fn short(row: &BesideRow) -> &'static str {
    let enough = row.row.focus.tally.hits + row.row.reference.tally.hits >= FEW_HITS_BELOW && row.row.q.is_some();
    match verdict(&row.row, row.row.q) {
        "no clear difference" => "–",
        _ if !enough => "few",
        verdict => verdict,
    }
}
