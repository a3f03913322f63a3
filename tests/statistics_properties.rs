//! What must hold for any counts, and the worked examples of the statistics study by hand.

use connote::compare::corpora::{CiMethod, corpus_ratio, phi, quasi_poisson};
use connote::compare::effect::odds_ratio;
use connote::compare::keyness::{chi2, g2, g2_four_cell};
use connote::compare::log_odds::log_odds;
use connote::compare::multiple::{benjamini_hochberg, bonferroni, holm};
use connote::compare::permutation::smallest_p;
use connote::compare::rank_tests::{brunner_munzel, mann_whitney};
use connote::compare::ratio::{exact_conditional_at, mid_p, mid_p_conditional, score_interval};
use connote::compare::{
    CompareFlag, Direction, Permuted, Pool, Reference, contrasts, direction, exact_conditional, exact_p, flags, log2_ratio, lrc, permutation, rank,
    rate_ratio,
};
use connote::measure::dispersion::{deviation_of_proportions, normed_deviation_of_proportions};
use connote::measure::documents::{mean_rate, median_rate};
use connote::measure::interval::{garwood, rate, wilson};
use connote::measure::quantile::quantile;
use connote::measure::{Interval, Tally, chi_square, student};

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

#[test]
fn evidence_of_any_two_tallies_is_defined_where_both_have_words() {
    for focus in tallies() {
        for reference in tallies() {
            let context = format!("{focus:?} {reference:?}");
            let words = focus.words > 0 && reference.words > 0;
            let within = words && focus.hits <= focus.words && reference.hits <= reference.words;
            let any = focus.hits > 0 || reference.hits > 0;
            assert_eq!(g2(focus, reference).is_some(), words, "{context}");
            assert_eq!(g2_four_cell(focus, reference).is_some(), within, "{context}");
            assert_eq!(chi2(focus, reference).is_some(), within, "{context}");
            assert_eq!(log2_ratio(focus, reference).is_some(), rate_ratio(focus, reference).is_some(), "{context}");
            let figures = [g2(focus, reference), g2_four_cell(focus, reference), chi2(focus, reference)];
            for figure in figures.into_iter().flatten() {
                assert!(figure >= 0.0 && figure.is_finite(), "{context}: {figure}");
                assert_eq!(figure == 0.0, direction(focus, reference) == Some(Direction::Equal) || figure < 1e-300, "{context}: {figure}");
                assert!(chi_square::p(figure).is_some_and(|p| (0.0..=1.0).contains(&p)), "{context}");
                assert!(chi_square::log10_p(figure).is_some_and(|p| p <= 0.0), "{context}");
            }
            assert_eq!(mid_p(focus, reference).is_some(), words, "{context}");
            assert!(mid_p(focus, reference).is_none_or(|p| (0.0..=1.0).contains(&p)), "{context}");
            for interval in [mid_p_conditional(focus, reference), score_interval(focus, reference), exact_conditional_at(focus, reference, 1e-9)] {
                assert_eq!(interval.is_some(), words && any, "{context}");
                assert!(
                    interval.is_none_or(|i| i.low < i.high && i.low.is_finite() && (i.low == 0.0) == (focus.hits == 0)),
                    "{context}: {interval:?}"
                );
            }
            let conservative = lrc(focus, reference, 1_000);
            assert_eq!(conservative.is_some(), words && any, "{context}");
            let sign = match direction(focus, reference) {
                Some(Direction::Over) => 1.0,
                Some(Direction::Under) => -1.0,
                _ => 0.0,
            };
            assert!(conservative.is_none_or(|c| c == 0.0 || c.signum() * sign > 0.0), "{context}: {conservative:?}");
            let odds = log_odds(focus, reference, 0.01, 5.0);
            assert!(odds.is_none_or(|o| o.delta.is_finite() && o.variance > 0.0), "{context}: {odds:?}");
            assert!(odds_ratio(focus, reference).is_none_or(|o| o > 0.0), "{context}");
        }
    }
}

#[test]
fn swapping_the_sides_keeps_evidence_and_turns_the_effect_round() {
    for (focus, reference) in small_pairs() {
        let context = format!("{focus:?} {reference:?}");
        for figure in [g2, g2_four_cell, chi2] {
            match (figure(focus, reference), figure(reference, focus)) {
                (Some(there), Some(back)) => assert!(near(there, back, 1e-13), "{context}"),
                (there, back) => assert_eq!(there, back, "{context}"),
            }
        }
        for (there, back) in [
            (mid_p_conditional(focus, reference), mid_p_conditional(reference, focus)),
            (score_interval(focus, reference), score_interval(reference, focus)),
        ] {
            if let (Some(there), Some(back)) = (there, back) {
                assert!(near(there.low, 1.0 / back.high, 1e-14) && near(there.high, 1.0 / back.low, 1e-14), "{context}");
            }
        }
        if let (Some(there), Some(back)) = (log2_ratio(focus, reference), log2_ratio(reference, focus)) {
            assert!(near(there, -back, 1e-13), "{context}: {there} {back}");
        }
        // The logarithm of a bound: what is relative there is absolute here.
        if let (Some(there), Some(back)) = (lrc(focus, reference, 7), lrc(reference, focus, 7)) {
            assert!((there + back).abs() < 1e-13, "{context}: {there} {back}");
        }
    }
}

#[test]
fn g2_grows_with_the_size_of_the_table() {
    for (focus, reference) in small_pairs() {
        for k in [2_u64, 10, 1_000_000] {
            let times = |tally: Tally| Tally::new(k * tally.hits, k * tally.words);
            #[expect(clippy::cast_precision_loss, reason = "small")]
            let factor = k as f64;
            for figure in [g2, g2_four_cell, chi2] {
                if let (Some(one), Some(many)) = (figure(focus, reference), figure(times(focus), times(reference))) {
                    assert!(near(many, factor * one, 1e-13), "{focus:?} {reference:?} {k}");
                }
            }
        }
    }
}

#[test]
fn mid_p_lies_inside_the_exact_interval_and_more_tests_widen_it() {
    for (focus, reference) in small_pairs() {
        let context = format!("{focus:?} {reference:?}");
        let (Some(exact), Some(mid)) = (exact_conditional(focus, reference), mid_p_conditional(focus, reference)) else { continue };
        assert!(exact.low <= mid.low && mid.high <= exact.high, "{context}: {exact:?} {mid:?}");
        assert!(mid_p(focus, reference) <= exact_p(focus, reference), "{context}");
        assert_eq!(
            exact_conditional_at(focus, reference, 0.025).map(|i| near(i.low, exact.low, 1e-14) && near(i.high, exact.high, 1e-14)),
            Some(true),
            "{context}"
        );
        let mut before = exact;
        for tail in [0.01, 1e-4, 1e-9, 1e-200] {
            let wider = exact_conditional_at(focus, reference, tail).expect("hits");
            assert!(wider.low <= before.low && before.high <= wider.high, "{context} {tail}: {wider:?} {before:?}");
            before = wider;
        }
        for tail in [0.0, -0.1, 0.6, f64::NAN] {
            assert_eq!(exact_conditional_at(focus, reference, tail), None, "{context}");
        }
    }
}

#[test]
fn adjusted_p_values_keep_their_order() {
    let p: Vec<Option<f64>> = (0..200_u32).map(|i| (i % 9 != 0).then(|| f64::from(i * 7919 % 1000) / 1000.0)).collect();
    for adjust in [benjamini_hochberg, holm, bonferroni] {
        let adjusted = adjust(&p);
        let mut pairs: Vec<(f64, f64)> = p.iter().zip(&adjusted).filter_map(|(&p, &q)| Some((p?, q?))).collect();
        assert_eq!(pairs.len(), p.iter().flatten().count());
        pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
        assert!(pairs.iter().all(|(p, q)| p <= q && *q <= 1.0));
        assert!(pairs.is_sorted_by_key(|(_, q)| *q));
    }
    assert_eq!(benjamini_hochberg(&[None, Some(f64::NAN), Some(0.5)]), [None, None, Some(0.5)]);
    assert!(holm(&[]).is_empty());
}

#[test]
fn contrasts_count_only_what_can_be_compared() {
    let pair = (Tally::new(5, 400), Tally::new(50, 50_000));
    let found = contrasts(&[Some(pair), None, Some((Tally::new(0, 400), Tally::new(0, 50_000)))]);
    let first = found[0].as_ref().expect("given");
    assert_eq!(first.lrc, lrc(pair.0, pair.1, 2));
    assert_eq!(first.q, exact_p(pair.0, pair.1).map(|p| 2.0 * p));
    assert_eq!(found[1], None);
    let none = found[2].as_ref().expect("given");
    assert_eq!((none.g2, none.p_g2, none.q, none.lrc, none.ratio, none.exact), (Some(0.0), Some(1.0), Some(1.0), None, None, None));
    assert_eq!(none.direction, Some(Direction::Equal));
}

/// Two corpora whose arrangements are too many to try: nine documents on each side.
fn nine_and_nine() -> [Vec<Tally>; 2] {
    let documents = |hits: [u64; 9], first: u64| (0..).zip(hits).map(|(i, hits)| Tally::new(hits, first + 37 * i)).collect();
    [documents([3, 0, 2, 5, 1, 0, 4, 2, 3], 400), documents([1, 0, 0, 2, 1, 0, 1, 0, 2], 350)]
}

fn permuted(focus: &[Tally], reference: &[Tally], seed: u64) -> Permuted {
    let documents = [focus, reference].concat();
    let words: Vec<u64> = documents.iter().map(|d| d.words).collect();
    let hits: Vec<Vec<(u32, u64)>> = documents.iter().map(|d| vec![(0, d.hits)]).collect();
    permutation(&Pool { words: &words, focus: focus.len(), hits: &hits, items: 1 }, 9_999, seed)[0]
}

/// All arrangements, as sets of bits.
fn p_of_all_arrangements(focus: &[Tally], reference: &[Tally]) -> f64 {
    let all = [focus, reference].concat();
    let sum = |set: u32, f: fn(&Tally) -> u64| all.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, d)| f(d)).sum::<u64>();
    let whole = (1_u32 << all.len()) - 1;
    // |X1 L2 - X2 L1| / (L1 L2), compared crosswise: exact.
    let gap = |set: u32| {
        let [x1, l1, x2, l2] = [sum(set, |d| d.hits), sum(set, |d| d.words), sum(whole ^ set, |d| d.hits), sum(whole ^ set, |d| d.words)];
        (u128::from((x1 * l2).abs_diff(x2 * l1)), u128::from(l1 * l2))
    };
    let (top, bottom) = gap((1 << focus.len()) - 1);
    let [mut extreme, mut ways] = [0_u32; 2];
    for set in (0..=whole).filter(|set| set.count_ones() as usize == focus.len()) {
        let (gap, per) = gap(set);
        ways += 1;
        extreme += u32::from(gap * bottom >= top * per);
    }
    f64::from(extreme) / f64::from(ways)
}

#[test]
fn shuffles_come_near_to_all_arrangements() {
    let [focus, reference] = nine_and_nine();
    let expected = p_of_all_arrangements(&focus, &reference);
    let error = (expected * (1.0 - expected) / 9_999.0).sqrt();
    let mut different = std::collections::BTreeSet::new();
    for seed in 1..=10 {
        let found = permuted(&focus, &reference, seed);
        assert!(!found.exact && found.permutations == 9_999);
        let p = found.p.expect("hits");
        assert!((p - expected).abs() < 4.0 * error, "{p} {expected}");
        different.insert(p.to_bits());
        assert_eq!(found, permuted(&focus, &reference, seed), "the same seed, the same p");
    }
    assert!(different.len() > 5, "other seeds, other shuffles");
}

#[test]
fn the_order_of_documents_and_the_name_of_the_sides_change_no_p() {
    let [focus, reference] = nine_and_nine();
    let found = permuted(&focus, &reference, 3);
    let [mut backwards, mut turned] = [focus.clone(), reference.clone()];
    backwards.reverse();
    turned.rotate_left(4);
    assert_eq!(permuted(&backwards, &turned, 3), found);
    assert_eq!(permuted(&reference, &focus, 3), found);
    // Sides of unequal size: the smaller one is drawn, whichever it is.
    assert_eq!(
        permuted(&reference[..7], &[&focus[..], &reference[7..]].concat(), 3),
        permuted(&[&focus[..], &reference[7..]].concat(), &reference[..7], 3)
    );
    let ratio = corpus_ratio(&focus, &reference);
    assert_eq!(corpus_ratio(&backwards, &turned), ratio);
    assert_eq!(mann_whitney(&backwards, &turned), mann_whitney(&focus, &reference));
    assert_eq!((mean_rate(&backwards), median_rate(&turned)), (mean_rate(&focus), median_rate(&reference)));
    let (there, back) = (ratio.interval.expect("hits"), corpus_ratio(&reference, &focus).interval.expect("hits"));
    assert!(near(there.low, 1.0 / back.high, 1e-13) && near(there.high, 1.0 / back.low, 1e-13));
}

#[test]
fn a_document_without_words_changes_nothing() {
    let [focus, reference] = nine_and_nine();
    let more = [&[Tally::new(0, 0)], &focus[..], &[Tally::new(0, 0)]].concat();
    assert_eq!(permuted(&more, &reference, 1), permuted(&focus, &reference, 1));
    assert_eq!(corpus_ratio(&more, &reference), corpus_ratio(&focus, &reference));
    assert_eq!(phi(&more, &reference), phi(&focus, &reference));
    assert_eq!(mann_whitney(&more, &reference), mann_whitney(&focus, &reference));
    assert_eq!(brunner_munzel(&more, &reference), brunner_munzel(&focus, &reference));
    assert_eq!((mean_rate(&more), median_rate(&more)), (mean_rate(&focus), median_rate(&focus)));
}

#[test]
fn one_set_of_shuffles_serves_many_items() {
    let [focus, reference] = nine_and_nine();
    let documents = [&focus[..], &reference].concat();
    let words: Vec<u64> = documents.iter().map(|d| d.words).collect();
    // The second item is the first, named twice with half the hits or out of order; the third has none; the fourth does not exist.
    let hits: Vec<Vec<(u32, u64)>> = documents.iter().map(|d| vec![(1, d.hits / 2), (0, d.hits), (1, d.hits - d.hits / 2), (3, 5)]).collect();
    let found = permutation(&Pool { words: &words, focus: 9, hits: &hits, items: 3 }, 9_999, 1);
    assert_eq!(found[0], found[1]);
    assert_eq!(found[2], Permuted { p: None, permutations: 0, exact: false });
    let expected = p_of_all_arrangements(&focus, &reference);
    assert!((found[0].p.expect("hits") - expected).abs() < 0.02);
}

#[test]
fn what_cannot_be_shuffled_is_undefined() {
    let one = [Tally::new(5, 400)];
    let none = [Tally::new(0, 400)];
    for (focus, reference) in [(&one[..], &[][..]), (&[], &one), (&[], &[]), (&none, &none), (&one, &[Tally::new(3, 0)])] {
        assert_eq!(permuted(focus, reference, 1), Permuted { p: None, permutations: 0, exact: false }, "{focus:?} {reference:?}");
    }
    let huge = [Tally::new(u64::MAX, u64::MAX), Tally::new(3, u64::MAX)];
    assert_eq!(permuted(&huge, &one, 1).p, None);
    assert!(permutation(&Pool { words: &[], focus: 7, hits: &[], items: 0 }, 10, 1).is_empty());
    // No shuffles asked for, and too many arrangements for all.
    let words = [100; 40];
    let hits = vec![vec![(0, 1)]; 40];
    assert_eq!(permutation(&Pool { words: &words, focus: 20, hits: &hits, items: 1 }, 0, 1)[0].p, None);
    assert_eq!(permutation(&Pool { words: &words, focus: 20, hits: &hits, items: 1 }, 99, 1)[0].p, Some(1.0), "equal rates: every shuffle is a tie");
}

#[test]
fn few_documents_cannot_give_a_small_p() {
    for (focus, reference, least) in [(2, 2, 1.0 / 3.0), (3, 3, 0.1), (4, 4, 2.0 / 70.0), (1, 19, 0.05), (1, 1, 1.0), (30, 30, 0.0)] {
        assert_eq!(smallest_p(focus, reference), Some(least), "{focus} {reference}");
    }
    assert_eq!(smallest_p(0, 5), None);
    let all = |hits: u64, n: u64| (0..n).map(|i| Tally::new(hits, 400 + i)).collect::<Vec<_>>();
    assert_eq!(permuted(&all(9, 2), &all(0, 2), 1).p, Some(1.0 / 3.0));
    assert_eq!(permuted(&all(9, 4), &all(0, 4), 1).p, Some(2.0 / 70.0));
}

#[test]
fn the_interval_goes_by_documents_where_there_are_enough() {
    let documents = |hits: u64, n: u64| (0..n).map(|i| Tally::new(hits + i % 2, 400 + 10 * i)).collect::<Vec<_>>();
    let method = |focus: &[Tally], reference: &[Tally]| corpus_ratio(focus, reference).ci_method;
    assert_eq!(method(&documents(2, 3), &documents(1, 3)), Some(CiMethod::QuasiPoisson));
    assert_eq!(method(&documents(2, 2), &documents(1, 30)), Some(CiMethod::Exact));
    assert_eq!(method(&documents(2, 5), &[Tally::new(0, 400); 5]), Some(CiMethod::Exact));
    assert_eq!(method(&[Tally::new(0, 400); 5], &[Tally::new(0, 400); 5]), None);
    assert_eq!(method(&[], &documents(1, 3)), None);
    // Two documents with words and one without are two.
    let with_empty = [documents(2, 2), vec![Tally::new(0, 0)]].concat();
    assert_eq!(method(&with_empty, &documents(1, 5)), Some(CiMethod::Exact));
    // Independent words with even documents: phi is floored, and the interval is no narrower than Wald's.
    let even = [Tally::new(4, 400), Tally::new(5, 500), Tally::new(6, 600)];
    let other = [Tally::new(2, 400), Tally::new(1, 200), Tally::new(3, 600)];
    assert_eq!(phi(&even, &other), Some(0.0));
    assert_eq!(rounded(quasi_poisson(&even, &other), 3), "0.523-7.647");
    for documents in [&[][..], &[Tally::new(u64::MAX, 1)], &[Tally::new(u64::MAX, u64::MAX), Tally::new(1, u64::MAX), Tally::new(u64::MAX, 2)]] {
        let found = corpus_ratio(documents, &even);
        assert!(found.phi.is_none_or(|phi| phi >= 0.0), "{found:?}");
    }
}

#[test]
fn rank_tests_without_spread_are_undefined() {
    let same = [Tally::new(1, 100), Tally::new(2, 200)];
    let equal = mann_whitney(&same, &same).expect("documents");
    assert!(near(equal.u, 2.0, 0.0) && equal.p.is_none());
    assert_eq!(brunner_munzel(&same, &same), None);
    assert_eq!(mann_whitney(&same, &[]), None);
    assert_eq!(brunner_munzel(&same, &same[..1]), None);
    // Complete separation.
    assert_eq!(brunner_munzel(&[Tally::new(9, 100), Tally::new(8, 100)], &same), None);
}

#[test]
fn student_turns_into_normal() {
    assert!(near(student::quantile_975(1e15).expect("defined"), 1.959_963_984_540_054, 1e-14));
    let mut before = f64::INFINITY;
    for df in 1..2_000 {
        let t = student::quantile_975(f64::from(df)).expect("defined");
        assert!(t < before && near(student::two_sided_p(t, f64::from(df)).expect("defined"), 0.05, 1e-12), "{df}");
        before = t;
    }
    for df in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!((student::quantile_975(df), student::two_sided_p(2.0, df)), (None, None), "{df}");
    }
    assert_eq!(student::two_sided_p(0.0, 5.0), Some(1.0));
    assert_eq!(student::two_sided_p(f64::INFINITY, 5.0), Some(0.0));
    assert_eq!(student::two_sided_p(f64::NAN, 5.0), None);
    // The two ways of computing it meet at t² = 2, and p is the same for both signs.
    let p = |t: f64| student::two_sided_p(t, 7.5).expect("defined");
    let seam = 2.0_f64.sqrt();
    assert!(near(p(seam * (1.0 - 1e-15)), p(seam * (1.0 + 1e-15)), 1e-13));
    assert!(near(p(-3.0), p(3.0), 0.0));
}

#[test]
fn normed_dp_is_one_where_all_is_in_the_smallest_document() {
    assert!(near(normed_deviation_of_proportions(&[7, 0, 0], &[100, 200, 300]).expect("hits"), 1.0, 1e-15));
    assert_eq!(normed_deviation_of_proportions(&[7], &[100]), None);
    assert_eq!(normed_deviation_of_proportions(&[7, 0], &[100, 0]), None);
}
