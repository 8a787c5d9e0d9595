"""Dyad-weeks: will s do something of kind R to o within seven days? Eight counts, and a logistic model for each kind.

Counts are decayed rates per week, so that a history of twenty days and one of two years give features of one scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.forecast.logistic import Logistic, fit_logistic

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

WEEK = 7
# A dyad is asked about while it has this many events in so many days: below that there is no history to count.
LEAST_EVENTS, LOOK_BACK = 2, 28
# Half-lives in days: what happened yesterday, this week, this month.
HALF_LIVES = (2.0, 7.0, 30.0)
MIDDLE = 1
FEATURES = (
    "this kind, half-life 2 days",
    "this kind, half-life 7 days",
    "this kind, half-life 30 days",
    "this kind the other way round, 7 days",
    "any kind in the dyad, 7 days",
    "this kind by the source to anyone, 7 days",
    "this kind to the target by anyone, 7 days",
    "days since the last of this kind (log)",
)
# log(1 + 4 x) of a weekly rate x: one event in four weeks counts as 1 before the logarithm.
SCALE = 4.0


@dataclass(frozen=True, slots=True)
class Week:
    """The dyads asked about on one day: features (dyads × kinds × 8) and, where known, whether it happened."""

    day: int
    dyads: NDArray[np.intp]
    features: NDArray[np.float32]
    happened: NDArray[np.bool_] | None


class DyadWeeks:
    """A history of events, day by day: numbers of day, source, target and kind (-1: a kind nobody asks about)."""

    def __init__(self, days: Integers, sources: Integers, targets: Integers, kinds: Integers, count: int) -> None:
        self.kinds = count
        self.first, self.last = int(days.min()), int(days.max())
        width = int(max(sources.max(), targets.max())) + 1
        codes, self._dyad = np.unique(sources * width + targets, return_inverse=True)
        self.sources, self.targets = codes // width, codes % width
        reverse = np.minimum(np.searchsorted(codes, self.targets * width + self.sources), len(codes) - 1)
        self._reverse = reverse
        self._has_reverse = codes[reverse] == self.targets * width + self.sources
        self._width = width
        order = np.argsort(days, kind="stable")
        self._dyad, self._kind = self._dyad[order], kinds[order]
        self._edges = np.searchsorted(days[order], np.arange(self.first, self.last + 2))

    def weeks(self, origins: Sequence[int]) -> Iterator[Week]:
        """The dyad-weeks that begin on each of ``origins`` (ascending), told from earlier days alone."""
        wanted = set(origins)
        size = (len(self.sources), self.kinds)
        rates = [np.zeros(size, np.float32) for _ in HALF_LIVES]
        whole = np.zeros(size[0], np.float32)
        weights = np.zeros(len(HALF_LIVES))
        last = np.full(size, -np.inf, np.float32)
        for day in range(self.first, max(origins) + 1):
            if day in wanted:
                yield self._week(
                    day,
                    [r / max(w, 1e-9) * WEEK for r, w in zip(rates, weights, strict=True)],
                    whole / max(weights[MIDDLE], 1e-9) * WEEK,
                    last,
                )
            dyads, kinds = self._on(day)
            asked = kinds >= 0
            for k, half in enumerate(HALF_LIVES):
                fade = 0.5 ** (1 / half)
                rates[k] *= fade
                np.add.at(rates[k], (dyads[asked], kinds[asked]), 1)
                weights[k] = weights[k] * fade + 1
            whole *= 0.5 ** (1 / HALF_LIVES[MIDDLE])
            np.add.at(whole, dyads, 1)
            last[dyads[asked], kinds[asked]] = day

    def _on(self, day: int, days: int = 1) -> tuple[NDArray[np.intp], Integers]:
        """The dyads and kinds of the events of ``days`` days from ``day`` on."""
        low, high = np.clip((day - self.first, day - self.first + days), 0, len(self._edges) - 1)
        piece = slice(int(self._edges[low]), int(self._edges[high]))
        return self._dyad[piece], self._kind[piece]

    def _week(
        self, day: int, rates: list[NDArray[np.float32]], whole: NDArray[np.float32], last: NDArray[np.float32]
    ) -> Week:
        recent = np.bincount(self._on(day - LOOK_BACK, LOOK_BACK)[0], minlength=len(self.sources))
        dyads = np.flatnonzero(recent >= LEAST_EVENTS)
        sources, targets = self.sources[dyads], self.targets[dyads]
        middle = rates[MIDDLE]
        by_source, to_target = (np.zeros((self._width, self.kinds), np.float32) for _ in range(2))
        np.add.at(by_source, self.sources, middle)
        np.add.at(to_target, self.targets, middle)
        back = middle[self._reverse[dyads]] * self._has_reverse[dyads, None]
        in_dyad = np.broadcast_to(whole[dyads, None], (len(dyads), self.kinds))
        counts = [rate[dyads] for rate in rates] + [back, in_dyad, by_source[sources], to_target[targets]]
        since = np.log(np.minimum(day - last[dyads], LOOK_BACK + WEEK))
        features = np.stack([*(np.log1p(SCALE * c) for c in counts), since], axis=-1).astype(np.float32)
        return Week(day, dyads, features, self._happened(day, dyads))

    def _happened(self, day: int, dyads: NDArray[np.intp]) -> NDArray[np.bool_] | None:
        if day + WEEK - 1 > self.last:
            return None
        came = np.zeros((len(self.sources), self.kinds), np.bool_)
        found, kinds = self._on(day, WEEK)
        came[found[kinds >= 0], kinds[kinds >= 0]] = True
        return came[dyads]


def fit_dyad_weeks(weeks: Sequence[Week]) -> tuple[Logistic, ...]:
    """One model for each kind, from weeks whose outcome is known. Raises ValueError where none is."""
    known = [(week.features, week.happened) for week in weeks if week.happened is not None and len(week.dyads)]
    if not known:
        raise ValueError("No week has an outcome yet; give more days.")
    features = np.concatenate([f for f, _ in known])
    happened = np.concatenate([h for _, h in known])
    return tuple(fit_logistic(features[:, k], happened[:, k]) for k in range(features.shape[1]))
