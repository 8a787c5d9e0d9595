"""The map over the whole archive: events gathered into clusters on the ground of the world, with how far each may be
off."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.desk.basemap import Box, View, load_basemap
from dragoman.desk.lettering import Sheet, width_of
from dragoman.desk.map import BAR_KM, Lettered, area_names, country_names
from dragoman.desk.world import WORLD_BOX, ground, km_per_unit, moved, window, zoomed
from dragoman.formats.words import clipped

# As tall as lets the whole globe be as wide as the drawing.
WIDTH, HEIGHT = 1000.0, 430.0
# Units of the drawing that one cell covers: two circles side by side stay apart.
CELL = 46.0
# Degrees of latitude from the middle of a cluster to the edge of the closest view of it.
NEAREST = 0.4
NUMBER = re.compile(r"-?\d{1,4}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Cell:
    """Events of one cell of the map as the archive counts them; ``unsure`` of them are not asserted and unhedged."""

    lat: float
    lon: float
    events: int
    unsure: int
    name: str
    radius_km: float


@dataclass(frozen=True, slots=True)
class Cluster:
    x: float
    y: float
    radius: float
    reach: float
    events: int
    number: str
    is_unsure: bool
    name: str
    name_x: float
    name_y: float
    anchor: str
    told: str
    box: str


@dataclass(frozen=True, slots=True)
class Here:
    """The spot that a map is about."""

    x: float
    y: float
    name: str
    name_x: float
    name_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class World:
    """Everything the template needs to print the map and the ways to move it."""

    width: float
    height: float
    box: str
    ground: tuple[str, ...]
    hatch: str
    clusters: tuple[Cluster, ...]
    countries: tuple[Lettered, ...]
    areas: tuple[Lettered, ...]
    bar: tuple[float, str]
    ways: tuple[tuple[str, str, str], ...]
    events: int
    is_closest: bool
    here: Here | None = None


def box_in(words: str | None) -> Box:
    """A box as four numbers "west,south,east,north"; the world where it is none."""
    parts = (words or "").split(",")
    if len(parts) != 4 or not all(NUMBER.fullmatch(part) for part in parts):
        return WORLD_BOX
    west, south, east, north = map(float, parts)
    if not (-90 <= south < north <= 90 and -540 <= west < east <= 540 and east - west <= 400):
        return WORLD_BOX
    return west, south, east, north


def box_told(box: Box) -> str:
    west, south, east, north = box
    return f"{west:.3f},{max(-89.9, south):.3f},{east:.3f},{min(89.9, north):.3f}"


def map_view(box: Box) -> View:
    return window(box, WIDTH, HEIGHT)


def grid_of(view: View) -> tuple[int, int]:
    """How many cells across and down the events are gathered in."""
    return int(view.width // CELL), int(view.height // CELL)


def draw_world(view: View, cells: Iterable[Cell], about: tuple[float, float, str] | None = None) -> World:
    """The map of a view with these cells on it, the fullest last, so that it lies on top.

    ``about`` is the spot the map is about, where it is about one: latitude, longitude and name.
    """
    found = _apart(sorted(cells, key=lambda cell: -cell.events), view)
    most = max((cell.events for cell in found), default=1)
    sheet = Sheet(view.width, view.height)
    placed = [_placed(cell, view, most) for cell in found]
    for _, x, y, radius in placed:
        sheet.take((x - radius, y - radius, x + radius, y + radius))
    # The spot the map is about bears its name, and the circle on it none.
    here = _here(about, view, sheet, [place[1:] for place in placed]) if about else None
    clusters = [_cluster(cell, x, y, radius, view, sheet, here.name if here else "") for cell, x, y, radius in placed]
    basemap = load_basemap()
    areas = tuple(area_names(basemap, view, sheet, set()))
    countries = tuple(country_names(basemap, view, sheet, {cell.name for cell in found}))
    return World(
        view.width,
        view.height,
        box_told(view.box),
        ground(view),
        _hatch(view),
        tuple(reversed(clusters)),
        countries,
        areas,
        _bar(view),
        _ways(view),
        sum(cell.events for cell in found),
        # A cluster's box is never smaller than that: from here on it leads to what is in it.
        view.north - view.south < 2.02 * NEAREST,
        here,
    )


def _here(
    about: tuple[float, float, str], view: View, sheet: Sheet, circles: Sequence[tuple[float, float, float]]
) -> Here:
    lat, lon, name = about
    x, y = view.xy(view.turned((lon, lat)))
    sheet.take((x - 9, y - 9, x + 9, y + 9))
    clear = max([10.0, *(radius + math.dist((x, y), (cx, cy)) for cx, cy, radius in circles if abs(cx - x) < radius)])
    return Here(round(x, 1), round(y, 1), *_name(clipped(name, 40), x, y, clear, sheet))


def _apart(cells: Sequence[Cell], view: View) -> list[Cell]:
    """The cells, those that would lie on a fuller neighbour taken into it."""
    kept: list[Cell] = []
    spots: list[tuple[float, float]] = []
    for cell in cells:
        at = view.xy(view.turned((cell.lon, cell.lat)))
        near = next((place for place, spot in enumerate(spots) if math.dist(at, spot) < CELL * 0.72), None)
        if near is None:
            kept.append(cell)
            spots.append(at)
        else:
            one = kept[near]
            events, unsure = one.events + cell.events, one.unsure + cell.unsure
            kept[near] = replace(one, events=events, unsure=unsure, radius_km=0.0)
    return kept


def _placed(cell: Cell, view: View, most: int) -> tuple[Cell, float, float, float]:
    x, y = view.xy(view.turned((cell.lon, cell.lat)))
    number = width_of(_short(cell.events), 10.5) / 2 + 3 if cell.events > 1 else 0
    return cell, x, y, max(4.5, number, 4.5 + 15 * math.sqrt(cell.events / most) if cell.events > 1 else 0)


def _cluster(cell: Cell, x: float, y: float, radius: float, view: View, sheet: Sheet, named: str) -> Cluster:
    reach = cell.radius_km / km_per_unit(view)
    name, name_x, name_y, anchor = _name(clipped(cell.name, 30) if cell.name != named else "", x, y, radius, sheet)
    unsure = f", {cell.unsure:,} of them not confirmed" if cell.unsure else ""
    told = f"{cell.events:,} event{'s' * (cell.events != 1)} at or near {cell.name}{unsure}"
    if cell.radius_km >= 1:
        told += f"; places may be off by up to {cell.radius_km:,.0f} km"
    span = max(NEAREST, CELL * 1.2 / view.height * (view.north - view.south))
    box = (cell.lon - span * 1.5, max(-89.0, cell.lat - span), cell.lon + span * 1.5, min(89.0, cell.lat + span))
    return Cluster(
        round(x, 1),
        round(y, 1),
        round(radius, 1),
        round(reach, 1) if radius + 3 < reach < view.height else 0,
        cell.events,
        _short(cell.events) if cell.events > 1 else "",
        cell.unsure * 2 > cell.events,
        name,
        name_x,
        name_y,
        anchor,
        told,
        box_told(box),
    )


def _name(name: str, x: float, y: float, radius: float, sheet: Sheet) -> tuple[str, float, float, str]:
    wide = width_of(name, 11) + 4
    for anchor, start in (("start", x + radius + 3), ("end", x - radius - 3 - wide), ("middle", x - wide / 2)):
        top = y - 7 if anchor != "middle" else y + radius + 1
        box = (start, top, start + wide, top + 14)
        if name and sheet.is_free(box):
            sheet.take(box)
            at = {"start": start, "end": start + wide, "middle": x}[anchor]
            return name, round(at, 1), round(top + 10.8, 1), anchor
    return "", 0.0, 0.0, "start"


def _hatch(view: View) -> str:
    """What undoes the scale of the ground, so that its hatching is as fine on every map."""
    across, down = view.width / (view.east - view.west) / 100, view.height / (view.north - view.south) / 100
    return f"{1 / across:.4g} {1 / down:.4g}"


def _bar(view: View) -> tuple[float, str]:
    fitting = [km for km in BAR_KM if km / km_per_unit(view) <= view.width / 6] or [BAR_KM[0]]
    return round(fitting[-1] / km_per_unit(view), 1), f"{fitting[-1]:,} km".replace(",", " ")


def _ways(view: View) -> tuple[tuple[str, str, str], ...]:
    """Links that move the map where there is no JavaScript: sign, what it does, the box it leads to."""
    ways: Sequence[tuple[str, str, Box]] = (
        ("+", "Closer", zoomed(view, 0.5)),
        ("−", "Farther", zoomed(view, 2.0)),
        ("←", "West", moved(view, -0.4, 0)),
        ("→", "East", moved(view, 0.4, 0)),
        ("↑", "North", moved(view, 0, 0.4)),
        ("↓", "South", moved(view, 0, -0.4)),
        ("World", "The whole world", WORLD_BOX),
    )
    return tuple((sign, told, box_told(_turned(box))) for sign, told, box in ways)


def _turned(box: Box) -> Box:
    """The box on the turn of the globe nearest to Greenwich."""
    west, south, east, north = box
    turn = 360 * round((west + east) / 720)
    return west - turn, south, east - turn, north


def _short(count: int) -> str:
    if count < 1000:
        return str(count)
    return f"{count / 1000:.1f}k".replace(".0k", "k") if count < 100_000 else f"{count // 1000}k"
