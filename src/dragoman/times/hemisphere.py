"""The hemisphere a report is written from, told from its dateline: half of the world has its winter in July."""

from __future__ import annotations

import re
from functools import cache

from dragoman.times.lexicon import read_table

# A dateline stands at the head of a paragraph near the top and ends in a dash, or in an agency in brackets.
TOP = 400
DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][\w.'’-]*(?: [A-Za-z][\w.'’-]*){0,3}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?)"
    r"(?:,? [^()\n—–]{3,24}?)? *(?:\([^()\n]{2,40}\) *(?:—|–|-|_|$)?|—|–|--| - )",
    re.M,
)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_table("south.toml")[kind])


def is_southern(text: str) -> bool:
    """Whether the dateline names a place where the seasons are those of the south."""
    found = DATELINE.search(text, 0, TOP)
    if found is None:
        return False
    parts = [part.strip().lower() for part in found["place"].split(",")]
    return any(part in _words("places") for part in parts)


def hemisphere_of(word: str) -> bool | None:
    """Whether an adjective before a season says south (``True``), north (``False``) or neither."""
    lower = word.lower()
    return True if lower in _words("adjectives_south") else False if lower in _words("adjectives_north") else None
