"""From a source (a file, a URL, standard input) to documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.records import Document, Failure
from dragoman.settings import Settings


def read_source(
    source: str, *, stdin: BinaryIO | None = None, settings: Settings | None = None
) -> Iterator[Document | Failure]:
    """Every document of a source, and a Failure for each part that could not be read."""
    yield from ()
