"""Questions whose verb the parser takes for a noun: position decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.inversion import mend_questions
from dragoman.reading.reading import Columns, Reading

pytestmark = pytest.mark.model

# question, its verb, the head of its subject
QUESTIONS = [
    ("Will the council relent?", "relent", "council"),
    ("Will either apologise?", "apologise", "either"),
    ("Will either side compromise?", "compromise", "side"),
    ("With winter near, would Mali attack?", "attack", "Mali"),
    ("Won't Chad attack again?", "attack", "Chad"),
    ("Will Caracas, which shut the crossing in 2015, shut it again?", "shut", "Caracas"),
    ("Will Norway fund hospitals in Syria?", "fund", "Norway"),
    ("Will Venezuela mass troops near Guyana?", "mass", "Venezuela"),
    ("Will China back Cuba?", "back", "China"),
    ("Will Brasilia back the resolution this time?", "back", "Brasilia"),
    ("Will Kenya sign?", "sign", "Kenya"),
]


@pytest.mark.parametrize(("text", "verb", "subject"), QUESTIONS)
def test_behind_the_auxiliary_stand_the_subject_and_the_verb(
    read: Callable[..., Reading], text: str, verb: str, subject: str
) -> None:
    reading = read(text)
    i = len(reading.words) - 1 - reading.words[::-1].index(verb)
    assert reading.tags[i] == "VB"
    doer = reading.child(i, "nsubj")
    assert doer is not None and reading.words[doer] == subject
    assert any(reading.tags[c] == "MD" for c in reading.children_by(i, "aux"))


def test_what_is_about_to_happen_hangs_on_the_verb(read: Callable[..., Reading]) -> None:
    reading = read("Are the talks about to collapse?")
    about = reading.words.index("about")
    assert reading.words[reading.heads[about]] == "Are" and reading.deps[about] == "acomp"
    reading = read("Are the two likely to meet again soon?")
    assert reading.words[reading.heads[reading.words.index("likely")]] == "Are"


def test_statements_are_left_as_they_are(read: Callable[..., Reading]) -> None:
    reading = read("The will of the council is law. Will Smith won.")
    assert reading.tags[1] == "NN"


def test_nothing_breaks_it() -> None:
    mend_questions(Columns([], [], [], [], [], [], [], []))
    words = ["Will", "?"]
    mend_questions(Columns(words, ["MD", "."], ["ROOT", "punct"], [0, 0], [0, 5], [4, 6], [0], []))
