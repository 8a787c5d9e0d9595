"""Strength in words, ratings and source grades as bands of numbers: a table read from data/explanations."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.codes import SourceGrade

NEUTRAL, LEAST, MOST = 3.0, 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Band:
    """A range of probabilities."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Bands:
    """Every table of bands.toml."""

    ratings: tuple[Band, ...]
    words: dict[str, float]
    plain: float
    reliability: dict[SourceGrade, Band]


@cache
def bands() -> Bands:
    table = tomllib.loads((files("dragoman") / "data" / "explanations" / "bands.toml").read_text(encoding="utf-8"))
    return Bands(
        tuple(Band(*table["ratings"][str(k)]) for k in range(1, 6)),
        {word: float(rating) for rating, row in table["words"].items() for word in row},
        float(table["plain"]["rating"]),
        {SourceGrade(name): Band(*band) for name, band in table["reliability"].items()},
    )


def likelihood_of(rating: float) -> Band:
    """How probable the evidence is if the hypothesis is true, for a rating of 1 to 5; between two, in proportion."""
    held = min(max(rating, LEAST), MOST)
    below = min(int(held), 4)
    share = held - below
    low, high = bands().ratings[below - 1], bands().ratings[below]
    return Band(low.low + share * (high.low - low.low), low.high + share * (high.high - low.high))


def rating_of(strength: str | None, supports: bool) -> float:
    """The rating that a text's own word of strength stands for; what is put plainly has that of "likely"."""
    known = bands()
    rating = known.words.get(strength.lower(), known.plain) if strength else known.plain
    return rating if supports else 2 * NEUTRAL - rating


def reliability_of(grade: SourceGrade) -> Band:
    """How much of its bearing a report of such a source keeps."""
    return bands().reliability[grade]
