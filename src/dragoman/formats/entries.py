"""Entries for export: of a dossier, of records of the archive, of rows of other data sets."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from dragoman.archive.store import Archive
from dragoman.codes import EventType, Hedge, Sense, Status
from dragoman.dossier import Dossier
from dragoman.errors import NotFoundError
from dragoman.formats.codebook import name_of_cameo
from dragoman.formats.datasets import DATASETS
from dragoman.formats.dates import range_in_words
from dragoman.formats.entry import Entry, Origin, Party
from dragoman.formats.imported import Coded
from dragoman.formats.teller import Teller, cameo_of
from dragoman.formats.words import clipped, event_deed, event_notes
from dragoman.records import Actor, Count, Event, Evidence, Place, Span

# Ids asked of the archive at once.
PAGE = 2_000
TABLES = ("events", "statements", "positions", "questions")
COLUMNS = (
    *("id", "type", "mode", "contexts", "status", "reporting_hedge", "first", "last", "place", "country", "lat", "lon"),
    *("intensity", "dead", "injured", "words", "dataset", "dataset_row", "code", "extra", "corrected"),
)
NOWHERE = Span(0, 0)
CAMEO_CODED = frozenset(("icews", "gdelt1", "gdelt2", "phoenix", "petrarch"))


def entries_of_dossier(dossier: Dossier, ids: Collection[str] | None = None) -> Iterator[Entry]:
    """The document with its statements, events, positions and questions, in the order of the text; or ``ids``."""
    return (entry for entry in Teller(dossier).all() if ids is None or entry.id in ids)


def entries_of_archive(archive: Archive, ids: Iterable[str]) -> Iterator[Entry]:
    """The entries of these records in their order, read or imported, with all corrections in them.

    Raises NotFoundError for an id that is of no event, statement, position, question or document.
    """
    waiting = iter(ids)
    teller: Teller | None = None
    while page := list(islice(waiting, PAGE)):
        homes = _homes(archive, page)
        imported = _imported(archive, [id for id in page if homes.get(id, "") is None])
        for id in page:
            document = homes.get(id, "")
            if document is None:
                yield imported[id]
                continue
            if not document:
                raise NotFoundError(f"No record {id} in {archive.path}.")
            if teller is None or teller.document.id != document:
                teller = Teller(archive.dossier(document))
            yield teller.entry(id)


def _homes(archive: Archive, ids: list[str]) -> dict[str, str | None]:
    """The document of each record; none for what was imported."""
    homes: dict[str, str | None] = {}
    for table in TABLES:
        query = f"SELECT id, nullif(document, '') FROM {table} WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        homes |= dict(archive.rows(query, [ids]))
    return homes | {id: id for id in ids if id.startswith("doc-")}


def _imported(archive: Archive, ids: list[str]) -> dict[str, Entry]:
    if not ids:
        return {}
    held = "IN (SELECT unnest(?::VARCHAR[]))"
    sides: dict[str, list[Party]] = {}
    query = f"SELECT event, role, actor, name, country, sector FROM event_actors WHERE event {held}"
    for event, *party in archive.rows(query, [ids]):
        sides.setdefault(event, []).append(Party(*party))
    rows = archive.rows(f"SELECT {', '.join(COLUMNS)} FROM events WHERE id {held}", [ids])
    return {row[0]: entry_of_row(dict(zip(COLUMNS, row, strict=True)), tuple(sides.get(row[0], ()))) for row in rows}


def entry_of_row(row: dict[str, Any], parties: tuple[Party, ...]) -> Entry:
    """The entry of an imported event, of its row in ``events`` and its actors."""
    origin = _origin(row)
    hedge = Hedge(row["reporting_hedge"] or "none")
    status = Status(row["status"] or "asserted")
    first, last = row["first"], row["last"]
    when = range_in_words(first, last) if first and last else None
    coded = _coded(origin)
    held = None if row["corrected"] else coded
    place = _place(row, held)
    event = _event(row, parties, place) if row["type"] else None
    entry = Entry(
        kind="event",
        id=row["id"],
        told="",
        status=status.value,
        reporting_hedge=hedge.value,
        plain=status is Status.ASSERTED and hedge is Hedge.NONE,
        parties=parties,
        type=row["type"],
        mode=row["mode"],
        contexts=tuple(row["contexts"] or ()),
        code=row["code"],
        cameo=row["code"] if row["dataset"] in CAMEO_CODED else cameo_of(event) if event else None,
        intensity=row["intensity"],
        first=first,
        last=last,
        when=when,
        place=place,
        dead=Count(*held.dead, _range(*held.dead), NOWHERE) if held and held.dead else _count(row["dead"]),
        injured=_count(row["injured"]),
        words=row["words"],
        outlet=coded.outlet if coded else None,
        url=coded.url if coded else None,
        rule="imported",
        why=f"row {row['dataset_row']} of {row['dataset']}",
        origin=origin,
    )
    return replace(entry, told=_told(entry, event, row["dataset"], row["dataset_row"]))


def _origin(row: dict[str, Any]) -> Origin | None:
    """Where the row comes from, with its cells by name."""
    dataset = DATASETS.get(row["dataset"] or "")
    if dataset is None:
        return None
    extra = json.loads(row["extra"] or "{}")
    columns = dict(zip(dataset.columns, extra.get("cells", ()), strict=False)) | extra.get("others", {})
    return Origin(
        dataset.name, extra.get("version"), row["dataset_row"], row["code"], dataset.licence, columns, row["corrected"]
    )


def _coded(origin: Origin | None) -> Coded | None:
    """What the row says as its data set has it; nothing where the row is not at hand."""
    if origin is None or not origin.columns:
        return None
    return DATASETS[origin.dataset].meaning(origin.columns)


def _place(row: dict[str, Any], coded: Coded | None) -> Place | None:
    if row["place"] is None:
        return None
    evidence = Evidence(None, "imported", f"row {row['dataset_row']} of {row['dataset']}")
    kind, chain = (coded.place.kind, coded.place.chain) if coded and coded.place else ("place", ())
    at = (row["lat"], row["lon"])
    return Place("", row["place"], kind, row["country"], *at, None, chain, (), Sense.LITERAL, None, evidence)


def _range(least: int | None, most: int | None) -> str:
    return str(least) if least == most else f"{least} to {most}"


def _count(number: int | None) -> Count | None:
    return None if number is None else Count(number, number, str(number), NOWHERE)


def _event(row: dict[str, Any], parties: tuple[Party, ...], place: Place | None) -> Event:
    """The imported event as a record; it has no words of a text."""
    evidence = Evidence(None, "imported", "")
    source, target = (
        tuple(_actor(party, evidence) for party in parties if party.role == role) for role in ("source", "target")
    )
    return Event(
        id=row["id"], document="", type=EventType(row["type"]), mode=row["mode"], contexts=(), source=source,
        target=target, when=None, where=place, status=Status(row["status"] or "asserted"),
        reporting_hedge=Hedge(row["reporting_hedge"] or "none"), reported_in=None, intensity=None, trigger=NOWHERE,
        mentions=(), evidence=evidence,
    )  # fmt: skip


def _actor(party: Party, evidence: Evidence) -> Actor:
    return Actor(party.id, party.name, party.country, party.sector, None, None, None, party.person, evidence)


def _told(entry: Entry, event: Event | None, dataset: str, row: str) -> str:
    """The event in words, and whose word it is. One without a type is told in the words of its data set."""
    if event is not None:
        what, notes = event_deed(event), event_notes(event, event.reporting_hedge)
    else:
        deed = entry.words or name_of_cameo(entry.code or "") or "act without a type"
        target = entry.names("target")
        what = f"{entry.names('source') or 'somebody not named'}: {clipped(deed, 160)}"
        what += f" (towards {clipped(target, 120)})" if target else ""
        notes = [note for note in (entry.status, entry.reporting_hedge) if note and note not in ("asserted", "none")]
    code = f" as {entry.code}" if entry.code else ""
    said = name_of_cameo(entry.code or "") if event is not None and dataset in CAMEO_CODED else None
    notes = [*notes, f"coded by {dataset}{code}{f' “{said}”' if said else ''}, row {row}"]
    return what + (f", {entry.when}" if entry.when else "") + f" ({'; '.join(notes)})"
