"""The archive: everything that was read, in one DuckDB file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.archive.connection import connect, told_plainly, transaction
from dragoman.archive.rows import TABLES, WITH_ID, dossier_from, made, tables_of
from dragoman.archive.schema import MIGRATIONS, VERSION, views, written
from dragoman.edition import program_edition
from dragoman.errors import ArchiveError, NotFoundError
from dragoman.records import Document, Failure

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from dragoman.archive.coded import Coded
    from dragoman.dossier import Dossier

Values = Sequence[Any]
# Rows a reader of the archive holds at once.
BATCH = 100_000


class Archive:
    """An open archive. Use it as a context manager: ``with Archive(path) as archive``.

    One archive object serves one thread; ``archive.session()`` gives another thread its own.
    Raises ArchiveError where the file is not an archive, is in use, is newer than this program, or cannot be written.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connect(path, read_only)
        try:
            if read_only and self._is_older():
                self._connection.close()
                # Bringing it up to date is the one thing a reader may write.
                Archive(path).__exit__()
                self._connection = connect(path, read_only)
            self._migrate()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        with told_plainly(self.path):
            self._connection.close()

    def session(self) -> Archive:
        """The same archive for another thread; it is closed on its own, and before this one."""
        other = object.__new__(Archive)
        other.path, other.read_only = self.path, self.read_only
        other._connection = self._connection.cursor()
        return other

    # -- writing -----------------------------------------------------------------------------------------------

    def keep(self, dossier: Dossier, *, again: bool = False) -> bool:
        """Stores a dossier, whole or not at all; false where this edition's reading of it is already there.

        ``again`` replaces it.
        """
        from dragoman.archive.coded import coded

        if not again and self.has(dossier.document.id):
            return False
        return self.merge(coded([dossier], program_edition()), again=again) == 1

    def merge(self, batch: Coded, *, again: bool = False) -> int:
        """Stores what reading a batch gave, whole or not at all; how many documents were new or read anew.

        ``again`` replaces what this edition has read before; else that is passed over.
        """
        from dragoman.archive.merge import merge

        with self.changes():
            return merge(self, batch, again)

    def bulk(self, table: str, rows: pa.Table, *, once: str | None = "id") -> int:
        """Adds rows that no reading made, by the names of their columns; how many were added.

        Columns that ``rows`` lacks are left empty; rows whose ``once`` is in the table already are passed over.
        ``table`` is the name of the noun ("events", "event_actors", …).
        """
        with self.changes():
            into = written(table)
            before = self.rows(f"SELECT count(*) FROM {into}")[0][0]
            apart = f" WHERE {once} NOT IN (SELECT {once} FROM {into} WHERE {once} IS NOT NULL)" if once else ""
            self.insert(into, rows, apart)
            return int(self.rows(f"SELECT count(*) FROM {into}")[0][0] - before)

    def record_failure(self, failure: Failure) -> None:
        """Stores that a source, or a part of one, could not be read; the same failure is stored once."""
        self.record_failures([failure])

    def record_failures(self, failures: Sequence[Failure]) -> None:
        """Stores several of them at once."""
        from dragoman.archive.merge import store_failures

        if failures:
            with self.changes():
                store_failures(self, failures)

    # -- asking ------------------------------------------------------------------------------------------------

    def has(self, document: str) -> bool:
        """Whether this edition of the program has already read the document."""
        return bool(self.known([document]))

    def known(self, documents: Sequence[str]) -> set[str]:
        """Those of the documents that this edition of the program has already read."""
        query = "SELECT id FROM machine_documents WHERE id IN (SELECT unnest(?::VARCHAR[])) AND edition = ?"
        return {row[0] for row in self.rows(query, [list(documents), program_edition()])}

    def dossier(self, document: str) -> Dossier:
        """The dossier of a document with all corrections in it. Raises NotFoundError where there is none."""
        found = self.rows("SELECT model, body FROM documents WHERE id = ?", [document])
        if not found:
            raise NotFoundError(f"No document {document} in {self.path}.")
        bodies = {table: self._bodies(table, document) for table in TABLES}
        return dossier_from(found[0][0], found[0][1], bodies)

    def document_as_read(self, document: str) -> Document | None:
        """A document as it was when it was read, without what people put right since."""
        found = self.rows("SELECT body FROM machine_documents WHERE id = ?", [document])
        return made(Document, json.loads(found[0][0])) if found else None

    def records(self, id: str) -> list[tuple[str, str | None, dict[str, Any]]]:
        """Every record with that id as (table, document, body): one, but for actors and places, which recur.

        An imported event has no document.
        """
        from dragoman.archive.imported import body_of_row

        found = [
            (table, row["document"], json.loads(row["body"]) if row["body"] else body_of_row(self, row))
            for table in tables_of(id)
            for row in self._by_id(table, id)
        ]
        if not found:
            raise NotFoundError(f"No record {id} in {self.path}. `dragoman brief --json` prints the ids of a document.")
        return found

    def bodies(self, table: str, ids: Sequence[str], documents: Sequence[str] = ()) -> dict[str, str]:
        """The bodies of the rows with these ids, of those that have one: what data sets bring has none.

        They are found sooner where the documents are known in which they stand.
        """
        near = " AND document IN (SELECT unnest(?::VARCHAR[]))" if documents else ""
        values = [list(ids), *([list(documents)] if documents else [])]
        found: dict[str, str] = {}
        # By row, as in ``_by_id``: bodies are long, and none but these should be unpacked.
        for half, holds in self._halves(table) if ids else ():
            among = f"SELECT rowid FROM {half} WHERE id IN (SELECT unnest(?::VARCHAR[])){near} AND {holds}"
            rows = [row[0] for row in self.rows(among, values)]
            query = f"SELECT id, body FROM {half} WHERE rowid IN (SELECT unnest(?::BIGINT[])) AND body IS NOT NULL"
            found.update(self.rows(query, [rows]) if rows else ())
        return found

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        tables = ("documents", *TABLES, "failures")
        return {table: self.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    def failures(self) -> list[Failure]:
        return [Failure(*row) for row in self.rows("SELECT source, reason FROM failures ORDER BY failed_at, source")]

    # -- SQL, for the rooms above --------------------------------------------------------------------------------

    def rows(self, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """The rows a query gives."""
        with told_plainly(self.path):
            return self._connection.execute(query, list(values)).fetchall()

    def table(self, query: str, values: Values = ()) -> pa.Table:
        """What a query gives, as an Arrow table."""
        with told_plainly(self.path):
            return self._connection.sql(query, params=list(values)).to_arrow_table()

    def batches(self, query: str, values: Values = (), size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """What a query gives, so many rows at a time: the way to write out more than memory holds."""
        with told_plainly(self.path):
            yield from self._connection.sql(query, params=list(values)).to_arrow_reader(size)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of one's own to the same archive."""
        return self._connection.cursor()

    def changes(self) -> Any:
        """``with archive.changes():`` all that is written within is stored, or nothing of it."""
        return transaction(self._connection, self.path)

    def run(self, statement: str, values: Values = ()) -> None:
        """Runs a statement that changes the archive; use it within ``changes``."""
        with told_plainly(self.path):
            self._connection.execute(statement, list(values))

    def insert(self, into: str, rows: pa.Table, which: str = "") -> None:
        """Adds the rows of an Arrow table to a table as it is written, column by name; use it within ``changes``."""
        if not rows.num_rows:
            return
        named = set(rows.column_names)
        day = ", coalesce(first, reported) AS day" if into == "machine_events" and "day" not in named else ""
        if day and not {"first", "reported"} <= named:
            day = f", {'first' if 'first' in named else 'reported' if 'reported' in named else 'NULL'}::DATE AS day"
        with told_plainly(self.path):
            self._connection.register("incoming", rows)
            try:
                self._connection.execute(f"INSERT INTO {into} BY NAME SELECT *{day} FROM incoming{which}")
            finally:
                # A transaction that broke refuses this too, and what broke it is what must be told.
                with suppress(Exception):
                    self._connection.unregister("incoming")

    def _by_id(self, table: str, id: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        # By row, found first over one column: reading whole rows of a large table for one of them takes long.
        for half, holds in self._halves(table):
            which = [str(row[0]) for row in self.rows(f"SELECT rowid FROM {half} WHERE id = ? AND {holds}", [id])]
            if which:
                rows += self.table(f"SELECT * FROM {half} WHERE rowid IN ({', '.join(which)})").to_pylist()
        return sorted(rows, key=lambda row: (row["document"] or "", row["ordinal"] or 0))

    @staticmethod
    def _halves(table: str) -> tuple[tuple[str, str], ...]:
        """The tables of the machine's rows and of those people made, and which of their rows hold."""
        return (f"machine_{table}", "overruled IS NOT TRUE"), (f"corrected_{table}", "NOT gone")

    def _bodies(self, table: str, document: str) -> list[str]:
        order = "ordinal, id" if table in WITH_ID else "ordinal"
        return [
            row[0] for row in self.rows(f"SELECT body FROM {table} WHERE document = ? ORDER BY {order}", [document])
        ]

    # -- within ------------------------------------------------------------------------------------------------

    def _version(self) -> int | None:
        """The version of the schema; None where there is none."""
        known = self.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'")
        return int(self.rows("SELECT value FROM meta WHERE key = 'schema'")[0][0]) if known else None

    def _is_older(self) -> bool:
        version = self._version()
        return version is not None and version < VERSION

    def _migrate(self) -> None:
        known = self._version()
        version = known or 0
        if version > VERSION:
            raise ArchiveError(
                f"The archive {self.path} was written by a newer dragoman (schema {version}, not {VERSION}). "
                "Update dragoman, or choose another archive with --desk."
            )
        if version == VERSION:
            return
        if known is None and self.rows("SELECT 1 FROM duckdb_tables() LIMIT 1"):
            raise ArchiveError(f"{self.path} is a DuckDB file, but not a dragoman archive. Choose another with --desk.")
        with self.changes():
            self.run("CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR)")
            for step in MIGRATIONS[version:]:
                self.run(step)
            self.run(views())
            self.run("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [str(VERSION)])
