"""How well reports are linked: planted rewrites of corpus stories, and how long ten thousand documents take.

    python -m benchmarks.linking [--stories 100] [--rewrites 500] [--part train] [--speed 10000]

Every story is composed (the dispatch corpus), every rewrite is made by ``benchmarks.rewrites``. Truth: two documents
have one origin where they retell one story; two events are the same where they have one type and stand in sentences
that came from the same one. Round-ups that hold the leads of three stories, and stories into which a quote of another
was put, are there to mislead. Prints pairwise precision, recall and F1.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from benchmarks.rewrites import Story, rewrite, story_of
from dragoman.archive.coded import coded, table_of
from dragoman.archive.linking import link_all
from dragoman.archive.store import Archive
from dragoman.dossier import make_dossiers
from dragoman.edition import program_edition
from dragoman.intake.plain import as_written
from dragoman_corpus.dispatch import read_corpus

Pair = tuple[str, str]


def stories(part: str, count: int) -> list[Story]:
    """Stories of a part of the corpus."""
    folder = Path(__file__).parents[1] / "corpus" / "dispatches"
    found = [d for d in read_corpus(folder) if (d.split == part or (part == "train" and d.split == "dev"))]
    made = []
    for dispatch in found[:count]:
        day = dispatch.header.get("published", "")
        date = day if len(day) == 10 else "2024-03-01"
        made.append(story_of(dispatch.id, dispatch.header.get("title", dispatch.id), date, dispatch.marked.text))
    return made


def planted(originals: list[Story], rewrites: int, seed: int) -> list[Story]:
    """The originals, their rewrites, and what is there to mislead."""
    chance = random.Random(seed)
    made = list(originals)
    for number in range(rewrites):
        made.append(rewrite(originals[number % len(originals)], number // len(originals), chance))
    for number in range(0, len(originals) - 3, 10):
        three = originals[number : number + 3]
        roundup = Story(f"roundup-{number}", f"roundup-{number}", "The week", three[0].date, "The Weekly")
        roundup.paragraphs = [list(story.paragraphs[0]) for story in three]
        made.append(roundup)
    for number in range(0, len(originals) - 1, 9):
        quoted = [s for part in originals[number].paragraphs for s in part if "“" in s.text][:1]
        other = rewrite(originals[number + 1], 99, chance)
        other.name += "-quoting"
        other.paragraphs.append(quoted)
        made.append(other)
    return made


def read_into(archive: Archive, told: list[Story]) -> dict[str, Story]:
    """Reads the stories into the archive; document id -> story."""
    documents = [as_written(s.text, name=s.title, published=datetime.date.fromisoformat(s.date)) for s in told]
    by_id = {document.id: story for document, story in zip(documents, told, strict=True)}
    known = {row[0] for row in archive.rows("SELECT id FROM documents")}
    documents = [document for document in documents if document.id not in known]
    for start in range(0, len(documents), 50):
        archive.merge(coded(list(make_dossiers(documents[start : start + 50])), program_edition()))
    return by_id


def pairs_of(groups: Iterable[Iterable[str]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def scores(name: str, true: set[Pair], found: set[Pair]) -> float:
    hit = len(true & found)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:12} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({len(true):,} pairs)")
    return f1


def grouped(keys: dict[str, object]) -> list[list[str]]:
    groups: dict[object, list[str]] = {}
    for member, key in keys.items():
        groups.setdefault(key, []).append(member)
    return list(groups.values())


def true_events(archive: Archive, by_id: dict[str, Story]) -> dict[str, object]:
    """Event -> story, sentence, type and (where a sentence has several of a type) the word that names it."""
    truth: dict[str, object] = {}
    query = (
        "SELECT e.id, e.document, e.type, (e.body->>'$.trigger.start')::INT, d.body->>'text', e.word"
        " FROM events e JOIN documents d ON d.id = e.document"
    )
    rows = archive.rows(query)
    places: dict[tuple[object, ...], list[tuple[int, str, str]]] = {}
    for id, document, type, start, text, word in rows:
        story = by_id[document]
        found = story.sentence_at(text, start)
        if found is None or found.number < 0:
            truth[id] = id
        else:
            places.setdefault((document, found.story, found.number, type), []).append((start, id, word))
    for where, several in places.items():
        for rank, (_, id, word) in enumerate(sorted(several)):
            truth[id] = (*where[1:], word if len(several) > 1 else rank)
    return truth


def measure(arguments: argparse.Namespace, folder: Path) -> None:
    told = planted(stories(arguments.part, arguments.stories), arguments.rewrites, arguments.seed)
    with Archive(folder / "planted.duckdb") as archive:
        by_id = read_into(archive, told)
        start = time.perf_counter()
        link_all(archive)
        print(f"{len(by_id)} documents linked in {time.perf_counter() - start:.1f} s")
        members = archive.rows("SELECT kind, link, member FROM link_members")
        origins = {member: link for kind, link, member in members if kind == "origin"}
        scores(
            "origins",
            pairs_of(grouped({id: story.source for id, story in by_id.items()})),
            pairs_of(grouped({id: origins.get(id, id) for id in by_id})),
        )
        truth = true_events(archive, by_id)
        same = {member: link for kind, link, member in members if kind == "event"}
        documents = dict(archive.rows("SELECT id, document FROM events"))
        true = {pair for pair in pairs_of(grouped(truth)) if documents[pair[0]] != documents[pair[1]]}
        scores("same events", true, pairs_of(grouped({id: same.get(id, id) for id in truth})))
        if arguments.errors:
            show_errors(archive, true, pairs_of(grouped({id: same.get(id, id) for id in truth})), arguments.errors)


def show_errors(archive: Archive, true: set[Pair], found: set[Pair], count: int) -> None:
    rows = archive.rows("SELECT id, document, type, word, source, target, place, first, words FROM events")
    told = {row[0]: row[1:] for row in rows}
    for name, pairs in (("missed", sorted(true - found)), ("wrong", sorted(found - true))):
        for pair in random.Random(0).sample(pairs, min(count, len(pairs))):
            print(name, *(f"\n   {told[id]}" for id in pair))


def multiplied(archive: Archive, times: int) -> None:
    """The same world again and again, each time 90 days later, in other words and under other ids."""
    with archive.changes():
        for number in range(1, times):
            days = 90 * number
            id = f"|| '-{number}'"
            later = ", ".join(f"{day} + {days} AS {day}" for day in ("first", "last", "reported", "day"))
            of = f"id {id} AS id, document {id} AS document"
            archive.run(
                f"INSERT INTO machine_documents SELECT * REPLACE (id {id} AS id, published + {days} AS published)"
                " FROM machine_documents WHERE id NOT LIKE '%-%-%'"
            )
            for table in ("events", "statements"):
                archive.run(
                    f"INSERT INTO machine_{table} SELECT * REPLACE ({of}, {later}) FROM machine_{table}"
                    " WHERE document NOT LIKE '%-%-%'"
                )
            rows = archive.rows("SELECT document, sketch, credit FROM sketches WHERE document NOT LIKE '%-%-%'")
            moved = [
                (f"{d}-{number}", (np.frombuffer(s, np.uint64) + np.uint64(number)).tobytes(), c) for d, s, c in rows
            ]
            archive.insert("sketches", table_of(("document", "sketch", "credit"), moved))


def measure_speed(arguments: argparse.Namespace, folder: Path) -> None:
    with Archive(folder / "planted.duckdb") as archive:
        documents = archive.counts()["documents"]
        multiplied(archive, -(-arguments.speed // documents))
        start, worked = time.perf_counter(), time.process_time()
        link_all(archive)
        taken, worked = time.perf_counter() - start, time.process_time() - worked
        counts = archive.counts()
        print(f"{counts['documents']:,} documents, {counts['events']:,} events, {counts['statements']:,} statements:")
        print(f"linked in {taken:.1f} s ({worked:.1f} s of CPU)")


def main() -> None:
    parser = argparse.ArgumentParser(description="Linking of planted rewrites.")
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--rewrites", type=int, default=500)
    parser.add_argument("--part", default="train", help="part of the corpus: train (with dev) or test")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each kind")
    parser.add_argument("--speed", type=int, default=0, help="then link so many documents, and time it")
    parser.add_argument("--keep", type=Path, help="folder in which the archive is kept for another run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments, arguments.keep or Path(folder))
        if arguments.speed:
            shutil.copy((arguments.keep or Path(folder)) / "planted.duckdb", Path(folder) / "copy.duckdb")
            (Path(folder) / "copy.duckdb").rename(Path(folder) / "planted.duckdb")
            measure_speed(arguments, Path(folder))


if __name__ == "__main__":
    main()
