"""Builds src/dragoman/data/desk/basemap.json: coasts, borders, disputed areas and country labels for the map.

    python scripts/build_basemap.py ne_10m_admin_0_disputed_areas.json [--atlas FOLDER_OF_WORLD_ATLAS]

Sources, both Natural Earth (public domain): the npm package world-atlas 2.0.2 (fetched with ``npm pack`` unless a
folder is given) for coasts, borders and names at 1:50 million, and the disputed areas at 1:10 million, of which
outlines and names are taken, not who is in the right. A border that runs along a disputed area is not drawn as a
settled border.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import math
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

OUT = Path(__file__).parents[1] / "src/dragoman/data/desk/basemap.json"
ATLAS = "world-atlas@2.0.2"
ATLAS_SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
# Units of the file per degree: 0.01 degrees is a kilometre, a pixel on the closest map that is drawn.
SCALE = 100
# Degrees a simplified line may leave the original by: below what one sees at that zoom.
COAST, BORDER, DISPUTED = 0.033, 0.025, 0.015
# Islands smaller than this (square degrees, about 60 square km) are left out, except the last of a country.
SPECK = 0.006
# How near (degrees) a border must run to the edge of a disputed area to be drawn as contested: the two sources
# differ by as much.
NEAR = 0.15
# An area smaller than this across (degrees) is marked as a spot.
SPOT = 0.25

# Not disputed as land: military lines, leases; and one whole member state of the United Nations.
NOT_AREAS = ("Admin-0 overlay", "Admin-0 lease")
LEFT_OUT = {"Belize"}
# Recognised by some members of the United Nations only, and missing from the file of disputed areas.
PARTLY_RECOGNISED = ("Kosovo", "Taiwan")
# Names in full, both names where each side has its own; misspellings mended so that the parts of an area meet.
NAMES = {
    "W. Sahara": "Western Sahara", "N. Cyprus": "Northern Cyprus",
    "Kuril Is.": "Southern Kurils / Northern Territories",
    "Pinnacle Is.": "Senkaku / Diaoyu Islands", "Dokdo": "Dokdo / Takeshima", "Falkland Is.": "Falklands / Malvinas",
    "Donbass": "Donbas (line of 2015)", "Northern Areas": "Gilgit-Baltistan", "Ilemi Triange": "Ilemi Triangle",
    "Spratly Is.": "Spratly Islands", "Paracel Is.": "Paracel Islands", "Rockall I.": "Rockall",
    "West of Essequibo River": "Essequibo", "Br. Indian Ocean Ter.": "Chagos Islands", "Abu Musa I.": "Abu Musa",
    "S. Georgia": "South Georgia",
    "S. Sandwich Is.": "South Sandwich Islands", "Tiran and Sanafir Is.": "Tiran and Sanafir",
    "Bhutan (northwest valleys)": "Bhutan, north-western valleys", "Bhutan (Chumbi salient)": "Bhutan, Chumbi salient",
    "Bosnia and Herz.": "Bosnia and Herzegovina", "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "DR Congo", "Dominican Rep.": "Dominican Republic", "Eq. Guinea": "Equatorial Guinea",
    "S. Sudan": "South Sudan", "Macedonia": "North Macedonia", "eSwatini": "Eswatini", "Solomon Is.": "Solomon Islands",
    "United States of America": "United States", "Antigua and Barb.": "Antigua and Barbuda",
    "St. Vin. and Gren.": "St Vincent and the Grenadines", "Marshall Is.": "Marshall Islands",
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("disputed", type=Path)
    options.add_argument("--atlas", type=Path, help="folder of the unpacked npm package world-atlas")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        atlas = chosen.atlas or fetch_atlas(Path(folder))
        topology = json.loads((atlas / "countries-50m.json").read_text("utf-8"))
    basemap = make_basemap(topology, json.loads(chosen.disputed.read_text("utf-8")))
    OUT.write_text(json.dumps(basemap, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


def fetch_atlas(folder: Path) -> Path:
    subprocess.run(["npm", "pack", "--silent", ATLAS], cwd=folder, check=True)
    archive = next(folder.glob("*.tgz"))
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != ATLAS_SHA256:
        raise SystemExit(f"{archive.name} has the hash {found}, not {ATLAS_SHA256}")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def make_basemap(topology: dict[str, Any], disputed: dict[str, Any]) -> dict[str, Any]:
    arcs = decoded(topology)
    countries = topology["objects"]["countries"]["geometries"]
    areas = disputed_areas(disputed) | {
        NAMES.get(c["properties"]["name"], c["properties"]["name"]): [stitched(p[0], arcs) for p in polygons_of(c)]
        for c in countries
        if c["properties"]["name"] in PARTLY_RECOGNISED
    }
    settled, contested = borders(countries, arcs, edge_cells(areas.values()))
    outlines = {name: [r for ring in rings if (r := simplified_ring(ring, DISPUTED))] for name, rings in areas.items()}
    return {
        "about": "Natural Earth (public domain): 1:50m by way of world-atlas 2.0.2; disputed areas 1:10m. "
        "Longitude and latitude in hundredths of a degree, each line as its first point and then steps.",
        "scale": SCALE,
        "land": [packed(ring) for ring in land_rings(topology, arcs)],
        "borders": [packed(line) for line in settled],
        "contested": [packed(line) for line in contested],
        "disputed": [
            {"name": name, "at": [round(v * SCALE) for v in middle(areas[name])],
             "rings": [] if is_spot(areas[name]) else [packed(ring) for ring in outlines[name]]}
            for name in sorted(areas)
        ],
        "labels": list(labels(countries, arcs, areas)),
    }  # fmt: skip


# -- reading TopoJSON and GeoJSON --------------------------------------------------------------------------------


def decoded(topology: dict[str, Any]) -> list[Line]:
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(line)
    return lines


def polygons_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])


def stitched(ring: list[int], arcs: list[Line]) -> Line:
    """A ring of arc numbers (~n is arc n backwards) as one closed line."""
    line: Line = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line.extend(arc[1:] if line else arc)
    return line


def disputed_areas(collection: dict[str, Any]) -> dict[str, list[Line]]:
    """The outer rings of each disputed area by name; parts with one name are one area."""
    areas: dict[str, list[Line]] = defaultdict(list)
    for feature in collection["features"]:
        facts = feature["properties"]
        name = facts["BRK_NAME"] or facts["NAME"]
        if facts["featurecla"] in NOT_AREAS or name in LEFT_OUT:
            continue
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        areas[NAMES.get(name, name)].extend([(x, y) for x, y, *_ in polygon[0]] for polygon in polygons)
    return dict(areas)


# -- lines -------------------------------------------------------------------------------------------------------


def land_rings(topology: dict[str, Any], arcs: list[Line]) -> Iterator[Line]:
    """The coasts as closed rings, inland seas included, specks left out unless a whole country would go."""
    kept = {tuple(biggest(country, arcs)) for country in topology["objects"]["countries"]["geometries"]}
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in polygons_of(geometry):
            for ring in polygon:
                line = stitched(ring, arcs)
                if (area(line) > SPECK or tuple(ring) in kept) and (simple := simplified_ring(line, COAST)):
                    yield simple


def biggest(country: dict[str, Any], arcs: list[Line]) -> list[int]:
    return max((p[0] for p in polygons_of(country)), key=lambda ring: area(stitched(ring, arcs)), default=[])


def borders(
    countries: list[dict[str, Any]], arcs: list[Line], edges: set[tuple[int, int]]
) -> tuple[list[Line], list[Line]]:
    """Lines between two countries, settled and contested, simplified."""
    users: dict[int, set[int]] = defaultdict(set)
    for index, country in enumerate(countries):
        for polygon in polygons_of(country):
            for number in (n for ring in polygon for n in ring):
                users[number if number >= 0 else ~number].add(index)
    settled: list[Line] = []
    contested: list[Line] = []
    for number in sorted(n for n, by in users.items() if len(by) > 1):
        for is_contested, run in runs(arcs[number], edges):
            (contested if is_contested else settled).append(simplified(run, BORDER))
    return settled, contested


def runs(line: Line, edges: set[tuple[int, int]]) -> Iterator[tuple[bool, Line]]:
    """A line cut where it comes near, or leaves, the edge of a disputed area."""
    run = [line[0]]
    was = cell(line[0]) in edges
    for point in line[1:]:
        run.append(point)
        now = cell(point) in edges
        if now != was:
            yield was, run
            run, was = [point], now
    if len(run) > 1:
        yield was, run


def cell(point: Point) -> tuple[int, int]:
    return math.floor(point[0] / NEAR), math.floor(point[1] / NEAR)


def edge_cells(areas: Iterable[list[Line]]) -> set[tuple[int, int]]:
    """The squares of a grid that the edges of the areas touch, and their neighbours."""
    touched = {
        cell((x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps))
        for rings in areas
        for ring in rings
        for (x0, y0), (x1, y1) in itertools.pairwise(ring)
        for steps in (math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / NEAR) + 1,)
        for step in range(steps + 1)
    }
    return {(x + dx, y + dy) for x, y in touched for dx in (-1, 0, 1) for dy in (-1, 0, 1)}


def simplified(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker, without recursion; longitudes weigh as much as they measure there."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        far, index = max((distance(line[i], line[first], line[last]), i) for i in range(first + 1, last))
        if far > tolerance:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [line[i] for i in sorted(keep)]


def distance(point: Point, a: Point, b: Point) -> float:
    narrow = math.cos(math.radians(min(80, abs(point[1]))))
    px, py = (point[0] - a[0]) * narrow, point[1] - a[1]
    dx, dy = (b[0] - a[0]) * narrow, b[1] - a[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return math.hypot(px - along * dx, py - along * dy)


def simplified_ring(ring: Line, tolerance: float) -> Line | None:
    """A closed line cut in two halves first, as its ends are one point; nothing where no area is left."""
    if len(ring) < 4:
        return None
    half = len(ring) // 2
    line = simplified(ring[: half + 1], tolerance)[:-1] + simplified(ring[half:], tolerance)
    return line if len(line) > 3 else ring if len(ring) < 9 else None


def packed(line: Line) -> list[int]:
    """The line in steps of whole units, points that fall together told once."""
    x, y = round(line[0][0] * SCALE), round(line[0][1] * SCALE)
    numbers = [x, y]
    for point in line[1:]:
        nx, ny = round(point[0] * SCALE), round(point[1] * SCALE)
        if (nx, ny) != (x, y):
            numbers += [nx - x, ny - y]
        x, y = nx, ny
    return numbers


# -- areas and labels --------------------------------------------------------------------------------------------


def area(ring: Line) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(ring))) / 2


def is_spot(rings: list[Line]) -> bool:
    xs, ys = [x for r in rings for x, _ in r], [y for r in rings for _, y in r]
    widest = max((max(x for x, _ in r) - min(x for x, _ in r) for r in rings), default=0)
    return max(max(xs) - min(xs), max(ys) - min(ys)) < SPOT or widest < SPOT / 3


def middle(rings: list[Line]) -> Point:
    """A point well inside the largest ring."""
    return inner_points(max(rings, key=area), 1)[0]


def labels(countries: list[dict[str, Any]], arcs: list[Line], areas: dict[str, list[Line]]) -> Iterator[dict[str, Any]]:
    """Where the name of each country may stand: points inside it, the best first, so that any view finds one."""
    for country in sorted(countries, key=lambda c: str(c["properties"]["name"])):
        name = NAMES.get(country["properties"]["name"], country["properties"]["name"])
        rings = [stitched(polygon[0], arcs) for polygon in polygons_of(country)]
        if name in areas or not rings or "id" not in country:
            continue
        largest = max(rings, key=area)
        size = math.sqrt(area(largest))
        points = inner_points(largest, max(1, min(40, int(size * size / 9))))
        yield {"name": name, "size": round(size, 2), "at": [round(v * SCALE) for point in points for v in point]}


def inner_points(ring: Line, wanted: int) -> list[Point]:
    """Points inside a ring on a grid, the one farthest from its edge first, the others spread out."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    steps = 12 if wanted == 1 else 24
    grid = [
        (min(xs) + (max(xs) - min(xs)) * (i + 0.5) / steps, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / steps)
        for i in range(steps)
        for j in range(steps)
    ]
    edge = simplified(ring, 0.1) if len(ring) > 200 else ring
    inside = sorted(
        ((min(distance(p, a, b) for a, b in itertools.pairwise(edge)), p) for p in grid if within(p, ring)),
        reverse=True,
    )
    if not inside:
        return [(sum(xs) / len(xs), sum(ys) / len(ys))]
    apart = max(max(xs) - min(xs), max(ys) - min(ys)) / 7
    chosen: list[Point] = []
    for _, point in inside:
        if len(chosen) < wanted and all(math.dist(point, other) > apart for other in chosen):
            chosen.append(point)
    return chosen


def within(point: Point, ring: Line) -> bool:
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


if __name__ == "__main__":
    main()
