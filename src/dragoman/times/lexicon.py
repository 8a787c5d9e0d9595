"""The words of time: the class of a token, which the grammar speaks of, and its value.

A class is one character, so that a whole text becomes a string over which the grammar's patterns run. Some classes
are of shape rather than word: figures, years, clock times, written dates.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

SHAPES = (
    "OTHER", "BREAK", "PHRASE", "HOLIDAY", "TAIL", "DAYNUM", "DIGITS", "DECIMAL", "YEAR", "ORDNUM", "DECADE", "CLOCK",
    "ISO", "SLASH", "QNUM", "FRACTION", "LOWMONTH", "SHORTYEAR",
)  # fmt: skip
CAPITAL = frozenset(("MONTHNAME", "ABBR", "DAYABBR"))
# Without a capital these are months and weekdays all the same; "may", "march", "mar", "sat", "sun", "wed" are words.
SAFE_WORDS = "april june august jan feb apr jun jul aug sept oct nov dec mon tue tues thu thur thurs fri"
SAFE_LOWER = frozenset(SAFE_WORDS.split())
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
# The years a bare figure of four digits may name; outside it is a number.
FIRST_YEAR, LAST_YEAR = 1000, 2199
# "'22" is 2022, "'69" is 1969: years to come are not written so.
LAST_SHORT_YEAR = 30
# "20221114", as files and messages are stamped.
COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
HALVES = frozenset("½¼¾")
# More classes than a Latin letter each: a private range keeps them clear of the signs of regular expressions.
FIRST_CODE = 0xE000


def read_table(name: str) -> dict[str, Any]:
    """A TOML table of this room's data."""
    return tomllib.loads(resources.files("dragoman").joinpath("data", "times", name).read_text(encoding="utf-8"))


@cache
def _lexicon() -> dict[str, tuple[str, Any]]:
    return {word: (name, value) for name, words in read_table("lexicon.toml").items() for word, value in words.items()}


@cache
def codes() -> dict[str, str]:
    """The character of each class."""
    names = dict.fromkeys((*SHAPES, *(name for name, _ in _lexicon().values())))
    return {name: chr(FIRST_CODE + index) for index, name in enumerate(names)}


@lru_cache(maxsize=1 << 16)
def class_of(token: str) -> str:
    """The class character of a token as it is written."""
    return codes()[_class_name(token)]


def _class_name(token: str) -> str:
    entry = _lexicon().get(token.lower())
    if entry is not None:
        if entry[0] in CAPITAL and not token[0].isupper() and token not in SAFE_LOWER:
            return "LOWMONTH" if entry[0] == "MONTHNAME" else "OTHER"
        return entry[0]
    if token[0].isdecimal() or (token[0] in "'’" and len(token) in (3, 4) and token[1].isdecimal()):
        return _shape_of(token)
    if token in HALVES:
        return "FRACTION"
    if len(token) == 2 and token[1] in "1234" and token[0] in "QHqh":
        return "QNUM"
    if token.lower() in DECADES:
        return "DECADE"
    return "BREAK" if token in ("!", "?", ";", "\n") else "OTHER"


SHAPE = (
    (re.compile(r"\d{4}-\d{2}-\d{2}.*", re.S), "ISO"),
    (re.compile(r"['’]\d\d"), "SHORTYEAR"),
    (re.compile(r"\d+[:h]\d\d[:.\d]*"), "CLOCK"),
    (re.compile(r"\d+\.\d+"), "DECIMAL"),
    (re.compile(r"\d+([/.-])\d+\1\d+"), "SLASH"),
    (re.compile(r"1/[234]|3/4"), "FRACTION"),
    (re.compile(r".*0['’]?s"), "DECADE"),
    (re.compile(r"\d+(?:st|nd|rd|th)", re.I), "ORDNUM"),
)


def _shape_of(token: str) -> str:
    if token.isascii() and token.isdigit():
        number = int(token) if len(token) <= 9 else 0
        if len(token) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
            return "YEAR"
        if len(token) == 8 and COMPACT.fullmatch(token):
            return "ISO"
        return "DAYNUM" if len(token) <= 2 and 1 <= number <= 31 else "DIGITS"
    name = next((name for pattern, name in SHAPE if pattern.fullmatch(token)), None)
    if name == "CLOCK" and not re.fullmatch(r"(?:[01]?\d|2[0-4])[:h][0-5]\d(?::[0-5]\d(?:\.\d+)?)?", token):
        name = None
    return name or ("DIGITS" if re.fullmatch(r"[\d,.]+", token) else "OTHER")


def value_of(token: str) -> Any:
    """What a token stands for: the number of a month, weekday or figure, the unit of "weeks", the sign of "ago"."""
    lower = token.lower()
    entry = _lexicon().get(lower)
    if entry is not None:
        return entry[1]
    if lower[0] in "'’" and len(lower) == 3 and lower[1:].isdecimal():
        return int(lower[1:]) + (2000 if int(lower[1:]) <= LAST_SHORT_YEAR else 1900)
    figure = re.match(r"\d[\d,]*(?:\.\d+)?", lower)
    if figure is None:
        return DECADES.get(lower)
    plain = figure.group().replace(",", "")
    return float(plain) if "." in plain else int(plain)
