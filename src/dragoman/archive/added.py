"""Records added by hand: an event or a statement the machine did not see, made from what somebody told."""

from __future__ import annotations

from typing import Any

from dragoman.archive.amend import Body, Change
from dragoman.records import Document


def added_body(id: str, change: Change, document: Document | None) -> Body:
    """The record a correction of kind "add" makes, as JSON; ``_ordinal`` says where it stands in the document."""
    _, target, told, who = change
    span = _span_of(told.get("words"), document)
    evidence = {"span": span, "rule": "by-hand", "why": f"added by {who or 'hand'}"}
    make = _event if told["table"] == "events" else _statement
    # Behind everything the machine found: the order of what was read does not change.
    return {**make(id, target, told, evidence, span or {"start": 0, "end": 0}), "_ordinal": 1_000_000}


def _event(id: str, document: str, told: Body, evidence: Body, span: Body) -> Body:
    return {
        "id": id, "document": document, "type": told["type"], "mode": told.get("mode"), "contexts": [],
        "source": [{**actor, "evidence": evidence} for actor in told["source"]],
        "target": [{**actor, "evidence": evidence} for actor in told["target"]],
        "when": _with(told.get("date"), evidence), "where": _with(told.get("place"), evidence),
        "status": told.get("status") or "asserted", "reporting_hedge": told.get("hedge") or "none",
        "reported_in": None, "intensity": None, "trigger": span, "mentions": [span], "evidence": evidence,
    }  # fmt: skip


def _statement(id: str, document: str, told: Body, evidence: Body, span: Body) -> Body:
    return {
        "id": id, "document": document, "speaker": _with(told.get("speaker"), evidence), "source": [], "cue": [],
        "content": [span], "form": told.get("form") or "paraphrase", "act": told.get("act") or "say",
        "reporting_hedge": told.get("hedge") or "none", "source_grade": told.get("grade") or "named",
        "status": told.get("status") or "asserted", "modality": "stated", "addressee": None,
        "when": _with(told.get("date"), evidence), "outer": None, "evidence": evidence,
    }  # fmt: skip


def _with(part: Body | None, evidence: Body) -> Body | None:
    return {**part, "evidence": evidence} if part else None


def _span_of(words: Any, document: Document | None) -> Body | None:
    at = document.text.find(words) if document and isinstance(words, str) and words else -1
    return {"start": at, "end": at + len(words)} if at >= 0 else None
