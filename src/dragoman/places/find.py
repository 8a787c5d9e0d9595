"""Places of a reading."""

from __future__ import annotations

from dragoman.reading.reading import Reading
from dragoman.records import Place


def find_places(reading: Reading) -> list[Place]:
    """Every mention of a place, in text order."""
    return []
