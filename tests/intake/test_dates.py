"""Dates as they are written, and those that are refused."""

from __future__ import annotations

import datetime

import pytest

from dragoman.intake.dates import date_in_address, find_date

TODAY = datetime.date(2024, 1, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2022-11-14",
        "2022/11/14",
        "2022-11-14T23:59:59+03:00",
        "2022-11-14T08:00:00.000Z",
        "20221114",
        "November 14, 2022",
        "Nov. 14, 2022",
        "NOVEMBER 14 2022",
        "Monday, 14 November 2022",
        "14 Nov 2022",
        "14th of November, 2022",
        "14-Nov-2022",
        "14.11.2022",
        "11/14/2022",
        "Mon, 14 Nov 2022 10:00:00 GMT",
        "Mon Nov 14, 2022",
        "2022-11-14 10:00",
    ],
)
def test_forms_of_one_day(written: str) -> None:
    found = find_date(written, TODAY)
    assert found and found.day == datetime.date(2022, 11, 14)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("0206-11-14", "too early"),
        ("2022-13-01", "no such day"),
        ("30 February 2022", "no such day"),
        ("0000-00-00", "no such day"),
        ("2024-01-03", "future"),
        ("3 May 2099", "future"),
        ("1970-01-01T00:00:00Z", "computer clocks"),
        ("03/04/2022", "apart"),
    ],
)
def test_days_that_are_refused(written: str, problem: str) -> None:
    found = find_date(written, TODAY)
    assert found and found.day is None and problem in (found.problem or "")


@pytest.mark.parametrize(
    "written",
    ["", "November 2022", "14 November", "yesterday", "Resolution 2022/14", "1.2.3.4", "12345678", "+43 1 2022 1114"],
)
def test_what_names_no_day(written: str) -> None:
    assert find_date(written, TODAY) is None


def test_a_date_in_an_address() -> None:
    assert date_in_address("https://n.example.org/world/2022/11/14/talks-fail/") == "2022-11-14"
    assert date_in_address("https://n.example.org/2022/11/talks") is None
