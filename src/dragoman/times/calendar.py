"""The calendar: TIMEX3 values of days, and the first and last day a value can mean.

Values: ``2022-11-14``, ``2022-W46`` (ISO week), ``2022-W46-WE``, ``2022-11``, ``2022-Q4``, ``2022-H2``, ``2022-SP``
(spring), ``2022``, ``202`` (the 2020s), ``20`` (the 21st century), each perhaps followed by ``T…``. Seasons are the
meteorological ones, of the north unless it is said otherwise; the winter of a year begins in its December.
"""

from __future__ import annotations

import calendar
import datetime
import re

Interval = tuple[datetime.date, datetime.date]
DAY = datetime.timedelta(days=1)
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SOUTH_START = {"SP": 9, "SU": 12, "FA": 3, "WI": 6}
PRECISION = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "10Y": "decade", "100Y": "century"}
PATTERN = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


def interval_of(value: str) -> Interval | None:
    """The first and last day of a value, or ``None`` where it has no place in the calendar."""
    match = PATTERN.fullmatch(value.partition("T")[0])
    if match is None:
        return None
    try:
        return _interval(match)
    except (ValueError, OverflowError):
        return None


def _interval(match: re.Match[str]) -> Interval:
    if match["decade"] or match["century"]:
        years = 10 if match["decade"] else 100
        first = int(match["decade"] or match["century"]) * years
        return datetime.date(max(first, 1), 1, 1), datetime.date(first + years - 1, 12, 31)
    year = int(match["year"])
    if match["week"]:
        monday = datetime.date.fromisocalendar(year, int(match["week"]), 1)
        return (monday + 5 * DAY if match["weekend"] else monday), monday + 6 * DAY
    if match["season"]:
        return months_from(year, SEASON_START[match["season"]], 3)
    if match["quarter"]:
        return months_from(year, int(match["quarter"]) * 3 - 2, 3)
    if match["half"]:
        return months_from(year, int(match["half"]) * 6 - 5, 6)
    if match["day"]:
        day = datetime.date(year, int(match["month"]), int(match["day"]))
        return day, day
    return months_from(year, int(match["month"]), 1) if match["month"] else months_from(year, 1, 12)


def months_from(year: int, month: int, count: int) -> Interval:
    """From the first day of a month to the last day of the ``count``-th month, itself counted."""
    last = month + count - 2
    last_year, last_month = year + last // 12, last % 12 + 1
    return datetime.date(year, month, 1), datetime.date(
        last_year, last_month, calendar.monthrange(last_year, last_month)[1]
    )


def season_in(year: int, code: str, south: bool) -> Interval | None:
    """The days of a season; in the south the seasons stand half a year off, and the summer of a year begins in it."""
    months = SOUTH_START if south else SEASON_START
    return months_from(year, months[code], 3) if 1 <= year < 9999 and code in months else None


def value_at(day: datetime.date, unit: str) -> str:
    """The value of the day, week, month, quarter, year, decade or century in which a day lies."""
    if unit == "D":
        return day.isoformat()
    if unit in ("W", "WE", "2W"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    digits = {"Y": 4, "10Y": 3, "100Y": 2}[unit]
    return f"{day.year:04}"[:digits]


def precision_of(value: str) -> str:
    """How fine a calendar value is: ``day``, ``week``, ``month`` …"""
    day, _, clock = value.partition("T")
    if clock:
        return "part_of_day" if clock[:1].isalpha() else ("second" if clock.count(":") > 1 else "minute")
    match = PATTERN.fullmatch(day)
    if match is None:
        return "unknown"
    for name in ("weekend", "week", "quarter", "half", "season", "day", "month", "year", "decade", "century"):
        if match[name]:
            return name
    return "unknown"


def shift(day: datetime.date, count: int, unit: str) -> datetime.date | None:
    """The day ``count`` units away; the end of a month where the month is shorter; ``None`` outside the calendar."""
    factor = {"D": 1, "W": 7, "2W": 14, "WE": 7}.get(unit)
    try:
        if factor:
            return day + datetime.timedelta(days=count * factor)
        months = count * {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, KeyError):
        return None


def part_of(interval: Interval, part: str | None) -> Interval:
    """The start, middle or end of an interval: four months of a year, ten days of a month, else a third of it."""
    first, last = interval
    third = (last - first + DAY) // 3
    if part is None or third < DAY:
        return interval
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        length = last.year - first.year + 1
        edges = [shift(first, round(length * 4 * n), "M") for n in (1, 2)]
    elif first.day == 1 and first.month == last.month and last.day > 27:
        edges = [first + 10 * DAY, first + 20 * DAY]
    else:
        edges = [first + third, last + DAY - third]
    middle, end = edges[0] or first, edges[1] or last
    return {"START": (first, middle - DAY), "MID": (middle, end - DAY)}.get(part, (end, last))


def weekday_near(day: datetime.date, weekday: int, side: int, same: bool) -> datetime.date:
    """The nearest such weekday (Monday 1) before (side -1) or after (+1) a day, or the day itself if ``same``."""
    distance = side * (weekday - day.isoweekday()) % 7
    return day + datetime.timedelta(days=side * (distance or (0 if same else 7)))
