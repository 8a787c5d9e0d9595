"""How long things last: Kaplan–Meier curves, conditional survival, the log-rank test.

Sources: Kaplan and Meier (1958); Greenwood's variance with the log-log interval (Kalbfleisch and Prentice); Mantel
(1966).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Z = 1.2815515655446004  # two-sided 80 %, as all ranges of base rates


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """The share still lasting after each time at which something ended; ``at_risk`` counts just before it."""

    times: Floats
    survival: Floats
    at_risk: Floats
    ended: Floats
    n: int

    def at(self, time: float) -> float:
        """The share lasting longer than ``time``."""
        k = int(np.searchsorted(self.times, time, side="right"))
        return float(self.survival[k - 1]) if k else 1.0

    def reaching(self, time: float) -> int:
        """How many were still under observation and lasting at ``time``."""
        k = int(np.searchsorted(self.times, time, side="left"))
        return int(self.at_risk[k]) if k < len(self.at_risk) else 0

    def median(self) -> float | None:
        below = np.flatnonzero(self.survival <= 0.5)
        return float(self.times[below[0]]) if len(below) else None


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 80 % interval and the number of cases it rests on."""

    value: float
    low: float
    high: float
    n: int


def kaplan_meier(durations: ArrayLike, ended: ArrayLike) -> SurvivalCurve:
    """The curve of cases that lasted ``durations``; where ``ended`` is false the end was not seen."""
    lasted, over = np.asarray(durations, dtype=float), np.asarray(ended, dtype=bool)
    if lasted.size == 0 or lasted.shape != over.shape:
        raise ValueError("Durations and endings must be as many, and at least one.")
    times = np.unique(lasted)
    at_risk = len(lasted) - np.searchsorted(np.sort(lasted), times, side="left")
    ends = np.searchsorted(np.sort(lasted[over]), times, side="right")
    ends = np.diff(ends, prepend=0)
    survival = np.cumprod(1 - ends / at_risk, dtype=np.float64)
    return SurvivalCurve(times, survival, at_risk.astype(float), ends.astype(float), len(lasted))


def conditional_survival(curve: SurvivalCurve, already: float, further: float) -> Share | None:
    """The share of those that lasted ``already`` which last ``further`` more; ``None`` where none lasted so long.

    The interval is Greenwood's on the log-log scale, from the steps between the two times.
    """
    n = curve.reaching(already)
    if n == 0 or curve.at(already) == 0:
        return None
    value = curve.at(already + further) / curve.at(already)
    between = (curve.times > already) & (curve.times <= already + further)
    d, r = curve.ended[between], curve.at_risk[between]
    if value in (0.0, 1.0):
        # No spread can be read off the steps: the rule of three gives the bound.
        bound = 1 - 0.1 ** (1 / n)
        return Share(value, 1 - bound, 1.0, n) if value else Share(value, 0.0, bound, n)
    variance = float(np.sum(d / (r * np.maximum(r - d, 1))))
    step = Z * np.sqrt(variance) / abs(np.log(value))
    return Share(float(value), float(value ** np.exp(step)), float(value ** np.exp(-step)), n)


def log_rank(
    durations_a: ArrayLike, ended_a: ArrayLike, durations_b: ArrayLike, ended_b: ArrayLike
) -> tuple[float, float]:
    """Mantel's chi-square (one degree of freedom) and its p-value: whether two groups last equally long."""
    from scipy.special import chdtrc

    a, b = np.asarray(durations_a, dtype=float), np.asarray(durations_b, dtype=float)
    over_a, over_b = np.asarray(ended_a, dtype=bool), np.asarray(ended_b, dtype=bool)
    times = np.unique(np.concatenate((a[over_a], b[over_b])))
    risk_a, risk_b = ((x[:, None] >= times).sum(axis=0) for x in (a, b))
    ends_a, ends_b = ((x[o][:, None] == times).sum(axis=0) for x, o in ((a, over_a), (b, over_b)))
    risk, ends = risk_a + risk_b, ends_a + ends_b
    expected = ends * risk_a / risk
    variance = ends * (risk_a / risk) * (risk_b / risk) * (risk - ends) / np.maximum(risk - 1, 1)
    if variance.sum() == 0:
        return 0.0, 1.0
    square = float((ends_a - expected).sum() ** 2 / variance.sum())
    return square, float(chdtrc(1, square))
