"""The dossier: everything the desk keeps of one document, and the order in which it is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from dragoman.actors.cast import Cast
from dragoman.codes import Hedge, Status
from dragoman.errors import SourceError
from dragoman.events.find import find_events
from dragoman.explanations.find import find_explanations
from dragoman.intake.source import read_source
from dragoman.places.find import find_places
from dragoman.positions.find import find_positions
from dragoman.questions.find import find_questions
from dragoman.reading.enclosing import Enclosing
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import (
    Actor,
    Document,
    Doubt,
    Event,
    Evidence,
    Explanation,
    Failure,
    Place,
    Position,
    Question,
    Span,
    Statement,
    When,
)
from dragoman.statements.find import find_statements
from dragoman.times.find import find_times

# Deeper than anybody speaks; a forged chain of statements must not exhaust its readers.
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Dossier:
    """One document with every record made from it, and what made them (``model``: name, version and digest)."""

    document: Document
    whens: tuple[When, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    questions: tuple[Question, ...]
    explanations: tuple[Explanation, ...]
    unsure: tuple[Doubt, ...]
    model: str


def read(source: str | Path) -> Dossier:
    """The dossier of the one report at ``source`` (a file, an http(s) URL, or ``-`` for standard input).

    Raises SourceError where it cannot be read, or holds several reports (use ``read_all`` for those).
    """
    found = list(islice(read_source(str(source)), 2))
    if len(found) > 1:
        raise SourceError(f"{source} holds several reports. Use dragoman.read_all to read them one by one.")
    if not found:
        raise SourceError(f"{source} holds no report.")
    if isinstance(found[0], Failure):
        raise SourceError(f"{found[0].source}: {found[0].reason}")
    return next(make_dossiers([found[0]]))


def read_all(source: str | Path) -> Iterator[Dossier | Failure]:
    """The dossier of every report at ``source``, and a Failure for each that could not be read."""
    for found in read_source(str(source)):
        yield found if isinstance(found, Failure) else next(make_dossiers([found]))


def make_dossiers(documents: Iterable[Document]) -> Iterator[Dossier]:
    """Reads documents one after the other and makes the dossier of each."""
    reader = load_reader()
    for reading in reader.read(documents):
        yield dossier_of(reading, reader.model.edition)


def dossier_of(reading: Reading, model: str) -> Dossier:
    """The whole method: times, places and actors first, then what was said and done, then what follows from it."""
    if reading.document.language not in (None, "en"):
        return _unread(reading, model)
    whens = find_times(reading)
    places = find_places(reading)
    cast = Cast(reading, places)
    statements = find_statements(reading, whens, cast)
    events = events_within(reading, statements, find_events(reading, whens, places, cast))
    positions = find_positions(reading, whens, cast, statements)
    questions = find_questions(reading, whens, places, cast, statements, events)
    explanations = find_explanations(reading, cast, statements, questions)
    return Dossier(
        document=reading.document,
        whens=tuple(whens),
        places=tuple(places),
        actors=tuple(cast.mentions()),
        statements=tuple(statements),
        events=tuple(events),
        positions=tuple(positions),
        questions=tuple(questions),
        explanations=tuple(explanations),
        unsure=tuple(sorted(reading.doubts, key=lambda doubt: doubt.evidence.span or Span(0, 0))),
        model=model,
    )


def _unread(reading: Reading, model: str) -> Dossier:
    """The dossier of a text in another language: kept, but nothing is taken from it."""
    why = f"the text is in another language ({reading.document.language}); only English is read"
    doubt = Doubt("dossier", Evidence(Span(0, len(reading.text)), "other-language", why))
    return Dossier(reading.document, (), (), (), (), (), (), (), (), (doubt,), model)


def events_within(reading: Reading, statements: list[Statement], events: list[Event]) -> list[Event]:
    """Each event joined to the innermost statement whose content it stands in; hedges on the way in hold for it."""
    by_id = {statement.id: statement for statement in statements}
    enclosing = Enclosing(reading, statements)
    return [_joined(event, chain_of(_innermost(reading, enclosing, event), by_id)) for event in events]


def chain_of(statement: Statement | None, by_id: Mapping[str, Statement]) -> list[Statement]:
    """A statement and those it is nested in, innermost first (a chain that bites its tail is cut)."""
    chain: dict[str, Statement] = {}
    while statement is not None and statement.id not in chain and len(chain) <= DEEPEST:
        chain[statement.id] = statement
        statement = by_id.get(statement.outer) if statement.outer else None
    return list(chain.values())


def _innermost(reading: Reading, enclosing: Enclosing, event: Event) -> Statement | None:
    near = enclosing.near(reading.tokens_in(event.trigger).start)
    around = [s for s in near if any(piece.covers(event.trigger) for piece in s.content)]
    return min(around, key=lambda s: sum(piece.end - piece.start for piece in s.content), default=None)


def _joined(event: Event, chain: list[Statement]) -> Event:
    if not chain:
        return event
    hedges = [event.reporting_hedge, *(statement.reporting_hedge for statement in chain)]
    # What a statement that was never made "says" cannot be taken for a fact.
    unsaid = any(statement.status is not Status.ASSERTED for statement in chain)
    status = Status.HYPOTHETICAL if unsaid and event.status is Status.ASSERTED else event.status
    return replace(event, reported_in=chain[0].id, reporting_hedge=max(hedges, key=list(Hedge).index), status=status)
