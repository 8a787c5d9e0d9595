"""Neighbours: two expressions of one day, or of a day and its part, that stand side by side.

"The night of October 7", "dawn on Friday", "Friday (November 18)", "tomorrow, 18/11/2022", "the day after Christmas".
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from dragoman.codes import Basis, TimexKind
from dragoman.times.calendar import DAY, shift, weekday_near
from dragoman.times.expression import Expression
from dragoman.times.meaning import Meaning, at

PART_LINKS = frozenset(("of", "on", ""))
PARTS = frozenset(("part-of-day", "early-hours"))
EARLY_HOURS = 6
# What may stand between a day and the same day said again, and the rules that say it first and again.
SAME = frozenset(("", ",", "(", ", the", "the"))
LOOSE_DAYS = frozenset(("weekday", "relative-weekday", "today"))
DATES = frozenset(("written-date", "month-day", "day-month", "slash-day"))
CLOSING = ")"
LENGTH = re.compile(r"P(\d+)([MY])")
SIDE = {"after": 1, "before": -1, "prior to": -1}
# The units a month or a year can be moved by, the first one being its own.
COARSE = {"month": "MY", "year": "Y"}
LONGEST_WEEKEND = 3  # days between the first and the last one named
UNIT = {"P1D": "D", "P1W": "W", "P1M": "M", "P1Y": "Y"}


def gap_between(left: Expression, right: Expression, longest: int) -> str | None:
    """The words between two expressions, or ``None`` where they are too far apart or in other paragraphs."""
    if not 0 <= right.first - left.stop <= longest or left.scan is not right.scan:
        return None
    return " ".join(left.scan.words[left.stop : right.first]).lower()


def part_joined(left: Expression, right: Expression) -> Expression | None:
    """ "the night of October 7", "dawn on Friday", "the early hours of Saturday morning"."""
    gap = gap_between(left, right, 1)
    if left.rule not in PARTS or gap not in PART_LINKS or (not gap and left.text.lower().startswith("the ")):
        return None
    day, part = right.meaning, left.meaning.value.partition("T")[2]
    if not part or day.precision not in ("day", "part_of_day") or "/" in day.value or day.kind is TimexKind.SET:
        return None
    if day.precision == "part_of_day" and left.rule != "early-hours":
        return None
    value = f"{day.value.partition('T')[0]}T{part}"
    whole = replace(day, value=value, kind=TimexKind.TIME, precision="part_of_day")
    if left.rule == "early-hours" and day.first is not None and day.first == day.last:
        midnight = datetime.datetime.combine(day.first, datetime.time())
        whole = replace(whole, start=midnight, end=midnight + datetime.timedelta(hours=EARLY_HOURS))
    return Expression(left.scan, left.first, right.stop, "part-of-date", whole)


def same_day_joined(left: Expression, right: Expression) -> Expression | None:
    """ "Friday (November 18)", "Friday 18/11/2022", "tomorrow, 18 November": the date tells which day it is."""
    if left.rule not in LOOSE_DAYS or right.rule not in DATES or left.meaning.precision != "day":
        return None
    gap, day = gap_between(left, right, 2), right.meaning
    if gap not in SAME or day.first is None or day.first != day.last or left.meaning.last is None:
        return None
    if left.rule == "today" and left.meaning.last != day.first and right.meaning.basis is not Basis.STATED:
        return None
    if left.rule != "today" and left.meaning.last.isoweekday() != day.first.isoweekday():
        return None
    closed = gap == "(" and right.words_after(1) == [CLOSING]
    return Expression(left.scan, left.first, right.stop + closed, "same-day", day)


def day_beside_joined(left: Expression, right: Expression) -> Expression | None:
    """ "the day after Christmas", "the week before 5 May"."""
    unit = UNIT.get(left.meaning.value)
    word = left.text.lower().rpartition(" ")[2]
    if left.rule != "the-day-before" or unit is None or gap_between(left, right, 0) != "" or word == "night":
        return None
    day = right.meaning
    if day.first is None or day.last is None or day.precision not in ("day", "week") or right.is_possessive:
        return None
    edge = day.last if word == "after" else day.first
    far = shift(edge, 1 if word == "after" else -1, unit)
    if far is None:
        return None
    meaning = at(far, "D", day.basis, f"{left.text} {day.value}")
    if meaning is None:
        return None
    first, last = (edge + DAY, far) if word == "after" else (far, edge - DAY)
    if unit != "D":
        meaning = replace(meaning, value=left.meaning.value, kind=TimexKind.DURATION, precision=left.meaning.precision,
                          first=first, last=last)  # fmt: skip
    return Expression(left.scan, left.first, right.stop, "shifted-date", meaning)


def coarse_shifted(left: Expression, right: Expression) -> Expression | None:
    """ "six months before June 2018", "two years after 2014"."""
    length, side = LENGTH.fullmatch(left.meaning.value), SIDE.get(gap_between(left, right, 2) or "")
    day, grain = right.meaning, COARSE.get(right.meaning.precision)
    if left.meaning.kind is not TimexKind.DURATION or length is None or side is None or grain is None:
        return None
    if day.first is None or length[2] not in grain or right.is_possessive or day.kind is not TimexKind.DATE:
        return None
    far = shift(day.first, side * int(length[1]), length[2])
    meaning = at(far, grain[0], day.basis, f"{left.text} counted from {day.value}")
    return Expression(left.scan, left.first, right.stop, "shifted-date", meaning) if meaning else None


def weekend_joined(left: Expression, right: Expression) -> Expression | None:
    """ "the weekend of 12-13 November": the one that holds the day, or follows it."""
    if left.rule != "relative-weekend" or gap_between(left, right, 1) != "of" or right.meaning.precision != "day":
        return None
    first, last = right.meaning.first, right.meaning.last
    if first is None or last is None or (last - first).days > LONGEST_WEEKEND:
        return None
    day = weekday_near(last, 7, 1, same=True)
    meaning = at(day, "WE", right.meaning.basis, f"the weekend of {right.meaning.value}")
    return Expression(left.scan, left.first, right.stop, "weekend-of-day", meaning) if meaning else None


def with_year_of(a: Meaning, b: Meaning) -> Meaning:
    """The first end of a range with the year that only the second one states ("May 28 to June 3, 2017")."""
    if a.first is None or a.last is None or b.first is None or b.last is None or not a.value[:4].isdigit():
        return a
    years = b.first.year - a.first.year
    first, last = shift(a.first, 12 * years, "M"), shift(a.last, 12 * years, "M")
    if first and last and first > b.last:
        first, last, years = shift(first, -12, "M"), shift(last, -12, "M"), years - 1
    if first is None or last is None or (first.month, first.day) != (a.first.month, a.first.day):
        return a
    value = f"{first.year:04}{a.value[4:]}"
    return replace(a, value=value, first=first, last=last, basis=b.basis, why=f"of the year of {b.value}")
