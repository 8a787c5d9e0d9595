"""A dyad's own history in the archive: how often such an event came, by day and by stretches as long as the question.

No event told is not no event: a rate is told only from data sets (the reports read are one) that watch the dyad, over
the days they cover.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.archive.filters import EventFilter
from dragoman.archive.query import event_conditions
from dragoman.archive.store import Archive
from dragoman.archive.where import Where
from dragoman.forecast.base_rates import OWN_HISTORY, BaseRate, share_of
from dragoman.forecast.counts import pooled_prior
from dragoman.forecast.question import Pattern
from dragoman.forecast.sides import between, between_either_way

# A history shorter than this says too little about a rate; one older than two years is of another time.
SHORTEST_DAYS, LONGEST_DAYS = 60, 730
# A history that ended longer ago than this is no longer that of the question.
STALEST_DAYS = 365
# A data set that is silent on more of its days is a pile of clippings.
LEAST_COVERED = 0.5
# Events of any kind that a data set must tell between the two to be watching them.
FEWEST_EVENTS = 3
FEWEST_WINDOWS = 6
DATASET = "coalesce(dataset, 'read')"


@dataclass(frozen=True, slots=True)
class Watch:
    """The data sets that watch a dyad, and the days they cover."""

    datasets: tuple[str, ...]
    first: datetime.date
    last: datetime.date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def window(self) -> str:
        return f"{self.first} to {self.last}"

    def where(self, wanted: EventFilter) -> Where:
        """The conditions of a filter, on what these data sets assert of these days."""
        where = event_conditions(replace(wanted, status="asserted", limit=0))
        where.one_of(DATASET, self.datasets)
        where.add("day BETWEEN ? AND ?", self.first, self.last)
        return where


def own_history(archive: Archive, pattern: Pattern, now: datetime.date, horizon: int) -> Iterator[BaseRate]:
    """The classes that the archive's own record of the dyad gives; none where nobody watches it."""
    watch = watch_of(archive, pattern, now) if pattern.types and (pattern.source or pattern.target) else None
    if watch is None:
        return
    where = watch.where(_filter(pattern))
    between(where, pattern)
    days = [row[0] for row in archive.rows(f"SELECT DISTINCT day FROM events{where.sql} ORDER BY 1", where.values)]
    yield _by_days(archive, watch, pattern, len(days), horizon)
    if watch.length // horizon >= FEWEST_WINDOWS:
        yield _by_stretches(watch, pattern, days, horizon)


def watch_of(archive: Archive, pattern: Pattern, now: datetime.date) -> Watch | None:
    """Who watches the dyad, and since when: the days before ``now`` of data sets that tell of it at all.

    A data set that tells of too few of its own days is left out: it would seem to watch the days of others.
    """
    since = now - datetime.timedelta(days=LONGEST_DAYS)
    where = event_conditions(EventFilter(status="asserted"))
    between_either_way(where, pattern)
    where.add("day >= ? AND day < ?", since, now)
    told = archive.rows(f"SELECT {DATASET}, count(*) FROM events{where.sql} GROUP BY 1", where.values)
    asked = sorted(name for name, count in told if count >= FEWEST_EVENTS)
    watching = [watch for name in asked if (watch := _watch_by(archive, name, since, now)) is not None]
    if not watching:
        return None
    datasets = tuple(name for watch in watching for name in watch.datasets)
    return Watch(datasets, min(watch.first for watch in watching), max(watch.last for watch in watching))


def _watch_by(archive: Archive, dataset: str, since: datetime.date, now: datetime.date) -> Watch | None:
    """The days one data set covers, where they are enough; a report may tell of the distant past, so its first day is
    that before which a hundredth of the events lie."""
    told = f"SELECT day FROM events WHERE status = 'asserted' AND day >= ? AND day < ? AND {DATASET} = ?"
    values = [since, now, dataset]
    first, last = archive.rows(f"SELECT quantile_disc(day, 0.01), max(day) FROM ({told})", values)[0]
    days = archive.rows(f"SELECT count(DISTINCT day) FROM ({told}) WHERE day >= ?", [*values, first])[0][0]
    watch = Watch((dataset,), first, last)
    short = watch.length < SHORTEST_DAYS or days < LEAST_COVERED * watch.length
    return None if short or (now - last).days > STALEST_DAYS else watch


def _filter(pattern: Pattern) -> EventFilter:
    return EventFilter(
        type=pattern.types,
        mode=pattern.modes or None,
        place=pattern.place,
        country=pattern.country,
    )


def _by_days(archive: Archive, watch: Watch, pattern: Pattern, days: int, horizon: int) -> BaseRate:
    """The rate of days with such an event, pooled with every pair of countries that the same data sets tell of."""
    where = watch.where(EventFilter())
    where.add("source_country IS NOT NULL")
    where.add("target_country IS NOT NULL")
    query = (
        f"SELECT count(DISTINCT CASE WHEN type IN ({', '.join('?' * len(pattern.types))}) THEN day END)"
        f" FROM events{where.sql} GROUP BY source_country, target_country"
    )
    counts = [row[0] for row in archive.rows(query, [*pattern.types, *where.values])]
    rate = pooled_prior(counts, [watch.length] * len(counts)).given(days, watch.length)
    low, high = (_more_than(pattern.at_least - 1, ends * horizon) for ends in rate.interval())
    pooled = f", pooled with {len(counts)} pairs of countries" if len(counts) > 1 else ""
    return BaseRate(
        reference_class=f"days with such an event: {pattern.told}",
        probability=rate.probability_of_more_than(pattern.at_least - 1, horizon),
        low=low,
        high=high,
        n=watch.length,
        window=watch.window,
        method="gamma-poisson",
        why=f"{days} of {watch.length} days with such an event{pooled} ({', '.join(watch.datasets)})",
        distance=OWN_HISTORY,
    )


def _by_stretches(watch: Watch, pattern: Pattern, days: list[datetime.date], horizon: int) -> BaseRate:
    """The share of past stretches as long as the question that had such events; a burst of them counts once."""
    # Stretches are laid back from the last day, so that the latest is whole.
    tallies = [0] * (watch.length // horizon)
    for day in days:
        stretch = (watch.last - day).days // horizon
        if stretch < len(tallies):
            tallies[stretch] += 1
    hits = sum(tally >= pattern.at_least for tally in tallies)
    share, low, high = share_of(hits, len(tallies))
    what = "such an event" if pattern.at_least == 1 else f"{pattern.at_least} days with such an event"
    return BaseRate(
        reference_class=f"past stretches of {horizon} days: {pattern.told}",
        probability=share,
        low=low,
        high=high,
        n=len(tallies),
        window=watch.window,
        method="beta-binomial",
        why=f"{hits} of {len(tallies)} stretches had {what} ({', '.join(watch.datasets)})",
        distance=OWN_HISTORY,
    )


def _more_than(threshold: int, mean: float) -> float:
    from scipy.special import pdtrc

    return float(pdtrc(threshold, mean))
