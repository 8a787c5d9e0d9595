"""Counts of events: a rate for each series, pooled with its fellows (gamma–Poisson, so negative binomial counts).

A series with little history borrows from the others; one with much keeps its own rate. The prior is fitted by
maximum marginal likelihood ("empirical Bayes": Efron and Morris 1973; Robert, The Bayesian Choice, ch. 10).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# Jeffreys' prior for one Poisson rate, used where there are too few series to learn one.
JEFFREYS = 0.5
# Below so many series a fitted spread between them is mostly noise.
FEWEST_SERIES = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """What is known of a rate: a gamma distribution with ``shape`` and ``exposure`` (so mean shape / exposure)."""

    shape: float
    exposure: float

    @property
    def mean(self) -> float:
        return self.shape / self.exposure

    def given(self, count: float, exposure: float) -> Rate:
        """The rate after ``count`` events in ``exposure`` more units of time."""
        return Rate(self.shape + count, self.exposure + exposure)

    def probability_of_more_than(self, threshold: float, horizon: float = 1.0) -> float:
        """The probability of more than ``threshold`` events in ``horizon`` units of time."""
        from scipy.special import betainc

        if threshold < 0:
            return 1.0
        return float(betainc(np.floor(threshold) + 1, self.shape, horizon / (self.exposure + horizon)))

    def interval(self, level: float = 0.8) -> tuple[float, float]:
        """The central interval of the rate."""
        from scipy.special import gammaincinv

        low, high = gammaincinv(self.shape, ((1 - level) / 2, (1 + level) / 2))
        return float(low / self.exposure), float(high / self.exposure)

    def at_least_once(self, horizon: float, level: float = 0.8) -> tuple[float, float, float]:
        """The probability of any event in ``horizon``, with what it is at the ends of the rate's interval."""
        low, high = (float(-np.expm1(-rate * horizon)) for rate in self.interval(level))
        return self.probability_of_more_than(0, horizon), low, high


def pooled_prior(counts: ArrayLike, exposures: ArrayLike) -> Rate:
    """The gamma prior that the counts of many series share; Jeffreys' where the series are too few or all empty."""
    from scipy.optimize import minimize
    from scipy.special import gammaln

    n, t = np.asarray(counts, dtype=float), np.asarray(exposures, dtype=float)
    if len(n) < FEWEST_SERIES or n.sum() == 0:
        return Rate(JEFFREYS, 1e-9)

    def misfit(parameters: Floats) -> float:
        shape, exposure = np.exp(parameters)
        terms = gammaln(shape + n) - gammaln(shape) + shape * np.log(exposure / (exposure + t))
        # A weak pull of the shape towards 1 keeps series that happen to be alike from being taken as one.
        return float(-(terms - n * np.log(exposure + t)).sum() + 0.5 * (parameters[0] / 2) ** 2)

    start = np.log((1.0, t.sum() / n.sum()))
    found = minimize(misfit, start, method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-6, "maxiter": 500})
    shape, exposure = np.exp(found.x)
    return Rate(float(shape), float(exposure))
