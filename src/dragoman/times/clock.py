"""Makers for clock times: "10:35 a.m.", "half past seven", "0735 GMT", "from 9 to 11:30", "noon Kyiv time"."""

from __future__ import annotations

import datetime
from dataclasses import replace

from dragoman.codes import Basis, TimexKind
from dragoman.times.grammar import Found, number_in
from dragoman.times.lexicon import value_of
from dragoman.times.meaning import Context, Meaning
from dragoman.times.moments import zones

TIME = TimexKind.TIME
FINE = ("day", "part_of_day", "minute", "second")
NOON = 12


def clock(found: Found, context: Context) -> Meaning | None:
    """ "10:35 a.m.", "0735 GMT", "noon": on the day last spoken of in the text, else on the publication day."""
    reading = read_clock(found.words("clock"), found.words("ampm"), found.symbol("part"))
    return on_a_day(reading, found, context) if reading else None


def military_clock(found: Found, context: Context) -> Meaning | None:
    """ "at 0430 hours"."""
    words = found.words("clock")
    reading = read_clock(words, [], None) if len(words[0]) == 4 and words[0].isdigit() else None
    return on_a_day(reading, found, context) if reading else None


def clock_past(found: Found, context: Context) -> Meaning | None:
    """ "half past seven", "a quarter to five", "twenty past ten"."""
    hour = read_clock(found.words("clock"), found.words("ampm"), found.symbol("part"))
    words = found.words("way")
    spelled = [word for word in words[:-1] if not word.startswith("min")]
    minutes = 30 if "half" in words else 15 if "quarter" in words else int(number_in(spelled) or 0)
    if hour is None or not hour.endswith(":00"):
        return None
    total = (int(hour[:2]) * 60 + (-minutes if words[-1] == "to" else minutes)) % 1440
    return on_a_day(f"{total // 60:02}:{total % 60:02}", found, context)


def clock_range(found: Found, context: Context) -> Meaning | None:
    """ "5 to 6 p.m.", "between 9 and 10:30": the first end borrows its half of the day from the second."""
    words, words2 = found.words("clock"), found.words("clock2")
    half, half2, part = found.words("ampm"), found.words("ampm2"), found.symbol("part")
    if not half + half2 and any(word.isdigit() and len(word) == 3 for word in words + words2):
        return None
    second = read_clock(words2, half2, part)
    first = read_clock(words, half, part)
    if first is None or second is None:
        return None
    if half2 and not half and (borrowed := read_clock(words, half2, part)) and borrowed < second:
        first = borrowed
    if not half2 and second <= first and int(second[:2]) < NOON:
        second = f"{int(second[:2]) + NOON:02}{second[2:]}"
    if second <= first and not (half and half2):
        return None
    meaning = on_a_day(first, found, context)
    day = meaning.value.partition("T")[0]
    return replace(meaning, value=f"{meaning.value}/{day}T{second}")


def on_a_day(reading: str, found: Found, context: Context) -> Meaning:
    """A clock time on the day the text speaks of."""
    anchor = context.anchor
    is_fine = anchor is not None and anchor.precision in FINE and anchor.first is not None
    day = anchor.first if anchor and is_fine else context.published
    zone = zone_of(found)
    is_gmt = zone in ("gmt", "utc")
    value = f"{day or 'XXXX-XX-XX'}T{reading}" + ("Z" if is_gmt else "")
    basis = Basis.TEXT if is_fine else Basis.PUBLICATION if day else Basis.STATED
    why = f"a clock time{', ' + zone.upper() if zone else ''} on {day or 'an unknown day'}"
    precision = "second" if reading.count(":") > 1 else "minute"
    return Meaning(value, TIME, day, day, precision, basis, why, zone=zone)


def zone_of(found: Found) -> str | None:
    """The zone as it is written, lower case; ``None`` where none is, or one that the table does not know."""
    if not found.has("zone"):
        return None
    first, stop = found.groups["zone"]
    phrase = found.scan.phrases.get(first)
    name = phrase or found.scan.words[first].lower()
    rest = found.scan.text[found.scan.spans[first][1] : found.scan.spans[stop - 1][1]] if phrase is None else ""
    return name + rest.replace(" ", "") if name in zones() else None


def read_clock(words: list[str], half: list[str], part: str | None) -> str | None:
    """Hours and minutes, ``HH:MM``, perhaps with seconds; ``None`` where there is no such time."""
    figures = _figures(words)
    if figures is None:
        return None
    if isinstance(figures, str):
        return figures
    hour, minute, seconds = figures
    if half and 1 <= hour <= NOON:
        hour = hour % NOON + (NOON if half[0].startswith("p") else 0)
    elif not half and part in ("AF", "EV", "NI") and 1 <= hour < NOON and not (part == "NI" and hour < 6):
        hour += NOON
    return f"{hour:02}:{minute:02}{seconds}" if hour <= 24 and minute < 60 and (hour < 24 or not minute) else None


def _figures(words: list[str]) -> tuple[int, int, str] | str | None:
    if not words:
        return None
    value = value_of(words[0])
    if isinstance(value, str):
        return value
    if not words[0][0].isdigit():
        hour = number_in(words[:1])
        rest = [word for word in words[1:] if word != "-"]
        minute = number_in(rest) if rest else 0
        return (int(hour), int(minute or 0), "") if hour else None
    if "," in words[0]:  # "from 9 to 250,000"
        return None
    if len(words[0]) in (3, 4) and words[0].isdigit():
        return int(words[0][:-2]), int(words[0][-2:]), ""
    parts = words[0].replace(".", ":").replace("h", ":").split(":")
    hours, minutes = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    return hours, minutes, f":{int(parts[2]):02}" if len(parts) > 2 and parts[2].isdigit() else ""


def moment_away(moment: datetime.datetime, count: float, unit: str) -> datetime.datetime | None:
    """The moment so many hours, minutes or seconds away."""
    seconds = {"TH": 3600, "TM": 60, "TS": 1}.get(unit)
    try:
        return moment + datetime.timedelta(seconds=count * seconds) if seconds else None
    except OverflowError:
        return None
