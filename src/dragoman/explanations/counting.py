"""Answers that a text numbers: "two explanations are on offer", "the first is that …", "against the second …"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.explanations.lexicon import views, wordings
from dragoman.explanations.stretches import STOPS, has_verb, without_edges
from dragoman.reading.reading import Reading

# Words of a stretch within which its ordinal stands ("on the first", "yet another theory").
LEAD = 7
# The number of an answer that its author offers without counting: "Perhaps the money had run out."
OFFERED = -1
BEING = frozenset(("is", "was", "'s", "’s", "be", "were", "are"))
# "The two readings" are not new: they have been given.
POINTING = frozenset(("the", "these", "those", "of", "its", "their", "his", "her", "or", "and", "last", "first"))
# Words that may stand between "the first" and its "is".
FAR = 35


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer by its number (0: the next one), and its words; no words where they are still to come.

    ``is_given`` tells "the first is that …" from "on the first, the army says that …".
    """

    number: int
    tokens: range
    is_given: bool = False


def announced(reading: Reading, sentence: range) -> int | None:
    """How many answers a sentence announces; 0 where it does not say how many, None where it announces none."""
    table = views()
    for j in sentence:
        if reading.lower[j] in table.numbers and (j == sentence.start or reading.lower[j - 1] not in POINTING):
            behind = range(j + 1, min(j + 3, sentence.stop))
            # "A two-story house" announces no stories.
            if any(reading.lemma(k) in table.nouns and reading.lower[k][-1] == "s" for k in behind):
                return table.numbers[reading.lower[j]]
    return 0 if any(reading.lower[j] in wordings().announcing for j in sentence) else None


def counted_in(reading: Reading, stretch: range, sentence: range) -> Counted | None:
    """The numbered answer that a stretch gives or leads up to."""
    first = reading.lower[stretch.start]
    if first == "either" or (first == "or" and reading.lower[stretch.start + 1 : stretch.start + 2] == ["else"]):
        tokens = without_edges(reading, range(stretch.start + (1 if first == "either" else 2), stretch.stop))
        return Counted(0, tokens) if has_verb(reading, tokens) else None
    if first in views().offering or (
        first == "or" and reading.lower[stretch.start + 1 : stretch.start + 2] == ["perhaps"]
    ):
        tokens = stretch[1:] if first == "or" else stretch
        return Counted(OFFERED, tokens, True) if has_verb(reading, tokens) else None
    j = next((k for k in stretch[:LEAD] if reading.lower[k] in views().ordinals), None)
    if j is None or j + 1 >= sentence.stop:
        return None
    number = views().ordinals[reading.lower[j]]
    noun = j + 1 if reading.lemma(j + 1) in views().nouns else j
    if noun == j and reading.heads[j] > j and reading.deps[j] in ("amod", "nummod", "det", "compound"):
        return None
    return _told(reading, stretch, sentence, noun, number)


def _told(reading: Reading, stretch: range, sentence: range, noun: int, number: int) -> Counted | None:
    after = noun + 1
    opens = reading.lower[stretch.start] in ("on", "under") or noun == stretch.start
    if after < stretch.stop and reading.words[after] == "," and opens and reading.lower[stretch.start] != "the":
        tokens = without_edges(reading, range(after, stretch.stop))
        return Counted(number, tokens) if has_verb(reading, tokens) else None
    named = reading.child(noun, "appos") if reading.lemma(noun) in views().nouns else None
    if named is not None and named > noun:
        inside = [k for k in reading.subtree(named) if k > noun]
        return Counted(number, without_edges(reading, range(inside[0], min(inside[-1] + 1, sentence.stop))))
    verb = _being(reading, sentence, after)
    if verb is not None:
        return _given(reading, verb + 1, sentence, number)
    if after + 1 < sentence.stop and reading.lower[after] in views().holding_that:
        return _given(reading, after + 1, sentence, number) if reading.lower[after + 1] == "that" else None
    return None


def _being(reading: Reading, sentence: range, after: int) -> int | None:
    """The "is" of "the first is …", straight behind it or behind what stands between two commas."""
    if after >= sentence.stop or reading.lower[after] in BEING:
        return after if after < sentence.stop else None
    if reading.words[after] != ",":
        return None
    within = range(after + 2, min(after + FAR, sentence.stop))
    return next((k for k in within if reading.lower[k] in BEING and reading.words[k - 1] == ","), None)


def _given(reading: Reading, first: int, sentence: range, number: int) -> Counted:
    """What stands behind "the first is": up to the next stop, or still to come where that says nothing yet."""
    stop = next((k for k in range(first, sentence.stop) if reading.words[k] in STOPS), sentence.stop)
    tokens = without_edges(reading, range(first, stop))
    if tokens and reading.lower[tokens[0]] == "that" and reading.tags[tokens[0]] == "IN":
        return Counted(number, without_edges(reading, tokens[1:]), True)
    head = [k for k in tokens[:3] if reading.lower[k] in views().saying_nothing or reading.tags[k] == "JJR"]
    if not head:
        return Counted(number, tokens, True)
    colon = next((k for k in range(sentence.stop - 1, first, -1) if reading.words[k] == ":"), None)
    if colon is None:
        return Counted(number, range(0))
    tokens = without_edges(reading, range(colon + 1, sentence.stop))
    return Counted(number, tokens[1:] if tokens and reading.lower[tokens[0]] == "that" else tokens, True)


def number_meant(reading: Reading, stretch: range) -> int | None:
    """Which answer a stretch refers to: "the second account", "speaks for the first"."""
    for j in stretch:
        number = views().ordinals.get(reading.lower[j])
        if number is None or reading.lower[j] in ("one", "other", "another") or j == stretch.start:
            continue
        after = j + 1 if j + 1 < len(reading) else j
        if reading.lower[j - 1] not in ("the", "this", "that"):
            continue
        is_bare = not reading.words[after][0].isalnum() or reading.lower[after] in ("there", "is", "was", "than")
        if reading.lemma(after) in views().nouns or is_bare:
            return number
    return None
