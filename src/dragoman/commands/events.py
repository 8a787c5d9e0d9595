"""``dragoman events``: the events of the archive that fit."""

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

Who = "country (RUS, Russia), sector (MIL), both (RUS MIL), id, or part of a name"


def events(
    actor: Annotated[str | None, typer.Option("--actor", help=f"Who acts or is acted on: {Who}.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Who acts.")] = None,
    target: Annotated[str | None, typer.Option("--target", help="Who is acted on.")] = None,
    type: Annotated[list[str] | None, typer.Option("--type", help="PLOVER type (ASSAULT); may be repeated.")] = None,
    mode: Annotated[list[str] | None, typer.Option("--mode", help="Mode of the type (drone).")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="asserted, negated, future, …")] = None,
    hedge: Annotated[list[str] | None, typer.Option("--hedge", help="none, reported, rumoured, inferred.")] = None,
    since: Since = None,
    until: Until = None,
    near: Annotated[str | None, typer.Option("--near", help="Kherson:50km, or 46.6,32.6:20km.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Where: ISO 3166-1 alpha-3 (UKR).")] = None,
    text: Text = None,
    document: InDocument = None,
    origin: Annotated[str | None, typer.Option("--origin", help="Only of documents that tell this story.")] = None,
    link: Annotated[str | None, typer.Option("--link", help="Only reports linked as one event.")] = None,
    dataset: Annotated[str | None, typer.Option("--dataset", help="An imported data set, or read.")] = None,
    sort: Annotated[str, typer.Option("--sort", help="newest, oldest, intensity or dead.")] = "newest",
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    desk: Desk = None,
) -> None:
    """Ask for events: who did what to whom, when and where, how many independent origins told it."""
    from dragoman.archive.filters import EventFilter, near_of
    from dragoman.archive.query import events as found
    from dragoman.archive.store import Archive

    wanted = EventFilter(
        actor=actor, source=source, target=target, type=several(type, upper=True), mode=several(mode),
        status=several(status), hedge=several(hedge), since=first(since), until=last(until),
        near=near_of(near) if near else None, country=country, text=text, document=document, origin=origin, link=link,
        dataset=dataset, sort=sort, limit=limit or ALL, offset=offset,
    )  # fmt: skip
    with Archive(desk_path(desk), read_only=True) as archive:
        show_page(found(archive, wanted), "events", as_json=as_json, as_csv=as_csv)
