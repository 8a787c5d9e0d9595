"""The actors of event nouns: "Russia's invasion of Ukraine", "talks between A and B", "the arrest of X"."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.events.frames import Frame
from dragoman.events.roles import Actors, Roles, distinct, without
from dragoman.reading.reading import Reading

BETWEEN = ("between", "among", "amongst")
# Nouns whose "of" names the doer ("the withdrawal of Russian troops"); after the others it names the one done to.
DOER_OF = frozenset(
    EventType(name) for name in ("PROTEST", "CONSULT", "REQUEST", "THREATEN", "ACCUSE", "REJECT", "MOBILIZE")
)
DOER_OF_MODES = frozenset(("withdraw", "resign", "disarm"))
# Nouns whose possessor is the one done to, where no "of" or "by" says otherwise ("the minister's arrest").
DONE_TO_MODES = frozenset(
    ("arrest", "deport", "targeted", "release", "expel", "convict", "abduct", "torture", "beat", "allege")
)
DONE_TO_NOUNS = frozenset(("murder", "killing", "death", "slaughter", "massacre", "poisoning", "trial", "prosecution"))
TOWARDS = frozenset(("against", "on", "at", "with", "to", "into", "upon", "from"))
# "aid from Iran", "a call from Iran": there "from" names the doer.
GIVEN = frozenset(EventType(name) for name in ("AID", "SUPPORT", "REQUEST", "THREATEN", "ACCUSE", "REJECT", "CONCEDE"))


def nominal_roles(reading: Reading, roles: Roles, n: int, frame: Frame) -> tuple[Actors, Actors]:
    """The doers and the ones done to, by the genitives, adjectives and prepositions of the noun."""
    between = roles.linked(n, BETWEEN)
    if between:
        return (between, ()) if len(between) > 1 or frame.mutual else ((), between)
    by = roles.linked(n, ("by",))
    of = roles.linked(n, ("of",))
    owners = distinct(actor for c in reading.children_by(n, "poss") for actor in roles.of([c]))
    adjectives = roles.adjectives(n)
    named = roles.compounds(n)
    # A side named before the noun does it ("a Taliban attack"); a bare country is where it is done ("the Iraq war").
    adjectives = distinct((*adjectives, *(actor for actor in named if actor.sector)))
    compounds = tuple(actor for actor in named if not actor.sector)
    towards = roles.linked(n, TOWARDS - {"from"} if frame.type in GIVEN else TOWARDS)
    given_by = roles.linked(n, ("from",)) if frame.type in GIVEN else ()
    if frame.mode in DOER_OF_MODES or frame.type in DOER_OF:
        sources = distinct((*by, *given_by, *owners, *adjectives, *of))
        return sources, without(towards, sources)
    done_to_owner = not of and not towards and _is_done_to_owner(reading, n, frame)
    if done_to_owner:
        return by, without(distinct((*owners, *compounds)), by)
    sources = distinct((*by, *given_by, *owners, *adjectives))
    targets = of or towards or compounds
    if frame.mutual:
        return _partners(sources, without(distinct((*targets, *of)), sources))
    return sources, without(targets, sources)


def _is_done_to_owner(reading: Reading, n: int, frame: Frame) -> bool:
    return frame.mode in DONE_TO_MODES or reading.lemma(n) in DONE_TO_NOUNS


def _partners(sources: Actors, targets: Actors) -> tuple[Actors, Actors]:
    return (sources, targets) if sources else (targets, ())
