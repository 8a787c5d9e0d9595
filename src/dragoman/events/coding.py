"""Codings: an event as the words name it, before anything is said of its status."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.codes import EventType
from dragoman.events.roles import Actors
from dragoman.records import Actor

# What can be told by the one who endured it alone; everything else needs somebody who did it.
ENDURED = frozenset(EventType(name) for name in ("ASSAULT", "COERCE", "ACCUSE"))
ENDURED_MODES = frozenset(("release", "expel", "convict"))
# Types that the manual codes only with a recipient.
RECEIVED = frozenset(EventType(name) for name in ("AID", "COOPERATE", "SANCTION"))
# Who leaves a treaty or a bloc leaves nobody in particular.
LEFT_MODES = frozenset(("withdraw",))
ARMED = frozenset(("MIL", "REB", "COP", "UAF", "PRM", "SPY", "CRM"))


@dataclass(slots=True)
class Coding:
    """An event as the words name it: type, mode and actors, the tokens that show it, and why."""

    head: int
    type: EventType
    mode: str | None
    sources: Actors
    targets: Actors
    mutual: bool
    needs: frozenset[str]
    rule: str
    why: str
    trigger: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether the actors the frame needs are there."""
        if "armed" in self.needs and not self._is_by_force:
            return False
        if "persons" in self.needs and not any(_is_human(actor) for actor in (*self.sources, *self.targets)):
            return False
        if self.type is EventType.ASSAULT and not self.mode and not self.targets and not self._is_by_force:
            return False
        received = self.type in RECEIVED and self.mode not in ENDURED_MODES and self.mode not in LEFT_MODES
        needs_both = "both" in self.needs or self.mutual or received
        if not needs_both:
            endured = self.type in ENDURED or self.mode in ENDURED_MODES
            return bool(self.sources or (self.targets and endured))
        return bool(self.sources and self.targets) or (self.mutual and len(self.sources) > 1)

    @property
    def _is_by_force(self) -> bool:
        """Whether one of the doers has arms, or is a state: a lawyer's attack on nobody is none."""
        return any(actor.sector in ARMED or (actor.country and not actor.sector) for actor in self.sources)


def _is_human(actor: Actor) -> bool:
    """Whether an actor is somebody one can meet: a person by name, or by an office or description."""
    return actor.person or actor.office is not None or actor.evidence.rule == "agent-phrase"
