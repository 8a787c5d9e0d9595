"""Will a series run above its own level? The trailing mean of a year against the coming month.

The count is negative binomial: a gamma rate whose spread joins what a year of counts leaves unknown with how bursty
that kind of event is. Burstiness is shared between kinds (partial pooling), grows with the time until the month ends,
for rates wander, and is learned from questions already resolved; before any is, the priors of data/forecast/bursts.toml
hold.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MONTHS = 12
# A month of the questions, in days.
MONTH = 30.0
# Shared parameters: floor, drift, k, wander.
SHARED = 4
# As ACLED's questions are worded: more of a kind of event in a place, or more than so many times as many.
_ASKED = re.compile(
    r"\bthere be more (?:than (?P<times>[\w.]+) times as many )?(?:'(?P<kind>[^']*)'|fatalities) in (?P<place>.+?)"
    r" for the 30 days\b"
)
_PLUS_ONE = re.compile(r"\bone plus the 30-day average\b")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class LevelQuestion:
    """More than ``threshold`` events of ``kind`` in the month that ends in ``days``?

    The trailing year had ``level`` a month.
    """

    kind: str
    level: float
    threshold: float
    days: float = MONTH


def level_asked(text: str, value: float | None, days: float) -> LevelQuestion | None:
    """The level that a question asks about, given the value known when it was asked; ``None`` for any other question.

    The value is what the count is measured against: the monthly mean of a year or, where the words say so, one more.
    "More than twice" and its like are left to a person: what such a question takes for its value is not known.
    """
    found = _ASKED.search(text)
    if found is None or value is None or not math.isfinite(value) or value < 0:
        return None
    times, kind = _times(found["times"]), found["kind"] or "fatalities"
    if times is None:
        return None
    if _is_plus_one(text, found["times"]):
        return LevelQuestion(kind, max(value - 1, 0.0), times * max(value, 1.0), days)
    return LevelQuestion(kind, value, times * value, days)


def _times(word: str | None) -> float | None:
    if word is None:
        return 1.0
    if word in _NUMBERS:
        return _NUMBERS.index(word) + 2.0
    return float(word) if re.fullmatch(r"\d{1,4}(?:\.\d{1,4})?", word) else None


def _is_plus_one(text: str, times: str | None) -> bool:
    """Whether the mean is told with one added: as the words say or, where they are cut short, as ten times is asked."""
    return _PLUS_ONE.search(text) is not None or (times == "ten" and "30-day average" not in text)


@dataclass(frozen=True, slots=True)
class Priors:
    """Centre and deviation, in logs, of what the model learns; and how bursty each kind is taken to be beforehand."""

    floor: tuple[float, float]
    drift: tuple[float, float]
    k: tuple[float, float]
    wander: tuple[float, float]
    deviation: float
    kinds: dict[str, float]


@dataclass(frozen=True, slots=True)
class LevelModel:
    """What was learned: events a year added to every level, drift of rates, k, its wander, each kind's step from k."""

    parameters: Floats
    kinds: tuple[str, ...]
    n: int

    def probability(self, questions: Sequence[LevelQuestion]) -> Floats:
        return _probability(self.parameters, *_columns(questions, self.kinds))

    def interval(self, question: LevelQuestion, level: float = 0.8) -> tuple[float, float]:
        """The probability at the ends of what a year of counts leaves open of the rate."""
        from scipy.special import gammaincinv

        columns = _columns([question], self.kinds)
        events, bursts = _rate_and_bursts(self.parameters, *columns)
        ends = gammaincinv(events[0], ((1 - level) / 2, (1 + level) / 2)) / events[0]
        low, high = (float(_above(self.parameters, columns[1], events * end, bursts)[0]) for end in ends)
        return low, high


@cache
def priors() -> Priors:
    table = tomllib.loads((files("dragoman") / "data" / "forecast" / "bursts.toml").read_text(encoding="utf-8"))
    shared = table["shared"]
    floor, drift, k, wander = ((float(shared[n][0]), float(shared[n][1])) for n in ("floor", "drift", "k", "wander"))
    return Priors(floor, drift, k, wander, shared["deviation"], table["kinds"])


def fit_levels(questions: Sequence[LevelQuestion], outcomes: Sequence[float]) -> LevelModel:
    """The most probable parameters given resolved questions; the priors alone where there are none."""
    from scipy.optimize import minimize

    known = priors()
    kinds = tuple(sorted({*known.kinds, *(q.kind for q in questions)}))
    steps = [known.kinds.get(kind, 0.0) for kind in kinds]
    common = (known.floor, known.drift, known.k, known.wander)
    centre = np.array([*(middle for middle, _ in common), *steps])
    spread = np.array([*(deviation for _, deviation in common), *([known.deviation] * len(kinds))])
    if not questions:
        return LevelModel(centre, kinds, 0)
    columns, y = _columns(questions, kinds), np.asarray(outcomes, dtype=float)

    def misfit(parameters: Floats) -> float:
        p = np.clip(_probability(parameters, *columns), 1e-6, 1 - 1e-6)
        return float(
            -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum() + 0.5 * (((parameters - centre) / spread) ** 2).sum()
        )

    bounds = [(c - 6 * s, c + 6 * s) for c, s in zip(centre, spread, strict=True)]
    found = minimize(misfit, centre, method="L-BFGS-B", bounds=bounds)
    return LevelModel(np.asarray(found.x, dtype=np.float64), kinds, len(questions))


def _columns(
    questions: Sequence[LevelQuestion], kinds: tuple[str, ...]
) -> tuple[Floats, Floats, Floats, NDArray[np.intp]]:
    where = {kind: k for k, kind in enumerate(kinds)}
    return (
        np.array([q.level for q in questions]),
        np.array([q.threshold for q in questions]),
        np.array([max(q.days, 1.0) for q in questions]),
        # A kind never met stands last, where its step is taken as zero.
        np.array([where.get(q.kind, len(kinds)) for q in questions], dtype=np.intp),
    )


def _probability(parameters: Floats, level: Floats, threshold: Floats, days: Floats, kind: NDArray[np.intp]) -> Floats:
    events, bursts = _rate_and_bursts(parameters, level, threshold, days, kind)
    return _above(parameters, threshold, events, 1 / (1 / events + 1 / bursts))


def _rate_and_bursts(
    parameters: Floats, level: Floats, threshold: Floats, days: Floats, kind: NDArray[np.intp]
) -> tuple[Floats, Floats]:
    """The events a year that the level stands for, and k of a month that ends in so many days."""
    floor, _, k, wander = parameters[:SHARED]
    # What was silent all year was so in the days of the month that have passed already.
    events = MONTHS * level + np.exp(floor) * np.minimum(1.0, days / MONTH)
    return events, np.exp(k + np.append(parameters[SHARED:], 0.0)[kind] - wander * np.log(days / MONTH))


def _above(parameters: Floats, threshold: Floats, events: Floats, shape: Floats) -> Floats:
    from scipy.special import betaincc

    mean = events / MONTHS * np.exp(parameters[1])
    above = betaincc(shape, np.floor(threshold + 1e-9) + 1, shape / (shape + mean))
    return np.asarray(np.where(threshold < 0, 1.0, above), dtype=np.float64)
