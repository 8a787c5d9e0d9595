"""Anchors: what a correction is about, told by content, and how it is found again after a newer reading."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.archive.store import Archive
from dragoman.errors import NotFoundError, RequestError
from dragoman.records import make_id

# Of the words a correction is about, so much must be shared with the record that takes its place.
SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Anchor:
    """The table, the document, the span and its words; of an actor the name, country and sector."""

    table: str
    id: str
    document: str | None = None
    span: tuple[int, int] | None = None
    words: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Anchor:
        told = json.loads(stored)
        return cls(**{**told, "span": told["span"] and tuple(told["span"])})


def anchor_of(archive: Archive, id: str, tables: tuple[str, ...]) -> Anchor:
    """The anchor of what holds under this id. Raises NotFoundError, or RequestError where it is of another kind."""
    for table in tables:
        if table == "actors":
            found = _identity(archive, id)
            if found:
                return Anchor("actors", id, name=found[0], country=found[1], sector=found[2], words=found[0])
        elif table == "documents":
            rows = archive.rows("SELECT title FROM documents WHERE id = ?", [id])
            if rows:
                return Anchor(table, id, id, words=rows[0][0])
        else:
            rows = archive.rows(f"SELECT document, body FROM {table} WHERE id = ?", [id])
            if rows:
                return _anchor_of_record(archive, table, id, *rows[0])
    if any(
        archive.rows(f"SELECT 1 FROM {table} WHERE id = ?", [id]) for table in ("events", "statements", "positions")
    ):
        raise RequestError(f"{id} cannot be corrected that way; this kind is about {' or '.join(tables)}.")
    raise NotFoundError(f"No record {id} in {archive.path} that could be corrected.")


def added_anchor(document: str, value: dict[str, Any]) -> Anchor:
    """The anchor of a record that is added by hand, under an id of its own."""
    prefix = "ev" if value["table"] == "events" else "st"
    id = make_id(prefix, "by-hand", document, json.dumps(value, sort_keys=True))
    return Anchor(value["table"], id, document, words=value.get("words"))


def find_again(archive: Archive, correction: str) -> None:
    """Points a correction to the record that is now what it was about, or marks it as not found."""
    stored, target = archive.rows("SELECT anchor, target FROM corrections WHERE id = ?", [correction])[0]
    anchor = Anchor.from_json(stored)
    now = _found_again(archive, anchor, target)
    archive.run(
        "UPDATE corrections SET target = ?, applied = ? WHERE id = ?", [now or target, now is not None, correction]
    )


def _found_again(archive: Archive, anchor: Anchor, target: str) -> str | None:
    if anchor.table in ("actors", "documents") or target == anchor.document:
        return target
    if archive.rows(f"SELECT 1 FROM machine_{anchor.table} WHERE id = ?", [target]):
        return target
    if anchor.span is None or anchor.document is None:
        return None
    text = _text_of(archive, anchor.document)
    # Where the text was cut differently the words stand elsewhere: take the place nearest to the old one.
    start = _nearest(text, anchor.words or "", anchor.span[0])
    start, end = (anchor.span[0], anchor.span[1]) if start is None else (start, start + len(anchor.words or ""))
    best: tuple[float, str] | None = None
    for id, body in archive.rows(
        f"SELECT id, body FROM machine_{anchor.table} WHERE document = ? ORDER BY ordinal", [anchor.document]
    ):
        span = json.loads(body)["evidence"]["span"]
        shared = _overlap((start, end), (span["start"], span["end"])) if span else 0.0
        if shared >= SHARED and (best is None or shared > best[0]):
            best = shared, id
    return best and best[1]


def _anchor_of_record(archive: Archive, table: str, id: str, document: str | None, body: str | None) -> Anchor:
    span = json.loads(body)["evidence"]["span"] if body else None
    if span is None or document is None:
        return Anchor(table, id, document)
    words = _text_of(archive, document)[span["start"] : span["end"]]
    return Anchor(table, id, document, (span["start"], span["end"]), words)


def _text_of(archive: Archive, document: str) -> str:
    rows = archive.rows("SELECT body->>'text' FROM machine_documents WHERE id = ?", [document])
    return str(rows[0][0]) if rows else ""


def _nearest(text: str, words: str, old: int) -> int | None:
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - old), default=None)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """The share of the longer span that both cover."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0.0, shared / max(1, a[1] - a[0], b[1] - b[0]))


def _identity(archive: Archive, actor: str) -> tuple[Any, ...] | None:
    rows = archive.rows(
        "SELECT name, country, sector FROM actors WHERE id = ? UNION ALL"
        " SELECT name, country, sector FROM event_actors WHERE actor = ? LIMIT 1",
        [actor, actor],
    )
    return rows[0] if rows else None
