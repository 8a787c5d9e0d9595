"""The marks of a dossier: a short label for each record (S1, E4, Q2) and the words it stands on.

The label is printed beside the words and on the record's card, so the two find each other on paper too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codes import Hedge, Modality, Status
from dragoman.dossier import Dossier
from dragoman.formats.words import Wording
from dragoman.records import Doubt, Event, Explanation, Position, Question, Span, Statement, make_id

Record = Statement | Event | Position | Question | Explanation

LETTERS = {"statement": "S", "event": "E", "position": "P", "question": "Q", "explanation": "X"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One record in the text: ``tone`` is how sure it is, ``spans`` are in text order and may overlap others.

    ``frame`` are words that belong to the record without being its substance: who speaks, and the verb of saying.
    """

    id: str
    kind: str
    label: str
    tone: str
    spans: tuple[Span, ...]
    frame: tuple[Span, ...] = ()

    @property
    def start(self) -> int | None:
        """Where the record begins in the text, if it stands there at all: a statement with its speaker."""
        frame = self.frame if self.kind == "statement" or not self.spans else ()
        return min((span.start for span in (*self.spans, *frame)), default=None)


def marks_of(dossier: Dossier) -> list[Mark]:
    """A mark for each statement, event, position, question, explanation and doubt, numbered in text order by kind."""
    kinds: list[tuple[str, Sequence[Record]]] = [
        ("statement", dossier.statements),
        ("event", dossier.events),
        ("position", dossier.positions),
        ("question", dossier.questions),
        ("explanation", dossier.explanations),
    ]
    length = len(dossier.document.text)
    wording = Wording(dossier.document.text, dossier.statements)
    numbered = (m for kind, records in kinds for m in _numbered(kind, records, length, wording))
    return [*numbered, *_doubts(dossier, length)]


def doubt_id(doubt: Doubt) -> str:
    """Doubts are no records and have no id of their own; on a page they need one."""
    return make_id("un", doubt.room, doubt.span, doubt.evidence.rule, doubt.evidence.why)


def _doubts(dossier: Dossier, length: int) -> Iterator[Mark]:
    """Doubts come in text order already; what has no words gets no mark."""
    found = {doubt_id(doubt): doubt.span for doubt in dossier.unsure if doubt.span}
    for number, (key, span) in enumerate(found.items(), 1):
        yield Mark(key, "doubt", f"U{number}", "open", _within([span], length))


def _numbered(kind: str, records: Iterable[Record], length: int, wording: Wording) -> list[Mark]:
    found = {record.id: record for record in records}
    marks = [
        Mark(r.id, kind, "", tone_of(r, wording), _within(_spans_of(r), length), _within(_frame_of(r), length))
        for r in found.values()
    ]
    marks.sort(key=lambda mark: length if mark.start is None else mark.start)
    return [replace(mark, label=f"{LETTERS[kind]}{number}") for number, mark in enumerate(marks, 1)]


def _frame_of(record: Record) -> tuple[Span, ...]:
    match record:
        case Statement():
            return (*record.source, *record.cue)
        case Explanation():
            return tuple(argument.span for hypothesis in record.hypotheses for argument in hypothesis.arguments)
        case _:
            return ()


def _within(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    cut = (Span(max(0, span.start), min(length, span.end)) for span in spans)
    return tuple(sorted({span for span in cut if span.start < span.end}))


def _spans_of(record: Record) -> list[Span]:
    own = [record.span] if record.span else []
    match record:
        case Statement():
            return list(record.content) or own
        case Event():
            return [record.trigger, *record.mentions]
        case Position():
            return [*(own or [record.object_span]), *(condition.span for condition in record.conditions)]
        case Question():
            return own
        case Explanation():
            answers = [h.span for h in record.hypotheses if h.span]
            return answers or own


def tone_of(record: Record, wording: Wording) -> str:
    """How sure a record is, as one word: its status where that is not asserted, else whether it is hedged, by its
    own words or by those of whoever passes it on."""
    if isinstance(record, (Question, Explanation)):
        return "open"
    if record.status is not Status.ASSERTED:
        return record.status.value
    if isinstance(record, Statement) and record.modality is Modality.ASKED:
        return "hypothetical"
    if isinstance(record, Position):
        return "asserted" if wording.position_hedge(record) is Hedge.NONE else "hedged"
    if isinstance(record, Statement) and wording.is_unsaid(record):
        return "hypothetical"
    return "asserted" if wording.hedge(record) is Hedge.NONE else "hedged"
