"""SQL from outside: any question, answered row by row, that can change nothing and reach no other file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.archive.store import Archive
from dragoman.errors import ArchiveError, RequestError

# Rows fetched at once.
FETCHED = 10_000


def ask(archive: Archive, query: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """The names of the columns and the rows. Raises RequestError where the query makes no sense.

    The archive must be open for reading only. Other files and the network are out of reach from now on.
    """
    import duckdb

    if not archive.read_only:
        raise ArchiveError("Open the archive for reading only before it is asked in SQL from outside.")
    connection = archive.cursor()
    try:
        connection.execute("SET enable_external_access = false; SET lock_configuration = true;")
        connection.execute(query)
    except duckdb.Error as error:
        raise RequestError(f"The query was refused: {error}") from None
    columns = [column[0] for column in connection.description or ()]
    return columns, _rows(connection)


def _rows(connection: Any) -> Iterator[tuple[Any, ...]]:
    while rows := connection.fetchmany(FETCHED):
        yield from rows
