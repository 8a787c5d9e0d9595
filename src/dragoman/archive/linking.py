"""Linking: origins first, then events and statements, whose reports are counted by origin.

Links are worked out from what holds in the archive and can be worked out again at any time: the same archive always
gives the same links. What people said of links is applied last.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.archive.by_hand import linked_by_hand
from dragoman.archive.echoes import find_echoes
from dragoman.archive.links import KINDS, Link, forget_links, store_links
from dragoman.archive.origins import find_origins
from dragoman.archive.same_events import find_same_events
from dragoman.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Linked:
    """All links the machine found: documents of one origin, reports of one event, echoes of one statement."""

    origins: list[Link]
    events: list[Link]
    echoes: list[Link]


def link_all(archive: Archive) -> None:
    """Links everything anew."""
    keep_links(archive, find_links(archive))


def find_links(archive: Archive) -> Linked:
    """Every link of the archive as it is now; nothing is stored."""
    origins = find_origins(archive)
    origin_of = {member.document: each.id for each in origins for member in each.members}
    return Linked(origins, find_same_events(archive, origin_of), find_echoes(archive, origin_of))


def keep_links(archive: Archive, found: Linked) -> None:
    """Stores links in place of all there are, with what people have said of them."""
    origin_of = {member.document: each.id for each in found.origins for member in each.members}
    events = linked_by_hand(archive, found.events, origin_of)
    with archive.changes():
        forget_links(archive, *KINDS)
        store_links(archive, [*found.origins, *events, *found.echoes])


def link_events(archive: Archive) -> None:
    """Links events anew, with what people said of them; use it within ``changes``."""
    origin_of = dict(archive.rows("SELECT document, link FROM link_members WHERE kind = 'origin'"))
    events = linked_by_hand(archive, find_same_events(archive, origin_of), origin_of)
    forget_links(archive, "event")
    store_links(archive, events)
