"""Amending: what a correction makes of a record, as plain JSON in and out."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from dragoman.codes import Act, EventType, Form, Hedge, SourceGrade, Stance, Status

Body = dict[str, Any]
# A correction as it is stored: its kind, the id it is about, its value, and who made it.
Change = tuple[str, str, Any, str | None]

# What makes an actor who it is; the words of the mention stay.
IDENTITY = ("id", "name", "country", "sector", "office", "office_since", "office_until", "person")
# Kind of correction -> the field it sets and the codes it may be set to.
FIELDS: dict[str, tuple[str, type | None]] = {
    "status": ("status", Status),
    "hedge": ("reporting_hedge", Hedge),
    "act": ("act", Act),
    "form": ("form", Form),
    "stance": ("stance", Stance),
    "type": ("type", EventType),
    "mode": ("mode", None),
    "title": ("title", None),
    "outlet": ("outlet", None),
    "byline": ("byline", None),
    "object": ("object", None),
}
# Kind -> the field that holds one actor, or a list of them.
ACTOR_FIELDS = {"speaker": "speaker", "addressee": "addressee", "actor": "actor", "counterpart": "counterpart"}
ACTOR_LISTS = {"source": "source", "target": "target"}
# What a kind of correction can be about.
TABLES_OF = {
    "speaker": ("statements",),
    "addressee": ("statements",),
    "act": ("statements",),
    "form": ("statements",),
    "actor": ("positions",),
    "counterpart": ("positions",),
    "stance": ("positions",),
    "object": ("positions",),
    "source": ("events",),
    "target": ("events",),
    "place": ("events",),
    "type": ("events",),
    "mode": ("events",),
    "merge-events": ("events",),
    "split-events": ("events",),
    "date": ("events", "statements", "positions", "documents"),
    "hedge": ("events", "statements"),
    "status": ("events", "statements", "positions"),
    "title": ("documents",),
    "outlet": ("documents",),
    "byline": ("documents",),
    "wrong": ("events", "statements", "positions", "questions", "explanations"),
    "add": ("documents",),
    "merge-actors": ("actors",),
    "split-actor": ("actors",),
}
# These change no record: they say which reports tell of one event.
ABOUT_LINKS = ("merge-events", "split-events")


def amended(table: str, body: Body, change: Change) -> Body | None:
    """The record as the change makes it; None where the record is wrong as a whole."""
    kind, target, value, _ = change
    if kind == "wrong":
        return None if body.get("id") == target or body.get("question") == target else _without(body, target)
    body = copy.deepcopy(body)
    if kind == "merge-actors":
        _rename(body, target, value, lambda _: True)
    elif kind == "split-actor":
        _rename(body, target, value, _in_scope(table, body, value))
    elif body.get("id") == target:
        _set(table, body, change)
    return body


def _set(table: str, body: Body, change: Change) -> None:
    kind, _, value, who = change
    if kind in FIELDS:
        body[FIELDS[kind][0]] = value
    elif kind in ACTOR_FIELDS:
        body[ACTOR_FIELDS[kind]] = value and _put_right(value, who)
        if kind == "speaker" and value and value["name"][:1].isupper():
            body["source_grade"] = SourceGrade.NAMED.value
    elif kind in ACTOR_LISTS:
        body[ACTOR_LISTS[kind]] = [_put_right(actor, who) for actor in value]
    elif kind == "place":
        body["where"] = value and _put_right(value, who)
    elif kind == "date" and table == "positions":
        body["valid_from"], body["valid_to"] = (value["first"], value["last"]) if value else (None, None)
    elif kind == "date":
        body["published" if table == "documents" else "when"] = value and _put_right(value, who)


def _put_right(value: Body, who: str | None) -> Body:
    return {**value, "evidence": {"span": None, "rule": "corrected", "why": f"put right by {who or 'hand'}"}}


def _rename(part: Any, target: str, identity: Body, fits: Callable[[Body], bool]) -> None:
    """Gives every mention of the actor, however deep it lies, the other identity."""
    if isinstance(part, list):
        for item in part:
            _rename(item, target, identity, fits)
    elif isinstance(part, dict):
        if part.get("id") == target and "sector" in part and fits(part):
            part.update({name: identity.get(name) for name in IDENTITY})
            part["person"] = bool(identity.get("person"))
        for item in part.values():
            _rename(item, target, identity, fits)


def _in_scope(table: str, body: Body, value: Body) -> Callable[[Body], bool]:
    """Which mentions a split is about: those of its documents, or within its spans of one document."""
    documents, spans = value.get("documents"), value.get("spans")
    here = body.get("document", body.get("_document"))
    if documents and here not in documents:
        return lambda _: False
    if not spans:
        return lambda _: True

    def within(mention: Body) -> bool:
        span = mention["evidence"]["span"]
        return span is not None and any(s <= span["start"] and span["end"] <= e for s, e in spans)

    return within


def _without(part: Any, id: str) -> Any:
    """The record without what it says of another one that is wrong."""
    if isinstance(part, dict):
        return {name: _without(item, id) for name, item in part.items()}
    if isinstance(part, list):
        return [_without(item, id) for item in part if item != id]
    return None if part == id else part
