"""One probability from several: people's, the crowd's and base rates.

Extremising is off by default (see docs/forecast.md). Sources: Satopää et al., "Combining multiple probability
predictions using a simple logit model" (2014); Baron et al., "Two reasons to make aggregated probability forecasts
more extreme" (2014).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median as _median

# No pool may reach certainty because one voice did: a forecast of 0 or 1 is read as this far from it.
HELD = 0.001
# People and crowds see the news, base rates do not; but both overstate what is vivid. Fixed before any score was seen.
PEOPLE, BASE = 0.7, 0.3
# A forecast loses half its weight in two weeks: about the time in which a running story changes its questions.
HALF_LIFE_DAYS = 14.0


def log_odds(p: float) -> float:
    held = min(max(p, HELD), 1 - HELD)
    return math.log(held / (1 - held))


def from_log_odds(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def pool(probabilities: Sequence[float], weights: Sequence[float] | None = None, *, extremise: float = 1.0) -> float:
    """The weighted mean in log-odds: the geometric mean of odds. ``extremise`` above 1 pushes it away from ½."""
    _need(probabilities)
    shares = [1.0] * len(probabilities) if weights is None else list(weights)
    if len(shares) != len(probabilities) or sum(shares) <= 0:
        raise ValueError("Weights must be as many as forecasts and not all zero.")
    mean = sum(w * log_odds(p) for w, p in zip(shares, probabilities, strict=True)) / sum(shares)
    return from_log_odds(extremise * mean)


def mix(people: float | None, base_rates: Sequence[float], *, share: float = PEOPLE) -> float | None:
    """People's or the crowd's value with the base rates in log-odds, 0.7 to 0.3; either alone where the other lacks."""
    base = pool(base_rates) if base_rates else None
    if people is None or base is None:
        return people if base is None else base
    return pool((people, base), (share, 1 - share))


def median(probabilities: Sequence[float]) -> float:
    _need(probabilities)
    return float(_median(probabilities))


def trimmed(probabilities: Sequence[float], cut: float = 0.1) -> float:
    """The mean in log-odds without the highest and lowest ``cut`` of them (at least one each from three on)."""
    _need(probabilities)
    ranked = sorted(probabilities)
    drop = max(math.floor(cut * len(ranked)), 1) if len(ranked) >= 3 else 0
    return pool(ranked[drop : len(ranked) - drop])


def recency_weighted(
    probabilities: Sequence[float], ages_days: Sequence[float], *, half_life: float = HALF_LIFE_DAYS
) -> float:
    """The mean in log-odds, each forecast weighted by half for every half-life of its age."""
    return pool(probabilities, [0.5 ** (max(age, 0.0) / half_life) for age in ages_days])


def _need(probabilities: Sequence[float]) -> None:
    if not probabilities:
        raise ValueError("There is nothing to mix: give at least one forecast.")
    if any(not 0 <= p <= 1 for p in probabilities):
        raise ValueError("Probabilities must lie in 0 to 1.")
