"""Weight: whether a coding is a political event: the actors it needs are there, and something ties it to politics."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.events.coding import Coding
from dragoman.events.roles import Actors, is_political
from dragoman.records import Actor

# Those whose violence on each other, and whose journeys, are their own affair.
PRIVATE = frozenset(("CVL", "LAB", "BUS", "EDU", "MED", "JRN", "AGR", "REF", "CRM", None))


def is_event(coding: Coding) -> bool:
    """Whether the actors it needs are there and known for something political: one of them, or one on each side."""
    if not coding.is_complete or _is_homecoming(coding) or _is_private(coding):
        return False
    sides = [any(is_political(actor) for actor in side) for side in (coding.sources, coding.targets) if side]
    return all(sides) if "both" in coding.needs else any(sides)


def _is_homecoming(coding: Coding) -> bool:
    """Whether somebody only "visits" the own country."""
    own = {actor.country for actor in coding.sources}
    return coding.mode == "visit" and bool(coding.targets) and all(actor.country in own for actor in coding.targets)


def _is_private(coding: Coding) -> bool:
    """Whether private people go somewhere, or hurt each other."""
    if coding.mode == "visit":
        return bool(coding.sources) and all(map(_acts_for_nobody, coding.sources))
    if coding.type is not EventType.ASSAULT or not coding.sources or not coding.targets:
        return False
    return _are_private(coding.sources) and _are_private(coding.targets)


def _are_private(actors: Actors) -> bool:
    return all(_acts_for_nobody(actor) and (actor.sector or actor.person) for actor in actors)


def _acts_for_nobody(actor: Actor) -> bool:
    """Whether nothing makes the actor more than a private person; a country by its name is a state."""
    if actor.sector is None:
        return not actor.person and actor.country is None and actor.evidence.rule == "agent-phrase"
    return actor.sector in PRIVATE
