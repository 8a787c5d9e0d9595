"""Codes in the words that filters, legends and forms use."""

from __future__ import annotations

from dragoman.codes import SourceGrade, Stance

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
DATASETS = {"read": "read here"}
STANCES = {Stance.RULE_OUT: "rule out"}
