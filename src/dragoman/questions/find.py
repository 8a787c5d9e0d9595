"""Questions of a reading."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.records import Event, Place, Question, Statement, When


def find_questions(
    reading: Reading,
    whens: list[When],
    places: list[Place],
    cast: Cast,
    statements: list[Statement],
    events: list[Event],
) -> list[Question]:
    """Every question the text leaves open, in text order."""
    return []
