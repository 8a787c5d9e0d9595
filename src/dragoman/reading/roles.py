"""Nouns of bodies and of people, and titles as they are shortened: ``data/reading/roles.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.reading.genders import REMEMBERED, gender_of_noun


@dataclass(frozen=True, slots=True)
class Roles:
    """The word lists of the file, each explained there."""

    bodies: frozenset[str]
    people: frozenset[str]
    never: frozenset[str]
    voicing: frozenset[str]
    short: dict[str, str]
    broader: dict[str, frozenset[str]]


@cache
def load_roles() -> Roles:
    table = tomllib.loads(files("dragoman").joinpath("data/reading", "roles.toml").read_text(encoding="utf-8"))
    lists = {key: frozenset(table[key].split()) for key in ("bodies", "people", "never", "voicing")}
    broader = {wide: frozenset(narrow.split()) for wide, narrow in table["broader"].items()}
    return Roles(**lists, short=table["short"], broader=broader)


@lru_cache(maxsize=REMEMBERED)
def full_title(word: str) -> str:
    """A title or role in lower case and in full ("Col." is "colonel"), one word for man and woman in it."""
    word = word.lower().rstrip(".")
    return load_roles().short.get(word, word)


@lru_cache(maxsize=REMEMBERED)
def are_people(plural: str) -> bool:
    """Whether a plural noun (lower case) names people: a list, or the plural of a role."""
    if plural in load_roles().people:
        return True
    for ending, singular in (("women", "woman"), ("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if plural.endswith(ending) and gender_of_noun(plural[: -len(ending)] + singular):
            return True
    return False
