"""Bounds: what the word before or after a time does to the days it can mean.

"Since 2014" begins there and is still open, "by Friday" and "until Friday" end there, "before" and "after" leave
the named time itself out. A length before an event ("weeks after he declared …") hangs on that event.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from dragoman.records import Basis, TimexKind
from dragoman.times.calendar import DAY
from dragoman.times.expression import Expression
from dragoman.times.meaning import Meaning

TO_EVENT = frozenset(("after", "before", "since", "following", "into"))
TWO_WORDS = frozenset((("ahead", "of"), ("prior", "to"), ("on", "from"), ("away", "from"), ("out", "from")))


def bounded(expression: Expression, published: datetime.date | None) -> Expression:
    """The expression with its days opened or closed by the words around it."""
    meaning = expression.meaning
    if meaning.kind is TimexKind.DURATION and meaning.first is None:
        tied = event_tied(expression)
        return expression._replace(rule="event-anchor", meaning=tied) if tied else expression
    if meaning.kind not in (TimexKind.DATE, TimexKind.TIME) or meaning.first is None or meaning.last is None:
        return expression
    if expression.is_possessive:
        return expression
    before = expression.words_before(1)
    opened = _opened(meaning, before[0], published) if before else None
    return expression._replace(meaning=opened) if opened else expression


def _opened(meaning: Meaning, word: str, published: datetime.date | None) -> Meaning | None:
    first, last = meaning.first, meaning.last
    if first is None or last is None:
        return None
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


def event_tied(expression: Expression) -> Meaning | None:
    """A length tied to an event named beside it ("weeks after he declared …", "days ahead of the summit")."""
    after = expression.words_after(2)
    two = (after[0], after[1]) if len(after) == 2 else ("", "")
    if not after or (after[0] not in TO_EVENT and two not in TWO_WORDS):
        return None
    link = " ".join(two) if two in TWO_WORDS else after[0]
    why = f"“{expression.text} {link}” measures from an event, and the text gives no date for that event here"
    return replace(expression.meaning, basis=Basis.EVENT, why=why)
