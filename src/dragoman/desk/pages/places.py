"""Places: where things happened, and of each the events around it and who claims or holds it since when."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request

from dragoman.archive.filters import EventFilter, Near
from dragoman.archive.query import events
from dragoman.archive.rows import made
from dragoman.archive.store import Archive
from dragoman.desk.cards import cards_of
from dragoman.desk.clusters import draw_world, map_view
from dragoman.desk.filters import PAGE_SIZE, Asked, leaf_of
from dragoman.desk.names import name_of_code
from dragoman.desk.pages.home import cells_in, to_events
from dragoman.desk.pages.lists import Field
from dragoman.desk.replies import Page
from dragoman.desk.shelf import Shelf, shelf_of
from dragoman.errors import NotFoundError
from dragoman.records import Claim, Place

POINT = re.compile(r"at:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")
DISTANCES = (5, 25, 50, 100, 250)
MOST_EVENTS = 20
# Places kept in memory to be looked through; all but the largest archives name fewer.
MOST_PLACES = 50_000


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place over the whole archive: how many events happened there, how often it is named."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    id: str | None
    events: int
    mentions: int

    @property
    def address(self) -> str:
        """The id of its page: its own, or its point where only data sets name it."""
        if self.id:
            return self.id
        return f"at:{self.lat:.4f},{self.lon:.4f}" if self.lat is not None and self.lon is not None else ""


def listing(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    start, name = (asked.page - 1) * PAGE_SIZE, asked.get("text")
    with shelf.reading() as archive:
        known = places_named(archive, shelf, name)
    found = known[start : start + PAGE_SIZE]
    drawn = {
        "asked": asked,
        "rows": [(row, name_of_code(row.country) if row.country else "") for row in found],
        "leaf": leaf_of(asked, len(found), len(known)),
        "fields": [Field("text", "Name", name, "part of a name", "search")],
        "clear": asked.path,
    }
    return Page("places.html", "Places", {"total": len(known), "rows": [asdict(row) for row in found]}, drawn)


def places_named(archive: Archive, shelf: Shelf, name: str) -> list[PlaceRow]:
    """The places with this in their name, the busiest first; all of them for an empty name."""
    known = shelf.remembered("places", lambda: _rows(archive))
    lowered = name.lower()
    return [row for row in known if lowered in row.name.lower()] if lowered else known


def _rows(archive: Archive) -> list[PlaceRow]:
    query = (
        "SELECT name, country, avg(lat), avg(lon), max(id), sum(e)::INTEGER, sum(m)::INTEGER FROM ("
        "SELECT place AS name, country, avg(lat) AS lat, avg(lon) AS lon, NULL AS id, count(*) AS e, 0 AS m FROM events"
        " WHERE place IS NOT NULL GROUP BY place, country"
        " UNION ALL SELECT name, country, lat, lon, id, 0, 1 FROM places WHERE sense = 'literal')"
        f" GROUP BY name, country ORDER BY sum(e) DESC, sum(m) DESC, name LIMIT {MOST_PLACES}"
    )
    return [PlaceRow(*row) for row in archive.rows(query)]


def place(request: Request) -> Page:
    """One place: its claims by date, and what happened around it."""
    asked, shelf = Asked(request), shelf_of(request)
    id = request.path_params["id"]
    with shelf.reading() as archive:
        known, lat, lon = _known(archive, id)
        words = asked.get("km", "25")
        km = float(words) if re.fullmatch(r"\d{1,4}", words) else 25.0
        near = Near(lat, lon, km) if lat is not None and lon is not None else None
        wanted = (
            EventFilter(near=near, limit=MOST_EVENTS)
            if near
            else EventFilter(place=known.name if known else "", limit=MOST_EVENTS)
        )
        happened = shelf.remembered(("at", wanted), lambda: events(archive, wanted))
        cards = cards_of(archive, "events", happened.rows)
        reports = archive.rows(
            "SELECT id, title, published FROM documents WHERE id IN (SELECT document FROM places WHERE id = ?)"
            " ORDER BY published DESC NULLS LAST LIMIT 12",
            [id],
        )
        name = asked.get("name") or (known.name if known else happened.rows[0].place if happened.rows else "A place")
        world = None
        if lat is not None and lon is not None:
            # Wide enough for a coast or a border to tell where one is.
            reach = max(2.6, km / 60)
            view = map_view((lon - reach * 2, max(-85.0, lat - reach), lon + reach * 2, min(85.0, lat + reach)))
            world = draw_world(view, cells_in(archive, shelf, view), (lat, lon, name or ""))
    claims = sorted(known.claims, key=lambda claim: (claim.since or "", claim.kind)) if known else []
    facts: dict[str, Any] = {
        "id": id,
        "name": name,
        "lat": lat,
        "lon": lon,
        "claims": [asdict(claim) for claim in claims],
        "km": km,
        "total": happened.total,
        "events": [asdict(row) for row in happened.rows],
    }
    drawn = {
        "known": known,
        "claims": [(claim, name_of_code(claim.holder), _term(claim)) for claim in claims],
        "cards": cards,
        "total": happened.total,
        "km": km,
        "distances": [(d, asked.with_(km=d)) for d in DISTANCES],
        "world": world,
        "reports": reports,
        "to_events": to_events,
        "with_": lambda map: to_events(map),
        "lat": lat,
        "lon": lon,
        "around": f"/events?near={lat:.4f},{lon:.4f}:{km:g}" if near else f"/events?place={name}",
    }
    return Page("place.html", name or "A place", facts, drawn)


def _known(archive: Archive, id: str) -> tuple[Place | None, float | None, float | None]:
    if point := POINT.fullmatch(id):
        return None, float(point[1]), float(point[2])
    rows = archive.rows("SELECT body FROM places WHERE id = ? ORDER BY document, ordinal LIMIT 1", [id])
    if not rows:
        raise NotFoundError(f"No place {id} is named in the archive.")
    known: Place = made(Place, json.loads(rows[0][0]))
    return known, known.lat, known.lon


def _term(claim: Claim) -> str:
    if not claim.since and not claim.until:
        return "dates not known"
    return f"{claim.since or '…'} – {claim.until or 'now'}"
