"""Logistic regression with a ridge, fitted by Newton's steps: for some thousand rows and a handful of features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Weights are of standardised features; one unit of ridge says "about as much as one row's worth of doubt".
RIDGE = 1.0
STEPS = 30
SETTLED = 1e-7


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted model: the mean and spread of each feature, an intercept, a weight for each feature."""

    mean: Floats
    spread: Floats
    intercept: float
    weights: Floats
    n: int

    def probability(self, features: NDArray[np.floating]) -> Floats:
        """The probability of each row (last axis: features)."""
        score = ((features - self.mean) / self.spread) @ self.weights + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))), dtype=np.float64)


def fit_logistic(features: NDArray[np.floating], outcomes: NDArray[np.generic], ridge: float = RIDGE) -> Logistic:
    """Fits rows × features to outcomes 0 or 1. A cohort of one outcome only gives Laplace's rate and no weights."""
    y = np.asarray(outcomes, dtype=float)
    mean, spread = features.mean(axis=0, dtype=float), features.std(axis=0, dtype=float) + 1e-9
    rate = (y.sum() + 1) / (len(y) + 2)
    z = np.column_stack((np.ones(len(y)), (features - mean) / spread))
    penalty = np.full(z.shape[1], ridge)
    penalty[0] = 0
    weights = np.zeros(z.shape[1])
    weights[0] = np.log(rate / (1 - rate))
    if 0 < y.sum() < len(y):
        weights = _newton(z, y, penalty, weights)
    return Logistic(mean, spread, float(weights[0]), weights[1:], len(y))


def _newton(z: Floats, y: Floats, penalty: Floats, weights: Floats) -> Floats:
    def loss(w: Floats) -> float:
        score = z @ w
        return float(np.logaddexp(0, score).sum() - y @ score + 0.5 * (penalty * w) @ w)

    best = loss(weights)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        curvature = (z * (p * (1 - p))[:, None]).T @ z + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curvature, z.T @ (y - p) - penalty * weights)
        # A full step can overshoot where the outcomes are nearly parted: halve it until it helps.
        size = 1.0
        while (now := loss(weights + size * step)) > best and size > 1e-4:
            size /= 2
        if now > best:
            break
        weights = weights + size * step
        if best - now < SETTLED * abs(best):
            break
        best = now
    return weights
