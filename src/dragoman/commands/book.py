"""What the commands about forecast questions share: who acts, the opened book, how a question is shown."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.commands.options import desk_path

if TYPE_CHECKING:
    from dragoman.forecast.book import Book
    from dragoman.forecast.question import ForecastQuestion

Who = Annotated[str | None, typer.Option("--who", help="Who says so (default: your user name).")]
Because = Annotated[str | None, typer.Option("--because", help="Why.")]


@contextmanager
def opened_book(desk: Path | None, *, read_only: bool = False) -> Iterator[Book]:
    from dragoman.archive.store import Archive
    from dragoman.forecast.book import Book

    with Archive(desk_path(desk), read_only=read_only) as archive:
        yield Book(archive)


def name_of(who: str | None) -> str:
    return who or getpass.getuser()


def line_of(question: ForecastQuestion, book: Book) -> str:
    """One line: where the question stands, its deadline, its last forecast, its words."""
    today = book.now().date()
    made = book.forecasts(question.id)
    state = question.state_on(today).value + (" (disputed)" if question.disputed else "")
    answer = "" if question.outcome is None else " yes" if question.outcome else " no"
    last = f" {made[-1].probability:4.0%}" if made else "    –"
    return f"{question.id}  {state + answer:14s} by {question.closes} {last}  {question.text}"
