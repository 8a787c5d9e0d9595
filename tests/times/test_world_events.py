"""Lengths measured from an event: which event is meant, and which days that gives."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from dragoman.codes import Basis
from dragoman.errors import SourceError
from dragoman.records import When
from dragoman.settings import load_settings
from dragoman.times.find import find_times_in
from dragoman.times.world_events import named_in, padded, read_events, world_events

PUBLISHED = datetime.date(2022, 11, 14)
DAY = datetime.date


def find_first(text: str, published: datetime.date | None = PUBLISHED) -> When:
    return find_times_in(text, published)[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Months after Russia's full-scale invasion of Ukraine, prices rose.", DAY(2022, 3, 26), PUBLISHED),
        ("Weeks after Moscow proclaimed Zaporizhzhia a part of its land, he fled.", DAY(2022, 10, 7), PUBLISHED),
        ("Two days before the Vilnius summit he resigned.", DAY(2023, 7, 9), DAY(2023, 7, 9)),
        ("The day after the U.S. election, markets fell.", DAY(2022, 11, 9), DAY(2022, 11, 9)),
        ("He spoke hours after the 2015 Paris attacks.", DAY(2015, 11, 13), DAY(2015, 11, 14)),
        ("Years after the annexation of Crimea, the sanctions hold.", DAY(2015, 3, 18), PUBLISHED),
        ("Days ahead of the NATO summit in Madrid, the minister relented.", DAY(2022, 6, 15), DAY(2022, 6, 27)),
        ("The envoys will meet weeks after the G20 summit.", DAY(2022, 11, 22), DAY(2023, 1, 25)),
        ("In the years since the annexation of Crimea, much changed.", DAY(2014, 3, 18), PUBLISHED),
    ],
)
def test_an_event_of_the_table_gives_days(text: str, first: datetime.date, last: datetime.date) -> None:
    when = find_first(text)
    assert (when.basis, when.first, when.last) == (Basis.EVENT, first, last)
    assert "measures from an event" in when.evidence.why


@pytest.mark.parametrize(
    "text",
    [
        "Weeks after he took office, the president resigned.",
        "Weeks after troops in Ukraine seized a bridge, they left it.",
        "Days after a meeting of NATO defence ministers, he flew home.",
        "Months after the summit, nothing had changed.",
        "Days after the Paris attack, the mayor spoke.",
        "Weeks after the election, the count went on.",
    ],
)
def test_what_the_table_does_not_hold_stays_relative(text: str) -> None:
    when = find_first(text)
    assert (when.basis, when.first, when.last) == (Basis.EVENT, None, None)
    assert "neither the text nor the table" in when.evidence.why


def test_an_attack_known_by_its_day() -> None:
    when = find_first("Much changed after the September 11 attacks.", DAY(2010, 5, 1))
    assert when.value == "2001-09-11"


@pytest.mark.parametrize("text", [
    "Much changed after the September 11 attacks.", "They fought on since 9/11.", "It was drawn up after the 9/11 attacks.",
])  # fmt: skip
@pytest.mark.parametrize("published", [DAY(2002, 1, 5), DAY(2013, 2, 1), DAY(2022, 11, 14)])
def test_the_attack_that_bears_the_name_of_a_day_wins_over_a_lesser_one(text: str, published: datetime.date) -> None:
    (when,) = find_times_in(text, published)
    assert when.value == "2001-09-11"


def test_an_event_with_a_name_of_its_own_may_be_long_ago() -> None:
    assert find_first("Years after the September 11 attacks, the law still holds.").first == DAY(2002, 9, 11)


def test_the_table_is_sound() -> None:
    events = world_events()
    assert len(events) >= 250
    assert all(DAY(1990, 1, 1) <= event.first <= event.last <= DAY(2026, 12, 31) for event in events)
    assert all(event.name and event.source for event in events)
    assert all((event.last - event.first).days < 35 for event in events)


@pytest.mark.parametrize("event", world_events(), ids=lambda event: f"{event.first} {event.name}")
def test_every_event_can_be_named(event: object) -> None:
    """The words of a row, with a word of its kind and its year, name that row or another of the same days."""
    from dragoman.times.world_events import WorldEvent, kind_words

    assert isinstance(event, WorldEvent)
    words = "".join(event.needs[0]) + kind_words(event.kind)[0]
    found = named_in(padded(words), event.first.year, event.last, -1)
    assert found is not None and found.first.year == event.first.year


def test_a_user_adds_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "events.csv"
    table.write_text(
        "kind,first,last,needs,name,source\ntreaty,2021-03-05,2021-03-05,harbour_pact,Harbour pact signed,Port Office\n"
    )
    monkeypatch.setenv("DRAGOMAN_WORLD_EVENTS", str(table))
    load_settings.cache_clear()
    world_events.cache_clear()
    try:
        when = find_first("Two days after the Harbour Pact, the harbour pact deal held.")
        assert (when.first, when.last) == (DAY(2021, 3, 7), DAY(2021, 3, 7))
    finally:
        monkeypatch.undo()
        load_settings.cache_clear()
        world_events.cache_clear()


@pytest.mark.parametrize(
    "row",
    [
        "treaty,2021-13-05,2021-03-05,x,y,z",
        "party,2021-03-05,2021-03-05,x,y,z",
        "treaty,2021-03-05,2021-03-05,,y,z",
        "a,b",
    ],
)
def test_a_wrong_row_is_named(row: str) -> None:
    with pytest.raises(SourceError, match="event 1"):
        read_events(f"kind,first,last,needs,name,source\n{row}\n", "mine.csv")
