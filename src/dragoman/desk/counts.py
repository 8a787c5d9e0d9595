"""What the drawings and filters of the desk count in the archive: days, cells of the map, choices, ties."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.archive.filters import EventFilter
from dragoman.archive.query import event_conditions
from dragoman.archive.store import Archive
from dragoman.archive.where import Where
from dragoman.desk.basemap import View
from dragoman.desk.clusters import Cell, grid_of
from dragoman.desk.times import TONES

# Loosely dated stretches that are looked at for lanes.
MOST_SPANS = 60
# The share of the events the timeline shows at first; a gap (days, and times all that is later) ends it before.
NEARLY_ALL, WIDE, GAP = 0.97, 60, 3
# The place in TONES of how sure an event is.
TONE = (
    "CASE WHEN status = 'asserted' THEN CASE WHEN reporting_hedge = 'none' THEN 0 ELSE 1 END"
    " WHEN status = 'historical' THEN 2 ELSE 3 END"
)
UNSURE = "(status <> 'asserted' OR reporting_hedge <> 'none')"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a column and how many rows have it."""

    value: str
    count: int


def extent(archive: Archive, wanted: EventFilter) -> tuple[datetime.date, datetime.date] | None:
    """The days to show first: from the newest backwards, until nearly all events are in or a gap is too wide."""
    where = event_conditions(wanted)
    where.add("first IS NOT NULL")
    query = f"SELECT first, max(last), count(*) FROM events{where.sql} GROUP BY first ORDER BY first DESC"
    found = archive.rows(query, where.values)
    if not found:
        return None
    newest = earliest = found[0][0]
    enough, seen = sum(row[2] for row in found) * NEARLY_ALL, 0
    for first, _, count in found:
        if seen >= enough or (earliest - first).days > max(WIDE, GAP * (newest - earliest).days):
            break
        earliest, seen = first, seen + count
    # One far-off deadline must not stretch the drawing.
    return earliest, min(max(row[1] or row[0] for row in found), newest + datetime.timedelta(days=31))


def days(archive: Archive, wanted: EventFilter) -> list[tuple[datetime.date, str, int]]:
    """Events dated to the day, by day and tone."""
    where = event_conditions(wanted)
    where.add("first = last")
    query = f"SELECT first, {TONE} AS tone, count(*) FROM events{where.sql} GROUP BY ALL"
    return [(day, TONES[tone], n) for day, tone, n in archive.rows(query, where.values)]


def spans(archive: Archive, wanted: EventFilter) -> list[tuple[datetime.date, datetime.date, int]]:
    """Events dated less exactly than to the day, by the days they can mean, the fullest first."""
    where = event_conditions(wanted)
    where.add("first < last")
    query = (
        f"SELECT first, last, count(*) AS n FROM events{where.sql} GROUP BY ALL ORDER BY n DESC, first"
        f" LIMIT {MOST_SPANS}"
    )
    return [(first, last, n) for first, last, n in archive.rows(query, where.values)]


def cells(archive: Archive, wanted: EventFilter, view: View) -> list[Cell]:
    """The events in view, gathered by the cells of a grid laid over it."""
    where = event_conditions(wanted)
    across, down = grid_of(view)
    wide, tall = view.east - view.west, view.north - view.south
    where.add("lat BETWEEN ? AND ?", view.south, view.north)
    # Points first, then cells: there are far fewer places than events, and numbers group faster than names.
    query = f"""
        SELECT sum(n * lat) / sum(n), sum(n * east) / sum(n), sum(n)::BIGINT, sum(unsure)::BIGINT, arg_max(place, n),
            arg_max(event, n) FILTER (whole)
        FROM (SELECT *, count(*) OVER (PARTITION BY floor(east / ?), floor((lat - ?) / ?)) = 1 AS whole FROM (
            SELECT lat, (lon - ? + 1080) % 360 AS east, count(*) AS n, count(*) FILTER ({UNSURE}) AS unsure,
                any_value(place) AS place, any_value(id) AS event
            FROM events{where.sql} GROUP BY lat, lon) WHERE east <= ?)
        GROUP BY floor(east / ?), floor((lat - ?) / ?)"""
    grid = (wide / across, view.south, tall / down)
    values = [*grid, view.west, *where.values, min(wide, 360.0), *grid]
    found = archive.rows(query, values)
    radii = _radii(archive, [event for *_, event in found if event])
    return [
        Cell(lat, view.west + east, n, unsure, place or "a place without a name", radii.get(event or "", 0.0))
        for lat, east, n, unsure, place, event in found
    ]


def _radii(archive: Archive, events: Sequence[str]) -> dict[str, float]:
    """How far the places of some events may be off, in km."""
    query = (
        "SELECT id, (body->>'$.where.radius_km')::DOUBLE FROM events"
        " WHERE id IN (SELECT unnest(?::VARCHAR[])) AND body IS NOT NULL"
    )
    return {id: radius for id, radius in archive.rows(query, [list(events)]) if radius}


def choices(archive: Archive, table: str, where: Where, columns: Sequence[str]) -> dict[str, list[Choice]]:
    """How many rows have each value of some columns, in one pass over the table."""
    names = ", ".join(f"{column} AS c{place}" for place, column in enumerate(columns))
    query = f"{_choices_of(f'(SELECT {names} FROM {table}{where.sql})', len(columns))} ORDER BY n DESC"
    return _by_column(archive.rows(query, where.values), columns)


def page_with_choices(
    archive: Archive, wanted: EventFilter, order: str, columns: Sequence[str]
) -> tuple[list[str], dict[str, list[Choice]]]:
    """The ids of one page of events and the choices of all that fit, from one pass: to look for words is the dearest
    of all conditions."""
    where = event_conditions(wanted)
    names = ", ".join(f"{column} AS c{place}" for place, column in enumerate(columns))
    query = f"""
        WITH hits AS MATERIALIZED (SELECT id, day, intensity, dead, {names} FROM events{where.sql}),
        page AS (SELECT id FROM hits ORDER BY {order} LIMIT {int(wanted.limit)} OFFSET {int(wanted.offset)}),
        counted AS ({_choices_of("hits", len(columns))})
        SELECT *, NULL FROM counted UNION ALL SELECT {"NULL, " * (len(columns) + 1)} 0, id FROM page ORDER BY n DESC"""
    rows = archive.rows(query, where.values)
    ids = [row[-1] for row in rows if row[-1] is not None]
    return ids, _by_column([row[:-1] for row in rows if row[-1] is None], columns)


def _choices_of(source: str, count: int) -> str:
    columns = [f"c{place}" for place in range(count)]
    listed, sets = ", ".join(columns), ", ".join(f"({column})" for column in columns)
    return f"SELECT {listed}, grouping({listed}) AS g, count(*) AS n FROM {source} GROUP BY GROUPING SETS ({sets})"


def _by_column(rows: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> dict[str, list[Choice]]:
    found: dict[str, list[Choice]] = {column: [] for column in columns}
    for *values, grouping, count in rows:
        # The one column whose bit is not set in ``grouping`` is the one this row counts.
        place = next(i for i in range(len(columns)) if not grouping & (1 << (len(columns) - 1 - i)))
        if values[place] is not None:
            found[columns[place]].append(Choice(str(values[place]), count))
    return found


def series(
    archive: Archive, wanted: EventFilter, pairs: Sequence[tuple[str, str]], step: str
) -> dict[tuple[str, str], list[tuple[datetime.date, int, float | None]]]:
    """For pairs of countries, week by week or month by month: events and their mean intensity."""
    where = event_conditions(replace(wanted, limit=0))
    listed = " OR ".join(["(source_country = ? AND target_country = ?)"] * len(pairs))
    where.add(f"({listed or 'false'})", *(code for pair in pairs for code in pair))
    where.add("day IS NOT NULL")
    query = (
        f"SELECT source_country, target_country, date_trunc('{step}', day)::DATE AS day, count(*), avg(intensity)"
        f" FROM events{where.sql} GROUP BY ALL ORDER BY day"
    )
    found: dict[tuple[str, str], list[tuple[datetime.date, int, float | None]]] = {pair: [] for pair in pairs}
    for source, target, day, count, intensity in archive.rows(query, where.values):
        found[source, target].append((day, count, intensity))
    return found
