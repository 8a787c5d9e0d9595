"""Rows of the archive told in one line each, for a terminal or a list."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dragoman.archive.query import ActorRow, DocumentRow, EventRow, PositionRow, QuestionRow, StatementRow
from dragoman.archive.search import Hit
from dragoman.codes import Stance

# What a position is, as a noun: it fits holders of any number.
STANDS = {
    Stance.DEMAND: "demand",
    Stance.OFFER: "offer",
    Stance.ACCEPT: "consent",
    Stance.REJECT: "refusal",
    Stance.RULE_OUT: "ruled out",
    Stance.THREATEN: "threat",
}


@dataclass(frozen=True, slots=True)
class Line:
    """When, what in short, marks that must not be overlooked (hedges, corrections), the words, and where from."""

    day: str
    head: str
    marks: tuple[str, ...]
    words: str
    foot: str


def line_of(row: Any) -> Line:
    """The line of a row of any kind."""
    return _LINES[type(row)](row)


def _event(row: EventRow) -> Line:
    sides = " → ".join(filter(None, (row.source or ("?" if row.target else ""), row.target)))
    place = ", ".join(filter(None, (row.place, row.country)))
    counts = [f"{number:,} {what}" for number, what in ((row.dead, "dead"), (row.injured, "injured")) if number]
    head = " · ".join(filter(None, (f"{row.type} {row.mode or ''}".strip(), sides, place, *counts)))
    return Line(_day(row.first, row.last, row.reported), head, _marks(row), row.words or "", _foot(row, row.dataset))


def _statement(row: StatementRow) -> Line:
    to = f" to {row.addressee}" if row.addressee else ""
    head = f"{row.speaker_name or 'somebody unnamed'}{to} ({row.act}, {row.form})"
    return Line(_day(row.first, row.last, row.reported), head, _marks(row), row.words or "", _foot(row))


def _position(row: PositionRow) -> Line:
    towards = f" towards {row.counterpart}" if row.counterpart else ""
    hangs = f" (on {row.conditions} condition{'s' * (row.conditions > 1)})" if row.conditions else ""
    head = f"{row.actor_name}, {STANDS[Stance(row.stance)]}{towards}: {row.object}{hangs}"
    return Line(_day(row.valid_from, row.valid_to, row.reported), head, _marks(row), row.words or "", _foot(row))


def _question(row: QuestionRow) -> Line:
    head = " · ".join(filter(None, (row.kind, row.state, row.type, row.asker)))
    return Line(_day(None, None, row.reported), head, _marks(row), row.words, _foot(row))


def _document(row: DocumentRow) -> Line:
    retold = (f"one of {row.retold} that tell this story",) if row.retold > 1 else ()
    foot = " · ".join(filter(None, (row.outlet, row.byline, f"{row.length:,} words", row.language, *retold)))
    head = row.title or row.opening or "Untitled"
    return Line(_day(row.published, None, None), head, _marks(row), row.url or "", foot)


def _actor(row: ActorRow) -> Line:
    head = " · ".join(filter(None, (row.name, row.country, row.sector, "person" if row.person else "")))
    return Line("", head, (), f"{row.mentions:,} mentions in {row.documents:,} documents, {row.events:,} events", "")


def _hit(row: Hit) -> Line:
    foot = " · ".join(filter(None, (row.outlet, row.url)))
    return Line(_day(row.published, None, None), row.title or "Untitled", (), row.snippet, foot)


_LINES: dict[type, Callable[[Any], Line]] = {
    EventRow: _event,
    StatementRow: _statement,
    PositionRow: _position,
    QuestionRow: _question,
    DocumentRow: _document,
    ActorRow: _actor,
    Hit: _hit,
}


def _day(first: datetime.date | None, last: datetime.date | None, reported: datetime.date | None) -> str:
    """The day of a thing; "≤" says that only the day of the report is known."""
    if first is None:
        return f"≤{reported}" if reported else ""
    return f"{first}" if last in (None, first) else f"{first}…"


def _marks(row: Any) -> tuple[str, ...]:
    """What a reader must know before taking a line for a fact."""
    found = [status for status in (getattr(row, "status", "asserted"),) if status != "asserted"]
    found += [hedge for hedge in (getattr(row, "reporting_hedge", "none"),) if hedge != "none"]
    found += ["corrected"] if row.corrected else []
    found += [f"{row.origins} origins"] if getattr(row, "origins", 1) > 1 else []
    return tuple(found)


def _foot(row: Any, dataset: str | None = None) -> str:
    return " · ".join(filter(None, (dataset, row.title, row.outlet, row.document)))
