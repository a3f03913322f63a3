//! `compare` on counts made elsewhere, for people: counts, rates, then what the difference is and how sure that can be.

use super::comparison::{Beside, CorpusRow, CountsRow};
use super::corpora_words::CHANCE_FROM;
use super::figures::{counted, p_value, range, thousands, two_digits};
use super::table::fitted;
use crate::compare::{CiMethod, Contrast, CorpusRatio};
use crate::measure::Interval;
use crate::measure::documents::{mean_rate, median_rate};

/// With fewer hits than this, DP is near 1 by arithmetic.
const HITS_FOR_DP: u64 = 10;

/// The footer of every comparison.
const FOOTER: &str = "A different reference gives different numbers. Frequency is not intent: read the lines that were counted.";

/// The page of `compare --counts`.
#[must_use]
pub fn counts_page(rows: &[CountsRow], width: usize) -> String {
    let side = |rate: Option<f64>, hits: Option<u64>| match (rate, hits) {
        (Some(rate), Some(hits)) => format!("{rate:.1} ({hits})"),
        _ => "–".to_owned(),
    };
    let cells = |row: &CountsRow| {
        let rate = |side| row.contrast.as_ref().and_then(|contrast| if side == 0 { contrast.focus.rate() } else { contrast.reference.rate() });
        vec![
            row.item.clone(),
            side(rate(0), row.given[0]),
            side(rate(1), row.given[2]),
            row.contrast.as_ref().map_or_else(|| "not compared".to_owned(), verdict),
        ]
    };
    let mut page = fitted(&["item", "focus", "reference", "times as often"], rows.iter().map(cells).collect(), 1, width);
    let compared = rows.iter().filter(|row| row.contrast.is_some()).count() as u64;
    let legend = format!(
        "Hits per 1,000 words, hits in brackets. Last column: how many times as often as in the reference, and the range compatible with the counts if words were \
         independent of one another (exact, 95 %). {} compared: of many, some differ by chance; see lrc and q_bh in CSV and JSON, which allow for that.",
        counted(compared, "item", "items")
    );
    page += &format!("\n{}\n{}\n", textwrap::fill(&legend, width), textwrap::fill(FOOTER, width));
    page
}

/// "more: 12 (3.9 to 31)", "no clear difference (0.7 to 35)".
fn verdict(contrast: &Contrast) -> String {
    let Some(interval) = contrast.exact else { return "no hits".to_owned() };
    let (word, bound) = if interval.low > 1.0 {
        ("more", "at least")
    } else if interval.high < 1.0 {
        ("less", "at most")
    } else {
        return format!("no clear difference ({})", range(interval));
    };
    let nearer = if interval.low > 1.0 { interval.low } else { interval.high };
    match contrast.ratio {
        Some(ratio) => format!("{word}: {} ({})", two_digits(ratio), range(interval)),
        None => format!("{word}: {bound} {}", two_digits(nearer)),
    }
}

/// The page of `compare --documents`.
#[must_use]
pub fn documents_page(rows: &[CorpusRow], seed: u64, width: usize) -> String {
    let number = |figure: Option<f64>, decimals: usize| figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.decimals$}"));
    let cells = |row: &CorpusRow| {
        let pooled = row.pooled();
        let rate_range = row.rate().map_or_else(|| "–".to_owned(), |interval| format!("{:.1}–{:.1}", interval.low, interval.high));
        vec![
            row.corpus.name.clone(),
            format!("{} of {}", row.with_hit(), row.corpus.documents.len()),
            pooled.hits.to_string(),
            number(pooled.rate(), 1),
            rate_range,
            number(mean_rate(&row.corpus.documents), 1),
            number(median_rate(&row.corpus.documents), 1),
            number(row.dp().filter(|_| pooled.hits >= HITS_FOR_DP), 2),
        ]
    };
    let headers = ["corpus", "docs", "hits", "rate", "95 %", "mean", "median", "DP"];
    let mut page = fitted(&headers, rows.iter().map(cells).collect(), 1, width);
    for beside in rows.iter().filter_map(|row| row.beside.as_ref()) {
        page += &format!("\n{}\n", textwrap::fill(&comparison(beside, seed), width));
    }
    let legend = "docs: documents with a hit, of all. rate: hits per 1,000 words, with the range compatible with the count if words were independent. mean, median: of the \
                  documents' own rates. DP: 0 evenly spread, towards 1 in few documents (from 10 hits on).";
    page += &format!("\n{}\n{}\n", textwrap::fill(legend, width), textwrap::fill(FOOTER, width));
    page
}

/// "A beside B: more, 5.0 times as often (95 % 2.2 to 12). 30 hits in ..."
fn comparison(beside: &Beside, seed: u64) -> String {
    let CorpusRatio { focus, reference, interval, .. } = beside.ratio;
    let head = super::cell::printable(&format!("{} beside {}: ", beside.focus, beside.reference));
    if focus.words == 0 || reference.words == 0 {
        return head + "a side has no words; nothing to compare.";
    }
    let Some(interval) = interval else { return head + "no hits in either corpus." };
    head + &difference(beside, interval) + &shuffling(beside, seed) + &weaknesses(beside)
}

/// What the ratio is and how it was come by.
fn difference(beside: &Beside, interval: Interval) -> String {
    let clear = !interval.contains(1.0) && beside.permuted.p.is_none_or(|p| p <= CHANCE_FROM);
    let direction = match (clear, interval.low > 1.0) {
        (false, _) => "no clear difference",
        (true, true) => "more",
        (true, false) => "less",
    };
    let ratio = beside.ratio.ratio.map_or_else(|| "a side without hits".to_owned(), |ratio| format!("{} times as often", two_digits(ratio)));
    let method = match beside.ratio.ci_method {
        Some(CiMethod::Exact) => ", as if words were independent",
        _ => "",
    };
    format!("{direction}, {ratio} (95 % {}{method}).", range(interval))
}

/// What shuffling the documents says.
fn shuffling(beside: &Beside, seed: u64) -> String {
    let Some(p) = beside.permuted.p else { return String::new() };
    if beside.too_few_documents() {
        return " Too few documents to test.".to_owned();
    }
    let count = thousands(beside.permuted.permutations);
    let how = if beside.permuted.exact { format!("all {count} arrangements") } else { format!("{count} shuffles, seed {seed}") };
    format!(" Documents shuffled ({how}): p {}.", p_value(p))
}

/// What a reader has to know before using the figures.
fn weaknesses(beside: &Beside) -> String {
    let bursty = match beside.ratio.phi {
        Some(phi) if phi > crate::compare::flag::BURSTY_ABOVE => format!(" Hits come in bursts (phi {phi:.1})."),
        _ => String::new(),
    };
    let unlike = if beside.unlike { " The documents differ in length, which moves p too: trust the range." } else { "" };
    bursty + unlike
}
