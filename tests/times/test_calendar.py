from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.times.calendar import interval_of, part_of, precision_of, shift, value_at
from dragoman.times.holidays import easter, holiday_in, holiday_names, orthodox_easter

DAY = datetime.date


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2022-11-14", DAY(2022, 11, 14), DAY(2022, 11, 14), "day"),
        ("2022-11-14T10:35", DAY(2022, 11, 14), DAY(2022, 11, 14), "minute"),
        ("2022-11-14TEV", DAY(2022, 11, 14), DAY(2022, 11, 14), "part_of_day"),
        ("2022-W46", DAY(2022, 11, 14), DAY(2022, 11, 20), "week"),
        ("2022-W46-WE", DAY(2022, 11, 19), DAY(2022, 11, 20), "weekend"),
        ("2020-02", DAY(2020, 2, 1), DAY(2020, 2, 29), "month"),
        ("2022-Q4", DAY(2022, 10, 1), DAY(2022, 12, 31), "quarter"),
        ("2022-H1", DAY(2022, 1, 1), DAY(2022, 6, 30), "half"),
        ("2022-WI", DAY(2022, 12, 1), DAY(2023, 2, 28), "season"),
        ("2022", DAY(2022, 1, 1), DAY(2022, 12, 31), "year"),
        ("199", DAY(1990, 1, 1), DAY(1999, 12, 31), "decade"),
        ("19", DAY(1900, 1, 1), DAY(1999, 12, 31), "century"),
    ],
)
def test_interval(value: str, first: datetime.date, last: datetime.date, precision: str) -> None:
    assert interval_of(value) == (first, last)
    assert precision_of(value) == precision


@pytest.mark.parametrize("value", ["2022-02-30", "2022-13", "2022-W60", "PXW", "PRESENT_REF", "", "XXXX-11"])
def test_what_is_not_in_the_calendar_has_no_interval(value: str) -> None:
    assert interval_of(value) is None


@given(st.dates(), st.sampled_from(("D", "W", "WE", "M", "Q", "Y", "10Y", "100Y")))
def test_the_unit_of_a_day_holds_it(day: datetime.date, unit: str) -> None:
    interval = interval_of(value_at(day, unit))
    if interval is not None and unit != "WE":
        assert interval[0] <= day <= interval[1]


@given(st.dates(), st.integers(-20_000, 20_000), st.sampled_from(("D", "W", "M", "Q", "Y", "10Y", "100Y", "?")))
def test_shifting_never_raises(day: datetime.date, count: int, unit: str) -> None:
    moved = shift(day, count, unit)
    assert moved is None or count == 0 or (moved > day) == (count > 0)


def test_parts_follow_each_other() -> None:
    year = (DAY(2022, 1, 1), DAY(2022, 12, 31))
    start, middle, end = (part_of(year, part) for part in ("START", "MID", "END"))
    assert start[0] == year[0] and start[1] <= middle[1] <= end[1] == year[1]


def test_moveable_feasts() -> None:
    assert easter(2022) == DAY(2022, 4, 17) and orthodox_easter(2022) == DAY(2022, 4, 24)
    assert easter(2000) == DAY(2000, 4, 23) and orthodox_easter(2024) == DAY(2024, 5, 5)
    ramadan = holiday_in("ramadan", 2022)
    assert ramadan is not None and ramadan[1][0] <= DAY(2022, 4, 2) <= ramadan[1][1]


@given(st.integers(1, 9999), st.sampled_from(holiday_names()))
def test_holidays_fall_in_their_year(year: int, name: str) -> None:
    found = holiday_in(name, year)
    assert found is None or found[0].year == year
