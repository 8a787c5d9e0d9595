"""A piece: the bytes of one report, or of a source that holds some, not read yet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.errors import SourceError
from dragoman.intake.jsonl import read_row
from dragoman.intake.source import read_bytes
from dragoman.records import Document, Failure, as_json, make_id

Kind = Literal["source", "row", "document"]


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one source, of one row of it, or of a document that had to be made to be told apart.

    ``id`` is what the document made from these bytes is called, so that one that is known need not be made;
    ``size`` is how many bytes of its file it stands for.
    """

    name: str
    raw: bytes
    kind: Kind = "source"
    url: str | None = None
    charset: str | None = None
    id: str = ""
    size: int = 0

    @classmethod
    def of(cls, name: str, raw: bytes, kind: Kind = "source", **facts: Any) -> Piece:
        return cls(name, raw, kind, id=make_id("doc", hashlib.sha256(raw).hexdigest()), **facts)

    @classmethod
    def of_document(cls, name: str, document: Document) -> Piece:
        return cls(name, json.dumps(as_json(document)).encode(), "document", id=document.id)


def read_piece(piece: Piece) -> Iterator[Document | Failure]:
    """The documents of a piece, and a failure for each part of it that cannot be read."""
    try:
        if piece.kind == "document":
            yield _document_from(piece.raw)
        elif piece.kind == "row":
            yield read_row(piece.raw.decode("utf-8"), piece.name)
        else:
            yield from read_bytes(piece.raw, piece.name, url=piece.url, charset=piece.charset)
    except SourceError as error:
        yield Failure(piece.name, str(error).removeprefix(piece.name).strip())


def _document_from(raw: bytes) -> Document:
    from pydantic import TypeAdapter

    return TypeAdapter(Document).validate_json(raw)
