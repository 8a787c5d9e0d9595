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
