"""Between whom: what a pattern says of the two sides, as conditions on the table of events."""

from __future__ import annotations

from dragoman.archive.filters import EventFilter
from dragoman.archive.query import event_conditions
from dragoman.archive.where import Where
from dragoman.forecast.question import MUTUAL, Pattern


def between(where: Where, pattern: Pattern, *, struck: bool = False) -> None:
    """Adds that an event is the source's towards the target; what two do together may be told from either side.

    ``struck`` lets in what names no country as its target: its place may tell whose it was.
    """
    ways = [_directed(pattern, struck)]
    if pattern.source and pattern.target:
        together = event_conditions(EventFilter(type=tuple(MUTUAL)))
        between_either_way(together, pattern)
        ways.append(together)
    _any_of(where, ways)


def between_either_way(where: Where, pattern: Pattern) -> None:
    """Adds that an event is of the two, whichever of them did it; of a side and itself it must be both ways."""
    if pattern.source == pattern.target:
        _add_all(where, event_conditions(EventFilter(source=pattern.source, target=pattern.target)))
    else:
        for side in (pattern.source, pattern.target):
            _add_all(where, event_conditions(EventFilter(actor=side)))


def _directed(pattern: Pattern, struck: bool) -> Where:
    where = event_conditions(EventFilter(source=pattern.source))
    aimed = event_conditions(EventFilter(target=pattern.target))
    if struck and pattern.target:
        nobody = Where()
        nobody.add("target_country IS NULL")
        _any_of(where, [aimed, nobody])
    else:
        _add_all(where, aimed)
    return where


def _add_all(where: Where, other: Where) -> None:
    if other.conditions:
        where.add(" AND ".join(other.conditions), *other.values)


def _any_of(where: Where, ways: list[Where]) -> None:
    """Adds that one of these holds; where one of them asks nothing, nothing is added."""
    if all(way.conditions for way in ways):
        told = " OR ".join(" AND ".join(way.conditions) for way in ways)
        where.add(f"({told})", *(value for way in ways for value in way.values))
