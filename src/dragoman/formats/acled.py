"""ACLED: comma- or semicolon-separated with a header, 31 columns, own event types."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import cache

from dragoman.formats.codebook import (
    NO_DEED,
    Deed,
    country_named,
    country_of_iso_number,
    deed_of_row,
    known,
    rows_of,
    sector_among,
)
from dragoman.formats.dates import MONTHS
from dragoman.formats.imported import (
    BadRow,
    Coded,
    CodedActor,
    CodedPlace,
    Dataset,
    Row,
    by_header,
    day,
    needed,
    point,
    whole,
)

IN_WORDS = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})$")
# "Military Forces of Ukraine (2019-)", "Protesters (Kenya)", "Unidentified Armed Group (Mali)".
STATE_BODY = re.compile(r"(Military Forces|Police Forces|Government) of (?:the )?(.+?)(?: \(|$)")
BODIES = {"Military Forces": "MIL", "Police Forces": "COP", "Government": "GOV"}
OF_COUNTRY = re.compile(r"(Protesters|Rioters|Civilians|Unidentified Armed Group) \(([^)]+)\)$")
UNIDENTIFIED = "Unidentified Armed Group"
# time_precision: 1 the day itself, 2 within the week (the date is its middle), 3 within the month.
WEEK, MONTH = "2", "3"
HALF_WEEK = datetime.timedelta(days=3)
# geo_precision: 1 the spot, 2 near it or a part of the district, 3 a larger unit.
KINDS = {"1": "place", "2": "admin2", "3": "admin1"}


def meaning(row: Row) -> Coded:
    """The event of a row; the dates are as wide as its time precision."""
    first, last = _days(row)
    kind = needed(row, "sub_event_type")
    dead = whole(row["fatalities"], "fatalities")
    return Coded(
        row=needed(row, "event_id_cnty"),
        code=kind,
        deed=_deed(kind),
        first=first,
        last=last,
        source=_actor(row, "1"),
        target=_actor(row, "2"),
        place=_place(row),
        dead=None if dead is None else (dead, dead),
        told=known(row["notes"]),
        outlet=known(row["source"]),
    )


def _days(row: Row) -> tuple[datetime.date, datetime.date]:
    cell = needed(row, "event_date")
    if match := IN_WORDS.match(cell):
        if match[2] not in MONTHS:
            raise BadRow(f"event_date is not a day: {cell!r}")
        cell = f"{match[3]}-{MONTHS.index(match[2]) + 1:02d}-{int(match[1]):02d}"
    when = day(cell, "event_date")
    if row["time_precision"] == WEEK:
        return when - HALF_WEEK, when + HALF_WEEK
    if row["time_precision"] == MONTH:
        return when.replace(day=1), when.replace(day=calendar.monthrange(when.year, when.month)[1])
    return when, when


@cache
def _deed(kind: str) -> Deed:
    return next((deed_of_row(row) for row in rows_of("acled.csv") if row["sub_event_type"] == kind), NO_DEED)


def _actor(row: Row, side: str) -> tuple[CodedActor, ...]:
    name = known(row[f"actor{side}"])
    if name is None:
        return ()
    sector = sector_among("acled", (row[f"inter{side}"].strip(),))
    if match := STATE_BODY.match(name):
        return (CodedActor(name, country_named(match[2]), BODIES[match[1]], True),)
    if match := OF_COUNTRY.match(name):
        return (CodedActor(name, country_named(match[2]), "UAF" if match[1] == UNIDENTIFIED else "CVL", True),)
    return (CodedActor(name, None, sector),)


def _place(row: Row) -> CodedPlace | None:
    names = [name for column in ("location", "admin3", "admin2", "admin1", "country") if (name := known(row[column]))]
    if not names:
        return None
    country = country_of_iso_number(row["iso"]) or country_named(row["country"])
    at = point(row["latitude"], row["longitude"])
    return CodedPlace(names[0], country, *at, KINDS.get(row["geo_precision"], "place"), tuple(dict.fromkeys(names[1:])))


ACLED = Dataset("acled", meaning, delimiters=",;\t", header=("event_id_cnty",), cells=by_header)
