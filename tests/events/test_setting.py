from collections.abc import Callable

import pytest

from dragoman.records import Event

pytestmark = pytest.mark.model


# text, country of source, country of target
SETTINGS = [
    ("Judge Aurelio Quispe opened an investigation against two Peruvian officials.", "PER", "PER"),
    ("The rebels attacked the barracks in Goma, in the east of Congo.", "COD", None),
    ("The authorities condemned Iran.", None, "IRN"),
    ("World leaders condemned Iran.", None, "IRN"),
    ("Protesters in Lima burned tyres to protest the decision of the Chilean government.", "PER", "CHL"),
]


@pytest.mark.parametrize(("text", "source", "target"), SETTINGS)
def test_country_of_the_setting(
    events_in: Callable[..., list[Event]], text: str, source: str | None, target: str | None
) -> None:
    event = events_in(text)[0]
    assert [actor.country for actor in event.source] == [source]
    if target is not None:
        assert [actor.country for actor in event.target] == [target]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Israeli air raids killed six people.", "ISR", None),
        ("Police arrested a Cuban diplomat.", None, "CUB"),
        ("Greek police arrested 12 protesters.", "GRC", "GRC"),
    ],
)
def test_the_other_side_alone_does_not_tell_it(
    events_in: Callable[..., list[Event]], text: str, source: str | None, target: str | None
) -> None:
    event = events_in(text)[0]
    assert [actor.country for actor in (*event.source, *event.target)] == [source, target]


# text, sector of the target
HOLDERS = [
    ("Israel deported 200 Jordanians.", "CVL"),
    ("Chad expelled the Sudanese ambassador.", "GOV"),
    ("Ethiopian jets bombed Eritrean villages.", "CVL"),
    ("Ethiopian jets bombed Eritrean tanks.", "MIL"),
]


@pytest.mark.parametrize(("text", "sector"), HOLDERS)
def test_who_stands_behind_it(events_in: Callable[..., list[Event]], text: str, sector: str) -> None:
    [event] = events_in(text)
    assert [actor.sector for actor in event.target] == [sector]
