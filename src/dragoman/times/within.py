"""Makers for a part of a longer time: "the last week of March", "the first Monday of January", "on the 18th"."""

from __future__ import annotations

import datetime
from dataclasses import replace

from dragoman.codes import Basis, TimexKind
from dragoman.times.absolute import calendar_date
from dragoman.times.calendar import DAY, shift, weekday_near
from dragoman.times.grammar import Found, number_in
from dragoman.times.meaning import FUTURE, PAST, Context, Meaning, adrift, at, dated
from dragoman.times.relative import open_value, side_of

DATE = TimexKind.DATE


def week_of_month(found: Found, context: Context) -> Meaning | None:
    """ "the last week of March", "the first day of May 2022": the one that holds its last or its n-th day."""
    whole = calendar_date(found, context)
    if whole is None or whole.first is None or whole.last is None:
        return whole
    unit = found.symbol("unit") or "W"
    number = found.value("which") or -1
    step = 1 if unit == "D" else 7
    day = whole.last if number < 0 else shift(whole.first, (number - 1) * step, "D")
    if day is not None and unit == "WE":
        day = weekday_near(day, 6, PAST if number < 0 else FUTURE, same=True)
    inside = day is not None and day <= whole.last
    return at(day, unit, whole.basis, f"counted within {whole.value}") if inside else None


def unit_of_whole(found: Found, context: Context) -> Meaning | None:
    """ "the first week of 2021", "the last month of the year", "the 15th day of next month"."""
    unit, number = found.symbol("unit") or "D", found.value("which") or -1
    if found.has("year"):
        whole: Meaning | None = dated(f"{found.value('year'):04}", Basis.STATED, "")
    elif context.published is None:
        return open_value(unit)
    else:
        moved = shift(context.published, side_of(found.words("rel")), found.symbol("whole") or "Y")
        whole = at(moved, found.symbol("whole") or "Y", Basis.PUBLICATION, "")
    if whole is None or whole.first is None or whole.last is None:
        return None
    step = {"D": "D", "M": "M"}.get(unit, "W")
    start = whole.first
    if step == "W" and found.has("year"):  # the ISO weeks of a year begin with that of its 4th of January
        start = start.replace(day=4) - DAY * (start.replace(day=4).isoweekday() - 1)
        final = whole.last.replace(day=28) - DAY * (whole.last.replace(day=28).isoweekday() - 1)
    else:
        final = whole.last
    day = final if number < 0 else shift(start, number - 1, step)
    if day is None or day > whole.last:
        return None
    return at(day, unit, whole.basis, f"counted within {whole.value}")


def numbered_week(found: Found, context: Context) -> Meaning | None:
    """ "week 10", "week 23 of 2022": the ISO week."""
    year = found.value("year")
    if year is None and context.published is None:
        return open_value("W")
    if year is None and context.published:
        year = context.published.year + side_of(found.words("rel"))
    basis = Basis.STATED if found.has("year") else Basis.PUBLICATION
    return dated(f"{year:04}-W{found.value('number') or 0:02}", basis, "a week by its number")


def unit_after_next(found: Found, context: Context) -> Meaning | None:
    """ "the week after next", "the year before last"."""
    unit = found.symbol("unit") or "W"
    if context.published is None:
        return open_value(unit)
    count = 2 if found.text.lower().endswith("next") else -2
    why = f"counted from the publication day {context.published}"
    return at(shift(context.published, count, unit), unit, Basis.PUBLICATION, why)


def weekday_after_next(found: Found, context: Context) -> Meaning | None:
    """ "the Friday after next": of the week after next."""
    number, today = found.value("weekday"), context.published
    if number is None or today is None:
        return adrift(f"XXXX-WXX-{number}", DATE, "day")
    side = 2 if found.text.lower().endswith("next") else -2
    day = shift(today + DAY * (number - today.isoweekday()), side, "W")
    return at(day, "D", Basis.PUBLICATION, f"counted from the publication day {today}")


def day_of_month(found: Found, context: Context) -> Meaning | None:
    """ "on the 18th": the nearest such day the tense allows."""
    number, today = found.value("day") or 0, context.published
    if today is None or not 1 <= number <= 31:
        return adrift(f"XXXX-XX-{number:02}", DATE, "day") if 1 <= number <= 31 else None
    days = (
        [today + DAY * n for n in range(-62, 63)] if datetime.date(1, 4, 1) < today < datetime.date(9999, 10, 1) else []
    )
    fits = [day for day in days if day.day == number]
    side = context.tense()
    allowed = [day for day in fits if (day >= today if side == FUTURE else day <= today)] or fits
    nearest = min(allowed, key=lambda day: abs(day - today), default=None)
    return at(nearest, "D", Basis.PUBLICATION, f"the nearest such day to the publication day {today}")


def week_of_numbered(found: Found, context: Context) -> Meaning | None:
    """ "the week of the 18th": the week that holds that day."""
    day = day_of_month(found, context)
    if day is None or day.first is None:
        return day
    return at(day.first, "W", day.basis, f"the week of {day.value}")


def weekday_later(found: Found, context: Context) -> Meaning | None:
    """ "a week from Friday", "Monday week"."""
    number, today = found.value("weekday"), context.published
    if number is None or today is None:
        return adrift(f"XXXX-WXX-{number}", DATE, "day")
    count = number_in(found.words("count")) if found.has("count") else 1
    day = shift(weekday_near(today, number, FUTURE, same=False), int(count or 1), found.symbol("unit") or "W")
    return at(day, "D", Basis.PUBLICATION, f"counted from the next such day after {today}")


def year_to_date(found: Found, context: Context) -> Meaning | None:
    """ "the year to date": from its first day to the publication day."""
    today = context.published
    if today is None:
        return open_value("Y")
    this = at(today, "Y", Basis.PUBLICATION, f"from the first day of the year to {today}")
    return replace(this, last=today) if this else None


def nth_weekday(found: Found, context: Context) -> Meaning | None:
    """ "the first Monday of January", "the last Friday of this month"."""
    number, which = found.value("weekday"), found.value("which") or -1
    if found.has("month"):
        whole = calendar_date(_without_weekday(found), context)
    elif found.has("year"):
        whole = dated(f"{found.value('year'):04}", Basis.STATED, "")
    elif context.published is None:
        return open_value("D")
    else:
        whole = at(shift(context.published, side_of(found.words("rel")), "M"), "M", Basis.PUBLICATION, "")
    if whole is None or whole.first is None or whole.last is None or number is None:
        return whole
    if which < 0:
        day: datetime.date | None = weekday_near(whole.last, number, PAST, same=True)
    else:
        day = shift(weekday_near(whole.first, number, FUTURE, same=True), which - 1, "W")
    inside = day is not None and day <= whole.last
    return at(day, "D", whole.basis, f"counted within {whole.value}") if inside else None


def _without_weekday(found: Found) -> Found:
    groups = {label: held for label, held in found.groups.items() if label in ("month", "year")}
    return Found(found.rule, found.scan, found.first, found.stop, groups)
