from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.places.attach import where_of
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "word", "where"),
    [
        ("Rebels attacked a convoy near Goma on Friday.", "attacked", "Goma"),
        ("Ministers met in Geneva while troops massed near Kharkiv.", "met", "Geneva"),
        ("Ministers met in Geneva while troops massed near Kharkiv.", "massed", "Kharkiv"),
        ("Moscow rejected the offer.", "rejected", None),
        ("The army withdrew its forces from Mosul.", "withdrew", "Mosul"),
        ("Police fired on protesters in the centre of Nairobi.", "fired", "Nairobi"),
        ("The spokesman in Cairo said that shells had hit Khartoum.", "hit", "Khartoum"),
        ("He condemned the attack on Aleppo.", "attack", "Aleppo"),
        ("Residents fled Mariupol.", "fled", "Mariupol"),
        ("He spoke on Monday.", "spoke", None),
    ],
)
def test_where(read: Read, text: str, word: str, where: str | None) -> None:
    reading = read(text)
    place = where_of(reading, find_places(reading), reading.words.index(word))
    assert (place.name if place else None) == where


def test_the_dateline_is_not_where_it_happened(read: Callable[..., Reading]) -> None:
    reading = read(
        "OSLO, Nov 14 (Agency) — Soldiers shelled a convoy. Ten were killed when shells hit a market in Adré."
    )
    places = find_places(reading)
    assert where_of(reading, places, reading.words.index("shelled")) is None
    killed = where_of(reading, places, reading.words.index("killed"))
    assert killed is not None and killed.name == "Adré"
