"""What is left of an archive whose reader is killed: ``kill -9`` at random moments, then the same command again.

    python -m benchmarks.killing FOLDER_OF_TEXTS [--kills 30] [--workers 2] [--engine local]

After every kill the archive must open, and each document in it must have exactly the rows that an undisturbed run gives
it. When a run comes to its end, the whole archive is compared with the undisturbed one, row by row (but for the times
of reading), and the next run starts from nothing.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dragoman.archive.rows import TABLES
from dragoman.archive.store import Archive

Rows = dict[str, list[tuple[Any, ...]]]
# When it was done, and by which state of the program's files, is all that may differ.
LEFT_OUT = {"documents": "read_at, edition", "failures": "failed_at"}
BY_DOCUMENT = ("documents", *TABLES, "event_actors", "postings", "sketches")
COMPARED = (*BY_DOCUMENT, "links", "link_members", "failures")


def command(sources: list[str], desk: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "dragoman", "read", *sources, "--desk", str(desk), "--json", *options]


def contents(desk: Path) -> Rows:
    """Every row of every table, sorted, without the times of reading."""
    with Archive(desk, read_only=True) as archive:
        found = {}
        for table in COMPARED:
            left_out = f" EXCLUDE ({LEFT_OUT[table]})" if table in LEFT_OUT else ""
            found[table] = sorted(archive.rows(f"SELECT *{left_out} FROM {table}"), key=repr)
        return found


def killed_after(seconds: float, arguments: list[str], desk: Path | None = None) -> bool:
    """Runs a command and kills it after so long; false where it was done before.

    With ``desk`` the time counts from when the first batch is written to it: the workers take a while to start.
    """
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        before = _size(desk)
        while desk and process.poll() is None and _size(desk) == before:
            time.sleep(0.02)
        try:
            if process.wait(seconds):
                raise SystemExit(f"The command ended by itself with {process.returncode}: {' '.join(arguments)}")
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True


def _size(desk: Path | None) -> int:
    """How much is written to an archive, in its file and beside it."""
    paths = (desk, desk.with_name(f"{desk.name}.wal")) if desk else ()
    return sum(path.stat().st_size for path in paths if path.exists())


def half_there(desk: Path, whole: Rows) -> list[str]:
    """Documents in an archive whose rows are not exactly those of the undisturbed one."""
    if not desk.exists():
        return []
    now = contents(desk)
    stored = {row[0] for row in now["documents"]}
    wrong = set()
    for table in BY_DOCUMENT:
        of = (lambda row: row[0]) if table == "documents" else _document_in(table, desk)
        expected = [row for row in whole[table] if of(row) in stored]
        if now[table] != expected:
            wrong.add(table)
    return sorted(wrong)


def _document_in(table: str, desk: Path) -> Any:
    with Archive(desk, read_only=True) as archive:
        names = [row[0] for row in archive.rows(f"SELECT column_name FROM (DESCRIBE {table})")]
    place = names.index("document")
    return lambda row: row[place]


def _moment(
    chance: random.Random, lasted: float, kills: int, desk: Path, arguments: list[str]
) -> tuple[float, list[str], Path | None]:
    """When to kill: one time in three at any moment, else while batches are being stored."""
    if kills % 3 == 0:
        return chance.uniform(0.2, lasted), arguments, None
    return chance.uniform(0, lasted / 4), arguments, desk


def main() -> None:
    parser = argparse.ArgumentParser(description="Killing the reader at random moments.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engine", default="local")
    parser.add_argument("--seed", type=int, default=8)
    arguments = parser.parse_args()
    options = ("--workers", str(arguments.workers), "--engine", arguments.engine)
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        sources = [str(arguments.folder)]
        undisturbed = Path(folder) / "undisturbed.duckdb"
        start = time.monotonic()
        subprocess.run(command(sources, undisturbed, *options), check=True, stdout=subprocess.DEVNULL)
        lasted = time.monotonic() - start
        whole = contents(undisturbed)
        print(f"undisturbed: {len(whole['documents'])} documents in {lasted:.0f} s")
        kills = runs = 0
        while kills < arguments.kills:
            runs += 1
            desk = Path(folder) / f"run-{runs}.duckdb"
            while killed_after(*_moment(chance, lasted, kills, desk, command(sources, desk, *options))):
                kills += 1
                wrong = half_there(desk, whole)
                stored = len(contents(desk)["documents"]) if desk.exists() else 0
                print(f"kill {kills}: {stored} documents stored, {wrong or 'none of them'} half there", flush=True)
                assert not wrong
            differing = [table for table, rows in contents(desk).items() if rows != whole[table]]
            print(f"run {runs} came to its end: {differing or 'no table'} differs from the undisturbed archive")
            assert not differing


if __name__ == "__main__":
    main()
