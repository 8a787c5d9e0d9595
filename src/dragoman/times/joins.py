"""Joins: expressions that stand side by side and mean one time.

A clock time and its day ("9 a.m. Tuesday"), a length before or after a date ("two weeks after March 5"), and the
two ends of a range ("from 1986 to 1989", "between 3 and 5 May").
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from dragoman.codes import Basis, TimexKind
from dragoman.times.absolute import LOOKS_AHEAD, NEAREST
from dragoman.times.bounds import clock_opened
from dragoman.times.calendar import DAY, shift, weekday_near
from dragoman.times.expression import Expression
from dragoman.times.meaning import FUTURE, Meaning, at, with_moments
from dragoman.times.moments import moments_of
from dragoman.times.neighbours import (
    coarse_shifted,
    day_beside_joined,
    gap_between,
    part_joined,
    same_day_joined,
    weekend_joined,
    with_year_of,
)

LENGTH = re.compile(r"P(\d+)([DWMY])")
EXACT = re.compile(r"P((?:\d+[DWMY])*)(?:T((?:\d+[HM])+))?")
# Rules whose expressions may lack their year.
YEARLESS = frozenset(("month", "month-day", "day-month", "slash-day", "month-days", "days-month", "month-year"))
AMPM = re.compile(r"[ap]\.?\s?m")
STARTING = frozenset(
    ("from", "starting", "starting from", "starting on", "beginning", "beginning on", "from the", "as from", ", from")
)
WEEK_OF = frozenset(("of", "starting", "starting on", "beginning", "beginning on", "commencing"))
OPENERS = (["from"], ["between"], ["since"])
GRAIN = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "10Y", "part_of_day": "D"}
CLOCKS = frozenset(("clock", "noon", "clock-range"))
RANGE = frozenset(("to", "through", "until", "till", "-", "–", "—", "‐", "‑", "~", "up to", "to the", "until the",
                   "till the", "through the"))  # fmt: skip
# What has to stand before the first end for "and" to join a range rather than a list.
BETWEEN = "between"
# What may stand between a day and its clock time, and between a clock time and its day.
DAY_FIRST = frozenset(("", ",", "at", ", at", "around", "about", "at about", "at around", "from", ", from", "between",
                       ", between", "@", "at exactly"))  # fmt: skip
CLOCK_FIRST = frozenset(("", ",", "on", "of", "on the", ", on", "for", "-"))
ON_DAY = "clock-on-day"
CLOCK_BOUNDS = {word: word for word in ("before", "after", "by", "until", "since", "till")} | {
    "no later than": "until", "not later than": "until", "no earlier than": "since", "not earlier than": "since",
    "later than": "after", "earlier than": "before",
}  # fmt: skip
NOON = 12
LATE_PARTS = frozenset(("AF", "EV", "NI"))


def clock_joined(left: Expression, right: Expression) -> Expression | None:
    """ "9 a.m. EST Tuesday", "noon on Saturday", "Friday at 10:35 a.m.", "tomorrow from 2 to 4 p.m."."""
    gap = gap_between(left, right, 3)
    if gap is None:
        return None
    if left.rule in CLOCKS and gap in CLOCK_FIRST:
        clock, day = left, right
    elif right.rule in CLOCKS and gap in DAY_FIRST:
        clock, day = right, left
    elif right.rule in CLOCKS and gap in CLOCK_BOUNDS:
        whole = _with_clock(left, right.meaning, right.text.lower())
        opened = clock_opened(with_moments(whole), CLOCK_BOUNDS[gap]) if whole else None
        return Expression(left.scan, left.first, right.stop, ON_DAY, opened) if opened else None
    else:
        return None
    whole = _with_clock(day, clock.meaning, clock.text.lower())
    return Expression(left.scan, left.first, right.stop, ON_DAY, whole) if whole else None


def _with_clock(day: Expression, clock: Meaning, text: str) -> Meaning | None:
    """The clock time on that day; in the evening, "seven" is 19:00."""
    date, _, part = day.meaning.value.partition("T")
    if day.meaning.kind is TimexKind.SET:
        if "/" in clock.value or (date == "P1D" and part) or not day.meaning.value.startswith(("XXXX-", "P1D")):
            return None
        return replace(day.meaning, value=f"{'XXXX-XX-XX' if date[0] == 'P' else date}T{clock.value.partition('T')[2]}")
    if (
        day.meaning.precision not in ("day", "part_of_day")
        or not date[-1:].isdigit()
        or day.rule in CLOCKS
        or day.rule == ON_DAY
    ):
        return None
    if day.meaning.precision == "day" and day.meaning.kind is not TimexKind.DATE:
        return None
    late = part in LATE_PARTS and not AMPM.search(text)
    ends = [half.partition("T")[2] for half in clock.value.split("/")]
    if late:
        ends = [
            f"{int(e[:2]) + 12:02}{e[2:]}" if e[:2] < "12" and not (part == "NI" and e[:2] < "06") else e for e in ends
        ]
    value = "/".join(f"{date}T{end}" for end in ends)
    return replace(day.meaning, value=value, kind=TimexKind.TIME, precision=clock.precision, zone=clock.zone)


def week_joined(left: Expression, right: Expression) -> Expression | None:
    """ "the week of March 6", "the week starting on February 4"."""
    gap = gap_between(left, right, 2)
    if gap not in WEEK_OF or left.rule not in ("the-unit", "relative-unit", "week") or right.meaning.first is None:
        return None
    if left.text.lower().removeprefix("the ") != "week" or right.meaning.precision != "day":
        return None
    meaning = at(right.meaning.first, "W", right.meaning.basis, f"the week of {right.meaning.value}")
    return Expression(left.scan, left.first, right.stop, "week-of-day", meaning) if meaning else None


def lasting(left: Expression, right: Expression) -> Expression | None:
    """ "for two weeks starting May 20", "from 10 a.m. for three hours": a length with its beginning."""
    gap = gap_between(left, right, 2)
    if left.meaning.kind is TimexKind.DURATION and gap in STARTING:
        length, begin = left, right
    elif (
        right.meaning.kind is TimexKind.DURATION
        and gap == "for"
        and "from" in (left.words_before(1) + left.text.lower().split())
    ):
        length, begin = right, left
    else:
        return None
    match = EXACT.fullmatch(length.meaning.value)
    day = begin.meaning.first
    if match is None or day is None or begin.meaning.precision not in ("day", "minute") or "/" in begin.meaning.value:
        return None
    span = _span_from(begin.meaning, day, match)
    if span is None:
        return None
    meaning = replace(span, value=length.meaning.value, kind=TimexKind.DURATION, basis=begin.meaning.basis,
                      why=f"{length.text} from {begin.meaning.value}")  # fmt: skip
    return Expression(left.scan, left.first, right.stop, "length-from", meaning)


def part_of_whole(left: Expression, right: Expression) -> Expression | None:
    """ "the first ten days of 2021", "the last three weeks of this year": so much at one end of a longer time."""
    count = LENGTH.fullmatch(left.meaning.value)
    whole = right.meaning
    if left.rule not in ("first-span", "recent-span") or gap_between(left, right, 1) != "of" or count is None:
        return None
    if whole.first is None or whole.last is None or whole.kind is not TimexKind.DATE:
        return None
    words = left.text.lower().split()
    first, last = whole.first, whole.last
    if "last" in words or "final" in words:
        begin = shift(last + DAY, -int(count[1]), count[2])
        first = begin or first
    elif "first" in words:
        end = shift(first, int(count[1]), count[2])
        last = end - DAY if end else last
    else:
        return None
    if first < whole.first or last > whole.last:
        return None
    meaning = replace(left.meaning, first=first, last=last, basis=whole.basis, why=f"a part of {whole.value}")
    return Expression(left.scan, left.first, right.stop, "part-of-whole", meaning)


def _span_from(begin: Meaning, day: datetime.date, length: re.Match[str]) -> Meaning | None:
    clock = begin.value.partition("T")[2]
    end = day
    for count, unit in re.findall(r"(\d+)([DWMY])", length[1] or ""):
        moved = shift(end, int(count), unit)
        if moved is None:
            return None
        end = moved
    hours = sum(int(n) * {"H": 60, "M": 1}[u] for n, u in re.findall(r"(\d+)([HM])", length[2] or ""))
    moments = moments_of(day, clock, begin.zone)
    if moments is None:
        return None if hours else replace(begin, last=end - DAY)
    try:
        finish = moments[0] + (end - day) + datetime.timedelta(minutes=hours)
    except OverflowError:
        return None
    return replace(begin, last=finish.date(), start=moments[0], end=finish)


def shifted(left: Expression, right: Expression) -> Expression | None:
    """ "two weeks after March 5", "the day before yesterday"."""
    length = LENGTH.fullmatch(left.meaning.value)
    gap = gap_between(left, right, 2)
    if length is None or left.meaning.kind is not TimexKind.DURATION or right.meaning.first is None:
        return None
    side = {"after": 1, "from": 1, "following": 1, "before": -1, "prior to": -1, "ahead of": -1}.get(gap or "")
    if side is None or right.meaning.precision not in ("day", "part_of_day") or right.is_possessive:
        return None
    day = shift(right.meaning.first, side * int(length[1]), length[2])
    unit = "D" if length[2] in "DW" else length[2]
    meaning = at(day, unit, right.meaning.basis, f"{left.text} {gap} {right.meaning.value}")
    return Expression(left.scan, left.first, right.stop, "shifted-date", meaning) if meaning else None


def range_joined(left: Expression, right: Expression) -> Expression | None:
    """ "from 1986 to 1989", "May–June", "between 3 and 5 May", "between January 2019 and today"."""
    a, b = left.meaning, right.meaning
    gap = gap_between(left, right, 2)
    before = left.words_before(1)
    if gap is None or not (gap in RANGE or (gap in ("and", "and the") and before == [BETWEEN])):
        return None
    if left.rule in YEARLESS and _wants_year_of(left, a, b):
        a = with_year_of(a, b)
    elif left.rule == "weekday" and right.rule == "weekday-of-week" and a.first and b.first and b.is_day:
        a = _in_week_of(a, b.first)
    elif right.rule in YEARLESS:
        b = _after(a, b)
    elif left.rule == "relative-weekday" and _is_weekday(b) and a.last and b.first:
        b = at(weekday_near(a.last, b.first.isoweekday(), FUTURE, same=False), "D", b.basis, f"after {a.last}") or b
    elif _is_weekday(a) and _is_weekday(b) and a.first and b.first and a.first > b.first:
        a, b = _in_order(a, b)
    if a.precision != b.precision and before not in OPENERS and gap not in ("to", "until", "through", "till"):
        return None
    if a.first is None or b.last is None or a.first > b.last or not (_is_end(a) and _is_end(b)):
        return None
    if a.last is not None and a.last > b.last:
        return None
    basis = a.basis if a.basis is b.basis else Basis.PUBLICATION
    why = f"from {a.value} to {b.value}, both included"
    kind = TimexKind.TIME if TimexKind.TIME in (a.kind, b.kind) else TimexKind.DATE
    meaning = replace(
        a, value=f"{a.value}/{b.value}", kind=kind, last=b.last, precision=b.precision, basis=basis, why=why,
        end=_end_after(a.start, b) if a.start else None,
    )  # fmt: skip
    if meaning.end is None:
        meaning = replace(meaning, start=None)
    return Expression(left.scan, left.first, right.stop, "range", meaning)


def _wants_year_of(left: Expression, a: Meaning, b: Meaning) -> bool:
    """Whether the year of the first end hangs on the second: that one states it, or would else be the earlier one."""
    if not b.value[:4].isdigit():
        return False
    if a.precision == b.precision == "month" and a.first and b.first and a.first > b.first:
        return not any(sign.isdigit() for sign in left.text)
    return a.basis is Basis.PUBLICATION and b.basis is Basis.STATED


def _end_after(now: datetime.datetime, b: Meaning) -> datetime.datetime | None:
    """The end of a range that begins at the moment of writing; "eight o'clock" is then the next one."""
    exact = with_moments(b).start
    if exact is None or exact.tzinfo is not None or now.tzinfo is not None:
        return None
    if exact <= now and exact.hour < NOON and not AMPM.search(b.value):
        exact += datetime.timedelta(hours=NOON)
    return exact if exact > now else None


def _after(a: Meaning, b: Meaning) -> Meaning:
    """The second end with the year of the first, or the next, where its own year is not stated."""
    if a.first is None or b.first is None or b.last is None or b.basis is not Basis.PUBLICATION:
        return b
    back = 0
    while b.first.year - back > a.first.year and (shifted_back := shift(b.first, -12 * (back + 1), "M")):
        if shifted_back < a.first:
            break
        back += 1
    first, last = shift(b.first, -12 * back, "M"), shift(b.last, -12 * back, "M")
    if not back or first is None or last is None:
        return b
    return replace(b, value=b.value.replace(f"{b.first.year:04}", f"{first.year:04}", 1), first=first, last=last)


def _is_weekday(meaning: Meaning) -> bool:
    return NEAREST in meaning.why


def _in_order(a: Meaning, b: Meaning) -> tuple[Meaning, Meaning]:
    """ "from Monday to Friday": the week before where the clause looks back, else the week after."""
    ahead = LOOKS_AHEAD in b.why
    moved, side = (b, 1) if ahead else (a, -1)
    day = shift(moved.first, side, "W") if moved.first else None
    if day is None:
        return a, b
    made = replace(moved, value=day.isoformat() + moved.value[10:], first=day, last=day)
    return (a, made) if ahead else (made, b)


def _in_week_of(a: Meaning, day: datetime.date) -> Meaning:
    """ "Monday to Wednesday next week": the Monday of that week."""
    moved = day - DAY * (day.isoweekday() - a.first.isoweekday()) if a.first else day
    return at(moved, "D", Basis.PUBLICATION, f"of the week of {day}") or a


def _is_end(meaning: Meaning) -> bool:
    """Whether it can be an end of a range: a date, a clock time on a day, or now."""
    if meaning.value == "PRESENT_REF":
        return True
    fine = meaning.precision in GRAIN or meaning.precision in ("minute", "season", "half")
    return fine and "/" not in meaning.value and meaning.kind in (TimexKind.DATE, TimexKind.TIME)


def joined(expressions: list[Expression], ranges: bool) -> list[Expression]:
    """Expressions with their neighbours joined to them, in text order."""
    kinds = [clock_joined, shifted, week_joined, part_joined]
    if ranges:
        kinds = [
            same_day_joined,
            *kinds,
            day_beside_joined,
            coarse_shifted,
            part_of_whole,
            range_joined,
            weekend_joined,
            lasting,
        ]
    for join in kinds:
        kept: list[Expression] = []
        for expression in expressions:
            whole = join(kept[-1], expression) if kept else None
            if whole is not None:
                kept[-1] = whole
            else:
                kept.append(expression)
        expressions = kept
    return expressions
