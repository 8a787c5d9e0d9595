"""``dragoman forecast``: base rates of a question, and forecasts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.commands.book import Because, Who, name_of, opened_book, probability_from
from dragoman.commands.options import AsJson, Desk, print_json
from dragoman.forecast.base_rates import chance_told
from dragoman.records import as_json as plain

if TYPE_CHECKING:
    from dragoman.forecast.base_rates import BaseRate


def forecast(
    id: Annotated[str, typer.Argument(help="The id of an open question, such as fq-0123456789ab.")],
    probability: Annotated[
        str | None,
        typer.Argument(help="How probable you hold a yes: 0.35, or 35%; leave it out to see base rates."),
    ] = None,
    because: Because = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="Id of a record it rests on; may be given again.")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", help="Whose forecast it is: person, crowd, model, base rate or mix.")
    ] = "person",
    mix: Annotated[bool, typer.Option("--mix", help="Log the mix of all forecasts with the base rates, too.")] = False,
    who: Who = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Show the base rates of a question with what they rest on; with a probability, write your forecast down.

    A forecast is kept for good, with its reason (--because) and the day. A later one stands from its day on.
    """
    from dragoman.forecast.classes import base_rates, seen_from
    from dragoman.forecast.outlook import outlook_of
    from dragoman.forecast.record import answered

    with opened_book(desk, read_only=probability is None and not mix) as book:
        if probability is not None:
            value, rests_on = probability_from(probability), book.records_named(evidence or ())
            made = book.forecast(id, value, name_of(who), because or "", kind=kind, evidence=rests_on)
            if not mix:
                text = f"{chance_told(made.probability)} by {made.who}: {made.reason}"
                print_json(made) if as_json else typer.echo(text)
                return
        question = book.question(id)
        today = book.now().date()
        rates = base_rates(question, book.archive, answered(book, seen_from(question, today)), today)
        outlook = outlook_of(rates, book.forecasts(id), book.now())
        if mix and outlook.mixed is not None:
            book.forecast(id, outlook.mixed, "dragoman", outlook.why, kind="mix")
        if as_json:
            print_json({"question": plain(question), "base_rates": plain(rates), "outlook": plain(outlook)})
            return
        typer.echo(f"{question.text} (by {question.closes})")
        _print_rates(rates)
        if outlook.people is not None:
            typer.echo(f"People and crowd: {chance_told(outlook.people)}")
        mixed = f"Mixed: {chance_told(outlook.mixed)} ({outlook.why})" if outlook.mixed is not None else outlook.why
        typer.echo(mixed)


def _print_rates(rates: list[BaseRate]) -> None:
    if not rates:
        typer.echo("No reference class.")
    for rate in rates:
        head = f"{chance_told(rate.probability):>4s} [{chance_told(rate.low)} to {chance_told(rate.high)}]"
        typer.echo(f"  {head}  {rate.reference_class}; n {rate.n:g}, {rate.window}: {rate.why}")
