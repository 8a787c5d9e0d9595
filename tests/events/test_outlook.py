from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.codes import EventType, Status
from dragoman.events.find import find_events
from dragoman.events.outlook import plover_type
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading
from dragoman.records import Event

pytestmark = pytest.mark.model


def events(reading: Reading) -> list[Event]:
    places = find_places(reading)
    return find_events(reading, [], places, Cast(reading, places))


@pytest.mark.parametrize(
    ("text", "type", "status", "seen_by_plover"),
    [
        ("Norway’s prime minister will visit Peru.", EventType.CONSULT, Status.FUTURE, EventType.AGREE),
        ("Norway’s prime minister will not visit Peru.", EventType.CONSULT, Status.NEGATED, EventType.REJECT),
        ("Norway’s prime minister visited Peru.", EventType.CONSULT, Status.ASSERTED, EventType.CONSULT),
        ("Norway said it will not meet Peru.", EventType.REJECT, Status.ASSERTED, EventType.REJECT),
    ],
)
def test_what_is_coming_keeps_its_type(
    read: Callable[..., Reading], text: str, type: EventType, status: Status, seen_by_plover: EventType
) -> None:
    [event] = events(read(text))
    assert (event.type, event.status) == (type, status)
    assert plover_type(event.type, event.evidence.rule) is seen_by_plover


def test_violence_with_nobody_in_it_is_noted_in_the_margin(read: Callable[..., Reading]) -> None:
    reading = read("On Sunday the depot was destroyed.")
    assert events(reading) == []
    [doubt] = reading.doubts
    assert doubt.room == "events" and "neither who did it" in doubt.evidence.why


@pytest.mark.parametrize(
    "text",
    [
        "Norway supports the efforts towards a new summit between the presidents of Peru and Ecuador.",
        "Diplomats spoke of progress towards talks between Peru and Ecuador.",
    ],
)
def test_what_is_only_worked_towards_has_not_happened(read: Callable[..., Reading], text: str) -> None:
    assert [e for e in events(read(text)) if e.type is EventType.CONSULT and e.status is Status.ASSERTED] == []
