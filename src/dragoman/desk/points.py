"""Where all events happened, gathered once for the map: every look at a part of the world counts from these points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.archive.store import Archive
from dragoman.desk.basemap import View
from dragoman.desk.clusters import Cell, grid_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

UNSURE = "(status <> 'asserted' OR reporting_hedge <> 'none')"
NAMELESS = "a place without a name"


@dataclass(frozen=True, slots=True)
class Points:
    """The points at which events happened: arrays of one length, in degrees and counts; ``named`` holds for each the
    name of a place there (``place``) and one of its events that stands in a report (``event``)."""

    lat: np.ndarray
    lon: np.ndarray
    events: np.ndarray
    unsure: np.ndarray
    named: pa.Table


def points_of(archive: Archive) -> Points:
    """The points of all events of the archive."""
    found = archive.table(
        f"SELECT lat, lon, count(*) AS events, count(*) FILTER ({UNSURE}) AS unsure, any_value(place) AS place,"
        " any_value(id) FILTER (document IS NOT NULL) AS event"
        " FROM events WHERE lat IS NOT NULL AND lon IS NOT NULL GROUP BY lat, lon"
    )
    lat, lon, events, unsure = (found[name].to_numpy() for name in ("lat", "lon", "events", "unsure"))
    return Points(lat, lon, events, unsure, found.select(["place", "event"]))


def cells(archive: Archive, points: Points, view: View) -> list[Cell]:
    """The events in view, gathered by the cells of a grid laid over it. One event alone tells how far its place may
    be off."""
    import numpy as np

    across, down = grid_of(view)
    wide, tall = view.east - view.west, view.north - view.south
    east = (points.lon - view.west + 1080) % 360
    (inside,) = np.nonzero((points.lat >= view.south) & (points.lat <= view.north) & (east <= min(wide, 360.0)))
    lat, east, events, unsure = points.lat[inside], east[inside], points.events[inside], points.unsure[inside]
    keys = np.floor(east * across / wide) * (down + 1) + np.floor((lat - view.south) * down / tall)
    _, cell = np.unique(keys, return_inverse=True)
    counted = np.bincount(cell, events)
    middles = np.bincount(cell, events * lat) / counted, view.west + np.bincount(cell, events * east) / counted
    # The fullest point of each cell gives it its name.
    fullest = np.lexsort((-events, cell))[np.searchsorted(np.sort(cell), np.arange(len(counted)))]
    at = points.named.take(inside[fullest]).to_pydict()
    columns = (*middles, counted, np.bincount(cell, unsure), np.bincount(cell))
    found = [
        (Cell(lat, lon, int(n), int(doubted), place or NAMELESS, 0.0), event if alone == 1 else None)
        for lat, lon, n, doubted, alone, place, event in zip(
            *(column.tolist() for column in columns), at["place"], at["event"], strict=True
        )
    ]
    radii = _radii(archive, [event for _, event in found if event])
    return [replace(one, radius_km=radii.get(event or "", 0.0)) for one, event in found]


def _radii(archive: Archive, events: Sequence[str]) -> dict[str, float]:
    """How far the places of some events may be off, in km."""
    query = (
        "SELECT id, (body->>'$.where.radius_km')::DOUBLE FROM events"
        " WHERE id IN (SELECT unnest(?::VARCHAR[])) AND body IS NOT NULL"
    )
    return {id: radius for id, radius in archive.rows(query, [list(events)]) if radius}
