"""The time a question states for its answer."""

from __future__ import annotations

import datetime
from dataclasses import replace

from dragoman.codes import Basis
from dragoman.questions.asked import Asked
from dragoman.reading.reading import Reading
from dragoman.records import Evidence, When, day_when

# Prepositions and words before a date that set the time by which a question is settled.
HORIZON = frozenset(
    (
        "by",
        "before",
        "until",
        "till",
        "within",
        "in",
        "during",
        "over",
        "through",
        "this",
        "next",
        "on",
        "at",
        "deadline",
    )
)
ENDS = frozenset(("end", "close", "out", "over"))
PERIODS = frozenset(("week", "month", "year"))
# What opens a stretch of time rather than closes it.
OPENING = frozenset(("after", "since", "from", "following"))
# Words for the present set no deadline.
PRESENT = frozenset(("now", "today", "tonight", "soon", "currently", "already", "again", "once", "then", "immediately"))


def horizon_of(reading: Reading, whens: list[When], asked: Asked) -> When | None:
    """A date in the question that is not past and does not describe a noun; its last day is the deadline."""
    around = reading.span(asked.first, asked.last)
    published = reading.document.published
    today = published.first if published is not None else None
    for when in whens:
        if when.span is None or not around.covers(when.span) or when.last is None:
            continue
        found = _deadline(reading, when, reading.tokens_in(when.span))
        if found is not None and found.last is not None and (today is None or found.last > today):
            return found
    return _by_then(reading, whens, asked, today) or _period_out(reading, asked, today)


def _deadline(reading: Reading, when: When, tokens: range) -> When | None:
    """The time as a deadline; ``None`` where it is none."""
    if not tokens or any(reading.lower[j] in PRESENT for j in tokens):
        return None
    if any(reading.deps[j] in ("compound", "poss", "nmod") and reading.heads[j] not in tokens for j in tokens):
        return _day_before(reading, when, tokens)
    first, before = reading.lower[tokens.start], reading.lower[tokens.start - 1] if tokens.start else ""
    above = {first, before, *(reading.lower[j] for j in _over(reading, tokens.start))}
    if above & OPENING:
        return None
    ends = any(reading.lower[j] in ENDS for j in tokens) or reading.lower[tokens.start - 2] in ENDS
    if ends and "before" in (first, before) and when.first is None and when.last is not None:
        # "Before the end of the year" is within it.
        return replace(when, last=when.last + datetime.timedelta(days=1))
    if "before" in above and when.first is not None and not ends and ("before" in (first, before) or _is_day(when)):
        return replace(when, last=when.first - datetime.timedelta(days=1))
    led = first in HORIZON or before in HORIZON or bool(above & HORIZON)
    return when if led or reading.deps[tokens[-1]] in ("npadvmod", "advmod") else None


def _day_before(reading: Reading, when: When, tokens: range) -> When | None:
    """ "Before Sunday's vote", "ahead of Tuesday's summit"; any other time that describes a noun is no deadline."""
    start = tokens.start - (reading.lower[tokens.start - 1] == "the")
    ahead = reading.lower[start - 2 : start] == ["ahead", "of"] or reading.lower[start - 1] == "before"
    if not ahead or not _is_day(when) or when.first is None or reading.deps[tokens[-1]] != "poss":
        return None
    return replace(when, last=when.first - datetime.timedelta(days=1))


def _over(reading: Reading, token: int) -> list[int]:
    """The words before a time that it hangs under, and what opens their clauses ("before they begin on 3 July")."""
    above = [j for j in reading.ancestors(token)[:8] if j < token]
    return above + [c for j in above for c in reading.children_by(j, "mark") if c < token]


def _is_day(when: When) -> bool:
    return when.first is not None and when.first == when.last


def _by_then(reading: Reading, whens: list[When], asked: Asked, today: datetime.date | None) -> When | None:
    """ "Before then": the last day told before the question that is still to come."""
    for j in range(asked.first + 1, asked.last + 1):
        led = reading.lower[j - 1]
        if reading.lower[j] != "then" or led not in ("before", "by", "until"):
            continue
        told = [w for w in whens if w.span is not None and w.span.end <= reading.starts[asked.first]]
        days = [w for w in told if w.precision == "day" and w.last is not None]
        coming = [w for w in days if w.last is not None and today is not None and w.last > today]
        if coming and coming[-1].last is not None:
            day = coming[-1].last - datetime.timedelta(days=led == "before")
            return replace(coming[-1], last=day)
    return None


def _period_out(reading: Reading, asked: Asked, today: datetime.date | None) -> When | None:
    """ "Before the month is out", "before the new year"."""
    words = reading.lower[asked.first : asked.last + 1]
    for k in range(len(words) - 1 if today is not None else 0):
        if words[k] != "before" or today is None:
            continue
        named = words[k + 2 : k + 3] if words[k + 1] == "the" else []
        over = words[k + 3 : k + 4] == ["ends"] or words[k + 4 : k + 5] in (["out"], ["over"])
        if words[k + 1 : k + 3] == ["new", "year"] or words[k + 1 : k + 4] == ["the", "new", "year"]:
            last = _last_day(today, "year")
        elif over and named and named[0] in PERIODS:
            last = _last_day(today, named[0])
        else:
            continue
        span = reading.span(asked.first + k, min(asked.first + k + 3, asked.last))
        why = f"“{span.text_of(reading.text)}” lasts until {last}"
        return day_when(last, Basis.PUBLICATION, Evidence(span, "period-out", why))
    return None


def _last_day(today: datetime.date, period: str) -> datetime.date:
    """The last day of the week, month or year of a day; a week ends on Sunday."""
    if period == "week":
        return today + datetime.timedelta(days=6 - today.weekday())
    if period == "year" or today.month == 12:
        return datetime.date(today.year, 12, 31)
    return datetime.date(today.year, today.month + 1, 1) - datetime.timedelta(days=1)
