"""Candidates: a source and a content that a cue may have, each with a score and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.reading import Reading
from dragoman.statements.lexicon import Row

Run = tuple[int, int]
MARKS = frozenset((",", ";", ":", "—", "–", "-", "--", "…", "...", "."))


@dataclass(frozen=True, slots=True)
class Source:
    """A candidate: the head of the phrase, its tokens, a score between 0 and 1, and how it was found.

    ``who`` is the token that names the speaker: the antecedent where the phrase is a relative pronoun.
    """

    head: int
    who: int
    first: int
    last: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Content:
    """A candidate: runs of tokens in text order, a score between 0 and 1, the row it answers, and how it was found.

    ``cue_last`` is the last token of the cue when this content is meant ("called for").
    """

    runs: tuple[Run, ...]
    row: Row
    score: float
    rule: str
    cue_last: int


def extent_of(reading: Reading, i: int) -> Run:
    """The first and last token under ``i``, itself included."""
    tokens = reading.subtree(i)
    return tokens[0], tokens[-1]


def runs_of(tokens: list[int]) -> tuple[Run, ...]:
    """Tokens in text order as runs of neighbours."""
    runs: list[list[int]] = []
    for t in tokens:
        if runs and t == runs[-1][1] + 1:
            runs[-1][1] = t
        else:
            runs.append([t, t])
    return tuple((a, b) for a, b in runs)


def is_infinitive(reading: Reading, i: int) -> bool:
    return any(reading.tags[c] == "TO" for c in reading.children[i])


def has_that(reading: Reading, c: int) -> bool:
    """Whether "that" marks the clause rather than standing for a noun in it."""
    mark = reading.child(c, "mark")
    return mark is not None and reading.lower[mark] in ("that", "whether", "if")


def is_complement(reading: Reading, c: int) -> bool:
    """Whether a clause after a noun tells its content ("the claim that it had taken the town").

    The parser often reads "that" as the object of such a clause; a second object gives it away.
    """
    if reading.deps[c] not in ("acl", "ccomp", "relcl"):
        return False
    if has_that(reading, c):
        return True
    objects = reading.children_by(c, "dobj")
    return len(objects) > 1 and reading.lower[objects[0]] == "that" and objects[0] < c
