//! How often the comparison of corpora is wrong where the truth is known: simulated articles of two corpora with the same rate.
//!
//! Lengths are log-normal (median 500 words, sigma 0.5, cut to 120 to 2,500); hits are Poisson with a mean that a gamma variable of the article
//! multiplies, so that they come in bursts: the smaller its shape, the burstier, and without it words are independent. Both sides have 2 hits per 1,000 words.
//!
//! Takes some minutes:
//!
//!     cargo test --release --test calibration -- --ignored --nocapture

use connote::compare::corpora::quasi_poisson;
use connote::compare::permutation::permutation_of_like_lengths;
use connote::compare::{Pool, exact_p, permutation};
use connote::measure::Tally;
use connote::measure::documents::pooled;
use oorandom::Rand64;

/// Hits per word on both sides.
const RATE: f64 = 0.002;

/// Pairs of corpora in each setting.
const PAIRS: usize = 5_000;

/// Where a simulation starts.
const SEED: u128 = 7;

/// Numbers of articles: focus, reference.
const SIZES: [(usize, usize); 3] = [(30, 30), (10, 10), (8, 40)];

/// Shapes of the gamma variable; none for independent words.
const SHAPES: [Option<f64>; 3] = [None, Some(1.0), Some(0.3)];

/// Random numbers of the distributions needed.
struct Draws(Rand64);

impl Draws {
    /// Above 0, at most 1.
    fn uniform(&mut self) -> f64 {
        1.0 - self.0.rand_float()
    }

    /// Box and Muller 1958.
    fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(self.uniform()));
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// Gamma with a mean of 1 (Marsaglia and Tsang 2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape + 1.0 - 1.0 / 3.0;
        let c = 1.0 / libm::sqrt(9.0 * d);
        loop {
            let x = self.normal();
            let v = (1.0 + c * x) * (1.0 + c * x) * (1.0 + c * x);
            if v > 0.0 && libm::log(self.uniform()) < 0.5 * x * x + d * (1.0 - v + libm::log(v)) {
                // One shape higher than asked for, brought down by a power of a uniform number.
                return d * v * libm::pow(self.uniform(), 1.0 / shape) / shape;
            }
        }
    }

    /// Poisson, by counting arrivals.
    fn poisson(&mut self, mean: f64) -> u64 {
        let (mut hits, mut time) = (0, -libm::log(self.uniform()));
        while time < mean {
            hits += 1;
            time -= libm::log(self.uniform());
        }
        hits
    }

    fn article(&mut self, shape: Option<f64>) -> Tally {
        let words = (500.0 * libm::exp(0.5 * self.normal())).clamp(120.0, 2_500.0).round();
        self.with_hits(words, RATE, shape)
    }

    /// An article about as long as `median`, without limits.
    fn article_of(&mut self, median: f64, rate: f64, shape: Option<f64>) -> Tally {
        let words = (median * libm::exp(0.5 * self.normal())).max(5.0).round();
        self.with_hits(words, rate, shape)
    }

    fn with_hits(&mut self, words: f64, rate: f64, shape: Option<f64>) -> Tally {
        let burst = shape.map_or(1.0, |shape| self.gamma(shape));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand words")]
        Tally::new(self.poisson(words * rate * burst), words as u64)
    }

    fn corpus(&mut self, articles: usize, shape: Option<f64>) -> Vec<Tally> {
        (0..articles).map(|_| self.article(shape)).collect()
    }
}

/// What went wrong in one setting.
#[derive(Default)]
struct Found {
    permutation: usize,
    exact: usize,
    covered: usize,
    intervals: usize,
}

fn permutation_p(focus: &[Tally], reference: &[Tally], seed: u64) -> Option<f64> {
    let all = [focus, reference].concat();
    let words: Vec<u64> = all.iter().map(|article| article.words).collect();
    let hits: Vec<Vec<(u32, u64)>> = all.iter().map(|article| vec![(0, article.hits)]).collect();
    permutation(&Pool { words: &words, focus: focus.len(), hits: &hits, items: 1 }, 9_999, seed)[0].p
}

fn simulate(sizes: (usize, usize), shape: Option<f64>) -> Found {
    let mut draws = Draws(Rand64::new(SEED));
    let mut found = Found::default();
    for seed in 0..PAIRS {
        let (focus, reference) = (draws.corpus(sizes.0, shape), draws.corpus(sizes.1, shape));
        let seed = u64::try_from(seed).expect("small");
        found.permutation += usize::from(permutation_p(&focus, &reference, seed).is_some_and(|p| p <= 0.05));
        found.exact += usize::from(exact_p(pooled(&focus), pooled(&reference)).is_some_and(|p| p <= 0.05));
        if let Some(interval) = quasi_poisson(&focus, &reference) {
            found.intervals += 1;
            found.covered += usize::from(interval.contains(1.0));
        }
    }
    found
}

/// Articles of a side, and their median words.
type Articles = (usize, f64);

/// Focus, reference, and hits per 1,000 words on both sides.
const UNLIKE: [(Articles, Articles, f64); 7] = [
    ((100, 300.0), (100, 300.0), 2.0),
    ((100, 300.0), (100, 330.0), 2.0),
    ((100, 300.0), (100, 400.0), 2.0),
    ((100, 300.0), (300, 600.0), 2.0),
    ((50, 200.0), (200, 800.0), 0.3),
    ((375, 33.0), (1_320, 35.0), 0.1),
    ((100, 33.0), (100, 760.0), 2.0),
];

#[test]
#[ignore = "minutes"]
fn articles_of_unlike_length_make_no_difference() {
    println!("focus       reference    rate  k     all shuffled   of like length   tested   interval without 1");
    let pairs = 1_000;
    for (focus, reference, rate) in UNLIKE {
        for shape in [None, Some(0.3)] {
            let mut draws = Draws(Rand64::new(SEED));
            let [mut plain, mut like, mut tested, mut apart, mut intervals] = [0; 5];
            for seed in 0..pairs {
                let [one, other] = [focus, reference]
                    .map(|(articles, median)| -> Vec<Tally> { (0..articles).map(|_| draws.article_of(median, rate / 1000.0, shape)).collect() });
                let all = [&one[..], &other].concat();
                let words: Vec<u64> = all.iter().map(|article| article.words).collect();
                let hits: Vec<Vec<(u32, u64)>> = all.iter().map(|article| vec![(0, article.hits)]).collect();
                let pool = Pool { words: &words, focus: one.len(), hits: &hits, items: 1 };
                let small = |p: Option<f64>| usize::from(p.is_some_and(|p| p <= 0.05));
                plain += small(permutation(&pool, 999, seed)[0].p);
                let (results, _) = permutation_of_like_lengths(&pool, 999, seed);
                like += small(results[0].p);
                tested += usize::from(results[0].p.is_some());
                if let Some(interval) = quasi_poisson(&one, &other) {
                    intervals += 1;
                    apart += usize::from(!interval.contains(1.0));
                }
            }
            let pairs = usize::try_from(pairs).expect("small");
            let k = shape.map_or_else(|| "inf".to_owned(), |k| k.to_string());
            println!(
                "{:4} x {:<4} {:4} x {:<5} {rate:4}  {k:<5} {:8.1} %     {:8.1} %        {tested:4}     {:5.1} %",
                focus.0,
                focus.1,
                reference.0,
                reference.1,
                percent(plain, pairs),
                percent(like, pairs),
                percent(apart, intervals)
            );
            assert!(percent(like, pairs) <= 7.0, "{focus:?} {reference:?} {k}");
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn percent(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of as f64
}

#[test]
#[ignore = "minutes"]
fn the_permutation_test_and_the_quasi_poisson_interval_keep_their_promise() {
    println!("docs     k      permutation   exact of counts   quasi-Poisson coverage");
    let (mut false_positives, mut pairs) = (0, 0);
    for sizes in SIZES {
        for shape in SHAPES {
            let found = simulate(sizes, shape);
            let [permutation, exact] = [found.permutation, found.exact].map(|count| percent(count, PAIRS));
            let coverage = percent(found.covered, found.intervals);
            let k = shape.map_or_else(|| "inf".to_owned(), |k| k.to_string());
            println!("{:2}/{:2}    {k:<6} {permutation:5.2} %       {exact:5.2} %           {coverage:5.2} %", sizes.0, sizes.1);
            assert!(permutation <= 6.5, "{sizes:?} {k}: {permutation} % false positives");
            assert!(coverage >= 93.0, "{sizes:?} {k}: {coverage} % covered");
            if shape.is_some() {
                false_positives += found.permutation;
                pairs += PAIRS;
            }
        }
    }
    println!("all bursty settings: {:.2} % false positives of the permutation test in {pairs} pairs", percent(false_positives, pairs));
}
