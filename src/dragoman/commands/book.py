"""What the commands about forecast questions share: who acts, the opened book, how a question is shown."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.commands.options import desk_path
from dragoman.errors import RequestError, SourceError
from dragoman.forecast.base_rates import chance_told

if TYPE_CHECKING:
    from dragoman.forecast.book import Book, Forecast
    from dragoman.forecast.question import ForecastQuestion

Who = Annotated[str | None, typer.Option("--who", help="Who says so (default: your user name).")]
Because = Annotated[str | None, typer.Option("--because", help="Why.")]


@contextmanager
def opened_book(desk: Path | None, *, read_only: bool = False) -> Iterator[Book]:
    from dragoman.archive.store import Archive
    from dragoman.forecast.book import Book

    with Archive(desk_path(desk), read_only=read_only) as archive:
        yield Book(archive)


def read_file(path: Path) -> str:
    """The text of a file of questions or forecasts. Raises SourceError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}") from error


def name_of(who: str | None) -> str:
    return who or getpass.getuser()


def line_of(question: ForecastQuestion, book: Book) -> str:
    """One line: where the question stands, its deadline, its last forecast, its words."""
    return next(lines_of([question], book, book.forecasts(question.id)))


def lines_of(
    questions: Iterable[ForecastQuestion], book: Book, forecasts: Iterable[Forecast] | None = None
) -> Iterator[str]:
    """The lines of many questions; the log of forecasts is asked once."""
    today = book.now().date()
    last = {made.question: made for made in (book.forecasts() if forecasts is None else forecasts)}
    for question in questions:
        yield _line(question, last.get(question.id), today)


def _line(question: ForecastQuestion, last: Forecast | None, today: datetime.date) -> str:
    state = question.state_on(today).value + (" (disputed)" if question.disputed else "")
    answer = "" if question.outcome is None else " yes" if question.outcome else " no"
    said = f" {chance_told(last.probability):>4s}" if last is not None else "    –"
    return f"{question.id}  {state + answer:14s} by {question.closes} {said}  {question.text}"


def probability_from(words: str) -> float:
    """A probability from 0 to 1, or a percentage with its mark ("35%", "35 %"). Raises RequestError for other words."""
    bare = words.strip().replace(",", ".")
    is_percent = bare.endswith("%")
    try:
        value = float(bare.removesuffix("%"))
    except ValueError:
        raise RequestError(f"“{words}” is no probability: write one from 0 to 1, such as 0.35, or 35%.") from None
    if 1 < value <= 100 and not is_percent:
        raise RequestError(f"{words} is more than certain: write {value / 100:g}, or {words}%.")
    return value / 100 if is_percent else value
