"""Corrections: made from any card, in force everywhere, taken back with one click, all of them in a log."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.archive.corrections import Correction, correct, log, undo
from dragoman.desk.filters import PAGE_SIZE, Asked, leaf_of
from dragoman.desk.replies import Page, Refusal, back_to, name_of_visitor, text_in
from dragoman.desk.safety import YEAR, Access
from dragoman.desk.shelf import shelf_of

# What the address tells after a correction was taken back, in the place of its id.
UNDONE = "undone"
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
            return correct(archive, correction)

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
        # Not "target": that is the report it is added to.
        sides = {"source": _several(text_in(form, "by")), "target": _several(text_in(form, "on"))}
        return told | {side: names for side, names in sides.items() if names}
    value = text_in(form, "value")
    if kind in LISTS:
        return _several(value)
    if kind == "merge-actors" and not value:
        raise Refusal("Say who it is: a name, a country, or the id of an actor.")
    if kind == "place" and (point := POINT.fullmatch(value)):
        return {"name": point["name"].strip(), "lat": float(point["lat"]), "lon": float(point["lon"])}
    return value or None


def _several(names: str) -> list[str]:
    return [name.strip() for name in names.split(";") if name.strip()]
