import pytest

from dragoman.events.numbers import value_of

NUMBERS = [
    ("12", (12, 12)),
    ("at least 12", (12, None)),
    ("more than 100", (101, None)),
    ("up to 40", (None, 40)),
    ("fewer than five", (None, 4)),
    ("no fewer than 30", (30, None)),
    ("about two hundred", (200, 200)),
    ("between 10 and 15", (10, 15)),
    ("ten or twelve", (10, 12)),
    ("10-15", (10, 15)),
    ("dozens", (24, None)),
    ("tens of thousands", (20_000, None)),
    ("hundreds of thousands", (200_000, None)),
    ("1.5 million", (1_500_000, 1_500_000)),
    ("two thousand five hundred", (2500, 2500)),
    ("a dozen", (12, 12)),
    ("no", (0, 0)),
    ("half", (None, None)),
    ("some", (None, None)),
    ("99999999999999999999", (None, None)),
    ("", (None, None)),
]


@pytest.mark.parametrize(("words", "value"), NUMBERS)
def test_value_of(words: str, value: tuple[int | None, int | None]) -> None:
    assert value_of(words.split()) == value
