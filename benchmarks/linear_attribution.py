"""A plain linear model of attribution, to see how well a training text carries over to another.

    python -m benchmarks.linear_attribution train FOLDER MODEL.npz [--share 0.25]
    python -m benchmarks.linear_attribution predict MODEL.npz TEXT_DIR OUT.jsonl
    python -m benchmarks.linear_attribution curve FOLDER POLNEAR_ROOT --scorer polnear_score.py

Folders are in PolNeAR's layout (see ``standoff.py``); ``dragoman-corpus export`` writes the corpus so. A curve trains
on a quarter, a half and all of the documents and prints the scores of each model on the test split of PolNeAR.
Models trained on PolNeAR are for comparison only: its texts have no licence, so that none of them may be passed on.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.linear_model import Model, load_model, predictions, save_model, train
from benchmarks.standoff import Marked, read_marked, read_texts

SHARES = (0.25, 0.5, 1.0)
# Documents are drawn in an order of their own, since file names sort by outlet; smaller shares lie within larger ones.
SEED = 11


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    training = commands.add_parser("train", help="train a model on a folder")
    training.add_argument("folder", type=Path)
    training.add_argument("model", type=Path)
    training.add_argument("--split", default="train")
    training.add_argument("--share", type=float, default=1.0, help="share of the documents to train on")
    training.set_defaults(run=_train)
    predicting = commands.add_parser("predict", help="write the attributions of every *.txt of a folder")
    predicting.add_argument("model", type=Path)
    predicting.add_argument("texts", type=Path)
    predicting.add_argument("out", type=Path)
    predicting.set_defaults(run=_predict)
    curve = commands.add_parser("curve", help="scores after a quarter, a half and all of the documents")
    curve.add_argument("folder", type=Path)
    curve.add_argument("polnear", type=Path, help="the folder that is tested on")
    curve.add_argument("--split", default="train")
    curve.add_argument("--test", default="dev")
    curve.add_argument("--scorer", type=Path, default=Path("shared/score/polnear_score.py"))
    curve.add_argument("--shares", type=float, nargs="+", default=SHARES)
    curve.set_defaults(run=_curve)
    return parser


def _train(options: argparse.Namespace) -> int:
    marked = drawn(options.folder, options.split, options.share)
    save_model(train(marked), options.model)
    print(f"{sum(m.words for m in marked)} words in {len(marked)} documents")
    return 0


def _predict(options: argparse.Namespace) -> int:
    write_predictions(load_model(options.model), read_texts(sorted(options.texts.glob("*.txt"))), options.out)
    return 0


def _curve(options: argparse.Namespace) -> int:
    marked = drawn(options.folder, options.split, max(options.shares))
    tests = read_texts(sorted((options.polnear / "data" / options.test / "text").glob("*.txt")))
    total = len(marked) / max(options.shares)
    print("documents   words  threshold  full P     R    F1   exact  who-what")
    for share in options.shares:
        part = marked[: max(1, round(total * share))]
        model = train(part)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "predicted.jsonl"
            write_predictions(model, tests, out)
            scores = scored(options.scorer, options.polnear, options.test, out)
        full, exact, who = (scores[f"all attribution {name}"] for name in ("full", "full_exact", "who_what"))
        print(
            f"{len(part):9} {sum(m.words for m in part):7}  {model.threshold:9.2f}  "
            f"{full['P']:6} {full['R']:5} {full['F1']:5}  {exact['F1']:6}  {who['F1']:8}",
            flush=True,
        )
    return 0


def drawn(folder: Path, split: str, share: float) -> list[Marked]:
    """A share of the marked documents of a split, in the order in which they are drawn."""
    names = sorted(path.stem for path in (folder / "data" / split / "text").glob("*.txt"))
    random.Random(SEED).shuffle(names)
    names = names[: max(1, round(len(names) * share))]
    place = {name: at for at, name in enumerate(names)}
    return sorted(read_marked(folder, split, names), key=lambda marked: place[marked.name])


def write_predictions(model: Model, documents: Sequence[Marked], out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for document in documents:
            row = {"id": document.name, "attributions": predictions(model, document.reading)}
            file.write(json.dumps(row) + "\n")


def scored(scorer: Path, root: Path, split: str, predicted: Path) -> dict[str, Any]:
    command = [sys.executable, str(scorer), str(root), split, str(predicted), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(done.stdout)
    return scores


if __name__ == "__main__":
    raise SystemExit(main())
