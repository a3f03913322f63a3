"""Peers of another kind: packages for text analysis in Python. Prints the number of hits and the seconds of processor time after start-up.

in_python.py TOOL TERMS TEXT...
"""

import sys
import time


def flashtext(terms):
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    processor.add_keywords_from_list(terms)
    return lambda text: len(processor.extract_keywords(text))


def scikit_learn(terms):
    from sklearn.feature_extraction.text import CountVectorizer

    longest = max(len(term.split()) for term in terms)
    counter = CountVectorizer(vocabulary=terms, ngram_range=(1, longest), token_pattern=r"(?u)\b\w+\b")
    return lambda text: int(counter.transform([text]).sum())


def spacy(terms):
    import spacy as package
    from spacy.matcher import PhraseMatcher

    language = package.blank("en")
    language.max_length = 2_000_000_000
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("term", list(language.tokenizer.pipe(terms)))
    return lambda text: len(matcher(language(text)))


def pyahocorasick(terms):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(term, len(term))
    automaton.make_automaton()

    def count(text):
        text = text.lower()
        inside = lambda at: 0 <= at < len(text) and text[at].isalnum()
        return sum(1 for end, length in automaton.iter(text) if not inside(end + 1) and not inside(end - length))

    return count


if __name__ == "__main__":
    tool, terms, *texts = sys.argv[1:]
    with open(terms, encoding="utf-8") as lines:
        ready = globals()[tool](lines.read().splitlines())
    hits, seconds = 0, 0.0
    for path in texts:
        with open(path, encoding="utf-8") as file:
            # Articles, as a person would hand them over: one at a time.
            articles = file.read().split("\n\n\n")
        start = time.process_time()
        hits += sum(ready(article) for article in articles)
        seconds += time.process_time() - start
    print(hits, seconds)
