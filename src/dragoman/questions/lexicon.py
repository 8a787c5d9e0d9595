"""The words that ask: tables read from data/questions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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
    wondering: frozenset[str]
    aspect: frozenset[str]
    transcript: frozenset[str]


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
        frozenset(table["open"]["wondering"]),
        frozenset(table["aspect"]["verbs"]),
        frozenset(table["transcript"]["marks"]),
    )
