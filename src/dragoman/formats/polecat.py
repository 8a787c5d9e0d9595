"""POLECAT: tab-separated with a header, 40 columns, PLOVER types; read and written.

Released files have more names in the header than columns in the rows, and rows with a tab inside a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.codes import EventType
from dragoman.formats.codebook import (
    Deed,
    country_named,
    country_of_cameo,
    country_of_state_number,
    datasets,
    known,
    state_number,
)
from dragoman.formats.entry import Entry, Party
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
from dragoman.formats.tabs import TabExporter, event_day
from dragoman.records import Place

# What certain cells must look like: they tell where in a row a stray tab stands.
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DEGREES = re.compile(r"(-?\d{1,3}(\.\d+)?)?$")
WHOLE = re.compile(r"(\d+(\.0)?)?$")
TYPE = re.compile("(" + "|".join(EventType) + ")$")
STATES = re.compile(r"([A-Z]{3}(;\s*)?)*$|None$")
SECTOR = re.compile(r"([A-Z]{3})?$|None$")
SHAPES = {
    "Event Date": DAY, "Event Type": TYPE, "Latitude": DEGREES, "Longitude": DEGREES, "GeoNames ID": WHOLE,
    "Publication Date": DAY, "Actor COW": WHOLE, "Recipient COW": WHOLE,
    "Quad Code": re.compile(r"[A-Za-z0-9 -]*$"), "Intensity": re.compile(r"(-?\d+(\.\d+)?)?$"),
    "Primary Actor Sector": SECTOR, "Primary Recipient Sector": SECTOR, "Feature Type": re.compile(r"[A-Z0-9]*$|None$"),
    "Actor Country": STATES, "Recipient Country": STATES,
    "Language": re.compile(r"[A-Za-z-]*$"), "Version": re.compile(r"[\w.-]*$"),
}  # fmt: skip
# Cells that hold running text, where alone a tab can stray.
FREE = (
    "Actor Name", "Actor Title", "Actor Name Raw", "Recipient Name", "Recipient Title", "Recipient Name Raw",
    "Placename", "City", "District", "Province", "Raw Placename",
    "Source", "Story People", "Story Organizations", "Story Locations",
)  # fmt: skip
# How many tabs too many may stand in one row and still be told apart.
MOST_STRAY = 2


def meaning(row: Row) -> Coded:
    """The event of a row: types, modes, contexts and sectors are PLOVER's already."""
    when = day(needed(row, "Event Date"), "Event Date")
    kind = needed(row, "Event Type").upper()
    if not TYPE.match(kind):
        raise BadRow(f"Event Type is none of PLOVER's sixteen: {row['Event Type']!r}")
    mode = known(row["Event Mode"])
    contexts = tuple(part.strip().lower() for part in re.split("[;,|]", row["Contexts"]) if known(part))
    return Coded(
        row=needed(row, "Event ID"),
        code=kind,
        deed=Deed(EventType(kind), mode.lower() if mode else None, contexts),
        first=when,
        last=when,
        source=_actor(row, "Actor"),
        target=_actor(row, "Recipient"),
        place=_place(row),
        intensity=number(row["Intensity"], "Intensity"),
        outlet=known(row["Source"]),
        version=known(row["Version"]),
    )


def _actor(row: Row, side: str) -> tuple[CodedActor, ...]:
    name = known(row[f"{side} Name"]) or known(row[f"{side} Name Raw"])
    country = _country(row[f"{side} Country"]) or country_of_state_number(row[f"{side} COW"])
    sector = known(row[f"Primary {side} Sector"])
    if name is None and country is None:
        return ()
    return (CodedActor(name or str(country), country, sector),)


def _country(cell: str) -> str | None:
    cell = cell.strip()
    return country_of_cameo(cell) or country_named(cell)


def _place(row: Row) -> CodedPlace | None:
    columns = ("Placename", "City", "District", "Province", "Country")
    names = [name for column in columns if (name := known(row[column]))]
    if not names:
        return None
    at = point(row["Latitude"], row["Longitude"])
    finest = next(column for column in columns if known(row[column]))
    kind = {"City": "town", "District": "admin2", "Province": "admin1", "Country": "country"}.get(finest, "place")
    return CodedPlace(names[0], _country(row["Country"]), *at, kind, tuple(dict.fromkeys(names[1:])))


def _cells(columns: Cells, cells: Cells, header: Cells | None) -> Cells:
    """The forty cells of a row: by the names of the header where it is as long as the row, else in their order."""
    if header is not None and len(header) == len(cells) and len(set(header) & set(columns)) == len(columns):
        cells = [cells[header.index(column)] for column in columns]
    while len(cells) > len(columns) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) == len(columns):
        return cells
    stray = len(cells) - len(columns)
    if not 0 < stray <= MOST_STRAY:
        raise BadRow(f"{len(cells)} columns, not {len(columns)}")
    return _mended(list(cells), stray)


def _mended(cells: list[str], stray: int) -> Cells:
    """The row with the cell joined again that a tab has split, where only one cell can be that."""
    fits = []
    for at in _free():
        joined = [*cells[:at], " ".join(part for part in cells[at : at + stray + 1] if part), *cells[at + stray + 1 :]]
        if all(shape.match(joined[column]) for column, shape in _shapes()):
            fits.append(joined)
    if len(fits) != 1:
        raise BadRow(f"{stray} stray tab{'s' * (stray > 1)}, and {len(fits) or 'no'} cells that can be the split one")
    return fits[0]


@cache
def _free() -> tuple[int, ...]:
    columns = datasets()["polecat"]["columns"]
    return tuple(columns.index(name) for name in FREE)


@cache
def _shapes() -> tuple[tuple[int, re.Pattern[str]], ...]:
    columns = datasets()["polecat"]["columns"]
    return tuple((columns.index(name), shape) for name, shape in SHAPES.items())


POLECAT = Dataset("polecat", meaning, header=("Event ID",), cells=_cells)


# The PLOVER manual's quad categories.
QUADS = {
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
ABSENT = "None"


class PolecatExporter(TabExporter):
    """POLECAT's 40 columns; several actors of one side stand in one cell, separated by semicolons."""

    dataset = "polecat"

    def reason_against(self, entry: Entry) -> str | None:
        if not entry.type:
            return "events without a PLOVER type are no rows of POLECAT"
        return None if event_day(entry) else "events without a day are no rows of POLECAT"

    def rows(self, entry: Entry) -> Iterator[Sequence[str]]:
        told = {
            "Event ID": entry.id,
            "Event Date": event_day(entry),
            "Event Type": entry.type,
            "Event Mode": entry.mode,
            "Intensity": None if entry.intensity is None else f"{entry.intensity:g}",
            "Quad Code": next((quad for quad, types in QUADS.items() if entry.type in types), None),
            "Contexts": "; ".join(entry.contexts),
            **_side("Actor", entry.of_role("source")),
            **_side("Recipient", entry.of_role("target")),
            "Source": entry.outlet,
            "Publication Date": entry.published and entry.published.isoformat(),
            "Language": "eng" if entry.document else None,
            "Version": "dragoman",
            **_located(entry.place),
        }
        yield [str(told.get(column) or ABSENT) for column in self.columns]


def _side(side: str, parties: list[Party]) -> dict[str, str]:
    sectors = [party.sector for party in parties if party.sector]
    names = "; ".join(party.name for party in parties)
    return {
        f"{side} Name": names,
        f"{side} Country": "; ".join(filter(None, dict.fromkeys(party.country for party in parties))),
        f"{side} COW": "; ".join(filter(None, (state_number(party.country) for party in parties))),
        f"Primary {side} Sector": sectors[0] if sectors else "",
        f"{side} Sectors": "; ".join(dict.fromkeys(sectors)),
        f"{side} Title": "; ".join(party.office for party in parties if party.office),
        f"{side} Name Raw": names,
    }


def _located(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    column = {"town": "City", "city": "City", "capital": "City", "admin2": "District", "admin1": "Province"}
    told = {"Placename": place.name, "Raw Placename": place.name, "Country": place.country or ""}
    if place.kind in column:
        told[column[place.kind]] = place.name
    if place.lat is not None and place.lon is not None:
        told |= {"Latitude": f"{place.lat:g}", "Longitude": f"{place.lon:g}"}
    return told
