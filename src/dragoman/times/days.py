"""Two days of one month: "April 24 and 25", "between 3 and 5 May", "May 3-5"."""

from __future__ import annotations

from dragoman.times.absolute import calendar_date
from dragoman.times.calendar import shift
from dragoman.times.expression import Expression
from dragoman.times.grammar import Found
from dragoman.times.meaning import Context, at

LISTS = frozenset(("and", "or", "&"))


def day_pair(found: Found, context: Context) -> list[Expression]:
    """Both days as expressions of their own; none where one of them does not exist."""
    (_, first_stop), (second_first, second_stop) = found.groups["day"], found.groups["day2"]
    is_month_first = found.groups["month"][0] < second_first
    edges = ((found.first, first_stop), (second_first, found.stop if not is_month_first else second_stop))
    if found.has("year") and is_month_first:
        edges = (edges[0], (second_first, found.stop))
    made = []
    for label, (first, stop) in zip(("day", "day2"), edges, strict=True):
        groups = {**found.groups, "day": found.groups[label]}
        meaning = calendar_date(Found(found.rule, found.scan, first, stop, groups), context)
        if meaning is None:
            return []
        made.append(Expression(found.scan, first, stop, found.rule.name, meaning))
    return _in_order(made, found)


def _in_order(made: list[Expression], found: Found) -> list[Expression]:
    """ "from the 27th to the 3rd of April": the first day is one of the month before."""
    first, second = (expression.meaning.first for expression in made)
    between = {word.lower() for word in found.scan.words[made[0].stop : made[1].first]}
    if first is None or second is None or first < second or between & LISTS or not between:
        return made
    earlier = shift(first, -1, "M")
    if earlier is None or earlier.day != first.day or not made[0].meaning.is_day:
        return made
    meaning = at(earlier, "D", made[0].meaning.basis, f"of the month before {second}")
    return [made[0]._replace(meaning=meaning), made[1]] if meaning else made
