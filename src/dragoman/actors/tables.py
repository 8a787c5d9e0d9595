"""The room's tables: CSV files with their sources in a header comment, and the form in which words are compared."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

FOLDER = "data/actors"
# Letters that NFKD leaves whole.
WHOLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
PIECE = re.compile(r"[^\s\-–—/,()]+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
DROPPED = str.maketrans("", "", ".'’‘ʼ`´\"“”„&+#*:;!?")


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table; lines that start with # are comments."""
    return csv_rows(files("dragoman").joinpath(FOLDER, name).read_text(encoding="utf-8"))


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text, empty cells as empty strings; empty lines and those that start with # are left out."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(lines)]


def cells_of(cell: str) -> list[str]:
    """The parts of a cell that holds several, separated by semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word as names are compared: lower case, no accents, no dots or apostrophes; may come out empty."""
    word = word.lower()
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word.translate(WHOLE))
        word = "".join(c for c in plain if not unicodedata.combining(c))
    return word.translate(DROPPED).strip("-–—_/,()[]")


# British spellings are compared as American ones.
SPELLINGS = {
    "defence": "defense",
    "organisation": "organization",
    "labour": "labor",
    "centre": "center",
    "programme": "program",
    "self-defence": "self-defense",
    "theatre": "theater",
    "mobilisation": "mobilization",
}


def pieces_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, split at spaces and hyphens; a final possessive is left off."""
    name = POSSESSIVE.sub("", name)
    return tuple(SPELLINGS.get(piece, piece) for word in PIECE.findall(name) if (piece := fold(word)))


def plural_of(phrase: str) -> str:
    """The plural of an English noun phrase by its last word."""
    for singular, plural in (("man", "men"), ("woman", "women"), ("child", "children"), ("person", "persons")):
        if phrase.endswith(singular):
            return phrase[: -len(singular)] + plural
    if phrase.endswith(("s", "x", "ch", "sh", "z")) and not phrase.endswith("arch"):
        return phrase + "es"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + "s"
