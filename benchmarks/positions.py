"""Positions on our own sets: who holds which stance, and on which kinds of condition.

    python -m benchmarks.positions corpus/pairs/positions.txt [--half odd|even] [--show]
    python -m benchmarks.positions corpus/dispatches --split dev [--show]

Each sentence (or document) is read alone. A found position is right where its holder stands where the gold marks that
actor (or carries its name), with the gold's stance and the same kinds of condition; each gold position counts once.
``--half`` takes every other sentence: rules are drawn from the odd ones, the even ones are kept for the measure.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.actors.cast import Cast
from dragoman.actors.tables import pieces_of
from dragoman.places.find import find_places
from dragoman.positions.find import find_positions
from dragoman.reading.reader import load_reader
from dragoman.records import Document, Position
from dragoman.statements.find import find_statements
from dragoman.times.find import find_times
from dragoman_corpus.compile import compiled
from dragoman_corpus.dispatch import Dispatch, read_corpus
from dragoman_corpus.pairs import read_position_sentences

Json = dict[str, Any]
LONG = 400
COMMON = frozenset(("the", "of", "a", "an", "and"))


def found_in(sentence: Dispatch) -> list[Position]:
    text = sentence.marked.text
    document = Document(f"doc-{sentence.id}", text, None, None, None, None, None, "en", "", ())
    reading = next(iter(load_reader().read([document])))
    whens = find_times(reading)
    cast = Cast(reading, find_places(reading))
    return find_positions(reading, whens, cast, find_statements(reading, whens, cast))


def is_right(position: Position, gold: Json, actors: dict[str, Json]) -> bool:
    kinds = Counter(condition.kind.value for condition in position.conditions)
    wanted = Counter(value for key, value in gold.items() if key.startswith("k") and key[1:].isdigit() and value)
    if position.stance.value != gold["stance"] or kinds != wanted:
        return False
    return any(_is_meant(position, actors[label]) for label in gold["actor"] if label in actors)


def _is_meant(position: Position, actor: Json) -> bool:
    span = position.actor.evidence.span
    if span is not None and any(span.start < end and start < span.end for start, end in actor["spans"]):
        return True
    ours, theirs = (set(pieces_of(name)) - COMMON for name in (position.actor.name, actor.get("name", "")))
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def texts_of(path: Path, half: str | None, split: str) -> list[Dispatch]:
    """The sentences of the set, all or every other; of a folder the documents of a split."""
    if path.is_dir():
        return [dispatch for dispatch in read_corpus(path) if dispatch.split == split]
    found = read_position_sentences(path)
    return [s for s in found if half is None or int(s.id) % 2 == (half == "odd")]


def around(text: str, start: int, end: int) -> str:
    return f"…{text[max(0, start - 90) : start]}[{text[start:end]}]{text[end : end + 60]}…".replace("\n", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--half", choices=("odd", "even"))
    parser.add_argument("--split", choices=("train", "dev", "test"), default="dev")
    parser.add_argument("--show", action="store_true", help="print what is missed and what is wrong")
    options = parser.parse_args()
    right = found = gold = 0
    for sentence in texts_of(options.sentences, options.half, options.split):
        layers = compiled(sentence)
        actors = {actor["id"]: actor for actor in layers["actors"]}
        ours, wanted = found_in(sentence), list(layers["positions"])
        found, gold = found + len(ours), gold + len(wanted)
        for position in list(ours):
            hit = next((g for g in wanted if is_right(position, g, actors)), None)
            if hit is not None:
                right += 1
                wanted.remove(hit)
                ours.remove(position)
        if options.show and (ours or wanted):
            text = layers["text"]
            print(f"\n{sentence.id}", text if len(text) < LONG else "")
            for g in wanted:
                names = [actors[a].get("name") for a in g["actor"] if a in actors]
                print(
                    "  missed", names, *(g[k] for k in g if k in ("stance", "k1", "k2")), around(text, *g["objects"][0])
                )
            for p in ours:
                kinds = [c.kind.value for c in p.conditions]
                where = around(text, p.object_span.start, p.object_span.end)
                print("  wrong ", p.actor.name, p.stance, kinds, p.evidence.rule, where)
    precision, recall = right / max(found, 1), right / max(gold, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"positions: {right} right of {found} found, {gold} in the gold:", end=" ")
    print(f"P {precision:.3f} R {recall:.3f} F1 {score:.3f}")


if __name__ == "__main__":
    main()
