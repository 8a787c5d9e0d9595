"""The archive: everything that was read, in one DuckDB file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.archive.rows import TABLES, WITH_ID, columns_of, document_row, dossier_from, event_actor_rows, rows_of
from dragoman.archive.schema import MIGRATIONS, VERSION
from dragoman.dossier import Dossier
from dragoman.edition import program_edition
from dragoman.errors import ArchiveError, NotFoundError
from dragoman.records import Failure

if TYPE_CHECKING:
    import duckdb

CONFIG = {
    "storage_compatibility_version": "v1.5.0",  # DuckDB 1.5 and 2.x then read each other's files
    "autoinstall_known_extensions": "false",  # never reach for the network
    "autoload_known_extensions": "false",
}


class Archive:
    """An open archive. Use it as a context manager: ``with Archive(path) as archive``.

    Raises ArchiveError where the file is not an archive, is in use, is newer than this program, or cannot be written.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = _connect(path, read_only)
        try:
            self._migrate()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        with _told_plainly(self.path):
            self._connection.close()

    # -- writing -----------------------------------------------------------------------------------------------

    def keep(self, dossier: Dossier) -> bool:
        """Stores a dossier, whole or not at all; false where this edition's reading of it is already there."""
        if self.has(dossier.document.id):
            return False
        with self._transaction():
            self._forget(dossier.document.id)
            for table in TABLES:
                self._insert(table, columns_of(table), rows_of(dossier, table))
            self._insert("event_actors", None, event_actor_rows(dossier))
            columns = "id, sha256, title, byline, outlet, published, url, language, model, edition, body"
            marks = ", ".join("?" * 11)
            self._connection.execute(
                f"INSERT OR REPLACE INTO documents ({columns}, read_at) VALUES ({marks}, current_localtimestamp())",
                document_row(dossier, program_edition()),
            )
        return True

    def record_failure(self, failure: Failure) -> None:
        """Stores that a source, or a part of one, could not be read; the same failure is stored once."""
        with self._transaction():
            self._connection.execute("DELETE FROM failures WHERE source = ?", [failure.source])
            self._connection.execute(
                "INSERT INTO failures VALUES (?, ?, current_localtimestamp())", [failure.source, failure.reason]
            )

    # -- asking ------------------------------------------------------------------------------------------------

    def has(self, document: str) -> bool:
        """Whether this edition of the program has already read the document."""
        rows = self._all("SELECT 1 FROM documents WHERE id = ? AND edition = ?", [document, program_edition()])
        return bool(rows)

    def dossier(self, document: str) -> Dossier:
        """The dossier of a document, as it was stored. Raises NotFoundError where there is none."""
        found = self._all("SELECT model, body FROM documents WHERE id = ?", [document])
        if not found:
            raise NotFoundError(f"No document {document} in {self.path}.")
        query = "SELECT body FROM {} WHERE document = ? ORDER BY ordinal"
        bodies = {table: [row[0] for row in self._all(query.format(table), [document])] for table in TABLES}
        return dossier_from(found[0][0], found[0][1], bodies)

    def records(self, id: str) -> list[tuple[str, str, dict[str, Any]]]:
        """Every record with that id as (table, document, body): one, but for actors and places, which recur."""
        found = [
            (table, document, json.loads(body))
            for table in WITH_ID
            for document, body in self._all(
                f"SELECT document, body FROM {table} WHERE id = ? ORDER BY document, ordinal", [id]
            )
        ]
        if not found:
            raise NotFoundError(f"No record {id} in {self.path}. `dragoman brief --json` prints the ids of a document.")
        return found

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        tables = ("documents", *TABLES, "failures")
        return {table: self._all(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    def failures(self) -> list[Failure]:
        return [Failure(*row) for row in self._all("SELECT source, reason FROM failures ORDER BY failed_at, source")]

    # -- within ------------------------------------------------------------------------------------------------

    def _migrate(self) -> None:
        with _told_plainly(self.path):
            known = self._all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'")
            version = int(self._all("SELECT value FROM meta WHERE key = 'schema'")[0][0]) if known else 0
        if version > VERSION:
            raise ArchiveError(
                f"The archive {self.path} was written by a newer dragoman (schema {version}, not {VERSION}). "
                "Update dragoman, or choose another archive with --desk."
            )
        if version == VERSION:
            return
        if self.read_only:
            raise ArchiveError(
                f"The archive {self.path} is of an older kind (schema {version}) and cannot be changed here. "
                "Make it writable and run the command again."
            )
        if not known and self._all("SELECT 1 FROM duckdb_tables() LIMIT 1"):
            raise ArchiveError(f"{self.path} is a DuckDB file, but not a dragoman archive. Choose another with --desk.")
        with self._transaction():
            self._connection.execute("CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR)")
            for step in MIGRATIONS[version:]:
                self._connection.execute(step)
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [str(VERSION)])

    def _forget(self, document: str) -> None:
        for table in (*TABLES, "event_actors"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", [document])

    def _insert(self, table: str, columns: list[str] | None, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            names = f"({', '.join(columns)})" if columns else ""
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} {names} VALUES ({marks})", rows)

    def _all(self, query: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values or []).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _told_plainly(self.path):
            self._connection.begin()
            try:
                yield
                self._connection.commit()
            except BaseException:
                _roll_back(self._connection)
                raise


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    import duckdb

    with _told_plainly(path):
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise ArchiveError(f"There is no archive at {path} yet. Read something first: dragoman brief FILE")
        return duckdb.connect(str(path), read_only=read_only, config=dict(CONFIG))


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    import duckdb

    # A commit that failed for want of space has already undone itself.
    try:
        connection.rollback()
    except duckdb.Error:
        return


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """Turns what the database or the disk says into one sentence that says what to do."""
    import duckdb

    try:
        yield
    except (duckdb.Error, OSError) as error:
        said = str(error).splitlines()[0]
        raise ArchiveError(f"{_advice(path, said)} ({said})") from error


def _advice(path: Path, said: str) -> str:
    lowered = said.lower()
    if "lock" in lowered:
        return f"The archive {path} is open in another program; close that first, or choose another with --desk."
    if "no space" in lowered or "disk full" in lowered or "file too large" in lowered:
        return f"The disk is full, so nothing new was stored in {path}; free some space and run the command again."
    if "permission" in lowered or "read-only" in lowered or "cannot open" in lowered:
        return (
            f"The archive {path} cannot be opened or written here; check its permissions or choose another with --desk."
        )
    if "not a valid duckdb" in lowered:
        return f"{path} is not a dragoman archive; choose another with --desk."
    if "newer" in lowered or "version" in lowered:
        return f"The archive {path} was written by a newer DuckDB; update dragoman or choose another with --desk."
    return f"The archive {path} could not be used; choose another with --desk, or restore it from a copy."
