"""The board of forecast questions, each question with its base rates and log, and the forms that move it on."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.archive.filters import last_day
from dragoman.archive.store import Archive
from dragoman.codes import EventType, QuestionState
from dragoman.desk.calibration import draw_calibration
from dragoman.desk.cards import words_address
from dragoman.desk.replies import Page, Refusal, back_to, text_in
from dragoman.desk.shelf import shelf_of
from dragoman.forecast.base_rates import chance_told
from dragoman.forecast.book import MAY, Book
from dragoman.forecast.classes import base_rates
from dragoman.forecast.conditions import flag_met, questions_of_conditions
from dragoman.forecast.outlook import outlook_of
from dragoman.forecast.question import ForecastQuestion, Pattern, drafts_of, make_question
from dragoman.forecast.record import answered, records
from dragoman.forecast.resolve import propose_from
from dragoman.records import as_json

STATES = {
    QuestionState.OPEN: "Open",
    QuestionState.CLOSED: "Closed: the deadline has passed",
    QuestionState.DRAFT: "Drafts: nobody has confirmed them",
    QuestionState.RESOLVED: "Resolved",
    QuestionState.ANNULLED: "Annulled",
}
# Steps that need nothing but a reason, as the buttons name them.
STEPS = {
    "confirm": "Open it",
    "annul": "Annul",
    "reopen": "Reopen",
    "dispute": "Dispute",
    "settle": "Settle the dispute",
}
# Whose forecast a person may write down, as the form names it.
KINDS = {"person": "my own", "crowd": "a crowd’s: a market’s or a poll’s", "model": "a model’s"}
# Questions shown of each state, and reports offered for drafts.
MOST_SHOWN, MOST_REPORTS = 100, 8
NOBODY = "the desk"


def board(request: Request) -> Page:
    shelf = shelf_of(request)
    with shelf.reading() as archive:
        book = Book(archive)
        today = book.now().date()
        found = book.questions()
        made = {forecast.question: forecast for forecast in book.forecasts()}
        kept = shelf.remembered(("track record", today), lambda: records(book, draws=200))
        reports = shelf.remembered("reports that ask", lambda: _reports_that_ask(archive))
    groups = [(state, words, [q for q in found if q.state_on(today) is state]) for state, words in STATES.items()]
    facts = {
        "questions": [{**_plain(q, today), "last": as_json(made.get(q.id))} for q in found],
        "track_record": as_json(kept),
    }
    drawn = {
        "groups": [(s, words, _by_text(listed[:MOST_SHOWN]), len(listed)) for s, words, listed in groups if listed],
        "most": MOST_SHOWN,
        "made": made,
        "kept": [(record, draw_calibration(record.card.bins)) for record in kept[:4]],
        "reports": reports,
        "today": today,
        "types": [type.value for type in EventType],
        "told": chance_told,
    }
    return Page("forecasts.html", "Forecasts", facts, drawn)


def _by_text(listed: list[ForecastQuestion]) -> list[tuple[str, list[ForecastQuestion]]]:
    """One question asked by several deadlines stands once."""
    found: dict[str, list[ForecastQuestion]] = {}
    for asked in listed:
        found.setdefault(asked.text, []).append(asked)
    return list(found.items())


def question(request: Request) -> Page:
    shelf, id = shelf_of(request), request.path_params["id"]
    with shelf.reading() as archive:
        book = Book(archive)
        asked = book.question(id)
        today = book.now().date()
        state = asked.state_on(today)
        rates = base_rates(asked, archive, answered(book, min(today, asked.opens)), today)
        made, steps = book.forecasts(id), book.steps(id)
        outlook = outlook_of(rates, made, book.now())
        is_watched = state in (QuestionState.OPEN, QuestionState.CLOSED)
        proposal = propose_from(archive, asked, today) if is_watched else None
        source = _source_of(archive, asked)
    drawn = {
        "asked": asked,
        "state": state,
        "rates": rates,
        "made": made,
        "steps": steps,
        "outlook": outlook,
        "proposal": proposal,
        "source": source,
        "buttons": [(step, words) for step, words in STEPS.items() if state in MAY[step] and _fits(step, asked)],
        "may_edit": state in MAY["edit"] and not (made and state is QuestionState.OPEN),
        "may_forecast": state is QuestionState.OPEN,
        "may_resolve": state in MAY["resolve"],
        "may_be_no": today > asked.closes,
        "kinds": KINDS,
        "types": [type.value for type in EventType],
        "told": chance_told,
    }
    facts = {
        "question": _plain(asked, today),
        "base_rates": as_json(rates),
        "outlook": as_json(outlook),
        "forecasts": as_json(made),
        "steps": as_json(steps),
        "proposal": as_json(proposal),
    }
    return Page("forecast.html", asked.text, facts, drawn)


def _fits(step: str, asked: ForecastQuestion) -> bool:
    """A dispute is settled where there is one, and raised where there is none."""
    return {"settle": asked.disputed, "dispute": not asked.disputed}.get(step, True)


def _plain(asked: ForecastQuestion, today: datetime.date) -> dict[str, Any]:
    return {**as_json(asked), "state": asked.state_on(today).value}


def _source_of(archive: Archive, asked: ForecastQuestion) -> tuple[str, str] | None:
    """The address and title of the report that asked it; for a question of a board, the board."""
    tags = dict(zip(asked.tags[::2], asked.tags[1::2], strict=False))
    if "board" in tags:
        found = archive.rows("SELECT explanation FROM boards WHERE board = ? LIMIT 1", [tags["board"]])
        return (f"/explanations/{found[0][0]}", "the board of rival explanations") if found and found[0][0] else None
    record = asked.asked_in or tags.get("position")
    table = "questions" if asked.asked_in else "positions"
    query = f"SELECT d.id, d.title FROM {table} r JOIN documents d ON d.id = r.document WHERE r.id = ?"
    rows = archive.rows(query, [record]) if record else []
    return (words_address(rows[0][0], record), rows[0][1] or "the report") if record and rows else None


def _reports_that_ask(archive: Archive) -> list[tuple[str, str, int]]:
    """The newest reports that leave a predictive question open which nobody has drafted yet."""
    query = (
        "SELECT d.id, coalesce(d.title, 'a report'), count(*) FROM questions q JOIN documents d ON d.id = q.document"
        " WHERE q.kind = 'predictive' AND d.published IS NOT NULL AND q.id NOT IN"
        " (SELECT body->>'$.asked_in' FROM question_steps WHERE body->>'$.asked_in' IS NOT NULL)"
        f" GROUP BY ALL ORDER BY max(d.published) DESC, 1 LIMIT {MOST_REPORTS}"
    )
    return [(id, title, count) for id, title, count in archive.rows(query)]


# -- what people do ----------------------------------------------------------------------------------------------


async def draft(request: Request, form: FormData) -> Response:
    """Drafts from the questions and conditions of a report, or one question written by hand."""
    document, text = text_in(form, "document", 64), text_in(form, "text", 500)
    if not document and not text:
        raise Refusal("Write the question, or choose a report that asks one.")

    def write(book: Book, who: str) -> str:
        if not document:
            return book.draft(_by_hand(form, text, book.now().date()), who, "by hand").id
        dossier = book.archive.dossier(document)
        published = dossier.document.published
        for asked in dossier.questions:
            for made in drafts_of(asked, published.first if published else None):
                book.draft(made, who, f"from {document}")
        for made in questions_of_conditions(dossier):
            book.draft(made, who, f"a condition named in {document}")
        return ""

    id = await _written(request, form, write)
    return RedirectResponse(f"/forecasts/{id}", 303) if id else back_to(form)


def _by_hand(form: FormData, text: str, today: datetime.date) -> ForecastQuestion:
    closes = text_in(form, "closes", 20)
    criterion = text_in(form, "criterion", 2000)
    if not criterion:
        raise Refusal("Say what would count as an answer: without it nobody can settle the question.")
    pattern = _pattern(form, None)
    return make_question(text, criterion, today, last_day(closes) if closes else None, pattern=pattern)


def _pattern(form: FormData, was: Pattern | None) -> Pattern | None:
    """The event looked for as the form has it; where it names the same type, several types and narrower ones stay."""
    type, least = text_in(form, "event_type", 20), text_in(form, "event_least", 4) or "1"
    sides = {name: text_in(form, f"event_{name}", 100) or None for name in ("source", "target", "place")}
    if not least.isdecimal():
        raise Refusal(f"“{least}” is no number of events.")
    types = was.types if was is not None and type in was.types else (type,) if type else ()
    if was is None and not (types or any(sides.values())):
        return None
    kept = was or Pattern()
    modes = kept.modes if types == kept.types else ()
    return replace(kept, types=types, modes=modes, **sides, at_least=int(least))


async def step(request: Request, form: FormData) -> Response:
    """One step in the life of a question: confirm, edit, resolve, annul, reopen, dispute, settle."""
    id, taken, note = text_in(form, "id", 64), text_in(form, "step", 20), text_in(form, "note")

    def write(book: Book, who: str) -> str:
        match taken:
            case "confirm":
                book.confirm(id, who, note)
            case "annul" | "reopen" | "dispute" | "settle":
                getattr(book, taken)(id, who, note)
            case "edit":
                book.edit(id, who, note, **_changes(form, book.question(id)))
            case "resolve":
                on = text_in(form, "on", 20)
                evidence = _named(book, form)
                yes = text_in(form, "outcome", 5) == "yes"
                book.resolve(id, yes, who, note, on=last_day(on) if on else None, evidence=evidence)
            case _:
                raise Refusal(f"There is no step “{taken}”.")
        return id

    await _written(request, form, write)
    return back_to(form)


def _named(book: Book, form: FormData) -> tuple[str, ...]:
    """The ids of records that the form names. Raises NotFoundError for one that is not there."""
    return book.records_named(text_in(form, "evidence").replace(",", " ").split())


def _changes(form: FormData, asked: ForecastQuestion) -> dict[str, Any]:
    changes: dict[str, Any] = {
        name: value for name in ("text", "criterion", "sources") if (value := text_in(form, name))
    }
    pattern = _pattern(form, asked.pattern) if "event_type" in form else asked.pattern
    if pattern != asked.pattern:
        changes["pattern"] = pattern
    closes = text_in(form, "closes", 20)
    return {**changes, "closes": last_day(closes)} if closes else changes


async def forecast(request: Request, form: FormData) -> Response:
    """Writes a forecast down, with its reason and the records it rests on."""
    id, kind = text_in(form, "id", 64), text_in(form, "kind", 20) or "person"
    probability = _per_cent(text_in(form, "probability", 10))

    def write(book: Book, who: str) -> str:
        book.forecast(id, probability, who, text_in(form, "note"), kind=kind, evidence=_named(book, form))
        return id

    await _written(request, form, write)
    return back_to(form)


def _per_cent(words: str) -> float:
    """A percentage as a probability. What was perhaps meant as a probability is refused: the log is never changed."""
    bare = words.replace(",", ".").strip()
    try:
        value = float(bare.removesuffix("%"))
    except ValueError as error:
        raise Refusal(f"“{words}” is no percentage; write a number from 0 to 100.") from error
    if not 0 <= value <= 100:
        raise Refusal(f"“{words}” is no percentage; write a number from 0 to 100.")
    if 0 < value < 1 and not bare.endswith("%"):
        raise Refusal(
            f"{words} per cent? Write {value * 100:g} for a chance of {value:g}, or {words}% if you mean so little."
        )
    return value / 100


async def look(request: Request, form: FormData) -> Response:
    """Looks through later reports for what positions hang on, and links what meets it."""

    def write(book: Book, who: str) -> str:
        flag_met(book.archive)
        return ""

    await _written(request, form, write)
    return back_to(form)


async def _written(request: Request, form: FormData, write: Callable[[Book, str], str]) -> str:
    shelf, who = shelf_of(request), text_in(form, "who", 100) or NOBODY

    def writing() -> str:
        with shelf.writing() as archive:
            return write(Book(archive), who)

    return await run_in_threadpool(writing)
