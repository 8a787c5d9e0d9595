from dataclasses import replace

import pytest

from dragoman.codes import EventType, Hedge, Status
from dragoman.events.cameo import cameo_code
from dragoman.records import Actor, Event, Evidence, Span

HERE = Evidence(Span(0, 1), "verb", "invented for the test")
ARMY = Actor("ac-1", "the army", "PER", "MIL", None, None, None, False, HERE)
CROWD = replace(ARMY, id="ac-2", sector="CVL")


def event(type: EventType, mode: str | None = None, source: Actor = CROWD, rule: str = "verb") -> Event:
    evidence = replace(HERE, rule=rule)
    none = Hedge.NONE
    return Event(
        "ev-1",
        "doc-1",
        type,
        mode,
        (),
        (source,),
        (),
        None,
        None,
        Status.ASSERTED,
        none,
        None,
        0.0,
        Span(0, 1),
        (),
        evidence,
    )


@pytest.mark.parametrize(
    ("coded", "code"),
    [
        (event(EventType.CONSULT, "visit"), "04"),
        (event(EventType.CONSULT, "visit", rule="coming"), "03"),
        (event(EventType.AID, rule="will-not"), "12"),
        (event(EventType.ACCUSE, "investigate"), "09"),
        (event(EventType.ACCUSE, "allege"), "11"),
        (event(EventType.ASSAULT), "18"),
        (event(EventType.ASSAULT, source=ARMY), "19"),
        (event(EventType.ASSAULT, "drone"), "19"),
        (event(EventType.ASSAULT, "beat", ARMY), "18"),
        (event(EventType.ASSAULT, "unconventional"), "20"),
    ],
)
def test_cameo_code(coded: Event, code: str) -> None:
    assert cameo_code(coded) == code


def test_every_type_has_a_code() -> None:
    assert all(cameo_code(event(type)).isdigit() for type in EventType)
