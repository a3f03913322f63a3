//! In how many documents, and how unevenly.

use super::probability::float;

/// In how many documents there is at least one hit: a count, printed as "k of n".
#[must_use]
pub fn range(hits: &[u64]) -> usize {
    hits.iter().filter(|&&h| h > 0).count()
}

/// Gries's deviation of proportions: `DP = 1/2 Σ |h_i/H - w_i/W|` (Gries 2008, "Dispersions and adjusted
/// frequencies in corpora", International Journal of Corpus Linguistics 13).
///
/// A number from 0 (every document has its share of the hits) towards 1 (all hits in a document that is a
/// small part of the corpus). A rare term is near 1 by arithmetic alone, which is why callers show DP only
/// from 5 documents on and beside the number of hits.
///
/// `hits[i]` and `words[i]` belong to the same document; documents without words are left out. `None`
/// where there are no hits, fewer than two documents with words, or slices of unequal length.
#[must_use]
pub fn deviation_of_proportions(hits: &[u64], words: &[u64]) -> Option<f64> {
    if hits.len() != words.len() {
        return None;
    }
    let documents = || hits.iter().zip(words).filter(|&(_, &w)| w > 0).map(|(&h, &w)| (float(h), float(w)));
    let (all_hits, all_words) = documents().fold((0.0, 0.0), |(h, w), (dh, dw)| (h + dh, w + dw));
    if all_hits <= 0.0 || documents().count() < 2 {
        return None;
    }
    let distance: f64 = documents().map(|(h, w)| (h / all_hits - w / all_words).abs()).sum();
    Some(distance / 2.0)
}

/// [`deviation_of_proportions`] from the documents with a hit alone, as (hits, words): the others, however many, each deviate by their share of the words.
///
/// `words` are those of all documents, of which there are at least two. `None` without hits.
#[must_use]
pub fn deviation_of_few(with_hits: &[(u64, u64)], words: u64) -> Option<f64> {
    let (hits, held) = with_hits.iter().fold((0, 0), |(hits, held), (h, w)| (hits + h, held + w));
    let distance: f64 = with_hits.iter().map(|&(h, w)| (float(h) / float(hits) - float(w) / float(words)).abs()).sum();
    let others = float(words.saturating_sub(held)) / float(words);
    (hits > 0).then_some((distance + others) / 2.0)
}

/// DP made comparable between corpora of few and many parts: `DP / (1 - min w_i/W)` (Lijffijt and Gries 2012, "Correction to Stefan Th. Gries'
/// Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics 17).
///
/// A number from 0 to 1, 1 where all hits are in the smallest document. Undefined where [`deviation_of_proportions`] is.
#[must_use]
pub fn normed_deviation_of_proportions(hits: &[u64], words: &[u64]) -> Option<f64> {
    let deviation = deviation_of_proportions(hits, words)?;
    let counted = words.iter().copied().filter(|&w| w > 0);
    let all: f64 = counted.clone().map(float).sum();
    let smallest = float(counted.min()?);
    // The words of the others over all words, so that nothing is taken from 1.
    Some(deviation / ((all - smallest) / all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_without_hits_need_not_be_listed() {
        // By hand: shares of the hits 1/2, 0, 1/2, 0; of the words 1/8, 1/4, 1/8, 1/2: half of 3/8 + 1/4 + 3/8 + 1/2 is 3/4.
        assert_eq!(deviation_of_few(&[(2, 100), (2, 100)], 800), Some(0.75));
        assert_eq!(deviation_of_proportions(&[2, 0, 2, 0], &[100, 200, 100, 400]), Some(0.75));
        assert_eq!(deviation_of_few(&[], 800), None);
    }
}
