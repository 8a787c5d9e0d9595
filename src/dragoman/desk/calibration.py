"""The calibration plot: how often what was held so probable came true, with the number of forecasts in each bin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.forecast.scores import Bin

SIDE, MARGIN = 260.0, 42.0
LEAST_RADIUS, MOST_RADIUS = 3.0, 13.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A bin as it is drawn: where, how large, and in words."""

    x: float
    y: float
    radius: float
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A square plot in units of its view box; ``ticks`` are (place, label) along either axis."""

    side: float
    margin: float
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]


def draw_calibration(bins: Sequence[Bin]) -> Plot | None:
    """The plot of the bins that hold forecasts; ``None`` where none does."""
    filled = [(b.n, b.forecast, b.observed) for b in bins if b.forecast is not None and b.observed is not None]
    if not filled:
        return None
    most = max(n for n, _, _ in filled)
    dots = tuple(
        Dot(
            _along(forecast),
            round(SIDE + 2 * MARGIN - _along(observed), 1),
            round(max(MOST_RADIUS * math.sqrt(n / most), LEAST_RADIUS), 1),
            n,
            f"{n:,} at {forecast:.0%} on average; {observed:.0%} came true",
        )
        for n, forecast, observed in filled
    )
    return Plot(SIDE, MARGIN, dots, tuple((_along(k / 4), f"{k * 25} %") for k in range(5)))


def _along(share: float) -> float:
    return round(MARGIN + share * SIDE, 1)
