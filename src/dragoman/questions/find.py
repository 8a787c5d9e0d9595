"""Questions of a reading: what it asks and leaves open, with the event each asks about."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors.cast import Cast
from dragoman.codes import QuestionKind, QuestionState
from dragoman.events.coder import Coder
from dragoman.events.setting import Setting
from dragoman.questions.asked import Asked, Unasked
from dragoman.questions.askers import Askers
from dragoman.questions.direct import direct_questions
from dragoman.questions.earlier import Earlier
from dragoman.questions.horizon import horizon_of
from dragoman.questions.indirect import OPENERS, WH_OPENERS, indirect_questions
from dragoman.questions.meant import Meant
from dragoman.questions.pattern import pattern_of
from dragoman.questions.sides import Sides
from dragoman.questions.wording import criterion_of
from dragoman.reading.reading import Reading
from dragoman.records import Event, Evidence, Place, Question, Statement, When, make_id

ROOM = "questions"


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
    earlier = Earlier(reading, cast, events)
    sides = Sides(reading, Meant(reading, cast, earlier), earlier, Setting(reading, places))
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
        horizon = horizon_of(reading, whens, asked) if asked.kind is QuestionKind.PREDICTIVE else None
        found.append(
            Question(
                id=make_id("qu", reading.document.id, span),
                document=reading.document.id,
                text=" ".join(span.text_of(reading.text).split()),
                asker=asker,
                kind=asked.kind,
                pattern=pattern_of(reading, coder, places, sides, asked),
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
        if word in OPENERS or word in WH_OPENERS:
            yield from indirect_questions(reading, i)
        elif word[-1] == "?":
            yield from direct_questions(reading, i)
