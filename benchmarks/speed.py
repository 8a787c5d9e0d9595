"""How fast the whole reader is against the bare ``en_core_web_md`` pipeline, and what each stage costs.

    OMP_NUM_THREADS=1 python -m benchmarks.speed TEXT_DIR [--documents N] [--rounds K]

Both are loaded once in one process and take turns on small groups of texts, so that a busy machine slows both alike;
only CPU time counts. The last line is ``ratio: R`` (whole reader ÷ bare pipeline; above 1 is faster than the bare
pipeline). Stages are shown in words per CPU-second and as their share of the reader's time.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

# Must be set before numpy is loaded; one thread for both sides.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import dragoman.dossier as dossier
from dragoman.intake.plain import as_written
from dragoman.records import Document

STAGES = (
    *("find_times", "find_places", "Cast", "find_statements", "find_events"),
    *("find_positions", "find_questions", "find_explanations"),
)
# Texts a side reads before the other takes its turn.
GROUP = 8


def read_documents(folder: Path, limit: int | None) -> list[Document]:
    paths = sorted(folder.glob("*.txt"))[:limit]
    if not paths:
        raise SystemExit(f"{folder} holds no *.txt files; name a folder of plain texts.")
    return [as_written(path.read_text(encoding="utf-8"), name=path.stem) for path in paths]


def bare_pipeline() -> Callable[[list[Document]], None]:
    """The pipeline as spaCy loads it, all components on, default batch size."""
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    from dragoman.reading.model import installed_model

    set_current_ops(NumpyOps())
    nlp = spacy.load(installed_model().folder)

    def run(documents: list[Document]) -> None:
        for _ in nlp.pipe(document.text for document in documents):
            pass

    return run


def timed(stage: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def wrapper(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments)
        finally:
            spent[stage] += time.process_time() - start

    return wrapper


def run_reader(documents: Iterable[Document]) -> None:
    for _ in dossier.make_dossiers(documents):
        pass


def groups_of(documents: list[Document]) -> Iterator[list[Document]]:
    for start in range(0, len(documents), GROUP):
        yield documents[start : start + GROUP]


def measure(documents: list[Document], rounds: int) -> tuple[float, float, dict[str, float]]:
    """CPU seconds of the bare pipeline, of the reader, and of each of the reader's stages."""
    bare = bare_pipeline()
    spent: dict[str, float] = defaultdict(float)
    for run in (bare, run_reader):  # a first group warms caches and loads tables; it is not counted
        run(documents[:GROUP])
    bare_seconds = reader_seconds = 0.0
    with ExitStack() as patches:
        for stage in STAGES:
            patches.enter_context(mock.patch.object(dossier, stage, timed(stage, getattr(dossier, stage), spent)))
        for _ in range(rounds):
            for group in groups_of(documents):
                start = time.process_time()
                bare(group)
                middle = time.process_time()
                run_reader(group)
                bare_seconds += middle - start
                reader_seconds += time.process_time() - middle
    return bare_seconds, reader_seconds, spent


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of the reader against the bare English pipeline.")
    parser.add_argument("texts", type=Path, help="folder of *.txt files")
    parser.add_argument("--documents", type=int, default=None, help="read only the first N texts")
    parser.add_argument("--rounds", type=int, default=1, help="times each text is read by each side")
    arguments = parser.parse_args()
    documents = read_documents(arguments.texts, arguments.documents)
    words = sum(len(document.text.split()) for document in documents) * arguments.rounds
    bare, reader, spent = measure(documents, arguments.rounds)
    print(f"{len(documents)} texts, {words:,} words, OMP_NUM_THREADS={os.environ['OMP_NUM_THREADS']}, CPU time")
    print(f"{'bare en_core_web_md':22} {words / bare:12,.0f} words/s")
    print(f"{'whole reader':22} {words / reader:12,.0f} words/s")
    parse = reader - sum(spent.values())
    for stage, seconds in [("parse and Reading", parse), *spent.items()]:
        speed = words / seconds if seconds else float("inf")
        print(f"  {stage:20} {speed:12,.0f} words/s {seconds / reader:7.1%}")
    print(f"ratio: {bare / reader:.2f}")


if __name__ == "__main__":
    main()
