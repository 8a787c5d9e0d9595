"""Seats of government in both uses; what sits where is in seats.csv and countries.csv with its source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.codes import Sense
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading

pytestmark = pytest.mark.model
Read = Callable[..., Reading]
SEATS = [
    "Moscow", "Kyiv", "Washington", "Beijing", "Tehran", "Ankara", "Jerusalem", "Riyadh", "Damascus", "Baghdad",
    "Kabul", "Islamabad", "New Delhi", "Seoul", "Pyongyang", "Tokyo", "Taipei", "London", "Paris", "Berlin", "Brussels",
    "Warsaw", "Budapest", "Belgrade", "Athens", "Minsk", "Tbilisi", "Yerevan", "Baku", "Chisinau", "Cairo", "Tripoli",
    "Khartoum", "Addis Ababa", "Asmara", "Nairobi", "Kigali", "Kinshasa", "Abuja", "Caracas", "Havana", "Hanoi",
]  # fmt: skip


@pytest.mark.parametrize("seat", SEATS)
def test_a_seat_is_a_government_and_a_city(read: Read, seat: str) -> None:
    acting = read(f"Officials said on Tuesday that {seat} had rejected the proposal and demanded new talks.")
    spot = read(f"Two hundred delegates arrived in {seat} on Tuesday for a conference.")
    assert sense_of(acting, seat) is Sense.METONYM
    assert sense_of(spot, seat) is Sense.LITERAL


@pytest.mark.parametrize(
    ("text", "name", "sense"),
    [
        ("There was no word from Conakry on Monday.", "Conakry", Sense.METONYM),
        ("The refusal of Baku to withdraw surprised nobody.", "Baku", Sense.METONYM),
        ("The government in Bucharest fell on Thursday.", "Bucharest", Sense.METONYM),
        ("The prisoners were handed over to Freetown on Friday.", "Freetown", Sense.METONYM),
        ("The deputy defence minister of Ecuador resigned.", "Ecuador", Sense.MODIFIER),
        ("Chile's nuclear commission published a report.", "Chile", Sense.MODIFIER),
        ("The foreign ministry in Rabat was painted white.", "Rabat", Sense.LITERAL),
        ("Buses left for Conakry at noon.", "Conakry", Sense.LITERAL),
    ],
)
def test_words_around_a_name(read: Read, text: str, name: str, sense: Sense) -> None:
    assert sense_of(read(text), name) is sense


def sense_of(reading: Reading, name: str) -> Sense | None:
    places = find_places(reading)
    return next((p.sense for p in places if p.span and p.span.text_of(reading.text) == name), None)
