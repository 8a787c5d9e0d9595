"""One document: its text with every record in place, its brief, and what was cut from it."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman.archive.corrections import log, put_right_since_read
from dragoman.archive.store import Archive
from dragoman.codes import Act
from dragoman.desk.cards import document_of
from dragoman.desk.filters import Asked
from dragoman.desk.page import MOST_RECORDS, ROOMS, Room, brief_of, dossier_html, first_of
from dragoman.desk.pages.records import DAY_HINT, Mend, names_in
from dragoman.desk.parts import Outline, opened, outline_of, part_with, read_first, whole_json
from dragoman.desk.replies import Page, Refusal
from dragoman.desk.shelf import shelf_of
from dragoman.desk.told import KINDS_OF_EVENTS
from dragoman.formats.export import FORMATS
from dragoman.formats.words import clipped
from dragoman.records import Document, as_json

# As much as a browser draws without a pause; a longer report goes on in further parts.
ROOM = Room(MOST_RECORDS, 300, 200_000)
# Kinds of records that can be corrected, by how their ids begin.
MENDABLE = frozenset(("st-", "ev-", "po-", "qu-", "ex-"))


def document(request: Request) -> Page:
    """A report with its records; a long one part by part. The twin of all of it needs no records made."""
    id, asked, shelf = request.path_params["id"], Asked(request), shelf_of(request)
    is_twin = bool(request.scope.get("is_twin"))
    with shelf.reading() as archive:
        if is_twin and not asked.get("part") and outline_of(archive, shelf, id):
            return Page("document.html", id, {}, raw=whole_json(archive, id))
        dossier, part = opened(archive, shelf, id, lambda outline: _wanted(archive, outline, asked))
        again = _why_again(archive, dossier.document)
        corrected = {correction.target for correction in log(archive, document=id, undone=False)}
    if is_twin:
        title = str(dossier.document.title or "A text without a title")
        return Page("document.html", title, as_json(dossier))
    shown, untold = first_of(dossier)
    brief = brief_of(shown, ROOM, part.span, part.labels) if part else brief_of(shown, ROOM)
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
            "part": part,
        },
    )


def _wanted(archive: Archive, outline: Outline, asked: Asked) -> int:
    """Which part of a long report the address asks for: by its number, or by a record that stands on it."""
    words = asked.get("part", "1")
    if not words.isdecimal() or len(words) > 6:
        raise Refusal(f"“{words}” is not the number of a part of this report.")
    record = asked.get("at")
    return part_with(archive, outline, record) if record and not asked.get("part") else int(words)


def dossier_file(request: Request) -> Response:
    """The dossier as one file to keep or to mail."""
    id, shelf, missing = request.path_params["id"], shelf_of(request), list[str]()
    with shelf.reading() as archive:
        outline = outline_of(archive, shelf, id)
        if outline:
            dossier, missing = read_first(archive, outline, id, MOST_RECORDS, ROOMS[0].text)
        else:
            dossier = archive.dossier(id)
    name = f"{dossier.document.id}.html"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return HTMLResponse(dossier_html(dossier, missing), headers=headers)


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
        "types": list(KINDS_OF_EVENTS.items()),
        "acts": [act.value for act in Act],
    }
    facts = {"id": id, "corrections": [asdict(correction) for correction in done]}
    return Page("document_mend.html", clipped(document.title or "A text without a title", 200), facts, drawn)
