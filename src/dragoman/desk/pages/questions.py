"""Questions and explanations: what reports leave open, and the answers that compete."""

from __future__ import annotations

import json

from starlette.requests import Request

from dragoman.archive.facets import Choice
from dragoman.archive.filters import QuestionFilter
from dragoman.archive.query import BY_REPORT, question_conditions, questions
from dragoman.archive.rows import made
from dragoman.archive.store import Archive
from dragoman.desk.cards import cards_of, explanation_cards
from dragoman.desk.filters import PAGE_SIZE, Asked, leaf_of, without
from dragoman.desk.pages.lists import choices_of, facets_of, fields_of, list_page, window, with_open_choices
from dragoman.desk.replies import Page
from dragoman.desk.shelf import shelf_of
from dragoman.desk.told import KINDS_OF_EVENTS
from dragoman.records import Explanation, as_json

COLUMNS = {"kind": ("kind", "Kind"), "state": ("state", "State"), "type": ("type", "Type of event")}
FIELDS = (
    ("text", "Words", "in the question", "search"),
    ("since", "Reported since", "2022-11", "text"),
    ("until", "Until", "2022-11-14", "text"),
)


def listing(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    orders = list(BY_REPORT)
    wanted = asked.filter(QuestionFilter, **window(asked, orders))
    with shelf.reading() as archive:
        found = shelf.remembered(("questions", wanted), lambda: questions(archive, wanted))
        cards = cards_of(archive, "questions", found.rows)
        counted = choices_of(archive, shelf, "questions", question_conditions(wanted), list(COLUMNS))

        def recount(column: str, name: str) -> list[Choice]:
            where = question_conditions(without(wanted, name))
            return choices_of(archive, shelf, "questions", where, [column])[column]

        open_counts = with_open_choices(asked, counted, COLUMNS, recount)
    return list_page(
        asked,
        "questions",
        "Questions",
        found.rows,
        found.total,
        cards,
        QuestionFilter,
        orders=orders,
        facets=facets_of(asked, open_counts, COLUMNS, {"type": KINDS_OF_EVENTS}),
        fields=fields_of(asked, FIELDS),
        extra={},
    )


def explanations(request: Request) -> Page:
    """Explanatory questions with the answers that compete for them, and the evidence for each."""
    asked, shelf = Asked(request), shelf_of(request)
    with shelf.reading() as archive:
        total = archive.rows("SELECT count(*) FROM explanations")[0][0]
        found = _page(archive, (asked.page - 1) * PAGE_SIZE)
        cards = explanation_cards(archive, found)
    facts = {"total": total, "rows": [as_json(explanation) for explanation in found]}
    return Page("explanations.html", "Explanations", facts, {"cards": cards, "leaf": leaf_of(asked, len(found), total)})


def _page(archive: Archive, start: int) -> list[Explanation]:
    query = (
        "SELECT x.body FROM explanations x LEFT JOIN documents d ON d.id = x.document"
        f" ORDER BY d.published DESC NULLS LAST, x.document, x.ordinal LIMIT {PAGE_SIZE} OFFSET {start}"
    )
    return [made(Explanation, json.loads(body)) for (body,) in archive.rows(query)]
