"""Hints: words beside or inside a name that say what it names (``data/places/hints.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.places.tables import toml_of


@dataclass(frozen=True, slots=True)
class Hints:
    """The tables: kinds by the word after or before a name, kinds by its own words, and words that tell persons."""

    after: dict[str, frozenset[str]]
    before: dict[str, frozenset[str]]
    ends: dict[str, str]
    starts: dict[str, str]
    titles: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    directions: frozenset[str]
    offices: frozenset[str]
    moving: frozenset[str]
    reaching: frozenset[str]
    not_of_place: frozenset[str]


@cache
def load_hints() -> Hints:
    table = toml_of("hints.toml")
    return Hints(
        {word: frozenset(kinds) for word, kinds in table["after"].items()},
        {word: frozenset(kinds) for word, kinds in table["before"].items()},
        table["ends"],
        table["starts"],
        frozenset(table["titles"]["words"].split()),
        frozenset(table["words"]["never"].split()),
        frozenset(table["given"]["words"].split()),
        frozenset(table["directions"]["words"].split()),
        frozenset(table["offices"]["words"].split()),
        frozenset(table["moving"]["words"].split()),
        frozenset(table["reaching"]["words"].split()),
        frozenset(table["organisations"]["not_of_place"].split()),
    )
