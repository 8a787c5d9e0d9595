"""``dragoman questions``: questions about what comes next, from draft to scored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.commands.book import Because, Who, line_of, name_of, opened_book
from dragoman.commands.options import AsJson, Desk, print_json
from dragoman.errors import RequestError, SourceError

if TYPE_CHECKING:
    from dragoman.forecast.book import Book
    from dragoman.forecast.question import ForecastQuestion


def questions(
    id: Annotated[str | None, typer.Argument(help="Show this question in full, or act on it.")] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="Only those that are draft, open, closed, resolved or annulled.")
    ] = None,
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft", help="Make drafts of the open questions, and of the conditions of positions, of this document."
        ),
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Open the draft: it may be forecast from now on.")] = False,
    text: Annotated[str | None, typer.Option("--text", help="Put the question so.")] = None,
    criterion: Annotated[str | None, typer.Option("--criterion", help="What would count as an answer.")] = None,
    closes: Annotated[str | None, typer.Option("--closes", help="The deadline, as 2026-12-31.")] = None,
    annul: Annotated[bool, typer.Option("--annul", help="Take it out of scoring; say why with --because.")] = False,
    load: Annotated[Path | None, typer.Option("--load", help="Take in the questions of a file.")] = None,
    dump: Annotated[bool, typer.Option("--dump", help="Print the questions in the form of --form.")] = False,
    form: Annotated[str, typer.Option("--form", help="csv, jsonl or forecastbench.")] = "jsonl",
    because: Because = None,
    who: Who = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """List the questions you forecast; draft them from a report, edit, confirm, annul, take in and hand out.

    A draft becomes open when a person confirms it. Without a day of publication a report gives no draft.
    """
    changes = {"text": text, "criterion": criterion, "closes": closes}
    wanted = {name: value for name, value in changes.items() if value is not None}
    acting = bool(draft or load or confirm or annul or wanted)
    with opened_book(desk, read_only=not acting) as book:
        me = name_of(who)
        if draft:
            _draft(book, draft, me)
        elif load:
            _load(book, load, form, me)
        elif id and wanted:
            _edit(book, id, me, because or "", wanted)
        if id and confirm:
            book.confirm(id, me, because or "")
        if id and annul:
            book.annul(id, me, because or "")
        if (confirm or annul or wanted) and not id:
            raise RequestError("Say which question: dragoman questions fq-… --confirm.")
        _show(book, id, state, as_json=as_json, form=form if dump else None)


def _draft(book: Book, document: str, who: str) -> None:
    from dragoman.forecast.conditions import questions_of_conditions
    from dragoman.forecast.question import drafts_of

    dossier = book.archive.dossier(document)
    published = dossier.document.published
    for question in dossier.questions:
        for made in drafts_of(question, published.first if published else None):
            book.draft(made, who, f"from {document}")
    for made in questions_of_conditions(dossier):
        book.draft(made, who, f"a condition named in {document}")


def _load(book: Book, path: Path, form: str, who: str) -> None:
    from dragoman.forecast.exchange import load_questions

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}") from error
    for question in load_questions(text, form):
        book.draft(question, who, f"from {path.name}")


def _edit(book: Book, id: str, who: str, because: str, changes: dict[str, Any]) -> None:
    from dragoman.archive.filters import last_day

    if "closes" in changes:
        changes["closes"] = last_day(changes["closes"])
    book.edit(id, who, because, **changes)


def _show(book: Book, id: str | None, state: str | None, *, as_json: bool, form: str | None) -> None:
    from dragoman.codes import QuestionState
    from dragoman.forecast.exchange import dump_questions

    if state is not None and state not in list(QuestionState):
        raise RequestError(f"“{state}” is no state; choose one of {', '.join(QuestionState)}.")
    found = [book.question(id)] if id else book.questions(*([QuestionState(state)] if state else []))
    if form is not None:
        typer.echo(dump_questions(found, form), nl=False)
    elif as_json:
        for question in found:
            print_json(question)
    elif id:
        _print_one(book, id)
    else:
        for question in found:
            typer.echo(line_of(question, book))
        if not found:
            typer.echo("No questions yet. Make drafts from a report: dragoman questions --draft doc-…")


def _looked_for(question: ForecastQuestion) -> str:
    if question.pattern is None:
        return "nothing by itself; a person settles it"
    return question.pattern.told + ("" if question.pattern.is_decisive else " (too wide to settle it by itself)")


def _print_one(book: Book, id: str) -> None:
    question = book.question(id)
    typer.echo(line_of(question, book))
    typer.echo(f"  {question.criterion}\n  counts: {question.sources}")
    typer.echo(f"  looks for: {_looked_for(question)}")
    for step in book.steps(id):
        typer.echo(f"  {step.at:%Y-%m-%d} {step.step} by {step.who}{': ' + step.note if step.note else ''}")
    for made in book.forecasts(id):
        typer.echo(f"  {made.at:%Y-%m-%d} {made.probability:.0%} ({made.kind}, {made.who}): {made.reason}")
