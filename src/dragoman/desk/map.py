"""The map of a dossier: its places on the base map, with how far each may be off, as a drawing to be printed.

Only places meant as places are drawn: "Moscow" for a government is not. A place at which something happened is a
filled dot, one that is only mentioned a ring; what lies far from the rest stands on the small map of the world.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.codes import Sense
from dragoman.desk.basemap import (
    KM_PER_DEGREE,
    Basemap,
    Point,
    View,
    line_path,
    load_basemap,
    ring_path,
    view_around,
)
from dragoman.desk.lettering import Box, Sheet, width_of
from dragoman.dossier import Dossier
from dragoman.formats.words import clipped
from dragoman.records import Place

# Degrees: places farther apart than this from all others are not part of the same scene …
APART = 9.0
# … unless all of them fit into a view of this size anyway.
WHOLE = (24.0, 15.0)
# Degrees of latitude that the closest view shows: nearer, the outlines would look coarse; and wider where a place or
# two alone would stand in an empty field.
CLOSEST, ALONE = 4.6, 11.0
# A radius of uncertainty above this (km) is a country or a sea: its name is set in the map, no circle is drawn.
REGION_KM = 130.0
MOST_SPOTS = 60
WORLD = (-170.0, -56.0, 190.0, 78.0)
LETTER, COUNTRY_LETTER, BOLD = 11.5, 9.5, 1.1
BAR_KM = (5, 10, 25, 50, 100, 250, 500, 1000, 2500)


@dataclass(frozen=True, slots=True)
class Lettered:
    """Words at a spot of the drawing."""

    words: str
    x: float
    y: float
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the drawing: where, how far it may be off (in units; 0 where that is too little to see), how many
    events it saw and how often it is named."""

    id: str
    name: str
    x: float
    y: float
    radius: float
    events: int
    mentions: int
    label: Lettered | None
    is_region: bool

    @property
    def told(self) -> str:
        happened = f"{self.events} event{'s' * (self.events != 1)}, " if self.events else ""
        return f"{self.name}: {happened}named {self.mentions} time{'s' * (self.mentions != 1)}"


@dataclass(frozen=True, slots=True)
class Inset:
    """The small map of the world: where it stands, its land, what of it the large map shows, all places."""

    x: float
    y: float
    width: float
    height: float
    land: str
    frame: Box
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template needs to print the map."""

    width: float
    height: float
    land: str
    coast: str
    borders: str
    contested: str
    disputed: str
    disputed_spots: tuple[Point, ...]
    countries: tuple[Lettered, ...]
    areas: tuple[Lettered, ...]
    spots: tuple[Spot, ...]
    inset: Inset | None
    bar: tuple[float, str]
    notes: tuple[str, ...]


@dataclass
class _Site:
    """A place gathered from all its mentions."""

    place: Place
    mentions: int = 0
    events: int = 0
    at: Point = field(default=(0.0, 0.0))

    @property
    def weight(self) -> int:
        return self.mentions + 3 * self.events

    @property
    def is_region(self) -> bool:
        return (self.place.radius_km or 0) > REGION_KM


def draw_map(dossier: Dossier, width: float, height: float) -> Drawing | None:
    """The map of a dossier's places; ``None`` where none can be put on a map."""
    sites = _sites(dossier)
    if not sites:
        return None
    shown = sites[:MOST_SPOTS]
    scene = _scene(shown)
    view = _view(scene, width, height)
    shown = [site for site in shown if view.shows(site.at)]
    basemap = load_basemap()
    sheet = Sheet(width, height)
    beyond = [site for site in sites[:MOST_SPOTS] if not view.shows(site.at)]
    small = _inset(sites[:MOST_SPOTS], view, sheet, shown) if _needs_inset(view) else None
    bar = _bar(view)
    sheet.take((8, height - 26, 8 + bar[0] + 50, height - 4))
    spots = tuple(_spots(shown, view, sheet))
    rings = [ring for area in basemap.disputed for ring in area.rings]
    areas = tuple(area_names(basemap, view, sheet, {site.place.name for site in shown}))
    return Drawing(
        width,
        height,
        ring_path(basemap.land, view),
        line_path(basemap.land, view),
        line_path(basemap.borders, view),
        line_path(basemap.contested, view),
        ring_path(rings, view),
        tuple(view.xy(view.turned(a.at)) for a in basemap.disputed if not a.rings and _is_near(a.at, view)),
        tuple(country_names(basemap, view, sheet, {site.place.name for site in shown})),
        areas,
        spots,
        small,
        bar,
        tuple(_notes(dossier, basemap, view, beyond, len(sites))),
    )


def _sites(dossier: Dossier) -> list[_Site]:
    """The places that can be drawn, the weightiest first."""
    sites: dict[str, _Site] = {}
    named: Counter[str] = Counter()
    happened = [event.where for event in dossier.events if event.where]
    for place in (*dossier.places, *happened):
        if place.sense is Sense.LITERAL and place.lat is not None and place.lon is not None:
            site = sites.setdefault(place.id, _Site(place))
            site.at = (max(-180.0, min(180.0, place.lon)), max(-85.0, min(85.0, place.lat)))
    named.update(place.id for place in dossier.places if place.sense is Sense.LITERAL)
    for place in happened:
        if place.id in sites:
            sites[place.id].events += 1
    for site in sites.values():
        site.mentions = max(1, named[site.place.id])
    return sorted(sites.values(), key=lambda site: (-site.weight, site.place.name))


def _scene(sites: Sequence[_Site]) -> list[_Site]:
    """The places the large map is drawn around: all, or the weightiest group of neighbours."""
    xs, ys = [site.at[0] for site in sites], [site.at[1] for site in sites]
    if max(xs) - min(xs) <= WHOLE[0] and max(ys) - min(ys) <= WHOLE[1]:
        return list(sites)
    groups: list[list[_Site]] = []
    for site in sites:
        near = [group for group in groups if any(_gap(site.at, other.at) < APART for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([site, *(other for group in near for other in group)])
    return max(groups, key=lambda group: sum(site.weight for site in group))


def _gap(a: Point, b: Point) -> float:
    across = abs(a[0] - b[0])
    narrow = math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(min(across, 360 - across) * narrow, a[1] - b[1])


def _view(scene: Sequence[_Site], width: float, height: float) -> View:
    """A view that holds the places of the scene and how far each may be off."""
    corners = []
    for site in scene:
        reach = min(site.place.radius_km or 0, 450) / KM_PER_DEGREE
        across = reach / max(0.2, math.cos(math.radians(site.at[1])))
        corners += [
            (site.at[0] - across, max(-85.0, site.at[1] - reach)),
            (site.at[0] + across, min(85.0, site.at[1] + reach)),
        ]
    return view_around(corners, width, height, CLOSEST if len(scene) > 2 else ALONE)


# -- names and dots ----------------------------------------------------------------------------------------------


def _spots(sites: Sequence[_Site], view: View, sheet: Sheet) -> Iterator[Spot]:
    """The dots first, so that no name covers one; then their names, where there is room."""
    placed = [(site, *view.xy(view.turned(site.at))) for site in sites]
    for site, x, y in placed:
        if not site.is_region:
            sheet.take((x - 5, y - 5, x + 5, y + 5))
    for site, x, y in placed:
        radius = (site.place.radius_km or 0) / view.km_per_unit
        name = clipped(site.place.name, 40)
        yield Spot(
            site.place.id,
            name,
            round(x, 1),
            round(y, 1),
            round(radius, 1) if radius >= 7 and not site.is_region else 0,
            site.events,
            site.mentions,
            _label(name, x, y, sheet, site.is_region),
            site.is_region,
        )


def _label(name: str, x: float, y: float, sheet: Sheet, is_region: bool) -> Lettered | None:
    """The name on the first free side of its dot (for a region, in its middle)."""
    wide = width_of(name, LETTER) * BOLD + 4
    half = LETTER * 0.62
    sides: list[tuple[str, float, float]] = [
        ("start", x + 8, y),
        ("end", x - 8, y),
        *((anchor, x + dx, y + dy) for dy in (-12, 12) for anchor, dx in (("start", 3), ("middle", 0), ("end", -3))),
        *(("middle", x, y + dy) for dy in (-24, 24)),
    ]
    if is_region:
        sides = [("middle", x, y + dy) for dy in (0, -14, 14, -28, 28)]
    for anchor, left, middle in sides:
        start = left - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = (start, middle - half, start + wide, middle + half)
        if sheet.is_free(box):
            sheet.take(box)
            return Lettered(name, round(left, 1), round(middle + LETTER * 0.34, 1), anchor)
    return None


def country_names(basemap: Basemap, view: View, sheet: Sheet, named: set[str]) -> Iterator[Lettered]:
    for country in sorted(basemap.labels, key=lambda label: -label.size):
        words = country.name.upper()
        wide = width_of(words, COUNTRY_LETTER, 1.2)
        across = country.size / (view.north - view.south) * view.height
        if country.name in named or across * 1.5 < wide:
            continue
        for point in country.at:
            x, y = view.xy(view.turned(point))
            box = (x - wide / 2 - 3, y - 7, x + wide / 2 + 3, y + 7)
            if sheet.is_free(box):
                sheet.take(box)
                yield Lettered(words, round(x, 1), round(y + 3.2, 1))
                break


def _is_near(point: Point, view: View) -> bool:
    """Whether a small disputed area may be drawn: it is in view, and the view is close."""
    return view.shows(point) and view.height / (view.north - view.south) > 18


def area_names(basemap: Basemap, view: View, sheet: Sheet, named: set[str]) -> Iterator[Lettered]:
    for area in basemap.disputed:
        if not view.shows(area.at) or area.name in named:
            continue
        x, y = view.xy(view.turned(area.at))
        across = max((r.box[2] - r.box[0] for r in area.rings), default=0) / (view.east - view.west) * view.width
        wide = width_of(area.name, COUNTRY_LETTER + 0.5)
        if across < 16 and not (not area.rings and _is_near(area.at, view)):
            continue
        for dy in (0, 13, -13, 22, -22):
            box = (x - wide / 2 - 2, y + dy - 6, x + wide / 2 + 2, y + dy + 6)
            if sheet.is_free(box):
                sheet.take(box)
                yield Lettered(area.name, round(x, 1), round(y + dy + 3.2, 1))
                break


# -- scale, inset, notes -----------------------------------------------------------------------------------------


def _bar(view: View) -> tuple[float, str]:
    """The scale bar: the longest round number of kilometres that takes up to a fifth of the width."""
    fitting = [km for km in BAR_KM if km / view.km_per_unit <= view.width / 5] or [BAR_KM[0]]
    return round(fitting[-1] / view.km_per_unit, 1), f"{fitting[-1]:,} km".replace(",", " ")


def _needs_inset(view: View) -> bool:
    return view.east - view.west < 140


def _inset(sites: Sequence[_Site], view: View, sheet: Sheet, shown: Iterable[_Site]) -> Inset:
    """The world in the corner that hides the fewest places."""
    wide = round(max(104.0, view.width * 0.24), 1)
    tall = round(wide * 0.44, 1)
    dots = [view.xy(view.turned(site.at)) for site in shown]
    corners = [(view.width - wide - 8, view.height - tall - 8), (view.width - wide - 8, 8.0), (8.0, 8.0)]
    x, y = min(corners, key=lambda c: sum(c[0] - 20 < dx < c[0] + wide + 20 and c[1] - 16 < dy < c[1] + tall + 16
                                          for dx, dy in dots))  # fmt: skip
    sheet.take((x - 4, y - 4, x + wide + 4, y + tall + 4))
    world = View(*WORLD, wide, tall)
    left, top = world.xy((max(view.west, WORLD[0]), min(view.north, WORLD[3])))
    right, bottom = world.xy((min(view.east, WORLD[2]), max(view.south, WORLD[1])))
    frame = (round(left, 1), round(top, 1), round(max(4.0, right - left), 1), round(max(3.0, bottom - top), 1))
    spots = tuple(_inset_spot(site, *world.xy(world.turned(site.at))) for site in sites)
    return Inset(round(x, 1), round(y, 1), wide, tall, _outline(world), frame, spots)


@cache
def _outline(world: View) -> str:
    """The land of the whole world; it is the same on every small map of one size."""
    return ring_path(load_basemap().land, world)


def _inset_spot(site: _Site, x: float, y: float) -> Spot:
    name = clipped(site.place.name, 40)
    return Spot(site.place.id, name, round(x, 1), round(y, 1), 0, site.events, site.mentions, None, site.is_region)


def _notes(dossier: Dossier, basemap: Basemap, view: View, beyond: Sequence[_Site], total: int) -> Iterator[str]:
    """What the map does not show, and what it does not claim."""
    if beyond:
        names = ", ".join(clipped(site.place.name, 40) for site in beyond[:8])
        more = f" and {len(beyond) - 8} more" if len(beyond) > 8 else ""
        yield f"Beyond this map, on the small one: {names}{more}."
    if total > MOST_SPOTS:
        yield f"Only the {MOST_SPOTS} most named of {total} places are drawn."
    other = {place.name for place in dossier.places if place.sense is Sense.METONYM}
    if other:
        names = ", ".join(clipped(name, 40) for name in sorted(other)[:6])
        yield f"Not drawn, because the name stands for a government or body: {names}{' …' if len(other) > 6 else ''}."
    disputed = [a.name for a in basemap.disputed if view.shows(a.at) and (a.rings or _is_near(a.at, view))]
    if disputed:
        names = ", ".join(disputed[:10]) + (" …" if len(disputed) > 10 else "")
        yield f"Disputed, dashed and hatched: {names}. The outlines take no side, and lines of control move."
