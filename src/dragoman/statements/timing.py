"""When a statement was made."""

from __future__ import annotations

from dragoman.reading.reading import Reading
from dragoman.records import When


def when_of(reading: Reading, whens: list[When], i: int) -> When | None:
    return None
