"""What the archive can be asked for: one filter for each noun, all fields optional, and what a page of answers is."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.errors import NotFoundError, RequestError
from dragoman.places.atlas import SETTLEMENTS, entries_named
from dragoman.places.gazetteer import Entry

Found = TypeVar("Found")
Words = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Page(Generic[Found]):
    """Some of the rows that were found, and how many there are in all."""

    rows: tuple[Found, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a point."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What every question to the archive may say: from which day, to which, which ids, in what order, how many."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    corrected: bool | None = None
    ids: tuple[str, ...] | None = None
    sort: str = "newest"
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter(Filter):
    """Which events. Actors are named by country ("RUS", "Russia"), sector ("MIL"), both ("RUS MIL"), id or name.

    ``actor`` is on either side. A day is compared with the event's own days, else with the day it was reported.
    ``dataset`` is the name of an imported data set, or "read" for what this program read itself.
    """

    actor: str | None = None
    source: str | None = None
    target: str | None = None
    type: Words = None
    mode: Words = None
    context: str | None = None
    status: Words = None
    hedge: Words = None
    near: Near | None = None
    country: str | None = None
    place: str | None = None
    text: str | None = None
    document: Words = None
    origin: str | None = None
    link: str | None = None
    dataset: str | None = None
    deadly: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilter(Filter):
    """Which statements; ``speaker`` as an actor of ``EventFilter``."""

    speaker: str | None = None
    addressee: str | None = None
    act: Words = None
    form: Words = None
    status: Words = None
    hedge: Words = None
    grade: Words = None
    text: str | None = None
    document: Words = None
    origin: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionFilter(Filter):
    """Which positions; ``conditional`` asks for those that hang on a condition, or those that do not."""

    actor: str | None = None
    counterpart: str | None = None
    stance: Words = None
    status: Words = None
    conditional: bool | None = None
    text: str | None = None
    document: Words = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFilter(Filter):
    """Which questions that texts leave open."""

    kind: Words = None
    state: Words = None
    type: Words = None
    text: str | None = None
    document: Words = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter(Filter):
    """Which documents; ``actor`` asks for those that name the actor, ``since`` and ``until`` for the day they appeared,
    ``read_since`` for when they were read."""

    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    actor: str | None = None
    origin: str | None = None
    read_since: datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter:
    """Which actors, over all documents and data sets."""

    text: str | None = None
    country: str | None = None
    sector: str | None = None
    person: bool | None = None
    ids: tuple[str, ...] | None = None
    sort: str = "most"
    limit: int = 50
    offset: int = 0


_NEAR = re.compile(r"(?P<where>.+?)\s*[:~]\s*(?P<km>\d+(?:\.\d+)?)\s*(?:km)?", re.I)
_POINT = re.compile(r"(?P<lat>-?\d+(?:\.\d+)?)\s*[,;]\s*(?P<lon>-?\d+(?:\.\d+)?)")
DEFAULT_KM = 50.0


def near_of(text: str) -> Near:
    """ "Kherson:50km", "Kherson" (then 50 km) or "46.6,32.6:20" as an area. Raises where no such place is known."""
    found = _NEAR.fullmatch(text.strip())
    where, km = (found["where"], float(found["km"])) if found else (text.strip(), DEFAULT_KM)
    point = _POINT.fullmatch(where)
    if point:
        return Near(float(point["lat"]), float(point["lon"]), km)
    found_place = place_named(where)
    if found_place is None:
        raise NotFoundError(f"No place is known as “{where}”; give its point instead, as in 46.6,32.6:50km.")
    return Near(found_place.lat, found_place.lon, km)


def place_named(name: str) -> Entry | None:
    """The place most people mean by a name: one of our own tables, a town rather than the unit named after it."""
    return max(
        entries_named(name), key=lambda e: (e.preferred, e.own, e.kind in SETTLEMENTS, e.population), default=None
    )


def first_day(text: str) -> datetime.date:
    """The first day of a day, month or year: "2022-10" is 2022-10-01."""
    return _days(text)[0]


def last_day(text: str) -> datetime.date:
    """The last day of a day, month or year: "2022-10" is 2022-10-31."""
    return _days(text)[1]


def _days(text: str) -> tuple[datetime.date, datetime.date]:
    parts = text.strip().split("-")
    try:
        numbers = [int(part) for part in parts]
        year, month, day = [*numbers, None, None][:3] if len(numbers) <= 3 else (None, None, None)
        first = datetime.date(year or 0, month or 1, day or 1)
        if day is not None:
            return first, first
        if month is not None:
            return first, first.replace(day=calendar.monthrange(first.year, month)[1])
        return first, first.replace(month=12, day=31)
    except ValueError:
        raise RequestError(f"“{text}” is no date: write 2022-11-14, 2022-11 or 2022.") from None
