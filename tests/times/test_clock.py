"""Clock times, zones, parts of the day, seasons by hemisphere, and spans of seconds."""

from __future__ import annotations

import datetime

import pytest

from dragoman.records import When
from dragoman.times.find import find_times_in
from dragoman.times.hemisphere import is_southern
from dragoman.times.moments import interval_of_when

PUBLISHED = datetime.date(2022, 11, 14)
MOMENT = datetime.datetime(2022, 11, 14, 10, 20)


def find_one(text: str, published: datetime.date | None = PUBLISHED) -> When:
    (when,) = find_times_in(text, published)
    return when


@pytest.mark.parametrize(
    ("text", "value", "start"),
    [
        ("The convoy left at 9 a.m. on Friday.", "2022-11-11T09:00", "2022-11-11T09:00:00"),
        ("The convoy left at 10:35:20 on Friday.", "2022-11-11T10:35:20", "2022-11-11T10:35:20"),
        ("The convoy left on Friday at 0735 GMT.", "2022-11-11T07:35Z", "2022-11-11T07:35:00+00:00"),
        ("The convoy left on Friday at 4 p.m. Kyiv time.", "2022-11-11T16:00", "2022-11-11T16:00:00+02:00"),
        ("The convoy left on July 7, 2022 at 4 p.m. Kyiv time.", "2022-07-07T16:00", "2022-07-07T16:00:00+03:00"),
        ("The convoy left on Friday at 4 p.m. Moscow time.", "2022-11-11T16:00", "2022-11-11T16:00:00+03:00"),
        ("The convoy left on Friday at 4 p.m. local time.", "2022-11-11T16:00", "2022-11-11T16:00:00"),
        ("The convoy left on Friday at 4 p.m. EST.", "2022-11-11T16:00", "2022-11-11T16:00:00-05:00"),
        ("The convoy left on Friday at 14:00 GMT+3.", "2022-11-11T14:00", "2022-11-11T14:00:00+03:00"),
        ("The convoy left on Friday at half past seven in the evening.", "2022-11-11T19:30", "2022-11-11T19:30:00"),
        ("The convoy left on Friday at midnight.", "2022-11-11T24:00", "2022-11-12T00:00:00"),
    ],
)
def test_clock(text: str, value: str, start: str) -> None:
    when = find_one(text)
    assert when.value == value
    assert when.start is not None and when.start.isoformat() == start
    assert when.end is not None and when.end > when.start


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The bridge will be shut on Friday from 9 to 11:30 a.m.", "2022-11-18T09:00:00", "2022-11-18T11:30:00"),
        ("The bridge will be shut between 5 and 6 p.m. on Friday.", "2022-11-18T17:00:00", "2022-11-18T18:00:00"),
        ("The bridge will be shut tomorrow between 10 p.m. and 11 p.m.", "2022-11-15T22:00:00", "2022-11-15T23:00:00"),
        ("The bridge was shut yesterday evening.", "2022-11-13T17:00:00", "2022-11-14T00:00:00"),
        ("The bridge will be shut on Friday from 10 p.m. to 6 a.m.", "2022-11-18T22:00:00", "2022-11-19T06:00:00"),
        ("The bridge was shut last night.", "2022-11-13T18:00:00", "2022-11-14T06:00:00"),
        ("They have held the bridge since May 5, 2021.", "2021-05-05T00:00:00", "2022-11-15T00:00:00"),
    ],
)
def test_half_open_interval(text: str, start: str, end: str) -> None:
    moments = interval_of_when(find_one(text))
    assert [moment.isoformat() for moment in moments if moment] == [start, end]


def test_a_clock_time_may_be_a_bound() -> None:
    when = find_one("They must leave before 4 p.m. on Friday.")
    assert (when.start, when.end) == (None, datetime.datetime(2022, 11, 18, 16))


def test_hours_are_counted_where_the_moment_of_writing_is_known() -> None:
    assert find_one("He left three hours ago.", MOMENT).start == datetime.datetime(2022, 11, 14, 7, 20)
    assert find_one("He left three hours ago.").start is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("SYDNEY, Nov 14 (Wire) - The reef bleached last winter.", (2022, 6, 1), (2022, 8, 31)),
        ("OSLO, Nov 14 (Wire) - The reef bleached last winter.", (2021, 12, 1), (2022, 2, 28)),
        ("SANTIAGO, Chile — The vines failed in the spring of 2021.", (2021, 9, 1), (2021, 11, 30)),
        ("The vines failed in the Australian summer of 2021.", (2021, 12, 1), (2022, 2, 28)),
        ("The vines failed in the summer of 2021.", (2021, 6, 1), (2021, 8, 31)),
    ],
)
def test_seasons_by_hemisphere(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    when = next(when for when in find_times_in(text, PUBLISHED) if when.precision == "season")
    assert (when.first, when.last) == (datetime.date(*first), datetime.date(*last))


def test_a_southern_word_in_the_text_is_no_dateline() -> None:
    assert not is_southern("Wellington boots were sold out on Friday.")
    assert not is_southern("Officials flew to Chile — and back — on Friday.")
    assert not is_southern("")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They met on the first Monday of October.", ["2022-10-03"]),
        ("They met on the last Friday of last month.", ["2022-10-28"]),
        ("They met from Monday to Friday.", ["2022-11-07/2022-11-11"]),
        ("They met from April until the end of June.", ["2022-04/2022-06"]),
        ("They will meet in two weeks.", ["2022-W48"]),
        ("They will meet in the week of December 5.", ["2022-W49"]),
        ("They met in the first ten days of 2021.", ["P10D"]),
        ("They met in 2016-Q2.", ["2016-Q2"]),
        ("They met on 22/Jan/2019.", ["2019-01-22"]),
        ("The year to date was poor.", ["2022"]),
        ("They marked Orthodox Christmas and Nowruz 2021.", ["2022-01-07", "2021-03-20"]),
        ("They marked Passover 2023 and Hanukkah 2022.", ["2023-04-06", "2022-12-19"]),
    ],
)
def test_values(text: str, values: list[str]) -> None:
    assert [when.value for when in find_times_in(text, PUBLISHED)] == values


def test_next_friday_holds_both_readings() -> None:
    when = find_one("The envoys meet next Friday.")
    assert when.value == "2022-11-25"
    assert (when.first, when.last) == (datetime.date(2022, 11, 18), datetime.date(2022, 11, 25))
    when = find_one("The envoys meet next Tuesday.")
    assert (when.first, when.last) == (datetime.date(2022, 11, 22), datetime.date(2022, 11, 22))


@pytest.mark.parametrize(
    "text",
    [
        "The score was 6/4 and then 3-1 in 24/7 play.",
        "He came at the last minute, as in the old days.",
        "Between 200 and 300 people may be there; some may decide to march.",
        "They may fire 5 to 6 shells, from 3 to 4 guns.",
    ],
)
def test_plain_figures_are_no_times(text: str) -> None:
    assert [when.value for when in find_times_in(text, PUBLISHED)] == []
