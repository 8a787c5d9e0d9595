"""Corrections: made from any card, in force everywhere, taken back with one click, all of them in a log."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.archive.corrections import Correction, correct, log, undo
from dragoman.archive.filters import place_named
from dragoman.archive.store import Archive
from dragoman.desk.cards import document_of
from dragoman.desk.filters import PAGE_SIZE, Asked, leaf_of
from dragoman.desk.replies import UNDONE, Page, Refusal, back_to, name_of_visitor, text_in
from dragoman.desk.safety import YEAR, Access
from dragoman.desk.shelf import shelf_of
from dragoman.formats.words import clipped

LISTS = frozenset(("source", "target"))
POINT = re.compile(r"(?P<name>[^@]{1,200})@\s*(?P<lat>-?\d{1,2}(?:\.\d+)?)\s*,\s*(?P<lon>-?\d{1,3}(?:\.\d+)?)\s*")


def listing(request: Request) -> Page:
    """The log, the latest first."""
    asked, shelf = Asked(request), shelf_of(request)
    with shelf.reading() as archive:
        found = list(reversed(log(archive)))
    if document := asked.get("document"):
        found = [c for c in found if c.document == document or c.target == document]
    start = (asked.page - 1) * PAGE_SIZE
    shown = found[start : start + PAGE_SIZE]
    facts = {"total": len(found), "corrections": [asdict(correction) for correction in shown]}
    return Page(
        "corrections.html", "Corrections", facts, {"lines": shown, "leaf": leaf_of(asked, len(shown), len(found))}
    )


async def make(request: Request, form: FormData) -> Response:
    """Makes one correction and goes back to where it was made."""
    kind, target = text_in(form, "kind", 40), text_in(form, "target", 100)
    correction = Correction(
        kind=kind,
        target=target,
        value=_value(kind, form),
        who=text_in(form, "who", 100) or name_of_visitor(request) or None,
        note=text_in(form, "note", 500) or None,
    )
    shelf = shelf_of(request)

    def write() -> str:
        with shelf.writing() as archive:
            value = _with_words(archive, target, correction.value) if kind == "add" else correction.value
            return correct(archive, replace(correction, value=value))

    id = await run_in_threadpool(write)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"id": id}, 201)
    return back_to(form, id)


async def go_by(request: Request, form: FormData) -> Response:
    """Keeps, in the browser, the name under which the visitor's corrections stand in the log."""
    answer = back_to(form)
    access: Access = request.app.state.access
    name = quote(text_in(form, "who", 100))
    answer.set_cookie(f"{access.cookie}-who", name, max_age=YEAR, httponly=True, samesite="lax")
    return answer


async def take_back(request: Request, form: FormData) -> Response:
    """Takes a correction back; it stays in the log."""
    id = text_in(form, "id", 64)
    shelf = shelf_of(request)

    def write() -> None:
        with shelf.writing() as archive:
            undo(archive, id)

    await run_in_threadpool(write)
    return back_to(form, UNDONE)


def _with_words(archive: Archive, document: str, told: dict[str, Any]) -> dict[str, Any]:
    """What is added, with the words it rests on as the report has them: everything leads to such words.

    Raises Refusal where the report does not say them; an event may go without, a statement is nothing but words.
    """
    words = told.get("words", "").split()
    if not words and told.get("table") != "statements":
        return told
    text = document_of(archive, document).text
    if not words:
        raise Refusal("Say in which words of the report it stands: copy them from its text.")
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    if found is None:
        raise Refusal(f"“{clipped(' '.join(words), 120)}” does not stand in the report: copy the words from its text.")
    return told | {"words": found[0]}


def _place(value: str) -> Any:
    """A place as the archive takes it: by a name it knows, or by a name of one's own with its point."""
    if "@" not in value:
        if value and place_named(value) is None:
            raise Refusal(
                f"No place is known as “{clipped(value, 80)}”: write its point behind it, as “Name @ 46.67, 32.72”."
            )
        return value or None
    point = POINT.fullmatch(value)
    if point is None or abs(lat := float(point["lat"])) > 90 or abs(lon := float(point["lon"])) > 180:
        raise Refusal(f"“{clipped(value, 80)}” is no place with its point: write it as “Antonivka @ 46.67, 32.72”.")
    return {"name": point["name"].strip(), "lat": lat, "lon": lon}


def _value(kind: str, form: FormData) -> Any:
    """What the form says, as the archive takes it."""
    if kind == "wrong":
        return None
    if kind == "add":
        fields = {
            name: text_in(form, name)
            for name in ("table", "type", "date", "place", "status", "words", "act", "speaker")
        }
        told: dict[str, Any] = {name: value for name, value in fields.items() if value}
        if told.get("place"):
            told["place"] = _place(told["place"])
        # Not "target": that is the report it is added to.
        sides = {"source": _several(text_in(form, "by")), "target": _several(text_in(form, "on"))}
        return told | {side: names for side, names in sides.items() if names}
    value = text_in(form, "value")
    if kind in LISTS:
        return _several(value)
    if kind == "merge-actors" and not value:
        raise Refusal("Say who it is: a name, a country, or the id of an actor.")
    if kind == "place":
        return _place(value)
    return value or None


def _several(names: str) -> list[str]:
    return [name.strip() for name in names.split(";") if name.strip()]
