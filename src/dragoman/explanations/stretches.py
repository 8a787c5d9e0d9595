"""A sentence cut into stretches that say one thing each: at semicolons and colons, and before a clause joined on."""

from __future__ import annotations

import itertools

from dragoman.explanations.lexicon import views
from dragoman.reading.reading import Reading

STOPS = frozenset((";", ":", "—", "–", "--", "…"))
JOINING = frozenset(("and", "but", "yet", "or"))
SUBORDINATE = frozenset(("although", "though", "since", "because", "while", "whereas", "for"))
FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))
CONCEDING = frozenset(("while", "although", "though"))
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
# So many words behind a joining word its verb must stand.
NEAR = 12


def stretches_of(reading: Reading, sentence: range) -> list[range]:
    """The stretches of a sentence in order, the marks around each left out."""
    cuts = {sentence.start, sentence.stop}
    for j in sentence:
        if reading.words[j] in STOPS or (reading.words[j] == "," and _begins_a_clause(reading, j + 1, sentence)):
            cuts |= {j, j + 1}
    pieces = (without_edges(reading, range(a, b)) for a, b in itertools.pairwise(sorted(cuts)))
    return [piece for piece in pieces if piece]


def _begins_a_clause(reading: Reading, j: int, sentence: range) -> bool:
    if j + 2 >= sentence.stop:
        return False
    word = reading.lower[j]
    if word in SUBORDINATE:
        return reading.deps[j] == "mark" and reading.heads[j] > j
    if word in JOINING:
        after = reading.lower[j + 1]
        is_backed = after.removesuffix("s") in views().backing and after != "point"
        return reading.tags[j + 1] in FINITE or after == "that" or is_backed or _has_a_subject(reading, j, sentence)
    return word in ("which", "who") and reading.deps[j] in SUBJECTS and _ends_its_stretch(reading, j, sentence)


def _ends_its_stretch(reading: Reading, j: int, sentence: range) -> bool:
    """Whether a relative clause runs up to the next stop: a stretch that goes on behind it is not to be cut."""
    last = max(reading.subtree(reading.heads[j]))
    return last + 1 >= sentence.stop or reading.words[last + 1] in (*STOPS, ".", "!", "”", '"')


def _has_a_subject(reading: Reading, j: int, sentence: range) -> bool:
    """Whether a finite verb with a subject of its own follows soon."""
    for k in range(j + 1, min(j + NEAR, sentence.stop)):
        if reading.words[k] in STOPS:
            return False
        if reading.tags[k] in FINITE:
            verb = reading.heads[k] if reading.deps[k] in ("aux", "auxpass") else k
            subject = reading.child(verb, *SUBJECTS)
            return subject is not None and j < subject < k and reading.tags[subject] not in ("WDT", "WP")
    return False


def has_verb(reading: Reading, tokens: range) -> bool:
    """Whether a stretch says something; any form will do, since the parse often takes one for another."""
    return any((reading.is_verb(j) and reading.deps[j] != "amod") or reading.tags[j] == "MD" for j in tokens)


def without_edges(reading: Reading, piece: range) -> range:
    """A stretch without the marks around it; a quotation mark that opens inside it stays with what it closes."""
    first, last = piece.start, piece.stop - 1
    while first <= last and not reading.words[first][0].isalnum():
        first += 1
    while last >= first and not reading.words[last][-1].isalnum():
        last -= 1
    return range(first, last + 1)


def without_concession(reading: Reading, tokens: range) -> range:
    """An answer without the clause that it concedes first: "while prices fell, wages fell faster"."""
    if not tokens or reading.lower[tokens.start] not in CONCEDING or reading.deps[tokens.start] != "mark":
        return tokens
    conceded = reading.subtree(reading.heads[tokens.start])[-1]
    return without_edges(reading, range(min(conceded + 1, tokens.stop), tokens.stop)) or tokens


def has_phrase(reading: Reading, tokens: range, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of the phrases (of up to five words) stands in a stretch."""
    words = reading.lower[tokens.start : tokens.stop]
    return any(tuple(words[k : k + n]) in phrases for k in range(len(words)) for n in range(1, 6))
