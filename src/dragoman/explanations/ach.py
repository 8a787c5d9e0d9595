"""The classic matrix of competing hypotheses: inconsistency of each one, diagnosticity of each piece of evidence.

Source: Heuer, Psychology of Intelligence Analysis (1999), ch. 8, with the formulas of Open Synthesis: ratings run from
1 (very inconsistent) through 3 (neutral) to 5 (very consistent); several people's ratings of a cell are averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, pstdev

NEUTRAL = 3.0
# The ratings of one cell; a cell that nobody rated, or that does not apply, is empty.
Cell = Sequence[float]


def inconsistency(cells: Sequence[Cell]) -> float:
    """How much evidence speaks against a hypothesis: the sum of (3 - mean rating) over cells below neutral."""
    means = (fmean(cell) for cell in cells if cell)
    return sum(NEUTRAL - mean for mean in means if mean < NEUTRAL)


def consistency(cells: Sequence[Cell]) -> float:
    """The sum of (mean rating - 3) over cells above neutral; shown, never used to rank."""
    means = (fmean(cell) for cell in cells if cell)
    return sum(mean - NEUTRAL for mean in means if mean > NEUTRAL)


def diagnosticity(cells: Sequence[Cell]) -> float | None:
    """How far a piece of evidence parts the hypotheses: the population standard deviation of its mean ratings."""
    means = [fmean(cell) for cell in cells if cell]
    return pstdev(means) if means else None


def disagreement(cell: Cell) -> float | None:
    """How far people differ on a cell: the population standard deviation of its ratings."""
    return pstdev(cell) if cell else None


def ranked(matrix: Sequence[Sequence[Cell]]) -> list[tuple[int, float]]:
    """Hypotheses (rows of ``matrix``) by inconsistency, the least first, each with it."""
    scored = [(row, inconsistency(cells)) for row, cells in enumerate(matrix)]
    return sorted(scored, key=lambda pair: pair[1])
