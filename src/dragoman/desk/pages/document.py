"""One document: its text with every record in place, its brief, and what was cut from it."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman.archive.corrections import log, put_right_since_read
from dragoman.archive.store import Archive
from dragoman.codes import Act, EventType
from dragoman.desk.cards import document_of
from dragoman.desk.page import Room, brief_of, dossier_html, first_of
from dragoman.desk.pages.records import DAY_HINT, Mend, names_in
from dragoman.desk.replies import Page
from dragoman.desk.shelf import shelf_of
from dragoman.dossier import Dossier
from dragoman.formats.export import FORMATS
from dragoman.formats.words import clipped
from dragoman.records import Document, as_json

# As much as a browser draws without a pause; a longer report goes on on further pages.
ROOM = Room(600, 300, 200_000)
# Kinds of records that can be corrected, by how their ids begin.
MENDABLE = frozenset(("st-", "ev-", "po-", "qu-", "ex-"))


def document(request: Request) -> Page:
    dossier, again = _dossier(request)
    with shelf_of(request).reading() as archive:
        corrected = {correction.target for correction in log(archive, document=dossier.document.id, undone=False)}
    title = str(dossier.document.title or "A text without a title")
    if request.scope.get("is_twin"):
        return Page("document.html", title, as_json(dossier))
    shown, untold = first_of(dossier)
    brief = brief_of(shown, ROOM)
    brief["left_out"] = [*(f"{told} The lists have all." for told in untold), *brief["left_out"]]
    drawn = {name: value for name, value in brief.items() if name != "title"}
    return Page(
        "document.html",
        brief["title"],
        {},
        {
            **drawn,
            "mendable": MENDABLE,
            "corrected": corrected,
            "formats": [(name, made.title) for name, made in FORMATS.items()],
            "again": again,
        },
    )


def dossier_file(request: Request) -> Response:
    """The dossier as one file to keep or to mail."""
    dossier, _ = _dossier(request)
    name = f"{dossier.document.id}.html"
    return HTMLResponse(dossier_html(dossier), headers={"content-disposition": f'attachment; filename="{name}"'})


def _dossier(request: Request) -> tuple[Dossier, str]:
    """The dossier, and why it should be read again."""
    with shelf_of(request).reading() as archive:
        dossier = archive.dossier(request.path_params["id"])
        return dossier, _why_again(archive, dossier.document)


def _why_again(archive: Archive, document: Document) -> str:
    """Why reading it again could give anything new; nothing where it could not."""
    if put_right_since_read(archive, document.id):
        return "Days such as “yesterday” still count from the day of before."
    if not archive.has(document.id):
        return "An older edition of the program read it."
    return "Its address may hold a newer text." if document.url else ""


def mend(request: Request) -> Page:
    """What can be put right of a report as a whole, and what can be added to it by hand."""
    id = request.path_params["id"]
    with shelf_of(request).reading() as archive:
        document = document_of(archive, id)
        done = list(reversed(log(archive, target=id)))
        names = names_in(archive, id)
    published = document.published
    mends = [
        Mend("title", "Title", document.title or ""),
        Mend("byline", "Author", document.byline or ""),
        Mend("outlet", "Outlet", document.outlet or ""),
        Mend("date", "Day it appeared", published.first.isoformat() if published and published.first else "", DAY_HINT),
    ]
    drawn = {
        "id": id,
        "mends": mends,
        "names": names,
        "corrections": done,
        "types": [type.value for type in EventType],
        "acts": [act.value for act in Act],
    }
    facts = {"id": id, "corrections": [asdict(correction) for correction in done]}
    return Page("document_mend.html", clipped(document.title or "A text without a title", 200), facts, drawn)
