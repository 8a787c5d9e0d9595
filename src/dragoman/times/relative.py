"""Makers for expressions measured from the publication day or from an earlier date of the text.

The definitions (P is the publication day, weeks begin on Monday):

- *last* week, month, quarter, year, weekend: the one before the one P lies in; *this*: the one P lies in; *next*:
  the one after it. *Last Friday*: the latest Friday before P, never P itself. *This Friday*: the Friday of P's week,
  or, where the clause looks ahead, the first from P on. *Next Friday*: the Friday of the week after P's.
- *last November*: the latest before P's month; *last fall*: the latest that is over.
- *the past two weeks*, *the next three days*: a duration that ends or begins at P, and so has days.
- *two months ago*: as fine as its unit, counted back from P. *Two weeks later*, *a day earlier*, *the next day*,
  *the following year*, *the previous Friday*, *that day*: counted from the last dated expression of the text.
- *the weekend*: the last one begun, or the coming one where the clause looks ahead.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from dragoman.records import Basis, TimexKind
from dragoman.times.absolute import calendar_date, modified
from dragoman.times.calendar import DAY, PRECISION, shift, weekday_near
from dragoman.times.grammar import Found, number_in
from dragoman.times.lexicon import value_of
from dragoman.times.meaning import FUTURE, PAST, Context, Meaning, adrift, at, undated, with_part
from dragoman.times.spans import duration_value

DATE, TIME, DURATION = TimexKind.DATE, TimexKind.TIME, TimexKind.DURATION
# Words that count from the last date of the text, not from the publication day.
NARRATIVE = frozenset(("previous", "preceding", "prior", "following", "ensuing", "that", "same"))
GRAIN = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
        "10Y": "XXX", "100Y": "XX", "2W": "XXXX-WXX"}  # fmt: skip


def open_value(unit: str, why: str = "no publication day to count from") -> Meaning:
    """A unit that cannot be placed for want of a day to count from."""
    return adrift(OPEN.get(unit, "XXXX-XX-XX"), DATE, PRECISION.get(unit, "unknown"), why)


def side_of(words: list[str]) -> int:
    """Whether "last", "this" or "next" (-1, 0, +1) stands among the words."""
    values = [value_of(word) for word in words]
    return next((value for value in values if isinstance(value, int) and value), 0)


def start_of(found: Found, context: Context, narrative: bool) -> tuple[datetime.date | None, Basis]:
    """The day to count from: the last date of the text for narrative expressions, else the publication day."""
    anchor = context.anchor
    if narrative and anchor and anchor.first:
        return anchor.first, Basis.TEXT
    return context.published, Basis.PUBLICATION


def is_narrative(words: list[str], unit: str | None = None) -> bool:
    """Whether "the next day", "the previous week", "that year" looks to the text rather than to the desk."""
    return bool(NARRATIVE & set(words)) or (unit == "D" and words == ["the", "next"])


def relative_unit(found: Found, context: Context) -> Meaning | None:
    """ "last week", "later this year", "the following month", "the end of the year"."""
    unit, words = found.symbol("unit") or "D", found.words("rel")
    start, basis = start_of(found, context, is_narrative(words, unit))
    if start is None:
        return open_value(unit)
    side = side_of(words)
    if unit in ("10Y", "100Y") and side and "the" in words:
        return _span(found, start, side, 1, unit)
    meaning = at(shift(start, side, unit), unit, basis, f"counted from {_named(basis, start)}")
    return _narrowed(modified(meaning, found), found, start)


def _named(basis: Basis, day: datetime.date) -> str:
    return f"the publication day {day}" if basis is Basis.PUBLICATION else f"{day}, which the text names before"


def _narrowed(meaning: Meaning | None, found: Found, start: datetime.date) -> Meaning | None:
    """ "earlier this year" ends at the publication day, "later this week" begins there."""
    words = found.words("mod")
    if meaning is None or meaning.first is None or meaning.last is None or not meaning.first <= start <= meaning.last:
        return meaning
    if "earlier" in words:
        return replace(meaning, last=start)
    return replace(meaning, first=start) if "later" in words else meaning


def weekend(found: Found, context: Context) -> Meaning | None:
    """ "last weekend", "the weekend"."""
    words = found.words("rel")
    start, basis = start_of(found, context, is_narrative(words))
    if start is None:
        return open_value("WE")
    side = side_of(words)
    if not words and context.tense() != FUTURE and start.isoweekday() < 6:
        side = PAST
    return at(shift(start, side, "WE"), "WE", basis, f"the weekend seen from {_named(basis, start)}")


def relative_weekday(found: Found, context: Context) -> Meaning | None:
    """ "last Friday", "this Sunday", "next Monday morning", "the previous Friday"."""
    number, words, part = found.value("weekday"), found.words("rel"), found.symbol("part")
    start, basis = start_of(found, context, is_narrative(words))
    if number is None:
        return None
    if start is None:
        value = f"XXXX-WXX-{number}" + (f"T{part}" if part else "")
        return adrift(value, DATE, "day")
    side = side_of(words)
    day = _weekday_by(words, side, start, number, context)
    return with_part(at(day, "D", basis, f"counted from {_named(basis, start)}"), part)


def _weekday_by(words: list[str], side: int, start: datetime.date, number: int, context: Context) -> datetime.date:
    if side < 0:
        return weekday_near(start, number, PAST, same=False)
    if "next" in words:
        return start + DAY * (8 - start.isoweekday() + number - 1)
    if side > 0:
        return weekday_near(start, number, FUTURE, same=False)
    if context.tense() == FUTURE:
        return weekday_near(start, number, FUTURE, same=True)
    return start + DAY * (number - start.isoweekday())


def weekday_of_week(found: Found, context: Context) -> Meaning | None:
    """ "Tuesday of last week"."""
    number, words = found.value("weekday"), found.words("rel")
    start, basis = start_of(found, context, is_narrative(words))
    if start is None or number is None:
        return adrift(f"XXXX-WXX-{number}", DATE, "day")
    monday = shift(start, side_of(words), "W")
    day = monday + DAY * (number - monday.isoweekday()) if monday else None
    return at(day, "D", basis, f"counted from {_named(basis, start)}")


def day_from_today(found: Found, context: Context) -> Meaning | None:
    """ "today", "yesterday", "late tomorrow", "yesterday morning"."""
    return with_part(_days_away(context, side_of(found.words("day"))), found.symbol("part"))


def _days_away(context: Context, count: int) -> Meaning | None:
    if context.published is None:
        return open_value("D")
    why = f"counted from the publication day {context.published}"
    return at(shift(context.published, count, "D"), "D", Basis.PUBLICATION, why)


def two_days_from_today(found: Found, context: Context) -> Meaning | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    return _days_away(context, -2 if "yesterday" in found.words("way") else 2)


def part_of_today(found: Found, context: Context) -> Meaning | None:
    """ "tonight", "overnight", "last night", "this morning"."""
    part = found.symbol("part") or found.symbol("rel")
    return with_part(_days_away(context, side_of(found.words("rel"))), part)


def part_of_anchor(found: Found, context: Context) -> Meaning | None:
    """ "in the evening", "the next morning": of the day last spoken of, else of the publication day."""
    anchor = context.anchor
    words = found.words("rel")
    start = anchor.first if anchor and anchor.precision in ("day", "part_of_day", "minute") else context.published
    if start is None:
        return adrift(f"XXXX-XX-XXT{found.symbol('part')}", TIME, "part_of_day")
    basis = Basis.TEXT if anchor and start == anchor.first else Basis.PUBLICATION
    day = at(shift(start, side_of(words), "D"), "D", basis, f"of {_named(basis, start)}")
    return with_part(day, found.symbol("part"))


def clock(found: Found, context: Context) -> Meaning | None:
    """ "10:35 a.m.", "0735 GMT", "noon": on the day last spoken of in the text, else on the publication day."""
    reading = _clock_of(found)
    if reading is None:
        return None
    anchor = context.anchor
    is_fine = anchor is not None and anchor.precision in ("day", "part_of_day", "minute") and anchor.first is not None
    day = anchor.first if anchor and is_fine else context.published
    zone = (found.symbol("zone") or "") if found.has("zone") else ""
    value = f"{day or 'XXXX-XX-XX'}T{reading}" + ("Z" if zone == "Z" else "")
    basis = Basis.TEXT if is_fine else Basis.PUBLICATION if day else Basis.STATED
    why = f"a clock time{', ' + (zone if zone != 'Z' else 'GMT') if zone else ''} on {day or 'an unknown day'}"
    return Meaning(value, TIME, day, day, "minute", basis, why)


def _clock_of(found: Found) -> str | None:
    """Hours and minutes, ``HH:MM``."""
    words = found.words("clock")
    value = value_of(words[0]) if words else None
    if isinstance(value, str):
        return value
    figures = words[0].replace(".", ":").split(":")
    if len(figures) == 1 and len(words[0]) == 4 and words[0].isdigit():
        figures = [words[0][:2], words[0][2:]]
    hour = int(figures[0]) if figures[0].isdigit() else int(number_in(words) or 0)
    minute = int(figures[1]) if len(figures) > 1 else 0
    if found.has("ampm"):
        if not 1 <= hour <= 12:
            return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
        hour = hour % 12 + (12 if found.words("ampm")[0].startswith("p") else 0)
    elif found.symbol("part") in ("AF", "EV") and hour < 12:
        hour += 12
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def this_quarter(found: Found, context: Context) -> Meaning | None:
    """ "the quarter": the one last spoken of, else the last one that is over."""
    anchor = context.quarter
    if anchor:
        return replace(anchor, basis=Basis.TEXT, why="the quarter the text speaks of")
    if context.published is None:
        return open_value("Q")
    why = f"the last quarter that was over on {context.published}"
    return at(shift(context.published, -1, "Q"), "Q", Basis.PUBLICATION, why)


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


def same_last_year(found: Found, context: Context) -> Meaning | None:
    """ "the same month a year ago", "the same period last year": what the text speaks of, a year back."""
    anchor = context.anchor
    unit = GRAIN.get(anchor.precision) if anchor else None
    if anchor is None or anchor.first is None or unit is None:
        return open_value("Y", "the text names no time that this one would be the same as")
    stated = found.value("year")
    back = stated - anchor.first.year if stated is not None else -1
    return at(shift(anchor.first, back, "Y"), unit, Basis.TEXT, f"the same as {anchor.value}, a year back")


def part_of_the_day(found: Found, context: Context) -> Meaning | None:
    """ "late in the day": the day the text speaks of."""
    anchor = context.anchor
    if anchor and anchor.precision in ("day", "part_of_day", "minute"):
        return at(anchor.first, "D", Basis.TEXT, f"the day of {anchor.value}")
    return _days_away(context, 0)


# -- so many units away --------------------------------------------------------------------------------------------


def ago(found: Found, context: Context) -> Meaning | None:
    """ "three weeks ago", "a year and a half ago", "months ago"."""
    unit, count = found.symbol("unit") or "D", number_in(found.words("count"))
    today = context.published
    if unit.startswith("T"):
        why = "some hours before publication"
        return _clock_away(found, context, why)
    if count is None or not found.has("count"):
        return Meaning("PAST_REF", DATE, None, today, "unknown", Basis.PUBLICATION, "how long ago is left open")
    anchor = context.quarter
    if unit == "Y" and count == 1 and anchor and anchor.first:
        return at(shift(anchor.first, -1, "Y"), "Q", Basis.TEXT, f"a year before the quarter of {anchor.first}")
    if today is None:
        return open_value(unit)
    why = f"counted from the publication day {today}"
    return at(_back(today, -count - (0.5 if found.has("half") else 0), unit), _grain(unit), Basis.PUBLICATION, why)


def _back(day: datetime.date, count: float, unit: str) -> datetime.date | None:
    if count != int(count) and unit == "Y":
        return shift(day, round(count * 12), "M")
    return shift(day, round(count), unit)


def _grain(unit: str) -> str:
    return {"2W": "W", "10Y": "Y", "100Y": "10Y"}.get(unit, unit)


def _clock_away(found: Found, context: Context, why: str) -> Meaning | None:
    day = context.published
    return Meaning("PAST_REF" if found.text.endswith("ago") else "FUTURE_REF", TIME, day and day - DAY, day, "unknown",
                   Basis.PUBLICATION, why)  # fmt: skip


def from_now(found: Found, context: Context) -> Meaning | None:
    """ "two weeks from now", "in three months' time"."""
    unit, count = found.symbol("unit") or "D", number_in(found.words("count"))
    if unit.startswith("T") or count is None:
        return _reference("FUTURE_REF", context.published)
    if context.published is None:
        return open_value(unit)
    offset = next((n for word, n in (("yesterday", -1), ("tomorrow", 1)) if word in found.text.lower()), 0)
    start = shift(context.published, offset, "D")
    why = f"counted from the publication day {context.published}"
    return at(_back(start, count, unit) if start else None, _grain(unit), Basis.PUBLICATION, why)


def later(found: Found, context: Context) -> Meaning | None:
    """ "two weeks later", "a year earlier", "later that year": counted from the last date of the text."""
    unit, words = found.symbol("unit") or "D", found.words("way")
    anchor, side = context.anchor, side_of(words)
    if found.has("rel"):
        return at(anchor.first if anchor else context.published, unit, Basis.TEXT, "the one the text speaks of")
    count = number_in(found.words("count")) if found.has("count") else None
    if unit == "Y" and count == 1 and side < 0 and context.quarter and _is_older(anchor, context.quarter):
        anchor = context.quarter
    if anchor is None or anchor.first is None or count is None or unit.startswith("T"):
        value = duration_value(count, unit)
        why = "the text names no date to count from"
        return undated(value, DURATION, PRECISION.get(unit, "unknown"), why, Basis.EVENT)
    grain = _finer(anchor.precision, _grain(unit))
    why = f"counted from {anchor.value}, which the text names before"
    return at(_back(anchor.first, side * count, unit), grain, Basis.TEXT, why)


def _is_older(anchor: Meaning | None, quarter: Meaning) -> bool:
    """Whether figures are compared with a quarter's: no day or month has been named since the quarter was."""
    return anchor is None or anchor.precision not in ("day", "month")


def _finer(precision: str, unit: str) -> str:
    """The grain of a date moved by a unit: that of the date itself where it is a quarter or a day."""
    return {"quarter": "Q", "day": "D", "part_of_day": "D", "minute": "D", "month": "M"}.get(precision, unit)


def day_before(found: Found, context: Context) -> Meaning | None:
    """ "the day before": from the last date of the text; before an event it is a span tied to that event."""
    unit = found.symbol("unit") or "D"
    anchor = context.anchor
    following = found.scan.words[found.stop : found.stop + 1]
    if following and following[0][0].isalnum():
        return undated("P1D", DURATION, "day", "tied to what stands beside it", Basis.EVENT)
    if unit == "NI" or anchor is None or anchor.first is None:
        return undated("P1D", DURATION, "day", "tied to what stands beside it", Basis.EVENT)
    why = f"counted from {anchor.value}, which the text names before"
    return at(shift(anchor.first, side_of(found.words("way")), unit), _finer(anchor.precision, unit), Basis.TEXT, why)


# -- spans that end or begin now -----------------------------------------------------------------------------------


def recent_span(found: Found, context: Context) -> Meaning | None:
    """ "the past five years", "the next few days"."""
    unit = found.symbol("unit") or "D"
    words = found.words("rel")
    count = number_in(found.words("count")) if found.has("count") else None
    narrative = is_narrative(words)
    start, _ = start_of(found, context, narrative)
    side = side_of(words) or PAST
    if not found.has("count") and "next" not in words:
        reference = "PAST_REF" if side < 0 else "FUTURE_REF"
        return _reference(reference, start)
    return _span(found, start, side, count, unit)


def _reference(value: str, day: datetime.date | None) -> Meaning:
    first, last = (None, day) if value == "PAST_REF" else (day, None)
    return Meaning(value, DATE, first, last, "unknown", Basis.PUBLICATION, "how far it reaches is left open")


def _span(found: Found, start: datetime.date | None, side: int, count: float | None, unit: str) -> Meaning:
    value = duration_value(count, unit)
    precision = PRECISION.get(unit, "unknown")
    if start is None or count is None or unit.startswith("T"):
        why = "a span up to or from the day of writing, its length left open" if count is None else "a span"
        return Meaning(value, DURATION, None, None, precision, Basis.PUBLICATION, why)
    other = _back(start, side * count, unit)
    first, last = (other, start) if side < 0 else (start, other)
    why = f"a span that {'ends' if side < 0 else 'begins'} on {start}"
    return Meaning(value, DURATION, first, last, precision, Basis.PUBLICATION, why)


def first_span(found: Found, context: Context) -> Meaning | None:
    """ "the first nine months": a span of a year the text names beside it or not at all."""
    unit, count = found.symbol("unit") or "D", number_in(found.words("count"))
    why = "a part of a longer time the text does not date here"
    return undated(duration_value(count, unit), DURATION, PRECISION.get(unit, "unknown"), why)
