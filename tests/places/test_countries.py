from __future__ import annotations

import pytest

from dragoman.places.countries import (
    countries,
    country_of_demonym,
    country_of_name,
    folded,
    seat_named,
    seat_of,
)


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("the U.S.", "USA"),
        ("US", "USA"),
        ("us", None),
        ("UK", "GBR"),
        ("Great Britain", "GBR"),
        ("Türkiye", "TUR"),
        ("Côte d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("DR Congo", "COD"),
        ("Republic of the Congo", "COG"),
        ("North Korea", "PRK"),
        ("the Netherlands", "NLD"),
        ("Kosovo", "XKX"),
        ("Palestine", "PSE"),
        ("Burma", "MMR"),
        ("UKRAINE", "UKR"),
        ("Paris", None),
        ("Korea", None),
        ("", None),
    ],
)
def test_names(name: str, iso3: str | None) -> None:
    assert country_of_name(name) == iso3


@pytest.mark.parametrize(
    ("word", "iso3"),
    [
        ("Russian", "RUS"),
        ("Russians", "RUS"),
        ("US", "USA"),
        ("British", "GBR"),
        ("Scottish", "GBR"),
        ("Congolese", "COD"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("South Sudanese", "SSD"),
        ("Crimean", None),
        ("Kurdish", None),
        ("Korean", None),
        ("polish", "POL"),
    ],
)
def test_demonyms(word: str, iso3: str | None) -> None:
    assert country_of_demonym(word) == iso3


@pytest.mark.parametrize(
    ("seat", "iso3", "sector"),
    [
        ("the Kremlin", "RUS", "GOV"),
        ("Washington", "USA", "GOV"),
        ("the Pentagon", "USA", "MIL"),
        ("Foggy Bottom", "USA", "GOV"),
        ("Downing Street", "GBR", "GOV"),
        ("Elysee", "FRA", "GOV"),
        ("Ankara", "TUR", "GOV"),
        ("Kiev", "UKR", "GOV"),
        ("the Knesset", "ISR", "LEG"),
        ("Brussels", "IGO", "IGO"),
        ("Zhongnanhai", "CHN", "GOV"),
    ],
)
def test_seats(seat: str, iso3: str, sector: str) -> None:
    found = seat_named(seat)
    assert found is not None
    assert (seat_of(seat), found.sector) == (iso3, sector)


def test_a_town_without_a_government_is_no_seat() -> None:
    assert seat_of("Odesa") is None


def test_every_state_has_a_name_and_a_point() -> None:
    table = countries()
    assert len(table) >= 193 + 6
    for country in table.values():
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180
        assert country.radius_km >= 1
        assert country_of_name(country.name) == country.iso3


def test_folding_ignores_accents_articles_and_kinds_of_apostrophe() -> None:
    assert folded("The Côte d’Ivoire") == folded("cote d'ivoire")
