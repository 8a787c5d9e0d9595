"""Streams: JSON Lines of any length line by line, and what is packed with gzip as it would be unpacked."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError
from dragoman.intake.encoding import decode
from dragoman.intake.jsonl import is_row
from dragoman.intake.piece import Piece
from dragoman.records import Failure

if TYPE_CHECKING:
    Buffered = io.BufferedReader[Any]

GZIP = b"\x1f\x8b"
WARC = b"WARC/"
# Bytes unpacked at once, however small they were packed.
AT_ONCE = 262_144
_WITH_HEADER = 31
_MARK = b"\xef\xbb\xbf"
_ENDINGS = (".jsonl", ".ndjson")


def holds_rows(start: bytes, name: str) -> bool:
    """Whether a source that starts like this is JSON Lines."""
    first = start.removeprefix(_MARK).lstrip().split(b"\n", 1)[0].strip()
    named = PurePath(name).suffix.lower() in _ENDINGS
    return first.startswith(b"{") and (named or is_row(first.decode("utf-8", "replace")))


def pieces_of_rows(stream: Buffered, name: str, limit: int, spent: Callable[[], int]) -> Iterator[Piece | Failure]:
    """A piece for each line that holds anything; a line longer than ``limit`` bytes is a failure."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"{name} line {number}"
        if len(line) > limit:
            yield Failure(place, f"is longer than {limit:,} bytes: split it, or raise DRAGOMAN_MAX_BYTES.")
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            continue
        row = line.removeprefix(_MARK).strip(b" \t\r\n")
        if row:
            yield _piece_of_row(row, place, spent())


def _piece_of_row(row: bytes, place: str, spent: int) -> Piece | Failure:
    try:
        row.decode("utf-8")
    except UnicodeDecodeError:
        try:
            row = decode(row, place).text.encode("utf-8", "replace")
        except SourceError as error:
            return Failure(place, str(error).removeprefix(place).strip())
    return Piece.of(place, row, "row", size=spent)


@contextmanager
def unpacked(stream: Buffered, name: str) -> Iterator[Buffered]:
    """The stream as it was before it was packed. Raises SourceError where it is damaged or cut short."""
    raw = _Unpacked(stream)
    yield io.BufferedReader(raw)
    if raw.trouble:
        raise SourceError(f"{name} is damaged or cut short ({raw.trouble}): what came before the break is read.")


class _Unpacked(io.RawIOBase):
    """What gzip packed, member by member. Where it is damaged it ends, after all that came before, and says why."""

    def __init__(self, stream: Buffered) -> None:
        self._stream = stream
        self._member = zlib.decompressobj(_WITH_HEADER)
        self._packed = b""
        self._ready = b""
        self.trouble = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if self.trouble or not self._more():
                return 0
            try:
                self._ready = self._member.decompress(self._packed, AT_ONCE)
            except zlib.error as error:
                self.trouble = str(error)
                return 0
            self._packed = self._member.unconsumed_tail or self._member.unused_data
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _more(self) -> bool:
        """Whether there is anything to unpack; a member that is done is followed by the next."""
        self._packed = self._packed or self._stream.read1(AT_ONCE)
        if self._member.eof:
            self._packed = self._packed.lstrip(b"\0")  # tapes are padded
            if self._packed:
                self._member = zlib.decompressobj(_WITH_HEADER)
        elif not self._packed:
            self.trouble = "it ends in the middle"
        return bool(self._packed)
