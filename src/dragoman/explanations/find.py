"""Explanations of a reading."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.records import Explanation, Question, Statement


def find_explanations(
    reading: Reading, cast: Cast, statements: list[Statement], questions: list[Question]
) -> list[Explanation]:
    """The candidate answers to each explanatory question."""
    return []
