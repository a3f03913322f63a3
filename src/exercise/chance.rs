//! Chance that is the same everywhere: a seed and a purpose give a row of numbers, on any machine and with any number of threads.

use oorandom::Rand64;

/// A row of random numbers.
pub(super) struct Chance(Rand64);

impl Chance {
    /// The row of a seed for a purpose: one task more or fewer changes no other task.
    pub(super) fn new(seed: u64, purpose: &str) -> Self {
        /// Start and factor of FNV-1a, which turns the purpose into a number.
        const FNV: (u64, u64) = (0xcbf2_9ce4_8422_2325, 0x0100_0000_01b3);
        let purpose = purpose.bytes().fold(FNV.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV.1));
        Self(Rand64::new((u128::from(seed) << 64) | u128::from(purpose)))
    }

    /// Puts items into another order, every order as likely.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.0.rand_range(0..(last as u64 + 1));
            items.swap(last, usize::try_from(other).unwrap_or(last));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(seed: u64, purpose: &str) -> Vec<u8> {
        let mut items: Vec<u8> = (0..20).collect();
        Chance::new(seed, purpose).shuffle(&mut items);
        items
    }

    #[test]
    fn an_order_depends_on_seed_and_purpose_alone_and_loses_nothing() {
        assert_eq!(order(1, "match"), order(1, "match"));
        assert_ne!(order(1, "match"), order(2, "match"));
        assert_ne!(order(1, "match"), order(1, "voice"));
        let mut sorted = order(7, "match");
        sorted.sort_unstable();
        assert_eq!(sorted, (0..20).collect::<Vec<u8>>());
    }

    /// Each of three items stands first about as often as the others: 1,000 of 3,000, standard deviation 26.
    #[test]
    fn every_order_is_as_likely() {
        let mut first = [0_i32; 3];
        for seed in 0..3_000 {
            let mut items = [0, 1, 2];
            Chance::new(seed, "x").shuffle(&mut items);
            first[items[0]] += 1;
        }
        assert!(first.iter().all(|count| (count - 1_000).abs() < 130), "{first:?}");
    }
}
