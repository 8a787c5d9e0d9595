"""The index at the end of a dossier: actors, places and dates, each with every spot of the text that names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from dragoman.codes import Sense
from dragoman.desk.segments import Mention
from dragoman.dossier import Dossier
from dragoman.formats.dates import range_in_words, when_in_words
from dragoman.formats.words import clipped, visible
from dragoman.records import Actor, Place, Span, When, make_id

SENSES = {Sense.METONYM: "for its government", Sense.MODIFIER: "as an attribute", Sense.DEMONYM: "for its people"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index: a name, what is known of it, and where it stands."""

    id: str
    kind: str
    name: str
    facts: tuple[str, ...]
    spans: tuple[Span, ...]


def index_of(dossier: Dossier) -> list[Entry]:
    """Actors by how often they are named, places likewise, dates in order of time."""
    return [*_people(dossier.actors), *_spots(dossier.places), *_times(dossier.whens)]


def mentions_of(dossier: Dossier, entries: Iterable[Entry]) -> list[Mention]:
    """Where the text leads to the index; a name that is both actor and place leads to the place where it is one."""
    spots = {place.span for place in dossier.places if place.sense is Sense.LITERAL}
    order = {"place": 2, "actor": 1, "date": 3}
    found = [
        (0 if entry.kind == "place" and span in spots else order[entry.kind], Mention(span, entry.id, entry.kind))
        for entry in entries
        for span in entry.spans
    ]
    kept: dict[Span, Mention] = {}
    for _, mention in sorted(found, key=lambda pair: pair[0]):
        kept.setdefault(mention.span, mention)
    return list(kept.values())


class _Gathered:
    """Entries with their spots, each sorted once at the end: a name may stand in a text ten thousand times."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._spans: dict[str, set[Span]] = defaultdict(set)

    def add(self, id: str, span: Span | None, entry: Callable[[], Entry]) -> None:
        if id not in self._entries:
            self._entries[id] = entry()
        if span is not None:
            self._spans[id].add(span)

    def entries(self) -> list[Entry]:
        return [replace(entry, spans=tuple(sorted(self._spans[id]))) for id, entry in self._entries.items()]


def _people(actors: Iterable[Actor]) -> list[Entry]:
    gathered = _Gathered()
    for actor in actors:
        gathered.add(actor.id, actor.span, partial(_actor_entry, actor))
    return sorted(gathered.entries(), key=lambda entry: (-len(entry.spans), entry.name))


def _actor_entry(actor: Actor) -> Entry:
    return Entry(actor.id, "actor", clipped(actor.name, 120), _actor_facts(actor), ())


def _actor_facts(actor: Actor) -> tuple[str, ...]:
    office = actor.office and " ".join(
        filter(None, (clipped(actor.office, 120), _term(actor.office_since, actor.office_until)))
    )
    return tuple(filter(None, (office, actor.country, actor.sector, visible(actor.evidence.why))))


def _term(since: str | None, until: str | None) -> str:
    return f"({since or '…'} – {until or '…'})" if since or until else ""


def _spots(places: Iterable[Place]) -> list[Entry]:
    gathered = _Gathered()
    senses: dict[str, set[Sense]] = defaultdict(set)
    for place in places:
        gathered.add(place.id, place.span, partial(_place_entry, place))
        senses[place.id].add(place.sense)
    told = [
        replace(e, facts=(*e.facts, *(f"also named {SENSES[s]}" for s in sorted(senses[e.id]) if s in SENSES)))
        for e in gathered.entries()
    ]
    return sorted(told, key=lambda entry: (-len(entry.spans), entry.name))


def _place_entry(place: Place) -> Entry:
    return Entry(place.id, "place", clipped(place.name, 120), _place_facts(place), ())


def _place_facts(place: Place) -> tuple[str, ...]:
    return tuple(filter(None, (
        place.kind, ", ".join(clipped(unit, 60) for unit in place.chain[:4]), _position(place),
        *(_claim(claim.holder, claim.kind, claim.since, claim.until, claim.source) for claim in place.claims[:6]),
        f"or else {clipped(place.runner_up, 80)}" if place.runner_up else "",
    )))  # fmt: skip


def _position(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return "no coordinates"
    spread = f" ± {place.radius_km:g} km" if place.radius_km else ""
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}{spread}"


def _claim(holder: str, kind: str, since: str | None, until: str | None, source: str) -> str:
    return visible(f"{kind} {holder} {_term(since, until)}".rstrip() + f" — {source}")


def _times(whens: Iterable[When]) -> list[Entry]:
    gathered = _Gathered()
    days: dict[str, tuple[bool, str, str]] = {}
    for when in whens:
        key = make_id("wh", when.value, when.first, when.last)
        days[key] = when.first is None, str(when.first), str(when.last)
        gathered.add(key, when.span, partial(_when_entry, key, when))
    return sorted(gathered.entries(), key=lambda entry: days[entry.id])


def _when_entry(key: str, when: When) -> Entry:
    told = when_in_words(when)
    return Entry(key, "date", told, _when_facts(when, told), ())


def _when_facts(when: When, told: str) -> tuple[str, ...]:
    ends = range_in_words(when.first, when.last) if when.first and when.last else ""
    return tuple(filter(None, (when.value, ends if ends != told else "", when.precision)))
