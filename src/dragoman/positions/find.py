"""Positions of a reading."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.records import Position, Statement, When


def find_positions(reading: Reading, whens: list[When], cast: Cast, statements: list[Statement]) -> list[Position]:
    """Every position, in text order."""
    return []
