"""An entry as one flat row, for CSV, Parquet and the properties of GeoJSON and GEXF."""

from __future__ import annotations

import json
from typing import Any

from dragoman.formats.entry import Entry
from dragoman.records import Count, Place

# Who does it and who it is done to, whatever the kind of record.
DOERS = ("source", "speaker", "co-speaker", "holder", "asker")
OTHERS = ("target", "addressee", "counterpart")

Row = dict[str, Any]
# Column -> its type: text, number, count, day, truth.
COLUMNS = {
    **dict.fromkeys(
        ("kind", "id", "told", "status", "reporting_hedge", "reported_in", "chain", "source_grade"), "text"
    ),
    "plain": "truth",
    **dict.fromkeys(("type", "mode", "contexts", "code"), "text"),
    "intensity": "number",
    **dict.fromkeys(("actors", "actor_ids", "actor_countries", "actor_sectors"), "text"),
    **dict.fromkeys(("recipients", "recipient_ids", "recipient_countries", "recipient_sectors"), "text"),
    **dict.fromkeys(("first", "last"), "day"),
    "when": "text",
    **dict.fromkeys(("place", "place_kind", "place_country"), "text"),
    **dict.fromkeys(("lat", "lon", "radius_km"), "number"),
    "claims": "text",
    **dict.fromkeys(("dead_least", "dead_most", "injured_least", "injured_most", "size_least", "size_most"), "count"),
    **dict.fromkeys(("act", "form", "modality", "stance", "object", "conditions"), "text"),
    **dict.fromkeys(("question_kind", "state", "criterion"), "text"),
    "deadline": "day",
    "words": "text",
    **dict.fromkeys(("start", "end"), "count"),
    **dict.fromkeys(("document", "title", "outlet"), "text"),
    "published": "day",
    **dict.fromkeys(("url", "byline", "language", "rule", "why"), "text"),
    **dict.fromkeys(("dataset", "dataset_version", "dataset_row", "licence", "original"), "text"),
}
TRAITS = (
    *("act", "form", "modality", "stance", "object", "question_kind", "state", "criterion", "deadline"),
    *("byline", "language"),
)


def flat(entry: Entry) -> Row:
    """The entry by the names of ``COLUMNS``; several values in one cell are joined with "; ", unknown is None."""
    row: Row = dict.fromkeys(COLUMNS)
    row.update(
        kind=entry.kind, id=entry.id, told=entry.told, status=entry.status, reporting_hedge=entry.reporting_hedge,
        reported_in=entry.reported_in, chain=chain_in_words(entry), source_grade=entry.source_grade, plain=entry.plain,
        type=entry.type, mode=entry.mode, contexts="; ".join(entry.contexts) or None, code=entry.code,
        intensity=entry.intensity, first=entry.first, last=entry.last, when=entry.when,
        words=entry.words, document=entry.document, title=entry.title, outlet=entry.outlet, published=entry.published,
        url=entry.url, rule=entry.rule, why=entry.why,
    )  # fmt: skip
    row.update({trait: entry.traits.get(trait) for trait in TRAITS})
    row["conditions"] = "; ".join(entry.traits.get("conditions", ())) or None
    row.update(_parties(entry, "actor", DOERS) | _parties(entry, "recipient", OTHERS))
    row.update(_counts("dead", entry.dead) | _counts("injured", entry.injured) | _counts("size", entry.size))
    if entry.place:
        row.update(_placed(entry.place))
    if entry.pieces:
        row.update(start=entry.pieces[0].start, end=entry.pieces[-1].end)
    if entry.origin:
        origin = entry.origin
        row.update(dataset=origin.dataset, dataset_version=origin.version, dataset_row=origin.row)
        row.update(licence=origin.licence, original=json.dumps(origin.columns, ensure_ascii=False))
    return row


def chain_in_words(entry: Entry) -> str | None:
    """Who passes it on, the innermost first: "Ana Ruiz [say; asserted; reported; named] < …"."""
    return " < ".join(map(str, entry.chain)) or None


def claims_in_words(place: Place) -> str | None:
    """Who claims or holds a place: "UKR recognised since 1991-08-24; RUS holds since 2014-03-18"."""
    told = (
        f"{claim.holder} {claim.kind}"
        + (f" since {claim.since}" if claim.since else "")
        + (f" until {claim.until}" if claim.until else "")
        for claim in place.claims
    )
    return "; ".join(told) or None


def _placed(place: Place) -> Row:
    return {
        "place": place.name,
        "place_kind": place.kind,
        "place_country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "claims": claims_in_words(place),
    }


def _parties(entry: Entry, column: str, roles: tuple[str, ...]) -> Row:
    parties = entry.of_role(*roles)
    if not parties:
        return {}
    plural = f"{column}s"
    return {
        plural: "; ".join(party.name for party in parties),
        f"{column}_ids": "; ".join(party.id for party in parties),
        f"{column}_countries": "; ".join(party.country or "" for party in parties),
        f"{column}_sectors": "; ".join(party.sector or "" for party in parties),
    }


def _counts(name: str, count: Count | None) -> Row:
    return {f"{name}_least": count.least, f"{name}_most": count.most} if count else {}
