"""Verbs of saying in the forms our sentences need."""

from __future__ import annotations

import pytest

from dragoman.formats.verbs import Verb, verb_in, verb_of


@pytest.mark.parametrize(
    ("words", "base", "past"),
    [
        ("insists", "insist", "insisted"),
        ("denies", "deny", "denied"),
        ("wrote", "write", "wrote"),
        ("adding", "add", "added"),
        ("believe", "believe", "believed"),
        ("refers", "refer", "referred"),
        ("has described as", "describe as", "described as"),
        ("pointed out", "point out", "pointed out"),
        ("calling for", "call for", "called for"),
        ("never answered", "answer", "answered"),
        ("would only discuss", "discuss", "discussed"),
    ],
)
def test_a_cue_is_told_in_our_tense(words: str, base: str, past: str) -> None:
    assert verb_in(words) == Verb(base, past)


@pytest.mark.parametrize(
    "words", ["", "announcement", "the minister said", "said the minister who", "…", "not", "is convinced"]
)
def test_other_words_are_no_verb(words: str) -> None:
    assert verb_in(words) is None


def test_no_past_is_doubled_or_lost() -> None:
    assert [verb_of(word).past for word in ("beg", "foresee", "plan", "snap", "reply", "convey")] == [  # type: ignore[union-attr]
        *("begged", "foresaw", "planned", "snapped", "replied", "conveyed")
    ]
