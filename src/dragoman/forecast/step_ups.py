"""How often fighting steps up: base rates of questions that ask for more of what goes on, by UCDP GED (CC BY 4.0)."""

from __future__ import annotations

import datetime
import re
from functools import cache

from dragoman.forecast.base_rates import AT_LARGE, BaseRate, share_of
from dragoman.forecast.durations import shipped_rows

SEEN_UNTIL = datetime.date(2019, 12, 31)
# As a question says that there would be more of it than before.
MORE = re.compile(
    r"\b(?:step(?:s|ped|ping)? up|ramp(?:s|ed|ing)? up|escalat\w+|intensif\w+|expand\w*|widen\w*|broaden\w*"
    r"|increas\w+|surg(?:e|es|ed|ing)|redoubl\w+)\b",
    re.I,
)


def asks_for_more(question: str) -> bool:
    """Whether a question asks if something will grow, not merely go on."""
    return MORE.search(question) is not None


def steps_up(horizon: float, today: datetime.date) -> BaseRate | None:
    """How often a stretch of about ``horizon`` days saw a quarter more fighting than the one before, with 80 % range.

    ``None`` where that was not known ``today`` yet.
    """
    if today <= SEEN_UNTIL:
        return None
    days, stretches, more = min(_table(), key=lambda row: abs(row[0] - horizon))
    share, low, high = share_of(more, stretches)
    return BaseRate(
        reference_class="stretches of fighting in one governorate (Syria)",
        probability=share,
        low=low,
        high=high,
        n=stretches,
        window="2016 to 2019",
        method="beta-binomial",
        why=f"in {more} of {stretches} stretches of {days} days there was a quarter more of it than before (UCDP GED)",
        distance=AT_LARGE,
    )


@cache
def _table() -> tuple[tuple[int, int, int], ...]:
    rows = shipped_rows("step_ups.csv")
    return tuple((int(row["days"]), int(row["stretches"]), int(row["more"])) for row in rows)
