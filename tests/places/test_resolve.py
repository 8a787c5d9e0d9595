from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from dragoman.places.find import find_places
from dragoman.places.given import places_at
from dragoman.reading.reading import Reading
from dragoman.records import Place, Span

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def found(reading: Reading) -> dict[str, Place]:
    return {place.span.text_of(reading.text): place for place in find_places(reading) if place.span}


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Deputies in Lamar County closed the road between Paris and Blossom.", "Paris", "Texas"),
        ("The Henderson County fair opens in Athens; buses run from Malakoff.", "Athens", "Texas"),
        ("Crews from DeKalb County and Scottdale worked in Decatur overnight.", "Decatur", "Georgia"),
        ("He lives in Dublin. Powell and Worthington are near, Columbus is not far.", "Dublin", "Ohio"),
        ("The fire near Florence spread to Coolidge and Casa Grande.", "Florence", "Arizona"),
        ("Officials in Halifax and Truro, Nova Scotia, agreed.", "Halifax", "Nova Scotia"),
        ("Police in Odessa, Texas, arrested two men.", "Odessa", "Texas"),
        ("A judge in Paris, Tenn., dismissed the case.", "Paris", "Tennessee"),
    ],
)
def test_local_names_are_told_by_their_neighbours(read: Read, text: str, name: str, unit: str) -> None:
    assert unit in found(read(text))[name].chain


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Leaders met in Paris on Monday.", "Paris", "FRA"),
        ("The ambassador flew from London to Washington.", "London", "GBR"),
        ("Talks in Dublin between the parties failed.", "Dublin", "IRL"),
        ("Shells fell on Alexandria, Cairo officials said.", "Alexandria", "EGY"),
    ],
)
def test_without_neighbours_the_prominent_one_is_meant(read: Read, text: str, name: str, country: str) -> None:
    assert found(read(text))[name].country == country


def test_the_place_in_the_outlets_name_speaks_for_its_neighbours(read: Read) -> None:
    reading = read("Deputies closed the road to Waverly on Monday, and crews from Lancaster cleared it.")
    assert "Nebraska" not in found(reading)["Waverly"].chain
    document = dataclasses.replace(reading.document, outlet="Lincoln Journal Star")
    assert "Nebraska" in found(dataclasses.replace(reading, document=document))["Waverly"].chain


def test_a_name_of_its_own_family_is_no_evidence(read: Read) -> None:
    text = "Dublin residents gathered at the Dublin Recreation Center, and Dublin police in Ohio closed the road."
    assert found(read(text))["Dublin"].country in ("USA", "IRL")


def test_a_state_that_is_no_more_says_so(read: Read) -> None:
    place = found(read("She was born in East Germany in 1961."))["East Germany"]
    assert place.kind == "historic"
    assert "1990" in place.evidence.why


def test_an_unknown_place_takes_the_point_of_the_town_it_is_said_to_be_near(read: Read) -> None:
    reading = read("Soldiers entered the village of Vrelkovychi near Pokrovsk on Sunday.")
    place = found(reading)["Vrelkovychi"]
    assert place.lat == pytest.approx(48.28, abs=0.1)
    assert place.radius_km is not None and place.radius_km >= 15
    assert place.evidence.rule == "unknown-place-within"


def test_given_names_are_resolved_and_nothing_else(read: Read) -> None:
    reading = read("Rain fell on Goma while the minister visited Kigali.")
    start = reading.text.index("Goma")
    places = places_at(reading, [Span(start, start + 4), Span(0, 0), Span(len(reading.text) - 1, len(reading.text))])
    assert [place.name for place in places] == ["Goma"]


def test_rivers_take_an_article(read: Read) -> None:
    assert found(read("Troops crossed the Prut at dawn."))["Prut"].kind == "river"
    assert found(read("He drove from Columbus to Savannah on Friday."))["Savannah"].kind != "river"


def test_disputed_places_carry_claims_by_date(read: Read) -> None:
    after = found(read("Shells fell on Shusha.", "2024-05-01"))["Shusha"]
    assert "AZE" in {claim.holder for claim in after.claims if claim.kind == "holds"}
    assert "ARM" not in {claim.holder for claim in after.claims if claim.kind == "holds"}
