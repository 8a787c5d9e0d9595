"""Events of a reading."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.records import Event, Place, When


def find_events(reading: Reading, whens: list[When], places: list[Place], cast: Cast) -> list[Event]:
    """Every political event, in text order."""
    return []
