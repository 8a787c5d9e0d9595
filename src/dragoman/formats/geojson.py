"""GeoJSON (RFC 7946): a feature for each entry, its geometry null where no point is known. Disputed places say so."""

from __future__ import annotations

import json
from typing import Any

from dragoman.formats.entry import Entry
from dragoman.formats.export import Exporter
from dragoman.formats.flat import flat
from dragoman.formats.json_lines import plain_json


class GeoJsonExporter(Exporter):
    """One FeatureCollection. ``radius_km`` says how far the point can be from the place that is meant."""

    kinds = ("event", "statement", "question")

    def begin(self) -> None:
        self.line('{"type": "FeatureCollection", "features": [', end="")

    def put(self, entry: Entry) -> None:
        self.line(",\n" if self.written else "\n", end="")
        self.line(json.dumps(_feature(entry), ensure_ascii=False), end="")

    def finalize(self) -> None:
        self.line("\n]}")


def _feature(entry: Entry) -> dict[str, Any]:
    place = entry.place
    properties = {name: value for name, value in plain_json(flat(entry)).items() if name not in ("lat", "lon")}
    if place and place.claims:
        properties["disputed"] = True
        properties["claims"] = plain_json(place.claims)
    geometry = None
    if place and place.lat is not None and place.lon is not None:
        geometry = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": entry.id, "geometry": geometry, "properties": properties}
