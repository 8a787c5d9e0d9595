"""Time expressions: where they stand, what they mean, and which days they can mean."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache

from dragoman.codes import Basis, TimexKind
from dragoman.reading.reading import Reading
from dragoman.records import Evidence, When
from dragoman.times import absolute, clock, fiscal, relative, seasons, spans, within
from dragoman.times.bounds import bounded
from dragoman.times.days import day_pair
from dragoman.times.expression import Expression
from dragoman.times.grammar import Found, expressions
from dragoman.times.guards import is_plain
from dragoman.times.hemisphere import is_southern
from dragoman.times.joins import joined
from dragoman.times.meaning import Context, Meaning, with_moments
from dragoman.times.scan import scan
from dragoman.times.tense import tense_in_reading, tense_in_text, tense_of_link

Maker = Callable[[Found, Context], Meaning | None]
Tense = Callable[[int], int]
# What "two weeks later" may count from.
ANCHORS = frozenset(
    ("day", "week", "month", "quarter", "season", "year", "part_of_day", "minute", "second", "weekend", "half")
)
COMPARISONS = frozenset(("ago", "later", "year-earlier"))


def find_times(reading: Reading) -> list[When]:
    """Every time expression, in text order; a range ("from 1986 to 1989") is one."""
    published = _day_of(reading.document.published)
    whens = _find(reading.text, published, tense_in_reading(reading), True)
    if published is None:
        _doubt_relative(reading, whens)
    return whens


def find_times_in(
    text: str, published: datetime.date | datetime.datetime | None = None, *, ranges: bool = True
) -> list[When]:
    """The time expressions of a text without a parse: which way a clause looks is told from its words alone."""
    return _find(text, published, None, ranges)


def _doubt_relative(reading: Reading, whens: list[When]) -> None:
    """One note in the margin for all expressions that want a publication day."""
    adrift = [when for when in whens if when.basis is Basis.PUBLICATION and when.value.startswith("X")]
    if adrift and adrift[0].span:
        words = ", ".join(f"“{when.span.text_of(reading.text)}”" for when in adrift[:3] if when.span)
        more = f" and {len(adrift) - 3} more" if len(adrift) > 3 else ""
        why = f"no publication day is known, so {words}{more} cannot be placed in the calendar"
        reading.doubt("times", adrift[0].span, "no-publication-day", why)


def _day_of(when: When | None) -> datetime.date | None:
    return when.first if when is not None and when.first == when.last else None


@cache
def _makers() -> dict[str, Maker]:
    """The functions that the rows of the grammar name."""
    return {
        name: made
        for room in (spans, seasons, within, relative, clock, fiscal, absolute)
        for name, made in vars(room).items()
        if callable(made)
    }


def _find(text: str, written: datetime.date | None, tense: Tense | None, ranges: bool) -> list[When]:
    moment = written if isinstance(written, datetime.datetime) else None
    published = moment.date() if moment else written
    found = joined(_expressions(text, published, moment, tense), ranges)
    exact = (expression._replace(meaning=with_moments(expression.meaning)) for expression in found)
    return [_when(bounded(expression, published)) for expression in exact]


def _when(expression: Expression) -> When:
    m = expression.meaning
    evidence = Evidence(expression.span, expression.rule, f"“{expression.text}”: {m.why}")
    return When(m.value, m.kind, m.first, m.last, m.precision, m.basis, evidence, m.start, m.end)


def _expressions(
    text: str, published: datetime.date | None, moment: datetime.datetime | None, tense: Tense | None
) -> list[Expression]:
    """The expressions as the grammar gives them, each measured from those before it."""
    scanned = scan(text)
    made: list[Expression] = []
    context = Context(published, None, lambda: 0, moment=moment, south=is_southern(text))
    makers = _makers()
    for found in expressions(scanned):
        if is_plain(found):
            continue
        context.tense = _asked(found, tense)
        if found.rule.make == "calendar_days":
            new = day_pair(found, context)
        else:
            meaning = _made(makers[found.rule.make], found, context)
            new = [Expression(scanned, found.first, found.stop, found.rule.name, meaning)] if meaning else []
        for expression in new:
            made.append(expression)
            _remember(expression, context)
    return made


def _made(make: Maker, found: Found, context: Context) -> Meaning | None:
    """The meaning; ``None`` where it lies outside the years 1 to 9999, which is as far as the calendar goes."""
    try:
        return make(found, context)
    except OverflowError:
        return None


def _asked(found: Found, tense: Tense | None) -> Callable[[], int]:
    """The tense at an expression, looked up only where a maker asks."""
    if tense is None:
        return lambda: tense_in_text(found.scan, found.first, found.stop)
    return lambda: (
        tense_of_link(found.scan, found.first)
        or tense(found.scan.spans[found.first][0])
        or tense_in_text(found.scan, found.first, found.stop)
    )


def _remember(expression: Expression, context: Context) -> None:
    """Keeps what later expressions may count from; a comparison with "a year earlier" does not move the story there."""
    meaning = expression.meaning
    if meaning.kind is TimexKind.DURATION or meaning.first is None or meaning.precision not in ANCHORS:
        return
    if expression.rule in COMPARISONS and "year" in expression.text:
        return
    context.anchor = meaning
    if meaning.precision == "quarter":
        context.quarter = meaning
