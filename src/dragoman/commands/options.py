"""What commands share: options, the archive they open, and how they speak."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.records import as_json

if TYPE_CHECKING:
    from dragoman.archive.store import Archive

Desk = Annotated[Path | None, typer.Option("--desk", help="The archive file (default: in your data folder).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@contextmanager
def opened_late(desk: Path | None) -> Iterator[Callable[[], Archive]]:
    """Opens the archive on first use, so that a source that cannot be read leaves it untouched."""
    from dragoman.archive.store import Archive

    opened: list[Archive] = []

    def archive() -> Archive:
        if not opened:
            opened.append(Archive(desk_path(desk)))
        return opened[0]

    try:
        yield archive
    finally:
        with opened[0] if opened else nullcontext():
            pass


def desk_path(desk: Path | None) -> Path:
    if desk is not None:
        return desk
    from dragoman.settings import load_settings

    return load_settings().desk


def print_json(record: Any) -> None:
    typer.echo(json.dumps(as_json(record), ensure_ascii=False))


def complain(message: str) -> None:
    typer.secho(message, fg=typer.colors.RED, err=True)


def complain_softly(message: str) -> None:
    typer.echo(message, err=True)
