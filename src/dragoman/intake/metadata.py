"""Title, byline, outlet and date: what a source says of itself, in how many places, and which of them is believed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import IntEnum
from urllib.parse import urlsplit

from dragoman.codes import Basis, NoteKind
from dragoman.intake.characters import one_line
from dragoman.intake.dates import find_date
from dragoman.intake.names import clean_byline
from dragoman.intake.notes import warning
from dragoman.records import Evidence, Note, When, day_when


class Origin(IntEnum):
    """Where a claim stands, in the order in which claims are believed.

    What somebody put into a field by hand comes first, then what a reader of the page sees, then what the page
    tells machines, then what has to be read out of running text, an address or the file's own properties.
    """

    FIELD = 0
    VISIBLE = 1
    JSON_LD = 2
    META = 3
    ELEMENT = 4
    TEXT = 5
    ADDRESS = 6
    FILE = 7


@dataclass(frozen=True, slots=True)
class Claimed:
    """A value as it is written, and where."""

    value: str
    origin: Origin
    where: str


@dataclass(slots=True)
class Claims:
    """All that a source says of itself."""

    titles: list[Claimed] = field(default_factory=list)
    bylines: list[Claimed] = field(default_factory=list)
    outlets: list[Claimed] = field(default_factory=list)
    dates: list[Claimed] = field(default_factory=list)

    def title(self, value: str | None, origin: Origin, where: str) -> None:
        _add(self.titles, value, origin, where)

    def byline(self, value: str | None, origin: Origin, where: str) -> None:
        name = clean_byline(value or "")
        if name:
            _add(self.bylines, name, origin, where)

    def outlet(self, value: str | None, origin: Origin, where: str) -> None:
        _add(self.outlets, value, origin, where)

    def date(self, value: str | None, origin: Origin, where: str) -> None:
        _add(self.dates, value, origin, where)


@dataclass(frozen=True, slots=True)
class Settled:
    """What is believed, with a note on where each value was found."""

    title: str | None
    byline: str | None
    outlet: str | None
    published: When | None
    notes: tuple[Note, ...]


# A title of a page may be long, but a claim beyond this is a text that landed in the wrong field.
_LONGEST_CLAIM = 500


def settle(claims: Claims) -> Settled:
    """The best claim of each kind and a note for each, with a warning for refused and for contradicting dates."""
    title, title_notes = _best(claims.titles, NoteKind.TITLE)
    byline, byline_notes = _best(claims.bylines, NoteKind.BYLINE)
    outlet, outlet_notes = _best(claims.outlets, NoteKind.OUTLET)
    published, date_notes = _published(claims.dates)
    return Settled(title, byline, outlet, published, (*title_notes, *byline_notes, *outlet_notes, *date_notes))


def outlet_of(url: str | None) -> str | None:
    """The domain of an address, without "www"."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host and not host.replace(".", "").isdigit() else None


def _add(claims: list[Claimed], value: str | None, origin: Origin, where: str) -> None:
    cleaned = one_line(value[: 2 * _LONGEST_CLAIM]) if isinstance(value, str) else ""
    if cleaned and len(cleaned) <= _LONGEST_CLAIM:
        claims.append(Claimed(cleaned, origin, where))


def _best(claims: list[Claimed], kind: NoteKind) -> tuple[str | None, list[Note]]:
    if not claims:
        return None, []
    best = min(claims, key=lambda claim: claim.origin)
    return best.value, [Note(kind, best.value, f"Found in {best.where}.")]


def _published(claims: list[Claimed]) -> tuple[When | None, list[Note]]:
    notes: list[Note] = []
    days: list[tuple[datetime.date, Claimed]] = []
    for claim in sorted(claims, key=lambda claim: claim.origin):
        written = find_date(claim.value)
        if written is None:
            notes.append(
                warning(claim.value, f"The date in {claim.where} was refused: it names no day with month and year.")
            )
        elif written.day is None:
            notes.append(warning(claim.value, f"The date in {claim.where} was refused: {written.problem}."))
        else:
            days.append((written.day, claim))
    if not days:
        return None, notes
    day, best = days[0]
    why = f"Found in {best.where}."
    notes.insert(0, Note(NoteKind.PUBLISHED, best.value, why))
    # The creation date of a file is no statement about the report, so it contradicts nothing.
    others = {d.isoformat(): c.where for d, c in days if d != day and c.origin is not Origin.FILE}
    if others:
        rest = "; ".join(f"{where} says {other}" for other, where in others.items())
        notes.append(
            warning(best.value, f"The dates disagree: {best.where} says {day.isoformat()} and is believed; {rest}.")
        )
    rule = f"published-{best.origin.name.lower().replace('_', '-')}"
    return day_when(day, Basis.STATED, Evidence(None, rule, why)), notes
