"""Long reports in parts: a stretch of the text, and the records that stand on it, are fetched and shown at a time.

A part is made from the rows of its records alone, so a report of a hundred pages opens as quickly as one of ten.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.archive.rows import TABLES, WITH_ID, dossier_from, tables_of
from dragoman.archive.store import Archive
from dragoman.desk.cards import chains_of
from dragoman.desk.marks import LETTERS, Record, doubt_id
from dragoman.desk.shelf import Shelf
from dragoman.dossier import Dossier
from dragoman.errors import NotFoundError
from dragoman.records import Doubt, Span

# A part ends after so much text or so many records: what a browser and its reader can take in. It is never shorter
# than the least, however many records stand on it.
PART_TEXT, PART_RECORDS, LEAST_TEXT = 60_000, 600, 2_000
# Reports of fewer words are shown whole without a closer look.
SHORT = 3_000
KINDS = ("statements", "events", "positions", "questions", "explanations", "unsure")
# Where a record begins; one without words stands with the beginning of the text.
START = "coalesce(TRY_CAST(body->>'$.evidence.span.start' AS BIGINT), 0)"
# An event stands also where it is told of again.
TOLD_AGAIN = (
    " OR len([spot FOR spot IN TRY_CAST(body->'$.mentions[*].start' AS BIGINT[]) IF spot >= ? AND spot < ?]) > 0"
)
# Beyond every text; more rows than a table of one report has.
END, ROWS = 2**40, 2**20


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a long report, and where the records of each table begin: spot × ROWS + row, in order."""

    parts: tuple[Span, ...]
    places: Mapping[str, Sequence[int]]

    @property
    def totals(self) -> dict[str, int]:
        return {table: len(places) for table, places in self.places.items() if places}

    def part_of(self, spot: int) -> int:
        """The number of the part in which a spot of the text lies."""
        return max(1, bisect_right([part.start for part in self.parts], spot))

    def number(self, table: str, spot: int, row: int) -> int:
        """Which of all records of its table one is, counted through the whole report."""
        return bisect_right(self.places[table], _place(spot, row))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a long report, and the ways to the others."""

    number: int
    span: Span
    labels: Mapping[str, str]
    outline: Outline

    @property
    def count(self) -> int:
        return len(self.outline.parts)


def outline_of(archive: Archive, shelf: Shelf, id: str) -> Outline | None:
    """How a report is parted; ``None`` for one that is shown whole, as nearly all are."""
    if id not in shelf.remembered("long reports", lambda: _long(archive)):
        return None
    return shelf.remembered(("outline", id), lambda: _outline(archive, id))


def part_with(archive: Archive, outline: Outline, record: str) -> int:
    """The number of the part in which a record stands: the first for one that is not there."""
    found = (archive.rows(f"SELECT {START} FROM {table} WHERE id = ? LIMIT 1", [record]) for table in tables_of(record))
    spots = [rows[0][0] for rows in found if rows]
    return outline.part_of(spots[0]) if spots else 1


def opened(archive: Archive, shelf: Shelf, id: str, wanted: Callable[[Outline], int]) -> tuple[Dossier, Part | None]:
    """A dossier, or of a long report the part whose number ``wanted`` gives. Raises NotFoundError."""
    outline = outline_of(archive, shelf, id)
    if outline is None:
        return archive.dossier(id), None
    return read_part(archive, outline, id, wanted(outline))


def read_part(archive: Archive, outline: Outline, id: str, number: int) -> tuple[Dossier, Part]:
    """As much of a dossier as a part shows; its document is whole. Raises NotFoundError."""
    if not 1 <= number <= len(outline.parts):
        raise NotFoundError(f"This report has {len(outline.parts)} parts; there is no part {number}.")
    span = outline.parts[number - 1]
    last = END if number == len(outline.parts) else span.end
    dossier, labels = _read(archive, outline, id, span.start, last)
    return dossier, Part(number, span, labels, outline)


def read_first(archive: Archive, outline: Outline, id: str, most: int, text: int) -> tuple[Dossier, list[str]]:
    """The first ``most`` records of each kind within the first so much text, and sentences on what is left out."""
    dossier, _ = _read(archive, outline, id, 0, text, most)
    untold = []
    for table, total in outline.totals.items():
        shown = len(getattr(dossier, table))
        if shown < total:
            untold.append(f"Of {total:,} {table} the first {shown:,} are shown.")
    return dossier, untold


def whole_json(archive: Archive, id: str) -> str:
    """A dossier as JSON, put together from the stored bodies: making records of thousands takes long."""
    model, body = _document(archive, id)
    tables = {table: ",".join(body for _, body in _rows(archive, table, id, 0, END, ROWS)) for table in TABLES}
    told = "".join(f'"{table}":[{bodies}],' for table, bodies in tables.items())
    return f'{{"document":{body},{told}"model":{json.dumps(model)}}}'


def _long(archive: Archive) -> frozenset[str]:
    return frozenset(row[0] for row in archive.rows("SELECT id FROM documents WHERE length > ?", [SHORT]))


def _outline(archive: Archive, id: str) -> Outline | None:
    text = archive.rows("SELECT body->>'$.text' FROM documents WHERE id = ?", [id])[0][0] or ""
    places = {table: array("q", sorted(_places(archive, table, id))) for table in KINDS}
    spots = sorted(place // ROWS for found in places.values() for place in found)
    parts = tuple(cut(text, spots))
    return Outline(parts, places) if len(parts) > 1 else None


def _places(archive: Archive, table: str, id: str) -> Iterator[int]:
    query = f"SELECT {START}, ordinal FROM {table} WHERE document = ?"
    if table == "unsure":
        query += " AND body->>'$.evidence.span.start' IS NOT NULL"
    for spot, row in archive.rows(query, [id]):
        yield _place(spot, row)


def _place(spot: int, row: int | None) -> int:
    return max(0, min(spot, END)) * ROWS + min(row or 0, ROWS - 1)


def cut(text: str, spots: Sequence[int]) -> Iterator[Span]:
    """The text cut where enough of it, or enough records, have gone by: between paragraphs where that can be."""
    start = 0
    while start < len(text):
        end = min(len(text), start + PART_TEXT)
        following = bisect_left(spots, start) + PART_RECORDS
        if following < len(spots):
            end = min(end, max(spots[following], start + LEAST_TEXT))
        # No part of a few words remains at the end.
        end = _stop_before(text, (start + end) // 2, end) if len(text) - end > LEAST_TEXT else len(text)
        yield Span(start, end)
        start = end


def _stop_before(text: str, first: int, end: int) -> int:
    """The last place before ``end`` where a paragraph, a sentence or at least a word ends, if there is one."""
    for stop in ("\n", ". ", " "):
        found = text.rfind(stop, first, end)
        if found >= 0:
            return found + len(stop)
    return end


def _document(archive: Archive, id: str) -> tuple[str, str]:
    found = archive.rows("SELECT model, body FROM documents WHERE id = ?", [id])
    if not found:
        raise NotFoundError(f"No document {id} in {archive.path}.")
    return found[0]


def _rows(archive: Archive, table: str, id: str, first: int, last: int, most: int) -> list[tuple[int, str]]:
    """Row and body of the records of a table that begin between two spots of the text."""
    again = TOLD_AGAIN if table == "events" and first else ""
    order = "ordinal, id" if table in WITH_ID else "ordinal"
    return archive.rows(
        f"SELECT ordinal, body FROM {table} WHERE document = ? AND ({START} >= ? AND {START} < ?{again})"
        f" ORDER BY {order} LIMIT {most}",
        [id, first, last, *((first, last) if again else ())],
    )


def _read(
    archive: Archive, outline: Outline, id: str, first: int, last: int, most: int = ROWS
) -> tuple[Dossier, dict[str, str]]:
    """The dossier of what begins between two spots, and what each record is called in the whole report."""
    model, document = _document(archive, id)
    rows = {table: _rows(archive, table, id, first, last, most if table in KINDS else ROWS) for table in TABLES}
    dossier = dossier_from(model, document, {table: [body for _, body in found] for table, found in rows.items()})
    labels = {
        _id(record): _label(outline, table, record, row)
        for table in KINDS
        for (row, _), record in zip(rows[table], getattr(dossier, table), strict=True)
    }
    return _with_chains(archive, outline, dossier, labels)


def _with_chains(
    archive: Archive, outline: Outline, dossier: Dossier, labels: dict[str, str]
) -> tuple[Dossier, dict[str, str]]:
    """The statements that pass on what stands here, though they began in a part before, are told here too."""
    records = (*dossier.statements, *dossier.events, *dossier.positions)
    outer = [s for s in chains_of(archive, records).values() if s.id not in labels]
    if not outer:
        return dossier, labels
    query = "SELECT id, ordinal FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    rows = dict(archive.rows(query, [[statement.id for statement in outer]]))
    told = {statement.id: _label(outline, "statements", statement, rows.get(statement.id, 0)) for statement in outer}
    return replace(dossier, statements=(*outer, *dossier.statements)), labels | told


def _id(record: Record | Doubt) -> str:
    return doubt_id(record) if isinstance(record, Doubt) else str(record.id)


def _label(outline: Outline, table: str, record: Record | Doubt, row: int) -> str:
    span = record.evidence.span
    letter = LETTERS.get(table.removesuffix("s"), "U")
    return f"{letter}{outline.number(table, span.start if span else 0, row)}"
