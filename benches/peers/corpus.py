"""Texts and terms to time on: built anew from a seed, never stored in the project.

Sentences come from a table of articles where one is named (a column `text`), else they are made up of the frequent words of English and of words
that do not exist. Terms are taken so that no two of them share a word: then no two can overlap, and every program should count the same.
"""

import bisect
import gzip
import json
import random
import re
from collections import Counter
from pathlib import Path

COMMON = Path(__file__).parents[2] / "src" / "matcher" / "common.txt"


def sentences(table):
    """The sentences to build articles from."""
    if table is None:
        return made_up()
    opened = gzip.open(table, "rt", encoding="utf-8") if str(table).endswith(".gz") else open(table, encoding="utf-8")
    found = {}
    with opened as rows:
        for row in rows:
            for sentence in re.split(r'(?<=[.!?”"])\s+(?=[A-Z“"])', json.loads(row)["text"].replace("\n", " ")):
                if sentence.strip():
                    found[sentence.strip()] = None
    return list(found)


def made_up(count=60_000):
    """Sentences of frequent words and of words that do not exist, in the shape of news: some quotations, some numbers."""
    random_ = random.Random(1)
    common = COMMON.read_text().split()
    rare = ["".join(random_.choice("bcdfglmnprst") + random_.choice("aeiou") for _ in range(random_.randint(2, 5))) for _ in range(30_000)]
    common_weights = [1 / (rank + 3) for rank in range(len(common))]
    rare_weights = [1 / (rank + 30) for rank in range(len(rare))]
    found = []
    for _ in range(count):
        length = max(4, int(random_.lognormvariate(3, 0.45)))
        words = random_.choices(common, common_weights, k=length)
        for at, word in zip(random_.sample(range(length), length // 4), random_.choices(rare, rare_weights, k=length // 4)):
            words[at] = word
        if random_.random() < 0.1:
            words[random_.randrange(length)] = str(random_.randint(1, 3000))
        sentence = " ".join(words).capitalize()
        found.append(f"“{sentence},” she said." if random_.random() < 0.15 else sentence + ".")
    return found


def articles(pool, megabytes, seed=7):
    """Articles of random sentences: (headline, text), paragraphs of one to three sentences, so many MB in all."""
    random_ = random.Random(seed)
    size = 0
    while size < megabytes * 1_000_000:
        wanted = max(300, int(random_.lognormvariate(8.4, 0.55)))
        paragraphs, length = [], 0
        while length < wanted:
            paragraph = " ".join(random_.choice(pool) for _ in range(random_.randint(1, 3)))
            paragraphs.append(paragraph)
            length += len(paragraph)
        text = "\n\n".join(paragraphs)
        headline = random_.choice(pool)[:90].rstrip(" .,“”")
        size += len(headline.encode()) + len(text.encode())
        yield headline, text


def terms(sample, count, words_per_hit, seed=5):
    """Terms of one to four words, a quarter of which never occur, about one hit in so many words. No two share a word."""
    random_ = random.Random(seed)
    words = re.findall(r"[a-z]+", sample.lower())
    frequency = Counter(words)
    grams = {size: Counter() for size in (2, 3, 4)}
    for run in re.finditer(r"[A-Za-z]+(?: [A-Za-z]+)+", sample):
        run = run.group().lower().split(" ")
        for size, counts in grams.items():
            counts.update(" ".join(run[at : at + size]) for at in range(len(run) - size + 1))
    wanted = len(words) / words_per_hit
    occurring = count * 3 // 4
    weights = [1 / (rank + 3) for rank in range(occurring)]
    pools = {1: frequency, **grams}
    ranked = {size: sorted((-number, term) for term, number in pool.items() if len(term) > 3) for size, pool in pools.items()}
    chosen, used = [], set()
    for weight in weights:
        target = max(1, wanted * weight / sum(weights))
        size = random_.choices([1, 2, 3, 4], [50, 32, 13, 5])[0]
        # The first terms as rare as wanted; where all of some thousand have a word that is taken, none.
        start = bisect.bisect_left(ranked[size], (-target, ""))
        near = (term for _, term in ranked[size][start : start + 3_000])
        term = next((term for term in near if used.isdisjoint(term.split())), None)
        if term:
            chosen.append(term)
            used.update(term.split())
    while len(chosen) < count:
        term = "".join(random_.choice("bcdfghklmnprst") + random_.choice("aeiou") for _ in range(random_.randint(4, 6)))
        if term not in used and term not in frequency:
            chosen.append(term)
            used.add(term)
    random_.shuffle(chosen)
    return chosen


def lexicon(name, chosen):
    """A lexicon of ten or more entries with these terms as their forms."""
    parts = max(10, -(-len(chosen) // 4_900))
    head = f"""[lexicon]
id = "{name}"
version = "0.1.0"
schema = 1
title = "Terms to time on"
language = "en"
theme = "general"
sides = ["general"]
license = "CC0-1.0"
description = "Random terms; they mean nothing."
maintainers = ["nobody"]
updated = "2026-01-01"

[sources.none]
title = "None"
publisher = "Nobody"
year = 2026
kind = "corpus"
"""
    entry = """
[[entry]]
id = "{name}-{number}"
term = "{first}"
forms = [{forms}]
technique = "{technique}"
serves = "general"
polarity = "neg"
strength = 1
inflect = "none"
omit = true
why = "A random term."
mirror_none = "A random term."
evidence = [{{ source = "none", stance = "contested", kind = "corpus" }}]
accept = ["[[{first}]]"]
reject = ["zzz"]
"""
    techniques = ["labeling", "euphemism"]
    return head + "".join(
        entry.format(name=name, number=part, first=own[0], forms=", ".join(f'"{term}"' for term in own), technique=techniques[part % 2])
        for part in range(parts)
        if (own := chosen[part::parts])
    )
