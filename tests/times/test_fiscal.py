"""Fiscal and academic years: whose they are, and which days that gives."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.times.find import find_times_in

DAY = datetime.date
PUBLISHED = DAY(2022, 11, 14)


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("US spending rose in fiscal 2023.", "2023", DAY(2022, 10, 1), DAY(2023, 9, 30)),
        ("The Pentagon asked for more in the current fiscal year.", "2023", DAY(2022, 10, 1), DAY(2023, 9, 30)),
        ("Britain borrowed less in the financial year 2021-22.", "2021", DAY(2021, 4, 1), DAY(2022, 3, 31)),
        ("Britain borrowed less in the financial year 2021.", "2021", DAY(2020, 4, 1), DAY(2022, 3, 31)),
        ("Japan will spend more in fiscal 2022.", "2022", DAY(2022, 4, 1), DAY(2023, 3, 31)),
        ("India missed its target for FY22.", "2022", DAY(2021, 4, 1), DAY(2022, 3, 31)),
        ("Australia ran a deficit in the last financial year.", "2022", DAY(2021, 7, 1), DAY(2022, 6, 30)),
        ("Sales fell in fiscal 2022.", "2022", DAY(2021, 4, 1), DAY(2023, 3, 31)),
        ("It paid US$ 5 million in fiscal 2022.", "2022", DAY(2021, 4, 1), DAY(2023, 3, 31)),
        ("Classes shrank in the 2021-22 school year.", "2021", DAY(2021, 8, 1), DAY(2022, 7, 31)),
        ("Classes in Brazil shrank in the academic year 2021.", "2021", DAY(2021, 1, 1), DAY(2021, 12, 31)),
        ("The 1914-18 war ended it.", "1914/1918", DAY(1914, 1, 1), DAY(1918, 12, 31)),
    ],
)
def test_days(text: str, value: str, first: datetime.date, last: datetime.date) -> None:
    when = find_times_in(text, PUBLISHED)[-1]
    assert (when.value, when.first, when.last) == (value, first, last)


COUNTRIES = st.sampled_from(("the United States", "Britain", "India", "Japan", "Egypt", "Russia", "no country"))


@given(st.dates(DAY(1900, 1, 1), DAY(2100, 12, 31)), COUNTRIES)
def test_the_current_one_holds_the_day_of_writing(published: datetime.date, country: str) -> None:
    (when,) = find_times_in(f"The budget of {country} shrank in the current fiscal year.", published)
    assert when.first is not None and when.last is not None and when.first <= published <= when.last
