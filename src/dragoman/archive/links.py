"""Links: reports that tell one story, one event or one statement. A link points to reports and changes none of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dragoman.archive.coded import table_of
from dragoman.errors import NotFoundError

if TYPE_CHECKING:
    from dragoman.archive.store import Archive

# Prefix of a link's id -> its kind.
KINDS_BY_PREFIX = {"or": "origin", "same": "event", "echo": "statement"}
KINDS = tuple(KINDS_BY_PREFIX.values())


@dataclass(frozen=True, slots=True)
class Member:
    """One report of a link: a document (of an origin), an event or a statement, and why it belongs there.

    ``origin`` is the story its document retells: reports with the same origin count once.
    """

    id: str
    document: str
    origin: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """One answer the reports give to a question of detail: a value, the reports that give it, their origins."""

    value: str
    members: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A detail on which reports of one event differ ("dead", "place", …), the answer of the most origins first."""

    field: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Reports that belong together; ``kind`` is "origin", "event" or "statement"."""

    id: str
    kind: str
    members: tuple[Member, ...]
    why: str
    conflicts: tuple[Conflict, ...] = field(default=())

    @property
    def documents(self) -> int:
        return len({member.document for member in self.members})

    @property
    def origins(self) -> int:
        """How many told it independently of one another."""
        return len({member.origin for member in self.members})


def link(archive: Archive, id: str) -> Link:
    """The link with this id. Raises NotFoundError where there is none."""
    rows = archive.rows("SELECT kind, why, detail FROM links WHERE id = ?", [id])
    if not rows:
        raise NotFoundError(f"No link {id} in {archive.path}.")
    kind, why, detail = rows[0]
    members = archive.rows(
        "SELECT member, document, origin, why FROM link_members WHERE link = ? ORDER BY document, member", [id]
    )
    return Link(id, kind, tuple(Member(*row) for row in members), why, _conflicts_from(json.loads(detail)))


def links_of(archive: Archive, id: str) -> list[Link]:
    """The links a document, event or statement is part of."""
    rows = archive.rows("SELECT DISTINCT link FROM link_members WHERE member = ? ORDER BY link", [id])
    return [link(archive, row[0]) for row in rows]


def store_links(archive: Archive, links: Iterable[Link]) -> None:
    """Adds links; use it within ``changes``."""
    several = list(links)
    heads = [
        (each.id, each.kind, len(each.members), each.documents, each.origins, each.why, _dumped(each.conflicts))
        for each in several
    ]
    members = [(each.id, each.kind, m.id, m.document, m.origin, m.why) for each in several for m in each.members]
    archive.insert("links", table_of(("id", "kind", "members", "documents", "origins", "why", "detail"), heads))
    archive.insert("link_members", table_of(("link", "kind", "member", "document", "origin", "why"), members))


def forget_links(archive: Archive, *kinds: str) -> None:
    """Takes all links of these kinds away; use it within ``changes``."""
    for kind in kinds:
        archive.run("DELETE FROM links WHERE kind = ?", [kind])
        archive.run("DELETE FROM link_members WHERE kind = ?", [kind])


def _dumped(conflicts: tuple[Conflict, ...]) -> str:
    from dragoman.records import as_json

    return json.dumps({"conflicts": as_json(conflicts)}, ensure_ascii=False)


def _conflicts_from(detail: dict[str, Any]) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(each["field"], tuple(Told(t["value"], tuple(t["members"]), t["origins"]) for t in each["told"]))
        for each in detail["conflicts"]
    )
