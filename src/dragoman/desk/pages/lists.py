"""What the list pages share: filters with counts, sorting, leafing, and the way to export what is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.archive.facets import Choice, Choices, choices
from dragoman.archive.store import Archive
from dragoman.archive.where import Where
from dragoman.desk.cards import Card
from dragoman.desk.filters import PAGE_SIZE, Asked, leaf_of
from dragoman.desk.replies import Page
from dragoman.desk.shelf import Shelf
from dragoman.formats.export import FORMATS
from dragoman.formats.words import clipped

SORT_NAMES = {
    "newest": "newest first",
    "oldest": "oldest first",
    "intensity": "most hostile first",
    "dead": "deadliest first",
    "most": "most named",
    "name": "by name",
    "events": "most events",
    "read": "last read",
}


@dataclass(frozen=True, slots=True)
class Facet:
    """A column one can choose values of: how many rows have each, and which are chosen."""

    name: str
    title: str
    choices: tuple[tuple[Choice, bool, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A filter one writes into."""

    name: str
    title: str
    value: str
    hint: str = ""
    kind: str = "text"


def facets_of(
    asked: Asked,
    counted: Mapping[str, Sequence[Choice]],
    titles: Mapping[str, tuple[str, str]],
    words: Mapping[str, Mapping[str, str]],
) -> list[Facet]:
    """The facets of a page; ``titles`` gives for each column the name of its filter and its title."""
    found = []
    for column, (name, title) in titles.items():
        chosen = asked.all(name)
        choices = [choice for choice in counted.get(column, ()) if choice.value]
        known = {choice.value for choice in choices}
        choices += [Choice(value, 0) for value in chosen if value not in known]
        listed = tuple((c, c.value in chosen, words.get(name, {}).get(c.value, c.value)) for c in choices[:20])
        if len(listed) > 1 or chosen:
            found.append(Facet(name, title, listed))
    return found


def with_open_choices(
    asked: Asked,
    counted: Mapping[str, Sequence[Choice]],
    titles: Mapping[str, tuple[str, str]],
    recount: Callable[[str, str], Sequence[Choice]],
) -> dict[str, Sequence[Choice]]:
    """The counts, but those of a facet one has chosen from as they were without that choice: so one can choose more.

    ``recount`` gives the choices of a column without the filter of that name.
    """
    return {
        column: recount(column, name) if asked.all(name) else counted.get(column, ())
        for column, (name, _) in titles.items()
    }


def choices_of(archive: Archive, shelf: Shelf, table: str, where: Where, columns: Sequence[str]) -> Choices:
    """How many of the rows that fit have each value of some columns; counted once."""
    key = (f"{table} choices", *columns, where.sql, *where.values)
    return shelf.remembered(key, lambda: choices(archive, table, where, columns))


def fields_of(asked: Asked, fields: Sequence[tuple[str, str, str, str]]) -> list[Field]:
    return [Field(name, title, asked.get(name), hint, kind) for name, title, hint, kind in fields]


def list_page(
    asked: Asked,
    table: str,
    title: str,
    found: Sequence[Any],
    total: int,
    cards: Sequence[Card],
    kind: type[Any],
    *,
    orders: Sequence[str],
    facets: Sequence[Facet],
    fields: Sequence[Field],
    extra: Mapping[str, Any],
) -> Page:
    """The page of a list: the same for events, statements, positions and questions."""
    facts = {
        "total": total,
        "page": asked.page,
        "rows": [{**asdict(row), "told": card.row.text} for row, card in zip(found, cards, strict=True)],
        "counts": {facet.name: {choice.value: choice.count for choice, _, _ in facet.choices} for facet in facets},
    }
    titles = {field.name: field.title for field in fields} | {facet.name: facet.title for facet in facets}
    words = {(facet.name, choice.value): told for facet in facets for choice, _, told in facet.choices}
    # A report is known by its title.
    words |= {("document", card.document or ""): f"“{clipped(card.title, 60)}”" for card in cards if card.title}
    drawn = {
        "asked": asked,
        "table": table,
        "cards": cards,
        "leaf": leaf_of(asked, len(found), total),
        "chips": asked.chips(kind, titles, words),
        "facets": facets,
        "fields": fields,
        "clear": asked.path,
        "formats": formats_for(table),
        "sorts": [(name, SORT_NAMES.get(name, name), asked.with_(sort=name)) for name in orders],
        "sort": asked.get("sort", orders[0]),
        **extra,
    }
    return Page("list.html", title, facts, drawn)


def window(asked: Asked, orders: Sequence[str]) -> dict[str, Any]:
    """The part of a filter that says which page of it, in which order."""
    return {"sort": asked.sorted_by(orders), "limit": PAGE_SIZE, "offset": (asked.page - 1) * PAGE_SIZE}


def formats_for(table: str) -> list[tuple[str, str]]:
    """The export formats that have room for a kind of record: name and title."""
    kind = table.removesuffix("s")
    return [(name, made.title) for name, made in FORMATS.items() if kind in made.kinds]
