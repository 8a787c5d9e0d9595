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

from dragoman.places.atlas import SETTLEMENTS, entries_named
from dragoman.places.context import COUNTRY, DISTRICT, NEAR, UNIT, Context, Key, Level, district_of, keys_of, unit_of
from dragoman.places.gazetteer import Entry
from dragoman.places.hints import load_hints
from dragoman.places.naming import Naming
from dragoman.reading.reading import Reading

# Base scores are on the scale of log10(population); the weights below were set together on news of several kinds.
BASE = {"country": 8.6, "continent": 9.0, "admin1": 7.0, "admin2": 4.6, "historic": 6.0, "planet": 6.0}
OWN_PLACE = 7.0
# A town of our tables has namesakes elsewhere that are as large.
OWN_TOWN_LESS = 1.5
CAPITAL_BONUS = 1.7
# How far a unit named after its chief town stands behind that town.
SEAT_LEAD = 1.0
ALTERNATE_PENALTY = 1.2
# "Washington" is hardly ever Washington County.
BARE_DISTRICT_PENALTY = 4.0
HINT_BONUS, HINT_PENALTY = 4.0, 1.0
INSIDE_BONUS, HOLDS_BONUS = 7.0, 3.0
# What a reader is told decided, from the narrowest to the widest; support must lead a rival's by this much to count.
REASONS = (
    (NEAR, "neighbours", "the text names other places near this “{name}”"),
    (DISTRICT, "document-district", "the text names other places in {where}"),
    (UNIT, "document-unit", "the text names other places in {where}"),
    (COUNTRY, "document-country", "other places of this text lie in {where}"),
)
CLEAR_SUPPORT = 1.0
# After the second pass what a text speaks of hardly changes.
PASSES = 2
MOST_CANDIDATES = 40
LONGEST_OUTLET = 8
# Candidates this near to one another are one place for a reader (a town and its district).
SAME_KM = 40.0


@dataclass(slots=True)
class Case:
    """One name of a text: its mentions, the places it can mean, and what stands beside it."""

    family: str
    name: str
    candidates: list[Entry]
    keys: list[tuple[Key, ...]]
    mentions: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    inside: list[Case] = field(default_factory=list)
    holds: list[Case] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
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


def resolve_names(reading: Reading, namings: list[Naming]) -> dict[str, Verdict]:
    """The verdict for each name (by ``case_key``) that names a known place."""
    cases = _cases_of(reading, namings)
    for case in cases.values():
        case.base = case.scores = [_base(entry, case) for entry in case.candidates]
    for _ in range(PASSES):
        context = _context_of(cases.values())
        for case in cases.values():
            if len(case.candidates) > 1:
                gains = [context.gain(case.family, keys) for keys in case.keys]
                case.scores = [base + gain for base, gain in zip(case.base, gains, strict=True)]
    return {key: _verdict(case, context) for key, case in cases.items()}


def _context_of(cases: Iterable[Case]) -> Context:
    context = Context()
    for case in cases:
        if case.mentions:
            context.add(case.family, case.mentions, case.keys, case.scores)
    return context


def case_key(naming: Naming) -> str:
    """Mentions with one key mean one place: the name, with what its neighbours say of its kind."""
    kind = "" if naming.kinds <= SETTLEMENTS else "/".join(sorted(naming.kinds))
    return f"{_family(naming)}|{kind}"


def _family(naming: Naming) -> str:
    return naming.known.lower() if len(naming.known) > 3 else naming.known


def _cases_of(reading: Reading, namings: list[Naming]) -> dict[str, Case]:
    cases: dict[str, Case] = {}
    previous: tuple[Naming, Case] | None = None
    for naming in namings:
        if not naming.entries:
            previous = None
            continue
        case = cases.get(case_key(naming))
        if case is None:
            candidates = _candidates(naming)
            case = Case(_family(naming), naming.known, candidates, [keys_of(entry) for entry in candidates])
            cases[case_key(naming)] = case
        # Streets and theatres are called after towns that the text is not about.
        case.mentions += not naming.within
        case.kinds.update(SETTLEMENTS if naming.kinds and naming.kinds <= SETTLEMENTS else naming.kinds)
        if previous and previous[1] is not case and _lies_in(reading, previous[0], naming):
            previous[1].inside.append(case)
            case.holds.append(previous[1])
        previous = (naming, case)
    if reading.document.outlet:
        _add_outlet(cases, reading.document.outlet)
    return cases


def _add_outlet(cases: dict[str, Case], outlet: str) -> None:
    """Lets the place in an outlet's name speak for its neighbours ("Abilene Reporter-News")."""
    words = [word for word in outlet.split()[:LONGEST_OUTLET] if word[0].isupper()]
    for size in (3, 2, 1):
        for first in range(len(words) + 1 - size):
            name = " ".join(words[first : first + size])
            found = () if name.lower() in load_hints().never else entries_named(name)
            if found:
                entries = list(found[:MOST_CANDIDATES])
                case = Case(f"outlet {outlet}", name, entries, [keys_of(entry) for entry in entries], mentions=1)
                cases[f"outlet|{name}"] = case
                return


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
    if not case.kinds and entry.kind.startswith("admin"):
        # "Kherson" alone is the town; its unit is "Kherson Oblast" or "the Kherson region".
        towns = [e for e in case.candidates if e.preferred and e.kind in SETTLEMENTS and entry.name in e.chain]
        seats = [town for town in towns if town.own or not entry.preferred]
        if seats:
            return min(_base(town, case) for town in seats) - SEAT_LEAD
    score = BASE.get(entry.kind)
    if score is None:
        score = math.log10(entry.population + 10)
        if entry.own:
            score = max(score, OWN_PLACE - (OWN_TOWN_LESS if entry.id.startswith("geonames:") else 0.0))
    score += CAPITAL_BONUS if entry.kind == "capital" else 0.0
    if not entry.preferred:
        score -= BARE_DISTRICT_PENALTY if entry.kind == "admin2" and not case.kinds else ALTERNATE_PENALTY
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
    if best.lasted:
        return "historic-state", f"“{case.name}” was a state from {best.lasted}"
    if not others:
        return "only-place", f"the only place called “{case.name}” that is known"
    for outer in case.inside:
        if _contains(outer.best, best):
            return "containment", f"the text puts “{case.name}” in {outer.best.name}"
    if case.kinds and best.kind in case.kinds:
        return "kind-beside-name", f"the words beside “{case.name}” call it a {best.kind}"
    if best.kind == "country":
        return "country", f"“{case.name}” is the name of a country"
    support = context.support(case.family, keys_of(best))
    rivals = [context.support(case.family, keys_of(other)) for other in others[:3]]
    for level, rule, words in REASONS:
        if support.get(level, 0.0) > CLEAR_SUPPORT + max(rival.get(level, 0.0) for rival in rivals):
            return rule, words.format(name=case.name, where=_part_of(best, level))
    return "largest", f"the most prominent of {len(others) + 1} places called “{case.name}”"


def _part_of(entry: Entry, level: Level) -> str | None:
    """What a place shares with the names that speak for it at a level."""
    if level is COUNTRY:
        return entry.chain[-1] if entry.chain else entry.name
    return unit_of(entry) if level is UNIT else district_of(entry)
