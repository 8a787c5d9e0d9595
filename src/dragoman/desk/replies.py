"""Answers: each page as HTML for people and, under the same address with ``.json``, as data for programs."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dragoman.desk.assets import asset_address
from dragoman.desk.page import environment
from dragoman.desk.safety import YEAR, Access, same
from dragoman.desk.shelf import shelf_of
from dragoman.desk.told import correction_told
from dragoman.errors import DragomanError
from dragoman.formats.dates import day_in_words
from dragoman.records import as_json

# Pages of the desk as the bar at the top names them.
PLACES = (
    ("/", "Desk"),
    ("/documents", "Reports"),
    ("/events", "Events"),
    ("/statements", "Statements"),
    ("/positions", "Positions"),
    ("/actors", "Actors"),
    ("/network", "Network"),
    ("/places", "Places"),
    ("/questions", "Questions"),
    ("/explanations", "Explanations"),
    ("/forecasts", "Forecasts"),
    ("/corrections", "Corrections"),
)
# What the address tells after a correction was taken back, in the place of its id.
UNDONE = "undone"
LOCAL = re.compile(r"/(?![/\\])[\x21-\x7e]*\Z")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: ``facts`` is its JSON twin; ``drawn`` is for the template alone."""

    template: str
    title: str
    facts: Mapping[str, Any]
    drawn: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    cookies: Mapping[str, str] = field(default_factory=dict)
    # The twin where it is at hand as JSON already.
    raw: str | None = None


class Refusal(DragomanError):
    """What was asked for makes no sense; ``status`` is the HTTP status that says so."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class Elsewhere(Refusal):
    """What was asked for stands under another address now."""

    def __init__(self, address: str) -> None:
        super().__init__(f"See {address}.", 303)
        self.address = address


def html_of(request: Request, page: Page) -> Response:
    access: Access = request.app.state.access
    path = request.url.path
    body = (
        environment()
        .get_template(page.template)
        .render(
            title=page.title,
            facts=page.facts,
            here=here(request),
            path=path,
            twin=twin_of(request),
            nav=[(to, name, _is_within(path, to)) for to, name in PLACES],
            form_token=access.form_token(request.scope["visitor"]),
            asset=asset_address,
            query=request.query_params.get("q", "")[:200],
            done=_done(request) if page.status == 200 else "",
            live=True,
            utc=utc,
            in_words=day_in_words,
            correction_told=correction_told,
            who=name_of_visitor(request),
            **page.drawn,
        )
    )
    answer = HTMLResponse(body, page.status)
    for name, value in page.cookies.items():
        answer.set_cookie(f"{access.cookie}-{name}", value, max_age=YEAR, httponly=True, samesite="lax")
    return answer


def _done(request: Request) -> str:
    """The correction that was just made, or "undone"; nothing where the address tells of one that is not in force."""
    told = request.query_params.get("done", "")[:64]
    if not told or told == UNDONE:
        return told
    with shelf_of(request).reading() as archive:
        return told if archive.rows("SELECT 1 FROM corrections WHERE id = ? AND undone_at IS NULL", [told]) else ""


def name_of_visitor(request: Request) -> str:
    """The name the visitor wants to go by in logs, as the browser keeps it."""
    access: Access = request.app.state.access
    return unquote(request.cookies.get(f"{access.cookie}-who", ""))[:100]


def utc(moment: datetime.datetime) -> datetime.datetime:
    """A moment as the archive stores it, by the clock of this machine, in universal time."""
    return moment.astimezone(datetime.UTC)


def json_of(page: Page) -> Response:
    if page.raw is not None:
        return Response(page.raw.encode("utf-8", "backslashreplace"), page.status, media_type="application/json")
    return _Json(as_json(dict(page.facts)), page.status)


class _Json(JSONResponse):
    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, default=_plain, separators=(",", ":")).encode(
            "utf-8", "backslashreplace"
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def here(request: Request) -> str:
    """The address of this page within the desk, without what a redirect added to it."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "done"]
    return quote(request.url.path) + (f"?{urlencode(asked)}" if asked else "")


def twin_of(request: Request) -> str:
    path = quote(request.url.path)
    query = f"?{request.url.query}" if request.url.query else ""
    return ("/desk" if path == "/" else path) + ".json" + query


def _is_within(path: str, to: str) -> bool:
    return path == to or (to != "/" and path.startswith(f"{to}/"))


def back_in(form: FormData) -> str:
    """The page a form was on, which must be one of ours."""
    wanted = form.get("back")
    return wanted if isinstance(wanted, str) and LOCAL.match(wanted) else "/"


def back_to(form: FormData, done: str = "") -> Response:
    """Back to the page a form was on."""
    to = back_in(form)
    if done:
        head, mark, tail = to.partition("#")
        to = f"{head}{'&' if '?' in head else '?'}{urlencode({'done': done})}{mark}{tail}"
    return RedirectResponse(to, 303)


async def form_of(request: Request) -> FormData:
    """The form of a write. Raises Refusal where it does not carry the token of one of our pages."""
    access: Access = request.app.state.access
    form = await request.form(max_files=200, max_fields=200, max_part_size=access.most_bytes)
    token = form.get("token", "")
    if not isinstance(token, str) or not same(token, access.form_token(request.scope["visitor"])):
        raise Refusal(
            "This page was opened before the desk was started again. Go back, reload it, and send once more.", 403
        )
    return form


def text_in(form: FormData, name: str, most: int = 2000) -> str:
    """A field of a form as text; empty where it is missing."""
    value = form.get(name, "")
    return value.strip()[:most] if isinstance(value, str) else ""


Answer = Callable[[Request], Page]
