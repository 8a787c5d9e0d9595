"""Reports: everything that was read, by when it appeared or was read, and what could not be read."""

from __future__ import annotations

from starlette.requests import Request

from dragoman.archive.filters import DocumentFilter
from dragoman.archive.query import DOCUMENT_ORDERS, documents
from dragoman.desk.cards import document_facts
from dragoman.desk.filters import Asked, leaf_of
from dragoman.desk.pages.lists import SORT_NAMES, fields_of, window
from dragoman.desk.replies import Page
from dragoman.desk.shelf import shelf_of

FIELDS = (
    ("title", "Title", "words of the title", "search"),
    ("outlet", "Outlet", "", "text"),
    ("actor", "Naming", "a name, a country", "text"),
    ("since", "Since", "2022-11", "text"),
    ("until", "Until", "2022-11-14", "text"),
)


def listing(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    orders = list(DOCUMENT_ORDERS)
    wanted = asked.filter(DocumentFilter, **window(asked, orders))
    with shelf.reading() as archive:
        found = shelf.remembered(("documents", wanted), lambda: documents(archive, wanted))
        failures = shelf.remembered("failures", lambda: list(reversed(archive.failures()))[:20])
    drawn = {
        "asked": asked,
        "rows": found.rows,
        "leaf": leaf_of(asked, len(found.rows), found.total),
        "fields": fields_of(asked, FIELDS),
        "clear": asked.path,
        "sort": asked.get("sort", orders[0]),
        "sorts": [(name, SORT_NAMES[name], asked.with_(sort=name)) for name in orders],
        "failures": failures,
    }
    return Page(
        "documents.html", "Reports", {"total": found.total, "rows": [document_facts(r) for r in found.rows]}, drawn
    )
