"""Whether a person is spoken of as he or she, as far as titles, nouns and given names tell."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files

EITHER = "x"
# Words asked for again and again; the bound keeps a long run from holding every word it ever met.
REMEMBERED = 16384


@lru_cache(maxsize=REMEMBERED)
def gender_of_title(word: str) -> str | None:
    return _words("title").get(word.lower().rstrip("."))


@lru_cache(maxsize=REMEMBERED)
def gender_of_given_name(word: str) -> str | None:
    return _words("name").get(word.lower())


@lru_cache(maxsize=REMEMBERED)
def gender_of_noun(word: str) -> str | None:
    """m, f or x for a noun that names a person by role or kin, ``None`` for any other noun."""
    word = word.lower()
    found = _words("noun").get(word)
    if found:
        return found
    if word.endswith("woman"):
        return "f"
    return "m" if word.endswith("man") and len(word) > 5 and word not in NO_MEN else None


# Nouns in -man that name no man.
NO_MEN = frozenset(("german", "roman", "human", "ottoman", "talisman", "norman", "layman", "shaman", "muslim"))


@cache
def _words(kind: str) -> dict[str, str]:
    text = files("dragoman").joinpath("data/reading", "genders.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
    return {word.strip(): row["gender"] for row in rows if row["kind"] == kind for word in row["words"].split(";")}
