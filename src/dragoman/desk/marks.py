"""The marks of a dossier: a short label for each record (S1, E4, Q2) and the words it stands on.

The label is printed beside the words and on the record's card, so the two find each other on paper too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.dossier import Dossier
from dragoman.records import Event, Explanation, Hedge, Modality, Position, Question, Span, Statement, Status

LETTERS = {"statement": "S", "event": "E", "position": "P", "question": "Q", "explanation": "X"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One record in the text: ``tone`` is how sure it is, ``spans`` are in text order and may overlap others."""

    id: str
    kind: str
    label: str
    tone: str
    spans: tuple[Span, ...]


class _Recorded(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def span(self) -> Span | None: ...


def marks_of(dossier: Dossier) -> list[Mark]:
    """A mark for each statement, event, position, question and explanation, numbered in text order by kind."""
    kinds: list[tuple[str, Sequence[Statement | Event | Position | Question | Explanation]]] = [
        ("statement", dossier.statements),
        ("event", dossier.events),
        ("position", dossier.positions),
        ("question", dossier.questions),
        ("explanation", dossier.explanations),
    ]
    return [mark for kind, records in kinds for mark in _numbered(kind, records, len(dossier.document.text))]


def _numbered(
    kind: str, records: Iterable[Statement | Event | Position | Question | Explanation], length: int
) -> list[Mark]:
    found = {record.id: (record, _within(_spans_of(record), length)) for record in records}
    ordered = sorted(found.values(), key=lambda pair: pair[1][0] if pair[1] else Span(length, length))
    return [
        Mark(record.id, kind, f"{LETTERS[kind]}{number}", tone_of(record), spans)
        for number, (record, spans) in enumerate(ordered, 1)
    ]


def _within(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    cut = (Span(max(0, span.start), min(length, span.end)) for span in spans)
    return tuple(sorted({span for span in cut if span.start < span.end}))


def _spans_of(record: Statement | Event | Position | Question | Explanation) -> list[Span]:
    own = [record.span] if record.span else []
    match record:
        case Statement():
            return [*record.source, *record.cue, *record.content] or own
        case Event():
            return [record.trigger, *record.mentions]
        case Position():
            return [*(own or [record.object_span]), *(condition.span for condition in record.conditions)]
        case Question():
            return own
        case Explanation():
            answers = [h.span for h in record.hypotheses if h.span]
            return answers or own


def tone_of(record: Statement | Event | Position | Question | Explanation) -> str:
    """How sure a record is, as one word: the status where it is not asserted, else whether it is hedged."""
    if isinstance(record, (Question, Explanation)):
        return "open"
    if record.status is not Status.ASSERTED:
        return record.status.value
    if isinstance(record, Statement) and record.modality is Modality.ASKED:
        return "hypothetical"
    hedged = not isinstance(record, Position) and record.reporting_hedge is not Hedge.NONE
    return "hedged" if hedged else "asserted"
