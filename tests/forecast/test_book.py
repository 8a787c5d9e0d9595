from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.archive.store import Archive
from dragoman.codes import QuestionState
from dragoman.errors import NotFoundError, RequestError
from dragoman.forecast.book import Book, Forecast
from dragoman.forecast.exchange import dump_forecasts, dump_questions, load_forecasts, load_questions
from dragoman.forecast.forecastbench import read_questions
from dragoman.forecast.outlook import outlook_of
from dragoman.forecast.question import ForecastQuestion, Pattern, make_question
from dragoman.forecast.record import answered, closed_cohort, records
from dragoman.records import as_json

DAY, NOON = datetime.date, datetime.time(12)
OPENS, CLOSES = DAY(2031, 3, 1), DAY(2031, 5, 30)


def line(**other: object) -> str:
    return json.dumps({**as_json(asked()), **other})


def bench(**other: object) -> str:
    row = {
        "id": "77", "source": "infer", "due": "2031-03-01", "closes": "2031-05-30", "resolution_date": "N/A",
        "question": "Will it hold by {resolution_date}, asked {forecast_due_date}?\nAs told.", "freeze_value": 0.3,
    }  # fmt: skip
    return json.dumps({**row, **other})


def asked(text: str = "Will Kenya and Uganda sign?", closes: datetime.date = CLOSES) -> ForecastQuestion:
    pattern = Pattern(types=("SUPPORT",), source="KEN", target="UGA")
    return make_question(text, f"Yes if a report says so: {text}", OPENS, closes, pattern=pattern, tags=("lake",))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "desk.duckdb") as opened:
        yield opened


def at(archive: Archive, day: datetime.date) -> Book:
    return Book(archive, datetime.datetime.combine(day, NOON))


def test_the_life_of_a_question(archive: Archive) -> None:
    book = at(archive, DAY(2031, 3, 2))
    id = book.draft(asked(), "Ada").id
    assert book.question(id).state is QuestionState.DRAFT
    book.edit(id, "Ada", "clearer", text="Will Kenya and Uganda sign the pact?")
    book.confirm(id, "Ada")
    book.forecast(id, 0.6, "Ada", "they met twice", evidence=["ev-1"])
    late = at(archive, DAY(2031, 6, 1))
    assert late.questions(QuestionState.CLOSED)[0].id == id
    late.resolve(id, False, "Ada", "nothing was signed")
    assert late.question(id).outcome is False
    assert [step.step for step in late.steps(id)] == ["draft", "edit", "confirm", "resolve"]
    assert late.question(id).pattern == asked().pattern and late.question(id).tags == ("lake",)


def test_steps_keep_their_order(archive: Archive) -> None:
    book = at(archive, DAY(2031, 3, 2))
    id = book.draft(asked(), "Ada").id
    for attempt in (
        lambda: book.forecast(id, 0.5, "Ada", "too early"),
        lambda: book.resolve(id, True, "Ada"),
        lambda: book.reopen(id, "Ada", "why not"),
        lambda: book.edit(id, "Ada", state="open"),
        lambda: book.edit(id, "Ada", closes=OPENS),
    ):
        with pytest.raises(RequestError):
            attempt()
    book.confirm(id, "Ada")
    for attempt in (
        lambda: book.confirm(id, "Ada"),
        lambda: book.forecast(id, 1.2, "Ada", "sure"),
        lambda: book.forecast(id, 0.5, "Ada", " "),
        lambda: book.forecast(id, 0.5, "Ada", "so", kind="oracle"),
        lambda: book.resolve(id, False, "Ada", "it will not come"),
        lambda: book.annul(id, "Ada", ""),
        lambda: book.forecast(id, float("nan"), "Ada", "sure"),
        lambda: book.forecast(id, 0.5, "Ada", "so", low=-1),
        lambda: book.resolve(id, True, "Ada"),
        lambda: book.resolve(id, True, "Ada", "to come", on=DAY(2031, 4, 1)),
        lambda: book.resolve(id, True, "Ada", "long ago", on=DAY(2031, 2, 1)),
        lambda: book.settle(id, "Ada", "nobody doubts it"),
        lambda: book.edit(id, "Ada", text=" "),
        lambda: book.draft(replace(asked(), id="fq-new", criterion=""), "Ada"),
        lambda: book.draft(replace(asked(), text="Will Kenya and Uganda quarrel?"), "Ada"),
    ):
        with pytest.raises(RequestError):
            attempt()
    with pytest.raises(NotFoundError):
        book.question("fq-none")
    with pytest.raises(NotFoundError):
        book.records_named(["ev-none"])


def test_what_has_been_forecast_is_not_reworded(archive: Archive) -> None:
    book = at(archive, DAY(2031, 3, 2))
    id = book.draft(asked(), "Ada").id
    book.confirm(id, "Ada")
    book.edit(id, "Ada", criterion="Yes if both sign.")
    book.forecast(id, 0.5, "Ada", "no idea")
    with pytest.raises(RequestError, match="annul"):
        book.edit(id, "Ada", text="Will Kenya sign?")


def test_an_early_yes_is_final_and_may_be_disputed_and_reopened(archive: Archive) -> None:
    book = at(archive, DAY(2031, 4, 1))
    id = book.draft(asked(), "Ada").id
    book.confirm(id, "Ada")
    book.forecast(id, 0.9, "Ada", "the pens are out")
    book.resolve(id, True, "Ada", "signed", on=DAY(2031, 4, 1))
    later = at(archive, DAY(2031, 6, 1))
    assert [q.id for q in closed_cohort(later)] == [id]
    later.dispute(id, "Ben", "it was a letter of intent")
    assert closed_cohort(later) == [] and later.question(id).outcome is True
    with pytest.raises(RequestError, match="disputed already"):
        later.dispute(id, "Cem", "so do I")
    later.settle(id, "Ada", "the annex binds")
    assert len(closed_cohort(later)) == 1
    later.reopen(id, "Ben", "the text has been withdrawn")
    assert later.question(id).outcome is None


def test_an_early_yes_waits_for_its_fellows(archive: Archive) -> None:
    book = at(archive, DAY(2031, 4, 1))
    id = book.draft(asked(), "Ada").id
    book.confirm(id, "Ada")
    book.forecast(id, 0.9, "Ada", "the pens are out")
    book.resolve(id, True, "Ada", "signed")
    assert records(book) == [] and answered(book) == []


def test_a_forecast_counts_for_every_day_it_stood(archive: Archive) -> None:
    id = at(archive, OPENS).draft(asked(), "Ada").id
    at(archive, OPENS).confirm(id, "Ada")
    at(archive, OPENS).forecast(id, 0.2, "Ada", "first thoughts")
    at(archive, DAY(2031, 5, 20)).forecast(id, 0.8, "Ada", "the pens are out")
    at(archive, DAY(2031, 6, 1)).resolve(id, True, "Ada", "signed", on=CLOSES)
    [record] = records(at(archive, DAY(2031, 6, 1)), draws=0)
    assert (record.who, record.questions, record.card.n) == ("Ada", 1, 90)
    assert record.card.brier.value == pytest.approx((80 * 0.64 + 10 * 0.04) / 90)
    assert record.card.skill is not None


def test_a_forecast_of_what_had_already_happened_is_not_scored(archive: Archive) -> None:
    id = at(archive, OPENS).draft(asked(), "Ada").id
    at(archive, OPENS).confirm(id, "Ada")
    at(archive, DAY(2031, 4, 9)).forecast(id, 0.99, "Ada", "I have heard something")
    at(archive, DAY(2031, 4, 9)).forecast(id, 0.5, "Ben", "no idea")
    at(archive, DAY(2031, 4, 10)).resolve(id, True, "Ada", "signed in secret", on=DAY(2031, 4, 8))
    assert records(at(archive, DAY(2031, 6, 1)), draws=0) == []


def test_the_log_is_only_added_to(archive: Archive) -> None:
    book = at(archive, OPENS)
    id = book.draft(asked(), "Ada").id
    book.draft(asked(), "Ben")
    book.confirm(id, "Ada")
    for p in (0.2, 0.3):
        book.forecast(id, p, "Ada", "so")
    assert [f.probability for f in book.forecasts(id)] == [0.2, 0.3]
    assert len(book.steps(id)) == 2


def test_the_outlook_takes_each_voice_once(archive: Archive) -> None:
    book = at(archive, OPENS)
    id = book.draft(asked(), "Ada").id
    book.confirm(id, "Ada")
    for p in (0.1, 0.8):
        book.forecast(id, p, "Ada", "so")
    outlook = outlook_of([], book.forecasts(id), book.now())
    assert outlook.people == pytest.approx(0.8) and outlook.base_rate is None and "no reference class" in outlook.why
    assert outlook_of([], [], book.now()).mixed is None


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_questions_go_out_and_come_back(form: str) -> None:
    question = asked("Will it, as they say, “hold”?")
    [back] = load_questions(dump_questions([question], form), form)
    assert (back.id, back.text, back.closes, back.tags) == (question.id, question.text, question.closes, question.tags)
    assert back == question


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("jsonl", "{]"),
        ("jsonl", '{"id": 1}'),
        ("jsonl", "[]"),
        ("jsonl", line(text=5)),
        ("jsonl", line(opens=20310301)),
        ("jsonl", line(tags="lake")),
        ("jsonl", line(outcome="yes")),
        ("jsonl", line(pattern=["CONSULT"])),
        ("jsonl", line(pattern={"types": "CONSULT"})),
        ("jsonl", line(pattern={"types": ["QUARREL"]})),
        ("jsonl", line(pattern={"types": ["CONSULT"], "at_least": 0})),
        ("csv", "text,opens\nWill it?,2031-03-01\n"),
        ("csv", "text,opens,closes,outcome\nWill it?,2031-03-01,2031-04-01,maybe\n"),
        ("csv", "text,opens,closes,event_types,event_at_least\nWill it?,2031-03-01,2031-04-01,AID,two\n"),
        ("forecastbench", '{"questions": 5}'),
        ("csv", "text,opens,closes\nWill it?,soon,later\n"),
        ("csv", "text,opens,closes\n" + "x" * 200_000),
        ("forecastbench", "[1]"),
        ("forecastbench", bench(freeze_value=1.4)),
        ("forecastbench", bench(freeze_value="dear")),
        ("forecastbench", bench(freeze_value=float("nan"))),
        ("forecastbench", bench(due="soon")),
        ("jsonl", line(id=" ")),
        ("jsonl", line(state="flying")),
        ("jsonl", line(value="much")),
        ("jsonl", line(value=True)),
        ("csv", "text,opens,closes,value\nWill it?,2031-03-01,2031-04-01,much\n"),
        ("xml", ""),
    ],
)
def test_a_broken_file_says_what_is_wrong(form: str, text: str) -> None:
    with pytest.raises(RequestError):
        list(load_questions(text, form))


def test_a_file_comes_in_whole_or_not_at_all(archive: Archive) -> None:
    book = at(archive, OPENS)
    good, bad = asked(), replace(asked(), id="fq-2", closes=OPENS)
    with pytest.raises(RequestError, match="closes"):
        book.take_in([good, bad], "Ada")
    with pytest.raises(RequestError, match="another question"):
        book.take_in([good, replace(good, text="Will they quarrel?")], "Ada")
    assert book.questions() == []
    assert (book.take_in([good, good], "Ada"), book.take_in([good], "Ada")) == (1, 0)


def test_a_spreadsheet_with_semicolons_is_read() -> None:
    [found] = load_questions("text;opens;closes;outcome\nWill it, or not?;2031-03-01;2031-04-01;yes\n", "csv")
    log = '{"question": "fq-1", "at": "2031-03-09T01:00:00+02:00", "who": "Ada", "probability": 0.2, "reason": "so"}'
    assert next(load_forecasts(log, "jsonl")).at == datetime.datetime(2031, 3, 8, 23)
    assert found.text == "Will it, or not?" and found.id.startswith("fq-") and found.outcome is True


@pytest.mark.parametrize("form", ["jsonl", "csv", "forecastbench"])
def test_a_track_record_moves_to_another_desk(archive: Archive, form: str, tmp_path: Path) -> None:
    id = at(archive, OPENS).draft(asked(), "Ada").id
    at(archive, OPENS).confirm(id, "Ada")
    at(archive, DAY(2031, 3, 9)).forecast(id, 0.2, "Ada", "so", evidence=["ev-1", "ev-2"])
    at(archive, DAY(2031, 6, 1)).resolve(id, False, "Ada", "nothing was signed")
    old = at(archive, DAY(2031, 6, 2))
    with Archive(tmp_path / "other.duckdb") as other:
        new = at(other, DAY(2031, 6, 2))
        new.take_in(load_questions(dump_questions(old.questions(), form), form), "Ben", confirm=True)
        [question] = new.questions()
        assert (question.state, question.outcome) == (QuestionState.RESOLVED, False)
        assert question.pattern == (None if form == "forecastbench" else asked().pattern)
        log = dump_forecasts(old, "csv" if form == "forecastbench" else form)
        log = log.replace(id, question.id)
        made = list(load_forecasts(log, "csv" if form == "forecastbench" else form))
        assert (new.take_in_forecasts(made), new.take_in_forecasts(made)) == (1, 0)
        assert new.forecasts()[0].evidence == ("ev-1", "ev-2")
        assert records(new, draws=0)[0].card.brier == records(old, draws=0)[0].card.brier


def test_a_forecast_made_after_the_answer_is_not_taken_in(archive: Archive) -> None:
    id = at(archive, OPENS).draft(asked(), "Ada").id
    made = Forecast(0, id, datetime.datetime(2031, 4, 2), "Ada", "person", 0.9, None, None, "so", ())
    with pytest.raises(RequestError, match="confirmed"):
        at(archive, DAY(2031, 6, 1)).take_in_forecasts([made])
    at(archive, OPENS).confirm(id, "Ada")
    at(archive, DAY(2031, 4, 1)).resolve(id, True, "Ada", "signed")
    for wrong in (made, replace(made, at=made.at.replace(month=3), probability=1.2)):
        with pytest.raises(RequestError):
            at(archive, DAY(2031, 6, 1)).take_in_forecasts([wrong])
    for text, form in (('{"question": "fq-1"}', "jsonl"), ("number\n1\n", "csv"), ("[]", "jsonl"), ("", "xml")):
        with pytest.raises(RequestError):
            list(load_forecasts(text, form))


def test_forecasts_go_out_in_three_forms(archive: Archive) -> None:
    book = at(archive, OPENS)
    id = book.draft(asked(), "Ada").id
    book.confirm(id, "Ada")
    book.forecast(id, 0.25, "Ada", "so")
    assert "0.25" in dump_forecasts(book, "csv") and '"reason": "so"' in dump_forecasts(book, "jsonl")
    assert '"forecast": 0.25' in dump_forecasts(book, "forecastbench")
    book.forecast(id, 0.75, "a market", "it trades so", kind="crowd")
    assert '"forecast": 0.25' in dump_forecasts(book, "forecastbench")
    book.resolve(id, True, "Ada", "signed")
    assert json.loads(dump_forecasts(book, "forecastbench"))["forecasts"] == []
    with pytest.raises(RequestError):
        dump_forecasts(book, "xml")


def test_a_crowd_comes_with_its_questions_and_answers_go_back_under_their_ids(archive: Archive) -> None:
    text = bench()
    book = at(archive, DAY(2031, 3, 9))
    assert book.take_in(load_questions(text, "forecastbench"), "Ada", confirm=True) == 1
    assert book.take_in_forecasts(load_forecasts(text, "forecastbench")) == 1
    [question] = book.questions()
    assert question.text == "Will it hold by 2031-05-30, asked 2031-03-01?" and question.criterion == "As told."
    [crowd] = book.forecasts()
    assert (crowd.kind, crowd.probability, crowd.at.date()) == ("crowd", 0.3, OPENS)
    book.forecast(question.id, 0.2, "Ada", "so")
    table = json.loads(dump_forecasts(book, "forecastbench"))
    assert table["forecast_due_date"] == "2031-03-01"
    assert [(f["id"], f["source"], f["forecast"]) for f in table["forecasts"]] == [("77", "infer", 0.2)]


def test_question_sets_of_forecastbench() -> None:
    whole = """{"forecast_due_date": "2031-03-01", "questions": [
      {"id": "a", "source": "acled", "question": "Will there be more 'Riots' in Chad for the 30 days before X?",
       "freeze_datetime_value": "2.5", "resolution_dates": ["2031-03-08", "2031-03-31"]},
      {"id": "b", "source": "manifold", "question": "Will it hold?", "freeze_datetime_value": "0.4",
       "resolution_dates": "N/A", "market_info_close_datetime": "2031-12-31T00:00:00Z"}]}"""
    series, again, market = read_questions(whole)
    assert (series.closes.day, again.closes.day, series.value, series.crowd) == (8, 31, 2.5, None)
    assert market.crowd == 0.4 and market.closes == DAY(2031, 12, 31)
    flat = '{"id": "c", "source": "infer", "due": "2031-03-01", "closes": "N/A", "resolution_date": "2031-04-01", "question": "Q?", "freeze_value": null, "outcome": 1.0}'
    [one] = read_questions(flat)
    assert one.closes == one.resolved == DAY(2031, 4, 1) and one.outcome == 1
    [draft] = load_questions(flat, "forecastbench")
    assert draft.tags == ("forecastbench", "infer:c") and draft.outcome is True


def test_a_question_that_comes_with_its_answer_is_settled(archive: Archive) -> None:
    table = (
        "Text;Opens;Closes;Outcome;Resolved_on\n"
        "Will it snow?;2031-03-01;2031-04-01;yes;2031-03-09\n"
        "Will it hail?;2031-03-01;2031-04-01;no;\n"
        "Will it storm?;2031-03-01;2031-04-01;;\n"
    )
    book = at(archive, DAY(2031, 6, 1))
    assert book.take_in(load_questions(table, "csv"), "Ada", confirm=True) == 3
    told = {q.text: (q.outcome, q.resolved_on) for q in book.questions()}
    assert told == {
        "Will it snow?": (True, DAY(2031, 3, 9)),
        "Will it hail?": (False, DAY(2031, 4, 1)),
        "Will it storm?": (None, None),
    }
    early = replace(asked(), state=QuestionState.RESOLVED, outcome=True, resolved_on=DAY(2031, 2, 1))
    with pytest.raises(RequestError, match="before it was asked"):
        book.take_in([early], "Ada", confirm=True)


def test_a_wrong_line_is_named() -> None:
    for text, form in ((bench() + "\n" + bench(due="soon"), "forecastbench"), (line() + "\n{", "jsonl")):
        with pytest.raises(RequestError, match="Line 2"):
            list(load_questions(text, form))
    with pytest.raises(RequestError, match="write it as 2031-12-31"):
        list(load_questions("text,opens,closes\nWill it?,01.03.2031,2031-04-01\n", "csv"))


def test_two_questions_in_one_are_left_out() -> None:
    [one] = read_questions(bench(id=["a", "b"]) + "\n" + bench(id=5))
    assert one.id == "5"


def test_a_set_is_read_before_it_is_due(archive: Archive) -> None:
    told = """{"forecast_due_date": "2031-03-20", "questions": [{"id": "a", "source": "infer", "question": "Will it?",
      "freeze_datetime_value": "0.4", "freeze_datetime": "2031-03-10T00:00:00", "resolution_dates": "N/A",
      "market_info_close_datetime": "2031-12-31T00:00:00Z"}]}"""
    book = at(archive, DAY(2031, 3, 12))
    book.take_in(load_questions(told, "forecastbench"), "Ada", confirm=True)
    assert book.take_in_forecasts(load_forecasts(told, "forecastbench")) == 1
    assert book.forecasts()[0].at.date() == DAY(2031, 3, 10)


def test_a_forecast_lies_in_its_own_range(archive: Archive) -> None:
    book = at(archive, OPENS)
    id = book.draft(asked(), "Ada").id
    book.confirm(id, "Ada")
    for low, high in ((0.5, 0.1), (0.5, None), (None, 0.3), (0.1, 1.2)):
        with pytest.raises(RequestError):
            book.forecast(id, 0.4, "Ada", "so", low=low, high=high)
    assert book.forecast(id, 0.4, "Ada", "so", low=0.4, high=0.6).low == 0.4


def test_a_forecast_made_before_the_question_opened_stands_from_then_on(archive: Archive) -> None:
    id = at(archive, OPENS).draft(asked(), "Ada").id
    at(archive, OPENS).confirm(id, "Ada")
    early = Forecast(0, id, datetime.datetime(2030, 1, 1), "Ada", "person", 0.2, None, None, "so", ())
    at(archive, DAY(2031, 6, 1)).take_in_forecasts([early])
    at(archive, DAY(2031, 6, 1)).resolve(id, False, "Ada", "nothing was signed")
    assert records(at(archive, DAY(2031, 6, 2)), draws=0)[0].card.n == (CLOSES - OPENS).days


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.sampled_from(["2031-03-01", "N/A", "acled"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*as_json(asked()), "types"]), inner),
    max_leaves=6,
)
FIELDS = sorted({*as_json(asked()), *json.loads(bench()), "at", "who", "probability", "evidence", "questions"})


def refused_or_read(text: str) -> None:
    for load in (load_questions, load_forecasts):
        for form in ("csv", "jsonl", "forecastbench"):
            try:
                list(load(text, form))
            except RequestError as error:
                assert str(error)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6), st.booleans())
@settings(deadline=None)
def test_whatever_a_line_holds_is_read_or_refused(changes: dict[str, object], ours: bool) -> None:
    refused_or_read(line(**changes) if ours else bench(**changes))


@given(st.text(st.sampled_from('text,opens;closes"\n\r\0{}[]:1-é'), max_size=60), st.booleans())
@settings(deadline=None)
def test_whatever_a_file_holds_is_read_or_refused(text: str, headed: bool) -> None:
    refused_or_read("text,opens,closes,outcome,value,event_types\n" * headed + text)
