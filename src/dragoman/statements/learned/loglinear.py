"""Log-linear choice among a few candidates, each a handful of named features; numpy and nothing else."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from math import exp

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
RATE = 0.3
EPOCHS = 12
# Features seen in fewer candidates tell about single sentences only.
SEEN = 2
# Weights that change no choice; leaving them out halves the file.
SLIGHT = 0.005
NO_ANCHORS: Mapping[str, float] = {}


@dataclass(eq=False)
class Choices:
    """Training choices: for each, its candidates' features and how far each candidate is the right one."""

    numbers: dict[str, int] = field(default_factory=dict)
    features: array[int] = field(default_factory=lambda: array("l"))
    rows: array[int] = field(default_factory=lambda: array("l", [0]))
    groups: array[int] = field(default_factory=lambda: array("l", [0]))
    shares: array[float] = field(default_factory=lambda: array("d"))

    def add(self, candidates: Iterable[Sequence[str]], shares: Sequence[float]) -> None:
        """One choice; the shares of its candidates sum to one."""
        numbers = self.numbers
        for names in candidates:
            self.features.extend([numbers.setdefault(name, len(numbers)) for name in names])
            self.rows.append(len(self.features))
        self.shares.extend(shares)
        self.groups.append(len(self.rows) - 1)


@dataclass(eq=False, frozen=True)
class Chooser:
    """A weight for each feature; candidates are chosen with probabilities in proportion to exp(sum of weights)."""

    weights: dict[str, float]

    def score(self, names: Iterable[str]) -> float:
        return sum(map(self.weights.get, names, repeat(0.0)))

    def probabilities(self, candidates: Iterable[Sequence[str]]) -> list[float]:
        scores = [self.score(names) for names in candidates]
        highest = max(scores)
        raised = [exp(score - highest) for score in scores]
        total = sum(raised)
        return [value / total for value in raised]


def fit(
    choices: Choices, *, penalty: float, batch: int, anchors: Mapping[str, float] = NO_ANCHORS, seed: int = 0
) -> Chooser:
    """Weights by minibatch Adagrad on the cross-entropy of the choices plus an L2 penalty.

    The penalty, spread over the choices, draws weights to their anchors (zero for most).
    """
    names, features = _without_rare(choices)
    rest = np.array([anchors.get(name, 0.0) for name in names])
    penalty /= max(1, len(choices.groups) - 1)
    rows, groups = np.array(choices.rows, dtype=np.int64), np.array(choices.groups, dtype=np.int64)
    shares = np.array(choices.shares)
    weights, squares = rest.copy(), np.full(len(names), 1e-8)
    count = len(groups) - 1
    rng = np.random.default_rng(seed)
    for epoch in range(EPOCHS if count else 0):
        rate = RATE * (1 - epoch / EPOCHS)
        order = rng.permutation(count)
        for start in range(0, count, batch):
            chosen = order[start : start + batch]
            gradient = _gradient(weights, features, rows, groups, shares, chosen) / len(chosen) + penalty * (
                weights - rest
            )
            gradient[0] = 0.0
            squares += gradient**2
            weights -= rate * gradient / np.sqrt(squares)
    # Rounded as they are kept in a file, so that what was trained and what is loaded answer alike.
    kept = weights.astype(np.float32).tolist()
    return Chooser({name: weight for name, weight in zip(names, kept, strict=True) if abs(weight) >= SLIGHT})


def _without_rare(choices: Choices) -> tuple[list[str], Integers]:
    """The names that are kept and the features by their new numbers; rare ones share 0, which weighs nothing."""
    features = np.array(choices.features, dtype=np.int64)
    kept = np.bincount(features, minlength=len(choices.numbers)) >= SEEN
    number = np.where(kept, np.cumsum(kept), 0)
    return ["", *(name for name, keep in zip(choices.numbers, kept, strict=True) if keep)], number[features]


def _gradient(
    weights: Floats, features: Integers, rows: Integers, groups: Integers, shares: Floats, batch: Integers
) -> Floats:
    of_batch, row_counts = _spread(groups, batch)
    of_rows, feature_counts = _spread(rows, of_batch)
    active = features[of_rows]
    scores = np.add.reduceat(weights[active], _starts(feature_counts))
    starts = _starts(row_counts)
    scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), row_counts))
    errors = scores / np.repeat(np.add.reduceat(scores, starts), row_counts) - shares[of_batch]
    spread = np.repeat(errors, feature_counts)
    return np.asarray(np.bincount(active, weights=spread, minlength=len(weights)), dtype=np.float64)


def _spread(bounds: Integers, chosen: Integers) -> tuple[Integers, Integers]:
    """The positions between the bounds of each chosen part, and how many each part has."""
    counts = bounds[chosen + 1] - bounds[chosen]
    shift = np.repeat(bounds[chosen] - _starts(counts), counts)
    return np.arange(counts.sum()) + shift, counts


def _starts(counts: Integers) -> Integers:
    return np.concatenate(([0], np.cumsum(counts)[:-1]))
