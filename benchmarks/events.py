"""Codes single sentences for ``plover_score.py``: python -m benchmarks.events SENTENCES.jsonl OUT.jsonl

``python -m benchmarks.events --speed TEXTS`` prints how many sentences of a folder of ``.txt`` files the coder codes in
a CPU second once parse, times and places are known (what it asks of the actors included).

Rows in: ``sent_id``, ``text``, perhaps ``date``. Rows out: the events of each sentence that the text tells as done
or as coming; what it denies or only weighs is left out, as PLOVER leaves it out. PLOVER has no status: it sees a coming
cooperation as AGREE and one that "will not" be as REJECT, and so do the rows.
"""

from __future__ import annotations

import datetime
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.actors.cast import Cast
from dragoman.codes import Basis, Status
from dragoman.events.find import find_events
from dragoman.events.outlook import COMING, WILL_NOT, plover_type
from dragoman.places.find import find_places
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Document, Event, Evidence, Place, day_when
from dragoman.times.find import find_times

# Texts for --speed, of which the first few only load the tables.
TEXTS = 40
WARMING = 5
# The scorer's gold knows one code for all of them.
IGOS = {"UNO": "IGO", "EUR": "IGO"}
# It has kept an older name for health workers, to whom PLOVER 2021 gives the code of the journalists of old.
SECTORS = {"MED": "HLH"}
TOLD = (Status.ASSERTED, Status.FUTURE, Status.HISTORICAL)


def main(arguments: list[str]) -> int:
    if len(arguments) == 2 and arguments[0] == "--speed":
        print(speed_over(sorted(Path(arguments[1]).glob("*.txt"))[:TEXTS]))
        return 0
    if len(arguments) != 2:
        print(__doc__)
        return 2
    rows = [json.loads(line) for line in Path(arguments[0]).read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = [json.dumps(answer, ensure_ascii=False) for answer in answers_to(rows)]
    Path(arguments[1]).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} sentences -> {arguments[1]}")
    return 0


def speed_over(paths: list[Path]) -> str:
    """Sentences a CPU second; a first few texts only load the tables."""
    documents = [document_of(path.stem, path.read_text(encoding="utf-8"), "2022-11-14") for path in paths]
    known = [(reading, find_times(reading), find_places(reading)) for reading in load_reader().read(documents)]
    for reading, whens, places in known[:WARMING]:
        find_events(reading, whens, places, Cast(reading, places))
    start = time.process_time()
    for reading, whens, places in known[WARMING:]:
        find_events(reading, whens, places, Cast(reading, places))
    seconds = time.process_time() - start
    sentences = sum(len(reading.sentences) for reading, _, _ in known[WARMING:])
    words = sum(len(reading) for reading, _, _ in known[WARMING:])
    return f"{sentences / seconds:.0f} sentences/s, {1e6 * seconds / words:.1f} µs a word ({sentences} sentences)"


def answers_to(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One answer for each row; ``seconds`` is what the coder took after the parse."""
    documents = [document_of(str(row["sent_id"]), row["text"], row.get("date")) for row in rows]
    for row, reading in zip(rows, load_reader().read(documents), strict=True):
        start = time.process_time()
        events = events_of(reading)
        seconds = time.process_time() - start
        told = [as_scored(e) for e in events if e.status in TOLD or e.evidence.rule in (COMING, WILL_NOT)]
        yield {"sent_id": row["sent_id"], "seconds": round(seconds, 6), "events": told}


def events_of(reading: Reading) -> list[Event]:
    places = find_places(reading)
    return find_events(reading, find_times(reading), places, Cast(reading, places))


def document_of(name: str, text: str, date: str | None) -> Document:
    day = datetime.date.fromisoformat(date[:10]) if date else None
    published = day_when(day, Basis.STATED, Evidence(None, "given", "given with the sentence")) if day else None
    return Document(f"doc-{name}", text, None, None, None, published, None, "en", "0" * 64, ())


def as_scored(event: Event) -> dict[str, Any]:
    return {
        "type": plover_type(event.type, event.evidence.rule).value,
        "mode": event.mode or "",
        "location": event.where.name if event.where else "",
        "status": event.status.value,
        "why": event.evidence.why,
        "source": [_actor(actor, event.where) for actor in event.source],
        "target": [_actor(actor, event.where) for actor in event.target],
    }


def _actor(actor: Actor, where: Place | None) -> dict[str, str]:
    """An actor as the gold codes it: an unnamed group of no known country ("gunmen", "23 people") goes with the
    country where it happened. The record itself leaves such a country unknown."""
    here = where.country if where is not None and actor.sector and not actor.person else None
    country = actor.country or here or ""
    sector = actor.sector or ""
    return {"country": IGOS.get(country, country), "sector": SECTORS.get(sector, sector), "name": actor.name}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
