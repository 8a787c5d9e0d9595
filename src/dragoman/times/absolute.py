"""Makers for expressions that name a place in the calendar: dates, months, years, quarters, decades, holidays.

What they leave open (the year of "5 May", the week of "Friday") is closed from the publication day and the tense.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from dragoman.codes import Basis, TimexKind
from dragoman.times.calendar import DAY, interval_of, part_of, shift, weekday_near
from dragoman.times.grammar import Found
from dragoman.times.lexicon import LAST_SHORT_YEAR, value_of
from dragoman.times.meaning import FUTURE, PAST, Context, Meaning, adrift, at, dated, undated, with_part
from dragoman.times.world_events import attack_of

# A day without a year is the nearest one, unless it is further off than this on the side the clause does not look to.
FAR = datetime.timedelta(days=100)
# A bare month ten or eleven months off on the side of the tense is rather the coming or the past one: who means the
# March of eleven months ago writes "last March".
FAR_MONTHS = 10
# Parts of the reason given for a weekday, which ranges of weekdays are known by.
LOOKS_AHEAD, NEAREST = "looks ahead", "so it is the"
SAID_OUTRIGHT = "the date is stated in full"
# After a day of the year: an attack that is known by it ("the September 11 attacks").
ATTACK = frozenset(("attack", "bombing", "massacre", "riot", "hijacking", "hijacker", "terror", "terrorist"))
# The one that its figures alone stand for; of others a word has to say that it is an attack.
ATTACK_BY_FIGURES = "9/11"
DATE, TIME = TimexKind.DATE, TimexKind.TIME


def pick_year(context: Context, month: int, day: int | None) -> int | None:
    """The year of a month, or of a day of it, that is written without: from the tense, else the nearest."""
    today = context.published
    if today is None:
        return None
    tense = context.tense()
    if day is None:
        return _year_of_month(today, month, tense)
    years = [y for y in (today.year - 1, today.year, today.year + 1) if interval_of(f"{y:04}-{month:02}-{day:02}")]
    gaps = {y: datetime.date(y, month, day) - today for y in years}
    if not gaps:
        return None
    nearest = min(gaps, key=lambda y: abs(gaps[y]))
    if tense != FUTURE and gaps[nearest] > FAR and nearest - 1 in gaps:
        return nearest - 1
    if tense == FUTURE and gaps[nearest] < -FAR and nearest + 1 in gaps:
        return nearest + 1
    return nearest


def _year_of_month(today: datetime.date, month: int, tense: int) -> int:
    """The last such month for a clause that looks back, the next for one that looks ahead, unless it is far off."""
    behind, ahead = (today.month - month) % 12, (month - today.month) % 12
    back = ahead >= FAR_MONTHS if tense == FUTURE else behind < FAR_MONTHS
    return today.year - (month > today.month) if back else today.year + (month < today.month)


def written_date(found: Found, context: Context) -> Meaning | None:
    """ "2022-11-14", "2022-11-14T10:35Z", "20221114", "14/11/2022", "7/8/07" (month first if possible)."""
    text = found.scan.words[found.first]
    if text.isdecimal():
        return dated(f"{text[:4]}-{text[4:6]}-{text[6:]}", Basis.STATED, SAID_OUTRIGHT)
    day, _, clock = text.partition("T") if "T" in text else text.partition(" ")
    parts = [int(part) for part in re.split(r"[-/.]", day)]
    if len(parts) != 3:
        return None
    if parts[0] > 31:
        year, month, number = parts
    else:
        month, number, year = parts
        if month > 12 or "." in day:
            month, number = number, month
        if year < 100:
            year += 2000 if year <= LAST_SHORT_YEAR else 1900
    meaning = dated(f"{year:04}-{month:02}-{number:02}", Basis.STATED, SAID_OUTRIGHT)
    if meaning and clock:
        return replace(meaning, value=f"{meaning.value}T{clock}", kind=TIME, precision="minute")
    return meaning


def known_day(found: Found, context: Context) -> Meaning | None:
    """ "9/11", "the 7/7 bombings": figures that are the name of an attack."""
    month, day = found.value("a") or 0, found.value("b") or 0
    if found.text != ATTACK_BY_FIGURES and _next_word(found).rstrip("s") not in ATTACK:
        return None
    known = attack_of(month, day, context.published) or attack_of(day, month, context.published)
    if known is None:
        return None
    return dated(known.first.isoformat(), Basis.EVENT, f"the day {known.name} is known by ({known.source})")


def slash_day(found: Found, context: Context) -> Meaning | None:
    """ "on 11/20", "by 22/04": month first unless that is impossible; "since 9/11" is the day of the attacks."""
    month, day = found.value("a") or 0, found.value("b") or 0
    known = None if found.has("year") or found.has("weekday") else known_day(found, context)
    if known is not None:
        return known
    if month > 12:
        month, day = day, month
    return _calendar(found, context, month, day, found.value("year")) if 1 <= month <= 12 else None


def calendar_date(found: Found, context: Context) -> Meaning | None:
    """ "Monday, 14 November 2022", "November 14", "mid-October 2021"."""
    month, day, year = found.value("month"), found.value("day"), found.value("year")
    if year is not None and year < 100:  # "April of 87"
        year += 2000 if year <= LAST_SHORT_YEAR else 1900
    return _calendar(found, context, month, day, year)


def _calendar(found: Found, context: Context, month: int | None, day: int | None, year: int | None) -> Meaning | None:
    if month is None:
        return None
    tail = f"-{month:02}" + (f"-{day:02}" if day else "")
    if year is None and day and _next_word(found).rstrip("s") in ATTACK:
        known = attack_of(month, day, context.published)
        if known is not None:
            return dated(known.first.isoformat(), Basis.EVENT, f"the day {known.name} is known by ({known.source})")
    if year is not None:
        return modified(dated(f"{year:04}{tail}", Basis.STATED, SAID_OUTRIGHT), found)
    relative = found.has("rel") and not found.has("weekday")
    chosen = _relative_year(found, context, month, day) if relative else pick_year(context, month, day)
    if chosen is not None and day and found.has("weekday"):
        chosen = _year_by_weekday(chosen, month, day, found.value("weekday"))
    if chosen is None:
        if interval_of(f"2000{tail}") is None:
            return None
        return adrift(f"XXXX{tail}", DATE, "day" if day else "month", "no year and no publication day")
    why = f"no year is given; {chosen} fits the publication day {context.published} and the tense"
    return modified(dated(f"{chosen:04}{tail}", Basis.PUBLICATION, why), found)


def _year_by_weekday(chosen: int, month: int, day: int, weekday: int | None) -> int:
    """ "Tuesday 21 May": a year before or after, if the day has that name in it and not in the one chosen."""
    for year in (chosen, chosen - 1, chosen + 1):
        days = interval_of(f"{year:04}-{month:02}-{day:02}")
        if days and days[0].isoweekday() == weekday:
            return year
    return chosen


def _next_word(found: Found) -> str:
    return found.scan.words[found.stop].lower() if found.stop < len(found.scan.words) else ""


def _relative_year(found: Found, context: Context, month: int, day: int | None) -> int | None:
    """ "last November": the latest one before this month; "next May": the first one after it."""
    today = context.published
    if today is None:
        return None
    side = side_said(found)
    named, current = (month, day or 0), (today.month, today.day if day else 0)
    if side < 0:
        return today.year - (named >= current)
    if side > 0:
        return today.year + (named <= current)
    return today.year - (context.tense() == PAST and month > today.month)


def side_said(found: Found) -> int:
    values = [value_of(word) for word in found.words("rel")]
    return next((value for value in values if isinstance(value, int) and value), 0)


def modified(meaning: Meaning | None, found: Found) -> Meaning | None:
    """ "early", "mid-", "the end of": the value stays, the days are narrowed to a third of it."""
    part = next((value for word in found.words("mod") if (value := value_of(word)) in ("START", "MID", "END")), None)
    if meaning is None or part is None or meaning.first is None or meaning.last is None:
        return meaning
    first, last = part_of((meaning.first, meaning.last), part)
    return replace(meaning, first=first, last=last)


def month(found: Found, context: Context) -> Meaning | None:
    """ "in September", "early March"."""
    return _calendar(found, context, found.value("month"), None, None)


relative_month = month


def month_of_year(found: Found, context: Context) -> Meaning | None:
    """ "January this year", "June last year", "5 May last year"."""
    today, number, day = context.published, found.value("month"), found.value("day")
    if today is None or number is None:
        return adrift(f"XXXX-{number or 0:02}", DATE, "month") if number else None
    value = f"{today.year + side_said(found):04}-{number:02}" + (f"-{day:02}" if day else "")
    return modified(dated(value, Basis.PUBLICATION, f"counted from the publication day {today}"), found)


def weekday_of_month(found: Found, context: Context) -> Meaning | None:
    """ "Friday the 13th": the nearest such day."""
    weekday, number, today = found.value("weekday"), found.value("day"), context.published
    if today is None or weekday is None or number is None:
        return adrift(f"XXXX-WXX-{weekday}", DATE, "day")
    days = [today + DAY * n for n in range(-200, 201)]
    fits = [day for day in days if day.day == number and day.isoweekday() == weekday]
    nearest = min(fits, key=lambda day: abs(day - today), default=None)
    return at(nearest, "D", Basis.PUBLICATION, f"the nearest such day to the publication day {today}")


def weekday(found: Found, context: Context) -> Meaning | None:
    """ "on Friday": the day itself or the one before it, unless the clause looks ahead."""
    number, today = found.value("weekday"), context.published
    part = found.symbol("part")
    if number is None:
        return None
    if today is None:
        value = f"XXXX-WXX-{number}" + (f"T{part}" if part else "")
        precision = "part_of_day" if part else "day"
        return adrift(value, TIME if part else DATE, precision)
    if _is_any(found):
        return adrift(f"XXXX-WXX-{number}", DATE, "day", "“a” leaves open which one")
    ahead = context.tense() == FUTURE
    day = weekday_near(today, number, FUTURE if ahead else PAST, same=True)
    reason = f"{LOOKS_AHEAD}, {NEAREST} first one from" if ahead else f"does not look ahead, {NEAREST} last one up to"
    return with_part(at(day, "D", Basis.PUBLICATION, f"the clause {reason} the publication day {today}"), part)


def _is_any(found: Found) -> bool:
    """ "on a Sunday", "on any Friday", where no noun follows that "a" could belong to ("a Sunday rally")."""
    words = found.scan.words
    before = [word.lower() for word in words[max(found.first - 2, 0) : found.first]]
    follows = words[found.stop : found.stop + 1]
    return before in (["on", "a"], ["on", "any"]) and not (follows and follows[0][0].isalpha())


def year(found: Found, context: Context) -> Meaning | None:
    """ "2022", "early 1994", "the end of 2006", "nineteen ninety-four"."""
    number = found.value("year")
    if number is None or not 1 <= number <= 9999:
        return None
    return modified(dated(f"{number:04}", Basis.STATED, "the year is stated"), found)


def _year_of(found: Found, context: Context) -> tuple[int | None, Basis]:
    number = found.value("year")
    if number is not None:
        return number, Basis.STATED
    return (context.published.year + side_said(found) if context.published else None), Basis.PUBLICATION


def half(found: Found, context: Context) -> Meaning | None:
    """ "the first half of 2022", "H2 2021", and quarters written "Q3 2019"."""
    code = found.words("quarter")
    words = found.words("half")
    letter = code[0][0].upper() if code else "H"
    number = int(code[0][1]) if code else 1 if "first" in words else 2
    number_of_year, basis = _year_of(found, context)
    if number_of_year is None:
        return adrift(f"XXXX-{letter}{number}", DATE, "half", "no year and no publication day")
    return dated(f"{number_of_year:04}-{letter}{number}", basis, "a part of the year")


def quarter(found: Found, context: Context) -> Meaning | None:
    """ "the third quarter": without a year the last one begun by the publication day, unless the clause looks ahead."""
    words = found.words("quarter")
    number = 4 if "final" in words or "last" in words else found.value("quarter")
    if number is None or not 1 <= number <= 4:
        return None
    stated, basis = _year_of(found, context)
    if stated is None:
        return adrift(f"XXXX-Q{number}", DATE, "quarter", "no year and no publication day")
    if not found.has("year") and not found.has("rel") and context.published:
        current = (context.published.month + 2) // 3
        stated -= number > current and context.tense() != FUTURE and not (number == 4 and current > 2)
    return dated(f"{stated:04}-Q{number}", basis, "a quarter of the calendar year")


def decade(found: Found, context: Context) -> Meaning | None:
    """ "the 1990s", "the '80s", "the late seventies"."""
    words = found.words("decade")
    if not words:
        return None
    digits = re.sub(r"\D", "", words[0]) or str(value_of(words[0]))
    number = int(digits)
    if number < 100:
        number += 1900 if number > 20 else 2000
    if number % 10 or not 1000 <= number <= 2190:
        return None
    is_century = number % 100 == 0 and number < 2000  # "the 1800s"
    value = f"{number // (100 if is_century else 10)}"
    meaning = dated(value, Basis.STATED, f"the {'century' if is_century else 'decade'} is stated")
    return _narrowed(meaning, found)


def _narrowed(meaning: Meaning | None, found: Found) -> Meaning | None:
    """ "the mid-2010s", "the late 19th century", "the second half of the 1990s": a third or a half of it."""
    if meaning is None or meaning.first is None or meaning.last is None:
        return meaning
    words = [word.lower() for word in found.scan.words[found.first : found.stop]]
    if "half" in words:
        middle = shift(meaning.first, (meaning.last.year - meaning.first.year + 1) * 6, "M")
        if middle is None:
            return meaning
        early = "first" in words
        return replace(meaning, first=meaning.first if early else middle, last=middle - DAY if early else meaning.last)
    part = next((value for word in words if (value := value_of(word)) in ("START", "MID", "END")), None)
    first, last = part_of((meaning.first, meaning.last), part)
    return replace(meaning, first=first, last=last)


def century(found: Found, context: Context) -> Meaning | None:
    """ "the 11th century": the years 1000 to 1099 (TIMEX3 ``10``)."""
    number = found.value("century")
    if number is None or not 1 <= number <= 30 or not found.words("century"):
        return None
    if not found.text.lower().endswith("century"):
        return None
    return _narrowed(dated(f"{number - 1:02}", Basis.STATED, "the century is stated"), found)


def before_christ(found: Found, context: Context) -> Meaning | None:
    """ "44 BC", "the third century BC": beyond the calendar, so without days."""
    number = found.value("century") or found.value("year")
    if number is None:
        return None
    value = f"BC{number - 1:02}" if found.has("century") else f"BC{number:04}"
    return undated(value, DATE, "century" if found.has("century") else "year", "before the calendar begins")


def half_of_month(found: Found, context: Context) -> Meaning | None:
    """ "the first half of May", "the second half of March 2022"."""
    whole = calendar_date(found, context)
    if whole is None or whole.first is None:
        return whole
    if "first" in found.words("half"):
        return replace(whole, last=whole.first.replace(day=15))
    return replace(whole, first=whole.first.replace(day=15))


def year_end(found: Found, context: Context) -> Meaning | None:
    """ "year-end": 31 December of this year, or of the last one where the clause looks back early in the year."""
    today = context.published
    if today is None:
        return adrift("XXXX-12-31", DATE, "day")
    back = (context.tense() == PAST and today.month < 7) or found.scan.words[max(found.first - 1, 0)] == "since"
    return dated(f"{today.year - back:04}-12-31", Basis.PUBLICATION, f"the end of the year, seen from {today}")


def year_earlier(found: Found, context: Context) -> Meaning | None:
    """ "the year-earlier quarter": the quarter that is spoken of, a year back."""
    anchor, today = context.quarter, context.published
    start = anchor.first if anchor else today
    if start is None:
        return adrift("XXXX", DATE, "year", "nothing to count from")
    unit = "Q" if anchor or "quarter" in found.text else "Y"
    return at(shift(start, -1, "Y"), unit, Basis.TEXT if anchor else Basis.PUBLICATION, f"a year before {start}")
