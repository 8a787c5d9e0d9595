"""A base rate: how often it has happened in a named class of cases, never a bare number."""

from __future__ import annotations

from dataclasses import dataclass

# How far a class is from the case.
OWN_HISTORY, AT_LARGE, KIND_OF_QUESTION = 1, 2, 3
# What would be rounded to certainty.
NEARLY = 0.005


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The share of yes in a reference class, with its 80 % range, the cases it rests on and the time they are from.

    ``distance`` says how far the class is from the case: 1 its own history, 2 conflicts at large, 3 a kind of question.
    ``n`` counts cases (days watched, stretches, episodes, questions), ``window`` says from when to when in words or
    ISO dates.
    """

    reference_class: str
    probability: float
    low: float
    high: float
    n: float
    window: str
    method: str
    why: str
    distance: int


def share_of(hits: int, n: int) -> tuple[float, float, float]:
    """The share of ``hits`` in ``n`` cases with its 80 % range: mean and quantiles of a Beta with Jeffreys' prior."""
    from scipy.special import betaincinv

    yes, no = hits + 0.5, n - hits + 0.5
    return yes / (yes + no), float(betaincinv(yes, no, 0.1)), float(betaincinv(yes, no, 0.9))


def chance_told(probability: float) -> str:
    """A probability as people read it: 35%; what is nearly never or nearly always is not told as 0% or 100%."""
    if 0 < probability < NEARLY:
        return "<1%"
    if 1 - NEARLY < probability < 1:
        return ">99%"
    return f"{probability:.0%}"
