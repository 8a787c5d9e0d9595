"""``dragoman score``: how good the forecasts were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.codes import QuestionState
from dragoman.commands.book import opened_book, read_file
from dragoman.commands.options import AsJson, Desk, print_json

if TYPE_CHECKING:
    from dragoman.forecast.record import Record
    from dragoman.forecast.scores import Interval


def score(
    draws: Annotated[int, typer.Option("--draws", help="Bootstrap draws for the ranges.", min=0)] = 1000,
    forecasts: Annotated[
        str | None, typer.Option("--dump", help="Print the log of forecasts instead: csv, jsonl or forecastbench.")
    ] = None,
    load: Annotated[
        Path | None,
        typer.Option("--load", help="Take in a log of forecasts (.csv, else JSON Lines) of questions confirmed here."),
    ] = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Score the forecasts of closed cohorts: Brier, log, calibration, skill against the template rate.

    Only questions whose deadline has passed count, however early they were settled; disputed ones do not.
    """
    from dragoman.forecast.exchange import dump_forecasts, load_forecasts
    from dragoman.forecast.record import closed_cohort, records

    with opened_book(desk, read_only=load is None) as book:
        if load is not None:
            form = "csv" if load.suffix.lower() == ".csv" else "jsonl"
            typer.echo(f"{book.take_in_forecasts(load_forecasts(read_file(load), form)):,} forecasts taken in.")
            return
        if forecasts is not None:
            typer.echo(dump_forecasts(book, forecasts), nl=False)
            return
        found = records(book, draws=draws)
        waiting = len(book.questions(QuestionState.RESOLVED)) - len(closed_cohort(book))
    if as_json:
        for record in found:
            print_json(record)
        return
    for record in found:
        _print(record)
    if not found:
        typer.echo("No forecast can be scored yet: no question of a closed cohort has been resolved.")
    if waiting:
        typer.echo(f"{waiting} resolved and not counted: disputed, or the deadline has not passed.")


def _print(record: Record) -> None:
    card = record.card
    typer.echo(f"{record.who} ({record.kind}): {record.questions} questions, {card.n} forecast days")
    typer.echo(f"  Brier {_range(card.brier)}  log {_range(card.log)}  calibration error {_range(card.ece)}")
    parts = f"reliability {card.reliability:.3f}, resolution {card.resolution:.3f}, uncertainty {card.uncertainty:.3f}"
    typer.echo(f"  {parts}" + (f", skill {_range(card.skill)}" if card.skill else ""))
    for bar in card.bins:
        if bar.n:
            typer.echo(
                f"  {bar.low:.0%} to {bar.high:.0%}: said {bar.forecast:.0%}, came {bar.observed:.0%}, n {bar.n}"
            )


def _range(value: Interval) -> str:
    return f"{value.value:.3f} [{value.low:.3f} to {value.high:.3f}]"
