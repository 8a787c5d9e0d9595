from __future__ import annotations

import time
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from dragoman.places.atlas import claims_of, entries_named, place_of_demonym
from dragoman.places.countries import countries
from dragoman.places.gazetteer import NATURAL_FROM, POST_FROM, Gazetteer, Row, load_gazetteer, write_gazetteer
from dragoman.places.tables import rows_of

TOWN = Row(7, "Ülmbach", "town", "DEU", 51.234, -7.891, 3.0, 4321, {"Ulmbach", "Ulm am Bach"}, 1)
UNIT = Row(9, "Bachland", "admin1", "DEU", 51.0, -7.5, 50.0, 90_000, {"Bachland", "Bachland Province"}, None)


def test_what_is_written_is_found(tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    write_gazetteer(path, [TOWN, UNIT])
    gazetteer = Gazetteer(path)
    (town,) = gazetteer.find("ulmbach")
    assert (town.id, town.name, town.kind, town.country, town.chain) == (
        "geonames:7",
        "Ülmbach",
        "town",
        "DEU",
        ("Bachland",),
    )
    assert (town.lat, town.lon, town.radius_km, town.population) == (51.23, -7.89, 3.0, 4321)
    assert town.preferred
    (other,) = gazetteer.find("Ulm am Bach")
    assert not other.preferred
    assert gazetteer.find("Nowhere") == []


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    write_gazetteer(first, [TOWN, UNIT])
    write_gazetteer(second, [TOWN, UNIT])
    assert first.read_bytes() == second.read_bytes()


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"x" * 64)
    with pytest.raises(ValueError, match="not a gazetteer"):
        Gazetteer(path)


def test_it_opens_fast_and_holds_every_capital() -> None:
    started = time.perf_counter()
    load_gazetteer.cache_clear()
    gazetteer = load_gazetteer()
    assert time.perf_counter() - started < 0.15
    for iso3 in ("UKR", "RUS", "SYR", "ETH", "BRA", "JPN", "KAZ", "MMR", "SSD"):
        name = countries()[iso3].capital
        assert any(e.kind == "capital" and e.country == iso3 for e in gazetteer.find(name)), name


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Kyiv", "Kyiv"),
        ("Kiev", "Kyiv"),
        ("Odessa", "Odesa"),
        ("Artyomovsk", "Bakhmut"),
        ("Severodonetsk", "Sievierodonetsk"),
        ("Zaporozhye", "Zaporizhzhia"),
        ("Deir al-Zor", "Deir ez-Zor"),
        ("Khan Yunis", "Khan Younis"),
        ("Bab al-Mandab", "Bab el-Mandeb"),
        ("Antonovsky Bridge", "Antonivsky Bridge"),
        ("the Strait of Hormuz", "Strait of Hormuz"),
        ("ZNPP", "Zaporizhzhia Nuclear Power Plant"),
        ("Artsakh", "Nagorno-Karabakh"),
        ("El Fasher", "El Fasher"),
        ("Kherson region", "Kherson Oblast"),
    ],
)
def test_spellings(spelling: str, name: str) -> None:
    assert name in {entry.name for entry in entries_named(spelling)}


def test_acronyms_need_their_capitals() -> None:
    assert entries_named("us") == ()
    assert entries_named("DNR")[0].name == "Donetsk People's Republic"


def test_demonyms_lead_to_places() -> None:
    assert place_of_demonym("Russian")[0].country == "RUS"
    assert place_of_demonym("South Ossetian")[0].name == "South Ossetia"
    assert place_of_demonym("Kurdish") == ()


def test_claims_are_dated_and_sourced() -> None:
    keys = {row["key"] for row in rows_of("claims.csv")}
    assert {row["claim"] for row in rows_of("supplement.csv") if row["claim"]} <= keys
    for key in keys:
        for claim in claims_of(key):
            assert len(claim.holder) == 3
            assert claim.kind in ("claims", "holds", "recognised")
            assert claim.source
    assert {claim.holder for claim in claims_of("crimea")} == {"UKR", "RUS"}


def test_rivers_and_post_offices_have_ids_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    river = Row(NATURAL_FROM + 3, "Bach River", "river", "", 51.2, -7.9, 40.0, 0, {"River Bach"}, None)
    office = Row(POST_FROM + 601, "Bachton", "town", "USA", 40.0, -80.0, 5.0, 300, set(), None)
    write_gazetteer(path, [river, office])
    gazetteer = Gazetteer(path)
    (found,) = gazetteer.find("River Bach")
    assert (found.id, found.kind, found.country) == ("natural-earth:3", "river", None)
    assert gazetteer.find("Bachton")[0].id == "us-post:00601"


def test_the_file_stays_small() -> None:
    with as_file(files("dragoman").joinpath("data/places/gazetteer.bin")) as path:
        assert path.stat().st_size < 20e6


def test_the_supplement_names_its_sources() -> None:
    rows = rows_of("supplement.csv")
    assert len(rows) >= 1_400
    for row in rows:
        assert row["source"] in ("wp", "ne", "gn", "iaea"), row
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["country"] == "" or row["country"] in countries(), row
