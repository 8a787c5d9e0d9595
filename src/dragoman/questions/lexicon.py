"""The words that ask: tables read from data/questions."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.codes import EventType


@dataclass(frozen=True, slots=True)
class Asking:
    """Every table of asking.toml, looked up by word; what each is for is explained there."""

    modals: frozenset[str]
    bound: frozenset[str]
    bridges: frozenset[str]
    reasons: tuple[tuple[str, ...], ...]
    causes: frozenset[str]
    plain_causes: frozenset[str]
    contrasts: frozenset[str]
    not_asked: tuple[tuple[str, ...], ...]
    plain: frozenset[str]
    denied: frozenset[str]
    nouns: frozenset[str]
    declining: frozenset[str]
    nobody: frozenset[str]
    settled: frozenset[str]
    wondering: frozenset[str]
    aspect: frozenset[str]
    passed_on: frozenset[str]
    transcript: frozenset[str]
    about: dict[str, frozenset[str]]


@cache
def asking() -> Asking:
    table = tomllib.loads((files("dragoman") / "data" / "questions" / "asking.toml").read_text(encoding="utf-8"))
    return Asking(
        frozenset(table["future"]["modals"]),
        frozenset(table["future"]["bound"]),
        frozenset(table["future"]["bridges"]),
        tuple(tuple(opener.split()) for opener in table["reason"]["openers"]),
        frozenset(table["reason"]["causes"]),
        frozenset(table["reason"]["plain_causes"]),
        frozenset(table["reason"]["contrasts"]),
        tuple(tuple(opener.split()) for opener in table["reason"]["not_asked"]),
        frozenset(table["open"]["plain"]),
        frozenset(table["open"]["denied"]),
        frozenset(table["open"]["nouns"]),
        frozenset(table["open"]["declining"]),
        frozenset(table["open"]["nobody"]),
        frozenset(table["open"]["settled"]),
        frozenset(table["open"]["wondering"]),
        frozenset(table["aspect"]["verbs"]),
        frozenset(table["aspect"]["passed_on"]),
        frozenset(table["transcript"]["marks"]),
        {kind: frozenset(words) for kind, words in table["about"].items()},
    )


@dataclass(frozen=True, slots=True)
class Act:
    """A row of acts.csv: an act as questions name it, what it is about, and whether it outdoes a bare verb's frame."""

    rest: tuple[str, ...]
    about: str
    type: EventType
    is_first: bool


@cache
def acts() -> dict[str, tuple[Act, ...]]:
    """The rows of acts.csv by the lemma of their verb, the longest first."""
    text = (files("dragoman") / "data" / "questions" / "acts.csv").read_text(encoding="utf-8")
    found: dict[str, list[Act]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for verb in row["verb"].split("/"):
            lemma, *rest = verb.split()
            found.setdefault(lemma, []).append(
                Act(tuple(rest), row["about"], EventType(row["type"]), row["over"] == "yes")
            )
    # The sort is stable: among rows of one length those about something in particular keep their place in the file.
    return {lemma: tuple(sorted(rows, key=lambda r: (-len(r.rest), not r.about))) for lemma, rows in found.items()}
