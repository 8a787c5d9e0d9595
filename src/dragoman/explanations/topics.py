"""What a stretch of text speaks of: its content words as stems, so that "withdrew" meets "withdrawal"."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.explanations.lexicon import strengths, wordings
from dragoman.reading.reading import Reading

# Five letters keep "withdraw" with "withdrawal" and "Russia" with "Russian", and few strangers together.
STEM = 5
CONTENT_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "CD"))


def stems_of(reading: Reading, tokens: Iterable[int]) -> frozenset[str]:
    """The stems of the content words among ``tokens``."""
    found = set()
    empty = wordings().empty
    for i in tokens:
        if reading.tags[i] in CONTENT_TAGS and reading.words[i][0].isalnum():
            lemma = reading.lemma(i)
            if len(lemma) > 2 and lemma not in empty:
                found.add(stem(lemma))
    return frozenset(found)


def stem(lemma: str) -> str:
    return lemma[:STEM]


def fields_of(words: Iterable[str]) -> frozenset[str]:
    """The kinds of reason that some words speak of (military, political …)."""
    present = set(words)
    return frozenset(name for name, members in strengths().fields.items() if members & present)
