"""``dragoman statements``: the statements of the archive that fit."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.commands.asking import (
    ALL,
    AsCsv,
    InDocument,
    Limit,
    Offset,
    Since,
    Text,
    Until,
    first,
    last,
    several,
    show_page,
)
from dragoman.commands.options import AsJson, Desk, desk_path


def statements(
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who speaks: country, sector, id or name.")] = None,
    addressee: Annotated[str | None, typer.Option("--addressee", help="To whom: part of a name.")] = None,
    act: Annotated[list[str] | None, typer.Option("--act", help="say, demand, threaten, deny, …")] = None,
    form: Annotated[list[str] | None, typer.Option("--form", help="verbatim, mixed or paraphrase.")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="asserted, negated, retracted, …")] = None,
    hedge: Annotated[list[str] | None, typer.Option("--hedge", help="none, reported, rumoured, inferred.")] = None,
    grade: Annotated[list[str] | None, typer.Option("--grade", help="named, office, anonymous-described, …")] = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    document: InDocument = None,
    origin: Annotated[str | None, typer.Option("--origin", help="Only of documents that tell this story.")] = None,
    link: Annotated[str | None, typer.Option("--link", help="Only reports linked as one statement.")] = None,
    sort: Annotated[str, typer.Option("--sort", help="newest or oldest.")] = "newest",
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    desk: Desk = None,
) -> None:
    """Ask for statements: who said what, in what words, with what hedge."""
    from dragoman.archive.filters import StatementFilter
    from dragoman.archive.query import statements as found
    from dragoman.archive.store import Archive

    wanted = StatementFilter(
        speaker=speaker, addressee=addressee, act=several(act), form=several(form), status=several(status),
        hedge=several(hedge), grade=several(grade), since=first(since), until=last(until), text=text,
        document=document, origin=origin, link=link, sort=sort, limit=limit or ALL, offset=offset,
    )  # fmt: skip
    with Archive(desk_path(desk), read_only=True) as archive:
        show_page(found(archive, wanted), "statements", as_json=as_json, as_csv=as_csv)
