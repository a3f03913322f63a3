#!/usr/bin/env python3
"""Write the expected values that the statistics tests read.

    python3 tests/vectors/make_vectors.py statistics-vectors.json tests/vectors

Two kinds of rows, told apart by their `source` column:

* `study`: taken over from the vectors file of the statistics study (its own 50-digit mpmath run);
* `definition`: worked out here, with mpmath at 50 digits or with whole-number fractions, straight from the
  definition, for what that file leaves out.

Nothing here imports, calls or imitates the Rust code: quantiles are found by a secant search on
sums of terms, not by the expansions and tail ratios of the library.
"""

import csv
import itertools
import json
import random
import pathlib
import sys
from fractions import Fraction

from mpmath import mp, mpf

mp.dps = 50
UNDEFINED = ""  # must be None
NOT_COMPUTED = "-"  # nothing to compare with
TAIL = mpf(1) / 40


def digits(value):
    return mp.nstr(mpf(value), 17)


def fraction(value):
    return digits(mpf(value.numerator) / value.denominator)


def poisson_upper(k, mean):
    """P(X >= k), by adding up terms on the side where there are fewer of them."""
    if k == 0:
        return mpf(1)
    if mean > k:
        return 1 - poisson_lower(k - 1, mean)
    term = mp.exp(k * mp.log(mean) - mean - mp.loggamma(k + 1))
    total, j = mpf(0), k
    while term > total * mpf(10) ** -30:
        total += term
        j += 1
        term = term * mean / j
    return total


def poisson_lower(k, mean):
    """P(X <= k)."""
    if mean < k:
        return 1 - poisson_upper(k + 1, mean)
    term = mp.exp(k * mp.log(mean) - mean - mp.loggamma(k + 1))
    total, j = mpf(0), k
    while term > total * mpf(10) ** -30 and j >= 0:
        total += term
        term = term * j / mean
        j -= 1
    return total


def binomial_upper(k, n, p, q):
    """P(X >= k) for k above the mean; the terms fall from the first."""
    term = mp.exp(
        mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
        + k * mp.log(p) + (n - k) * mp.log(q)
    )
    total, j, odds = mpf(0), k, p / q
    while term > total * mpf(10) ** -25 and j <= n:
        total += term
        term = term * (n - j) * odds / (j + 1)
        j += 1
    return total


def root(function, start, width):
    """Secant steps from two points; the functions here are logarithms of tails, close to straight lines."""
    x0, x1 = start, start + width / 100
    f0, f1 = function(x0), function(x1)
    while abs(x1 - x0) > mpf(10) ** -22:
        x0, f0, x1 = x1, f1, x1 - f1 * (x1 - x0) / (f1 - f0)
        f1 = function(x1)
    return x1


def garwood(hits, words):
    if not hits:
        return digits(0), digits(-mp.log(TAIL) * 1000 / words)
    width = 2 / mp.sqrt(hits)
    low = root(lambda t: mp.log(poisson_upper(hits, mp.exp(t)) / TAIL), mp.log(hits) - width, width)
    high = root(lambda t: mp.log(poisson_lower(hits, mp.exp(t)) / TAIL), mp.log(hits) + width, width)
    return digits(mp.exp(low) * 1000 / words), digits(mp.exp(high) * 1000 / words)


def lower_odds(a, b, tail=TAIL, mass=1):
    """The odds under which `a` or more of `a + b` have the probability `tail`; `mass` is the share of `a` itself that counts."""
    if a == 0:
        return mpf(0)
    if b == 0:
        p = mp.exp(mp.log(tail / mass) / a)
        return p / (1 - p)
    width = 2 * mp.sqrt(mpf(1) / a + mpf(1) / b)

    def gap(t):
        q = 1 / (1 + mp.exp(t))
        p = mp.exp(t) * q
        upper = mass * binomial_upper(a, a + b, p, q)
        if mass < 1:
            upper += (1 - mass) * binomial_upper(a + 1, a + b, p, q)
        return mp.log(upper / tail)

    return mp.exp(root(gap, mp.log(mpf(a) / b) - width, width))


def ratio_row(name, a, n1, b, n2):
    over = a * n2 - b * n1
    direction = "over" if over > 0 else "under" if over < 0 else "equal"
    point = fraction(Fraction(a * n2, b * n1)) if a and b else UNDEFINED
    scale = mpf(n2) / n1
    high = lower_odds(b, a)
    p = mpf(1)
    if over:
        k, m1, m2 = (a, n1, n2) if over > 0 else (b, n2, n1)
        total = mpf(m1 + m2)
        p = min(mpf(1), 2 * binomial_upper(k, a + b, m1 / total, m2 / total))
    return [name, a, n1, b, n2, direction, point, digits(scale * lower_odds(a, b)),
            "inf" if high == 0 else digits(scale / high), digits(p), "definition"]


def wilson(successes, trials):
    z = mp.sqrt(2) * mp.erfinv(mpf(95) / 100)
    p, n = mpf(successes) / trials, mpf(trials)
    centre = p + z**2 / (2 * n)
    half = z * mp.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low, high = ((centre + sign * half) / (1 + z**2 / n) for sign in (-1, 1))
    return digits(low if successes else 0), digits(high if successes < trials else 1)


def phi(documents):
    hits, words = (sum(column) for column in zip(*documents))
    if hits == 0 or len(documents) < 2:
        return UNDEFINED
    rate = Fraction(hits, words)
    return fraction(sum((x - rate * n) ** 2 / (rate * n) for x, n in documents) / (len(documents) - 1))


def type7(values, share):
    values, place = sorted(values), Fraction(share) * (len(values) - 1)
    index = int(place)
    rest = values[min(index + 1, len(values) - 1)] - values[index]
    return values[index] + (place - index) * rest


def pack(documents):
    return " ".join(f"{hits}/{words}" for hits, words in documents)


def write(folder, name, header, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def text(expected, key, index=None):
    if key not in expected:
        return NOT_COMPUTED
    value = expected[key]
    if value is not None and index is not None:
        value = value[index]
    return UNDEFINED if value is None else {"Infinity": "inf"}.get(value, value)


HALF = mpf(1) / 2


def conditional(a, n1, b, n2, tail=TAIL, mass=1):
    """Bounds of the rate ratio; the upper one of no hits in the reference is infinite."""
    scale, other = mpf(n2) / n1, lower_odds(b, a, tail, mass)
    return scale * lower_odds(a, b, tail, mass), mp.inf if other == 0 else scale / other


def score(a, n1, b, n2):
    """Wilson's bounds of a among a + b, as odds."""
    z, n, scale = mp.sqrt(2) * mp.erfinv(mpf(95) / 100), mpf(a + b), mpf(n2) / n1
    centre, half = a / n + z**2 / (2 * n), z * mp.sqrt(mpf(a) * b / n**3 + z**2 / (4 * n**2))
    low, high = ((centre + sign * half) / (1 + z**2 / n) for sign in (-1, 1))
    return scale * low / (1 - low) if a else mpf(0), scale * high / (1 - high) if b else mp.inf


def deviance(*cells):
    return 2 * sum(mpf(o) * mp.log(mpf(o) / e) for o, e in cells if o)


def chi_square_tail(x):
    return mp.erfc(mp.sqrt(x / 2))


def lrc(a, n1, b, n2, tests):
    low, high = conditional(a, n1, b, n2, TAIL / tests)
    return mp.log(low, 2) if low > 1 else mp.log(high, 2) if high < 1 else mpf(0)


def mid_p(a, n1, b, n2):
    if a * n2 < b * n1:
        a, n1, b, n2 = b, n2, a, n1
    p, q, n = mpf(n1) / (n1 + n2), mpf(n2) / (n1 + n2), a + b
    upper = (binomial_upper(a, n, p, q) + (binomial_upper(a + 1, n, p, q) if b else 0)) / 2
    return 2 * min(upper, 1 - upper)


def table_row(name, a, n1, b, n2):
    """Everything about one table of counts that `ratio.csv` leaves out."""
    total, hits = n1 + n2, a + b
    e1, e2 = mpf(n1) * hits / total, mpf(n2) * hits / total
    two = deviance((a, e1), (b, e2))
    row = [name, a, n1, b, n2, digits(two)]
    four = None
    if a <= n1 and b <= n2:
        four = two + (deviance((n1 - a, n1 - e1), (n2 - b, n2 - e2)) if total > hits else 0)
    p = chi_square_tail(two)
    row += [UNDEFINED if four is None else digits(four), digits(p), digits(mp.log10(p))]
    row += [UNDEFINED] * 3 if four is None else [digits(chi_square_tail(four))]
    cells = (n1 - a, n2 - b)
    if four is not None:
        chi = mpf(0)
        if hits and total > hits:
            chi = mpf(total) * (a * n2 - b * n1) ** 2 / (mpf(n1) * n2 * hits * (total - hits))
        row += [digits(chi), digits(chi_square_tail(chi))]
    row += [digits(mp.log(mpf(a * n2) / (b * n1), 2)) if a and b else UNDEFINED]
    row += [digits(mpf(a * cells[1]) / (b * cells[0])) if a and b and min(cells) > 0 else UNDEFINED]
    for bounds in (score(a, n1, b, n2), conditional(a, n1, b, n2, mass=HALF)):
        row += ["inf" if bound == mp.inf else digits(bound) for bound in bounds]
    return row + [digits(mid_p(a, n1, b, n2)), digits(lrc(a, n1, b, n2, 1)), "definition"]


def study_table(table):
    given, expected = table["input"], table["expected"]
    a, b = given["a"], given["b"]
    over_one = lambda key: text(expected, key) if a and b and expected.get(key) not in ("Infinity", "0.0") else UNDEFINED
    pairs = [text(expected, key, index) for key in ("rr_ci95_score", "rr_ci95_midp") for index in (0, 1)]
    return [table["id"], a, given["n1"], b, given["n2"],
            *(text(expected, key) for key in ("g2_rayson_2cell", "g2_full_4cell", "p_g2_rayson", "log10_p_g2_rayson", "p_g2_full", "chi2", "p_chi2")),
            text(expected, "log_ratio_hardie") if a and b else UNDEFINED,
            over_one("odds_ratio"), *pairs, text(expected, "p_exact_midp"), text(expected, "lrc95_unadjusted"), "study"]


def t_quantile(df):
    """The 0.975 quantile by secant steps on the incomplete beta function."""
    df = mpf(df)
    tail = lambda t: mp.log(20 * mp.betainc(df / 2, HALF, 0, df / (df + t * t), regularized=True))
    return root(lambda u: tail(mp.exp(u)), mp.log(2), mpf(1))


def chance(cell):
    return UNDEFINED if cell is None else cell


def documents_row(row):
    """Two corpora, document by document."""
    expected = row["expected"]
    quasi, swaps = expected["quasi_poisson"] or {}, expected["permutation_exact"]
    floored, whitney, munzel = quasi.get("floored", {}), expected["mann_whitney"], expected["brunner_munzel"] or {}
    interval = floored.get("rr_ci95", [UNDEFINED] * 2)
    return [row["id"], pack(row["input"]["A"]), pack(row["input"]["B"]),
            *expected["mean_of_rates_per_1000"], *expected["median_of_rates_per_1000"],
            chance(quasi.get("phi")), chance(floored.get("rr")), *interval,
            swaps["n"] if swaps else NOT_COMPUTED, swaps["p_pooled_diff"] if swaps else NOT_COMPUTED,
            whitney["U_A"], whitney["p_asymptotic_continuity"],
            *(UNDEFINED if munzel.get("degenerate", True) else munzel[key] for key in ("W", "df", "p", "prob_A_less_B")), "study"]


def permutation_row(name, focus, reference):
    """All ways to deal the documents, in fractions."""
    documents = focus + reference
    words, hits = sum(w for _, w in documents), sum(h for h, _ in documents)

    def gap(side):
        h, w = sum(documents[i][0] for i in side), sum(documents[i][1] for i in side)
        return abs(Fraction(h, w) - Fraction(hits - h, words - w))

    deals = list(itertools.combinations(range(len(documents)), len(focus)))
    there_is = gap(range(len(focus)))
    return [name, pack(focus), pack(reference), len(deals), fraction(Fraction(sum(gap(deal) >= there_is for deal in deals), len(deals))), "definition"]


def main():
    study = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    folder = pathlib.Path(sys.argv[2])
    rates, shares, ratios = {}, {}, []
    for table in study["tables"]:
        given, expected = table["input"], table["expected"]
        for side, hits, words in ((1, "a", "n1"), (2, "b", "n2")):
            pair = (given[hits], given[words])
            for into, key in ((rates, f"garwood{side}_per_1000"), (shares, f"wilson{side}_per_1000")):
                into.setdefault(pair, [*pair, text(expected, key, 0), text(expected, key, 1), "study"])
        a, b = given["a"], given["b"]
        if a + b == 0:
            continue  # no ratio, no interval: a test of its own
        ratios.append([
            table["id"], a, given["n1"], b, given["n2"],
            {1: "over", 0: "equal", -1: "under"}[expected["sign"]],
            # The study prints 0 and infinity as points; the tool leaves them empty.
            text(expected, "rate_ratio") if a and b else UNDEFINED,
            text(expected, "rr_ci95_exact", 0), text(expected, "rr_ci95_exact", 1),
            text(expected, "p_exact_central"), "study",
        ])

    for hits in (0, 1, 2, 3, 4, 7, 16, 50, 365, 1_000, 9_999, 10_000, 10_001, 123_456, 10**7):
        rates.setdefault((hits, 10**6), [hits, 10**6, *garwood(hits, 10**6), "definition"])
    for successes, trials in ((0, 1), (1, 1), (1, 2), (3, 11), (1, 10**9), (10**9 - 1, 10**9),
                              (17, 10**12), (10**15, 10**18)):
        shares.setdefault((successes, trials),
                          [successes, trials, *wilson(successes, trials), "definition"])
    for row in (
        ("rare_1_vs_1e18", 1, 10**3, 10**18, 10**19),
        ("rare_999_vs_1e12", 999, 10**6, 10**12, 10**15),
        ("rare_1001_vs_1e12", 1_001, 10**6, 10**12, 10**15),
        ("both_1500_vs_2500", 1_500, 10**6, 2_500, 2 * 10**6),
        ("both_12000_vs_9000", 12_000, 10**7, 9_000, 7 * 10**6),
        ("both_1e5_vs_1.2e5", 100_000, 10**8, 120_000, 12 * 10**7 + 10**6),
        ("nearly_equal_1e6", 10**6, 10**9, 10**6 - 1, 10**9),
        ("sum_limit_1e8", 10**8, 10**11, 10**8 + 20_000, 10**11),
        ("above_limit_1.01e8", 101 * 10**6, 10**11, 101 * 10**6 - 33_000, 10**11),
        ("far_tail_40_vs_2", 40, 500, 2, 10**6),
        ("many_vs_none", 10**6, 10**9, 0, 10**9),
        ("all_but_one", 999_999_999, 10**9, 1, 10**9),
        ("one_word_reference", 3, 400, 1, 1),
        ("equal_huge", 10, 10**9, 10, 10**9),
        ("one_vs_30", 5, 400, 6, 16_395),
    ):
        ratios.append(ratio_row(*row))

    write(folder, "garwood.csv", ["hits", "words", "low", "high", "source"], rates.values())
    for row in shares.values():
        if row[4] == "study":  # per 1,000 there, a share here
            row[2:4] = [digits(mpf(bound) / 1000) for bound in row[2:4]]
    write(folder, "wilson.csv", ["successes", "trials", "low", "high", "source"], shares.values())
    write(folder, "ratio.csv", ["id", "a", "n1", "b", "n2", "direction", "rate_ratio", "low", "high", "p", "source"], ratios)

    write(folder, "dispersion.csv", ["id", "hits", "words", "range", "dp", "dp_norm", "source"], [
        [row["id"], " ".join(map(str, row["input"]["counts"])), " ".join(map(str, row["input"]["sizes"])),
         row["expected"]["range"], row["expected"]["dp"] if row["expected"]["parts"] > 1 else UNDEFINED,
         text(row["expected"], "dp_norm"), "study"]
        for row in study["dispersion"]
    ])
    write(folder, "quantile.csv", ["id", "values", "share", "quantile", "source"], [
        [row["id"], " ".join(map(str, sorted(row["input"]))), share, value, "study"]
        for row in study["quantile_type7"] for share, value in row["expected_type7"].items()
    ])

    ranks = []
    for row in study["percentile"]:
        # Rates have one decimal at most: ten times the rate in 10,000 words is the same rate in whole numbers.
        as_tally = lambda value: (round(float(value) * 10), 10_000)  # noqa: E731
        expected, n = row["expected"], row["expected"]["n"]
        ranks.append([row["id"], pack([as_tally(row["input"]["article_rate"])]),
                      pack(map(as_tally, row["input"]["reference_rates"])),
                      expected["below"], expected["equal"], expected["above"],
                      expected["percentile_midrank"] if n >= 2 else UNDEFINED,
                      expected["p_upper"] if n >= 19 else UNDEFINED, "study"])
    for name, focus, reference in (
        ("nineteen_top", (3, 400), [(1, 300 + i) for i in range(19)]),
        ("nineteen_tied", (2, 600), [(1, 300)] * 4 + [(0, 500)] * 10 + [(9, 800)] * 5),
        ("eighteen", (3, 400), [(0, 300)] * 18),
        ("ties_only_in_whole_numbers", (1, 3), [(3, 9), (7, 21), (333_333_333, 10**9), (333_333_334, 10**9)] * 5),
    ):
        own = Fraction(*focus)
        others = [Fraction(*document) for document in reference]
        below, equal = sum(x < own for x in others), sum(x == own for x in others)
        n = len(others)
        ranks.append([name, pack([focus]), pack(reference), below, equal, n - below - equal,
                      fraction(Fraction(100 * (2 * below + equal), 2 * n)),
                      fraction(Fraction(1 + n - below, n + 1)) if n >= 19 else UNDEFINED, "definition"])
    write(folder, "rank.csv", ["id", "focus", "reference", "below", "equal", "above", "percentile_mid", "p_rank", "source"], ranks)

    summaries = []
    for row in study["documents"]:
        for index, side in enumerate("AB"):
            documents, expected = row["input"][side], row["expected"]
            per_document = [Fraction(1000 * x, n) for x, n in documents]
            summaries.append([f"{row['id']}_{side}", pack(documents), expected["hits"][index], expected["words"][index],
                              expected["docs_with_hit"][index], expected["pooled_rate_per_1000"][index],
                              expected["median_of_rates_per_1000"][index],
                              fraction(type7(per_document, Fraction(9, 10))), fraction(max(per_document)), phi(documents),
                              "study; p90, max and phi: definition"])
    write(folder, "reference.csv", ["id", "documents", "hits", "words", "documents_with_hit", "rate", "median", "p90", "max", "phi", "source"], summaries)

    more(study, folder)


def more(study, folder):
    """What came with the comparison of corpora."""
    tables = [study_table(table) for table in study["tables"]]
    for row in (
        ("no_hits", 0, 400, 0, 50_000), ("equal_1e9", 10, 10**9, 10, 10**9), ("equal_3e9", 3 * 10**9, 10**10, 6 * 10**9, 2 * 10**10),
        ("nearly_equal_2e8", 2 * 10**8 + 1, 10**10, 4 * 10**8, 2 * 10**10 + 3), ("near_2e8", 2 * 10**8 + 60, 10**10, 4 * 10**8, 2 * 10**10),
        ("one_of_1e9_vs_none_of_10", 1, 10**9, 0, 10), ("none_of_10_vs_one_of_1e9", 0, 10, 1, 10**9), ("all_but_one", 999_999_999, 10**9, 1, 10**9),
        ("one_word_reference", 3, 400, 1, 1), ("all_of_all", 7, 7, 9, 9), ("more_hits_than_words", 5, 3, 1, 100), ("skewed_equal", 1, 10**3, 10, 10**4),
        ("rare_vs_many", 3, 500, 10**6, 10**9), ("million_each", 10**6, 10**9, 1_001_500, 10**9), ("tiny_difference", 10**6 + 1, 10**9, 10**6, 10**9),
        ("far_out", 900, 10**4, 3, 10**6), ("underflow", 9_000, 10**4, 5, 10**7), ("dense", 50, 100, 50, 1_000),
    ):
        if row[1] + row[3]:
            tables.append(table_row(*row))
        else:  # no test and no ratio, by definition
            tables.append([*row, "0", "0", "1", "0", "1", "0", "1", *[UNDEFINED] * 6, "1", UNDEFINED, "definition"])
    draw = random.Random(7)
    size = lambda most: int(10 ** draw.uniform(0, most))
    for index in range(60):
        n1, n2 = size(9) + 1, size(9) + 1
        a, b = (min(n, size(min(4, len(str(n)))) - 1) for n in (n1, n2))
        if a + b:
            tables.append(table_row(f"random_{index}", a, n1, b, n2))
    write(folder, "tables.csv", ["id", "a", "n1", "b", "n2", "g2", "g2_4cell", "p_g2", "log10_p_g2", "p_g2_4cell", "chi2", "p_chi2", "log2_ratio", "odds_ratio",
                                 "score_low", "score_high", "midp_low", "midp_high", "midp", "lrc", "source"], tables)

    adjusted = [(tests, *row) for tests in (1, 2, 37, 500, 10**6) for row in (
        (5, 400, 50, 50_000), (0, 1_500, 3, 300), (0, 1_500, 30, 300), (400, 400, 0, 400), (1, 400, 0, 50_000), (110, 2_552, 111, 29_225),
        (30, 10**9, 10, 10**9), (3, 500, 10**6, 10**9), (10**6, 10**9, 1_012_000, 10**9), (18, 10**6, 350, 10**6))]
    write(folder, "lrc.csv", ["tests", "a", "n1", "b", "n2", "low", "high", "lrc", "source"],
          [[*row, *("inf" if bound == mp.inf else digits(bound) for bound in conditional(*row[1:], TAIL / row[0])), digits(lrc(*row[1:], row[0])), "definition"]
           for row in adjusted])

    write(folder, "corpora.csv", ["id", "focus", "reference", "mean_focus", "mean_reference", "median_focus", "median_reference", "phi", "ratio", "low", "high",
                                  "permutations", "p_permutation", "u", "p_mann_whitney", "w", "df", "p_brunner_munzel", "below", "source"],
          [documents_row(row) for row in study["documents"]])
    write(folder, "permutation.csv", ["id", "focus", "reference", "permutations", "p", "source"], [
        permutation_row("four_and_four", [(4, 400), (6, 500), (3, 350), (5, 700)], [(0, 300), (1, 500), (2, 900), (0, 450)]),
        permutation_row("equal_rates", [(1, 100), (2, 200), (3, 300)], [(4, 400), (5, 500)]),
        permutation_row("ties_of_deals", [(1, 500)] * 4 + [(0, 500)] * 2, [(1, 500)] + [(0, 500)] * 5),
        permutation_row("seven_and_seven", [(3, 420), (0, 610), (9, 880), (1, 350), (4, 720), (2, 505), (6, 940)],
                        [(1, 400), (0, 630), (2, 810), (1, 777), (0, 290), (3, 1_020), (0, 515)]),
        permutation_row("one_document_has_all", [(40, 900)] + [(0, 450 + 7 * i) for i in range(5)], [(1, 510), (2, 640), (0, 333), (1, 700), (1, 480), (0, 555)]),
        permutation_row("large_counts", [(10**12, 10**15), (3 * 10**11, 10**15), (7 * 10**11, 2 * 10**15)], [(10**11, 10**15), (2 * 10**11, 10**15)]),
        permutation_row("two_and_two", [(5, 400), (6, 400)], [(0, 400), (1, 400)]),
        permutation_row("one_and_twenty", [(5, 400)], [(i % 4, 300 + 10 * i) for i in range(20)]),
    ])

    lists = [[row["id"], " ".join(row["input"]["p"]), *(" ".join(row["expected"][key]) for key in ("bh", "holm", "bonferroni")), "study"] for row in study["multiplicity"]]
    write(folder, "multiple.csv", ["id", "p", "bh", "holm", "bonferroni", "source"], lists)

    odds = []
    for row in study["log_odds"]:
        given = row["input"]
        words = [sum(given[side].values()) for side in ("counts1", "counts2")]
        for word, expected in row["expected"].items():
            odds.append([f"{row['id']}_{word}", given["counts1"].get(word, 0), words[0], given["counts2"].get(word, 0), words[1], given["alpha"][word], given["alpha0"],
                         *(expected[key] for key in ("delta", "variance", "z", "z_full_variance")), "study"])
    write(folder, "log_odds.csv", ["id", "a", "n1", "b", "n2", "prior", "prior_total", "delta", "variance", "z", "z_four_terms", "source"], odds)

    special = lambda name: [row for row in study["special_functions"] if row["fn"] == name]
    tails = [[*row["args"], row["expected"], "study"] for row in special("t2sf")]
    tail = lambda t, df: mp.betainc(mpf(df) / 2, HALF, 0, mpf(df) / (df + mpf(t) ** 2), regularized=True)
    for df in ("0.5", "1", "2", "3.7", "29", "200.25", "5000", "1e6"):
        tails += [[t, df, digits(tail(mpf(t), mpf(df))), "definition"] for t in ("0.001", "0.5", "1.4", "1.42", "2", "6", "25")]
    write(folder, "student_tail.csv", ["t", "df", "p", "source"], tails)
    quantiles = {}
    for row in study["documents"]:
        quasi = row["expected"]["quasi_poisson"]
        if quasi and "floored" in quasi:
            df = len(row["input"]["A"]) + len(row["input"]["B"]) - 2
            quantiles[df] = [df, quasi["floored"]["t_quantile_0975"], "study"]
    for df in (1, 2, 3, 5, 7, 10, 31, 62, 63, 64, 65, 100, 321, 1_000, 4_096, 20_000, 10**5, 10**6, 10**7, 10**8, 10**9):
        quantiles.setdefault(df, [df, digits(mp.exp(t_quantile(df))), "definition"])
    write(folder, "student_quantile.csv", ["df", "quantile", "source"], list(quantiles.values()))

    chi = [[row["args"][0], row["expected"], digits(mp.log10(chi_square_tail(mpf(row["args"][0])))), "study; log10: definition"]
           for row in special("chi2sf1") if mpf(row["expected"]) > mpf(10) ** -307]
    chi += [[x, digits(p) if (p := chi_square_tail(mpf(x))) > mpf(10) ** -307 else "0", digits(mp.log10(p)), "definition"]
            for x in ("0", "1e-9", "0.0001", "0.49", "0.51", "1", "1249", "1251", "1500", "38531.7593878492", "1e9")]
    write(folder, "chi_square.csv", ["statistic", "p", "log10_p", "source"], chi)


if __name__ == "__main__":
    main()
