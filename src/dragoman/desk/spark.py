"""Sparklines: how two actors dealt with each other, week by week, as columns above and below a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 160.0, 34.0
# The ends of the PLOVER intensity scale; a column of half the drawing's height.
STRONGEST = 10.0
# A column is never thinner than one can see.
LEAST = 1.6


@dataclass(frozen=True, slots=True)
class Column:
    """One span of time: ``height`` upwards where they cooperated, ``is_down`` where they were at odds."""

    x: float
    y: float
    width: float
    height: float
    is_down: bool
    told: str


@dataclass(frozen=True, slots=True)
class Spark:
    """The drawing, and the same in words."""

    width: float
    height: float
    columns: tuple[Column, ...]
    told: str


def draw_spark(series: Sequence[tuple[str, int, float | None]]) -> Spark:
    """A spark of (name of the span, events, mean intensity from -10 conflict to 10 cooperation)."""
    step = WIDTH / max(1, len(series))
    middle = HEIGHT / 2
    columns = []
    for place, (name, events, intensity) in enumerate(series):
        if not events or intensity is None:
            continue
        share = max(-1.0, min(1.0, intensity / STRONGEST))
        tall = max(LEAST, abs(share) * (middle - 1))
        x, wide = place * step, max(1.0, step - min(1.0, step / 4))
        told = f"{name}: {events} event{'s' * (events != 1)}, {_word(intensity)} ({intensity:+.1f})"
        top = middle if share < 0 else middle - tall
        columns.append(Column(round(x, 1), round(top, 1), round(wide, 1), round(tall, 1), share < 0, told))
    return Spark(WIDTH, HEIGHT, tuple(columns), _summary(series))


def _summary(series: Sequence[tuple[str, int, float | None]]) -> str:
    known = [(events, intensity) for _, events, intensity in series if events and intensity is not None]
    if not known:
        return "no event with a known intensity"
    half = max(1, len(known) // 2)
    early, late = _mean(known[:half]), _mean(known[half:] or known)
    turn = "rising" if late - early > 1 else "falling" if early - late > 1 else "steady"
    return f"{_word(_mean(known))} on the whole, {turn}"


def _mean(known: Sequence[tuple[int, float]]) -> float:
    return sum(events * intensity for events, intensity in known) / sum(events for events, _ in known)


def _word(intensity: float) -> str:
    return "cooperation" if intensity > 0.5 else "conflict" if intensity < -0.5 else "neither way"
