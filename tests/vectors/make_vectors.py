#!/usr/bin/env python3
"""Write the expected values that the statistics tests read.

    python3 scripts/make_vectors.py statistics-vectors.json tests/vectors

Two kinds of rows, told apart by their `source` column:

* `study`: taken over from the vectors file of the statistics study (its own 50-digit mpmath run);
* `definition`: worked out here, with mpmath at 50 digits or with whole-number fractions, straight from the
  definition, for what that file leaves out.

Nothing here imports, calls or imitates the Rust code: quantiles are found by a secant search on
sums of terms, not by the expansions and tail ratios of the library.
"""

import csv
import json
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


def lower_odds(a, b):
    if a == 0:
        return mpf(0)
    if b == 0:
        p = mp.exp(mp.log(TAIL) / a)
        return p / (1 - p)
    width = 2 * mp.sqrt(mpf(1) / a + mpf(1) / b)

    def gap(t):
        q = 1 / (1 + mp.exp(t))
        return mp.log(binomial_upper(a, a + b, mp.exp(t) * q, q) / TAIL)

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

    write(folder, "dispersion.csv", ["id", "hits", "words", "range", "dp", "source"], [
        [row["id"], " ".join(map(str, row["input"]["counts"])), " ".join(map(str, row["input"]["sizes"])),
         row["expected"]["range"], row["expected"]["dp"] if row["expected"]["parts"] > 1 else UNDEFINED, "study"]
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


if __name__ == "__main__":
    main()
