"""Events: all that fit what the address asks for, with counts, export, and the words of each."""

from __future__ import annotations

from starlette.requests import Request

from dragoman.archive.facets import Choice, Choices
from dragoman.archive.filters import EventFilter
from dragoman.archive.filters import Page as Found
from dragoman.archive.query import EVENT_ORDERS, EventRow, event_conditions, events, events_with_choices
from dragoman.archive.store import Archive
from dragoman.desk.cards import cards_of
from dragoman.desk.filters import Asked, without
from dragoman.desk.pages.lists import choices_of, facets_of, fields_of, list_page, window, with_open_choices
from dragoman.desk.replies import Page
from dragoman.desk.shelf import Shelf, shelf_of
from dragoman.desk.told import DATASETS, HEDGES, KINDS_OF_EVENTS, STATUSES

COLUMNS = {
    "status": ("status", "Status"),
    "reporting_hedge": ("hedge", "How sure"),
    "type": ("type", "Type"),
    "coalesce(dataset, 'read')": ("dataset", "Origin"),
}
FIELDS = (
    ("text", "Words", "in what the report says", "search"),
    ("actor", "Actor", "a name, a country, “RUS MIL”", "text"),
    ("source", "By", "who acts", "text"),
    ("target", "Towards", "who is acted on", "text"),
    ("near", "Near", "Kherson:50km or 46.6,32.6:50", "text"),
    ("country", "In country", "Ukraine or UKR", "text"),
    ("since", "Since", "2022-11", "text"),
    ("until", "Until", "2022-11-14", "text"),
)


def listing(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    orders = list(EVENT_ORDERS)
    wanted = asked.filter(EventFilter, **window(asked, orders))
    with shelf.reading() as archive:
        found, counted = shelf.remembered(("events", wanted), lambda: _found(archive, shelf, wanted))
        cards = cards_of(archive, "events", found.rows)

        def recount(column: str, name: str) -> list[Choice]:
            where = event_conditions(without(wanted, name))
            return choices_of(archive, shelf, "events", where, [column])[column]

        open_counts = with_open_choices(asked, counted, COLUMNS, recount)
    words = {"status": STATUSES, "hedge": HEDGES, "dataset": DATASETS, "type": KINDS_OF_EVENTS}
    return list_page(
        asked,
        "events",
        "Events",
        found.rows,
        found.total,
        cards,
        EventFilter,
        orders=orders,
        facets=facets_of(asked, open_counts, COLUMNS, words),
        fields=fields_of(asked, FIELDS),
        extra={},
    )


def _found(archive: Archive, shelf: Shelf, wanted: EventFilter) -> tuple[Found[EventRow], Choices]:
    """A page of events and how many of all that fit have which status, type and origin."""
    where = event_conditions(wanted)
    if where.conditions:
        return events_with_choices(archive, wanted, list(COLUMNS))
    return events(archive, wanted), choices_of(archive, shelf, "events", where, list(COLUMNS))
