"""Dates as pages and files write them: one calendar day, or the reason why it is refused."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

# The first newspapers are of 1605, but nothing that this program reads is older than the telegraph.
EARLIEST_YEAR = 1800
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_FORMS = tuple(
    re.compile(rf"(?<![\w.,/-]){_WEEKDAY}{form}(?![\w/])", re.I)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?:T[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        r"(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-](?P<year>\d{4})",
        r"(?P<year>(?:19|20)\d\d)(?P<number>[01]\d)(?P<day>[0-3]\d)",
    )
)
_TIME = re.compile(
    r"(?:,|\bat\b|[-–—|@])?\s*\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:\(?(?:utc|gmt|[a-z]{1,4}t|z)\b(?:\s*[+-]\d+)?\)?)?(?:\s*[+-]\d\d:?\d\d)?(?:\s+(?:local time|hrs?))?",
    re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written: where it stands in its text, the day it means, or why it means none."""

    start: int
    end: int
    day: datetime.date | None
    problem: str | None


def find_date(text: str, today: datetime.date | None = None) -> WrittenDate | None:
    """The first date with a year in a short text; ``today`` is only ever used to refuse a later day."""
    for form in _FORMS:
        found = form.search(text)
        if found:
            day, problem = _day_of(found.groupdict(), today or datetime.date.today())
            return WrittenDate(found.start(), found.end(), day, problem)
    return None


def without_time(text: str) -> str:
    """The text without a time of day."""
    return _TIME.sub(" ", text)


def date_in_address(url: str) -> str | None:
    """The date in the path of an address such as ``/2022/11/14/``."""
    found = re.search(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)", url)
    return "-".join(found.groups()) if found else None


def _day_of(parts: dict[str, str | None], today: datetime.date) -> tuple[datetime.date | None, str | None]:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        month, day, ambiguous = _order_of(int(parts["first"] or 0), int(parts["second"] or 0))
        if ambiguous:
            return None, "day and month cannot be told apart"
    else:
        month = _MONTHS[(parts["month"] or "").lower()] if parts.get("month") else int(parts["number"] or 0)
        day = int(parts["day"] or 0)
    return _plausible(year, month, day, today)


def _order_of(first: int, second: int) -> tuple[int, int, bool]:
    """Month and day of two numbers, and whether they could as well be the other way round."""
    if second > 12:
        return first, second, False
    return second, first, first <= 12 and first != second


def _plausible(year: int, month: int, day: int, today: datetime.date) -> tuple[datetime.date | None, str | None]:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None, "there is no such day"
    if year < EARLIEST_YEAR:
        return None, f"the year {year} is too early for a report"
    if date == datetime.date(1970, 1, 1):
        return None, "it is the zero of computer clocks, not a date somebody gave"
    # A day of grace: it is already tomorrow further east.
    if date > today + datetime.timedelta(days=1):
        return None, "it lies in the future"
    return date, None
