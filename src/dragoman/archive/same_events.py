"""The same event in several documents: who, what, when and where agree, and nothing that is told rules it out.

Two reports are compared where they share a type, a status and a day, and with them a place or the pair of countries;
reports with one origin also where the sentence is alike. A document tells an event once: two events of one document
are never put together.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from dragoman.archive.alike import Clusters
from dragoman.archive.conflicts import Body, bodies_of, conflicts_in
from dragoman.archive.links import Link, Member
from dragoman.archive.store import Archive
from dragoman.archive.words import terms_of
from dragoman.records import make_id

# A report without a day of its own tells of the days just before it appeared.
FRESH_DAYS = 2
# A time vaguer than this (days) says too little to compare by.
VAGUE_DAYS = 8
# Places nearer than this are one place for two reporters; farther than the second they are two (km).
SAME_KM, APART_KM = 25.0, 80.0
# Points that make two reports one event: for independent reports, and for retellings of one story.
ENOUGH, ENOUGH_OF_ONE_ORIGIN = 3.0, 2.5
# Shares of words in common: of retold sentences, and the least that independent reports need without a common place.
RETOLD, SPOKEN_OF_ALIKE = 0.5, 0.22
# A block of reports larger than this is compared only within its places.
LARGEST_BLOCK = 300
# Fields of a report -> where they come from; those not in ``Report`` are worked on first.
COLUMNS = {
    **{name: name for name in ("id", "document", "type", "mode", "status", "first", "last", "reported", "place")},
    **{name: name for name in ("country", "lat", "lon", "source_country", "target_country", "dead", "injured")},
    "source": "source_codes",
    "target": "target_codes",
    "word": "lower(coalesce(word, ''))",
    "words": "words",
}


@dataclass(frozen=True, slots=True)
class Report:
    """One event as one document tells it."""

    id: str
    document: str
    origin: str
    type: str
    mode: str | None
    status: str
    first: int
    last: int
    is_dated: bool
    place: str | None
    country: str | None
    point: tuple[float, float] | None
    source: frozenset[str]
    target: frozenset[str]
    source_country: str | None
    target_country: str | None
    dead: int | None
    injured: int | None
    word: str
    terms: frozenset[str]


def find_same_events(archive: Archive, origin_of: dict[str, str]) -> list[Link]:
    """A link for each event that several documents tell."""
    groups = list(together(list(_reports(archive, origin_of))))
    bodies = bodies_of(archive, (member.id for group in groups for member in group))
    return [event_link(group, bodies) for group in groups]


def together(reports: list[Report]) -> Iterator[tuple[Member, ...]]:
    """Reports of one event, group by group; nobody is in two."""
    clusters = Clusters([report.document for report in reports])
    scored = [(*found, i, j) for i, j in _candidates(reports) if (found := likeness(reports[i], reports[j]))]
    for _score, why, i, j in sorted(scored, key=lambda pair: (-pair[0], reports[pair[2]].id, reports[pair[3]].id)):
        clusters.join(i, j, why)
    for group in clusters.several():
        yield tuple(Member(reports[i].id, reports[i].document, reports[i].origin, why) for i, why in group)


def event_link(members: tuple[Member, ...], bodies: dict[str, Body], how: str = "agree in what was done") -> Link:
    """The link of some reports, with what they differ on."""
    origins = len({member.origin for member in members})
    why = f"{len(members)} reports of {origins} origin{'s' * (origins > 1)} {how}"
    id = make_id("same", min(member.id for member in members))
    return Link(id, "event", members, why, conflicts_in(members, bodies))


def likeness(a: Report, b: Report) -> tuple[float, str] | None:
    """How sure it is that two reports tell one event, and why; None where they do not."""
    if a.document == b.document or a.type != b.type or a.status != b.status:
        return None
    alike = _share(a.terms, b.terms)
    one_origin = a.origin == b.origin
    # "Rabat blames Algiers" has the words of "Algiers blames Rabat".
    if one_origin and alike >= RETOLD and a.word == b.word and not _turned(a, b):
        return 10 + alike, "the same sentence in a retelling"
    if _contradict(a, b):
        return None
    points, reasons = _points(a, b, alike)
    if one_origin:
        if points >= ENOUGH_OF_ONE_ORIGIN and alike >= SPOKEN_OF_ALIKE / 2:
            return points, ", ".join(reasons)
        return None
    near = _km(a, b)
    if points >= ENOUGH and (alike >= SPOKEN_OF_ALIKE or (near is not None and near <= SAME_KM)):
        return points, ", ".join(reasons)
    return None


def _contradict(a: Report, b: Report) -> bool:
    """Whether something told rules out that both tell one event."""
    slack = 1 if a.is_dated and b.is_dated else 0
    if a.first > b.last + slack or b.first > a.last + slack:
        return True
    km = _km(a, b)
    if km is not None and km > APART_KM:
        return True
    if a.country and b.country and a.country != b.country:
        return True
    return _strangers(a.source, b.source) or _strangers(a.target, b.target)


def _turned(a: Report, b: Report) -> bool:
    """Whether who acts in one is acted on in the other."""
    crossed = not a.source.isdisjoint(b.target) or not a.target.isdisjoint(b.source)
    return crossed and a.source.isdisjoint(b.source)


def _strangers(one: frozenset[str], other: frozenset[str]) -> bool:
    """Both sides are named, and nothing is common to them: no id, no country, no sector."""
    return bool(one) and bool(other) and one.isdisjoint(other)


def _points(a: Report, b: Report, alike: float) -> tuple[float, list[str]]:
    points, reasons = 4 * alike, [f"{alike:.0%} of the words"]
    km = _km(a, b)
    if (km is not None and km <= SAME_KM) or (a.place and a.place == b.place):
        points += 2
        reasons.append(f"the same place ({a.place})")
    for side, one, other, country in (
        ("source", a.source, b.source, a.source_country == b.source_country),
        ("target", a.target, b.target, a.target_country == b.target_country),
    ):
        if any(code.startswith("ac-") for code in one & other):
            points += 1.5
            reasons.append(f"the same {side}")
        elif one & other and country:
            points += 1
            reasons.append(f"a {side} of the same country")
    if a.mode and b.mode:
        points += 0.5 if a.mode == b.mode else -1
    if a.is_dated and b.is_dated and a.first == b.first:
        points += 0.5
        reasons.append("the same day")
    if a.word == b.word:
        points += 0.5
    for number, as_many, what in ((a.dead, b.dead, "dead"), (a.injured, b.injured, "injured")):
        if number is not None and number == as_many:
            points += 1
            reasons.append(f"{number} {what}")
    return points, reasons


def _km(a: Report, b: Report) -> float | None:
    if a.point is None or b.point is None:
        return None
    (lat, lon), (other_lat, other_lon) = a.point, b.point
    wide = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(lat - other_lat, wide)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Of all the words of both, the share that is common."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def _candidates(reports: list[Report]) -> Iterator[tuple[int, int]]:
    """Pairs worth a comparison, each once."""
    seen: set[tuple[int, int]] = set()
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, report in enumerate(reports):
        for key in _keys(report):
            blocks[key].append(place)
    for key, block in blocks.items():
        for pair in _pairs_of(reports, key, block):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pairs_of(reports: list[Report], key: tuple[object, ...], block: list[int]) -> Iterable[tuple[int, int]]:
    if len(block) <= LARGEST_BLOCK:
        return combinations(block, 2)
    finer: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place in block:
        report = reports[place]
        finer[(report.word, report.place if key[0] != "origin" else min(report.terms, default=""))].append(place)
    # What is still too large after that is compared with its neighbours in time only.
    return (
        pair
        for part in finer.values()
        for start in range(0, len(part), LARGEST_BLOCK)
        for pair in combinations(part[start : start + LARGEST_BLOCK], 2)
    )


def _keys(report: Report) -> Iterator[tuple[object, ...]]:
    """Blocks a report belongs to: reports that share none are not compared."""
    yield "origin", report.origin, report.type, report.status
    if report.last - report.first > VAGUE_DAYS:
        return
    for day in range(report.first, report.last + 1):
        if report.place:
            yield "place", report.type, report.status, day, report.place
        if report.source_country or report.target_country:
            yield "countries", report.type, report.status, day, report.source_country, report.target_country


def _reports(archive: Archive, origin_of: dict[str, str]) -> Iterator[Report]:
    query = (
        f"SELECT {', '.join(COLUMNS.values())} FROM events WHERE document IS NOT NULL ORDER BY document, ordinal, id"
    )
    for row in archive.rows(query):
        told = dict(zip(COLUMNS, row, strict=True))
        begin, end, is_dated = _days(told.pop("first"), told.pop("last"), told.pop("reported"))
        lat, lon = told.pop("lat"), told.pop("lon")
        point = (lat, lon) if lat is not None and lon is not None else None
        terms = frozenset(terms_of(told.pop("words") or ""))
        yield Report(
            **{**told, "source": frozenset(told["source"] or ()), "target": frozenset(told["target"] or ())},
            origin=origin_of.get(told["document"], told["document"]),
            first=begin,
            last=end,
            is_dated=is_dated,
            point=point,
            terms=terms,
        )


def _days(
    first: datetime.date | None, last: datetime.date | None, reported: datetime.date | None
) -> tuple[int, int, bool]:
    """The days an event can have happened on, as numbers, and whether the text tells them."""
    if first is not None:
        return first.toordinal(), (last or first).toordinal(), last is None or (last - first).days <= 1
    if reported is not None:
        return reported.toordinal() - FRESH_DAYS, reported.toordinal(), False
    return 0, 10**7, False
