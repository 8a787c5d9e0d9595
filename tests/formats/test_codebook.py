from __future__ import annotations

import pytest

from dragoman.codes import EventType
from dragoman.formats.codebook import (
    country_named,
    country_of_cameo,
    country_of_fips,
    country_of_iso_number,
    country_of_state_number,
    datasets,
    deed_of_cameo,
    deed_of_row,
    name_of_cameo,
    name_of_country,
    rows_of,
    sector_among,
    sectors,
    state_number,
)
from dragoman.places.countries import countries

SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
    ]
)


@pytest.mark.parametrize(
    ("code", "type", "mode", "contexts"),
    [
        ("042", "CONSULT", "visit", ()),
        ("043", "CONSULT", None, ()),
        ("0871", "RETREAT", "ceasefire", ("military",)),
        ("1711", "COERCE", "seize", ("human_security",)),
        ("1712", "ASSAULT", "destroy", ("human_security",)),
        ("190", "ASSAULT", None, ("military",)),
        ("1951", "ASSAULT", "aerial", ("military",)),
        ("1952", "ASSAULT", "drone", ("military",)),
        ("155", "MOBILIZE", None, ("cyber",)),
        # A root, and a code finer than any table has, count as their general case.
        ("19", "ASSAULT", None, ("military",)),
        ("14999", "PROTEST", None, ()),
    ],
)
def test_cameo_codes_have_their_published_type(
    code: str, type: str, mode: str | None, contexts: tuple[str, ...]
) -> None:
    assert deed_of_cameo(code) == (EventType(type), mode, contexts)


@pytest.mark.parametrize("code", ["010", "019", "0214", "028", "02", "99", "x", ""])
def test_statements_appeals_and_unknown_codes_have_no_type(code: str) -> None:
    assert deed_of_cameo(code).type is None


def test_every_row_of_the_cameo_table_is_in_our_terms() -> None:
    import tomllib
    from importlib.resources import files

    data = files("dragoman") / "data/events"
    types = tomllib.loads((data / "types.toml").read_text("utf-8"))
    contexts = set(tomllib.loads((data / "contexts.toml").read_text("utf-8")))
    for row in rows_of("cameo.csv"):
        deed = deed_of_row(row)
        assert row["name"] and row["code"].isdigit()
        assert (deed.type is None) == row["code"].startswith(("01", "02")), row
        assert not deed.mode or deed.mode in types[str(deed.type)].get("modes", {}), row
        assert set(deed.contexts) <= contexts, row
    for row in rows_of("acled.csv"):
        deed = deed_of_row(row)
        assert not deed.mode or deed.mode in types[str(deed.type)].get("modes", {}), row
        assert set(deed.contexts) <= contexts, row


def test_names_of_codes() -> None:
    assert name_of_cameo("042") == "Make a visit" and name_of_cameo("04") == "Consult" and name_of_cameo("9") is None


@pytest.mark.parametrize(
    ("look_up", "code", "iso3"),
    [
        (country_of_cameo, "UKR", "UKR"),
        (country_of_cameo, "ROM", "ROU"),
        (country_of_cameo, "IGO", "IGO"),
        (country_of_cameo, "AFR", None),
        (country_of_fips, "UP", "UKR"),
        (country_of_fips, "GM", "DEU"),
        (country_of_fips, "RS", "RUS"),
        (country_of_fips, "GZ", "PSE"),
        (country_of_state_number, "365", "RUS"),
        (country_of_state_number, "678", "YEM"),
        (country_of_state_number, "255.0", "DEU"),
        (country_of_state_number, "970", "KIR"),
        (country_of_state_number, "9999", None),
        (country_of_iso_number, "404", "KEN"),
        (country_of_iso_number, "004", "AFG"),
        (country_named, "Moldova, Republic of", "MDA"),
        (country_named, "the former Yugoslav Republic of Macedonia", "MKD"),
        (country_named, "Russia (Soviet Union)", "RUS"),
        (country_named, "Yemen (North Yemen)", "YEM"),
        (country_named, "DR Congo (Zaire)", "COD"),
        (country_named, "Occupied Palestinian Territory", "PSE"),
        (country_named, "Atlantis", None),
    ],
)
def test_countries_of_other_numberings(look_up: object, code: str, iso3: str | None) -> None:
    assert callable(look_up) and look_up(code) == iso3


def test_the_table_of_countries_is_that_of_places_and_no_code_stands_for_two() -> None:
    rows = rows_of("countries.csv")
    assert {row["iso3"] for row in rows} == set(countries())
    for column in ("numeric", "fips", "cow", "gw", "cameo", "names"):
        codes = [code for row in rows for code in row[column].split(";") if code]
        assert len(codes) == len(set(codes)), column


def test_names_and_numbers_of_states() -> None:
    assert name_of_country("KEN") == "Kenya" and name_of_country("IGO") and name_of_country(None) is None
    assert state_number("RUS") == "365" and state_number("IGO") is None


def test_sectors_are_plover_s_and_the_stronger_word_wins() -> None:
    assert sector_among("icews", ("Government", "Police")) == "COP"
    assert sector_among("icews", ("Military", "Government", "Executive")) == "GOV"
    assert sector_among("icews", ("Hindu", "NA")) is None
    # CAMEO's MED is the media, PLOVER's health.
    assert sector_among("cameo", ("MED",)) == "JRN" and sector_among("cameo", ("HLH",)) == "MED"
    for scheme in ("icews", "cameo", "acled"):
        assert set(sectors(scheme).values()) <= SECTORS


def test_the_columns_of_data_sets() -> None:
    told = {
        "icews": 20,
        "polecat": 40,
        "gdelt2": 61,
        "gdelt1": 58,
        "ucdp": 49,
        "acled": 31,
        "phoenix": 26,
        "petrarch": 8,
    }
    assert {name: len(set(facts["columns"])) for name, facts in datasets().items()} == told
