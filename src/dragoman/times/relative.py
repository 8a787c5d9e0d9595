"""Makers for expressions measured from the publication day or from an earlier date of the text.

The definitions (P is the publication day, weeks begin on Monday):

- *last* week, month, quarter, year, weekend: the one before the one P lies in; *this*: the one P lies in; *next*:
  the one after it. *Last Friday*: the latest Friday before P, never P itself. *This Friday*: the Friday of P's week,
  or, where the clause looks ahead, the first from P on. *Next Friday*: the Friday of the week after P's; where that of
  P's own week is three days off or more, writers differ, and the days begin with it.
- *last November*: the latest before P's month; *last fall*: the latest that is over.
- *the past two weeks*, *the next three days*: a duration that ends or begins at P, and so has days.
- *two months ago*: as fine as its unit, counted back from P. *Two weeks later*, *a day earlier*, *the next day*,
  *the following year*, *the previous Friday*, *that day*: counted from the last dated expression of the text.
- *the weekend*: the last one begun, or the coming one where the clause looks ahead.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from dragoman.codes import Basis, TimexKind
from dragoman.times.absolute import modified
from dragoman.times.calendar import DAY, PRECISION, shift, weekday_near
from dragoman.times.clock import FINE, moment_away
from dragoman.times.grammar import Found, number_in
from dragoman.times.lexicon import value_of
from dragoman.times.meaning import FUTURE, PAST, Context, Meaning, adrift, at, undated, with_part
from dragoman.times.spans import duration, duration_value

DATE, TIME, DURATION = TimexKind.DATE, TimexKind.TIME, TimexKind.DURATION
# "Next Friday" may be that of the same week, too, if it is at least so far off; nobody calls tomorrow "next Friday".
NEXT_IS_OPEN = 3 * DAY
# Words that count from the last date of the text, not from the publication day.
NARRATIVE = frozenset(("previous", "preceding", "prior", "following", "ensuing", "that", "same"))
EARLY = "MO"  # the part of the day that the hours after midnight are counted to
UPCOMING = frozenset(("coming", "upcoming"))
WORKING = frozenset(("business", "working"))
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
    if unit == "WE" and UPCOMING & set(words) and start.isoweekday() < 6:
        side = 0  # the coming weekend is the first one ahead
    if side and (unit == "2W" or (unit in ("10Y", "100Y") and "the" in words)):
        return _span(context, start, side, 1, unit)
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
    return replace(meaning, first=start) if {"later", "rest", "remainder"} & set(words) else meaning


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
    meaning = at(day, "D", basis, f"counted from {_named(basis, start)}")
    nearer = day - 7 * DAY
    if meaning and "next" in words and nearer >= start + NEXT_IS_OPEN:
        meaning = replace(meaning, first=nearer, why=f"{meaning.why}; some would write it of {nearer} too")
    return with_part(meaning, part)


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
    return with_part(at(day, "D", basis, f"counted from {_named(basis, start)}"), found.symbol("part"))


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
    start = anchor.first if anchor and anchor.precision in FINE else context.published
    if start is None:
        return adrift(f"XXXX-XX-XXT{found.symbol('part')}", TIME, "part_of_day")
    basis = Basis.TEXT if anchor and start == anchor.first else Basis.PUBLICATION
    day = at(shift(start, side_of(words), "D"), "D", basis, f"of {_named(basis, start)}")
    return with_part(day, found.symbol("part"))


def early_hours(found: Found, context: Context) -> Meaning | None:
    """ "the early hours of Friday", "the small hours": from midnight to six; the day stands beside it."""
    return part_of_anchor(found, context) if context.published is None else with_part(_days_away(context, 0), EARLY)


def this_quarter(found: Found, context: Context) -> Meaning | None:
    """ "the quarter": the one last spoken of, else the last one that is over."""
    anchor = context.quarter
    if anchor:
        return replace(anchor, basis=Basis.TEXT, why="the quarter the text speaks of")
    if context.published is None:
        return open_value("Q")
    why = f"the last quarter that was over on {context.published}"
    return at(shift(context.published, -1, "Q"), "Q", Basis.PUBLICATION, why)


def unit_of_clock(found: Found, context: Context) -> Meaning | None:
    """ "the next hour", "the last minute": a length that begins or ends at the moment of writing."""
    unit, side, moment = found.symbol("unit") or "TH", side_of(found.words("rel")), context.moment
    span = undated(
        duration_value(1, unit), DURATION, "minute", "a length from the moment of writing", Basis.PUBLICATION
    )
    if unit == "TM" and side < 0:  # "at the last minute" is an idiom
        return None
    other = moment_away(moment, side or 1, unit) if moment else None
    if moment is None or other is None:
        return span
    start, end = sorted((moment, other))
    return replace(span, first=start.date(), last=end.date(), start=start, end=end)


def in_length(found: Found, context: Context) -> Meaning | None:
    """ "in two weeks": a date where the clause looks ahead, else how long something took."""
    count = number_in(found.words("count"))
    clock = (found.symbol("unit") or "D").startswith("T")
    tense = context.tense()
    ahead = tense == FUTURE or (clock and context.moment is not None and tense != PAST)
    if count is None or context.published is None or not ahead or (clock and context.moment is None):
        return duration(found, context)
    return from_now(found, context)


def within(found: Found, context: Context) -> Meaning | None:
    """ "within two weeks": a length, from the publication day on where the clause does not look back."""
    length, count = duration(found, context), number_in(found.words("count"))
    if length is None or context.published is None or count is None or context.tense() == PAST:
        return length
    return replace(_span(context, context.published, 1, count, found.symbol("unit") or "D"), value=length.value)


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
    if anchor and anchor.precision in FINE:
        return at(anchor.first, "D", Basis.TEXT, f"the day of {anchor.value}")
    return _days_away(context, 0)


# -- so many units away --------------------------------------------------------------------------------------------


def ago(found: Found, context: Context) -> Meaning | None:
    """ "three weeks ago", "a year and a half ago", "months ago"."""
    unit, count = found.symbol("unit") or "D", number_in(found.words("count"))
    today = context.published
    if unit.startswith("T"):
        return _clock_away(found, context, -_with_minutes(found, count) if count else None, unit)
    if count is None or not found.has("count"):
        return Meaning("PAST_REF", DATE, None, today, "unknown", Basis.PUBLICATION, "how long ago is left open")
    anchor = context.quarter
    if unit == "Y" and count == 1 and anchor and anchor.first:
        return at(shift(anchor.first, -1, "Y"), "Q", Basis.TEXT, f"a year before the quarter of {anchor.first}")
    if today is None:
        return open_value(unit)
    why = f"counted from the publication day {today}"
    if found.has("half"):
        count = count / 2 if found.groups["half"] < found.groups["count"] else count + 0.5
    day, grain = _further(found, _back(today, -count, unit), -1, _grain(unit))
    return at(day, grain, Basis.PUBLICATION, why)


def ago_between(found: Found, context: Context) -> Meaning | None:
    """ "two to three weeks ago": the value of the longer, the days from the longer to the shorter."""
    far, least = ago(found, context), number_in(found.words("count2"))
    unit = found.symbol("unit") or "D"
    if far is None or far.last is None or least is None or context.published is None or unit.startswith("T"):
        return far
    near = at(_back(context.published, -least, unit), _grain(unit), Basis.PUBLICATION, "")
    return replace(far, last=near.last) if near and near.last and near.last >= far.last else far


def _with_minutes(found: Found, count: float) -> float:
    """ "two hours and twenty minutes" in hours."""
    minutes = number_in(found.words("count2")) if found.symbol("unit2") == "TM" else None
    count = count / 2 if found.has("half") and found.groups["half"] < found.groups["count"] else count
    return count + (minutes or 0) / 60


def _further(found: Found, day: datetime.date | None, side: int, grain: str) -> tuple[datetime.date | None, str]:
    """A day moved by the second part of a length ("two years and three months ago"), and the grain of that part."""
    count, unit = number_in(found.words("count2")), found.symbol("unit2")
    if day is None or count is None or unit is None or found.rule.make == "ago_between" or unit.startswith("T"):
        return day, grain
    return _back(day, side * count, unit), _grain(unit)


def _back(day: datetime.date, count: float, unit: str) -> datetime.date | None:
    if count != int(count) and unit == "Y":
        return shift(day, round(count * 12), "M")
    return shift(day, round(count), unit)


def _grain(unit: str) -> str:
    return {"2W": "W", "10Y": "Y", "100Y": "10Y"}.get(unit, unit)


def _clock_away(found: Found, context: Context, count: float | None, unit: str) -> Meaning:
    """So many hours before or after the moment of writing; where only its day is known, the days around it."""
    day, moment = context.published, context.moment
    if moment and count and (exact := moment_away(moment, count, unit)):
        value = exact.isoformat(timespec="seconds" if unit == "TS" else "minutes")
        length = {"TH": 3600, "TM": 60}.get(unit, 1)
        why = f"counted from the moment of writing, {moment}"
        return Meaning(value, TIME, exact.date(), exact.date(), "minute", Basis.PUBLICATION, why, exact,
                       moment_away(exact, length, "TS"))  # fmt: skip
    side = -1 if found.text.endswith("ago") else 1
    first, last = (day and day - DAY, day) if side < 0 else (day, day and day + DAY)
    return Meaning("PAST_REF" if side < 0 else "FUTURE_REF", TIME, first, last, "unknown", Basis.PUBLICATION,
                   "some hours from the time of writing")  # fmt: skip


def from_now(found: Found, context: Context) -> Meaning | None:
    """ "two weeks from now", "in three months' time"."""
    unit, count = found.symbol("unit") or "D", number_in(found.words("count"))
    if unit.startswith("T") and count:
        return _clock_away(found, context, count / 2 if found.has("half") else count, unit)
    if count is None:
        return _reference("FUTURE_REF", context.published)
    if found.has("half"):
        count = count / 2
    if context.published is None:
        return open_value(unit)
    offset = next((n for word, n in (("yesterday", -1), ("tomorrow", 1)) if word in found.text.lower()), 0)
    start = shift(context.published, offset, "D")
    if unit == "D" and WORKING & set(found.text.lower().split()):
        return at(_working_day(context.published, int(count)), "D", Basis.PUBLICATION, "counted in working days")
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
    if unit.startswith("T") and count and context.moment and (anchor is None or anchor.precision != "minute"):
        return _clock_away(found, context, side * count, unit)
    if anchor is None or anchor.first is None or count is None or unit.startswith("T"):
        length = duration(found, context) if count and not found.has("half") else None
        value = length.value if length else duration_value(count / 2 if count and found.has("half") else count, unit)
        why = "the text names no date to count from"
        return undated(value, DURATION, PRECISION.get(unit, "unknown"), why, Basis.EVENT)
    count = count / 2 if found.has("half") else count
    day, grain = _further(found, _back(anchor.first, side * count, unit), side, _grain(unit))
    why = f"counted from {anchor.value}, which the text names before"
    return at(day, _finer(anchor.precision, grain), Basis.TEXT, why)


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
    tied = (following and following[0][0].isalnum()) or unit == "NI"
    if tied or anchor is None or anchor.first is None:
        value = duration_value(1, "D" if unit == "NI" else unit)
        return undated(value, DURATION, PRECISION.get(unit, "day"), "tied to what stands beside it", Basis.EVENT)
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
    if unit == "D" and count and start and WORKING & set(found.text.lower().split()):
        return _working_span(start, side, int(count))
    return _span(context, start, side, count, unit)


def _working_span(start: datetime.date, side: int, count: int) -> Meaning | None:
    """ "the next three business days": the days on both sides of the day of writing are not counted from it."""
    far = _working_day(start, side * count)
    if far is None:
        return None
    first, last = (far, start) if side < 0 else (start, far)
    return Meaning(
        duration_value(count, "D"), DURATION, first, last, "day", Basis.PUBLICATION, f"working days, seen from {start}"
    )


def _working_day(start: datetime.date, count: int) -> datetime.date | None:
    """The ``count``-th day from Monday to Friday before or after a day."""
    weeks, left = divmod(abs(count), 5)
    side = 1 if count > 0 else -1
    day = shift(start, side * weeks, "W")
    while day is not None and (left or day.isoweekday() > 5):
        day = shift(day, side, "D")
        left -= day is not None and day.isoweekday() < 6 and left > 0
    return day


def business_day(found: Found, context: Context) -> Meaning | None:
    """ "the next business day": from Monday to Friday; the holidays of a country are not known here."""
    if context.published is None:
        return open_value("D")
    day = _working_day(context.published, side_of(found.words("rel")) or 1)
    return at(day, "D", Basis.PUBLICATION, f"counted in working days from the publication day {context.published}")


def _reference(value: str, day: datetime.date | None) -> Meaning:
    first, last = (None, day) if value == "PAST_REF" else (day, None)
    return Meaning(value, DATE, first, last, "unknown", Basis.PUBLICATION, "how far it reaches is left open")


def _span(context: Context, start: datetime.date | None, side: int, count: float | None, unit: str) -> Meaning:
    value = duration_value(count, unit)
    precision = PRECISION.get(unit, "unknown")
    if context.moment and count and unit.startswith("T") and (other := moment_away(context.moment, side * count, unit)):
        begin, end = sorted((context.moment, other))
        return Meaning(value, DURATION, begin.date(), end.date(), "minute", Basis.PUBLICATION, "a span", begin, end)
    if start is None or count is None or unit.startswith("T"):
        why = "a span up to or from the day of writing, its length left open" if count is None else "a span"
        return Meaning(value, DURATION, None, None, precision, Basis.PUBLICATION, why)
    if unit == "Q":  # whole quarters, as business reports count them
        edge = shift(start.replace(month=(start.month - 1) // 3 * 3 + 1, day=1), 0 if side < 0 else 1, "Q")
        far = shift(edge, side * int(count), "Q") if edge else None
        if edge and far:
            begin_q, end_q = (far, edge) if side < 0 else (edge, far)
            return Meaning(
                value, DURATION, begin_q, end_q - DAY, precision, Basis.PUBLICATION, f"whole quarters from {start}"
            )
    moved = _back(start, side * count, unit)
    first, last = (moved, start) if side < 0 else (start, moved)
    why = f"a span that {'ends' if side < 0 else 'begins'} on {start}"
    return Meaning(value, DURATION, first, last, precision, Basis.PUBLICATION, why)


def first_span(found: Found, context: Context) -> Meaning | None:
    """ "the first nine months": a span of a year the text names beside it or not at all."""
    unit, count = found.symbol("unit") or "D", number_in(found.words("count"))
    why = "a part of a longer time the text does not date here"
    return undated(duration_value(count, unit), DURATION, PRECISION.get(unit, "unknown"), why)
