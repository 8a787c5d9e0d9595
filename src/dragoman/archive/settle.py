"""Settling: from the machine's rows and the corrections that hold, the rows of ``corrected_…`` tables.

A pure working-out: the same machine rows and corrections always give the same rows, whatever was there before.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dragoman.archive.added import added_body
from dragoman.archive.amend import Body, Change, amended
from dragoman.archive.anchors import Anchor
from dragoman.archive.coded import table_of
from dragoman.archive.imported import body_of_row
from dragoman.archive.rows import (
    ACTOR_COLUMNS,
    DOCUMENT_COLUMNS,
    Row,
    columns_of,
    document_row,
    event_actor_rows,
    made,
    row_of,
)
from dragoman.archive.steps.desk import CORRECTABLE
from dragoman.archive.store import Archive
from dragoman.records import Actor, Document, Event, Explanation, Place, Position, Question, Statement

Key = tuple[Any, ...]
Touched = dict[str, set[Key]]
KINDS: dict[str, Any] = {
    "documents": Document,
    "statements": Statement,
    "events": Event,
    "positions": Position,
    "questions": Question,
    "explanations": Explanation,
    "places": Place,
    "actors": Actor,
}
_AMONG = "document IN (SELECT unnest(?::VARCHAR[]))"
# Ids as they stand in the body of a record.
_ID = re.compile(r'"([a-z]{2,3}-[^"]+)"')
_NOWHERE = Document("", "", None, None, None, None, None, None, "", ())
ABOUT_ACTORS = ("merge-actors", "split-actor")
# Tables whose rows repeat the day of the report.
DATED = ("statements", "events", "positions", "questions")


@dataclass(frozen=True, slots=True)
class _Held:
    """A correction that holds."""

    id: str
    change: Change
    document: str | None
    anchor: Anchor


def touched_by(archive: Archive, correction: str) -> Touched:
    """The rows a correction has a say in."""
    touched: Touched = defaultdict(set)
    for held in _held(archive):
        if held.id == correction:
            for table, keys in _rows_of(archive, held):
                touched[table] |= keys
    for table, names in CORRECTABLE.items():
        query = f"SELECT {', '.join(names)} FROM corrected_{table} WHERE list_contains(corrections, ?)"
        touched[table] |= set(archive.rows(query, [correction]))
    return touched


def touched_in(archive: Archive, documents: list[str]) -> Touched:
    """The rows of some documents in which any correction has a say: they name what it is about."""
    every = _held(archive)
    about = {held.change[1] for held in every}
    dated = {held.change[1] for held in every if held.change[0] == "date"}
    touched: Touched = defaultdict(set)
    touched["documents"] = {(id,) for id in documents if id in about}
    for table, names in CORRECTABLE.items():
        if table == "documents":
            continue
        query = f"SELECT document, body, {', '.join(names)} FROM machine_{table} WHERE {_AMONG}"
        for document, body, *key in archive.rows(query, [documents]):
            if (document in dated and table in DATED) or not about.isdisjoint(_ID.findall(body)):
                touched[table].add(tuple(key))
    for held in every:
        if held.change[0] == "add" and held.document in documents:
            touched[held.anchor.table].add((held.anchor.id,))
    return touched


def settle(archive: Archive, touched: Touched) -> None:
    """Works out what holds of the rows touched; use it within ``changes``."""
    work = _Settling(archive)
    for table, keys in touched.items():
        if keys:
            work.table(table, keys)


class _Settling:
    """One settling: the corrections that hold, looked up once, and the documents they stand in."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.everywhere: list[_Held] = []
        self.by_target: dict[str, list[_Held]] = defaultdict(list)
        self.order: dict[str, int] = {}
        self.added: dict[str, _Held] = {}
        self._documents: dict[str | None, tuple[Document | None, list[str]]] = {}
        for place, held in enumerate(_held(archive)):
            self.order[held.id] = place
            if held.change[0] in ABOUT_ACTORS:
                self.everywhere.append(held)
            elif held.change[0] == "add":
                self.added[held.anchor.id] = held
            else:
                self.by_target[held.change[1]].append(held)
                if held.change[0] == "wrong" and held.document:
                    self.by_target[f"wrong in {held.document}"].append(held)

    def table(self, table: str, keys: set[Key]) -> None:
        self._clear(table, keys)
        rows: list[Body] = []
        actors: list[Row] = []
        for base in self._bases(table, keys):
            row, record = self._settled(table, base)
            if row is not None:
                rows.append(row)
                actors.extend(event_actor_rows([record]) if table == "events" and record else ())
        columns = list(dict.fromkeys(name for row in rows for name in row))
        told = [tuple(row.get(name) for name in columns) for row in rows]
        self.archive.insert(f"corrected_{table}", table_of(columns, told))
        self._overrule(table, rows)
        self.archive.insert("corrected_event_actors", table_of(ACTOR_COLUMNS, actors))

    def _overrule(self, table: str, rows: list[Body]) -> None:
        names = CORRECTABLE[table]
        for match, values in _matches(names, [tuple(row[name] for name in names) for row in rows]):
            self.archive.run(f"UPDATE machine_{table} SET overruled = true WHERE {match}", values)
            if table == "events":
                self.archive.run(f"UPDATE machine_event_actors SET overruled = true WHERE event{match[2:]}", values)

    def _clear(self, table: str, keys: set[Key]) -> None:
        for match, values in _matches(CORRECTABLE[table], list(keys)):
            self.archive.run(f"DELETE FROM corrected_{table} WHERE {match}", values)
            self.archive.run(f"UPDATE machine_{table} SET overruled = false WHERE overruled AND {match}", values)
            if table == "events":
                self.archive.run(f"DELETE FROM corrected_event_actors WHERE event{match[2:]}", values)
                self.archive.run(f"UPDATE machine_event_actors SET overruled = false WHERE event{match[2:]}", values)

    def _bases(self, table: str, keys: set[Key]) -> Iterator[Body]:
        """The machine's rows, and those that people added, as columns by name."""
        names = CORRECTABLE[table]
        firsts = list({key[0] for key in keys})
        found = self.archive.table(
            f"SELECT * FROM machine_{table} WHERE {names[0]} IN (SELECT unnest(?::VARCHAR[]))", [firsts]
        )
        for row in found.to_pylist():
            if tuple(row[name] for name in names) in keys:
                yield row
        for id in firsts:
            if id in self.added and self.added[id].anchor.table == table:
                body = added_body(id, self.added[id].change, self._document(self.added[id].document)[0])
                yield {"id": id, "document": self.added[id].document, "ordinal": body.pop("_ordinal"),
                       "body": json.dumps(body), "_added": self.added[id].id}  # fmt: skip

    def _settled(self, table: str, base: Body) -> tuple[Body | None, Any]:
        """The corrected row by column (None where the machine's holds) and its record (None where it is gone)."""
        body = json.loads(base["body"]) if base["body"] else body_of_row(self.archive, base)
        document = base["id"] if table == "documents" else base["document"]
        own, used = self._amended(table, body, document)
        added = base.pop("_added", None)
        used = [*([added] if added else []), *used]
        about = None
        if table in DATED:
            about, dated = self._document(document)
            used += dated
        if not used:
            return None, None
        record = made(KINDS[table], own if own is not None else body)
        if table == "documents":
            row = dict(zip(DOCUMENT_COLUMNS, document_row(record, base["model"], base["edition"]), strict=True))
        else:
            about = about or replace(_NOWHERE, id=document or "")
            row = dict(zip(columns_of(table), row_of(table, record, about, base["ordinal"]), strict=True))
        # An imported row has no text of its own to take words and day from.
        kept = {name: base[name] for name in ("document", "reported", "word", "words")} if document is None else {}
        if kept:
            kept["day"] = row["first"] or base["reported"]
        base.pop("overruled", None)
        return {**base, **row, **kept, "gone": own is None, "corrections": used}, record if own is not None else None

    def _amended(self, table: str, body: Body, document: str | None) -> tuple[Body | None, list[str]]:
        """The record after every correction that has a say in it, in the order they were made; and which those were."""
        found = [*self.by_target.get(str(body.get("id")), ()), *self.by_target.get(f"wrong in {document}", ())]
        if "question" in body:
            found += self.by_target.get(body["question"], ())
        found = sorted({held.id: held for held in [*found, *self.everywhere]}.values(), key=lambda h: self.order[h.id])
        used: list[str] = []
        now: Body | None = body
        for held in found:
            if now is None:
                break
            after = amended(table, {**now, "_document": document}, held.change)
            after = after and {name: value for name, value in after.items() if name != "_document"}
            if after != now:
                used.append(held.id)
                now = after
        return now, used

    def _document(self, id: str | None) -> tuple[Document | None, list[str]]:
        """A document as it holds, and the corrections of its day."""
        if id not in self._documents:
            rows = self.archive.rows("SELECT body FROM machine_documents WHERE id = ?", [id])
            if not rows:
                return None, []
            body, used = self._amended("documents", json.loads(rows[0][0]), id)
            dated = [
                held.id for held in self.by_target.get(str(id), ()) if held.change[0] == "date" and held.id in used
            ]
            self._documents[id] = made(Document, body), dated
        return self._documents[id]


def _matches(names: tuple[str, ...], keys: list[Key]) -> Iterator[tuple[str, list[Any]]]:
    """Conditions with their values that hold for exactly the rows with these keys."""
    if len(names) == 1:
        if keys:
            yield f"{names[0]} IN (SELECT unnest(?::VARCHAR[]))", [[key[0] for key in keys]]
        return
    for key in keys:
        yield " AND ".join(f"{name} = ?" for name in names), list(key)


def _held(archive: Archive) -> list[_Held]:
    rows = archive.rows(
        "SELECT id, kind, target, value, who, document, anchor FROM corrections"
        " WHERE undone_at IS NULL AND applied ORDER BY made_at, id"
    )
    return [
        _Held(id, (kind, target, json.loads(value), who), document, Anchor.from_json(anchor))
        for id, kind, target, value, who, document, anchor in rows
    ]


def _rows_of(archive: Archive, held: _Held) -> Iterator[tuple[str, set[Key]]]:
    kind, target, value, _ = held.change
    if kind in ABOUT_ACTORS:
        yield from _naming(archive, target, value.get("documents") if kind == "split-actor" else None)
    elif kind == "add":
        yield held.anchor.table, {(held.anchor.id,)}
    else:
        yield held.anchor.table, {(target,)}
    if kind == "wrong" and held.document:
        for table in ("statements", "events", "positions", "explanations"):
            yield (
                table,
                _matching(archive, table, "document = ? AND contains(body::VARCHAR, ?)", [held.document, target]),
            )
    if kind == "date" and held.anchor.table == "documents":
        for table in DATED:
            yield table, _matching(archive, table, "document = ?", [target])


def _naming(archive: Archive, actor: str, documents: list[str] | None) -> Iterator[tuple[str, set[Key]]]:
    """All rows that name an actor."""
    only = f" AND {_AMONG}" if documents else ""
    values = [documents] if documents else []
    sides = "(list_contains(source_codes, ?) OR list_contains(target_codes, ?))"
    yield "events", _matching(archive, "events", sides + only, [actor, actor, *values])
    yield "actors", _matching(archive, "actors", f"id = ?{only}", [actor, *values])
    for table in ("statements", "positions", "questions", "explanations"):
        yield table, _matching(archive, table, f"contains(body::VARCHAR, ?){only}", [f'"{actor}"', *values])


def _matching(archive: Archive, table: str, condition: str, values: list[Any]) -> set[Key]:
    """Keys of the machine's rows and of the corrected ones for which the condition holds."""
    names = ", ".join(CORRECTABLE[table])
    halves = (f"SELECT {names} FROM {half}_{table} WHERE {condition}" for half in ("machine", "corrected"))
    return set(archive.rows(" UNION ".join(halves), [*values, *values]))
