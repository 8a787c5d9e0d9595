"""The nouns of the desk: what an analyst's record holds, as frozen dataclasses.

Offsets are code points into ``Document.text``, end-exclusive. Unknown is ``None`` (or an empty tuple), never a
default code. Ids are short content hashes prefixed by kind (``st-…``, ``ev-…``), so the same bytes always give
the same ids. A record is made once, by one room, and points back to its words through ``evidence``.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dragoman.codes import (
    Act,
    Basis,
    ConditionKind,
    EventType,
    Form,
    Hedge,
    Modality,
    NoteKind,
    QuestionKind,
    QuestionState,
    Sense,
    SourceGrade,
    Stance,
    Status,
    TimexKind,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in ``Document.text``."""

    start: int
    end: int

    def text_of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a record came from, the rule that made it, and the sentence that says why.

    ``span`` is ``None`` only where the words are not part of the text (a publication date in a meta tag).
    """

    span: Span | None
    rule: str
    why: str


class Recorded:
    """What every record has: its evidence, and so its span."""

    __slots__ = ()
    evidence: Evidence

    @property
    def span(self) -> Span | None:
        return self.evidence.span


@dataclass(frozen=True, slots=True)
class Note:
    """What intake did or found: a part that was cut, a footnote, where title, byline, outlet or date stood."""

    kind: NoteKind
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class When(Recorded):
    """A time: TIMEX3 value, first and last day it can mean; ``start``, ``end`` (half-open) if finer than a day."""

    value: str
    kind: TimexKind
    first: datetime.date | None
    last: datetime.date | None
    precision: str
    basis: Basis
    evidence: Evidence
    start: datetime.datetime | None = None
    end: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A source, or a part of one, that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it is read: clean text, what is known about it, and what was cut and why."""

    id: str
    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    published: When | None
    url: str | None
    language: str | None
    sha256: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims or holds a place: holder (ISO 3166-1 alpha-3), in what way, since and until when, by which source."""

    holder: str
    kind: str
    since: str | None
    until: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Place(Recorded):
    """A mention of a place, resolved to a point with an honest radius in km."""

    id: str
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    chain: tuple[str, ...]
    claims: tuple[Claim, ...]
    sense: Sense
    runner_up: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Actor(Recorded):
    """A mention of someone who acts or speaks.

    ``country`` is ISO 3166-1 alpha-3, or IGO / NGO / IMG; ``sector`` a PLOVER sector (GOV, MIL, LEG …). ``id`` is
    the same for every mention of the same actor in a document; ``name`` is the fullest name known for it, so
    that "he" and "Mr. Lavrov" carry the name of the man. ``person`` tells a named human being from an institution.
    """

    id: str
    name: str
    country: str | None
    sector: str | None
    office: str | None
    office_since: str | None
    office_until: str | None
    person: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Statement(Recorded):
    """Something somebody said, or is said to have said.

    ``source``, ``cue`` and ``content`` are fragments in text order (content may be split by its cue); an empty
    tuple means that the text gives none. ``outer`` is the id of the statement this one is nested in.
    ``co_speakers`` are those who say it together with ``speaker`` ("Bern and Oslo said").
    """

    id: str
    document: str
    speaker: Actor | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    act: Act
    reporting_hedge: Hedge
    source_grade: SourceGrade
    status: Status
    modality: Modality
    addressee: Actor | None
    when: When | None
    outer: str | None
    evidence: Evidence
    co_speakers: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as the text gives it: "at least 12" is (12, None); "about 30" (30, 30); the words tell."""

    least: int | None
    most: int | None
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event(Recorded):
    """Who did what to whom (PLOVER), with the status the text gives it.

    ``trigger`` is the word that names the event; ``mentions`` are all the spans that tell it, first one first.
    ``reported_in`` is the id of the innermost statement it stands in. ``dead``, ``injured`` and ``size`` (of a crowd or
    force) are numbers of people where the text gives them.
    """

    id: str
    document: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    when: When | None
    where: Place | None
    status: Status
    reporting_hedge: Hedge
    reported_in: str | None
    intensity: float | None
    trigger: Span
    mentions: tuple[Span, ...]
    evidence: Evidence
    dead: Count | None = None
    injured: Count | None = None
    size: Count | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold, or happen, for a position to change: in its own words, and who must bring it about."""

    kind: ConditionKind
    span: Span
    state: str
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class Position(Recorded):
    """What an actor wants of an issue or counterpart, and on which conditions."""

    id: str
    document: str
    actor: Actor
    object: str
    object_span: Span
    counterpart: Actor | None
    stance: Stance
    status: Status
    conditions: tuple[Condition, ...]
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    statements: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EventPattern:
    """The event a question asks about; ``None`` or empty where the question leaves it open."""

    type: EventType | None
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class Question(Recorded):
    """A question the text leaves open: what will happen (predictive) or why something did (explanatory).

    ``asker`` is ``None`` when the author asks. ``criterion`` says in words what would count as an answer.
    """

    id: str
    document: str
    text: str
    asker: Actor | None
    kind: QuestionKind
    pattern: EventPattern | None
    horizon: When | None
    criterion: str
    state: QuestionState
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Argument:
    """A piece of evidence for or against a hypothesis, its strength in the text's own words, and whose it is.

    ``origin`` is ``None`` when the author argues; ``statement`` is the id of the statement it stands in.
    """

    span: Span
    supports: bool
    strength: str | None
    origin: Actor | None
    statement: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate answer. ``span`` is ``None`` for "something else", which is always among the candidates."""

    text: str
    span: Span | None
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Explanation(Recorded):
    """The candidate answers to an explanatory question; ``exclusive`` only where the text says so."""

    id: str
    document: str
    question: str
    hypotheses: tuple[Hypothesis, ...]
    exclusive: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Doubt(Recorded):
    """Something a finder saw and left out on purpose: which room, which words, and why."""

    room: str
    evidence: Evidence


def make_id(prefix: str, *parts: object) -> str:
    """A short content hash: the same parts always give the same id."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def day_when(day: datetime.date, basis: Basis, evidence: Evidence) -> When:
    """The When of one calendar day."""
    return When(day.isoformat(), TimexKind.DATE, day, day, "day", basis, evidence)


def extent_of(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of ``spans`` (at least one)."""
    fragments = list(spans)
    return Span(min(s.start for s in fragments), max(s.end for s in fragments))


def as_json(record: Any) -> Any:
    """A record as plain dicts, lists, strings and numbers; dates become ISO 8601."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: as_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, (list, tuple)):
        return [as_json(item) for item in record]
    if isinstance(record, StrEnum):
        return record.value
    return record.isoformat() if isinstance(record, datetime.date) else record
