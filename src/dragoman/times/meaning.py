"""What an expression means, and what it is measured from."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.codes import Basis, TimexKind
from dragoman.times.calendar import DAY, interval_of, precision_of, value_at
from dragoman.times.moments import moments_of

PAST, FUTURE, UNKNOWN = -1, 1, 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value with the days it can mean, how fine it is, what it rests on, and why."""

    value: str
    kind: TimexKind
    first: datetime.date | None
    last: datetime.date | None
    precision: str
    basis: Basis
    why: str
    start: datetime.datetime | None = None
    end: datetime.datetime | None = None
    zone: str | None = None

    @property
    def is_day(self) -> bool:
        return self.kind is TimexKind.DATE and self.precision == "day" and self.first is not None


@dataclass(slots=True)
class Context:
    """What a relative expression is measured from.

    ``published`` is the publication day, ``anchor`` the last dated expression of the text, ``quarter`` the last
    quarter it names, ``tense`` tells whether the clause looks back (-1), ahead (+1) or neither (0), ``moment`` is the
    moment of writing where it is known to the minute, ``south`` whether the report comes from south of the equator.
    """

    published: datetime.date | None
    anchor: Meaning | None
    tense: Callable[[], int]
    quarter: Meaning | None = None
    moment: datetime.datetime | None = None
    south: bool = False


def dated(value: str, basis: Basis, why: str, kind: TimexKind = TimexKind.DATE) -> Meaning | None:
    """The meaning of a calendar value; ``None`` where there is no such day (30 February)."""
    interval = interval_of(value)
    if interval is None:
        return None
    return Meaning(value, kind, *interval, precision_of(value), basis, why)


def undated(value: str, kind: TimexKind, precision: str, why: str, basis: Basis = Basis.STATED) -> Meaning:
    """A meaning that has no place in the calendar."""
    return Meaning(value, kind, None, None, precision, basis, why)


def adrift(value: str, kind: TimexKind, precision: str, why: str = "no publication day to count from") -> Meaning:
    """The meaning of a relative expression that lacks the day it counts from: known as relative, not placed."""
    return undated(value, kind, precision, why, Basis.PUBLICATION)


def at(day: datetime.date | None, unit: str, basis: Basis, why: str) -> Meaning | None:
    """The day, week, month … in which a day lies; ``None`` where there is no day."""
    return None if day is None else dated(value_at(day, unit), basis, why)


def with_part(meaning: Meaning | None, part: str | None, word: str = "") -> Meaning | None:
    """The morning, evening … of a day."""
    if meaning is None or part is None:
        return meaning
    value = f"{meaning.value.partition('T')[0]}T{part}"
    return replace(meaning, value=value, kind=TimexKind.TIME, precision="part_of_day")


def with_moments(meaning: Meaning) -> Meaning:
    """The meaning with the moments of its clock time, or of the two ends of a range of such."""
    if (
        meaning.kind is not TimexKind.TIME
        or meaning.start
        or meaning.end
        or meaning.first is None
        or meaning.last is None
    ):
        return meaning
    first, _, last = meaning.value.partition("/")
    begin = moments_of(meaning.first, first.partition("T")[2], meaning.zone)
    if begin is None:
        return meaning
    clock = last.partition("T")[2]
    finish = moments_of(meaning.last, clock, meaning.zone) if clock else None
    end = begin[1] if finish is None else finish[0] if clock[0].isdigit() else finish[1]
    if end <= begin[0]:  # "from 10 p.m. to 6 a.m." runs into the next day
        try:
            end += DAY
        except OverflowError:
            return meaning
        return replace(meaning, last=max(meaning.last, end.date()), start=begin[0], end=end)
    return replace(meaning, start=begin[0], end=end)
