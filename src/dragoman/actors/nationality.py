"""Which country a row of words is about: names, demonyms, possessives, seats of government."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.places.countries import country_of_demonym, country_of_name, seat_named

LONGEST = 6
# Parts of one state whose names end in another's.
PARTS = {
    "Northern Ireland": "GBR",
    "New Mexico": "USA",
    "New Jersey": "USA",
    "Inner Mongolia": "CHN",
    "South Georgia": "GBR",
    "New Britain": "PNG",
}
ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "those", "some", "two", "three", "several", "many"))


@dataclass(frozen=True, slots=True)
class Nationality:
    """A country found in a row of words, from ``start`` to ``end`` (exclusive), by a demonym or by its name."""

    country: str
    start: int
    end: int
    demonym: bool


@lru_cache(maxsize=20_000)
def country_of(text: str) -> tuple[str, bool] | None:
    """The country that a name or demonym means, and whether it is a demonym."""
    text = text.removesuffix("'s").removesuffix("’s").strip()
    named = country_of_name(text) or PARTS.get(text)
    if named:
        return named, False
    people = country_of_demonym(text)
    if people:
        return people, True
    first, space, last = text.partition(" ")
    if space and country_of_demonym(first) and country_of_demonym(last):
        return country_of_demonym(first) or "", True
    titled = text.title()
    # Some capitals (letter-like symbols) have no small form and stay as they are.
    return country_of(titled) if text.isupper() and not titled.isupper() and len(text) > 4 else None


def nationalities_in(words: Sequence[str]) -> list[Nationality]:
    """Every country in a row of words, longest name first at each place."""
    found = []
    i = 0
    while i < len(words):
        match = _at(words, i) if words[i][:1].isupper() else None
        if match:
            found.append(match)
            i = match.end
        else:
            i += 1
    return found


def _at(words: Sequence[str], start: int) -> Nationality | None:
    for end in range(min(len(words), start + LONGEST), start, -1):
        if words[end - 1] in (",", ".", "and"):
            continue
        known = country_of(" ".join(words[start:end]))
        if known:
            return Nationality(known[0], start, end, known[1])
    # "US-led", "Saudi-backed": the country is the first half.
    half, hyphen, _ = words[start].partition("-")
    known = country_of(half) if hyphen else None
    return Nationality(known[0], start, start + 1, known[1]) if known else None


def government_of(text: str) -> tuple[str, str, str] | None:
    """Country, sector and description of whoever sits in a place that stands for a power ("the Kremlin")."""
    seat = seat_named(text)
    return (seat.country, seat.sector, seat.what) if seat else None
