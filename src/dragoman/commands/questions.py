"""``dragoman questions``: questions about what comes next, from draft to scored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.commands.book import Because, Who, line_of, lines_of, name_of, opened_book, read_file
from dragoman.commands.options import AsJson, Desk, print_json
from dragoman.errors import RequestError
from dragoman.forecast.base_rates import chance_told

if TYPE_CHECKING:
    from dragoman.forecast.book import Book
    from dragoman.forecast.question import ForecastQuestion

# Questions of a file that are listed one by one.
MOST_SHOWN = 50

Confirm = Annotated[
    bool,
    typer.Option(
        "--confirm",
        help="Open the draft: it may be forecast from now on. With --load: open all, settle those with an answer.",
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option("--event", help="Type of the event looked for, such as ASSAULT; may be given again."),
]
Source = Annotated[str | None, typer.Option("--source", help="Whose event: a country, code or name.")]
Target = Annotated[str | None, typer.Option("--target", help="Towards whom.")]
Site = Annotated[str | None, typer.Option("--place", help="Where.")]
AtLeast = Annotated[int | None, typer.Option("--at-least", help="How many separate events make a yes.", min=1)]


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
    confirm: Confirm = False,
    text: Annotated[str | None, typer.Option("--text", help="Put the question so.")] = None,
    criterion: Annotated[str | None, typer.Option("--criterion", help="What would count as an answer.")] = None,
    closes: Annotated[str | None, typer.Option("--closes", help="The deadline, as 2026-12-31.")] = None,
    event: Types = None,
    source: Source = None,
    target: Target = None,
    place: Site = None,
    at_least: AtLeast = None,
    annul: Annotated[bool, typer.Option("--annul", help="Take it out of scoring; say why with --because.")] = False,
    load: Annotated[Path | None, typer.Option("--load", help="Take in the questions of a file.")] = None,
    dump: Annotated[bool, typer.Option("--dump", help="Print the questions in the form of --form.")] = False,
    form: Annotated[str, typer.Option("--form", help="csv, jsonl or forecastbench.")] = "jsonl",
    because: Because = None,
    who: Who = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """List the questions you forecast; write one, draft them from a report, edit, confirm, annul, take in and hand out.

    A draft becomes open when a person confirms it. Without a day of publication a report gives no draft. --text and
    --criterion without an id write a new question.
    """
    types = tuple(event) if event else None
    wanted = _given(text=text, criterion=criterion, closes=closes)
    pattern = _given(types=types, source=source, target=target, place=place, at_least=at_least)
    acting = bool(draft or load or confirm or annul or wanted or pattern)
    alone = not (id or draft or load or "text" in wanted) or bool(draft and not id and (confirm or annul))
    if acting and alone:
        raise RequestError("Say which question (dragoman questions fq-… --confirm), or write one with --text.")
    with opened_book(desk, read_only=not acting) as book:
        me = name_of(who)
        if draft:
            _draft(book, draft, me)
        elif load:
            _load(book, load, form, me, confirm)
        elif id and (wanted or pattern):
            _edit(book, id, me, because or "", wanted, pattern)
        elif not id and "text" in wanted:
            id = _write(book, me, because or "by hand", wanted, pattern)
        if id and confirm:
            book.confirm(id, me, because or "")
        if id and annul:
            book.annul(id, me, because or "")
        if load is None or as_json:
            _show(book, id, state, as_json=as_json, form=form if dump else None)


def _given(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


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


def _load(book: Book, path: Path, form: str, who: str, confirm: bool) -> None:
    from dragoman.forecast.exchange import load_forecasts, load_questions

    text = read_file(path)
    questions = list(load_questions(text, form))
    if not questions:
        raise RequestError(f"{path} holds no question.")
    new = book.take_in(questions, who, f"from {path.name}", confirm=confirm)
    if len(questions) <= MOST_SHOWN:
        for line in lines_of([book.question(id) for id in dict.fromkeys(q.id for q in questions)], book):
            typer.echo(line)
    typer.echo(f"{new:,} questions taken in, {len(questions) - new:,} there already.")
    if confirm and form == "forecastbench":
        crowd = book.take_in_forecasts(load_forecasts(text, form))
        typer.echo(f"{crowd:,} values of the crowd, as of the days they are from.")


def _edit(book: Book, id: str, who: str, because: str, changes: dict[str, Any], pattern: dict[str, Any]) -> None:
    from dragoman.archive.filters import last_day
    from dragoman.forecast.question import Pattern

    if "closes" in changes:
        changes["closes"] = last_day(changes["closes"])
    if pattern:
        changes["pattern"] = replace(book.question(id).pattern or Pattern(), **pattern)
    book.edit(id, who, because, **changes)


def _write(book: Book, who: str, because: str, told: dict[str, Any], pattern: dict[str, Any]) -> str:
    from dragoman.archive.filters import last_day
    from dragoman.forecast.question import Pattern, make_question

    if "criterion" not in told:
        raise RequestError("Say with --criterion what would count as a yes: without it nobody can settle the question.")
    closes = last_day(told["closes"]) if "closes" in told else None
    asked = Pattern(**pattern) if pattern else None
    made = make_question(told["text"], told["criterion"], book.now().date(), closes, pattern=asked)
    return book.draft(made, who, because).id


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
        for line in lines_of(found, book):
            typer.echo(line)
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
        typer.echo(f"  {made.at:%Y-%m-%d} {chance_told(made.probability)} ({made.kind}, {made.who}): {made.reason}")
