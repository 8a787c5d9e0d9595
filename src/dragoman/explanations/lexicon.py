"""The words of causes, purposes and strengths: tables read from data/explanations."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Connective:
    """A row of causes.toml that opens a cause."""

    words: tuple[str, ...]
    takes: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Causes:
    """Every table of causes.toml, looked up by word."""

    connectives: dict[str, tuple[Connective, ...]]
    verbs: dict[str, frozenset[str]]
    presenting: frozenset[str]
    resulting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Strengths:
    """Every table of strengths.toml."""

    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    against: frozenset[str]
    against_phrases: tuple[tuple[str, ...], ...]
    fields: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Every list of wordings.toml."""

    leading: frozenset[str]
    empty: frozenset[str]
    answers: frozenset[str]
    announcing: frozenset[str]
    counted: frozenset[str]
    turning: frozenset[str]
    exclusive: tuple[str, ...]


@cache
def wordings() -> Wordings:
    table = _table("wordings.toml")
    names = ("leading", "empty", "answers", "announcing", "counted", "turning")
    lists = {name: frozenset(table[name]) for name in names}
    return Wordings(**lists, exclusive=tuple(table["exclusive"]))


@cache
def causes() -> Causes:
    table = _table("causes.toml")
    connectives: dict[str, list[Connective]] = {}
    for row in table["connective"]:
        words = tuple(row["words"].split())
        connective = Connective(words, row["takes"], frozenset(row.get("needs", ())))
        connectives.setdefault(words[0], []).append(connective)
    return Causes(
        {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in connectives.items()},
        {name: frozenset(words) for name, words in table["verbs"].items()},
        frozenset(table["nouns"]["presenting"]),
        frozenset(table["nouns"]["resulting"]),
    )


@cache
def strengths() -> Strengths:
    table = _table("strengths.toml")
    return Strengths(
        frozenset(table["strength"]["words"]),
        tuple(tuple(phrase.split()) for phrase in table["strength"]["phrases"]),
        frozenset(table["against"]["words"]),
        tuple(tuple(phrase.split()) for phrase in table["against"]["phrases"]),
        {name: frozenset(words) for name, words in table["fields"].items()},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dragoman") / "data" / "explanations" / name).read_text(encoding="utf-8"))
