"""Filters as SQL: conditions with their values, put together piece by piece."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dragoman.archive.filters import Near, Words
from dragoman.errors import RequestError
from dragoman.places.countries import country_of_name

KM_PER_DEGREE = 111.195
_CODE = re.compile(r"ac-[0-9a-f]+|[A-Z]{3}(?: [A-Z]{3})?")


@dataclass(slots=True)
class Where:
    """Conditions that must all hold; ``sql`` starts with WHERE, or is empty."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    @property
    def sql(self) -> str:
        return f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""

    def add(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values.extend(values)

    def equal(self, column: str, wanted: Any) -> None:
        if wanted is not None:
            self.add(f"{column} = ?", wanted)

    def one_of(self, column: str, wanted: Words | Sequence[str], codes: type[StrEnum] | None = None) -> None:
        """The column is one of those wanted. Raises RequestError where one is none of ``codes``."""
        if wanted is not None:
            several = [wanted] if isinstance(wanted, str) else list(wanted)
            unknown = [value for value in several if value not in list(codes)] if codes else []
            if codes and unknown:
                raise RequestError(f"“{unknown[0]}” is no {_words(codes)}; choose one of {', '.join(codes)}.")
            self.add(f"{column} IN ({', '.join('?' * len(several))})" if several else "false", *several)

    def words(self, column: str, wanted: str | None) -> None:
        """Each of the words stands in the column, in any case; words in quotation marks stand together."""
        for phrase, word in re.findall(r'"([^"]+)"|(\S+)', wanted or ""):
            self.add(*_within(column, phrase or word))

    def who(self, wanted: str | None, *sides: tuple[str, str]) -> None:
        """The actor is on one of the sides, each a column of codes and one of names."""
        if wanted is None:
            return
        code = code_of(wanted)
        if code:
            self.add(" OR ".join(f"list_contains({codes}, ?)" for codes, _ in sides).join("()"), *[code] * len(sides))
        else:
            found = [_within(names, wanted) for _, names in sides]
            self.add(" OR ".join(condition for condition, _ in found).join("()"), *(value for _, value in found))

    def days(self, since: datetime.date | None, until: datetime.date | None, first: str, last: str) -> None:
        if since:
            self.add(f"{last} >= ?", since)
        if until:
            self.add(f"{first} <= ?", until)

    def near(self, near: Near | None) -> None:
        if near is None:
            return
        high = near.km / KM_PER_DEGREE
        wide = high / max(0.01, math.cos(math.radians(min(89.0, abs(near.lat) + high))))
        self.add("lat BETWEEN ? AND ?", near.lat - high, near.lat + high)
        if wide < 180:
            # Around the date line a point may lie a whole turn away.
            self.add("abs((lon - ? + 540) % 360 - 180) <= ?", near.lon, wide)
        self.add(
            "acos(least(1, sin(radians(lat)) * sin(radians(?)) + cos(radians(lat)) * cos(radians(?)) *"
            " cos(radians(lon - ?)))) * 6371.0 <= ?",
            *(near.lat, near.lat, near.lon, near.km),
        )


def code_of(actor: str) -> str | None:
    """The code an actor is filed under where the words are one, or name a country; None for other names."""
    if _CODE.fullmatch(actor):
        return actor
    return country_of_name(actor)


def _words(codes: type[StrEnum]) -> str:
    """The name of a set of codes in words: "event type"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", codes.__name__).lower()


def _within(column: str, words: str) -> tuple[str, str]:
    """The condition that words stand in a column, in any case, and its value."""
    literal = re.sub(r"([!%_])", r"!\1", words)
    # Escaping costs half as much again, and hardly any words need it.
    return f"{column} ILIKE ?" + " ESCAPE '!'" * (literal != words), f"%{literal}%"
