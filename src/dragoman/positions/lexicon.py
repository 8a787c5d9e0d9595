"""The words that put forward a position, or tie it to a condition: tables read from data/positions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.codes import ConditionKind, Stance

REFUSING = frozenset((Stance.REJECT, Stance.RULE_OUT))
NAMED = {"refusing": REFUSING, "negative": REFUSING | {Stance.THREATEN}}


@dataclass(frozen=True, slots=True)
class StanceCue:
    """A row of stances.toml: its columns are explained there."""

    lemma: str
    part: str
    stance: Stance
    negated: Stance | None
    takes: frozenset[str]
    addressee: frozenset[str]
    excepted: frozenset[str]
    particle: str | None
    before: str | None
    weak: bool
    hostile: bool
    only_negated: bool
    turns: bool
    told: bool
    tied: bool
    things_tied: bool


@dataclass(frozen=True, slots=True)
class ConditionCue:
    """A row of conditions.toml: its columns are explained there."""

    words: tuple[str, ...]
    kind: ConditionKind
    stances: frozenset[Stance] | None
    takes: str | None
    date: bool | None
    turns: bool
    excepted: frozenset[str]
    only: frozenset[str]
    alone: bool
    own: bool
    later: bool
    inverted: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every table of the room, looked up by word."""

    stances: dict[str, tuple[StanceCue, ...]]
    conditions: dict[str, tuple[ConditionCue, ...]]
    acts: dict[str, frozenset[str]]
    light: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    table = _table("stances.toml")
    stances: dict[str, list[StanceCue]] = {}
    for row in table["cue"]:
        cue = _stance_cue(row)
        for form in forms_of(cue.lemma) | set(row.get("forms", ())):
            stances.setdefault(form, []).append(cue)
    conditions: dict[str, list[ConditionCue]] = {}
    for row in _table("conditions.toml")["cue"]:
        tied = _condition_cue(row)
        conditions.setdefault(tied.words[0], []).append(tied)
    return Lexicon(
        {form: tuple(cues) for form, cues in stances.items()},
        {word: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for word, cues in conditions.items()},
        {name: frozenset(words) for name, words in table["acts"].items()},
        {name: frozenset(words) for name, words in table["light"].items()},
    )


def forms_of(lemma: str) -> set[str]:
    """Every form a regular word may take, and some it does not: they are checked against the lemma where met."""
    stem = lemma[:-1]
    doubled = lemma + lemma[-1]
    return {
        lemma,
        *(lemma + end for end in ("s", "es", "d", "ed", "ing")),
        *(stem + end for end in ("ing", "ies", "ied")),
    } | {
        doubled + "ed",
        doubled + "ing",
    }


def _stance_cue(row: dict[str, Any]) -> StanceCue:
    return StanceCue(
        row["lemma"],
        row["part"],
        Stance(row["stance"]),
        Stance(row["negated"]) if "negated" in row else None,
        frozenset(row["takes"]),
        frozenset(row.get("addressee", ())),
        frozenset(row.get("except", ())),
        row.get("particle"),
        row.get("before"),
        row.get("weak", False),
        row.get("hostile", False),
        row.get("only-negated", False),
        row.get("turns", False),
        row.get("told", False),
        row.get("tied", False),
        row.get("things-tied", False),
    )


def _condition_cue(row: dict[str, Any]) -> ConditionCue:
    named = row.get("with")
    stances = frozenset(s for name in named for s in _stances_named(name)) if named else None
    return ConditionCue(
        tuple(row["words"].split()),
        ConditionKind(row["kind"]),
        stances,
        row.get("takes"),
        row.get("date"),
        row.get("turns", False),
        frozenset(row.get("except", ())),
        frozenset(row.get("only", ())),
        row.get("alone", False),
        row.get("own", False),
        row.get("later", False),
        row.get("inverted", False),
    )


def _stances_named(name: str) -> frozenset[Stance]:
    return NAMED.get(name) or frozenset((Stance(name),))


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dragoman") / "data" / "positions" / name).read_text(encoding="utf-8"))
