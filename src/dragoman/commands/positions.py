"""``dragoman positions``: the positions of the archive that fit."""

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


def positions(
    actor: Annotated[str | None, typer.Option("--actor", help="Whose: country, sector, id or name.")] = None,
    counterpart: Annotated[str | None, typer.Option("--counterpart", help="Towards whom.")] = None,
    stance: Annotated[list[str] | None, typer.Option("--stance", help="demand, offer, accept, reject, …")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="asserted, negated, retracted, …")] = None,
    conditional: Annotated[
        bool | None, typer.Option("--conditional/--unconditional", help="Only with conditions, or only without.")
    ] = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    document: InDocument = None,
    sort: Annotated[str, typer.Option("--sort", help="newest or oldest.")] = "newest",
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    desk: Desk = None,
) -> None:
    """Ask for positions: who wants or refuses what, and on which conditions."""
    from dragoman.archive.filters import PositionFilter
    from dragoman.archive.query import positions as found
    from dragoman.archive.store import Archive

    wanted = PositionFilter(
        actor=actor, counterpart=counterpart, stance=several(stance), status=several(status), conditional=conditional,
        since=first(since), until=last(until), text=text, document=document, sort=sort, limit=limit or ALL,
        offset=offset,
    )  # fmt: skip
    with Archive(desk_path(desk), read_only=True) as archive:
        show_page(found(archive, wanted), "positions", as_json=as_json, as_csv=as_csv)
