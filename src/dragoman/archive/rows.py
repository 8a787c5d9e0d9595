"""Dossiers as rows of the archive, and back: which column holds what, table by table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.records import Actor, Count, Document, Event, Span, When, as_json, extent_of

if TYPE_CHECKING:
    from dragoman.dossier import Dossier

Row = tuple[Any, ...]

# Table -> the columns after ``document`` and ``ordinal`` and before ``body``, from a record and its document.
# Tables whose records have an id start with it.
Columns = dict[str, Callable[[Any, Document], Any]]
TABLES: dict[str, Columns] = {
    "statements": {
        "id": lambda s, _: s.id,
        "speaker": lambda s, _: s.speaker and s.speaker.id,
        "speaker_name": lambda s, _: names_of(speakers_of(s)),
        "speaker_country": lambda s, _: s.speaker and s.speaker.country,
        "speaker_sector": lambda s, _: s.speaker and s.speaker.sector,
        "speaker_codes": lambda s, _: codes_of(speakers_of(s)),
        "addressee": lambda s, _: s.addressee and s.addressee.name,
        "form": lambda s, _: s.form.value,
        "act": lambda s, _: s.act.value,
        "status": lambda s, _: s.status.value,
        "modality": lambda s, _: s.modality.value,
        "reporting_hedge": lambda s, _: s.reporting_hedge.value,
        "source_grade": lambda s, _: s.source_grade.value,
        "first": lambda s, _: _first(s.when),
        "last": lambda s, _: _last(s.when),
        "reported": lambda _, d: _first(d.published),
        "day": lambda s, d: _first(s.when) or _first(d.published),
        "outer_statement": lambda s, _: s.outer,
        "words": lambda s, d: _words(d, *s.content),
    },
    "events": {
        "id": lambda e, _: e.id,
        "type": lambda e, _: e.type.value,
        "mode": lambda e, _: e.mode,
        "contexts": lambda e, _: list(e.contexts),
        "source": lambda e, _: names_of(e.source),
        "target": lambda e, _: names_of(e.target),
        "source_codes": lambda e, _: codes_of(e.source),
        "target_codes": lambda e, _: codes_of(e.target),
        "source_country": lambda e, _: _country(e.source),
        "target_country": lambda e, _: _country(e.target),
        "status": lambda e, _: e.status.value,
        "reporting_hedge": lambda e, _: e.reporting_hedge.value,
        "reported_in": lambda e, _: e.reported_in,
        "first": lambda e, _: _first(e.when),
        "last": lambda e, _: _last(e.when),
        "reported": lambda _, d: _first(d.published),
        "day": lambda e, d: _first(e.when) or _first(d.published),
        "place": lambda e, _: e.where and e.where.name,
        "country": lambda e, _: e.where and e.where.country,
        "lat": lambda e, _: e.where and e.where.lat,
        "lon": lambda e, _: e.where and e.where.lon,
        "intensity": lambda e, _: e.intensity,
        "dead": lambda e, _: _number(e.dead),
        "injured": lambda e, _: _number(e.injured),
        "word": lambda e, d: _words(d, e.trigger),
        "words": lambda e, d: _words(d, sentence_around(d.text, e.trigger)),
    },
    "positions": {
        "id": lambda p, _: p.id,
        "actor": lambda p, _: p.actor.id,
        "actor_name": lambda p, _: p.actor.name,
        "actor_country": lambda p, _: p.actor.country,
        "actor_codes": lambda p, _: codes_of((p.actor,)),
        "counterpart": lambda p, _: p.counterpart and p.counterpart.name,
        "counterpart_codes": lambda p, _: codes_of((p.counterpart,) if p.counterpart else ()),
        "stance": lambda p, _: p.stance.value,
        "object": lambda p, _: p.object,
        "conditions": lambda p, _: len(p.conditions),
        "status": lambda p, _: p.status.value,
        "valid_from": lambda p, _: p.valid_from,
        "valid_to": lambda p, _: p.valid_to,
        "reported": lambda _, d: _first(d.published),
        "words": lambda p, d: _words(d, extent_of((p.span, p.object_span, *(c.span for c in p.conditions)))),
    },
    "questions": {
        "id": lambda q, _: q.id,
        "kind": lambda q, _: q.kind.value,
        "state": lambda q, _: q.state.value,
        "type": lambda q, _: q.pattern and q.pattern.type and q.pattern.type.value,
        "asker": lambda q, _: q.asker and q.asker.name,
        "place": lambda q, _: q.pattern and q.pattern.place and q.pattern.place.name,
        "horizon": lambda q, _: _last(q.horizon),
        "reported": lambda _, d: _first(d.published),
        "words": lambda q, _: q.text,
    },
    "explanations": {"id": lambda x, _: x.id, "question": lambda x, _: x.question},
    "whens": {
        "value": lambda w, _: w.value,
        "kind": lambda w, _: w.kind.value,
        "first": lambda w, _: w.first,
        "last": lambda w, _: w.last,
    },
    "places": {
        "id": lambda p, _: p.id,
        "name": lambda p, _: p.name,
        "kind": lambda p, _: p.kind,
        "country": lambda p, _: p.country,
        "lat": lambda p, _: p.lat,
        "lon": lambda p, _: p.lon,
        "sense": lambda p, _: p.sense.value,
    },
    "actors": {
        "id": lambda a, _: a.id,
        "name": lambda a, _: a.name,
        "country": lambda a, _: a.country,
        "sector": lambda a, _: a.sector,
        "person": lambda a, _: a.person,
        "office": lambda a, _: a.office,
    },
    "unsure": {"room": lambda u, _: u.room},
}
WITH_ID = tuple(table for table, columns in TABLES.items() if "id" in columns)
# Prefix of an id -> the table of its kind; places have ids of other makers, too.
PREFIXES = {
    "st": "statements",
    "ev": "events",
    "po": "positions",
    "qu": "questions",
    "ex": "explanations",
    "ac": "actors",
}
DOCUMENT_COLUMNS = (
    *("id", "sha256", "title", "byline", "outlet", "published", "url", "language", "length"),
    *("model", "edition", "body"),
)
ACTOR_COLUMNS = ("event", "document", "role", "actor", "name", "country", "sector")
# A sentence is told at the longest; a wall of words without a stop is cut.
LONGEST_WORDS = 1000
# What parts sentences: a stop (not after an initial or a title) before a capital, or a new paragraph.
_STOP = re.compile(r"(?:(?<=[a-z0-9)%][.!?])|(?<=[.!?][”\"’)]))\s+(?=[“\"‘(]?[A-Z])|\n\s*\n")


def tables_of(id: str) -> tuple[str, ...]:
    """The tables in which a record with this id can stand."""
    table = PREFIXES.get(id.partition("-")[0])
    return (table,) if table else WITH_ID


def columns_of(table: str) -> list[str]:
    return ["document", "ordinal", *TABLES[table], "body"]


def rows_of(dossier: Dossier, table: str) -> list[Row]:
    """The rows of one table that a dossier gives, columns in the order of ``columns_of``."""
    records = getattr(dossier, table)
    return [row_of(table, record, dossier.document, ordinal) for ordinal, record in enumerate(records)]


def row_of(table: str, record: Any, document: Document, ordinal: int) -> Row:
    picks = TABLES[table].values()
    return (document.id, ordinal, *(pick(record, document) for pick in picks), dumped(record))


def event_actor_rows(events: Iterable[Event]) -> list[Row]:
    """One row for each actor of each event, columns in the order of ``ACTOR_COLUMNS``."""
    return [
        (event.id, event.document, role, actor.id, actor.name, actor.country, actor.sector)
        for event in events
        for role, actors in (("source", event.source), ("target", event.target))
        for actor in actors
    ]


def document_row(document: Document, model: str, edition: str) -> Row:
    """The row of ``documents`` in the order of ``DOCUMENT_COLUMNS``; the database adds the time of reading."""
    d = document
    return (
        *(d.id, d.sha256, d.title, d.byline, d.outlet, _first(d.published), d.url, d.language, len(d.text.split())),
        *(model, edition, dumped(d)),
    )


def dossier_from(model: str, document: str, bodies: dict[str, list[str]]) -> Dossier:
    """The dossier whose document and records have these JSON bodies."""
    parts = {table: [json.loads(body) for body in bodies[table]] for table in TABLES}
    from dragoman.dossier import Dossier

    dossier = made(Dossier, {"document": json.loads(document), **parts, "model": model})
    assert isinstance(dossier, Dossier)
    return dossier


def made(kind: Any, body: Any) -> Any:
    """The record of a kind whose plain JSON this is, enums and dates included."""
    return _type_of(kind).validate_python(body)


@cache
def _type_of(kind: Any) -> Any:
    # Pydantic only at this border: it turns plain JSON back into the frozen dataclasses.
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def dumped(record: object) -> str:
    return json.dumps(as_json(record), ensure_ascii=False)


def speakers_of(statement: Any) -> tuple[Actor, ...]:
    return tuple(filter(None, (statement.speaker, *statement.co_speakers)))


def names_of(actors: Iterable[Actor]) -> str | None:
    return "; ".join(actor.name for actor in actors) or None


def codes_of(actors: Iterable[Actor]) -> list[str]:
    """Everything actors can be asked for by: id, country, sector, and both ("RUS MIL")."""
    codes: dict[str, None] = {}
    for actor in actors:
        codes[actor.id] = None
        codes.update(dict.fromkeys(filter(None, (actor.country, actor.sector))))
        if actor.country and actor.sector:
            codes[f"{actor.country} {actor.sector}"] = None
    return list(codes)


def _country(actors: Iterable[Actor]) -> str | None:
    return next((actor.country for actor in actors if actor.country), None)


def sentence_around(text: str, span: Span) -> Span:
    """The sentence in which a span stands, found by its punctuation alone."""
    near = max(0, span.start - LONGEST_WORDS)
    start = max((found.end() for found in _STOP.finditer(text, near, span.start)), default=near)
    stop = _STOP.search(text, span.end, span.end + LONGEST_WORDS)
    return Span(start, stop.start() if stop else min(len(text), span.end + LONGEST_WORDS))


def _words(document: Document, *spans: Span) -> str | None:
    """The words of a record on one line, with an ellipsis where others stand between them."""
    told = " … ".join(span.text_of(document.text) for span in spans)
    return " ".join(told[:LONGEST_WORDS].split()) or None


def _number(count: Count | None) -> int | None:
    if count is None:
        return None
    return count.least if count.least is not None else count.most


def _first(when: When | None) -> Any:
    return when and when.first


def _last(when: When | None) -> Any:
    return when and when.last
