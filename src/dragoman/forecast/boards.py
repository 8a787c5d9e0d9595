"""Boards of explanations in the archive: made from a document, edited by people, each version kept."""

from __future__ import annotations

import datetime
import json
from functools import cache
from typing import Any

from dragoman.archive.store import Archive
from dragoman.errors import NotFoundError
from dragoman.explanations.rivals import Board, Item, board_of, with_copies_merged
from dragoman.explanations.weighing import Telling
from dragoman.forecast.question import ForecastQuestion, make_question
from dragoman.records import as_json


def boards_of(archive: Archive, document: str) -> list[Board]:
    """The boards of a document: as people last left them, else as the document gives them."""
    dossier = archive.dossier(document)
    asked = {q.id: q.text for q in dossier.questions}
    found = []
    for explanation in dossier.explanations:
        text = dossier.document.text
        made = board_of(explanation, text, dossier.statements, asked.get(explanation.question, ""))
        found.append(_kept(archive, made.id) or with_copies_merged(made, lambda item: _story(archive, item)))
    return found


def load_board(archive: Archive, id: str) -> Board:
    """The last version of a board that a person kept. Raises NotFoundError."""
    board = _kept(archive, id)
    if board is None:
        raise NotFoundError(f"No board {id} has been kept; a document's own boards are those of its explanations.")
    return board


def keep_board(archive: Archive, board: Board, who: str, explanation: str | None = None) -> None:
    """Adds a version of a board; older ones stay."""
    body = json.dumps(as_json(board), ensure_ascii=False)
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    with archive.changes():
        number = archive.rows("SELECT coalesce(max(number), 0) + 1 FROM boards")[0][0]
        archive.run("INSERT INTO boards VALUES (?, ?, ?, ?, ?, ?)", [number, board.id, now, who, explanation, body])


def question_of(
    telling: Telling, board: Board, opens: datetime.date, closes: datetime.date | None = None
) -> ForecastQuestion:
    """The most telling next observation as a draft question, tagged with the board it is for."""
    seen = _within_a_sentence(telling.item.text.rstrip(". "))
    return make_question(
        f"Will it be observed that {seen}?",
        f"Yes if a report in the archive asserts, within the question's days: {seen}.",
        opens,
        closes,
        tags=("board", board.id),
    )


# Words that are written small but for the start of a sentence; a name keeps its capital.
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "some",
        "no",
        "all",
        "both",
        "its",
        "their",
        "his",
        "her",
        "there",
    ]
)


def _within_a_sentence(text: str) -> str:
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text[0].lower() + text[1:] if first.lower() in SMALL else text


def _kept(archive: Archive, id: str) -> Board | None:
    rows = archive.rows("SELECT body FROM boards WHERE board = ? ORDER BY number DESC LIMIT 1", [id])
    return _board_type().validate_json(rows[0][0]) if rows else None


def _story(archive: Archive, item: Item) -> str | None:
    """What the archive knows the item to be a copy of: the statement others report too."""
    if item.record is None:
        return None
    rows = archive.rows("SELECT link FROM link_members WHERE member = ? AND kind = 'statement'", [item.record])
    return rows[0][0] if rows else None


@cache
def _board_type() -> Any:
    # Pydantic only at this border, as for dossiers: it turns plain JSON back into the frozen dataclasses.
    from pydantic import TypeAdapter

    return TypeAdapter(Board)
