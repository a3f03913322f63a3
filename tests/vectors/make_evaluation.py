#!/usr/bin/env python3
"""Write annotated texts and the agreement that `evaluate` has to report of them.

    python3 make_evaluation.py        # in this folder; needs numpy and scikit-learn

Nothing here imports, calls or imitates the Rust code. Texts are nonsense words with one space between them; a hit is every place where the
words of a term stand (terms.toml of the test holds the same terms). Words and code points are marked in plain lists, precision, recall, F1
and kappa are scikit-learn's; `overlap` is the formula of SemEval-2020 task 11 over all pairs of stretches; resamples are drawn one by one
with PCG32 as published (O'Neill 2014, Lemire's bounded numbers), and their percentiles are numpy's.
"""

import csv
import json
import random

import numpy
from sklearn.metrics import cohen_kappa_score, f1_score, precision_score, recall_score

TERMS = {  # entry: (technique, strength, words)
    "one-mob": ("labeling", 1, ["mob"]),
    "two-sham": ("slur", 3, ["sham", "vote"]),
    "two-vote": ("labeling", 2, ["vote"]),
}
FILLERS = "ära bel 𝄞cor dun ele fao gut hin ise jot kén lum".split()
TEXTS, SEED, RESAMPLES = 24, 7, 50
UNITS = ["token", "character", "exact", "overlap"]


class Pcg32:
    """XSH RR 64/32 with the reference implementation's default stream."""

    def __init__(self, seed):
        self.increment = (1442695040888963407 << 1 | 1) % 2**64
        self.state = 0
        self.next()
        self.state = (self.state + seed) % 2**64
        self.next()

    def next(self):
        old = self.state
        self.state = (old * 6364136223846793005 + self.increment) % 2**64
        shifted = ((old >> 18 ^ old) >> 27) % 2**32
        turn = old >> 59
        return (shifted >> turn | shifted << (-turn % 32)) % 2**32

    def below(self, bound):
        while True:
            product = self.next() * bound
            if product % 2**32 >= (2**32 - bound) % bound:
                return product >> 32


def make_texts():
    chance = random.Random(2026)
    texts = []
    for number in range(TEXTS):
        drawn = chance.choices(FILLERS + ["mob", "sham", "vote", "sham vote"], weights=[6] * len(FILLERS) + [3, 2, 3, 3], k=chance.randint(3, 18))
        words = " ".join(drawn).split(" ")
        starts, at = [], 0
        for word in words:
            starts.append(at)
            at += len(word) + 1
        spans = []
        for _ in range(chance.randint(0, 5)):
            if chance.random() < 0.6 and any(word in ("mob", "vote") for word in words):
                first = last = chance.choice([i for i, word in enumerate(words) if word in ("mob", "vote")])
                first = max(0, first - chance.randint(0, 1))
            else:
                first = chance.randrange(len(words))
                last = min(len(words) - 1, first + chance.randint(0, 3))
            end = starts[last] + len(words[last])
            cut = chance.randint(0, 1) if end - starts[first] > 2 else 0
            spans.append([starts[first] + cut, end, chance.choice(["labeling", "other"])])
        texts.append({"id": f"t{number}", "text": " ".join(words), "spans": spans, "label": chance.choice(["Biased", "Non-biased"])})
    return texts


def hits_of(text):
    """(start, end, entry) by looking at every word; a term of one technique inside another of it does not occur."""
    words, found, at = text.split(" "), [], 0
    starts = []
    for word in words:
        starts.append(at)
        at += len(word) + 1
    for entry, (_, _, term) in TERMS.items():
        for i in range(len(words) - len(term) + 1):
            if words[i : i + len(term)] == term:
                last = i + len(term) - 1
                found.append((starts[i], starts[last] + len(words[last]), entry))
    return found


def word_places(text):
    places, at = [], 0
    for word in text.split(" "):
        places.append((at, at + len(word)))
        at += len(word) + 1
    return places


def marks(spans, places):
    return [int(any(start < b and a < end for start, end in spans)) for a, b in places]


def merge(spans):
    """Stretches that share a character, over and over until none do."""
    spans = sorted(set(spans))
    while True:
        for i in range(len(spans)):
            for j in range(i + 1, len(spans)):
                (a, b), (c, d) = spans[i], spans[j]
                if a < d and c < b:
                    spans = [s for k, s in enumerate(spans) if k not in (i, j)] + [(min(a, c), max(b, d))]
                    break
            else:
                continue
            break
        else:
            return spans


class Text:
    def __init__(self, text, gold, found, loaded):
        gold, found = [tuple(s) for s in gold], [tuple(s) for s in found]
        words, points = word_places(text), [(i, i + 1) for i in range(len(text))]
        self.pairs = {"token": (marks(gold, words), marks(found, words)), "character": (marks(gold, points), marks(found, points))}
        self.pairs["sentence"] = ([int(loaded)], [int(bool(found))])
        both = sorted(set(gold) | set(found))
        self.pairs["exact"] = ([int(s in gold) for s in both], [int(s in found) for s in both])
        self.gold, self.found = merge(gold), merge(found)

    def credit(self, of_found):
        these = self.found if of_found else self.gold
        common = lambda s, t: max(0, min(s[1], t[1]) - max(s[0], t[0]))
        return sum(common(s, t) / ((s if of_found else t)[1] - (s if of_found else t)[0]) for s in self.found for t in self.gold), len(these)


def figures(texts, unit):
    """precision, recall, F1, kappa; None where undefined"""
    if unit == "overlap":
        right, found = map(sum, zip(*[text.credit(True) for text in texts]))
        covered, gold = map(sum, zip(*[text.credit(False) for text in texts]))
        precision = right / found if found else None
        recall = covered / gold if gold else None
        if precision is None or recall is None:
            return precision, recall, None, None
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0, None
    gold = [mark for text in texts for mark in text.pairs[unit][0]]
    found = [mark for text in texts for mark in text.pairs[unit][1]]
    precision = precision_score(gold, found, zero_division=0) if any(found) else None
    recall = recall_score(gold, found, zero_division=0) if any(gold) else None
    f1 = f1_score(gold, found, zero_division=0) if any(found) and any(gold) else None
    constant = gold == found and len(set(gold)) < 2
    kappa = None if unit == "exact" or constant else cohen_kappa_score(gold, found)
    return precision, recall, f1, kappa


def has(text, unit, side):
    if unit == "overlap":
        return bool((text.gold, text.found)[side])
    return any(text.pairs[unit][side])


def row(level, item, unit, texts):
    precision, recall, f1, kappa = figures(texts, unit)
    generator = Pcg32(SEED)
    resampled = []
    for _ in range(RESAMPLES):
        resampled.append(figures([texts[generator.below(len(texts))] for _ in texts], unit)[:3])
    enough = [sum(has(text, unit, side) for text in texts) >= 2 for side in (1, 0)]
    defined = [enough[0], enough[1], enough[0] and enough[1]]
    cells = []
    for index, value in enumerate((precision, recall, f1)):
        values = [figure[index] for figure in resampled if figure[index] is not None]
        ends = numpy.percentile(values, [2.5, 97.5]) if defined[index] and values else ("", "")
        cells += [value, *ends]
    if unit == "overlap":
        counts = [sum(len(text.gold) for text in texts), sum(len(text.found) for text in texts), ""]
    else:
        pairs = [pair for text in texts for pair in zip(*text.pairs[unit])]
        counts = [sum(g for g, _ in pairs), sum(f for _, f in pairs), sum(g and f for g, f in pairs)]
    show = lambda value: "" if value is None or value == "" else repr(float(value))
    return [level, item, unit, *counts, *map(show, cells), show(kappa)]


def main():
    raw = make_texts()
    with open("evaluation.jsonl", "w", encoding="utf-8") as file:
        for text in raw:
            file.write(json.dumps(text, ensure_ascii=False) + "\n")
    items = [("all", "all", lambda e: True, None)]
    items += [("technique", t, lambda e, t=t: TERMS[e][0] == t, "labeling" if t == "labeling" else None) for t in ("labeling", "slur")]
    items += [("lexicon", "nonsense", lambda e: True, None)]
    items += [("entry", entry, lambda e, entry=entry: e == entry, None) for entry in TERMS]
    items += [("voice", "editorial", lambda e: True, None)]
    items += [("strength", str(n), lambda e, n=n: TERMS[e][1] >= n, None) for n in (1, 2, 3)]
    with open("evaluation.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        shares = [f"{name}{end}" for name in ("precision", "recall", "f1") for end in ("", "_low", "_high")]
        writer.writerow(["level", "item", "unit", "gold", "found", "both", *shares, "kappa"])
        for level, item, counts, label in items:
            texts = [
                Text(
                    text["text"],
                    [s[:2] for s in text["spans"] if label is None or s[2] == label],
                    [h[:2] for h in hits_of(text["text"]) if counts(h[2])],
                    text["label"] == "Biased",
                )
                for text in raw
            ]
            for unit in [*UNITS, "sentence"]:
                writer.writerow(row(level, item, unit, texts))


main()
