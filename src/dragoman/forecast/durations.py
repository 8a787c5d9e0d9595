"""How long armed conflicts go on, and how often new ones begin: base rates from UCDP's tables (CC BY 4.0)."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dragoman.forecast.base_rates import AT_LARGE, BaseRate
from dragoman.forecast.counts import pooled_prior
from dragoman.forecast.survival import Share, conditional_survival, kaplan_meier

SEEN_UNTIL = datetime.date(2024, 12, 31)
YEAR = 365.25
# Fewer cases than this make no class: the range would say nothing.
FEWEST = 10
KINDS = {
    "interstate": "wars between states",
    "civil": "civil conflicts",
    "internationalised": "civil conflicts in which other states fight",
    "colonial": "colonial conflicts",
}
ONSETS = "1990 to 2017"


@dataclass(frozen=True, slots=True)
class Episode:
    """A run of years in which a conflict was active; ``ended`` is false where it still was when the table closes."""

    country: str | None
    other: str | None
    kind: str
    start: datetime.date
    end: datetime.date
    ended: bool

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@cache
def episodes() -> tuple[Episode, ...]:
    day = datetime.date.fromisoformat
    return tuple(
        Episode(
            row["country"] or None,
            row["other"] or None,
            row["kind"],
            day(row["start"]),
            day(row["end"]),
            row["ended"] == "1",
        )
        for row in shipped_rows("episodes.csv")
    )


@cache
def onsets() -> dict[str, tuple[int, int]]:
    """Country -> (years seen, years in which a conflict began)."""
    return {row["country"]: (int(row["years"]), int(row["onsets"])) for row in shipped_rows("onsets.csv")}


def running_since(country: str, today: datetime.date) -> Episode | None:
    """The longest-running episode in which a country was a side that day, as far as the table tells."""
    active = [e for e in episodes() if country in (e.country, e.other) and e.start <= today and not _over(e, today)]
    return min(active, key=lambda e: e.start, default=None)


def goes_on(
    already: float, horizon: float, kind: str | None = None, today: datetime.date | None = None
) -> BaseRate | None:
    """How often a conflict active for ``already`` days is still active ``horizon`` days later, with 80 % range.

    Only what was known ``today`` is used. ``None`` where fewer than ten lasted so long.
    """
    share = _share(already, horizon, kind, today)
    if share is None or share.n < FEWEST:
        return None
    span = f"1946 to {min(today or SEEN_UNTIL, SEEN_UNTIL).year}"
    return BaseRate(
        reference_class=f"{KINDS[kind] if kind else 'armed conflicts'} that had been active for {already:.0f} days",
        probability=share.value,
        low=share.low,
        high=share.high,
        n=share.n,
        window=span,
        method="kaplan-meier",
        why=f"of {share.n} episodes that lasted so long, this share was active {horizon:.0f} days later (UCDP/PRIO)",
        distance=AT_LARGE,
    )


def breaks_out(country: str, horizon: float) -> BaseRate | None:
    """How often a new armed conflict begins in a country within ``horizon`` days, pooled with all others."""
    if country not in onsets():
        return None
    years, began = onsets()[country]
    prior = pooled_prior([b for _, b in onsets().values()], [y for y, _ in onsets().values()])
    probability, low, high = prior.given(began, years).at_least_once(horizon / YEAR)
    return BaseRate(
        reference_class=f"years of {country}, pooled with those of {len(onsets())} countries",
        probability=probability,
        low=low,
        high=high,
        n=years,
        window=ONSETS,
        method="gamma-poisson",
        why=f"a state-based armed conflict began in {began} of {years} years there (UCDP)",
        distance=AT_LARGE,
    )


def _share(already: float, horizon: float, kind: str | None, today: datetime.date | None) -> Share | None:
    known = [_as_known(e, today) for e in episodes() if kind in (None, e.kind) and (today is None or e.start <= today)]
    if not known:
        return None
    curve = kaplan_meier([e.days for e in known], [e.ended for e in known])
    return conditional_survival(curve, already, horizon)


def _as_known(episode: Episode, today: datetime.date | None) -> Episode:
    """The episode as one knew it that day: one that ended later was still running."""
    if today is None or episode.end <= today:
        return episode
    return replace(episode, end=today, ended=False)


def _over(episode: Episode, today: datetime.date) -> bool:
    return episode.ended and episode.end < today


def shipped_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table that ships with the package; its notes are left out."""
    text = (files("dragoman") / "data" / "forecast" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
