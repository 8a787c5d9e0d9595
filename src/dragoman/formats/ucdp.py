"""UCDP GED: comma-separated with a header, 49 columns; every row is deadly violence between two sides."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.formats.codebook import Deed, country_named, country_of_state_number, known
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

DEED = Deed(EventType.ASSAULT, None, ())
STATE_BASED, NON_STATE, ONE_SIDED = "1", "2", "3"
GOVERNMENT = "Government of "
# where_prec: 1 exact, 2 within 25 km, 3 second-order unit, 4 first-order unit, 5 line or area, 6 country, 7 sea or air.
KINDS = {"1": "place", "2": "place", "3": "admin2", "4": "admin1", "5": "region", "6": "country", "7": "region"}


def meaning(row: Row) -> Coded:
    """The event of a row: side a does it to side b, dead between the low and the high estimate."""
    violence = needed(row, "type_of_violence").removesuffix(".0")
    if violence not in (STATE_BASED, NON_STATE, ONE_SIDED):
        raise BadRow(f"type_of_violence is none of 1, 2, 3: {row['type_of_violence']!r}")
    first, last = day(needed(row, "date_start"), "date_start"), day(needed(row, "date_end"), "date_end")
    if last < first:
        raise BadRow(f"date_end {last} is before date_start {first}")
    best = whole(row["best"], "best")
    low, high = whole(row["low"], "low"), whole(row["high"], "high")
    return Coded(
        row=needed(row, "id").removesuffix(".0"),
        code=violence,
        deed=DEED,
        first=first,
        last=last,
        source=_side(row, "a", violence),
        target=_side(row, "b", violence),
        place=_place(row),
        dead=(best if low is None else low, best if high is None else high),
        told=known(row["dyad_name"]),
        outlet=known(row["source_office"]),
    )


def _side(row: Row, side: str, violence: str) -> tuple[CodedActor, ...]:
    name = known(row[f"side_{side}"])
    if name is None:
        return ()
    if name.startswith(GOVERNMENT):
        numbered = country_of_state_number(row[f"gwno{side}"])
        return (CodedActor(name, numbered or country_named(name.removeprefix(GOVERNMENT)), "GOV", True),)
    if violence == ONE_SIDED and side == "b":
        return (CodedActor(name, None, "CVL"),)
    return (CodedActor(name, None, "REB" if violence == STATE_BASED else None),)


def _place(row: Row) -> CodedPlace | None:
    at = point(row["latitude"], row["longitude"])
    units = [known(row[column]) for column in ("where_coordinates", "adm_2", "adm_1", "country")]
    names = list(dict.fromkeys(unit for unit in units if unit))
    if not names:
        return None
    country = country_of_state_number(row["country_id"]) or country_named(row["country"])
    kind = KINDS.get(row["where_prec"].removesuffix(".0"), "place")
    return CodedPlace(names[0], country, *at, kind, tuple(names[1:]))


UCDP = Dataset("ucdp", meaning, delimiters=",;\t", header=("id",), cells=by_header)
