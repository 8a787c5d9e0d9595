"""Which states belonged to an organisation or alliance on a day, and to which a state belonged."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from dragoman.actors.offices import first_day, last_day
from dragoman.actors.tables import rows_of


@dataclass(frozen=True, slots=True)
class Membership:
    """One state in one organisation: since when, until when (``None``: still a member), and the list it stands in."""

    organisation: str
    country: str
    since: str
    until: str | None
    source: str

    def covers(self, day: datetime.date) -> bool:
        return first_day(self.since) <= day and (self.until is None or day <= last_day(self.until))


def members_of(organisation: str, day: datetime.date) -> list[str]:
    """The members of an organisation on a day, as ISO 3166-1 alpha-3 codes in alphabetical order."""
    return sorted({m.country for m in memberships() if m.organisation == organisation and m.covers(day)})


def memberships_of(country: str, day: datetime.date) -> list[Membership]:
    """The organisations a state (ISO 3166-1 alpha-3) belonged to on a day, oldest membership first."""
    held = [m for m in memberships() if m.country == country and m.covers(day)]
    return sorted(held, key=lambda m: m.since)


@cache
def memberships() -> tuple[Membership, ...]:
    """Every membership of the table (data/actors/members.csv)."""
    return tuple(
        Membership(row["organisation"], country, row["since"], row["until"] or None, row["source"])
        for row in rows_of("members.csv")
        for country in row["countries"].split()
    )
