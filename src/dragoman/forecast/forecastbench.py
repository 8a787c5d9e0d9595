"""ForecastBench's shapes: question sets in, forecast sets out.

A question set is a JSON object with ``questions``; the flat form has one resolved question a line with ``due``,
``closes``, ``freeze_value`` (the crowd's probability, or the level of an ACLED series) and ``outcome``.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.errors import RequestError
from dragoman.forecast.levels import LevelQuestion

# ACLED's two templates. In "more than ten times" the value is one plus the trailing 30-day mean, else the mean itself.
_ACLED = re.compile(
    r"more (?P<ten>than ten times as many )?(?:'(?P<kind>[^']*)'|fatalities) in (?P<place>.+?) for the 30 days"
)
NOT_KNOWN = ("N/A", "", None)


@dataclass(frozen=True, slots=True)
class BenchQuestion:
    """A question of ForecastBench with the day it was asked, its deadline, the value known then, and its outcome."""

    id: str
    source: str
    text: str
    due: datetime.date
    closes: datetime.date
    value: float | None
    resolved: datetime.date | None = None
    outcome: float | None = None
    criterion: str = ""

    @property
    def is_series(self) -> bool:
        return self.source == "acled"

    @property
    def crowd(self) -> float | None:
        """The crowd's probability on the day it was asked; a level of a series is none."""
        return None if self.is_series else self.value


def read_questions(text: str) -> Iterator[BenchQuestion]:
    """The questions of a question set, or of the flat form line by line. Raises RequestError for anything else."""
    stripped = text.lstrip()
    try:
        if '"questions"' in stripped[:2000] and stripped.startswith("{"):
            table = json.loads(stripped)
            yield from (q for row in table["questions"] for q in _from_set(row, table))
            return
        for line in text.split("\n"):
            if line.strip():
                yield _from_line(json.loads(line))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        told = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else error
        raise RequestError(f"This is not a question set of ForecastBench: {told}.") from error


def _from_line(row: dict[str, Any]) -> BenchQuestion:
    resolved = _day(row.get("resolution_date"))
    due, closes = datetime.date.fromisoformat(row["due"]), _day(row.get("closes"))
    return BenchQuestion(
        id=row["id"],
        source=row["source"],
        text=_dated(row["question"], due, resolved or closes),
        due=due,
        closes=closes or resolved or datetime.date.max,
        value=_number(row.get("freeze_value")),
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
            id=row["id"],
            source=row["source"],
            text=_dated(row["question"], due, _day(day)),
            due=due,
            closes=_day(day) or due + datetime.timedelta(days=90),
            value=_number(row.get("freeze_datetime_value")),
            criterion=row.get("resolution_criteria") or "",
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
    return json.dumps(table, ensure_ascii=False, indent=2)


def level_question(question: BenchQuestion) -> LevelQuestion | None:
    """An ACLED question as one about a level; ``None`` where its value is not known or the wording is another."""
    found = _ACLED.search(question.text)
    if found is None or question.value is None:
        return None
    kind = found["kind"] or "fatalities"
    days = float((question.closes - question.due).days)
    if found["ten"]:
        return LevelQuestion(kind, max(question.value - 1, 0.0), 10 * question.value, days)
    return LevelQuestion(kind, question.value, question.value, days)


def _dated(text: str, due: datetime.date, resolution: datetime.date | None) -> str:
    """The words of a question with its days in the places kept for them."""
    dated = text.replace("{forecast_due_date}", due.isoformat())
    return dated.replace("{resolution_date}", resolution.isoformat()) if resolution else dated


def _day(text: Any) -> datetime.date | None:
    return None if text in NOT_KNOWN else datetime.date.fromisoformat(str(text)[:10])


def _number(value: Any) -> float | None:
    return None if value in NOT_KNOWN else float(value)
