"""The dyad-week model as a reference class: past weeks of any dyad in the archive that looked like the coming one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.archive.filters import EventFilter
from dragoman.archive.store import Archive
from dragoman.forecast.base_rates import OWN_HISTORY, BaseRate, share_of
from dragoman.forecast.dyads import WEEK, DyadWeeks, Week, fit_dyad_weeks
from dragoman.forecast.history import Watch, watch_of
from dragoman.forecast.question import Pattern

# The model is for a week; a question of another length is asked of other classes.
SHORTEST, LONGEST = 6, 8
# Days of history before the first week that is fitted, and weeks fitted at least.
WARM_UP, FEWEST_WEEKS = 28, 30
MOST_WEEKS = 120
# Hits among the weeks fitted: with fewer the weights are noise.
FEWEST_HITS = 30
# The weeks most like the coming one, among which the share of hits gives the range.
ALIKE = 300


def like_weeks(
    archive: Archive, types: Sequence[str], source: str, target: str, now: datetime.date, horizon: int
) -> BaseRate | None:
    """How often such an event came in past dyad-weeks like the coming one; ``None`` where the history is too short.

    ``source`` and ``target`` are countries. The probability is the model's, the range that of the weeks most like it.
    """
    if not SHORTEST <= horizon <= LONGEST:
        return None
    watch = watch_of(archive, Pattern(types=tuple(types), source=source, target=target), now)
    rows = _events(archive, watch, types) if watch is not None else []
    numbers = {name: k for k, name in enumerate(sorted({name for row in rows for name in row[1:3]}))}
    if source not in numbers or target not in numbers:
        return None
    first, today = min(row[0] for row in rows), now.toordinal()
    origins = range(first + WARM_UP, today - WEEK + 1)
    if len(origins) < FEWEST_WEEKS:
        return None
    table = np.array([(day, numbers[a], numbers[b], 0 if asked else -1) for day, a, b, asked in rows], dtype=np.int64)
    history = DyadWeeks(table[:, 0], table[:, 1], table[:, 2], table[:, 3], 1)
    *past, coming = history.weeks([*origins, today])
    mine = (history.sources[coming.dyads] == numbers[source]) & (history.targets[coming.dyads] == numbers[target])
    if not mine.any():
        return None
    if sum(int(week.happened.sum()) for week in past if week.happened is not None) < FEWEST_HITS:
        return None
    made, hits, n = _compared(past, coming.features[mine, 0])
    _, low, high = share_of(hits, n)
    return BaseRate(
        reference_class=f"weeks of dyads that looked like this one: {' or '.join(types)}, {source} to {target}",
        probability=made,
        low=min(low, made),
        high=max(high, made),
        n=n,
        window=f"{datetime.date.fromordinal(first)} to {now - datetime.timedelta(days=1)}",
        method="logistic on eight counts",
        why=f"such an event came in {hits} of the {n} past dyad-weeks most like the coming one",
        distance=OWN_HISTORY,
    )


def _events(archive: Archive, watch: Watch, types: Sequence[str]) -> list[tuple[int, str, str, bool]]:
    """Day number, countries, and whether it is of the types asked about, of the latest events of who watches."""
    where = watch.where(EventFilter(since=watch.last - datetime.timedelta(days=WARM_UP + MOST_WEEKS)))
    where.add("source_country IS NOT NULL AND target_country IS NOT NULL")
    marks = ", ".join("?" * len(types))
    query = f"SELECT day, source_country, target_country, type IN ({marks}) FROM events{where.sql}"
    found = archive.rows(query, [*types, *where.values])
    return [(day.toordinal(), source, target, bool(asked)) for day, source, target, asked in found]


def _compared(past: Sequence[Week], features: NDArray[np.float32]) -> tuple[float, int, int]:
    """The model's probability for the coming week, and hits and number of the past weeks it holds most alike."""
    known = [(week.features[:, 0], week.happened[:, 0]) for week in past if week.happened is not None]
    [model] = fit_dyad_weeks(past)
    made = float(model.probability(features)[0])
    told = np.concatenate([model.probability(f) for f, _ in known])
    came = np.concatenate([happened for _, happened in known])
    alike = np.argsort(np.abs(_log_odds(told) - _log_odds(np.array([made]))))[:ALIKE]
    return made, int(came[alike].sum()), len(alike)


def _log_odds(p: NDArray[np.float64]) -> NDArray[np.float64]:
    held = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(held / (1 - held)), dtype=np.float64)
