"""iCalendar (RFC 5545): events, statements and positions as all-day entries, questions on the day of their deadline."""

from __future__ import annotations

import datetime
import re
from typing import IO

from dragoman.formats.entry import Entry
from dragoman.formats.export import Exporter
from dragoman.formats.flat import claims_in_words
from dragoman.formats.words import clipped

# RFC 5545, 3.1: no line longer than this, in bytes.
WIDTH = 75
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
DAY = datetime.timedelta(days=1)


class CalendarExporter(Exporter):
    """One VCALENDAR. What is not plain fact is TENTATIVE, and its summary says why."""

    kinds = ("event", "statement", "position", "question")

    def __init__(self, stream: IO[bytes], *, all: bool = False, now: datetime.datetime | None = None) -> None:
        self._stamp = f"{now or datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%SZ}"
        super().__init__(stream, all=all)

    def begin(self) -> None:
        self._put("BEGIN", "VCALENDAR")
        self._put("VERSION", "2.0")
        self._put("PRODID", "-//dragoman//dragoman//EN")
        self._put("CALSCALE", "GREGORIAN")

    def put(self, entry: Entry) -> str | None:
        first, last = _days(entry)
        if first is None or last is None or last >= datetime.date.max:
            return "records without a day have no place in a calendar"
        self._put("BEGIN", "VEVENT")
        self._put("UID", f"{entry.id}@dragoman")
        self._put("DTSTAMP", self._stamp)
        self._put("DTSTART;VALUE=DATE", f"{first:%Y%m%d}")
        self._put("DTEND;VALUE=DATE", f"{last + DAY:%Y%m%d}")
        self._put("TRANSP", "TRANSPARENT")
        self._put("STATUS", "CONFIRMED" if entry.plain else "TENTATIVE")
        self._text("SUMMARY", _summary(entry))
        self._text("DESCRIPTION", _description(entry))
        self._put("CATEGORIES", ",".join(_escaped(word) for word in (entry.kind, entry.type, entry.status) if word))
        if entry.place:
            self._text("LOCATION", entry.place.name)
            if entry.place.lat is not None and entry.place.lon is not None:
                self._put("GEO", f"{entry.place.lat:.6f};{entry.place.lon:.6f}")
        if entry.url and entry.url.startswith(("http://", "https://")):
            self._put("URL", "".join(entry.url.split()))
        for name, value in entry.hedges.items():
            self._text(f"X-DRAGOMAN-{name.replace('_', '-').upper()}", value)
        self._put("END", "VEVENT")
        return None

    def finalize(self) -> None:
        self._put("END", "VCALENDAR")

    def _text(self, name: str, value: str) -> None:
        self._put(name, _escaped(value))

    def _put(self, name: str, value: str) -> None:
        self.stream.write(folded(f"{name}:{CONTROL.sub('', value)}"))


def folded(line: str) -> bytes:
    """A content line cut into pieces of at most 75 bytes, never within a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        encoded = character.encode("utf-8", "replace")
        # The space that begins a further line counts.
        if len(piece) + len(encoded) > WIDTH - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _days(entry: Entry) -> tuple[datetime.date | None, datetime.date | None]:
    if entry.kind == "question":
        deadline = entry.traits.get("deadline")
        return deadline, deadline
    return entry.first or entry.last, entry.last or entry.first


def _summary(entry: Entry) -> str:
    if entry.kind == "question":
        return f"Open until this day: {clipped(entry.traits['text'], 160)}"
    return clipped(entry.told, 200)


def _description(entry: Entry) -> str:
    disputed = claims_in_words(entry.place) if entry.place else None
    told = (
        entry.told,
        f"“{clipped(entry.words, 400)}”" if entry.words else None,
        entry.traits.get("criterion"),
        f"Disputed place: {disputed}" if disputed else None,
        "; ".join(f"{name}: {value}" for name, value in entry.hedges.items()),
        ", ".join(part for part in (entry.title, entry.outlet) if part),
        f"{entry.origin.dataset}, row {entry.origin.row} ({entry.origin.licence})" if entry.origin else None,
    )
    return "\n".join(part for part in told if part)
