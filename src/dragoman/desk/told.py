"""Codes in the words that filters, legends and forms use."""

from __future__ import annotations

from typing import Any

from dragoman.archive.corrections import Correction
from dragoman.codes import SourceGrade, Stance
from dragoman.formats.words import clipped

STATUSES = {
    "asserted": "asserted",
    "negated": "did not happen",
    "hypothetical": "supposed",
    "future": "not yet",
    "historical": "background",
    "retracted": "retracted",
}
SAID = STATUSES | {"negated": "not said", "hypothetical": "supposed or asked", "future": "not yet said"}
HEDGES = {"none": "unhedged", "reported": "reportedly", "rumoured": "by rumour", "inferred": "by inference"}
GRADES = {
    SourceGrade.NAMED: "named",
    SourceGrade.OFFICE: "by office only",
    SourceGrade.ANONYMOUS_DESCRIBED: "not named, described",
    SourceGrade.ANONYMOUS_BARE: "not named at all",
    SourceGrade.NONE: "no source given",
}
DATASETS = {
    "read": "read here",
    "icews": "ICEWS",
    "polecat": "POLECAT",
    "gdelt1": "GDELT 1.0",
    "gdelt2": "GDELT 2.0",
    "ucdp": "UCDP GED",
    "acled": "ACLED",
    "phoenix": "Phoenix",
    "petrarch": "PETRARCH",
}
# The kinds of events in plain words; their codes stand beside them, as other programs know those alone.
TYPES = {
    "AGREE": "agree",
    "CONSULT": "meet, consult",
    "SUPPORT": "approve of",
    "CONCEDE": "give way",
    "COOPERATE": "cooperate",
    "AID": "give aid",
    "RETREAT": "withdraw, release",
    "REQUEST": "ask, demand",
    "ACCUSE": "accuse",
    "REJECT": "refuse",
    "THREATEN": "threaten",
    "PROTEST": "protest",
    "SANCTION": "sanction, expel",
    "MOBILIZE": "move forces",
    "COERCE": "arrest, seize",
    "ASSAULT": "attack",
}
KINDS_OF_EVENTS = {code: f"{words} ({code})" for code, words in TYPES.items()}
STANCES = {Stance.RULE_OUT: "rule out"}
# What is said of each kind of correction.
CORRECTED = {
    "merge-actors": "is the same as",
    "split-actor": "is somebody else:",
    "speaker": "speaker:",
    "addressee": "said to:",
    "source": "who acts:",
    "target": "on whom:",
    "date": "when:",
    "place": "where:",
    "type": "kind of event:",
    "status": "status:",
    "hedge": "how sure:",
    "act": "act:",
    "form": "form:",
    "stance": "stance:",
    "object": "about:",
    "actor": "who wants it:",
    "counterpart": "of whom:",
    "wrong": "marked wrong",
    "add": "added by hand:",
    "title": "title:",
    "outlet": "outlet:",
    "byline": "author:",
    "merge-events": "the same event as",
    "split-events": "not the same event as",
}


def correction_told(correction: Correction) -> tuple[str, str]:
    """What a correction did, and the value it set (empty where it set none): ("speaker:", "Russia")."""
    value = "" if correction.kind == "wrong" else clipped(value_told(correction.value), 160)
    return CORRECTED.get(correction.kind, correction.kind), value


def value_told(value: Any) -> str:
    """The value of a correction in words."""
    if isinstance(value, dict):
        found = value.get("name") or value.get("value") or value.get("words") or value.get("type") or ""
        return str(found)
    if isinstance(value, list):
        return "; ".join(map(value_told, value)) or "nobody"
    return "none" if value is None else str(value)
