"""Reads a text and finds its questions, the whole way down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.events.find import find_events
from dragoman.places.find import find_places
from dragoman.questions.find import find_questions
from dragoman.reading.reading import Reading
from dragoman.records import Question
from dragoman.statements.find import find_statements
from dragoman.times.find import find_times


@pytest.fixture(scope="session")
def questions_in(read: Callable[..., Reading]) -> Callable[[str], list[Question]]:
    def found(text: str) -> list[Question]:
        reading = read(text, "2022-11-14")
        whens, places = find_times(reading), find_places(reading)
        cast = Cast(reading, places)
        events = find_events(reading, whens, places, cast)
        return find_questions(reading, whens, places, cast, find_statements(reading, whens, cast), events)

    return found
