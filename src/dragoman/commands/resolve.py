"""``dragoman resolve``: what later reports say of a question, and the resolution a person confirms."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.commands.book import Because, Who, line_of, name_of, opened_book
from dragoman.commands.options import AsJson, Desk, print_json
from dragoman.errors import RequestError

if TYPE_CHECKING:
    from dragoman.forecast.book import Book
    from dragoman.forecast.resolve import Proposal


def resolve(
    id: Annotated[str | None, typer.Argument(help="The id of a question; leave it out to look at all.")] = None,
    yes: Annotated[bool | None, typer.Option("--yes/--no", help="The answer, where you settle it.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="The day the answer was known (default: today).")] = None,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take a resolution back; say why with --because.")] = False,
    dispute: Annotated[bool, typer.Option("--dispute", help="Doubt a resolution; it is not scored then.")] = False,
    settle: Annotated[bool, typer.Option("--settle", help="End a dispute: the resolution stands.")] = False,
    automatic: Annotated[
        float | None,
        typer.Option("--automatic", help="Resolve without you what rests on a ground at least so precise, as 0.97."),
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="Id of a record the answer rests on; may be given again.")
    ] = None,
    because: Because = None,
    who: Who = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Propose answers from later reports, with the words they rest on; settle, dispute or reopen a question.

    Nothing is settled without you, unless you ask for it with --automatic and a precision. --yes or --no without
    --because confirms what is proposed, with its words as evidence.
    """
    if sum((yes is not None, reopen, dispute, settle, automatic is not None)) > 1:
        raise RequestError("One step at a time: --yes or --no, --reopen, --dispute, --settle, or --automatic.")
    if automatic is not None and not 0 < automatic <= 1:
        raise RequestError(f"A precision lies between 0 and 1, not {automatic}.")
    acting = yes is not None or reopen or dispute or settle or automatic is not None
    with opened_book(desk, read_only=not acting) as book:
        me = name_of(who)
        if yes is not None or reopen or dispute or settle:
            if id is None:
                raise RequestError("Say which question: dragoman resolve fq-… --yes.")
            if yes is not None:
                _answer(book, id, me, because or "", yes=yes, on=on, evidence=evidence or ())
            else:
                step = book.reopen if reopen else book.dispute if dispute else book.settle
                step(id, me, because or "")
            question = book.question(id)
            print_json(question) if as_json else typer.echo(line_of(question, book))
            return
        found = _proposals(book, id)
        for proposal in found:
            if automatic is not None:
                _settle(book, proposal, automatic)
            print_json(proposal) if as_json else _print(book, proposal)
        if not found and not as_json:
            typer.echo("No report in the archive settles it." if id else "No report settles an open question.")


def _answer(book: Book, id: str, who: str, because: str, *, yes: bool, on: str | None, evidence: Sequence[str]) -> None:
    """Settles a question with a person's reason; without one, on what is proposed, where that is the same answer."""
    from dragoman.archive.filters import last_day

    day, rests_on = last_day(on) if on else None, book.records_named(evidence)
    proposed = None if because else next((p for p in _proposals(book, id) if p.outcome is yes), None)
    if proposed is not None:
        because = f"{proposed.ground}: {proposed.why}"
        rests_on = rests_on or tuple(found.event for found in proposed.evidence)
        day = day or _known_on(book, proposed)
    book.resolve(id, yes, who, because, on=day, evidence=rests_on)


def _known_on(book: Book, proposal: Proposal) -> datetime.date:
    """The day of the report, or today where it bears a later one."""
    today = book.now().date()
    return min(proposal.evidence[0].reported or today, today)


def _proposals(book: Book, id: str | None) -> list[Proposal]:
    from dragoman.codes import QuestionState
    from dragoman.forecast.resolve import propose_from

    asked = [book.question(id)] if id else book.questions(QuestionState.OPEN, QuestionState.CLOSED)
    today = book.now().date()
    return [proposal for q in asked if (proposal := propose_from(book.archive, q, today)) is not None]


def _settle(book: Book, proposal: Proposal, precision: float) -> None:
    from dragoman.forecast.resolve import is_automatic

    if is_automatic(proposal, precision):
        ids = [found.event for found in proposal.evidence]
        note, day = f"{proposal.ground}: {proposal.why}", _known_on(book, proposal)
        book.resolve(proposal.question, proposal.outcome, "dragoman", note, on=day, evidence=ids)


def _print(book: Book, proposal: Proposal) -> None:
    typer.echo(line_of(book.question(proposal.question), book))
    answer = "yes" if proposal.outcome else "no"
    typer.echo(f"  proposed: {answer} ({proposal.ground_told})")
    for found in proposal.evidence[:3]:
        place = f"{found.document} {found.span.start}–{found.span.end}"
        typer.echo(f"  {found.reported or ''} {place}: “{found.quote}”")
