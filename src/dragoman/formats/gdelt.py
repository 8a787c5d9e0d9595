"""GDELT events, 1.0 (57 or 58 columns) and 2.0 (61 columns): tab-separated without a header, in .CSV, .zip or .gz."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from dragoman.formats.codebook import country_of_cameo, country_of_fips, deed_of_cameo, known, sector_among
from dragoman.formats.imported import (
    BadRow,
    Cells,
    Coded,
    CodedActor,
    CodedPlace,
    Dataset,
    Row,
    day,
    needed,
    number,
    point,
)

# ActionGeo_Type: country, US state, US city, world city, world state.
KINDS = {"1": "country", "2": "admin1", "3": "town", "4": "town", "5": "admin1"}

# What is told of an actor: code and name, then the cells that tell the country, the last three of them the sector.
PARTS = ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")
ACTORS = tuple(itemgetter(*(f"Actor{number}{part}" for part in PARTS)) for number in (1, 2))
PLACE = itemgetter(*(f"ActionGeo_{part}" for part in ("Type", "FullName", "CountryCode", "Lat", "Long")))


def meaning(row: Row) -> Coded:
    """The event of a row of either release."""
    when = day(needed(row, "SQLDATE"), "SQLDATE")
    code = needed(row, "EventCode")
    source, target = ACTORS
    return Coded(
        row=needed(row, "GLOBALEVENTID"),
        code=code,
        deed=deed_of_cameo(code),
        first=when,
        last=when,
        source=_actor(*source(row)),
        target=_actor(*target(row)),
        place=_place(*PLACE(row)),
        intensity=number(row["GoldsteinScale"], "GoldsteinScale"),
        url=known(row["SOURCEURL"]),
    )


# The same few thousand actors and places fill the millions of rows.
@lru_cache(maxsize=50_000)
def _actor(code: str, name: str, *parts: str) -> tuple[CodedActor, ...]:
    if not code:
        return ()
    country = next((found for part in parts if part and (found := country_of_cameo(part))), None)
    return (CodedActor(name or code, country, sector_among("cameo", parts[-3:])),)


@lru_cache(maxsize=50_000)
def _place(kind: str, full_name: str, country: str, lat: str, lon: str) -> CodedPlace | None:
    if kind not in KINDS:
        return None
    name, *chain = [part.strip() for part in full_name.split(",")]
    return CodedPlace(name, country_of_fips(country), *point(lat, lon), KINDS[kind], tuple(chain))


def _cells_of_first(columns: Cells, cells: Cells, _: Cells | None) -> Cells:
    """Files of days before April 2013 lack the last column."""
    if len(cells) not in (len(columns), len(columns) - 1):
        raise BadRow(f"{len(cells)} columns, not {len(columns)} or {len(columns) - 1}")
    return cells if len(cells) == len(columns) else [*cells, ""]


GDELT1 = Dataset("gdelt1", meaning, cells=_cells_of_first)
GDELT2 = Dataset("gdelt2", meaning)
