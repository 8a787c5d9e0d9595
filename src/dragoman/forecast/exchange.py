"""Questions and forecasts in and out: CSV and JSON Lines of this program, and the shapes of ForecastBench."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dragoman.codes import QuestionState
from dragoman.errors import RequestError
from dragoman.forecast.bodies import question_from
from dragoman.forecast.book import Book, Forecast
from dragoman.forecast.forecastbench import (
    BenchQuestion,
    outages,
    read_questions,
    write_forecasts,
    write_questions,
)
from dragoman.forecast.question import ForecastQuestion, make_question
from dragoman.records import as_json

PATTERN = ("types", "modes", "source", "target", "place", "country", "at_least")
COLUMNS = (
    "id",
    "text",
    "criterion",
    "opens",
    "closes",
    "state",
    "outcome",
    "resolved_on",
    "disputed",
    "sources",
    "asked_in",
    "tags",
    "value",
    *(f"event_{name}" for name in PATTERN),
)
LOGGED = ("number", "question", "at", "who", "kind", "probability", "low", "high", "reason", "evidence")
FORMS = ("csv", "jsonl", "forecastbench")
# Ways to write an answer in a table.
ANSWERS = {"true": True, "yes": True, "1": True, "1.0": True, "false": False, "no": False, "0": False, "0.0": False}
# The tag under which a question of ForecastBench keeps its source and its id there.
BENCH = "forecastbench"
# A crowd's value is that of a day: noon, so that no time zone makes another day of it.
NOON = datetime.time(12)


# -- questions ---------------------------------------------------------------------------------------------------------


def dump_questions(questions: Iterable[ForecastQuestion], form: str) -> str:
    """The questions as CSV, JSON Lines, or ForecastBench's flat lines."""
    if form == "jsonl":
        return "".join(json.dumps(as_json(q), ensure_ascii=False) + "\n" for q in questions)
    if form == "forecastbench":
        return write_questions(_to_bench(question) for question in questions)
    if form != "csv":
        raise RequestError(f"Questions are written as {', '.join(FORMS)}, not as “{form}”.")
    return _table(COLUMNS, map(_row_of, questions))


def load_questions(text: str, form: str) -> Iterator[ForecastQuestion]:
    """The questions that a file holds. Raises RequestError with the line that is wrong."""
    if form == "forecastbench":
        yield from _from_set(list(read_questions(text)))
    elif form in ("jsonl", "csv"):
        for number, body in _bodies(text, form):
            try:
                yield question_from(body) if form == "jsonl" else _from_row(body)
            except RequestError as error:
                raise RequestError(f"Line {number}: {error}") from error
    else:
        raise RequestError(f"Questions are read from {', '.join(FORMS)}, not from “{form}”.")


def _row_of(question: ForecastQuestion) -> dict[str, Any]:
    body = as_json(question)
    pattern = body["pattern"] or {}
    asked = {f"event_{name}": _joined(pattern.get(name)) for name in PATTERN}
    return {**body, "tags": _joined(body["tags"]), **asked}


def _joined(value: Any) -> Any:
    return ";".join(value) if isinstance(value, list | tuple) else value


def _from_row(row: dict[str, str]) -> ForecastQuestion:
    absent = [name for name in ("text", "opens", "closes") if name not in row]
    if absent:
        raise RequestError(f"A question needs text, opens and closes; “{absent[0]}” is missing.")
    outcome = row.get("outcome", "").lower()
    if outcome and outcome not in ANSWERS:
        raise RequestError(f"“{outcome}” is no answer; write yes or no.")
    body = {
        **row,
        "criterion": row.get("criterion", row["text"]),
        "outcome": ANSWERS.get(outcome),
        "disputed": ANSWERS.get(row.get("disputed", "").lower(), False),
        "tags": _parted(row.get("tags")),
        "value": _number(row.get("value")),
        "pattern": _pattern_of(row),
    }
    question = question_from({"id": "fq-", **body})
    return question if "id" in row else replace(question, id=_named_anew(question))


def _named_anew(question: ForecastQuestion) -> str:
    return make_question(question.text, question.criterion, question.opens, question.closes).id


def _pattern_of(row: Mapping[str, str]) -> dict[str, Any] | None:
    told: dict[str, Any] = {name: row[f"event_{name}"] for name in PATTERN if f"event_{name}" in row}
    if not told:
        return None
    told |= {name: _parted(told.get(name)) for name in ("types", "modes")}
    if "at_least" in told:
        told["at_least"] = int(told["at_least"]) if told["at_least"].isdecimal() else 0
    return told


def _number(words: str | None) -> float | None:
    try:
        return float(words) if words else None
    except ValueError:
        raise RequestError(f"“{words}” is no number.") from None


def _parted(words: str | None) -> list[str]:
    return [part for part in (words or "").split(";") if part]


def _from_set(questions: list[BenchQuestion]) -> Iterator[ForecastQuestion]:
    """The questions of a set; levels of zero that mean nothing are left out."""
    out = outages(questions)
    for question in questions:
        yield _from_bench(replace(question, value=None) if question.is_series and question.due in out else question)


def _from_bench(question: BenchQuestion) -> ForecastQuestion:
    head, _, rest = question.text.partition("\n")
    criterion = question.criterion or rest.strip() or "As ForecastBench resolves it."
    closes = None if question.closes == datetime.date.max else question.closes
    tags = (BENCH, f"{question.source}:{question.id}")
    made = replace(make_question(head, criterion, question.due, closes, tags=tags), value=question.value)
    if question.outcome not in (0, 1):
        return made
    day = question.resolved or made.closes
    return replace(made, state=QuestionState.RESOLVED, outcome=question.outcome == 1, resolved_on=day)


def _to_bench(question: ForecastQuestion) -> BenchQuestion:
    """The question as ForecastBench has it: with its source and id there, where it came from there."""
    tags = dict(zip(question.tags[::2], question.tags[1::2], strict=False))
    source, _, id = tags.get(BENCH, f"dragoman:{question.id}").partition(":")
    outcome = None if question.outcome is None else float(question.outcome)
    return BenchQuestion(
        id=id,
        source=source,
        text=question.text,
        due=question.opens,
        closes=question.closes,
        value=question.value,
        resolved=question.resolved_on,
        outcome=outcome,
        criterion=question.criterion,
    )


# -- forecasts ---------------------------------------------------------------------------------------------------------


def dump_forecasts(book: Book, form: str, *, organisation: str = "", model: str = "") -> str:
    """The log of forecasts as CSV or JSON Lines; for ForecastBench the last own one of each open question."""
    if form == "forecastbench":
        return _forecast_set(book, organisation, model)
    forecasts = book.forecasts()
    if form == "jsonl":
        return "".join(json.dumps(as_json(f), ensure_ascii=False) + "\n" for f in forecasts)
    if form == "csv":
        return _table(LOGGED, ({**as_json(f), "evidence": " ".join(f.evidence)} for f in forecasts))
    raise RequestError(f"Forecasts are written as {', '.join(FORMS)}, not as “{form}”.")


def load_forecasts(text: str, form: str) -> Iterator[Forecast]:
    """The forecasts of a log as CSV or JSON Lines; of ForecastBench's questions the crowd's values.

    Raises RequestError with the line that is wrong.
    """
    if form == "forecastbench":
        yield from (_of_crowd(q, value) for q in read_questions(text) if (value := q.crowd) is not None)
    elif form in ("jsonl", "csv"):
        for number, body in _bodies(text, form):
            try:
                yield _forecast_of(body)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                told = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else error
                raise RequestError(f"Line {number}: This is no forecast: {told}.") from error
    else:
        raise RequestError(f"Forecasts are read from {', '.join(FORMS)}, not from “{form}”.")


def _forecast_of(body: Any) -> Forecast:
    low, high = (None if body.get(name) is None else float(body[name]) for name in ("low", "high"))
    evidence = body.get("evidence") or ()
    return Forecast(
        number=0,
        question=str(body["question"]),
        at=_moment(body["at"]),
        who=str(body["who"]),
        kind=str(body.get("kind") or "person"),
        probability=float(body["probability"]),
        low=low,
        high=high,
        reason=str(body.get("reason") or ""),
        evidence=tuple(evidence.split()) if isinstance(evidence, str) else tuple(map(str, evidence)),
    )


def _moment(words: str) -> datetime.datetime:
    """A moment as the log keeps it: in universal time, which is meant where no zone is named."""
    at = datetime.datetime.fromisoformat(words)
    return at.astimezone(datetime.UTC).replace(tzinfo=None) if at.tzinfo else at


def _of_crowd(question: BenchQuestion, value: float) -> Forecast:
    at = datetime.datetime.combine(question.frozen or question.due, NOON)
    id, reason = _from_bench(question).id, "its value when it was asked, as ForecastBench has it"
    return Forecast(0, id, at, question.source, "crowd", value, None, None, reason, ())


def _forecast_set(book: Book, organisation: str, model: str) -> str:
    # What others hold and what the classes say is no forecast of one's own.
    own = [f for f in book.forecasts() if f.kind not in ("crowd", "base rate")]
    last = {f.question: f for f in own}
    today = book.now().date()
    asked = {q.id: q for q in book.questions(QuestionState.OPEN) if q.id in last}
    rows = [(_to_bench(question), last[id].probability, last[id].reason) for id, question in asked.items()]
    due = max((q.opens for q in asked.values() if BENCH in q.tags), default=today)
    return write_forecasts(rows, organisation=organisation, model=model, due=due)


# -- tables ------------------------------------------------------------------------------------------------------------


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _bodies(text: str, form: str) -> Iterator[tuple[int, Any]]:
    """The number of the line and what stands in it; cells that are empty are left out."""
    if form == "csv":
        yield from _rows(text)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise RequestError(f"Line {number} is no JSON: {error}") from error


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table by their headings in small letters; what stands beyond the last heading has none."""
    head = text.partition("\n")[0]
    # Spreadsheets write semicolons where the comma is a decimal mark.
    lines = io.StringIO(text, newline=None)
    reader = csv.DictReader(lines, delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        for row in reader:
            yield reader.line_num, {name.strip().lower(): value for name, value in row.items() if name and value}
    except csv.Error as error:
        raise RequestError(f"Line {reader.line_num}: This is no table: {error}.") from error
