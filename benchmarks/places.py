"""python -m benchmarks.places DOCS.jsonl OUT.jsonl

Reads rows ``id``, ``text`` and writes the neutral JSONL of a geoparser: for each document its toponyms with start, end,
lat, lon, country, geonameid (where the place is one of GeoNames) and type (the sense in which the name is used).
Demonyms and adjectives ("Russian", "Syrians") are written too, at the point of their country: news corpora mark them as
toponyms. ``--no-demonyms`` leaves them out.

``--given`` takes the names from ``toponyms`` (start, end) of the input and only resolves them. ``--measure`` writes
nothing but prints, for an input with gold: the share of gold names with coordinates that the gazetteer knows at all and
knows within 161 km; accuracy of the given names within 161 km, and unit-aware (a country's or first-level unit's name
also counts where the id is right); documents a second of the resolver alone (CPU time); and what the gazetteer costs.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.codes import Sense
from dragoman.places.atlas import entries_named, place_of_demonym, state_of_short_form
from dragoman.places.find import find_places
from dragoman.places.gazetteer import Entry, load_gazetteer
from dragoman.places.given import namings_at, places_at
from dragoman.places.resolve import distance_km, resolve_names
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Document, Place, Span, make_id

NEAR_KM = 161.0
UNITS = ("country", "admin1")


def rows_in(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def documents_in(path: Path) -> Iterator[Document]:
    for row in rows_in(path):
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


def spans_of(row: dict[str, Any]) -> list[Span]:
    return [Span(t["start"], t["end"]) for t in row["toponyms"]]


def known_as(words: str) -> tuple[Entry, ...]:
    """The places that these words can name, as places or as peoples."""
    short = state_of_short_form(words) or state_of_short_form(words + ".")
    return (*entries_named(words), *place_of_demonym(words), *(entries_named(short[0]) if short else ()))


def is_near(gold: dict[str, Any], lat: float, lon: float) -> bool:
    here = Entry("", "", "", None, gold["lat"], gold["lon"], 0.0, 0, (), True)
    return distance_km(here, Entry("", "", "", None, lat, lon, 0.0, 0, (), True)) <= NEAR_KM


def measure(path: Path) -> None:
    rows = list(rows_in(path))
    readings = list(load_reader().read(documents_in(path)))
    print_recall([t | {"text": r["text"][t["start"] : t["end"]]} for r in rows for t in r["toponyms"]])
    print_accuracy(rows, readings)
    given = [(reading, namings_at(reading, spans_of(row))) for row, reading in zip(rows, readings, strict=True)]
    started = time.process_time()
    for reading, namings in given:
        resolve_names(reading, namings)
    print(f"resolver alone: {len(given) / (time.process_time() - started):.0f} documents/s")
    print_costs()


def print_recall(toponyms: list[dict[str, Any]]) -> None:
    placed = [t for t in toponyms if t.get("lat") is not None]
    known = [known_as(t["text"]) for t in placed]
    near = sum(any(is_near(t, e.lat, e.lon) for e in found) for t, found in zip(placed, known, strict=True))
    print(f"gazetteer: {sum(map(bool, known)) / len(placed):.4f} of {len(placed)} gold names are known,", end=" ")
    print(f"{near / len(placed):.4f} with a place within {NEAR_KM:.0f} km")


def print_accuracy(rows: list[dict[str, Any]], readings: list[Reading]) -> None:
    total = placed = near = right = 0
    for row, reading in zip(rows, readings, strict=True):
        places = places_at(reading, spans_of(row))
        for gold in (t for t in row["toponyms"] if t.get("lat") is not None):
            span = Span(gold["start"], gold["end"])
            place = next((p for p in places if p.span and p.span.overlaps(span)), None)
            total += 1
            if place is None or place.lat is None or place.lon is None:
                continue
            placed += 1
            hit = is_near(gold, place.lat, place.lon)
            near += hit
            right += hit or (place.kind in UNITS and place.id == f"geonames:{gold.get('geonameid')}")
    print(
        f"given names: within {NEAR_KM:.0f} km {near / total:.4f} of all, {near / placed:.4f} of those placed;", end=" "
    )
    print(f"unit-aware {right / total:.4f} of all, {right / placed:.4f} of those placed")


def print_costs() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    load_gazetteer.cache_clear()
    started = time.perf_counter()
    size = len(load_gazetteer())
    spent = time.perf_counter() - started
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"gazetteer file: {size} places, opens in {1000 * spent:.1f} ms, {more / 1024:.1f} MB more resident")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--no-demonyms", action="store_true")
    parser.add_argument("--given", action="store_true", help="resolve the names given by the input's toponyms")
    parser.add_argument("--measure", action="store_true", help="print figures against the input's gold instead")
    options = parser.parse_args()
    if options.measure or options.out is None:
        measure(options.documents)
        return
    rows = {str(row["id"]): row for row in rows_in(options.documents)} if options.given else {}
    with options.out.open("w", encoding="utf-8") as out:
        for reading in load_reader().read(documents_in(options.documents)):
            row = rows.get(reading.document.id)
            places = places_at(reading, spans_of(row)) if row else find_places(reading)
            kept = [p for p in places if not (options.no_demonyms and p.sense is Sense.DEMONYM)]
            found = {"id": reading.document.id, "toponyms": [toponym(place) for place in kept]}
            out.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
