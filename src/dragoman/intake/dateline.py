"""The dateline of a wire story ("KYIV, Nov 14 (Reuters) —"): it stays in the text and may tell outlet and date."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from dragoman.intake.dates import find_date
from dragoman.intake.metadata import Claims, Origin

_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w’'.-]*(?:[ /][A-Z][\w’'.-]*){0,3}(?:, [A-Z][\w.]*){0,2})?"
    r"(?:,? *(?P<date>[^()—–]{3,30}?))? *(?:\((?P<agency>[^()]{2,40})\))?"
    r" *(?P<dash>—|–|--| - |-(?= )|(?=\n|$| [A-Z\"“]))"
)  # fmt: skip


def read_dateline(paragraphs: list[str], claims: Claims) -> None:
    """Takes agency and full date from the dateline of the first paragraphs into the claims."""
    for text in paragraphs[:3]:
        found = _DATELINE.match(text[:120])
        if not found or not (found["place"] or found["agency"]):
            continue
        # Without a dash only a known agency in brackets tells a dateline from a sentence.
        if not found["dash"] and (found["agency"] or "").strip() not in agencies():
            continue
        where = f"the dateline “{found.group().rstrip(' —–-')}”"
        outlet = agencies().get((found["agency"] or "").strip())
        if outlet:
            claims.outlet(outlet, Origin.TEXT, where)
        written = find_date(found.group())
        if written:
            claims.date(found.group()[written.start : written.end], Origin.TEXT, where)
        if outlet or written:
            return


def is_dateline(text: str) -> bool:
    """Whether a line is nothing but a dateline with a known agency, such as "Oslo (AP)"."""
    found = _DATELINE.fullmatch(text) if len(text) < 120 else None
    return found is not None and (found["agency"] or "").strip() in agencies()


@cache
def agencies() -> dict[str, str]:
    """Agency as it is written in a dateline -> its name."""
    text = (files("dragoman") / "data/intake/agencies.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["written"]: row["outlet"] for row in rows}
