"""Further ways to write a time: spaced halves of the day, stamps, parts of the hour, ranges that borrow their year."""

from __future__ import annotations

import datetime

import pytest

from dragoman.times.find import find_times_in

NOW = datetime.datetime(2022, 11, 14, 16, 0)  # a Monday


def values(text: str) -> list[str]:
    return [when.value for when in find_times_in(text, NOW)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The log is stamped 20220301.", "2022-03-01"),
        ("The talks open at 3 p . m .", "2022-11-14T15:00"),
        ("The talks open at nine a m.", "2022-11-14T09:00"),
        ("The talks open at 9.am.", "2022-11-14T09:00"),
        ("The siren went off at 20 past 8.", "2022-11-14T08:20"),
        ("The siren went off two in the morning.", "2022-11-14T02:00"),
        ("The checkpoint is shut 6 to seven in the evening.", "2022-11-14T18:00/2022-11-14T19:00"),
        ("The checkpoint is shut 3:00 to 8 o'clock.", "2022-11-14T03:00/2022-11-14T08:00"),
        ("The ships will leave on Sat at 7.", "2022-11-19T07:00"),
        ("They will report on Feb 3rd no later than 6:00.", "2023-02-03T06:00"),
        ("The treaty was signed on 9 March of 87.", "1987-03-09"),
        ("The fort was built on 7 June seventeen hundred forty two.", "1742-06-07"),
        ("They will sign next 3rd of May.", "2023-05-03"),
        ("The report for Dec/2021 is out.", "2021-12"),
        ("They met in the week of the 9th.", "2022-W45"),
        ("They will meet on the 21st this month.", "2022-11-21"),
        ("The council sits on the 19th of every month.", "XXXX-XX-19"),
        ("The patrols ran from July to September.", "2022-07/2022-09"),
        ("The mission lasts Oct-Feb 2021.", "2020-10/2021-02"),
        ("The truce will hold from next Monday to Friday.", "2022-11-21/2022-11-25"),
        ("The room was taken for one night.", "P1D"),
        ("One and half hours were spent on it.", "PT1H30M"),
        ("They will arrive three weeks from tmrw.", "2022-W49"),
        ("They will answer in half an hour.", "2022-11-14T16:30"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert values(text) == [value]


def test_earlier_this_week_is_no_length_from_elsewhere() -> None:
    assert values("The envoys met for two hours earlier this week.") == ["PT2H", "2022-W46"]


@pytest.mark.parametrize(
    "text",
    [
        "The store holds from 9 to 250,000 in the morning rush.",
        "The order number is 20229901.",
        "Clause 4 p covers it.",
    ],
)
def test_figures_are_no_times(text: str) -> None:
    assert not any("T" in value or value.startswith("2022-99") for value in values(text))
