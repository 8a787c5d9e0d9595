"""Anchors: lengths measured from an event that the clause names ("weeks after he declared", "days ahead of the talks").

The event is looked up in the table of world events. Where it is there, the length has days: an exact count moves the
event's days by it, an open one ("weeks") reaches from one unit to as many as one would say before the next larger
one. Where it is not, the length stays relative, with basis EVENT, and the reason names the clause.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from dragoman.codes import Basis
from dragoman.times.expression import Expression
from dragoman.times.meaning import FUTURE, Meaning
from dragoman.times.scan import PARAGRAPH
from dragoman.times.tense import tense_in_text
from dragoman.times.world_events import WorldEvent, named_in, padded

AFTER = frozenset(("after", "since", "following", "into"))
TO_EVENT = AFTER | {"before"}
TWO_WORDS = frozenset((("ahead", "of"), ("prior", "to"), ("on", "from"), ("away", "from"), ("out", "from")))
AHEAD = frozenset(("before", "ahead of", "prior to", "away from", "out from"))
STOPS = frozenset((".", "!", "?", ";", ":", "(", PARAGRAPH, "—", "–", "”", '"'))
LONGEST_CLAUSE = 25
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LENGTH = re.compile(r"P(T?)(\d+|X)(DE|CE|[YMWDHS])")
DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0, "DE": 3652.5, "CE": 36525.0}
# How many of a unit an open plural can be: "days" are fewer than two weeks, "weeks" than two months and a half, …
OPEN_COUNT = {"D": 13, "W": 10, "M": 24, "Y": 20, "DE": 9, "CE": 9}


def event_tied(expression: Expression, published: datetime.date | None) -> Meaning | None:
    """The meaning of a length that is measured from an event beside it; ``None`` where it is not."""
    link, at = _link(expression)
    if not link:
        return None
    clause = clause_after(expression, at)
    event = _event(expression, clause, link, published)
    if event is None:
        named = f"“{clause[:80]}”" if clause else "it"
        why = f"“{link}” measures from an event, and neither the text nor the table of world events dates {named}"
        return replace(expression.meaning, basis=Basis.EVENT, why=why)
    return _measured(expression, event, link, published)


def _link(expression: Expression) -> tuple[str, int]:
    """The word that ties a length to an event, and the token after it."""
    last = expression.text.lower().rpartition(" ")[2]
    if expression.meaning.basis is Basis.EVENT and last in ("before", "after"):
        return last, expression.stop
    after = expression.words_after(2)
    two = (after[0], after[1]) if len(after) == 2 else ("", "")
    if two in TWO_WORDS:
        return " ".join(two), expression.stop + 2
    return (after[0], expression.stop + 1) if after and after[0] in TO_EVENT else ("", 0)


def clause_after(expression: Expression, at: int) -> str:
    """The words that name the event: to the end of the clause, over the commas of a list of names."""
    words, spans = expression.scan.words, expression.scan.spans
    stop = at
    for i in range(at, min(at + LONGEST_CLAUSE, len(words))):
        word = words[i]
        if word in STOPS and not (word == "." and len(words[i - 1]) == 1):
            break
        if word == "," and not (i + 2 < len(words) and words[i - 1][0].isupper() and words[i + 1][0].isupper()):
            break
        stop = i + 1
    return expression.scan.text[spans[at][0] : spans[stop - 1][1]] if stop > at else ""


def _event(expression: Expression, clause: str, link: str, published: datetime.date | None) -> WorldEvent | None:
    year = YEAR.search(clause)
    side = -1 if link in AHEAD or not _looks_back(expression) else 1
    return named_in(padded(clause), int(year.group()) if year else None, published, side) if clause else None


def _measured(expression: Expression, event: WorldEvent, link: str, published: datetime.date | None) -> Meaning:
    least, most = _reach(expression)
    try:
        if link == "since":
            first, last = event.first, published if published and published >= event.first else None
        elif link in AHEAD:
            first, last = event.first - _days(most), event.first - _days(least)
        else:
            first, last = event.first + _days(least), event.last + _days(most)
    except OverflowError:
        return replace(expression.meaning, basis=Basis.EVENT, why=f"measured from {event.name}, beyond the calendar")
    if published and last and first <= published < last and _looks_back(expression):
        last = published
    why = f"“{link}” measures from an event: {event.name}, {event.days} ({event.source})"
    return replace(expression.meaning, first=first, last=last, basis=Basis.EVENT, why=why)


def _looks_back(expression: Expression) -> bool:
    return tense_in_text(expression.scan, expression.first, expression.stop) != FUTURE


def _days(count: float) -> datetime.timedelta:
    return datetime.timedelta(days=round(count))


def _reach(expression: Expression) -> tuple[float, float]:
    """The fewest and the most days the length can be."""
    match = LENGTH.match(expression.meaning.value)
    if match is None:
        return 0, 366
    if match[1]:
        return 0, max(1, int(match[2]) / 24 if match[2].isdigit() and match[3] == "H" else 1)
    unit, count = match[3], match[2]
    length = DAYS.get(unit, 1.0)
    if count == "X":
        return length, length * OPEN_COUNT.get(unit, 10)
    exact = int(count) * length
    slack = 0 if unit == "D" else length / 2
    return max(exact - slack, 0), exact + slack
