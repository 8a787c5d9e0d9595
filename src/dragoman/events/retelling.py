"""The same event told twice in one document is one record with two mentions."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType
from dragoman.records import Actor, Event, When

# Words are many ("accused", "demanded"): two of them are one only between the same two. A deed told without its
# doer, or of the state instead of its army, may still be the deed told before.
WORDS = frozenset(
    EventType(name) for name in ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
)
# Retellings stand near each other; looking further back would cost more than it finds.
FURTHEST_BACK = 50
STATE = frozenset(("GOV", "MIL"))
# Rules of the actors room by which a name stands for the state as such.
STATE_RULES = frozenset(("country", "seat-of-government"))


def told_once(events: list[Event]) -> list[Event]:
    """Events in text order, retellings joined to the first telling."""
    kept: list[Event] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    for event in sorted(events, key=lambda e: (e.trigger.start, e.trigger.end)):
        known = alike.setdefault((event.type, event.status), [])
        same = next((i for i in reversed(known[-FURTHEST_BACK:]) if _may_be_one(kept[i], event)), None)
        if same is None:
            known.append(len(kept))
            kept.append(event)
        else:
            kept[same] = _joined(kept[same], event)
    return kept


def _may_be_one(first: Event, second: Event) -> bool:
    """Whether nothing in actors, mode, time or place speaks against one event."""
    if first.mode and second.mode and first.mode != second.mode:
        return False
    if first.where is not None and second.where is not None and first.where.id != second.where.id:
        return False
    return _actors_agree(first, second) and _times_agree(first.when, second.when)


def _actors_agree(first: Event, second: Event) -> bool:
    if first.type in WORDS:
        return _ids(first.source) == _ids(second.source) and _ids(first.target) == _ids(second.target)
    sides = ((first.source, second.source), (first.target, second.target))
    met = [(bool(one and other), _same_side(one, other)) for one, other in sides]
    return all(same for both, same in met if both) and any(both for both, _ in met)


def _same_side(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    if _ids(one) == _ids(other):
        return True
    states = [actor for actor in (*one, *other) if actor.country and _is_state(actor)]
    return len(one) == len(other) == 1 and len(states) == 2 and states[0].country == states[1].country


def _is_state(actor: Actor) -> bool:
    return not actor.person and (actor.sector in STATE or actor.evidence.rule in STATE_RULES)


def _ids(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(actor.id for actor in actors)


def _times_agree(first: When | None, second: When | None) -> bool:
    if first is None or second is None or not (first.first and first.last and second.first and second.last):
        return True
    return first.first <= second.last and second.first <= first.last


def _joined(first: Event, second: Event) -> Event:
    return replace(
        first,
        mode=first.mode or second.mode,
        contexts=tuple(sorted({*first.contexts, *second.contexts})),
        source=first.source or second.source,
        target=first.target or second.target,
        when=first.when or second.when,
        where=first.where or second.where,
        dead=first.dead or second.dead,
        injured=first.injured or second.injured,
        size=first.size or second.size,
        mentions=tuple(dict.fromkeys((*first.mentions, *second.mentions))),
    )
