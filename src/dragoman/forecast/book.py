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
from dragoman.forecast.bodies import question_from
from dragoman.forecast.question import ForecastQuestion
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
        self.take_in([question], who, note)
        return self.question(question.id)

    def take_in(self, questions: Iterable[ForecastQuestion], who: str, note: str = "", *, confirm: bool = False) -> int:
        """Writes down the questions of a file as drafts, all or none, and says how many are new.

        With ``confirm`` they are opened at once, and settled where they come with their answer.
        """
        told = self._texts()
        rows: list[tuple[ForecastQuestion, str]] = []
        new = 0
        for question in questions:
            known = told.setdefault(question.id, set())
            if known and question.text not in known:
                raise RequestError(f"{question.id} is another question already: “{min(known)}”.")
            if known:
                continue
            known.add(question.text)
            new += 1
            rows += self._first_steps(_sound(question), confirm)
        self._write_all(rows, who, note)
        return new

    def edit(self, id: str, who: str, note: str = "", **changes: Any) -> ForecastQuestion:
        """Changes text, criterion, days, pattern, sources or tags of a draft, or of an open one nobody has forecast."""
        unknown = set(changes) - set(EDITABLE)
        if unknown:
            raise RequestError(f"{', '.join(sorted(unknown))} cannot be edited; these can: {', '.join(EDITABLE)}.")
        question = self._allowed(id, "edit")
        if question.state is OPEN and self.forecasts(id):
            raise RequestError(f"{id} has been forecast as it stands; annul it and ask anew.")
        changed = [name for name, value in changes.items() if value != getattr(question, name)]
        if not changed:
            return question
        return self._write(_sound(replace(question, **changes)), "edit", who, note or f"changed: {', '.join(changed)}")

    def confirm(self, id: str, who: str, note: str = "") -> ForecastQuestion:
        """A person opens a draft: from now on it can be forecast."""
        return self._write(replace(self._allowed(id, "confirm"), state=OPEN), "confirm", who, note)

    def resolve(
        self, id: str, outcome: bool, who: str, note: str = "", *,
        on: datetime.date | None = None, evidence: Sequence[str] = (),
    ) -> ForecastQuestion:  # fmt: skip
        """Settles a question as yes or no, known ``on`` a day (else today). A no before the deadline is refused."""
        today = self.now().date()
        question, day = self._allowed(id, "resolve"), on or today
        if day > today or day < question.opens <= today:
            raise RequestError(f"The answer became known from {question.opens} to {today}, not on {day}.")
        if not outcome and day <= question.closes:
            raise RequestError(f"{id} is open until {question.closes}; before that only a yes is final.")
        resolved = replace(question, state=RESOLVED, outcome=outcome, resolved_on=day, disputed=False)
        return self._write(resolved, "resolve", who, _reason(note), evidence)

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
        question = self._allowed(id, "dispute")
        if question.disputed:
            raise RequestError(f"{id} is disputed already: settle the dispute, or reopen it.")
        return self._write(replace(question, disputed=True), "dispute", who, _reason(note))

    def settle(self, id: str, who: str, note: str) -> ForecastQuestion:
        """Ends a dispute: the resolution stands."""
        question = self._allowed(id, "settle")
        if not question.disputed:
            raise RequestError(f"{id} is not disputed: there is nothing to settle.")
        return self._write(replace(question, disputed=False), "settle", who, _reason(note))

    # -- forecasts ---------------------------------------------------------------------------------------------------

    def forecast(
        self, id: str, probability: float, who: str, reason: str, *, kind: str = "person",
        low: float | None = None, high: float | None = None, evidence: Sequence[str] = (),
    ) -> Forecast:  # fmt: skip
        """Adds a forecast of an open question to the log."""
        state = self.question(id).state_on(self.now().date())
        if state is not OPEN:
            raise RequestError(f"{id} is {state}; only open questions are forecast.")
        made = Forecast(0, id, self.now(), who, kind, probability, low, high, reason, tuple(evidence))
        [written] = self._log([_sound_forecast(made)])
        return written

    def take_in_forecasts(self, forecasts: Iterable[Forecast]) -> int:
        """Adds the forecasts of another log as of the days they were made on, all or none; those known are passed over.

        Says how many are new. Each must have been made of a confirmed question, by its deadline and its answer.
        """
        questions = {question.id: question for question in self.questions()}
        known = {_by_whom(made) for made in self.forecasts()}
        new: dict[tuple[object, ...], Forecast] = {}
        for made in forecasts:
            question = questions.get(made.question)
            if question is None or question.state is DRAFT:
                raise RequestError(f"No question {made.question} has been confirmed here; take in the questions first.")
            last = min(day for day in (question.closes, question.resolved_on, self.now().date()) if day is not None)
            if made.at.date() > last:
                raise RequestError(f"A forecast of {made.question} was made on {made.at:%Y-%m-%d}, after {last}.")
            if _by_whom(made) not in known:
                new[_by_whom(made)] = _sound_forecast(made)
        return len(self._log(new.values()))

    def forecasts(self, id: str | None = None) -> list[Forecast]:
        """The forecasts of a question, or all, the oldest first."""
        where = "" if id is None else " WHERE question = ?"
        rows = self.archive.rows(f"SELECT * FROM forecasts{where} ORDER BY made_at, number", [] if id is None else [id])
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

    def records_named(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The ids of records or reports, once each. Raises NotFoundError where the archive has no such one."""
        named = tuple(dict.fromkeys(ids))
        for id in named:
            if not self.archive.rows("SELECT 1 FROM documents WHERE id = ?", [id]):
                self.archive.records(id)
        return named

    # -- within ------------------------------------------------------------------------------------------------------

    def _texts(self) -> dict[str, set[str]]:
        """Every question there is with the words it has had."""
        told: dict[str, set[str]] = {}
        for id, text in self.archive.rows("SELECT DISTINCT question, body->>'$.text' FROM question_steps"):
            told.setdefault(id, set()).add(text)
        return told

    def _first_steps(self, question: ForecastQuestion, confirm: bool) -> list[tuple[ForecastQuestion, str]]:
        draft = replace(question, state=DRAFT, outcome=None, resolved_on=None, disputed=False)
        if not confirm:
            return [(draft, "draft")]
        opened = [(draft, "draft"), (replace(draft, state=OPEN), "confirm")]
        if question.state is not RESOLVED or question.outcome is None:
            return opened
        known_on = question.resolved_on or question.closes
        if known_on > self.now().date():
            raise RequestError(f"{question.id} was resolved on {known_on}; that day is still to come.")
        if known_on < question.opens:
            raise RequestError(f"{question.id} was resolved on {known_on}, before it was asked on {question.opens}.")
        return [*opened, (replace(question, resolved_on=known_on, disputed=False), "resolve")]

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
        self._write_all([(question, step)], who, note, evidence)
        return question

    def _write_all(
        self, steps: Sequence[tuple[ForecastQuestion, str]], who: str, note: str, evidence: Iterable[str] = ()
    ) -> None:
        now, rests_on = self.now(), list(evidence)
        with self.archive.changes():
            for number, (question, step) in enumerate(steps, self._next("question_steps")):
                body = json.dumps({**as_json(question), "evidence": rests_on}, ensure_ascii=False)
                values = [number, question.id, now, step, who, note, body]
                self.archive.run("INSERT INTO question_steps VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def _log(self, forecasts: Iterable[Forecast]) -> list[Forecast]:
        with self.archive.changes():
            numbered = [replace(made, number=k) for k, made in enumerate(forecasts, self._next("forecasts"))]
            for f in numbered:
                values = [f.number, f.question, f.at, f.who, f.kind, f.probability, f.low, f.high, f.reason]
                self.archive.run(f"INSERT INTO forecasts VALUES (?{', ?' * 9})", [*values, json.dumps(f.evidence)])
        return numbered

    def _next(self, table: str) -> int:
        return int(self.archive.rows(f"SELECT coalesce(max(number), 0) + 1 FROM {table}")[0][0])


def _sound(question: ForecastQuestion) -> ForecastQuestion:
    if not question.text.strip() or not question.criterion.strip():
        raise RequestError("A question needs its words, and the words of what counts as a yes.")
    if question.closes <= question.opens:
        raise RequestError(f"The question closes on {question.closes}, not after it opens ({question.opens}).")
    return question


def _sound_forecast(made: Forecast) -> Forecast:
    for value in (made.probability, made.low, made.high):
        if value is not None and not 0 <= value <= 1:
            raise RequestError(f"A probability lies between 0 and 1, not {value}.")
    low = made.probability if made.low is None else made.low
    high = made.probability if made.high is None else made.high
    if not low <= made.probability <= high:
        raise RequestError(f"A forecast of {made.probability} does not lie in its own range, {low} to {high}.")
    if made.kind not in KINDS:
        raise RequestError(f"A forecast is of a {', '.join(KINDS)}, not of a “{made.kind}”.")
    return replace(made, reason=_reason(made.reason))


def _by_whom(made: Forecast) -> tuple[object, ...]:
    """What makes two rows of logs the same forecast."""
    return made.question, made.at, made.who, made.kind, made.probability


def _forecast_from(row: tuple[Any, ...]) -> Forecast:
    number, question, at, who, kind, probability, low, high, reason, evidence = row
    return Forecast(number, question, at, who, kind, probability, low, high, reason, tuple(json.loads(evidence)))


def _reason(note: str) -> str:
    if not note.strip():
        raise RequestError("Say why: a forecast or a step like this is kept with its reason.")
    return note.strip()
