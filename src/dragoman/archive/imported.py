"""Rows of other data sets as events: what the columns tell, in the shape of a record."""

from __future__ import annotations

from typing import Any

from dragoman.archive.store import Archive


def body_of_row(archive: Archive, row: dict[str, Any]) -> dict[str, Any]:
    """The body an imported event would have: its actors, day and place, with the data set as its evidence."""
    why = f"row {row['dataset_row'] or row['id']} of {row['dataset'] or 'an imported data set'}"
    evidence = {"span": None, "rule": "imported", "why": why}
    sides: dict[str, list[dict[str, Any]]] = {"source": [], "target": []}
    query = "SELECT role, actor, name, country, sector FROM machine_event_actors WHERE event = ?"
    for role, actor, name, country, sector in archive.rows(query, [row["id"]]):
        blank = {"office": None, "office_since": None, "office_until": None, "person": False}
        told = {"id": actor, "name": name, "country": country, "sector": sector}
        sides[role].append({**told, **blank, "evidence": evidence})
    span = {"start": 0, "end": 0}
    return {
        "id": row["id"], "document": row["document"] or "", "type": row["type"], "mode": row["mode"],
        "contexts": row["contexts"] or [], **sides, "when": _when(row, evidence), "where": _where(row, evidence),
        "status": row["status"] or "asserted", "reporting_hedge": row["reporting_hedge"] or "none",
        "reported_in": None, "intensity": row["intensity"], "trigger": span, "mentions": [], "evidence": evidence,
        "dead": _count(row["dead"]), "injured": _count(row["injured"]), "size": None,
    }  # fmt: skip


def _when(row: dict[str, Any], evidence: dict[str, Any]) -> dict[str, Any] | None:
    first, last = row["first"], row["last"] or row["first"]
    if first is None:
        return None
    precision = "day" if first == last else "range"
    return {"value": str(first), "kind": "DATE", "first": str(first), "last": str(last), "precision": precision,
            "basis": "stated", "evidence": evidence, "start": None, "end": None}  # fmt: skip


def _where(row: dict[str, Any], evidence: dict[str, Any]) -> dict[str, Any] | None:
    if row["place"] is None:
        return None
    return {"id": "", "name": row["place"], "kind": "place", "country": row["country"], "lat": row["lat"],
            "lon": row["lon"], "radius_km": None, "chain": [], "claims": [], "sense": "literal", "runner_up": None,
            "evidence": evidence}  # fmt: skip


def _count(number: int | None) -> dict[str, Any] | None:
    if number is None:
        return None
    return {"least": number, "most": number, "words": str(number), "span": {"start": 0, "end": 0}}
