"""Makers for seasons and for days with a name: "last fall", "the winter of 1994", "Ramadan 2023", "last Christmas"."""

from __future__ import annotations

import datetime

from dragoman.codes import Basis, TimexKind
from dragoman.times.absolute import modified, side_said
from dragoman.times.calendar import Interval, season_in, value_at
from dragoman.times.grammar import Found
from dragoman.times.hemisphere import hemisphere_of
from dragoman.times.holidays import holiday_in
from dragoman.times.meaning import FUTURE, PAST, UNKNOWN, Context, Meaning, adrift

DATE = TimexKind.DATE


def season(found: Found, context: Context) -> Meaning | None:
    """ "last fall", "the winter of 1994", "in the spring": without a year the nearest one the tense allows."""
    code = found.symbol("season")
    today = context.published
    if code is None:
        return None
    south = _is_south(found, context)
    number = found.value("year")
    if number is not None:
        return _season(found, number, code, south, Basis.STATED, "the season of a stated year")
    if today is None:
        return adrift(f"XXXX-{code}", DATE, "season", "no year and no publication day")
    if found.text.lower().endswith("year"):
        return _season(found, today.year + side_said(found), code, south, Basis.PUBLICATION, f"counted from {today}")
    side = side_said(found) if found.has("rel") else None
    chosen = _season_year(code, today, side, context.tense(), south)
    why = f"the one that fits the publication day {today} and the tense"
    return _season(found, chosen, code, south, Basis.PUBLICATION, why)


def _is_south(found: Found, context: Context) -> bool:
    before = found.scan.words[found.first - 1] if found.first else ""
    said = hemisphere_of(before)
    return context.south if said is None else said


def _season(found: Found, year: int, code: str, south: bool, basis: Basis, why: str) -> Meaning | None:
    interval = season_in(year, code, south)
    if interval is None:
        return None
    where = "; the report is from the south, where the seasons stand half a year off" if south else ""
    return modified(Meaning(f"{year:04}-{code}", DATE, *interval, "season", basis, why + where), found)


def _season_year(code: str, today: datetime.date, side: int | None, tense: int, south: bool) -> int:
    """``side``: -1 the last one that is over, +1 the first one to come, 0 this one, ``None`` not said."""
    years = range(max(today.year - 2, 1), today.year + 3)
    spans = {y: span for y in years if (span := season_in(y, code, south))}
    if side == -1:
        return max((y for y, span in spans.items() if span[1] < today), default=today.year)
    if side == 1:
        return min((y for y, span in spans.items() if span[0] > today), default=today.year)
    if tense == PAST:
        return max((y for y, span in spans.items() if span[0] <= today), default=today.year)
    if tense == FUTURE:
        return min((y for y, span in spans.items() if span[1] >= today), default=today.year)
    return min(spans, key=lambda y: max(spans[y][0] - today, today - spans[y][1]), default=today.year)


def holiday(found: Found, context: Context) -> Meaning | None:
    """ "Thanksgiving Day", "Ramadan 2023", "last Christmas"."""
    name = found.scan.phrases.get(found.groups["holiday"][0])
    today, stated = context.published, found.value("year")
    if found.has("whole") and today is not None:
        stated = today.year + side_said(found)
    if name is None:
        return None
    if stated is None and today is None:
        return adrift("XXXX-XX-XX", DATE, "day", f"the year of {name} is not known")
    years = [stated] if stated is not None else _holiday_years(today, context)
    days = [found_day for y in years if (found_day := holiday_in(name, y))]
    if stated is None and today is not None:
        days = _holiday_side(days, today, found, context)
    if not days:
        return None
    day, (first, last) = days[0]
    basis = Basis.STATED if stated is not None else Basis.PUBLICATION
    if "weekend" in found.text.lower().split():
        return _weekend_of(day, basis, name)
    value = value_at(day, "W") if found.text.lower().endswith("week") else day.isoformat()
    return Meaning(value, DATE, first, last, "day" if first == last else "week", basis, f"{name} of {day.year}")


def _weekend_of(day: datetime.date, basis: Basis, name: str) -> Meaning:
    """ "Memorial Day weekend", "Easter weekend": the weekend beside the day, and the day."""
    away = 6 - day.isoweekday() if day.isoweekday() > 3 else -1 - day.isoweekday()
    saturday = day + datetime.timedelta(days=away)
    sunday = saturday + datetime.timedelta(days=1)
    why = f"the weekend of {name} of {day.year}"
    return Meaning(value_at(saturday, "WE"), DATE, min(day, saturday), max(day, sunday), "weekend", basis, why)


def _holiday_years(today: datetime.date | None, context: Context) -> list[int]:
    return [y for y in range(today.year - 1, today.year + 2) if 1 <= y <= 9999] if today else []


def _holiday_side(
    days: list[tuple[datetime.date, Interval]],
    today: datetime.date,
    found: Found,
    context: Context,
) -> list[tuple[datetime.date, Interval]]:
    side = side_said(found) or context.tense()
    allowed = [d for d in days if side == UNKNOWN or (d[1][0] <= today if side == PAST else d[1][1] >= today)]
    return sorted(allowed or days, key=lambda d: abs(d[0] - today))
