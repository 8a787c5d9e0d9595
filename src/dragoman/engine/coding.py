"""Coding: a batch of pieces in, the rows of the archive out. Any engine can run it; none touches the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from dragoman.archive.coded import Coded, coded
from dragoman.dossier import Dossier, dossier_of
from dragoman.errors import ModelError
from dragoman.intake.piece import Piece, read_piece
from dragoman.reading.reader import load_reader
from dragoman.records import Document, Failure

PIECES = pa.schema(
    [("name", pa.string()), ("raw", pa.binary()), ("kind", pa.string()), ("url", pa.string()), ("charset", pa.string())]
)


def table_of_pieces(pieces: Iterable[Piece]) -> pa.Table:
    """Pieces as a table that ``code_batch`` takes."""
    rows = [(piece.name, piece.raw, piece.kind, piece.url, piece.charset) for piece in pieces]
    columns = zip(*rows, strict=True) if rows else [()] * len(PIECES)
    return pa.table([pa.array(values, field.type) for values, field in zip(columns, PIECES, strict=True)], PIECES)


def code_batch(table: pa.Table, edition: str) -> Coded:
    """Reads every piece of a table: one table for each table of the archive, failures among them.

    ``edition`` is that of the program which gave the batch out. A piece that breaks the reader is a failure; nothing
    of it is half there.
    """
    documents: dict[str, tuple[str, Document]] = {}
    failures: list[Failure] = []
    for row in table.to_pylist():
        piece = Piece(row["name"], row["raw"], row["kind"], row["url"], row["charset"])
        for found in _documents_of(piece):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                documents.setdefault(found.id, (piece.name, found))
    dossiers: list[Dossier] = []
    for made in make_dossiers_safely(documents.values()):
        failures.append(made) if isinstance(made, Failure) else dossiers.append(made)
    return coded(dossiers, edition, failures, table["name"].to_pylist())


def make_dossiers_safely(documents: Iterable[tuple[str, Document]]) -> Iterator[Dossier | Failure]:
    """The dossier of each document with the name it goes by, or the failure that names what broke over it."""
    reader = load_reader()
    several = list(documents)
    try:
        readings = list(reader.read(document for _, document in several))
    except ModelError:
        raise
    # A border: one text that breaks the parser must not take the others of its batch with it.
    except Exception as error:
        if len(several) == 1:
            yield _broken(several[0][0], error)
        else:
            for one in several:
                yield from make_dossiers_safely([one])
        return
    for (name, _), reading in zip(several, readings, strict=True):
        try:
            yield dossier_of(reading, reader.model.edition)
        except Exception as error:  # a border: the same, for the finders
            yield _broken(name, error)


def _documents_of(piece: Piece) -> Iterator[Document | Failure]:
    try:
        yield from read_piece(piece)
    except Exception as error:  # a border: a page that breaks the intake is a failure like any other
        yield _broken(piece.name, error)


def _broken(name: str, error: Exception) -> Failure:
    return Failure(name, f"broke the reader ({type(error).__name__}: {error}): the text is kept out; please report it.")
