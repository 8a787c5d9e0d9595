"""What reading a batch of documents gives, as one Arrow table for each table of the archive.

This is what travels from the processes that read to the one that writes, by way of Parquet files or straight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dragoman.archive.rows import (
    ACTOR_COLUMNS,
    DOCUMENT_COLUMNS,
    TABLES,
    Row,
    columns_of,
    document_row,
    event_actor_rows,
    rows_of,
)
from dragoman.archive.sketch import sketch_row
from dragoman.archive.words import posting_rows
from dragoman.records import Failure

if TYPE_CHECKING:
    from dragoman.dossier import Dossier

Coded = dict[str, pa.Table]

COLUMNS: dict[str, Sequence[str]] = {
    "documents": DOCUMENT_COLUMNS,
    **{table: columns_of(table) for table in TABLES},
    "event_actors": ACTOR_COLUMNS,
    "postings": ("term", "document", "times"),
    "sketches": ("document", "sketch", "credit"),
    "failures": ("source", "reason"),
    "sources": ("source",),
}
# Whatever is not listed is text.
KINDS = {
    **dict.fromkeys(
        ("first", "last", "published", "reported", "day", "valid_from", "valid_to", "horizon"), pa.date32()
    ),
    **dict.fromkeys(("ordinal", "length", "dead", "injured", "conditions", "times"), pa.int32()),
    **dict.fromkeys(("members", "documents", "origins"), pa.int32()),
    **dict.fromkeys(("lat", "lon", "intensity"), pa.float64()),
    **dict.fromkeys(("speaker_codes", "source_codes", "target_codes", "actor_codes"), pa.list_(pa.string())),
    **dict.fromkeys(("counterpart_codes", "contexts"), pa.list_(pa.string())),
    **dict.fromkeys(("person", "gone"), pa.bool_()),
    "corrections": pa.list_(pa.string()),
    "read_at": pa.timestamp("us"),
    "term": pa.uint64(),
    "sketch": pa.binary(),
}


def coded(
    dossiers: Sequence[Dossier], edition: str, failures: Iterable[Failure] = (), sources: Iterable[str] = ()
) -> Coded:
    """The tables of a batch: its dossiers, what failed in it, and the names of the sources it took in."""
    # The same bytes may come twice in one batch.
    dossiers = list({dossier.document.id: dossier for dossier in dossiers}.values())
    rows: dict[str, list[Row]] = {
        "documents": [document_row(dossier.document, dossier.model, edition) for dossier in dossiers],
        **{table: [row for dossier in dossiers for row in rows_of(dossier, table)] for table in TABLES},
        "event_actors": [row for dossier in dossiers for row in event_actor_rows(dossier.events)],
        "postings": [row for dossier in dossiers for row in posting_rows(dossier.document)],
        "sketches": [sketch_row(dossier.document) for dossier in dossiers],
        "failures": [(failure.source, failure.reason) for failure in failures],
        "sources": [(source,) for source in sources],
    }
    return {table: table_of(COLUMNS[table], rows[table]) for table in COLUMNS}


def table_of(columns: Sequence[str], rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table whose types do not hang on what the rows happen to hold."""
    by_column: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [
        pa.array(map(_storable, values), type=KINDS.get(name, pa.string()))
        for name, values in zip(columns, by_column, strict=True)
    ]
    return pa.table(arrays, names=list(columns))


def _storable(value: Any) -> Any:
    """The value; text that no file can hold (half of a surrogate pair) is told with the replacement character."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
