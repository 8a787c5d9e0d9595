"""Context: what a text speaks of, so that its other names can say which namesake is meant.

Every name spreads its belief over the places it can mean. A place is supported by the *other* names that put belief
near it, in its district, its unit or its country: a rare name that fits one corner of the world says much, a common one
little.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from dragoman.places.gazetteer import Entry

# Scores are on the scale of log10(population); this turns a lead in score into odds.
SHARPNESS = 2.6
# Belief below this is none: a name with forty namesakes would else speak for each of them.
LEAST_BELIEF = 1e-4
# The tenth name in one corner adds less than the second.
FADING = 0.7
# Mentions beyond the first make a name a little more of what the text is about.
MENTION_WEIGHT, MOST_MENTIONS = 0.25, 5
# Two grids of squares this wide (degrees), shifted by half: places within half a square share at least one.
SQUARE = 2.0
SHIFTS = ((0.0, 0.0), (0.0, 0.5), (0.5, 0.0), (0.5, 0.5))
# A place wider than this has no point that others could be near.
WIDEST_KM = 120.0


class Level(NamedTuple):
    """``odds``: how much likelier than elsewhere a name means a place here if the text is about here; ``worth``: of
    such support, in score. Set together on news of several kinds."""

    name: str
    odds: float
    worth: float


NEAR = Level("near", 400.0, 0.35)
INSIDE = Level("near", 0.0, 0.35)
DISTRICT = Level("district", 1000.0, 0.4)
UNIT = Level("unit", 75.0, 0.55)
COUNTRY = Level("country", 12.0, 0.4)
# A corner of the world by number, and the level at which places share it.
Key: TypeAlias = tuple[Level, int]
Supports: TypeAlias = dict[int, float]
NOTHING: Supports = {}


@lru_cache(maxsize=50_000)
def keys_of(entry: Entry) -> tuple[Key, ...]:
    """The corners of the world that a place shares with others: squares round it, its units, its country."""
    keys: list[Key] = []
    if entry.radius_km < WIDEST_KM:
        for up, right in SHIFTS:
            square = up, right, math.floor(entry.lat / SQUARE + up), math.floor(entry.lon / SQUARE + right)
            keys.append((NEAR, hash(("near", *square))))
    if entry.country:
        unit, district = unit_of(entry), district_of(entry)
        if unit:
            within = hash(("unit", entry.country, unit))
            keys.append((UNIT, within))
            if entry.kind == "admin1":
                # What lies in a unit speaks for it as loudly as neighbours speak for a town of its name.
                keys.append((INSIDE, within))
            if district:
                keys.append((DISTRICT, hash(("district", entry.country, unit, district))))
        keys.append((COUNTRY, hash(("country", entry.country))))
    return tuple(keys)


def unit_of(entry: Entry) -> str | None:
    """The first-level unit: the last but one of the chain, or the entry itself."""
    if entry.kind == "admin1":
        return entry.name
    return entry.chain[-2] if len(entry.chain) > 1 else None


def district_of(entry: Entry) -> str | None:
    """The second-level unit: the last but two of the chain, or the entry itself."""
    if entry.kind == "admin2":
        return entry.name
    return entry.chain[-3] if len(entry.chain) > 2 else None


def beliefs_of(scores: list[float]) -> list[float]:
    """The share of belief in each candidate."""
    if len(scores) == 1:
        return [1.0]
    best = max(scores)
    weights = [math.exp(SHARPNESS * (score - best)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


@dataclass(slots=True)
class Context:
    """The support of all names together by corner, and of each family of names, so that its own can be left out.

    "Dublin", "the city of Dublin" and "Dublin Airport" are one family: none of them says which Dublin is meant.
    """

    total: Supports = field(default_factory=lambda: defaultdict(float))
    own: dict[str, Supports] = field(default_factory=dict)

    def add(self, family: str, mentions: int, keys: list[tuple[Key, ...]], scores: list[float]) -> None:
        """Counts a name with its candidates' corners and scores."""
        mass: dict[Key, float] = {}
        for corners, belief in zip(keys, beliefs_of(scores), strict=True):
            if belief > LEAST_BELIEF:
                for key in corners:
                    mass[key] = mass.get(key, 0.0) + belief
        own = self.own.setdefault(family, defaultdict(float))
        weight = 1.0 + MENTION_WEIGHT * min(mentions - 1, MOST_MENTIONS)
        for (level, corner), share in mass.items():
            support = weight * math.log1p(level.odds * share)
            own[corner] += support
            self.total[corner] += support

    def support(self, family: str, keys: tuple[Key, ...]) -> dict[Level, float]:
        """How much the other names speak for a place, by level."""
        own, total = self.own.get(family, NOTHING), self.total
        found: dict[Level, float] = {}
        for level, corner in keys:
            if corner in total:
                value = total[corner] - own.get(corner, 0.0)
                if value > found.get(level, 1e-9):
                    found[level] = value
        return found

    def gain(self, family: str, keys: tuple[Key, ...]) -> float:
        gain = 0.0
        for level, value in self.support(family, keys).items():
            gain += level.worth * math.pow(value, FADING)
        return gain
