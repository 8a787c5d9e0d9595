"""The lines of a data file, plain or packed, and the cells of each; a broken line does not stop the rest."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, starmap
from pathlib import Path
from typing import IO

from dragoman.errors import SourceError
from dragoman.formats.imported import Cells

# A row of a quoted file that goes over more lines than this has a quotation mark too many somewhere.
MOST_LINES = 60
# Longer lines are no rows of any data set here: the file is something else, or broken.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file as it stands there: its number (from 1), its bytes, its cells or why there are none."""

    number: int
    raw: bytes
    cells: Cells | None
    reason: str | None = None


def read_lines(path: Path, delimiters: str, tell: Callable[[int], None] = lambda position: None) -> Iterator[Line]:
    """The rows of a file or of every file in a ZIP; empty lines are left out.

    ``tell`` hears the bytes read so far of the file as it lies on the disk. Raises SourceError where it cannot be read.
    """
    try:
        for stream in _opened(path, tell):
            first = stream.readline(LONGEST)
            delimiter = max(delimiters, key=lambda mark: first.count(mark.encode()))
            rows = _numbered(first, stream)
            yield from starmap(_tab_line, rows) if delimiter == "\t" else _quoted(rows, delimiter)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise SourceError(f"{path} cannot be read to its end ({error}); get it again, or unpack it first.") from error


def size_of(path: Path) -> int:
    """Bytes of the file on the disk, to tell how much of it is read."""
    try:
        return path.stat().st_size
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}); name another file.") from error


def _opened(path: Path, tell: Callable[[int], None]) -> Iterator[IO[bytes]]:
    with path.open("rb") as disk:
        watched = io.BufferedReader(_Watched(disk, tell), 1 << 20)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(watched) as archive:
                for member in archive.infolist():
                    if not member.is_dir():
                        with archive.open(member) as stream:
                            yield stream
        elif path.suffix == ".gz":
            yield io.BufferedReader(gzip.GzipFile(fileobj=watched))
        else:
            yield watched


class _Watched(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, disk: IO[bytes], tell: Callable[[int], None]) -> None:
        self._disk = disk
        self._tell = tell

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._disk.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._disk.read(len(buffer))
        buffer[: len(data)] = data
        self._tell(self._disk.tell())
        return len(data)


def _numbered(first: bytes, stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    number, raw = 1, first.removeprefix(b"\xef\xbb\xbf")
    while raw:
        if raw.strip(b"\r\n"):
            yield number, raw.rstrip(b"\r\n")
        raw = stream.readline(LONGEST)
        number += 1


def _tab_line(number: int, raw: bytes) -> Line:
    text = _decoded(raw)
    return Line(number, raw, None, "not UTF-8") if text is None else Line(number, raw, text.split("\t"))


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _quoted(lines: Iterator[tuple[int, bytes]], delimiter: str) -> Iterator[Line]:
    """Rows whose cells may be quoted and so hold line breaks.

    A row whose quotation marks do not pair off is given up alone: reading goes on with the line after its first.
    """
    waiting: list[tuple[int, bytes]] = []
    width = 0
    while _filled(waiting, lines, 1):
        taken = 1
        while sum(raw.count(b'"') for _, raw in waiting[:taken]) % 2 and taken < MOST_LINES:
            if not _filled(waiting, lines, taken + 1):
                break
            taken += 1
        line = _row(waiting[:taken], delimiter)
        if taken > 1 and (line.cells is None or (width and len(line.cells) != width)):
            line, taken = Line(*waiting[0], None, "a quotation mark is missing"), 1
        width = width or len(line.cells or ())
        del waiting[:taken]
        yield line


def _filled(waiting: list[tuple[int, bytes]], lines: Iterator[tuple[int, bytes]], wanted: int) -> bool:
    """Whether as many lines as wanted are waiting, having read on for them."""
    waiting.extend(islice(lines, max(0, wanted - len(waiting))))
    return len(waiting) >= wanted


def _row(lines: list[tuple[int, bytes]], delimiter: str) -> Line:
    number = lines[0][0]
    raw = b"\n".join(part for _, part in lines)
    text = _decoded(raw)
    if text is None:
        return Line(number, raw, None, "not UTF-8")
    try:
        return Line(number, raw, next(csv.reader([text], delimiter=delimiter, strict=True)))
    except (csv.Error, StopIteration) as error:
        return Line(number, raw, None, f"not a row of a CSV file ({error})")
