"""Cards: rows of the archive in words, each with its chain of voices, its own words and the way to them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import quote

from dragoman.archive.query import DocumentRow, EventRow, PositionRow, QuestionRow, StatementRow
from dragoman.archive.rows import made
from dragoman.archive.store import Archive
from dragoman.codes import EventType, Hedge, Status
from dragoman.desk.page import anchor
from dragoman.desk.sections import Badge, Brief, Row
from dragoman.desk.told import DATASETS
from dragoman.dossier import DEEPEST, Dossier
from dragoman.errors import NotFoundError
from dragoman.formats.dates import day_in_words, range_in_words, when_in_words
from dragoman.formats.words import clipped, event_deed, event_notes
from dragoman.records import Actor, Document, Event, Evidence, Explanation, Place, Position, Question, Span, Statement

Listed = EventRow | StatementRow | PositionRow | QuestionRow
Record = TypeVar("Record", Statement, Event, Position, Question, Explanation)
NOWHERE = Evidence(None, "imported", "a row of an imported data set")
KINDS: dict[str, type[Any]] = {
    "events": Event,
    "statements": Statement,
    "positions": Position,
    "questions": Question,
    "explanations": Explanation,
}


@dataclass(frozen=True, slots=True)
class Card:
    """A record in words: its row as in the brief, where it comes from, and where its words stand.

    ``when`` is when it happened or was said, as far as that is told; else, but for an event, the day of the report.
    """

    id: str
    kind: str
    row: Row
    when: str
    document: str | None
    title: str
    outlet: str
    reported: str
    address: str
    link: str | None
    origins: int
    is_corrected: bool


def cards_of(archive: Archive, table: str, rows: Sequence[Listed]) -> list[Card]:
    """A card for each row, in their order; what a data set brought is told by its columns alone."""
    return cards_by_table(archive, {table: rows})[table]


def cards_by_table(archive: Archive, rows: Mapping[str, Sequence[Listed]]) -> dict[str, list[Card]]:
    """The cards of several tables; what their words need is fetched once for all."""
    records: dict[str, Any] = {}
    for table, some in rows.items():
        told = {row.id: row.document for row in some if row.document}
        records |= _records(archive, table, list(told), set(told.values()))
    documents = _documents(archive, {record.document for record in records.values()})
    told_in: dict[str, list[Any]] = defaultdict(list)
    # Statements that pass records on, then the records that are no statements themselves.
    for record in {**chains_of(archive, records.values()), **records}.values():
        told_in[record.document].append(record)
    briefs = {id: Brief(_excerpt(document, told_in[id]), {}) for id, document in documents.items()}
    return {table: [_card(table, row, records.get(row.id), briefs) for row in some] for table, some in rows.items()}


def told_by(brief: Brief, record: Statement | Event | Position | Question | Explanation) -> Row:
    """The row of one record; what is nested in it is left to its dossier."""
    match record:
        case Event():
            return brief.event(record)
        case Statement():
            row = brief.statement(record, {})
            # Its day stands beside it.
            return replace(row, quote="", badges=row.badges[:-1] if record.when else row.badges)
        case Position():
            return brief.position(record)
        case Question():
            return brief.question(record, ())
        case Explanation():
            return brief.explanation(record)


def words_address(document: str, record: str) -> str:
    """Where the words of a record stand; a long report is asked for the part in which they do."""
    return f"/documents/{document}?at={quote(record)}#w-{anchor(record)}"


def _card(table: str, row: Listed, record: Any, briefs: Mapping[str, Brief]) -> Card:
    document = row.document
    brief = briefs.get(record.document) if record else None
    told = told_by(brief, record) if brief and record else _imported(row)
    reported = day_in_words(row.reported) if row.reported else ""
    address = words_address(document, row.id) if document else f"/records/{row.id}"
    dataset = getattr(row, "dataset", None)
    said = when_in_words(record.when) if isinstance(record, Statement) and record.when else reported
    return Card(
        row.id,
        table.removesuffix("s"),
        told,
        told.label if table == "events" else said,
        document,
        clipped(row.title or "", 120),
        clipped(row.outlet or DATASETS.get(dataset or "", dataset or ""), 60),
        reported,
        address,
        getattr(row, "link", None),
        getattr(row, "origins", 1),
        row.corrected,
    )


def _imported(row: Listed) -> Row:
    """The row of an event that has no document here."""
    if not isinstance(row, EventRow):
        return Row("", clipped(getattr(row, "words", "") or ""))
    try:
        event = event_of(row)
    except ValueError:
        told = " → ".join(filter(None, (row.source, row.type, row.target)))
        return Row(_days(row), clipped(told), record=row.id, tone=row.status)
    notes = event_notes(event, event.reporting_hedge)
    tone = row.status if row.status != Status.ASSERTED else "hedged" if notes else "asserted"
    badges = [Badge(note, tone) for note in notes] or [Badge("asserted", "asserted")]
    badges.append(Badge(" · ".join(filter(None, (row.type, row.mode)))))
    quote = clipped(row.words or "", 300)
    return Row(_days(row), _capital(event_deed(event)), tuple(badges), row.id, tone=tone, quote=quote)


def event_of(row: EventRow) -> Event:
    """A row of an imported data set as a record, as far as it goes. Raises ValueError for unknown codes."""
    where = None
    if row.place:
        where = Place("", row.place, "", row.country, row.lat, row.lon, None, (), (), _literal(), None, NOWHERE)
    return Event(
        row.id,
        "",
        EventType(row.type),
        row.mode,
        (),
        _named(row.source),
        _named(row.target),
        None,
        where,
        Status(row.status),
        Hedge(row.reporting_hedge),
        None,
        row.intensity,
        Span(0, 0),
        (),
        NOWHERE,
    )


def _literal() -> Any:
    from dragoman.codes import Sense

    return Sense.LITERAL


def _named(names: str | None) -> tuple[Actor, ...]:
    return tuple(
        Actor("", name, None, None, None, None, None, False, NOWHERE) for name in (names or "").split("; ") if name
    )


def _days(row: EventRow) -> str:
    if row.first and row.last:
        return range_in_words(row.first, row.last)
    return "no date"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


# -- what the words of a page of records need --------------------------------------------------------------------


def _records(archive: Archive, table: str, ids: Sequence[str], documents: Iterable[str] = ()) -> dict[str, Any]:
    """The records with these ids that have a body: those this program has read."""
    bodies = archive.bodies(table, ids, sorted(documents))
    return {id: made(KINDS[table], json.loads(body)) for id, body in bodies.items()}


def _documents(archive: Archive, ids: Iterable[str]) -> dict[str, Document]:
    return {id: made(Document, json.loads(body)) for id, body in archive.bodies("documents", sorted(ids)).items()}


def chains_of(archive: Archive, records: Iterable[Any]) -> dict[str, Statement]:
    """The statements that pass the records on, link by link up to the outermost."""
    found: dict[str, Statement] = {}
    wanted: set[str] = set()
    documents: set[str] = set()
    for record in records:
        documents.add(record.document)
        if isinstance(record, Statement):
            found[record.id] = record
            wanted.add(record.outer or "")
        wanted.add(getattr(record, "reported_in", None) or "")
        wanted.update(getattr(record, "statements", ()))
    for _ in range(DEEPEST):
        wanted -= {"", *found}
        if not wanted:
            break
        nearer = _records(archive, "statements", sorted(wanted), documents)
        found |= nearer
        wanted = {statement.outer or "" for statement in nearer.values()}
    return found


def document_of(archive: Archive, id: str) -> Document:
    """A report without its records. Raises NotFoundError."""
    found = _documents(archive, [id])
    if not found:
        raise NotFoundError(f"No report {id} is in the archive.")
    return found[id]


def _excerpt(document: Document, records: Iterable[Any]) -> Dossier:
    """As much of a dossier as the words of some of its records need."""
    gathered: dict[type, list[Any]] = defaultdict(list)
    for record in records:
        gathered[type(record)].append(record)
    return Dossier(
        document,
        (),
        (),
        (),
        tuple(gathered[Statement]),
        tuple(gathered[Event]),
        tuple(gathered[Position]),
        tuple(gathered[Question]),
        tuple(gathered[Explanation]),
        (),
        "",
    )


def document_facts(row: DocumentRow) -> dict[str, Any]:
    """A report as the JSON twins of pages give it."""
    return {
        "id": row.id,
        "title": row.title,
        "byline": row.byline,
        "outlet": row.outlet,
        "published": row.published,
        "url": row.url,
        "words": row.length,
        "read_at": row.read_at,
        "origin": row.origin,
        "retold": row.retold,
    }


def explanation_cards(archive: Archive, found: Sequence[Explanation]) -> list[tuple[Row | None, Row, Document]]:
    """For each explanation its question, its answers with their evidence, and the report they are from."""
    asked = _records(archive, "questions", [explanation.question for explanation in found])
    documents = _documents(archive, {explanation.document for explanation in found})
    statements = chains_of(archive, found)
    cards = []
    for explanation in found:
        document = documents.get(explanation.document)
        if document is None:
            continue
        brief = Brief(_excerpt(document, [*statements.values(), explanation]), {})
        question = asked.get(explanation.question)
        cards.append((told_by(brief, question) if question else None, brief.explanation(explanation), document))
    return cards
