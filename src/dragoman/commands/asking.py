"""What the commands that ask the archive share: options, and how pages of rows are shown."""

from __future__ import annotations

import csv
import dataclasses
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.records import as_json as plain

if TYPE_CHECKING:
    import datetime

    from dragoman.archive.filters import Page

AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV instead of text.")]
Since = Annotated[str | None, typer.Option("--since", help="From this day, month or year on (2022-10).")]
Until = Annotated[str | None, typer.Option("--until", help="Up to this day, month or year (2022-10).")]
Text = Annotated[str | None, typer.Option("--text", help='Words of the record; "in quotes" they stand together.')]
InDocument = Annotated[str | None, typer.Option("--document", help="Only of the document with this id.")]
Limit = Annotated[int, typer.Option("--limit", help="How many rows at the most; 0 for all.", min=0)]
Offset = Annotated[int, typer.Option("--offset", help="How many rows are passed over first.", min=0)]
# As many rows as no archive has: the answer to --limit 0.
ALL = 2**40


def first(text: str | None) -> datetime.date | None:
    from dragoman.archive.filters import first_day

    return first_day(text) if text else None


def last(text: str | None) -> datetime.date | None:
    from dragoman.archive.filters import last_day

    return last_day(text) if text else None


def several(values: Sequence[str] | None, *, upper: bool = False) -> tuple[str, ...] | None:
    """What an option that may be given many times, or once with commas, asks for."""
    told = [part.strip() for value in values or () for part in value.split(",") if part.strip()]
    return tuple(part.upper() if upper else part for part in told) or None


def show_page(page: Page[Any], kind: str, *, as_json: bool, as_csv: bool) -> None:
    """Prints a page: JSON Lines, CSV, or a table for people."""
    if as_json:
        for row in page.rows:
            typer.echo(json.dumps(plain(row), ensure_ascii=False))
    elif as_csv:
        print_csv(page.rows)
    else:
        from dragoman.terminal import print_page

        print_page(page, kind)


def print_csv(rows: Sequence[Any]) -> None:
    """Prints records as CSV, the names of their fields first."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if rows:
        writer.writerow(field.name for field in dataclasses.fields(rows[0]))
    for row in rows:
        writer.writerow(plain(value) for value in dataclasses.astuple(row))
