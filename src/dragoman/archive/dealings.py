"""What passed between one actor and others: whom it acts on, who acts on it, and the newest events of both."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dragoman.archive.filters import EventFilter, Page
from dragoman.archive.paging import halves_of, rows_at
from dragoman.archive.query import EventRow, event_conditions
from dragoman.archive.store import Archive
from dragoman.archive.where import code_of


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody an actor deals with, by name: how many events, their mean intensity from -10 to 10, the last day."""

    name: str
    events: int
    balance: float | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Dealings:
    """Whom an actor acts on and who acts on it, the busiest first, and the newest of these events."""

    acts_on: tuple[Partner, ...]
    acted_on_by: tuple[Partner, ...]
    newest: Page[EventRow]


def dealings_of(archive: Archive, actor: str, partners: int, newest: int) -> Dealings:
    """The dealings of an actor (as ``EventFilter.actor``), so many partners each way, from one pass over the events."""
    where = event_conditions(EventFilter(actor=actor))
    acts = f"list_contains(source_codes, ${len(where.values) + 1})"
    halves = halves_of(
        "events", f"day, intensity, {acts} AS acts, CASE WHEN {acts} THEN target ELSE source END AS other", where, None
    )
    query = f"""
        WITH hits AS MATERIALIZED ({halves}),
        ties AS (SELECT acts, other, count(*) AS n, avg(intensity), max(day) FROM hits GROUP BY acts, other)
        (SELECT *, NULL, NULL FROM ties WHERE other IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY acts ORDER BY n DESC, other) <= {int(partners)})
        UNION ALL SELECT NULL, NULL, row_number() OVER (), NULL, NULL, fixed, row FROM (
            FROM hits ORDER BY day DESC NULLS LAST, fixed, row LIMIT {int(newest)})
        UNION ALL SELECT NULL, NULL, count(*), NULL, NULL, NULL, NULL FROM hits"""
    rows = archive.rows(query, [*where.values, code_of(actor) or actor])
    tied = sorted((row for row in rows if row[1] is not None), key=lambda row: (-row[2], row[1]))
    chosen = [row[5:] for row in sorted((row for row in rows if row[6] is not None), key=lambda row: row[2])]
    [total] = [row[2] for row in rows if row[1] is None and row[6] is None]
    found = rows_at(archive, EventRow, "events", chosen)
    acts_on, acted_on_by = (tuple(Partner(*row[1:5]) for row in tied if row[0] == way) for way in (True, False))
    return Dealings(acts_on, acted_on_by, Page(found, total, newest, 0))
