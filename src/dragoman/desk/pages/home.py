"""The desk: what is new since the last visit, when and where things happened, who deals with whom, what is open."""

from __future__ import annotations

import datetime
import time
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dragoman.archive.filters import EventFilter, QuestionFilter, first_day, last_day
from dragoman.archive.query import DocumentRow, documents_since, questions
from dragoman.archive.store import Archive
from dragoman.archive.tally import Dyad, dyads, series
from dragoman.desk.basemap import View
from dragoman.desk.cards import cards_of, document_facts
from dragoman.desk.clusters import Cell, World, box_in, draw_world, map_view
from dragoman.desk.days import Days, days_of
from dragoman.desk.filters import Asked
from dragoman.desk.names import name_of_code
from dragoman.desk.points import Points, cells, points_of
from dragoman.desk.replies import Page, Refusal
from dragoman.desk.safety import Access
from dragoman.desk.shelf import Shelf, shelf_of
from dragoman.desk.spark import Spark, draw_spark
from dragoman.desk.times import Times, draw_times
from dragoman.desk.told import DATASETS
from dragoman.formats.dates import range_in_words

# A visit ends when nothing was looked at for so long (seconds).
VISIT = 1800
# Shown of what is new, of the busiest pairs, of the open questions.
MOST_NEW, MOST_PAIRS, MOST_OPEN = 8, 10, 8
# Spans of a sparkline: weeks for a year and a half, months beyond.
MOST_WEEKS = 78
# What one may call new, instead of what came since the last visit.
PERIODS = (("1", "a day"), ("7", "a week"), ("31", "a month"), ("all", "the beginning"))
NEVER = datetime.datetime(1, 1, 1)
EARLIEST, LATEST = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)


def desk(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    last, cookie = _last_visit(request)
    since = _chosen(asked, last)
    with shelf.reading() as archive:
        new = _new(archive, shelf, since)
        times, zoom = _times(archive, shelf, asked)
        world = _world(archive, shelf, asked)
        pairs = _busiest(archive, shelf)
        wanted = QuestionFilter(state=("draft", "open"), limit=MOST_OPEN)
        asking = shelf.remembered(("open", wanted), lambda: questions(archive, wanted))
        cards = cards_of(archive, "questions", asking.rows)
        is_bare = times is None and not shelf.remembered("any", lambda: documents_since(archive, NEVER, 1).total)
    facts = {
        "since": since,
        "new": new | {"documents": [document_facts(row) for row in new["documents"]]},
        "days": [zoom.first, zoom.last] if zoom else None,
        "map": world.box,
        "clusters": [{"events": c.events, "told": c.told, "box": c.box} for c in world.clusters],
        "dyads": [pair.facts for pair in pairs],
        "questions": [card.row.text for card in cards],
    }
    drawn = {
        "asked": asked,
        "since": since,
        "periods": [("", "the last visit" if last else "", asked.with_(new=None))]
        + [(name, words, asked.with_(new=name)) for name, words in PERIODS],
        "period": asked.get("new"),
        "is_bare": is_bare,
        "new": new,
        "imported": [(name, DATASETS.get(name, name), count) for name, count in new["imported"].items()],
        "times": times,
        "zoom": zoom,
        "world": world,
        "pairs": pairs,
        "cards": cards,
        "open_total": asking.total,
        "with_": asked.with_,
        "to_days": to_days,
        "to_events": to_events,
    }
    return Page("home.html", "Desk", facts, drawn, cookies={"seen": cookie})


def recall(archive: Archive, shelf: Shelf) -> None:
    """Has what this page begins with at hand."""
    _counted(archive, shelf)
    _gathered(archive, shelf)
    _busiest(archive, shelf)


def _counted(archive: Archive, shelf: Shelf) -> Days:
    return shelf.remembered("days", lambda: days_of(archive))


def _gathered(archive: Archive, shelf: Shelf) -> Points:
    return shelf.remembered("points", lambda: points_of(archive))


def _busiest(archive: Archive, shelf: Shelf) -> list[Pair]:
    return shelf.remembered("pairs", lambda: _pairs(archive))


# -- what is new -------------------------------------------------------------------------------------------------


def _last_visit(request: Request) -> tuple[datetime.datetime | None, str]:
    """When the visit before this one ended, and what the browser is to remember of both."""
    access: Access = request.app.state.access
    before, _, last = request.cookies.get(f"{access.cookie}-seen", "").partition(".")
    now = int(time.time())
    ended, seen = (int(part) if part.isdecimal() and len(part) < 12 else 0 for part in (before, last))
    if seen and now - seen > VISIT:
        ended = seen
    known = ended or None
    told = datetime.datetime.fromtimestamp(min(known, now), datetime.UTC) if known else None
    return told, f"{ended}.{now}"


def _chosen(asked: Asked, last: datetime.datetime | None) -> datetime.datetime | None:
    """Since when things count as new: the last visit, so many days ago, or ever."""
    words = asked.get("new")
    if words not in dict(PERIODS):
        return last
    if words == "all":
        return None
    return datetime.datetime.now(datetime.UTC).replace(second=0, microsecond=0) - datetime.timedelta(days=int(words))


def _new(archive: Archive, shelf: Shelf, since: datetime.datetime | None) -> dict[str, Any]:
    """The reports read since then and what is in them, and what was imported; everything on a first visit."""
    # The archive stores the time of its own machine, without a zone.
    start = since.astimezone().replace(tzinfo=None) if since else NEVER

    def ask() -> dict[str, Any]:
        found = documents_since(archive, start, MOST_NEW)
        counted = {
            table: archive.rows(
                f"SELECT count(*) FROM {table} WHERE document IN (SELECT id FROM documents WHERE read_at >= ?)", [start]
            )[0][0]
            for table in ("events", "statements", "positions", "questions")
        }
        query = (
            "SELECT dataset, sum(added)::BIGINT FROM imports WHERE imported_at >= ? GROUP BY 1 HAVING sum(added) > 0"
        )
        imported = sorted(archive.rows(query, [start]), key=lambda row: (-row[1], row[0]))
        return {"documents": found.rows, "total": found.total, "imported": dict(imported), **counted}

    found: dict[str, Any] = shelf.remembered(("new", start), ask)
    return found


def instant(row: DocumentRow) -> datetime.datetime:
    """When a report was read, in universal time."""
    return row.read_at.astimezone(datetime.UTC)


# -- timeline ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Zoom:
    """The days the timeline shows, and the ways to other days: sign, what it does, address."""

    first: datetime.date
    last: datetime.date
    told: str
    ways: tuple[tuple[str, str, str], ...]


def _times(archive: Archive, shelf: Shelf, asked: Asked) -> tuple[Times | None, Zoom | None]:
    counted = _counted(archive, shelf)
    known = shelf.remembered("extent", counted.extent)
    if known is None:
        return None, None
    first = asked.day("first", first_day) or known[0]
    last = asked.day("last", last_day) or known[1]
    if last < first:
        raise Refusal("The timeline cannot end before it begins.")
    drawn = draw_times(first, last, counted.exact(first, last), counted.loose(first, last))
    shown = shelf.remembered(("within", first, last), lambda: counted.within(first, last))
    return drawn, _zoom(asked, first, last, _shown(shown, shelf.remembered("dated", counted.dated), counted.undated))


def _shown(shown: int, dated: int, undated: int) -> str:
    """How many of all events a timeline shows, for what is not in sight must not be taken for nothing."""
    told = f"{shown:,} of {dated:,} dated events" if shown < dated else f"all {dated:,} dated events"
    return told + (f"; {undated:,} more have no date" if undated else "")


def _zoom(asked: Asked, first: datetime.date, last: datetime.date, shown: str) -> Zoom:
    width = (last - first).days + 1
    ways = (
        ("+", "Closer", _days_at(asked, first, last, width // 4, -(width // 4))),
        ("−", "Farther", _days_at(asked, first, last, -(width // 2 + 1), width // 2 + 1)),
        ("←", "Earlier", _days_at(asked, first, last, -(width // 2 + 1), -(width // 2 + 1))),
        ("→", "Later", _days_at(asked, first, last, width // 2 + 1, width // 2 + 1)),
        ("All", "All days", asked.with_(first=None, last=None)),
    )
    return Zoom(first, last, f"{range_in_words(first, last)}: {shown}", ways)


def _days_at(asked: Asked, first: datetime.date, last: datetime.date, before: int, after: int) -> str:
    start, end = first.toordinal() + before, last.toordinal() + after
    start, end = max(EARLIEST.toordinal(), start), min(LATEST.toordinal(), max(start, end))
    return asked.with_(first=datetime.date.fromordinal(min(start, end)), last=datetime.date.fromordinal(end))


def to_days(first: datetime.date, last: datetime.date) -> str:
    """The events of these days."""
    return f"/events?since={first}&until={last}&sort=oldest"


# -- map ---------------------------------------------------------------------------------------------------------


def _world(archive: Archive, shelf: Shelf, asked: Asked) -> World:
    view = map_view(box_in(asked.get("map")))
    return draw_world(view, cells_in(archive, shelf, view))


def cells_in(archive: Archive, shelf: Shelf, view: View) -> list[Cell]:
    """The events in a view of the map, by cell."""
    points = _gathered(archive, shelf)
    return shelf.remembered(("cells", view), lambda: cells(archive, points, view))


def to_events(box: str) -> str:
    """The events around the middle of a box."""
    west, south, east, north = map(float, box.split(","))
    reach = max(5, round((north - south) / 2 * 111))
    return f"/events?near={(south + north) / 2:.3f},{(west + east) / 2:.3f}:{reach}"


# -- who with whom -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """Two countries, how much passed between them, and how it went."""

    dyad: Dyad
    source: str
    target: str
    spark: Spark

    @property
    def facts(self) -> dict[str, Any]:
        d = self.dyad
        return {
            "source": d.source,
            "target": d.target,
            "events": d.events,
            "balance": d.balance,
            "told": self.spark.told,
        }


def _pairs(archive: Archive) -> list[Pair]:
    known = dyads(archive, EventFilter(limit=4 * MOST_PAIRS))
    busiest = [dyad for dyad in known if dyad.source != dyad.target][:MOST_PAIRS]
    if not busiest:
        return []
    last = max((dyad.last for dyad in busiest if dyad.last), default=None)
    first = min((dyad.first for dyad in busiest if dyad.first), default=None)
    if last is None or first is None:
        return []
    first = max(first, last - datetime.timedelta(days=5 * 365))
    step = "week" if (last - first).days <= 7 * MOST_WEEKS else "month"
    wanted = EventFilter(since=first, until=last)
    found = series(archive, wanted, [(d.source, d.target) for d in busiest], step)
    spans = _spans_between(first, last, step)
    return [
        _pair(dyad, {day: (n, mean) for day, n, mean in found[dyad.source, dyad.target]}, spans, step)
        for dyad in busiest
    ]


def _pair(
    dyad: Dyad, found: dict[datetime.date, tuple[int, float | None]], spans: list[datetime.date], step: str
) -> Pair:
    steps = [(f"{step} of {day}", *found.get(day, (0, None))) for day in spans]
    return Pair(dyad, name_of_code(dyad.source), name_of_code(dyad.target), draw_spark(steps))


def _spans_between(first: datetime.date, last: datetime.date, step: str) -> list[datetime.date]:
    """The first days of the weeks or months between two days, as the database truncates them."""
    if step == "week":
        start = first - datetime.timedelta(days=first.weekday())
        return [start + datetime.timedelta(days=7 * n) for n in range((last - start).days // 7 + 1)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        datetime.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(months)
    ]
