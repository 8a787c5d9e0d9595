"""How far a training text carries over to another: the recipe of ``dragoman train statements`` on shares of a folder.

    python -m benchmarks.linear_attribution curve FOLDER POLNEAR_ROOT --scorer polnear_score.py

``FOLDER`` is anything the recipe learns from (text and standoff, or dispatches). Weights are learned from a quarter, a
half and all of its documents, and each are scored on a split of PolNeAR through ``find_statements``. Weights learned
from PolNeAR are for comparison only: its texts have no licence, so that none of them may be passed on.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.statements import attributions_of, read_texts
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.statements.learned.marked import Page, read_pages
from dragoman.statements.learned.model import Model
from dragoman.statements.learned.recipe import pages_of
from dragoman.statements.learned.training import lesson_of, train

SHARES = (0.25, 0.5, 1.0)
# Documents are drawn in an order of their own, since file names sort by outlet; smaller shares lie within larger ones.
SEED = 11


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    return curve(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["curve"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("polnear", type=Path, help="the folder that is tested on")
    parser.add_argument("--test", default="dev")
    parser.add_argument("--scorer", type=Path, default=Path("shared/score/polnear_score.py"))
    parser.add_argument("--shares", type=float, nargs="+", default=SHARES)
    return parser


def curve(options: argparse.Namespace) -> int:
    """Prints a line of scores for each share of the documents."""
    pages = drawn(pages_of([options.folder]))
    lessons = [lesson_of(document) for document in read_pages(pages)]
    tests = list(load_reader().read(read_texts(options.polnear / "data" / options.test / "text")))
    print("documents   words  threshold  full P     R    F1   exact  who-what")
    for share in options.shares:
        part = lessons[: max(2, round(len(lessons) * share))]
        model, grade = train(part)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "predicted.jsonl"
            write_predictions(model, tests, out)
            scores = scored(options.scorer, options.polnear, options.test, out)
        full, exact, who = (scores[f"all attribution {name}"] for name in ("full", "full_exact", "who_what"))
        print(
            f"{len(part):9} {sum(lesson.document.words for lesson in part):7}  {grade.threshold:9.2f}  "
            f"{full['P']:6} {full['R']:5} {full['F1']:5}  {exact['F1']:6}  {who['F1']:8}",
            flush=True,
        )
    return 0


def drawn(pages: Sequence[Page]) -> list[Page]:
    """The pages in the order in which they are drawn."""
    order = sorted(pages, key=lambda page: page.name)
    random.Random(SEED).shuffle(order)
    return order


def write_predictions(model: Model, readings: Iterable[Reading], out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for reading in readings:
            row = {"id": reading.document.id, "attributions": attributions_of(reading, False, model)}
            file.write(json.dumps(row) + "\n")


def scored(scorer: Path, root: Path, split: str, predicted: Path) -> dict[str, Any]:
    command = [sys.executable, str(scorer), str(root), split, str(predicted), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(done.stdout)
    return scores


if __name__ == "__main__":
    raise SystemExit(main())
