"""Days with a name, in any year: fixed days, "the fourth Thursday", Easter, and the lunar year of Islam."""

from __future__ import annotations

import calendar
import datetime
from functools import cache
from typing import Any

from dragoman.times.calendar import Interval
from dragoman.times.lexicon import read_table

HEBREW_EPOCH = -1373427  # ordinal of 1 Tishri of the year 1
HEBREW_YEARS = 3761  # the Hebrew year that begins in the autumn of year 1 is 3762
ISLAMIC_EPOCH = 1948440  # Julian day number of 1 Muharram 1 AH, civil reckoning
JULIAN_DAY_OF_ORDINAL = 1721425  # Julian day number of the day before 1 January of year 1


@cache
def _holidays() -> dict[str, dict[str, Any]]:
    return {name: row for row in read_table("holidays.toml")["holiday"] for name in row["names"]}


def holiday_names() -> list[str]:
    """All names, lower case."""
    return list(_holidays())


def needs_capitals(name: str) -> bool:
    """Whether a name without capitals is plain words ("a victory day")."""
    return not _holidays()[name].get("lower", False)


def holiday_in(name: str, year: int) -> tuple[datetime.date, Interval] | None:
    """The day of a holiday in a year, and the days it can mean."""
    row = _holidays().get(name)
    try:
        day = _day(row, year) if row else None
    except (ValueError, OverflowError):
        return None
    if row is None or day is None or day.year != year:
        return None
    slack = datetime.timedelta(days=row.get("slack", 0))
    length = datetime.timedelta(days=row.get("length", row.get("islamic", [0, 0, 1])[2]) - 1)
    return day, (day - slack, day + length + slack)


def _day(row: dict[str, Any], year: int) -> datetime.date | None:
    if "fixed" in row:
        return datetime.date(year, *row["fixed"])
    if "nth" in row:
        month, weekday, which = row["nth"]
        days = [d for d in range(1, calendar.monthrange(year, month)[1] + 1)
                if datetime.date(year, month, d).isoweekday() == weekday]  # fmt: skip
        chosen = days[which - 1 if which > 0 else which]
        return datetime.date(year, month, chosen) + datetime.timedelta(days=row.get("offset", 0))
    if "easter" in row:
        return easter(year) + datetime.timedelta(days=row["easter"])
    if "orthodox" in row:
        return orthodox_easter(year) + datetime.timedelta(days=row["orthodox"])
    if "table" in row:
        return next((day for day in row["table"] if day.year == year), None)
    if "hebrew" in row:
        anchor, offset = row["hebrew"]
        day = hebrew_day_in(year, anchor)
        return day + datetime.timedelta(days=offset) if day else None
    return islamic_day_in(year, row["islamic"][0], row["islamic"][1])


def easter(year: int) -> datetime.date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return datetime.date(year, month, day + 1)


def orthodox_easter(year: int) -> datetime.date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus' Julian computus; the two calendars' gap added)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    gap = year // 100 - year // 400 - 2
    return datetime.date(year, month, day + 1) + datetime.timedelta(days=gap)


def islamic_day_in(year: int, month: int, day: int) -> datetime.date | None:
    """The first time a day of the tabular Islamic calendar falls in a Gregorian year."""
    hijri = (year - 622) * 33 // 32
    for candidate in range(hijri - 1, hijri + 3):
        days = day + -(-(59 * (month - 1)) // 2) + (candidate - 1) * 354 + (3 + 11 * candidate) // 30
        ordinal = days + ISLAMIC_EPOCH - 1 - JULIAN_DAY_OF_ORDINAL
        if ordinal > 0:
            found = datetime.date.fromordinal(ordinal)
            if found.year == year:
                return found
    return None


def hebrew_day_in(year: int, anchor: str) -> datetime.date | None:
    """The Jewish new year, first day of Passover or of Hanukkah in a Gregorian year."""
    hebrew = year + HEBREW_YEARS
    if anchor == "passover":
        ordinal = _hebrew_new_year(hebrew) - 163
    else:
        ordinal = _hebrew_new_year(hebrew)
        if anchor == "hanukkah":
            length = _hebrew_new_year(hebrew + 1) - ordinal
            ordinal += 83 + (length % 10 == 5)
    return datetime.date.fromordinal(ordinal) if ordinal > 0 else None


def _hebrew_elapsed(year: int) -> int:
    """Days from the epoch to the mean new moon of Tishri, with the rule that the year begins on no forbidden day."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + (3 * (day + 1) % 7 < 3)


def _hebrew_new_year(year: int) -> int:
    before, this, after = (_hebrew_elapsed(y) for y in (year - 1, year, year + 1))
    return HEBREW_EPOCH + this + (2 if after - this == 356 else 1 if this - before == 382 else 0)
