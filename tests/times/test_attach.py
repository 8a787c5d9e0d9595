"""Which time belongs to which verb or event noun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.times.attach import when_of
from dragoman.times.find import find_times

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def value_of(reading: Reading, word: str) -> str | None:
    when = when_of(reading, find_times(reading), reading.words.index(word))
    return when.value if when else None


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("Troops entered the port last Friday.", "entered", "2022-11-11"),
        ("In May troops entered the city, and on Friday they shelled the port.", "entered", "2022-05"),
        ("In May troops entered the city, and on Friday they shelled the port.", "shelled", "2022-11-11"),
        ("The minister said Tuesday that the army would withdraw next week.", "said", "2022-11-08"),
        ("The minister said Tuesday that the army would withdraw next week.", "withdraw", "2022-W47"),
        ("On Saturday officials said the shelling had stopped.", "said", "2022-11-12"),
        ("On Saturday officials said the shelling had stopped.", "stopped", None),
        ("On Friday the rebels came and left.", "left", "2022-11-11"),
        ("On Friday the army began to withdraw.", "withdraw", "2022-11-11"),
        ("They launched an attack on Sunday.", "attack", "2022-11-13"),
        ("They launched an attack on Sunday.", "launched", "2022-11-13"),
        ("He condemned Sunday's attack.", "attack", "2022-11-13"),
        ("He condemned Sunday's attack.", "condemned", None),
        ("“We will leave on Friday,” the envoy said on Sunday.", "leave", "2022-11-18"),
        ("“We will leave on Friday,” the envoy said on Sunday.", "said", "2022-11-13"),
        ("The siege lasted three weeks.", "lasted", None),
        ("The president is not attending this week’s summit in Delhi.", "attending", "2022-W46"),
        ("The president will not travel to this week’s summit in Delhi.", "travel", "2022-W46"),
        ("The minister spoke at last week’s conference.", "spoke", "2022-W45"),
        ("The minister prepared for next week’s conference.", "prepared", None),
        ("The minister responded to last week’s talks.", "responded", None),
        ("Last month, twelve senators sent a letter calling for a new start.", "calling", "2022-10"),
        ("On 8 June, two days after its army said that it had left, Oslo opened the road.", "opened", "2022-06-08"),
        ("On 8 June, two days after its army said that it had left, Oslo opened the road.", "said", None),
        ("From 1986 to 1989 she served in Ankara.", "served", "1986/1989"),
        ("Weeks after he took office, the president resigned.", "resigned", "PXW"),
        ("The council met.", "met", None),
    ],
)
def test_when_of(read: Read, text: str, word: str, value: str | None) -> None:
    assert value_of(read(text, "2022-11-14"), word) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The team planned to leave the capital on Thursday.", "2022-11-17"),
        ("The team left the capital on Thursday.", "2022-11-10"),
        ("The team may leave the capital on Thursday.", "2022-11-17"),
    ],
)
def test_the_parse_tells_the_tense(read: Read, text: str, value: str) -> None:
    assert [when.value for when in find_times(read(text, "2022-11-14"))] == [value]


def test_a_missing_publication_day_is_noted_once(read: Read) -> None:
    reading = read("The minister resigned on Friday. He had been ill since last week.")
    assert [when.first for when in find_times(reading)] == [None, None]
    (doubt,) = reading.doubts
    assert doubt.evidence.rule == "no-publication-day" and "“last week”" in doubt.evidence.why


def test_any_token_may_be_asked(read: Read) -> None:
    reading = read("Last Friday, “now” — said he; (2014) the fall of 1989… by by Monday?! " * 3, "2022-11-14")
    whens = find_times(reading)
    for i in range(-1, len(reading) + 1):
        when_of(reading, whens, i)
    assert when_of(reading, [], 0) is None


def test_a_when_clause_dates_its_main_verb(read: Callable[..., Reading]) -> None:
    reading = read(
        "Ten people were killed and two hurt when shells hit a market in Adré on Tuesday, officials said.", "2024-02-21"
    )
    found = when_of(reading, find_times(reading), reading.words.index("killed"))
    assert found is not None and found.value == "2024-02-20"


def test_what_is_agreed_does_not_date_the_agreeing(read: Callable[..., Reading]) -> None:
    reading = read("Peru agreed to withdraw its troops by 31 March 2024.", "2023-10-05")
    whens = find_times(reading)
    assert when_of(reading, whens, reading.words.index("agreed")) is None
    assert when_of(reading, whens, reading.words.index("withdraw")) is not None
