"""Bounds: what the word before or after a time does to the days it can mean.

"Since 2014" begins there and is still open, "by Friday" and "until Friday" end there, "before" and "after" leave
the named time itself out. A length before an event ("weeks after he declared …") hangs on that event.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from dragoman.codes import TimexKind
from dragoman.times.anchors import event_tied
from dragoman.times.calendar import DAY, interval_of
from dragoman.times.expression import Expression
from dragoman.times.meaning import Meaning

BOUNDS = frozenset(("since", "by", "until", "till", "before", "after"))
THAN = {"later than": "after", "earlier than": "before", "prior to": "before"}
# Where the named day itself is counted in.
INCLUDING = {
    "no later than": "until", "not later than": "until", "on or before": "until", "at or before": "until",
    "no earlier than": "since", "not earlier than": "since", "no sooner than": "since", "on or after": "since",
}  # fmt: skip
LATER = (["or", "later"], ["and", "later"], ["or", "after"], ["and", "onwards"], ["and", "beyond"])
ONWARDS = (["onwards"], ["onward"])


def bounded(expression: Expression, published: datetime.date | None) -> Expression:
    """The expression with its days opened or closed by the words around it."""
    meaning = expression.meaning
    if meaning.kind is TimexKind.DURATION and meaning.first is None:
        tied = event_tied(expression, published)
        return expression._replace(rule="event-anchor", meaning=tied) if tied else expression
    if meaning.kind not in (TimexKind.DATE, TimexKind.TIME) or meaning.first is None or meaning.last is None:
        return expression
    if expression.is_possessive:
        return expression
    before = expression.words_before(1)
    if before and before[0] in BOUNDS:
        meaning = _at_edge(meaning, expression.text.lower())
    opened = _opened_by_than(expression, meaning, published)
    if opened is None and before:
        opened = _opened(meaning, before[0], published)
    if opened is None and _is_open_ended(expression):
        opened = _opened(meaning, "since", None)
    return expression._replace(meaning=opened) if opened else expression


def _is_open_ended(expression: Expression) -> bool:
    """ "2012 or later", "5 May onwards"."""
    if expression.words_after(1) in ONWARDS:
        return True
    return expression.words_after(2) in LATER and expression.words_after(3)[2:] != ["than"]


def _opened_by_than(expression: Expression, meaning: Meaning, published: datetime.date | None) -> Meaning | None:
    """ "later than 5 May", "no later than 5 May", "on or before 5 May"."""
    words = expression.words_before(3)
    if link := INCLUDING.get(" ".join(words)):
        return _opened(meaning, link, published if link == "until" else None)
    link = THAN.get(" ".join(words[-2:]))
    return _opened(meaning, link, None) if link else None


def _at_edge(meaning: Meaning, text: str) -> Meaning:
    """ "before the end of the year" means its very end, not its last third."""
    whole = interval_of(meaning.value)
    if whole is None:
        return meaning
    if "end of" in text:
        return replace(meaning, first=whole[1], last=whole[1])
    return replace(meaning, first=whole[0], last=whole[0]) if "beginning of" in text or "start of" in text else meaning


def _opened(meaning: Meaning, word: str, published: datetime.date | None) -> Meaning | None:
    first, last = meaning.first, meaning.last
    if first is None or last is None:
        return None
    if meaning.start is not None and meaning.end is not None and "/" not in meaning.value:
        return clock_opened(meaning, word)
    try:
        if word == "since":
            end = published if published and published >= first else None
            return replace(meaning, last=end, why=f"{meaning.why}; “since” opens it towards the day of writing")
        if word in ("by", "until", "till"):
            begin = published if published and published <= last else None
            return replace(meaning, first=begin, why=f"{meaning.why}; “{word}” makes it the last day")
        if word == "before":
            return replace(meaning, first=None, last=first - DAY, why=f"{meaning.why}; “before” ends it the day before")
        if word == "after":
            end = published if published and published > last else None
            return replace(meaning, first=last + DAY, last=end, why=f"{meaning.why}; “after” begins it the day after")
    except OverflowError:
        return None
    return None


def clock_opened(meaning: Meaning, word: str) -> Meaning | None:
    """ "before 2.30 p.m." ends there, "after 9" begins there; the day stays."""
    if word in ("by", "until", "till", "before"):
        return replace(meaning, start=None, end=meaning.start, why=f"{meaning.why}; “{word}” makes it the end")
    if word in ("since", "after"):
        return replace(meaning, end=None, why=f"{meaning.why}; “{word}” makes it the beginning")
    return None
