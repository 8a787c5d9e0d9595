"""Joins: expressions that stand side by side and mean one time.

A clock time and its day ("9 a.m. Tuesday"), a length before or after a date ("two weeks after March 5"), and the
two ends of a range ("from 1986 to 1989", "between 3 and 5 May").
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.records import Basis, TimexKind
from dragoman.times.calendar import interval_of, shift
from dragoman.times.expression import Expression
from dragoman.times.meaning import at

LENGTH = re.compile(r"P(\d+)([DWMY])")
GRAIN = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "10Y", "part_of_day": "D"}
CLOCKS = frozenset(("clock", "noon"))
RANGE = frozenset(("to", "through", "until", "till", "-", "–", "—", "‐", "‑"))
# What has to stand before the first end for "and" to join a range rather than a list.
BETWEEN = "between"


def clock_joined(left: Expression, right: Expression) -> Expression | None:
    """ "9 a.m. EST Tuesday", "noon on Saturday", "Friday at 10:35 a.m."."""
    gap = _gap(left, right, 2)
    if gap is None:
        return None
    if left.rule in CLOCKS and gap in ("", ",", "on", "of") and right.meaning.precision == "day":
        clock, day = left, right
    elif right.rule in CLOCKS and gap in ("", ",", "at", ", at", "around") and left.meaning.precision == "day":
        clock, day = right, left
    else:
        return None
    if day.meaning.kind is not TimexKind.DATE or not day.meaning.value[-1:].isdigit():
        return None
    value = f"{day.meaning.value}T{clock.meaning.value.partition('T')[2]}"
    meaning = replace(day.meaning, value=value, kind=TimexKind.TIME, precision="minute")
    return Expression(left.scan, left.first, right.stop, "clock", meaning)


def shifted(left: Expression, right: Expression) -> Expression | None:
    """ "two weeks after March 5", "the day before yesterday"."""
    length = LENGTH.fullmatch(left.meaning.value)
    gap = _gap(left, right, 2)
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
    """ "from 1986 to 1989", "May–June", "between 3 and 5 May"."""
    a, b = left.meaning, right.meaning
    gap = _gap(left, right, 1)
    if gap is None or a.precision != b.precision or a.precision not in GRAIN or a.kind is not TimexKind.DATE:
        return None
    before = left.words_before(1)
    if b.kind is not TimexKind.DATE or not (gap in RANGE or (gap == "and" and before == [BETWEEN])):
        return None
    first, last = interval_of(a.value), interval_of(b.value)
    if first is None or last is None or a.first is None or b.last is None or first[0] > last[1]:
        return None
    basis = a.basis if a.basis is b.basis else Basis.PUBLICATION
    why = f"from {a.value} to {b.value}, both included"
    meaning = replace(a, value=f"{a.value}/{b.value}", last=b.last, basis=basis, why=why)
    return Expression(left.scan, left.first, right.stop, "range", meaning)


def _gap(left: Expression, right: Expression, longest: int) -> str | None:
    """The words between two expressions, or ``None`` where they are too far apart or in other paragraphs."""
    if not 0 <= right.first - left.stop <= longest or left.scan is not right.scan:
        return None
    return " ".join(left.scan.words[left.stop : right.first]).lower()


def joined(expressions: list[Expression], ranges: bool) -> list[Expression]:
    """Expressions with their neighbours joined to them, in text order."""
    kinds = [clock_joined, shifted, range_joined] if ranges else [clock_joined, shifted]
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
