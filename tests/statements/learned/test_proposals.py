"""What may be a source at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.statements.find import find_statements

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The envoy is believed to have left the city on Monday.",
        "The ministry was accused of hiding the figures.",
        "The minister is said to be furious.",
        "The general was reported dead on Friday.",
        "The bridge is thought to be closed.",
    ],
)
def test_who_is_spoken_of_is_no_source(read: Callable[[str], Reading], text: str) -> None:
    reading = read(text)
    assert [s.source for s in find_statements(reading, [], Cast(reading, [])) if s.source] == []


def test_the_agent_of_a_passive_is_the_source(read: Callable[[str], Reading]) -> None:
    reading = read("The shortage was first reported by the Harbour Gazette.")
    [found] = find_statements(reading, [], Cast(reading, []))
    assert found.source[0].text_of(reading.text) == "the Harbour Gazette"


def test_who_is_quoted_is_the_source(read: Callable[[str], Reading]) -> None:
    reading = read("Marta Weiss was quoted by state media as saying that the talks had failed.")
    [found] = find_statements(reading, [], Cast(reading, []))
    assert found.source[0].text_of(reading.text) == "Marta Weiss"
