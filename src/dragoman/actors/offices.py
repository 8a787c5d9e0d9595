"""Who held which office when, and what somebody was on a given day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.actors.tables import cells_of, pieces_of, rows_of

# Where the family name stands first in English reporting.
FAMILY_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "SGP", "HKG"))
PARTICLES = frozenset(("al", "el", "bin", "ibn", "abu", "van", "von", "der", "de", "da", "dos", "le", "la"))
# After the end of the last known office the surname alone still means its holder for so long.
REMEMBERED = datetime.timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office: country, sector, first and last day (``None``: not known to have ended)."""

    person: str
    office: str
    country: str | None
    sector: str | None
    start: datetime.date
    end: datetime.date | None
    source: str

    def covers(self, day: datetime.date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person was on a day: in office, out of it (ELI), or not yet in any we know."""

    person: str
    country: str | None
    sector: str | None
    office: str | None
    since: str | None
    until: str | None
    why: str


def tenures_of(name: str) -> tuple[Tenure, ...]:
    """The offices of the person who goes by this full name or alias; middle names and initials do not matter."""
    pieces = pieces_of(name)
    if len(pieces) < 2:
        return _aliases().get(pieces, ())
    return _names().get(pieces) or _names().get(_short(pieces)) or ()


def tenures_of_surname(surname: str) -> tuple[Tenure, ...]:
    """The offices of everybody in the table with that family name."""
    return _surnames().get(pieces_of(surname)[-1:], ())


def standing_of(tenures: Sequence[Tenure], day: datetime.date | None) -> Standing | None:
    """What the person of these offices was on a day; with no day, what is known of the latest office."""
    if not tenures:
        return None
    ordered = sorted(tenures, key=lambda t: t.start)
    if day is None:
        return _standing(ordered[-1], f"last known as {ordered[-1].office}")
    held = [t for t in ordered if t.covers(day)]
    if held:
        # Of two offices at once the higher is listed first in the table; sorted() is stable on equal starts.
        tenure = min(held, key=tenures.index)
        until = f" until {tenure.end}" if tenure.end else ""
        return _standing(tenure, f"{tenure.office} from {tenure.start}{until} ({tenure.source})")
    past = [t for t in ordered if t.start <= day]
    if not past:
        first = ordered[0]
        why = f"{first.office} only from {first.start} ({first.source})"
        return Standing(first.person, first.country, None, None, None, None, why)
    last = max(past, key=lambda t: t.end or t.start)
    why = f"{last.office} until {last.end} ({last.source})"
    former = f"former {last.office}"
    return Standing(last.person, last.country, "ELI", former, str(last.start), str(last.end), why)


def holders_of_surname(surname: str, day: datetime.date, country: str | None = None) -> list[Standing]:
    """The people of that family name who held an office on the day, or had lately held one."""
    by_person: dict[str, list[Tenure]] = {}
    for tenure in tenures_of_surname(surname):
        if country is None or tenure.country == country:
            by_person.setdefault(tenure.person, []).append(tenure)
    near = {
        person: tenures
        for person, tenures in by_person.items()
        if any(t.start <= day <= (t.end or day) + REMEMBERED for t in tenures)
    }
    in_office = {p: ts for p, ts in near.items() if any(t.covers(day) for t in ts)}
    return [standing for ts in (in_office or near).values() if (standing := standing_of(ts, day))]


def _standing(tenure: Tenure, why: str) -> Standing:
    since, until = str(tenure.start), str(tenure.end) if tenure.end else None
    return Standing(tenure.person, tenure.country, tenure.sector, tenure.office, since, until, why)


def _short(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """First and last name, what stands between them left out."""
    kept = tuple(piece for piece in pieces if len(piece) > 1 and piece not in ("jr", "sr"))
    return (kept[0], kept[-1]) if len(kept) > 2 else kept


@cache
def _tenures() -> list[tuple[Tenure, tuple[str, ...]]]:
    found = []
    for row in rows_of("offices.csv"):
        start = datetime.date.fromisoformat(row["start"])
        end = datetime.date.fromisoformat(row["end"]) if row["end"] else None
        country, sector = row["country"] or None, row["sector"] or None
        tenure = Tenure(row["person"], row["office"], country, sector, start, end, row["source"])
        found.append((tenure, tuple(cells_of(row["aliases"]))))
    return found


@cache
def _names() -> dict[tuple[str, ...], tuple[Tenure, ...]]:
    """Full names and aliases, also without what stands in the middle where that is still one person's."""
    exact: dict[tuple[str, ...], list[Tenure]] = {}
    short: dict[tuple[str, ...], list[Tenure]] = {}
    aliases: dict[str, set[str]] = {}
    by_person: dict[str, list[Tenure]] = {}
    for tenure, also in _tenures():
        aliases.setdefault(tenure.person, {tenure.person}).update(also)
        by_person.setdefault(tenure.person, []).append(tenure)
    for person, names in aliases.items():
        for name in names:
            pieces = pieces_of(name)
            exact.setdefault(pieces, []).extend(by_person[person])
            for shorter in {_short(pieces), _without_particles(pieces)} - {pieces}:
                short.setdefault(shorter, []).extend(by_person[person])
    unique = {key: value for key, value in short.items() if len({t.person for t in value}) == 1 and len(key) > 1}
    return {key: tuple(dict.fromkeys(value)) for key, value in (unique | exact).items()}


def _without_particles(pieces: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(piece for piece in pieces if piece not in PARTICLES)


@cache
def _aliases() -> dict[tuple[str, ...], tuple[Tenure, ...]]:
    """Names of one word that the table gives as such ("Zelensky" is a surname, "Lula" an alias)."""
    return {key: value for key, value in _names().items() if len(key) == 1}


@cache
def _surnames() -> dict[tuple[str, ...], tuple[Tenure, ...]]:
    found: dict[tuple[str, ...], list[Tenure]] = {}
    for tenure, also in _tenures():
        for name in (tenure.person, *also):
            pieces = [piece for piece in pieces_of(name) if piece not in ("jr", "sr")]
            first = tenure.country in FAMILY_FIRST and len(pieces) > 1
            key = (pieces[0] if first else pieces[-1],)
            if tenure not in found.setdefault(key, []):
                found[key].append(tenure)
    return {key: tuple(value) for key, value in found.items()}
