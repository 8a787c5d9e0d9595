"""Counts over the archive: who with whom, day by day, by type and by country."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.archive.filters import EventFilter
from dragoman.archive.paging import halves_of
from dragoman.archive.query import event_conditions
from dragoman.archive.store import Archive
from dragoman.errors import RequestError


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two countries (or bodies) and what passed between them, in that direction; ``balance`` is the mean intensity
    from -10 (conflict) to 10 (cooperation)."""

    source: str
    target: str
    events: int
    balance: float | None
    first: datetime.date | None
    last: datetime.date | None


Pair = tuple[str, str]
# The first day of a week or month, how many events, their mean intensity.
Step = tuple[datetime.date, int, float | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events fall to a key: a day, week, month, type, country, status …"""

    key: str
    events: int
    balance: float | None


KEYS = {
    "day": "day",
    "week": "date_trunc('week', day)::DATE",
    "month": "date_trunc('month', day)::DATE",
    "year": "date_trunc('year', day)::DATE",
    "type": "type",
    "mode": "mode",
    "status": "status",
    "country": "country",
    "place": "place",
    "dataset": "coalesce(dataset, 'read')",
}


def dyads(archive: Archive, wanted: EventFilter | None = None) -> list[Dyad]:
    """The pairs of countries (or IGO, NGO …) between which the events that fit passed, the busiest first."""
    wanted = wanted or EventFilter()
    where = event_conditions(wanted)
    where.add("source_country IS NOT NULL")
    where.add("target_country IS NOT NULL")
    query = (
        "SELECT source_country AS a, target_country AS b, count(*) AS n, avg(intensity),"
        f" min(day), max(day) FROM events{where.sql} GROUP BY a, b ORDER BY n DESC, a, b"
        f" LIMIT {int(wanted.limit)}"
    )
    return [Dyad(*row) for row in archive.rows(query, where.values)]


def pairs_by_name(archive: Archive, wanted: EventFilter) -> list[tuple[str, str, int, float | None]]:
    """The pairs of names between which the events that fit passed, the busiest first: names, events, mean intensity."""
    where = event_conditions(wanted)
    where.add("source IS NOT NULL AND target IS NOT NULL AND source <> target")
    halves = halves_of("events", "hash(source, target) AS pair, intensity", where, None)
    # Numbers group sooner than names; whose a pair is, any one event of it tells.
    query = (
        f"SELECT min(2 * row + fixed::INTEGER), count(*) AS n, avg(intensity) FROM ({halves})"
        f" GROUP BY pair ORDER BY n DESC, pair LIMIT {int(wanted.limit)}"
    )
    found = archive.rows(query, where.values)
    names: dict[int, tuple[str, str]] = {}
    for fixed, half in ((0, "machine_events"), (1, "corrected_events")):
        rows = [one // 2 for one, _, _ in found if one % 2 == fixed]
        query = f"SELECT rowid, source, target FROM {half} WHERE rowid IN (SELECT unnest(?::BIGINT[]))"
        told = archive.rows(query, [rows]) if rows else []
        names |= {2 * row + fixed: (source, target) for row, source, target in told}
    return sorted(((*names[one], n, mean) for one, n, mean in found), key=lambda pair: (-pair[2], pair[:2]))


def tally(archive: Archive, key: str, wanted: EventFilter | None = None) -> list[Tally]:
    """The events that fit, counted by one of ``KEYS``; days in their order, everything else the largest first."""
    if key not in KEYS:
        raise RequestError(f"Nothing is counted by “{key}”; choose one of {', '.join(KEYS)}.")
    where = event_conditions(wanted or EventFilter())
    order = "1" if key in ("day", "week", "month", "year") else "2 DESC, 1"
    query = f"SELECT {KEYS[key]} AS k, count(*), avg(intensity) FROM events{where.sql} GROUP BY k ORDER BY {order}"
    return [Tally(str(k), n, mean) for k, n, mean in archive.rows(query, where.values) if k is not None]


def days(archive: Archive, wanted: EventFilter | None = None) -> list[Tally]:
    """The events that fit, day by day."""
    return tally(archive, "day", wanted)


def series(archive: Archive, wanted: EventFilter, pairs: Sequence[Pair], step: str) -> dict[Pair, list[Step]]:
    """For pairs of countries, week by week or month by month: events and their mean intensity."""
    where = event_conditions(wanted)
    listed = " OR ".join(["(source_country = ? AND target_country = ?)"] * len(pairs))
    where.add(f"({listed or 'false'})", *(code for pair in pairs for code in pair))
    where.add("day IS NOT NULL")
    query = (
        f"SELECT source_country, target_country, date_trunc('{step}', day)::DATE AS day, count(*), avg(intensity)"
        f" FROM events{where.sql} GROUP BY ALL ORDER BY day"
    )
    found: dict[Pair, list[Step]] = {pair: [] for pair in pairs}
    for source, target, day, count, intensity in archive.rows(query, where.values):
        found[source, target].append((day, count, intensity))
    return found


def count(archive: Archive, wanted: EventFilter) -> int:
    """How many events fit."""
    where = event_conditions(wanted)
    return int(archive.rows(f"SELECT count(*) FROM events{where.sql}", where.values)[0][0])
