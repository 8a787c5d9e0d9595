"""The event a question asks about: its type by the frames of the events room, its actors and place."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.events.coder import Coder
from dragoman.places.attach import where_of
from dragoman.questions.asked import Asked
from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading
from dragoman.records import Actor, EventPattern, Place

# "Some of the supporters": who is meant stands behind "of".
QUANTIFIERS = frozenset(("some", "many", "most", "all", "any", "both", "either", "none", "one", "several", "few"))


def pattern_of(reading: Reading, cast: Cast, coder: Coder, places: list[Place], asked: Asked) -> EventPattern | None:
    """Who would do what to whom, and where; ``None`` where the question names nobody and no act."""
    act = _act(reading, asked.verb)
    coding = next((c for i in _acts(reading, asked, act) if (c := coder.code(i)) is not None), None)
    source = _source(reading, cast, asked.verb)
    target = _target(reading, cast, act, source)
    if coding is not None:
        known = {actor.id for actor in source}
        source = source or coding.sources
        target = target or tuple(actor for actor in coding.targets if actor.id not in known)
    place = where_of(reading, places, act)
    if coding is None and not source and not target and place is None:
        return None
    return EventPattern(coding.type if coding is not None else None, source, target, place)


def _acts(reading: Reading, asked: Asked, act: int) -> list[int]:
    """The words that may name the act, best first: its verb, the nouns it works on and their aims, its subject."""
    nouns = reading.children_by(act, "dobj", "attr")
    nouns += [p for c in reading.children_by(act, "prep") for p in reading.children_by(c, "pobj")]
    aims = [c for noun in nouns for c in reading.children_by(noun, "acl")]
    return [act, *aims, *nouns, *reading.children_by(asked.verb, "nsubj", "nsubjpass"), asked.verb]


def _act(reading: Reading, verb: int) -> int:
    """The verb that names the act itself: the one under "continue to", "is going to", "try to"."""
    for _ in range(3):
        below = reading.child(verb, "xcomp")
        if below is None or reading.lemma(verb) not in asking().aspect | asking().bound or not reading.is_verb(below):
            break
        verb = below
    return verb


def _source(reading: Reading, cast: Cast, verb: int) -> tuple[Actor, ...]:
    subject = reading.child(verb, "nsubj")
    if subject is None:
        agent = reading.child(verb, "agent")
        subject = reading.child(agent, "pobj") if agent is not None else None
    if subject is None:
        return ()
    of = reading.child(subject, "prep") if reading.lower[subject] in QUANTIFIERS else None
    whole = reading.child(of, "pobj") if of is not None else None
    return cast.at(whole if whole is not None else subject)


def _target(reading: Reading, cast: Cast, act: int, source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actor acted on: the object of the act or of its preposition, or whose the object is."""
    known = {actor.id for actor in source}
    objects = reading.children_by(act, "dobj", "dative", "nsubjpass")
    objects += [p for c in reading.children_by(act, "prep") for p in reading.children_by(c, "pobj")]
    for noun in objects:
        for token in (noun, *reading.children_by(noun, "poss", "compound", "amod")):
            actors = tuple(actor for actor in cast.at(token) if actor.id not in known)
            if actors:
                return actors
    return ()
