"""Bare verbs that the parser coordinates with a past tense belong to the infinitive before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading

pytestmark = pytest.mark.model


def head_of(reading: Reading, word: str) -> str:
    return reading.words[reading.heads[reading.words.index(word)]]


@pytest.mark.parametrize(
    ("text", "second", "first"),
    [
        (
            "Last Friday, only days ahead of the Delhi summit the G7 leaders once again called upon Sudan to cease all"
            " raids and immediately, completely, and unconditionally withdraw all of its troops from Chad.",
            "withdraw",
            "cease",
        ),
        ("The envoys pressed Oslo to reopen the port and promptly release the crews.", "release", "reopen"),
    ],
)
def test_a_bare_verb_hangs_on_the_infinitive(read: Callable[..., Reading], text: str, second: str, first: str) -> None:
    assert head_of(read(text), second) == first


def test_two_past_tenses_stay_coordinated(read: Callable[..., Reading]) -> None:
    reading = read("The minister asked them to stop and left the hall.")
    assert head_of(reading, "left") == "asked"


@pytest.mark.parametrize(
    "text",
    [
        "The Council demanded that both parties grant access, and stressed that the extension would be the last.",
        "The delegate denied that Juba was to blame and stressed that heavy rains had fallen.",
    ],
)
def test_who_tells_goes_on_telling(read: Callable[..., Reading], text: str) -> None:
    assert head_of(read(text), "stressed") == text.split()[2]


def test_what_he_told_others_stays_in_what_is_told(read: Callable[..., Reading]) -> None:
    assert (
        head_of(read("The envoy said that he met the rebels and stressed that they must leave."), "stressed") == "met"
    )
