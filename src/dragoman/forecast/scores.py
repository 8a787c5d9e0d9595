"""How good forecasts were: Brier and log score, calibration, Murphy's decomposition, skill, with bootstrap intervals.

Every score is a function of a few sums over forecasts, so one pass gives the point value and a matrix product gives
all bootstrap draws. Sources: Brier (1950); Murphy, "A New Vector Partition of the Probability Score" (1973); Efron's
percentile bootstrap.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

BINS = 10
# A log score of a certain forecast that failed is infinite; the floor makes it about 13.8 and says so in the docs.
FLOOR = 1e-6
# Bootstrap cells: forecasts that agree to a thousandth and in outcome are drawn together. No mean score moves, and
# 100,000 forecasts become at most 2,000 cells.
CELLS = 1000
LEVEL = 0.90


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the range the bootstrap gives it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a calibration plot: forecasts in [low, high), their mean, how often it came true, how many."""

    low: float
    high: float
    n: int
    forecast: float | None
    observed: float | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scores of one closed cohort. ``skill`` is against the reference, the template rate unless told otherwise."""

    n: int
    base_rate: float
    brier: Interval
    log: Interval
    ece: Interval
    reliability: float
    resolution: float
    uncertainty: float
    skill: Interval | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """What decides whether a question belongs to a closed cohort: its deadline and, where known, its resolution."""

    closes: datetime.date
    resolved: datetime.date | None


def in_closed_cohort(question: Closing, today: datetime.date) -> bool:
    """Whether a question may be scored: its deadline has passed, whichever way and however early it resolved.

    A question that resolves before its deadline mostly resolves yes; to score it while its fellows are still open
    counts the hits and leaves out the misses.
    """
    return question.closes <= today and question.resolved is not None


def brier(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """The mean squared error of probabilities against outcomes 0 or 1."""
    p, o = _checked(probabilities, outcomes)
    return float(np.mean((p - o) ** 2))


def multi_class_brier(probabilities: ArrayLike, truth: ArrayLike) -> float:
    """The mean over forecasts (rows) of the summed squared error over classes; ``truth`` holds class numbers."""
    p = np.asarray(probabilities, dtype=float)
    hit = np.eye(p.shape[1])[np.asarray(truth, dtype=int)]
    return float(np.mean(np.sum((p - hit) ** 2, axis=1)))


def log_score(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """The mean negative log of the probability given to what happened, in nats; probabilities are held off 0 and 1."""
    p, o = _checked(probabilities, outcomes)
    return float(np.mean(_log_losses(p, o)))


def expected_calibration_error(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """The gap between forecast and frequency in ten bins of equal width, weighted by their counts."""
    return scorecard(probabilities, outcomes, draws=0).ece.value


def calibration_table(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[Bin, ...]:
    """Ten bins of equal width with counts; an empty bin has no forecast and no frequency."""
    return scorecard(probabilities, outcomes, draws=0).bins


def skill(probabilities: ArrayLike, outcomes: ArrayLike, reference: ArrayLike) -> float:
    """One minus the Brier score over that of the reference forecasts: 0 is no better, negative is worse."""
    return 1.0 - brier(probabilities, outcomes) / brier(reference, outcomes)


def scorecard(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    reference: ArrayLike | None = None,
    clusters: Sequence[object] | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Scorecard:
    """Every score of a cohort, with 90 % bootstrap intervals.

    ``clusters`` names the question of each forecast: forecasts of one question are drawn together, for they are right
    or wrong together. Raises ValueError for an empty cohort or a probability outside 0 to 1.
    """
    p, o = _checked(probabilities, outcomes)
    against = None if reference is None else _checked(np.broadcast_to(np.asarray(reference, float), p.shape), o)[0]
    sums = _summands(p, o, against)
    total = sums.sum(axis=0)
    point = _scores(total[None, :])
    drawn = _scores(_resampled(sums, _cells(p, o, against, clusters), clusters is None, draws, seed)) if draws else None

    def interval(name: str) -> Interval:
        value = float(point[name][0])
        if drawn is None:
            return Interval(value, value, value)
        low, high = np.quantile(drawn[name], ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
        return Interval(value, float(low), float(high))

    return Scorecard(
        n=len(p),
        base_rate=float(np.mean(o)),
        brier=interval("brier"),
        log=interval("log"),
        ece=interval("ece"),
        reliability=float(point["reliability"][0]),
        resolution=float(point["resolution"][0]),
        uncertainty=float(point["uncertainty"][0]),
        skill=interval("skill") if against is not None else None,
        bins=tuple(_bins(total)),
    )


def _checked(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats]:
    p, o = np.asarray(probabilities, dtype=float), np.asarray(outcomes, dtype=float)
    if p.size == 0 or p.shape != o.shape:
        raise ValueError(f"There are {p.size} forecasts and {o.size} outcomes; both must be there, one for one.")
    if not (np.all((p >= 0) & (p <= 1)) and np.all((o == 0) | (o == 1))):
        raise ValueError("Probabilities must lie in 0 to 1 and outcomes be 0 or 1.")
    return p, o


def _log_losses(p: Floats, o: Floats) -> Floats:
    held = np.clip(p, FLOOR, 1 - FLOOR)
    return np.asarray(-np.where(o == 1, np.log(held), np.log1p(-held)), dtype=np.float64)


def _bin_of(p: Floats) -> NDArray[np.intp]:
    # The tiny shift keeps 0.3 (stored as 0.299…) in the bin that a reader would put it in.
    return np.minimum((p * BINS + 1e-9).astype(np.intp), BINS - 1)


# Columns of the sums: count, outcome, Brier, log, reference Brier, then count, forecast and outcome for each bin.
_FIXED = 5


def _summands(p: Floats, o: Floats, against: Floats | None) -> Floats:
    sums = np.zeros((len(p), _FIXED + 3 * BINS))
    sums[:, 0] = 1
    sums[:, 1] = o
    sums[:, 2] = (p - o) ** 2
    sums[:, 3] = _log_losses(p, o)
    if against is not None:
        sums[:, 4] = (against - o) ** 2
    rows, where = np.arange(len(p)), _bin_of(p)
    sums[rows, _FIXED + where] = 1
    sums[rows, _FIXED + BINS + where] = p
    sums[rows, _FIXED + 2 * BINS + where] = o
    return sums


def _cells(p: Floats, o: Floats, against: Floats | None, clusters: Sequence[object] | None) -> NDArray[np.intp]:
    """The number of the cell each forecast is drawn with: its question, or its like in probability and outcome."""
    if clusters is not None:
        numbers: dict[object, int] = {}
        return np.array([numbers.setdefault(name, len(numbers)) for name in clusters], dtype=np.intp)
    code = (p * CELLS + 1e-9).astype(np.intp) * 2 + o.astype(np.intp)
    if against is not None:
        # Skill is a difference of two losses, so likeness in both forecasts; the reference may be coarser.
        code = code * 64 + (against * 63).astype(np.intp)
    return np.unique(code, return_inverse=True)[1]


def _resampled(sums: Floats, cells: NDArray[np.intp], by_forecast: bool, draws: int, seed: int) -> Floats:
    """The sums of each bootstrap draw (rows)."""
    count = int(cells.max()) + 1
    grouped = np.stack([np.bincount(cells, column, count) for column in sums.T], axis=1)
    generator = np.random.default_rng(seed)
    size = np.bincount(cells, minlength=count).astype(float)
    if by_forecast:
        weights = generator.multinomial(len(cells), size / len(cells), draws) / size
    else:
        weights = generator.multinomial(count, np.full(count, 1 / count), draws).astype(float)
    return np.asarray(weights @ grouped, dtype=np.float64)


def _scores(sums: Floats) -> dict[str, Floats]:
    """Every score of each row of sums."""
    n = sums[:, 0]
    rate = sums[:, 1] / n
    counts, forecast, came = (sums[:, _FIXED + k * BINS : _FIXED + (k + 1) * BINS] for k in range(3))
    held = np.maximum(counts, 1e-12)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = 1 - sums[:, 2] / sums[:, 4]
    return {
        "brier": sums[:, 2] / n,
        "log": sums[:, 3] / n,
        "ece": np.abs(forecast - came).sum(axis=1) / n,
        "reliability": ((forecast - came) ** 2 / held).sum(axis=1) / n,
        "resolution": (counts * (came / held - rate[:, None]) ** 2).sum(axis=1) / n,
        "uncertainty": rate * (1 - rate),
        "skill": relative,
    }


def _bins(total: Floats) -> Iterable[Bin]:
    for k in range(BINS):
        n, forecast, came = (float(total[_FIXED + j * BINS + k]) for j in range(3))
        mean, observed = (forecast / n, came / n) if n else (None, None)
        yield Bin(k / BINS, (k + 1) / BINS, int(n), mean, observed)
