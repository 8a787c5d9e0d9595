"""Which records of the archive are exported: by kind and by what is known of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.archive import query
from dragoman.archive.filters import DocumentFilter, EventFilter, Near, PositionFilter, QuestionFilter, StatementFilter
from dragoman.archive.store import Archive
from dragoman.formats.entry import KINDS

# As many rows as no archive has.
ALL = 2**40
Words = tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked for. What only events have (type, place, data set) leaves the other kinds out; an actor leaves
    questions out, a status documents and questions."""

    kinds: tuple[str, ...] = KINDS
    actor: str | None = None
    type: Words = None
    status: Words = None
    dataset: str | None = None
    near: Near | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    text: str | None = None
    document: str | None = None

    @property
    def asked_kinds(self) -> tuple[str, ...]:
        """The kinds that can fit."""
        if self.type or self.near or (self.dataset and self.dataset != "read"):
            fitting: tuple[str, ...] = ("event",)
        elif self.status:
            fitting = KINDS[:3]
        else:
            fitting = tuple(kind for kind in KINDS if kind != "question") if self.actor else KINDS
        return tuple(kind for kind in KINDS if kind in self.kinds and kind in fitting)


def ids_chosen(archive: Archive, choice: Choice) -> Iterator[str]:
    """The ids of what fits, document by document, itself first, then its records by kind; imported events last."""
    found: list[tuple[str, int, int, str]] = []
    for rank, kind in enumerate(sorted(choice.asked_kinds, key=lambda kind: kind != "document")):
        rows = _events(archive, choice) if kind == "event" else _others(archive, kind, choice)
        found.extend((document, rank, at, id) for at, (document, id) in enumerate(rows))
    found.sort(key=lambda row: (not row[0], row[0], row[1], row[2]))
    return (id for _, _, _, id in found)


def _events(archive: Archive, choice: Choice) -> Iterator[tuple[str, str]]:
    where = query.event_conditions(
        EventFilter(
            actor=choice.actor,
            type=choice.type,
            status=choice.status,
            dataset=choice.dataset,
            near=choice.near,
            since=choice.since,
            until=choice.until,
            text=choice.text,
            document=choice.document,
        )
    )
    chosen = f"SELECT coalesce(document, ''), id FROM events{where.sql} ORDER BY document, ordinal, first, id"
    yield from ((document, id) for document, id in archive.rows(chosen, where.values))


def _others(archive: Archive, kind: str, choice: Choice) -> Iterator[tuple[str, str]]:
    common: dict[str, Any] = {"since": choice.since, "until": choice.until, "sort": "oldest", "limit": ALL}
    held = {**common, "text": choice.text, "document": choice.document}
    if kind == "statement":
        wanted = StatementFilter(speaker=choice.actor, status=choice.status, **held)
        yield from ((row.document, row.id) for row in query.statements(archive, wanted).rows)
    elif kind == "position":
        positions = PositionFilter(actor=choice.actor, status=choice.status, **held)
        yield from ((row.document, row.id) for row in query.positions(archive, positions).rows)
    elif kind == "question":
        yield from ((row.document, row.id) for row in query.questions(archive, QuestionFilter(**held)).rows)
    else:
        ids = (choice.document,) if choice.document else None
        documents = DocumentFilter(actor=choice.actor, title=choice.text, ids=ids, **common)
        yield from ((row.id, row.id) for row in query.documents(archive, documents).rows)
