"""Clauses: whether the text says that what a verb or noun names is so, is not so, may be or will be."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.reading import Reading
from dragoman.records import Status


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """The status the text gives to what token ``i`` names, with the rule and the reason."""

    status: Status
    rule: str
    why: str


def status_of(reading: Reading, i: int) -> ClauseStatus:
    """The status of the verb or event noun at token ``i``."""
    if reading.is_negated(i):
        return ClauseStatus(Status.NEGATED, "negation", f"“{reading.words[i]}” is negated")
    return ClauseStatus(Status.ASSERTED, "plain", "nothing in the clause qualifies it")
