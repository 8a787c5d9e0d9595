"""Moments: the half-open interval, to the second, that a value with a clock time or a part of the day can mean."""

from __future__ import annotations

import datetime
import re
from functools import cache

from dragoman.records import When
from dragoman.times.calendar import DAY, weekday_near
from dragoman.times.lexicon import read_table

Moments = tuple[datetime.datetime, datetime.datetime]
CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
OFFSET = re.compile(r"([+-])(\d{1,2})(?::?(\d\d))?")
MIDNIGHT = datetime.time()
HOUR = datetime.timedelta(hours=1)
# Summer time is known by rule from these years on; before, a zone is taken at its standard time.
EU_SINCE, US_SINCE, US_LONGER = 1981, 1987, 2007


@cache
def zones() -> dict[str, tuple[int, str]]:
    """Minutes east of Greenwich and rule of summer time, by the lower-case name of a zone."""
    return {name: (row[0], row[1]) for name, row in read_table("clock.toml")["zones"].items()}


@cache
def _parts() -> dict[str, tuple[int, int]]:
    return {name: (row[0], row[1]) for name, row in read_table("clock.toml")["parts"].items()}


def interval_of_when(when: When) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """The half-open interval a When can mean; an end that is left open, or beyond the calendar, is ``None``."""
    if when.start is not None or when.end is not None:
        return when.start, when.end
    start = datetime.datetime.combine(when.first, MIDNIGHT) if when.first else None
    last = when.last if when.last and when.last < datetime.date.max else None
    return start, datetime.datetime.combine(last + DAY, MIDNIGHT) if last else None


def moments_of(day: datetime.date | None, clock: str, zone: str | None = None) -> Moments | None:
    """The moments that "10:35", "24:00", "10:35:20" or "EV" on a day can mean; ``None`` where there is no such time."""
    if day is None or not clock:
        return None
    midnight = datetime.datetime.combine(day, MIDNIGHT)
    try:
        part = _parts().get(clock)
        if part is not None:
            return midnight + part[0] * HOUR, midnight + part[1] * HOUR
        match = CLOCK.fullmatch(clock)
        if match is None:
            return None
        hour, minute, second = (int(match[n] or 0) for n in (1, 2, 3))
        length = datetime.timedelta(seconds=1 if match[3] else 60)
        start = midnight + datetime.timedelta(hours=hour, minutes=minute, seconds=second)
        offset = offset_of(zone, start) if zone else datetime.UTC if clock.endswith("Z") else None
        return start.replace(tzinfo=offset), (start + length).replace(tzinfo=offset)
    except (OverflowError, ValueError):
        return None


def offset_of(zone: str, moment: datetime.datetime) -> datetime.timezone | None:
    """The offset of a zone ("kyiv time", "gmt+3") at a moment of its own clock; ``None`` for local time."""
    name = zone.lower().strip()
    shift = OFFSET.search(name)
    if shift is not None:
        name = name[: shift.start()].strip()
    minutes, rule = zones().get(name, (0, "local"))
    if rule == "local":
        return None
    if shift is not None:
        minutes += (-1 if shift[1] == "-" else 1) * (int(shift[2]) * 60 + int(shift[3] or 0))
    if _is_summer(moment, rule):
        minutes += 60
    return datetime.timezone(datetime.timedelta(minutes=minutes)) if abs(minutes) < 1440 else None


def _is_summer(moment: datetime.datetime, rule: str) -> bool:
    year, day = moment.year, moment.date()
    if rule == "eu" and year >= EU_SINCE:
        end = datetime.date(year, 10, 31) if year >= 1996 else datetime.date(year, 9, 30)
        first, last = (weekday_near(month_end, 7, -1, same=True) for month_end in (datetime.date(year, 3, 31), end))
    elif rule == "us" and year >= US_SINCE:
        month, from_day = (3, 8) if year >= US_LONGER else (4, 1)
        end = datetime.date(year, 11, 7) if year >= US_LONGER else datetime.date(year, 10, 31)
        first = weekday_near(datetime.date(year, month, from_day), 7, 1, same=True)
        last = weekday_near(end, 7, -1, same=True)
    else:
        return False
    return first <= day < last
