"""The event a question asks about: its type by the frames of the events room, its actors and place."""

from __future__ import annotations

from collections import Counter

from dragoman.actors.cast import Cast
from dragoman.codes import EventType
from dragoman.events.coder import Coder
from dragoman.events.coding import Coding
from dragoman.places.attach import where_of
from dragoman.questions.acts import act_of
from dragoman.questions.asked import Asked
from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading
from dragoman.records import Actor, EventPattern, Place

# What two sides do together, and the words that name the two.
TOGETHER = (EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT)
GROUPS = ("IGO", "NGO", "IMG")
STATE = (None, "GOV", "MIL")
SIDES = frozenset(("sides", "parties", "states", "countries", "governments", "capitals", "neighbours", "neighbors"))
# "Some of the supporters": who is meant stands behind "of".
QUANTIFIERS = frozenset(("some", "many", "most", "all", "any", "both", "either", "none", "one", "several", "few"))


def pattern_of(reading: Reading, cast: Cast, coder: Coder, places: list[Place], asked: Asked) -> EventPattern | None:
    """Who would do what to whom, and where; ``None`` where the question names nobody and no act."""
    act = _act(reading, asked.verb)
    kind, coding = _kind(reading, coder, places, _acts(reading, asked, act))
    source = _both(reading, cast, asked.verb, kind) or _source(reading, cast, asked.verb, act)
    target = _target(reading, cast, act, source, kind)
    if coding is not None and not target and coding.head != act:
        target = _target(reading, cast, coding.head, source, kind)
    if not source and not target and _is_of_fighting(reading, act):
        # "Would the fighting abate?": whose it is, the text has told.
        source, target = _pair(reading, cast, act)[:1], _pair(reading, cast, act)[1:]
    if coding is not None:
        known = {actor.id for actor in source}
        source = source or coding.sources
        target = target or tuple(actor for actor in coding.targets if actor.id not in known)
    place = where_of(reading, places, act)
    if kind is None and not source and not target and place is None:
        return None
    return EventPattern(kind, source, target, place)


def _kind(
    reading: Reading, coder: Coder, places: list[Place], words: list[int]
) -> tuple[EventType | None, Coding | None]:
    """The type of the first of the words that names an act: by the frames of the events room, else as questions ask."""
    if words and _is_of_fighting(reading, words[0]):
        return None, None
    for i in words:
        coding = coder.code(i)
        plain = coding is None or coding.rule == "verb"
        asked = act_of(reading, places, i, only_first=coding is not None) if plain else None
        if asked is not None or coding is not None:
            return asked or (coding.type if coding is not None else None), coding
    return None, None


def _acts(reading: Reading, asked: Asked, act: int) -> list[int]:
    """The words that may name the act, best first: its verb, the nouns it works on and their aims, its subject."""
    nouns = reading.children_by(act, "dobj", "attr")
    nouns += [p for c in reading.children_by(act, "prep") for p in reading.children_by(c, "pobj")]
    aims = [c for noun in nouns for c in reading.children_by(noun, "acl")]
    # "A campaign designed to show that it can strike back".
    for _ in range(3):
        aims += [c for aim in aims[-3:] for c in reading.children_by(aim, "xcomp", "ccomp") if c not in aims]
    return [act, *aims, *nouns, *reading.children_by(asked.verb, "nsubj", "nsubjpass"), asked.verb]


def _act(reading: Reading, verb: int) -> int:
    """The verb that names the act itself: the one under "continue to", "is going to", "try to", "be asked to"."""
    table = asking()
    for _ in range(3):
        below = reading.child(verb, "xcomp")
        passed_on = reading.lemma(verb) in table.passed_on and reading.child(verb, "auxpass") is not None
        leads = passed_on or reading.lemma(verb) in table.aspect | table.bound
        if below is None or not leads or not reading.is_verb(below):
            break
        verb = below
    return verb


def _source(reading: Reading, cast: Cast, verb: int, act: int) -> tuple[Actor, ...]:
    subject = reading.child(verb, "nsubj") if verb == act else reading.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        agent = reading.child(verb, "agent")
        subject = reading.child(agent, "pobj") if agent is not None else None
    if subject is None:
        return ()
    of = reading.child(subject, "prep") if reading.lower[subject] in QUANTIFIERS else None
    whole = reading.child(of, "pobj") if of is not None else None
    return cast.at(whole if whole is not None else subject) or _body(reading, cast, subject)


def _both(reading: Reading, cast: Cast, verb: int, kind: EventType | None) -> tuple[Actor, ...]:
    """ "The two", "both sides" of what is done together: the two countries that the text is about so far, if any."""
    subject = reading.child(verb, "nsubj", "nsubjpass")
    if subject is None or kind not in TOGETHER:
        return ()
    words = {reading.lower[j] for j in reading.subtree(subject)}
    pair = reading.lower[subject] in ("two", "both") or (words & {"two", "both"} and reading.lower[subject] in SIDES)
    return _pair(reading, cast, subject) if pair else ()


def _pair(reading: Reading, cast: Cast, before: int) -> tuple[Actor, ...]:
    """The two countries that the text is about up to a token; none where a third is named nearly as often."""
    start = reading.starts[before]
    named = [a for a in cast.mentions() if a.span is not None and a.span.start < start and _is_state(a)]
    counted = Counter(actor.country for actor in named).most_common(3)
    if len(counted) < 2 or (len(counted) == 3 and 2 * counted[2][1] > counted[1][1]):
        return ()
    # The state itself, where the text names it.
    states = [next((a for a in named if a.country == country and not a.sector), None) for country, _ in counted[:2]]
    return tuple(state for state in states if state is not None) if all(states) else ()


def _is_state(actor: Actor) -> bool:
    """Whether an actor is a country, its government or its forces, no single person."""
    return not actor.person and actor.sector in STATE and actor.country not in (None, *GROUPS)


def _is_of_fighting(reading: Reading, act: int) -> bool:
    """Whether it is asked of a war or of fighting at large whether it goes on, eases or ends."""
    subject = reading.child(act, "nsubj", "nsubjpass")
    return subject is not None and reading.lemma(subject) in asking().about["fighting"]


def _body(reading: Reading, cast: Cast, noun: int) -> tuple[Actor, ...]:
    """A body known by its words alone ("the council"); none for things and for "it"."""
    about = asking().about
    counted = reading.tags[noun] == "CD" and reading.lower[noun] in about["persons"] and reading.lower[noun] != "two"
    return (cast.described(noun),) if counted or reading.lemma(noun) in about["bodies"] else ()


def _target(
    reading: Reading, cast: Cast, act: int, source: tuple[Actor, ...], kind: EventType | None
) -> tuple[Actor, ...]:
    """The actor acted on: the object of the act or of its preposition, or whose the object is."""
    known = {actor.id for actor in source}
    objects = reading.children_by(act, "dobj", "dative", "nsubjpass")
    if kind is EventType.MOBILIZE:
        # What is sent is no one it is done to.
        objects = [noun for noun in objects if reading.lemma(noun) not in asking().about["forces"]]
    objects += [p for c in reading.children_by(act, "prep") for p in reading.children_by(c, "pobj")]
    for noun in objects:
        for token in (noun, *reading.children_by(noun, "poss", "compound", "amod")):
            actors = tuple(actor for actor in cast.at(token) if actor.id not in known)
            if actors:
                return actors
    return next((body for noun in objects[:1] if (body := _body(reading, cast, noun))), ())
