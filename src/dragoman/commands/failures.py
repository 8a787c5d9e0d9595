"""``dragoman failures``: what could not be read, and why."""

from __future__ import annotations

import typer

from dragoman.commands.asking import AsCsv
from dragoman.commands.options import AsJson, Desk, desk_path, print_json


def failures(as_json: AsJson = False, as_csv: AsCsv = False, desk: Desk = None) -> None:
    """Show the sources, or parts of them, that could not be read, and why. Reading them again strikes them off."""
    from dragoman.archive.store import Archive
    from dragoman.commands.asking import print_csv
    from dragoman.terminal import print_table

    with Archive(desk_path(desk), read_only=True) as archive:
        found = archive.failures()
    if as_json:
        for failure in found:
            print_json(failure)
    elif as_csv:
        print_csv(found)
    elif found:
        print_table(["source", "reason"], [(failure.source, failure.reason) for failure in found])
    else:
        typer.echo("Nothing has failed.")
