"""Pieces: many sources as a stream of things to read one by one, none of them read yet.

A source is a file, a folder, a glob, an http(s) address, an OPML list of feeds, a web archive (WARC), JSON Lines of any
length, or one of these packed with gzip. Nothing is held but the piece at hand.
"""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.errors import SourceError
from dragoman.intake.fetch import fetch, is_address
from dragoman.intake.opml import addresses_in, is_opml
from dragoman.intake.piece import Piece
from dragoman.intake.source import bytes_of_file, is_feed, read_bytes, refuse_too_large
from dragoman.intake.streams import GZIP, WARC, holds_rows, pieces_of_rows, unpacked
from dragoman.intake.warc import pieces_of_warc
from dragoman.records import Failure
from dragoman.settings import Settings, load_settings

if TYPE_CHECKING:
    Buffered = io.BufferedReader[Any]

# Enough of a source to tell what it is.
SAMPLE = 65_536


def find_pieces(
    sources: list[str], *, settings: Settings | None = None, stdin: BinaryIO | None = None
) -> Iterator[Piece | Failure]:
    """The pieces of all sources in their order; one that cannot be opened is a failure and the rest go on."""
    finder = _Finder(settings or load_settings(), stdin)
    for source in sources:
        for name in _names(source):
            yield from finder.guarded(name)


def size_of(sources: list[str]) -> int:
    """How many bytes lie in the files of these sources; addresses and the standard input count nothing."""
    total = 0
    for source in sources:
        for name in _names(source):
            try:
                total += 0 if is_address(name) or name == "-" else Path(name).stat().st_size
            except (OSError, ValueError):
                continue
    return total


class _Finder:
    """One walk through the sources; feeds that lists name are not followed into further lists."""

    def __init__(self, settings: Settings, stdin: BinaryIO | None) -> None:
        self.settings = settings
        self.stdin = stdin

    def guarded(self, name: str, *, lists: bool = True) -> Iterator[Piece | Failure]:
        try:
            yield from self._pieces(name, lists)
        except SourceError as error:
            yield Failure(name, str(error).removeprefix(name).strip())
        # A border: whatever one source makes a library raise, the others are read.
        except Exception as error:
            yield Failure(name, f"broke the intake ({type(error).__name__}: {error}); please report it.")

    def _pieces(self, name: str, lists: bool) -> Iterator[Piece | Failure]:
        if is_address(name):
            fetched = fetch(name, self.settings)
            yield from self._streamed(
                _buffered(io.BytesIO(fetched.raw)), fetched.url, lambda: 0, lists, fetched.url, fetched.charset
            )
        elif name == "-":
            yield from self._streamed(_buffered(self.stdin or sys.stdin.buffer), "The standard input", lambda: 0, lists)
        else:
            try:
                file = _buffered(Path(name).open("rb", buffering=0))  # noqa: SIM115  # closed below
            except (OSError, ValueError):
                bytes_of_file(name, self.settings)  # says plainly what is wrong
                return
            with file:
                yield from self._streamed(file, name, _teller(file), lists)

    def _streamed(
        self,
        stream: Buffered,
        name: str,
        spent: Callable[[], int],
        lists: bool,
        url: str | None = None,
        charset: str | None = None,
    ) -> Iterator[Piece | Failure]:
        limit = self.settings.max_bytes
        start = stream.peek(SAMPLE)[:SAMPLE]
        if start.startswith(GZIP):
            with unpacked(stream, name) as inner:
                yield from self._streamed(inner, name.removesuffix(".gz"), spent, lists, url, charset)
        elif start.startswith(WARC):
            yield from pieces_of_warc(stream, name, limit, spent)
        elif holds_rows(start, name):
            yield from pieces_of_rows(stream, name, limit, spent)
        else:
            raw = stream.read(limit + 1)
            refuse_too_large(name, len(raw), self.settings)
            if not raw:
                raise SourceError(f"{name} is empty: give a file with the text of a report.")
            yield from self._whole(raw, name, spent(), lists, url, charset)

    def _whole(
        self, raw: bytes, name: str, spent: int, lists: bool, url: str | None, charset: str | None
    ) -> Iterator[Piece | Failure]:
        if is_opml(raw):
            if not lists:
                raise SourceError(f"{name} is a list that a list names: give it by itself.")
            for address in addresses_in(raw, name):
                yield from self.guarded(address, lists=False)
        elif is_feed(raw, name, charset):
            # Its entries, not the feed, are what may be known already.
            for found in read_bytes(raw, name, url=url, charset=charset):
                yield found if isinstance(found, Failure) else Piece.of_document(name, found)
        else:
            yield Piece.of(name, raw, url=url, charset=charset, size=spent)


def _buffered(stream: Any) -> Buffered:
    return io.BufferedReader(stream, SAMPLE)


def _teller(file: Buffered) -> Callable[[], int]:
    """How far a file has been read since it was last asked; nothing is told of a pipe."""
    if not file.seekable():
        return lambda: 0
    told = 0

    def since() -> int:
        nonlocal told
        before, told = told, file.tell()
        return told - before

    return since


def _names(source: str) -> Iterator[str]:
    """The files a source stands for: those of a folder, those that fit a glob, or itself."""
    if is_address(source) or source == "-":
        yield source
    elif Path(source).is_dir():
        yield from _files_below(source)
    elif glob.has_magic(source) and not Path(source).exists():
        found = sorted(glob.glob(source, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
        for name in found or [source]:
            yield from _files_below(name) if Path(name).is_dir() else (name,)
    else:
        yield source


def _files_below(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield str(Path(here) / name)
