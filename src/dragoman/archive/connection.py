"""The connection to the archive's file, and what the database says of it in words that tell what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ArchiveError

if TYPE_CHECKING:
    import duckdb

CONFIG = {
    "storage_compatibility_version": "v1.5.0",  # DuckDB 1.5 and 2.x then read each other's files
    "autoinstall_known_extensions": "false",  # never reach for the network
    "autoload_known_extensions": "false",
}


def connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Opens the file, which is made where there is none and it may be written."""
    import duckdb

    with told_plainly(path):
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise ArchiveError(f"There is no archive at {path} yet. Read something first: dragoman brief FILE")
        return duckdb.connect(str(path), read_only=read_only, config=dict(CONFIG))


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """All that is written within, or nothing of it."""
    with told_plainly(path):
        connection.begin()
        try:
            yield
            connection.commit()
        except BaseException:
            _roll_back(connection)
            raise


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turns what the database or the disk says into one sentence that says what to do."""
    import duckdb

    try:
        yield
    except (duckdb.Error, OSError) as error:
        said = str(error).splitlines()[0]
        if isinstance(error, (duckdb.ProgrammingError, duckdb.DataError)):
            raise ArchiveError(f"The archive {path} could not answer that; it is unharmed. ({said})") from error
        raise ArchiveError(f"{_advice(path, said)} ({said})") from error


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    import duckdb

    # A commit that failed for want of space has already undone itself.
    try:
        connection.rollback()
    except duckdb.Error:
        return


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
