"""World events: dated things that reports measure time from, and which of them a clause names."""

from __future__ import annotations

import csv
import datetime
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.times.lexicon import read_table

COLUMNS = ("kind", "first", "last", "needs", "name", "source")
# The next or last summit or election of a kind is meant only if it is not further off than this.
NEAR = datetime.timedelta(days=400)
# The event stands at the head of the clause that names it; words further on belong to something else.
REACH = 60
WORD = re.compile(r"\w+(?:[-/]\w+)*")
USA = re.compile(r"\bU\.S\.(?:A\.)?|\bUS(?:A)?\b")


@dataclass(frozen=True, slots=True)
class WorldEvent:
    """One row: what happened when, and the words it is known by."""

    kind: str
    first: datetime.date
    last: datetime.date
    needs: tuple[tuple[str, ...], ...]
    name: str
    source: str

    @property
    def days(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"


@cache
def world_events() -> tuple[WorldEvent, ...]:
    """The table of the house and the rows of the user, if a file of them is set."""
    from dragoman.settings import load_settings

    own = resources.files("dragoman").joinpath("data", "times", "world_events.csv").read_text(encoding="utf-8")
    events = list(read_events(own, "world_events.csv"))
    extra = load_settings().world_events
    if extra is not None:
        events += read_events(_text_of(extra), str(extra))
    return tuple(events)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"the file of world events {path} cannot be read: {error}") from error


def read_events(text: str, name: str) -> list[WorldEvent]:
    """The rows of a table of events; one that is wrong ends the reading with its number."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    made = []
    for number, row in enumerate(csv.DictReader(lines), 1):
        try:
            first, last = (datetime.date.fromisoformat(row[column].strip()) for column in ("first", "last"))
            kind, needs = row["kind"].strip(), _alternatives(row["needs"])
            if kind not in _kinds() or not needs or last < first:
                raise ValueError(f"kind {kind!r}, {len(needs)} words, {first} to {last}")
            made.append(WorldEvent(kind, first, last, needs, row["name"].strip(), row["source"].strip()))
        except (KeyError, ValueError, AttributeError, TypeError) as error:
            columns = ", ".join(COLUMNS)
            raise SourceError(f"{name}, event {number}: {error}; a row needs {columns} (docs/times.md)") from error
    return made


def _alternatives(needs: str) -> tuple[tuple[str, ...], ...]:
    """Each alternative as the words that all have to stand there, ready to be looked up in a padded text."""
    return tuple(
        tuple(_padded(word) for word in choice.split("+")) for choice in needs.split("|") if choice.strip("*+ ")
    )


def _padded(word: str) -> str:
    plain = word.replace("_", " ").strip().lower()
    return f" {plain[:-1]}" if plain.endswith("*") else f" {plain} "


@cache
def _kinds() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], bool, tuple[str, ...]]]:
    """Words, words that are a name by themselves, whether it recurs, and names that one event alone has."""
    return {
        kind: (
            tuple(_padded(word) for word in row["words"]),
            tuple(_padded(word) for word in row.get("names", [])),
            row.get("recurs", False),
            tuple(_padded(word) for word in row.get("once", [])),
        )
        for kind, row in read_table("event_kinds.toml").items()
    }


def kind_words(kind: str) -> tuple[str, ...]:
    """The words that name a kind of event."""
    return _kinds()[kind][0]


def padded(text: str) -> str:
    """A text ready to be searched: lower case words one blank apart, "U.S." and "US" as "usa"."""
    return f" {' '.join(WORD.findall(USA.sub('usa', text).lower()))} "


def named_in(clause: str, year: int | None, near: datetime.date | None, side: int) -> WorldEvent | None:
    """The event a clause names, the first where it names several; ``None`` where it names none, or leaves open which.

    ``side`` is +1 where the event lies behind the day of writing ("weeks after he fell"), -1 where it may lie ahead.
    """
    named = [(at, event) for event in world_events() if (at := _place_in(clause, event)) is not None]
    if year is not None:
        named = [(at, event) for at, event in named if event.first.year <= year <= event.last.year]
    if not named:
        return None
    foremost = min(at for at, _ in named)
    first = [event for at, event in named if at == foremost]
    return _chosen([event for event in first if _is_named_outright(clause, event)] or first, clause, year, near, side)


def _is_named_outright(clause: str, event: WorldEvent) -> bool:
    """Whether the clause has a name of the event that no other one bears ("9/11")."""
    names = _kinds()[event.kind][3]
    return any(name in names and name in clause for words in event.needs for name in words)


def _place_in(clause: str, event: WorldEvent) -> int | None:
    """Where the words of an event begin in a clause, if they are there with a word of its kind."""
    places = [
        max(clause.find(word) for word in words) for words in event.needs if all(word in clause for word in words)
    ]
    if not places or min(places) > REACH:
        return None
    words, names, _, _ = _kinds()[event.kind]
    if any(name in clause for name in names) or any(word in clause for word in words):
        return min(places)
    return None


def _chosen(
    events: list[WorldEvent], clause: str, year: int | None, near: datetime.date | None, side: int
) -> WorldEvent | None:
    recurs = any(_kinds()[event.kind][2] and not _is_named_outright(clause, event) for event in events)
    if near is None:
        return events[0] if len(events) == 1 and (year is not None or not recurs) else None
    if side > 0:
        events = [event for event in events if event.first <= near] or ([] if recurs else events)
    gap, chosen = min(((_gap(event, near), event) for event in events), key=lambda pair: pair[0], default=(NEAR, None))
    return chosen if not recurs or gap < NEAR or year is not None else None


def _gap(event: WorldEvent, near: datetime.date) -> datetime.timedelta:
    if event.first <= near <= event.last:
        return datetime.timedelta()
    return min(abs(near - event.first), abs(near - event.last))


def attack_of(month: int, day: int, near: datetime.date | None) -> WorldEvent | None:
    """The attack that is known by its day ("the September 11 attacks"), which is then a name of its row.

    Another attack of the same day and month is not meant; the last one before the day of writing is.
    """
    known = [event for event in _by_their_day().get((month, day), ()) if near is None or event.first <= near]
    return max(known, key=lambda event: event.first, default=None)


@cache
def _by_their_day() -> dict[tuple[int, int], list[WorldEvent]]:
    found: dict[tuple[int, int], list[WorldEvent]] = {}
    for event in world_events():
        day = event.first
        names = {_padded(f"{day:%B}_{day.day}"), _padded(f"{day.month}/{day.day}")}
        if event.kind == "attack" and any(names & set(words) for words in event.needs):
            found.setdefault((day.month, day.day), []).append(event)
    return found
