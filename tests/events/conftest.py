"""Events of a text, as short rows one can compare at a glance."""

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.events.find import find_events
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading
from dragoman.records import Event
from dragoman.times.find import find_times


@pytest.fixture(scope="session")
def events_in(read: Callable[..., Reading]) -> Callable[..., list[Event]]:
    def found(text: str, published: str = "2022-11-14") -> list[Event]:
        reading = read(text, published=published)
        places = find_places(reading)
        return find_events(reading, find_times(reading), places, Cast(reading, places))

    return found
