"""How fast a large archive answers: 1,000,000 events and 200,000 statements with the skew of real news.

    python -m benchmarks.archive [--events 1000000] [--statements 200000] [--rounds 20] [--keep FOLDER]

The rows are made by chance (seeded): countries, actors, places, words and days are drawn by rank as in news, where a
few are in most reports. Nine tenths of the events are like imported ones (no text), the rest stands in documents.
Each query of the command line and of the desk is asked with many different values, warm; the 95th percentile counts.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from dragoman.archive import filters, query, tally
from dragoman.archive.coded import KINDS
from dragoman.archive.links import links_of
from dragoman.archive.schema import written
from dragoman.archive.search import search
from dragoman.archive.store import Archive
from dragoman.archive.words import number_of
from dragoman.codes import Act, EventType, Form, Hedge, Modality, SourceGrade, Stance, Status
from dragoman.places.countries import countries
from dragoman.records import make_id

SECTORS = ["GOV", "MIL", "REB", "CVL", "LEG", "OPP", "COP", "JUD", "MED", "NGO"]
FIRST_DAY = datetime.date(2005, 1, 1)
DAYS = 7000
VOCABULARY, ACTORS, PLACES, WORDS_OF_TEXT = 60_000, 20_000, 5_000, 450
CHUNK = 100_000


class World:
    """What rows are drawn from, by rank: the first is in very many, the last in hardly any."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.countries = np.array(sorted(countries()))
        self.chance.shuffle(self.countries)
        self.names = np.array([f"Person {number} of {number % 977}" for number in range(ACTORS)])
        self.actors = np.array([make_id("ac", "name", name) for name in self.names])
        self.actor_country = self.ranked(len(self.countries), ACTORS)
        self.places = np.array([f"Place {number}" for number in range(PLACES)])
        self.lat = self.chance.uniform(-50, 65, PLACES)
        self.lon = self.chance.uniform(-170, 175, PLACES)
        self.place_country = self.ranked(len(self.countries), PLACES)
        self.words = np.array([f"word{number}" for number in range(VOCABULARY)])
        self.labels = self.sentence(200, 4)  # imported rows say by a phrase of the code book what happened
        self.terms = np.array([number_of(word) for word in self.words], dtype=np.uint64)

    def ranked(self, kinds: int, count: int, steepness: float = 1.1) -> np.ndarray[Any, Any]:
        """Ranks from 0 on, drawn as Zipf says."""
        weights = 1.0 / np.arange(1, kinds + 1) ** steepness
        return self.chance.choice(kinds, size=count, p=weights / weights.sum())

    def coded(self, values: Any, count: int, steepness: float = 1.0) -> list[str]:
        options = np.array([str(value) for value in values])
        return list(options[self.ranked(len(options), count, steepness)])

    def days(self, count: int) -> np.ndarray[Any, Any]:
        """Days, most of them recent."""
        back = np.minimum(DAYS - 1, self.chance.exponential(1500, count)).astype(int)
        return np.datetime64(FIRST_DAY + datetime.timedelta(days=DAYS)) - back

    def sentence(self, count: int, words: int) -> list[str]:
        drawn = self.words[self.ranked(VOCABULARY, count * words).reshape(count, words)]
        return [" ".join(row) for row in drawn]


def fill(archive: Archive, events: int, statements: int, seed: int, in_reports: float = 0.1) -> None:
    """Writes the rows of a made-up world into an empty archive; such a share of the events stands in documents."""
    world = World(seed)
    documents = max(1, statements // 15)
    ids = [make_id("doc", seed, number) for number in range(documents)]
    day = world.days(documents)
    with archive.changes():
        _documents(archive, world, ids, day)
        for start in range(0, statements, CHUNK):
            _statements(archive, world, ids, day, start, min(CHUNK, statements - start))
            _positions(archive, world, ids, day, start, min(CHUNK, statements - start) // 6)
        read = round(events * in_reports)
        for start in range(0, events, CHUNK):
            imported = start >= read
            count = min(CHUNK, (events if imported else read) - start)
            _events(archive, world, None if imported else ids, day, start, count)
    link_by_chance(archive)
    archive.run("CHECKPOINT")


def _put(archive: Archive, table: str, rows: dict[str, Any]) -> None:
    arrays = {name: pa.array(values, type=KINDS.get(name, pa.string())) for name, values in rows.items()}
    archive.insert(written(table), pa.table(arrays))


def _documents(archive: Archive, world: World, ids: list[str], day: np.ndarray[Any, Any]) -> None:
    titles = world.sentence(len(ids), 8)
    outlets = world.coded([f"Outlet {number}" for number in range(300)], len(ids))
    for start in range(0, len(ids), 2000):
        some = slice(start, start + 2000)
        drawn = world.ranked(VOCABULARY, len(ids[some]) * WORDS_OF_TEXT).reshape(-1, WORDS_OF_TEXT)
        bodies, postings = [], []
        for id, title, row in zip(ids[some], titles[some], drawn, strict=True):
            text = " ".join(world.words[row])
            bodies.append(json.dumps({"id": id, "title": title, "text": text}))
            numbers, times = np.unique(row, return_counts=True)
            postings.append((world.terms[numbers], id, times))
        count = len(bodies)
        _put(archive, "documents", {
            "id": ids[some], "title": titles[some], "outlet": outlets[some], "published": day[some],
            "language": ["en"] * count, "length": [WORDS_OF_TEXT] * count, "model": ["made"] * count,
            "edition": ["made"] * count, "body": bodies, "sha256": ["0" * 64] * count,
        })  # fmt: skip
        _put(archive, "postings", {
            "term": np.concatenate([p[0] for p in postings]),
            "document": np.repeat([p[1] for p in postings], [len(p[0]) for p in postings]),
            "times": np.concatenate([p[2] for p in postings]).astype(np.int32),
        })  # fmt: skip
    archive.run("UPDATE machine_documents SET read_at = published")


def _who(world: World, count: int) -> dict[str, Any]:
    which = world.ranked(ACTORS, count)
    country = world.countries[world.actor_country[which]]
    sector = np.array(SECTORS)[world.ranked(len(SECTORS), count)]
    ids = world.actors[which]
    codes = [[i, c, s, f"{c} {s}"] for i, c, s in zip(ids, country, sector, strict=True)]
    return {"id": ids, "name": world.names[which], "country": country, "sector": sector, "codes": codes}


def _body(prefix: str, words: list[str]) -> list[str]:
    # As long as the records of a real reading are.
    rest = "x" * 900
    return [json.dumps({"id": prefix, "words": told, "rest": rest}) for told in words]


def _statements(archive: Archive, world: World, ids: list[str], day: Any, start: int, count: int) -> None:
    who = _who(world, count)
    of = world.chance.integers(0, len(ids), count)
    words = world.sentence(count, 18)
    _put(archive, "statements", {
        "id": [make_id("st", start + n) for n in range(count)], "document": [ids[n] for n in of],
        "ordinal": np.arange(count), "speaker": who["id"], "speaker_name": who["name"],
        "speaker_country": who["country"], "speaker_sector": who["sector"], "speaker_codes": who["codes"],
        "form": world.coded(Form, count), "act": world.coded(Act, count, 1.5),
        "status": world.coded(Status, count, 2.5), "modality": world.coded(Modality, count, 2),
        "reporting_hedge": world.coded(Hedge, count, 2.5), "source_grade": world.coded(SourceGrade, count),
        "first": day[of], "last": day[of], "reported": day[of],
        "day": day[of], "words": words, "body": _body("st", words),
    })  # fmt: skip


def _positions(archive: Archive, world: World, ids: list[str], day: Any, start: int, count: int) -> None:
    who, other = _who(world, count), _who(world, count)
    of = world.chance.integers(0, len(ids), count)
    words = world.sentence(count, 14)
    _put(archive, "positions", {
        "id": [make_id("po", start + n) for n in range(count)], "document": [ids[n] for n in of],
        "ordinal": np.arange(count), "actor": who["id"], "actor_name": who["name"], "actor_country": who["country"],
        "actor_codes": who["codes"], "counterpart": other["name"], "counterpart_codes": other["codes"],
        "stance": world.coded(Stance, count), "object": words, "conditions": world.ranked(4, count, 2),
        "status": world.coded(Status, count, 2.5), "reported": day[of], "words": words, "body": _body("po", words),
    })  # fmt: skip


def _events(archive: Archive, world: World, ids: list[str] | None, day: Any, start: int, count: int) -> None:
    source, target = _who(world, count), _who(world, count)
    of = world.chance.integers(0, len(day), count)
    days = day[of] if ids else np.sort(world.days(count))  # a file of a data set goes by day
    place = world.ranked(PLACES, count)
    types = world.coded(EventType, count)
    own = [make_id("ev", start + n) for n in range(count)]
    rows: dict[str, Any] = {
        "id": own, "type": types, "source": source["name"], "target": target["name"],
        "source_codes": source["codes"], "target_codes": target["codes"], "source_country": source["country"],
        "target_country": target["country"], "first": days, "last": days, "reported": days,
        "place": world.places[place], "country": world.countries[world.place_country[place]],
        "lat": world.lat[place], "lon": world.lon[place], "intensity": world.chance.uniform(-10, 10, count),
        "dead": [int(n) if n < 60 else None for n in world.ranked(1200, count, 0.4)],
        "words": world.sentence(count, 18) if ids else world.coded(world.labels, count), "ordinal": np.arange(count),
        "status": world.coded(Status, count, 3) if ids else ["asserted"] * count,
        "reporting_hedge": world.coded(Hedge, count, 3) if ids else ["none"] * count, "day": days,
    }  # fmt: skip
    if ids:
        rows |= {"document": [ids[n] for n in of], "body": _body("ev", rows["words"])}
    else:
        rows |= {"dataset": ["ICEWS"] * count, "dataset_row": [str(start + n) for n in range(count)],
                 "code": [str(n) for n in world.ranked(200, count)]}  # fmt: skip
    _put(archive, "events", rows)
    for role, who in (("source", source), ("target", target)):
        _put(archive, "event_actors", {
            "event": own, "role": [role] * count, "actor": who["id"], "name": who["name"], "country": who["country"],
            "sector": who["sector"],
        })  # fmt: skip
    if ids:
        _put(archive, "actors", {
            "id": source["id"], "document": rows["document"], "ordinal": np.arange(count), "name": source["name"],
            "country": source["country"], "sector": source["sector"], "person": [True] * count,
            "body": _body("ac", rows["words"]),
        })  # fmt: skip


def link_by_chance(archive: Archive) -> None:
    """Links as linking would leave them: a third of the documents retell a story, a third of the events is shared."""
    with archive.changes():
        for kind, table, which in (
            ("origin", "documents", "id"),
            ("event", "events", "document"),
            ("statement", "statements", "document"),
        ):
            archive.run(
                f"INSERT INTO link_members SELECT '{kind}-' || (hash(id) % 20000), '{kind}', id, {which}, {which}, ''"
                f" FROM machine_{table} WHERE {which} IS NOT NULL AND hash(id) % 3 = 0"
            )
        archive.run(
            "INSERT INTO links SELECT link, kind, count(*), count(DISTINCT document), count(DISTINCT origin), 'made',"
            " '{\"conflicts\": []}' FROM link_members GROUP BY link, kind"
        )


def questions(archive: Archive, chance: random.Random) -> dict[str, Callable[[], object]]:
    """Every kind of question, each with values of its own at every call."""
    listed = [row[0] for row in archive.rows("SELECT source_country FROM events USING SAMPLE 2000 ROWS")]
    names = [row[0] for row in archive.rows("SELECT source FROM events USING SAMPLE 500 ROWS")]
    of = {table: [row[0] for row in archive.rows(f"SELECT id FROM {table} USING SAMPLE 500 ROWS")]
          for table in ("events", "documents", "statements")}  # fmt: skip
    linked = [row[0] for row in archive.rows("SELECT member FROM link_members WHERE kind = 'event' LIMIT 500")]
    points = archive.rows("SELECT lat, lon FROM events USING SAMPLE 500 ROWS")
    words = [f"word{int(VOCABULARY ** chance.random()) - 1}" for _ in range(500)]

    def day() -> datetime.date:
        return FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS - 400, DAYS))

    def near() -> filters.Near:
        lat, lon = chance.choice(points)
        return filters.Near(lat, lon, chance.choice((20.0, 50.0, 300.0)))

    def who() -> str:
        return str(chance.choice(listed))

    event = filters.EventFilter
    statement = filters.StatementFilter
    types = list(EventType)
    return {
        "events, newest": lambda: query.events(archive, event(offset=50 * chance.randrange(20))),
        "events of an actor": lambda: query.events(archive, event(actor=who())),
        "events of a pair, type, days, near": lambda: query.events(
            archive, event(actor=who(), target=who(), type=chance.choice(types), since=day(), near=near())
        ),
        "events near a place": lambda: query.events(archive, event(near=near())),
        "events by name": lambda: query.events(archive, event(actor=chance.choice(names))),
        "events with words": lambda: query.events(archive, event(text=chance.choice(words))),
        "events of a document": lambda: query.events(archive, event(document=chance.choice(of["documents"]))),
        "events by their dead": lambda: query.events(archive, event(type="ASSAULT", deadly=True, sort="dead")),
        "statements of a speaker": lambda: query.statements(archive, statement(speaker=who(), since=day())),
        "statements with words": lambda: query.statements(archive, statement(text=chance.choice(words))),
        "statements by act": lambda: query.statements(archive, statement(act="threaten", hedge="none")),
        "positions of an actor": lambda: query.positions(archive, filters.PositionFilter(actor=who())),
        "positions with conditions": lambda: query.positions(
            archive, filters.PositionFilter(conditional=True, counterpart=who())
        ),
        "documents, newest": lambda: query.documents(archive, filters.DocumentFilter()),
        "documents of an outlet": lambda: query.documents(archive, filters.DocumentFilter(outlet="Outlet 7")),
        "documents naming an actor": lambda: query.documents(archive, filters.DocumentFilter(actor=who())),
        "actors, most": lambda: query.actors(archive, filters.ActorFilter()),
        "actors by name": lambda: query.actors(archive, filters.ActorFilter(text=chance.choice(names))),
        "pairs of countries": lambda: tally.dyads(archive, event(since=day())),
        "pairs of countries, all": lambda: tally.dyads(archive),
        "days of a pair": lambda: tally.days(archive, event(source=who(), target=who())),
        "months, all": lambda: tally.tally(archive, "month"),
        "types of an actor": lambda: tally.tally(archive, "type", event(actor=who())),
        "countries since a day": lambda: tally.tally(archive, "country", event(since=day())),
        "search, one word": lambda: search(archive, chance.choice(words)),
        "search, three words": lambda: search(archive, " ".join(chance.sample(words, 3))),
        "record by id": lambda: archive.records(chance.choice(of["events"])),
        "links of an event": lambda: links_of(archive, chance.choice(linked)),
        "sql: count by type": lambda: archive.rows("SELECT type, count(*) FROM events GROUP BY type"),
    }


def measure(path: Path, rounds: int, seed: int) -> None:
    start = time.perf_counter()
    archive = Archive(path, read_only=True)
    print(f"opened in {time.perf_counter() - start:.3f} s; {path.stat().st_size / 1e6:,.0f} MB")
    with archive:
        for name, ask in questions(archive, random.Random(seed)).items():
            for _ in range(3):
                ask()
            taken, worked = [], []
            for _ in range(rounds):
                start, processed = time.perf_counter(), time.process_time()
                ask()
                taken.append(1000 * (time.perf_counter() - start))
                worked.append(1000 * (time.process_time() - processed))
            taken.sort()
            worst = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
            print(
                f"{name:38} median {taken[len(taken) // 2]:7.1f} ms   p95 {worst:7.1f} ms   CPU {max(worked):7.1f} ms"
                f"{'   OVER' * (worst > 150)}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description="Questions to a large archive.")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--keep", type=Path, help="folder in which the archive is kept for another run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (arguments.keep or Path(folder)) / "large.duckdb"
        if not path.exists():
            start = time.perf_counter()
            with Archive(path) as archive:
                fill(archive, arguments.events, arguments.statements, arguments.seed)
            print(f"filled in {time.perf_counter() - start:.0f} s")
        measure(path, arguments.rounds, arguments.seed)


if __name__ == "__main__":
    main()
