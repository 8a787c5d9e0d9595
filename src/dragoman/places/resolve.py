"""Resolving: which of the places by a name is meant in this text, and why.

Every distinct name of a text is decided once, from all its mentions. A first pass ranks by what each place is (a
country, a capital, how many people); the second adds what the rest of the text speaks of: its countries and units, the
places near by, and what stands beside the name ("Paris, Texas").
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.places.gazetteer import Entry
from dragoman.places.naming import Naming
from dragoman.reading.reading import Reading

# Base scores are on the scale of log10(population); the weights below were set together on news of several kinds.
BASE = {"country": 8.6, "continent": 9.0, "admin1": 6.3, "admin2": 4.2, "historic": 6.0, "planet": 6.0}
OWN_PLACE = 7.0
CAPITAL_BONUS = 1.4
# How far a unit named after its chief town stands behind that town.
SEAT_LEAD = 1.0
ALTERNATE_PENALTY = 1.2
HINT_BONUS, HINT_PENALTY = 4.0, 1.0
INSIDE_BONUS, HOLDS_BONUS = 7.0, 3.0
COUNTRY_WEIGHT, UNIT_WEIGHT = 3.2, 4.5
NEAR_KM, NEAR_BONUS = 120.0, 1.2
# A first-pass winner votes for its country and unit only where it leads its rivals by this much.
CLEAR_LEAD = 1.0
# After the second pass what a text speaks of hardly changes.
PASSES = 2
# Points that neighbours are sought among; texts with more distinct names gain nothing by more.
MOST_POINTS = 48
MOST_CANDIDATES = 40
# Candidates this near to one another are one place for a reader (a town and its district).
SAME_KM = 40.0


@dataclass(slots=True)
class Case:
    """One name of a text: its mentions, the places it can mean, and what stands beside it."""

    name: str
    candidates: list[Entry]
    mentions: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    inside: list[Case] = field(default_factory=list)
    holds: list[Case] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    @property
    def best(self) -> Entry:
        return self.candidates[max(range(len(self.scores)), key=self.scores.__getitem__)]

    @property
    def lead(self) -> float:
        ranked = sorted(self.scores, reverse=True)
        return ranked[0] - ranked[1] if len(ranked) > 1 else math.inf


@dataclass(frozen=True, slots=True)
class Verdict:
    """The place meant, the next best one if there is one, the rule that decided, and why."""

    entry: Entry
    runner_up: Entry | None
    rule: str
    why: str


@dataclass(slots=True)
class Context:
    """What the text speaks of: shares of its mentions by country and by unit, and the points of its clear places."""

    countries: dict[str, float]
    units: dict[tuple[str, str], float]
    points: list[tuple[Case, Entry]]


def resolve_names(reading: Reading, namings: list[Naming]) -> dict[str, Verdict]:
    """The verdict for each name (by ``case_key``) that names a known place."""
    cases = _cases_of(reading, namings)
    for case in cases.values():
        case.scores = [_base(entry, case) for entry in case.candidates]
    context = _context_of(cases.values())
    for _ in range(PASSES):
        for case in cases.values():
            if len(case.candidates) > 1:
                case.scores = [_base(entry, case) + _gain(entry, case, context) for entry in case.candidates]
        context = _context_of(cases.values())
    return {key: _verdict(case, context) for key, case in cases.items()}


def case_key(naming: Naming) -> str:
    """Mentions with one key mean one place: the name, with what its neighbours say of its kind."""
    kind = "/".join(sorted(naming.kinds)) if naming.kinds else ""
    return f"{naming.name.lower() if len(naming.name) > 3 else naming.name}|{kind}"


def _cases_of(reading: Reading, namings: list[Naming]) -> dict[str, Case]:
    cases: dict[str, Case] = {}
    previous: tuple[Naming, Case] | None = None
    for naming in namings:
        if not naming.entries:
            previous = None
            continue
        case = cases.get(case_key(naming))
        if case is None:
            case = cases[case_key(naming)] = Case(naming.name, _candidates(naming))
        case.mentions += 1
        case.kinds.update(naming.kinds)
        if previous and previous[1] is not case and _lies_in(reading, previous[0], naming):
            previous[1].inside.append(case)
            case.holds.append(previous[1])
        previous = (naming, case)
    return cases


def _candidates(naming: Naming) -> list[Entry]:
    """The places a name can mean; what lies in a country of that name ("Mexico") goes by it only if said so."""
    states = {entry.country for entry in naming.entries if entry.kind == "country"}
    fitting = [e for e in naming.entries if e.kind == "country" or e.country not in states or e.kind in naming.kinds]
    return fitting[:MOST_CANDIDATES]


def _lies_in(reading: Reading, inner: Naming, outer: Naming) -> bool:
    """Whether the text puts one name inside the next: "Paris, Texas", "Paris (Texas)", "Paris in Texas"."""
    between = reading.lower[inner.last + 1 : outer.first]
    if outer.demonym or inner.demonym:
        return False
    return tuple(between) in ((",",), ("(",), ("in",), (",", "in"), ("in", "the"), (",", "in", "the"))


def _base(entry: Entry, case: Case) -> float:
    if not case.kinds and not entry.preferred and entry.kind.startswith("admin"):
        # "Kherson" alone is the town; its unit is "Kherson Oblast" or "the Kherson region".
        seats = [town for town in case.candidates if town.preferred and entry.name in town.chain]
        if seats:
            return min(_base(town, case) for town in seats) - SEAT_LEAD
    score = BASE.get(entry.kind)
    if score is None:
        score = math.log10(entry.population + 10) if entry.id.isdigit() else OWN_PLACE
    score += CAPITAL_BONUS if entry.kind == "capital" else 0.0
    score -= 0.0 if entry.preferred else ALTERNATE_PENALTY
    if case.kinds:
        score += HINT_BONUS if entry.kind in case.kinds else -HINT_PENALTY
    if any(_contains(outer, entry) for other in case.inside for outer in other.candidates):
        score += INSIDE_BONUS
    if any(_contains(entry, inner) for other in case.holds for inner in other.candidates):
        score += HOLDS_BONUS
    return score


def _contains(outer: Entry, inner: Entry) -> bool:
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    return outer.name in inner.chain and (outer.country is None or outer.country == inner.country)


def _context_of(cases: Iterable[Case]) -> Context:
    countries: Counter[str] = Counter()
    units: Counter[tuple[str, str]] = Counter()
    clear: list[tuple[int, Case, Entry]] = []
    for case in cases:
        if case.lead < CLEAR_LEAD:
            continue
        best = case.best
        weight = min(case.mentions, 4)
        if best.country:
            countries[best.country] += weight
            unit = _unit_of(best)
            if unit:
                units[best.country, unit] += weight
        if best.kind not in ("country", "continent", "region"):
            clear.append((weight, case, best))
    clear.sort(key=lambda item: -item[0])
    total = sum(countries.values()) + 2.0
    inside = sum(units.values()) + 2.0
    return Context(
        {country: count / total for country, count in countries.items()},
        {unit: count / inside for unit, count in units.items()},
        [(case, entry) for _, case, entry in clear[:MOST_POINTS]],
    )


def _unit_of(entry: Entry) -> str | None:
    """The first-level unit: the last but one of the chain, or the entry itself."""
    if entry.kind == "admin1":
        return entry.name
    return entry.chain[-2] if len(entry.chain) > 1 else None


def _gain(entry: Entry, case: Case, context: Context) -> float:
    gain = 0.0
    if entry.country:
        gain += COUNTRY_WEIGHT * context.countries.get(entry.country, 0.0)
        unit = _unit_of(entry)
        if unit:
            gain += UNIT_WEIGHT * context.units.get((entry.country, unit), 0.0)
    if entry.kind not in ("country", "continent") and _has_neighbour(entry, case, context):
        gain += NEAR_BONUS
    return gain


def _has_neighbour(entry: Entry, case: Case, context: Context) -> bool:
    """Whether another clear name of the text is a place near by."""
    reach = NEAR_KM / 111.2
    for other, point in context.points:
        if other is not case and abs(point.lat - entry.lat) < reach and distance_km(entry, point) < NEAR_KM:
            return True
    return False


def distance_km(a: Entry, b: Entry) -> float:
    """Kilometres between two places; flat-earth, good to a few per cent at the distances that matter here."""
    span = abs(a.lon - b.lon)
    span = min(span, 360 - span) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, span)


def _verdict(case: Case, context: Context) -> Verdict:
    order = sorted(range(len(case.scores)), key=lambda i: -case.scores[i])
    best = case.candidates[order[0]]
    others = [case.candidates[i] for i in order[1:] if distance_km(case.candidates[i], best) > SAME_KM]
    rule, why = _reason(case, best, others, context)
    # A namesake elsewhere tells a reader more than the unit a town is the seat of.
    apart = [other for other in others if not _contains(other, best) and not _contains(best, other)]
    return Verdict(best, next(iter(apart or others), None), rule, why)


def _reason(case: Case, best: Entry, others: list[Entry], context: Context) -> tuple[str, str]:
    if not others:
        return "only-place", f"the only place called “{case.name}” that is known"
    for outer in case.inside:
        if _contains(outer.best, best):
            return "containment", f"the text puts “{case.name}” in {outer.best.name}"
    if case.kinds and best.kind in case.kinds:
        return "kind-beside-name", f"the words beside “{case.name}” call it a {best.kind}"
    if best.kind == "country":
        return "country", f"“{case.name}” is the name of a country"
    share = context.countries.get(best.country or "", 0.0)
    if share > 0.3 and any(other.country != best.country for other in others):
        where = best.chain[-1] if best.chain else best.name
        return "document-country", f"{share:.0%} of the places of this text lie in {where}"
    if _has_neighbour(best, case, context):
        return "neighbours", f"the text names other places near this “{case.name}”"
    return "largest", f"the most prominent of {len(others) + 1} places called “{case.name}”"
