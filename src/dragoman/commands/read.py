"""``dragoman read``: reads many sources into the archive."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.commands.options import AsJson, Desk, complain, desk_path

if TYPE_CHECKING:
    from dragoman.engine.reading import Engine


class EngineName(StrEnum):
    """What does the reading."""

    LOCAL = "local"
    RAY = "ray"


# Two processes: a laptop stays usable, and each holds the model (about 600 MB) once.
WORKERS = 2
# Failures shown at the end; `dragoman failures` shows all.
SHOWN = 3


def read(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files, folders, globs, http(s) addresses, feeds, OPML, WARC, JSON Lines, or -."),
    ],
    workers: Annotated[int, typer.Option("--workers", help="Processes that read.", min=1, max=1024)] = WORKERS,
    engine: Annotated[EngineName, typer.Option("--engine", help="What does the reading.")] = EngineName.LOCAL,
    ray_address: Annotated[
        str | None, typer.Option("--ray-address", help="A Ray cluster (default: one is started here).")
    ] = None,
    shards: Annotated[
        Path | None, typer.Option("--shards", help="A folder every worker can reach (default: beside the archive).")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Read again what is already in the archive.")] = False,
    link: Annotated[bool, typer.Option("--link/--no-link", help="Link reports of the same event when done.")] = True,
    private: Annotated[
        bool, typer.Option("--allow-private", help="Let URLs lead to this machine or a private network.")
    ] = False,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Read many sources into the archive. What is known is passed over: stopped at any moment, it goes on where it was.

    Ctrl+C stops it; what was read until then is kept. `dragoman failures` tells what could not be read.
    """
    from dragoman.archive.linking import link_all
    from dragoman.archive.store import Archive
    from dragoman.engine.reading import read_sources
    from dragoman.intake.pieces import size_of
    from dragoman.settings import load_settings
    from dragoman.terminal import show_progress

    settings = load_settings()
    if private:
        settings = settings.model_copy(update={"allow_private_addresses": True})
    chosen = _engine(engine, workers, ray_address)
    with Archive(desk_path(desk)) as archive:
        steps = read_sources(
            archive, sources, chosen, again=again, settings=settings, stdin=sys.stdin.buffer, shards=shards
        )
        done = show_progress(steps, 0 if as_json else size_of(sources), quiet=as_json)
        if link and done.read:
            link_all(archive)
        failures = archive.failures()[-SHOWN:] if done.failed else []
    if as_json:
        told = {"read": done.read, "known": done.known, "failed": done.failed}
        typer.echo(json.dumps(told))
    else:
        typer.echo(f"{done.read:,} read, {done.known:,} known already, {done.failed:,} failed (dragoman failures).")
        for failure in failures:
            complain(failure.reason if failure.source in failure.reason else f"{failure.source}: {failure.reason}")
    if done.failed and not (done.read or done.known):
        raise typer.Exit(2)


def _engine(name: EngineName, workers: int, address: str | None) -> Engine:
    if name is EngineName.RAY:
        from dragoman.engine.ray import RayEngine

        return RayEngine(workers, address)
    from dragoman.engine.local import LocalEngine

    return LocalEngine(workers)
