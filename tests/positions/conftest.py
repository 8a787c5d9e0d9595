"""Reads a text and finds its positions, the whole way down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.places.find import find_places
from dragoman.positions.find import find_positions
from dragoman.reading.reading import Reading
from dragoman.records import Position
from dragoman.statements.find import find_statements
from dragoman.times.find import find_times


@pytest.fixture(scope="session")
def positions_in(read: Callable[..., Reading]) -> Callable[[str], list[Position]]:
    def found(text: str) -> list[Position]:
        reading = read(text, "2022-11-14")
        whens = find_times(reading)
        cast = Cast(reading, find_places(reading))
        return find_positions(reading, whens, cast, find_statements(reading, whens, cast))

    return found
