"""Statements: who said what, through whom, with every hedge; filtered by the address."""

from __future__ import annotations

from starlette.requests import Request

from dragoman.archive.facets import Choice
from dragoman.archive.filters import StatementFilter
from dragoman.archive.query import BY_DAY, statement_conditions, statements
from dragoman.desk.cards import cards_of
from dragoman.desk.filters import Asked, without
from dragoman.desk.pages.lists import choices_of, facets_of, fields_of, list_page, window, with_open_choices
from dragoman.desk.replies import Page
from dragoman.desk.shelf import shelf_of
from dragoman.desk.told import GRADES, HEDGES, SAID

COLUMNS = {
    "status": ("status", "Status"),
    "reporting_hedge": ("hedge", "How sure"),
    "act": ("act", "Act"),
    "form": ("form", "Form"),
    "source_grade": ("grade", "Source"),
}
FIELDS = (
    ("text", "Words", "in what was said", "search"),
    ("speaker", "Speaker", "a name, a country, “RUS MIL”", "text"),
    ("addressee", "Said to", "whom it was said to", "text"),
    ("since", "Since", "2022-11", "text"),
    ("until", "Until", "2022-11-14", "text"),
)


def listing(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    orders = list(BY_DAY)
    wanted = asked.filter(StatementFilter, **window(asked, orders))
    with shelf.reading() as archive:
        found = shelf.remembered(("statements", wanted), lambda: statements(archive, wanted))
        cards = cards_of(archive, "statements", found.rows)
        counted = choices_of(archive, shelf, "statements", statement_conditions(wanted), list(COLUMNS))

        def recount(column: str, name: str) -> list[Choice]:
            where = statement_conditions(without(wanted, name))
            return choices_of(archive, shelf, "statements", where, [column])[column]

        open_counts = with_open_choices(asked, counted, COLUMNS, recount)
    words = {"status": SAID, "hedge": HEDGES, "grade": {str(grade): told for grade, told in GRADES.items()}}
    return list_page(
        asked,
        "statements",
        "Statements",
        found.rows,
        found.total,
        cards,
        StatementFilter,
        orders=orders,
        facets=facets_of(asked, open_counts, COLUMNS, words),
        fields=fields_of(asked, FIELDS),
        extra={},
    )
