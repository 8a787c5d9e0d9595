"""The desk as a web application: its routes, and how they answer."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dragoman.desk.assets import send_asset
from dragoman.desk.caretaker import Caretaker
from dragoman.desk.jobs import Jobs
from dragoman.desk.packing import Packing
from dragoman.desk.pages import (
    actors,
    boards,
    corrections,
    document,
    documents,
    events,
    export,
    forecasts,
    home,
    network,
    places,
    positions,
    questions,
    reading,
    records,
    search,
    statements,
)
from dragoman.desk.replies import Elsewhere, Page, Refusal, back_in, form_of, html_of, json_of
from dragoman.desk.safety import Access, Guard, TooLarge
from dragoman.desk.shelf import Shelf
from dragoman.errors import ArchiveError, DragomanError, NotFoundError

logger = logging.getLogger("dragoman.desk")

# Address -> what answers it. Each has a twin under the same address with ".json" at its end.
PAGES: dict[str, Callable[[Request], Page]] = {
    "/": home.desk,
    "/documents": documents.listing,
    "/documents/{id}": document.document,
    "/documents/{id}/mend": document.mend,
    "/events": events.listing,
    "/statements": statements.listing,
    "/positions": positions.matrix,
    "/actors": actors.listing,
    "/actors/{id}": actors.actor,
    "/network": network.network,
    "/places": places.listing,
    "/places/{id}": places.place,
    "/questions": questions.listing,
    "/explanations": questions.explanations,
    "/explanations/{id}": boards.board,
    "/forecasts": forecasts.board,
    "/forecasts/{id}": forecasts.question,
    "/records/{id}": records.record,
    "/search": search.everything,
    "/corrections": corrections.listing,
    "/jobs": reading.queue,
    "/jobs/{id}": reading.progress,
}
# Downloads and fragments: these are what they are, without a twin.
FILES: dict[str, Callable[[Request], Response]] = {
    "/documents/{id}/dossier.html": document.dossier_file,
    "/export": export.export,
}
# Writes: the form is checked before they see it.
WRITES: dict[str, Callable[[Request, FormData], Awaitable[Response]]] = {
    "/read": reading.read,
    "/read/again": reading.read_again,
    "/read/stop": reading.give_up,
    "/corrections": corrections.make,
    "/corrections/undo": corrections.take_back,
    "/corrections/name": corrections.go_by,
    "/explanations/edit": boards.edit,
    "/forecasts/draft": forecasts.draft,
    "/forecasts/step": forecasts.step,
    "/forecasts/log": forecasts.forecast,
    "/forecasts/look": forecasts.look,
}


def make_app(shelf: Shelf, access: Access) -> Starlette:
    """The application over an open archive, for those whom ``access`` lets in."""
    app = Starlette(
        routes=list(_routes()),
        middleware=[Middleware(Guard, access=access), Middleware(Packing)],
        exception_handlers={
            DragomanError: _refused,
            OverflowError: _refused,
            HTTPException: _missing,
            TooLarge: _too_large,
            Exception: _broken,
        },
        lifespan=_lifespan,
    )
    app.state.access = access
    app.state.shelf = shelf
    app.state.caretaker = Caretaker(shelf)
    app.state.jobs = Jobs(lambda: shelf, app.state.caretaker.wake)
    return app


def run_desk(shelf: Shelf, access: Access) -> None:
    """Serves until the process is told to stop; the archive is closed in any case."""
    import uvicorn

    try:
        # One process: DuckDB lets one process write. No access log: addresses hold what people search for.
        uvicorn.run(
            make_app(shelf, access),
            host=access.host,
            port=access.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=3,
        )
    finally:
        shelf.close()


def _routes() -> list[BaseRoute]:
    routes: list[BaseRoute] = [Route("/assets/{digest}/{name}", send_asset)]
    routes += [Route(path, answer) for path, answer in FILES.items()]
    for path, answer in PAGES.items():
        # The twin first: "/events/{id}" would take "/events/x.json" for an id.
        routes.append(Route("/desk.json" if path == "/" else f"{path}.json", _twin(answer)))
        routes.append(Route(path, _shown(answer)))
    routes += [Route(path, _writing(write), methods=["POST"]) for path, write in WRITES.items()]
    return routes


def _shown(answer: Callable[[Request], Page]) -> Callable[[Request], Response]:
    def shown(request: Request) -> Response:
        return html_of(request, answer(request))

    return shown


def _twin(answer: Callable[[Request], Page]) -> Callable[[Request], Response]:
    def twin(request: Request) -> Response:
        request.scope["is_twin"] = True
        return json_of(answer(request))

    return twin


def _writing(write: Callable[[Request, FormData], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def writing(request: Request) -> Response:
        form = await form_of(request)
        request.state.back = back_in(form)
        try:
            return await write(request, form)
        finally:
            await form.close()

    return writing


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    app.state.caretaker.start()
    yield
    await run_in_threadpool(app.state.caretaker.stop)
    await run_in_threadpool(app.state.jobs.stop)


# -- what goes wrong ---------------------------------------------------------------------------------------------


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, Elsewhere):
        return RedirectResponse(_onward(request, error.address), error.status)
    status = 400
    if isinstance(error, Refusal):
        status = error.status
    elif isinstance(error, NotFoundError):
        status = 404
    elif isinstance(error, ArchiveError):
        status = 503
    elif isinstance(error, OverflowError):
        # A year of three hundred digits.
        error = Refusal("A number in that is too large to mean anything.")
    # Where the archive lies is nobody's business who only looks at its pages.
    message = (
        str(error).replace(f" in {request.app.state.shelf.path}", "").replace(str(request.app.state.shelf.path), "")
    )
    return _told(request, {404: "Not there", 503: "The archive"}.get(status, "That did not work"), message, status)


def _onward(request: Request, address: str) -> str:
    """The other address, of the twin where that was asked for, with everything that was asked."""
    twin = ".json" if request.url.path.endswith(".json") else ""
    return f"{address}{twin}" + (f"?{request.url.query}" if request.url.query else "")


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = {404: "Not there", 405: "Not that way"}.get(error.status_code, "That did not work")
    told = {404: "There is no such page on this desk.", 405: "This address takes no such request."}
    return _told(request, title, told.get(error.status_code, str(error.detail)), error.status_code)


def _too_large(request: Request, error: Exception) -> Response:
    most = f"{request.app.state.access.most_bytes:,}"
    return PlainTextResponse(f"More than {most} bytes: split it, or raise DRAGOMAN_MAX_BYTES.", 413)


def _broken(request: Request, error: Exception) -> Response:
    """A border: one page that breaks says so; its reason goes to the log, never to the browser."""
    logger.error("%s broke", request.url.path, exc_info=error)
    return _told(
        request, "Something broke", "The desk has written the reason into its log. The archive is unharmed.", 500
    )


def _told(request: Request, title: str, message: str, status: int) -> Response:
    # A filter that makes no sense: the list without it; a form that does not: the page it was on.
    asked = request.url.path.removesuffix(".json") if request.method == "GET" and request.url.query else ""
    back = getattr(request.state, "back", "") or (asked if status == 400 else "")
    page = Page("error.html", title, {"error": message, "back": back}, status=status)
    return json_of(page) if request.url.path.endswith(".json") else html_of(request, page)
