"""Makers for fiscal and academic years: "fiscal 2023", "the 2021-22 financial year", "this school year".

When such a year begins is the law of a country. It is told where the sentence names one (``fiscal.toml``); else the
days are those of all the years that could be meant. A pair ("2021-22") says by itself in which year it begins.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from dragoman.codes import Basis, TimexKind
from dragoman.times.absolute import side_said
from dragoman.times.calendar import DAY, shift
from dragoman.times.grammar import Found
from dragoman.times.lexicon import read_table
from dragoman.times.meaning import Context, Meaning, adrift, dated

# How far around the expression its country is looked for, within the sentence.
BEFORE, AFTER = 90, 50
ACADEMIC = frozenset(("academic", "school"))
SENTENCE_END = re.compile(r"[!?;\n]|(?<![A-Z])\.(?=\s)")
FIRST_YEAR, LAST_YEAR = 2, 9998
LAST_OF_A_PAIR = 2030  # "2015-32" is a number of something


class Law(NamedTuple):
    """Where a country's year begins, and whether it is named by the year it starts in or the one it ends in."""

    country: str
    begins: tuple[int, int]
    named: str

    def days_from(self, year: int) -> tuple[datetime.date, datetime.date]:
        """The first and last day of the one that starts in a year."""
        return datetime.date(year, *self.begins), datetime.date(year + 1, *self.begins) - DAY


# Where no country is named: from the earliest beginning that is common to the latest end.
OPEN_FISCAL = (Law("", (4, 1), "either"), Law("", (10, 1), "end"))
OPEN_ACADEMIC = (Law("", (8, 1), "either"),)


def fiscal_year(found: Found, context: Context) -> Meaning | None:
    """ "fiscal 2022", "the current fiscal year", "FY2022-23"."""
    words = found.text.lower().split()
    if "calendar" in words or "cy" in words:
        return _calendar_year(found, context)
    laws = _laws(found, "academic" if ACADEMIC & set(words) else "fiscal")
    if found.has("tail"):
        return _pair(found, laws)
    if found.has("year"):
        number = found.value("year") or 0
        number += 2000 if number < 100 else 0
        return _of_years(number, _starts(number, laws), laws, Basis.STATED)
    today = context.published
    if today is None:
        return adrift("XXXX", TimexKind.DATE, "year")
    return _around(today, side_said(found), laws)


def _calendar_year(found: Found, context: Context) -> Meaning | None:
    number = found.value("year")
    if number is not None:
        return dated(f"{number + (2000 if number < 100 else 0):04}", Basis.STATED, "a calendar year")
    today = context.published
    if today is None:
        return adrift("XXXX", TimexKind.DATE, "year")
    return dated(f"{today.year + side_said(found):04}", Basis.PUBLICATION, "a calendar year")


def year_pair(found: Found, context: Context) -> Meaning | None:
    """ "in 2021-22", "the 1914-18 war": both years, all of them; "2022-11" is a month."""
    first, last = _pair_of(found)
    tail = found.value("tail") or 0
    if tail <= first % 100 and 1 <= tail <= 12:
        return dated(f"{first:04}-{tail:02}", Basis.STATED, "the year and the month are stated")
    if not first < last <= min(first + 99, LAST_OF_A_PAIR):
        return None
    whole, end = (
        dated(f"{first:04}", Basis.STATED, f"the years {first} to {last}"),
        dated(f"{last:04}", Basis.STATED, ""),
    )
    return replace(whole, value=f"{first:04}/{last:04}", last=end.last) if whole and end else None


def _pair_of(found: Found) -> tuple[int, int]:
    first, last = found.value("year") or 0, found.value("tail") or 0
    first += 2000 if first < 100 else 0
    if last < 100:
        last += first // 100 * 100
        last += 100 if last < first else 0  # "1999-00"
    return first, last


def _pair(found: Found, laws: tuple[Law, ...]) -> Meaning | None:
    first, last = _pair_of(found)
    if last != first + 1:
        return None
    return _of_years(first, [(law, first) for law in laws], laws, Basis.STATED)


def _starts(number: int, laws: tuple[Law, ...]) -> list[tuple[Law, int]]:
    """The laws with the years in which the one named by a year can begin."""
    back = {"start": (0,), "end": (1,), "either": (1, 0)}
    return [(law, number - (n if law.begins > (1, 1) else 0)) for law in laws for n in back[law.named]]


def _of_years(number: int, starts: list[tuple[Law, int]], laws: tuple[Law, ...], basis: Basis) -> Meaning | None:
    meaning = dated(f"{number:04}", basis, _why(laws))
    if meaning is None or not FIRST_YEAR <= number <= LAST_YEAR:
        return meaning
    spans = [law.days_from(year) for law, year in starts]
    return replace(meaning, first=min(first for first, _ in spans), last=max(last for _, last in spans))


def _why(laws: tuple[Law, ...]) -> str:
    if laws[0].country:
        first, last = laws[0].days_from(2001)
        return f"the year of {laws[0].country} runs from {first:%d %B} to {last:%d %B} ({laws[0].named} year named)"
    return "nobody says whose year it is, so its days are those of all that could be meant"


def _around(today: datetime.date, side: int, laws: tuple[Law, ...]) -> Meaning | None:
    """The one that holds the publication day, or its neighbour."""
    moved = shift(today, side, "Y")
    if moved is None or not FIRST_YEAR < moved.year < LAST_YEAR:
        return None
    starts = [(law, moved.year - ((moved.month, moved.day) < law.begins)) for law in laws]
    law, year = starts[0]
    ends = law.named == "end" and law.begins > (1, 1)
    number = year + ends if law.country else moved.year
    return _of_years(number, starts, laws, Basis.PUBLICATION)


def _laws(found: Found, kind: str) -> tuple[Law, ...]:
    """The law of the country that the sentence names nearest to the expression, else those that are common."""
    text = found.scan.text
    start, stop = found.scan.spans[found.first][0], found.scan.spans[found.stop - 1][1]
    before = SENTENCE_END.split(text[max(start - BEFORE, 0) : stop])[-1]
    after = SENTENCE_END.split(text[stop : stop + AFTER])[0]
    pattern, table = _table(kind)
    named = pattern.findall(before)[-1:] or pattern.findall(after)[:1]
    return (table[named[0]],) if named else OPEN_ACADEMIC if kind == "academic" else OPEN_FISCAL


@cache
def _table(kind: str) -> tuple[re.Pattern[str], dict[str, Law]]:
    laws = {
        name: Law(row["names"][0], (row["begins"][0], row["begins"][1]), row["named"])
        for row in read_table("fiscal.toml")[kind]
        for name in row["names"]
    }
    longest_first = sorted(laws, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w$])"), laws
