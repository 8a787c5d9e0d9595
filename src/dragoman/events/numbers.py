"""Numbers of people in a noun phrase: "at least 12", "between ten and 15", "dozens", "no one"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.events.tables import table_of
from dragoman.reading.reading import Reading
from dragoman.records import Count

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
RANGE = re.compile(r"(\d[\d,]*)[-–](\d[\d,]*)$")
FRACTIONS = frozenset(("half", "third", "quarter", "percent", "per"))
# Words of a number phrase stand within this many tokens before their noun.
FURTHEST = 9
# More people than live on Earth is no number of people.
MOST = 9_000_000_000


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of ``numbers.toml``."""

    exact: dict[str, int]
    times: dict[str, int]
    loose: dict[str, int]
    none: frozenset[str]
    bounds: dict[str, tuple[str, ...]]


def count_of(reading: Reading, n: int) -> Count | None:
    """How many people the noun phrase with head ``n`` counts; ``None`` where it does not count."""
    if reading.lower[n] in ("nobody", "none") or _is_no_one(reading, n):
        first = n - 1 if _is_no_one(reading, n) else n
        return Count(0, 0, reading.span(first, n).text_of(reading.text), reading.span(first, n))
    first, last = _number_tokens(reading, n)
    if first > last:
        return None
    least, most = value_of(reading.lower[first : last + 1])
    if least is None and most is None:
        return None
    span = reading.span(first, n if most == 0 else last)
    return Count(least, most, span.text_of(reading.text), span)


def _is_no_one(reading: Reading, n: int) -> bool:
    return reading.lower[n] == "one" and n > 0 and reading.lower[n - 1] == "no"


def _number_tokens(reading: Reading, n: int) -> tuple[int, int]:
    """The tokens of the number before noun ``n``, or of "dozens of", "a crowd of 3,000"."""
    words = load_number_words()
    of = next((c for c in reading.children_by(n, "prep") if reading.lower[c] == "of"), None)
    if reading.lower[n] in words.loose or reading.tags[n] == "CD":
        return _with_words_before(reading, n, n)
    inner = reading.child(of, "pobj") if of is not None else None
    if inner is not None and (reading.tags[inner] == "CD" or reading.lower[inner] in words.loose):
        return _with_words_before(reading, inner, inner)
    if reading.deps[n] == "pobj" and reading.lower[reading.heads[n]] == "of":
        measure = reading.heads[reading.heads[n]]
        if reading.lower[measure] in words.loose or reading.tags[measure] == "CD":
            return _with_words_before(reading, measure, measure)
    numbers = [
        c
        for c in reading.children[n]
        if c < n
        and (
            reading.deps[c] in ("nummod", "quantmod")
            or reading.lower[c] in words.loose
            or reading.lower[c] in words.none
        )
    ]
    if not numbers:
        return 1, 0
    # "Between ten and 15": the second number hangs on the first.
    last = max(j for c in numbers for j in reading.conjuncts(c) if j < n)
    return _with_words_before(reading, min(numbers), last)


def _with_words_before(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """A number with the words that bound it ("no fewer than", "between ten and")."""
    words = load_number_words()
    start = max(reading.sentence_of(last).start, last - FURTHEST)
    known = {word for phrases in words.bounds.values() for phrase in phrases for word in phrase.split()}
    while first > start and (
        reading.lower[first - 1] in known
        or reading.tags[first - 1] == "CD"
        or reading.lower[first - 1] in words.loose
        or reading.lower[first - 1] in ("between", "and", "or", "to", "about", "around", "some", "of", "tens", "a", "-")
    ):
        first -= 1
    while first < last and reading.lower[first] in ("and", "or", "to", "of", "-"):
        first += 1
    return first, last


def value_of(phrase: list[str]) -> tuple[int | None, int | None]:
    """The least and the most that the words of a number phrase can mean."""
    words = load_number_words()
    if FRACTIONS.intersection(phrase):
        return None, None
    text = " ".join(phrase)
    bound = next((kind for kind, phrases in words.bounds.items() if any(p in text for p in phrases)), None)
    if bound is None and words.none.intersection(phrase):
        return 0, 0
    if phrase and (ranged := RANGE.search(phrase[-1])):
        low, high = (int(number.replace(",", "")) for number in ranged.groups())
        return (low, high) if low <= high <= MOST else (None, None)
    if loose := next((word for word in phrase if word in words.loose), None):
        base = words.loose[loose] * (10 if "tens of" in text else 100 if "hundreds of thousands" in text else 1)
        return (200_000 if "hundreds of thousands" in text else base), None
    values = _values(phrase)
    if not values:
        return None, None
    if len(values) > 1 and ("between" in phrase or "to" in phrase or "or" in phrase or "-" in phrase):
        return min(values[:2]), max(values[:2])
    number = values[0]
    above = {"least": (number, None), "above": (number + 1, None), "most": (None, number), "below": (None, number - 1)}
    return above[bound] if bound is not None else (number, number)


def _values(phrase: list[str]) -> list[int]:
    """The numbers of a phrase in order: "two hundred" is one, "ten to 15" are two."""
    found: list[float] = []
    whole: float = 0
    part: float | None = None
    for word in (*phrase, "#"):
        value = _number(word)
        unit = load_number_words().times.get(word, 0)
        if value is not None and word in ("a", "an") and part is not None:
            continue
        if value is not None and _adds_to(part, value):
            part = (part or 0) + value
        elif unit > 100:
            whole, part = whole + (part or 1) * unit, None
        elif unit:
            part = (part or 1) * unit
        elif word != "and" or not (whole or (part and part >= 100)):
            if whole or part is not None:
                found.append(whole + (part or 0))
            whole, part = 0, value
    return [int(number) for number in found if number <= MOST]


def _adds_to(part: float | None, value: float) -> bool:
    """Whether a number word goes on the number before it ("twenty five", "two hundred five")."""
    return part is None or (part % 100 == 0 and value < 100) or (part % 10 == 0 and 10 < part < 100 and value < 10)


def _number(word: str) -> float | None:
    if word[:1].isdigit():
        return float(word.replace(",", "")) if DIGITS.fullmatch(word) and len(word) <= 15 else None
    return load_number_words().exact.get(word)


@cache
def load_number_words() -> NumberWords:
    """The words, read once."""
    table = table_of("numbers.toml")
    bounds = {kind: tuple(phrases) for kind, phrases in table["bounds"].items()}
    return NumberWords(table["exact"], table["times"], table["loose"], frozenset(table["none"]["words"]), bounds)
