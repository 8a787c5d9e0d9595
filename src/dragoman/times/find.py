"""Time expressions of a reading."""

from __future__ import annotations

from dragoman.reading.reading import Reading
from dragoman.records import When


def find_times(reading: Reading) -> list[When]:
    """Every time expression, in text order."""
    return []
