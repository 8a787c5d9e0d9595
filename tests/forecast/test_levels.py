from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.forecast.classes import base_rates, combined
from dragoman.forecast.exchange import dump_questions, load_questions
from dragoman.forecast.forecastbench import outages, read_questions
from dragoman.forecast.levels import LevelQuestion, fit_levels, level_asked
from dragoman.forecast.templates import Answered

DAY = datetime.date
WORDS = "Will there be more {} in {} for the 30 days before 2031-04-01 compared to {} of it over the 360 days before?"
PLAIN, PLUS = "the 30-day average", "one plus the 30-day average"
BURSTS = fit_levels([], [])


def row(day: str = "2031-03-02", value: object = 2.5, **other: object) -> dict[str, object]:
    text = WORDS.format("'Riots'", "Chad", PLAIN)
    closes = {"resolution_date": "2031-04-01", "closes": "N/A", "outcome": None}
    return {"id": "r", "source": "acled", "due": day, "question": text, "freeze_value": value, **closes, **other}


def lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(one) + "\n" for one in rows)


@pytest.mark.parametrize(
    ("what", "against", "value", "found"),
    [
        ("'Riots'", PLAIN, 2.5, ("Riots", 2.5, 2.5)),
        ("fatalities", PLAIN, 0.0, ("fatalities", 0.0, 0.0)),
        ("'Coups or plots'", PLAIN, 1.0, ("Coups or plots", 1.0, 1.0)),
        ("than ten times as many 'Riots'", PLUS, 3.5, ("Riots", 2.5, 35.0)),
        ("than five times as many fatalities", PLUS, 3.5, ("fatalities", 2.5, 17.5)),
        ("than three times as many 'Riots'", PLAIN, 2.0, ("Riots", 2.0, 6.0)),
        ("than 2.5 times as many 'Riots'", PLAIN, 2.0, ("Riots", 2.0, 5.0)),
        ("than ten times as many 'Riots'", PLUS, 0.0, ("Riots", 0.0, 10.0)),
        # What is not known, or asked otherwise, has no level.
        ("'Riots'", PLAIN, None, None),
        ("'Riots'", PLAIN, float("nan"), None),
        ("'Riots'", PLAIN, -1.0, None),
        ("than umpteen times as many 'Riots'", PLAIN, 1.0, None),
        ("than twice as many 'Riots'", PLAIN, 1.0, None),
    ],
)
def test_a_question_about_a_level_is_read(what: str, against: str, value: float | None, found: object) -> None:
    asked = level_asked(WORDS.format(what, "Trinidad and Tobago", against), value, 30)
    assert (asked and (asked.kind, asked.level, asked.threshold)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Will there be fewer 'Riots' in Chad for the 30 days before May?",
        "Will there be no more 'Riots' in Chad for the 30 days before May?",
        "Will there be more 'Riots' in Chad for the 60 days before May?",
        "Will there be more riots in Chad?",
        "Will it rain?",
    ],
)
def test_what_is_worded_otherwise_is_left_alone(text: str) -> None:
    assert level_asked(text, 1.0, 30) is None


@given(st.text(max_size=200), st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 1e4))
@settings(deadline=None)
def test_any_words_are_read_or_left(text: str, value: float, days: float) -> None:
    level_asked(WORDS.format(text, text, PLUS), value, days)


@given(
    st.sampled_from(["Riots", "fatalities", "a kind never met"]),
    st.floats(0, 1e5), st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 2000),
)  # fmt: skip
@settings(deadline=None)
def test_a_chance_is_one_and_falls_as_more_is_asked(kind: str, level: float, a: float, b: float, days: float) -> None:
    low, high = sorted((a, b))
    easy, hard = (LevelQuestion(kind, level, threshold, days) for threshold in (low, high))
    p, q = BURSTS.probability([easy, hard])
    assert 0 <= q <= p <= 1
    assert all(0 <= end <= 1 for end in BURSTS.interval(easy))


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.floats(0, 1e4))
@settings(deadline=None)
def test_a_busier_series_is_likelier_to_pass_a_mark(a: float, b: float, mark: float) -> None:
    quiet, busy = BURSTS.probability([LevelQuestion("Riots", level, mark) for level in sorted((a, b))])
    assert quiet <= busy + 1e-9


def test_what_was_silent_must_begin_in_the_days_still_to_come() -> None:
    week, month, year = BURSTS.probability([LevelQuestion("Battles", 0, 0, days) for days in (7.0, 30.0, 365.0)])
    assert week < month / 3 and year == pytest.approx(month, rel=0.2)


def test_a_loaded_question_has_its_level_for_a_base_rate() -> None:
    [question] = load_questions(lines(row()), "forecastbench")
    assert question.value == 2.5
    [level, kind] = base_rates(question)
    assert level.method == "negative binomial" and level.n == 360 and 0.3 < level.probability < 0.5
    assert level.low < level.probability < level.high and "a prior" in level.why
    assert combined([level, kind]) == pytest.approx(level.probability)
    past = [Answered(question.text.replace("Chad", f"Mali {k}"), 30, True, (), 2.5) for k in range(40)]
    [learned, seen] = base_rates(question, answered=past)
    assert learned.probability > level.probability and "40 resolved" in learned.why
    assert seen.n == 40 and seen.probability > kind.probability
    [unknown] = load_questions(lines(row(value=None)), "forecastbench")
    assert [rate.distance for rate in base_rates(unknown)] == [3]


def test_a_set_of_nothing_but_zeros_is_an_outage() -> None:
    silent = [row("2031-03-02", 0, id=str(k)) for k in range(12)]
    mixed = [row("2031-03-16", 0.5 * (k == 3), id=str(k)) for k in range(12)]
    few = [row("2031-03-30", 0, id=str(k)) for k in range(3)]
    text = lines(*silent, *mixed, *few)
    assert outages(read_questions(text)) == {DAY(2031, 3, 2)}
    assert [q.value is None for q in load_questions(text, "forecastbench")] == [True] * 12 + [False] * 15


@pytest.mark.parametrize("form", ["csv", "jsonl", "forecastbench"])
def test_the_value_comes_back(form: str) -> None:
    questions = list(load_questions(lines(row(), row(source="infer", id="m", freeze_value=0.3)), "forecastbench"))
    back = list(load_questions(dump_questions(questions, form), form))
    assert back == questions and [q.value for q in back] == [2.5, 0.3]
