"""python -m benchmarks.places DOCS.jsonl OUT.jsonl

Reads rows ``id``, ``text`` and writes the neutral JSONL of a geoparser: for each document its toponyms with start, end,
lat, lon, country, geonameid (where the place is one of GeoNames) and type (the sense in which the name is used).
Demonyms and adjectives ("Russian", "Syrians") are written too, at the point of their country: news corpora mark them as
toponyms. ``--no-demonyms`` leaves them out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.codes import Sense
from dragoman.places.find import find_places
from dragoman.reading.reader import load_reader
from dragoman.records import Document, Place, make_id


def documents_in(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                text = row["text"]
                yield Document(str(row["id"]), text, None, None, None, None, None, "en", make_id("", text), ())


def toponym(place: Place) -> dict[str, Any]:
    span = place.span
    assert span is not None
    geonameid = place.id.removeprefix("geonames:") if place.id.startswith("geonames:") else None
    return {
        "start": span.start,
        "end": span.end,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "geonameid": geonameid,
        "type": place.sense.value,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--no-demonyms", action="store_true")
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for reading in load_reader().read(documents_in(options.documents)):
            places = find_places(reading)
            kept = [p for p in places if not (options.no_demonyms and p.sense is Sense.DEMONYM)]
            row = {"id": reading.document.id, "toponyms": [toponym(place) for place in kept]}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
