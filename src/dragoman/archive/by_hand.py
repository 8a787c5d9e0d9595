"""Links by hand: reports people put together or kept apart, over what the machine found."""

from __future__ import annotations

import json

from dragoman.archive.conflicts import bodies_of
from dragoman.archive.links import Link, Member
from dragoman.archive.same_events import event_link
from dragoman.archive.store import Archive


def linked_by_hand(archive: Archive, links: list[Link], origin_of: dict[str, str]) -> list[Link]:
    """The links of events after the corrections "merge-events" and "split-events", in the order they were made."""
    rows = archive.rows(
        "SELECT kind, target, value, who FROM corrections WHERE kind IN ('merge-events', 'split-events')"
        " AND undone_at IS NULL AND applied ORDER BY made_at, id"
    )
    groups = [list(link.members) for link in links]
    for kind, target, value, who in rows:
        named = [target, *json.loads(value)]
        why = f"put together by {who or 'hand'}"
        groups = _joined(archive, groups, named, why, origin_of) if kind == "merge-events" else _parted(groups, named)
    if not rows:
        return links
    untouched = {tuple(member.id for member in link.members): link for link in links}
    return [
        untouched.get(tuple(member.id for member in group)) or _put_together(archive, tuple(group))
        for group in groups
        if len(group) > 1
    ]


def _joined(
    archive: Archive, groups: list[list[Member]], named: list[str], why: str, origin_of: dict[str, str]
) -> list[list[Member]]:
    """All reports linked with one of those named, in one group."""
    rows = archive.rows("SELECT id, document FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))", [named])
    fresh = [Member(id, document or "", origin_of.get(document, document or id), why) for id, document in rows]
    touched = [group for group in groups if any(member.id in named for member in group)]
    apart = [group for group in groups if group not in touched]
    whole = {member.id: member for member in [*fresh, *(member for group in touched for member in group)]}
    return [*apart, sorted(whole.values(), key=lambda member: (member.document, member.id))]


def _parted(groups: list[list[Member]], named: list[str]) -> list[list[Member]]:
    """The first report named leaves the groups in which any of the others is."""
    first, *others = named
    return [
        [member for member in group if member.id != first] if any(m.id in others for m in group) else group
        for group in groups
    ]


def _put_together(archive: Archive, members: tuple[Member, ...]) -> Link:
    bodies = bodies_of(archive, (member.id for member in members))
    return event_link(members, bodies, "belong together, as put right by hand")
