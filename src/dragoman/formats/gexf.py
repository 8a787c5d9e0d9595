"""GEXF, dynamic: actors as nodes, what one does or says to another as edges with the days it can mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dragoman.formats.entry import Entry, Party
from dragoman.formats.export import Exporter
from dragoman.formats.flat import DOERS, OTHERS

if TYPE_CHECKING:
    import networkx

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class GexfExporter(Exporter):
    """One directed graph with parallel edges, for Gephi; it is held in memory until it is written."""

    kinds = ("event", "statement", "position")

    def begin(self) -> None:
        import networkx

        self._graph: networkx.MultiDiGraph = networkx.MultiDiGraph(mode="dynamic", defaultedgetype="directed")

    def put(self, entry: Entry) -> str | None:
        doers, others = entry.of_role(*DOERS), entry.of_role(*OTHERS)
        if not doers or not others:
            return "records without two sides are no edges"
        for party in (*doers, *others):
            self._graph.add_node(party.id, **_known(_node(party)))
        for doer in doers:
            for other in others:
                self._graph.add_edge(doer.id, other.id, **_known(_edge(entry)))
        return None

    def finalize(self) -> None:
        from networkx import write_gexf

        write_gexf(self._graph, self.stream, version="1.2draft")


def _node(party: Party) -> dict[str, Any]:
    return {"label": party.name, "country": party.country, "sector": party.sector, "office": party.office}


def _edge(entry: Entry) -> dict[str, Any]:
    return {
        "record": entry.id, "kind": entry.kind, "label": entry.told, "plain": entry.plain, **entry.hedges,
        "type": entry.type, "mode": entry.mode, "act": entry.traits.get("act"), "stance": entry.traits.get("stance"),
        "intensity": entry.intensity, "dataset": entry.origin and entry.origin.dataset,
        "licence": entry.origin and entry.origin.licence, "document": entry.document,
        "start": entry.first and entry.first.isoformat(), "end": entry.last and entry.last.isoformat(),
    }  # fmt: skip


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _legal(value) for name, value in values.items() if value is not None}


def _legal(value: Any) -> Any:
    """Text without the characters that XML cannot hold."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
