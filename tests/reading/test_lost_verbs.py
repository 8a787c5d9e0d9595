"""Verbs the parser takes for modifiers, and verbs of saying behind a quotation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def head_of(reading: Reading, word: str) -> tuple[str, str]:
    i = reading.words.index(word)
    return reading.deps[i], reading.words[reading.heads[i]]


def test_a_participle_with_a_subject_is_the_verb(read: Read) -> None:
    reading = read("Turkish artillery shelled positions of the rebels near Manbij on Monday, killing three fighters.")
    assert head_of(reading, "artillery") == ("nsubj", "shelled")
    assert head_of(reading, "positions") == ("dobj", "shelled")
    assert head_of(reading, "on")[1] == head_of(reading, "killing")[1] == "shelled"
    assert head_of(reading, "of")[1] == "positions"


def test_a_participle_without_a_subject_stays_a_modifier(read: Read) -> None:
    reading = read("The shelled positions were empty.")
    assert head_of(reading, "shelled")[1] == "positions"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The port is shut,” insisted envoy Marko Ilić who had met the rebels.", "Ilić"),
        ("“The port is shut,” explained Marko who will be housed in a hotel.", "Marko"),
    ],
)
def test_who_stands_behind_a_verb_behind_a_quotation_speaks(read: Read, text: str, speaker: str) -> None:
    reading = read(text)
    verb = "insisted" if "insisted" in text else "explained"
    assert head_of(reading, speaker) == ("nsubj", verb)
    assert head_of(reading, "shut") == ("ccomp", verb)
    assert head_of(reading, "who")[1] in ("met", "housed")
    relative = head_of(reading, "who")[1]
    assert head_of(reading, relative) == ("relcl", speaker)


def test_names_of_states_that_spell_a_pronoun_are_none(read: Read) -> None:
    reading = read("The US said that it would help us. The WHO agreed with those who asked.")
    assert [reading.lower[i] for i, word in enumerate(reading.words) if word.lower() in ("us", "who")] == [
        *("u.s.", "us", "w.h.o.", "who")
    ]
