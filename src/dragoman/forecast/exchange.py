"""Questions and forecasts in and out: CSV and JSON Lines of this program, and the shapes of ForecastBench."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator

from dragoman.errors import RequestError
from dragoman.forecast.book import Book, question_from
from dragoman.forecast.forecastbench import BenchQuestion, read_questions, write_forecasts
from dragoman.forecast.question import ForecastQuestion, make_question
from dragoman.records import as_json

COLUMNS = (
    "id",
    "text",
    "criterion",
    "opens",
    "closes",
    "state",
    "outcome",
    "resolved_on",
    "sources",
    "asked_in",
    "tags",
)
FORMS = ("csv", "jsonl", "forecastbench")


def dump_questions(questions: Iterable[ForecastQuestion], form: str) -> str:
    """The questions as CSV (without their event patterns) or JSON Lines."""
    if form == "jsonl":
        return "".join(json.dumps(as_json(q), ensure_ascii=False) + "\n" for q in questions)
    if form != "csv":
        raise RequestError(f"Questions are written as csv or jsonl, not as “{form}”.")
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for question in questions:
        writer.writerow({**as_json(question), "tags": ";".join(question.tags)})
    return text.getvalue()


def load_questions(text: str, form: str) -> Iterator[ForecastQuestion]:
    """The questions that a file holds. Raises RequestError with the line that is wrong."""
    if form == "forecastbench":
        yield from (_from_bench(question) for question in read_questions(text))
    elif form == "jsonl":
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield _numbered(number, line)
    elif form == "csv":
        for row in csv.DictReader(io.StringIO(text)):
            yield _from_row({name: value for name, value in row.items() if name and value})
    else:
        raise RequestError(f"Questions are read from {', '.join(FORMS)}, not from “{form}”.")


def dump_forecasts(book: Book, form: str, *, organisation: str = "", model: str = "") -> str:
    """The log of forecasts as CSV or JSON Lines; for ForecastBench the last of each open question."""
    forecasts = book.forecasts()
    if form == "jsonl":
        return "".join(json.dumps(as_json(f), ensure_ascii=False) + "\n" for f in forecasts)
    if form == "csv":
        names = ("number", "question", "at", "who", "kind", "probability", "low", "high", "reason")
        text = io.StringIO()
        writer = csv.DictWriter(text, names, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(as_json(f) for f in forecasts)
        return text.getvalue()
    if form != "forecastbench":
        raise RequestError(f"Forecasts are written as {', '.join(FORMS)}, not as “{form}”.")
    last = {f.question: f for f in forecasts}
    rows = []
    for id, forecast in last.items():
        q = book.question(id)
        rows.append(
            (BenchQuestion(id, "dragoman", q.text, q.opens, q.closes, None), forecast.probability, forecast.reason)
        )
    return write_forecasts(rows, organisation=organisation, model=model, due=book.now().date())


def _numbered(number: int, line: str) -> ForecastQuestion:
    try:
        return question_from(json.loads(line))
    except (ValueError, RequestError) as error:
        raise RequestError(f"Line {number}: {error}") from error


def _from_row(row: dict[str, str]) -> ForecastQuestion:
    try:
        opens, closes = (datetime.date.fromisoformat(row[name]) for name in ("opens", "closes"))
        made = make_question(
            row["text"],
            row.get("criterion", row["text"]),
            opens,
            closes,
            tags=tuple(row.get("tags", "").split(";")) if row.get("tags") else (),
        )
    except (KeyError, ValueError) as error:
        raise RequestError(f"A row of questions needs text, opens and closes: {error} is missing or wrong.") from error
    outcome = row.get("outcome", "").lower()
    body = {
        **as_json(made),
        "id": row.get("id", made.id),
        "state": row.get("state", "draft"),
        "outcome": {"true": True, "false": False, "1": True, "0": False}.get(outcome),
        "resolved_on": row.get("resolved_on"),
        "sources": row.get("sources"),
        "asked_in": row.get("asked_in"),
    }
    return question_from(body)


def _from_bench(question: BenchQuestion) -> ForecastQuestion:
    criterion = question.criterion or "As ForecastBench resolves it."
    return make_question(
        question.text.split("\n")[0], criterion, question.due, question.closes, tags=(question.source,)
    )
