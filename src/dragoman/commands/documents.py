"""``dragoman documents``: the documents of the archive that fit."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.commands.asking import ALL, AsCsv, Limit, Offset, Since, Until, first, last, show_page
from dragoman.commands.options import AsJson, Desk, desk_path


def documents(
    outlet: Annotated[str | None, typer.Option("--outlet", help="Part of the outlet's name.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Words of the title.")] = None,
    actor: Annotated[str | None, typer.Option("--actor", help="Who is named: country, sector, id or name.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Language, as in en.")] = None,
    origin: Annotated[str | None, typer.Option("--origin", help="Only those that tell this story.")] = None,
    since: Since = None,
    until: Until = None,
    sort: Annotated[str, typer.Option("--sort", help="newest, oldest, or read (last read first).")] = "newest",
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    desk: Desk = None,
) -> None:
    """Ask for documents: what was read, from where, and which tell the same story."""
    from dragoman.archive.filters import DocumentFilter
    from dragoman.archive.query import documents as found
    from dragoman.archive.store import Archive

    wanted = DocumentFilter(
        outlet=outlet, title=title, actor=actor, language=language, origin=origin, since=first(since),
        until=last(until), sort=sort, limit=limit or ALL, offset=offset,
    )  # fmt: skip
    with Archive(desk_path(desk), read_only=True) as archive:
        show_page(found(archive, wanted), "documents", as_json=as_json, as_csv=as_csv)
