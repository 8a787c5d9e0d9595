"""The Bayesian view of a board: posteriors as intervals, what hangs on one source, what to look for next.

A report keeps a share of its bearing (its source's reliability, unknown within a band): likelihood = ½ + share × (band
of the rating - ½). Items of one origin share that share, which is averaged over its band; copies count once. What is
expected and missing counts as not seen. See docs/forecast.md for what this assumes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.explanations.bands import Band, likelihood_of, reliability_of
from dragoman.explanations.rivals import SOMETHING_ELSE, Board, Item

Floats = NDArray[np.float64]

DRAWS = 400
# Points of a band of reliability over which likelihoods are averaged.
POINTS = 7
LEVEL = 0.8
FACTOR_PRIOR = 0.5
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the board says of a hypothesis: a probability and its 80 % range over unknown reliabilities and bands."""

    hypothesis: str
    text: str
    probability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliance:
    """What is left when a source is false: the posteriors without it, and whether another answer comes out on top."""

    origin: str
    top: str
    changes_top: bool
    posteriors: tuple[Posterior, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """An expected observation: how much (in bits) it would tell, and the posteriors if it is made and if it is not."""

    item: Item
    bits: float
    if_seen: tuple[float, ...]
    if_not: tuple[float, ...]


def weigh(board: Board, *, with_machine: bool = False, draws: int = DRAWS, seed: int = 0) -> tuple[Posterior, ...]:
    """The posterior of each hypothesis, in the board's order."""
    columns = _columns(board, with_machine)
    point = _posterior(board, _averaged(columns, len(board.hypotheses)))[0]
    low = high = point
    if draws:
        drawn = _posterior(board, _drawn(columns, len(board.hypotheses), draws, seed))
        low, high = np.quantile(drawn, ((1 - LEVEL) / 2, (1 + LEVEL) / 2), axis=0)
        low, high = np.minimum(low, point), np.maximum(high, point)
    return tuple(
        Posterior(h.id, h.text, float(p), float(a), float(b))
        for h, p, a, b in zip(board.hypotheses, point, low, high, strict=True)
    )


def leave_one_out(board: Board, *, with_machine: bool = False) -> tuple[Reliance, ...]:
    """The board without each of its origins in turn, those whose loss changes the top answer first."""
    top = _top(weigh(board, with_machine=with_machine, draws=0))
    found = []
    for origin in dict.fromkeys(item.origin for item in board.evidence if item.seen):
        left = weigh(board.without_origin(origin), with_machine=with_machine, draws=0)
        # An answer that another only draws level with is still on top.
        held = {p.hypothesis: p.probability for p in left}
        stays = held[top] >= max(held.values()) - TIE
        found.append(Reliance(origin, top if stays else _top(left), not stays, left))
    return tuple(sorted(found, key=lambda reliance: not reliance.changes_top))


def missing(board: Board) -> tuple[Item, ...]:
    """What is expected under some hypothesis and has not been seen."""
    return tuple(item for item in board.evidence if not item.seen)


def most_telling(board: Board, *, with_machine: bool = False) -> tuple[Telling, ...]:
    """The expected observations by how much they would tell, the most telling first.

    The measure is the expected fall in uncertainty (mutual information, in bits) against the board without it.
    """
    found = []
    for item in missing(board):
        before = _probabilities(board.without(item.id), with_machine)
        seen = _probabilities(_with_seen(board, item, True), with_machine)
        unseen = _probabilities(_with_seen(board, item, False), with_machine)
        share = _share_seen(before, seen, unseen)
        bits = (
            _uncertainty(board, before) - share * _uncertainty(board, seen) - (1 - share) * _uncertainty(board, unseen)
        )
        found.append(Telling(item, max(float(bits), 0.0), tuple(map(float, seen)), tuple(map(float, unseen))))
    return tuple(sorted(found, key=lambda telling: -telling.bits))


# -- arithmetic --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    """One content with its ratings as likelihood bands by hypothesis, and the band of its source's reliability."""

    origin: str
    middle: Floats
    low: Floats
    high: Floats
    reliability: Band
    seen: bool


def _columns(board: Board, with_machine: bool) -> list[_Column]:
    cells = board.cells(with_machine=with_machine)
    copies: dict[tuple[str, str], list[Item]] = {}
    for item in board.evidence:
        copies.setdefault((item.origin, item.content), []).append(item)
    columns = []
    for (origin, _), items in copies.items():
        rows = []
        for hypothesis in board.hypotheses:
            values = [r.value for item in items for r in cells.get((hypothesis.id, item.id), ())]
            # A cell that nobody rated says nothing, which is not the same as a rating of neutral with its band.
            rows.append(likelihood_of(sum(values) / len(values)) if values else Band(0.5, 0.5))
        best = max((reliability_of(item.grade) for item in items), key=lambda band: band.middle)
        columns.append(
            _Column(
                origin,
                np.array([band.middle for band in rows]),
                np.array([band.low for band in rows]),
                np.array([band.high for band in rows]),
                best,
                items[0].seen,
            )
        )
    return columns


def _by_origin(columns: list[_Column]) -> list[list[_Column]]:
    grouped: dict[str, list[_Column]] = {}
    for column in columns:
        grouped.setdefault(column.origin, []).append(column)
    return list(grouped.values())


def _averaged(columns: list[_Column], rows: int) -> Floats:
    """The log likelihood of each hypothesis (one row), reliabilities averaged over their bands."""
    total = np.zeros((1, rows))
    for group in _by_origin(columns):
        points = np.linspace(0, 1, POINTS)[:, None]
        likelihood = np.ones((POINTS, rows))
        for column in group:
            share = column.reliability.low + points * (column.reliability.high - column.reliability.low)
            likelihood *= _kept(column.middle, share, column.seen)
        total += np.log(likelihood.mean(axis=0))
    return total


def _drawn(columns: list[_Column], rows: int, draws: int, seed: int) -> Floats:
    """Log likelihoods for each draw (rows) of reliabilities and of likelihoods within their bands."""
    generator = np.random.default_rng(seed)
    total = np.zeros((draws, rows))
    for group in _by_origin(columns):
        place = generator.random((draws, 1))
        for column in group:
            share = column.reliability.low + place * (column.reliability.high - column.reliability.low)
            within = column.low + generator.random((draws, rows)) * (column.high - column.low)
            total += np.log(_kept(within, share, column.seen))
    return total


def _kept(likelihood: Floats, share: Floats, seen: bool) -> Floats:
    kept = 0.5 + share * (likelihood - 0.5)
    return np.asarray(kept if seen else 1 - kept, dtype=np.float64)


def _posterior(board: Board, logs: Floats) -> Floats:
    """Probabilities (rows: draws) of answers that exclude each other, or of factors each by itself."""
    if board.exclusive:
        scores = logs + np.log(_priors(board))
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=np.float64)
    # Were the factor not at work, each piece of evidence would be as likely as not.
    neutral = np.log(0.5) * _contents(board)
    priors = np.array([FACTOR_PRIOR if h.prior is None else h.prior for h in board.hypotheses])
    odds = np.exp(np.clip(logs - neutral, -50, 50)) * priors / np.maximum(1 - priors, 1e-9)
    found = odds / (1 + odds)
    other = [k for k, h in enumerate(board.hypotheses) if h.text == SOMETHING_ELSE]
    for k in other:
        # Something else is at work as far as none of the named factors is.
        named = np.delete(found, other, axis=1)
        found[:, k] = np.prod(1 - named, axis=1)
    return np.asarray(found, dtype=np.float64)


def _contents(board: Board) -> int:
    return len({(item.origin, item.content) for item in board.evidence})


def _priors(board: Board) -> Floats:
    """Stated priors as they are; what they leave is shared by the others."""
    stated = [h.prior for h in board.hypotheses]
    left = max(1 - sum(p for p in stated if p is not None), 0.0)
    open_ones = sum(p is None for p in stated)
    priors: Floats = np.maximum([p if p is not None else left / open_ones for p in stated], 1e-6)
    return np.asarray(priors / priors.sum(), dtype=np.float64)


def _probabilities(board: Board, with_machine: bool) -> Floats:
    found = _posterior(board, _averaged(_columns(board, with_machine), len(board.hypotheses)))
    return np.asarray(found[0], dtype=np.float64)


def _with_seen(board: Board, item: Item, seen: bool) -> Board:
    return replace(board, evidence=tuple(replace(e, seen=seen) if e.id == item.id else e for e in board.evidence))


def _share_seen(before: Floats, seen: Floats, unseen: Floats) -> float:
    """How probable the observation is: the share at which the two posteriors average to what is held now."""
    k = int(np.argmax(np.abs(seen - unseen)))
    gap = seen[k] - unseen[k]
    return float(np.clip((before[k] - unseen[k]) / gap, 0, 1)) if abs(gap) > 1e-12 else 0.5


def _uncertainty(board: Board, p: Floats) -> float:
    held = np.clip(p, 1e-12, 1 - 1e-12)
    if board.exclusive:
        return float(-(held * np.log2(held)).sum())
    return float(-(held * np.log2(held) + (1 - held) * np.log2(1 - held)).sum())


def _top(posteriors: tuple[Posterior, ...]) -> str:
    return max(posteriors, key=lambda p: p.probability).hypothesis
