"""The supplement against the gazetteer: a wrong point shows as a town too far away or as another country's soil."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from dragoman.places.atlas import SETTLEMENTS, entries_named
from dragoman.places.countries import countries
from dragoman.places.gazetteer import KINDS, load_gazetteer
from dragoman.places.tables import rows_of

ROWS = rows_of("supplement.csv")
# Waters, wide lands and states that are no more have no nearest town that tells their country.
UNTESTED = {"sea", "ocean", "strait", "lake", "river", "historic", "region", "continent", "border", "desert"}
WIDE_KM = 100.0
# How far from the edge of a place the settlement may lie that it is checked against.
NEAR_KM = 60.0
# Of the nearest towns one must lie in the country named.
NEIGHBOURS = 12
# Far from any town, or on the border itself, where the towns near by are the neighbour's.
LONELY = {
    "Cobasna", "Damansky Island", "Gogland", "Jan Mayen", "Mahama", "Pratas Island", "Preah Vihear Temple",
    "Sapodilla Cayes", "Yeonpyeong", "Baengnyeong",
}  # fmt: skip


@cache
def towns() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    gazetteer = load_gazetteer()
    settled = np.isin(np.array(gazetteer._kinds), [KINDS.index(kind) for kind in SETTLEMENTS])
    index = np.nonzero(settled)[0]
    return np.array(gazetteer._lats)[index] / 100, np.array(gazetteer._lons)[index] / 100, index


def countries_near(lat: float, lon: float) -> set[str | None]:
    lats, lons, index = towns()
    apart = np.abs(lons - lon)
    across = np.minimum(apart, 360 - apart) * math.cos(math.radians(lat))
    order = np.argsort(np.hypot(lats - lat, across))[:NEIGHBOURS]
    return {load_gazetteer().entry(int(index[i])).country for i in order}


def test_names_are_given_once() -> None:
    names = [row["name"] for row in ROWS]
    assert len(names) == len(set(names))


def test_most_kinds_of_places_of_conflict_are_there() -> None:
    counts: dict[str, int] = {}
    for row in ROWS:
        counts[row["kind"]] = counts.get(row["kind"], 0) + 1
    wanted = {"bridge": 15, "dam": 45, "plant": 60, "port": 40, "base": 120, "crossing": 80, "camp": 30, "pass": 10}
    wanted |= {"strait": 20, "sea": 50, "region": 150, "historic": 45, "island": 60, "river": 15}
    assert {kind: counts.get(kind, 0) for kind, least in wanted.items() if counts.get(kind, 0) < least} == {}


def test_a_place_lies_near_the_town_it_names() -> None:
    wrong = [row["name"] for row in ROWS if row["near"] and not _is_near(row)]
    assert wrong == []


def _is_near(row: dict[str, str]) -> bool:
    lat, lon, radius = float(row["lat"]), float(row["lon"]), float(row["radius_km"])
    scale = math.cos(math.radians(lat))
    away = [111.2 * math.hypot(e.lat - lat, (e.lon - lon) * scale) for e in entries_named(row["near"])]
    return min(away, default=math.inf) <= radius + NEAR_KM


def test_a_place_lies_in_its_country() -> None:
    wrong = [
        row["name"]
        for row in ROWS
        if row["country"]
        and row["kind"] not in UNTESTED
        and float(row["radius_km"]) < WIDE_KM
        and row["name"] not in LONELY
        and row["country"] not in countries_near(float(row["lat"]), float(row["lon"]))
    ]
    assert wrong == []


def test_states_that_are_no_more_have_dates() -> None:
    for row in ROWS:
        if row["kind"] == "historic":
            assert row["since"] and row["until"] and row["since"] < row["until"], row
            assert entries_named(row["name"])[0].lasted


def test_claims_belong_to_countries() -> None:
    for row in rows_of("claims.csv"):
        assert row["holder"] in countries(), row
        assert not row["until"] or row["since"] <= row["until"], row
