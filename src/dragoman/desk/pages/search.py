"""Search across everything: reports, actors, places, statements, events, positions and questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from dragoman.archive.filters import EventFilter, PositionFilter, QuestionFilter, StatementFilter
from dragoman.archive.filters import Page as Found
from dragoman.archive.paging import halves_of, rows_at
from dragoman.archive.query import (
    EventRow,
    PositionRow,
    QuestionRow,
    StatementRow,
    events,
    positions,
    questions,
    statements,
)
from dragoman.archive.search import Hit, hits_of, ranking
from dragoman.archive.store import Archive
from dragoman.archive.where import Where, code_of
from dragoman.desk.cards import cards_by_table
from dragoman.desk.filters import Asked
from dragoman.desk.pages.actors import actors_named
from dragoman.desk.pages.places import places_named
from dragoman.desk.replies import Page
from dragoman.desk.shelf import Shelf, shelf_of

# Shown of each kind; the rest is behind a link.
EACH = 6
# Records are looked for in so many of the best reports: to look through all of them would take too long.
BEST = 24
# What stands together in quotation marks, and single words.
WORDS = re.compile(r'"([^"]+)"|(\S+)')
# Table -> its title, its rows, how it is asked, by which filter whoever speaks, acts or wants is asked for.
KINDS: dict[str, tuple[str, Any, Any, Any, str | None]] = {
    "statements": ("Statements", StatementRow, statements, StatementFilter, "speaker"),
    "events": ("Events", EventRow, events, EventFilter, "actor"),
    "positions": ("Positions", PositionRow, positions, PositionFilter, "actor"),
    "questions": ("Questions", QuestionRow, questions, QuestionFilter, None),
}


def everything(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    words = asked.get("q")[:200]
    if not words:
        return Page("search.html", "Search", {"q": ""}, {"words": ""})
    with shelf.reading() as archive:
        actors = actors_named(archive, shelf, words, 2 * EACH)
        found = shelf.remembered(("search", words), lambda: _found(archive, words, bool(actors.rows)))
        cards = cards_by_table(archive, {table: rows for table, (rows, _) in found[1].items()})
        places = _places(archive, shelf, words)
    reports = found[0]
    groups = [(KINDS[table][0], cards[table], address) for table, (_, address) in found[1].items()]
    facts = {
        "q": words,
        "reports": [asdict(hit) for hit in reports.rows],
        "actors": [asdict(row) for row in actors.rows],
        "places": places,
        **{table: [asdict(row) for row in rows] for table, (rows, _) in found[1].items()},
    }
    drawn = {
        "words": words,
        "hits": reports.rows,
        "total": reports.total,
        "actors": actors,
        "places": places,
        "groups": groups,
        "each": EACH,
        "pieces_of": partial(pieces_of, words),
        "nothing": not (reports.rows or actors.rows or places or any(cards for _, cards, _ in groups)),
    }
    return Page("search.html", f"Search: {words}", facts, drawn)


def pieces_of(words: str, text: str) -> list[str]:
    """The text cut at the words that are looked for: every second piece is one of them."""
    wanted = [re.escape(phrase or word) for phrase, word in WORDS.findall(words)]
    return re.split(rf"\b({'|'.join(wanted)})", text, flags=re.I) if wanted else [text]


def _places(archive: Archive, shelf: Shelf, words: str) -> list[dict[str, Any]]:
    named = [place for place in places_named(archive, shelf, words) if place.address][:EACH]
    return [asdict(place) | {"address": place.address} for place in named]


def _found(archive: Archive, words: str, is_known: bool) -> tuple[Found[Hit], dict[str, tuple[Sequence[Any], str]]]:
    """The best reports, and for each kind its records with the rows and the address of the list that has them all.

    ``is_known`` says that an actor of the archive goes by these words.
    """
    # To look through the names of millions of events takes long: only where somebody bears such a name.
    is_name = is_known or _is_name(archive, words)
    ranked = ranking(archive, words)
    best = [id for id, _ in ranked[:BEST]]
    return hits_of(archive, words, ranked, limit=2 * EACH), {
        table: _records(archive, table, words, best, is_name or table != "events") for table in KINDS
    }


def _is_name(archive: Archive, words: str) -> bool:
    """Whether the words name a country, or somebody whom a correction put into an event."""
    query = "SELECT 1 FROM corrected_event_actors WHERE contains(lower(name), ?) LIMIT 1"
    return code_of(words) is not None or bool(archive.rows(query, [words.lower()]))


def _records(archive: Archive, table: str, words: str, best: list[str], is_name: bool) -> tuple[Sequence[Any], str]:
    """Records of the best reports with the words in them; else those of whoever goes by that name, if anybody does."""
    _, row, asking, kind, name = KINDS[table]
    near = _near(archive, table, words, best) if best else []
    if near or name is None or not is_name:
        return rows_at(archive, row, table, near), f"/{table}?{urlencode({'text': words})}"
    return asking(archive, kind(**{name: words}, limit=EACH)).rows, f"/{table}?{urlencode({name: words})}"


def _near(archive: Archive, table: str, words: str, best: list[str]) -> list[tuple[bool, int]]:
    """The newest records of these reports with all the words in them."""
    where = Where()
    where.one_of("document", best)
    wanted = [(phrase or word).lower() for phrase, word in WORDS.findall(words)]
    # The words are looked for here: the database would look through all rows before it asks for the few documents.
    found = archive.rows(halves_of(table, "words, reported, id", where, None), where.values)
    fitting = [row for row in found if row[2] and all(word in row[2].lower() for word in wanted)]
    fitting.sort(key=lambda row: (row[3] is None, -(row[3].toordinal() if row[3] else 0), row[4]))
    return [(fixed, row) for row, fixed, *_ in fitting[:EACH]]
