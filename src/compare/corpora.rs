//! Corpus beside corpus: pooled rates, with an interval that takes the document as the unit wherever it can.

use super::ratio::{exact_conditional, rate_ratio};
use crate::measure::documents::pooled;
use crate::measure::interval::Interval;
use crate::measure::probability::{float, float_wide};
use crate::measure::tally::cross;
use crate::measure::{Tally, student};

/// Documents on both sides together for the quasi-Poisson interval.
pub const DOCUMENTS_FOR_QUASI_POISSON: usize = 6;

/// Documents on each side for the quasi-Poisson interval.
pub const DOCUMENTS_A_SIDE: usize = 3;

/// How the interval of a rate ratio was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CiMethod {
    /// From the spread of the documents, see [`quasi_poisson`].
    QuasiPoisson,
    /// From the counts alone, words taken as independent, see [`exact_conditional`]: too few documents, or a side without hits.
    Exact,
}

impl CiMethod {
    /// The word used in tables: `quasi_poisson` or `exact`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::QuasiPoisson => "quasi_poisson",
            Self::Exact => "exact",
        }
    }
}

/// Two corpora beside each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CorpusRatio {
    /// All hits and words of the focus.
    pub focus: Tally,
    /// All hits and words of the reference.
    pub reference: Tally,
    /// The ratio of the pooled rates. `None` where a side has no hits or no words.
    pub ratio: Option<f64>,
    /// Its 95 % interval. `None` for no hits at all, or where a side has no words.
    pub interval: Option<Interval>,
    /// How the interval was made; `None` where there is none.
    pub ci_method: Option<CiMethod>,
    /// The dispersion, see [`phi`].
    pub phi: Option<f64>,
}

/// The ratio of the pooled rates of two corpora, given their documents, with the interval that they allow: quasi-Poisson where both sides have hits and at
/// least 3 documents with words, 6 in all; else the exact one of the counts.
#[must_use]
pub fn corpus_ratio(focus: &[Tally], reference: &[Tally]) -> CorpusRatio {
    let sides = [focus, reference].map(|documents| documents.iter().filter(|document| document.words > 0).count());
    let enough = sides.iter().all(|&side| side >= DOCUMENTS_A_SIDE) && sides.iter().sum::<usize>() >= DOCUMENTS_FOR_QUASI_POISSON;
    let by_documents = if enough { quasi_poisson(focus, reference) } else { None };
    let [all_focus, all_reference] = [focus, reference].map(pooled);
    let by_counts = || exact_conditional(all_focus, all_reference).map(|interval| (interval, CiMethod::Exact));
    let chosen = by_documents.map(|interval| (interval, CiMethod::QuasiPoisson)).or_else(by_counts);
    CorpusRatio {
        focus: all_focus,
        reference: all_reference,
        ratio: rate_ratio(all_focus, all_reference),
        interval: chosen.map(|(interval, _)| interval),
        ci_method: chosen.map(|(_, method)| method),
        phi: phi(focus, reference),
    }
}

/// The quasi-Poisson dispersion of two corpora that have a rate each: `Σ (x - R l)²/(R l) / (n - 2)`, R the pooled rate of the document's own side
/// (Wedderburn 1974, "Quasi-likelihood functions", Biometrika 61; Pearson's estimate).
///
/// 1 is what independent words would give, 0 what documents of equal rates give. Not floored. Documents without words are left out. `None`
/// where a side has no hits, or with fewer than three documents in all.
#[must_use]
pub fn phi(focus: &[Tally], reference: &[Tally]) -> Option<f64> {
    let degrees = degrees(focus, reference)?;
    Some((squares(focus)? + squares(reference)?) / degrees)
}

/// The quasi-Poisson 95 % interval of the ratio of the pooled rates: `ln RR ± t √(max(phi, 1) (1/a + 1/b))`, t the 0.975 quantile of Student's
/// t with n - 2 degrees of freedom; the closed form of a quasi-Poisson model with one factor of two levels (McCullagh and Nelder 1989,
/// "Generalized linear models", chapter 6).
///
/// phi is floored at 1: documents more even than chance are chance. `None` where [`phi`] is. With fewer than three documents on a side it rests on the
/// other side's spread alone: [`corpus_ratio`] says when to use it.
#[must_use]
pub fn quasi_poisson(focus: &[Tally], reference: &[Tally]) -> Option<Interval> {
    let phi = phi(focus, reference)?.max(1.0);
    let [all_focus, all_reference] = [focus, reference].map(pooled);
    let ratio = rate_ratio(all_focus, all_reference)?;
    let error = libm::sqrt(phi * (1.0 / float(all_focus.hits) + 1.0 / float(all_reference.hits)));
    let factor = libm::exp(student::quantile_975(degrees(focus, reference)?)? * error);
    Some(Interval { low: ratio / factor, high: ratio * factor })
}

/// Documents with words less two. `None` where that is nothing.
fn degrees(focus: &[Tally], reference: &[Tally]) -> Option<f64> {
    let documents = focus.iter().chain(reference).filter(|document| document.words > 0).count();
    documents.checked_sub(2).filter(|&degrees| degrees > 0).map(|degrees| float(degrees as u64))
}

/// `Σ (x - R l)²/(R l)` of one side, the differences in whole numbers, so that equal rates give exactly 0. `None` where the side has no hits.
fn squares(documents: &[Tally]) -> Option<f64> {
    let Tally { hits, words } = pooled(documents);
    if hits == 0 {
        return None;
    }
    // Sorted, so that the sum does not depend on the order of the documents.
    let mut terms: Vec<f64> = documents.iter().filter(|document| document.words > 0).map(|document| square(*document, hits, words)).collect();
    terms.sort_by(f64::total_cmp);
    Some(terms.iter().sum())
}

/// `(x - X l/L)²/(X l/L)` as `(x L - X l)² / (L X l)`.
fn square(document: Tally, hits: u64, words: u64) -> f64 {
    let gap = float_wide(cross(document.hits, words).abs_diff(cross(hits, document.words)));
    gap / float(words) * (gap / float_wide(cross(hits, document.words)))
}
