"""Actors: who is named, and of each the offices by date, whom they deal with, what they said and want."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from urllib.parse import quote

from starlette.requests import Request

from dragoman.actors.members import memberships_of
from dragoman.archive.corrections import Correction, log
from dragoman.archive.dealings import dealings_of
from dragoman.archive.filters import ActorFilter, PositionFilter, StatementFilter
from dragoman.archive.filters import Page as Found
from dragoman.archive.query import (
    ACTOR_ORDERS,
    ActorRow,
    PositionRow,
    actors,
    positions,
    statements,
)
from dragoman.archive.store import Archive
from dragoman.archive.words import terms_of
from dragoman.codes import Stance, Status
from dragoman.desk.cards import Card, Listed, cards_by_table, cards_of
from dragoman.desk.filters import Asked, leaf_of
from dragoman.desk.names import SECTORS, name_of_code
from dragoman.desk.pages.lists import SORT_NAMES, fields_of, window
from dragoman.desk.replies import Elsewhere, Page
from dragoman.desk.shelf import Shelf, shelf_of
from dragoman.errors import NotFoundError
from dragoman.formats.words import clipped

FIELDS = (
    ("text", "Name", "part of a name", "search"),
    ("country", "Country", "Ukraine, UKR", "text"),
    ("sector", "Sector", "GOV, MIL, LEG …", "text"),
)
MOST_EVENTS, MOST_STATEMENTS, MOST_POSITIONS, MOST_TIES = 12, 12, 30, 12
# Positions that are held against each other.
MOST_COMPARED = 200
FOR = frozenset((Stance.OFFER, Stance.ACCEPT, Stance.DEMAND))
AGAINST = frozenset((Stance.REJECT, Stance.RULE_OUT))
LONGEST_NAME = 160
# Actors kept in memory to be looked through.
MOST_ACTORS = 50_000
# So much of the shorter object must be shared for two positions to be about the same thing.
SHARED = 0.6


def listing(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    orders = list(ACTOR_ORDERS)
    wanted = asked.filter(ActorFilter, **window(asked, orders))
    with shelf.reading() as archive:
        if wanted == ActorFilter(limit=wanted.limit, offset=wanted.offset, text=wanted.text):
            known = actors_named(archive, shelf, wanted.text or "", MOST_ACTORS)
            found = replace(known, rows=known.rows[wanted.offset : wanted.offset + wanted.limit])
        else:
            found = shelf.remembered(("actors", wanted), lambda: actors(archive, wanted))
    drawn = {
        "asked": asked,
        "rows": [(replace(row, name=clipped(row.name, LONGEST_NAME)), _told(row)) for row in found.rows],
        "leaf": leaf_of(asked, len(found.rows), found.total),
        "fields": fields_of(asked, FIELDS),
        "clear": asked.path,
        "sort": asked.get("sort", orders[0]),
        "sorts": [(name, SORT_NAMES[name], asked.with_(sort=name)) for name in orders],
    }
    return Page("actors.html", "Actors", {"total": found.total, "rows": [asdict(row) for row in found.rows]}, drawn)


def actors_named(archive: Archive, shelf: Shelf, name: str, most: int) -> Found[ActorRow]:
    """The most named actors with this in their name."""
    lowered = name.lower()
    found = [row for row in _all(archive, shelf) if lowered in row.name.lower()]
    return Found(tuple(found[:most]), len(found), most, 0)


def _all(archive: Archive, shelf: Shelf) -> tuple[ActorRow, ...]:
    return shelf.remembered("actors", lambda: _gathered(archive))


def _gathered(archive: Archive) -> tuple[ActorRow, ...]:
    """The actors of texts and events, and behind them those whom only a correction lets speak or want something."""
    found = actors(archive, ActorFilter(limit=MOST_ACTORS)).rows
    known = {row.id for row in found}
    query = (
        "SELECT id, any_value(name), any_value(country), any_value(sector), false, count(*), count(DISTINCT document),"
        " 0 FROM (SELECT speaker AS id, speaker_name AS name, speaker_country AS country, speaker_sector AS sector,"
        " document FROM corrected_statements WHERE NOT gone AND speaker IS NOT NULL UNION ALL"
        " SELECT actor, actor_name, actor_country, NULL, document FROM corrected_positions WHERE NOT gone)"
        " GROUP BY id ORDER BY count(*) DESC, id"
    )
    return (*found, *(row for row in (ActorRow(*line) for line in archive.rows(query)) if row.id not in known))


def _told(row: ActorRow) -> str:
    country = name_of_code(row.country) if row.country else ""
    return ", ".join(filter(None, (country, SECTORS.get(row.sector or "", row.sector or ""))))


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody is said to hold, since and until when where that is known, and in how many reports."""

    name: str
    since: str | None
    until: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Positions for and against what seems to be one thing, as they stand in the reports."""

    object: str
    cards: tuple[Card, ...]


def actor(request: Request) -> Page:
    """One actor: an id, or a code such as RUS or "RUS MIL"."""
    id = request.path_params["id"]
    shelf = shelf_of(request)
    with shelf.reading() as archive:
        known, done = _known(archive, shelf, id), _corrections(archive, id)
        offices = _offices(archive, id)
        dealings = shelf.remembered(("dealings", id), lambda: dealings_of(archive, id, MOST_TIES, MOST_EVENTS))
        happened = dealings.newest
        said = shelf.remembered(
            ("said", id), lambda: statements(archive, StatementFilter(speaker=id, limit=MOST_STATEMENTS))
        )
        held = shelf.remembered(
            ("held", id), lambda: positions(archive, PositionFilter(actor=id, sort="oldest", limit=MOST_COMPARED))
        )
        if known is None and not happened.total and not said.total:
            raise NotFoundError(f"No actor {id} is named in the archive.")
        shown: dict[str, Sequence[Listed]] = {
            "events": happened.rows,
            "statements": said.rows,
            "positions": held.rows[:MOST_POSITIONS],
        }
        cards = cards_by_table(archive, shown)
        clashes = [
            Clash(rows[0].object, tuple(cards_of(archive, "positions", rows[:6]))) for rows in clashing(held.rows)[:6]
        ]
    told = next((row.speaker_name for row in said.rows if row.speaker == id), None)
    name = clipped(known.name if known else told or name_of_code(id), LONGEST_NAME)
    state = known.country if known and not known.sector and known.name == name_of_code(known.country or "") else None
    belongs = memberships_of(state, datetime.date.today()) if state else []
    facts = {
        "id": id,
        "name": name,
        "country": known and known.country,
        "sector": known and known.sector,
        "offices": [asdict(office) for office in offices],
        "memberships": [asdict(membership) for membership in belongs],
        "acts_on": [asdict(partner) for partner in dealings.acts_on],
        "acted_on_by": [asdict(partner) for partner in dealings.acted_on_by],
        "events": [asdict(row) for row in happened.rows],
        "statements": [asdict(row) for row in said.rows],
        "positions": [asdict(row) for row in held.rows],
        "contradictions": [[c.id for c in clash.cards] for clash in clashes],
    }
    totals = {"events": happened.total, "statements": said.total, "positions": held.total}
    drawn = {
        "id": id,
        "known": known,
        "told": _told(known) if known else "",
        "offices": offices,
        "belongs": belongs,
        "did": dealings.acts_on,
        "suffered": dealings.acted_on_by,
        "cards": cards,
        "totals": totals,
        "clashes": clashes,
        "corrections": done,
    }
    return Page("actor.html", name, facts, drawn)


def _corrections(archive: Archive, id: str) -> list[Correction]:
    """What was put right about an actor, the latest first; raises Elsewhere for one that is another by now."""
    done = log(archive)
    merged = {c.target: into for c in done if not c.undone_at and (into := _same_as(c))}
    found, passed = id, set[str]()
    while found in merged and found not in passed:
        passed.add(found)
        found = merged[found]
    # Two that were each found to be the other lead nowhere.
    if found not in (id, *passed):
        raise Elsewhere(f"/actors/{quote(found)}")
    return [c for c in reversed(done) if id in (c.target, _same_as(c))]


def _same_as(correction: Correction) -> str | None:
    """The id of the actor that another was found to be the same as."""
    value = correction.value if correction.kind == "merge-actors" else None
    return value.get("id") if isinstance(value, dict) else None


def _known(archive: Archive, shelf: Shelf, id: str) -> ActorRow | None:
    by_id = shelf.remembered("actors by id", lambda: {row.id: row for row in _all(archive, shelf)})
    return by_id.get(id)


def _offices(archive: Archive, id: str) -> list[Office]:
    query = (
        "SELECT office, body->>'$.office_since' AS since, body->>'$.office_until' AS until, count(DISTINCT document)"
        " FROM actors WHERE id = ? AND office IS NOT NULL GROUP BY ALL"
        " ORDER BY since NULLS LAST, 4 DESC, office LIMIT 20"
    )
    return [Office(*row) for row in archive.rows(query, [id])]


def clashing(rows: Sequence[PositionRow]) -> list[list[PositionRow]]:
    """Positions of one actor that stand against each other: for and against what shares most of its words."""
    groups: list[tuple[frozenset[str], list[PositionRow]]] = []
    for row in rows:
        words = frozenset(terms_of(row.object))
        if not words or row.status != Status.ASSERTED or row.stance not in FOR | AGAINST:
            continue
        near = next((group for group in groups if _shared(words, group[0]) >= SHARED), None)
        if near is None:
            groups.append((words, [row]))
        else:
            near[1].append(row)
    return [found for _, found in groups if len({row.stance in FOR for row in found}) == 2]


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))
