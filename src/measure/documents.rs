//! The rates of the documents of a corpus, each document counting once, whatever its length.

use super::Tally;
use super::probability::float;
use super::quantile::quantile;

/// The mean of the documents' rates per 1,000 words. Documents without words are left out; `None` where none is left.
#[must_use]
pub fn mean_rate(documents: &[Tally]) -> Option<f64> {
    let rates = rising_rates(documents);
    let all: f64 = rates.iter().sum();
    (!rates.is_empty()).then(|| all / float(rates.len() as u64))
}

/// The median (type 7) of the documents' rates per 1,000 words. Documents without words are left out; `None` where none is left.
#[must_use]
pub fn median_rate(documents: &[Tally]) -> Option<f64> {
    quantile(&rising_rates(documents), 0.5)
}

/// All hits and all words of the documents (saturating, where 64 bits do not hold them). What documents without words have is left out.
#[must_use]
pub fn pooled(documents: &[Tally]) -> Tally {
    let counted = documents.iter().filter(|document| document.words > 0);
    counted.fold(Tally::default(), |sum, document| Tally::new(sum.hits.saturating_add(document.hits), sum.words.saturating_add(document.words)))
}

/// Sorted, so that no sum depends on the order of the documents.
fn rising_rates(documents: &[Tally]) -> Vec<f64> {
    let mut rates: Vec<f64> = documents.iter().filter_map(|document| document.rate()).collect();
    rates.sort_by(f64::total_cmp);
    rates
}
