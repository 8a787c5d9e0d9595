"""``dragoman import``: events of other data sets into the archive."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from dragoman.commands.options import AsJson, Desk, complain, complain_softly, desk_path
from dragoman.errors import DragomanError, SourceError

if TYPE_CHECKING:
    from dragoman.archive.store import Archive
    from dragoman.formats.load import Tally

DATASETS = "icews, polecat, gdelt2, gdelt1, ucdp, acled, phoenix or petrarch"
# Reasons told on the screen; all of them are in the table ``rejects``.
REASONS = 3


def import_(
    dataset: Annotated[str, typer.Argument(help=f"The data set: {DATASETS}.")],
    files: Annotated[list[Path], typer.Argument(help="Its files, plain, .zip or .gz.")],
    release: Annotated[str | None, typer.Option("--release", help="Which release of the data set it is.")] = None,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="Write rejected lines here: file, line number, reason, the line.")
    ] = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Import events of other data sets into the table of events; a file that is imported again adds nothing."""
    from dragoman.archive.store import Archive
    from dragoman.formats.datasets import dataset as dataset_named
    from dragoman.formats.load import import_file

    wanted = dataset_named(dataset)
    failed = False
    with ExitStack() as stack:
        report = stack.enter_context(_opened(rejects)) if rejects else None
        archive = stack.enter_context(Archive(desk_path(desk)))
        for file in files:
            try:
                tally = import_file(archive, wanted, file, version=release, rejects=report, tell=_progress(file))
            except SourceError as error:
                complain(str(error))
                failed = True
                continue
            _tell(archive, file, tally, as_json)
    if not as_json:
        complain_softly(f"{wanted.title}: {wanted.licence}.")
    if failed:
        raise typer.Exit(2)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("wb")
    except OSError as error:
        raise DragomanError(f"{path} cannot be written ({error.strerror}); name another file.") from error


def _progress(file: Path) -> Callable[[Tally, int], None]:
    """Tells on a terminal how much of the file is read, how fast, and how long the rest will take."""
    from dragoman.formats.lines import size_of

    size = size_of(file)
    start = time.monotonic()

    def tell(tally: Tally, position: int) -> None:
        if not sys.stderr.isatty():
            return
        seconds = max(time.monotonic() - start, 0.001)
        share = position / size if size else 1.0
        left = seconds / share - seconds if share else 0.0
        line = f"{file.name}: {share:.0%}, {tally.rows:,} rows, {tally.rows / seconds:,.0f} a second, {left:.0f} s left"
        typer.echo(f"\r\x1b[K{line}" if share < 1 else "\r\x1b[K", nl=False, err=True)

    return tell


def _tell(archive: Archive, file: Path, tally: Tally, as_json: bool) -> None:
    query = "SELECT reason, count(*) FROM rejects WHERE file = ? GROUP BY reason ORDER BY count(*) DESC, reason LIMIT ?"
    reasons = archive.rows(query, [str(file), REASONS]) if tally.rejected else []
    if as_json:
        typer.echo(json.dumps({"file": str(file), **asdict(tally), "reasons": dict(reasons)}, ensure_ascii=False))
        return
    typer.echo(
        f"{file}: {tally.rows:,} rows: {tally.added:,} new, {tally.changed:,} changed, {tally.there:,} there already, "
        f"{tally.rejected:,} rejected"
    )
    for reason, number in reasons:
        typer.echo(f"  rejected {number:,}×: {reason}")
