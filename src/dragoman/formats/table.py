"""CSV and Parquet: every entry one row, the same columns for all kinds (``flat.COLUMNS``)."""

from __future__ import annotations

import csv
import io
from typing import Any

from dragoman.formats.entry import Entry
from dragoman.formats.export import Exporter
from dragoman.formats.flat import COLUMNS, flat

# A spreadsheet takes a cell that begins with one of these for a formula; text from reports must not become one.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Rows of one group of a Parquet file.
GROUP = 20_000


class CsvExporter(Exporter):
    """CSV (RFC 4180, UTF-8, with a header). A text that a spreadsheet would compute gets an apostrophe before it."""

    def begin(self) -> None:
        self._rows([list(COLUMNS)])

    def put(self, entry: Entry) -> None:
        self._rows([[_cell(value) for value in flat(entry).values()]])

    def _rows(self, rows: list[list[Any]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        self.line(text.getvalue(), end="")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return str(value).lower() if isinstance(value, bool) else value


class ParquetExporter(Exporter):
    """Parquet with typed columns, written a group of rows at a time."""

    def begin(self) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        kinds = {
            "text": pa.string(),
            "number": pa.float64(),
            "count": pa.int64(),
            "day": pa.date32(),
            "truth": pa.bool_(),
        }
        self._schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
        self._writer = parquet.ParquetWriter(self.stream, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def put(self, entry: Entry) -> None:
        self._waiting.append({name: _storable(value) for name, value in flat(entry).items()})
        if len(self._waiting) >= GROUP:
            self._flush()

    def finalize(self) -> None:
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting = []


def _storable(value: Any) -> Any:
    """Text without halves of surrogate pairs, which no file can hold."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
