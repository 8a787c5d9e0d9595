"""``dragoman sql``: any question to the archive, in SQL, that changes nothing."""

from __future__ import annotations

import csv
import json
import sys
from typing import Annotated

import typer

from dragoman.commands.asking import AsCsv
from dragoman.commands.options import AsJson, Desk, desk_path


def sql(
    query: Annotated[str, typer.Argument(help="A query in DuckDB's SQL, or - for standard input.")],
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    desk: Desk = None,
) -> None:
    """Ask the archive in SQL. It is opened for reading only and no other file can be reached."""
    from dragoman.archive.sql import ask
    from dragoman.archive.store import Archive

    asked = sys.stdin.read() if query == "-" else query
    with Archive(desk_path(desk), read_only=True) as archive:
        columns, rows = ask(archive, asked)
        if as_json:
            for row in rows:
                typer.echo(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str))
        elif as_csv:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
        else:
            from dragoman.terminal import print_table

            print_table(columns, rows)
