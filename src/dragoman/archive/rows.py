"""Dossiers as rows of the archive, and back: which column holds what, table by table."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from dragoman.dossier import Dossier
from dragoman.records import Actor, Event, When, as_json

Row = tuple[Any, ...]

# Table -> (field of the dossier, the columns after ``document`` and ``ordinal`` and before ``body``).
# Tables whose records have an id start with it.
Columns = dict[str, Callable[[Any], Any]]
TABLES: dict[str, Columns] = {
    "statements": {
        "id": lambda s: s.id,
        "speaker": lambda s: _id_of(s.speaker),
        "speaker_name": lambda s: s.speaker and s.speaker.name,
        "form": lambda s: s.form.value,
        "act": lambda s: s.act.value,
        "status": lambda s: s.status.value,
        "reporting_hedge": lambda s: s.reporting_hedge.value,
        "source_grade": lambda s: s.source_grade.value,
        "first": lambda s: _first(s.when),
        "last": lambda s: _last(s.when),
        "outer_statement": lambda s: s.outer,
    },
    "events": {
        "id": lambda e: e.id,
        "type": lambda e: e.type.value,
        "status": lambda e: e.status.value,
        "reporting_hedge": lambda e: e.reporting_hedge.value,
        "reported_in": lambda e: e.reported_in,
        "first": lambda e: _first(e.when),
        "last": lambda e: _last(e.when),
        "place": lambda e: e.where and e.where.name,
        "lat": lambda e: e.where and e.where.lat,
        "lon": lambda e: e.where and e.where.lon,
    },
    "positions": {
        "id": lambda p: p.id,
        "actor": lambda p: p.actor.id,
        "actor_name": lambda p: p.actor.name,
        "stance": lambda p: p.stance.value,
        "status": lambda p: p.status.value,
        "valid_from": lambda p: p.valid_from,
        "valid_to": lambda p: p.valid_to,
    },
    "questions": {"id": lambda q: q.id, "kind": lambda q: q.kind.value, "state": lambda q: q.state.value},
    "explanations": {"id": lambda x: x.id, "question": lambda x: x.question},
    "whens": {
        "value": lambda w: w.value,
        "kind": lambda w: w.kind.value,
        "first": lambda w: w.first,
        "last": lambda w: w.last,
    },
    "places": {
        "id": lambda p: p.id,
        "name": lambda p: p.name,
        "kind": lambda p: p.kind,
        "country": lambda p: p.country,
        "lat": lambda p: p.lat,
        "lon": lambda p: p.lon,
        "sense": lambda p: p.sense.value,
    },
    "actors": {
        "id": lambda a: a.id,
        "name": lambda a: a.name,
        "country": lambda a: a.country,
        "sector": lambda a: a.sector,
    },
    "unsure": {"room": lambda d: d.room},
}
WITH_ID = tuple(table for table, columns in TABLES.items() if "id" in columns)


def columns_of(table: str) -> list[str]:
    return ["document", "ordinal", *TABLES[table], "body"]


def rows_of(dossier: Dossier, table: str) -> list[Row]:
    """The rows of one table that a dossier gives, columns in the order of ``columns_of``."""
    picks = TABLES[table].values()
    document = dossier.document.id
    return [
        (document, ordinal, *(pick(record) for pick in picks), _dump(record))
        for ordinal, record in enumerate(getattr(dossier, table))
    ]


def event_actor_rows(dossier: Dossier) -> list[Row]:
    """One row for each actor of each event: event, document, role, actor, name, country, sector."""
    return [
        (event.id, dossier.document.id, role, actor.id, actor.name, actor.country, actor.sector)
        for event in dossier.events
        for role, actors in _roles(event)
        for actor in actors
    ]


def document_row(dossier: Dossier, edition: str) -> Row:
    """The row of ``documents``, but for the time of reading, which the database adds."""
    d = dossier.document
    published = d.published and d.published.first
    return (
        *(d.id, d.sha256, d.title, d.byline, d.outlet, published, d.url, d.language),
        *(dossier.model, edition, _dump(d)),
    )


def dossier_from(model: str, document: str, bodies: dict[str, list[str]]) -> Dossier:
    """The dossier whose document and records have these JSON bodies."""
    parts = {table: [json.loads(body) for body in bodies[table]] for table in TABLES}
    dossier = _dossier_type().validate_python({"document": json.loads(document), **parts, "model": model})
    assert isinstance(dossier, Dossier)
    return dossier


@cache
def _dossier_type() -> Any:
    # Pydantic only at this border: it turns plain JSON back into the frozen dataclasses, enums and dates included.
    from pydantic import TypeAdapter

    return TypeAdapter(Dossier)


def _roles(event: Event) -> tuple[tuple[str, tuple[Actor, ...]], ...]:
    return (("source", event.source), ("target", event.target))


def _dump(record: object) -> str:
    return json.dumps(as_json(record), ensure_ascii=False)


def _id_of(record: Actor | None) -> str | None:
    return record.id if record else None


def _first(when: When | None) -> Any:
    return when and when.first


def _last(when: When | None) -> Any:
    return when and when.last
