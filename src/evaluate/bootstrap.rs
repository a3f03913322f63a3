//! How much a figure depends on the texts there happen to be: the percentile bootstrap over documents (Efron 1979).

use oorandom::Rand32;

use crate::measure::Interval;
use crate::measure::quantile::quantile;

/// The ends of a 95 % interval, as shares.
const ENDS: [f64; 2] = [0.025, 0.975];

/// Fewer texts than this say nothing about how texts differ.
pub(super) const FEWEST_TEXTS: usize = 2;

/// How often each text was drawn in each resample. Figures of one population that are resampled with the same draws vary together.
pub(super) struct Resamples {
    resamples: usize,
    /// Text by text: one count per resample.
    drawn: Vec<u16>,
}

impl Resamples {
    /// Draws as many texts as there are, with replacement, `resamples` times. Resample by resample, one number of PCG32 (O'Neill 2014) a draw.
    pub(super) fn new(texts: usize, resamples: usize, seed: u64) -> Self {
        let mut drawn = vec![0_u16; texts * resamples];
        let mut random = Rand32::new(seed);
        let Some(bound) = u32::try_from(texts).ok().filter(|bound| *bound > 0) else { return Self { resamples: 0, drawn } };
        for resample in 0..resamples {
            for _ in 0..texts {
                let count = &mut drawn[random.rand_range(0..bound) as usize * resamples + resample];
                *count = count.saturating_add(1);
            }
        }
        Self { resamples, drawn }
    }

    /// Per resample the sum of a figure that the texts have; those that are not named have 0.
    pub(super) fn sums(&self, figures: impl Iterator<Item = (usize, f64)>) -> Vec<f64> {
        let mut sums = vec![0.0; self.resamples];
        for (text, figure) in figures.filter(|(_, figure)| *figure > 0.0) {
            for (sum, count) in sums.iter_mut().zip(&self.drawn[text * self.resamples..]) {
                *sum += figure * f64::from(*count);
            }
        }
        sums
    }
}

/// The middle 95 % of a figure over the resamples in which it is defined.
pub(super) fn percentile_interval(figures: impl Iterator<Item = Option<f64>>) -> Option<Interval> {
    let mut defined: Vec<f64> = figures.flatten().collect();
    defined.sort_by(f64::total_cmp);
    let [low, high] = ENDS.map(|end| quantile(&defined, end));
    Some(Interval { low: low?, high: high? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_resample_draws_as_many_texts_as_there_are() {
        let resamples = Resamples::new(7, 50, 1);
        let sums = resamples.sums((0..7).map(|text| (text, 1.0)));
        assert_eq!(sums, vec![7.0; 50]);
        let first = resamples.sums([(0, 1.0)].into_iter());
        assert!(first.iter().any(|count| *count > 1.0) && first.contains(&0.0), "with replacement: {first:?}");
        assert_eq!(first, Resamples::new(7, 50, 1).sums([(0, 1.0)].into_iter()), "the same seed, the same draws");
        assert_ne!(first, Resamples::new(7, 50, 2).sums([(0, 1.0)].into_iter()));
        assert!(Resamples::new(0, 50, 1).sums(std::iter::empty()).is_empty());
    }
}
