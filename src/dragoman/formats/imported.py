"""A row of another data set as it goes into the table of events, and what its codecs share."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from dragoman.formats.codebook import Deed, datasets, known


class BadRow(ValueError):
    """A line that cannot be an event of its data set, with the reason; it goes to the rejects, the rest goes on."""


class CodedActor(NamedTuple):
    """Somebody as the data set names them, with country (ISO3, IGO, NGO, IMG) and PLOVER sector.

    ``agent`` tells one who stands for the sector of a country ("Police (India)") from one with a name.
    """

    name: str
    country: str | None
    sector: str | None
    agent: bool = False


class CodedPlace(NamedTuple):
    """A place as the data set gives it; ``chain`` holds the units it lies in, smallest first."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    chain: tuple[str, ...] = ()

    @property
    def spot(self) -> tuple[float | None, float | None]:
        """The point; the middle of a country is none, however often data sets give it for one."""
        return (None, None) if self.kind == "country" else (self.lat, self.lon)


@dataclass(slots=True)
class Coded:
    """An event of another data set: its row id there, its original code, and the same in our terms."""

    row: str
    code: str | None
    deed: Deed
    first: datetime.date
    last: datetime.date
    source: tuple[CodedActor, ...] = ()
    target: tuple[CodedActor, ...] = ()
    place: CodedPlace | None = None
    intensity: float | None = None
    dead: tuple[int | None, int | None] | None = None
    told: str | None = None
    url: str | None = None
    outlet: str | None = None
    version: str | None = None


Cells = Sequence[str]
Row = dict[str, str]


def put_in_columns(columns: Cells, cells: Cells, _: Cells | None = None) -> Cells:
    """The cells, where there are as many as columns."""
    if len(cells) != len(columns):
        raise BadRow(f"{len(cells)} columns, not {len(columns)}")
    return cells


@dataclass(frozen=True, slots=True)
class Dataset:
    """How a data set is read: the shape of its lines, and what each row means.

    ``delimiters`` may stand between cells; the first line shows which does, and all but the tab come with quotes.
    A first line that holds one of ``header`` is a header. ``cells`` puts the cells of a line under the data set's
    columns, told of the header if there is one, or raises BadRow.
    """

    name: str
    meaning: Callable[[Row], Coded]
    delimiters: str = "\t"
    header: tuple[str, ...] = ()
    cells: Callable[[Cells, Cells, Cells | None], Cells] = put_in_columns

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(datasets()[self.name]["columns"])

    @property
    def title(self) -> str:
        return str(datasets()[self.name]["title"])

    @property
    def licence(self) -> str:
        return str(datasets()[self.name]["licence"])


def needed(row: Row, column: str) -> str:
    """A cell that a row must have."""
    cell = known(row[column])
    if cell is None:
        raise BadRow(f"{column} is empty")
    return cell


@lru_cache(maxsize=50_000)
def day(cell: str, column: str) -> datetime.date:
    """A day as 2022-11-14 (a clock time after it is left aside) or 20221114."""
    digits = cell[:10]
    if len(digits) == 8 and digits.isdigit():
        digits = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    try:
        return datetime.date.fromisoformat(digits)
    except ValueError:
        raise BadRow(f"{column} is not a day: {cell!r}") from None


def number(cell: str, what: str) -> float | None:
    """A number, or None where the cell is empty."""
    if known(cell) is None:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise BadRow(f"{what} is not a number: {cell!r}") from None
    if value - value or "_" in cell:  # infinite, not a number, or one that only Python reads
        raise BadRow(f"{what} is not a number: {cell!r}")
    return value


def whole(cell: str, what: str) -> int | None:
    """A count, or None where the cell is empty."""
    value = number(cell, what)
    if value is not None and (value < 0 or value != int(value)):
        raise BadRow(f"{what} is not a count: {cell!r}")
    return None if value is None else int(value)


def point(lat: str, lon: str) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees; both or none."""
    north, east = number(lat, "latitude"), number(lon, "longitude")
    if north is None or east is None:
        return None, None
    if abs(north) > 90 or abs(east) > 180:
        raise BadRow(f"the point lies off the globe: {lat}, {lon}")
    return north, east


def by_header(columns: Cells, cells: Cells, header: Cells | None) -> Cells:
    """The cells in the order of ``columns``, found by the names in the header; columns it lacks are empty.

    Column names are compared without regard to case. Without a header the order must be that of ``columns``.
    """
    if header is None:
        return put_in_columns(columns, cells)
    if len(cells) != len(header):
        raise BadRow(f"{len(cells)} columns, not {len(header)} as in the header")
    placed = dict(zip(_lowered(tuple(header)), cells, strict=True))
    return [placed.get(column, "") for column in _lowered(tuple(columns))]


@lru_cache(maxsize=64)
def _lowered(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in names)
