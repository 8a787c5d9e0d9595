"""Whether later reports answer a question: a proposal with quote and place, for a person to confirm.

Yes: an event of the pattern is asserted, within the question's days. No: the deadline has passed and a report says that
it did not happen. What is hedged, claimed by one side, planned or undated settles nothing by itself.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.archive.filters import EventFilter
from dragoman.archive.query import event_conditions
from dragoman.archive.store import Archive
from dragoman.archive.where import code_of
from dragoman.codes import EventType, Hedge, Status
from dragoman.dossier import Dossier
from dragoman.forecast.question import MUTUAL, ForecastQuestion, Pattern
from dragoman.forecast.sides import between
from dragoman.records import Actor, Event, Span

# How often a proposal on each ground is right: the lower end of the 90 % range on the follow-up cases of
# corpus/pairs/resolutions.jsonl (benchmarks/forecast_resolution.py). Of the last two there are too few to measure.
PRECISION: dict[str, float | None] = {
    "told-by-several": 0.97,
    "told-outright": 0.97,
    "told-not-to-have-happened": 0.95,
    "claimed": None,
    "hedged": None,
}
# Deeds, done or threatened, whose place tells to whom; talks are held and words spoken anywhere.
ON_THE_GROUND = frozenset(
    (
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.THREATEN,
        EventType.MOBILIZE,
        EventType.RETREAT,
        EventType.AID,
    )
)
# Reports looked at for one question: more would not change what hundreds say.
MOST_DOCUMENTS = 300


@dataclass(frozen=True, slots=True)
class Found:
    """A report's words on the question: the event, what it says of it, and where it stands.

    ``origin`` is the story the report retells, ``deed`` the event that several tell of, where the archive links them.
    """

    event: str
    document: str
    quote: str
    span: Span
    status: Status
    outright: bool
    first: datetime.date | None
    last: datetime.date | None
    reported: datetime.date | None
    origin: str
    hedge: Hedge = Hedge.NONE
    deed: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the reports say of a question: yes or no, on what ground, how often that ground was right, and the words.

    ``precision`` is ``None`` for a ground that nobody has measured: a person decides.
    """

    question: str
    outcome: bool
    ground: str
    precision: float | None
    why: str
    evidence: tuple[Found, ...]

    @property
    def ground_told(self) -> str:
        """The ground and how often it was right, as people are told: "told-outright, right in 97% of test cases"."""
        if self.precision is None:
            return f"{self.ground}; how often that is right has not been measured"
        return f"{self.ground}, right in {self.precision:.0%} of test cases"


def propose(
    question: ForecastQuestion, dossiers: Iterable[Dossier], today: datetime.date | None = None
) -> Proposal | None:
    """What these dossiers say of the question; ``None`` where they leave it open, or only a person can tell."""
    if question.pattern is None or not question.pattern.is_decisive:
        return None
    return judge(question, _in_dossiers(question.pattern, dossiers), today)


def propose_from(archive: Archive, question: ForecastQuestion, today: datetime.date | None = None) -> Proposal | None:
    """What the reports in the archive since the question opened say of it."""
    pattern = question.pattern
    if pattern is None or not pattern.is_decisive:
        return None
    where = event_conditions(EventFilter(type=pattern.types or None, dataset="read", since=question.opens))
    between(where, pattern, struck=True)
    query = f"SELECT DISTINCT document FROM events{where.sql} ORDER BY document LIMIT {MOST_DOCUMENTS}"
    documents = [row[0] for row in archive.rows(query, where.values)]
    found = _in_dossiers(pattern, (archive.dossier(document) for document in documents))
    return judge(question, _as_linked(archive, found), today)


def _in_dossiers(pattern: Pattern, dossiers: Iterable[Dossier]) -> list[Found]:
    return [f for dossier in dossiers for f in matching(pattern, dossier)]


def _as_linked(archive: Archive, found: Sequence[Found]) -> list[Found]:
    """What was found, with the stories and events that the archive links: copies count once."""
    members = [*{f.event for f in found}, *{f.document for f in found}]
    marks = ", ".join("?" * len(members))
    query = f"SELECT member, link FROM link_members WHERE kind IN ('origin', 'event') AND member IN ({marks})"
    links = dict(archive.rows(query, members)) if members else {}
    return [replace(f, origin=links.get(f.document, f.origin), deed=links.get(f.event)) for f in found]


def matching(pattern: Pattern, dossier: Dossier) -> list[Found]:
    """The events of a dossier that are of the pattern, whatever is said of them."""
    statements = {s.id: s for s in dossier.statements}
    published = dossier.document.published
    reported = published.first if published else None
    found = []
    for event in dossier.events:
        if not _fits(pattern, event, dossier):
            continue
        inside = statements.get(event.reported_in or "")
        span = event.mentions[0] if event.mentions else event.trigger
        found.append(
            Found(
                event=event.id,
                document=dossier.document.id,
                quote=_sentence(dossier.document.text, span),
                span=span,
                status=event.status,
                outright=inside is None or _is_own_deed(event, inside.speaker),
                first=event.when.first if event.when else None,
                last=event.when.last if event.when else None,
                reported=reported,
                origin=dossier.document.id,
                hedge=event.reporting_hedge,
            )
        )
    return found


def judge(question: ForecastQuestion, found: Sequence[Found], today: datetime.date | None = None) -> Proposal | None:
    """The proposal that the words found add up to."""
    day = today or max((f.reported for f in found if f.reported), default=question.closes)
    pattern = question.pattern or Pattern()
    told = [f for f in found if f.status is Status.ASSERTED and _in_time(question, f)]
    outright = [f for f in told if f.outright and f.hedge is Hedge.NONE]
    if _separate(outright) >= pattern.at_least:
        several = len({f.origin for f in outright}) > 1
        return _proposal(question, True, "told-by-several" if several else "told-outright", outright)
    denied = [f for f in found if f.status is Status.NEGATED and f.outright and f.hedge is Hedge.NONE]
    final = [f for f in denied if f.reported and f.reported >= question.closes and _covers(question, f)]
    if final and not told and day >= question.closes:
        return _proposal(question, False, "told-not-to-have-happened", final)
    if _separate(told) >= pattern.at_least and not denied:
        claimed = all(f.hedge is Hedge.NONE for f in told)
        return _proposal(question, True, "claimed" if claimed else "hedged", told)
    return None


def _separate(found: Sequence[Found]) -> int:
    """How many separate events are told at least: what two reports tell of one day may be the same."""
    deeds = {f.deed or f.event: f for f in found}.values()
    by_day: dict[object, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for f in deeds:
        by_day[f.first or f.reported][f.document] += 1
    return sum(max(told.values()) for told in by_day.values())


def is_automatic(proposal: Proposal, precision: float) -> bool:
    """Whether a proposal may stand without a person, where one asked for at least this precision."""
    return proposal.precision is not None and proposal.precision >= precision


def _proposal(question: ForecastQuestion, outcome: bool, ground: str, found: Sequence[Found]) -> Proposal:
    said = "asserts" if outcome else "says that there was none of"
    first = found[0]
    why = f"the report of {first.reported or 'an unknown day'} {said} it: “{first.quote}”"
    return Proposal(question.id, outcome, ground, PRECISION[ground], why, tuple(found))


def _in_time(question: ForecastQuestion, found: Found) -> bool:
    """Whether it happened between the opening and the deadline; an undated event is as recent as its report."""
    if found.first is not None and found.last is not None:
        return question.opens <= found.first and found.last <= question.closes
    return found.reported is not None and question.opens < found.reported <= question.closes


def _covers(question: ForecastQuestion, found: Found) -> bool:
    """Whether what did not happen is what was asked: a denial of another time settles nothing."""
    if found.first is None or found.last is None:
        return True
    return found.first <= question.closes and found.last >= question.opens


def _fits(pattern: Pattern, event: Event, dossier: Dossier) -> bool:
    return (
        (not pattern.types or event.type.value in pattern.types)
        and (not pattern.modes or event.mode in pattern.modes)
        and _between(pattern, event, dossier)
        and (pattern.place is None or _is_place(pattern.place, event))
        and (pattern.country is None or (event.where is not None and event.where.country == pattern.country))
    )


def _between(pattern: Pattern, event: Event, dossier: Dossier) -> bool:
    """Whether the event is the source's towards the target; what two do together may be told from either side."""
    source, target = event.source, event.target
    if _is_among(pattern.source, source) and (
        _is_among(pattern.target, target) or _is_struck(pattern.target, event, dossier)
    ):
        return True
    if event.type not in MUTUAL:
        return False
    both = (*source, *target)
    return len(both) > 1 and _is_among(pattern.source, both) and _is_among(pattern.target, both)


def _is_struck(wanted: str | None, event: Event, dossier: Dossier) -> bool:
    """Whether the act names no other actor as its target, but a place in the country asked about, further on in its
    sentence ("struck a warehouse in southern Lebanon")."""
    country = code_of(wanted) if wanted else None
    if event.type not in ON_THE_GROUND or country is None or any(actor.country for actor in event.target):
        return False
    _, end = _sentence_span(dossier.document.text, event.trigger)
    return any(
        place.country == country and place.span is not None and event.trigger.end <= place.span.start < end
        for place in dossier.places
    )


def _is_place(name: str, event: Event) -> bool:
    where = event.where
    return where is not None and name.lower() in (where.name.lower(), *(unit.lower() for unit in where.chain))


def _is_among(wanted: str | None, actors: tuple[Actor, ...]) -> bool:
    """Whether an actor is the one asked about: by country, country and sector, id, or part of a name."""
    if wanted is None:
        return True
    code = code_of(wanted)
    return any(
        code in (actor.id, actor.country, actor.sector, f"{actor.country} {actor.sector}")
        if code
        else wanted.lower() in actor.name.lower()
        for actor in actors
    )


def _is_own_deed(event: Event, speaker: Actor | None) -> bool:
    """Whether the speaker tells of a deed of his own side: then no enemy's claim, but an admission or announcement."""
    if speaker is None:
        return False
    return any(actor.id == speaker.id or (actor.country and actor.country == speaker.country) for actor in event.source)


def _sentence(text: str, span: Span) -> str:
    start, end = _sentence_span(text, span)
    return " ".join(text[start:end].split())


def _sentence_span(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence around a span starts and ends, at most 300 characters to each side."""
    far = max(0, span.start - 300)
    starts = (k + 1 for mark in (". ", "\n", "? ", "! ") if (k := text.rfind(mark, far, span.start)) >= 0)
    ends = (k + 1 for mark in (".", "\n", "?", "!") if (k := text.find(mark, span.end, span.end + 300)) >= 0)
    return max(starts, default=far), min(ends, default=min(len(text), span.end + 300))
