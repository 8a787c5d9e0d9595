"""Reading many sources into the archive: pieces found, batches given to an engine, what comes back stored.

The archive is written by this process alone, one batch in one transaction: killed at any moment, it holds whole
documents only, and the same command goes on where it stopped.
"""

from __future__ import annotations

import glob
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from dragoman.archive.connection import told_plainly
from dragoman.archive.store import Archive
from dragoman.edition import program_edition
from dragoman.engine.coding import table_of_pieces
from dragoman.engine.errand import Errand
from dragoman.engine.shards import read_coded, write_batch
from dragoman.intake.piece import Piece
from dragoman.intake.pieces import find_pieces
from dragoman.records import Failure
from dragoman.settings import Settings

# A batch is some seconds of reading: that much is read again after a kill, and the archive is written that often.
PIECES, BYTES = 16, 300_000
# The first batches are small, so that every worker has something to do and something is seen soon.
FIRST = 4
# Pieces whose ids are looked up in the archive at once: so many, or so many bytes of them.
LOOKED_UP, HELD = 1024, 16_000_000


class Engine(Protocol):
    """What carries errands out. It sees files, never the archive."""

    def run(self, errands: Iterator[Errand]) -> Iterator[Errand]: ...


@dataclass(slots=True)
class Progress:
    """How far a run is: documents stored, pieces known already, failures; ``spent`` bytes of the input are behind."""

    read: int = 0
    known: int = 0
    failed: int = 0
    spent: int = 0
    failures: list[Failure] = field(default_factory=list)


def read_sources(
    archive: Archive,
    sources: list[str],
    engine: Engine,
    *,
    again: bool = False,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    shards: Path | None = None,
) -> Iterator[Progress]:
    """Reads all that is new in the sources into the archive and tells after each step how far it is.

    ``again`` reads what is known, too. ``shards`` is a folder every worker can reach (default: beside the archive).
    """
    run = _Run(archive, again, _folder(shards or archive.path.parent, archive.path.name))
    try:
        pieces = run.new(find_pieces(sources, settings=settings, stdin=stdin))
        for errand in engine.run(run.errands(pieces)):
            run.take_in(errand)
            yield run.progress
    finally:
        shutil.rmtree(run.folder, ignore_errors=True)
    run.store_failures()
    yield run.progress


def _folder(where: Path, archive: str) -> Path:
    """A new folder for the batches of this run; those that runs which were killed left behind are taken away.

    No two runs share one: workers of a run that was killed may write on for a moment.
    """
    with told_plainly(where / archive):
        where.mkdir(parents=True, exist_ok=True)
        for left_behind in where.glob(f"{glob.escape(archive)}.reading-*"):
            shutil.rmtree(left_behind, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix=f"{archive}.reading-", dir=where))


class _Run:
    """One run: what is on its way, and how far it is."""

    def __init__(self, archive: Archive, again: bool, folder: Path) -> None:
        self.archive = archive
        self.again = again
        self.folder = folder
        self.progress = Progress()
        self._waiting: list[Failure] = []

    def new(self, found: Iterable[Piece | Failure]) -> Iterator[Piece]:
        """The pieces that the archive does not know; failures are noted."""
        for pieces in self._looked_up(found):
            known = set() if self.again else self.archive.known([piece.id for piece in pieces])
            for piece in pieces:
                if piece.id in known:
                    self.progress.known += 1
                    self.progress.spent += piece.size
                else:
                    yield piece

    def _looked_up(self, found: Iterable[Piece | Failure]) -> Iterator[list[Piece]]:
        several: list[Piece] = []
        held, most = 0, FIRST
        for each in found:
            if isinstance(each, Failure):
                self._note([each])
                continue
            several.append(each)
            held += len(each.raw)
            if len(several) == most or held >= HELD:
                yield several
                several, held, most = [], 0, min(2 * most, LOOKED_UP)
        yield several

    def errands(self, pieces: Iterator[Piece]) -> Iterator[Errand]:
        """Batches of pieces, each written to a file of its own."""
        for number, batch in enumerate(_batches(pieces)):
            path = self.folder / f"{number:07}.parquet"
            with told_plainly(self.archive.path):
                write_batch(table_of_pieces(batch), path)
            yield Errand(path, path.with_suffix(""), program_edition(), len(batch), sum(p.size for p in batch))

    def take_in(self, errand: Errand) -> None:
        """Stores what an errand gave, and takes its files away."""
        tables = read_coded(errand.target)
        failures = [Failure(**row) for row in tables["failures"].to_pylist()]
        self.progress.read += self.archive.merge(tables, again=self.again)
        self._count(failures)
        self.progress.spent += errand.spent
        shutil.rmtree(errand.target)
        errand.source.unlink()
        self.store_failures()

    def store_failures(self) -> None:
        """Stores what could not even be opened."""
        self.archive.record_failures(self._waiting)
        self._waiting = []

    def _note(self, failures: list[Failure]) -> None:
        self._waiting += failures
        self._count(failures)

    def _count(self, failures: list[Failure]) -> None:
        self.progress.failed += len(failures)
        self.progress.failures = failures


def _batches(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    size = 0
    most = FIRST
    for piece in pieces:
        batch.append(piece)
        size += len(piece.raw)
        if len(batch) >= most or size >= BYTES:
            yield batch
            batch, size, most = [], 0, min(most + 2, PIECES)
    if batch:
        yield batch
