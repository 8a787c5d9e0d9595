"""Relative pronouns: the noun that a "who" or "which" takes up."""

from __future__ import annotations

from dragoman.reading.reading import Reading

PLACES = frozenset(("GPE", "LOC", "FAC"))


def antecedent_of_relative(reading: Reading, i: int) -> int | None:
    if reading.tags[i] not in ("WP", "WDT", "WP$"):
        return None
    for above in reading.ancestors(i):
        if reading.deps[above] == "relcl" and reading.heads[above] < i:
            return _modified(reading, i, reading.heads[above])
        if reading.deps[above] in ("ccomp", "advcl", "ROOT"):
            return None
    return None


def _modified(reading: Reading, i: int, noun: int) -> int:
    """The noun a relative clause is about: of "a diplomat in Geneva who …" the diplomat, since a place is no who."""
    mention = reading.mention_of[noun]
    if reading.lower[i] == "who" and mention is not None and mention.label in PLACES and reading.deps[noun] == "pobj":
        above = reading.heads[reading.heads[noun]]
        if reading.tags[above] in ("NN", "NNS", "NNP", "NNPS"):
            return above
    return noun
