"""Filters in the address of a page: what was asked for, in words and as the archive takes it, and how to change it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from dragoman.archive.filters import first_day, last_day, near_of
from dragoman.desk.replies import Refusal
from dragoman.places.countries import country_of_name

PAGE_SIZE = 40
# Farther than this nobody leafs, and each page costs more than the one before.
LAST_PAGE = 2500
Filter = TypeVar("Filter")


def _flag(words: str) -> bool:
    return words in ("1", "true", "yes")


def _country(words: str) -> str:
    """The code of a country; data sets have more of them than there are countries."""
    if re.fullmatch("[A-Za-z]{3}", words):
        return words.upper()
    code = country_of_name(words)
    if code is None:
        raise Refusal(f"No country is known as “{words}”: write its name, or its three letters as in UKR.")
    return code


# How a field of a filter is read from the address; a name that is not here is plain text.
READ: Mapping[str, Callable[[str], Any]] = {
    "since": first_day,
    "until": last_day,
    "near": near_of,
    "country": _country,
    "deadly": _flag,
    "corrected": _flag,
    "conditional": _flag,
    "person": _flag,
}
SEVERAL = frozenset(("type", "mode", "status", "hedge", "act", "form", "grade", "stance", "kind", "state"))
# What each filter is called on a page.
TOLD = {
    "actor": "actor",
    "source": "by",
    "target": "towards",
    "type": "type",
    "mode": "mode",
    "context": "context",
    "status": "status",
    "hedge": "hedge",
    "since": "from",
    "until": "to",
    "near": "near",
    "country": "in",
    "place": "place",
    "text": "words",
    "document": "report",
    "origin": "story",
    "link": "same event",
    "dataset": "from",
    "deadly": "deadly",
    "corrected": "corrected",
    "speaker": "speaker",
    "addressee": "to",
    "act": "act",
    "form": "form",
    "grade": "source",
    "stance": "stance",
    "conditional": "conditional",
    "counterpart": "towards",
    "kind": "kind",
    "state": "state",
    "sector": "sector",
    "person": "person",
    "outlet": "outlet",
    "title": "title",
    "language": "language",
}
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address of the page without it."""

    words: str
    address: str


class Asked:
    """What the address of a list asks for."""

    def __init__(self, request: Request) -> None:
        self.path = request.url.path.removesuffix(".json")
        found = ((name, CONTROLS.sub(" ", value).strip()[:300]) for name, value in request.query_params.multi_items())
        self.pairs = [(name, value) for name, value in found if value and name != "done"]

    def get(self, name: str, otherwise: str = "") -> str:
        return next((value for key, value in self.pairs if key == name), otherwise)

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.pairs if key == name]

    @property
    def page(self) -> int:
        words = self.get("page", "1")
        return max(1, min(LAST_PAGE, int(words))) if words.isdecimal() and len(words) < 8 else 1

    def day(self, name: str, read: Callable[[str], datetime.date]) -> datetime.date | None:
        return read(self.get(name)) if self.get(name) else None

    def filter(self, kind: type[Filter], **fixed: Any) -> Filter:
        """The filter of the archive that the address asks for."""
        known = {field.name for field in fields(kind)} - {"ids", "limit", "offset", "sort"}  # type: ignore[arg-type]
        wanted: dict[str, Any] = {}
        for name, value in self.pairs:
            if name not in known:
                continue
            if name in SEVERAL:
                wanted[name] = (*wanted.get(name, ()), value)
            else:
                wanted[name] = READ.get(name, str)(value)
        return kind(**{**wanted, **fixed})

    def sorted_by(self, orders: Iterable[str]) -> str:
        names = list(orders)
        sort = self.get("sort", names[0])
        if sort not in names:
            raise Refusal(f"Nothing is sorted by “{sort}”: choose one of {', '.join(names)}.")
        return sort

    # -- addresses ---------------------------------------------------------------------------------------------

    def with_(self, **changes: Any) -> str:
        """The address of this page with some of its questions changed; ``None`` drops one, and so does a new filter
        the number of the page."""
        kept = [(name, value) for name, value in self.pairs if name not in changes and name != "page"]
        new = [(name, str(value)) for name, value in changes.items() if value is not None]
        return self._address([*kept, *new])

    def toggled(self, name: str, value: str) -> str:
        """The address with one choice more, or without it where it is chosen."""
        kept = [pair for pair in self.pairs if pair != (name, value) and pair[0] != "page"]
        return self._address(kept if (name, value) in self.pairs else [*kept, (name, value)])

    def chips(self, kind: type[Any], titles: Mapping[str, str], words: Mapping[tuple[str, str], str]) -> list[Chip]:
        """The filters in force; ``titles`` and ``words`` are what the page calls them and their values."""
        known = {field.name for field in fields(kind)} - {"ids", "limit", "offset", "sort"}
        return [
            Chip(
                f"{titles.get(name) or TOLD.get(name, name)}: {words.get((name, value), value)}",
                self.toggled(name, value),
            )
            for name, value in self.pairs
            if name in known
        ]

    @property
    def questions(self) -> list[tuple[str, str]]:
        """Everything asked but for the number of the page, for forms that carry it on."""
        return [pair for pair in self.pairs if pair[0] != "page"]

    def _address(self, pairs: list[tuple[str, str]]) -> str:
        return self.path + (f"?{urlencode(pairs)}" if pairs else "")


def without(wanted: Filter, name: str) -> Filter:
    """The filter as it would be without one of its conditions."""
    changes: dict[str, Any] = {name: None}
    return replace(wanted, **changes)  # type: ignore[type-var]  # filters are dataclasses


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where a page of a list stands in it, and the addresses of its neighbours."""

    first: int
    last: int
    total: int
    before: str | None
    after: str | None


def leaf_of(asked: Asked, shown: int, total: int) -> Leaf:
    start = (asked.page - 1) * PAGE_SIZE
    more = start + shown < total and asked.page < LAST_PAGE
    # Beyond the end the way back leads to the last page that holds something.
    before = min(asked.page - 1, -(-total // PAGE_SIZE) or 1)
    return Leaf(
        start + 1 if shown else 0,
        start + shown if shown else 0,
        total,
        asked.with_(page=before) if asked.page > 1 else None,
        asked.with_(page=asked.page + 1) if more else None,
    )
