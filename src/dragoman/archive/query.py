"""Questions to the archive: events, statements, positions, questions, documents and actors by what is known of them.

Each takes an open archive and a filter and gives a page of plain rows. What a person corrected holds everywhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.archive.facets import Choices
from dragoman.archive.filters import (
    ActorFilter,
    DocumentFilter,
    EventFilter,
    Page,
    PositionFilter,
    QuestionFilter,
    StatementFilter,
)
from dragoman.archive.paging import of_table, order_of, page_of, page_with_choices
from dragoman.archive.store import Archive
from dragoman.archive.where import Where
from dragoman.codes import Act, EventType, Form, Hedge, QuestionKind, QuestionState, SourceGrade, Stance, Status

Day = datetime.date | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event. ``source`` and ``target`` are names joined with "; "; ``reported`` is the day of the report;
    ``link`` is the id of what links it with reports of the same event, ``origins`` how many told it independently."""

    id: str
    document: str | None
    type: str
    mode: str | None
    status: str
    reporting_hedge: str
    source: str | None
    target: str | None
    first: Day
    last: Day
    reported: Day
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    intensity: float | None
    dead: int | None
    injured: int | None
    words: str | None
    reported_in: str | None
    dataset: str | None
    code: str | None
    corrected: bool
    title: str | None
    outlet: str | None
    link: str | None
    origins: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement; ``words`` is what was said, in the words of the report."""

    id: str
    document: str
    speaker: str | None
    speaker_name: str | None
    speaker_country: str | None
    speaker_sector: str | None
    addressee: str | None
    act: str
    form: str
    status: str
    modality: str
    reporting_hedge: str
    source_grade: str
    first: Day
    last: Day
    reported: Day
    words: str | None
    outer_statement: str | None
    corrected: bool
    title: str | None
    outlet: str | None
    link: str | None
    origins: int


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position; ``conditions`` is how many it hangs on."""

    id: str
    document: str
    actor: str
    actor_name: str
    actor_country: str | None
    counterpart: str | None
    stance: str
    object: str
    status: str
    conditions: int
    valid_from: Day
    valid_to: Day
    reported: Day
    words: str | None
    corrected: bool
    title: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question that a text leaves open, in its own words."""

    id: str
    document: str
    kind: str
    state: str
    type: str | None
    asker: str | None
    place: str | None
    horizon: Day
    reported: Day
    words: str
    corrected: bool
    title: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document; ``origin`` is the id of the story it retells, ``retold`` how many documents tell that story;
    ``opening`` is how its text begins, where it has no title."""

    id: str
    title: str | None
    byline: str | None
    outlet: str | None
    published: Day
    url: str | None
    language: str | None
    length: int
    read_at: datetime.datetime
    model: str
    corrected: bool
    origin: str | None
    retold: int
    opening: str | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor over the whole archive: how often named, in how many documents, in how many events."""

    id: str
    name: str
    country: str | None
    sector: str | None
    person: bool
    mentions: int
    documents: int
    events: int


# Columns by which rows can be sorted, and how; rows of one rank stay in the order they were stored.
BY_DAY = {"newest": "day DESC NULLS LAST", "oldest": "day ASC NULLS LAST"}
BY_REPORT = {"newest": "reported DESC NULLS LAST", "oldest": "reported ASC NULLS LAST"}
EVENT_ORDERS = {
    **BY_DAY,
    "intensity": "intensity ASC NULLS LAST, day DESC NULLS LAST",
    "dead": "dead DESC NULLS LAST, day DESC NULLS LAST",
}
DOCUMENT_ORDERS = {
    "newest": "published DESC NULLS LAST, read_at DESC",
    "oldest": "published ASC NULLS LAST, read_at ASC",
    "read": "read_at DESC",
}
ACTOR_ORDERS = {"most": "mentions + events DESC, id", "name": "name, id", "events": "events DESC, id"}


def events(archive: Archive, wanted: EventFilter) -> Page[EventRow]:
    """The events that fit."""
    return page_of(archive, EventRow, "events", event_conditions(wanted), EVENT_ORDERS, wanted)


def events_with_choices(
    archive: Archive, wanted: EventFilter, columns: Sequence[str]
) -> tuple[Page[EventRow], Choices]:
    """A page of events, and how many of all that fit have each value of some columns; ``status`` first of these."""
    where = event_conditions(wanted)
    return page_with_choices(archive, EventRow, "events", where, EVENT_ORDERS, wanted, columns)


def statements(archive: Archive, wanted: StatementFilter) -> Page[StatementRow]:
    """The statements that fit."""
    return page_of(archive, StatementRow, "statements", statement_conditions(wanted), BY_DAY, wanted)


def positions(archive: Archive, wanted: PositionFilter) -> Page[PositionRow]:
    """The positions that fit."""
    return page_of(archive, PositionRow, "positions", position_conditions(wanted), BY_REPORT, wanted)


def questions(archive: Archive, wanted: QuestionFilter) -> Page[QuestionRow]:
    """The questions that fit."""
    return page_of(archive, QuestionRow, "questions", question_conditions(wanted), BY_REPORT, wanted)


def documents(archive: Archive, wanted: DocumentFilter) -> Page[DocumentRow]:
    """The documents that fit."""
    where = Where()
    where.words("title", wanted.title)
    where.words("outlet", wanted.outlet)
    where.equal("language", wanted.language)
    where.one_of("id", wanted.ids)
    where.days(wanted.since, wanted.until, "published", "published")
    if wanted.read_since:
        where.add("read_at >= ?", wanted.read_since)
    if wanted.actor:
        inner = Where()
        inner.who(wanted.actor, ("[id, country, sector, country || ' ' || sector]", "name"))
        where.add(f"id IN (SELECT document FROM actors{inner.sql})", *inner.values)
    if wanted.origin:
        where.add(f"id IN ({_OF_ORIGIN})", wanted.origin, wanted.origin)
    return page_of(archive, DocumentRow, "documents", where, DOCUMENT_ORDERS, wanted)


def documents_since(archive: Archive, when: datetime.datetime, limit: int = 50) -> Page[DocumentRow]:
    """The documents read since then, the latest first."""
    return documents(archive, DocumentFilter(read_since=when, sort="read", limit=limit))


def actors(archive: Archive, wanted: ActorFilter) -> Page[ActorRow]:
    """The actors that fit: those texts name and those of events, told together by id."""
    where = Where()
    where.words("name", wanted.text)
    where.equal("country", wanted.country)
    where.equal("sector", wanted.sector)
    where.one_of("id", wanted.ids)
    if wanted.person is not None:
        where.add(f"id {'' if wanted.person else 'NOT '}IN (SELECT id FROM actors WHERE person)")
    order = order_of(ACTOR_ORDERS, wanted.sort)
    # Counted first, described after: only those on the page are looked at closely.
    name = ", any_value(name) AS name" if "name" in order else ""
    query = f"""
        WITH named AS (SELECT id, count(*) AS mentions, 0 AS events{name} FROM actors{where.sql} GROUP BY id),
        acting AS (SELECT id, 0 AS mentions, count(*) AS events{name}
            FROM (SELECT actor AS id, name, country, sector FROM event_actors){where.sql} GROUP BY id),
        counted AS MATERIALIZED (
            SELECT id, sum(mentions) AS mentions, sum(events) AS events{name}
            FROM (FROM named UNION ALL FROM acting) GROUP BY id),
        page AS MATERIALIZED (
            SELECT * FROM counted ORDER BY {order} LIMIT {int(wanted.limit)} OFFSET {int(wanted.offset)}),
        told AS (SELECT id, any_value(name) AS name, any_value(country) AS country, any_value(sector) AS sector,
            bool_or(person) AS person, count(DISTINCT document) AS documents
            FROM actors WHERE id IN (SELECT id FROM page) GROUP BY id),
        acted AS (SELECT actor AS id, any_value(name) AS name, any_value(country) AS country,
            any_value(sector) AS sector FROM event_actors WHERE actor IN (SELECT id FROM page) GROUP BY actor)
        SELECT page.id, coalesce(told.name, acted.name), coalesce(told.country, acted.country),
            coalesce(told.sector, acted.sector), coalesce(told.person, false), page.mentions,
            coalesce(told.documents, 0), page.events, (SELECT count(*) FROM counted)
        FROM page LEFT JOIN told ON told.id = page.id LEFT JOIN acted ON acted.id = page.id
        ORDER BY {of_table("page", order)}"""
    found = archive.rows(query, [*where.values, *where.values])
    return Page(tuple(ActorRow(*row[:-1]) for row in found), found[0][-1] if found else 0, wanted.limit, wanted.offset)


def event_conditions(wanted: EventFilter) -> Where:
    """What a filter asks of the rows of ``events``."""
    where = Where()
    source, target = ("source_codes", "source"), ("target_codes", "target")
    where.who(wanted.actor, source, target)
    where.who(wanted.source, source)
    where.who(wanted.target, target)
    where.one_of("type", wanted.type, EventType)
    where.one_of("mode", wanted.mode)
    where.one_of("status", wanted.status, Status)
    where.one_of("reporting_hedge", wanted.hedge, Hedge)
    where.days(wanted.since, wanted.until, "day", "coalesce(last, day)")
    where.near(wanted.near)
    where.equal("country", wanted.country)
    where.words("place", wanted.place)
    if wanted.context:
        where.add("list_contains(contexts, ?)", wanted.context)
    if wanted.dataset:
        where.add("dataset IS NULL") if wanted.dataset == "read" else where.equal("dataset", wanted.dataset)
    if wanted.deadly is not None:
        where.add("(coalesce(dead, 0) > 0) = ?", wanted.deadly)
    _common(where, wanted)
    _linked(where, wanted.origin, wanted.link)
    return where


def statement_conditions(wanted: StatementFilter) -> Where:
    """What a filter asks of the rows of ``statements``."""
    where = Where()
    where.who(wanted.speaker, ("speaker_codes", "speaker_name"))
    where.words("addressee", wanted.addressee)
    where.one_of("act", wanted.act, Act)
    where.one_of("form", wanted.form, Form)
    where.one_of("status", wanted.status, Status)
    where.one_of("reporting_hedge", wanted.hedge, Hedge)
    where.one_of("source_grade", wanted.grade, SourceGrade)
    where.days(wanted.since, wanted.until, "day", "coalesce(last, day)")
    _common(where, wanted)
    _linked(where, wanted.origin, wanted.link)
    return where


def question_conditions(wanted: QuestionFilter) -> Where:
    """What a filter asks of the rows of ``questions``."""
    where = Where()
    where.one_of("kind", wanted.kind, QuestionKind)
    where.one_of("state", wanted.state, QuestionState)
    where.one_of("type", wanted.type, EventType)
    where.days(wanted.since, wanted.until, "reported", "reported")
    _common(where, wanted)
    return where


def position_conditions(wanted: PositionFilter) -> Where:
    """What a filter asks of the rows of ``positions``."""
    where = Where()
    where.who(wanted.actor, ("actor_codes", "actor_name"))
    where.who(wanted.counterpart, ("counterpart_codes", "counterpart"))
    where.one_of("stance", wanted.stance, Stance)
    where.one_of("status", wanted.status, Status)
    if wanted.conditional is not None:
        where.add("(conditions > 0) = ?", wanted.conditional)
    where.days(wanted.since, wanted.until, "coalesce(valid_from, reported)", "coalesce(valid_to, reported)")
    _common(where, wanted)
    return where


_OF_ORIGIN = "SELECT document FROM link_members WHERE kind = 'origin' AND link = ? UNION ALL SELECT ?"


def _common(where: Where, wanted: Any) -> None:
    where.words("words", wanted.text)
    where.one_of("document", wanted.document)
    where.one_of("id", wanted.ids)


def _linked(where: Where, origin: str | None, link: str | None) -> None:
    if origin:
        where.add(f"document IN ({_OF_ORIGIN})", origin, origin)
    if link:
        where.add("id IN (SELECT member FROM link_members WHERE link = ?)", link)
