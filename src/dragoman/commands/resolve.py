"""``dragoman resolve``: what later reports say of a question, and the resolution a person confirms."""

from __future__ import annotations

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
    because: Because = None,
    who: Who = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Propose answers from later reports, with the words they rest on; settle, dispute or reopen a question.

    Nothing is settled without you, unless you ask for it with --automatic and a precision.
    """
    acting = yes is not None or reopen or dispute or settle or automatic is not None
    with opened_book(desk, read_only=not acting) as book:
        me = name_of(who)
        if yes is not None or reopen or dispute or settle:
            if id is None:
                raise RequestError("Say which question: dragoman resolve fq-… --yes.")
            _act(book, id, me, because or "", yes=yes, on=on, reopen=reopen, dispute=dispute)
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


def _act(
    book: Book, id: str, who: str, because: str, *, yes: bool | None, on: str | None, reopen: bool, dispute: bool
) -> None:
    from dragoman.archive.filters import last_day

    if yes is not None:
        book.resolve(id, yes, who, because, on=last_day(on) if on else None)
    elif reopen:
        book.reopen(id, who, because)
    elif dispute:
        book.dispute(id, who, because)
    else:
        book.settle(id, who, because)


def _proposals(book: Book, id: str | None) -> list[Proposal]:
    from dragoman.codes import QuestionState
    from dragoman.forecast.resolve import propose_from

    asked = [book.question(id)] if id else book.questions(QuestionState.OPEN, QuestionState.CLOSED)
    today = book.now().date()
    return [proposal for q in asked if (proposal := propose_from(book.archive, q, today)) is not None]


def _settle(book: Book, proposal: Proposal, precision: float) -> None:
    from dragoman.forecast.resolve import is_automatic

    if is_automatic(proposal, precision):
        first = proposal.evidence[0]
        ids = [found.event for found in proposal.evidence]
        note = f"{proposal.ground}: {proposal.why}"
        book.resolve(proposal.question, proposal.outcome, "dragoman", note, on=first.reported, evidence=ids)


def _print(book: Book, proposal: Proposal) -> None:
    typer.echo(line_of(book.question(proposal.question), book))
    answer = "yes" if proposal.outcome else "no"
    typer.echo(f"  proposed: {answer} ({proposal.ground}, right in {proposal.precision:.0%} of test cases)")
    for found in proposal.evidence[:3]:
        place = f"{found.document} {found.span.start}–{found.span.end}"
        typer.echo(f"  {found.reported or ''} {place}: “{found.quote}”")
