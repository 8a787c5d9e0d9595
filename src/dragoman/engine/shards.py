"""Shards: batches on their way between processes, as Parquet files that are there as a whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.archive.coded import COLUMNS, Coded, coded
from dragoman.engine.coding import code_batch
from dragoman.engine.errand import Errand
from dragoman.errors import ArchiveError
from dragoman.records import Failure

MANIFEST = "manifest.json"
_PART = ".part"


def write_batch(table: pa.Table, path: Path) -> Path:
    """Writes the pieces of a batch to one file."""
    part = path.with_suffix(_PART)
    pq.write_table(table, part)
    return part.rename(path)


def code_shard(errand: Errand) -> None:
    """Reads the batch in a file and writes what it gave to a folder: a file for each table."""
    write_coded(code_batch(pq.read_table(errand.source), errand.edition), errand.target)


def singly(errand: Errand) -> Iterator[Errand]:
    """An errand for each piece of a batch."""
    table = pq.read_table(errand.source)
    for number in range(table.num_rows):
        source = errand.source.with_stem(f"{errand.source.stem}-{number}")
        write_batch(table.slice(number, 1), source)
        target = errand.target.with_name(source.stem)
        yield replace(errand, source=source, target=target, pieces=1, spent=errand.spent // table.num_rows)


def write_broken(errand: Errand, reason: str) -> None:
    """Writes that the one piece of a batch could not be read."""
    name = pq.read_table(errand.source, columns=["name"])["name"][0].as_py()
    write_coded(coded([], errand.edition, [Failure(name, reason)], [name]), errand.target)


def write_coded(tables: Coded, target: Path) -> Path:
    """Writes the tables of a batch to a folder, which has its name only when all is in it."""
    part = target.with_suffix(_PART)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for table, rows in tables.items():
        pq.write_table(rows, part / f"{table}.parquet")
    (part / MANIFEST).write_text(json.dumps({table: rows.num_rows for table, rows in tables.items()}))
    return part.rename(target)


def read_coded(folder: Path) -> Coded:
    """The tables in a folder. Raises ArchiveError where any is missing, cut short or not as its manifest says."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        tables = {table: pq.read_table(folder / f"{table}.parquet") for table in COLUMNS}
    except (OSError, ValueError, pa.ArrowException) as error:
        raise ArchiveError(_refusal(folder, str(error).splitlines()[0])) from error
    for table, rows in tables.items():
        if manifest.get(table) != rows.num_rows or rows.column_names != list(COLUMNS[table]):
            raise ArchiveError(_refusal(folder, f"{table} holds {rows.num_rows} rows, not {manifest.get(table)}"))
    return tables


def _refusal(folder: Path, reason: str) -> str:
    return (
        f"The shard {folder} is cut short or damaged ({reason}). Nothing of it was stored and nothing is lost: "
        "run the same command again."
    )
