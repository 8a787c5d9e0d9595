"""The deadline a question names, and the days of its drafts."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from dragoman.forecast.question import drafts_of
from dragoman.records import Question

pytestmark = pytest.mark.model
Find = Callable[[str], list[Question]]
DAY = datetime.date(2022, 11, 14)

DEADLINES = [
    ("Will Kenya sign by 1 June 2023?", "2023-06-01"),
    ("Will Kenya sign before 3 December?", "2022-12-02"),
    ("Will Kenya sign before the talks begin on 3 December?", "2022-12-02"),
    ("Will Kenya sign this year?", "2022-12-31"),
    ("Will Kenya sign before the end of the year?", "2022-12-31"),
    ("Will Kenya sign before the year is out?", "2022-12-31"),
    ("Will Kenya sign before the month is over?", "2022-11-30"),
    ("Will Kenya sign before the week ends?", "2022-11-20"),
    ("Will Kenya sign before the new year?", "2022-12-31"),
    ("Will Kenya meet the deadline of 20 December?", "2022-12-20"),
    ("Will Kenya sign within three weeks?", "2022-12-05"),
    ("The budget runs until 15 December. Will Kenya sign before then?", "2022-12-14"),
    ("Will Kenya sign now?", None),
    ("Will Kenya sign today?", None),
    ("Will Kenya ever sign?", None),
    ("Will Kenya sign before the summit?", None),
    ("Will Kenya sign after the election in May?", None),
    ("Will the 2021 accord hold?", None),
]


@pytest.mark.parametrize(("text", "deadline"), DEADLINES)
def test_deadline(questions_in: Find, text: str, deadline: str | None) -> None:
    [question] = questions_in(text)
    found = question.horizon.last if question.horizon is not None else None
    assert (found.isoformat() if found is not None else None) == deadline


@pytest.mark.parametrize(("text", "deadline"), DEADLINES)
def test_the_criterion_has_the_days_of_its_draft(questions_in: Find, text: str, deadline: str | None) -> None:
    [question] = questions_in(text)
    drafts = drafts_of(question, DAY)
    assert len(drafts) == (3 if deadline is None else 1)
    for draft in drafts:
        assert f"from {draft.opens} to {draft.closes}" in draft.criterion
        assert draft.criterion.count(" to 20") == 1 and "What counts" not in draft.criterion
