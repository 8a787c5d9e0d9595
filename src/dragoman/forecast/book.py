"""The book of forecast questions: every step of a question's life and every forecast, written down and never changed.

A question is what its steps make of it. A person confirms a draft, resolves, reopens or disputes; the machine proposes.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.archive.store import Archive
from dragoman.codes import QuestionState
from dragoman.errors import NotFoundError, RequestError
from dragoman.forecast.question import ANY_REPORT, ForecastQuestion, Pattern
from dragoman.records import as_json

DRAFT, OPEN, CLOSED, RESOLVED, ANNULLED = (
    QuestionState.DRAFT, QuestionState.OPEN, QuestionState.CLOSED, QuestionState.RESOLVED, QuestionState.ANNULLED,
)  # fmt: skip
# Step -> the states it may be taken from.
MAY = {
    "edit": (DRAFT, OPEN),
    "confirm": (DRAFT,),
    "resolve": (OPEN, CLOSED),
    "annul": (DRAFT, OPEN, CLOSED),
    "reopen": (RESOLVED, ANNULLED),
    "dispute": (RESOLVED,),
    "settle": (RESOLVED,),
}
EDITABLE = ("text", "criterion", "opens", "closes", "pattern", "sources", "tags")
KINDS = ("person", "crowd", "base rate", "mix", "model")


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a question's life: what was done, when, by whom and why; ``evidence`` are ids of records."""

    number: int
    question: str
    at: datetime.datetime
    step: str
    who: str
    note: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast as it was made: whose, of which kind, how sure, why, and on which records it rests."""

    number: int
    question: str
    at: datetime.datetime
    who: str
    kind: str
    probability: float
    low: float | None
    high: float | None
    reason: str
    evidence: tuple[str, ...]


class Book:
    """The questions and forecasts of an archive. ``now`` is the clock, for tests and for imports of older forecasts."""

    def __init__(self, archive: Archive, now: datetime.datetime | None = None) -> None:
        self.archive = archive
        self._now = now

    # -- the life of a question --------------------------------------------------------------------------------------

    def draft(self, question: ForecastQuestion, who: str, note: str = "") -> ForecastQuestion:
        """Writes down a draft; the same question again changes nothing."""
        if question.closes <= question.opens:
            raise RequestError(f"The question closes on {question.closes}, not after it opens ({question.opens}).")
        if self._steps(question.id):
            return self.question(question.id)
        self._write(replace(question, state=DRAFT, outcome=None, resolved_on=None), "draft", who, note)
        return self.question(question.id)

    def edit(self, id: str, who: str, note: str = "", **changes: Any) -> ForecastQuestion:
        """Changes text, criterion, days, pattern, sources or tags of a draft, or of an open one nobody has forecast."""
        unknown = set(changes) - set(EDITABLE)
        if unknown:
            raise RequestError(f"{', '.join(sorted(unknown))} cannot be edited; these can: {', '.join(EDITABLE)}.")
        question = self._allowed(id, "edit")
        if question.state is OPEN and self.forecasts(id):
            raise RequestError(f"{id} has been forecast as it stands; annul it and ask anew.")
        edited = replace(question, **changes)
        if edited.closes <= edited.opens:
            raise RequestError(f"The question would close on {edited.closes}, not after it opens ({edited.opens}).")
        return self._write(edited, "edit", who, note)

    def confirm(self, id: str, who: str, note: str = "") -> ForecastQuestion:
        """A person opens a draft: from now on it can be forecast."""
        return self._write(replace(self._allowed(id, "confirm"), state=OPEN), "confirm", who, note)

    def resolve(
        self, id: str, outcome: bool, who: str, note: str = "", *,
        on: datetime.date | None = None, evidence: Sequence[str] = (),
    ) -> ForecastQuestion:  # fmt: skip
        """Settles a question as yes or no. A no before the deadline would not be final, so it is refused."""
        question, day = self._allowed(id, "resolve"), on or self.now().date()
        if not outcome and day <= question.closes:
            raise RequestError(f"{id} is open until {question.closes}; before that only a yes is final.")
        resolved = replace(question, state=RESOLVED, outcome=outcome, resolved_on=day, disputed=False)
        return self._write(resolved, "resolve", who, note, evidence)

    def annul(self, id: str, who: str, note: str) -> ForecastQuestion:
        """Takes a question out of scoring: it was badly put, or can never be told."""
        return self._write(replace(self._allowed(id, "annul"), state=ANNULLED), "annul", who, _reason(note))

    def reopen(self, id: str, who: str, note: str) -> ForecastQuestion:
        """Takes back a resolution or an annulment."""
        question = self._allowed(id, "reopen")
        reopened = replace(question, state=OPEN, outcome=None, resolved_on=None, disputed=False)
        return self._write(reopened, "reopen", who, _reason(note))

    def dispute(self, id: str, who: str, note: str) -> ForecastQuestion:
        """Doubts a resolution: it stands, and stays out of scores until somebody settles or reopens it."""
        return self._write(replace(self._allowed(id, "dispute"), disputed=True), "dispute", who, _reason(note))

    def settle(self, id: str, who: str, note: str) -> ForecastQuestion:
        """Ends a dispute: the resolution stands."""
        return self._write(replace(self._allowed(id, "settle"), disputed=False), "settle", who, _reason(note))

    # -- forecasts ---------------------------------------------------------------------------------------------------

    def forecast(
        self, id: str, probability: float, who: str, reason: str, *, kind: str = "person",
        low: float | None = None, high: float | None = None, evidence: Sequence[str] = (),
    ) -> Forecast:  # fmt: skip
        """Adds a forecast of an open question to the log."""
        question = self.question(id)
        if question.state_on(self.now().date()) is not OPEN:
            raise RequestError(f"{id} is {question.state_on(self.now().date())}; only open questions are forecast.")
        if not 0 <= probability <= 1:
            raise RequestError(f"A probability lies between 0 and 1, not {probability}.")
        if kind not in KINDS:
            raise RequestError(f"A forecast is of a {', '.join(KINDS)}, not of a “{kind}”.")
        values = [id, self.now(), who, kind, probability, low, high, _reason(reason), json.dumps(list(evidence))]
        with self.archive.changes():
            number = self._next("forecasts")
            self.archive.run(f"INSERT INTO forecasts VALUES (?{', ?' * 9})", [number, *values])
        return self.forecasts(id)[-1]

    def forecasts(self, id: str | None = None) -> list[Forecast]:
        """The forecasts of a question, or all, the oldest first."""
        where = "" if id is None else " WHERE question = ?"
        rows = self.archive.rows(f"SELECT * FROM forecasts{where} ORDER BY number", [] if id is None else [id])
        return [_forecast_from(row) for row in rows]

    # -- asking ------------------------------------------------------------------------------------------------------

    def question(self, id: str) -> ForecastQuestion:
        """The question as its last step left it. Raises NotFoundError."""
        rows = self.archive.rows(
            "SELECT body FROM question_steps WHERE question = ? ORDER BY number DESC LIMIT 1", [id]
        )
        if not rows:
            raise NotFoundError(f"No forecast question {id}; `dragoman questions` lists them.")
        return question_from(json.loads(rows[0][0]))

    def questions(self, *states: QuestionState) -> list[ForecastQuestion]:
        """The questions in these states today (all where none is given), by deadline."""
        rows = self.archive.rows(
            "SELECT body FROM question_steps QUALIFY row_number() OVER (PARTITION BY question ORDER BY number DESC) = 1"
        )
        today = self.now().date()
        found = [question_from(json.loads(row[0])) for row in rows]
        wanted = [q for q in found if not states or q.state_on(today) in states]
        return sorted(wanted, key=lambda q: (q.closes, q.id))

    def steps(self, id: str) -> list[Step]:
        """Everything that was done with a question, the oldest first."""
        return [
            Step(number, question, at, step, who, note, tuple(json.loads(body).get("evidence", ())))
            for number, question, at, step, who, note, body in self._steps(id)
        ]

    def now(self) -> datetime.datetime:
        return self._now or datetime.datetime.now(datetime.UTC).replace(tzinfo=None)

    # -- within ------------------------------------------------------------------------------------------------------

    def _steps(self, id: str) -> list[tuple[Any, ...]]:
        return self.archive.rows("SELECT * FROM question_steps WHERE question = ? ORDER BY number", [id])

    def _allowed(self, id: str, step: str) -> ForecastQuestion:
        question = self.question(id)
        state = question.state_on(self.now().date())
        if state not in MAY[step]:
            raise RequestError(f"{id} is {state}: to {step} it, it must be {' or '.join(MAY[step])}.")
        return question

    def _write(
        self, question: ForecastQuestion, step: str, who: str, note: str, evidence: Iterable[str] = ()
    ) -> ForecastQuestion:
        body = json.dumps({**as_json(question), "evidence": list(evidence)}, ensure_ascii=False)
        with self.archive.changes():
            number = self._next("question_steps")
            values = [number, question.id, self.now(), step, who, note, body]
            self.archive.run("INSERT INTO question_steps VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        return question

    def _next(self, table: str) -> int:
        return int(self.archive.rows(f"SELECT coalesce(max(number), 0) + 1 FROM {table}")[0][0])


def question_from(body: dict[str, Any]) -> ForecastQuestion:
    """The question that a JSON body holds. Raises RequestError where a field is missing or wrong."""
    try:
        day = datetime.date.fromisoformat
        pattern = body.get("pattern")
        if pattern is not None:
            pattern = Pattern(
                **{**pattern, "types": tuple(pattern.get("types", ())), "modes": tuple(pattern.get("modes", ()))}
            )
        return ForecastQuestion(
            id=body["id"],
            text=body["text"],
            criterion=body["criterion"],
            opens=day(body["opens"]),
            closes=day(body["closes"]),
            pattern=pattern,
            sources=body.get("sources") or ANY_REPORT,
            asked_in=body.get("asked_in"),
            state=QuestionState(body.get("state", "draft")),
            outcome=body.get("outcome"),
            resolved_on=day(body["resolved_on"]) if body.get("resolved_on") else None,
            disputed=bool(body.get("disputed", False)),
            tags=tuple(body.get("tags", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RequestError(f"This is no forecast question: {error} is missing or wrong.") from error


def _forecast_from(row: tuple[Any, ...]) -> Forecast:
    number, question, at, who, kind, probability, low, high, reason, evidence = row
    return Forecast(number, question, at, who, kind, probability, low, high, reason, tuple(json.loads(evidence)))


def _reason(note: str) -> str:
    if not note.strip():
        raise RequestError("Say why: a forecast or a step like this is kept with its reason.")
    return note.strip()
