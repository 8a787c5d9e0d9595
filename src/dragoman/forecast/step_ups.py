"""How often fighting steps up: base rates of questions that ask for more of what goes on, by UCDP GED (CC BY 4.0)."""

from __future__ import annotations

import csv
import datetime
import re
from functools import cache
from importlib.resources import files

from dragoman.forecast.base_rates import AT_LARGE, BaseRate

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
    from scipy.special import betaincinv

    if today <= SEEN_UNTIL:
        return None
    days, stretches, more = min(_table(), key=lambda row: abs(row[0] - horizon))
    yes, no = more + 0.5, stretches - more + 0.5
    return BaseRate(
        reference_class="stretches of fighting in one governorate (Syria)",
        probability=yes / (yes + no),
        low=float(betaincinv(yes, no, 0.1)),
        high=float(betaincinv(yes, no, 0.9)),
        n=stretches,
        window="2016 to 2019",
        method="beta-binomial",
        why=f"in {more} of {stretches} stretches of {days} days there was a quarter more of it than before (UCDP GED)",
        distance=AT_LARGE,
    )


@cache
def _table() -> tuple[tuple[int, int, int], ...]:
    text = (files("dragoman") / "data" / "forecast" / "step_ups.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple((int(row["days"]), int(row["stretches"]), int(row["more"])) for row in rows)
