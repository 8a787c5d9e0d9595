"""Positions: who wants or refuses what, actor by actor and thing by thing, over time."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request

from dragoman.archive.filters import PositionFilter
from dragoman.archive.query import positions
from dragoman.archive.store import Archive
from dragoman.desk.cards import cards_of, words_address
from dragoman.desk.filters import Asked
from dragoman.desk.matrix import Held, held_of, matrix_of
from dragoman.desk.pages.lists import fields_of
from dragoman.desk.replies import Page
from dragoman.desk.shelf import shelf_of
from dragoman.desk.told import STANCES
from dragoman.forecast.conditions import MET
from dragoman.records import as_json

# The newest of these are laid out; filters reach the others.
MOST = 120
FIELDS = (
    ("actor", "Actor", "a name, a country, RUS MIL", "text"),
    ("counterpart", "Towards", "a name or a country", "text"),
    ("text", "Words", "in what it is about", "search"),
    ("since", "Reported from", "2022-11", "text"),
    ("until", "to", "2022-11-14", "text"),
)


def matrix(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    wanted = asked.filter(PositionFilter, sort="newest", limit=MOST)
    with shelf.reading() as archive:
        held, total = shelf.remembered(("positions", wanted), lambda: _held(archive, wanted))
    laid = matrix_of(held)
    facts = {
        "total": total,
        "columns": as_json(laid.columns),
        "rows": [{"actor": a, "name": name, "cells": as_json(cells)} for a, name, cells in laid.rows],
    }
    drawn = {
        "matrix": laid,
        "total": total,
        "most": MOST,
        "stances": STANCES,
        "fields": fields_of(asked, FIELDS),
        "clear": asked.path,
        "asked": asked,
    }
    return Page("positions.html", "Positions", facts, drawn)


def _held(archive: Archive, wanted: PositionFilter) -> tuple[list[Held], int]:
    found = positions(archive, wanted)
    cards = cards_of(archive, "positions", found.rows)
    met = dict(
        archive.rows(
            "SELECT p.member, min(e.member) FROM link_members p JOIN link_members e ON e.link = p.link"
            " AND e.member <> p.member WHERE p.kind = ? AND starts_with(p.member, 'po-') GROUP BY 1",
            [MET],
        )
    )
    rows = zip(found.rows, cards, strict=True)
    held = [
        replace(
            held_of(row.id, row.actor, row.actor_name, row.object, row.stance, row.status, card.row),
            day=row.valid_from or row.reported,
            address=words_address(row.document, row.id),
            met=met.get(row.id, ""),
        )
        for row, card in rows
    ]
    return held, found.total
