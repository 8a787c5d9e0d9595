"""Weekly counts of many series (deaths in a governorate): a negative binomial forecast for each of the next weeks.

The centre is a decayed mean, the spread a function of the centre and of how far ahead; the seven numbers that tie
them are fitted by the CRPS itself on weeks already over (minimum-CRPS estimation: Gneiting et al. 2005).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.forecast.crps import crps_negative_binomial

Floats = NDArray[np.float64]

# Weeks. Chosen on Syria 2017 and 2018; 2019 was kept apart (docs/forecast.md).
HALF_LIFE = 1.5
HORIZON = 4
# Before anything is fitted: the decayed mean as it is, and a spread of k = 0.67 for every horizon.
START = np.array([0.0, 1.0, 0.0, 0.0, -0.4, 0.0, 0.0])
# How strongly the fit is held to the start, in rows' worth of CRPS.
HELD = 2.0
# A series is never taken as dead: one death in fifty weeks is the least rate.
LEAST = 0.02
OFFSET = 0.3
WARM_UP = 13


@dataclass(frozen=True, slots=True)
class Outlook:
    """Negative binomial forecasts: mean and k (variance mean + mean²/k), each origins × weeks ahead × series."""

    mean: Floats
    k: Floats

    def quantile(self, share: float) -> Floats:
        """The least count whose probability of not being passed is at least ``share``."""
        from scipy.stats import nbinom

        return np.asarray(nbinom.ppf(share, self.k, self.k / (self.k + self.mean)), dtype=np.float64)


def decayed_means(counts: Floats, half_life: float = HALF_LIFE) -> Floats:
    """For each week (and one more) the decayed mean of the weeks before it; weeks × series."""
    fade = 0.5 ** (1 / half_life)
    means = np.zeros((len(counts) + 1, counts.shape[1]))
    total, weight = np.zeros(counts.shape[1]), 0.0
    for week, row in enumerate(counts):
        total, weight = fade * total + row, fade * weight + 1
        means[week + 1] = total / weight
    return means


def fit_series(counts: Floats, until: int | None = None) -> Floats:
    """The seven parameters, from the weeks of ``counts`` before ``until``; START where those are too few."""
    from scipy.optimize import minimize

    end = len(counts) if until is None else until
    origins = np.arange(WARM_UP, end - HORIZON + 1)
    if len(origins) < 2 * HORIZON:
        return START
    level = np.log(decayed_means(counts[:end]) + OFFSET)[origins]
    seen = following(counts, origins)

    def misfit(parameters: Floats) -> float:
        outlook = _outlook(parameters, level)
        held = HELD * float(((parameters - START) ** 2).sum()) / len(origins)
        return float(crps_negative_binomial(outlook.mean, outlook.k, seen).mean()) + held

    return np.asarray(minimize(misfit, START, method="L-BFGS-B", options={"maxiter": 40}).x, dtype=np.float64)


def forecast_series(parameters: Floats, counts: Floats, origins: NDArray[np.integer] | None = None) -> Outlook:
    """Forecasts of the four weeks from each origin on, told from the weeks before it; by default the coming weeks."""
    means = decayed_means(counts)
    chosen = means[-1:] if origins is None else means[origins]
    return _outlook(parameters, np.log(chosen + OFFSET))


def following(counts: Floats, origins: NDArray[np.integer]) -> Floats:
    """The counts of the four weeks from each origin on: origins × weeks ahead × series."""
    return np.stack([counts[origins + ahead] for ahead in range(HORIZON)], axis=1)


def _outlook(parameters: Floats, level: Floats) -> Outlook:
    a, b, ahead_mean, ahead_level, k0, k_mean, k_ahead = parameters
    ahead = (np.arange(HORIZON) / (HORIZON - 1) - 0.5)[None, :, None]
    centre = (a + b * level)[:, None, :] + ahead * (ahead_mean + ahead_level * level[:, None, :])
    mean = np.maximum(np.exp(np.clip(centre, -6, 9)), LEAST)
    k = np.exp(np.clip(k0 + k_mean * np.log(mean + 0.5) + k_ahead * ahead, -4, 3))
    return Outlook(mean, k)
