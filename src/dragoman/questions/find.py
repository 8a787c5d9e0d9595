"""Questions of a reading: what it asks and leaves open, with the event each asks about."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors.cast import Cast
from dragoman.codes import QuestionKind, QuestionState
from dragoman.events.coder import Coder
from dragoman.questions.asked import Asked, Unasked
from dragoman.questions.askers import Askers
from dragoman.questions.direct import direct_questions
from dragoman.questions.indirect import OPENERS, indirect_questions
from dragoman.questions.pattern import pattern_of
from dragoman.questions.wording import criterion_of
from dragoman.reading.reading import Reading
from dragoman.records import Event, Evidence, Place, Question, Statement, When, make_id

ROOM = "questions"
# Prepositions and words before a date that set the time by which a question is settled.
HORIZON = frozenset(
    ("by", "before", "until", "till", "within", "in", "during", "over", "through", "this", "next", "on")
)


def find_questions(
    reading: Reading,
    whens: list[When],
    places: list[Place],
    cast: Cast,
    statements: list[Statement],
    events: list[Event],
) -> list[Question]:
    """Every question the text leaves open, in text order."""
    found: list[Question] = []
    asked_here = list(questions_asked(reading))
    if not asked_here:
        return found
    coder = Coder(reading, cast, places)
    askers = Askers(reading, cast, statements)
    for asked in asked_here:
        span = reading.span(asked.first, asked.last)
        if isinstance(asked, Unasked):
            reading.doubt(ROOM, span, asked.rule, asked.why)
            continue
        known, asker = askers.asker_of(asked)
        if not known:
            why = "it is asked in quotation marks or in an interview, by one who cannot be told"
            reading.doubt(ROOM, span, "unknown-asker", why)
            continue
        horizon = _horizon(reading, whens, asked) if asked.kind is QuestionKind.PREDICTIVE else None
        found.append(
            Question(
                id=make_id("qu", reading.document.id, span),
                document=reading.document.id,
                text=" ".join(span.text_of(reading.text).split()),
                asker=asker,
                kind=asked.kind,
                pattern=pattern_of(reading, cast, coder, places, asked),
                horizon=horizon,
                criterion=criterion_of(reading, asked, horizon),
                state=QuestionState.DRAFT,
                evidence=Evidence(span, asked.rule, asked.why),
            )
        )
    return found


def questions_asked(reading: Reading) -> Iterator[Asked | Unasked]:
    """Every question of a reading in text order, and what only looks like one."""
    for i, word in enumerate(reading.lower):
        if word in OPENERS:
            yield from indirect_questions(reading, i)
        elif word[-1] == "?":
            yield from direct_questions(reading, i)


def _horizon(reading: Reading, whens: list[When], asked: Asked) -> When | None:
    """The time a question states for its answer: a date in it that is not past and does not describe a noun."""
    around = reading.span(asked.first, asked.last)
    published = reading.document.published
    today = published.first if published is not None else None
    for when in whens:
        span = when.span
        if span is None or not around.covers(span) or when.last is None or (today is not None and when.last < today):
            continue
        tokens = reading.tokens_in(span)
        if not tokens or any(
            reading.deps[j] in ("compound", "poss", "nmod") and reading.heads[j] not in tokens for j in tokens
        ):
            continue
        if reading.lower[tokens.start] in HORIZON or (tokens.start and reading.lower[tokens.start - 1] in HORIZON):
            return when
        if reading.deps[tokens[-1]] in ("npadvmod", "advmod"):
            return when
    return None
