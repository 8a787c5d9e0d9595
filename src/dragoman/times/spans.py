"""Makers for durations, repeated times, and references to past, present and future without a calendar."""

from __future__ import annotations

import datetime
import re

from dragoman.codes import Basis, TimexKind
from dragoman.times.calendar import PRECISION
from dragoman.times.grammar import Found, number_in
from dragoman.times.lexicon import value_of
from dragoman.times.meaning import Context, Meaning, undated

DATE, DURATION, SET = TimexKind.DATE, TimexKind.DURATION, TimexKind.SET
ONE = re.compile(r"P(1)([DWMY])")
OPEN_LENGTH = {"10Y": "PXDE", "100Y": "PXCE", "2W": "PXW"}


def duration_value(count: float | None, unit: str, half: bool = False) -> str:
    """The ISO 8601 length of so many units: ``P3W``, ``PT1H30M``, ``P2Y6M``, ``PXM`` where the number is left open."""
    if count is None:
        return OPEN_LENGTH.get(unit) or (f"PTX{unit[1]}" if unit.startswith("T") else f"PX{unit}")
    if half or count % 1 == 0.5:
        whole = int(count)
        return _with_half(whole, unit) if whole else _half(unit)
    number = int(count) if count == int(count) else round(count, 2)
    if unit in ("10Y", "100Y", "2W"):
        return f"P{number * int(unit[:-1])}{unit[-1]}"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def _with_half(whole: int, unit: str) -> str:
    halves = {"Y": f"P{whole}Y6M", "TH": f"PT{whole}H30M", "TM": f"PT{whole}M30S", "D": f"P{whole}DT12H"}
    if unit in ("10Y", "100Y"):
        return f"P{int((whole + 0.5) * int(unit[:-1]))}Y"
    return halves.get(unit, f"P{whole}.5{unit}")


def _half(unit: str) -> str:
    halves = {"Y": "P6M", "TH": "PT30M", "TM": "PT30S", "D": "PT12H", "10Y": "P5Y", "100Y": "P50Y", "2W": "P1W"}
    return halves.get(unit, f"P0.5{unit}")


def duration(found: Found, context: Context) -> Meaning | None:
    """ "three weeks", "a year and a half", "months", "two hours and ten minutes"."""
    unit = found.symbol("unit")
    if unit is None and "second" in found.words("unit"):
        unit = "TS"
    if unit is None:
        return None
    unit = {"NI": "D"}.get(unit, unit)
    count = number_in(found.words("count")) if found.has("count") else None
    if _is_one(found):
        count = 1
    if found.has("half") and not found.words("count"):
        return None
    value = duration_value(_halved(found, count), unit, half=found.has("half") and not _is_half_of(found))
    if found.has("unit2") and found.has("count2"):
        value += _further_part(found, value, "2")
    if found.has("unit3") and found.has("count3"):
        value += _further_part(found, value, "3")
    return undated(value, DURATION, PRECISION.get(unit, "unknown"), "a length of time, not a date")


def _is_one(found: Found) -> bool:
    """ "an additional year", "the year ended March 31", "day-long": one, though no number says so."""
    if found.has("count"):
        return found.words("count")[-1] in ("another", "additional", "full", "whole", "entire", "all")
    return not found.words("unit")[0].endswith("s")


def _is_half_of(found: Found) -> bool:
    return found.groups["half"][1] <= found.groups["unit"][0] and "and" not in found.text.lower().split()


def _halved(found: Found, count: float | None) -> float | None:
    return count * 0.5 if count is not None and found.has("half") and _is_half_of(found) else count


def _further_part(found: Found, value: str, number: str) -> str:
    rest = duration_value(number_in(found.words(f"count{number}")), found.symbol(f"unit{number}") or "D")
    return rest[2:] if rest.startswith("PT") and "T" in value else rest[1:]


def long_word(found: Found, context: Context) -> Meaning | None:
    """ "weeklong", "monthslong"."""
    value = found.symbol("word")
    return undated(value, DURATION, "unknown", "a length of time, not a date") if value else None


def every(found: Found, context: Context) -> Meaning | None:
    """ "every month", "every other day", "twice a week", "each morning"."""
    unit = found.symbol("unit") or "D"
    count = number_in(found.words("count")) if found.has("count") else 1
    count = 2 if found.has("other") else count
    if unit in ("SP", "SU", "FA", "WI"):
        return undated(f"XXXX-{unit}", SET, "season", "a repeated time")
    if unit in ("MO", "AF", "EV", "NI", "MI"):
        return undated(f"XXXX-XX-XXT{unit}", SET, "part_of_day", "a repeated time")
    value = f"P{int(count or 1)}WE" if unit == "WE" else duration_value(count, unit)
    return undated(value, SET, PRECISION.get(unit, "unknown"), "a repeated time")


def set_word(found: Found, context: Context) -> Meaning | None:
    """ "daily", "annually"."""
    value = found.symbol("word")
    return undated(value, SET, "unknown", "a repeated time") if value else None


def set_prefixed(found: Found, context: Context) -> Meaning | None:
    """ "bi-weekly", "semi-annually"."""
    match = ONE.fullmatch(found.symbol("word") or "")
    factor = value_of(found.words("prefix")[0])
    if match is None or not isinstance(factor, (int, float)):
        return None
    return undated(duration_value(factor, match[2]), SET, "unknown", "a repeated time")


def nth_weekday_set(found: Found, context: Context) -> Meaning | None:
    """ "the first Monday of every month"."""
    which = found.value("which") or -1
    return undated(f"XXXX-XX-WXX-{found.value('weekday')}-#{which}", SET, "day", "a repeated day")


def date_set(found: Found, context: Context) -> Meaning | None:
    """ "every 9 May", "every April", "the 19th of every month"."""
    month, day = found.value("month"), found.value("day")
    if month is None:
        return undated(f"XXXX-XX-{day or 0:02}", SET, "day", "a repeated day")
    if day is None:
        return undated(f"XXXX-{month or 0:02}", SET, "month", "a repeated month")
    return undated(f"XXXX-{month or 0:02}-{day:02}", SET, "day", "a repeated day")


def weekday_set(found: Found, context: Context) -> Meaning | None:
    """ "every Friday", "Tuesdays", "Monday nights"."""
    part = found.symbol("part")
    value = f"XXXX-WXX-{found.value('weekday')}" + (f"T{part}" if part else "")
    return undated(value, SET, "part_of_day" if part else "day", "a repeated day")


def reference(found: Found, context: Context) -> Meaning | None:
    """ "now", "recently", "in the near future", "the coming months"."""
    today = context.published
    value = found.scan.phrases.get(found.first) if found.has("phrase") else _reference_of(found.words("word")[0])
    if value is None:
        return None
    if found.rule.name == "now" and context.moment:
        end = context.moment + datetime.timedelta(minutes=1)
        why = "the moment of writing"
        return Meaning(value, DATE, today, today, "unknown", Basis.PUBLICATION, why, context.moment, end)
    first, last = {"PRESENT_REF": (today, today), "PAST_REF": (None, today)}.get(value, (today, None))
    why = "a time named only by its side of the present"
    return Meaning(value, DATE, first, last, "unknown", Basis.PUBLICATION, why)


def _reference_of(word: str) -> str | None:
    value = value_of(word)
    return value if isinstance(value, str) else {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}.get(value)
