#!/usr/bin/env python3
"""Write tables of answers and whole classes, with the figures that `grade` has to report of them.

    python3 make_grading.py        # in this folder; needs numpy, scikit-learn and krippendorff

Nothing here imports, calls or imitates the Rust code. Cohen's kappa, raw agreement of two, accuracies and F1 of whole spans are scikit-learn's,
alpha is that of the package krippendorff. Partial overlap is counted on sets of characters, as SemEval-2020 task 11 writes it; raw agreement of
a class is counted pair by pair. Texts are nonsense words with one space between them, so that words are what `split` gives.
"""

import csv
import hashlib
import json
import math
import random
import warnings
from itertools import combinations

import krippendorff
import numpy
from sklearn.metrics import accuracy_score, cohen_kappa_score

PAIRS, TABLES, CLASSES = 300, 300, 40
warnings.filterwarnings("ignore")


def figure(value):
    return "" if value is None or math.isnan(value) else repr(float(value))


def kappa(one, other):
    return None if not one else cohen_kappa_score(one, other)


def alpha(table):
    """`table`: coders in rows, None where an answer is missing."""
    data = numpy.array([[numpy.nan if answer is None else answer for answer in row] for row in table], dtype=float)
    pairable = (~numpy.isnan(data)).sum(axis=0) >= 2 if data.size else numpy.array([])
    values = set(data[:, pairable][~numpy.isnan(data[:, pairable])]) if pairable.any() else set()
    if len(values) < 2:  # no pair, or one answer throughout: the package refuses, or divides 0 by 0
        return None, int(pairable.sum())
    return krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"), int(pairable.sum())


def raw(table):
    """Pairs of answers to one unit that are alike; every answer weighs the same, whatever the number of answers to its unit."""
    alike = answers = 0.0
    for unit in zip(*table):
        given = [answer for answer in unit if answer is not None]
        if len(given) < 2:
            continue
        answers += len(given)
        for place, one in enumerate(given):
            others = given[:place] + given[place + 1 :]
            alike += sum(one == other for other in others) / len(others)
    return None if answers == 0 else alike / answers


def write_pairs(chance):
    with open("agreement.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["one", "other", "raw", "kappa"])
        made = [("0" * 9, "0" * 9), ("1" * 4, "1" * 4), ("1" * 4, "0" * 4), ("0", "1"), ("01", "01"), ("01", "10")]
        while len(made) < PAIRS:
            length, share, noise = chance.randint(1, 60), chance.choice([0.02, 0.1, 0.3, 0.5]), chance.choice([0.02, 0.1, 0.5])
            one = [int(chance.random() < share) for _ in range(length)]
            other = [answer ^ int(chance.random() < noise) for answer in one]
            made.append(("".join(map(str, one)), "".join(map(str, other))))
        for one, other in made:
            answers = [[int(answer) for answer in coder] for coder in (one, other)]
            rows.writerow([one, other, figure(accuracy_score(*answers)), figure(kappa(*answers))])


def write_tables(chance):
    with open("alpha.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["answers", "things", "raw", "alpha"])
        for number in range(TABLES):
            coders, units, names = chance.randint(1, 8), chance.randint(1, 40), chance.choice([2, 2, 2, 3, 5])
            missing, noise = chance.choice([0, 0, 0.1, 0.4, 0.8]), chance.choice([0, 0.05, 0.2, 1])
            weights = [chance.random() ** 3 + 0.01 for _ in range(names)]
            truth = chance.choices(range(names), weights, k=units)
            answer = lambda true: None if chance.random() < missing else chance.randrange(names) if chance.random() < noise else true
            table = [[answer(true) for true in truth] for _ in range(coders)]
            value, things = alpha(table)
            shown = ";".join("".join("-" if answer is None else str(answer) for answer in row) for row in table)
            rows.writerow([shown, things, figure(raw(table)), figure(value)])


WORDS = "ära bel 𐐨cor dun ele fao gut hin ise jot kén lum".split()
TECHNIQUES = ["labeling", "slur", "booster"]
VOICES = ["editorial", "quoted", "scare", "uncertain"]


def starts(words):
    at, places = 0, []
    for word in words:
        places.append(at)
        at += len(word) + 1
    return places


def make_passage(chance, name):
    words = chance.choices(WORDS, k=chance.randint(4, 40))
    text, begins = " ".join(words), starts(words)
    key, places = [], set()
    for _ in range(chance.randint(0, 7)):
        first = chance.randrange(len(words))
        last = min(len(words) - 1, first + chance.randint(0, 2))
        start, end = begins[first], begins[last] + len(words[last])
        if (start, end) in places and chance.random() < 0.7:
            continue
        places.add((start, end))
        answer = chance.choice(["mark", "mark", "mark", "discuss", "quoted"])
        key.append({"start": start, "end": end, "text": text[start:end], "answer": answer, "technique": chance.choice(TECHNIQUES),
                    "voice": "quoted" if answer == "quoted" else chance.choice(VOICES)})
    return {"article_id": name, "text": text, "sha256": hashlib.sha256(text.encode()).hexdigest(), "key": key}


def make_marks(chance, passage, pupil):
    words, text = passage["text"].split(" "), passage["text"]
    begins, marks = starts(words), []
    row = {"session_id": "s", "article_id": passage["article_id"], "article_sha256": passage["sha256"], "annotator": pupil}
    for _ in range(chance.randint(0, 6)):
        if passage["key"] and chance.random() < 0.6:
            span = chance.choice(passage["key"])
            start, end = span["start"], span["end"]
            if chance.random() < 0.3:
                end = min(len(text), end + chance.randint(1, 6))
        else:
            first = chance.randrange(len(words))
            last = min(len(words) - 1, first + chance.randint(0, 3))
            start, end = begins[first], begins[last] + len(words[last])
            if end - start > 2 and chance.random() < 0.2:
                start += 1
        marks.append({**row, "start": start, "end": end, "text": text[start:end], "technique": chance.choice(TECHNIQUES + ["", ""]),
                      "voice": chance.choice(VOICES + ["", ""]), "note": chance.choice(["", "", "a reason"])})
    if chance.random() < 0.2:
        first = chance.randrange(len(words))
        last = min(len(words) - 1, first + chance.randint(0, 5))
        marks.append({**row, "start": begins[first], "end": begins[last] + len(words[last]), "technique": "not-read"})
    if not marks:
        marks.append({**row, "start": None, "end": None})
    return marks


class Passage:
    """A passage as sets of characters and words."""

    def __init__(self, passage):
        self.id, self.key = passage["article_id"], passage["key"]
        words, begins = passage["text"].split(" "), starts(passage["text"].split(" "))
        self.places = [(begin, begin + len(word)) for begin, word in zip(begins, words)]
        self.count = len(words)
        self.answers = [None] * self.count
        for answer in ("quoted", "discuss", "mark"):
            for span in self.key:
                if span["answer"] == answer:
                    for word in self.words(span):
                        self.answers[word] = answer

    def words(self, span):
        return {n for n, (begin, end) in enumerate(self.places) if span["start"] < end and begin < span["end"]}


def characters(span):
    return set(range(span["start"], span["end"]))


class Counts:
    def __init__(self):
        self.outcomes = dict.fromkeys(["true_pos", "partial", "false_pos", "discuss", "quoted_marked"], 0)
        self.precisions, self.recalls, self.strict_precisions, self.strict_recalls = [], [], [], []
        self.technique, self.voice, self.mine, self.keys = [], [], [], []
        self.missed = 0


def labels(passage, rows):
    """1 marked, 0 not, None not read or not handed in."""
    if not rows:
        return [None] * passage.count
    found = [0] * passage.count
    for wanted, label in ((True, None), (False, 1)):
        for row in rows:
            if row["start"] is not None and (row["technique"] == "not-read") == wanted:
                for word in passage.words(row):
                    found[word] = label
    return found


def count(passage, rows, counts):
    if not rows:
        return
    grouped = {}
    for row in rows:
        if row["start"] is not None and row["technique"] != "not-read":
            grouped.setdefault((row["start"], row["end"]), []).append(row)
    unread = set().union(*[passage.words(row) for row in rows if row.get("technique") == "not-read"])
    right = [span for span in passage.key if span["answer"] == "mark"]
    right = list({(span["start"], span["end"]): span for span in right}.values())
    loaded = set().union(*map(characters, right))
    for (start, end), same in grouped.items():
        mark = {"start": start, "end": end}
        words = passage.words(mark)
        touched = [span for span in passage.key if passage.words(span) & words]
        answers = {span["answer"] for span in touched}
        told = {row["voice"] for row in same if row["voice"]}
        counts_in = True
        if "mark" in answers:
            outcome = "true_pos" if any(passage.words(span) == words for span in touched if span["answer"] == "mark") else "partial"
        elif "discuss" in answers or any(row["note"] for row in same):
            outcome, counts_in = "discuss", False
        elif "quoted" in answers:
            outcome, counts_in = "quoted_marked", told != {"quoted"}
        else:
            outcome = "false_pos"
        counts.outcomes[outcome] += 1
        if counts_in:
            counts.precisions.append(len(characters(mark) & loaded) / (end - start))
            counts.strict_precisions.append(outcome == "true_pos")
        most = max((len(characters(span) & characters(mark)) for span in passage.key), default=0)
        nearest = [span for span in passage.key if most and len(characters(span) & characters(mark)) == most]
        for field, told in (("technique", {row["technique"] for row in same if row["technique"]}), ("voice", told)):
            if told and nearest:
                getattr(counts, field).append(told <= {span[field] for span in nearest})
    covered = set().union(*[characters({"start": start, "end": end}) for start, end in grouped])
    marked = [passage.words({"start": start, "end": end}) for start, end in grouped]
    for span in right:
        words = passage.words(span)
        met = any(words & other for other in marked)
        if not met and words <= unread:
            continue
        counts.missed += not met
        counts.recalls.append(len(characters(span) & covered) / (span["end"] - span["start"]))
        counts.strict_recalls.append(any(words == other for other in marked))
    for mine, answer in zip(labels(passage, rows), passage.answers):
        if mine is not None and answer != "discuss":
            counts.mine.append(mine)
            counts.keys.append(int(answer == "mark"))


def mean(values):
    return sum(values) / len(values) if values else None


def harmonic(one, other):
    return None if one is None or other is None else 0.0 if one + other == 0 else 2 * one * other / (one + other)


def make_class(chance, number):
    made = [make_passage(chance, f"a{n}") for n in range(chance.randint(1, 3))]
    passages = [Passage(passage) for passage in made]
    handed = {}
    for pupil in [f"p{n}" for n in range(chance.randint(1, 6))]:
        sheets = {p["article_id"]: make_marks(chance, p, pupil) for p in made if chance.random() < 0.8}
        if not sheets:
            sheets = {made[0]["article_id"]: make_marks(chance, made[0], pupil)}
        handed[pupil] = sheets
    expected, table = [], {}
    for pupil, sheets in handed.items():
        counts = Counts()
        for passage in passages:
            count(passage, sheets.get(passage.id), counts)
        table[pupil] = [label for passage in passages for label in labels(passage, sheets.get(passage.id))]
        precision, recall = mean(counts.precisions), mean(counts.recalls)
        expected.append({"pupil": pupil, **counts.outcomes, "missed": counts.missed, "precision": precision, "recall": recall,
                         "f1": harmonic(precision, recall), "strict_f1": harmonic(mean(counts.strict_precisions), mean(counts.strict_recalls)),
                         "kappa_vs_key": kappa(counts.keys, counts.mine), "technique_accuracy": mean(counts.technique),
                         "voice_accuracy": mean(counts.voice)})
    pairs = []
    for one, other in combinations(handed, 2):
        both = [(a, b) for a, b in zip(table[one], table[other]) if a is not None and b is not None]
        mine, theirs = [a for a, _ in both], [b for _, b in both]
        pairs.append({"a": one, "b": other, "n_units": len(both), "raw": accuracy_score(mine, theirs) if both else None, "kappa": kappa(mine, theirs)})
    value, things = alpha(list(table.values()))
    items = [[sum(label == 1 for label in column), sum(label is not None for label in column)] for column in zip(*table.values())]
    document = {"key": {"schema_version": "1", "title": f"class {number}", "passages": made},
                "marks": [row for sheets in handed.values() for rows in sheets.values() for row in rows],
                "class": expected, "pairs": pairs, "items": items,
                "alpha": {"n_units": things, "raw": raw(list(table.values())), "alpha": value}}
    return without_nan(document)


def without_nan(value):
    if isinstance(value, dict):
        return {name: without_nan(part) for name, part in value.items()}
    if isinstance(value, list):
        return [without_nan(part) for part in value]
    if isinstance(value, (bool, str)) or value is None:
        return value
    return None if isinstance(value, float) and math.isnan(value) else value


def main():
    write_pairs(random.Random(1))
    write_tables(random.Random(2))
    chance = random.Random(3)
    with open("grading.jsonl", "w") as file:
        for number in range(CLASSES):
            file.write(json.dumps(make_class(chance, number), ensure_ascii=False) + "\n")
    one = [int(3 <= n <= 7 or 20 <= n <= 23) for n in range(40)]
    other = [int(4 <= n <= 7 or 30 <= n <= 32) for n in range(40)]
    third = [int(3 <= n <= 7) for n in range(40)]
    missing = [None if 10 <= n <= 14 else answer for n, answer in enumerate(third)]
    print("raw", accuracy_score(one, other), "kappa", cohen_kappa_score(one, other), "alpha", alpha([one, other])[0],
          alpha([one, other, third])[0], alpha([one, other, missing])[0])


main()
