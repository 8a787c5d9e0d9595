"""Names of groups, institutions and organisations, with country and sector, some of them by date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.actors.tables import cells_of, fold, pieces_of, rows_of

# Later tables yield to earlier ones where the same alias stands in both.
TABLES = ("institutions.csv", "igos.csv", "groups.csv", "ngos.csv", "media.csv", "companies.csv")
# An acronym this short is a word when it is not in capitals ("is", "who", "act").
SHORT_ACRONYM = 4
END = ""
# "People's Liberation Army" is compared without what the tokenizer splits off.
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A group or organisation as a table knows it, in the years it was that."""

    name: str
    country: str | None
    sector: str | None
    second: str | None
    since: datetime.date | None
    until: datetime.date | None
    source: str
    table: str
    capitals: bool

    def holds_on(self, day: datetime.date | None) -> bool:
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a row of words: from ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    actors: tuple[NamedActor, ...]


def named(text: str) -> tuple[NamedActor, ...]:
    """Every actor that goes by exactly this name."""
    words = text.split()
    found = find_name(words, 0)
    return found.actors if found and found.end == len(words) else ()


def names_in(words: Sequence[str]) -> list[Found]:
    """The names in a row of words, longest first at each place, none overlapping."""
    found: list[Found] = []
    trie = _trie()
    i = 0
    while i < len(words):
        match = find_name(words, i) if words[i][0].isupper() and fold(words[i].split("-")[0]) in trie else None
        if match is None and words[i][:3].lower() in ("al-", "el-", "al"):
            match = find_name(words, i)
        if match:
            found.append(match)
            i = match.end
        else:
            i += 1
    return found


def find_name(words: Sequence[str], start: int) -> Found | None:
    """The longest name that starts at ``start``; punctuation inside a name does not matter."""
    node: dict[str, Any] = _trie()
    best: Found | None = None
    i = start
    while i < len(words):
        if words[i] in POSSESSIVE and i > start:
            i += 1
            continue
        for piece in pieces_of(words[i]):
            node = node.get(piece, {})
        if not node:
            break
        i += 1
        actors = _fitting(node.get(END, ()), words[start:i])
        if actors:
            best = Found(start, i, actors)
    return best


def chosen(
    actors: Sequence[NamedActor], day: datetime.date | None, countries: frozenset[str] = frozenset()
) -> NamedActor | None:
    """The one of several that held on the day and fits the countries the text is about; ``None`` where two fit."""
    held = [actor for actor in actors if actor.holds_on(day)] or list(actors)
    fitting = [actor for actor in held if actor.country in countries] or held
    first = fitting[0] if fitting else None
    if first and any(actor.name != first.name for actor in fitting):
        return None
    return first


def _fitting(actors: Sequence[NamedActor], words: Sequence[str]) -> tuple[NamedActor, ...]:
    """Acronyms must stand in capitals; other names need one capital."""
    text = "".join(words)
    if text.isupper():
        return tuple(actors)
    if not any(word[0].isupper() for word in words):
        return ()
    return tuple(actor for actor in actors if not actor.capitals)


@cache
def _trie() -> dict[str, Any]:
    trie: dict[str, Any] = {}
    for table in TABLES:
        for row in rows_of(table):
            for alias in dict.fromkeys((row["name"], *cells_of(row["aliases"]))):
                _add(trie, alias, _actor_of(row, table, alias))
    return trie


def _actor_of(row: dict[str, str], table: str, alias: str) -> NamedActor:
    since, until = (datetime.date.fromisoformat(row[key]) if row.get(key) else None for key in ("since", "until"))
    bare = alias.replace(".", "")
    capitals = bare.isupper() and len(bare) <= SHORT_ACRONYM
    country, sector = row["country"] or None, row["sector"] or None
    second = row.get("second") or None
    return NamedActor(
        row["name"], country, sector, second, since, until, row.get("source") or "common knowledge", table, capitals
    )


def _add(trie: dict[str, Any], alias: str, actor: NamedActor) -> None:
    node = trie
    pieces = pieces_of(alias)
    if not pieces:
        return
    for piece in pieces:
        node = node.setdefault(piece, {})
    node[END] = (*node.get(END, ()), actor)
