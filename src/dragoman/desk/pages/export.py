"""Export: exactly what a list or a dossier shows, in any of the formats."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO, Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dragoman.archive.filters import EventFilter, PositionFilter, QuestionFilter, StatementFilter
from dragoman.archive.query import events, positions, questions, statements
from dragoman.archive.store import Archive
from dragoman.desk.filters import Asked
from dragoman.desk.replies import Refusal
from dragoman.desk.shelf import shelf_of
from dragoman.formats.entries import entries_of_archive, entries_of_dossier
from dragoman.formats.export import FORMATS, exporter

# More than this is a job for `dragoman export`.
MOST = 100_000
# Kept in memory while it is written; a file beyond.
IN_MEMORY = 8_000_000
CHUNK = 256_000
LISTS: dict[str, tuple[Any, Any]] = {
    "events": (events, EventFilter),
    "statements": (statements, StatementFilter),
    "positions": (positions, PositionFilter),
    "questions": (questions, QuestionFilter),
}


def export(request: Request) -> Response:
    asked = Asked(request)
    made = FORMATS.get(asked.get("format"))
    if made is None:
        raise Refusal(f"There is no format “{asked.get('format')}”: choose one of {', '.join(FORMATS)}.")
    with shelf_of(request).reading() as archive:
        name, entries = _wanted(archive, asked)
        file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed when it is sent
        # All of it: what is seen is exported with its status, also where a format would leave the unconfirmed out.
        with exporter(made.name, all=True)(file) as out:
            for entry in entries:
                out.write(entry)
    if out.skipped and not out.written:
        file.close()
        raise Refusal(f"Nothing of this has a place in the format {made.title}: {_reasons(out.skipped)}.")
    file.seek(0)
    if out.skipped and name in LISTS:
        # Who gets the file must see that it is not all of what was on the page.
        name = f"{name}-{out.written}-of-{out.written + out.skipped.total()}"
    headers = {"content-disposition": f'attachment; filename="{name}{_ending(made)}"'}
    return StreamingResponse(_chunks(file), headers=headers, media_type=made.media_type)


def _wanted(archive: Archive, asked: Asked) -> tuple[str, Iterable[Any]]:
    """The name of the file, and what belongs into it. The name is ours: nothing of it comes from a report."""
    if document := asked.get("document") if not asked.get("table") else "":
        return "dossier", entries_of_dossier(archive.dossier(document))
    table = asked.get("table")
    if table not in LISTS:
        raise Refusal(f"Nothing is listed under “{table}”: choose one of {', '.join(LISTS)}.")
    asking, kind = LISTS[table]
    wanted = asked.filter(kind, sort=asked.get("sort", "newest"), limit=MOST)
    found = asking(archive, replace(wanted))
    if found.total > MOST:
        raise Refusal(
            f"{found.total:,} records fit, and at most {MOST:,} are exported here: "
            "narrow the filters, or run dragoman export."
        )
    return table, entries_of_archive(archive, [row.id for row in found.rows])


def _reasons(skipped: Counter[str]) -> str:
    return "; ".join(f"{count:,}: {reason}" for reason, count in skipped.most_common())


def _ending(made: Any) -> str:
    suffix = made.suffix
    return suffix if suffix and suffix.replace(".", "").isalnum() else ".bin"


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
