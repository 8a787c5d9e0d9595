"""``dragoman positions``: the positions of the archive that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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
from dragoman.commands.options import AsJson, Desk, desk_path, print_json

if TYPE_CHECKING:
    from dragoman.archive.store import Archive


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
    met: Annotated[
        bool, typer.Option("--met", help="Show instead the conditions that later reports meet, and link them.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    desk: Desk = None,
) -> None:
    """Ask for positions: who wants or refuses what, and on which conditions."""
    from dragoman.archive.filters import PositionFilter
    from dragoman.archive.query import positions as found
    from dragoman.archive.store import Archive

    if met:
        with Archive(desk_path(desk)) as archive:
            _show_met(archive, as_json=as_json)
        return
    wanted = PositionFilter(
        actor=actor, counterpart=counterpart, stance=several(stance), status=several(status), conditional=conditional,
        since=first(since), until=last(until), text=text, document=document, sort=sort, limit=limit or ALL,
        offset=offset,
    )  # fmt: skip
    with Archive(desk_path(desk), read_only=True) as archive:
        show_page(found(archive, wanted), "positions", as_json=as_json, as_csv=as_csv)


def _show_met(archive: Archive, *, as_json: bool) -> None:
    from dragoman.archive.lines import STANDS
    from dragoman.forecast.conditions import flag_met
    from dragoman.formats.words import CONDITIONS

    found = flag_met(archive)
    for each in found:
        if as_json:
            print_json(each)
            continue
        position, told = each.position, each.evidence[0]
        state = " ".join(each.condition.state.split())
        doer = f" (for {each.condition.actor.name} to meet)" if each.condition.actor is not None else ""
        typer.echo(f"{position.id}  {position.actor.name}, {STANDS[position.stance]}: {position.object}")
        typer.echo(f"  {CONDITIONS[each.condition.kind]} {state}{doer}")
        typer.echo(f"  met, says {told.document} {told.span.start}–{told.span.end}: “{told.quote}”")
        typer.echo(f"  asked as {each.question.id}: {each.question.text}")
    if not found and not as_json:
        typer.echo("No later report tells of what a position hangs on.")
