"""What an export tells of one record: the record, and everything that must not be told without it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Literal

from dragoman.records import Count, Place, Span

Kind = Literal["event", "statement", "position", "question", "document"]
KINDS: tuple[Kind, ...] = ("event", "statement", "position", "question", "document")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a record. Roles: source, target, speaker, co-speaker, addressee, holder, counterpart, asker."""

    role: str
    id: str
    name: str
    country: str | None
    sector: str | None
    office: str | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement that passes a record on: who speaks, how well they are known, the hedge, and whether it was said."""

    statement: str
    name: str
    act: str
    hedge: str
    grade: str
    status: str

    def __str__(self) -> str:
        return f"{self.name} [{self.act}; {self.status}; {self.hedge}; {self.grade}]"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported event comes from; ``columns`` are all cells of its row, by the names its data set gives them.

    ``corrected`` tells that a person has changed the event since, so that its row is no longer what holds.
    """

    dataset: str
    version: str | None
    row: str
    code: str | None
    licence: str
    columns: dict[str, str]
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as exports tell it.

    ``told`` is a sentence with every hedge in it. ``reporting_hedge`` is the record's own or the nearest of those who
    pass it on; ``chain`` names these, the innermost first; ``plain`` says that the
    author, or a data set, asserts it without a hedge and as nobody else's account.
    ``code`` is the data set's own, ``cameo`` what it is in CAMEO. ``first`` and ``last`` are days, ``when`` is the time
    in words. ``pieces`` are the spans of its words in the text of the document, ``exact`` what stands there, ``words``
    the same in one text, ``prefix`` and ``suffix`` a little of what stands around them. ``traits`` are what one kind of
    record has (act, form, modality; stance, object, conditions; criterion, state, horizon …).
    """

    kind: Kind
    id: str
    told: str
    status: str | None = None
    reporting_hedge: str | None = None
    reported_in: str | None = None
    chain: tuple[Voice, ...] = ()
    source_grade: str | None = None
    plain: bool = False
    parties: tuple[Party, ...] = ()
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    code: str | None = None
    cameo: str | None = None
    intensity: float | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    when: str | None = None
    place: Place | None = None
    dead: Count | None = None
    injured: Count | None = None
    size: Count | None = None
    pieces: tuple[Span, ...] = ()
    exact: tuple[str, ...] = ()
    words: str | None = None
    prefix: str = ""
    suffix: str = ""
    document: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    rule: str | None = None
    why: str | None = None
    traits: dict[str, Any] = field(default_factory=dict)
    origin: Origin | None = None

    def of_role(self, *roles: str) -> list[Party]:
        return [party for party in self.parties if party.role in roles]

    def names(self, *roles: str) -> str:
        return "; ".join(party.name for party in self.of_role(*roles))

    @property
    def hedges(self) -> dict[str, str]:
        """What every export must carry, by the name it has in all of them; only what is known."""
        told = {
            "status": self.status,
            "reporting_hedge": self.reporting_hedge,
            "reported_in": self.reported_in,
            "chain": " < ".join(map(str, self.chain)),
            "source_grade": self.source_grade,
            "modality": self.traits.get("modality"),
        }
        return {name: value for name, value in told.items() if value}
