"""A question somebody forecasts: what is asked, by when, what would count, and where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.codes import EventType, QuestionKind, QuestionState
from dragoman.errors import RequestError
from dragoman.questions.wording import HORIZONS, direct_form, window_left_open, window_told
from dragoman.records import Actor, EventPattern, Question, make_id

DEFAULT_HORIZON = 90
# What two do together: a text may name either of them first.
MUTUAL = frozenset((EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.SUPPORT))
# Deeds between two types: stems of the words that name them, and where the reader of events files their reports. Who
# signs a treaty agrees, and by the PLOVER manual it is SUPPORT; an expelled envoy is coerced, and a state sanctioned.
FILED = {
    EventType.AGREE: tuple((stem, EventType.SUPPORT) for stem in ("sign", "ratif", "conclu", "seal", "deal", "treaty")),
    EventType.CONCEDE: (("resign", EventType.RETREAT), ("step", EventType.RETREAT), ("lift", EventType.RETREAT)),
    EventType.COERCE: (
        ("expel", EventType.SANCTION),
        ("charge", EventType.ACCUSE),
        ("try", EventType.ACCUSE),
        ("trial", EventType.ACCUSE),
    ),
    EventType.ASSAULT: (("coup", EventType.COERCE), ("seize", EventType.COERCE)),
}
STATE = (None, "GOV", "MIL")
# As resolve.py judges: what settles a question by itself, and what never does.
ANY_REPORT = (
    "any report in the archive that asserts it outright, or the doer’s own word for it; "
    "not the claim of another side, nor what is “reportedly” so"
)


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

    def __post_init__(self) -> None:
        unknown = [type for type in self.types if type not in list(EventType)]
        if unknown:
            raise RequestError(f"“{unknown[0]}” is no type of event; choose one of {', '.join(EventType)}.")
        if self.at_least < 1:
            raise RequestError(f"At least one event makes a yes, not {self.at_least}.")

    @property
    def told(self) -> str:
        """The pattern in a few words: "ASSAULT, RUS to UKR"."""
        what = " or ".join(self.types) or "any act"
        modes = f" ({', '.join(self.modes)})" if self.modes else ""
        where = f" at {self.place or self.country}" if self.place or self.country else ""
        times = f", at least {self.at_least} of them" if self.at_least > 1 else ""
        return f"{what}{modes}, {self.source or 'anyone'} to {self.target or 'anyone'}{where}{times}"

    @property
    def is_decisive(self) -> bool:
        """Whether one event of the pattern answers the question: its kind and a side must be known."""
        return bool(self.types and (self.source or self.target or self.place))


@dataclass(frozen=True, slots=True)
class ForecastQuestion:
    """A resolvable question. ``asked_in`` is the id of the question of a document it was made from.

    ``outcome`` is known once ``state`` is resolved; a disputed question keeps its outcome and is left out of scores.
    ``value`` is what was known when it was asked: the level of a series, a crowd's probability, or nothing.
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
    value: float | None = None

    @property
    def types(self) -> tuple[str, ...]:
        """The types of event asked about."""
        return self.pattern.types if self.pattern is not None else ()

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
    question: Question, published: datetime.date | None, horizons: Sequence[int] = HORIZONS
) -> list[ForecastQuestion]:
    """The drafts that a predictive question of a document gives: by its own time, or one for each horizon in days.

    Without a day to count from there is none; a person gives one.
    """
    if question.kind is not QuestionKind.PREDICTIVE or published is None:
        return []
    stated = question.horizon.last if question.horizon is not None else None
    ends = [stated] if stated is not None and stated > published else [_after(published, days) for days in horizons]
    pattern, text = pattern_of(question.pattern, question.text), direct_form(question.text)
    return [
        make_question(text, _criterion(question, published, end), published, end, pattern=pattern, asked_in=question.id)
        for end in ends
    ]


def _criterion(question: Question, opens: datetime.date, closes: datetime.date) -> str:
    """The reader's own sentence with the days of this draft in it."""
    window = window_told(opens, closes)
    told = question.criterion.replace(window_left_open(opens), window)
    return told if window in told else f"{told} What counts happens {window}."


def _after(day: datetime.date, days: int) -> datetime.date:
    return day + datetime.timedelta(days=days)


def types_of(type: EventType, words: str) -> tuple[str, ...]:
    """The type asked about, and the one under which the reports of such a deed may be filed as well."""
    told = words.lower().split()
    filed = [other for stem, other in FILED.get(type, ()) if any(word.startswith(stem) for word in told)]
    return (type.value, *(other.value for other in dict.fromkeys(filed)))


def pattern_of(asked: EventPattern | None, words: str = "") -> Pattern | None:
    """The pattern of a question of a document, in the words the archive is asked in."""
    if asked is None:
        return None
    source, target, place = code_of_actors(asked.source), code_of_actors(asked.target), asked.place
    if asked.target and _is_anybody(asked.target[0]):
        target = None
    if target is None and asked.type in MUTUAL:
        target = code_of_actors(asked.source[1:])
    country = place.country if place is not None and place.kind == "country" else None
    return Pattern(
        types=types_of(asked.type, words) if asked.type else (),
        source=source,
        target=target,
        place=place.name if place is not None and country is None else None,
        # A country that is a side already need not be the scene, too.
        country=country if country not in (source, target) else None,
    )


def _is_anybody(actor: Actor) -> bool:
    """Whether words for people of no named country say to whom ("opposition figures"): no report need use them."""
    return not actor.country and not actor.person and actor.evidence.rule in ("agent-phrase", "described")


def code_of_actors(actors: tuple[Actor, ...]) -> str | None:
    """The first actor as the archive files it: a person or body by name, others by country and sector."""
    if not actors:
        return None
    actor = actors[0]
    if actor.person or not actor.country:
        return actor.name.removeprefix("the ").removeprefix("The ")
    # Reports name a country, its government and its forces for one another.
    return actor.country if actor.sector in STATE else f"{actor.country} {actor.sector}"
