"""A question somebody forecasts: what is asked, by when, what would count, and where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.codes import EventType, QuestionKind, QuestionState
from dragoman.records import Actor, EventPattern, Question, make_id

# Days from the day of the report, where a text gives no time of its own.
HORIZONS = (30, 90, 180)
DEFAULT_HORIZON = 90
# What two do together: a text may name either of them first.
MUTUAL = frozenset((EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.SUPPORT))
STATE = (None, "GOV", "MIL")
ANY_REPORT = "any report in the archive that asserts it"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The event asked about, as the archive is asked: PLOVER types, actors ("RUS", "RUS MIL" or a name), a place.

    ``at_least`` is how many separate events make it a yes; ``modes`` narrows the type where given.
    """

    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None
    place: str | None = None
    country: str | None = None
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class ForecastQuestion:
    """A resolvable question. ``asked_in`` is the id of the question of a document it was made from.

    ``outcome`` is known once ``state`` is resolved; a disputed question keeps its outcome and is left out of scores.
    """

    id: str
    text: str
    criterion: str
    opens: datetime.date
    closes: datetime.date
    pattern: Pattern | None = None
    sources: str = ANY_REPORT
    asked_in: str | None = None
    state: QuestionState = QuestionState.DRAFT
    outcome: bool | None = None
    resolved_on: datetime.date | None = None
    disputed: bool = False
    tags: tuple[str, ...] = field(default_factory=tuple)

    @property
    def days(self) -> int:
        return (self.closes - self.opens).days

    def state_on(self, today: datetime.date) -> QuestionState:
        """Where the question stands that day: an open one is closed once its deadline has passed."""
        if self.state is QuestionState.OPEN and today > self.closes:
            return QuestionState.CLOSED
        return self.state


def make_question(
    text: str,
    criterion: str,
    opens: datetime.date,
    closes: datetime.date | None = None,
    *,
    pattern: Pattern | None = None,
    asked_in: str | None = None,
    tags: tuple[str, ...] = (),
) -> ForecastQuestion:
    """A draft; without ``closes`` it has the default horizon of 90 days."""
    end = closes or opens + datetime.timedelta(days=DEFAULT_HORIZON)
    name = make_id("fq", text, opens, end)
    return ForecastQuestion(name, text, criterion, opens, end, pattern, asked_in=asked_in, tags=tags)


def drafts_of(
    question: Question, published: datetime.date | None, horizons: Sequence[int] = (DEFAULT_HORIZON,)
) -> list[ForecastQuestion]:
    """The drafts that a predictive question of a document gives: by its own time, or one for each horizon in days.

    Without a day to count from there is none.
    """
    if question.kind is not QuestionKind.PREDICTIVE or published is None:
        return []
    stated = question.horizon.last if question.horizon is not None else None
    ends = [stated] if stated is not None and stated > published else [_after(published, days) for days in horizons]
    pattern = pattern_of(question.pattern)
    return [
        make_question(
            question.text, _criterion(question, published, end), published, end, pattern=pattern, asked_in=question.id
        )
        for end in ends
    ]


def _criterion(question: Question, opens: datetime.date, closes: datetime.date) -> str:
    """The reader's own sentence, which counts 90 days where the text states no time; else one with the days."""
    if question.horizon is not None or (closes - opens).days == DEFAULT_HORIZON:
        return question.criterion
    return f"Yes if a source reports, from {opens} to {closes}, what is asked: {question.text}"


def _after(day: datetime.date, days: int) -> datetime.date:
    return day + datetime.timedelta(days=days)


def pattern_of(asked: EventPattern | None) -> Pattern | None:
    """The pattern of a question of a document, in the words the archive is asked in."""
    if asked is None:
        return None
    source, target, place = _code(asked.source), _code(asked.target), asked.place
    if target is None and asked.type in MUTUAL:
        target = _code(asked.source[1:])
    country = place.country if place is not None and place.kind == "country" else None
    return Pattern(
        types=(asked.type.value,) if asked.type else (),
        source=source,
        target=target,
        place=place.name if place is not None and country is None else None,
        # A country that is a side already need not be the scene, too.
        country=country if country not in (source, target) else None,
    )


def _code(actors: tuple[Actor, ...]) -> str | None:
    """The first actor as the archive files it: a person or body by name, others by country and sector."""
    if not actors:
        return None
    actor = actors[0]
    if actor.person or not actor.country:
        return actor.name
    # Reports name a country, its government and its forces for one another.
    return actor.country if actor.sector in STATE else f"{actor.country} {actor.sector}"
