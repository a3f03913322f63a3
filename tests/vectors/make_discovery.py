"""The planted phrase of tests/discover.rs, worked out by other means: python3 tests/vectors/make_discovery.py (no packages needed).

Makes the same texts by the same generator, counts their n-grams with dictionaries, and takes Clopper and Pearson's bound from its closed form for a
count of all (the quantile at t of Beta(a, 1) is t ** (1 / a); scipy.stats.beta.ppf(t, 30, 1) gives the same).
"""

from math import log2


class Generator:
    def __init__(self, seed):
        self.state = seed

    def next(self, below):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % below


def text(generator, planted):
    """Twelve sentences of twelve words; word 11 never follows word 7, unless planted."""
    sentences = []
    for _ in range(12):
        words = []
        for _ in range(12):
            word = min(generator.next(400) for _ in range(3))
            if words and words[-1] == 7 and word == 11:
                word = 12
            words.append(word)
        sentences.append(words)
    if planted:
        sentences.append([7, 11])
    return sentences


def counts(texts):
    hits, documents = {}, {}
    for sentences in texts:
        seen = set()
        for words in sentences:
            for n in (1, 2, 3):
                for first in range(len(words) - n + 1):
                    term = tuple(words[first : first + n])
                    hits[term] = hits.get(term, 0) + 1
                    seen.add(term)
        for term in seen:
            documents[term] = documents.get(term, 0) + 1
    return hits, documents


generator = Generator(2026)
focus = [text(generator, number % 2 == 0) for number in range(60)]
reference = [text(generator, False) for _ in range(60)]
(hits, documents), (others, _) = counts(focus), counts(reference)
candidates = [term for term, count in hits.items() if count + others.get(term, 0) >= 5 and documents[term] >= 3]
m = len(candidates)
assert hits[(7, 11)] == documents[(7, 11)] == 30 and (7, 11) not in others
tail = 0.05 / (2 * m)
low = tail ** (1 / 30)
print("candidates", m)
print("lrc", repr(log2(low / (1 - low) * 60 / 60)))
print("dp", repr(0.5 * sum(abs((number % 2 == 0) / 30 - (146 if number % 2 == 0 else 144) / (30 * 290)) for number in range(60))))
