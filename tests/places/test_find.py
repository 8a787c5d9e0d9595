from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codes import Sense
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading
from dragoman.records import Place

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def found(reading: Reading) -> dict[str, Place]:
    return {place.span.text_of(reading.text): place for place in find_places(reading) if place.span}


def test_a_town_its_region_and_a_bridge(read: Read) -> None:
    places = found(
        read(
            "Shells fell on Kherson and on villages across the Mykolaiv region. "
            "The Antonivsky Bridge was hit again, officials in Odesa said."
        )
    )
    assert (places["Kherson"].kind, places["Kherson"].country) == ("city", "UKR")
    assert places["Mykolaiv"].name == "Mykolaiv Oblast"
    assert places["Antonivsky Bridge"].kind == "bridge"
    assert places["Odesa"].chain[-1] == "Ukraine"
    assert places["Kherson"].radius_km is not None


@pytest.mark.parametrize(
    ("text", "name", "sense"),
    [
        ("Moscow rejected the offer on Tuesday.", "Moscow", Sense.METONYM),
        ("The delegation arrived in Moscow on Tuesday.", "Moscow", Sense.LITERAL),
        ("Talks between Ankara and Athens resumed.", "Ankara", Sense.METONYM),
        ("Talks between Ankara and Athens resumed.", "Athens", Sense.METONYM),
        ("Two trains collided near Athens at dawn.", "Athens", Sense.LITERAL),
        ("Washington has asked Jordan to open the crossing.", "Jordan", Sense.METONYM),
        ("Washington has asked Jordan to open the crossing.", "Washington", Sense.METONYM),
        ("The Kremlin denied the report.", "Kremlin", Sense.METONYM),
        ("Snow covered Baghdad overnight.", "Baghdad", Sense.LITERAL),
        ("Residents fled Khartoum in buses.", "Khartoum", Sense.LITERAL),
        ("US officials declined to comment.", "US", Sense.MODIFIER),
        ("The Kherson withdrawal surprised analysts.", "Kherson", Sense.MODIFIER),
        ("Syrian troops took the town.", "Syrian", Sense.DEMONYM),
        ("The plan was drafted by Beijing.", "Beijing", Sense.METONYM),
        ("Tehran is ready to resume talks.", "Tehran", Sense.METONYM),
        ("Tehran is a city of nine million people.", "Tehran", Sense.LITERAL),
        ("Serbia’s refusal angered the envoys.", "Serbia", Sense.METONYM),
        ("Serbia’s rivers rose again.", "Serbia", Sense.LITERAL),
    ],
)
def test_senses(read: Read, text: str, name: str, sense: Sense) -> None:
    assert found(read(text))[name].sense is sense


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Mexico raised its tariffs after talks in Monterrey and Guadalajara.", "Mexico", "MEX"),
        ("A bus left Paris, Texas, on Monday and stopped in Dallas.", "Paris", "USA"),
        ("The mayor of Paris met officials from Lyon and Marseille in France.", "Paris", "FRA"),
        ("He was born in Odessa, Texas.", "Odessa", "USA"),
        ("The port of Tripoli in Lebanon reopened.", "Tripoli", "LBN"),
        ("Militias from Misrata marched on Tripoli, Libya.", "Tripoli", "LBY"),
        ("Protests spread from Tbilisi to Batumi as Georgia voted.", "Georgia", "GEO"),
        ("A storm crossed Georgia, flooding Atlanta, Savannah and Macon.", "Georgia", "USA"),
    ],
)
def test_the_text_decides_between_namesakes(read: Read, text: str, name: str, country: str) -> None:
    place = found(read(text))[name]
    assert place.country == country
    assert place.evidence.why


def test_a_country_is_not_its_capital(read: Read) -> None:
    assert found(read("Mexico and Guatemala closed the border."))["Mexico"].kind == "country"


def test_a_dateline_is_a_spot(read: Read) -> None:
    assert found(read("MOSCOW — Protesters gathered again on Sunday."))["MOSCOW"].sense is Sense.LITERAL


def test_a_namesake_is_named_as_runner_up(read: Read) -> None:
    assert "Lebanon" in (found(read("Gunfire was heard in Tripoli, Libya."))["Tripoli"].runner_up or "")


def test_persons_and_papers_are_no_places(read: Read) -> None:
    text = "Ms. Charlotte Lindqvist told The Washington Post that she would stay. Lindqvist left later."
    assert "Washington" not in found(read(text))
    assert "Charlotte" not in found(read(text))


def test_an_unknown_town_has_no_point(read: Read) -> None:
    place = found(read("Soldiers entered the village of Vrelkovychi on Sunday."))["Vrelkovychi"]
    assert place.lat is None
    assert place.radius_km is None
    assert place.evidence.rule == "unknown-place"


def test_claims_stand_on_the_day_of_the_report(read: Read) -> None:
    text = "Explosions were heard in Kherson on Monday."
    assert {c.holder for c in found(read(text, "2022-11-14"))["Kherson"].claims} == {"UKR", "RUS"}
    assert {c.holder for c in found(read(text, "2021-11-14"))["Kherson"].claims} == {"UKR"}


def test_a_country_has_an_honest_radius(read: Read) -> None:
    place = found(read("Floods hit Pakistan."))["Pakistan"]
    assert place.radius_km is not None
    assert place.radius_km > 400


@pytest.mark.parametrize(
    "text", ["", "   ", "?!…", "“", "🙂🙂", "صنعاء", "In In In", "Lake", "the the", "\n\nU.S.\n\n"]
)
def test_odd_texts_do_not_break_it(read: Read, text: str) -> None:
    find_places(read(text))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_no_text_breaks_it(read: Read, text: str) -> None:
    for place in find_places(read(text)):
        assert place.span is not None
        assert 0 <= place.span.start < place.span.end <= len(text)
