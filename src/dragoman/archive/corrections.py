"""Corrections: what people put right, kept apart from what the machine read, and winning over it for good.

A correction names what it is about by content: the document, the span and its words, so that the record is found
again when a newer edition reads the document anew and the id is another. The machine's rows are never changed; what
holds is worked out into ``corrected_…`` tables by ``settle.py``, and the views everybody asks show it.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from dragoman.archive.amend import ABOUT_LINKS, TABLES_OF
from dragoman.archive.anchors import Anchor, added_anchor, anchor_of, find_again
from dragoman.archive.settle import settle, touched_by, touched_in
from dragoman.archive.store import Archive
from dragoman.archive.values import settled_value
from dragoman.errors import NotFoundError, RequestError
from dragoman.records import make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody put right. ``kind`` is one of ``amend.TABLES_OF``; ``target`` the id of a record, an actor, or
    (kind "add") a document. What ``value`` holds hangs on the kind; see docs/archive.md.

    ``id``, ``made_at``, ``undone_at`` and ``found`` are filled in by the archive: ``found`` is false where a newer
    reading of the document no longer has what the correction is about.
    """

    kind: str
    target: str
    value: Any = None
    who: str | None = None
    note: str | None = None
    id: str = ""
    document: str | None = None
    made_at: datetime.datetime | None = None
    undone_at: datetime.datetime | None = None
    found: bool = True
    words: str | None = None


def correct(archive: Archive, correction: Correction) -> str:
    """Stores a correction, which holds from now on; its id.

    Raises NotFoundError where there is no such record and RequestError where the correction makes no sense.
    """
    if correction.kind not in TABLES_OF:
        raise RequestError(f"No correction is called “{correction.kind}”; choose one of {', '.join(TABLES_OF)}.")
    anchor = anchor_of(archive, correction.target, TABLES_OF[correction.kind])
    value = settled_value(archive, correction.kind, correction.target, correction.value)
    if correction.kind == "add":
        anchor = added_anchor(correction.target, value)
    now = datetime.datetime.now()
    id = make_id("co", correction.kind, correction.target, json.dumps(value, sort_keys=True), now.isoformat())
    with archive.changes():
        archive.run(
            "INSERT INTO corrections (id, kind, target, document, value, anchor, who, made_at, note, applied)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, true)",
            [id, correction.kind, correction.target, anchor.document, json.dumps(value, ensure_ascii=False),
             anchor.as_json(), correction.who, now, correction.note],
        )  # fmt: skip
        _hold(archive, id)
    return id


def undo(archive: Archive, id: str) -> None:
    """Takes a correction back; it stays in the log. Raises NotFoundError where there is none that holds."""
    if not archive.rows("SELECT 1 FROM corrections WHERE id = ? AND undone_at IS NULL", [id]):
        raise NotFoundError(f"No correction {id} holds in {archive.path}. `dragoman correct --log` shows them.")
    with archive.changes():
        touched = touched_by(archive, id)
        archive.run("UPDATE corrections SET undone_at = current_localtimestamp() WHERE id = ?", [id])
        settle(archive, touched)
        _relink(archive, id)


def log(
    archive: Archive, *, target: str | None = None, document: str | None = None, undone: bool = True
) -> list[Correction]:
    """The corrections, the oldest first, those taken back among them; of one record, or of one document."""
    asked = {"target": target, "document": document}
    conditions = "".join(f" AND {column} = ?" for column, value in asked.items() if value)
    conditions += "" if undone else " AND undone_at IS NULL"
    rows = archive.rows(
        "SELECT kind, target, value, who, note, id, document, made_at, undone_at, applied, anchor FROM corrections"
        f" WHERE true{conditions} ORDER BY made_at, id",
        [value for value in asked.values() if value],
    )
    return [
        Correction(
            kind=kind, target=about, value=json.loads(value), who=who, note=note, id=id, document=document,
            made_at=made_at, undone_at=undone_at, found=found, words=Anchor.from_json(anchor).words,
        )
        for kind, about, value, who, note, id, document, made_at, undone_at, found, anchor in rows
    ]  # fmt: skip


def put_right_since_read(archive: Archive, document: str) -> bool:
    """Whether the day of a document was put right, or that taken back, since it was read: days its text counts from
    there ("yesterday") are known only after it is read again."""
    query = (
        "SELECT 1 FROM corrections AS c JOIN documents AS d ON d.id = c.target"
        " WHERE c.target = ? AND c.kind = 'date' AND greatest(c.made_at, c.undone_at) > d.read_at LIMIT 1"
    )
    return bool(archive.rows(query, [document]))


def reapply(archive: Archive, documents: list[str]) -> None:
    """Works out anew what holds in documents that were just read; called within the transaction that stores them."""
    active = archive.rows("SELECT id, document FROM corrections WHERE undone_at IS NULL")
    if active:
        for id, document in active:
            if document in documents:
                find_again(archive, id)
        settle(archive, touched_in(archive, documents))


def _hold(archive: Archive, id: str) -> None:
    settle(archive, touched_by(archive, id))
    _relink(archive, id)


def _relink(archive: Archive, id: str) -> None:
    kind = archive.rows("SELECT kind FROM corrections WHERE id = ?", [id])[0][0]
    if kind in ABOUT_LINKS:
        from dragoman.archive.linking import link_events

        link_events(archive)
