"""A question about the level of a series as a base rate: what the year before says of the month asked about."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from dragoman.forecast.base_rates import OWN_HISTORY, BaseRate
from dragoman.forecast.levels import LevelQuestion, fit_levels, level_asked
from dragoman.forecast.question import ForecastQuestion
from dragoman.forecast.templates import Answered

# The days whose mean is the level.
YEAR = 360


def from_level(question: ForecastQuestion, answered: Iterable[Answered]) -> Iterator[BaseRate]:
    """The class of months after a year of that level, where the question came with its level; else none."""
    asked = level_asked(question.text, question.value, question.days)
    if asked is None:
        return
    known = [(level, past.yes) for past in answered if (level := level_asked(past.text, past.value, past.days))]
    model = fit_levels([level for level, _ in known], [float(yes) for _, yes in known])
    probability = float(model.probability([asked])[0])
    low, high = model.interval(asked)
    first = question.opens - datetime.timedelta(days=YEAR)
    yield BaseRate(
        reference_class=f"months after a year of {asked.level:.3g} a month: {asked.kind}",
        probability=probability,
        low=min(low, probability),
        high=max(high, probability),
        n=YEAR,
        window=f"{first} to {question.opens}",
        method="negative binomial",
        why=_why(asked, len(known)),
        distance=OWN_HISTORY,
    )


def _why(asked: LevelQuestion, known: int) -> str:
    learned = f"learned from {known} resolved questions" if known else "a prior: no such question has been resolved yet"
    year = f"{asked.level:.3g} a month in the year before, more than {asked.threshold:.4g} asked for"
    return f"{year}; how bursty such a series is: {learned}"
