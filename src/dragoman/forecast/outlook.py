"""What to think of a question now: the people's forecasts that stand, the base rates, and the mix of both."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.forecast.base_rates import BaseRate
from dragoman.forecast.book import Forecast
from dragoman.forecast.classes import combined
from dragoman.forecast.mixing import BASE, PEOPLE, mix, recency_weighted

VOICES = ("person", "crowd", "model")


@dataclass(frozen=True, slots=True)
class Outlook:
    """The pool of people's and the crowd's forecasts, the base rate, their mix, and the sentence that says how."""

    people: float | None
    base_rate: float | None
    mixed: float | None
    why: str


def outlook_of(rates: Sequence[BaseRate], forecasts: Sequence[Forecast], now: datetime.datetime) -> Outlook:
    """The outlook from each voice's last forecast (older ones weigh less) and the nearest reference classes."""
    last = {(f.who, f.kind): f for f in forecasts if f.kind in VOICES}
    standing = list(last.values())
    ages = [(now - f.at).total_seconds() / 86_400 for f in standing]
    people = recency_weighted([f.probability for f in standing], ages) if standing else None
    base = combined(rates)
    return Outlook(people, base, mix(people, [base] if base is not None else []), _why(len(standing), base))


def _why(voices: int, base: float | None) -> str:
    if not voices and base is None:
        return "Nobody has forecast it and no reference class fits."
    if not voices:
        return "the base rate alone: nobody has forecast it"
    told = f"{voices} forecast{'s' if voices > 1 else ''}"
    if base is None:
        return f"{told} alone: no reference class fits"
    return f"{told} and the base rate, {PEOPLE:g} to {BASE:g} in log-odds"
