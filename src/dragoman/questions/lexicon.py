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
    prospects: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    chances: frozenset[str]
    intending: frozenset[str]
    bridges: frozenset[str]
    daring: frozenset[str]
    departing: frozenset[str]
    reasons: tuple[tuple[str, ...], ...]
    causes: frozenset[str]
    plain_causes: frozenset[str]
    contrasts: frozenset[str]
    not_asked: tuple[tuple[str, ...], ...]
    plain: frozenset[str]
    denied: frozenset[str]
    denying: frozenset[str]
    deciding: frozenset[str]
    nouns: frozenset[str]
    declining: frozenset[str]
    nobody: frozenset[str]
    settled: frozenset[str]
    wondering: frozenset[str]
    asking: frozenset[str]
    weighing: frozenset[str]
    disputes: frozenset[str]
    turning: frozenset[str]
    wanting: frozenset[str]
    telling: frozenset[str]
    answering: frozenset[str]
    indifferent: frozenset[str]
    lasting: frozenset[str]
    aspect: frozenset[str]
    passed_on: frozenset[str]
    happening: frozenset[str]
    light: frozenset[str]
    answers: tuple[str, ...]
    evasions: tuple[str, ...]
    transcript: frozenset[str]


@cache
def asking() -> Asking:
    table = tomllib.loads((files("dragoman") / "data" / "questions" / "asking.toml").read_text(encoding="utf-8"))
    return Asking(
        frozenset(table["future"]["modals"]),
        frozenset(table["future"]["bound"]),
        frozenset(table["future"]["prospects"]),
        tuple(tuple(phrase.split()) for phrase in table["future"]["phrases"]),
        frozenset(table["future"]["chances"]),
        frozenset(table["future"]["intending"]),
        frozenset(table["future"]["bridges"]),
        frozenset(table["future"]["daring"]),
        frozenset(table["future"]["departing"]),
        tuple(tuple(opener.split()) for opener in table["reason"]["openers"]),
        frozenset(table["reason"]["causes"]),
        frozenset(table["reason"]["plain_causes"]),
        frozenset(table["reason"]["contrasts"]),
        tuple(tuple(opener.split()) for opener in table["reason"]["not_asked"]),
        frozenset(table["open"]["plain"]),
        frozenset(table["open"]["denied"]),
        frozenset(table["open"]["denying"]),
        frozenset(table["open"]["deciding"]),
        frozenset(table["open"]["nouns"]),
        frozenset(table["open"]["declining"]),
        frozenset(table["open"]["nobody"]),
        frozenset(table["open"]["settled"]),
        frozenset(table["open"]["wondering"]),
        frozenset(table["open"]["asking"]),
        frozenset(table["open"]["weighing"]),
        frozenset(table["open"]["disputes"]),
        frozenset(table["open"]["turning"]),
        frozenset(table["open"]["wanting"]),
        frozenset(table["open"]["telling"]),
        frozenset(table["open"]["answering"]),
        frozenset(table["open"]["indifferent"]),
        frozenset(table["open"]["lasting"]),
        frozenset(table["aspect"]["verbs"]),
        frozenset(table["aspect"]["passed_on"]),
        frozenset(table["aspect"]["happening"]),
        frozenset(table["aspect"]["light"]),
        tuple(table["answers"]["words"]),
        tuple(table["answers"]["evasions"]),
        frozenset(table["transcript"]["marks"]),
    )


@cache
def things() -> dict[str, frozenset[str]]:
    """The kinds of things that acts are about, by name."""
    text = (files("dragoman") / "data" / "questions" / "things.toml").read_text(encoding="utf-8")
    return {kind: frozenset(words.split()) for kind, words in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Act:
    """A row of acts.csv. ``type`` is ``None`` where no one event tells; ``is_first`` outdoes the frame of the verb;
    ``is_endured``: to whom it is done is the subject; ``after``: types of events and kinds of things, one of which the
    text has to have told of before."""

    rest: tuple[str, ...]
    objects: tuple[str, ...]
    subjects: tuple[str, ...]
    type: EventType | None
    is_first: bool
    is_endured: bool
    after: tuple[str, ...] = ()


@cache
def acts() -> dict[str, tuple[Act, ...]]:
    """The rows of acts.csv by the lemma of their verb: first those of most words, then those that ask for most."""
    text = (files("dragoman") / "data" / "questions" / "acts.csv").read_text(encoding="utf-8")
    found: dict[str, list[Act]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        kinds = tuple(tuple(row[side].split("/")) if row[side] else () for side in ("object", "subject"))
        kind = EventType(row["type"]) if row["type"] != "-" else None
        for verb in row["verb"].split("/"):
            lemma, *rest = verb.split()
            after = tuple(row["after"].split("/")) if row["after"] else ()
            act = Act(tuple(rest), kinds[0], kinds[1], kind, row["over"] == "yes", row["endured"] == "yes", after)
            found.setdefault(lemma, []).append(act)
    # The sort is stable: rows that ask for as much keep their place in the file.
    return {
        lemma: tuple(sorted(rows, key=lambda row: (-len(row.rest), not row.after, not row.objects, not row.subjects)))
        for lemma, rows in found.items()
    }
