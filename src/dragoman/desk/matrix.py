"""Positions as a matrix: actors in rows, what they are about in columns, each cell in the order of time.

What a later position of the same actor on the same thing replaces is shown beside it, as is what contradicts it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.archive.words import terms_of
from dragoman.codes import ConditionKind, Stance, Status
from dragoman.desk.sections import Row
from dragoman.dossier import Dossier
from dragoman.formats.words import CONDITIONS

FOR = frozenset((Stance.OFFER, Stance.ACCEPT, Stance.DEMAND))
AGAINST = frozenset((Stance.REJECT, Stance.RULE_OUT, Stance.THREATEN))
# So much of the shorter object must be shared for two positions to be about one thing.
SHARED = 0.6
# Wider than this nobody reads; what is left stands in a last column, each with its own object.
MOST_COLUMNS = 8
OTHER = "Other things"
# Words that do not tell two things apart.
LIGHT = frozenset(("hold", "have", "give", "make", "take", "send", "start", "begin", "allow", "conduct", "new", "any"))
# How a label of the brief reads before the words of the condition.
CONDITION_LABELS = {
    CONDITIONS[ConditionKind.DEADLINE]: "deadline:",
    CONDITIONS[ConditionKind.PRECONDITION]: "on the precondition:",
}


@dataclass(frozen=True, slots=True)
class Held:
    """One position: whose, on what, since when, on which conditions, and where its words are.

    ``turn`` says how it stands to others of its cell: "superseded", "contradicted" or nothing.
    """

    id: str
    actor: str
    name: str
    object: str
    stance: str
    status: str
    day: datetime.date | None
    conditions: tuple[str, ...] = ()
    address: str = ""
    notes: tuple[str, ...] = ()
    met: str = ""
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """``rows`` are (actor's id, name, cells in the order of ``columns``)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[tuple[Held, ...], ...]], ...]

    @property
    def shared(self) -> tuple[str, ...]:
        """The things that several positions are about."""
        return tuple(column for column in self.columns if column != OTHER)

    @property
    def laid(self) -> list[tuple[str, str, tuple[tuple[Held, ...], ...]]]:
        """The rows of those who hold something on them."""
        rows = ((actor, name, cells[: len(self.shared)]) for actor, name, cells in self.rows)
        return [row for row in rows if any(row[2])]

    @property
    def others(self) -> list[tuple[str, str, tuple[Held, ...]]]:
        """Actor by actor, what nobody else takes up."""
        if OTHER not in self.columns:
            return []
        return [(actor, name, cells[-1]) for actor, name, cells in self.rows if cells[-1]]

    @property
    def is_telling(self) -> bool:
        """Whether it shows more than a list would: several positions on one thing."""
        return any(len(cell) > 1 for _, _, cells in self.rows for cell in cells) or any(
            sum(bool(cells[k]) for _, _, cells in self.rows) > 1 for k, c in enumerate(self.columns) if c != OTHER
        )


def held_of(id: str, actor: str, name: str, object: str, stance: str, status: str, told: Row) -> Held:
    """A position as its row of the brief tells it: conditions, and the badges that caution."""
    notes = [
        badge.text for badge in told.badges if badge.text != Status.ASSERTED and not badge.text.startswith("from ")
    ]
    conditions = tuple(f"{CONDITION_LABELS.get(inner.label, inner.label)} {inner.text}" for inner in told.rows)
    return Held(id, actor, name, object, stance, status, None, conditions, notes=tuple(notes))


def matrix_in(dossier: Dossier, rows: Iterable[Row]) -> Matrix | None:
    """The positions of one dossier laid out, by its rows of "Who wants what"; ``None`` where a list tells as much."""
    told = {row.record: row for row in rows if row.record}
    published = dossier.document.published
    made = [
        replace(
            held_of(p.id, p.actor.id, p.actor.name, p.object, p.stance, p.status, told[p.id]),
            day=p.valid_from or (published.first if published else None),
        )
        for p in {p.id: p for p in dossier.positions}.values()
        if p.id in told
    ]
    laid = matrix_of(made)
    return laid if laid.is_telling else None


def matrix_of(positions: Iterable[Held], most: int = MOST_COLUMNS) -> Matrix:
    """The matrix, the busiest actors and things first."""
    held = sorted(positions, key=lambda p: (p.day or datetime.date.min, p.id))
    groups = _grouped(held)
    groups.sort(key=lambda group: (-len({p.actor for p in group}), -len(group)))
    # What only one position is about needs no column of its own.
    most = min(most, sum(len(group) > 1 for group in groups))
    columns = [group[0].object for group in groups[:most]]
    rest = [p for group in groups[most:] for p in group]
    if rest:
        columns.append(OTHER)
    names = {p.actor: p.name for p in held}
    count = {actor: sum(p.actor == actor for p in held) for actor in names}
    rows = []
    for actor in sorted(names, key=lambda a: (-count[a], names[a])):
        cells = [_turned([p for p in group if p.actor == actor]) for group in groups[:most]]
        if rest:
            cells.append(tuple(p for p in rest if p.actor == actor))
        rows.append((actor, names[actor], tuple(cells)))
    return Matrix(tuple(columns), tuple(rows))


def _grouped(held: Sequence[Held]) -> list[list[Held]]:
    """Positions by what they are about: objects that share most of their words."""
    groups: list[tuple[frozenset[str], list[Held]]] = []
    names = {word for name in {position.name for position in held} for word in terms_of(name)}
    for position in held:
        words = frozenset(terms_of(position.object))
        # "Hold talks" and "talks with Kenya" are about the talks.
        words = words - LIGHT - names or words
        near = next((group for known, group in groups if _alike(words, known)), None)
        if near is None:
            groups.append((words, [position]))
        else:
            near.append(position)
    return [group for _, group in groups]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= SHARED


def _turned(cell: Sequence[Held]) -> tuple[Held, ...]:
    """The cell with each position marked that a later one replaces, or that stands against one of the same day."""
    found = []
    for position in cell:
        others = [p for p in cell if p is not position and _is_held(p)] if _is_held(position) else []
        later = [p for p in others if p.day and position.day and p.day > position.day]
        if any(_opposed(position, p) and p not in later and not _is_before(p, position) for p in others):
            found.append(replace(position, turn="contradicted"))
        elif any(_opposed(position, p) or _moved(position, p) for p in later):
            found.append(replace(position, turn="superseded"))
        else:
            found.append(position)
    return tuple(found)


def _is_held(position: Held) -> bool:
    return position.status == Status.ASSERTED


def _is_before(one: Held, other: Held) -> bool:
    return bool(one.day and other.day and one.day < other.day)


def _opposed(one: Held, other: Held) -> bool:
    return (one.stance in FOR and other.stance in AGAINST) or (one.stance in AGAINST and other.stance in FOR)


def _moved(one: Held, later: Held) -> bool:
    """Whether a later position changes the stance or the conditions; one told again without them only repeats it."""
    changed = bool(one.conditions and later.conditions) and one.conditions != later.conditions
    return one.stance != later.stance or changed
