"""The rows of ``data/reading/status.toml``: words that deny, hedge or put off what they govern."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.codes import Status


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word does to the status of what it governs."""

    rule: str
    status: Status
    why: str
    on: frozenset[str]


BOTH = frozenset(("clause", "object"))


@dataclass(frozen=True, slots=True)
class Cues:
    """Every cue by its word, one dictionary a kind."""

    modals: dict[str, Cue]
    negated_modals: dict[str, Cue]
    adverbs: dict[str, Cue]
    marks: dict[str, Cue]
    open_marks: dict[str, Cue]
    empty: dict[str, Cue]
    any: dict[str, Cue]
    prepositions: dict[str, Cue]
    given: dict[str, Cue]
    adjectives: dict[str, Cue]
    governors: dict[str, tuple[Cue, ...]]
    occurrence: frozenset[str]
    telling: frozenset[str]
    past: tuple[str, ...]
    once: frozenset[str]
    remembrance: frozenset[str]
    timetable: frozenset[str]
    truth: frozenset[str]
    untruth: frozenset[str]
    open_secret: frozenset[str]

    def governor(self, lemma: str, preposition: str, on: str) -> Cue | None:
        """What ``lemma`` (with that preposition, if it takes one) does to the clause or object under it."""
        key = f"{lemma} {preposition}" if preposition else lemma
        return next((cue for cue in self.governors.get(key, ()) if on in cue.on), None)


@cache
def load_cues() -> Cues:
    """The cues, read once."""
    path = files("dragoman") / "data" / "reading" / "status.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    governors: dict[str, tuple[Cue, ...]] = {}
    for row in table["governor"]:
        for word in row["words"]:
            governors[word] = (*governors.get(word, ()), _cue(row))
    return Cues(
        modals=_by_word(table["modal"]),
        negated_modals=_by_word(table["negated_modal"]),
        adverbs=_by_word(table["adverb"]),
        marks=_by_word(table["mark"]),
        open_marks=_by_word(table["open_mark"]),
        empty=_by_word(table["empty"]),
        any=_by_word(table["any"]),
        prepositions=_by_word(table["preposition"]),
        given=_by_word(table["given"]),
        adjectives=_by_word(table["adjective"]),
        governors=governors,
        occurrence=frozenset(table["occurrence"]["words"]),
        telling=frozenset(table["telling"]["words"]),
        past=tuple(table["past"]["words"]),
        once=frozenset(table["once"]["words"]),
        remembrance=frozenset(table["remembrance"]["words"]),
        timetable=frozenset(table["timetable"]["words"]),
        truth=frozenset(table["truth"]["words"]),
        untruth=frozenset(table["untruth"]["words"]),
        open_secret=frozenset(table["open_secret"]["words"]),
    )


def _by_word(rows: list[dict[str, Any]]) -> dict[str, Cue]:
    return {word: _cue(row) for row in rows for word in row["words"]}


def _cue(row: dict[str, Any]) -> Cue:
    return Cue(row["rule"], Status(row["status"]), row["why"], frozenset((row["on"],)) if "on" in row else BOTH)
