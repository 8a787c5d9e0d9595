"""Who held which office when, and what somebody was on a given day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.actors.tables import cells_of, csv_rows, fold, pieces_of, rows_of
from dragoman.errors import SourceError

# Where the family name stands first in English reporting.
FAMILY_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "SGP", "HKG"))
PARTICLES = frozenset(("al", "el", "bin", "ibn", "abu", "van", "von", "der", "de", "da", "dos", "le", "la"))
# After the end of the last known office the surname alone still means its holder for so long.
REMEMBERED = datetime.timedelta(days=5 * 365)
# Somebody last known in office is taken to be still there for so long, unless an end is known.
STILL_THERE = datetime.timedelta(days=2 * 365)
LONGEST_NAME = 6
# Behind an end in the table: in office on that day, what came after is not known.
OPEN_END = "+"


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office: country, sector, first and last day it can mean, and both as they are known
    (``until`` is ``None`` where no end is known; ``end`` is then the last day for which the office is known)."""

    person: str
    office: str
    country: str | None
    sector: str | None
    start: datetime.date
    end: datetime.date
    since: str
    until: str | None
    source: str

    def covers(self, day: datetime.date) -> bool:
        """Whether the office is held on the day, as far as is known."""
        return self.start <= day <= (self.end if self.until else self.end + STILL_THERE)

    @property
    def term(self) -> str:
        if self.until:
            return f"{self.office} from {self.since} to {self.until}"
        return f"{self.office} since {self.since}, as of {self.end}"


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


def holders_in(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where full names of people of the table stand in a row of words: start and end (exclusive), longest first."""
    found = []
    names, firsts = _names(), _first_pieces()
    i = 0
    while i < len(words):
        end = i + 1
        if words[i][:1].isupper() and fold(words[i].partition("-")[0]) in firsts:
            for length in range(min(LONGEST_NAME, len(words) - i), 1, -1):
                if words[i + length - 1][:1].isupper() and pieces_of(" ".join(words[i : i + length])) in names:
                    found.append((i, i + length))
                    end = i + length
                    break
        i = end
    return found


def tenures_of_surname(surname: str) -> tuple[Tenure, ...]:
    """The offices of everybody in the table with that family name."""
    return _surnames().get(pieces_of(surname)[-1:], ())


def standing_of(tenures: Sequence[Tenure], day: datetime.date | None) -> Standing | None:
    """What the person of these offices was on a day; with no day, what is known of the latest office."""
    if not tenures:
        return None
    ordered = sorted(tenures, key=lambda t: t.start)
    if day is None:
        return _standing(ordered[-1], f"last known as {ordered[-1].term} ({ordered[-1].source})")
    held = [t for t in ordered if t.covers(day)]
    if held:
        # Of several offices at once the one listed first in the table is the higher.
        tenure = min(held, key=tenures.index)
        return _standing(tenure, f"{tenure.term} ({tenure.source})")
    past = [t for t in ordered if t.start <= day]
    if not past:
        first = ordered[0]
        why = f"{first.office} only from {first.since} ({first.source})"
        return Standing(first.person, first.country, None, None, None, None, why)
    last = max(past, key=lambda t: t.end)
    if last.until is None:
        why = f"last known as {last.office} on {last.end} ({last.source})"
        return Standing(last.person, last.country, None, None, None, None, why)
    why = f"{last.term} ({last.source})"
    return Standing(last.person, last.country, "ELI", f"former {last.office}", last.since, last.until, why)


def holders_of_surname(surname: str, day: datetime.date, country: str | None = None) -> list[Standing]:
    """The people of that family name who held an office on the day, or had lately held one."""
    by_person: dict[str, list[Tenure]] = {}
    for tenure in tenures_of_surname(surname):
        if country is None or tenure.country == country:
            by_person.setdefault(tenure.person, []).append(tenure)
    near = {
        person: tenures
        for person, tenures in by_person.items()
        if any(t.start <= day <= t.end + REMEMBERED for t in tenures)
    }
    in_office = {p: ts for p, ts in near.items() if any(t.covers(day) for t in ts)}
    return [standing for ts in (in_office or near).values() if (standing := standing_of(ts, day))]


def _standing(tenure: Tenure, why: str) -> Standing:
    return Standing(tenure.person, tenure.country, tenure.sector, tenure.office, tenure.since, tenure.until, why)


def _short(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """First and last name, what stands between them left out."""
    kept = tuple(piece for piece in pieces if len(piece) > 1 and piece not in ("jr", "sr"))
    return (kept[0], kept[-1]) if len(kept) > 2 else kept


def first_day(known: str) -> datetime.date:
    """The first day that a date known to the day, month or year can mean."""
    return datetime.date.fromisoformat(known + "-01-01"[len(known) - 4 :] if len(known) < len("2019-05-30") else known)


def last_day(known: str) -> datetime.date:
    """The last day that a date known to the day, month or year can mean."""
    first = first_day(known)
    if len(known) == len("2019"):
        return first.replace(month=12, day=31)
    if len(known) == len("2019-05"):
        return (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return first


@cache
def _tenures() -> list[tuple[Tenure, tuple[str, ...]]]:
    """Every tenure with the aliases of its row. What the user's own file says of a person stands alone."""
    from dragoman.settings import load_settings

    mine = load_settings().offices
    own = read_offices(_text_of(mine), str(mine)) if mine else []
    named = {tenure.person for tenure, _ in own}
    house = [_tenure(row) for row in rows_of("offices.csv")]
    return own + [(tenure, aliases) for tenure, aliases in house if tenure.person not in named]


def read_offices(text: str, name: str) -> list[tuple[Tenure, tuple[str, ...]]]:
    """The rows of a table of offices. Raises SourceError with the number of the first row that is wrong."""
    found = []
    for number, row in enumerate(csv_rows(text), 1):
        try:
            if not row["person"].strip() or not row["office"].strip():
                raise ValueError("a person and an office are needed")
            found.append(_tenure({**row, "end": row["end"] or datetime.date.today().isoformat() + OPEN_END}))
        except (KeyError, ValueError) as error:
            columns = "person, aliases, office, country, sector, start, end, source"
            raise SourceError(
                f"{name}, row {number}: {error}; a row needs {columns}, and dates like 2019, 2019-05 or 2019-05-30 "
                "(docs/actors.md)"
            ) from error
    return found


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"The file of offices {path} cannot be read: {error}") from error


def _tenure(row: Mapping[str, str]) -> tuple[Tenure, tuple[str, ...]]:
    since, until = row["start"].strip(), row["end"].strip()
    start, end = first_day(since), last_day(until.removesuffix(OPEN_END))
    if end < start:
        raise ValueError(f"{row['person']} leaves on {until}, before {since}")
    known = None if until.endswith(OPEN_END) else until
    country, sector = row["country"] or None, row["sector"] or None
    wikidata = row.get("wikidata")
    source = f"{row['source']}; Wikidata {wikidata}" if wikidata else row["source"]
    tenure = Tenure(row["person"], row["office"], country, sector, start, end, since, known, source)
    return tenure, tuple(cells_of(row["aliases"]))


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


@cache
def _first_pieces() -> frozenset[str]:
    return frozenset(pieces[0] for pieces in _names() if len(pieces) > 1)


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
