"""How far two annotations of the same texts agree: events with their roles, status, actors' fields.

Attribution itself is scored by exporting both sides to PolNeAR's layout (``export.py``), so that one scorer serves
people and programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Json = dict[str, Any]


def agreement(first: Sequence[Json], second: Sequence[Json]) -> dict[str, float]:
    """F1 of events and status agreement on what both marked, over compiled documents.

    ``event_type_and_roles_f1`` counts each event's type and each filled role as one decision; ``event_whole_f1`` counts
    an event only where type and every role agree. Actors are the same where their mentions share words.
    """
    pairs = [(a, b) for a in first for b in second if a["id"] == b["id"]]
    events = [(a, b) for one, two in pairs for a, b in _matched(one["events"], two["events"], "spans")]
    statements = [(a, b) for one, two in pairs for a, b in _matched(one["statements"], two["statements"], "contents")]
    total = sum(len(one["events"]) + len(two["events"]) for one, two in pairs)
    documents = {id(event): row for pair in pairs for row in pair for event in row["events"]}
    typed = [(a, b) for a, b in events if a["type"] == b["type"]]
    whole = [(a, b) for a, b in typed if all(_same_role(a, b, role, documents) for role in ("source", "target"))]
    both = [*events, *statements]
    shared = sum(_shared_fillers(a, b, documents) for a, b in typed)
    single = sum(_fillers(e) for one, two in pairs for e in (*one["events"], *two["events"]))
    return {
        "event_trigger_f1": _f1(len(events), total),
        "event_type_f1": _f1(len(typed), total),
        "event_type_and_roles_f1": _f1(len(typed) + shared, total + single),
        "event_whole_f1": _f1(len(whole), total),
        "status_agreement": round(100 * sum(a["status"] == b["status"] for a, b in both) / max(1, len(both)), 1),
        "statements_matched": len(statements),
        "events_matched": len(events),
    }


def _matched(first: list[Json], second: list[Json], key: str) -> Iterable[tuple[Json, Json]]:
    """Pairs of records whose spans overlap most, one to one."""
    candidates = [(_shared(a[key], b[key]), i, j) for i, a in enumerate(first) for j, b in enumerate(second)]
    used_first: set[int] = set()
    used_second: set[int] = set()
    for shared, i, j in sorted(candidates, key=lambda c: -c[0]):
        if shared > 0 and i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            yield first[i], second[j]


def _shared(first: list[list[int]], second: list[list[int]]) -> float:
    """Dice of the code points two records mark."""
    a = {i for start, end in first for i in range(start, end)}
    b = {i for start, end in second for i in range(start, end)}
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _fillers(event: Json) -> int:
    return len(event.get("source", [])) + len(event.get("target", []))


def _shared_fillers(first: Json, second: Json, documents: dict[int, Json]) -> int:
    """How many actors two tellings of one event have in the same role."""
    shared = 0
    for role in ("source", "target"):
        theirs = [_actor_spans(documents[id(second)], name) for name in second.get(role, [])]
        for name in first.get(role, []):
            ours = _actor_spans(documents[id(first)], name)
            match = next((spans for spans in theirs if spans & ours), None)
            if match is not None:
                theirs.remove(match)
                shared += 1
    return shared


def _same_role(first: Json, second: Json, role: str, documents: dict[int, Json]) -> bool:
    """Whether two events have the same actors in a role: some mention of each is marked by both sides."""
    ours, theirs = (
        [_actor_spans(documents[id(event)], name) for name in event.get(role, [])] for event in (first, second)
    )
    return len(ours) == len(theirs) and all(any(a & b for b in theirs) for a in ours)


def _actor_spans(document: Json, actor: str) -> set[int]:
    spans: list[list[int]] = next((a["spans"] for a in document["actors"] if a["id"] == actor), [])
    return {i for start, end in spans for i in range(start, end)}


def _f1(matched: int, total: int) -> float:
    return round(200 * matched / max(1, total), 1)
