"""One record: what it says, its very words in their place, why it was made, and the forms that correct it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dragoman.archive.corrections import log
from dragoman.archive.filters import EventFilter, PositionFilter, QuestionFilter, StatementFilter
from dragoman.archive.filters import Page as Found
from dragoman.archive.query import events, positions, questions, statements
from dragoman.archive.store import Archive
from dragoman.codes import Act, EventType, Form, Hedge, Stance, Status
from dragoman.desk.cards import Card, cards_of
from dragoman.desk.replies import Page
from dragoman.desk.shelf import shelf_of
from dragoman.desk.told import HEDGES, KINDS_OF_EVENTS, SAID, STANCES, STATUSES
from dragoman.errors import NotFoundError
from dragoman.formats.words import visible

# Letters of the text shown on both sides of a record's words.
AROUND = 420
SPACE = re.compile(r"\s+")
DAY_HINT = "2022-11-11, 2022-11, or 2022-11-09/2022-11-11; empty for none"
ASK: dict[str, Callable[[Archive, str], Found[Any]]] = {
    "events": lambda archive, id: events(archive, EventFilter(ids=(id,))),
    "statements": lambda archive, id: statements(archive, StatementFilter(ids=(id,))),
    "positions": lambda archive, id: positions(archive, PositionFilter(ids=(id,))),
    "questions": lambda archive, id: questions(archive, QuestionFilter(ids=(id,))),
}


@dataclass(frozen=True, slots=True)
class Mend:
    """A form that corrects one thing: what is now, and what it may be (``choices``), or free words with a hint."""

    kind: str
    title: str
    value: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    suggest: str = ""


def record(request: Request) -> Page:
    id = request.path_params["id"]
    shelf = shelf_of(request)
    with shelf.reading() as archive:
        table, document, body = _found(archive, id)
        done = list(reversed(log(archive, target=id)))
        card = _card(archive, table, id)
        text = _text(archive, document)
        names = names_in(archive, document) if document else []
    spans = _spans(body)
    drawn = {
        "card": card,
        "table": table,
        "context": context_of(text, spans),
        "corrections": done,
        "names": names,
        "actors": actors_in(body),
        "mends": mends_of(table, body),
        "evidence": body.get("evidence") or {},
        "id": id,
        "document": document,
        "can_be_wrong": table in ("events", "statements", "positions", "questions", "explanations"),
    }
    title = card.row.text[:80] if card else id
    return Page("record.html", title, {"table": table, "document": document, "record": body}, drawn)


def _found(archive: Archive, id: str) -> tuple[str, str | None, dict[str, Any]]:
    """The record as it holds now, or as it was before somebody marked it wrong."""
    try:
        table, document, body = archive.records(id)[0]
        return table, document, body
    except NotFoundError:
        for table in ("events", "statements", "positions", "questions", "explanations"):
            rows = archive.rows(f"SELECT document FROM machine_{table} WHERE id = ?", [id])
            if rows:
                return table, rows[0][0], {}
        raise


def _card(archive: Archive, table: str, id: str) -> Card | None:
    if table not in ASK:
        return None
    found = ASK[table](archive, id)
    return cards_of(archive, table, found.rows)[0] if found.rows else None


def _text(archive: Archive, document: str | None) -> str:
    rows = archive.rows("SELECT body->>'$.text' FROM documents WHERE id = ?", [document]) if document else []
    return rows[0][0] if rows else ""


def names_in(archive: Archive, document: str) -> list[str]:
    """Names of the actors of a report, to choose from."""
    query = "SELECT name FROM actors WHERE document = ? GROUP BY name ORDER BY count(*) DESC, name LIMIT 60"
    return [row[0] for row in archive.rows(query, [document])]


def actors_in(body: dict[str, Any]) -> list[tuple[str, str]]:
    """Id and name of everybody a record names, each once."""
    found: dict[str, str] = {}
    for part in ("speaker", "addressee", "actor", "counterpart", "source", "target"):
        named = body.get(part) or []
        for actor in named if isinstance(named, list) else [named]:
            # The source of a statement is where its words stand, not who spoke them.
            if "name" in actor and actor.get("id"):
                found.setdefault(actor["id"], actor["name"])
    return list(found.items())


def _spans(body: dict[str, Any]) -> list[tuple[int, int]]:
    found = body.get("content") or body.get("mentions") or []
    own = (body.get("evidence") or {}).get("span")
    spans = {(span["start"], span["end"]) for span in found or ([own] if own else [])}
    return sorted(span for span in spans if span[0] < span[1])


def context_of(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text around a record's words, in pieces; those that are its words are told so."""
    if not text or not spans:
        return []
    start, end = max(0, spans[0][0] - AROUND), min(len(text), spans[-1][1] + AROUND)
    # Not in the middle of a word, unless that word has no end.
    if start and (cut := SPACE.search(text, start, min(start + 40, spans[0][0]))):
        start = cut.end()
    if end < len(text) and (kept := text[max(spans[-1][1], end - 40) : end].rsplit(None, 1))[1:]:
        end -= len(kept[1])
    pieces = [("… " if start else "", False)]
    at = start
    for first, last in spans:
        if first >= at and last - first < 4000:
            pieces += [(visible(text[at:first]), False), (visible(text[first:last]), True)]
            at = last
    return [*pieces, (visible(text[at:end]), False), (" …" if end < len(text) else "", False)]


# -- what can be put right ---------------------------------------------------------------------------------------


def mends_of(table: str, body: dict[str, Any]) -> list[Mend]:
    """The forms for a record of a kind, each filled with what it says now."""
    if not body:
        return []
    who = "a name, a country, or “RUS MIL”"
    if table == "statements":
        return [
            Mend("speaker", "Who speaks", _name(body["speaker"]), who, suggest="names"),
            Mend("addressee", "To whom", _name(body["addressee"]), who, suggest="names"),
            Mend("date", "When", _value(body["when"]), DAY_HINT),
            Mend("act", "What they do by it", body["act"], choices=_choices(Act)),
            Mend("form", "In whose words", body["form"], choices=_choices(Form)),
            Mend("status", "Whether it was said", body["status"], choices=_choices(Status, SAID)),
            Mend("hedge", "How sure the report is", body["reporting_hedge"], choices=_choices(Hedge, HEDGES)),
        ]
    if table == "events":
        return [
            Mend("source", "Who acts", _names_in(body["source"]), f"{who}; several with “;” between", suggest="names"),
            Mend("target", "On whom", _names_in(body["target"]), f"{who}; several with “;” between", suggest="names"),
            Mend("date", "When", _value(body["when"]), DAY_HINT),
            Mend("place", "Where", _name(body["where"]), "a name, or “name @ 46.64, 32.61”; empty for none"),
            Mend("type", "What kind of event", body["type"], choices=_choices(EventType, KINDS_OF_EVENTS)),
            Mend("status", "Whether it happened", body["status"], choices=_choices(Status, STATUSES)),
            Mend("hedge", "How sure the report is", body["reporting_hedge"], choices=_choices(Hedge, HEDGES)),
        ]
    if table == "positions":
        return [
            Mend("actor", "Who wants it", _name(body["actor"]), who, suggest="names"),
            Mend("counterpart", "Of whom", _name(body["counterpart"]), who, suggest="names"),
            Mend("stance", "Stance", body["stance"], choices=_choices(Stance, STANCES)),
            Mend("object", "What about", body["object"]),
            Mend("status", "Whether it is held", body["status"], choices=_choices(Status)),
        ]
    return []


def _choices(codes: Any, words: Any = None) -> tuple[tuple[str, str], ...]:
    return tuple((code.value, (words or {}).get(code, code.value)) for code in codes)


def _name(part: dict[str, Any] | None) -> str:
    return part["name"] if part else ""


def _names_in(actors: list[dict[str, Any]]) -> str:
    return "; ".join(actor["name"] for actor in actors)


def _value(when: dict[str, Any] | None) -> str:
    if not when or not when.get("first"):
        return ""
    first, last = when["first"], when["last"] or when["first"]
    return str(first) if first == last else f"{first}/{last}"
