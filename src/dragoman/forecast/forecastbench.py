"""ForecastBench's shapes: question sets in, forecast sets out.

A question set is a JSON object with ``questions``; the flat form has one resolved question a line with ``due``,
``closes``, ``freeze_value`` (the crowd's probability, or the level of an ACLED series) and ``outcome``.
"""

from __future__ import annotations

import datetime
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import RequestError
from dragoman.forecast.levels import LevelQuestion, level_asked

NOT_KNOWN = ("N/A", "", None)
# Sources whose questions ask about a series of data; of all others the value is a crowd's probability.
SERIES = ("acled", "dbnomics", "fred", "wikipedia", "yfinance")
WRONG = (KeyError, TypeError, ValueError, AttributeError)
# Fewer levels of zero may well be so: about two series in five are silent for a year.
FEWEST_TOLD = 10


@dataclass(frozen=True, slots=True)
class BenchQuestion:
    """A question of ForecastBench with the day it was asked, its deadline, the value known then, and its outcome.

    ``frozen`` is the day the value is from, where that is told.
    """

    id: str
    source: str
    text: str
    due: datetime.date
    closes: datetime.date
    value: float | None
    resolved: datetime.date | None = None
    outcome: float | None = None
    criterion: str = ""
    frozen: datetime.date | None = None

    @property
    def is_series(self) -> bool:
        return self.source in SERIES

    @property
    def crowd(self) -> float | None:
        """The crowd's probability on the day it was asked; a level of a series is none."""
        return None if self.is_series else self.value


def read_questions(text: str) -> Iterator[BenchQuestion]:
    """The questions of a question set, or of the flat form line by line. Raises RequestError for anything else.

    What joins two questions into one ("A and B?", with two ids) is left out: it has four answers.
    """
    stripped = text.lstrip()
    if '"questions"' in stripped[:2000] and stripped.startswith("{"):
        try:
            table = json.loads(stripped)
            yield from (q for row in table["questions"] if _is_single(row) for q in _from_set(row, table))
        except WRONG as error:
            raise RequestError(f"This is not a question set of ForecastBench: {_told(error)}.") from error
        return
    for number, line in enumerate(text.split("\n"), 1):
        try:
            row = json.loads(line) if line.strip() else None
            if row is not None and _is_single(row):
                yield _from_line(row)
        except WRONG as error:
            raise RequestError(f"Line {number} is no question of ForecastBench: {_told(error)}.") from error


def _told(error: Exception) -> str:
    return f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error).rstrip(".")


def _is_single(row: Any) -> bool:
    return not isinstance(row["id"], list)


def _from_line(row: dict[str, Any]) -> BenchQuestion:
    resolved = _day(row.get("resolution_date"))
    due, closes = datetime.date.fromisoformat(row["due"]), _day(row.get("closes"))
    return BenchQuestion(
        id=str(row["id"]),
        source=row["source"],
        text=_dated(row["question"], due, resolved or closes),
        due=due,
        closes=closes or resolved or datetime.date.max,
        value=_value(row["source"], row.get("freeze_value")),
        resolved=resolved,
        outcome=_number(row.get("outcome")),
        criterion=row.get("resolution_criteria") or "",
    )


def _from_set(row: dict[str, Any], table: dict[str, Any]) -> Iterator[BenchQuestion]:
    due = datetime.date.fromisoformat(table["forecast_due_date"])
    dates = row.get("resolution_dates")
    closes = _day(row.get("market_info_close_datetime"))
    for day in dates if isinstance(dates, list) else [closes]:
        yield BenchQuestion(
            id=str(row["id"]),
            source=row["source"],
            text=_dated(row["question"], due, _day(day)),
            due=due,
            closes=_day(day) or due + datetime.timedelta(days=90),
            value=_value(row["source"], row.get("freeze_datetime_value")),
            criterion=row.get("resolution_criteria") or "",
            frozen=_day(row.get("freeze_datetime")),
        )


def write_questions(questions: Iterable[BenchQuestion]) -> str:
    """Questions in the flat form, one a line, as ``read_questions`` takes them back."""
    rows = (
        {
            "id": question.id,
            "source": question.source,
            "due": question.due.isoformat(),
            "resolution_date": question.resolved.isoformat() if question.resolved else None,
            "question": question.text,
            "resolution_criteria": question.criterion,
            "freeze_value": question.value,
            "closes": question.closes.isoformat(),
            "outcome": question.outcome,
        }
        for question in questions
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_forecasts(
    forecasts: Iterable[tuple[BenchQuestion, float, str]], *, organisation: str, model: str, due: datetime.date
) -> str:
    """A forecast set as ForecastBench takes it: each question with its probability and the reason."""
    rows = [
        {
            "id": question.id,
            "source": question.source,
            "forecast": round(probability, 6),
            "resolution_date": question.closes.isoformat() if question.is_series else None,
            "reasoning": reason or None,
        }
        for question, probability, reason in forecasts
    ]
    table = {
        "organization": organisation,
        "model": model,
        "model_organization": organisation,
        "question_set": f"{due}-llm.json",
        "forecast_due_date": due.isoformat(),
        "forecasts": rows,
    }
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def level_question(question: BenchQuestion) -> LevelQuestion | None:
    """An ACLED question as one about a level; ``None`` where its value is not known or the wording is another."""
    return level_asked(question.text, question.value, (question.closes - question.due).days)


def outages(questions: Iterable[BenchQuestion]) -> set[datetime.date]:
    """The days whose set of ACLED questions has no level above zero: their source was out, and zero means nothing."""
    by_day: dict[datetime.date, list[LevelQuestion]] = defaultdict(list)
    for question in questions:
        level = level_question(question) if question.is_series else None
        if level is not None:
            by_day[question.due].append(level)
    return {day for day, asked in by_day.items() if _is_silent(asked)}


def _is_silent(asked: Sequence[LevelQuestion]) -> bool:
    return len(asked) >= FEWEST_TOLD and all(question.level == 0 for question in asked)


def _dated(text: str, due: datetime.date, resolution: datetime.date | None) -> str:
    """The words of a question with its days in the places kept for them."""
    dated = text.replace("{forecast_due_date}", due.isoformat())
    return dated.replace("{resolution_date}", resolution.isoformat()) if resolution else dated


def _day(text: Any) -> datetime.date | None:
    return None if text in NOT_KNOWN else datetime.date.fromisoformat(str(text)[:10])


def _number(value: Any) -> float | None:
    number = None if value in NOT_KNOWN else float(value)
    if number is not None and not math.isfinite(number):
        raise ValueError(f"{value} is no number")
    return number


def _value(source: str, told: Any) -> float | None:
    """The level of a series, or the probability a crowd gave."""
    value = _number(told)
    if value is not None and source not in SERIES and not 0 <= value <= 1:
        raise ValueError(f"a crowd’s probability lies between 0 and 1, not at {told}")
    return value
