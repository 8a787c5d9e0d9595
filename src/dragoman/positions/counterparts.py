"""Towards whom a position is held, where its own words do not say: who must meet its terms, or who proposed it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import ConditionKind, Stance
from dragoman.records import Actor, Position

PROPOSING = frozenset((Stance.DEMAND, Stance.OFFER))


def with_counterparts(positions: list[Position]) -> list[Position]:
    """The positions of a text in order, each with its counterpart where the text ties one to it."""
    found: list[Position] = []
    for position in positions:
        other = position.counterpart or _bound_by_terms(position) or _who_proposed(position, found)
        found.append(position if other is position.counterpart else replace(position, counterpart=other))
    return found


def _bound_by_terms(position: Position) -> Actor | None:
    """Who has to do what the position hangs on ("will not talk unless Chad withdraws")."""
    terms = (c.actor for c in position.conditions if c.kind is not ConditionKind.DEADLINE)
    return next((a for a in terms if a is not None and _is_power(a) and _is_other(a, position.actor)), None)


def _who_proposed(position: Position, before: list[Position]) -> Actor | None:
    """Whose demand or offer it is that somebody accepts: the one put forward last by another."""
    if position.stance is not Stance.ACCEPT:
        return None
    proposed = (p.actor for p in reversed(before) if p.stance in PROPOSING)
    return next((actor for actor in proposed if _is_other(actor, position.actor)), None)


def _is_power(actor: Actor) -> bool:
    return bool(actor.country or actor.office or actor.sector not in (None, "CVL"))


def _is_other(actor: Actor, holder: Actor) -> bool:
    return actor.id != holder.id and (actor.country is None or actor.country != holder.country)
