"""Boards of rival explanations: hypotheses in rows, evidence in columns, what they add up to, and how to edit them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.archive.store import Archive
from dragoman.codes import SourceGrade
from dragoman.desk.cards import words_address
from dragoman.desk.filters import Asked
from dragoman.desk.replies import Page, Refusal, back_to, text_in
from dragoman.desk.shelf import shelf_of
from dragoman.desk.told import GRADES
from dragoman.errors import NotFoundError
from dragoman.explanations.ach import NEUTRAL, diagnosticity, inconsistency
from dragoman.explanations.rivals import AUTHOR, MACHINE, SOMETHING_ELSE, Board, Rating, with_copies_merged
from dragoman.explanations.weighing import leave_one_out, missing, most_telling, weigh
from dragoman.forecast.boards import boards_of, keep_board, question_of
from dragoman.forecast.book import Book
from dragoman.records import as_json, make_id

RATINGS = {1: "very inconsistent", 2: "inconsistent", 3: "neutral", 4: "consistent", 5: "very consistent"}
MOST_TEXT = 500
NOBODY = "the desk"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a piece of evidence means for a hypothesis: the mean rating, in words, by whom, and the text's own words."""

    value: float
    words: str
    by: str
    quoted: str
    is_machine: bool


def board(request: Request) -> Page:
    """The board of an explanation, by its id."""
    asked, id = Asked(request), request.path_params["id"]
    with_machine, is_matrix = asked.get("machine") == "1", asked.get("view") == "matrix"
    with shelf_of(request).reading() as archive:
        found, document, title = _board(archive, id)
    posteriors = weigh(found, with_machine=with_machine)
    telling = most_telling(found, with_machine=with_machine)
    reliance = leave_one_out(found, with_machine=with_machine)
    matrix = found.matrix(with_machine=with_machine)
    against = [inconsistency(row) for row in matrix]
    parting = [diagnosticity([row[k] for row in matrix]) for k in range(len(found.evidence))]
    facts = {
        "board": as_json(found),
        "posteriors": as_json(posteriors),
        "leave_one_origin_out": as_json(reliance),
        "most_telling": as_json(telling),
        "missing": as_json(missing(found)),
        "inconsistency": dict(zip((h.id for h in found.hypotheses), against, strict=True)),
        "diagnosticity": dict(zip((e.id for e in found.evidence), parting, strict=True)),
    }
    drawn = {
        "board": found,
        "explanation": id,
        "report": (f"/documents/{document}", title),
        "cells": _cells(found, with_machine),
        "posteriors": {p.hypothesis: p for p in posteriors},
        "texts": {h.id: h.text for h in found.hypotheses},
        "reliance": reliance,
        "telling": telling,
        "against": dict(zip((h.id for h in found.hypotheses), against, strict=True)),
        "parting": dict(zip((e.id for e in found.evidence), parting, strict=True)),
        "least": min(against) if len(set(against)) > 1 else None,
        "ratings": RATINGS,
        "grades": GRADES,
        "something_else": SOMETHING_ELSE,
        "author": AUTHOR,
        "addresses": {e.id: words_address(e.document, e.record) for e in found.evidence if e.document and e.record},
        "is_rated": any(r.by != MACHINE for r in found.ratings),
        "with_machine": with_machine,
        "is_matrix": is_matrix,
        "ways": [
            (words, asked.with_(machine="1" if machine else None, view="matrix" if view else None), here)
            for words, machine, view, here in (
                ("People’s ratings", False, is_matrix, not with_machine),
                ("With the machine’s", True, is_matrix, with_machine),
                ("As probabilities", with_machine, False, not is_matrix),
                ("As Heuer’s matrix", with_machine, True, is_matrix),
            )
        ],
    }
    return Page("board.html", found.question, facts, drawn)


def _board(archive: Archive, id: str) -> tuple[Board, str, str]:
    """The board of an explanation, the report it is of, and its title. Raises NotFoundError."""
    rows = archive.rows(
        "SELECT x.document, d.title FROM explanations x LEFT JOIN documents d ON d.id = x.document WHERE x.id = ?", [id]
    )
    found = next((b for b in boards_of(archive, rows[0][0]) if b.id == make_id("bo", id)), None) if rows else None
    if found is None:
        raise NotFoundError(f"No explanation {id} in the archive.")
    return found, rows[0][0], rows[0][1] or "the report"


def _cells(board: Board, with_machine: bool) -> dict[tuple[str, str], Cell]:
    """Each rated cell; what the machine read off the words is shown marked, though it counts only where asked for."""
    everyone = board.cells(with_machine=True)
    return {key: _cell(ratings) for key, ratings in everyone.items()}


def _cell(ratings: Sequence[Rating]) -> Cell:
    value = fmean(rating.value for rating in ratings)
    quoted = next((rating.words for rating in ratings if rating.words), "")
    by = ", ".join(dict.fromkeys(rating.by for rating in ratings))
    return Cell(value, _in_words(value), by, quoted or "", all(r.by == MACHINE for r in ratings))


def _in_words(value: float) -> str:
    """A mean rating in words; one that leans a little is not told as neutral."""
    nearest = min(max(round(value), 1), 5)
    if nearest == NEUTRAL and value != NEUTRAL:
        return "slightly consistent" if value > NEUTRAL else "slightly inconsistent"
    return RATINGS[nearest]


# -- editing -----------------------------------------------------------------------------------------------------


async def edit(request: Request, form: FormData) -> Response:
    """One change to a board, kept as a new version of it; a telling observation becomes a draft question."""
    id, who = text_in(form, "explanation", 64), text_in(form, "who", 100) or NOBODY
    if who.casefold() == MACHINE:
        raise Refusal("The machine’s ratings are kept apart from people’s: give another name.")
    shelf = shelf_of(request)

    def write() -> str:
        with shelf.writing() as archive:
            found, _, _ = _board(archive, id)
            if text_in(form, "change", 20) == "ask":
                return _asked(Book(archive), found, text_in(form, "evidence", 64), who, id)
            keep_board(archive, _changed(found, form, who), who, id)
            return ""

    question = await run_in_threadpool(write)
    return RedirectResponse(f"/forecasts/{question}", 303) if question else back_to(form)


def _asked(book: Book, board: Board, evidence: str, who: str, explanation: str) -> str:
    telling = next((t for t in most_telling(board, with_machine=True) if t.item.id == evidence), None)
    if telling is None:
        raise Refusal("That observation is no longer expected on this board.")
    # The board is kept, so that the question finds its way back to it.
    keep_board(book.archive, board, who, explanation)
    return book.draft(question_of(telling, board, book.now().date()), who, f"from board {board.id}").id


def _changed(board: Board, form: FormData, who: str) -> Board:
    text, evidence = text_in(form, "text", MOST_TEXT), text_in(form, "evidence", 64)
    match text_in(form, "change", 20):
        case "hypothesis" if text:
            return board.with_hypothesis(text)
        case "evidence" if text:
            grade = SourceGrade(_one_of(text_in(form, "grade", 40), [g.value for g in SourceGrade]))
            seen = text_in(form, "missing", 5) != "yes"
            added = board.with_evidence(text, text_in(form, "origin", 200) or who, grade, seen=seen)
            # A report in the same words is a copy, whoever sent it round.
            return with_copies_merged(added)
        case "hypothesis" | "evidence":
            raise Refusal("Say it in words.")
        case "rate":
            hypothesis = _one_of(text_in(form, "hypothesis", 64), [h.id for h in board.hypotheses])
            value = int(_one_of(text_in(form, "value", 2), [str(k) for k in RATINGS]))
            return board.rated(hypothesis, _one_of(evidence, [e.id for e in board.evidence]), value, who)
        case "without":
            known = [*(e.id for e in board.evidence), *(h.id for h in board.hypotheses if h.text != SOMETHING_ELSE)]
            return board.without(_one_of(evidence, known))
    raise Refusal("There is no such change to a board.")


def _one_of(value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise Refusal(f"“{value}” is not on this board; reload the page and try again.")
    return value
