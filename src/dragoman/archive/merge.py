"""Merging: what processes that read have made, taken into the archive in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from dragoman.archive.coded import table_of
from dragoman.archive.corrections import reapply
from dragoman.archive.rows import TABLES
from dragoman.archive.schema import written
from dragoman.archive.steps.desk import CORRECTABLE
from dragoman.records import Failure

if TYPE_CHECKING:
    from dragoman.archive.coded import Coded
    from dragoman.archive.store import Archive

BY_DOCUMENT = (*TABLES, "event_actors", "postings", "sketches")


def merge(archive: Archive, batch: Coded, again: bool) -> int:
    """Takes a batch in; documents that the same edition has read already are passed over, unless ``again``."""
    documents = batch["documents"]
    stored = _editions(archive, documents["id"].to_pylist())
    pairs = zip(documents["id"].to_pylist(), documents["edition"].to_pylist(), strict=True)
    fresh = [id for id, edition in pairs if again or stored.get(id) != edition]
    _forget(archive, [id for id in fresh if id in stored])
    wanted = pa.array(fresh, pa.string())
    archive.insert("machine_documents", _stamped(documents.filter(pc.is_in(documents["id"], wanted)), "read_at"))
    for table in BY_DOCUMENT:
        rows = batch[table]
        archive.insert(written(table), rows.filter(pc.is_in(rows["document"], wanted)))
    _strike_off(archive, batch["sources"]["source"].to_pylist())
    store_failures(archive, [Failure(**row) for row in batch["failures"].to_pylist()])
    reapply(archive, fresh)
    return len(fresh)


def _editions(archive: Archive, ids: list[str]) -> dict[str, str]:
    query = "SELECT id, edition FROM machine_documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    return dict(archive.rows(query, [ids]))


def _stamped(rows: pa.Table, column: str) -> pa.Table:
    now = datetime.datetime.now().replace(microsecond=0)
    return rows.append_column(column, pa.array([now] * rows.num_rows, pa.timestamp("us")))


def _forget(archive: Archive, documents: list[str]) -> None:
    if not documents:
        return
    for table in (*map(written, BY_DOCUMENT), *(f"corrected_{table}" for table in CORRECTABLE if table != "documents")):
        archive.run(f"DELETE FROM {table} WHERE document IN (SELECT unnest(?::VARCHAR[]))", [documents])
    archive.run("DELETE FROM corrected_event_actors WHERE document IN (SELECT unnest(?::VARCHAR[]))", [documents])
    for table in ("machine_documents", "corrected_documents"):
        archive.run(f"DELETE FROM {table} WHERE id IN (SELECT unnest(?::VARCHAR[]))", [documents])


def store_failures(archive: Archive, failures: Sequence[Failure]) -> None:
    """Stores what could not be read, in place of what is known of the same sources."""
    _strike_off(archive, [failure.source for failure in failures])
    rows = [(failure.source, failure.reason) for failure in {f.source: f for f in failures}.values()]
    archive.insert("failures", _stamped(table_of(("source", "reason"), rows), "failed_at"))


def _strike_off(archive: Archive, sources: list[str]) -> None:
    """A source that is taken in now did not fail."""
    if sources:
        archive.run("DELETE FROM failures WHERE source IN (SELECT unnest(?::VARCHAR[]))", [sources])
