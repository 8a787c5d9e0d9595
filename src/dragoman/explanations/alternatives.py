"""The rival answers that a question itself names: "was it A or also B?", "A, B or C?", "either A or B?"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from dragoman.explanations.lexicon import wordings
from dragoman.reading.reading import Reading

SHARP = frozenset(
    ("simply", "just", "merely", "only", "also", "rather", "either", "really", "mainly", "primarily", "because")
)
AUXILIARIES = frozenset(("was", "is", "were", "are", "did", "does", "do"))
TAKEN_UP = frozenset(("it", "this", "that", "they", "he", "she"))
OVERLAPPING = frozenset(("also", "too", "partly", "both", "and"))
NOUN_SUBJECTS = ("nsubj", "nsubjpass", "attr", "expl", "csubj")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The alternatives of a question as token ranges, and whether the text says that they exclude each other."""

    ranges: tuple[range, ...]
    exclusive: bool


def alternatives_in(reading: Reading, question: range) -> Alternatives:
    """The rival answers named in a question; none where it names fewer than two, save a lone "because"."""
    borders = [j for j in question if _divides(reading, j, question)]
    return _parted(reading, question, borders, _predicate_start(reading, question, borders))


def alternatives_after(reading: Reading, clause: range) -> Alternatives:
    """The rival answers in the clause behind a "whether": "… the fire was an accident or an attack"."""
    borders = [j for j in clause if _divides(reading, j, clause)]
    being = next((j for j in clause if reading.lower[j] in ("was", "were", "is", "are", "been")), None)
    because = any(reading.lower[j] == "because" for j in clause)
    if not borders or (not because and (being is None or being >= borders[0])):
        return Alternatives((), False)
    return _parted(reading, clause, borders, (being or clause.start) + 1)


def _parted(reading: Reading, question: range, borders: list[int], start: int) -> Alternatives:
    because = [j for j in question if reading.lower[j] == "because"]
    if not borders:
        lone = because or [
            j for j in question[:-1] if reading.lower[j] in ("due", "owing") and reading.lower[j + 1] == "to"
        ]
        pieces = [range(lone[0], question.stop)] if lone else []
    else:
        if because and because[0] < borders[0]:
            start = because[0]
        edges = [start, *borders, question.stop]
        pieces = [range(a, b) for a, b in itertools.pairwise(edges)]
    pieces = [_before_cleft(reading, piece, question) for piece in pieces]
    trimmed = tuple(piece for piece in (_trimmed(reading, piece) for piece in pieces) if piece)
    words = {reading.lower[j] for j in question}
    rather = any(reading.lower[j] == "rather" and reading.lower[j + 1] == "than" for j in question[:-1])
    exclusive = "either" in words or rather
    overlapping = any(reading.lower[j + 1] in OVERLAPPING for j in borders if j + 1 in question)
    return Alternatives(trimmed, exclusive and not overlapping)


def _before_cleft(reading: Reading, piece: range, question: range) -> range:
    """An alternative without the clause that "was it fear or greed that …" asks about."""
    if not any(reading.lower[j] == "it" for j in question[:3]):
        return piece
    cleft = next(
        (j for j in piece[1:] if reading.lower[j] in ("that", "who", "which") and reading.tags[j] != "DT"), None
    )
    return range(piece.start, cleft) if cleft is not None else piece


def _divides(reading: Reading, j: int, question: range) -> bool:
    """Whether an "or", a "rather than" or a comma of the same list stands at ``j`` between two alternatives."""
    word = reading.lower[j]
    if j <= question.start + 2 or j + 1 >= question.stop:
        return False
    if word == "or":
        return not _joins_names(reading, j) and reading.lower[j + 1] not in ("not", "so", "else")
    if word == "rather":
        return reading.lower[j + 1] == "than"
    return word == "," and _is_list_comma(reading, j, question)


def _joins_names(reading: Reading, j: int) -> bool:
    """Whether an "or" joins two names or two single nouns inside a phrase ("by train or bus")."""
    left = reading.heads[j]
    if reading.tags[j + 1] in ("DT", "IN", "PRP$", "TO"):
        return False
    return reading.deps[left] in ("pobj", "dobj", "poss", "compound", "amod", "nsubj") and not (
        reading.lower[j - 1] == "," or reading.lower[j + 1] in wordings().leading
    )


def _is_list_comma(reading: Reading, j: int, question: range) -> bool:
    """Whether a comma parts items of a list that ends in "or"."""
    ors = [k for k in range(j + 1, question.stop) if reading.lower[k] == "or"]
    if not ors or reading.lower[j + 1] == "or":
        return False
    after = reading.tags[j + 1]
    item = after in ("DT", "PRP$", "JJ", "NN", "NNS", "VBG") or reading.lower[j + 1] in ("because", "to", "simply")
    return item and not any(reading.is_verb(k) and reading.deps[k] == "relcl" for k in range(j, ors[0]))


def _predicate_start(reading: Reading, question: range, borders: list[int]) -> int:
    """Where the first alternative begins: after the subject of "Was the withdrawal simply …"."""
    opener = next((j for j in question if reading.is_verb(j) or reading.tags[j] == "MD"), question.start)
    subject = next(
        (j for j in range(opener + 1, question.stop) if reading.deps[j] in NOUN_SUBJECTS and j > opener), None
    )
    stop = borders[0] if borders else question.stop
    if subject is None or subject >= stop:
        return min(opener + 1, stop)
    end = subject
    for child in reading.children[subject]:
        if child > subject and reading.deps[child] in ("prep", "poss", "amod", "case"):
            end = max(end, *(k for k in reading.subtree(child) if k < stop))
    # The parse often hangs the first alternative on the subject: a word that introduces one ends the subject.
    shorter = [j for j in range(subject + 1, end + 1) if reading.lower[j] in SHARP]
    return min(shorter[0] if shorter else end + 1, stop)


def _trimmed(reading: Reading, piece: range) -> range:
    """An alternative without the words that only introduce it and the marks around it."""
    first, last = piece.start, piece.stop - 1
    while first <= last and (not reading.words[first][0].isalnum() or reading.lower[first] in wordings().leading):
        if reading.lower[first] in AUXILIARIES and first < last and reading.lower[first + 1] in TAKEN_UP:
            first += 1
        first += 1
    while first < last and reading.lower[first] == "to" and reading.lower[first - 1] in ("due", "owing"):
        first += 1
    while last >= first and not reading.words[last][-1].isalnum():
        last -= 1
    return range(first, last + 1)
