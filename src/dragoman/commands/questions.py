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
Form = Annotated[
    str | None, typer.Option("--form", help="csv, jsonl or forecastbench (default: by the file’s name, else jsonl).")
]
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
    form: Form = None,
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
        me, made = name_of(who), None
        if draft:
            made = _draft(book, draft, me)
        elif load:
            made = _load(book, load, form, me, confirm, quiet=as_json)
        elif id and (wanted or pattern):
            _edit(book, id, me, because or "", wanted, pattern)
        elif not id and "text" in wanted:
            id = _write(book, me, because or "by hand", wanted, pattern)
        if id and confirm:
            book.confirm(id, me, because or "")
        if id and annul:
            book.annul(id, me, because or "")
        if made is not None and not dump:
            _show_made(book, made, as_json=as_json)
        else:
            _show(book, id, state, as_json=as_json, form=(form or "jsonl") if dump else None)


def _given(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _draft(book: Book, document: str, who: str) -> list[str]:
    """Writes down the drafts that a document gives, and says which they are."""
    from dragoman.forecast.conditions import questions_of_conditions
    from dragoman.forecast.question import drafts_of

    dossier = book.archive.dossier(document)
    published = dossier.document.published
    opens = published.first if published else None
    asked = [made for question in dossier.questions for made in drafts_of(question, opens)]
    conditions = questions_of_conditions(dossier)
    for made in asked:
        book.draft(made, who, f"from {document}")
    for made in conditions:
        book.draft(made, who, f"a condition named in {document}")
    return [made.id for made in (*asked, *conditions)]


def _load(book: Book, path: Path, form: str | None, who: str, confirm: bool, *, quiet: bool) -> list[str]:
    """Takes in the questions of a file, says how many are new, and which they are."""
    from dragoman.forecast.exchange import load_forecasts, load_questions

    text, told = read_file(path), form or ("csv" if path.suffix.lower() == ".csv" else "jsonl")
    questions = list(load_questions(text, told))
    if not questions:
        raise RequestError(f"{path} holds no question.")
    new = book.take_in(questions, who, f"from {path.name}", confirm=confirm)
    lines = [f"{new:,} questions taken in, {len(questions) - new:,} there already."]
    if confirm and told == "forecastbench":
        # A set comes out some days before it is due: its values are known by then.
        crowd = (replace(made, at=min(made.at, book.now())) for made in load_forecasts(text, told))
        lines.append(f"{book.take_in_forecasts(crowd):,} values of the crowd, as of the days they are from.")
    for line in lines:
        typer.echo(line, err=quiet)
    return list(dict.fromkeys(question.id for question in questions))


def _show_made(book: Book, ids: list[str], *, as_json: bool) -> None:
    """The questions just drafted or taken in; of very many only as JSON."""
    known = {question.id: question for question in book.questions()}
    found = [known[id] for id in ids] if as_json or len(ids) <= MOST_SHOWN else []
    if as_json:
        for question in found:
            print_json(question)
        return
    for line in lines_of(found, book):
        typer.echo(line)
    if not ids:
        typer.echo("It gives no draft: it leaves nothing open about what comes next, or bears no date.")


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
