"""Places of a reading: every name of a place, resolved to a point with an honest radius, and the sense it has."""

from __future__ import annotations

import dataclasses
from functools import cache
from itertools import pairwise

from dragoman.codes import Sense
from dragoman.places.atlas import SETTLEMENTS, claims_of, entries_named
from dragoman.places.countries import countries
from dragoman.places.gazetteer import Entry
from dragoman.places.names import names_in
from dragoman.places.naming import Naming, inside, kind_by_words
from dragoman.places.resolve import Verdict, case_key, resolve_names
from dragoman.places.senses import load_words, sense_of
from dragoman.reading.reading import Reading
from dragoman.records import Claim, Evidence, Place, make_id

# What lies in or near a town that is named after it is within this of its edge.
BESIDE_KM = 15.0
# At most "in", "the", "northern" and "city of" stand between; a verb, a conjunction or a full stop parts the two.
LONGEST_GAP = 3
STOPS = frozenset((".", ";", "and", "or", "but", "to", "from", "said", "with", "against", "for"))


def find_places(reading: Reading) -> list[Place]:
    """Every mention of a place or of its people, in text order."""
    return places_of(reading, names_in(reading))


def places_of(reading: Reading, namings: list[Naming]) -> list[Place]:
    """The places that these names of a reading mean, one for each."""
    verdicts = resolve_names(reading, namings)
    places = [_place(reading, naming, verdicts.get(case_key(naming))) for naming in namings]
    for i, (inner, outer) in enumerate(pairwise(namings)):
        unsure = places[i].lat is None or (inner.within and places[i + 1].kind in SETTLEMENTS)
        if unsure and not outer.demonym and _is_put_in(reading, inner, outer):
            places[i] = _placed_in(places[i], places[i + 1])
    return places


def _is_put_in(reading: Reading, inner: Naming, outer: Naming) -> bool:
    """Whether the text puts one name in, at or near the next one: "the Golden Mill hotel in Bakhmut"."""
    between = reading.lower[inner.last + 1 : outer.first]
    fillers = [word for word in between if word not in load_words().locating and word not in ("the", ",")]
    return 0 < len(between) <= LONGEST_GAP and len(fillers) < len(between) and not any(f in STOPS for f in fillers)


def _placed_in(place: Place, outer: Place) -> Place:
    """What no gazetteer holds, at the point of the place it is said to lie in, with a radius that covers both."""
    if outer.lat is None or outer.radius_km is None:
        return place
    why = f"“{place.name}” is in no gazetteer; the text puts it in or near {outer.name}"
    return dataclasses.replace(
        place,
        id=make_id("pl", f"{place.name.lower()} in {outer.id}"),
        country=outer.country,
        lat=outer.lat,
        lon=outer.lon,
        radius_km=outer.radius_km + BESIDE_KM,
        chain=(outer.name, *outer.chain),
        claims=outer.claims,
        evidence=Evidence(place.evidence.span, "unknown-place-within", why),
    )


def _place(reading: Reading, naming: Naming, verdict: Verdict | None) -> Place:
    span = reading.span(naming.first, naming.last)
    if verdict is None:
        return _unknown_place(reading, naming)
    entry = inside(verdict.entry, naming.name) if naming.within else verdict.entry
    sense = Sense.MODIFIER if naming.embedded and not naming.demonym else sense_of(reading, naming, entry.kind)
    return Place(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        chain=entry.chain,
        claims=_claims_at(entry, _published(reading)),
        sense=sense,
        runner_up=_in_words(verdict.runner_up) if verdict.runner_up else None,
        evidence=Evidence(span, "demonym" if sense is Sense.DEMONYM else verdict.rule, verdict.why),
    )


def _unknown_place(reading: Reading, naming: Naming) -> Place:
    kind = _kind_of_unknown(naming)
    why = f"“{naming.name}” reads like the name of a place, but the gazetteer does not know it"
    evidence = Evidence(reading.span(naming.first, naming.last), "unknown-place", why)
    sense = sense_of(reading, naming, kind)
    return Place(
        make_id("pl", naming.name.lower()), naming.name, kind, None, None, None, None, (), (), sense, None, evidence
    )


def _kind_of_unknown(naming: Naming) -> str:
    otherwise = min(naming.kinds) if naming.kinds else {"LOC": "region", "FAC": "facility"}.get(naming.label, "town")
    return kind_by_words(naming.name, otherwise)


def _published(reading: Reading) -> str | None:
    when = reading.document.published
    return when.first.isoformat() if when and when.first else None


@cache
def _claims_at(entry: Entry, day: str | None) -> tuple[Claim, ...]:
    """The claims on a place, or on a disputed unit it lies in, that stood on that day (all of them if unknown)."""
    key = entry.claim or next((k for unit in entry.chain if (k := _claim_on_unit(unit, entry.country))), "")
    return tuple(claim for claim in claims_of(key) if day is None or _stands(claim, day))


def _stands(claim: Claim, day: str) -> bool:
    """Whether a claim had been made and not been given up on a day; half-known dates compare by what is known."""
    return (claim.since or "") <= day and (claim.until is None or claim.until >= day[: len(claim.until)])


@cache
def _claim_on_unit(name: str, country: str | None) -> str:
    return next((e.claim for e in entries_named(name) if e.claim and e.country == country and e.kind != "country"), "")


def _in_words(entry: Entry) -> str:
    country = countries().get(entry.country or "")
    where = [unit for unit in entry.chain[-2:] if unit != entry.name]
    if country and country.name not in where and country.name != entry.name:
        where.append(country.name)
    return ", ".join([entry.name, *where]) + f" ({entry.kind})"
