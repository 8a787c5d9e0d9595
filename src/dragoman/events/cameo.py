"""The CAMEO root code of an event, for export to what reads the older scheme."""

from __future__ import annotations

from functools import cache

from dragoman.events.outlook import plover_type
from dragoman.events.tables import rows_of
from dragoman.records import Event

# Where one of these does it or suffers it, CAMEO says FIGHT rather than ASSAULT.
ARMED = frozenset(("MIL", "REB"))


def cameo_code(event: Event) -> str:
    """The two-digit CAMEO cue category ("04", "19") by the published CAMEO-to-PLOVER table.

    CAMEO has no status either: a meeting to come is 03 (intent), one that "will not" be is 12; for the other statuses
    the code is that of the deed, so an exporter must say or leave out what was denied or only weighed.
    """
    roots = _roots()
    kind = plover_type(event.type, event.evidence.rule)
    mode = (event.mode or "") if kind is event.type else ""
    armed = any(actor.sector in ARMED for actor in (*event.source, *event.target))
    keys = [(kind.value, m, by) for m in (mode, "") for by in (("armed", "") if armed else ("",))]
    return next(roots[key] for key in keys if key in roots)


@cache
def _roots() -> dict[tuple[str, str, str], str]:
    return {(row["type"], row["mode"], row["by"]): row["root"] for row in rows_of("cameo.csv")}
