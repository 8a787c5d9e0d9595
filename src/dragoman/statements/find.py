"""Statements of a reading."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.records import Statement, When


def find_statements(reading: Reading, whens: list[When], cast: Cast) -> list[Statement]:
    """Every attributed statement, in text order."""
    return []
