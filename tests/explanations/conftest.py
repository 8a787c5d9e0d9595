"""Reads a text and finds the explanations in it, the whole way down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.explanations.find import find_explanations
from dragoman.places.find import find_places
from dragoman.questions.find import find_questions
from dragoman.reading.reading import Reading
from dragoman.records import Explanation
from dragoman.statements.find import find_statements
from dragoman.times.find import find_times


@pytest.fixture(scope="session")
def explanations_in(read: Callable[..., Reading]) -> Callable[[str], list[Explanation]]:
    def found(text: str) -> list[Explanation]:
        reading = read(text, "2022-11-14")
        whens, places = find_times(reading), find_places(reading)
        cast = Cast(reading, places)
        statements = find_statements(reading, whens, cast)
        questions = find_questions(reading, whens, places, cast, statements, [])
        return find_explanations(reading, cast, statements, questions)

    return found
