"""Times in words: "Fri 11 Nov 2022", "week of Mon 14 Nov 2022", "October 2022", "winter 2022–23"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from dragoman.codes import TimexKind
from dragoman.records import When

# Own names, not strftime: the words must not change with the machine's locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
DAYTIMES = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
VAGUE = {"PRESENT_REF": "now, at the time of writing", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
ORDINALS = ("first", "second", "third", "fourth")
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "S": "second", "Q": "quarter"}

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T(?P<clock>[A-Z]{2}$|\d{2}(?::\d{2})?))?")
WEEK = re.compile(r"\d{4}-W\d{2}(?P<end>-WE)?$")
MONTH = re.compile(r"(\d{4})-(\d{2})$")
SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
PART = re.compile(r"(\d{4})-(Q|H)([1-4])$")
YEAR = re.compile(r"\d{4}$")
DECADE = re.compile(r"\d{3}X?$")
CENTURY = re.compile(r"(\d{2})(?:XX)?$")
WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
LOOSE_MONTH = re.compile(r"XXXX-(0[1-9]|1[0-2])(?:-(\d{2}))?")
LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)([A-Z])$")


def day_in_words(day: datetime.date) -> str:
    """ "Fri 11 Nov 2022"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def range_in_words(first: datetime.date, last: datetime.date) -> str:
    """ "10–12 Nov 2022"; what the two ends share is told once."""
    if first == last:
        return day_in_words(first)
    end = f"{last.day} {MONTHS[last.month - 1][:3]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    month = MONTHS[first.month - 1][:3]
    return f"{first.day} {month} – {end}" if first.year == last.year else f"{first.day} {month} {first.year} – {end}"


def when_in_words(when: When) -> str:
    """A time as a reader would write it; never more exact than the record is."""
    for shape in _SHAPES:
        if told := shape(when):
            return told
    if when.first and when.last:
        return range_in_words(when.first, when.last)
    if when.first or when.last:
        return f"from {day_in_words(when.first)}" if when.first else f"until {day_in_words(when.last or _NEVER)}"
    return VAGUE.get(when.value, "at a time not fixed")


_NEVER = datetime.date.max


def _day(when: When) -> str | None:
    match = DAY.match(when.value)
    if match is None or when.first is None or when.first != when.last:
        return None
    clock = match["clock"] or ""
    return " ".join(filter(None, (day_in_words(when.first), DAYTIMES.get(clock, clock))))


def _week(when: When) -> str | None:
    match = WEEK.match(when.value)
    if match is None or when.first is None:
        return None
    return f"{'weekend' if match['end'] else 'week'} of {day_in_words(when.first)}"


def _month(when: When) -> str | None:
    match = MONTH.match(when.value)
    if match is None or not 1 <= int(match[2]) <= 12 or not _whole_months(when):
        return None
    return f"{MONTHS[int(match[2]) - 1]} {match[1]}"


def _whole_months(when: When) -> bool:
    """Whether the days are not narrower than the value says ("early October")."""
    return when.first is None or when.last is None or (when.last - when.first).days >= 27


def _season(when: When) -> str | None:
    match = SEASON.match(when.value)
    if match is None:
        return None
    crosses = when.first is not None and when.last is not None and when.first.year < when.last.year
    years = f"{when.first.year}–{when.last.year % 100:02d}" if crosses and when.first and when.last else match[1]
    return f"{SEASONS[match[2]]} {years}"


def _part(when: When) -> str | None:
    match = PART.match(when.value)
    if match is None:
        return None
    return f"{ORDINALS[int(match[3]) - 1]} {'quarter' if match[2] == 'Q' else 'half'} of {match[1]}"


def _long(when: When) -> str | None:
    if YEAR.match(when.value):
        return when.value if _whole_months(when) else None
    if DECADE.match(when.value):
        return f"{when.value[:3]}0s"
    if match := CENTURY.match(when.value):
        number = int(match[1]) + 1
        suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{suffix} century"
    return None


def _length(when: When) -> str | None:
    match = LENGTH.match(when.value)
    if match is None:
        return None
    unit = "minute" if match[1] and match[3] == "M" else UNITS.get(match[3])
    if unit is None:
        return None
    amount = "some" if match[2] == "X" else match[2]
    told = f"{amount} {unit}{'' if amount == '1' else 's'}"
    if when.first and when.last and when.kind is TimexKind.DURATION:
        return f"{told} ({range_in_words(when.first, when.last)})"
    return f"every {unit}" if when.kind is TimexKind.SET and amount == "1" else told


def _unanchored(when: When) -> str | None:
    """A weekday or a month of which nobody says which one."""
    if when.first or when.last:
        return None
    if match := WEEKDAY.match(when.value):
        return f"a {WEEKDAYS[int(match[1]) - 1]}, which one is not known"
    if match := LOOSE_MONTH.match(when.value):
        return f"{match[2].lstrip('0') + ' ' if match[2] else ''}{MONTHS[int(match[1]) - 1]}, year not known"
    return None


_SHAPES: tuple[Callable[[When], str | None], ...] = (_day, _week, _month, _season, _part, _long, _length, _unanchored)
