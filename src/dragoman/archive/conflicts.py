"""Conflicts of detail: where reports of one event differ, which report says what, and how many origins stand behind it.

Nobody is outvoted: every value stays with the reports that give it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dragoman.archive.links import Conflict, Member, Told
from dragoman.archive.store import Archive

NUMBERS = ("dead", "injured", "size")
FIELDS = (*NUMBERS, "when", "where", "mode")
_AMONG = " AND id IN (SELECT unnest(?::VARCHAR[]))"
Body = dict[str, Any]


def bodies_of(archive: Archive, ids: Iterable[str]) -> dict[str, Body]:
    """The records of events, as far as conflicts are looked for in them."""
    query = f"SELECT id, {', '.join(f'body->{name!r}' for name in FIELDS)} FROM events WHERE body IS NOT NULL" + _AMONG
    rows = archive.rows(query, [list(ids)])
    return {id: {name: json.loads(part) for name, part in zip(FIELDS, parts, strict=True)} for id, *parts in rows}


def conflicts_in(members: Iterable[Member], bodies: dict[str, Body]) -> tuple[Conflict, ...]:
    """The details on which these reports differ."""
    by_id = {member.id: member for member in members if member.id in bodies}
    known = {id: bodies[id] for id in by_id}
    found = [_numbers(name, known, by_id) for name in NUMBERS]
    found += [_values(name, known, by_id) for name in _VALUES]
    return tuple(conflict for conflict in found if conflict)


def _numbers(name: str, bodies: dict[str, Body], by_id: dict[str, Member]) -> Conflict | None:
    """Numbers that cannot both be true; "at least 12" and 15 can."""
    told = {id: body[name] for id, body in bodies.items() if body.get(name)}
    least = max((count["least"] or 0 for count in told.values()), default=0)
    most = min((count["most"] for count in told.values() if count["most"] is not None), default=None)
    if most is None or least <= most:
        return None
    return _conflict(name, {id: _in_words(count) for id, count in told.items()}, by_id)


def _in_words(count: Body) -> str:
    least, most = count["least"], count["most"]
    if least == most:
        return f"{least:,}"
    return f"at least {least:,}" if most is None else f"up to {most:,}" if least is None else f"{least:,} to {most:,}"


def _values(name: str, bodies: dict[str, Body], by_id: dict[str, Member]) -> Conflict | None:
    told = {id: value for id, body in bodies.items() if (value := _VALUES[name](body))}
    return _conflict(name, told, by_id) if len(set(told.values())) > 1 else None


def _day(body: Body) -> str | None:
    when = body["when"]
    day: str | None = when["first"] if when and when["first"] == when["last"] else None
    return day


def _place(body: Body) -> str | None:
    name: str | None = body["where"] and body["where"]["name"]
    return name


def _mode(body: Body) -> str | None:
    mode: str | None = body["mode"]
    return mode


_VALUES = {"day": _day, "place": _place, "mode": _mode}


def _conflict(name: str, told: dict[str, str], by_id: dict[str, Member]) -> Conflict:
    holders: dict[str, list[str]] = defaultdict(list)
    for id, value in told.items():
        holders[value].append(id)
    answers = [Told(value, tuple(sorted(ids)), len({by_id[id].origin for id in ids})) for value, ids in holders.items()]
    return Conflict(name, tuple(sorted(answers, key=lambda answer: (-answer.origins, answer.value))))
