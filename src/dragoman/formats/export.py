"""Exporters: one small base, one file a format, one table that names them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import TracebackType
from typing import IO, Self

from dragoman.errors import RequestError
from dragoman.formats.entry import KINDS, Entry

EVENTS = ("event",)


class Exporter:
    """Writes entries to a binary stream in one format: ``write`` each, ``finalize`` once (a with block does it).

    What the format has no room for is counted in ``skipped``, by the reason in words. A subclass says how an entry is
    put, and what stands before the first and after the last.
    """

    kinds: tuple[str, ...] = KINDS

    def __init__(self, stream: IO[bytes], *, all: bool = False) -> None:
        self.stream = stream
        self.all = all
        self.written = 0
        self.skipped: Counter[str] = Counter()
        self.begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            self.finalize()
        else:
            self.abandon()

    def write(self, entry: Entry) -> None:
        """Writes an entry, or counts why not."""
        reason = f"{entry.kind}s have no place in this format" if entry.kind not in self.kinds else self.put(entry)
        if reason:
            self.skipped[reason] += 1
        else:
            self.written += 1

    def finalize(self) -> None:
        """Writes what stands after the last entry."""

    def abandon(self) -> None:
        """Lets go of what is open, after an error; what was written so far is of no use."""

    def begin(self) -> None:
        """Writes what stands before the first entry."""

    def put(self, entry: Entry) -> str | None:
        """Writes an entry; a reason in words where it cannot."""
        raise NotImplementedError

    def line(self, text: str, end: str = "\n") -> None:
        """Writes text as UTF-8, without what no text file can hold."""
        self.stream.write((text + end).replace("\x00", "").encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Format:
    """A format one can export to: what it is called, its files, what it has room for, where its exporter is."""

    name: str
    title: str
    suffix: str
    media_type: str
    kinds: tuple[str, ...]
    home: str


FORMATS = {
    format.name: format
    for format in (
        Format("csv", "CSV", ".csv", "text/csv", KINDS, "table:CsvExporter"),
        Format("parquet", "Parquet", ".parquet", "application/vnd.apache.parquet", KINDS, "table:ParquetExporter"),
        Format("jsonl", "JSON Lines", ".jsonl", "application/jsonl", KINDS, "json_lines:JsonLinesExporter"),
        Format("polecat", "POLECAT", ".txt", "text/tab-separated-values", EVENTS, "polecat:PolecatExporter"),
        Format("icews", "ICEWS", ".tab", "text/tab-separated-values", EVENTS, "icews:IcewsExporter"),
        Format(
            "geojson", "GeoJSON", ".geojson", "application/geo+json", KINDS[:2] + KINDS[3:4], "geojson:GeoJsonExporter"
        ),
        Format("gexf", "GEXF", ".gexf", "application/gexf+xml", KINDS[:3], "gexf:GexfExporter"),
        Format("ftm", "FollowTheMoney", ".ftm.json", "application/jsonl", KINDS, "followthemoney:FtmExporter"),
        Format(
            "annotation",
            "W3C Web Annotation",
            ".jsonld",
            "application/ld+json",
            KINDS[:4],
            "annotation:AnnotationExporter",
        ),
        Format("obsidian", "Obsidian vault", ".zip", "application/zip", KINDS, "obsidian:VaultExporter"),
        Format("ical", "iCalendar", ".ics", "text/calendar", KINDS[:4], "ical:CalendarExporter"),
        Format("timeline", "TimelineJS", ".json", "application/json", KINDS[:4], "timeline:TimelineExporter"),
    )
}


def exporter(name: str, *, all: bool = False) -> Callable[[IO[bytes]], Exporter]:
    """What makes an exporter of that format of a stream: ``exporter("csv")(stream)``.

    ``all`` also writes, where the format has no place for status and chain, what somebody only told or nobody
    asserted, with columns that say so. Raises RequestError where there is no such format.
    """
    if name not in FORMATS:
        raise RequestError(f"There is no format {name!r} to export to; choose one of {', '.join(FORMATS)}.")
    module, _, kind = FORMATS[name].home.partition(":")
    made: type[Exporter] = getattr(import_module(f"dragoman.formats.{module}"), kind)
    return lambda stream: made(stream, all=all)
