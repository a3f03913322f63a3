//! What must hold for any counts, and the worked examples of the statistics study by hand.

use connote::compare::{CompareFlag, Direction, Reference, direction, exact_conditional, exact_p, flags, rank, rate_ratio};
use connote::measure::dispersion::deviation_of_proportions;
use connote::measure::interval::{garwood, rate, wilson};
use connote::measure::quantile::quantile;
use connote::measure::{Interval, Tally};

/// Counts from nothing to the largest there are.
const HITS: [u64; 12] = [0, 1, 2, 3, 5, 17, 150, 1_001, 20_000, 3_000_000, 3_000_000_000, u64::MAX];
const WORDS: [u64; 7] = [0, 1, 20, 400, 50_000, 20_000_000_000, u64::MAX];

#[expect(clippy::float_cmp, reason = "two zeros or two infinities are near")]
fn near(a: f64, b: f64, tolerance: f64) -> bool {
    a == b || ((a - b) / b).abs() <= tolerance
}

/// As people read them: rounded to so many decimals.
fn rounded(interval: Option<Interval>, decimals: usize) -> String {
    let Interval { low, high } = interval.expect("defined");
    format!("{low:.decimals$}-{high:.decimals$}")
}

fn tallies() -> impl Iterator<Item = Tally> {
    HITS.into_iter().flat_map(|h| WORDS.into_iter().map(move |w| Tally::new(h, w)))
}

/// Small tables in full, where a slip of one hit would show.
fn small_pairs() -> impl Iterator<Item = (Tally, Tally)> {
    (0..40).flat_map(|a| {
        (0..40).flat_map(move |b| [(400, 400), (400, 5_000), (7, 3)].into_iter().map(move |(n1, n2)| (Tally::new(a, n1), Tally::new(b, n2))))
    })
}

#[test]
fn any_counts_give_an_answer_or_none() {
    for t in tallies() {
        let found = garwood(t.hits, t.words);
        assert_eq!(found.is_some(), t.words > 0, "{t:?}");
        assert_eq!(rate(t.hits, t.words).is_some(), t.words > 0, "{t:?}");
        if let Some(i) = found {
            assert!(i.low <= i.high && i.high.is_finite(), "{t:?}: {i:?}");
            assert!(i.contains(t.rate().expect("words")), "{t:?}: {i:?}");
        }
        let share = wilson(t.hits, t.words);
        assert_eq!(share.is_some(), t.words > 0 && t.hits <= t.words, "{t:?}");
        if let Some(i) = share {
            assert!(0.0 <= i.low && i.low <= i.high && i.high <= 1.0, "{t:?}: {i:?}");
        }
    }
}

#[test]
fn any_two_tallies_give_a_consistent_answer() {
    for focus in tallies() {
        for reference in tallies() {
            let context = format!("{focus:?} {reference:?}");
            let words = focus.words > 0 && reference.words > 0;
            let both = focus.hits > 0 && reference.hits > 0;
            let any = focus.hits > 0 || reference.hits > 0;
            let ratio = rate_ratio(focus, reference);
            let interval = exact_conditional(focus, reference);
            let p = exact_p(focus, reference);
            assert_eq!(ratio.is_some(), words && both, "{context}");
            assert_eq!(interval.is_some(), words && any, "{context}");
            assert_eq!(p.is_some(), words, "{context}");
            assert_eq!(direction(focus, reference).is_some(), words, "{context}");
            if let Some(p) = p {
                assert!((0.0..=1.0).contains(&p), "{context}: {p}");
            }
            if let Some(i) = interval {
                assert_eq!(i.low == 0.0, focus.hits == 0, "{context}: {i:?}");
                assert_eq!(i.high.is_infinite(), reference.hits == 0, "{context}: {i:?}");
                assert!(i.low < i.high, "{context}: {i:?}");
                assert!(ratio.is_none_or(|r| i.contains(r)), "{context}: {i:?} {ratio:?}");
            }
        }
    }
}

#[test]
fn swapping_the_sides_inverts_ratio_and_interval_and_keeps_p() {
    let large = tallies().flat_map(|a| tallies().map(move |b| (a, b)));
    for (focus, reference) in small_pairs().chain(large) {
        let context = format!("{focus:?} {reference:?}");
        if let (Some(there), Some(back)) = (rate_ratio(focus, reference), rate_ratio(reference, focus)) {
            assert!(near(there, 1.0 / back, 1e-14), "{context}");
        }
        if let (Some(there), Some(back)) = (exact_conditional(focus, reference), exact_conditional(reference, focus)) {
            assert!(near(there.low, 1.0 / back.high, 1e-14), "{context}");
            assert!(near(there.high, 1.0 / back.low, 1e-14), "{context}");
        }
        assert_eq!(exact_p(focus, reference), exact_p(reference, focus), "{context}");
        let mirrored = direction(reference, focus).map(|d| match d {
            Direction::Over => Direction::Under,
            Direction::Under => Direction::Over,
            Direction::Equal => Direction::Equal,
        });
        assert_eq!(direction(focus, reference), mirrored, "{context}");
    }
}

#[test]
fn p_is_below_five_per_cent_exactly_where_the_interval_leaves_out_one() {
    let mut both_kinds = [0_u32; 2];
    let large = tallies().flat_map(|a| tallies().map(move |b| (a, b)));
    for (focus, reference) in small_pairs().chain(large) {
        let (Some(i), Some(p)) = (exact_conditional(focus, reference), exact_p(focus, reference)) else {
            continue;
        };
        assert_eq!(p < 0.05, !i.contains(1.0), "{focus:?} {reference:?}: {p} {i:?}");
        both_kinds[usize::from(p < 0.05)] += 1;
    }
    assert!(both_kinds.iter().all(|&n| n > 500), "{both_kinds:?}");
}

#[test]
fn a_share_of_none_or_of_all_touches_the_end_exactly() {
    for n in 1..5_000 {
        assert_eq!(wilson(0, n).map(|i| i.low), Some(0.0), "{n}");
        assert_eq!(wilson(n, n).map(|i| i.high), Some(1.0), "{n}");
    }
}

#[test]
fn the_bound_of_no_failures_is_a_root() {
    // With b = 0 the lower bound has a closed form: the odds of the a-th root of 0.025.
    for a in [1_u64, 2, 5, 40, 1_000] {
        let p = 0.025_f64.powf(1.0 / f64::from(u32::try_from(a).expect("small")));
        let found = exact_conditional(Tally::new(a, 10), Tally::new(0, 30)).expect("hits");
        assert!(near(found.low, 3.0 * p / (1.0 - p), 1e-12), "{a}: {found:?}");
    }
}

#[test]
fn garwood_bounds_rise_with_the_hits_across_the_change_of_method() {
    let bounds: Vec<Interval> = (9_990..10_010).filter_map(|h| garwood(h, 1_000)).collect();
    for pair in bounds.windows(2) {
        // One hit more moves a bound by almost exactly one hit; a seam would show.
        assert!((pair[1].low - pair[0].low - 0.990_2).abs() < 1e-4, "{pair:?}");
        assert!((pair[1].high - pair[0].high - 1.009_8).abs() < 1e-4, "{pair:?}");
    }
}

#[test]
fn the_standard_small_case() {
    // 5 hits in 400 words, reference 50 in 50,000: section 4.1 of the study.
    let (article, reference) = (Tally::new(5, 400), Tally::new(50, 50_000));
    assert_eq!(article.rate(), Some(12.5));
    assert_eq!(reference.rate(), Some(1.0));
    assert_eq!(rounded(garwood(5, 400), 2), "4.06-29.17");
    let share = wilson(5, 400).expect("words");
    assert_eq!(format!("{:.2}-{:.2}", 1000.0 * share.low, 1000.0 * share.high), "5.35-28.92");
    assert_eq!(rate_ratio(article, reference), Some(12.5));
    assert_eq!(rounded(exact_conditional(article, reference), 2), "3.89-31.16");
    assert_eq!(format!("{:.1e}", exact_p(article, reference).expect("words")), "1.6e-4");
    assert_eq!(direction(article, reference), Some(Direction::Over));
}

#[test]
fn no_hits_at_all() {
    let (article, reference) = (Tally::new(0, 400), Tally::new(0, 50_000));
    assert_eq!(exact_p(article, reference), Some(1.0));
    assert_eq!(direction(article, reference), Some(Direction::Equal));
    assert_eq!(exact_conditional(article, reference), None);
    assert_eq!(rate_ratio(article, reference), None);
    // "0 hits in 400 words is compatible with up to 9.2 per 1,000".
    assert_eq!(rounded(garwood(0, 400), 1), "0.0-9.2");
}

/// The reference of the study's example of one article against thirty: 300 to 793 words, 17 apart, and six hits in four of them.
fn thirty() -> Vec<Tally> {
    (0..30)
        .map(|i| {
            let hits = match i {
                5 | 20 => 2,
                10 | 25 => 1,
                _ => 0,
            };
            Tally::new(hits, 300 + 17 * i)
        })
        .collect()
}

#[test]
fn one_article_against_thirty() {
    let article = Tally::new(5, 400);
    let reference = Reference::new(thirty());
    let summary = reference.summary();
    assert_eq!((summary.documents, summary.documents_with_hit), (30, 4));
    assert_eq!(summary.pooled, Tally::new(6, 16_395));
    assert_eq!(format!("{:.1}", summary.rate.expect("words")), "0.4");
    assert_eq!(summary.median, Some(0.0));
    assert_eq!(format!("{:.3}", summary.phi.expect("hits")), "1.691");
    let place = rank(article, &reference).expect("words");
    assert_eq!((place.below, place.equal, place.above), (30, 0, 0));
    assert_eq!(place.percentile_mid, Some(100.0));
    assert_eq!(place.p_rank, Some(1.0 / 31.0));
    let ratio = rate_ratio(article, summary.pooled).expect("hits");
    assert_eq!(format!("{ratio:.0}"), "34");
    assert_eq!(rounded(exact_conditional(article, summary.pooled), 0), "8-134");
    assert_eq!(flags(article, &reference), []);
}

#[test]
fn rank_agrees_with_counting_one_by_one() {
    // Rates with many ties, in a scrambled order.
    let documents: Vec<Tally> =
        (0..200_u64).map(|i| Tally::new(i * 37 % 7, [0, 100, 200, 300][usize::try_from(i * 13 % 4).expect("small")])).collect();
    let reference = Reference::new(documents.iter().copied());
    for hits in 0..12 {
        for words in [50, 100, 150, 300] {
            let article = Tally::new(hits, words);
            let found = rank(article, &reference).expect("words");
            let [mut below, mut equal, mut above] = [0, 0, 0];
            for d in documents.iter().filter(|d| d.words > 0) {
                match (d.hits * words).cmp(&(hits * d.words)) {
                    std::cmp::Ordering::Less => below += 1,
                    std::cmp::Ordering::Equal => equal += 1,
                    std::cmp::Ordering::Greater => above += 1,
                }
            }
            assert_eq!((found.below, found.equal, found.above), (below, equal, above), "{article:?}");
            assert_eq!(found.documents(), 150);
        }
    }
}

#[test]
fn rank_without_words_or_without_documents() {
    assert_eq!(rank(Tally::new(0, 0), &Reference::new(thirty())), None);
    let none = Reference::new([Tally::new(3, 0)]);
    let place = rank(Tally::new(5, 400), &none).expect("words");
    assert_eq!((place.documents(), place.percentile_mid, place.p_rank), (0, None, None));
    assert_eq!(none.summary().median, None);
    assert_eq!(none.summary().phi, None);
    assert_eq!(flags(Tally::new(5, 400), &none), []);
}

#[test]
fn the_order_of_the_documents_changes_nothing() {
    let mut reversed = thirty();
    reversed.reverse();
    assert_eq!(Reference::new(reversed).summary(), Reference::new(thirty()).summary());
}

#[test]
fn each_flag_at_its_limit() {
    use CompareFlag::{BurstyReference, FewHits, LengthMismatch, ShortText};
    let reference = |lengths: &[u64]| Reference::new(lengths.iter().map(|&w| Tally::new(0, w)));
    let even = reference(&[200, 400, 800, 100]);
    assert_eq!(flags(Tally::new(5, 400), &even), []);
    assert_eq!(flags(Tally::new(4, 400), &even), [FewHits]);
    assert_eq!(flags(Tally::new(5, 150), &reference(&[150])), []);
    assert_eq!(flags(Tally::new(5, 149), &reference(&[150])), [ShortText]);
    // 200 and 800 are still half and twice of 400; 199 and 801 are not. Two of four are half, one of three is less.
    assert_eq!(flags(Tally::new(5, 400), &reference(&[200, 800, 199, 801])), []);
    assert_eq!(flags(Tally::new(5, 400), &reference(&[400, 199, 801])), [LengthMismatch]);
    assert_eq!(flags(Tally::new(5, 401), &reference(&[200])), [LengthMismatch]);
    // Two documents of equal length, x hits and none: phi = x.
    let bursts = |x| Reference::new([Tally::new(x, 400), Tally::new(0, 400)]);
    assert_eq!(bursts(2).summary().phi, Some(2.0));
    assert_eq!(flags(Tally::new(5, 400), &bursts(2)), []);
    assert_eq!(flags(Tally::new(5, 400), &bursts(3)), [BurstyReference]);
    let words = [FewHits, ShortText, LengthMismatch, BurstyReference].map(CompareFlag::as_str);
    assert_eq!(words, ["few_hits", "short_text", "length_mismatch", "bursty_reference"]);
}

#[test]
fn dispersion_ignores_empty_documents_and_refuses_what_is_undefined() {
    let dp = deviation_of_proportions(&[0, 3, 1], &[50, 500, 120]);
    assert!(dp.is_some_and(|dp| (0.0..1.0).contains(&dp)));
    assert_eq!(deviation_of_proportions(&[0, 3, 0, 1], &[50, 500, 0, 120]), dp);
    assert_eq!(deviation_of_proportions(&[0, 0], &[50, 500]), None);
    assert_eq!(deviation_of_proportions(&[3, 0], &[50, 0]), None);
    assert_eq!(deviation_of_proportions(&[3, 1], &[50]), None);
    assert_eq!(deviation_of_proportions(&[], &[]), None);
    // All hits in one of a hundred equal documents.
    let mut hits = [0; 100];
    hits[7] = 1;
    let dp = deviation_of_proportions(&hits, &[400; 100]).expect("a hit");
    assert!(near(dp, 0.99, 1e-12), "{dp}");
}

#[test]
fn quantiles_outside_their_range_are_undefined() {
    assert_eq!(quantile(&[], 0.5), None);
    for share in [-0.1, 1.1, f64::NAN] {
        assert_eq!(quantile(&[1.0, 2.0], share), None);
    }
    assert_eq!(quantile(&[7.0], 0.9), Some(7.0));
}
